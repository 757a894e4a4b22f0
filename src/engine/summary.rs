//! The figures of a session that lists and the overview show.

use serde::{Deserialize, Serialize};

use super::channels::ChannelId;
use super::stats::describe_column;
use super::table::{Column, LogTable};

/// The aggregates of a session. The first six carry the names and the rounding of the specification and stand in
/// exports as they are; they are of sound samples (neither missing nor flagged), `None` where there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionSummary {
    /// Rows of the log, of the fastest time base.
    pub point_count: u32,
    /// rpm, one decimal.
    pub avg_rpm: Option<f64>,
    pub min_rpm: Option<f64>,
    pub max_rpm: Option<f64>,
    /// λ, three decimals, of `lambda_channel`.
    pub avg_lambda: Option<f64>,
    /// λ, four decimals; sample standard deviation (n − 1).
    pub lambda_stddev: Option<f64>,
    /// The channel the λ figures are of: the first with a sound sample of `lambda_1`, `lambda_cl` and `lambda_2`.
    pub lambda_channel: Option<ChannelId>,
    /// Seconds from the first to the last sample.
    pub duration_s: f64,
    /// Samples per second of the fastest time base, by the median step; 0 where there is no step.
    pub sample_rate_hz: f64,
    /// Channels, and how many of them are canonical.
    pub channels: u32,
    pub known_channels: u32,
    pub time_bases: u32,
    /// Gaps in the fastest time base.
    pub gaps: u32,
    /// Missing cells of all channels.
    pub missing_cells: u32,
    /// Bytes of the columns and time bases in memory.
    pub bytes: f64,
}

/// Where the λ of a session comes from, the best source first.
const LAMBDA_SOURCES: [ChannelId; 3] = [ChannelId::Lambda1, ChannelId::LambdaCl, ChannelId::Lambda2];

/// Sums a log up.
pub fn summarize(table: &LogTable) -> SessionSummary {
    let rpm = table.channel(ChannelId::Rpm).map(|column| describe_column(column, None));
    let rpm_figure = |of: fn(&super::stats::ColumnStats) -> Option<f64>| rpm.as_ref().and_then(of);
    let lambda = LAMBDA_SOURCES.iter().find_map(|id| {
        let stats = describe_column(table.channel(*id)?, None);
        (stats.count > 0).then_some((*id, stats))
    });
    SessionSummary {
        point_count: table.rows() as u32,
        avg_rpm: rpm_figure(|s| s.mean).map(|x| round_to(x, 1)),
        min_rpm: rpm_figure(|s| s.min),
        max_rpm: rpm_figure(|s| s.max),
        avg_lambda: lambda.as_ref().and_then(|(_, s)| s.mean).map(|x| round_to(x, 3)),
        lambda_stddev: lambda.as_ref().and_then(|(_, s)| s.sd).map(|x| round_to(x, 4)),
        lambda_channel: lambda.as_ref().map(|(id, _)| *id),
        duration_s: (table.end() - table.start()).max(0.0),
        sample_rate_hz: table.main_axis().sample_rate(),
        channels: table.columns().len() as u32,
        known_channels: table.columns().iter().filter(|c| c.id().is_some()).count() as u32,
        time_bases: table.axes().len() as u32,
        gaps: table.main_axis().rows_after_gap().len() as u32,
        missing_cells: table.columns().iter().map(Column::missing).sum::<usize>() as u32,
        bytes: table.bytes() as f64,
    }
}

/// Rounds to decimals as the specification's `round` does: to the nearest decimal of the exact binary value, a tie
/// to the even digit.
pub fn round_to(x: f64, decimals: usize) -> f64 {
    format!("{x:.decimals$}").parse().unwrap_or(x)
}
