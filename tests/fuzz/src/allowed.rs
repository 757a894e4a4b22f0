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

/// Texts. Fixed: the beginning, room for a column whatever is in it, and four million cells that short rows may leave
/// empty. For each byte: eight more of those cells, or a cell of one character with its samples (up to 8 bytes), a place
/// in a time base of its own (up to 16) and what their vectors keep ahead.
pub const TEXT: Allowed = Allowed { fixed: 24 << 20, times: 100 };
/// Binary logs: a byte becomes at most eight named bits, which are 32 bytes of samples, or a sample with a time of its own.
pub const BINARY: Allowed = Allowed { fixed: 4 << 20, times: 100 };
/// Packed ones: what they may unpack to (1 MiB and 300 times their size, 64 MiB and 256 times for FuelTech's own) takes as
/// much as it does unpacked.
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
