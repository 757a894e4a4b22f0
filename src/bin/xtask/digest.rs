//! SHA-256 of files and of lists of files, as hex and as base64.

use crate::failure::{Context, Result};
use sha2::{Digest, Sha256, Sha384};
use std::fs;
use std::path::{Path, PathBuf};

pub fn of_bytes(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

pub fn of_file(path: &Path) -> Result<[u8; 32]> {
    let bytes = fs::read(path).context(|| format!("{} cannot be read", path.display()))?;
    Ok(of_bytes(&bytes))
}

/// The digest that trunk writes into integrity attributes.
pub fn sha384(path: &Path) -> Result<[u8; 48]> {
    let bytes = fs::read(path).context(|| format!("{} cannot be read", path.display()))?;
    Ok(Sha384::digest(bytes).into())
}

/// Digest over names and contents: changes with either, with nothing else.
pub fn of_files(files: &[(String, PathBuf)]) -> Result<[u8; 32]> {
    let mut whole = Sha256::new();
    for (name, path) in files {
        whole.update(name.as_bytes());
        whole.update([0]);
        whole.update(of_file(path)?);
    }
    Ok(whole.finalize().into())
}

pub fn hex(digest: &[u8]) -> String {
    digest
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// The first 64 bits, for names and identities.
pub fn short(digest: &[u8; 32]) -> String {
    hex(&digest[..8])
}

pub fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group =
            chunk.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            if place <= chunk.len() {
                let index = group >> (18 - 6 * place) & 63;
                text.push(char::from(ALPHABET[index as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_as_the_standard_says() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn hex_keeps_leading_zeros() {
        assert_eq!(hex(&[0, 15, 255]), "000fff");
    }
}
