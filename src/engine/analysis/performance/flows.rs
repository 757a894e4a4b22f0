//! Fuel and air of each row, from what the log and the vehicle give.

use serde::{Deserialize, Serialize};

use super::atmosphere::{R_DRY, ZERO_C};
use super::figure::note;
use crate::engine::analysis::evidence::{Note, NoteCode};
use crate::engine::analysis::{Frame, Subject};
use crate::engine::channels::ChannelId;
use crate::engine::vehicle::{Bank, Vehicle};

/// ms of two turns at 1 rpm: one injection each.
const CYCLE_MS_RPM: f64 = 120_000.0;
/// Pressure across an injector moves its flow within this span of factors; beyond it the sensor is wrong.
const PRESSURE_FACTOR: (f64, f64) = (0.5, 1.5);

/// Where a flow of fuel comes from. Translation key: `fuel-source-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FuelSource {
    /// A channel of the whole flow.
    Channel,
    /// Injectors of the vehicle: number, flow and open time without dead time.
    Injectors,
    /// What the ECU reckons for a bank from the injectors it was told, without dead time where that is known.
    Bank,
}

impl FuelSource {
    pub const ALL: [FuelSource; 3] = [FuelSource::Channel, FuelSource::Injectors, FuelSource::Bank];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            FuelSource::Channel => "channel",
            FuelSource::Injectors => "injectors",
            FuelSource::Bank => "bank",
        }
    }
}

/// Where a flow of air comes from. Translation key: `air-source-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AirSource {
    /// A mass-flow sensor.
    Maf,
    /// Manifold pressure, temperature and the ECU's table of volumetric efficiency.
    Ve,
}

impl AirSource {
    pub const ALL: [AirSource; 2] = [AirSource::Maf, AirSource::Ve];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            AirSource::Maf => "maf",
            AirSource::Ve => "ve",
        }
    }
}

/// A flow, g/s, NaN where it is not known.
pub struct Flow<S> {
    pub source: S,
    pub g_s: Vec<f32>,
}

impl<S> Flow<S> {
    /// Mean of the known values of some rows.
    pub fn mean(&self, rows: std::ops::Range<usize>) -> Option<f64> {
        mean_of(&self.g_s, rows)
    }
}

/// Mean of the finite values of some rows.
pub fn mean_of(values: &[f32], rows: std::ops::Range<usize>) -> Option<f64> {
    let within = values.get(rows.start.min(values.len())..rows.end.min(values.len()))?;
    let (sum, n) =
        within.iter().filter(|x| x.is_finite()).fold((0.0, 0u32), |(sum, n), x| (sum + f64::from(*x), n + 1));
    (n > 0).then(|| sum / f64::from(n))
}

/// Mass of air an engine of four strokes takes in, g/s: `VE · p · V · rpm / (120 R T)` with VE as a share, pressure in
/// bar absolute, displacement in L, temperature in °C.
///
/// ```
/// use fueltune_analyzer::engine::analysis::performance::air_g_s;
/// assert!((air_g_s(0.9, 1.0, 2.0, 6000.0, 25.0) - 105.2).abs() < 0.05);
/// ```
pub fn air_g_s(ve: f64, bar: f64, litres: f64, rpm: f64, celsius: f64) -> f64 {
    // Pa · m³ / (J/kg) is kg; times 1000 is g.
    ve * (bar * 1e5) * (litres / 1000.0) * rpm / (120.0 * R_DRY * (celsius + ZERO_C)) * 1000.0
}

/// Volumetric efficiency, share, of an air mass: the inverse of [`air_g_s`].
pub fn ve_of(g_s: f64, bar: f64, litres: f64, rpm: f64, celsius: f64) -> f64 {
    g_s / air_g_s(1.0, bar, litres, rpm, celsius)
}

/// Share of the time an injector is open, %, with one injection in two turns: `pulse · rpm / 1200`.
///
/// ```
/// use fueltune_analyzer::engine::analysis::performance::duty_percent;
/// assert!((duty_percent(12.8, 5020.0) - 53.546_666_666_666_67).abs() < 1e-9);
/// ```
pub fn duty_percent(pulse_ms: f64, rpm: f64) -> f64 {
    pulse_ms * rpm / CYCLE_MS_RPM * 100.0
}

/// Dead time of a bank at each row: its channel, else the vehicle's figure.
pub struct DeadTime {
    channel: Option<std::sync::Arc<[f32]>>,
    bank: Option<f64>,
}

impl DeadTime {
    pub fn new(frame: &Frame, bank: Option<&Bank>) -> Self {
        Self {
            channel: frame.first_of(&[ChannelId::DeadTime]).map(|(_, values)| values),
            bank: bank.and_then(|bank| bank.dead_time_ms),
        }
    }

    /// Whether it is known at all.
    pub fn known(&self) -> bool {
        self.channel.is_some() || self.bank.is_some()
    }

    /// ms at a row; 0 where nothing is known.
    pub fn at(&self, row: usize) -> f64 {
        self.channel
            .as_ref()
            .and_then(|values| values.get(row))
            .filter(|ms| ms.is_finite())
            .map(|ms| f64::from(*ms))
            .or(self.bank)
            .unwrap_or(0.0)
    }

    /// What is left of a pulse without it, share.
    pub fn effective_share(&self, pulse_ms: f64, row: usize) -> f64 {
        if pulse_ms > 0.0 { ((pulse_ms - self.at(row)) / pulse_ms).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// Flow of fuel at each row, best source first: a channel of the whole, the vehicle's injectors, the ECU's own figure of
/// its bank. `differential` is the pressure across the injectors at each row, bar.
pub fn fuel_flow(
    frame: &Frame,
    subject: &Subject,
    differential: Option<&[f32]>,
    notes: &mut Vec<Note>,
) -> Option<Flow<FuelSource>> {
    if let Some((_, values)) = moving(frame, ChannelId::FuelFlow) {
        return Some(Flow { source: FuelSource::Channel, g_s: values.to_vec() });
    }
    if let Some(flow) = by_injectors(frame, subject, differential, notes) {
        return Some(flow);
    }
    let (_, bank) = moving(frame, ChannelId::FuelFlowBankA)?;
    let dead = DeadTime::new(frame, subject.vehicle.as_ref().map(|v| &v.injection.bank_a));
    let pulse = frame.channel(ChannelId::Pw1).filter(|_| dead.known());
    if pulse.is_none() {
        note(notes, Note::new(NoteCode::FlowWithDeadTime).of(ChannelId::FuelFlowBankA));
    }
    let g_s = (0..bank.len())
        .map(|row| match &pulse {
            Some(pulse) => bank[row] * dead.effective_share(f64::from(pulse[row]), row) as f32,
            None => bank[row],
        })
        .collect();
    Some(Flow { source: FuelSource::Bank, g_s })
}

/// A channel that ever says more than nothing.
fn moving(frame: &Frame, id: ChannelId) -> Option<(ChannelId, std::sync::Arc<[f32]>)> {
    frame.first_of(&[id]).filter(|(_, values)| values.iter().any(|x| *x > 0.0))
}

/// What one bank's injectors let through wide open, g/s, at the rated pressure.
fn bank_flow(bank: &Bank) -> Option<f64> {
    Some(f64::from(bank.injectors?) * bank.flow_g_s?)
}

fn by_injectors(
    frame: &Frame,
    subject: &Subject,
    differential: Option<&[f32]>,
    notes: &mut Vec<Note>,
) -> Option<Flow<FuelSource>> {
    let vehicle = subject.vehicle.as_ref()?;
    let rpm = frame.channel(ChannelId::Rpm)?;
    let mut g_s = vec![0.0f32; frame.rows()];
    let mut any = false;
    let banks = [
        (&vehicle.injection.bank_a, ChannelId::Pw1, ChannelId::Duty1),
        (&vehicle.injection.bank_b, ChannelId::Pw2, ChannelId::Duty2),
    ];
    for (bank, pulse, duty) in banks.into_iter().filter(|(bank, ..)| bank.enabled) {
        let Some(wide_open) = bank_flow(bank) else {
            note(notes, Note::new(NoteCode::EnterInjectors));
            return None;
        };
        let (pulse, duty) = (moving(frame, pulse), moving(frame, duty));
        if pulse.is_none() && duty.is_none() {
            // A second bank that is not logged would be half of the truth.
            return None;
        }
        any = true;
        let dead = DeadTime::new(frame, Some(bank));
        if !dead.known() || pulse.is_none() {
            note(notes, Note::new(NoteCode::EnterDeadTime));
        }
        for (row, sum) in g_s.iter_mut().enumerate() {
            let turns = f64::from(rpm[row]);
            let pulse = pulse.as_ref().map(|(_, values)| f64::from(values[row]));
            let open = match (&duty, pulse) {
                (Some((_, duty)), Some(pulse)) => {
                    f64::from(duty[row]) / 100.0 * dead.effective_share(pulse, row)
                }
                (Some((_, duty)), None) => f64::from(duty[row]) / 100.0,
                (None, Some(pulse)) => duty_percent(pulse, turns) / 100.0 * dead.effective_share(pulse, row),
                (None, None) => f64::NAN,
            };
            *sum += (open.clamp(0.0, 1.0) * wide_open) as f32;
        }
    }
    if !any {
        note(notes, Note::new(NoteCode::EnterInjectors));
        return None;
    }
    pressed(&mut g_s, vehicle, differential);
    Some(Flow { source: FuelSource::Injectors, g_s })
}

/// More pressure across an injector lets more through: `Q = Q_rated √(Δp / Δp_rated)`.
fn pressed(g_s: &mut [f32], vehicle: &Vehicle, differential: Option<&[f32]>) {
    let (Some(rated), Some(differential)) = (vehicle.injection.rated_pressure_bar, differential) else {
        return;
    };
    for (flow, bar) in g_s.iter_mut().zip(differential) {
        let factor = (f64::from(*bar) / rated).max(0.0).sqrt();
        if factor.is_finite() {
            *flow *= factor.clamp(PRESSURE_FACTOR.0, PRESSURE_FACTOR.1) as f32;
        }
    }
}

/// Temperature of the air that enters the cylinders: after the cooler, else at the intake.
pub fn charge(frame: &Frame) -> Option<std::sync::Arc<[f32]>> {
    frame.first_of(&[ChannelId::ChargeAir, ChannelId::IntakeAir]).map(|(_, values)| values)
}

/// Flow of air at each row: a sensor's, else by the ECU's volumetric efficiency.
pub fn air_flow(
    frame: &Frame,
    displacement_l: Option<f64>,
    map_absolute: Option<&[f32]>,
) -> Option<Flow<AirSource>> {
    if let Some((_, values)) = moving(frame, ChannelId::Maf) {
        return Some(Flow { source: AirSource::Maf, g_s: values.to_vec() });
    }
    let (_, ve) = moving(frame, ChannelId::Ve)?;
    let (litres, map) = (displacement_l?, map_absolute?);
    let (rpm, air) = (frame.channel(ChannelId::Rpm)?, charge(frame)?);
    let g_s = (0..frame.rows())
        .map(|row| {
            let at = |values: &[f32]| f64::from(values[row]);
            air_g_s(at(&ve) / 100.0, at(map), litres, at(&rpm), at(&air)) as f32
        })
        .collect();
    Some(Flow { source: AirSource::Ve, g_s })
}
