//! The push interface.

use xxhash_rust::xxh3::Xxh3Default;

use super::finish::{Finish, Finished};
use super::profiles::{Claim, Format, Head, Reader};
use super::report::{ColumnPreview, Doubt, DoubtCode, TextForm};
use super::text::clock::iso;
use super::text::layout::TextLayout;
use super::time::DAY;
use super::{ImportError, ImportOptions, Imported, LogInfo, LooksLike, Preview, Progress};
use crate::engine::channels::ChannelKey;
use crate::engine::table::Column;

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
    hash: Xxh3Default,
    bytes: u64,
    state: State,
}

enum State {
    /// Gathering what it takes to know the format.
    Head(Vec<u8>),
    Body(Box<Body>),
    Failed(ImportError),
}

/// A file whose format is known.
struct Body {
    format: &'static dyn Format,
    claim: Claim,
    text: Option<TextForm>,
    /// Both kinds of decimals were seen.
    decimal_doubtful: bool,
    /// When the log began, by what stands before its rows.
    started: Option<f64>,
    reader: Box<dyn Reader>,
}

impl Body {
    fn open(
        raw: &[u8],
        complete: bool,
        options: &ImportOptions,
        size: Option<u64>,
    ) -> Result<(Self, Option<TextLayout>), ImportError> {
        let mut head = Head::new(raw, complete, options);
        let (format, claim) = head.format()?;
        if let Some(table) = format.table(&head, options)? {
            head.table = Some(table);
        }
        let started = format.started(&head);
        let reader = format.open(&head, options, size)?;
        let text = head.table.as_ref().map(text_form);
        let decimal_doubtful = head.table.as_ref().is_some_and(|t| t.decimal_doubtful);
        Ok((Self { format, claim, text, decimal_doubtful, started, reader }, head.table))
    }

    /// Ends the file.
    fn end(self, options: ImportOptions) -> Result<Unfinished, ImportError> {
        let raw = self.reader.finish()?;
        if raw.axes.iter().all(|a| a.times.is_empty()) {
            return Err(ImportError::NotALog { looked_like: LooksLike::NoRows });
        }
        let found = FormatFound { slug: self.format.slug(), claim: self.claim, text: self.text };
        let log = Finish::new(raw, self.format, options);
        Ok(Unfinished { log, found, decimal_doubtful: self.decimal_doubtful, started: self.started })
    }
}

/// A file read to its end, its log still to be made.
struct Unfinished {
    log: Finish,
    found: FormatFound,
    decimal_doubtful: bool,
    started: Option<f64>,
}

impl Unfinished {
    fn done(self) -> Result<(Finished, FormatFound), ImportError> {
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
            log.doubts.sort_by_key(|d| d.code);
        }
        Ok((log, self.found))
    }
}

/// How a file was recognised.
struct FormatFound {
    slug: &'static str,
    claim: Claim,
    text: Option<TextForm>,
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
        Self { options, expected: None, hash: Xxh3Default::new(), bytes: 0, state: State::Head(Vec::new()) }
    }

    /// Tells the size of the file, so that memory is taken once and not by growing.
    #[must_use]
    pub fn expect_bytes(mut self, bytes: u64) -> Self {
        self.expected = Some(bytes);
        self
    }

    /// Takes the next bytes. What is no log is an error as soon as [`HEAD_BYTES`] have come. An error is final.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        let result = match &mut self.state {
            State::Failed(error) => return Err(error.clone()),
            State::Body(body) => body.reader.feed(bytes),
            State::Head(head) => {
                let wanted = (HEAD_BYTES - head.len()).min(bytes.len());
                let (more, rest) = bytes.split_at(wanted);
                head.extend_from_slice(more);
                if head.len() < HEAD_BYTES { Ok(()) } else { self.open(false, rest) }
            }
        };
        if let Err(error) = &result {
            self.state = State::Failed(error.clone());
        }
        result
    }

    /// Chooses the format and hands over what has been gathered.
    fn open(&mut self, complete: bool, rest: &[u8]) -> Result<(), ImportError> {
        let State::Head(head) = &mut self.state else { return Ok(()) };
        let head = std::mem::take(head);
        let size = if complete { Some(self.bytes) } else { self.expected };
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
        if matches!(self.state, State::Head(_)) {
            self.open(true, &[])?;
        }
        let body = match self.state {
            State::Body(body) => body,
            State::Failed(error) => return Err(error),
            State::Head(_) => return Err(ImportError::Misused { reason: "no format was opened".to_owned() }),
        };
        let source_hash = format!("{:032x}", self.hash.digest128());
        Ok(Ending { source_hash, bytes: self.bytes, log: body.end(self.options)? })
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
        } = log;
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

/// Whether a preview of a file that begins so needs all of its bytes: some formats begin with what tells nothing of the
/// log.
pub fn wants_whole(head: &[u8]) -> bool {
    let head = head.get(..HEAD_BYTES).unwrap_or(head);
    Head::new(head, false, &ImportOptions::default()).format().is_ok_and(|(format, _)| format.whole())
}

/// How a file would be understood, from its first bytes (as many as there are, at most [`HEAD_BYTES`] are looked at),
/// or from all of them where [`wants_whole`] says so. `file_len` is the size of the whole file. Nothing is kept.
pub fn preview(bytes: &[u8], file_len: u64, options: &ImportOptions) -> Result<Preview, ImportError> {
    let mut head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let of_head = head.len() as u64;
    let (mut body, table) = Body::open(head, of_head >= file_len, options, Some(of_head))?;
    if body.format.whole() {
        head = bytes;
    }
    let complete = head.len() as u64 >= file_len;
    let whole = if complete { head.len() } else { last_line_end(head, table.as_ref()) };
    body.reader.feed(head.get(..whole).unwrap_or(head))?;
    let (log, found) = body.end(options.clone())?.done()?;
    let axis = log.table.main_axis();
    let looked_at = axis.len();
    let (rows, duration) = if complete {
        (looked_at as f64, axis.duration())
    } else {
        let first_row = table.as_ref().map_or(0, |t| t.first_row_offset) as f64;
        let factor = (file_len as f64 - first_row).max(0.0) / (whole as f64 - first_row).max(1.0);
        (looked_at as f64 * factor, axis.duration() * factor)
    };
    let columns = log.columns.iter().map(|decision| column_preview(decision, &log, table.as_ref())).collect();
    Ok(Preview {
        format: found.slug.to_owned(),
        confidence: found.claim.confidence,
        format_reason: found.claim.reason,
        text: found.text,
        rate_hz: Some(axis.sample_rate()).filter(|r| *r > 0.0),
        rows: rows.round() as u32,
        duration_s: Some(duration).filter(|d| d.is_finite()),
        estimated: !complete,
        columns,
        time: log.time,
        started_at: log.started_at,
        header_signature: log.header_signature,
        doubts: log.doubts,
        issues: log.issues,
    })
}

/// Where the last whole line ends; all of it where there are no lines.
fn last_line_end(head: &[u8], table: Option<&TextLayout>) -> usize {
    let Some(table) = table else { return head.len() };
    let wide = super::text::letters::Utf16::of(table.encoding).is_some();
    let end = head.iter().rposition(|c| *c == table.line_end).map_or(head.len(), |at| at + 1);
    // The other half of a line end of two bytes, where it comes second.
    if wide && end % 2 == 1 { end + 1 } else { end }
}

/// The first cells of a column, as written and as understood.
fn column_preview(
    decision: &super::ColumnDecision,
    log: &Finished,
    table: Option<&TextLayout>,
) -> ColumnPreview {
    let place = table.and_then(|t| {
        let names = super::unique_names(t.columns.iter().map(|c| c.name.as_str()));
        names.iter().position(|n| *n == decision.name)
    });
    let column = decision.key.as_ref().and_then(|key: &ChannelKey| log.table.column(key));
    let cells: Vec<String> = match (place, table, column) {
        (Some(place), Some(table), _) => {
            table.sample.iter().map(|row| row.get(place).cloned().unwrap_or_default()).collect()
        }
        (_, None, Some(column)) => {
            (0..column.len().min(SHOWN_CELLS)).map(|row| logged(column, row, decision)).collect()
        }
        _ => Vec::new(),
    };
    let values = match column {
        Some(column) => {
            (0..cells.len()).map(|row| Some(column.data().number(row)).filter(|x| x.is_finite())).collect()
        }
        None => Vec::new(),
    };
    ColumnPreview { decision: decision.clone(), cells, values }
}

/// Cells shown of a file that is no text.
const SHOWN_CELLS: usize = 5;

/// A cell in the unit of the file.
fn logged(column: &Column, row: usize, decision: &super::ColumnDecision) -> String {
    let (scale, offset) = decision.source_unit.scale_offset();
    if (scale, offset) == (1.0, 0.0) {
        return column.cell(row);
    }
    let value = (column.data().number(row) - offset) / scale;
    if value.is_finite() { (value as f32).to_string() } else { String::new() }
}
