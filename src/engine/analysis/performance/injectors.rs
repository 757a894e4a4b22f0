//! Injectors, fuel pressure, and whether air and fuel agree with the mixture.

use serde::{Deserialize, Serialize};

use super::figure::{Figure, Origin, median, median_with_doubt, note};
use super::flows::{AirSource, DeadTime, Flow, FuelSource, duty_percent};
use super::params::Params;
use crate::engine::analysis::evidence::{Note, NoteCode};
use crate::engine::analysis::{Frame, Subject};
use crate::engine::channels::ChannelId;
use crate::engine::stats::{quantiles_f32, slope_of};
use crate::engine::table::{GAP_STEPS, RowMask};
use crate::engine::vehicle::{Bank, Vehicle};

/// Rail pressure above which fuel goes into the cylinder, bar: the manifold does not count then.
const DIRECT: f64 = 20.0;
/// Manifold pressure over the air outside: light load below, full load above, bar.
const LIGHT: f64 = -0.3;
const HEAVY: f64 = -0.05;
/// Rows that a pressure needs.
const LEAST: usize = 20;

/// One bank of injectors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BankDuty {
    /// 1 or 2.
    pub bank: u8,
    /// Highest share of the time open that three samples in a row reached, %.
    pub duty_percent: f64,
    pub at_s: f64,
    pub at_rpm: Option<f64>,
    /// The same without dead time; `None` where that is not known.
    pub effective_percent: Option<f64>,
    pub dead_time_ms: Option<f64>,
    /// The limit it is held against, %.
    pub limit: Figure,
    /// What is left up to the limit, as a share of it, %; below zero beyond it. By effective duty where it is known.
    pub headroom_percent: f64,
    pub seconds_over_limit: f64,
    pub seconds_over_danger: f64,
}

/// Three samples in a row that were at least this: the one in the middle, the least of them.
fn sustained(values: impl Fn(usize) -> f64, rows: usize) -> Option<(usize, f64)> {
    let (mut before, mut here) = (f64::NAN, f64::NAN);
    let mut best: Option<(usize, f64)> = None;
    for row in 0..rows {
        let next = values(row);
        let least = before.min(here).min(next);
        if before.is_finite() && here.is_finite() && next.is_finite() && best.is_none_or(|(_, b)| least > b) {
            best = Some((row - 1, least));
        }
        (before, here) = (here, next);
    }
    best
}

/// Both banks, where they are logged: a duty, or pulse and engine speed.
pub fn banks(frame: &Frame, subject: &Subject, params: &Params, notes: &mut Vec<Note>) -> Vec<BankDuty> {
    let vehicle = subject.vehicle.as_ref();
    let bank_of = |pick: fn(&Vehicle) -> &Bank| vehicle.map(pick).filter(|bank| bank.enabled);
    let limit = match vehicle.and_then(|v| v.limits.duty_percent) {
        Some(percent) => Figure::new(percent, 0.0, Origin::Vehicle),
        None => Figure::new(params.duty_limit, 0.0, Origin::Standard),
    };
    [
        (1u8, ChannelId::Duty1, ChannelId::Pw1, bank_of(|v| &v.injection.bank_a)),
        (2, ChannelId::Duty2, ChannelId::Pw2, bank_of(|v| &v.injection.bank_b)),
    ]
    .into_iter()
    .filter_map(|(bank, duty, pulse, of)| {
        let duty = frame.channel(duty).filter(|v| v.iter().any(|x| *x > 0.0));
        let pulse = frame.channel(pulse).filter(|v| v.iter().any(|x| *x > 0.0));
        let rpm = frame.channel(ChannelId::Rpm);
        if duty.is_none() && (pulse.is_none() || rpm.is_none()) {
            return None;
        }
        let dead = DeadTime::new(frame, of);
        let open = |row: usize| match (&duty, &pulse, &rpm) {
            (Some(duty), ..) => f64::from(duty[row]),
            (None, Some(pulse), Some(rpm)) => duty_percent(f64::from(pulse[row]), f64::from(rpm[row])),
            _ => f64::NAN,
        };
        let effective = |row: usize| {
            let pulse = pulse.as_ref().map_or(f64::NAN, |p| f64::from(p[row]));
            open(row) * dead.effective_share(pulse, row)
        };
        let selected = |f: &dyn Fn(usize) -> f64, row: usize| {
            if frame.selected().contains(row) { f(row) } else { f64::NAN }
        };
        let (row, most) = sustained(|row| selected(&open, row), frame.rows())?;
        let knows_dead = dead.known() && pulse.is_some();
        if !knows_dead {
            note(notes, Note::new(NoteCode::EnterDeadTime));
        }
        let most_effective =
            if knows_dead { sustained(|row| selected(&effective, row), frame.rows()) } else { None };
        let counted = most_effective.map_or(most, |(_, percent)| percent);
        Some(BankDuty {
            bank,
            duty_percent: most,
            at_s: frame.seconds()[row],
            at_rpm: rpm.as_ref().map(|rpm| f64::from(rpm[row])).filter(|x| x.is_finite()),
            effective_percent: most_effective.map(|(_, percent)| percent),
            dead_time_ms: knows_dead.then(|| dead.at(row)),
            limit,
            headroom_percent: (1.0 - counted / limit.value) * 100.0,
            seconds_over_limit: seconds_where(frame, |row| open(row) > limit.value),
            seconds_over_danger: seconds_where(frame, |row| open(row) > params.duty_danger),
        })
    })
    .collect()
}

/// Time the selected rows of a kind stand for.
pub(super) fn seconds_where(frame: &Frame, pick: impl Fn(usize) -> bool) -> f64 {
    let seconds = frame.seconds();
    let longest = frame.time().median_step() * GAP_STEPS;
    frame
        .selected()
        .iter()
        .filter(|row| pick(*row))
        .filter_map(|row| Some(seconds.get(row + 1)? - seconds[row]))
        .filter(|step| *step <= longest)
        .sum()
}

/// Pressure across the injectors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FuelPressure {
    /// Whether it was logged as such, else rail less manifold.
    pub logged: bool,
    /// At light load (else as the vehicle says), bar.
    pub base: Figure,
    /// Median at full load, bar.
    pub load_bar: f64,
    /// Lowest at full load that three samples in a row kept below, bar.
    pub lowest_bar: f64,
    pub lowest_s: f64,
    /// Base less median at full load, bar: what pump and filter lose.
    pub sag_bar: f64,
    /// Flow lost by it, %: `1 − √(p / p_base)`.
    pub flow_lost_percent: f64,
    /// Change of rail pressure by one bar of manifold pressure: 1 with a regulator that follows it, 0 with a fixed one.
    pub follows: Option<f64>,
    pub samples: u64,
}

/// Pressure across the injectors at each row, bar, and whether it was logged as such. `None` for direct injection, where
/// the manifold does not count.
pub fn differential(frame: &Frame, gauge: Option<&[f32]>) -> Option<(Vec<f32>, bool)> {
    if let Some((_, values)) = frame.first_of(&[ChannelId::FuelPressureDiff])
        && values.iter().any(|x| *x > 0.1)
    {
        return Some((values.to_vec(), true));
    }
    let (_, rail) = frame.first_of(&[ChannelId::FuelPressure])?;
    let sound: Vec<f32> = rail.iter().copied().filter(|x| *x > 0.1).collect();
    let usual = quantiles_f32(&sound, &[0.5])?[0];
    let gauge = gauge.filter(|_| usual < DIRECT)?;
    Some((rail.iter().zip(gauge).map(|(rail, map)| rail - map).collect(), false))
}

/// How pressure across the injectors holds under load.
pub fn fuel_pressure(
    frame: &Frame,
    subject: &Subject,
    (across, logged): (&[f32], bool),
    gauge: &[f32],
    full_load: &RowMask,
) -> Option<FuelPressure> {
    let running = frame.channel(ChannelId::Rpm).map(|rpm| RowMask::of_values(&rpm, |x| x > 400.0))?;
    let sound = RowMask::of_values(across, f32::is_finite).and(&running).and(frame.selected());
    let values = |rows: &RowMask| rows.iter().map(|row| f64::from(across[row])).collect::<Vec<f64>>();
    let light = sound.and(&RowMask::of_values(gauge, |x| f64::from(x) < LIGHT));
    let heavy = sound.and(full_load).and(&RowMask::of_values(gauge, |x| f64::from(x) > HEAVY));
    if heavy.count() < LEAST {
        return None;
    }
    let entered = subject.vehicle.as_ref().and_then(|v| v.injection.base_pressure_bar);
    let base = match median_with_doubt(&values(&light)).filter(|_| light.count() >= LEAST) {
        Some((bar, doubt)) => Figure::new(bar, doubt, Origin::Log),
        None => Figure::new(entered?, 0.1, Origin::Vehicle),
    };
    // A sensor without pressure at light load is not connected.
    if base.value <= 0.0 {
        return None;
    }
    let load_bar = median(values(&heavy))?;
    let under = |row: usize| if heavy.contains(row) { -f64::from(across[row]) } else { f64::NAN };
    let (lowest_row, lowest) = sustained(under, frame.rows())?;
    let follows = frame.channel(ChannelId::FuelPressure).and_then(|rail| {
        let rows = sound.and(&RowMask::of_values(&rail, f32::is_finite));
        let (x, y): (Vec<f64>, Vec<f64>) = rows
            .iter()
            .filter(|row| gauge[*row].is_finite())
            .map(|row| (f64::from(gauge[row]), f64::from(rail[row])))
            .unzip();
        let spread = x.iter().copied().fold(f64::NEG_INFINITY, f64::max)
            - x.iter().copied().fold(f64::INFINITY, f64::min);
        slope_of(&x, &y).filter(|_| spread > 0.3)
    });
    let share = (load_bar / base.value).max(0.0).sqrt();
    Some(FuelPressure {
        logged,
        base,
        load_bar,
        lowest_bar: -lowest,
        lowest_s: frame.seconds()[lowest_row],
        sag_bar: base.value - load_bar,
        flow_lost_percent: (1.0 - share) * 100.0,
        follows,
        samples: heavy.count() as u64,
    })
}

/// λ that air and fuel make, over measured λ, less one, %: an error of injector data, of pressure, of the air-flow meter,
/// or a leak.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Implied {
    pub median_percent: f64,
    /// Of the median.
    pub doubt_percent: f64,
    pub samples: u64,
}

/// Where it is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImpliedLambda {
    pub air: AirSource,
    pub fuel: FuelSource,
    pub light: Option<Implied>,
    pub heavy: Option<Implied>,
}

/// `λ_implied = air / (fuel · ratio at λ 1)` against the sensor, in steady rows.
pub fn implied_lambda(
    air: &Flow<AirSource>,
    fuel: &Flow<FuelSource>,
    lambda: &[f32],
    gauge: &[f32],
    stoich: f64,
    rows: &RowMask,
) -> Option<ImpliedLambda> {
    let (mut light, mut heavy) = (Vec::new(), Vec::new());
    for row in rows.iter() {
        let implied = f64::from(air.g_s[row]) / (f64::from(fuel.g_s[row]) * stoich);
        let off = (implied / f64::from(lambda[row]) - 1.0) * 100.0;
        let load = f64::from(gauge[row]);
        if off.is_finite() && load < LIGHT {
            light.push(off);
        } else if off.is_finite() && load > HEAVY {
            heavy.push(off);
        }
    }
    let of = |values: &[f64]| {
        let (median_percent, doubt_percent) = median_with_doubt(values)?;
        let enough = values.len() >= LEAST;
        enough.then_some(Implied { median_percent, doubt_percent, samples: values.len() as u64 })
    };
    let found = ImpliedLambda { air: air.source, fuel: fuel.source, light: of(&light), heavy: of(&heavy) };
    (found.light.is_some() || found.heavy.is_some()).then_some(found)
}
