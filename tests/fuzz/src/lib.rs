//! What every target checks: a file makes no panic, reads the same however it is fed, and takes no more memory than a
//! multiple of its size.
//!
//! A hang is libFuzzer's to find (`-timeout`), as is a panic. Memory is counted here, in every run.

#![allow(dead_code, reason = "not every target needs all of it")]

pub mod allowed;
#[path = "../../support/brands.rs"]
pub mod brands;
#[path = "../../support/ftml.rs"]
pub mod ftml;
#[path = "../../support/link.rs"]
pub mod link_file;
#[path = "../../support/mlg.rs"]
pub mod mlg_file;
#[path = "../../support/motec.rs"]
pub mod motec_file;
#[path = "../../support/packed.rs"]
pub mod packed_file;
#[path = "../../support/same.rs"]
pub mod same;
pub mod seeds;

use allowed::{Allowed, fits};
use std::sync::OnceLock;

use fueltune_analyzer::engine::import::{
    HEAD_BYTES, ImportError, ImportOptions, Imported, Importer, preview, wants_whole,
};
use fueltune_analyzer::engine::quality::assess;
use xxhash_rust::xxh3::xxh3_64;

/// How a file is fed, drawn from its own bytes: an input is a file and nothing else, so that any log can be one.
pub struct Draw(u64);

impl Draw {
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_64(bytes))
    }

    /// The next number below `limit` (SplitMix64).
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }

    fn of_list(&mut self, list: &[usize]) -> usize {
        list[self.below(list.len())]
    }
}

/// Bytes after which the format is decided: small files are read piece by piece only behind them.
const DECIDED_AFTER: [usize; 5] = [96, 512, 2048, 8192, HEAD_BYTES];
const PIECES: [usize; 8] = [1, 2, 3, 7, 16, 61, 257, 4096];

/// Reads a file in pieces, or at once where there are none.
pub fn read(
    bytes: &[u8],
    options: &ImportOptions,
    decided_after: usize,
    pieces: Option<&mut Draw>,
) -> Result<Imported, ImportError> {
    let mut importer = Importer::new(options.clone()).decide_after(decided_after);
    match pieces {
        None => {
            importer = importer.expect_bytes(bytes.len() as u64);
            importer.feed(bytes)?;
        }
        Some(draw) => {
            let mut rest = bytes;
            while !rest.is_empty() {
                let size = draw.of_list(&PIECES).min(rest.len());
                let (piece, later) = rest.split_at(size);
                importer.feed(piece)?;
                rest = later;
            }
        }
    }
    importer.finish()
}

/// Checks a file; its log where it is one.
pub fn check(bytes: &[u8], allowed: Allowed) -> Option<Imported> {
    check_with(bytes, &ImportOptions::default(), allowed)
}

/// The same with corrections of a user.
pub fn check_with(bytes: &[u8], options: &ImportOptions, allowed: Allowed) -> Option<Imported> {
    let mut draw = Draw::of(bytes);
    let decided_after = draw.of_list(&DECIDED_AFTER);
    let size = bytes.len();
    let (whole, held) = allowed::measured(|| read(bytes, options, decided_after, None));
    allowed.holds(size, "at once", held);
    tell(&whole, size, held);
    let pieces = fits(allowed, size, "in pieces", || read(bytes, options, decided_after, Some(&mut draw)));
    if draw.below(4) == 0 {
        fits(allowed, size, "a preview", || {
            let head = if wants_whole(bytes) { bytes } else { &bytes[..decided_after.min(size)] };
            drop(preview(head, size as u64, options));
        });
    }
    match (whole, pieces) {
        (Ok(whole), Ok(pieces)) => {
            same::assert_same(&whole, &pieces);
            drop(pieces);
            use_log(&whole, draw.below(16) == 0);
            Some(whole)
        }
        (whole, pieces) => {
            assert_eq!(whole.err(), pieces.err(), "the reason depends on the pieces");
            None
        }
    }
}

/// Where `FUELTUNE_TELL` is set, tells what a file was and the memory its reading took.
fn tell(read: &Result<Imported, ImportError>, size: usize, held: usize) {
    static ASKED: OnceLock<bool> = OnceLock::new();
    if *ASKED.get_or_init(|| std::env::var_os("FUELTUNE_TELL").is_some()) {
        let what = read.as_ref().map_or("refused", |log| log.info.format.as_str());
        println!("READ {what} {size} {held}");
    }
}

/// What the application does with every log.
fn use_log(log: &Imported, all: bool) {
    assert!(!log.info.format.is_empty());
    for axis in log.table.axes() {
        assert!(axis.seconds().windows(2).all(|w| w[1] >= w[0]), "time goes back");
    }
    for (i, column) in log.table.columns().iter().enumerate() {
        assert_eq!(log.table.position(&column.key), Some(i), "a key stands twice");
        drop(column.cell(0));
        drop(column.cell(column.len().saturating_sub(1)));
    }
    if all {
        let score = assess(&log.table).score;
        assert!((0.0..=100.0).contains(&score), "a quality of {score}");
    }
}
