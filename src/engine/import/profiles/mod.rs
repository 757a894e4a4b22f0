//! The formats. Each is one file; a new one is a file and a line in [`FORMATS`] and in [`INFOS`]. Most are a table of
//! facts, a [`Profile`](profile::Profile); a brand that takes code has code.
//!
//! A format looks at the first bytes, says how sure it is that they are its own, and opens a reader. What its names and
//! units mean it is asked afterwards. Formats are recognised by content, never by a file's name.

mod aem;
mod aim;
mod bluedriver;
mod bootmod3;
mod bytes;
mod cobb;
mod crome;
mod delimited;
mod dragy;
mod ecumaster;
mod ecutek;
mod ecux;
mod efilive;
mod emtron;
mod evoscan;
mod fueltech_csv;
mod fueltech_ftml;
mod fueltech_names;
mod haltech;
mod holley;
mod hondata;
mod hptuners;
mod info;
mod jb4;
mod link;
mod link_llg;
mod logworks;
mod maxxecu;
mod me7;
mod mhd;
mod mlg;
mod mlg_csv;
mod motec_csv;
mod motec_ld;
mod msq;
mod mtuner;
mod obdlink;
mod profile;
mod projectlambda;
mod romraider;
mod shaped;
mod simostools;
mod swcomm;
mod torque;
mod tunerstudio;
mod vcds;
mod volvologger;
mod whole;
mod zeitronix;

use std::borrow::Cow;

pub use info::{Extra, FormatInfo, FormatKind, FormatState, formats, known_formats};
pub use msq::{TunePlace, TuneSlot, read_tune, read_tune_by, tune_place};

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
pub(crate) const FORMATS: &[&dyn Format] = &[
    &mlg::Mlg,
    &motec_ld::MotecLd,
    &link_llg::LinkLlg,
    &fueltech_csv::FuelTechCsv,
    &fueltech_ftml::FuelTechFtml,
    &haltech::Haltech,
    &vcds::Vcds,
    &zeitronix::Zeitronix,
    &tunerstudio::PROFILE,
    &mlg_csv::PROFILE,
    &hptuners::PROFILE,
    &cobb::PROFILE,
    &mhd::PROFILE,
    &simostools::PROFILE,
    &jb4::PROFILE,
    &me7::PROFILE,
    &me7::WINLOG,
    &ecux::PROFILE,
    &logworks::PROFILE,
    &swcomm::PROFILE,
    &ecumaster::PROFILE,
    &torque::PROFILE,
    &bluedriver::PROFILE,
    &obdlink::PROFILE,
    &dragy::PROFILE,
    &aim::PROFILE,
    &motec_csv::MotecCsv,
    &crome::PROFILE,
    &projectlambda::PROFILE,
    &romraider::PROFILE,
    &ecutek::PROFILE,
    &mtuner::PROFILE,
    &evoscan::PROFILE,
    &efilive::PROFILE,
    &holley::PROFILE,
    &hondata::PROFILE,
    &aem::PROFILE,
    &link::PROFILE,
    &maxxecu::PROFILE,
    &emtron::PROFILE,
    &bootmod3::PROFILE,
    &volvologger::PROFILE,
    &delimited::Delimited,
];

/// The same formats for people, in the same order.
const INFOS: &[FormatInfo] = &[
    mlg::INFO,
    motec_ld::INFO,
    link_llg::INFO,
    fueltech_csv::INFO,
    fueltech_ftml::INFO,
    haltech::INFO,
    vcds::INFO,
    zeitronix::INFO,
    tunerstudio::INFO,
    mlg_csv::INFO,
    hptuners::INFO,
    cobb::INFO,
    mhd::INFO,
    simostools::INFO,
    jb4::INFO,
    me7::INFO,
    me7::WINLOG_INFO,
    ecux::INFO,
    logworks::INFO,
    swcomm::INFO,
    ecumaster::INFO,
    torque::INFO,
    bluedriver::INFO,
    obdlink::INFO,
    dragy::INFO,
    aim::INFO,
    motec_csv::INFO,
    crome::INFO,
    projectlambda::INFO,
    romraider::INFO,
    ecutek::INFO,
    mtuner::INFO,
    evoscan::INFO,
    efilive::INFO,
    holley::INFO,
    hondata::INFO,
    aem::INFO,
    link::INFO,
    maxxecu::INFO,
    emtron::INFO,
    bootmod3::INFO,
    volvologger::INFO,
    delimited::INFO,
];

/// Lines before the rows that are looked at for signs of a format.
const PREAMBLE_LINES: usize = 2000;

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
    /// One of the format's names for a channel; where two columns are the same one, the smaller number gets it.
    Among(ChannelId, u16),
    /// A channel of gauge pressure that the format tells as absolute pressure.
    Absolute(ChannelId),
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
    /// The table, where it is another one than that found by looking for a header and a time.
    fn table(&self, _head: &Head<'_>, _options: &ImportOptions) -> Result<Option<TextLayout>, ImportError> {
        Ok(None)
    }
    /// When the log began, by what stands before its rows: seconds since 1970 of the local clock.
    fn started(&self, _head: &Head<'_>) -> Option<f64> {
        None
    }
    /// Whether a cell is empty where its channel had no new sample, so that each channel has the rate of its values.
    fn own_rates(&self) -> bool {
        false
    }
    /// Whether a column is no channel but a remark that the program puts at the end of the header.
    fn is_remark(&self, _name: &str) -> bool {
        false
    }
    /// Whether a preview needs the whole file: its beginning does not tell what is in it.
    fn whole(&self) -> bool {
        false
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
    /// The table whose rows can be read apart from each other; none where a format is read in order only.
    fn table(&mut self) -> Option<&mut TableReader> {
        None
    }
    /// Rows of a file of so many bytes, where the format tells before they are read.
    fn rows_in(&self, _bytes: u64) -> Option<u64> {
        None
    }
    /// Ends the file.
    fn finish(self: Box<Self>) -> Result<RawLog, ImportError>;
    /// Ends a file of which only the beginning was fed: names at least, rows as far as they came.
    fn outline(self: Box<Self>) -> Result<RawLog, ImportError> {
        self.finish()
    }
}

impl Reader for TableReader {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        TableReader::feed(self, bytes)
    }

    fn rows(&self) -> u32 {
        TableReader::rows(self)
    }

    fn table(&mut self) -> Option<&mut TableReader> {
        Some(self)
    }

    fn finish(self: Box<Self>) -> Result<RawLog, ImportError> {
        TableReader::finish(*self)
    }
}

/// The first bytes of a file with what every format wants to know of them.
pub(crate) struct Head<'a> {
    /// The bytes themselves.
    pub raw: &'a [u8],
    /// The lines, where the bytes are a text.
    pub lines: Option<HeadLines>,
    /// The table, where the text has one.
    pub table: Option<TextLayout>,
    /// Length of the byte order mark.
    pub mark: usize,
    refusal: ImportError,
}

impl<'a> Head<'a> {
    /// Looks at the first bytes. `complete` tells that they are the whole file.
    pub fn new(raw: &'a [u8], complete: bool, options: &ImportOptions) -> Self {
        let refusal = ImportError::NotALog { looked_like: LooksLike::Text };
        let mut head = Self { raw, lines: None, table: None, mark: 0, refusal };
        if let Err(refusal) = head.look(complete, options) {
            head.refusal = refusal;
        }
        head
    }

    fn look(&mut self, complete: bool, options: &ImportOptions) -> Result<(), ImportError> {
        let raw = self.raw;
        if raw.is_empty() {
            return Err(ImportError::NotALog { looked_like: LooksLike::Empty });
        }
        signatures::refuse_binary(raw)?;
        let encoding = match (letters::sniff(raw, complete), options.encoding) {
            (Letters::Binary, _) => return Err(signatures::name_binary(raw)),
            (Letters::Text(_), Some(chosen)) => chosen,
            (Letters::Text(found), None) => found,
        };
        self.mark = letters::mark_len(raw, encoding);
        let lines = HeadLines::new(raw, encoding, complete);
        signatures::refuse_text(&lines)?;
        let table = layout::find(&lines, options);
        self.lines = Some(lines);
        self.table = Some(table?);
        Ok(())
    }

    /// The lines before the table's rows; all that were looked at where there is no table.
    pub fn preamble(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let rows = self.table.as_ref().map_or(usize::MAX, |t| t.first_row_line);
        let lines = self.lines.as_ref();
        let count = lines.map_or(0, HeadLines::len).min(rows).min(PREAMBLE_LINES);
        (0..count).filter_map(move |i| lines.map(|l| l.letters(i)))
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

#[cfg(test)]
mod tests {
    use super::{Extra, FORMATS, FormatKind, INFOS};

    #[test]
    fn the_list_for_people_is_that_of_the_readers() {
        let readers: Vec<&str> = FORMATS.iter().map(|f| f.slug()).collect();
        let shown: Vec<&str> = INFOS.iter().map(|f| f.slug).collect();
        assert_eq!(shown, readers);
    }

    #[test]
    fn the_list_for_people_tells_the_rates_that_the_readers_keep() {
        // One time column for each group; the reader makes the time bases itself.
        let grouped = ["vcds"];
        for (format, info) in FORMATS.iter().zip(INFOS).filter(|(_, i)| i.kind == FormatKind::Text) {
            let keeps = format.own_rates() || grouped.contains(&info.slug);
            assert_eq!(info.extras.contains(&Extra::OwnRates), keeps, "{}", info.slug);
        }
    }
}
