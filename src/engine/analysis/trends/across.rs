//! Key figures over the sessions of a vehicle.

use serde::{Deserialize, Serialize};

use super::super::{AnalysisError, Params as _};
use super::Tendency;
use super::figures::{FigureKind, Goodness, KeyFigures};
use crate::engine::cx::Cx;
use crate::engine::stats::multiple::benjamini_hochberg_of;
use crate::engine::stats::trend::{Moment, trend_of};

crate::params! {
    /// What trends across sessions are found by.
    pub struct Params("session_trends") {
        /// Fewest sessions a figure must stand in.
        least_sessions: Count = 5.0, 3.0 ..= 100.0;
        /// Confidence of the intervals.
        confidence: Percent = 95.0, 50.0 ..= 99.9;
        /// Share of false claims that is accepted among all claims.
        false_claims: Percent = 5.0, 0.1 ..= 50.0;
    }
}

/// The key figures of a session and when it was driven.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// Days from any moment that is the same for all.
    pub at_days: f64,
    pub figures: KeyFigures,
}

/// How the key figures of a vehicle go.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub sessions: u32,
    /// Those that stand in at least one session, in the order in which they are shown.
    pub figures: Vec<FigureTrend>,
}

/// One figure over the sessions, in the order of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureTrend {
    pub kind: FigureKind,
    pub points: Vec<TrendPoint>,
    /// None below the fewest sessions or where all are of one moment.
    pub trend: Option<SessionTrend>,
}

/// A figure of one session.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrendPoint {
    /// Its place among the sessions that were handed in.
    pub session: u32,
    pub at_days: f64,
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Samples of the session.
    pub n: u32,
}

/// Theil's and Sen's slope with Mann's and Kendall's test, memory of the sessions reckoned with (Hamed and Rao).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionTrend {
    /// In the base unit a day.
    pub slope_per_day: f64,
    pub low: f64,
    pub high: f64,
    /// Slope times the time from the first session to the last.
    pub change: f64,
    /// The slope over the sessions in their order, however far apart they are.
    pub per_session: Option<SessionStep>,
    pub tau: f64,
    /// Two-sided, of no trend; and among all figures.
    pub p: f64,
    pub p_adjusted: f64,
    /// By how much memory of the sessions makes the variance of the test larger.
    pub inflation: f64,
    /// Whether `p` is counted out over all orders of the sessions.
    pub exact: bool,
    /// Only where the trend survives.
    pub claimed: Option<Tendency>,
    /// Whether what is claimed is for the better; none where nothing is claimed or neither way is better.
    pub better: Option<bool>,
}

/// From one session to the next, with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionStep {
    pub slope: f64,
    pub low: f64,
    pub high: f64,
}

/// Trends of every figure. The sessions may be in any order.
pub fn across(sessions: &[Dated], params: &Params, cx: &Cx) -> Result<Report, AnalysisError> {
    params.check()?;
    let dated = |(_, session): &(u32, &Dated)| session.at_days.is_finite();
    let mut order: Vec<(u32, &Dated)> = (0..).zip(sessions).filter(dated).collect();
    order.sort_by(|a, b| a.1.at_days.total_cmp(&b.1.at_days));
    let mut figures = Vec::new();
    for (i, kind) in FigureKind::ALL.iter().enumerate() {
        cx.step(i as u64, FigureKind::ALL.len() as u64)?;
        let point = |(place, session): &(u32, &Dated)| {
            let figure = session.figures.of(*kind).filter(|f| f.value.is_finite())?;
            let (at_days, value) = (session.at_days, figure.value);
            Some(TrendPoint {
                session: *place,
                at_days,
                value,
                low: figure.low,
                high: figure.high,
                n: figure.n,
            })
        };
        let points: Vec<TrendPoint> = order.iter().filter_map(point).collect();
        if !points.is_empty() {
            let trend = session_trend(&points, params);
            figures.push(FigureTrend { kind: *kind, points, trend });
        }
    }
    let p: Vec<Option<f64>> = figures.iter().map(|f| f.trend.map(|t| t.p)).collect();
    for (figure, adjusted) in figures.iter_mut().zip(benjamini_hochberg_of(&p)) {
        if let (Some(trend), Some(adjusted)) = (&mut figure.trend, adjusted) {
            trend.p_adjusted = adjusted;
            if adjusted <= params.false_claims / 100.0 {
                trend.claimed = Tendency::of(trend.slope_per_day);
                trend.better = better(figure.kind, trend, &figure.points);
            }
        }
    }
    Ok(Report { sessions: order.len() as u32, figures })
}

fn session_trend(points: &[TrendPoint], params: &Params) -> Option<SessionTrend> {
    if points.len() < params.least_sessions as usize {
        return None;
    }
    let moments: Vec<Moment> = points.iter().map(|p| (p.at_days, p.value)).collect();
    let found = trend_of(&moments, params.confidence / 100.0)?;
    let slope_per_day = found.slope?;
    let steps: Vec<Moment> = points.iter().enumerate().map(|(i, p)| (i as f64, p.value)).collect();
    let step = trend_of(&steps, params.confidence / 100.0);
    let per_session = step.and_then(|s| Some(SessionStep { slope: s.slope?, low: s.low?, high: s.high? }));
    Some(SessionTrend {
        slope_per_day,
        low: found.low?,
        high: found.high?,
        change: slope_per_day * (points.last()?.at_days - points.first()?.at_days),
        per_session,
        tau: found.tau,
        p: found.p,
        p_adjusted: found.p,
        inflation: found.inflation,
        exact: found.exact,
        claimed: None,
        better: None,
    })
}

fn better(kind: FigureKind, trend: &SessionTrend, points: &[TrendPoint]) -> Option<bool> {
    let rising = trend.claimed? == Tendency::Rising;
    match kind.goodness() {
        Goodness::Higher => Some(rising),
        Goodness::Lower => Some(!rising),
        Goodness::Neutral => None,
        Goodness::NearZero => {
            // Where the line through the middle of the points begins and ends.
            let mut values: Vec<f64> = points.iter().map(|p| p.value).collect();
            let middle = crate::engine::stats::sorted::median_in_place(&mut values)?;
            let (first, last) = (middle - trend.change / 2.0, middle + trend.change / 2.0);
            Some(last.abs() < first.abs())
        }
    }
}
