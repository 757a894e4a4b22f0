//! Two tables side by side: what is shown of their difference.

use crate::engine::tables::surface::Method;
use crate::engine::tables::{Delta, DiffError, Difference, MapInfo, MapTable, diff};
use crate::engine::tune::TableKind;

/// How the difference of two tables is shown: the heat of a cell by how far it is from the first table, on a scale that is
/// the same up and down.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub difference: Difference,
    pub scale: Scale,
}

/// The largest step of a scale around nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub most: f64,
}

/// Steps of a scale to either side.
pub const STEPS: i8 = 4;

impl Scale {
    /// The scale on which the largest of these fills the last step.
    pub fn of(values: impl Iterator<Item = f64>) -> Self {
        Self { most: values.map(f64::abs).filter(|v| v.is_finite()).fold(0.0, f64::max) }
    }

    /// −4 to 4: where a value stands. Only nothing is 0.
    pub fn step(&self, value: f64) -> i8 {
        if value == 0.0 || self.most <= 0.0 || value.is_nan() {
            return 0;
        }
        let steps = (value.abs() / self.most * f64::from(STEPS)).ceil().clamp(1.0, f64::from(STEPS)) as i8;
        if value < 0.0 { -steps } else { steps }
    }
}

/// Class of a step: `low-4` to `high-4`, or nothing.
pub fn shade(step: i8) -> Option<String> {
    match step {
        0 => None,
        s if s < 0 => Some(format!("low-{}", -s)),
        s => Some(format!("high-{s}")),
    }
}

impl Compared {
    /// From the first table to the second.
    pub fn of(first: &MapTable, second: &MapTable, method: Method) -> Result<Self, DiffError> {
        let difference = diff(first, second, method)?;
        let counted = difference.cells.iter().filter(|c| !c.beyond && c.differs());
        let scale = Scale::of(counted.map(Delta::by));
        Ok(Self { difference, scale })
    }

    /// The difference as a table of its own on the axes of the first one, to be seen as a surface. What the second table
    /// does not reach is flat.
    pub fn relief(&self, first: &MapTable) -> Option<MapTable> {
        let mut cells = vec![0.0; first.cells().len()];
        for delta in self.difference.cells.iter().filter(|d| !d.beyond && d.differs()) {
            cells[first.index(delta.cell)?] = delta.by();
        }
        let info = MapInfo::new("", TableKind::Other);
        MapTable::new(info, first.x().clone(), first.y().cloned(), first.unit(), cells).ok()
    }

    /// −4 to 4 for a cell; 0 where it does not differ.
    pub fn step(&self, delta: &Delta) -> i8 {
        if delta.differs() { self.scale.step(delta.by()) } else { 0 }
    }
}
