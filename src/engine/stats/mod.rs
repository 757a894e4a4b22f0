//! Statistics and signal numerics, in f64 whatever the column holds. Each file says where its formulas are from.

pub mod autocorrelation;
mod banded;
pub mod bootstrap;
pub mod changepoint;
pub mod correlation;
pub mod cross;
pub mod cusum;
mod describe;
pub mod distributions;
mod extremes;
pub mod fft;
mod moments;
mod moved;
pub mod multiple;
mod quantile;
pub mod rank;
pub mod rank_test;
pub mod regression;
pub mod resample;
pub mod rolling;
pub mod shape;
mod slope;
pub mod sorted;
pub mod spectrum;
mod spline;
mod tally;
pub mod trend;

pub use banded::{Banded, Cholesky};
pub use describe::{ColumnStats, describe, describe_column};
pub use extremes::{any_infinite, extremes, inner_ends};
pub use moments::Moments;
pub use moved::moved;
pub use quantile::{quantiles, quantiles_f32};
pub use slope::{local_slopes, slope_of};
pub use spline::{Jet, MOST_DEGREE, Spline, SplineShape};
