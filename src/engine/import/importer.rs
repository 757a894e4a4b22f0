//! The push interface.

use crate::engine::order::sort_by;
use xxhash_rust::xxh3::Xxh3Default;

use super::finish::{Finish, Finished};
use super::packing::{Packing, broken_off, inside};
use super::profiles::{Claim, Format, Head, Reader};
use super::report::{Doubt, DoubtCode, TextForm};
use super::text::clock::iso;
use super::text::layout::TextLayout;
use super::text::lines::HeadLines;
use super::time::DAY;
use super::{ImportError, ImportOptions, Imported, LogInfo, LooksLike, Progress};

/// Bytes after which a format is known: no file needs more to be recognised or refused.
pub const HEAD_BYTES: usize = 256 * 1024;

/// Reads one file, fed in chunks of any size; the result does not depend on how it is cut.
///
/// ```
/// use fueltune_analyzer::engine::channels::ChannelId;
/// use fueltune_analyzer::engine::import::{ImportOptions, Importer};
/// let mut importer = Importer::new(ImportOptions::default());
/// importer.feed(b"TIME,RPM,Sonda_Geral\n0.000,900,0.9")?;
/// importer.feed(b"8\n0.040,910,0.97\n0.080,920,0.96\n")?;
/// let log = importer.finish()?;
/// assert_eq!(log.info.format, "fueltech-csv");
/// assert_eq!(log.table.rows(), 3);
/// assert!(log.table.channel(ChannelId::Lambda1).is_some());
/// # Ok::<(), fueltune_analyzer::engine::import::ImportError>(())
/// ```
pub struct Importer {
    options: ImportOptions,
    expected: Option<u64>,
    /// Bytes of the log after which its format is decided.
    decided_after: usize,
    pub(super) hash: Xxh3Default,
    pub(super) bytes: u64,
    /// Bytes of the log itself; fewer than `bytes` where the file is packed.
    unpacked: u64,
    pub(super) packing: Packing,
    pub(super) state: State,
    /// A log without a record is one.
    empty_too: bool,
}

pub(super) enum State {
    /// Gathering what it takes to know the format.
    Head(Vec<u8>),
    Body(Box<Body>),
    Failed(ImportError),
}

/// What comes behind the bytes that were read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// More of the file: it needs no rows yet, unless it is a text.
    Unread,
    Nothing,
    /// Nothing, and the file is welcome without a row, unless it is a text.
    NothingEvenEmpty,
}

/// A file whose format is known.
pub(super) struct Body {
    pub format: &'static dyn Format,
    claim: Claim,
    text: Option<TextForm>,
    /// Both kinds of decimals were seen.
    decimal_doubtful: bool,
    /// When the log began, by what stands before its rows.
    started: Option<f64>,
    pub reader: Box<dyn Reader>,
}

/// How a text begins.
pub(super) struct TextHead {
    pub table: TextLayout,
    pub lines: HeadLines,
}

impl Body {
    pub fn open(
        raw: &[u8],
        complete: bool,
        options: &ImportOptions,
        size: Option<u64>,
    ) -> Result<(Self, Option<TextHead>), ImportError> {
        let mut head = Head::new(raw, complete, options);
        let (format, claim) = head.format()?;
        if let Some(table) = format.table(&head, options)? {
            head.table = Some(table);
        }
        let started = format.started(&head);
        let reader = format.open(&head, options, size)?;
        let text = head.table.as_ref().map(text_form);
        let decimal_doubtful = head.table.as_ref().is_some_and(|t| t.decimal_doubtful);
        let (lines, table) = (head.lines, head.table);
        let seen = table.zip(lines).map(|(table, lines)| TextHead { table, lines });
        Ok((Self { format, claim, text, decimal_doubtful, started, reader }, seen))
    }

    /// Ends the file.
    pub fn end(self, options: ImportOptions, rest: Rest) -> Result<Unfinished, ImportError> {
        let raw = if rest == Rest::Unread { self.reader.outline()? } else { self.reader.finish()? };
        let needs_rows = self.text.is_some() || rest == Rest::Nothing;
        if needs_rows && raw.axes.iter().all(|a| a.times.is_empty()) {
            return Err(ImportError::NotALog { looked_like: LooksLike::NoRows });
        }
        let found = FormatFound { slug: self.format.slug(), claim: self.claim, text: self.text };
        let log = Finish::new(raw, self.format, options);
        Ok(Unfinished { log, found, decimal_doubtful: self.decimal_doubtful, started: self.started })
    }
}

/// A file read to its end, its log still to be made.
pub(super) struct Unfinished {
    log: Finish,
    found: FormatFound,
    decimal_doubtful: bool,
    started: Option<f64>,
}

impl Unfinished {
    pub fn done(self) -> Result<(Finished, FormatFound), ImportError> {
        let mut log = self.log.done()?;
        if log.started_at.is_none()
            && let Some(started) = self.started
        {
            // The clock of the rows tells the time of day, and which half of it, where there is one.
            let moment = log.first_clock.map_or(started, |clock| (started / DAY).floor() * DAY + clock);
            log.started_at = iso(moment);
        }
        if self.decimal_doubtful {
            let chosen = self.found.text.map_or("", |t| t.decimal.text()).to_owned();
            log.doubts.push(Doubt { code: DoubtCode::Decimal, column: None, chosen });
            sort_by(&mut log.doubts, |a, b| a.code.cmp(&b.code));
        }
        Ok((log, self.found))
    }
}

/// How a file was recognised.
pub(super) struct FormatFound {
    pub slug: &'static str,
    pub claim: Claim,
    pub text: Option<TextForm>,
}

fn text_form(table: &TextLayout) -> TextForm {
    TextForm {
        encoding: table.encoding,
        delimiter: table.delimiter,
        decimal: table.decimal,
        header_line: table.header_line as u32 + 1,
        units_line: table.units_line.map(|l| l as u32 + 1),
    }
}

impl Importer {
    /// A reader with the user's corrections.
    pub fn new(options: ImportOptions) -> Self {
        Self {
            options,
            expected: None,
            decided_after: HEAD_BYTES,
            hash: Xxh3Default::new(),
            bytes: 0,
            unpacked: 0,
            packing: Packing::default(),
            state: State::Head(Vec::new()),
            empty_too: false,
        }
    }

    /// Gives the log of a binary file that has its fields and no record, which is legal and nothing to work with, instead
    /// of refusing it.
    #[must_use]
    pub fn empty_too(mut self) -> Self {
        self.empty_too = true;
        self
    }

    /// Tells the size of the file, so that memory is taken once and not by growing.
    #[must_use]
    pub fn expect_bytes(mut self, bytes: u64) -> Self {
        self.expected = Some(bytes);
        self
    }

    /// Decides the format after fewer bytes than [`HEAD_BYTES`]. A file is held until then, so that a small one is never
    /// read piece by piece otherwise: tests reach with it what large files go through.
    #[must_use]
    pub fn decide_after(mut self, bytes: usize) -> Self {
        self.decided_after = bytes.clamp(1, HEAD_BYTES);
        self
    }

    /// Takes the next bytes. What is no log is an error as soon as [`HEAD_BYTES`] have come. An error is final.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        if let State::Failed(error) = &self.state {
            return Err(error.clone());
        }
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        let result = self.unpack(bytes);
        if let Err(error) = &result {
            self.state = State::Failed(error.clone());
        }
        result
    }

    /// Takes bytes of the file: the log's own, or those of a gzip around it.
    fn unpack(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        let mut packing = std::mem::replace(&mut self.packing, Packing::Nothing);
        if packing.is_gzip(bytes) {
            // The size of a packed file says nothing about what is in it.
            self.expected = None;
        }
        let result = packing.feed(bytes, &mut |piece| self.take(piece));
        self.packing = packing;
        result
    }

    /// Takes bytes of the log itself.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        self.unpacked += bytes.len() as u64;
        match &mut self.state {
            State::Failed(error) => Err(error.clone()),
            State::Body(body) => body.reader.feed(bytes),
            State::Head(head) => {
                let wanted = (self.decided_after - head.len()).min(bytes.len());
                let (more, rest) = bytes.split_at(wanted);
                head.extend_from_slice(more);
                if head.len() < self.decided_after { Ok(()) } else { self.open(false, rest) }
            }
        }
    }

    /// Chooses the format and hands over what has been gathered.
    fn open(&mut self, complete: bool, rest: &[u8]) -> Result<(), ImportError> {
        let State::Head(head) = &mut self.state else { return Ok(()) };
        let head = std::mem::take(head);
        let size = if complete { Some(self.unpacked) } else { self.expected };
        let (mut body, _) = Body::open(&head, complete, &self.options, size)?;
        body.reader.feed(&head)?;
        drop(head);
        body.reader.feed(rest)?;
        self.state = State::Body(Box::new(body));
        Ok(())
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let rows = match &self.state {
            State::Body(body) => body.reader.rows(),
            _ => 0,
        };
        Progress { bytes: self.bytes as f64, rows }
    }

    /// Ends the file. What is left to be done then comes in steps.
    pub fn end(mut self) -> Result<Ending, ImportError> {
        let mut packing = std::mem::replace(&mut self.packing, Packing::Nothing);
        packing.end(&mut |piece| self.take(piece))?;
        self.packing = packing;
        let flaw = match &self.packing {
            Packing::Gzip(packed) => packed.flaw(),
            _ => None,
        };
        if matches!(self.state, State::Head(_)) {
            let opened = self.open(true, &[]);
            if let (Err(error), Packing::Gzip(packed)) = (&opened, &self.packing) {
                return Err(inside(error.clone(), packed));
            }
            opened?;
        }
        let body = match self.state {
            State::Body(body) => body,
            State::Failed(error) => return Err(error),
            State::Head(_) => return Err(ImportError::Misused { reason: "no format was opened".to_owned() }),
        };
        let source_hash = format!("{:032x}", self.hash.digest128());
        let rest = if self.empty_too { Rest::NothingEvenEmpty } else { Rest::Nothing };
        Ok(Ending { source_hash, bytes: self.bytes, flaw, log: body.end(self.options, rest)? })
    }

    /// Ends the file and makes the log at once.
    pub fn finish(self) -> Result<Imported, ImportError> {
        self.end()?.done()
    }
}

/// The way from a file that was read to its end to its log. It takes long where the file is long, so it is cut into
/// steps, each of which takes about as long as the making of one column.
pub struct Ending {
    source_hash: String,
    bytes: u64,
    /// Where a gzip around the log broke off or went wrong.
    flaw: Option<u64>,
    log: Unfinished,
}

impl Ending {
    /// Does the next step; `false` once nothing is left.
    pub fn step(&mut self) -> bool {
        self.log.log.step()
    }

    /// The log; steps that are left are done now.
    pub fn done(self) -> Result<Imported, ImportError> {
        let (log, found) = self.log.done()?;
        let Finished {
            table,
            columns,
            issues,
            doubts,
            markers,
            time,
            started_at,
            first_clock: _,
            header_signature,
            calibration,
            session,
            rows: _,
        } = log;
        let issues = self.flaw.map(broken_off).into_iter().chain(issues).collect();
        let info = LogInfo {
            format: found.slug.to_owned(),
            confidence: found.claim.confidence,
            format_reason: found.claim.reason,
            text: found.text,
            time,
            started_at,
            markers,
            source_hash: self.source_hash,
            bytes: self.bytes as f64,
            header_signature,
        };
        Ok(Imported { table, info, issues, columns, doubts, calibration, session })
    }
}
