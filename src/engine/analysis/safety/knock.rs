//! Knock: retard, counts, and the level of the sensor over a noise floor that is learned from the log itself.
//!
//! # The floor
//! An engine is louder the faster it turns and the harder it works. Rows are filed by engine speed in steps of 500 rpm
//! and by load or none; in each file the floor is the median of the level and its width 1.4826 times the median
//! absolute deviation (Hampel 1974), which a few knocks do not move. A file of fewer than 40 rows borrows that of its
//! neighbours up to 1000 rpm away; where there is none, nothing is judged. The level is told in widths over the floor,
//! and counts only if it is also 4 dB over it (a ratio of 1.585), so that a very even floor makes no alarms.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::signals::{Signals, moves};
use super::watch::{Series, Unjudged, note};
use crate::engine::analysis::{Note, NoteCode, Reason};
use crate::engine::channels::ChannelId;
use crate::engine::stats::quantiles;
use crate::engine::table::RowMask;

const RPM_STEP: f64 = 500.0;
const LEAST_ROWS: usize = 40;
/// Neighbouring files that lend their floor.
const REACH: i64 = 2;
/// 4 dB as a ratio of amplitudes.
const RATIO: f64 = 1.585;
/// A floor is at least so wide, as a share of itself.
const LEAST_WIDTH: f64 = 0.04;
/// Rows of a file that are looked at.
const SAMPLE: usize = 4000;

/// Retard that the ECU applied, positive degrees.
pub(super) fn retard(signals: &Signals) -> Result<Vec<Series>, Unjudged> {
    let Some((id, values)) = signals.frame.first_of(&[ChannelId::KnockRetard]) else {
        return Err(Unjudged::NoChannel(vec![ChannelId::KnockRetard]));
    };
    let sound = || values.iter().copied().filter(|x| x.is_finite());
    let (low, high) = (sound().fold(0.0, f32::min), sound().fold(0.0, f32::max));
    // Some brands count retard below zero.
    let values: Arc<[f32]> = if -low > high { values.iter().map(|x| -x).collect() } else { values };
    Ok(vec![quiet(signals, id, values, &[])])
}

/// Knocks counted within the last second. A count that goes back was reset.
pub(super) fn count(signals: &Signals) -> Result<Vec<Series>, Unjudged> {
    let Some((id, values)) = signals.frame.first_of(&[ChannelId::KnockCount]) else {
        return Err(Unjudged::NoChannel(vec![ChannelId::KnockCount]));
    };
    let mut total = 0.0;
    let mut last = f32::NAN;
    let totals: Vec<f64> = values
        .iter()
        .map(|x| {
            if *x > last {
                total += f64::from(*x - last);
            }
            if x.is_finite() {
                last = *x;
            }
            total
        })
        .collect();
    let mut first = 0;
    let within = (0..totals.len()).map(|row| {
        while first < row && signals.seconds[first + 1] <= signals.seconds[row] - 1.0 {
            first += 1;
        }
        (totals[row] - totals[first]) as f32
    });
    let within: Arc<[f32]> = within.collect();
    Ok(vec![quiet(signals, id, within, &[])])
}

/// Level of the sensor in widths of the floor over it.
pub(super) fn level(signals: &Signals, notes: &mut Vec<Note>) -> Result<Vec<Series>, Unjudged> {
    let Some((id, level)) = signals.frame.first_of(&[ChannelId::KnockLevel]) else {
        return Err(Unjudged::NoChannel(vec![ChannelId::KnockLevel]));
    };
    let Some(rpm) = &signals.rpm else { return Err(Unjudged::NoChannel(vec![ChannelId::Rpm])) };
    if !moves(&level, 1e-3) {
        return Err(Unjudged::NotFitted(id));
    }
    let series = quiet(signals, id, Arc::clone(&level), &[]);
    let floors = Floors::learned(signals, &series.rows, rpm, &level);
    let mut unknown = RowMask::none(signals.rows());
    let over = (0..signals.rows()).map(|row| {
        if !series.rows.contains(row) {
            return f32::NAN;
        }
        let floor = floors.at(rpm[row], signals.load.contains(row));
        let Some((floor, width)) = floor else {
            unknown.insert(row);
            return f32::NAN;
        };
        let x = f64::from(level[row]);
        let loud = floor <= 0.0 || x >= RATIO * floor;
        if loud { ((x - floor) / width) as f32 } else { 0.0 }
    });
    let over: Arc<[f32]> = over.collect();
    note(notes, NoteCode::KnockFloor, id, &[floors.0.len() as f64]);
    Ok(vec![quiet(signals, id, over, &[(Reason::TooFew, &unknown)])])
}

/// Values while the engine drives the car: gear changes, limiters and overrun rattle.
fn quiet(signals: &Signals, id: ChannelId, values: Arc<[f32]>, more: &[(Reason, &RowMask)]) -> Series {
    let closed = match &signals.tps {
        Some(tps) => RowMask::of_values(tps, |x| x < 3.0).minus(&signals.load),
        None => RowMask::none(signals.rows()),
    };
    let mut without = vec![
        (Reason::Starting, &signals.starting),
        (Reason::FuelCut, &signals.cut),
        (Reason::Limited, &signals.limited),
        (Reason::GearChange, &signals.shifting),
        (Reason::OutOfWindow, &closed),
    ];
    without.extend_from_slice(more);
    signals.while_running(Some(id), values, &without)
}

/// Floor and width by engine speed and load.
struct Floors(BTreeMap<(bool, i64), (f64, f64)>);

impl Floors {
    fn learned(signals: &Signals, rows: &RowMask, rpm: &[f32], level: &[f32]) -> Self {
        let mut files: BTreeMap<(bool, i64), Vec<f64>> = BTreeMap::new();
        for row in rows.iter() {
            if rpm[row].is_finite() && level[row].is_finite() {
                let file = (signals.load.contains(row), file_of(rpm[row]));
                files.entry(file).or_default().push(f64::from(level[row]));
            }
        }
        let learned = files.into_iter().filter(|(_, levels)| levels.len() >= LEAST_ROWS);
        Self(learned.filter_map(|(file, levels)| Some((file, floor_of(levels)?))).collect())
    }

    fn at(&self, rpm: f32, load: bool) -> Option<(f64, f64)> {
        if !rpm.is_finite() {
            return None;
        }
        let file = file_of(rpm);
        (0..=REACH).flat_map(|by| [file + by, file - by]).find_map(|file| self.0.get(&(load, file))).copied()
    }
}

fn file_of(rpm: f32) -> i64 {
    (f64::from(rpm) / RPM_STEP).round() as i64
}

fn floor_of(levels: Vec<f64>) -> Option<(f64, f64)> {
    let stride = (levels.len() / SAMPLE).max(1);
    let levels: Vec<f64> = levels.into_iter().step_by(stride).collect();
    let floor = quantiles(levels.clone(), &[0.5])?[0];
    let apart = levels.iter().map(|x| (x - floor).abs()).collect();
    let width = 1.4826 * quantiles(apart, &[0.5])?[0];
    Some((floor, width.max(LEAST_WIDTH * floor.abs()).max(1e-9)))
}
