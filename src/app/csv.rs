//! Tables as files: comma separated with a decimal point, stable names in the first line. Pure.

use super::import_words::{issue_done_key, issue_key, severity_key};
use crate::engine::channels::ChannelKey;
use crate::engine::import::{ImportIssue, Severity};
use crate::engine::stats::ColumnStats;
use crate::engine::summary::SessionSummary;
use crate::engine::units::Quantity;
use crate::i18n::I18n;
use crate::i18n::units::Units;

/// One line of CSV (RFC 4180): a cell that holds a comma, a quote or a line end is quoted.
fn line<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let mut out = String::new();
    for (i, cell) in cells.into_iter().enumerate() {
        let cell = cell.as_ref();
        if i > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
    out
}

/// A figure as it stands in a file; nothing where there is none.
fn figure(value: Option<f64>) -> String {
    value.filter(|v| v.is_finite()).map(|v| v.to_string()).unwrap_or_default()
}

/// Issues of an import: code and words, where first, how often, what was done.
pub fn issues_csv(i18n: I18n, issues: &[ImportIssue]) -> String {
    let head = ["code", "severity", "issue", "column", "first_line", "first_row", "count", "sample", "done"];
    let mut out = line(head);
    for issue in issues {
        let severity: Severity = issue.code.severity();
        let first = &issue.first;
        out.push_str(&line([
            issue.code.slug(),
            &i18n.t(severity_key(severity)),
            &i18n.t(issue_key(issue.code)),
            first.column.as_deref().unwrap_or_default(),
            &if first.line > 0 { first.line.to_string() } else { String::new() },
            &first.row.map(|row| row.to_string()).unwrap_or_default(),
            &issue.count.to_string(),
            &issue.sample,
            &i18n.t(issue_done_key(issue.code)),
        ]));
    }
    out
}

/// What is measured by a column: its channel's quantity, or nothing known.
pub fn quantity_of(key: &ChannelKey) -> Quantity {
    key.id().map_or(Quantity::AsLogged, |id| id.spec().quantity)
}

/// Basic statistics in the user's units, unrounded. `units_of` gives the quantity of a column.
pub fn stats_csv(
    units: &Units,
    stats: &[ColumnStats],
    quantity_of: impl Fn(&ChannelKey) -> Quantity,
) -> String {
    let i18n = I18n::new(units.lang);
    let mut out = line([
        "channel", "name", "unit", "count", "missing", "flagged", "mean", "sd", "min", "q1", "median", "q3",
        "max",
    ]);
    for row in stats {
        let quantity = quantity_of(&row.key);
        let place = |value: Option<f64>| figure(value.map(|v| tidy(units.convert(v, quantity))));
        // A spread is scaled, not shifted.
        let spread = row.sd.map(|sd| tidy(sd * units.scale_offset(quantity).0));
        out.push_str(&line([
            row.key.to_string(),
            i18n.channel(&row.key).into_owned(),
            units.symbol(quantity).to_owned(),
            row.count.to_string(),
            row.missing.to_string(),
            row.flagged.to_string(),
            place(row.mean),
            figure(spread),
            place(row.min),
            place(row.q1),
            place(row.median),
            place(row.q3),
            place(row.max),
        ]));
    }
    out
}

/// Columns keep f32: such a figure is the shortest that gives it again, as the logger wrote it. Any other has nine
/// significant digits: more are the noise of a conversion.
fn tidy(value: f64) -> f64 {
    let narrow = value as f32;
    let text = if f64::from(narrow) == value { narrow.to_string() } else { format!("{value:.8e}") };
    text.parse().unwrap_or(value)
}

/// The aggregates in the specification's order and under its names.
#[derive(serde::Serialize)]
struct Aggregates {
    point_count: u32,
    avg_rpm: Option<f64>,
    min_rpm: Option<f64>,
    max_rpm: Option<f64>,
    avg_lambda: Option<f64>,
    lambda_stddev: Option<f64>,
}

/// The aggregates under the names of the specification, as JSON.
pub fn summary_json(summary: &SessionSummary) -> String {
    let figures = Aggregates {
        point_count: summary.point_count,
        avg_rpm: summary.avg_rpm,
        min_rpm: summary.min_rpm,
        max_rpm: summary.max_rpm,
        avg_lambda: summary.avg_lambda,
        lambda_stddev: summary.lambda_stddev,
    };
    serde_json::to_string_pretty(&figures).expect("invariant: plain figures are JSON")
}
