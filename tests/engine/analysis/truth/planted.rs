//! Sensors that fail on a drive: which, when, and what they read meanwhile. A drive is that of `scenario`, with a few more
//! sensors fitted to it, some of which stand still by nature.

use std::ops::Range;

use fueltune_analyzer::engine::analysis::Span;
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::stats::quantiles;
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, LogTable, RowMask, TimeAxis};

use crate::analysis::drives::Dice;
use crate::scenario::{Drive, Logger, drive};

/// What a sensor does when it fails.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum How {
    /// The last value again and again.
    Freezes,
    /// As that, with the last bit of its converter still alive.
    FreezesAlive,
    /// It reads this, at once.
    Falls(f32),
    /// It reads this once the converter's filter has emptied.
    Sinks(f32),
    /// A loose plug: it reads this again and again for moments.
    Chatters(f32),
    /// Nothing is logged.
    Missing,
}

impl How {
    pub fn is_stuck(self) -> bool {
        matches!(self, How::Freezes | How::FreezesAlive)
    }
}

/// A failure of one sensor.
#[derive(Clone, Debug)]
pub struct Planted {
    pub id: ChannelId,
    pub how: How,
    pub span: Span,
    /// Whether the log is any different for it: what stands still as it would have stood is no fault yet.
    pub seen: bool,
}

/// A log with what was planted in it.
pub struct Spoilt {
    pub table: LogTable,
    pub planted: Vec<Planted>,
}

/// Sensors that stick: all that follow the engine within a second. A temperature may stand for minutes.
pub const STICK: [ChannelId; 9] = [
    ChannelId::Lambda1,
    ChannelId::Lambda2,
    ChannelId::MapGauge,
    ChannelId::Tps,
    ChannelId::OilPressure,
    ChannelId::FuelPressure,
    ChannelId::Maf,
    ChannelId::Speed,
    ChannelId::WheelFl,
];

/// Signals that are lost, and what is read then: nothing, or the end of the range that an open circuit gives.
pub const LOSE: [(ChannelId, How); 16] = [
    (ChannelId::Lambda1, How::Falls(0.0)),
    (ChannelId::Lambda2, How::Missing),
    (ChannelId::MapGauge, How::Sinks(-1.0)),
    (ChannelId::Tps, How::Falls(-12.0)),
    (ChannelId::Tps, How::Sinks(112.0)),
    (ChannelId::OilPressure, How::Sinks(0.0)),
    (ChannelId::FuelPressure, How::Chatters(0.0)),
    (ChannelId::FuelPressure, How::Sinks(0.0)),
    (ChannelId::Maf, How::Falls(0.0)),
    (ChannelId::Coolant, How::Falls(-40.0)),
    (ChannelId::Coolant, How::Missing),
    (ChannelId::IntakeAir, How::Falls(-40.0)),
    (ChannelId::Battery, How::Falls(5.5)),
    (ChannelId::Battery, How::Chatters(6.0)),
    (ChannelId::Speed, How::Falls(0.0)),
    (ChannelId::WheelFl, How::Falls(0.0)),
];

/// Seconds between failures.
const APART_S: f64 = 6.0;
/// A sensor that stands still has to be off by this share of its range, for so long in all, for the log to be different.
const OFF: f64 = 0.06;
const OFF_S: f64 = 1.0;
/// A foot holds a throttle still by itself.
const OFF_THROTTLE: f64 = 0.12;
/// A speed that stays at nothing may be that of a car at its launch or on rollers, and λ that stays at its lean end is told
/// as that.
const STANDS_KMH: f32 = 3.0;
const LEAN_END: f32 = 1.19;
const AT_END: f64 = 0.03;
const EMPTIES_S: f64 = 0.015;

struct Fitted {
    seconds: Vec<f64>,
    channels: Vec<(ChannelId, Vec<f32>)>,
}

impl Fitted {
    fn of(drive: &Drive, dice: &mut Dice) -> Self {
        let seconds = drive.table.main_axis().seconds().to_vec();
        let mut channels: Vec<(ChannelId, Vec<f32>)> =
            drive.table.columns().iter().filter_map(|c| Some((c.id()?, c.f32()?.to_vec()))).collect();
        let of = |id: ChannelId| channels.iter().find(|c| c.0 == id).map(|c| c.1.clone()).unwrap();
        let (rpm, map, lambda, speed) =
            (of(ChannelId::Rpm), of(ChannelId::MapGauge), of(ChannelId::Lambda1), of(ChannelId::Speed));
        let mut add = |id, step: f64, value: &dyn Fn(usize) -> f64, noise: &dyn Fn(usize) -> f64| {
            let values = (0..seconds.len()).map(|row| {
                let x = value(row) + noise(row) * dice.normal();
                ((x / step).round() * step) as f32
            });
            let values = values.collect();
            channels.push((id, values));
        };
        let at = |values: &[f32], row: usize| f64::from(values[row]);
        add(ChannelId::Lambda2, 0.01, &|row| at(&lambda, row), &|_| 0.003);
        let air = |row: usize| (at(&rpm, row) / 60.0 * (1.0 + at(&map, row))).max(0.0);
        add(ChannelId::Maf, 0.05, &air, &|row| 0.008 * air(row));
        let rolls = |row: usize| f64::from(u8::from(speed[row] > 1.0));
        add(ChannelId::WheelFl, 0.1, &|row| at(&speed, row) * 1.004, &|row| 0.15 * rolls(row));
        // What stands still by nature.
        add(ChannelId::IntakeAir, 1.0, &|row| 31.0 + 4.0 * (seconds[row] / 70.0).sin(), &|_| 0.0);
        add(ChannelId::OilTemp, 1.0, &|row| 94.0 - 60.0 * (-seconds[row] / 160.0).exp(), &|_| 0.0);
        add(ChannelId::FuelPressureDiff, 0.02, &|row| if rpm[row] > 450.0 { 3.0 } else { 2.9 }, &|_| 0.004);
        add(ChannelId::Baro, 0.001, &|_| 1.0132, &|_| 0.0001);
        Self { seconds, channels }
    }

    fn values(&mut self, id: ChannelId) -> &mut Vec<f32> {
        &mut self.channels.iter_mut().find(|c| c.0 == id).unwrap().1
    }

    fn rows(&self, t0: f64, t1: f64) -> Range<usize> {
        let first = self.seconds.partition_point(|t| *t < t0);
        first..self.seconds.partition_point(|t| *t < t1)
    }

    /// With what the import would flag.
    fn table(self) -> LogTable {
        let columns = self.channels.into_iter().map(|(id, values)| {
            let (low, high) = id.spec().plausible;
            let outside =
                RowMask::of_values(&values, |x| !(low..=high).contains(&f64::from(x)) && !x.is_nan());
            Column::new(id.into(), id.slug(), id.base_unit(), 0, ColumnData::F32(values.into()))
                .with_flags(vec![(Flag::OutOfRange, outside)])
        });
        let columns = columns.collect();
        LogTable::new(vec![TimeAxis::new(self.seconds)], columns).unwrap()
    }

    /// Lets a sensor fail; the rows at which it is off, none where it cannot fail so there.
    fn fail(&mut self, id: ChannelId, how: How, from: f64, lasts: f64, dice: &mut Dice) -> Option<Planted> {
        let rows = self.rows(from, from + lasts);
        let seconds = self.seconds.clone();
        let step = seconds[1] - seconds[0];
        let values = self.values(id);
        let held = values[rows.start - 1];
        let sound = values[rows.clone()].to_vec();
        let quantum = smallest_step(values);
        let range = quantiles(
            values.iter().map(|x| f64::from(*x)).filter(|x| x.is_finite()).collect(),
            &[0.005, 0.995],
        )?;
        let share = if id == ChannelId::Tps { OFF_THROTTLE } else { OFF };
        let wide = share * (range[1] - range[0]);
        let off = sound.iter().filter(|x| f64::from((**x - held).abs()) > wide).count();
        let mut open = true;
        let mut until = from;
        for (row, x) in rows.clone().zip(&sound) {
            let share = 1.0 - (-(seconds[row] - from + step * 0.5) / EMPTIES_S).exp();
            values[row] = match how {
                How::Freezes => held,
                How::FreezesAlive => held + if dice.even() < 0.3 { quantum } else { 0.0 },
                How::Falls(to) => to,
                // The logger's steps are those of the sensor's sound values.
                How::Sinks(to) => ((x + (to - x) * share as f32) / quantum).round() * quantum,
                How::Missing => f32::NAN,
                How::Chatters(to) => {
                    if seconds[row] >= until {
                        open = seconds[row] < from + step || !open;
                        until = seconds[row] + 0.25 + 0.3 * dice.even();
                    }
                    if open { to } else { *x }
                }
            };
        }
        let span = Span::new(seconds[rows.start], seconds[rows.end - 1]);
        let vague = match id {
            ChannelId::Speed | ChannelId::WheelFl => held < STANDS_KMH,
            ChannelId::Lambda1 | ChannelId::Lambda2 => held >= LEAN_END,
            // At its stop, or wide open, a throttle stands for as long as the driver likes.
            ChannelId::Tps => {
                let margin = AT_END * (range[1] - range[0]);
                !(range[0] + margin..=range[1] - margin).contains(&f64::from(held))
            }
            _ => false,
        };
        let seen = !how.is_stuck() || off as f64 * step >= OFF_S && !vague;
        Some(Planted { id, how, span, seen })
    }
}

/// The steps a logger writes a channel in.
pub fn smallest_step(values: &[f32]) -> f32 {
    let steps = values.windows(2).map(|w| (w[1] - w[0]).abs()).filter(|x| *x > 1e-5);
    steps.fold(f32::INFINITY, f32::min)
}

/// Whether a signal can be seen to be lost: the engine runs, a car that stands has no speed to lose, and a wheel that is
/// braked may lock.
fn can_be_lost(fitted: &mut Fitted, id: ChannelId, t0: f64, t1: f64) -> bool {
    let rows = fitted.rows(t0 - 0.5, t1 + 0.5);
    let speed = matches!(id, ChannelId::Speed | ChannelId::WheelFl);
    let least = |values: &[f32]| values[rows.clone()].iter().copied().fold(f32::INFINITY, f32::min);
    let rolls = !speed || least(fitted.values(ChannelId::Speed)) > 25.0;
    let driven = !speed || least(fitted.values(ChannelId::Tps)) > 12.0;
    rolls && driven && least(fitted.values(ChannelId::Rpm)) > 600.0
}

/// A drive on which so many sensors fail, apart from each other: stuck ones or lost ones.
pub fn spoilt(logger: Logger, number: usize, stuck: bool) -> Spoilt {
    let mut dice = Dice::new(logger.seed * 7919 + u64::from(logger.rate_hz));
    for _ in 0..20 {
        dice.even();
    }
    let mut fitted = Fitted::of(&drive(logger), &mut dice);
    let end = fitted.seconds[fitted.seconds.len() - 1];
    let mut planted: Vec<Planted> = Vec::new();
    let pick = |dice: &mut Dice, n: usize| ((dice.even() * n as f64) as usize).min(n - 1);
    for _ in 0..60 * number {
        if planted.len() >= number {
            break;
        }
        let (id, how, lasts) = if stuck {
            let how = if dice.even() < 0.3 { How::FreezesAlive } else { How::Freezes };
            (STICK[pick(&mut dice, STICK.len())], how, 3.0 + 15.0 * dice.even() * dice.even())
        } else {
            let (id, how) = LOSE[pick(&mut dice, LOSE.len())];
            let least = if how == How::Missing { 0.8 } else { 0.25 };
            (id, how, least + 3.5 * dice.even() * dice.even())
        };
        let t0 = 40.0 + (end - 65.0) * dice.even();
        let t1 = t0 + lasts;
        let apart = planted.iter().all(|p| t1 + APART_S < p.span.t0 || p.span.t1 + APART_S < t0);
        let runs = can_be_lost(&mut fitted, if stuck { ChannelId::Rpm } else { id }, t0, t1);
        if apart && runs {
            planted.extend(fitted.fail(id, how, t0, lasts, &mut dice));
        }
    }
    Spoilt { table: fitted.table(), planted }
}
