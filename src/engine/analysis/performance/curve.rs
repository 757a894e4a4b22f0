//! A curve of power and torque over engine speed, and its peaks.

use serde::{Deserialize, Serialize};

use super::figure::{TWO_SIDED_95, median};
use super::road::{DoubtSource, Doubts, Road, together};
use super::trace::KMH;

/// Distance of the points of a curve, rpm.
const POINT_RPM: f64 = 50.0;
/// Where the band is so many times as wide as in the middle of the pull, no peak is taken.
const WIDE: f64 = 3.0;

/// One point of a curve. Doubts are half the width of what holds the truth 95 times of 100: `random` from the scatter of
/// the samples, `systematic` from mass, drag and the like, which move the whole curve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PowerPoint {
    /// s.
    pub t: f64,
    pub rpm: f64,
    pub speed_kmh: f64,
    pub wheel_kw: f64,
    pub wheel_random_kw: f64,
    pub wheel_systematic_kw: f64,
    pub engine_kw: f64,
    pub engine_random_kw: f64,
    pub engine_systematic_kw: f64,
    /// Of the engine.
    pub torque_nm: f64,
    pub torque_random_nm: f64,
    pub torque_systematic_nm: f64,
    /// A driven wheel slipped: the line only bridges this place.
    pub slipping: bool,
}

/// The highest point of a curve; kW or N·m.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Peak {
    pub t: f64,
    pub rpm: f64,
    /// Half the span of engine speeds at which the curve comes as near to its peak as it is known.
    pub rpm_doubt: f64,
    pub value: f64,
    pub random: f64,
    pub systematic: f64,
    /// The curve was still rising where the pull ended, or falling from where it began.
    pub at_end: bool,
}

/// One moment of a pull, as the smooth line has it. rpm, m/s, m/s².
pub(super) struct Moment {
    pub(super) rpm: f64,
    pub(super) speed: f64,
    pub(super) acceleration: f64,
    pub(super) var_speed: f64,
    pub(super) var_acceleration: f64,
    pub(super) covariance: f64,
}

pub(super) fn point(t: f64, moment: &Moment, road: &Road, doubts: &Doubts, slipping: bool) -> PowerPoint {
    let (v, a) = (moment.speed, moment.acceleration);
    let (by_v, by_a) = road.gradient(v, a);
    let variance = by_v * by_v * moment.var_speed
        + by_a * by_a * moment.var_acceleration
        + 2.0 * by_v * by_a * moment.covariance;
    let wheel_random = TWO_SIDED_95 * variance.max(0.0).sqrt() / 1000.0;
    let parts = doubts.parts(road, v, a);
    let systematic = together(&parts) / 1000.0;
    let but_loss: Vec<(DoubtSource, f64)> =
        parts.into_iter().filter(|(source, _)| *source != DoubtSource::DrivelineLoss).collect();
    let through = 1.0 - road.loss;
    let engine = road.engine(v, a) / 1000.0;
    // kW to N·m at this engine speed.
    let torque = 60_000.0 / (std::f64::consts::TAU * moment.rpm.max(1.0));
    PowerPoint {
        t,
        rpm: moment.rpm,
        speed_kmh: v / KMH,
        wheel_kw: road.wheel(v, a) / 1000.0,
        wheel_random_kw: wheel_random,
        wheel_systematic_kw: together(&but_loss) * through / 1000.0,
        engine_kw: engine,
        engine_random_kw: wheel_random / through,
        engine_systematic_kw: systematic,
        torque_nm: engine * torque,
        torque_random_nm: wheel_random / through * torque,
        torque_systematic_nm: systematic * torque,
        slipping,
    }
}

/// Moments at which the engine first reached each multiple of [`POINT_RPM`].
pub(super) fn crossings(moments: &[f64], curve: &[PowerPoint]) -> Vec<f64> {
    let mut found = Vec::new();
    let Some(first) = curve.first() else { return found };
    let mut next = (first.rpm / POINT_RPM).ceil() * POINT_RPM;
    for k in 1..curve.len() {
        let (before, here) = (curve[k - 1].rpm, curve[k].rpm);
        while here >= next && here > before {
            found.push(
                moments[k - 1]
                    + (moments[k] - moments[k - 1]) * ((next - before) / (here - before)).clamp(0.0, 1.0),
            );
            next += POINT_RPM;
        }
    }
    found
}

/// The highest place that is known about as well as the others, and was not bridged over a slipping wheel.
pub(super) fn peak(curve: &[PowerPoint], of: impl Fn(&PowerPoint) -> (f64, f64, f64)) -> Option<Peak> {
    let usual = median(curve.iter().map(|p| of(p).1).filter(|x| x.is_finite()).collect())?;
    let known = |p: &&PowerPoint| !p.slipping && of(p).0.is_finite() && of(p).1 <= usual * WIDE;
    let top = curve.iter().filter(known).max_by(|a, b| of(a).0.total_cmp(&of(b).0))?;
    let (value, random, systematic) = of(top);
    let near = curve.iter().filter(known).filter(|p| of(p).0 >= value - random).map(|p| p.rpm);
    let (low, high) = near.fold((top.rpm, top.rpm), |(low, high), rpm| (low.min(rpm), high.max(rpm)));
    let (first, last) = (curve.first()?.rpm, curve.last()?.rpm);
    let margin = 0.02 * (last - first);
    let at_end = top.rpm >= last - margin || top.rpm <= first + margin;
    Some(Peak { t: top.t, rpm: top.rpm, rpm_doubt: (high - low) / 2.0, value, random, systematic, at_end })
}
