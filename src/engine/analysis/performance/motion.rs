//! Accelerations of the car: how much grip was used, and where.
//!
//! Acceleration forward and to the left is positive, as most loggers have it. A sensor that was not zeroed is: what it
//! reads while the car stands or rolls steadily is taken off. One that is off by more than it could be mounted askew is
//! not calibrated at all and is left out.

use serde::{Deserialize, Serialize};

use super::figure::{median, note};
use super::params::Params;
use super::trace::{KMH, Trace};
use crate::engine::analysis::Frame;
use crate::engine::analysis::evidence::{Note, NoteCode, Span};
use crate::engine::channels::ChannelId;
use crate::engine::stats::{local_slopes, quantiles};

/// Density of the friction circle: cells on each side and their width, g.
pub const CELLS: usize = 41;
pub const CELL_G: f64 = 0.1;
/// Directions of its rim.
pub const SECTORS: usize = 24;
/// A rim point needs so many samples; it is the 98th percentile of them.
const RIM_SAMPLES: usize = 8;
const RIM: f64 = 0.98;
/// More than a sensor can be mounted askew, g.
const NOT_ZEROED: f64 = 0.5;
/// Slower than this the car stands, km/h; steadier than that it rolls evenly, m/s².
const STANDING_KMH: f64 = 1.0;
const EVEN: f64 = 0.3;
/// Samples are averaged over this before a highest value is taken: a kerb is no grip, s.
const SUSTAINED: f64 = 0.2;
/// Shortest event, s, and what joins two of them.
const EVENT: f64 = 0.3;
const JOIN: f64 = 0.3;

/// What was done. Translation key: `motion-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MotionKind {
    Accelerating,
    Braking,
    /// Positive lateral acceleration.
    CorneringLeft,
    CorneringRight,
}

impl MotionKind {
    pub const ALL: [MotionKind; 4] = [
        MotionKind::Accelerating,
        MotionKind::Braking,
        MotionKind::CorneringLeft,
        MotionKind::CorneringRight,
    ];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            MotionKind::Accelerating => "accelerating",
            MotionKind::Braking => "braking",
            MotionKind::CorneringLeft => "cornering_left",
            MotionKind::CorneringRight => "cornering_right",
        }
    }
}

/// A stretch beyond the threshold of the parameters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MotionEvent {
    pub kind: MotionKind,
    pub span: Span,
    /// Highest that was held for a fifth of a second, g, without sign.
    pub peak_g: f64,
    pub mean_g: f64,
}

/// The friction circle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Circle {
    /// Samples in each cell of [`CELLS`] by [`CELLS`], cell (i, j) around `(i − 20) · CELL_G` forward and
    /// `(j − 20) · CELL_G` to the left, index `i * CELLS + j`.
    pub counts: Vec<u32>,
    /// Beyond the outermost cells.
    pub outside: u32,
    /// g in each of [`SECTORS`] directions, from straight ahead over the left; `None` where too few samples lie.
    pub rim: Vec<Option<f64>>,
    /// Largest of both together that was held for a fifth of a second.
    pub combined_g: Option<f64>,
}

/// What the sensors tell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Motion {
    pub long: Option<ChannelId>,
    pub lat: Option<ChannelId>,
    /// What was taken off, g.
    pub long_zero: Option<f64>,
    pub lat_zero: Option<f64>,
    /// Held for a fifth of a second, g.
    pub accelerating_g: Option<f64>,
    pub braking_g: Option<f64>,
    pub left_g: Option<f64>,
    pub right_g: Option<f64>,
    /// Where both directions were logged.
    pub circle: Option<Circle>,
    pub events: Vec<MotionEvent>,
}

/// A direction: the channel, what was taken off, its values and the same averaged.
struct Axis {
    id: ChannelId,
    zero: f64,
    values: Vec<f64>,
    held: Vec<f64>,
}

/// `None` where nothing of the kind was logged, or what was is not calibrated.
pub fn motion(
    frame: &Frame,
    speed: Option<&Trace>,
    params: &Params,
    notes: &mut Vec<Note>,
) -> Option<Motion> {
    let still = speed.map(|trace| still_rows(frame, trace));
    let long = axis(frame, [ChannelId::GLong, ChannelId::GLongRaw], still.as_deref(), notes);
    let lat = axis(frame, [ChannelId::GLat, ChannelId::GLatRaw], still.as_deref(), notes);
    if long.is_none() && lat.is_none() {
        return None;
    }
    let highest = |axis: Option<&Axis>, sign: f64| {
        let values = axis?.held.iter().map(|x| x * sign).filter(|x| x.is_finite());
        Some(values.fold(0.0, f64::max))
    };
    let mut events = Vec::new();
    for (axis, ahead, back) in [
        (&long, MotionKind::Accelerating, MotionKind::Braking),
        (&lat, MotionKind::CorneringLeft, MotionKind::CorneringRight),
    ] {
        let Some(axis) = axis else { continue };
        events.extend(found(frame, &axis.held, ahead, 1.0, params.g_event));
        events.extend(found(frame, &axis.held, back, -1.0, params.g_event));
    }
    events.sort_by(|a, b| a.span.t0.total_cmp(&b.span.t0));
    Some(Motion {
        accelerating_g: highest(long.as_ref(), 1.0),
        braking_g: highest(long.as_ref(), -1.0),
        left_g: highest(lat.as_ref(), 1.0),
        right_g: highest(lat.as_ref(), -1.0),
        circle: long.as_ref().zip(lat.as_ref()).map(|(long, lat)| circle(long, lat)),
        long: long.as_ref().map(|axis| axis.id),
        lat: lat.as_ref().map(|axis| axis.id),
        long_zero: long.map(|axis| axis.zero),
        lat_zero: lat.map(|axis| axis.zero),
        events,
    })
}

/// Rows at which the car stood or rolled evenly.
fn still_rows(frame: &Frame, speed: &Trace) -> Vec<usize> {
    let rises = local_slopes(&speed.t, &speed.y, SUSTAINED.max(1.5 * speed.step));
    let even = |k: &usize| speed.y[*k] < STANDING_KMH * KMH || rises[*k].abs() < EVEN;
    (0..speed.len()).filter(even).filter_map(|k| frame.time().row_held_at(speed.t[k])).collect()
}

fn axis(frame: &Frame, ids: [ChannelId; 2], still: Option<&[usize]>, notes: &mut Vec<Note>) -> Option<Axis> {
    let (id, values) = frame.first_of(&ids)?;
    let value = |row: usize| f64::from(values[row]);
    if values.iter().all(|x| !x.is_finite() || *x == 0.0) {
        return None;
    }
    // Without a speed a car is taken to be at rest, or to turn both ways, for most of a log.
    let quiet: Vec<f64> = match still {
        Some(rows) if rows.len() >= 50 => {
            rows.iter().map(|row| value(*row)).filter(|x| x.is_finite()).collect()
        }
        _ => frame.selected().iter().map(value).filter(|x| x.is_finite()).collect(),
    };
    let zero = median(quiet)?;
    if zero.abs() > NOT_ZEROED {
        note(notes, Note::new(NoteCode::NotZeroed).of(id).with(&[zero]));
        return None;
    }
    if zero.abs() > 0.02 {
        note(notes, Note::new(NoteCode::Zeroed).of(id).with(&[zero]));
    }
    let off: Vec<f64> = (0..frame.rows())
        .map(|row| if frame.selected().contains(row) { value(row) - zero } else { f64::NAN })
        .collect();
    let held = averaged(frame.seconds(), &off);
    Some(Axis { id, zero, values: off, held })
}

/// Mean over [`SUSTAINED`] up to each row; NaN where a value is missing in it or it reaches over a gap.
fn averaged(seconds: &[f64], values: &[f64]) -> Vec<f64> {
    let (mut first, mut sum, mut missing) = (0, 0.0, 0usize);
    let mut held = Vec::with_capacity(values.len());
    for row in 0..values.len() {
        let fresh = values[row];
        if fresh.is_finite() {
            sum += fresh;
        } else {
            missing += 1;
        }
        while seconds[row] - seconds[first] > SUSTAINED {
            if values[first].is_finite() {
                sum -= values[first];
            } else {
                missing -= 1;
            }
            first += 1;
        }
        let n = row + 1 - first;
        let covers = n > 1 || seconds[row] - seconds[row.saturating_sub(1)] > SUSTAINED;
        held.push(if missing == 0 && covers { sum / n as f64 } else { f64::NAN });
    }
    held
}

fn found(frame: &Frame, held: &[f64], kind: MotionKind, sign: f64, threshold: f64) -> Vec<MotionEvent> {
    let seconds = frame.seconds();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in 0..held.len() {
        if held[row] * sign >= threshold {
            match runs.last_mut() {
                Some((_, last)) if seconds[row] - seconds[*last] <= JOIN => *last = row,
                _ => runs.push((row, row)),
            }
        }
    }
    let long = runs.into_iter().filter(|(first, last)| seconds[*last] - seconds[*first] >= EVENT);
    long.map(|(first, last)| {
        let within: Vec<f64> =
            held[first..=last].iter().map(|x| x * sign).filter(|x| x.is_finite()).collect();
        MotionEvent {
            kind,
            span: Span::new(seconds[first], seconds[last]),
            peak_g: within.iter().copied().fold(0.0, f64::max),
            mean_g: within.iter().sum::<f64>() / within.len().max(1) as f64,
        }
    })
    .collect()
}

fn circle(long: &Axis, lat: &Axis) -> Circle {
    let mut circle = Circle { counts: vec![0; CELLS * CELLS], ..Circle::default() };
    let middle = (CELLS / 2) as f64;
    let mut sectors = vec![Vec::new(); SECTORS];
    for (x, y) in long.values.iter().zip(&lat.values) {
        if !x.is_finite() || !y.is_finite() {
            continue;
        }
        let (i, j) = ((x / CELL_G + middle).round(), (y / CELL_G + middle).round());
        let inside = |k: f64| (0.0..CELLS as f64).contains(&k);
        if inside(i) && inside(j) {
            circle.counts[i as usize * CELLS + j as usize] += 1;
        } else {
            circle.outside += 1;
        }
        let turn = y.atan2(*x).rem_euclid(std::f64::consts::TAU) / std::f64::consts::TAU;
        sectors[(turn * SECTORS as f64).round() as usize % SECTORS].push(x.hypot(*y));
    }
    circle.rim = sectors
        .into_iter()
        .map(|g| if g.len() >= RIM_SAMPLES { quantiles(g, &[RIM]).map(|q| q[0]) } else { None })
        .collect();
    let both = long.held.iter().zip(&lat.held).map(|(x, y)| x.hypot(*y)).filter(|g| g.is_finite());
    circle.combined_g = both.fold(None, |most: Option<f64>, g| Some(most.map_or(g, |m| m.max(g))));
    circle
}
