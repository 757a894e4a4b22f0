//! What can be done to a table.

use serde::{Deserialize, Serialize};

use super::block::{Block, PasteHow};
use crate::engine::tables::cells::{Area, Cell, Side};
use crate::engine::tables::model::MapTable;
use crate::engine::tables::surface::{Method, Smoothing};

/// Along which lines cells are interpolated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Along the columns, within each row of the selection, from its first cell to its last.
    Horizontal,
    /// Along the rows, within each column of the selection.
    Vertical,
    /// Bilinear between the four corners of the selection.
    Both,
}

/// Which cells a fill starts from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FillFrom {
    /// The locked cells of the table.
    Locked,
    /// All cells outside the selection.
    Outside,
    /// These, with what each counts (1 where all are alike): cells with enough samples, for instance. Those inside the
    /// selection keep their value.
    Cells(Vec<(Cell, f64)>),
}

/// How a fill gets from the known cells to the others. Distances are shares of the span of each axis.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum FillMethod {
    /// Weighted by the distance to this power, usually 2; never beyond the known values.
    InverseDistance { power: f64 },
    /// The surface that bends least; with `smoothing` above 0 it may pass beside known values. It goes on beyond the
    /// outermost of them as it bends there.
    ThinPlate { smoothing: f64 },
}

/// What worked out the values that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkedOut {
    /// From the vehicle.
    Calculation,
    /// Of two edits of the same table.
    Merge,
}

/// One break point of an axis.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// In the base unit.
    pub at: f64,
    pub in_use: bool,
}

/// What can be done to a table. Values are in the base unit of its cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// One value in all cells.
    Set {
        area: Area,
        value: f64,
    },
    /// A value for each of some cells, as they are drawn.
    SetCells {
        cells: Vec<(Cell, f64)>,
    },
    /// Values that were worked out as a whole and are taken.
    Take {
        cells: Vec<(Cell, f64)>,
        from: WorkedOut,
    },
    Add {
        area: Area,
        by: f64,
    },
    Multiply {
        area: Area,
        factor: f64,
    },
    /// `value · (1 + percent / 100)`.
    Percent {
        area: Area,
        percent: f64,
    },
    /// Straight lines in the unit of the axis; locked cells within the selection are passed through.
    Interpolate {
        area: Area,
        direction: Direction,
    },
    /// `strength` from 0, nothing, to 1, all of it. Cells around the selection count as well. `weights`, one per cell of
    /// the table where given, say how much each cell counts.
    Smooth {
        area: Area,
        how: Smoothing,
        strength: f64,
        weights: Option<Vec<f64>>,
    },
    Fill {
        area: Area,
        from: FillFrom,
        method: FillMethod,
    },
    /// To the step of the table's kind, or to another.
    Round {
        area: Area,
        step: Option<f64>,
    },
    /// From `at` on over the break points in use. With `transpose` rows and columns of the block change places first.
    Paste {
        at: Cell,
        block: Block,
        how: PasteHow,
        transpose: bool,
    },
    /// New break points. With a method the cells are re-sampled, held beyond the old ends; without one each cell stays
    /// with its break point by its place, which asks for as many as before.
    SetAxis {
        side: Side,
        points: Vec<Point>,
        resample: Option<Method>,
    },
    /// One more break point, the cells there from those around it. It takes the place of the last one not in use;
    /// where all are in use, the axis grows.
    InsertPoint {
        side: Side,
        at: f64,
        method: Method,
    },
    /// Without the break point at this place, counted over all of them.
    RemovePoint {
        side: Side,
        index: u32,
    },
    /// Puts a break point in use, or out of use; its cells stay.
    UsePoint {
        side: Side,
        index: u32,
        in_use: bool,
    },
    /// Locks or unlocks cells.
    Lock {
        area: Area,
        locked: bool,
    },
    /// All of another content: a snapshot, a calculation. Locks do not hold against it.
    Restore {
        table: Box<MapTable>,
    },
}

/// What a step is called; the interface has a text for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StepKey {
    Set,
    SetCells,
    Calculate,
    Merge,
    Add,
    Multiply,
    Percent,
    InterpolateHorizontal,
    InterpolateVertical,
    InterpolateBoth,
    Smooth,
    Fill,
    Round,
    Paste,
    PasteAdd,
    PasteSubtract,
    PasteMultiply,
    PastePercent,
    PasteAverage,
    SetAxis,
    InsertPoint,
    RemovePoint,
    EnablePoint,
    DisablePoint,
    Lock,
    Unlock,
    Restore,
}

impl StepKey {
    /// Every key, for translations.
    pub const ALL: [StepKey; 27] = [
        StepKey::Set,
        StepKey::SetCells,
        StepKey::Calculate,
        StepKey::Merge,
        StepKey::Add,
        StepKey::Multiply,
        StepKey::Percent,
        StepKey::InterpolateHorizontal,
        StepKey::InterpolateVertical,
        StepKey::InterpolateBoth,
        StepKey::Smooth,
        StepKey::Fill,
        StepKey::Round,
        StepKey::Paste,
        StepKey::PasteAdd,
        StepKey::PasteSubtract,
        StepKey::PasteMultiply,
        StepKey::PastePercent,
        StepKey::PasteAverage,
        StepKey::SetAxis,
        StepKey::InsertPoint,
        StepKey::RemovePoint,
        StepKey::EnablePoint,
        StepKey::DisablePoint,
        StepKey::Lock,
        StepKey::Unlock,
        StepKey::Restore,
    ];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            StepKey::Set => "set",
            StepKey::SetCells => "set_cells",
            StepKey::Calculate => "calculate",
            StepKey::Merge => "merge",
            StepKey::Add => "add",
            StepKey::Multiply => "multiply",
            StepKey::Percent => "percent",
            StepKey::InterpolateHorizontal => "interpolate_horizontal",
            StepKey::InterpolateVertical => "interpolate_vertical",
            StepKey::InterpolateBoth => "interpolate_both",
            StepKey::Smooth => "smooth",
            StepKey::Fill => "fill",
            StepKey::Round => "round",
            StepKey::Paste => "paste",
            StepKey::PasteAdd => "paste_add",
            StepKey::PasteSubtract => "paste_subtract",
            StepKey::PasteMultiply => "paste_multiply",
            StepKey::PastePercent => "paste_percent",
            StepKey::PasteAverage => "paste_average",
            StepKey::SetAxis => "set_axis",
            StepKey::InsertPoint => "insert_point",
            StepKey::RemovePoint => "remove_point",
            StepKey::EnablePoint => "enable_point",
            StepKey::DisablePoint => "disable_point",
            StepKey::Lock => "lock",
            StepKey::Unlock => "unlock",
            StepKey::Restore => "restore",
        }
    }
}

impl Command {
    /// What the step is called.
    pub fn key(&self) -> StepKey {
        match self {
            Command::Set { .. } => StepKey::Set,
            Command::SetCells { .. } => StepKey::SetCells,
            Command::Take { from: WorkedOut::Calculation, .. } => StepKey::Calculate,
            Command::Take { from: WorkedOut::Merge, .. } => StepKey::Merge,
            Command::Add { .. } => StepKey::Add,
            Command::Multiply { .. } => StepKey::Multiply,
            Command::Percent { .. } => StepKey::Percent,
            Command::Interpolate { direction: Direction::Horizontal, .. } => StepKey::InterpolateHorizontal,
            Command::Interpolate { direction: Direction::Vertical, .. } => StepKey::InterpolateVertical,
            Command::Interpolate { direction: Direction::Both, .. } => StepKey::InterpolateBoth,
            Command::Smooth { .. } => StepKey::Smooth,
            Command::Fill { .. } => StepKey::Fill,
            Command::Round { .. } => StepKey::Round,
            Command::Paste { how: PasteHow::Replace, .. } => StepKey::Paste,
            Command::Paste { how: PasteHow::Add, .. } => StepKey::PasteAdd,
            Command::Paste { how: PasteHow::Subtract, .. } => StepKey::PasteSubtract,
            Command::Paste { how: PasteHow::Multiply, .. } => StepKey::PasteMultiply,
            Command::Paste { how: PasteHow::Percent, .. } => StepKey::PastePercent,
            Command::Paste { how: PasteHow::Average, .. } => StepKey::PasteAverage,
            Command::SetAxis { .. } => StepKey::SetAxis,
            Command::InsertPoint { .. } => StepKey::InsertPoint,
            Command::RemovePoint { .. } => StepKey::RemovePoint,
            Command::UsePoint { in_use: true, .. } => StepKey::EnablePoint,
            Command::UsePoint { in_use: false, .. } => StepKey::DisablePoint,
            Command::Lock { locked: true, .. } => StepKey::Lock,
            Command::Lock { locked: false, .. } => StepKey::Unlock,
            Command::Restore { .. } => StepKey::Restore,
        }
    }
}
