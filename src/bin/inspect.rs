//! The engine without a browser: what is in a file, one JSON object for each file, one a line.
//!
//! `inspect FILE... [--json] [--tables] [--analyse]`. The exit status is 1 where a file gave no log. Minimum, maximum and mean of a
//! channel are over its values that are there, rows of exporter's padding left out, flagged values included. `--tables`
//! adds the tables of the calibration that the file carries: rows run along `y_axis`, columns along `x_axis`.
//!
//! `--analyse` adds what the log tells: `segments`, `outliers`, `performance`, `safety`, `recommendations` (the
//! most pressing first) and the `verdict` on the log, as the engine reports them.
//!
//! `inspect FILE --csv [--rate HZ]` writes the log itself: a column `TIME` in seconds, then every channel under its name
//! in the file, in base units; switches are 1 and 0, states are words. Rows are the samples of the time base that most
//! channels are on (20 ms in a FuelTech log at 50 Hz), or with `--rate` a grid from the first sample to the last. A
//! channel that was not sampled at a row's time is held: its last sample at or before it stands there, unless that is
//! longer ago than three of its steps. Nothing is interpolated.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use fueltune_analyzer::engine::analysis::outliers::Finding;
use fueltune_analyzer::engine::analysis::patterns::Segment;
use fueltune_analyzer::engine::analysis::pipeline::{self, Settings};
use fueltune_analyzer::engine::analysis::recommend::Recommendation;
use fueltune_analyzer::engine::analysis::verdict::Verdict;
use fueltune_analyzer::engine::analysis::{Frame, Subject, performance, safety};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::import::{
    ImportError, ImportIssue, ImportOptions, Imported, Importer, SessionFacts,
};
use fueltune_analyzer::engine::quality::assess;
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, LogTable, TimeAxis};
use fueltune_analyzer::engine::tune::{Bank, Calibration, TuneAxis, TuneTable};
use fueltune_analyzer::engine::view::Sheet;
use serde::Serialize;

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;

#[derive(Default, Serialize)]
struct Report {
    file: String,
    ok: bool,
    error: Option<String>,
    format: Option<String>,
    confidence: Option<u8>,
    reason: Option<&'static str>,
    encoding: Option<&'static str>,
    delimiter: Option<&'static str>,
    decimal: Option<&'static str>,
    rows: usize,
    duration_s: Option<f64>,
    sample_rate_hz: Option<f64>,
    time_unit: Option<&'static str>,
    started_at: Option<String>,
    time_bases: Vec<TimeBase>,
    markers: usize,
    channels: Vec<Channel>,
    issues: Vec<Issue>,
    quality: Option<Score>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<SessionFacts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calibration: Option<Facts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tables: Option<Vec<Table>>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    analysis: Option<Analysis>,
}

/// What the log tells; an analysis that could not be made says why.
#[derive(Serialize)]
struct Analysis {
    segments: Vec<Segment>,
    outliers: Vec<Finding>,
    performance: Option<performance::Report>,
    safety: Option<safety::Report>,
    recommendations: Vec<Recommendation>,
    verdict: Option<Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unanalysed: Option<String>,
}

/// A time base and how many channels are on it.
#[derive(Serialize)]
struct TimeBase {
    sample_rate_hz: f64,
    rows: usize,
    channels: usize,
}

/// What a calibration says beside its tables.
#[derive(Serialize)]
struct Facts {
    ecu_model: Option<String>,
    firmware: Option<String>,
    software: Option<String>,
    map_name: Option<String>,
    map_slot: Option<u32>,
    display_units: BTreeMap<String, &'static str>,
    settings: BTreeMap<String, f64>,
    tables: usize,
}

#[derive(Serialize)]
struct Table {
    name: String,
    kind: &'static str,
    bank: Option<&'static str>,
    rows: usize,
    cols: usize,
    x_axis: Vec<f64>,
    x_unit: &'static str,
    x_channel: Option<&'static str>,
    y_axis: Vec<f64>,
    y_unit: &'static str,
    y_channel: Option<&'static str>,
    unit: &'static str,
    values: Vec<Vec<f64>>,
    source: String,
}

#[derive(Serialize)]
struct Score {
    score: f64,
    parts: BTreeMap<&'static str, f64>,
}

#[derive(Serialize)]
struct Channel {
    source: String,
    id: Option<&'static str>,
    unit: &'static str,
    sample_rate_hz: f64,
    count: usize,
    missing: usize,
    min: Option<f64>,
    max: Option<f64>,
    mean: Option<f64>,
}

#[derive(Serialize)]
struct Issue {
    code: &'static str,
    count: u32,
    sample: String,
}

const USAGE: &str =
    "usage: inspect FILE... [--json] [--tables] [--analyse]\n       inspect FILE --csv [--rate HZ]";

/// What the user asked for.
struct Asked {
    files: Vec<String>,
    tables: bool,
    analyse: bool,
    csv: bool,
    rate: Option<f64>,
}

/// Reads the words of the command. `None` where they make no sense.
fn asked(words: impl Iterator<Item = String>) -> Option<Asked> {
    let mut asked = Asked { files: Vec::new(), tables: false, analyse: false, csv: false, rate: None };
    let mut words = words;
    while let Some(word) = words.next() {
        match word.as_str() {
            "--json" => {}
            "--tables" => asked.tables = true,
            "--analyse" => asked.analyse = true,
            "--csv" => asked.csv = true,
            "--rate" => asked.rate = Some(words.next()?.parse().ok()?),
            flag if flag.starts_with("--") => return None,
            _ => asked.files.push(word),
        }
    }
    let fits = if asked.csv {
        asked.files.len() == 1 && !asked.tables && !asked.analyse
    } else {
        asked.rate.is_none()
    };
    (fits && !asked.files.is_empty()).then_some(asked)
}

fn main() -> ExitCode {
    let Some(asked) = asked(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    if let (true, [file]) = (asked.csv, asked.files.as_slice()) {
        return csv(file, asked.rate);
    }
    let mut all_ok = true;
    let mut out = io::stdout().lock();
    for file in &asked.files {
        let report = inspect(file, &asked);
        all_ok &= report.ok;
        let written =
            serde_json::to_string(&report).map_err(io::Error::from).and_then(|text| writeln!(out, "{text}"));
        if let Err(error) = written {
            eprintln!("{file}: {error}");
            return ExitCode::from(2);
        }
    }
    if all_ok { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn csv(file: &str, rate: Option<f64>) -> ExitCode {
    let log = match read(file) {
        Ok(Ok(log)) => log,
        Ok(Err(error)) => {
            eprintln!("{file}: {error}");
            return ExitCode::FAILURE;
        }
        Err(error) => {
            eprintln!("{file}: cannot be opened: {error}");
            return ExitCode::FAILURE;
        }
    };
    let sheet = match rate {
        None => Some(Sheet::on_commonest_base(&log.table)),
        Some(rate) => Sheet::at_rate(&log.table, rate),
    };
    let Some(sheet) = sheet else {
        eprintln!("--rate must be a rate in Hz that gives fewer rows than anyone can read");
        return ExitCode::from(2);
    };
    match write_csv(&log.table, &sheet) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{file}: {error}");
            ExitCode::from(2)
        }
    }
}

fn write_csv(table: &LogTable, sheet: &Sheet<'_>) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(io::stdout().lock());
    writer.write_field("TIME")?;
    for column in table.columns() {
        writer.write_field(&*column.source)?;
    }
    writer.write_record(None::<&[u8]>)?;
    for (row, time) in sheet.times().iter().enumerate() {
        writer.write_field(seconds(*time))?;
        for cell in sheet.cells(row) {
            writer.write_field(cell)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()?;
    Ok(())
}

/// Milliseconds, or as many digits as it takes.
fn seconds(time: f64) -> String {
    let short = format!("{time:.3}");
    if short.parse() == Ok(time) { short } else { time.to_string() }
}

fn inspect(file: &str, asked: &Asked) -> Report {
    let base = Report { file: file.to_owned(), ..Report::default() };
    match read(file) {
        Ok(Ok(log)) => describe(base, log, asked),
        Ok(Err(error)) => Report { error: Some(error.to_string()), ..base },
        Err(error) => Report { error: Some(format!("cannot be opened: {error}")), ..base },
    }
}

fn read(file: &str) -> io::Result<Result<Imported, ImportError>> {
    let mut source = File::open(file)?;
    let mut importer =
        Importer::new(ImportOptions::default()).empty_too().expect_bytes(source.metadata()?.len());
    let mut chunk = vec![0; CHUNK];
    loop {
        match source.read(&mut chunk)? {
            0 => return Ok(importer.finish()),
            n => {
                if let Err(error) = importer.feed(&chunk[..n]) {
                    return Ok(Err(error));
                }
            }
        }
    }
}

fn describe(base: Report, log: Imported, asked: &Asked) -> Report {
    let axis = log.table.main_axis();
    let text = log.info.text;
    Report {
        ok: true,
        format: Some(log.info.format.clone()),
        confidence: Some(log.info.confidence),
        reason: Some(log.info.format_reason.slug()),
        encoding: text.map(|t| t.encoding.slug()),
        delimiter: text.map(|t| t.delimiter.text()),
        decimal: text.map(|t| t.decimal.text()),
        rows: log.table.rows(),
        duration_s: Some(to_nanoseconds(axis.duration())),
        sample_rate_hz: Some(to_nanoseconds(axis.sample_rate())).filter(|r| *r > 0.0),
        time_unit: Some(log.info.time.unit.slug()),
        started_at: log.info.started_at.clone(),
        time_bases: log
            .table
            .axes()
            .iter()
            .enumerate()
            .map(|(i, axis)| time_base(i, axis, &log.table))
            .collect(),
        markers: log.info.markers.len(),
        channels: log.table.columns().iter().map(|c| channel(c, log.table.axis_of(c))).collect(),
        issues: issues(&log.issues),
        quality: Some(score(&log.table)),
        calibration: log.calibration.as_ref().map(facts),
        analysis: asked.analyse.then(|| analyse(&log.table)),
        tables: asked.tables.then(|| log.calibration.iter().flat_map(|c| &c.tables).map(table).collect()),
        session: log.session,
        ..base
    }
}

/// Without a vehicle: what needs one is noted in the report.
fn analyse(table: &LogTable) -> Analysis {
    let (frame, subject) = (Frame::whole(table), Subject::default());
    match pipeline::run_all(&frame, &subject, &Settings::default(), &Cx::none(), |_, _| ()) {
        Ok(found) => Analysis {
            segments: found.patterns.map(|r| r.segments.clone()).unwrap_or_default(),
            outliers: found.outliers.map(|r| r.findings.clone()).unwrap_or_default(),
            performance: found.performance.map(|r| (*r).clone()),
            safety: found.safety.map(|r| (*r).clone()),
            recommendations: found
                .recommendations
                .as_ref()
                .map(|r| r.recommendations.clone())
                .unwrap_or_default(),
            verdict: found.recommendations.map(|r| r.verdict.clone()),
            unanalysed: None,
        },
        Err(error) => Analysis {
            segments: Vec::new(),
            outliers: Vec::new(),
            performance: None,
            safety: None,
            recommendations: Vec::new(),
            verdict: None,
            unanalysed: Some(error.to_string()),
        },
    }
}

/// Nine decimals: differences of decimal times end in noise beyond them.
fn to_nanoseconds(x: f64) -> f64 {
    (x * 1e9).round() / 1e9
}

fn time_base(index: usize, axis: &TimeAxis, table: &LogTable) -> TimeBase {
    TimeBase {
        sample_rate_hz: to_nanoseconds(axis.sample_rate()),
        rows: axis.len(),
        channels: table.columns().iter().filter(|c| c.axis == index).count(),
    }
}

fn facts(calibration: &Calibration) -> Facts {
    let units = calibration.display_units.iter();
    Facts {
        ecu_model: calibration.ecu_model.clone(),
        firmware: calibration.firmware.clone(),
        software: calibration.software.clone(),
        map_name: calibration.map_name.clone(),
        map_slot: calibration.map_slot,
        display_units: units.map(|(of, unit)| (format!("{of:?}").to_lowercase(), unit.symbol())).collect(),
        settings: calibration.settings.iter().map(|s| (s.name.clone(), s.value)).collect(),
        tables: calibration.tables.len(),
    }
}

fn table(table: &TuneTable) -> Table {
    let channel = |axis: &TuneAxis| axis.channel.map(ChannelId::slug);
    Table {
        name: table.name.clone(),
        kind: table.kind.slug(),
        bank: table.bank.map(|bank| match bank {
            Bank::A => "A",
            Bank::B => "B",
        }),
        rows: table.rows(),
        cols: table.columns(),
        x_axis: table.x.values.clone(),
        x_unit: table.x.unit.symbol(),
        x_channel: channel(&table.x),
        y_axis: table.y.values.clone(),
        y_unit: table.y.unit.symbol(),
        y_channel: channel(&table.y),
        unit: table.unit.symbol(),
        values: table.values.chunks(table.columns().max(1)).map(<[f64]>::to_vec).collect(),
        source: table.source.clone(),
    }
}

fn channel(column: &Column, axis: &TimeAxis) -> Channel {
    let tail = column.flags().iter().find(|(flag, _)| *flag == Flag::ExportTail).map(|(_, rows)| rows);
    let (mut count, mut sum, mut min, mut max) = (0usize, 0.0, f64::INFINITY, f64::NEG_INFINITY);
    // Texts have no figures.
    let rows = if matches!(column.data(), ColumnData::Codes { .. }) { 0 } else { column.len() };
    for row in 0..rows {
        let value = column.data().number(row);
        if value.is_finite() && !tail.is_some_and(|t| t.contains(row)) {
            count += 1;
            sum += value;
            min = min.min(value);
            max = max.max(value);
        }
    }
    let short = column.f32().is_some();
    let some = |x: f64| (count > 0).then_some(if short { printed(x) } else { x });
    Channel {
        source: column.source.to_string(),
        id: column.id().map(ChannelId::slug),
        unit: column.unit.symbol(),
        sample_rate_hz: to_nanoseconds(axis.sample_rate()),
        count: column.len() - column.missing(),
        missing: column.missing(),
        min: some(min),
        max: some(max),
        mean: (count > 0).then(|| sum / count as f64 + 0.0),
    }
}

/// The shortest decimal that gives the same f32: 0.758, not 0.7580000162124634. Never −0.
fn printed(x: f64) -> f64 {
    (x as f32).to_string().parse().unwrap_or(x) + 0.0
}

/// The parts that could be judged.
fn score(table: &LogTable) -> Score {
    let quality = assess(table);
    let judged = quality.parts.iter().filter(|p| p.weight > 0.0);
    let round = |x: f64| (x * 10.0).round() / 10.0;
    Score { score: round(quality.score), parts: judged.map(|p| (p.code.slug(), round(p.score))).collect() }
}

/// One entry for each kind, the first sample standing for all columns.
fn issues(all: &[ImportIssue]) -> Vec<Issue> {
    let mut found: Vec<Issue> = Vec::new();
    for issue in all {
        let code = issue.code.slug();
        match found.iter_mut().find(|i| i.code == code) {
            Some(same) => same.count = same.count.saturating_add(issue.count),
            None => found.push(Issue { code, count: issue.count, sample: issue.sample.clone() }),
        }
    }
    found
}
