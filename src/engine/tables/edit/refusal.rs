//! Why a command is refused.

use serde::{Deserialize, Serialize};

use crate::engine::tables::axis::AxisError;
use crate::engine::tables::cells::{Cell, Side};

/// Why a command is refused; nothing has changed then. Places count from 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    #[error("cell {}, {} is outside the table", .0.row, .0.column)]
    Outside(Cell),
    /// No cell of the selection is in use and unlocked.
    #[error("no cell may change: {locked} are locked")]
    NothingToChange { locked: u32 },
    /// A figure of the command, or what comes of it, is no number.
    #[error("not a finite number")]
    NotFinite,
    /// Some cells would leave what the kind allows; the first of them, and what it would become.
    #[error("cell {}, {} would be {value}, beyond {low} to {high} ({count} cells)", cell.row, cell.column)]
    BeyondLimits { cell: Cell, value: f64, low: f64, high: f64, count: u32 },
    #[error("the table has no such axis")]
    NoSuchAxis,
    #[error("axis {side:?}: {error}")]
    Axis { side: Side, error: AxisError },
    /// A break point beyond what moves along the axis.
    #[error("break point {at} is beyond {low} to {high}")]
    PointBeyondLimits { side: Side, at: f64, low: f64, high: f64 },
    #[error("there is no break point {index}")]
    NoSuchPoint { side: Side, index: u32 },
    /// There is a break point there already.
    #[error("there is a break point at {at} already")]
    PointTaken { side: Side, at: f64 },
    /// Two break points have to stay in use.
    #[error("two break points have to stay in use")]
    TooFewPoints { side: Side },
    /// Break points that move by their places are as many as before.
    #[error("{found} break points instead of {expected}")]
    PointCount { side: Side, expected: u32, found: u32 },
    /// Locked cells stand on a break point that would go.
    #[error("a locked cell stands at {}, {}", .0.row, .0.column)]
    LockedPoint(Cell),
    #[error("{rows} by {columns} do not fit where there is room for {room_rows} by {room_columns}")]
    DoesNotFit { rows: u32, columns: u32, room_rows: u32, room_columns: u32 },
    /// A block whose rows are not equally long, or that is empty.
    #[error("not a block of cells")]
    Block,
    /// There is too little to start from.
    #[error("{found} known cells, at least {needed}")]
    TooFewKnown { found: u32, needed: u32 },
    /// More cells to start from than a thin plate can be laid through.
    #[error("{found} known cells, at most {most}")]
    TooManyKnown { found: u32, most: u32 },
    /// The known cells lie on one line: they span no surface.
    #[error("the known cells span no surface")]
    NoSurface,
    /// A reach, strength or step that cannot be.
    #[error("a figure of the command cannot be")]
    Parameter,
    /// Another content measures something else.
    #[error("the other table measures something else")]
    OtherQuantity,
}
