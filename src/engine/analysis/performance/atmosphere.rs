//! The air outside: pressure, temperature, humidity and what follows from them.

use serde::{Deserialize, Serialize};

use super::figure::{Figure, Origin, median, note};
use crate::engine::analysis::evidence::{Note, NoteCode};
use crate::engine::analysis::subject::SEA_LEVEL_BAR;
use crate::engine::analysis::{Frame, Subject};
use crate::engine::channels::ChannelId;

/// °C at which water freezes, in K.
pub const ZERO_C: f64 = 273.15;
/// Gas constant of dry air, J/(kg·K).
pub const R_DRY: f64 = 287.05;
/// Of water vapour, J/(kg·K).
const R_VAPOUR: f64 = 461.495;
/// Assumed where nothing tells, °C and %.
const USUAL_C: f64 = 25.0;
const USUAL_HUMIDITY: f64 = 50.0;
/// What a sensor of the air outside can read on this planet; beyond it, it is not one, bar and °C.
const POSSIBLE_BAR: (f64, f64) = (0.4, 1.2);
const POSSIBLE_C: (f64, f64) = (-60.0, 70.0);
/// Doubts of what was measured or entered, and of what was assumed.
const DOUBT_BAR: (f64, f64) = (0.003, 0.03);
const DOUBT_C: (f64, f64) = (2.0, 10.0);
const DOUBT_HUMIDITY: (f64, f64) = (10.0, 40.0);

/// See the module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Atmosphere {
    /// bar absolute.
    pub pressure: Figure,
    /// °C.
    pub temperature: Figure,
    /// Relative, %.
    pub humidity: Figure,
    /// Pressure of the water vapour, bar.
    pub vapour_bar: f64,
    /// Pressure of the air without it, bar.
    pub dry_bar: f64,
    /// kg/m³.
    pub density: f64,
}

/// Pressure at which water vapour saturates, bar: `610.78 Pa · 10^((7.5 T − 2048.625) / (T − 35.85))`, T in K.
pub fn saturation_bar(celsius: f64) -> f64 {
    let kelvin = celsius + ZERO_C;
    610.78e-5 * 10f64.powf((7.5 * kelvin - 2048.625) / (kelvin - 35.85))
}

/// Density of humid air, kg/m³: `p_dry / (287.05 T) + p_vapour / (461.495 T)`, pressures in bar.
pub fn density(dry_bar: f64, vapour_bar: f64, celsius: f64) -> f64 {
    let kelvin = celsius + ZERO_C;
    dry_bar * 1e5 / (R_DRY * kelvin) + vapour_bar * 1e5 / (R_VAPOUR * kelvin)
}

impl Atmosphere {
    /// From figures.
    pub fn of(pressure: Figure, temperature: Figure, humidity: Figure) -> Self {
        let vapour_bar = (saturation_bar(temperature.value) * humidity.value / 100.0)
            .clamp(0.0, (pressure.value * 0.2).max(0.0));
        let dry_bar = pressure.value - vapour_bar;
        let density = density(dry_bar, vapour_bar, temperature.value);
        Self { pressure, temperature, humidity, vapour_bar, dry_bar, density }
    }

    /// From the log, else from what is known beside it, else the usual, which is noted. Air in the manifold of a boosted
    /// engine has been compressed and tells nothing of the air outside.
    pub fn read(frame: &Frame, subject: &Subject, boosted: bool, notes: &mut Vec<Note>) -> Self {
        let measured = frame.first_of(&[ChannelId::Baro]).is_some();
        let pressure = frame.baro(subject, notes);
        let pressure = match (measured, subject.baro_bar) {
            _ if !within(pressure, POSSIBLE_BAR) => {
                note(notes, Note::new(NoteCode::BaroAssumed).with(&[SEA_LEVEL_BAR]));
                Figure::new(SEA_LEVEL_BAR, DOUBT_BAR.1, Origin::Standard)
            }
            (true, _) => Figure::new(pressure, DOUBT_BAR.0, Origin::Log),
            (false, Some(_)) => Figure::new(pressure, DOUBT_BAR.0, Origin::Session),
            (false, None) => Figure::new(pressure, DOUBT_BAR.1, Origin::Standard),
        };
        let temperature = temperature(frame, subject, boosted, notes);
        let humidity = subject.humidity_percent.map_or_else(
            || {
                note(notes, Note::new(NoteCode::HumidityAssumed).with(&[USUAL_HUMIDITY]));
                Figure::new(USUAL_HUMIDITY, DOUBT_HUMIDITY.1, Origin::Standard)
            },
            |percent| Figure::new(percent.clamp(0.0, 100.0), DOUBT_HUMIDITY.0, Origin::Session),
        );
        Self::of(pressure, temperature, humidity)
    }

    /// Doubt about the density, as a share of it.
    pub fn density_doubt(&self) -> f64 {
        let kelvin = self.temperature.value + ZERO_C;
        self.pressure.share().hypot(self.temperature.doubt / kelvin)
    }
}

fn within(x: f64, (low, high): (f64, f64)) -> bool {
    (low..=high).contains(&x)
}

fn temperature(frame: &Frame, subject: &Subject, boosted: bool, notes: &mut Vec<Note>) -> Figure {
    let measured = |id| {
        let (_, values) = frame.first_of(&[id])?;
        let sound = frame.selected().iter().map(|row| f64::from(values[row])).filter(|x| x.is_finite());
        median(sound.collect()).filter(|celsius| within(*celsius, POSSIBLE_C))
    };
    if let Some(celsius) = measured(ChannelId::Ambient) {
        return Figure::new(celsius, DOUBT_C.0, Origin::Log);
    }
    if let Some(celsius) = subject.ambient_c.filter(|celsius| within(*celsius, POSSIBLE_C)) {
        return Figure::new(celsius, DOUBT_C.0, Origin::Session);
    }
    if !boosted && let Some(celsius) = measured(ChannelId::IntakeAir) {
        note(notes, Note::new(NoteCode::AmbientFromIntake).of(ChannelId::IntakeAir).with(&[celsius]));
        return Figure::new(celsius, DOUBT_C.1, Origin::Log);
    }
    note(notes, Note::new(NoteCode::AmbientAssumed).with(&[USUAL_C]));
    Figure::new(USUAL_C, DOUBT_C.1, Origin::Standard)
}
