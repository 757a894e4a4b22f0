//! The blocks behind the header: which bytes are a record, which a marker, and which nothing that can be read.
//!
//! A block is a type, a counter that goes round over all blocks, and a time in steps of 10 µs that goes round after
//! 0.655 s. A record is followed by the sum of its bytes; a marker is 50 letters. After damage the next block is taken
//! up where a record has the right sum and a block with the next counter follows it.

use crate::engine::import::issue::{IssueCode, IssueLog};
use crate::engine::import::profiles::bytes::text;
use crate::engine::import::raw::RawMarker;

/// Type, counter and time.
const HEAD: usize = 4;
const RECORD: u8 = 0;
const MARKER: u8 = 1;
const MARKER_LETTERS: usize = 50;
/// What has to be seen of the block after the one at hand: its type and counter.
const AHEAD: usize = 2;
/// Remarks kept.
const MAX_MARKERS: usize = 10_000;

/// A record that is to be kept.
#[derive(Clone, Copy)]
pub(super) struct Record {
    /// Where its fields are in the bytes at hand.
    pub fields: usize,
    /// Its time in steps of 10 µs.
    pub ticks: u16,
}

/// What the next bytes are.
pub(super) enum Next {
    Record(Record),
    /// Something without a row was passed.
    Passed,
    /// Nothing can be said without more bytes.
    More,
}

/// Walks from block to block.
#[derive(Debug)]
pub(super) struct Blocks {
    /// Bytes of a record's fields.
    record: usize,
    /// Where the bytes at hand begin in the file.
    base: u64,
    counter: Option<u8>,
    /// Looking for a block after damage.
    lost: bool,
    pub markers: Vec<RawMarker>,
    pub issues: IssueLog,
}

impl Blocks {
    pub fn new(record: usize, begin: u64) -> Self {
        Self {
            record,
            base: begin,
            counter: None,
            lost: false,
            markers: Vec::new(),
            issues: IssueLog::default(),
        }
    }

    /// Bytes of a record with head and sum.
    const fn whole(&self) -> usize {
        HEAD + self.record + 1
    }

    /// As many bytes as a decision may need.
    pub const fn longest(&self) -> usize {
        let record = self.whole();
        (if record > HEAD + MARKER_LETTERS { record } else { HEAD + MARKER_LETTERS }) + AHEAD
    }

    /// The bytes before `used` are done with.
    pub const fn forget(&mut self, used: usize) {
        self.base += used as u64;
    }

    /// Looks at the bytes from `at` on; `row` is the number of the next row. `last` tells that no more will come.
    pub fn next(&mut self, bytes: &[u8], at: &mut usize, row: u32, last: bool) -> Next {
        let rest = bytes.get(*at..).unwrap_or_default();
        if self.lost {
            return self.search(rest, at, row, last);
        }
        match rest {
            [] => Next::More,
            [RECORD, counter, ..] => self.record(rest, *counter, at, row, last),
            [MARKER, counter, ..] if rest.len() >= HEAD + MARKER_LETTERS => {
                self.count(*counter, *at, row);
                if self.markers.len() < MAX_MARKERS {
                    let text = text(rest, HEAD, MARKER_LETTERS);
                    self.markers.push(RawMarker { axis: 0, row, text });
                }
                *at += HEAD + MARKER_LETTERS;
                Next::Passed
            }
            [RECORD | MARKER, ..] => self.cut(rest, at, row, last),
            _ => {
                self.lost = true;
                Next::Passed
            }
        }
    }

    fn record(&mut self, rest: &[u8], counter: u8, at: &mut usize, row: u32, last: bool) -> Next {
        let whole = self.whole();
        let Some(fields) = rest.get(HEAD..whole - 1).filter(|_| rest.len() >= whole) else {
            return self.cut(rest, at, row, last);
        };
        let expected = self.counter.map_or(counter, |c| c.wrapping_add(1));
        if sum(fields) != rest[whole - 1] {
            match follows(rest, whole, counter, last) {
                Some(true) => self.note(IssueCode::BadChecksum, 1, *at, row),
                Some(false) => {
                    self.lost = true;
                    return Next::Passed;
                }
                None => return Next::More,
            }
        } else if counter != expected && rest[..whole].iter().all(|b| *b == 0) {
            // Room on the card that was never written.
            self.lost = true;
            return Next::Passed;
        }
        self.count(counter, *at, row);
        let record = Record { fields: *at + HEAD, ticks: ticks(rest) };
        *at += whole;
        Next::Record(record)
    }

    /// The file ends within a block, or more has to be waited for.
    fn cut(&mut self, rest: &[u8], at: &mut usize, row: u32, last: bool) -> Next {
        if !last {
            return Next::More;
        }
        self.note(IssueCode::TruncatedLastRow, 1, *at, row);
        *at += rest.len();
        Next::Passed
    }

    /// Goes on to the first record that is sound and has a successor.
    fn search(&mut self, rest: &[u8], at: &mut usize, row: u32, last: bool) -> Next {
        let whole = self.whole();
        let enough = if last { whole } else { whole + AHEAD };
        if rest.len() < enough {
            if !last {
                return Next::More;
            }
            self.note(IssueCode::UnreadableBytes, rest.len() as u32, *at, row);
            *at += rest.len();
            return if rest.is_empty() { Next::More } else { Next::Passed };
        }
        let mut sum = sum(&rest[HEAD..whole - 1]);
        let mut skipped = 0;
        while skipped + enough <= rest.len() {
            let here = &rest[skipped..];
            if here[0] == RECORD
                && sum == here[whole - 1]
                && follows(here, whole, here[1], last) == Some(true)
                && here[..whole].iter().any(|b| *b != 0)
            {
                self.lost = false;
                // What was lost is told by its bytes, not by the counter as well.
                self.counter = None;
                break;
            }
            sum = sum.wrapping_sub(here[HEAD]).wrapping_add(here[whole - 1]);
            skipped += 1;
        }
        self.note(IssueCode::UnreadableBytes, skipped as u32, *at, row);
        *at += skipped;
        Next::Passed
    }

    /// Follows the counter and notes where it jumps.
    fn count(&mut self, counter: u8, at: usize, row: u32) {
        if self.counter.is_some_and(|c| c.wrapping_add(1) != counter) {
            self.note(IssueCode::LostBlocks, 1, at, row);
        }
        self.counter = Some(counter);
    }

    fn note(&mut self, code: IssueCode, count: u32, at: usize, row: u32) {
        let sample = format!("byte {}", self.base + at as u64);
        self.issues.add_many(code, None, count, 0, Some(row), &sample);
    }
}

/// The sum that stands behind a record.
fn sum(fields: &[u8]) -> u8 {
    fields.iter().fold(0, |sum, b| sum.wrapping_add(*b))
}

fn ticks(block: &[u8]) -> u16 {
    u16::from_be_bytes([block[2], block[3]])
}

/// Whether the block behind the first `whole` bytes is the next one; the end of the file will do. `None` where that is
/// not to be seen yet.
fn follows(rest: &[u8], whole: usize, counter: u8, last: bool) -> Option<bool> {
    match rest.get(whole..).unwrap_or_default() {
        [kind, next, ..] => Some(*kind <= MARKER && *next == counter.wrapping_add(1)),
        [] if last => Some(true),
        _ if last => Some(false),
        _ => None,
    }
}
