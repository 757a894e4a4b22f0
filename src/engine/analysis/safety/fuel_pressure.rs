//! What is missing of the fuel pressure.
//!
//! With a regulator that follows the manifold the pressure across the injectors is the same everywhere; with a fixed one
//! that of the rail is. Which one it is, the vehicle says, else the log: the slope of fuel over manifold pressure is near
//! one with the former, near none with the latter. How high it should be, the vehicle says, else the median of the
//! log, which a pump that gives in under load does not move. All pressures are over the air outside.

use std::sync::Arc;

use super::signals::Signals;
use super::watch::{Series, Unjudged, note};
use crate::engine::analysis::{Note, NoteCode, Reason};
use crate::engine::channels::ChannelId;
use crate::engine::stats::quantiles;
use crate::engine::vehicle::Regulator;

/// A rail above this, bar, is that of direct injection, whose target moves.
const DIRECT_BAR: f64 = 20.0;
/// The regulator follows the manifold from this slope on.
const FOLLOWS: f64 = 0.5;
/// Manifold pressure has to span so much for the slope to say anything, bar.
const SPAN_BAR: f64 = 0.25;
const LEAST_ROWS: usize = 50;
/// Rows looked at for the median and the slope.
const SAMPLE: usize = 20_000;
/// A base pressure of the vehicle and that of the log differ by at most this where both are of one sensor, bar.
const AGREES_BAR: f64 = 0.6;

pub(super) fn drop(signals: &Signals, notes: &mut Vec<Note>) -> Result<Vec<Series>, Unjudged> {
    let vehicle = signals.subject.vehicle.as_ref();
    let given = vehicle.and_then(|v| v.injection.base_pressure_bar);
    let (id, pressure) = match signals.fitted(&[ChannelId::FuelPressureDiff], 0.5) {
        Ok(difference) => difference,
        Err(_) => across(signals, notes)?,
    };
    let judged = signals.running.minus(&signals.starting).and(signals.frame.selected());
    let values: Vec<f64> = sampled(judged.count(), judged.iter())
        .map(|row| f64::from(pressure[row]))
        .filter(|x| x.is_finite())
        .collect();
    if values.len() < LEAST_ROWS {
        return Err(Unjudged::NotFitted(id));
    }
    let Some(median) = quantiles(values, &[0.5]).map(|q| q[0]) else { return Err(Unjudged::NotFitted(id)) };
    if median > DIRECT_BAR {
        note(notes, NoteCode::DirectInjection, id, &[median]);
        return Err(Unjudged::NotFitted(id));
    }
    // A sensor that reads absolute, or a figure that was never updated: the log knows better what is usual.
    let base = given.filter(|base| (base - median).abs() <= AGREES_BAR).unwrap_or(median);
    note(notes, NoteCode::FuelPressureBase, id, &[base]);
    let missing: Arc<[f32]> = pressure.iter().map(|x| (base - f64::from(*x)) as f32).collect();
    Ok(vec![signals.while_running(Some(id), missing, &[(Reason::Starting, &signals.starting)])])
}

/// Pressure across the injectors, or of the rail where the regulator is fixed.
fn across(signals: &Signals, notes: &mut Vec<Note>) -> Result<(ChannelId, Arc<[f32]>), Unjudged> {
    let (id, rail) = signals.fitted(&[ChannelId::FuelPressure], 0.5)?;
    let Some(map) = &signals.map else {
        note(notes, NoteCode::RegulatorFixed, id, &[]);
        return Ok((id, rail));
    };
    let given = signals.subject.vehicle.as_ref().and_then(|v| v.injection.regulator);
    let follows = match given {
        Some(regulator) => regulator == Regulator::OneToOne,
        None => slope(signals, map, &rail).is_some_and(|slope| slope >= FOLLOWS),
    };
    if !follows {
        note(notes, NoteCode::RegulatorFixed, id, &[]);
        return Ok((id, rail));
    }
    Ok((id, rail.iter().zip(map.iter()).map(|(rail, map)| rail - map).collect()))
}

/// Slope between the medians of the rows near either end of the range of manifold pressure; `None` where it spans too
/// little. Counted by the range, not by rows: a drive has little time under load.
fn slope(signals: &Signals, map: &[f32], rail: &[f32]) -> Option<f64> {
    let judged = signals.running.minus(&signals.starting);
    let pairs: Vec<(f64, f64)> = sampled(judged.count(), judged.iter())
        .map(|row| (f64::from(map[row]), f64::from(rail[row])))
        .filter(|(x, y)| x.is_finite() && y.is_finite())
        .collect();
    let ends = quantiles(pairs.iter().map(|p| p.0).collect(), &[0.01, 0.99])?;
    let third = (ends[1] - ends[0]) / 3.0;
    let middle = |within: &dyn Fn(f64) -> bool| {
        let group: Vec<(f64, f64)> = pairs.iter().copied().filter(|p| within(p.0)).collect();
        if group.len() < LEAST_ROWS / 2 {
            return None;
        }
        let x = quantiles(group.iter().map(|p| p.0).collect(), &[0.5])?[0];
        let y = quantiles(group.iter().map(|p| p.1).collect(), &[0.5])?[0];
        Some((x, y))
    };
    let (low, high) = (middle(&|x| x <= ends[0] + third)?, middle(&|x| x >= ends[1] - third)?);
    (high.0 - low.0 >= SPAN_BAR).then(|| (high.1 - low.1) / (high.0 - low.0))
}

/// At most [`SAMPLE`] rows, spread evenly.
fn sampled(count: usize, rows: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    rows.step_by((count / SAMPLE).max(1))
}
