//! Files that have to be whole before they can be read: their channels lie one behind the other.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::engine::import::raw::RawAxis;
use crate::engine::import::text::clock::TimeText;
use crate::engine::import::text::store::{ColumnStore, EndedColumn};
use crate::engine::import::{ImportError, KnownFormat};

/// Largest file that is held in memory; samples take at most eight times as much beside it.
pub(super) const LARGEST: u64 = 256 << 20;

/// A file while it is gathered.
pub(super) struct Whole {
    pub bytes: Vec<u8>,
    format: KnownFormat,
}

impl Whole {
    /// Makes room for the file where its size is known.
    pub fn new(format: KnownFormat, size: Option<u64>) -> Result<Self, ImportError> {
        let size = size.unwrap_or(0);
        if size > LARGEST {
            return Err(ImportError::TooLarge { format, limit: LARGEST });
        }
        Ok(Self { bytes: Vec::with_capacity(size as usize), format })
    }

    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        if (self.bytes.len() + bytes.len()) as u64 > LARGEST {
            return Err(ImportError::TooLarge { format: self.format, limit: LARGEST });
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }
}

/// Time bases, each kept once however many channels have it.
#[derive(Default)]
pub(super) struct Axes {
    axes: Vec<RawAxis>,
    by_hash: BTreeMap<u64, Vec<usize>>,
}

impl Axes {
    /// The number of a time base in seconds.
    pub fn number(&mut self, times: Vec<f64>) -> usize {
        let bytes: Vec<u8> = times.iter().flat_map(|t| t.to_le_bytes()).collect();
        let same = self.by_hash.entry(xxh3_64(&bytes)).or_default();
        let equal = |a: &RawAxis| {
            a.times.len() == times.len()
                && a.times.iter().zip(&times).all(|(x, y)| x.to_bits() == y.to_bits())
        };
        if let Some(known) = same.iter().find(|i| self.axes.get(**i).is_some_and(equal)) {
            return *known;
        }
        let number = self.axes.len();
        same.push(number);
        self.axes.push(axis(times));
        number
    }

    /// All of them; one without samples where there is none.
    pub fn end(self) -> Vec<RawAxis> {
        if self.axes.is_empty() { vec![axis(Vec::new())] } else { self.axes }
    }
}

fn axis(times: Vec<f64>) -> RawAxis {
    RawAxis {
        name: "Time".to_owned(),
        times,
        text: TimeText::Number,
        unit_text: Some("s".to_owned()),
        dates_certain: false,
    }
}

/// A column of figures.
pub(super) fn column(mut values: Vec<f64>, wide: bool) -> EndedColumn {
    let mut store = ColumnStore::new(wide);
    store.reserve(values.len());
    store.push(&mut values);
    drop(values);
    store.end(b'.')
}
