//! gzip around a log, unpacked as it comes.
//!
//! What is held is a window of 32 KiB. A stream that grows beyond [`RATIO`] times what was fed is no log but a trap and
//! is given up; DEFLATE could go to 1,032. Several members one behind the other are one file, as gzip has it.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use super::{Damage, ImportError, KnownFormat};
use crate::engine::crc::Crc;

/// First bytes: the signature and the only method there is.
pub(crate) const SIGNATURE: &[u8] = &[0x1F, 0x8B, 8];
/// What a log may grow to; text with the same rows over and over reaches some 200.
const RATIO: u64 = 300;
/// Growth that is always allowed.
const ALLOWED: u64 = 1 << 20;
const WINDOW: usize = 32 << 10;
/// Longest header: an extra field, a name, a remark.
const LONGEST_HEADER: usize = 70_000;

enum Stage {
    Header(Vec<u8>),
    Body,
    /// Checksum and size behind a member.
    Trailer(Vec<u8>),
    /// Behind the last member.
    Done,
}

/// Unpacks a stream piece by piece.
pub(crate) struct Gunzip {
    stage: Stage,
    inflate: Box<DecompressorOxide>,
    window: Box<[u8]>,
    place: usize,
    taken: u64,
    given: u64,
    checksum: Crc,
    /// The name of the packed file, where the header tells it.
    pub name: Option<String>,
    /// A member whose checksum was not that of its content.
    corrupt: bool,
    /// Bytes that were fed and wait for a whole block.
    pub held: Vec<u8>,
}

impl Gunzip {
    pub fn new() -> Self {
        Self {
            stage: Stage::Header(Vec::new()),
            inflate: Box::default(),
            window: vec![0; WINDOW].into_boxed_slice(),
            place: 0,
            taken: 0,
            given: 0,
            checksum: Crc::new(),
            name: None,
            corrupt: false,
            held: Vec::new(),
        }
    }

    /// The next piece of what is packed; `None` when all of `input` is used up.
    pub fn step(&mut self, input: &mut &[u8]) -> Result<Option<&[u8]>, ImportError> {
        while !input.is_empty() {
            match &mut self.stage {
                Stage::Header(head) => {
                    let before = head.len();
                    let more = input.get(..LONGEST_HEADER - before).unwrap_or(input);
                    head.extend_from_slice(more);
                    let Some((end, name)) = header(head) else {
                        if head.len() >= LONGEST_HEADER {
                            return Err(self.damaged(Damage::Structure));
                        }
                        self.pass(input, more.len());
                        continue;
                    };
                    let foreign = !SIGNATURE.starts_with(&head[..SIGNATURE.len().min(head.len())]);
                    let first = self.given == 0 && self.name.is_none();
                    if foreign {
                        // Padding behind the last member.
                        self.stage = Stage::Done;
                        continue;
                    }
                    if first {
                        self.name = name;
                    }
                    self.pass(input, end.saturating_sub(before));
                    self.stage = Stage::Body;
                    *self.inflate = DecompressorOxide::new();
                    self.checksum = Crc::new();
                }
                Stage::Body => {
                    let (from, len) = self.inflate(input)?;
                    if len > 0 {
                        return Ok(self.window.get(from..from + len));
                    }
                }
                Stage::Trailer(trailer) => {
                    let more = input.get(..8 - trailer.len()).unwrap_or(input);
                    trailer.extend_from_slice(more);
                    let used = more.len();
                    if let Some(told) = trailer.first_chunk::<8>().and_then(|t| t.first_chunk::<4>()) {
                        self.corrupt |= u32::from_le_bytes(*told) != self.checksum.value();
                        self.stage = Stage::Header(Vec::new());
                    }
                    self.pass(input, used);
                }
                Stage::Done => self.pass(input, input.len()),
            }
        }
        Ok(None)
    }

    /// Unpacks into the window: where the piece begins there and how long it is.
    fn inflate(&mut self, input: &mut &[u8]) -> Result<(usize, usize), ImportError> {
        let (status, used, written) = decompress(
            &mut self.inflate,
            input,
            &mut self.window,
            self.place,
            inflate_flags::TINFL_FLAG_HAS_MORE_INPUT,
        );
        let from = self.place;
        self.pass(input, used);
        self.given += written as u64;
        self.place = (self.place + written) % WINDOW;
        self.checksum.update(self.window.get(from..from + written).unwrap_or_default());
        match status {
            TINFLStatus::Done => self.stage = Stage::Trailer(Vec::new()),
            TINFLStatus::HasMoreOutput | TINFLStatus::NeedsMoreInput if used + written > 0 => {}
            _ => return Err(self.damaged(Damage::Compression)),
        }
        if self.given > ALLOWED + RATIO * self.taken {
            return Err(self.damaged(Damage::Expansion));
        }
        Ok((from, written))
    }

    fn pass(&mut self, input: &mut &[u8], used: usize) {
        self.taken += used as u64;
        *input = input.get(used..).unwrap_or_default();
    }

    fn damaged(&self, damage: Damage) -> ImportError {
        ImportError::Damaged { format: KnownFormat::Gzip, at: self.taken, damage }
    }

    /// Bytes fed so far, and bytes that came out of them.
    pub fn sizes(&self) -> (u64, u64) {
        (self.taken, self.given)
    }

    /// Where the stream broke off or went wrong, if it did.
    pub fn flaw(&self) -> Option<u64> {
        let whole = match &self.stage {
            Stage::Header(head) => head.is_empty() && self.taken > 0,
            Stage::Done => true,
            Stage::Body | Stage::Trailer(_) => false,
        };
        (!whole || self.corrupt).then_some(self.taken)
    }
}

/// Where a member's header ends, and the name in it; `None` as long as it has not. What is no header ends at once.
fn header(head: &[u8]) -> Option<(usize, Option<String>)> {
    let known = SIGNATURE.len().min(head.len());
    if head[..known] != SIGNATURE[..known] {
        return Some((0, None));
    }
    let flags = *head.get(3)?;
    let mut end = 10;
    if flags & 4 != 0 {
        let len = head.get(end..)?.first_chunk::<2>()?;
        end += 2 + usize::from(u16::from_le_bytes(*len));
    }
    let mut name = None;
    for (flag, is_name) in [(8, true), (16, false)] {
        if flags & flag != 0 {
            let text = head.get(end..)?;
            let len = text.iter().position(|b| *b == 0)?;
            if is_name {
                name = Some(text[..len].iter().map(|b| char::from(*b)).collect());
            }
            end += len + 1;
        }
    }
    if flags & 2 != 0 {
        end += 2;
    }
    (head.len() >= end).then_some((end, name))
}
