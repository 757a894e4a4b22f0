//! Files of any size for tests and benchmarks, in chunks.

use super::fueltech::{COLUMNS, FtKind, write_cell, write_header};
use super::number::push_thousandths;
use super::random::Random;

/// What to write: an FTManager-like CSV with the first columns of the 64, and numbered ones beyond.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Spec {
    /// Columns, `TIME` included.
    pub columns: u32,
    pub rows: u32,
    pub rate_hz: f64,
    pub seed: u64,
}

impl Spec {
    /// 64 columns by 100,000 rows at 25 Hz, about 37 MB.
    pub const WIDE: Spec = Spec { columns: 64, rows: 100_000, rate_hz: 25.0, seed: 64 };
    /// 16 columns by 1,000,000 rows at 200 Hz, about 100 MB.
    pub const LONG: Spec = Spec { columns: 16, rows: 1_000_000, rate_hz: 200.0, seed: 16 };

    /// Starts writing.
    pub fn writer(self) -> SpecWriter {
        let walks = (1..self.columns as usize).map(Walk::new).collect();
        SpecWriter { spec: self, row: 0, random: Random::new(self.seed), walks }
    }

    /// The whole file at once; for small ones.
    pub fn to_bytes(self) -> Vec<u8> {
        self.writer().flatten().collect()
    }
}

/// Writes the file of a [`Spec`] in chunks of about 64 kB; the chunks end with whole lines.
#[derive(Clone, Debug)]
pub struct SpecWriter {
    spec: Spec,
    row: u32,
    random: Random,
    walks: Vec<Walk>,
}

const CHUNK: usize = 64 * 1024;

impl Iterator for SpecWriter {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        if self.row >= self.spec.rows {
            return None;
        }
        let mut out = Vec::with_capacity(CHUNK + 1024);
        if self.row == 0 {
            write_header(&mut out, self.spec.columns as usize);
        }
        while out.len() < CHUNK && self.row < self.spec.rows {
            push_thousandths(&mut out, (f64::from(self.row) + 0.5) / self.spec.rate_hz);
            for walk in &mut self.walks {
                out.push(b',');
                write_cell(&mut out, walk.kind, walk.step(&mut self.random));
            }
            out.extend_from_slice(b"\r\n");
            self.row += 1;
        }
        Some(out)
    }
}

/// A value that wanders within its bounds, as sensors do: most rows differ a little from the one before.
#[derive(Clone, Debug)]
struct Walk {
    kind: FtKind,
    low: f64,
    high: f64,
    value: f64,
    pace: f64,
}

impl Walk {
    fn new(column: usize) -> Self {
        let kind = COLUMNS.get(column).map_or(FtKind::Number(-100.0, 100.0), |c| c.kind);
        let (low, high) = match kind {
            FtKind::Number(low, high) | FtKind::Integer(low, high) => (low, high),
            FtKind::Switch => (0.0, 1.0),
        };
        Self { kind, low, high, value: f64::midpoint(low, high), pace: 0.0 }
    }

    fn step(&mut self, random: &mut Random) -> f64 {
        let span = self.high - self.low;
        self.pace = self.pace * 0.9 + random.even() * span * 0.004;
        self.value += self.pace;
        if self.value < self.low || self.value > self.high {
            self.value = self.value.clamp(self.low, self.high);
            self.pace = -self.pace;
        }
        self.value
    }
}
