//! What a log says of each cell of a table.

/// Counts, times and a figure for every cell of a table, row by row over all break points as the table has its cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitsLayer {
    /// What the figures are, in words: a channel and a statistic.
    pub title: String,
    /// Unit of the figures as shown; they are in it.
    pub unit: String,
    pub samples: Vec<u32>,
    /// s.
    pub seconds: Vec<f32>,
    /// `None` where there are too few samples.
    pub values: Vec<Option<f64>>,
    pub columns: usize,
    /// Where the engine went, oldest first: row and column as fractional places among all break points.
    pub trail: Vec<(f32, f32)>,
}
