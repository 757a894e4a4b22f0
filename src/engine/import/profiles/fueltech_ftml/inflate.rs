//! Raw DEFLATE, unpacked piece by piece.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use crate::engine::import::Damage;

/// Bytes a file may unpack to whatever its size, and how often its own size on top of that. Real logs unpack to 24 to
/// 29 times their size, of which the calibration's 5 MB are the larger part; a log of a standing engine may reach a few
/// hundred times. What goes beyond is no log.
pub(crate) const FREE_BYTES: u64 = 64 << 20;
pub(crate) const RATIO: u64 = 256;

/// Unpacked bytes kept for back references; a power of two, at least the 32 KiB that DEFLATE reaches back.
const WINDOW: usize = 1 << 17;

/// Takes packed bytes in pieces of any size.
pub(crate) struct Inflater {
    core: Box<DecompressorOxide>,
    window: Vec<u8>,
    at: usize,
    /// Packed bytes used so far.
    pub taken: u64,
    /// Bytes unpacked so far.
    pub given: u64,
    pub done: bool,
}

impl Inflater {
    pub fn new() -> Self {
        Self { core: Box::default(), window: vec![0; WINDOW], at: 0, taken: 0, given: 0, done: false }
    }

    /// Unpacks what it can and hands it to `take`, in order. Bytes behind the end of the stream are left alone.
    pub fn feed(
        &mut self,
        mut packed: &[u8],
        take: &mut dyn FnMut(&[u8]) -> Result<(), Damage>,
    ) -> Result<(), Damage> {
        while !self.done {
            let flags = inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
            let (status, used, made) = decompress(&mut self.core, packed, &mut self.window, self.at, flags);
            packed = packed.get(used..).unwrap_or_default();
            self.taken += used as u64;
            self.given += made as u64;
            if let Some(piece) = self.window.get(self.at..self.at + made) {
                take(piece)?;
            }
            self.at = (self.at + made) % WINDOW;
            if self.given > FREE_BYTES + RATIO * self.taken {
                return Err(Damage::Expansion);
            }
            match status {
                TINFLStatus::Done => self.done = true,
                TINFLStatus::HasMoreOutput => {}
                TINFLStatus::NeedsMoreInput => return Ok(()),
                _ => return Err(Damage::Compression),
            }
        }
        Ok(())
    }
}

/// The first unpacked bytes of a file, as many as `start` has room for, or fewer where the data ends or breaks.
pub(crate) fn peek<'a>(packed: &[u8], start: &'a mut [u8]) -> &'a [u8] {
    let flags =
        inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF | inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
    let (_, _, made) = decompress(&mut DecompressorOxide::new(), packed, start, 0, flags);
    start.get(..made).unwrap_or_default()
}
