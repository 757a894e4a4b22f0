//! Values that are there and cannot be meant: sentinels, loop-off targets, figures out of range, exporter's padding.

use super::issue::{IssueCode, IssueLog};
use super::rates::FileRows;
use super::raw::LineMap;
use crate::engine::channels::ChannelId;
use crate::engine::table::{ColumnData, Flag, RowMask};
use crate::engine::units::Quantity;

/// A jump no temperature makes from one sample to the next, in °C.
const JUMP: f64 = 20.0;
/// Share of a column from which on a value that may be real is taken for the sign of a missing sensor.
const CONSTANT: f64 = 0.9;

/// What is known of a channel when its values are judged.
pub(crate) struct Judge<'a> {
    pub id: ChannelId,
    /// Number of the column in the issue log.
    pub column: usize,
    /// Values that stand for "no sensor" in this format.
    pub sentinels: &'static [f64],
    /// Rows of padding at the end start here.
    pub tail: usize,
    pub lines: &'a LineMap,
    pub file_rows: &'a FileRows,
}

/// The suspicious rows of a channel, each with one reason; padding is not judged.
pub(crate) fn judge(data: &ColumnData, judge: &Judge<'_>, issues: &mut IssueLog) -> Vec<(Flag, RowMask)> {
    if matches!(data, ColumnData::Codes { .. }) {
        return Vec::new();
    }
    let mut special = RowMask::none(data.len());
    let mut flags = Vec::new();
    if let Some((flag, code, rows)) = special_rows(data, judge) {
        report(&rows, code, data, judge, issues);
        special = rows.clone();
        flags.push((flag, rows));
    }
    let out = out_of_range(data, judge, &special);
    if out.any() {
        report(&out, IssueCode::OutOfRange, data, judge, issues);
        flags.push((Flag::OutOfRange, out));
    }
    flags
}

fn report(rows: &RowMask, code: IssueCode, data: &ColumnData, judge: &Judge<'_>, issues: &mut IssueLog) {
    let Some(first) = rows.iter().next() else { return };
    let (row, line) = (judge.file_rows.row(first as u32), judge.file_rows.line(first as u32, judge.lines));
    let sample = match data {
        ColumnData::F32(v) => v.get(first).map(ToString::to_string).unwrap_or_default(),
        _ => data.number(first).to_string(),
    };
    issues.add_many(code, Some(judge.column), rows.count() as u32, line, Some(row), &sample);
}

/// Rows whose value is a sign and no figure.
fn special_rows(data: &ColumnData, judge: &Judge<'_>) -> Option<(Flag, IssueCode, RowMask)> {
    let len = judge.tail.min(data.len());
    let at = |row: usize| data.number(row);
    let (flag, code, rows) = match judge.id {
        ChannelId::LambdaTarget => (Flag::LoopOff, IssueCode::LoopOff, rows_where(data, len, &Near(0.0))),
        ChannelId::Lambda1 | ChannelId::Lambda2 | ChannelId::LambdaCl => {
            (Flag::Sentinel, IssueCode::Sentinel, rows_where(data, len, &Near(0.0)))
        }
        id if id.spec().quantity == Quantity::Temperature => {
            let mut rows = RowMask::none(data.len());
            for &sentinel in judge.sentinels.iter().chain(&[-40.0]) {
                let equal = rows_where(data, len, &Near(sentinel));
                if !equal.any() {
                    continue;
                }
                // −40 is below every plausible range; the others may be a cold day, unless the sensor jumps to them or
                // never says anything else.
                let all = sentinel <= -40.0 || equal.count() as f64 >= CONSTANT * len as f64;
                for run in equal.runs() {
                    let before = run.start.checked_sub(1).map_or(f64::NAN, at);
                    let after = if run.end < len { at(run.end) } else { f64::NAN };
                    if all || (before - sentinel).abs() > JUMP || (after - sentinel).abs() > JUMP {
                        rows.insert_range(run);
                    }
                }
            }
            (Flag::Sentinel, IssueCode::Sentinel, rows)
        }
        _ => return None,
    };
    rows.any().then_some((flag, code, rows))
}

/// Values outside the plausible range that are not already known for what they are.
fn out_of_range(data: &ColumnData, judge: &Judge<'_>, special: &RowMask) -> RowMask {
    let (low, high) = judge.id.spec().plausible;
    // f32 keeps seven digits: a value on the limit may come out just beyond it.
    let (low, high) = (low - low.abs() * 1e-6, high + high.abs() * 1e-6);
    rows_where(data, judge.tail.min(data.len()), &Outside(low, high)).minus(special)
}

/// The rows before `len` whose value is equal to, or beyond, what a test says; f32 is tested as f32.
fn rows_where(data: &ColumnData, len: usize, test: &impl Test) -> RowMask {
    let rows = match data {
        ColumnData::F32(v) => RowMask::of_values(v, |x| test.f32(x)),
        ColumnData::F64(v) => RowMask::of_values(v, |x| test.f64(x)),
        ColumnData::Codes { codes, .. } => RowMask::none(codes.len()),
    };
    if len >= rows.len() { rows } else { rows.and(&RowMask::from_range(rows.len(), 0..len)) }
}

/// A test of values that does not widen them.
trait Test {
    fn f32(&self, x: f32) -> bool;
    fn f64(&self, x: f64) -> bool;
}

/// Within a ten-thousandth of a value.
struct Near(f64);

impl Test for Near {
    fn f32(&self, x: f32) -> bool {
        (x - self.0 as f32).abs() < 1e-4
    }

    fn f64(&self, x: f64) -> bool {
        (x - self.0).abs() < 1e-4
    }
}

/// Outside a range.
struct Outside(f64, f64);

impl Test for Outside {
    fn f32(&self, x: f32) -> bool {
        !(self.0 as f32..=self.1 as f32).contains(&x) && !x.is_nan()
    }

    fn f64(&self, x: f64) -> bool {
        !(self.0..=self.1).contains(&x) && !x.is_nan()
    }
}
