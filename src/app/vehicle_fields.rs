//! The fields of a vehicle as its form lays them out, and what they would usually hold.

use crate::engine::vehicle::{Field, Kind, Measure, Part, Vehicle};

/// Fields in the order in which the form shows them.
pub fn in_form_order(fields: impl Iterator<Item = Field>) -> impl Iterator<Item = Field> {
    let place = |field: &Field| layout(field.part()).iter().position(|f| f == field);
    let mut fields: Vec<Field> = fields.collect();
    fields.sort_by_key(|field| (field.part(), place(field)));
    fields.into_iter()
}

/// The fields of a part, in the order in which they are drawn.
pub const fn layout(part: Part) -> &'static [Field] {
    use Field as F;
    match part {
        Part::Identity => &[F::Name, F::Make, F::Model, F::Year, F::Nickname, F::Plate, F::Notes],
        Part::Engine => &[
            F::Displacement,
            F::Layout,
            F::Cylinders,
            F::Aspiration,
            F::Power,
            F::Torque,
            F::MaxRpm,
            F::IdleRpm,
            F::CompressionRatio,
            F::Camshaft,
            F::Cooling,
        ],
        Part::Fuel => &[F::Fuel, F::Ethanol, F::Bsfc, F::Octane, F::FuelSystem],
        Part::Injection => &[
            F::BankAEnabled,
            F::BankAInjectors,
            F::BankAFlow,
            F::BankADeadTime,
            F::BankAMode,
            F::BankAOutputs,
            F::BankBEnabled,
            F::BankBInjectors,
            F::BankBFlow,
            F::BankBDeadTime,
            F::BankBMode,
            F::BankBOutputs,
            F::BankBStart,
            F::Injector,
            F::Impedance,
            F::RatedPressure,
            F::BasePressure,
            F::Regulator,
            F::MinPulse,
        ],
        Part::Turbo => {
            &[F::MaxBoost, F::StandardBoost, F::NaturalPower, F::Wastegate, F::TurboMake, F::TurboModel]
        }
        Part::Driveline => &[
            F::Mass,
            F::DragCoefficient,
            F::FrontalArea,
            F::Tyre,
            F::Transmission,
            F::Drivetrain,
            F::FinalDrive,
            F::Gears,
            F::GearRatios,
        ],
        Part::Limits => {
            &[F::MapMin, F::MapMax, F::Duty, F::FuelPressureMin, F::Coolant, F::IntakeAir, F::Egt]
        }
    }
}

/// What a field would usually hold (base unit), for an example in its place while it is empty.
pub fn usual(vehicle: &Vehicle, field: Field) -> Option<(Measure, f64)> {
    let Kind::Number { measure, usual, .. } = field.kind() else { return None };
    let derived = match field {
        // Street boost is about 0.7 of what the turbo is set to at most.
        Field::StandardBoost => vehicle.turbo.max_boost_bar.map(|bar| bar * 0.7),
        Field::Bsfc => vehicle
            .fuel_properties()
            .map(|fuel| crate::engine::fuel::Bsfc::expected(&fuel, vehicle.engine.aspiration).typical),
        _ => None,
    };
    derived.or(usual).map(|value| (measure, value))
}
