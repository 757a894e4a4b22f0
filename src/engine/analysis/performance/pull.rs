//! Power and torque of one pull.
//!
//! Engine speed over time is smoothed once, by one penalised spline per pull, and its derivative is that of the spline:
//! nothing is smoothed twice and no difference of two samples is taken. See [`Spline`] for how smooth it is and for the
//! band; see [`Road`](super::road::Road) for the forces.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::atmosphere::Atmosphere;
use super::car::Car;
use super::correction::Correction;
use super::crosscheck::CrossCheck;
use super::curve::{Moment, Peak, PowerPoint, crossings, peak, point};
use super::figure::{Figure, Origin, TWO_SIDED_95, note};
use super::gearing::{Gearing, GearingFrom, GearingInput, Speeds, gearing};
use super::grade::Hills;
use super::params::Params;
use super::road::{DoubtSource, Doubts, Road, rotating_share};
use super::trace::{KMH, Trace};
use super::wheelspin::slipping;
use crate::engine::analysis::Frame;
use crate::engine::analysis::evidence::{Note, NoteCode, Span};
use crate::engine::analysis::patterns::Segment;
use crate::engine::stats::{Jet, Spline, SplineShape};

/// Share of a pull's samples that may have slipped where a road speed was logged, and where none was.
const MOST_BRIDGED: f64 = 0.25;
const MOST_BRIDGED_BLIND: f64 = 0.1;

/// Moments at which the peak is looked for.
const MOMENTS: usize = 300;
/// Shortest pull, s, and least rise, rpm.
const LEAST_S: f64 = 0.8;
const LEAST_RISE: f64 = 400.0;

/// How far one doubt moves the peak power of the engine, kW.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DoubtPart {
    pub source: DoubtSource,
    pub kw: f64,
}

/// What the smoothing found in the samples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Smoothing {
    /// Samples it rests on; equal ones in a row count as one.
    pub samples: u32,
    /// Effective number of parameters.
    pub effective: f64,
    /// Standard deviation of the samples about the line, rpm (km/h where the power is that of a road speed).
    pub scatter: f64,
    /// Of neighbouring samples; where above zero, the band has been widened for it.
    pub correlation: f64,
    /// Smallest step of the samples, the same unit.
    pub resolution: f64,
    /// Mean run of equal samples in the log.
    pub run: f64,
}

/// Time between two engine speeds: what is left to compare where nothing else is known.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowTime {
    pub from_rpm: f64,
    pub to_rpm: f64,
    pub seconds: f64,
    pub doubt_s: f64,
}

/// One pull.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pull {
    pub span: Span,
    pub first_row: u32,
    pub end_row: u32,
    pub smoothing: Smoothing,
    pub gearing: Option<Gearing>,
    /// Rise over way, share.
    pub grade: Figure,
    /// What the rotating parts add to the mass, share.
    pub rotating: Figure,
    /// By ascending engine speed; empty where mass or gearing are missing.
    pub points: Vec<PowerPoint>,
    pub peak_power: Option<Peak>,
    pub peak_wheel_power: Option<Peak>,
    pub peak_torque: Option<Peak>,
    /// What the systematic doubt at the peak is made of.
    pub doubts: Vec<DoubtPart>,
    pub corrections: Vec<Correction>,
    pub checks: Vec<CrossCheck>,
    pub window: Option<WindowTime>,
    /// Stretches in which a driven wheel slipped, and their samples.
    pub slips: Vec<Span>,
    pub slip_samples: u32,
}

/// What all pulls of a log share.
pub struct Bench<'a> {
    pub frame: &'a Frame<'a>,
    pub params: &'a Params,
    pub car: &'a Car,
    pub air: &'a Atmosphere,
    pub speeds: Option<Speeds<'a>>,
    pub hills: Hills,
    /// Over the air outside, bar.
    pub map: Option<Arc<[f32]>>,
}

/// Engine and road speed over a pull, as one smooth line each.
struct Line {
    rpm: Spline,
    /// Where there is no fixed ratio.
    road: Option<Spline>,
    /// m/s for each rpm.
    per_rpm: f64,
    /// Factor on the variances for correlated samples.
    wider: f64,
}

impl Line {
    fn at(&self, t: f64) -> Moment {
        let jet = |jet: Jet, scale: f64, rpm: f64| Moment {
            rpm,
            speed: jet.value * scale,
            acceleration: jet.slope * scale,
            var_speed: jet.var_value * scale * scale * self.wider,
            var_acceleration: jet.var_slope * scale * scale * self.wider,
            covariance: jet.covariance * scale * scale * self.wider,
        };
        match &self.road {
            None => {
                let of_rpm = self.rpm.at(t);
                jet(of_rpm, self.per_rpm, of_rpm.value)
            }
            Some(road) => jet(road.at(t), 1.0, self.rpm.line(t).0),
        }
    }
}

fn shape(duration: f64, samples: usize, params: &Params) -> SplineShape {
    let segments = (duration * 1000.0 / params.knots).round().clamp(6.0, 240.0) as usize;
    SplineShape { segments: segments.min((samples / 2).max(4)), ..SplineShape::default() }
}

fn widening(spline: &Spline) -> f64 {
    let correlation = spline.residual_correlation().clamp(0.0, 0.8);
    (1.0 + correlation) / (1.0 - correlation)
}

impl Bench<'_> {
    /// Engine speed within a segment, as sampled.
    fn rpm_of(&self, segment: &Segment) -> Option<Trace> {
        let values = self.frame.channel(crate::engine::channels::ChannelId::Rpm)?;
        let seconds = self.frame.seconds();
        let (mut t, mut y): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
        for row in segment.rows().start..segment.rows().end.min(self.frame.rows()) {
            let fresh = t.last().is_none_or(|last| seconds[row] > *last);
            if values[row].is_finite() && self.frame.selected().contains(row) && fresh {
                t.push(seconds[row]);
                y.push(f64::from(values[row]));
            }
        }
        let trace = Trace::new(t, y);
        let long = trace.t.last()? - trace.t.first()? >= LEAST_S;
        let risen = trace.y.last()? - trace.y.first()? >= LEAST_RISE;
        (trace.len() >= self.params.least_samples as usize && long && risen).then_some(trace)
    }

    fn map_at(&self, t: f64) -> Option<f64> {
        let row = self.frame.time().row_held_at(t)?;
        let value = f64::from(*self.map.as_ref()?.get(row)?);
        value.is_finite().then_some(value)
    }

    /// Everything a pull tells but for what other channels say of it. `None` where it is too short or too coarse.
    pub fn pull(&self, segment: &Segment, notes: &mut Vec<Note>) -> Option<Pull> {
        let rpm = self.rpm_of(segment)?;
        let input = GearingInput {
            frame: self.frame,
            car: self.car,
            params: self.params,
            speeds: self.speeds.as_ref(),
            rpm: &rpm,
            segment_gear: segment.gear,
        };
        let gearing = gearing(&input, notes);
        let fixed = gearing.filter(|g| !matches!(g.from, GearingFrom::None(_)));
        let per_ms = fixed.map(|g| g.rpm_per_kmh.value / KMH);
        let slips = slipping(&rpm, per_ms, self.speeds.as_ref(), &|t| self.map_at(t), self.params);
        let line = self.line(&rpm, &slips, gearing)?;
        let mut pull = Pull {
            span: segment.span,
            first_row: segment.first_row,
            end_row: segment.end_row,
            gearing,
            smoothing: smoothing(&line, &rpm),
            slips: spans(&rpm.t, &slips),
            slip_samples: slips.iter().filter(|s| **s).count() as u32,
            ..Pull::default()
        };
        pull.window = window_time(&line, &rpm, self.params);
        // A line that only bridges so much is drawn, not measured; without a road speed nothing says how far a flare went.
        let bridged = f64::from(pull.slip_samples) / rpm.len() as f64;
        let most = if self.speeds.is_some() { MOST_BRIDGED } else { MOST_BRIDGED_BLIND };
        if let (Some(gearing), Some(mass), true) = (gearing, self.car.mass, bridged <= most) {
            self.power(&mut pull, &line, &rpm, gearing, mass, notes);
        }
        Some(pull)
    }

    fn line(&self, rpm: &Trace, slips: &[bool], gearing: Option<Gearing>) -> Option<Line> {
        let (t, y): (Vec<f64>, Vec<f64>) = rpm
            .t
            .iter()
            .zip(&rpm.y)
            .zip(slips)
            .filter(|(_, slip)| !**slip)
            .map(|((t, y), _)| (*t, *y))
            .unzip();
        if t.len() < self.params.least_samples as usize {
            return None;
        }
        let duration = t.last()? - t.first()?;
        let spline = Spline::fit(&t, &y, &shape(duration, t.len(), self.params))?;
        let per_rpm = gearing.map_or(0.0, |g| KMH / g.rpm_per_kmh.value);
        let wider = widening(&spline);
        let slips = gearing.is_some_and(|g| matches!(g.from, GearingFrom::None(_)));
        let Some(speeds) = self.speeds.as_ref().filter(|_| slips) else {
            return Some(Line { rpm: spline, road: None, per_rpm, wider });
        };
        let trace = speeds.trace;
        let rows = trace.t.partition_point(|s| s < &t[0])..trace.t.partition_point(|s| *s <= t[t.len() - 1]);
        let (t, v) = (&trace.t[rows.clone()], &trace.y[rows]);
        if t.len() < self.params.least_samples as usize {
            return None;
        }
        let road = Spline::fit(t, v, &shape(duration, t.len(), self.params))?;
        let wider = widening(&road);
        Some(Line { rpm: spline, road: Some(road), per_rpm, wider })
    }

    fn power(
        &self,
        pull: &mut Pull,
        line: &Line,
        rpm: &Trace,
        gearing: Gearing,
        mass: Figure,
        notes: &mut Vec<Note>,
    ) {
        let edge = self.params.edge / 1000.0;
        let (start, end) = (rpm.t[0] + edge, rpm.t[rpm.len() - 1] - edge);
        if end - start < LEAST_S / 2.0 {
            return;
        }
        let moments: Vec<f64> =
            (0..MOMENTS).map(|k| start + (end - start) * k as f64 / (MOMENTS - 1) as f64).collect();
        let along: Vec<Moment> = moments.iter().map(|t| line.at(*t)).collect();
        pull.grade = self.grade(&moments, &along);
        if pull.grade.origin == Origin::Standard {
            note(notes, Note::new(NoteCode::GradeUnknown).with(&[pull.grade.doubt * 100.0]));
        }
        let share = rotating_share(gearing.overall.value);
        let by_ratio = 0.005 * gearing.overall.value * gearing.overall.doubt;
        let doubt = (share * self.params.rotating_doubt / 100.0).hypot(by_ratio);
        pull.rotating = Figure::new(share, doubt, Origin::Standard);
        let (road, doubts) = self.road(pull, gearing, mass);
        let slips_at = |t: f64| pull.slips.iter().any(|s| (s.t0..=s.t1).contains(&t));
        let curve: Vec<PowerPoint> = moments
            .iter()
            .zip(&along)
            .map(|(t, moment)| point(*t, moment, &road, &doubts, slips_at(*t)))
            .collect();
        let points: Vec<PowerPoint> = crossings(&moments, &curve)
            .into_iter()
            .map(|t| point(t, &line.at(t), &road, &doubts, slips_at(t)))
            .collect();
        pull.peak_power = peak(&curve, |p| (p.engine_kw, p.engine_random_kw, p.engine_systematic_kw));
        pull.peak_wheel_power = peak(&curve, |p| (p.wheel_kw, p.wheel_random_kw, p.wheel_systematic_kw));
        pull.peak_torque = peak(&curve, |p| (p.torque_nm, p.torque_random_nm, p.torque_systematic_nm));
        if let Some(top) = pull.peak_power {
            let moment = line.at(top.t);
            pull.doubts = doubts
                .parts(&road, moment.speed, moment.acceleration)
                .into_iter()
                .map(|(source, w)| DoubtPart { source, kw: w.abs() / 1000.0 })
                .collect();
        }
        pull.points = points;
    }

    fn grade(&self, t: &[f64], along: &[Moment]) -> Figure {
        let mut way = vec![0.0; t.len()];
        for k in 1..t.len() {
            way[k] = way[k - 1] + f64::midpoint(along[k].speed, along[k - 1].speed) * (t[k] - t[k - 1]);
        }
        let mean = along.iter().map(|m| m.acceleration).sum::<f64>() / along.len() as f64;
        self.hills.grade(t, &way, mean, self.params.grade_doubt / 100.0)
    }

    fn road(&self, pull: &Pull, gearing: Gearing, mass: Figure) -> (Road, Doubts) {
        let density = self.air.density;
        let road = Road {
            mass: mass.value,
            rotating: pull.rotating.value,
            drag_area: self.car.drag_area.value,
            rolling: self.car.rolling.value,
            grade: pull.grade.value,
            density,
            headwind: self.params.headwind * KMH,
            loss: self.car.loss.value,
        };
        let ground = self.speeds.as_ref().is_some_and(|s| s.over_ground);
        let gearing_share = match gearing.from {
            GearingFrom::None(_) if ground => 0.003,
            _ => gearing.rpm_per_kmh.share(),
        };
        let doubts = Doubts {
            mass: mass.doubt,
            rotating: pull.rotating.doubt,
            drag_area: self.car.drag_area.doubt,
            rolling: self.car.rolling.doubt,
            gearing: gearing_share,
            grade: pull.grade.doubt,
            headwind: self.params.wind_doubt * KMH,
            density: density * self.air.density_doubt(),
            loss: self.car.loss.doubt,
        };
        (road, doubts)
    }
}

fn smoothing(line: &Line, rpm: &Trace) -> Smoothing {
    let (spline, scale) = match &line.road {
        None => (&line.rpm, 1.0),
        Some(road) => (road, 1.0 / KMH),
    };
    Smoothing {
        samples: spline.residuals().len() as u32,
        effective: spline.effective(),
        scatter: spline.variance().sqrt() * scale,
        correlation: spline.residual_correlation(),
        resolution: rpm.resolution,
        run: rpm.run,
    }
}

/// Time the engine took between the two speeds of the parameters, by the smooth line.
fn window_time(line: &Line, rpm: &Trace, params: &Params) -> Option<WindowTime> {
    let (start, end) = (*rpm.t.first()?, *rpm.t.last()?);
    let reached = |wanted: f64| {
        let time = |k: usize| start + (end - start) * k as f64 / MOMENTS as f64;
        let before = (0..MOMENTS)
            .find(|k| line.rpm.line(time(*k)).0 < wanted && line.rpm.line(time(k + 1)).0 >= wanted)?;
        let (mut low, mut high) = (time(before), time(before + 1));
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            if line.rpm.line(middle).0 < wanted { low = middle } else { high = middle }
        }
        let jet = line.rpm.at(high);
        let variance = jet.var_value * line.wider / (jet.slope * jet.slope);
        Some((high, variance)).filter(|_| jet.slope > 0.0)
    };
    let ((t0, v0), (t1, v1)) = (reached(params.window_from)?, reached(params.window_to)?);
    (t1 > t0).then(|| WindowTime {
        from_rpm: params.window_from,
        to_rpm: params.window_to,
        seconds: t1 - t0,
        doubt_s: TWO_SIDED_95 * (v0 + v1).sqrt(),
    })
}

/// Stretches of consecutive samples that are marked.
fn spans(t: &[f64], marked: &[bool]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (i, mark) in marked.iter().enumerate() {
        match spans.last_mut() {
            Some(span) if *mark && i > 0 && marked[i - 1] => span.t1 = t[i],
            _ if *mark => spans.push(Span::new(t[i], t[i])),
            _ => {}
        }
    }
    spans
}
