//! The engine without a browser: what is in a file, one JSON object for each file, one a line.
//!
//! `inspect FILE... [--json]`. The exit status is 1 where a file gave no log. Minimum, maximum and mean of a channel are
//! over its values that are there, rows of exporter's padding left out, flagged values included.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::import::{ImportError, ImportIssue, ImportOptions, Imported, Importer};
use fueltune_analyzer::engine::quality::assess;
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, LogTable};
use serde::Serialize;

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;

#[derive(Default, Serialize)]
struct Report {
    file: String,
    ok: bool,
    error: Option<String>,
    format: Option<String>,
    encoding: Option<&'static str>,
    delimiter: Option<&'static str>,
    decimal: Option<&'static str>,
    rows: usize,
    duration_s: Option<f64>,
    sample_rate_hz: Option<f64>,
    time_unit: Option<&'static str>,
    markers: usize,
    channels: Vec<Channel>,
    issues: Vec<Issue>,
    quality: Option<Score>,
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

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).filter(|a| a != "--json").collect();
    if files.is_empty() || files.iter().any(|f| f.starts_with("--")) {
        eprintln!("usage: inspect FILE... [--json]");
        return ExitCode::from(2);
    }
    let mut all_ok = true;
    let mut out = io::stdout().lock();
    for file in &files {
        let report = inspect(file);
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

fn inspect(file: &str) -> Report {
    let base = Report { file: file.to_owned(), ..Report::default() };
    match read(file) {
        Ok(Ok(log)) => describe(base, &log),
        Ok(Err(error)) => Report { error: Some(error.to_string()), ..base },
        Err(error) => Report { error: Some(format!("cannot be opened: {error}")), ..base },
    }
}

fn read(file: &str) -> io::Result<Result<Imported, ImportError>> {
    let mut source = File::open(file)?;
    let mut importer = Importer::new(ImportOptions::default()).expect_bytes(source.metadata()?.len());
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

fn describe(base: Report, log: &Imported) -> Report {
    let axis = log.table.main_axis();
    let text = log.info.text;
    Report {
        ok: true,
        format: Some(log.info.format.clone()),
        encoding: text.map(|t| t.encoding.slug()),
        delimiter: text.map(|t| t.delimiter.text()),
        decimal: text.map(|t| t.decimal.text()),
        rows: log.table.rows(),
        duration_s: Some(to_nanoseconds(axis.duration())),
        sample_rate_hz: Some(to_nanoseconds(axis.sample_rate())).filter(|r| *r > 0.0),
        time_unit: Some(log.info.time.unit.slug()),
        markers: log.info.markers.len(),
        channels: log.table.columns().iter().map(channel).collect(),
        issues: issues(&log.issues),
        quality: Some(score(&log.table)),
        ..base
    }
}

/// Nine decimals: differences of decimal times end in noise beyond them.
fn to_nanoseconds(x: f64) -> f64 {
    (x * 1e9).round() / 1e9
}

fn channel(column: &Column) -> Channel {
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
