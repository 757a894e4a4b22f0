//! The way an engine took over a table.

use serde::{Deserialize, Serialize};

use super::axis::MapAxis;
use super::hits::{HitsError, Located};
use super::model::MapTable;
use super::surface::place;
use crate::engine::analysis::{Frame, Subject};

/// Where the engine was at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrailPoint {
    /// Seconds in the log.
    pub t: f64,
    /// Place along the rows and along the columns, counted in break points, unused ones included: 2.5 is half way between
    /// the third and the fourth. Held at the edges; a curve's row is 0.
    pub row: f32,
    pub column: f32,
}

/// The way over the selected rows of a log, at most `most` moments of it, evenly taken.
pub fn trail(
    frame: &Frame,
    subject: &Subject,
    table: &MapTable,
    most: usize,
) -> Result<Vec<TrailPoint>, HitsError> {
    let located = Located::of(frame, subject, table, &mut Vec::new())?;
    let mut rows = frame.selected().clone();
    located.leave_out(&mut |present| rows = rows.and(present));
    let step = rows.count().div_ceil(most.max(1)).max(1);
    let (across, along) = (Way::of(table.x()), table.y().map(Way::of));
    let seconds = frame.seconds();
    let point = |row: usize| {
        let (x, y) = located.at(row);
        let line = along.as_ref().map_or(0.0, |way| way.at(y));
        TrailPoint { t: seconds[row], row: line, column: across.at(x) }
    };
    Ok(rows.iter().step_by(step).map(point).collect())
}

/// The break points in use with their places among all of them.
pub(super) struct Way {
    points: Vec<f64>,
    slots: Vec<usize>,
}

impl Way {
    pub(super) fn of(axis: &MapAxis) -> Self {
        Self { points: axis.active(), slots: axis.in_use() }
    }

    /// The place of a value, held at the edges.
    pub(super) fn at(&self, value: f64) -> f32 {
        let Some((low, high, share)) = place(&self.points, value) else { return 0.0 };
        let (low, high) = (self.slots[low] as f64, self.slots[high] as f64);
        (low + (high - low) * share) as f32
    }
}
