//! The log: columns over one or more time bases.

mod column;
mod mask;
mod time;

use std::collections::BTreeMap;

pub use column::{Column, ColumnData, Flag, NO_CODE};
pub use mask::RowMask;
pub use time::{GAP_STEPS, TimeAxis};

use super::channels::{ChannelId, ChannelKey};

/// One imported log. `rows` and the sample rate of a log are those of its fastest time base, the one with the most
/// samples. Immutable after import; a derived channel makes a new table that shares the old columns.
#[derive(Clone, Debug, PartialEq)]
pub struct LogTable {
    axes: Vec<TimeAxis>,
    columns: Vec<Column>,
    by_key: BTreeMap<ChannelKey, usize>,
}

/// A table cannot be made of these parts: a mistake of the program, not of the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    #[error("column {source_name} names time base {axis}, there are {axes}")]
    NoSuchAxis { source_name: String, axis: usize, axes: usize },
    #[error("column {source_name} has {found} samples, its time base has {expected}")]
    Length { source_name: String, found: usize, expected: usize },
    #[error("two columns are called {0}")]
    DuplicateKey(String),
    #[error("a log needs a time base")]
    NoAxis,
}

impl LogTable {
    /// Columns in the order of the file, each as long as its time base, each key once.
    pub fn new(axes: Vec<TimeAxis>, columns: Vec<Column>) -> Result<Self, TableError> {
        if axes.is_empty() {
            return Err(TableError::NoAxis);
        }
        let mut by_key = BTreeMap::new();
        for (i, column) in columns.iter().enumerate() {
            let Some(axis) = axes.get(column.axis) else {
                return Err(TableError::NoSuchAxis {
                    source_name: column.source.to_string(),
                    axis: column.axis,
                    axes: axes.len(),
                });
            };
            if axis.len() != column.len() {
                return Err(TableError::Length {
                    source_name: column.source.to_string(),
                    found: column.len(),
                    expected: axis.len(),
                });
            }
            if by_key.insert(column.key.clone(), i).is_some() {
                return Err(TableError::DuplicateKey(column.key.to_string()));
            }
        }
        Ok(Self { axes, columns, by_key })
    }

    /// The time bases.
    pub fn axes(&self) -> &[TimeAxis] {
        &self.axes
    }

    /// The columns in the order of the file.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Index of the time base with the most samples.
    pub fn main_axis_index(&self) -> usize {
        let mut best = 0;
        for (i, axis) in self.axes.iter().enumerate() {
            if axis.len() > self.axes[best].len() {
                best = i;
            }
        }
        best
    }

    /// The time base with the most samples.
    pub fn main_axis(&self) -> &TimeAxis {
        &self.axes[self.main_axis_index()]
    }

    /// The time base of a column.
    pub fn axis_of(&self, column: &Column) -> &TimeAxis {
        &self.axes[column.axis]
    }

    /// Rows of the fastest time base.
    pub fn rows(&self) -> usize {
        self.main_axis().len()
    }

    /// First time of all time bases, seconds.
    pub fn start(&self) -> f64 {
        self.axes
            .iter()
            .filter(|a| !a.is_empty())
            .map(TimeAxis::start)
            .fold(f64::INFINITY, f64::min)
            .min(1e12)
    }

    /// Last time of all time bases, seconds.
    pub fn end(&self) -> f64 {
        self.axes
            .iter()
            .filter(|a| !a.is_empty())
            .map(TimeAxis::end)
            .fold(f64::NEG_INFINITY, f64::max)
            .max(-1e12)
    }

    /// Position of a column by its key.
    pub fn position(&self, key: &ChannelKey) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// A column by its key.
    pub fn column(&self, key: &ChannelKey) -> Option<&Column> {
        self.position(key).map(|i| &self.columns[i])
    }

    /// A column by its meaning.
    pub fn channel(&self, id: ChannelId) -> Option<&Column> {
        self.column(&ChannelKey::Known(id))
    }

    /// Bytes held by axes and columns.
    pub fn bytes(&self) -> usize {
        self.axes.iter().map(|a| a.len() * 8).sum::<usize>()
            + self.columns.iter().map(Column::bytes).sum::<usize>()
    }
}
