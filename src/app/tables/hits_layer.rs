//! What a log says of each cell of a table, ready to be drawn.

use super::over::Figure;
use crate::engine::tables::CellHits;
use crate::engine::tables::TrailPoint;

/// See the module. Cells stand as in the table: row by row over all break points, unused ones included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitsLayer {
    /// What the figures are, in the user's words.
    pub title: String,
    /// Unit of the figures as they are shown.
    pub unit: String,
    /// How many samples fell on each cell.
    pub samples: Vec<u32>,
    /// How long the engine was there.
    pub seconds: Vec<f32>,
    /// The figure, in the unit shown; `None` where there are too few samples.
    pub values: Vec<Option<f64>>,
    /// Columns of the table.
    pub columns: usize,
    /// The way the engine took: row and column, counted in break points.
    pub trail: Vec<(f32, f32)>,
}

impl HitsLayer {
    /// The layer of one figure; `shown` brings a value to the unit it is shown in.
    pub fn of(
        (title, unit): (String, String),
        cells: &[CellHits],
        columns: usize,
        figure: Figure,
        shown: impl Fn(f64) -> f64,
        trail: &[TrailPoint],
    ) -> Self {
        Self {
            title,
            unit,
            samples: cells.iter().map(|c| c.samples).collect(),
            seconds: cells.iter().map(|c| c.seconds as f32).collect(),
            values: cells.iter().map(|c| figure.of(c).map(&shown)).collect(),
            columns,
            trail: trail.iter().map(|p| (p.row, p.column)).collect(),
        }
    }

    /// The most samples of any cell.
    pub fn most(&self) -> u32 {
        self.samples.iter().copied().max().unwrap_or(0)
    }
}
