//! A log as JSON, every channel at its own rate.
//!
//! ```text
//! { "schema": "fueltune-log-1",       what follows; another number means another shape
//!   "name": text, "format": text, "started_at": text | null,
//!   "time_bases": [ { "rate_hz": number, "seconds": [number, …] }, … ],
//!   "channels": [ {
//!     "id": text | null,              canonical name, null for a channel known by the file's name only
//!     "name": text,                   as the file has it
//!     "unit": text,                   of the values; empty where there is none
//!     "time_base": integer,           index into time_bases; there are as many values as seconds
//!     "values": [number | text | null, …] }, … ] }    null is a missing sample, text a state's label
//! ```

use std::fmt::Write as _;
use std::ops::Range;

use super::sheet::{Cell, Form, figure};
use crate::engine::table::LogTable;

/// Samples written at once, so that others get their turn between two pieces.
pub const PIECE: usize = 20_000;

/// What is known beside the samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts<'a> {
    pub name: &'a str,
    pub format: &'a str,
    /// ISO 8601.
    pub started_at: Option<&'a str>,
}

/// Where the writing is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Head,
    Base(usize, usize),
    Channel(usize, usize),
    Done,
}

/// The file, piece by piece.
pub struct Pieces<'a> {
    table: &'a LogTable,
    rows: Vec<Range<usize>>,
    form: &'a Form<'a>,
    facts: Facts<'a>,
    place: Place,
}

impl<'a> Pieces<'a> {
    /// All samples, or those within `span` seconds.
    pub fn new(table: &'a LogTable, span: Option<(f64, f64)>, form: &'a Form<'a>, facts: Facts<'a>) -> Self {
        let rows = table.axes().iter().map(|axis| match span {
            Some((t0, t1)) => axis.rows_within(t0.min(t1), t0.max(t1)),
            None => 0..axis.len(),
        });
        Self { table, rows: rows.collect(), form, facts, place: Place::Head }
    }

    /// Samples of all channels.
    pub fn samples(&self) -> usize {
        self.table.columns().iter().map(|c| self.rows[c.axis].len()).sum()
    }

    /// The next piece; `None` after the last.
    pub fn next_piece(&mut self) -> Option<String> {
        let mut out = String::new();
        match self.place {
            Place::Head => {
                self.head(&mut out);
                self.place = Place::Base(0, self.rows.first().map_or(0, |r| r.start));
            }
            Place::Base(index, row) => self.base(&mut out, index, row),
            Place::Channel(index, row) => self.channel(&mut out, index, row),
            Place::Done => return None,
        }
        Some(out)
    }

    fn head(&self, out: &mut String) {
        out.push_str("{\"schema\":\"fueltune-log-1\",\"name\":");
        quote(self.facts.name, out);
        out.push_str(",\"format\":");
        quote(self.facts.format, out);
        out.push_str(",\"started_at\":");
        match self.facts.started_at {
            Some(moment) => quote(moment, out),
            None => out.push_str("null"),
        }
        out.push_str(",\n\"time_bases\":[");
    }

    fn base(&mut self, out: &mut String, index: usize, row: usize) {
        let Some(axis) = self.table.axes().get(index) else {
            out.push_str("],\n\"channels\":[");
            self.place = self.channel_place(0);
            return;
        };
        let rows = self.rows[index].clone();
        if row == rows.start {
            out.push_str(if index == 0 { "\n" } else { ",\n" });
            put(out, format_args!("{{\"rate_hz\":{},\"seconds\":[", axis.sample_rate()));
        }
        let end = (row + PIECE).min(rows.end);
        for (i, t) in axis.seconds()[row..end].iter().enumerate() {
            let comma = if row + i == rows.start { "" } else { "," };
            put(out, format_args!("{comma}{}", (t * 1e6).round() / 1e6));
        }
        self.place = if end < rows.end {
            Place::Base(index, end)
        } else {
            out.push_str("]}");
            Place::Base(index + 1, self.rows.get(index + 1).map_or(0, |r| r.start))
        };
    }

    fn channel_place(&self, index: usize) -> Place {
        let column = self.table.columns().get(index);
        Place::Channel(index, column.map_or(0, |c| self.rows[c.axis].start))
    }

    fn channel(&mut self, out: &mut String, index: usize, row: usize) {
        let Some(column) = self.table.columns().get(index) else {
            out.push_str("\n]}\n");
            self.place = Place::Done;
            return;
        };
        let form = self.form.column(column);
        let rows = self.rows[column.axis].clone();
        if row == rows.start {
            out.push_str(if index == 0 { "\n{\"id\":" } else { ",\n{\"id\":" });
            match column.id() {
                Some(id) => quote(id.slug(), out),
                None => out.push_str("null"),
            }
            out.push_str(",\"name\":");
            quote(&column.source, out);
            out.push_str(",\"unit\":");
            quote(form.symbol, out);
            put(out, format_args!(",\"time_base\":{},\"values\":[", column.axis));
        }
        let end = (row + PIECE).min(rows.end);
        for sample in row..end {
            if sample > rows.start {
                out.push(',');
            }
            match figure(column, &form, sample) {
                Cell::Empty => out.push_str("null"),
                Cell::Number(value) => put(out, format_args!("{value}")),
                Cell::Text(text) => quote(&text, out),
            }
        }
        self.place = if end < rows.end {
            Place::Channel(index, end)
        } else {
            out.push_str("]}");
            self.channel_place(index + 1)
        };
    }
}

/// Writing to a string cannot fail.
fn put(out: &mut String, what: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(what);
    debug_assert!(written.is_ok(), "a string takes everything");
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => put(out, format_args!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}
