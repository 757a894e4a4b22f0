//! Random numbers that are the same everywhere: SplitMix64 (Steele, Lea and Flood 2014).

/// A stream of numbers given by its seed.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Random(u64);

impl Random {
    pub(in crate::engine) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(in crate::engine) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of `0..n`, each as likely as the others to a part in 2³²; 0 where `n` is 0.
    pub(in crate::engine) fn below(&mut self, n: usize) -> usize {
        (((self.next() >> 32) * n as u64) >> 32) as usize
    }

    /// Evenly within `-1..1`.
    pub(in crate::engine) fn even(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }

    /// About normal with a standard deviation of `sd`: the sum of three even numbers has variance one.
    pub(in crate::engine) fn noise(&mut self, sd: f64) -> f64 {
        (self.even() + self.even() + self.even()) * sd
    }
}
