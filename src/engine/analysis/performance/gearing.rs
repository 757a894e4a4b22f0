//! What the engine turns for the road the car covers, pull by pull.
//!
//! A road speed in a log is coarse and late; engine speed is neither. So the speed only calibrates the engine speed: in a
//! pull `rpm = k · v + c`, where `c` takes up the delay of a speed that rises (a speed that is late by τ reads low by
//! τ·a). Where the same gear was also driven steadily, `k` is the median of `rpm / v` there, which no delay touches.
//! Without a speed, gear, ratios, final drive and tyre say it.

use serde::{Deserialize, Serialize};

use super::car::Car;
use super::figure::{Figure, Origin, TWO_SIDED_95, median, median_with_doubt, note};
use super::params::Params;
use super::trace::{KMH, Trace};
use crate::engine::analysis::Frame;
use crate::engine::analysis::evidence::{Note, NoteCode};
use crate::engine::channels::ChannelId;

/// Where the relation of engine and road speed comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GearingFrom {
    /// Measured: engine speed against this road speed, within the pull.
    Pull(ChannelId),
    /// Measured where the same gear was driven steadily.
    Steady(ChannelId),
    /// Ratio, final drive and tyre of the vehicle.
    Vehicle,
    /// There is none: a converter or clutch slipped, or too little was sampled. The power is that of this road speed.
    None(ChannelId),
}

/// Engine against road speed in one gear.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gearing {
    pub rpm_per_kmh: Figure,
    pub from: GearingFrom,
    /// By the vehicle's ratios, else as the segment says.
    pub gear: Option<u32>,
    /// Turns of the engine for one of a driven wheel.
    pub overall: Figure,
}

/// Two ratios within this are one gear.
const SAME_GEAR: f64 = 0.04;
/// A gear of the vehicle fits a measured ratio within this.
const FITS: f64 = 0.08;
/// Slower than this, and steadier than that, a ratio says little, m/s and m/s².
const LEAST_SPEED: f64 = 15.0 * KMH;
const STEADY: f64 = 0.25;
/// Steady samples that make a ratio.
const STEADY_SAMPLES: usize = 40;
/// Doubt about a speed itself: a satellite's, and a wheel's by a tyre of unknown size.
const DOUBT_GROUND: f64 = 0.003;
const DOUBT_WHEEL: f64 = 0.02;
/// Scatter about one ratio from which there is none, share of the engine speed.
const SLIPPING: f64 = 0.02;
/// A speed can be late by so much, s, and a filtered engine speed by less; a ratio that needs more is none.
const DELAY: (f64, f64) = (-0.4, 1.0);
/// Doubt a calibration may have before the vehicle's figures are better, share.
const MOST_DOUBT: f64 = 0.04;
/// Where no tyre was entered, m; noted.
const USUAL_CIRCUMFERENCE: f64 = 1.95;

/// The road speed of a log and what it says about ratios.
pub struct Speeds<'a> {
    pub channel: ChannelId,
    pub trace: &'a Trace,
    pub over_ground: bool,
    /// rpm per m/s wherever the car was driven steadily.
    steady: Vec<f64>,
}

impl<'a> Speeds<'a> {
    pub fn new(channel: ChannelId, trace: &'a Trace, over_ground: bool, rpm: &Trace) -> Self {
        let mut steady = Vec::new();
        for k in 1..trace.len().saturating_sub(1) {
            let gap = trace.t[k + 1] - trace.t[k - 1];
            let rise = (trace.y[k + 1] - trace.y[k - 1]).abs();
            // One step of its resolution is no acceleration.
            let slow =
                rise <= (STEADY * gap).max(trace.resolution * 1.01) && gap <= 2.0 * trace.longest_step();
            if slow
                && trace.y[k] >= LEAST_SPEED
                && let Some(turns) = rpm.at(trace.t[k]).filter(|rpm| *rpm > 600.0)
            {
                steady.push(turns / trace.y[k]);
            }
        }
        Self { channel, trace, over_ground, steady }
    }

    fn doubt(&self) -> f64 {
        if self.over_ground { DOUBT_GROUND } else { DOUBT_WHEEL }
    }

    /// Pairs of road speed, m/s, and engine speed within a pull.
    fn pairs(&self, rpm: &Trace) -> (Vec<f64>, Vec<f64>) {
        let (Some(start), Some(end)) = (rpm.t.first(), rpm.t.last()) else { return Default::default() };
        let first = self.trace.t.partition_point(|t| t < start);
        let last = self.trace.t.partition_point(|t| t <= end);
        (first..last)
            .filter(|k| self.trace.y[*k] > LEAST_SPEED / 2.0)
            .filter_map(|k| Some((self.trace.y[k], rpm.at(self.trace.t[k])?)))
            .unzip()
    }

    /// Mean acceleration within a pull, m/s².
    fn mean_rise(&self, rpm: &Trace) -> Option<f64> {
        let first = self.trace.t.partition_point(|t| t < rpm.t.first().unwrap_or(&0.0));
        let last = self.trace.t.partition_point(|t| t <= rpm.t.last().unwrap_or(&0.0)).checked_sub(1)?;
        let seconds = self.trace.t.get(last)? - self.trace.t.get(first)?;
        (seconds > 0.0).then(|| (self.trace.y[last] - self.trace.y[first]) / seconds)
    }

    /// Engine against road speed within a pull; `None` where too little was sampled.
    fn calibrate(&self, rpm: &Trace) -> Option<Calibration> {
        let (v, turns) = self.pairs(rpm);
        let middle = median(v.iter().zip(&turns).map(|(v, n)| n / v).collect())?;
        let line = robust_line(&v, &turns);
        if let Some(line) = &line
            && line.scatter > SLIPPING * middle * median(v.clone())?
        {
            return Some(Calibration { k: middle, doubt: 1.0, steady: false, slipping: true });
        }
        let line = line.filter(|line| line.se / line.slope < 0.01);
        if let (Some(line), Some(rise)) = (&line, self.mean_rise(rpm))
            && rise > STEADY
        {
            // `c = k τ a`: what lies beside the origin is the delay, or the turns a converter slips.
            let delay = (median(turns)? / line.slope - median(v)?) / rise;
            if !(DELAY.0..=DELAY.1).contains(&delay) {
                return Some(Calibration { k: middle, doubt: 1.0, steady: false, slipping: true });
            }
        }
        let k = line.as_ref().map_or(middle, |line| line.slope);
        let same: Vec<f64> =
            self.steady.iter().copied().filter(|ratio| (ratio / k - 1.0).abs() <= SAME_GEAR).collect();
        if same.len() >= STEADY_SAMPLES {
            let (k, doubt) = median_with_doubt(&same)?;
            let doubt = (doubt / k).hypot(self.doubt());
            return Some(Calibration { k, doubt, steady: true, slipping: false });
        }
        let line = line?;
        let doubt = (TWO_SIDED_95 * line.se / line.slope).hypot(self.doubt());
        Some(Calibration { k: line.slope, doubt, steady: false, slipping: false })
    }
}

/// Engine against road speed as measured.
struct Calibration {
    /// rpm per m/s.
    k: f64,
    /// Share of it.
    doubt: f64,
    /// By steady driving.
    steady: bool,
    /// There is no one ratio.
    slipping: bool,
}

/// A straight line with a slope above zero.
struct Line {
    slope: f64,
    /// Standard error of the slope.
    se: f64,
    /// Robust standard deviation about the line.
    scatter: f64,
}

/// Through points of which some are far off (wheelspin, a late sample): least squares, re-weighted by Huber's function
/// with k = 1.345. `None` for fewer than eight points and where the line does not rise.
fn robust_line(x: &[f64], y: &[f64]) -> Option<Line> {
    const HUBER: f64 = 1.345;
    if x.len() < 8 {
        return None;
    }
    let mut weights = vec![1.0; x.len()];
    let mut found = None;
    for _ in 0..15 {
        let total: f64 = weights.iter().sum();
        let mean = |of: &[f64]| of.iter().zip(&weights).map(|(v, w)| v * w).sum::<f64>() / total;
        let (mean_x, mean_y) = (mean(x), mean(y));
        let (mut xx, mut xy) = (0.0, 0.0);
        for ((x, y), w) in x.iter().zip(y).zip(&weights) {
            xx += w * (x - mean_x) * (x - mean_x);
            xy += w * (x - mean_x) * (y - mean_y);
        }
        if xx <= 0.0 {
            return None;
        }
        let slope = xy / xx;
        let off: Vec<f64> = x.iter().zip(y).map(|(x, y)| y - mean_y - slope * (x - mean_x)).collect();
        let scale = (1.4826 * median(off.iter().map(|r| r.abs()).collect())?).max(1e-9);
        for (w, r) in weights.iter_mut().zip(&off) {
            *w = (HUBER * scale / r.abs().max(1e-12)).min(1.0);
        }
        found = Some(Line { slope, se: scale / xx.sqrt(), scatter: scale });
    }
    found.filter(|line| line.slope > 0.0)
}

/// What there is to find a ratio by.
pub struct GearingInput<'a> {
    pub frame: &'a Frame<'a>,
    pub car: &'a Car,
    pub params: &'a Params,
    pub speeds: Option<&'a Speeds<'a>>,
    /// Engine speed within the pull.
    pub rpm: &'a Trace,
    /// As the pull's segment says.
    pub segment_gear: Option<u32>,
}

/// Engine against road speed in a pull; what is missing for it is noted.
pub fn gearing(input: &GearingInput, notes: &mut Vec<Note>) -> Option<Gearing> {
    let measured = input.speeds.and_then(|s| s.calibrate(input.rpm).map(|found| (s.channel, found)));
    let of_log = |k: f64, doubt: f64, from: GearingFrom, notes: &mut Vec<Note>| {
        let rpm_per_kmh = Figure::new(k * KMH, k * KMH * doubt, Origin::Log);
        let (gear, overall) = gear_of(input.car, rpm_per_kmh, notes);
        Gearing { rpm_per_kmh, from, gear: gear.or(input.segment_gear), overall }
    };
    match measured {
        Some((channel, Calibration { k, slipping: true, .. })) => {
            return Some(of_log(k, SLIPPING, GearingFrom::None(channel), notes));
        }
        Some((channel, Calibration { k, doubt, steady, .. })) if doubt <= MOST_DOUBT => {
            let from = if steady { GearingFrom::Steady(channel) } else { GearingFrom::Pull(channel) };
            return Some(of_log(k, doubt, from, notes));
        }
        _ => {}
    }
    let vehicle = by_vehicle(input, notes);
    if vehicle.is_none() {
        note(notes, Note::new(NoteCode::EnterGearing));
    }
    vehicle
}

fn by_vehicle(input: &GearingInput, notes: &mut Vec<Note>) -> Option<Gearing> {
    let gear = gear_channel(input.frame, input.rpm).or_else(|| {
        let assumed = (input.params.gear >= 1.0).then_some(input.params.gear as u32)?;
        note(notes, Note::new(NoteCode::GearAssumed).with(&[f64::from(assumed)]));
        Some(assumed)
    })?;
    let ratio = *input.car.ratios.get((gear as usize).checked_sub(1)?)?;
    let circumference = input.car.circumference?;
    let k = ratio / (0.06 * circumference.value);
    Some(Gearing {
        rpm_per_kmh: Figure::new(k, k * circumference.share(), Origin::Vehicle),
        from: GearingFrom::Vehicle,
        gear: Some(gear),
        overall: Figure::new(ratio, 0.0, Origin::Vehicle),
    })
}

/// Gear and overall ratio that a measured relation means: `ξ = k · C · 0.06` with k in rpm per km/h and C in m.
fn gear_of(car: &Car, rpm_per_kmh: Figure, notes: &mut Vec<Note>) -> (Option<u32>, Figure) {
    let circumference = car.circumference.unwrap_or_else(|| {
        note(notes, Note::new(NoteCode::TyreAssumed).with(&[USUAL_CIRCUMFERENCE]));
        Figure::within(USUAL_CIRCUMFERENCE, 8.0, Origin::Standard)
    });
    let overall = rpm_per_kmh.value * circumference.value * 0.06;
    let share = rpm_per_kmh.share().hypot(circumference.share());
    let nearest = (1u32..)
        .zip(&car.ratios)
        .min_by(|a, b| (a.1 / overall - 1.0).abs().total_cmp(&(b.1 / overall - 1.0).abs()));
    match nearest {
        Some((gear, ratio)) if (ratio / overall - 1.0).abs() <= FITS => {
            (Some(gear), Figure::new(*ratio, 0.0, Origin::Vehicle))
        }
        Some((_, ratio)) => {
            note(notes, Note::new(NoteCode::GearingMismatch).with(&[overall, *ratio]));
            (None, Figure::new(overall, overall * share, Origin::Log))
        }
        None => (None, Figure::new(overall, overall * share, Origin::Log)),
    }
}

/// Gear by its channel: the one it stood in for most of a pull.
fn gear_channel(frame: &Frame, rpm: &Trace) -> Option<u32> {
    let values = frame.channel(ChannelId::Gear)?;
    let rows = frame.time().rows_within(*rpm.t.first()?, *rpm.t.last()?);
    let in_gear = values[rows].iter().map(|g| f64::from(*g)).filter(|g| *g >= 1.0).collect::<Vec<f64>>();
    median(in_gear).map(|gear| gear.round() as u32)
}
