//! Gaps: time without samples, and cells without values.
//!
//! | evidence | cost |
//! |---|---|
//! | gaps in time (steps over three median steps) of the fastest time base | 300 times the share of the duration lost, and half a point for each, at most 60 |
//! | missing cells, mean share over the channels that logged anything | 100 times that share |
//!
//! A channel without a single value is not in the log in any sense that matters and costs nothing. Padding rows of
//! an exporter are no cells.

use super::{Case, EvidenceCode, PartCode, QualityPart, flag_rows, flagged};
use crate::engine::order::sort_by;
use crate::engine::table::{Column, Flag, LogTable};

/// At most so many channels are named.
const NAMED: usize = 5;

pub(super) fn judge(table: &LogTable) -> QualityPart {
    let mut case = Case::open(PartCode::Gaps);
    let axis = table.main_axis();
    let (gaps, seconds) = (axis.rows_after_gap(), axis.seconds());
    if !gaps.is_empty() && axis.duration() > 0.0 {
        let lost: f64 = gaps
            .iter()
            .map(|row| seconds[*row as usize] - seconds[*row as usize - 1] - axis.median_step())
            .sum();
        let share = lost / axis.duration();
        let number = gaps.len() as f64;
        case.add(
            EvidenceCode::TimeGaps,
            None,
            &[number, lost, share],
            (300.0 * share + 0.5 * number).min(60.0),
        );
    }

    let mut shares: Vec<(&Column, usize, f64)> =
        table.columns().iter().filter_map(|c| missing_share(c).map(|(n, share)| (c, n, share))).collect();
    let judged = shares.len().max(1) as f64;
    shares.retain(|(_, _, share)| *share > 0.0);
    sort_by(&mut shares, |a, b| b.2.total_cmp(&a.2));
    for (i, (column, cells, share)) in shares.iter().enumerate() {
        if i < NAMED {
            case.add(
                EvidenceCode::MissingCells,
                Some(&column.key),
                &[*cells as f64, *share],
                100.0 * share / judged,
            );
        }
    }
    let unnamed: f64 = shares.iter().skip(NAMED).map(|s| s.2).sum();
    if unnamed > 0.0 {
        let cells: usize = shares.iter().skip(NAMED).map(|s| s.1).sum();
        let rest = (shares.len() - NAMED) as f64;
        case.add(EvidenceCode::MissingCells, None, &[cells as f64, unnamed / rest], 100.0 * unnamed / judged);
    }
    let tail = table.columns().iter().map(|c| flagged(c, Flag::ExportTail)).max().unwrap_or(0);
    if tail > 0 {
        case.add(EvidenceCode::ExportTail, None, &[tail as f64], 0.0);
    }
    case.close()
}

/// Missing cells and their share, padding rows apart; `None` where nothing was logged at all.
fn missing_share(column: &Column) -> Option<(usize, f64)> {
    let tail = flag_rows(column, Flag::ExportTail);
    let rows = column.len() - tail.map_or(0, crate::engine::table::RowMask::count);
    let missing = match (column.gaps(), tail) {
        (None, _) => 0,
        (Some(gaps), None) => gaps.count(),
        (Some(gaps), Some(tail)) => gaps.minus(tail).count(),
    };
    (missing < rows).then(|| (missing, missing as f64 / rows as f64))
}
