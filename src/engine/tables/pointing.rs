//! One place in several tables: what a cell stands for, and where that is in another table.

use super::axis::MapAxis;
use super::cells::Cell;
use super::model::MapTable;
use super::trail::Way;
use crate::engine::channels::ChannelId;
use crate::engine::units::{Quantity, Unit};

/// What the axes of a table say at one of its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Pointing {
    x: At,
    y: Option<At>,
}

/// A figure of something that moves along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
struct At {
    channel: Option<ChannelId>,
    unit: Unit,
    value: f64,
}

impl At {
    fn of(axis: &MapAxis, index: u32) -> Option<Self> {
        let value = *axis.points().get(index as usize)?;
        Some(Self { channel: axis.channel(), unit: axis.unit(), value })
    }

    /// Whether it moves along this axis too: the same channel, or the same quantity where no channel is known.
    fn is_along(&self, axis: &MapAxis) -> bool {
        match (self.channel, axis.channel()) {
            (Some(own), Some(other)) => own == other,
            (None, None) => {
                self.unit == axis.unit()
                    && !matches!(self.unit.quantity(), Quantity::AsLogged | Quantity::Count)
            }
            _ => false,
        }
    }
}

/// Where that is in another table: row and column as fractional places among all of its break points. Where only one of
/// its axes is one of those, it is all of a row or of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pointed {
    Cell { row: f64, column: f64 },
    Row(f64),
    Column(f64),
}

impl Pointing {
    /// What a cell stands for; `None` where the table has no such cell.
    pub fn of(table: &MapTable, cell: Cell) -> Option<Self> {
        let y = match table.y() {
            Some(axis) => Some(At::of(axis, cell.row)?),
            None => None,
        };
        Some(Self { x: At::of(table.x(), cell.column)?, y })
    }

    /// Where that is in a table, held at its edges; `None` where none of its axes is one of those.
    pub fn on(&self, table: &MapTable) -> Option<Pointed> {
        let along = |axis: &MapAxis| {
            let at = [Some(self.x), self.y].into_iter().flatten().find(|at| at.is_along(axis))?;
            Some(f64::from(Way::of(axis).at(at.value)))
        };
        let column = along(table.x());
        match (table.y(), column) {
            // A curve has one row.
            (None, column) => column.map(|column| Pointed::Cell { row: 0.0, column }),
            (Some(y), column) => match (along(y), column) {
                (Some(row), Some(column)) => Some(Pointed::Cell { row, column }),
                (Some(row), None) => Some(Pointed::Row(row)),
                (None, Some(column)) => Some(Pointed::Column(column)),
                (None, None) => None,
            },
        }
    }
}
