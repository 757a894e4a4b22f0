//! Reading the rows of one file in several places at once.
//!
//! Once the first bytes have been fed, [`Importer::divide`] says how the rows behind them are read, where the format
//! allows it. From then on the file's bytes are [passed](Importer::pass) through the importer in order, which takes the
//! hash of them, and cut into parts of whole lines by a [`Cutter`]. A [`PartReader`](super::PartReader), wherever it is,
//! makes a [`Part`](super::Part) of one; the importer [joins](Importer::join) the parts in the order of the file, or
//! [reads](Importer::read) the same bytes itself. The log is the same as if all of the file had been fed.
//!
//! Not divided are binary formats, which are no lines; UTF-16, whose letters would have to be cut; and packed files.

use super::ImportError;
use super::importer::{Importer, State};
use super::packing::Packing;
use super::text::join::PartSamples;
use super::text::part::{PartHead, PartPlan};
use super::text::rows::{FAST_ROW, LINE_LIMIT};

/// Cuts a file into parts of whole lines.
#[derive(Debug)]
pub struct Cutter {
    line_end: u8,
    begun: Vec<u8>,
}

impl Cutter {
    /// Takes the next bytes of the file. They complete a part if a line ends among them: it is what the `begun` bytes
    /// before them and so many of them are.
    pub fn cut(&mut self, bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
        let Some(last) = bytes.iter().rposition(|c| *c == self.line_end) else {
            self.begun.extend_from_slice(bytes);
            return None;
        };
        let (whole, rest) = bytes.split_at(last + 1);
        let begun = std::mem::replace(&mut self.begun, rest.to_vec());
        Some((begun, whole.len()))
    }

    /// Bytes of the line that has begun.
    pub fn begun(&self) -> usize {
        self.begun.len()
    }

    /// Whether the line that has begun is too long to be a row. Such a file is no longer cut but read on in order, from
    /// what has [begun](Self::rest).
    pub fn is_endless(&self) -> bool {
        self.begun.len() > LINE_LIMIT + FAST_ROW
    }

    /// What no line end has come for.
    pub fn rest(self) -> Vec<u8> {
        self.begun
    }
}

impl Importer {
    /// How the rest of the file can be read in parts; `None` before the format is known, and where it is one that is
    /// read in order only.
    pub fn divide(&mut self) -> Option<(PartPlan, Cutter)> {
        let State::Body(body) = &mut self.state else { return None };
        if !matches!(self.packing, Packing::Nothing) {
            return None;
        }
        let (plan, begun) = body.reader.table()?.divide()?;
        let line_end = plan.line_end();
        Some((plan, Cutter { line_end, begun }))
    }

    /// Takes account of the next bytes of the file without reading them.
    pub fn pass(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// Adds a part that follows the rows so far. `false` if it depends on them in a way that its reader could not know:
    /// then nothing has changed, and its bytes have to be [read](Self::read).
    pub fn join(&mut self, part: PartHead, samples: &mut dyn PartSamples) -> bool {
        let State::Body(body) = &mut self.state else { return false };
        body.reader.table().is_some_and(|table| table.join(part, samples))
    }

    /// Reads bytes that were passed before, in the order of the file. An error is final.
    pub fn read(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        let result = self.take(bytes);
        if let Err(error) = &result {
            self.state = State::Failed(error.clone());
        }
        result
    }
}
