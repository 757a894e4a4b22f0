//! Descriptive statistics, in f64 whatever the column holds.

mod describe;
mod moments;
mod quantile;

pub use describe::{ColumnStats, describe, describe_column};
pub use moments::Moments;
pub use quantile::{quantiles, quantiles_f32};
