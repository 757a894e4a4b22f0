//! Fuel used, by what the engine was doing, and how far a tank goes with it.

use serde::{Deserialize, Serialize};

use super::flows::{Flow, FuelSource};
use super::trace::KMH;
use crate::engine::analysis::Frame;
use crate::engine::analysis::patterns::{self, SegmentKind};
use crate::engine::channels::ChannelId;
use crate::engine::table::{GAP_STEPS, RowMask};

/// What is told apart.
const STATES: [SegmentKind; 5] = [
    SegmentKind::Idle,
    SegmentKind::Cruise,
    SegmentKind::Acceleration,
    SegmentKind::Pull,
    SegmentKind::Overrun,
];
/// Way from which a consumption by way means something, km.
const LEAST_KM: f64 = 0.2;

/// What one state took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StateUse {
    /// `None` for all of the log with the engine running.
    pub state: Option<SegmentKind>,
    /// In which fuel flow is known.
    pub seconds: f64,
    pub fuel_g: f64,
    /// Where the fuel's density is known.
    pub litres: Option<f64>,
    pub litres_per_hour: Option<f64>,
    /// Where road speed is known.
    pub km: Option<f64>,
    pub km_per_litre: Option<f64>,
    /// With the tank of the parameters.
    pub range_km: Option<f64>,
    /// With what the tank held at the end of the log.
    pub remaining_km: Option<f64>,
}

/// All of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Consumption {
    pub source: FuelSource,
    /// kg/L.
    pub density: Option<f64>,
    pub states: Vec<StateUse>,
    /// By the ECU's own counter, L.
    pub ecu_litres: Option<f64>,
}

struct Sums<'a> {
    seconds: &'a [f64],
    longest: f64,
    fuel: &'a [f32],
    speed: Option<&'a [f32]>,
    rpm: Option<&'a [f32]>,
}

impl Sums<'_> {
    /// Seconds, grams and km of some rows; each row stands until the next one.
    fn over(&self, rows: &RowMask) -> (f64, f64, f64) {
        let (mut seconds, mut grams, mut km) = (0.0, 0.0, 0.0);
        rows.for_each(|row| {
            let Some(next) = self.seconds.get(row + 1) else { return };
            let step = next - self.seconds[row];
            let flow = f64::from(self.fuel[row]);
            let running = self.rpm.is_none_or(|rpm| rpm[row] > 0.0);
            if step > self.longest || !flow.is_finite() || !running {
                return;
            }
            seconds += step;
            grams += flow * step;
            let speed = self.speed.map_or(0.0, |v| f64::from(v[row]));
            km += if speed.is_finite() { speed * KMH * step / 1000.0 } else { 0.0 };
        });
        (seconds, grams, km)
    }
}

/// Of the selected rows.
pub fn consumption(
    frame: &Frame,
    patterns: &patterns::Report,
    fuel: &Flow<FuelSource>,
    speed: Option<ChannelId>,
    density: Option<f64>,
    tank_l: f64,
) -> Consumption {
    let speed = speed.and_then(|id| frame.channel(id));
    let rpm = frame.channel(ChannelId::Rpm);
    let sums = Sums {
        seconds: frame.seconds(),
        longest: frame.time().median_step() * GAP_STEPS,
        fuel: &fuel.g_s,
        speed: speed.as_deref(),
        rpm: rpm.as_deref(),
    };
    let level = frame.channel(ChannelId::FuelLevel).and_then(|values| {
        frame.selected().iter().map(|row| f64::from(values[row])).filter(|x| *x > 0.0).last()
    });
    let used = |state: Option<SegmentKind>, rows: &RowMask| {
        let (seconds, fuel_g, km) = sums.over(rows);
        let litres = density.map(|kg_l| fuel_g / 1000.0 / kg_l);
        let km = speed.is_some().then_some(km);
        let km_per_litre = litres.zip(km).filter(|(l, km)| *l > 0.0 && *km >= LEAST_KM).map(|(l, km)| km / l);
        let range_km = km_per_litre.filter(|_| tank_l > 0.0).map(|economy| economy * tank_l);
        StateUse {
            state,
            seconds,
            fuel_g,
            litres,
            litres_per_hour: litres.filter(|_| seconds > 0.0).map(|l| l / seconds * 3600.0),
            km,
            km_per_litre,
            range_km,
            remaining_km: range_km.zip(level).map(|(km, percent)| km * percent / 100.0),
        }
    };
    let mut states = vec![used(None, frame.selected())];
    for kind in STATES {
        let rows = patterns.rows(kind, frame.rows()).and(frame.selected());
        if rows.any() {
            states.push(used(Some(kind), &rows));
        }
    }
    Consumption { source: fuel.source, density, states, ecu_litres: counted(frame) }
}

/// Rise of the ECU's counter over the selection.
fn counted(frame: &Frame) -> Option<f64> {
    let values = frame.channel(ChannelId::ConsumptionTotal)?;
    let mut sound = frame.selected().iter().map(|row| f64::from(values[row])).filter(|x| x.is_finite());
    let first = sound.next()?;
    let last = sound.last()?;
    (last > first).then_some(last - first)
}
