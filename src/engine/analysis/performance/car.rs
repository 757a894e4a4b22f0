//! What of the vehicle the figures rest on. What is missing is noted by what to enter; what is assumed, with its figure.

use serde::{Deserialize, Serialize};

use super::figure::{Figure, Origin, note};
use super::params::Params;
use crate::engine::analysis::Subject;
use crate::engine::analysis::evidence::{Note, NoteCode};
use crate::engine::fuel::{FuelId, FuelProperties};
use crate::engine::vehicle::{Aspiration, Drivetrain, Transmission, Tyre, Vehicle};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Car {
    /// With what it carries, kg; `None` where it was not entered: no power without it.
    pub mass: Option<Figure>,
    /// Drag coefficient times frontal area, m².
    pub drag_area: Figure,
    /// Rolling resistance over weight.
    pub rolling: Figure,
    /// Lost between crank and wheels, share of the engine's power.
    pub loss: Figure,
    /// Distance of one turn of a driven wheel, m.
    pub circumference: Option<Figure>,
    /// Turns of the engine for one of a driven wheel, first gear first; empty where ratios or final drive are missing.
    pub ratios: Vec<f64>,
    pub displacement_l: Option<f64>,
    /// Whether the manifold may see more than the air outside; `None` where the vehicle does not say.
    pub aspiration: Option<Aspiration>,
    pub diesel: bool,
}

/// Doubt about a final drive and ratios as entered, with tyre wear and pressure in it, %.
const TYRE_DOUBT: f64 = 2.0;

impl Car {
    /// From the vehicle and the standard figures.
    pub fn read(subject: &Subject, params: &Params, notes: &mut Vec<Note>) -> Self {
        let none = Vehicle::default();
        let vehicle = subject.vehicle.as_ref().unwrap_or(&none);
        if subject.vehicle.is_none() {
            note(notes, Note::new(NoteCode::NoVehicle));
        }
        let mass = vehicle.body.mass_kg.filter(|kg| *kg > 0.0);
        if mass.is_none() {
            note(notes, Note::new(NoteCode::EnterMass));
        }
        note(notes, Note::new(NoteCode::RollingAssumed).with(&[params.rolling]));
        Self {
            mass: mass.map(|kg| Figure::within(kg + params.extra_mass, params.mass_doubt, Origin::Vehicle)),
            drag_area: drag_area(vehicle, params, notes),
            rolling: Figure::within(params.rolling, params.rolling_doubt, Origin::Standard),
            loss: loss(vehicle, params, notes),
            circumference: circumference(vehicle, params, notes),
            ratios: ratios(vehicle),
            displacement_l: vehicle.engine.displacement_l.filter(|l| *l > 0.0),
            aspiration: vehicle.engine.aspiration,
            diesel: vehicle.fuel.library == Some(FuelId::Diesel),
        }
    }
}

fn drag_area(vehicle: &Vehicle, params: &Params, notes: &mut Vec<Note>) -> Figure {
    let body = &vehicle.body;
    let coefficient = body.drag_coefficient.unwrap_or(params.drag_coefficient);
    let area = body.frontal_area_m2.unwrap_or(params.frontal_area);
    let given = body.drag_coefficient.is_some() && body.frontal_area_m2.is_some();
    if given {
        return Figure::within(coefficient * area, params.drag_doubt, Origin::Vehicle);
    }
    note(notes, Note::new(NoteCode::DragAssumed).with(&[coefficient, area]));
    // A guess at the shape of a car is worth half of one that was looked up.
    Figure::within(coefficient * area, params.drag_doubt * 2.0, Origin::Standard)
}

fn loss(vehicle: &Vehicle, params: &Params, notes: &mut Vec<Note>) -> Figure {
    let (percent, doubt) = match vehicle.driveline.drivetrain {
        Some(Drivetrain::Front) => (params.loss_front, 1.0),
        Some(Drivetrain::Rear) => (params.loss_rear, 1.0),
        Some(Drivetrain::All | Drivetrain::FourByFour) => (params.loss_all, 1.0),
        None => (params.loss_rear, 1.5),
    };
    let automatic =
        matches!(vehicle.driveline.transmission, Some(Transmission::Automatic | Transmission::Cvt));
    let percent = percent + if automatic { params.loss_automatic } else { 0.0 };
    note(notes, Note::new(NoteCode::LossAssumed).with(&[percent]));
    Figure::new(percent / 100.0, params.loss_doubt / 100.0 * doubt, Origin::Standard)
}

fn circumference(vehicle: &Vehicle, params: &Params, notes: &mut Vec<Note>) -> Option<Figure> {
    let tyre = Tyre::parse(&vehicle.body.tyre)?;
    note(notes, Note::new(NoteCode::TyreRolling).with(&[params.tyre_rolling]));
    let rolling = tyre.circumference_m() * (1.0 - params.tyre_rolling / 100.0);
    Some(Figure::within(rolling, TYRE_DOUBT, Origin::Vehicle))
}

fn ratios(vehicle: &Vehicle) -> Vec<f64> {
    let driveline = &vehicle.driveline;
    let Some(last) = driveline.final_drive else { return Vec::new() };
    driveline.gear_ratios.iter().map(|ratio| ratio * last).collect()
}

/// What burns: the share of ethanol the log measured, else what the vehicle says.
pub fn fuel_of(vehicle: Option<&Vehicle>, ethanol_percent: Option<f64>) -> Option<FuelProperties> {
    match ethanol_percent {
        Some(percent) => Some(crate::engine::fuel::blend(percent)),
        None => vehicle.and_then(Vehicle::fuel_properties),
    }
}
