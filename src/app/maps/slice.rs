//! A row or a column of a table as a curve.

use super::heat::Range;
use crate::engine::tables::{Cell, MapTable, Side};

/// One cell of a slice, in base units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlicePoint {
    pub cell: Cell,
    /// The break point.
    pub at: f64,
    pub value: f64,
    /// The reference there.
    pub reference: Option<f64>,
}

/// A curve with what it spans. Only break points in use are on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    pub points: Vec<SlicePoint>,
    /// Along the axis.
    pub across: Range,
    /// Along the values, with room above and below.
    pub along: Range,
}

/// The slice along an axis through a cell. `None` where the axis has fewer than two break points in use, or there is none.
pub fn slice(
    table: &MapTable,
    side: Side,
    through: Cell,
    reference: Option<&[Option<f64>]>,
) -> Option<Slice> {
    let axis = table.axis(side)?;
    let used = axis.in_use();
    if used.len() < 2 {
        return None;
    }
    let cell = |i: usize| match side {
        Side::X => Cell::at(through.row, i as u32),
        Side::Y => Cell::at(i as u32, through.column),
    };
    let point = |i: usize| {
        let cell = cell(i);
        let index = table.index(cell)?;
        let reference = reference.and_then(|r| r.get(index).copied().flatten());
        Some(SlicePoint { cell, at: axis.points()[i], value: table.cells()[index], reference })
    };
    let points: Vec<SlicePoint> = used.into_iter().filter_map(point).collect();
    let across = Range::of(points.iter().map(|p| p.at))?;
    let along = Range::of(points.iter().flat_map(|p| [Some(p.value), p.reference]).flatten())?;
    let span = along.high - along.low;
    let room = if span > 0.0 { span * 0.12 } else { along.high.abs().max(1.0) * 0.1 };
    let along = Range { low: along.low - room, high: along.high + room };
    Some(Slice { points, across, along })
}

impl Slice {
    /// Where a point of the curve is in a box of this size, from its upper left corner.
    pub fn place(&self, at: f64, value: f64, (width, height): (f64, f64)) -> (f64, f64) {
        let share = |z: f64, r: Range| (z - r.low) / (r.high - r.low);
        (share(at, self.across) * width, (1.0 - share(value, self.along)) * height)
    }

    /// The value at a height of the box.
    pub fn value_at(&self, y: f64, height: f64) -> f64 {
        self.along.low + (1.0 - y / height) * (self.along.high - self.along.low)
    }

    /// The point that is nearest to a place along the width.
    pub fn nearest(&self, x: f64, width: f64) -> Option<&SlicePoint> {
        let away = |p: &&SlicePoint| (self.place(p.at, p.value, (width, 1.0)).0 - x).abs();
        self.points.iter().min_by(|a, b| away(a).total_cmp(&away(b)))
    }
}
