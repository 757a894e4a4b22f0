//! Bytes to letters: which encoding, and the letters of a cell.
//!
//! Numbers are the same bytes in UTF-8 and Windows-1252, so only names and texts are ever decoded. UTF-16 is turned
//! into UTF-8 as it comes in.

use std::borrow::Cow;

use crate::engine::import::options::Encoding;

/// Windows-1252 from 0x80 to 0x9F; the five unused places stay control characters, as browsers read them.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// What the first bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    Text(Encoding),
    Binary,
}

/// Finds the encoding from a file's first bytes. `complete` tells that there are no more.
pub(crate) fn sniff(head: &[u8], complete: bool) -> Letters {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => return Letters::Text(Encoding::Utf8Bom),
        [0xFF, 0xFE, ..] => return Letters::Text(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => return Letters::Text(Encoding::Utf16Be),
        _ => {}
    }
    if let Some(encoding) = utf16_without_mark(head) {
        return Letters::Text(encoding);
    }
    let odd = head.iter().filter(|c| matches!(c, 0..=8 | 14..=25 | 28..=31 | 127)).count();
    if odd * 200 > head.len() {
        return Letters::Binary;
    }
    match std::str::from_utf8(head) {
        Ok(_) => Letters::Text(Encoding::Utf8),
        // The last letter may be cut by the end of what was looked at.
        Err(e) if e.error_len().is_none() && !complete => Letters::Text(Encoding::Utf8),
        Err(_) => Letters::Text(Encoding::Windows1252),
    }
}

/// Mostly ASCII letters with a zero byte beside each.
fn utf16_without_mark(head: &[u8]) -> Option<Encoding> {
    let pairs = head.chunks_exact(2).take(2048);
    let (mut le, mut be, mut all) = (0, 0, 0);
    for pair in pairs {
        all += 1;
        let letter = |c: u8| matches!(c, b'\t' | b'\n' | b'\r' | 32..=126);
        le += usize::from(letter(pair[0]) && pair[1] == 0);
        be += usize::from(pair[0] == 0 && letter(pair[1]));
    }
    if all < 8 {
        None
    } else if le * 10 > all * 8 {
        Some(Encoding::Utf16Le)
    } else if be * 10 > all * 8 {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Length of the byte order mark at the start, if there is one of this encoding.
pub(crate) fn mark_len(head: &[u8], encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom if head.starts_with(&[0xEF, 0xBB, 0xBF]) => 3,
        Encoding::Utf16Le if head.starts_with(&[0xFF, 0xFE]) => 2,
        Encoding::Utf16Be if head.starts_with(&[0xFE, 0xFF]) => 2,
        _ => 0,
    }
}

/// The letters of a cell, and whether all of them were of the encoding. What is no UTF-8 is read as Windows-1252:
/// files stitched together from two programs exist. UTF-16 has become UTF-8 before.
pub(crate) fn decode(bytes: &[u8], encoding: Encoding) -> (Cow<'_, str>, bool) {
    let single = || -> String { bytes.iter().map(|b| windows_1252(*b)).collect() };
    if encoding == Encoding::Windows1252 {
        if bytes.is_ascii()
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            return (Cow::Borrowed(text), true);
        }
        return (Cow::Owned(single()), true);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), true),
        Err(_) => (Cow::Owned(single()), false),
    }
}

/// Turns UTF-16 into UTF-8, chunk by chunk.
#[derive(Debug)]
pub(crate) struct Utf16 {
    little: bool,
    byte: Option<u8>,
    high: Option<u16>,
}

impl Utf16 {
    /// A decoder, if the encoding needs one.
    pub fn of(encoding: Encoding) -> Option<Self> {
        match encoding {
            Encoding::Utf16Le => Some(Self { little: true, byte: None, high: None }),
            Encoding::Utf16Be => Some(Self { little: false, byte: None, high: None }),
            _ => None,
        }
    }

    /// Appends the letters of `bytes` to `out`; half a letter waits for the next chunk.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        out.reserve(bytes.len() / 2);
        for &byte in bytes {
            let Some(first) = self.byte.take() else {
                self.byte = Some(byte);
                continue;
            };
            let unit = if self.little {
                u16::from_le_bytes([first, byte])
            } else {
                u16::from_be_bytes([first, byte])
            };
            if let Ok(ascii @ 0..=127) = u8::try_from(unit)
                && self.high.is_none()
            {
                out.push(ascii);
                continue;
            }
            self.unit(unit, out);
        }
    }

    fn unit(&mut self, unit: u16, out: &mut Vec<u8>) {
        let mut write = |c: char| {
            let mut four = [0; 4];
            out.extend_from_slice(c.encode_utf8(&mut four).as_bytes());
        };
        if let Some(high) = self.high.take() {
            if let Some(Ok(letter)) = char::decode_utf16([high, unit]).next() {
                write(letter);
                return;
            }
            write(char::REPLACEMENT_CHARACTER);
        }
        match unit {
            0xD800..=0xDBFF => self.high = Some(unit),
            _ => write(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart_by_content() {
        let cases: &[(&[u8], Letters)] = &[
            (b"TIME,RPM\n", Letters::Text(Encoding::Utf8)),
            ("Pressão\n".as_bytes(), Letters::Text(Encoding::Utf8)),
            (b"\xEF\xBB\xBFTIME", Letters::Text(Encoding::Utf8Bom)),
            (b"Press\xE3o\n", Letters::Text(Encoding::Windows1252)),
            (b"\xFF\xFET\0I\0", Letters::Text(Encoding::Utf16Le)),
            (b"T\0I\0M\0E\0,\0R\0P\0M\0", Letters::Text(Encoding::Utf16Le)),
            (b"\0T\0I\0M\0E\0,\0R\0P\0M", Letters::Text(Encoding::Utf16Be)),
            (b"\x01\x02\x03\x04abc", Letters::Binary),
        ];
        for (bytes, expect) in cases {
            assert_eq!(sniff(bytes, true), *expect, "{bytes:?}");
        }
        assert_eq!(
            sniff(b"Press\xC3", false),
            Letters::Text(Encoding::Utf8),
            "a letter cut by the end of the head"
        );
    }

    #[test]
    fn utf16_survives_any_split() {
        let text = "λ=0,98 °C 🏁\n";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for cut in 0..=bytes.len() {
            let mut decoder = Utf16::of(Encoding::Utf16Le).expect("UTF-16");
            let mut out = Vec::new();
            decoder.push(&bytes[..cut], &mut out);
            decoder.push(&bytes[cut..], &mut out);
            assert_eq!(out, text.as_bytes(), "cut at {cut}");
        }
    }
}
