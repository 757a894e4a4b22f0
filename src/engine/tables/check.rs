//! What is wrong with a table, and what looks wrong.

use serde::{Deserialize, Serialize};

use super::axis::MapAxis;
use super::cells::{Cell, Side};
use super::look;
use super::model::MapTable;
use super::rules::{Rules, axis_rules, cell_rules};

/// Cells named by one finding at most; how many there are is told beside them.
pub const MAX_CELLS_NAMED: usize = 256;
/// A step of an axis this many times the mean step is a gap.
const GAP: f64 = 5.0;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Cannot be: an edit that led there would be refused.
    Wrong,
    /// Should not be.
    Doubtful,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FindingCode {
    /// Cells below or above what can be.
    CellsBeyondLimits,
    /// Cells outside what is usual.
    CellsUnusual,
    /// Break points outside what can be.
    PointsBeyondLimits,
    /// Break points outside what is usual.
    PointsUnusual,
    /// A step of an axis that is more than five times the mean one.
    AxisGap,
    /// Fewer than two break points are in use.
    TooFewPoints,
    /// Fewer than a quarter of the break points are in use.
    FewPointsInUse,
    /// Every cell is the same.
    AllEqual,
    /// The cells go the wrong way along an axis.
    WrongWay,
    /// A step between two cells that is far steeper than those on either side.
    Jump,
    /// At least four neighbours along the load are the same.
    Flat,
    /// A cell that stands out from its neighbours.
    Outlier,
}

impl FindingCode {
    /// Every code, for translations.
    pub const ALL: [FindingCode; 12] = [
        FindingCode::CellsBeyondLimits,
        FindingCode::CellsUnusual,
        FindingCode::PointsBeyondLimits,
        FindingCode::PointsUnusual,
        FindingCode::AxisGap,
        FindingCode::TooFewPoints,
        FindingCode::FewPointsInUse,
        FindingCode::AllEqual,
        FindingCode::WrongWay,
        FindingCode::Jump,
        FindingCode::Flat,
        FindingCode::Outlier,
    ];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            FindingCode::CellsBeyondLimits => "cells_beyond_limits",
            FindingCode::CellsUnusual => "cells_unusual",
            FindingCode::PointsBeyondLimits => "points_beyond_limits",
            FindingCode::PointsUnusual => "points_unusual",
            FindingCode::AxisGap => "axis_gap",
            FindingCode::TooFewPoints => "too_few_points",
            FindingCode::FewPointsInUse => "few_points_in_use",
            FindingCode::AllEqual => "all_equal",
            FindingCode::WrongWay => "wrong_way",
            FindingCode::Jump => "jump",
            FindingCode::Flat => "flat",
            FindingCode::Outlier => "outlier",
        }
    }

    /// How bad it is.
    pub const fn severity(self) -> Severity {
        match self {
            FindingCode::CellsBeyondLimits | FindingCode::PointsBeyondLimits | FindingCode::TooFewPoints => {
                Severity::Wrong
            }
            _ => Severity::Doubtful,
        }
    }
}

/// One finding with its places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub code: FindingCode,
    /// The cells it is about, row by row, at most [`MAX_CELLS_NAMED`].
    pub cells: Vec<Cell>,
    /// How many cells there are.
    pub count: u32,
    /// The axis and the places of the break points it is about.
    pub axis: Option<(Side, Vec<u32>)>,
}

impl Finding {
    pub(super) fn of_cells(code: FindingCode, mut cells: Vec<Cell>) -> Option<Self> {
        cells.sort_unstable();
        cells.dedup();
        let count = cells.len() as u32;
        cells.truncate(MAX_CELLS_NAMED);
        (count > 0).then_some(Self { code, cells, count, axis: None })
    }

    fn of_points(code: FindingCode, side: Side, points: Vec<u32>) -> Option<Self> {
        (!points.is_empty()).then_some(Self { code, cells: Vec::new(), count: 0, axis: Some((side, points)) })
    }
}

/// Everything that is wrong or looks wrong in what the ECU sees of a table, the worst first. Break points that are not in
/// use are not looked at.
pub fn check(table: &MapTable) -> Vec<Finding> {
    let mut found = limits(table);
    for side in [Side::X, Side::Y] {
        if let Some(axis) = table.axis(side) {
            found.extend(axis_findings(side, axis));
        }
    }
    found.extend(look::findings(table));
    found.sort_by_key(|f| (f.code.severity(), f.code));
    found
}

/// Cells in use, with their values.
fn active(table: &MapTable) -> impl Iterator<Item = (Cell, f64)> + '_ {
    table.whole().cells().filter(|c| table.is_active(*c)).filter_map(|c| Some((c, table.cell(c)?)))
}

fn limits(table: &MapTable) -> Vec<Finding> {
    let rules = cell_rules(table.info.kind, table.unit());
    let beyond: Vec<Cell> = active(table).filter(|(_, z)| !rules.allows(*z)).map(|(c, _)| c).collect();
    let unusual: Vec<Cell> = active(table)
        .filter(|(_, z)| rules.allows(*z) && !(*z >= rules.usual_low && *z <= rules.usual_high))
        .map(|(c, _)| c)
        .collect();
    [
        Finding::of_cells(FindingCode::CellsBeyondLimits, beyond),
        Finding::of_cells(FindingCode::CellsUnusual, unusual),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn axis_findings(side: Side, axis: &MapAxis) -> Vec<Finding> {
    let rules = axis_rules(axis);
    let used = axis.in_use();
    let value = |i: usize| axis.points()[i];
    let outside = |rules: &Rules, i: usize| !(value(i) >= rules.low && value(i) <= rules.high);
    let odd = |i: usize| !(value(i) >= rules.usual_low && value(i) <= rules.usual_high);
    let places = |keep: &dyn Fn(usize) -> bool| -> Vec<u32> {
        used.iter().copied().filter(|i| keep(*i)).map(|i| i as u32).collect()
    };
    let mut found = Vec::new();
    found.extend(Finding::of_points(FindingCode::PointsBeyondLimits, side, places(&|i| outside(&rules, i))));
    found.extend(Finding::of_points(
        FindingCode::PointsUnusual,
        side,
        places(&|i| !outside(&rules, i) && odd(i)),
    ));
    let all = |code| Finding { code, cells: Vec::new(), count: 0, axis: Some((side, Vec::new())) };
    if used.len() < 2 {
        found.push(all(FindingCode::TooFewPoints));
        return found;
    }
    let mean = (value(used[used.len() - 1]) - value(used[0])) / (used.len() - 1) as f64;
    let wide = |w: &&[usize]| value(w[1]) - value(w[0]) > GAP * mean;
    let gaps: Vec<u32> = used.windows(2).filter(wide).map(|w| w[1] as u32).collect();
    found.extend(Finding::of_points(FindingCode::AxisGap, side, gaps));
    if used.len() * 4 < axis.len() {
        found.push(all(FindingCode::FewPointsInUse));
    }
    found
}
