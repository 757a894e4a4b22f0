//! Whether a file is the log itself or a gzip around it.

use super::gunzip::{Gunzip, SIGNATURE};
use super::{Damage, HEAD_BYTES, ImportError, ImportIssue, IssueCode, KnownFormat, LooksLike, Place};

/// What is around the log.
pub(crate) enum Packing {
    /// The first bytes, as long as they are too few to tell.
    Unknown(Vec<u8>),
    Nothing,
    Gzip(Box<Gunzip>),
}

impl Default for Packing {
    fn default() -> Self {
        Packing::Unknown(Vec::new())
    }
}

impl Packing {
    /// Tells by the first bytes.
    fn of(first: Vec<u8>) -> Self {
        if first.starts_with(SIGNATURE) {
            Packing::Gzip(Box::new(Gunzip::new()))
        } else if first.len() < SIGNATURE.len() && SIGNATURE.starts_with(&first) {
            Packing::Unknown(first)
        } else {
            Packing::Nothing
        }
    }

    /// Whether it is a gzip, as far as the next bytes tell.
    pub fn is_gzip(&self, next: &[u8]) -> bool {
        match self {
            Packing::Nothing => false,
            Packing::Gzip(_) => true,
            Packing::Unknown(first) => first.iter().chain(next).take(SIGNATURE.len()).eq(SIGNATURE),
        }
    }

    /// Takes bytes of the file and hands on those of the log.
    pub fn feed(
        &mut self,
        bytes: &[u8],
        take: &mut dyn FnMut(&[u8]) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        match self {
            Packing::Nothing => take(bytes),
            Packing::Unknown(first) => {
                let before = std::mem::take(first);
                let near = bytes.get(..SIGNATURE.len()).unwrap_or(bytes);
                *self = Self::of([before.as_slice(), near].concat());
                if matches!(self, Packing::Unknown(_)) {
                    return Ok(());
                }
                self.feed(&before, take)?;
                self.feed(bytes, take)
            }
            Packing::Gzip(packed) => {
                let mut rest = bytes;
                while packed.held.len() + rest.len() >= BLOCK {
                    let (now, later) = rest.split_at(BLOCK - packed.held.len());
                    packed.held.extend_from_slice(now);
                    rest = later;
                    unpack_held(packed, take)?;
                }
                packed.held.extend_from_slice(rest);
                Ok(())
            }
        }
    }

    /// Ends the file: hands on what is left.
    pub fn end(&mut self, take: &mut dyn FnMut(&[u8]) -> Result<(), ImportError>) -> Result<(), ImportError> {
        match self {
            Packing::Nothing => Ok(()),
            Packing::Unknown(first) => take(&std::mem::take(first)),
            Packing::Gzip(packed) => unpack_held(packed, take),
        }
    }
}

/// Packed bytes unpacked at a time, from the file's first byte on: where a stream goes wrong would otherwise be told by
/// how it was fed.
const BLOCK: usize = 1 << 14;

fn unpack_held(
    packed: &mut Gunzip,
    take: &mut dyn FnMut(&[u8]) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let block = std::mem::take(&mut packed.held);
    let mut input = block.as_slice();
    while let Some(piece) = packed.step(&mut input)?.map(<[u8]>::to_vec) {
        take(&piece).map_err(|error| inside(error, packed))?;
    }
    packed.held = block;
    packed.held.clear();
    Ok(())
}

/// What an error about the content of a gzip says about the file.
pub(crate) fn inside(error: ImportError, packed: &Gunzip) -> ImportError {
    let ImportError::NotALog { looked_like } = error else { return error };
    if packed.sizes().1 == 0 {
        let at = packed.sizes().0;
        return ImportError::Damaged { format: KnownFormat::Gzip, at, damage: Damage::CutShort };
    }
    let name = packed.name.as_deref().unwrap_or_default().to_ascii_lowercase();
    match looked_like {
        LooksLike::Binary | LooksLike::Zeros if name.contains(".emublog") || name.contains(".emuprolog") => {
            ImportError::NotReadable { format: KnownFormat::EmuLog }
        }
        LooksLike::Binary => ImportError::NotALog { looked_like: LooksLike::GzipBinary },
        _ => error,
    }
}

/// The beginning of what a gzip holds.
pub(crate) struct Unpacked {
    pub head: Vec<u8>,
    /// Whether that is all of it.
    pub complete: bool,
    pub packed: Box<Gunzip>,
}

impl Unpacked {
    /// Size of the content of a packed file of so many bytes, as far as its beginning tells.
    pub fn size(&self, file_len: u64) -> u64 {
        let (taken, given) = self.packed.sizes();
        let guess = (file_len as f64 * given as f64 / taken.max(1) as f64) as u64;
        if self.complete { given } else { guess.max(self.head.len() as u64 + 1) }
    }
}

/// Unpacks the beginning of a file; `None` where it is no gzip.
pub(crate) fn unpack_head(head: &[u8], complete: bool) -> Result<Option<Unpacked>, ImportError> {
    let first = head.get(..SIGNATURE.len()).unwrap_or(head);
    let Packing::Gzip(mut packed) = Packing::of(first.to_vec()) else { return Ok(None) };
    let mut input = head;
    let mut content = Vec::new();
    while content.len() < HEAD_BYTES {
        match packed.step(&mut input)? {
            Some(piece) => content.extend_from_slice(piece),
            None => break,
        }
    }
    let complete = complete && input.is_empty() && content.len() < HEAD_BYTES;
    content.truncate(HEAD_BYTES);
    Ok(Some(Unpacked { head: content, complete, packed }))
}

/// The issue of a gzip that breaks off or whose checksum does not fit.
pub(crate) fn broken_off(at: u64) -> ImportIssue {
    ImportIssue {
        code: IssueCode::DamagedFile,
        count: 1,
        first: Place::default(),
        sample: format!("gzip, byte {at}"),
    }
}
