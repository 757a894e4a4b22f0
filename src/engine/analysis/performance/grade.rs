//! Whether the road rises: by the height a satellite tells, else by the pitch of the body.
//!
//! Pitch holds the road, the mounting of the sensor and the squat of the body under acceleration, in a sign that differs
//! from maker to maker. Over a whole log the regression of pitch on acceleration gives the last three: its intercept is
//! the mounting, its slope the squat, and the sign of the slope that of the channel, since every car lifts its nose.

use super::figure::{Figure, Origin, TWO_SIDED_95};
use super::trace::{Trace, trace_of};
use crate::engine::analysis::Frame;
use crate::engine::channels::ChannelId;
use crate::engine::stats::local_slopes;

/// Way and samples a height needs, m.
const LEAST_WAY: f64 = 40.0;
const LEAST_SAMPLES: usize = 8;
/// A grade by height is used when its doubt is below this share of way.
const MOST_DOUBT: f64 = 0.02;
/// Doubt about one by pitch, share of way.
const PITCH_DOUBT: f64 = 0.008;
/// Correlation and samples from which pitch is understood.
const UNDERSTOOD: f64 = 0.3;
const PITCH_SAMPLES: usize = 100;

/// What a log knows of hills.
#[derive(Default)]
pub struct Hills {
    height: Option<Trace>,
    pitch: Option<Pitch>,
}

struct Pitch {
    trace: Trace,
    /// Degrees when level and at rest.
    level: f64,
    /// Degrees per m/s².
    squat: f64,
}

impl Hills {
    pub fn read(frame: &Frame, speed: Option<&Trace>) -> Self {
        let varied = |id| trace_of(frame, id, 1.0).filter(|trace| trace.resolution > 0.0);
        Self {
            height: varied(ChannelId::GpsAlt),
            pitch: varied(ChannelId::Pitch).zip(speed).and_then(|(pitch, speed)| understand(pitch, speed)),
        }
    }

    /// Height against way, from samples of way (ascending, m) at moments; share.
    fn by_height(&self, t: &[f64], way: &[f64]) -> Option<(f64, f64)> {
        let height = self.height.as_ref()?;
        let (x, y): (Vec<f64>, Vec<f64>) =
            height.along(t).zip(way).filter_map(|(y, x)| Some((*x, y?))).unzip();
        // Held heights are no new ones: what counts is how many were measured.
        let (first, last) = (t.first()?, t.last()?);
        let (before, upto) =
            (height.t.partition_point(|t| t < first), height.t.partition_point(|t| t <= last));
        let measured = upto.saturating_sub(before);
        if measured < LEAST_SAMPLES || x.last()? - x.first()? < LEAST_WAY {
            return None;
        }
        let (slope, se) = slope_with_error(&x, &y, measured)?;
        (TWO_SIDED_95 * se <= MOST_DOUBT).then_some((slope, TWO_SIDED_95 * se))
    }

    /// Rise over way of a stretch given by moments, way (m) and mean acceleration (m/s²); `unknown` is the doubt about
    /// a road of which nothing is known.
    pub fn grade(&self, t: &[f64], way: &[f64], acceleration: f64, unknown: f64) -> Figure {
        if let Some((grade, doubt)) = self.by_height(t, way) {
            return Figure::new(grade, doubt, Origin::Log);
        }
        if let (Some(pitch), Some(first), Some(last)) = (&self.pitch, t.first(), t.last()) {
            let rows =
                pitch.trace.t.partition_point(|s| s < first)..pitch.trace.t.partition_point(|s| s <= last);
            let within = &pitch.trace.y[rows];
            if within.len() >= LEAST_SAMPLES {
                let mean = within.iter().sum::<f64>() / within.len() as f64;
                let angle = (mean - pitch.level - pitch.squat * acceleration) * pitch.squat.signum();
                return Figure::new(angle.to_radians().tan(), PITCH_DOUBT, Origin::Log);
            }
        }
        Figure::new(0.0, unknown, Origin::Standard)
    }

    /// Rise over way of a stretch by height alone, share.
    pub fn height_grade(&self, t: &[f64], way: &[f64]) -> Option<f64> {
        self.by_height(t, way).map(|(grade, _)| grade)
    }
}

/// Slope of a straight line and its standard error as if only `measured` of the samples were independent.
fn slope_with_error(x: &[f64], y: &[f64], measured: usize) -> Option<(f64, f64)> {
    let slope = crate::engine::stats::slope_of(x, y)?;
    let n = x.len() as f64;
    let (mean_x, mean_y) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let (mut xx, mut rest) = (0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        xx += (x - mean_x) * (x - mean_x);
        rest += (y - mean_y - slope * (x - mean_x)).powi(2);
    }
    let independent = measured.min(x.len()) as f64;
    let variance = rest / n / (independent - 2.0).max(1.0);
    Some((slope, (variance / (xx / n)).sqrt()))
}

fn understand(pitch: Trace, speed: &Trace) -> Option<Pitch> {
    let rises = local_slopes(&speed.t, &speed.y, 0.4_f64.max(2.0 * speed.step));
    let (a, p): (Vec<f64>, Vec<f64>) = pitch
        .along(&speed.t)
        .zip(&rises)
        .filter(|(_, a)| a.is_finite())
        .filter_map(|(p, a)| Some((*a, p?)))
        .unzip();
    if a.len() < PITCH_SAMPLES {
        return None;
    }
    let squat = crate::engine::stats::slope_of(&a, &p)?;
    let back = crate::engine::stats::slope_of(&p, &a)?;
    let correlation = (squat * back).max(0.0).sqrt();
    let n = a.len() as f64;
    let level = p.iter().sum::<f64>() / n - squat * a.iter().sum::<f64>() / n;
    (correlation >= UNDERSTOOD).then_some(Pitch { trace: pitch, level, squat })
}
