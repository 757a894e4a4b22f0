//! What a channel reads in this log at the same place, for the moments at which it stood still: coarser than
//! [`super::surface`], and made of all of the drive and not of its settled moments alone.

use std::ops::Range;
use std::sync::Arc;

use super::faults::{Context, MAD_TO_SD, Trace, is_opening, is_speed, median_and_mad, sampled_quantiles};
use crate::engine::analysis::trace;
use crate::engine::channels::ChannelId;
use crate::engine::table::RowMask;

/// Rows a cell is known by, at least, and rows looked at.
const KNOWN: usize = 12;
const SAMPLE: usize = 40_000;
/// Elsewhere is further off than so many standard deviations of the cell, and than this share of the channel's range.
const SIGMAS: f64 = 4.0;
const SHARE: f64 = 0.06;
/// A foot may hold a throttle while the load changes by itself.
const SHARE_OPENING: f64 = 0.12;
/// A load that has not moved for longer may be at fault itself and tells nothing, seconds; the last bit of its converter
/// is no move.
const ALIVE_S: f64 = 1.0;
const ALIVE: f64 = 1.5;
/// A throttle this near to its stop, %, stands there by nature.
const CLOSED: f64 = 2.0;

/// What a channel should read, row by row of the frame.
pub(super) struct Elsewhere {
    /// Median and standard deviation of each cell.
    cells: Vec<Option<(f64, f64)>>,
    cell: Vec<u16>,
    /// Rows at which the place is known.
    rows: RowMask,
    /// Engine speed, where the channel is known as a share of it.
    ratio_to: Option<Arc<[f32]>>,
    sigma: f64,
    least: f64,
    step_s: f64,
}

/// What tells a channel's place: bands of engine speed by bands of another channel.
struct Place {
    second: Arc<[f32]>,
    bands: (usize, usize),
    /// A road speed is a share of engine speed, one for each gear, and so is air, one for each load.
    by_rpm: bool,
    /// Whether the second channel tells, as long as it moves.
    moves: bool,
    /// Up to here it tells when it stands, too.
    stop: Option<f64>,
}

impl Elsewhere {
    /// `None` where the log does not say where the engine was.
    pub(super) fn of(trace: &Trace, context: &Context) -> Option<Self> {
        let frame = context.frame;
        let rpm = frame.channel(ChannelId::Rpm)?;
        let place = Place::of(trace.id, context, &rpm)?;
        let values = frame.values(&trace.column.key)?;
        let ends = sampled_quantiles(&values, &[0.005, 0.995])?;
        let (rpms, seconds) = (Bands::of(&rpm, place.bands.0)?, Bands::of(&place.second, place.bands.1)?);
        let number = |(r, s): (&f32, &f32)| (rpms.at(*r) * place.bands.1 + seconds.at(*s)) as u16;
        let cell: Vec<u16> = rpm.iter().zip(place.second.iter()).map(number).collect();
        let rows = place.known(context, &rpm);
        let ratio_to = place.by_rpm.then(|| Arc::clone(&rpm));
        let mut by_cell: Vec<Vec<f64>> = vec![Vec::new(); place.bands.0 * place.bands.1];
        let stride = (cell.len() / SAMPLE).max(1);
        for row in (0..cell.len()).step_by(stride) {
            if rows.contains(row) && values[row].is_finite() {
                let of = ratio_to.as_ref().map_or(1.0, |rpm| f64::from(rpm[row]));
                by_cell[usize::from(cell[row])].push(f64::from(values[row]) / of);
            }
        }
        let known = |found: &mut Vec<f64>| {
            let enough = found.len() >= KNOWN;
            median_and_mad(found).filter(|_| enough).map(|(median, mad)| (median, MAD_TO_SD * mad))
        };
        Some(Self {
            cells: by_cell.iter_mut().map(known).collect(),
            cell,
            rows,
            ratio_to,
            sigma: trace.sensor.sigma.max(trace.quantum),
            least: if is_opening(trace.id) { SHARE_OPENING } else { SHARE } * (ends[1] - ends[0]),
            step_s: frame.time().median_step(),
        })
    }

    /// How long, within some rows, the channel had to be elsewhere than at `value`, seconds.
    pub(super) fn seconds(&self, rows: Range<usize>, value: f64) -> f64 {
        let off = |row: &usize| {
            let place = self.cells[usize::from(self.cell[*row])].filter(|_| self.rows.contains(*row));
            let of = self.ratio_to.as_ref().map_or(1.0, |rpm| f64::from(rpm[*row]));
            place.is_some_and(|(expected, spread)| {
                (expected * of - value).abs() > (SIGMAS * self.sigma.max(spread * of)).max(self.least)
            })
        };
        rows.filter(off).count() as f64 * self.step_s
    }
}

impl Place {
    fn of(id: ChannelId, context: &Context, rpm: &Arc<[f32]>) -> Option<Self> {
        use ChannelId as C;
        let frame = context.frame;
        let place = |second, bands, by_rpm, moves| Self { second, bands, by_rpm, moves, stop: None };
        match id {
            C::MapGauge | C::MapAbs => frame.throttle().map(|(_, values)| {
                let stop = sampled_quantiles(&values, &[0.01]).map(|ends| ends[0] + CLOSED);
                Self { stop, ..place(values, (16, 24), false, true) }
            }),
            C::OilPressure => Some(place(Arc::clone(rpm), (48, 1), false, false)),
            _ if is_speed(id) => frame.channel(C::Gear).map(|values| place(values, (1, 12), true, false)),
            C::Maf => {
                let load = frame.load().filter(|(load, _)| *load != id);
                load.map(|(_, values)| place(values, (6, 48), true, true))
            }
            _ => {
                let load = frame.load().filter(|(load, _)| *load != id);
                load.map(|(_, values)| place(values, (16, 24), false, true))
            }
        }
    }

    /// Rows at which the engine ran and both channels tell where.
    fn known(&self, context: &Context, rpm: &[f32]) -> RowMask {
        let time = context.frame.seconds();
        let step = ALIVE * trace::quantum(&self.second).unwrap_or(0.0);
        let mut rows = RowMask::none(rpm.len());
        let (mut moved, mut from) = (f64::NEG_INFINITY, f32::NAN);
        for (row, x) in self.second.iter().enumerate() {
            if x.is_nan() {
                continue;
            }
            if from.is_nan() || f64::from((x - from).abs()) > step {
                (moved, from) = (time[row], *x);
            }
            let closed = self.stop.is_some_and(|stop| f64::from(*x) <= stop);
            let alive = !self.moves || closed || time[row] - moved <= ALIVE_S;
            if alive && rpm[row].is_finite() && context.counts(time[row]) {
                rows.insert(row);
            }
        }
        rows
    }
}

/// Even bands from end to end of a channel.
struct Bands {
    low: f64,
    width: f64,
    number: usize,
}

impl Bands {
    fn of(values: &[f32], number: usize) -> Option<Self> {
        let ends = sampled_quantiles(values, &[0.005, 0.995])?;
        Some(Self { low: ends[0], width: ((ends[1] - ends[0]) / number as f64).max(1e-9), number })
    }

    fn at(&self, x: f32) -> usize {
        // The cast takes what is below, or no number, to the first.
        (((f64::from(x) - self.low) / self.width) as usize).min(self.number - 1)
    }
}
