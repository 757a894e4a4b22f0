//! A reader whose log takes another shape once all rows are read.

use super::Reader;
use crate::engine::import::ImportError;
use crate::engine::import::raw::RawLog;
use crate::engine::import::text::reader::TableReader;

/// Makes a log of what a table's columns hold.
pub(crate) type Shape = Box<dyn FnOnce(RawLog) -> RawLog>;

/// A table with a last step.
pub(crate) struct Shaped {
    pub table: TableReader,
    pub shape: Shape,
}

impl Reader for Shaped {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        self.table.feed(bytes)
    }

    fn rows(&self) -> u32 {
        self.table.rows()
    }

    fn table(&mut self) -> Option<&mut TableReader> {
        Some(&mut self.table)
    }

    fn finish(self: Box<Self>) -> Result<RawLog, ImportError> {
        Ok((self.shape)(self.table.finish()?))
    }
}
