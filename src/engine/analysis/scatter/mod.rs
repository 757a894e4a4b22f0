//! One channel against another, coloured by a third: what a screen can show of it, the curve through it and what the curve
//! leaves.

mod cloud;

use serde::{Deserialize, Serialize};

use super::evidence::{Ledger, Note, NoteCode, Reason};
use super::frame::Frame;
use super::subject::Subject;
use super::{AnalysisError, Params as _};
use crate::engine::channels::ChannelKey;
use crate::engine::cx::Cx;
use crate::engine::stats::autocorrelation::neighbour_memory;
use crate::engine::stats::regression::{Fit, Point, fit, fit_robust};
use crate::engine::table::RowMask;
use crate::engine::view::Bins;

pub use cloud::{Cloud, Dot, Grid};

crate::params! {
    /// How a scatter is drawn and fitted.
    pub struct Params("scatter") {
        /// Degree of the curve: 1 for a straight line.
        degree: Count = 1.0, 1.0 ..= 3.0;
        /// 1 for Huber's robust estimate, 0 for least squares.
        robust: Flag = 1.0, 0.0 ..= 1.0;
        /// Confidence of the band.
        confidence: Percent = 95.0, 50.0 ..= 99.9;
        /// Up to so many points are given one by one; more are counted on a grid.
        points: Count = 2000.0, 100.0 ..= 20_000.0;
        /// Cells of the grid across and up.
        cells: Count = 64.0, 8.0 ..= 256.0;
        /// Most points the robust curve is fitted to; of more, every k-th.
        fitted: Count = 100_000.0, 1000.0 ..= 10_000_000.0;
    }
}

/// What to draw against what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Query {
    pub x: ChannelKey,
    pub y: ChannelKey,
    pub colour: Option<ChannelKey>,
}

/// A scatter and its curve, in base units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub query: Query,
    /// Rows with both values.
    pub n: u64,
    pub cloud: Cloud,
    pub curve: Option<Curve>,
    pub ledger: Ledger,
    pub notes: Vec<Note>,
}

/// A curve through the points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// Coefficients of `1, x, x², …`, with their standard errors as the points' memory widens them.
    pub terms: Vec<Term>,
    pub r_squared: Option<f64>,
    /// Around the curve, in the unit of y; by the median absolute deviation where the curve is robust.
    pub residual_sd: f64,
    /// Autocorrelation of neighbouring residuals, and how many independent points the points are worth for it.
    pub memory: f64,
    pub n_effective: f64,
    /// The curve from the lowest x to the highest.
    pub line: Vec<LinePoint>,
    /// How often which residual was.
    pub residual_bins: Bins,
    pub residual_counts: Vec<u32>,
}

/// A coefficient and its standard error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    pub value: f64,
    pub error: f64,
}

/// A point of the curve with its confidence band; none where the points are worth too little.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinePoint {
    pub x: f64,
    pub y: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

const LINE_POINTS: usize = 64;
const RESIDUAL_BINS: u32 = 40;

/// Scatter of the selection.
pub fn run(
    frame: &Frame,
    _subject: &Subject,
    query: &Query,
    params: &Params,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    params.check()?;
    cx.step(0, 3)?;
    let mut notes = Vec::new();
    let mut ledger = frame.ledger();
    let mut column = |key: &ChannelKey| {
        let values = frame.values(key);
        if values.is_none() {
            notes.push(Note::new(NoteCode::ChannelAbsent).of(key.clone()));
        } else if frame.table().column(key).is_some_and(|column| column.axis != frame.axis_index()) {
            notes.push(Note::new(NoteCode::Held).of(key.clone()));
        }
        values
    };
    let columns = (column(&query.x), column(&query.y));
    let colour = query.colour.as_ref().and_then(&mut column);
    let (Some(x), Some(y)) = columns else {
        ledger.leave_out(Reason::Missing, &RowMask::all(frame.rows()));
        let ledger = ledger.finish().1;
        return Ok(Report {
            query: query.clone(),
            n: 0,
            cloud: Cloud::default(),
            curve: None,
            ledger,
            notes,
        });
    };
    for values in [&x, &y] {
        ledger.keep(Reason::Missing, &RowMask::of_values(values, f32::is_finite));
    }
    let (rows, ledger) = ledger.finish();
    let points: Vec<Point> = rows.iter().map(|row| (f64::from(x[row]), f64::from(y[row]))).collect();
    cx.step(1, 3)?;
    let fitted = fitted(&points, params, &mut notes);
    cx.step(2, 3)?;
    let at = |row: usize| {
        let point = (f64::from(x[row]), f64::from(y[row]));
        Dot {
            t: frame.seconds()[row],
            x: point.0,
            y: point.1,
            colour: colour.as_ref().map(|c| f64::from(c[row])).filter(|c| c.is_finite()),
            residual: fitted.as_ref().map(|fit| fit.residual(point)),
        }
    };
    let cloud = Cloud::of(&rows, at, params);
    let curve = fitted.map(|fit| curve_of(&fit, &points, params));
    cx.step(3, 3)?;
    Ok(Report { query: query.clone(), n: points.len() as u64, cloud, curve, ledger, notes })
}

fn fitted(points: &[Point], params: &Params, notes: &mut Vec<Note>) -> Option<Fit> {
    let degree = params.degree as usize;
    if params.robust < 0.5 {
        return fit(points, degree);
    }
    let every = points.len().div_ceil(params.fitted as usize).max(1);
    if every == 1 {
        return fit_robust(points, degree);
    }
    notes.push(Note::new(NoteCode::Thinned).with(&[every as f64]));
    let thinned: Vec<Point> = points.iter().step_by(every).copied().collect();
    fit_robust(&thinned, degree)
}

fn curve_of(fit: &Fit, points: &[Point], params: &Params) -> Curve {
    let residuals: Vec<f64> = points.iter().map(|point| fit.residual(*point)).collect();
    let memory = neighbour_memory(&residuals).clamp(0.0, 0.9999);
    let n = points.len() as f64;
    let n_effective = n * (1.0 - memory) / (1.0 + memory);
    // The errors are those of independent points the curve was fitted to.
    let widening = (fit.n as f64 / n_effective).sqrt();
    let ends =
        points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), (x, _)| (a.min(*x), b.max(*x)));
    let line = (0..LINE_POINTS).map(|i| {
        let x = ends.0 + (ends.1 - ends.0) * i as f64 / (LINE_POINTS - 1) as f64;
        let y = fit.value(x);
        let half = fit.half_band(x, n_effective, params.confidence / 100.0);
        LinePoint { x, y, low: half.map(|h| y - h), high: half.map(|h| y + h) }
    });
    let (residual_bins, residual_counts) = residual_counts(&residuals, fit.residual_sd);
    Curve {
        terms: fit
            .terms()
            .into_iter()
            .map(|(value, error)| Term { value, error: error * widening })
            .collect(),
        r_squared: fit.r_squared,
        residual_sd: fit.residual_sd,
        memory,
        n_effective,
        line: line.collect(),
        residual_bins,
        residual_counts,
    }
}

/// Residuals within four standard deviations in bins; what is beyond counts in the outermost.
fn residual_counts(residuals: &[f64], sd: f64) -> (Bins, Vec<u32>) {
    let bins = Bins::between(-4.0 * sd, 4.0 * sd, RESIDUAL_BINS);
    let mut counts = vec![0u32; bins.count as usize];
    for e in residuals {
        let inside = e.clamp(bins.low, bins.high());
        if let Some(i) = bins.index(inside) {
            counts[i as usize] += 1;
        }
    }
    (bins, counts)
}
