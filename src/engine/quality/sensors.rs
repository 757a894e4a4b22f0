//! Sensors: the channels an analysis needs, and whether they behave like sensors.
//!
//! | evidence | cost |
//! |---|---|
//! | no rpm | 35 |
//! | no λ | 20 |
//! | no load (manifold pressure, air mass, throttle or pedal) | 20 |
//! | no coolant temperature | 5 |
//! | λ or load that never moves while rpm does | 20 each |
//! | a sensor that comes and goes (sentinels among sound samples) | 100 times their share, at most 15 a channel |
//! | steps faster than the quantity can change | 500 times their share, at most 15 a channel |
//! | rpm, load or coolant that is noise: each sample as far from the last as from any other | 25 a channel |
//!
//! Noise is told by von Neumann's ratio, the mean squared difference of successive samples over twice the variance: 1
//! for independent values, a few hundredths for an engine sampled at 25 Hz. It is judged from 100 samples on that
//! vary more than a sensor's resolution.
//!
//! Noted without cost: an accelerometer whose median is beyond 1.5 g, sensors that are not fitted.

use super::{
    Case, EvidenceCode, PartCode, QualityPart, flagged, is_accelerometer, sound_moments, sound_values,
};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::passes;
use crate::engine::stats::quantiles;
use crate::engine::table::{Column, ColumnData, Flag, LogTable};

/// A meaning that some channel must carry, and what its absence costs.
const NEEDED: [(&[ChannelId], f64); 4] = [
    (&[ChannelId::Rpm], 35.0),
    (&[ChannelId::Lambda1, ChannelId::LambdaCl, ChannelId::Lambda2], 20.0),
    (
        &[
            ChannelId::MapGauge,
            ChannelId::MapAbs,
            ChannelId::Maf,
            ChannelId::Load,
            ChannelId::Tps,
            ChannelId::Pedal,
        ],
        20.0,
    ),
    (&[ChannelId::Coolant], 5.0),
];

/// The fastest change a sensor can report, base unit per second: about twice what the quantity does on an engine.
const FASTEST: [(ChannelId, f64); 15] = [
    (ChannelId::Rpm, 40_000.0),
    (ChannelId::MapGauge, 50.0),
    (ChannelId::MapAbs, 50.0),
    (ChannelId::Tps, 4000.0),
    (ChannelId::Pedal, 4000.0),
    (ChannelId::Coolant, 100.0),
    (ChannelId::OilTemp, 100.0),
    (ChannelId::FuelTemp, 100.0),
    (ChannelId::IntakeAir, 200.0),
    (ChannelId::ChargeAir, 400.0),
    (ChannelId::FuelPressure, 100.0),
    (ChannelId::OilPressure, 100.0),
    (ChannelId::Battery, 150.0),
    (ChannelId::Speed, 1000.0),
    (ChannelId::IgnAdvance, 2000.0),
];

/// Channels that cannot be noise, and how much they must vary to be judged.
const SMOOTH: [(ChannelId, f64); 5] = [
    (ChannelId::Rpm, 200.0),
    (ChannelId::MapGauge, 0.1),
    (ChannelId::MapAbs, 0.1),
    (ChannelId::Tps, 5.0),
    (ChannelId::Coolant, 5.0),
];

const NOISE_RATIO: f64 = 0.6;
const NOISE_SAMPLES: usize = 100;
const NOISE_COST: f64 = 25.0;
const STUCK_COST: f64 = 20.0;
const TILTED_G: f64 = 1.5;

pub(super) fn judge(table: &LogTable) -> QualityPart {
    let mut case = Case::open(PartCode::Sensors);
    for (ids, cost) in NEEDED {
        if !ids.iter().any(|id| table.channel(*id).is_some_and(logged)) {
            case.add(EvidenceCode::KeyChannelAbsent, Some(&ChannelKey::Known(ids[0])), &[], cost);
        }
    }
    judge_stuck(table, &mut case);
    for column in table.columns() {
        let Some(id) = column.id() else { continue };
        judge_presence(column, &mut case);
        if let Some((_, per_s)) = FASTEST.iter().find(|(fast, _)| *fast == id) {
            judge_jumps(table, column, *per_s, &mut case);
        }
        if let Some((_, spread)) = SMOOTH.iter().find(|(smooth, _)| *smooth == id) {
            judge_noise(column, *spread, &mut case);
        }
        if is_accelerometer(id) {
            judge_zero(column, &mut case);
        }
    }
    case.close()
}

fn logged(column: &Column) -> bool {
    column.missing() + flagged(column, Flag::Sentinel) + flagged(column, Flag::ExportTail) < column.len()
}

/// λ and load that stay put while the engine revs up and down.
fn judge_stuck(table: &LogTable, case: &mut Case) {
    let moves = |column: &Column| {
        let moments = sound_moments(column);
        moments.min().zip(moments.max()).map(|(low, high)| (low, high > low))
    };
    let Some(rpm) = table.channel(ChannelId::Rpm) else { return };
    if sound_moments(rpm).sd().is_none_or(|sd| sd < 100.0) {
        return;
    }
    let [_, (lambdas, _), (loads, _), _] = NEEDED;
    for ids in [lambdas, loads] {
        let present: Vec<(&Column, (f64, bool))> =
            ids.iter().filter_map(|id| table.channel(*id)).filter_map(|c| moves(c).map(|m| (c, m))).collect();
        // One that moves is enough: the others are not fitted, or one and the same.
        if let Some((column, (value, _))) = present.first()
            && present.iter().all(|(_, (_, moved))| !moved)
        {
            case.add(EvidenceCode::Stuck, Some(&column.key), &[*value], STUCK_COST);
        }
    }
}

/// Sentinels: all through, the sensor is not fitted; now and then, it comes and goes.
fn judge_presence(column: &Column, case: &mut Case) {
    let absent = flagged(column, Flag::Sentinel);
    let samples = column.len() - column.missing() - flagged(column, Flag::ExportTail);
    if absent == 0 {
        return;
    }
    if absent >= samples {
        let value = column.flags().iter().find(|(f, _)| *f == Flag::Sentinel).and_then(|(_, m)| m.nth(0));
        let value = value.map(|row| column.data().number(row)).filter(|x| x.is_finite());
        case.add(EvidenceCode::NotFitted, Some(&column.key), value.as_slice(), 0.0);
    } else {
        let share = absent as f64 / samples as f64;
        case.add(
            EvidenceCode::Intermittent,
            Some(&column.key),
            &[absent as f64, share],
            (100.0 * share).min(15.0),
        );
    }
}

fn judge_jumps(table: &LogTable, column: &Column, per_s: f64, case: &mut Case) {
    let axis = table.axis_of(column);
    // Quantisation alone is no jump: a step of the median time is the least that is looked at.
    let least = axis.median_step().max(1e-3);
    let seconds = axis.seconds();
    let (mut steps, mut jumps) = (0, 0);
    for run in column.sound_rows().runs() {
        steps += run.len() as u32 - 1;
        jumps += match column.data() {
            ColumnData::F32(v) => faster(&v[run.clone()], &seconds[run], per_s, least),
            ColumnData::F64(v) => faster(&v[run.clone()], &seconds[run], per_s, least),
            // A text does not move.
            ColumnData::Codes { .. } => 0,
        };
    }
    if jumps > 0 {
        let share = f64::from(jumps) / f64::from(steps);
        case.add(
            EvidenceCode::Jumps,
            Some(&column.key),
            &[f64::from(jumps), share],
            (500.0 * share).min(15.0),
        );
    }
}

/// Steps between neighbours that are faster than `per_s`.
fn faster<T: Copy + Into<f64>>(values: &[T], seconds: &[f64], per_s: f64, least: f64) -> u32 {
    let dt = |row: usize| {
        let dt = seconds[row + 1] - seconds[row];
        if dt > least { dt } else { least }
    };
    let fast = |row: usize| (values[row + 1].into() - values[row].into()).abs() > per_s * dt(row);
    passes::fold(0..values.len().saturating_sub(1), 0, |count, rows| {
        count + rows.map(|row| u32::from(fast(row))).sum::<u32>()
    })
}

fn judge_noise(column: &Column, spread: f64, case: &mut Case) {
    let Some(sd) = sound_moments(column).sd().filter(|sd| *sd > spread) else { return };
    let values = sound_values(column);
    if values.len() < NOISE_SAMPLES {
        return;
    }
    let square = |row: usize| (values[row + 1] - values[row]) * (values[row + 1] - values[row]);
    let squares =
        passes::fold(0..values.len() - 1, 0.0, |sum, rows| rows.map(square).fold(sum, |a, b| a + b));
    let ratio = squares / (values.len() - 1) as f64 / (2.0 * sd * sd);
    if ratio > NOISE_RATIO {
        case.add(EvidenceCode::Noise, Some(&column.key), &[ratio], NOISE_COST);
    }
}

fn judge_zero(column: &Column, case: &mut Case) {
    let values: Vec<f64> =
        (0..column.len()).map(|row| column.data().number(row)).filter(|x| x.is_finite()).collect();
    if let Some(median) = quantiles(values, &[0.5]).map(|q| q[0]).filter(|m| m.abs() > TILTED_G) {
        case.add(EvidenceCode::NotZeroed, Some(&column.key), &[median], 0.0);
    }
}
