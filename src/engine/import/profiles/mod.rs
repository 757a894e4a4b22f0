//! The formats. Each is one file; a new one is a file and a line in [`FORMATS`].
//!
//! A format looks at the first bytes, says how sure it is that they are its own, and opens a reader. What its names and
//! units mean it is asked afterwards. Formats are recognised by content, never by a file's name.

mod delimited;
mod fueltech_csv;

use super::options::{ImportOptions, SourceUnit, TimeUnit};
use super::raw::RawLog;
use super::report::FormatReason;
use super::text::layout::{self, TextLayout};
use super::text::letters::{self, Letters};
use super::text::lines::HeadLines;
use super::text::reader::TableReader;
use super::{ImportError, LooksLike, signatures};
use crate::engine::channels::ChannelId;

/// Every format that can be read. Where two are equally sure, the earlier one gets the file.
pub(crate) const FORMATS: &[&dyn Format] = &[&fueltech_csv::FuelTechCsv, &delimited::Delimited];

/// How sure a format is, and why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim {
    /// 0 to 100.
    pub confidence: u8,
    pub reason: FormatReason,
}

/// What a format knows about one of its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    Channel(ChannelId),
    /// A name of the format for which there is no canonical channel.
    Own,
    /// Not a name of this format.
    Unknown,
}

/// One brand's way to write logs.
pub(crate) trait Format: Sync {
    /// Stable name.
    fn slug(&self) -> &'static str;
    /// Whether a file that begins so is of this format.
    fn claim(&self, head: &Head<'_>) -> Option<Claim>;
    /// Starts reading; the reader is fed the whole file from its first byte.
    fn open(
        &self,
        head: &Head<'_>,
        options: &ImportOptions,
        size: Option<u64>,
    ) -> Result<Box<dyn Reader>, ImportError> {
        match &head.table {
            Some(table) => Ok(Box::new(TableReader::new(table, options, head.mark, size))),
            None => Err(head.refusal()),
        }
    }
    /// What a column name means in this format.
    fn naming(&self, _name: &str) -> Naming {
        Naming::Unknown
    }
    /// The unit in which this format always writes a channel.
    fn unit(&self, _id: ChannelId) -> Option<SourceUnit> {
        None
    }
    /// The unit of its time where the file does not tell.
    fn time_unit(&self) -> Option<TimeUnit> {
        None
    }
    /// Values (base unit) that stand for "no sensor" on a channel.
    fn sentinels(&self, _id: ChannelId) -> &'static [f64] {
        &[]
    }
    /// The row from which on a log holds nothing but padding of the exporter.
    fn tail(&self, _log: &RawLog) -> Option<u32> {
        None
    }
}

/// Reads a file of one format.
pub(crate) trait Reader {
    /// Takes the next bytes.
    fn feed(&mut self, bytes: &[u8]) -> Result<(), ImportError>;
    /// Rows so far.
    fn rows(&self) -> u32;
    /// Ends the file.
    fn finish(self: Box<Self>) -> Result<RawLog, ImportError>;
}

impl Reader for TableReader {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        TableReader::feed(self, bytes)
    }

    fn rows(&self) -> u32 {
        TableReader::rows(self)
    }

    fn finish(self: Box<Self>) -> Result<RawLog, ImportError> {
        TableReader::finish(*self)
    }
}

/// The first bytes of a file with what every format wants to know of them.
pub(crate) struct Head<'a> {
    /// The bytes themselves.
    #[expect(dead_code, reason = "what formats that are no text look at")]
    pub raw: &'a [u8],
    /// The table, where the bytes are a text with one.
    pub table: Option<TextLayout>,
    /// Length of the byte order mark.
    pub mark: usize,
    refusal: ImportError,
}

impl<'a> Head<'a> {
    /// Looks at the first bytes. `complete` tells that they are the whole file.
    pub fn new(raw: &'a [u8], complete: bool, options: &ImportOptions) -> Self {
        match Self::table(raw, complete, options) {
            Ok((table, mark)) => {
                let refusal = ImportError::NotALog { looked_like: LooksLike::Text };
                Self { raw, table: Some(table), mark, refusal }
            }
            Err(refusal) => Self { raw, table: None, mark: 0, refusal },
        }
    }

    fn table(
        raw: &[u8],
        complete: bool,
        options: &ImportOptions,
    ) -> Result<(TextLayout, usize), ImportError> {
        if raw.is_empty() {
            return Err(ImportError::NotALog { looked_like: LooksLike::Empty });
        }
        signatures::refuse_binary(raw)?;
        let encoding = match (letters::sniff(raw, complete), options.encoding) {
            (Letters::Binary, _) => return Err(signatures::name_binary(raw)),
            (Letters::Text(_), Some(chosen)) => chosen,
            (Letters::Text(found), None) => found,
        };
        let lines = HeadLines::new(raw, encoding, complete);
        signatures::refuse_text(&lines)?;
        Ok((layout::find(&lines, options)?, letters::mark_len(raw, encoding)))
    }

    /// Why it is no file of any format.
    pub fn refusal(&self) -> ImportError {
        self.refusal.clone()
    }

    /// The format that is surest.
    pub fn format(&self) -> Result<(&'static dyn Format, Claim), ImportError> {
        let mut best: Option<(&'static dyn Format, Claim)> = None;
        for format in FORMATS {
            if let Some(claim) = format.claim(self)
                && best.as_ref().is_none_or(|(_, b)| claim.confidence > b.confidence)
            {
                best = Some((*format, claim));
            }
        }
        best.ok_or_else(|| self.refusal())
    }
}
