//! Memory that reading may take, counted by the allocator.

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Most bytes that may be held at a time while a file is read, beside the file itself.
#[derive(Clone, Copy, Debug)]
pub struct Allowed {
    /// Whatever the size of the file.
    pub fixed: usize,
    /// For every byte of the file.
    pub times: usize,
}

/// Texts: a cell of one character becomes at most 8 bytes of samples, grown by half at a time, and its column a few
/// hundred bytes.
pub const TEXT: Allowed = Allowed { fixed: 32 << 20, times: 400 };
/// Binary logs.
pub const BINARY: Allowed = Allowed { fixed: 8 << 20, times: 100 };
/// Packed ones: as much as what they may unpack to takes.
pub const PACKED: Allowed = Allowed { fixed: 128 << 20, times: 300 * 100 };

/// Runs something and asserts that it held no more than it may.
pub fn fits<T>(allowed: Allowed, size: usize, what: &str, work: impl FnOnce() -> T) -> T {
    let (done, held) = measured(work);
    allowed.holds(size, what, held);
    done
}

impl Allowed {
    /// Asserts that no more was held for a file of this size.
    pub fn holds(self, size: usize, what: &str, held: usize) {
        let most = self.fixed + self.times * size;
        assert!(held <= most, "{what}: {held} bytes held for a file of {size}, at most {most} may be");
    }
}

/// Runs something and tells the most bytes it held at a time.
pub fn measured<T>(work: impl FnOnce() -> T) -> (T, usize) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let done = work();
    (done, MEMORY.peak_usage().saturating_sub(before))
}
