//! The channels the rules look at, made ready once: rpm without spikes and its slope, where the throttle stands, what
//! of speed, gear and switches says anything.

use std::ops::Range;
use std::sync::Arc;

use super::Params;
use crate::engine::analysis::trace::{self, Pace, Slope};
use crate::engine::analysis::{Frame, Note, NoteCode, Subject};
use crate::engine::channels::ChannelId;
use crate::engine::passes;
use crate::engine::table::RowMask;

/// A time without samples up to this does not end what the engine is doing.
const PAUSE_S: f64 = 0.5;
/// A channel without a new sample stands this long.
const HOLD_S: f64 = 0.5;
/// No engine changes its speed faster; a dip or peak beyond it that is gone within `SPIKE_S` is none of the engine's.
const RPM_PACE: Pace = Pace { per_s: 20_000.0, floor: 200.0 };
const SPIKE_S: f64 = 0.06;
/// To either side of a row for its slope.
const HALF_S: f64 = 0.25;
/// A throttle that moves less than this in the whole log is none.
const THROTTLE_MOVES: f64 = 5.0;
/// No throttle stop lies higher.
const STOP_MOST: f64 = 25.0;
/// A throttle plate may follow its pedal this late or this far at full throttle.
const PLATE_LEAST: f64 = 40.0;
/// A car that never goes faster says nothing by its speed, km/h.
const MOVES_KMH: f64 = 20.0;
const STANDS_KMH: f64 = 3.0;
const GOES_KMH: f64 = 8.0;
/// Without a throttle: full load begins here, bar over the air outside.
const FULL_LOAD_BAR: f64 = -0.1;
/// Values looked at for a quantile.
const SAMPLE: usize = 40_000;

/// Engine speed.
pub(super) struct Rpm {
    /// Without spikes, short gaps held; NaN where there is none.
    pub values: Vec<f32>,
    pub slope: Slope,
    /// Smallest step.
    pub quantum: f64,
}

/// Where the throttle stands.
#[derive(Default)]
pub(super) struct Throttle {
    /// Throttle, else pedal.
    pub values: Option<Arc<[f32]>>,
    /// Rows at which it is at its stop; `None` where that cannot be told.
    pub closed: Option<RowMask>,
    /// Rows at which it is as far open as it goes; `None` where it was never open.
    pub full: Option<RowMask>,
}

pub(super) struct Signals<'f> {
    pub frame: &'f Frame<'f>,
    pub seconds: &'f [f64],
    /// Rows after a pause.
    pub pauses: Vec<usize>,
    /// Median time between rows.
    pub step: f64,
    pub rpm: Option<Rpm>,
    pub running: RowMask,
    pub throttle: Throttle,
    /// km/h, as a line; `None` where no speed is logged or the car never moved.
    pub speed: Option<Vec<f32>>,
    /// As logged; `None` where it never changes.
    pub gear: Option<Arc<[f32]>>,
    pub map: Option<Arc<[f32]>>,
    pub lambda: Option<Arc<[f32]>>,
    pub coolant: Option<Arc<[f32]>>,
}

impl<'f> Signals<'f> {
    pub(super) fn of(
        frame: &'f Frame<'f>,
        subject: &Subject,
        params: &Params,
        notes: &mut Vec<Note>,
    ) -> Self {
        let seconds = frame.seconds();
        let pauses = trace::pauses(frame.time(), PAUSE_S);
        let rpm = rpm(frame, &pauses);
        if rpm.is_none() {
            notes.push(Note::new(NoteCode::ChannelAbsent).of(ChannelId::Rpm));
        }
        let running = match &rpm {
            Some(rpm) => RowMask::of_values(&rpm.values, |x| f64::from(x) >= params.running_rpm),
            None => RowMask::none(frame.rows()),
        };
        let map = frame.map_gauge(subject, notes);
        let throttle = throttle(frame, rpm.as_ref(), &running, map.as_deref(), params);
        Self {
            seconds,
            step: frame.time().median_step(),
            running,
            throttle,
            speed: speed(frame),
            gear: frame.channel(ChannelId::Gear).filter(|gear| changes(gear)),
            lambda: frame.lambda().map(|(_, values)| values),
            coolant: frame
                .first_of(&[ChannelId::Coolant, ChannelId::OilTemp])
                .map(|(_, values)| held(&values, seconds).into()),
            map,
            pauses,
            rpm,
            frame,
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.seconds.len()
    }

    /// Rows at which a switch was on; `None` where there is no such channel, or it is stuck at one value and says
    /// nothing.
    pub(super) fn switch(&self, id: ChannelId) -> Option<RowMask> {
        let values = self.frame.channel(id)?;
        let on = RowMask::of_values(&values, |x| x >= 0.5);
        let sound = self.frame.present(id).count();
        (on.any() && on.count() < sound).then_some(on)
    }

    /// Rows at which the car is known to stand.
    pub(super) fn stands(&self) -> RowMask {
        self.speed_rows(|kmh| f64::from(kmh) < STANDS_KMH)
    }

    /// Rows at which the car moves, or may do so for all that is known.
    pub(super) fn may_move(&self) -> RowMask {
        self.speed_rows(|kmh| f64::from(kmh) < GOES_KMH).not()
    }

    fn speed_rows(&self, test: impl Fn(f32) -> bool) -> RowMask {
        match &self.speed {
            Some(speed) => RowMask::of_values(speed, test),
            None => RowMask::none(self.rows()),
        }
    }

    /// Rows known to be in neutral: the gear is logged and says so.
    pub(super) fn neutral(&self) -> RowMask {
        match &self.gear {
            Some(gear) => RowMask::of_values(gear, |x| x < 0.5),
            None => RowMask::none(self.rows()),
        }
    }

    /// Stretches of selected rows of a mask; see [`super::stretch::stretches`].
    pub(super) fn stretches(&self, mask: &RowMask, close_s: f64, least_s: f64) -> Vec<Range<usize>> {
        let mask = mask.and(self.frame.selected());
        super::stretch::stretches(&mask, self.seconds, &self.pauses, close_s, least_s)
    }
}

fn rpm(frame: &Frame, pauses: &[usize]) -> Option<Rpm> {
    let (_, logged) = frame.first_of(&[ChannelId::Rpm])?;
    let seconds = frame.seconds();
    let found = trace::excursions(&logged, frame.time(), RPM_PACE, SPIKE_S);
    let mut values = held(&logged, seconds);
    trace::bridge(&mut values, seconds, &found.rows);
    // A slope over less than two new values is the staircase of the logger, not the engine's.
    let half = HALF_S.max(1.5 * frame.time().median_step()).max(trace::dwell(&values, seconds, 1.0));
    let slope = trace::slope(&values, seconds, pauses, half);
    let quantum = trace::quantum(&values).unwrap_or(0.0);
    Some(Rpm { values, slope, quantum })
}

fn held(values: &[f32], seconds: &[f64]) -> Vec<f32> {
    let mut values = values.to_vec();
    trace::hold(&mut values, seconds, HOLD_S);
    values
}

fn changes(values: &[f32]) -> bool {
    let mut sound = values.iter().filter(|x| x.is_finite());
    let first = sound.next();
    first.is_some_and(|first| sound.any(|x| x != first))
}

/// Quantiles of the values at rows of a mask, of a sample spread evenly over them.
fn quantiles(values: &[f32], rows: &RowMask, shares: &[f64]) -> Option<Vec<f64>> {
    let stride = (rows.count() / SAMPLE).max(1);
    let sample: Vec<f64> =
        rows.every(stride).into_iter().map(|row| f64::from(values[row])).filter(|x| x.is_finite()).collect();
    crate::engine::stats::quantiles(sample, shares)
}

fn speed(frame: &Frame) -> Option<Vec<f32>> {
    const SOURCES: [ChannelId; 5] = [
        ChannelId::SpeedDriven,
        ChannelId::Speed,
        ChannelId::SpeedRef,
        ChannelId::GpsSpeed,
        ChannelId::SpeedAccel,
    ];
    let seconds = frame.seconds();
    SOURCES.into_iter().filter_map(|id| frame.channel(id)).find_map(|logged| {
        let fast = quantiles(&logged, &RowMask::all(logged.len()), &[0.98])?;
        (fast[0] >= MOVES_KMH).then(|| trace::unstaired(&held(&logged, seconds), seconds, 1.2))
    })
}

fn throttle(
    frame: &Frame,
    rpm: Option<&Rpm>,
    running: &RowMask,
    map: Option<&[f32]>,
    params: &Params,
) -> Throttle {
    let seconds = frame.seconds();
    let position = |id: ChannelId| frame.opening(id).map(|values| held(&values, seconds));
    let moving = |values: &Vec<f32>| {
        quantiles(values, &RowMask::all(values.len()), &[0.0, 1.0])
            .is_some_and(|q| q[1] - q[0] >= THROTTLE_MOVES)
    };
    let plate = position(ChannelId::Tps);
    let pedal = position(ChannelId::Pedal).filter(moving);
    let plate_moves = plate.as_ref().is_some_and(moving);

    let mut closed: Option<RowMask> = None;
    for (values, slack) in [(&pedal, 0.0), (&plate, if pedal.is_some() { 6.0 } else { 0.0 })] {
        if let Some(values) = values
            && let Some(rows) = closed_rows(values, running, rpm, params.closed_band + slack)
        {
            closed = Some(closed.map_or(rows.clone(), |other| other.and(&rows)));
        }
    }
    let full = match (&pedal, &plate) {
        (Some(pedal), plate) if reach(pedal, frame.time().median_step()) >= params.full_least => {
            let rows = full_rows(pedal, frame.time().median_step(), params);
            let open = plate.as_ref().filter(|_| plate_moves);
            rows.map(|rows| match open {
                Some(plate) => rows.and(&RowMask::of_values(plate, |x| f64::from(x) >= PLATE_LEAST)),
                None => rows,
            })
        }
        (_, Some(plate)) if plate_moves => full_rows(plate, frame.time().median_step(), params),
        (None, _) => map
            .filter(|map| changes(map))
            .map(|map| RowMask::of_values(map, |x| f64::from(x) >= FULL_LOAD_BAR).and(running)),
        _ => None,
    };
    let values = if plate_moves || pedal.is_none() { plate } else { pedal };
    Throttle { values: values.map(Into::into), closed, full }
}

/// Rows at which a throttle is within `band` of its stop, the lowest place it takes while the engine runs.
fn closed_rows(values: &[f32], running: &RowMask, rpm: Option<&Rpm>, band: f64) -> Option<RowMask> {
    let q = quantiles(values, running, &[0.01, 0.99])?;
    if q[0] > STOP_MOST {
        return None;
    }
    if q[1] - q[0] < THROTTLE_MOVES {
        // It never moves: at its stop if the engine never does either, not connected if it does.
        let rpm = quantiles(&rpm?.values, running, &[0.01, 0.99])?;
        if rpm[1] - rpm[0] > 1000.0 {
            return None;
        }
    }
    Some(RowMask::of_values(values, |x| f64::from(x) <= q[0] + band))
}

/// How far a throttle goes and stays, for three samples or a tenth of a second.
fn reach(values: &[f32], step: f64) -> f64 {
    let apart = if step > 0.0 { ((0.05 / step) as usize).max(1) } else { 1 };
    let lower = |a: f32, b: f32| if b < a || a.is_nan() { b } else { a };
    let least = |row: usize| lower(lower(values[row], values[row + apart]), values[row + 2 * apart]);
    let all = 0..values.len().saturating_sub(2 * apart);
    let most = passes::fold(all, 0.0, |most, rows| {
        rows.map(least).filter(|x| x.is_finite()).fold(most, |most, x| if x > most { x } else { most })
    });
    f64::from(most)
}

fn full_rows(values: &[f32], step: f64, params: &Params) -> Option<RowMask> {
    let most = reach(values, step);
    if most < params.full_least {
        return None;
    }
    let from = most * params.full_share / 100.0;
    Some(RowMask::of_values(values, |x| f64::from(x) >= from))
}
