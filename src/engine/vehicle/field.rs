//! The fields of a vehicle as a form, a validator and a message see them: one list for all three.

use super::{
    Aspiration, BankMode, Camshaft, Cooling, Drivetrain, FuelSystem, Impedance, Layout, Regulator,
    Transmission, Vehicle, Wastegate,
};
use crate::engine::fuel::{FuelId, G_PER_KWH};
use crate::engine::units::Quantity;

/// A part of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    Identity,
    Engine,
    Fuel,
    Injection,
    Turbo,
    Driveline,
    Limits,
}

impl Part {
    /// In the order of the form.
    pub const ALL: [Part; 7] = [
        Part::Identity,
        Part::Engine,
        Part::Fuel,
        Part::Injection,
        Part::Turbo,
        Part::Driveline,
        Part::Limits,
    ];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Part::Identity => "identity",
            Part::Engine => "engine",
            Part::Fuel => "fuel",
            Part::Injection => "injection",
            Part::Turbo => "turbo",
            Part::Driveline => "driveline",
            Part::Limits => "limits",
        }
    }
}

/// What a number measures, and so what it is entered and shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// In the unit the user chose for the quantity.
    Of(Quantity),
    /// Volume of an engine, base L whatever the user's unit of volume: nobody speaks of gallons there.
    Displacement,
    /// Flow of an injector, base g/s.
    InjectorFlow,
    /// Brake-specific fuel consumption, base g/kWh.
    Bsfc,
    /// Area, base m².
    Area,
    /// A bare number.
    Plain,
}

/// What a field takes. Limits are in base units and belong to what is allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// One line, cleaned; so many characters at most.
    Line {
        most: usize,
        required: bool,
    },
    /// Several lines, kept as they are.
    Text {
        most: usize,
    },
    Number {
        measure: Measure,
        least: f64,
        most: f64,
        usual: Option<f64>,
    },
    Count {
        least: u32,
        most: u32,
        usual: Option<u32>,
    },
    /// Whole numbers that do not repeat.
    Counts {
        least: u32,
        most: u32,
    },
    /// Several numbers.
    Numbers {
        least: f64,
        most: f64,
        longest: usize,
    },
    /// One of these slugs.
    Choice {
        slugs: &'static [&'static str],
    },
    Flag,
}

/// lb/h in g/s.
const LB_H: f64 = 0.125_997_881;
/// cv in kW.
const CV: f64 = 0.735_498_75;
const PLAIN: Measure = Measure::Plain;
const PRESSURE: Measure = Measure::Of(Quantity::Pressure);
const SPEED: Measure = Measure::Of(Quantity::RotationalSpeed);
const TEMPERATURE: Measure = Measure::Of(Quantity::Temperature);
const POWER: Measure = Measure::Of(Quantity::Power);
const TIME: Measure = Measure::Of(Quantity::Duration);
const PERCENT: Measure = Measure::Of(Quantity::Percent);

const fn line(most: usize) -> Kind {
    Kind::Line { most, required: false }
}

const fn required(most: usize) -> Kind {
    Kind::Line { most, required: true }
}

const fn number(measure: Measure, least: f64, most: f64, usual: Option<f64>) -> Kind {
    Kind::Number { measure, least, most, usual }
}

const fn count(least: u32, most: u32, usual: Option<u32>) -> Kind {
    Kind::Count { least, most, usual }
}

/// The fuels of the library and a blend of one's own.
pub const BLEND: &str = "blend";
static FUEL_SLUGS: [&str; FuelId::ALL.len() + 1] = {
    let mut slugs = [BLEND; FuelId::ALL.len() + 1];
    let mut i = 0;
    while i < FuelId::ALL.len() {
        slugs[i] = FuelId::ALL[i].slug();
        i += 1;
    }
    slugs
};

macro_rules! fields {
    (
        lines { $( $line:ident $line_slug:literal $line_part:ident $line_kind:expr => $($line_path:ident).+; )* }
        numbers { $( $num:ident $num_slug:literal $num_part:ident $num_kind:expr => $($num_path:ident).+; )* }
        counts { $( $count:ident $count_slug:literal $count_part:ident $count_kind:expr => $($count_path:ident).+; )* }
        choices { $( $choice:ident $choice_slug:literal $choice_part:ident $choice_type:ident => $($choice_path:ident).+; )* }
        flags { $( $flag:ident $flag_slug:literal $flag_part:ident => $($flag_path:ident).+; )* }
        others { $( $other:ident $other_slug:literal $other_part:ident $other_kind:expr; )* }
    ) => {
        /// A field of a vehicle.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($line,)* $($num,)* $($count,)* $($choice,)* $($flag,)* $($other,)* }

        impl Field {
            pub const ALL: &'static [Field] = &[
                $(Field::$line,)* $(Field::$num,)* $(Field::$count,)* $(Field::$choice,)* $(Field::$flag,)* $(Field::$other,)*
            ];

            /// Stable name, used for translation keys, drafts and the names of inputs.
            pub const fn slug(self) -> &'static str {
                match self {
                    $(Field::$line => $line_slug,)* $(Field::$num => $num_slug,)* $(Field::$count => $count_slug,)*
                    $(Field::$choice => $choice_slug,)* $(Field::$flag => $flag_slug,)* $(Field::$other => $other_slug,)*
                }
            }

            /// Where it stands in the form.
            pub const fn part(self) -> Part {
                match self {
                    $(Field::$line => Part::$line_part,)* $(Field::$num => Part::$num_part,)*
                    $(Field::$count => Part::$count_part,)* $(Field::$choice => Part::$choice_part,)*
                    $(Field::$flag => Part::$flag_part,)* $(Field::$other => Part::$other_part,)*
                }
            }

            /// What it takes.
            pub fn kind(self) -> Kind {
                match self {
                    $(Field::$line => $line_kind,)* $(Field::$num => $num_kind,)* $(Field::$count => $count_kind,)*
                    $(Field::$choice => Kind::Choice { slugs: $choice_type::SLUGS },)*
                    $(Field::$flag => Kind::Flag,)* $(Field::$other => $other_kind,)*
                }
            }
        }

        impl Vehicle {
            /// A field of text; `None` for another kind of field.
            pub fn line(&self, field: Field) -> Option<&String> {
                match field { $(Field::$line => Some(&self.$($line_path).+),)* _ => None }
            }

            pub fn line_mut(&mut self, field: Field) -> Option<&mut String> {
                match field { $(Field::$line => Some(&mut self.$($line_path).+),)* _ => None }
            }

            /// A field with a number; `None` for another kind of field.
            pub fn number(&self, field: Field) -> Option<Option<f64>> {
                match field { $(Field::$num => Some(self.$($num_path).+),)* _ => None }
            }

            pub fn number_mut(&mut self, field: Field) -> Option<&mut Option<f64>> {
                match field { $(Field::$num => Some(&mut self.$($num_path).+),)* _ => None }
            }

            /// A field with a whole number; `None` for another kind of field.
            pub fn count(&self, field: Field) -> Option<Option<u32>> {
                match field { $(Field::$count => Some(self.$($count_path).+),)* _ => None }
            }

            pub fn count_mut(&mut self, field: Field) -> Option<&mut Option<u32>> {
                match field { $(Field::$count => Some(&mut self.$($count_path).+),)* _ => None }
            }

            /// Whether a box is ticked; `None` for another kind of field.
            pub fn flag(&self, field: Field) -> Option<bool> {
                match field { $(Field::$flag => Some(self.$($flag_path).+),)* _ => None }
            }

            pub fn flag_mut(&mut self, field: Field) -> Option<&mut bool> {
                match field { $(Field::$flag => Some(&mut self.$($flag_path).+),)* _ => None }
            }

            /// The slug a field of choice stands at; empty where nothing was chosen; `None` for another kind of field.
            pub fn choice(&self, field: Field) -> Option<&'static str> {
                match field {
                    $(Field::$choice => Some(self.$($choice_path).+.map_or("", $choice_type::slug)),)*
                    Field::Fuel => Some(match (self.fuel.library, self.fuel.ethanol_percent) {
                        (Some(id), _) => id.slug(),
                        (None, Some(_)) => BLEND,
                        (None, None) => "",
                    }),
                    _ => None,
                }
            }

            /// Chooses by slug; an unknown or empty one clears the field. `BLEND` alone says nothing yet: its share does.
            pub fn set_choice(&mut self, field: Field, slug: &str) {
                match field {
                    $(Field::$choice => self.$($choice_path).+ = $choice_type::from_slug(slug),)*
                    Field::Fuel => self.fuel.library = FuelId::from_slug(slug),
                    _ => {}
                }
            }
        }
    };
}

fields! {
    lines {
        Name "name" Identity required(100) => name;
        Nickname "nickname" Identity line(50) => nickname;
        Make "make" Identity required(50) => make;
        Model "model" Identity required(50) => model;
        Plate "plate" Identity line(10) => plate;
        Notes "notes" Identity Kind::Text { most: 5000 } => notes;
        Injector "injector" Injection line(50) => injection.injector;
        TurboMake "turbo-make" Turbo line(50) => turbo.make;
        TurboModel "turbo-model" Turbo line(50) => turbo.model;
        Tyre "tyre" Driveline line(20) => body.tyre;
    }
    numbers {
        Displacement "displacement" Engine number(Measure::Displacement, 0.1, 10.0, Some(2.0)) => engine.displacement_l;
        MaxRpm "max-rpm" Engine number(SPEED, 1000.0, 20_000.0, Some(7000.0)) => engine.max_rpm;
        IdleRpm "idle-rpm" Engine number(SPEED, 300.0, 3000.0, Some(800.0)) => engine.idle_rpm;
        CompressionRatio "compression-ratio" Engine number(PLAIN, 5.0, 25.0, Some(10.5)) => engine.compression_ratio;
        Power "power" Engine number(POWER, 0.0, 2600.0 * CV, None) => engine.power_kw;
        Torque "torque" Engine number(Measure::Of(Quantity::Torque), 0.0, 2000.0, None) => engine.torque_nm;
        Ethanol "ethanol" Fuel number(PERCENT, 0.0, 100.0, None) => fuel.ethanol_percent;
        Octane "octane" Fuel number(PLAIN, 87.0, 110.0, Some(95.0)) => fuel.octane;
        Bsfc "bsfc" Fuel number(Measure::Bsfc, 0.30 * G_PER_KWH, 1.60 * G_PER_KWH, None) => fuel.bsfc_g_kwh;
        RatedPressure "rated-pressure" Injection number(PRESSURE, 1.0, 10.0, Some(3.0)) => injection.rated_pressure_bar;
        BasePressure "base-pressure" Injection number(PRESSURE, 0.0, 10.0, Some(3.0)) => injection.base_pressure_bar;
        MinPulse "min-pulse" Injection number(TIME, 0.0, 10.0, Some(1.6)) => injection.min_pulse_ms;
        BankAFlow "bank-a-flow" Injection number(Measure::InjectorFlow, 10.0 * LB_H, 2000.0 * LB_H, None) => injection.bank_a.flow_g_s;
        BankADeadTime "bank-a-dead-time" Injection number(TIME, 0.0, 10.0, Some(1.0)) => injection.bank_a.dead_time_ms;
        BankBFlow "bank-b-flow" Injection number(Measure::InjectorFlow, 10.0 * LB_H, 2000.0 * LB_H, None) => injection.bank_b.flow_g_s;
        BankBDeadTime "bank-b-dead-time" Injection number(TIME, 0.0, 10.0, Some(1.0)) => injection.bank_b.dead_time_ms;
        BankBStart "bank-b-start" Injection number(PRESSURE, -1.0, 5.0, None) => injection.bank_b.start_pressure_bar;
        MaxBoost "max-boost" Turbo number(PRESSURE, 0.0, 5.0, Some(1.5)) => turbo.max_boost_bar;
        StandardBoost "standard-boost" Turbo number(PRESSURE, 0.0, 5.0, None) => turbo.standard_boost_bar;
        NaturalPower "natural-power" Turbo number(POWER, 0.0, 2600.0 * CV, None) => turbo.natural_power_kw;
        FinalDrive "final-drive" Driveline number(PLAIN, 2.0, 6.0, Some(3.5)) => driveline.final_drive;
        Mass "mass" Driveline number(Measure::Of(Quantity::Mass), 500.0, 5000.0, None) => body.mass_kg;
        DragCoefficient "drag-coefficient" Driveline number(PLAIN, 0.1, 1.5, Some(0.32)) => body.drag_coefficient;
        FrontalArea "frontal-area" Driveline number(Measure::Area, 0.3, 10.0, Some(2.1)) => body.frontal_area_m2;
        MapMin "map-min" Limits number(PRESSURE, -1.0, 0.0, Some(-1.0)) => limits.map_min_bar;
        MapMax "map-max" Limits number(PRESSURE, 0.0, 5.0, Some(5.0)) => limits.map_max_bar;
        Duty "duty" Limits number(PERCENT, 50.0, 100.0, Some(85.0)) => limits.duty_percent;
        Coolant "coolant" Limits number(TEMPERATURE, 60.0, 150.0, Some(105.0)) => limits.coolant_c;
        IntakeAir "intake-air" Limits number(TEMPERATURE, 20.0, 150.0, Some(75.0)) => limits.intake_air_c;
        Egt "egt" Limits number(TEMPERATURE, 400.0, 1200.0, Some(900.0)) => limits.egt_c;
        FuelPressureMin "fuel-pressure-min" Limits number(PRESSURE, 0.0, 10.0, Some(2.5)) => limits.fuel_pressure_min_bar;
    }
    counts {
        Year "year" Identity count(1900, 2030, None) => year;
        Cylinders "cylinders" Engine count(1, 16, Some(4)) => engine.cylinders;
        BankAInjectors "bank-a-injectors" Injection count(1, 16, Some(4)) => injection.bank_a.injectors;
        BankBInjectors "bank-b-injectors" Injection count(1, 16, Some(4)) => injection.bank_b.injectors;
        Gears "gears" Driveline count(3, 10, Some(5)) => driveline.gears;
    }
    choices {
        Layout "layout" Engine Layout => engine.layout;
        Aspiration "aspiration" Engine Aspiration => engine.aspiration;
        Camshaft "camshaft" Engine Camshaft => engine.camshaft;
        Cooling "cooling" Engine Cooling => engine.cooling;
        FuelSystem "fuel-system" Fuel FuelSystem => fuel.system;
        Regulator "regulator" Injection Regulator => injection.regulator;
        Impedance "impedance" Injection Impedance => injection.impedance;
        BankAMode "bank-a-mode" Injection BankMode => injection.bank_a.mode;
        BankBMode "bank-b-mode" Injection BankMode => injection.bank_b.mode;
        Wastegate "wastegate" Turbo Wastegate => turbo.wastegate;
        Transmission "transmission" Driveline Transmission => driveline.transmission;
        Drivetrain "drivetrain" Driveline Drivetrain => driveline.drivetrain;
    }
    flags {
        BankAEnabled "bank-a-enabled" Injection => injection.bank_a.enabled;
        BankBEnabled "bank-b-enabled" Injection => injection.bank_b.enabled;
    }
    others {
        Fuel "fuel" Fuel Kind::Choice { slugs: &FUEL_SLUGS };
        BankAOutputs "bank-a-outputs" Injection Kind::Counts { least: 1, most: 8 };
        BankBOutputs "bank-b-outputs" Injection Kind::Counts { least: 1, most: 8 };
        GearRatios "gear-ratios" Driveline Kind::Numbers { least: 0.2, most: 8.0, longest: 10 };
    }
}

impl Field {
    /// The field of this slug.
    pub fn from_slug(slug: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|f| f.slug() == slug)
    }
}

impl Vehicle {
    /// A field with whole numbers; `None` for another kind of field.
    pub fn counts(&self, field: Field) -> Option<&Vec<u32>> {
        match field {
            Field::BankAOutputs => Some(&self.injection.bank_a.outputs),
            Field::BankBOutputs => Some(&self.injection.bank_b.outputs),
            _ => None,
        }
    }

    pub fn counts_mut(&mut self, field: Field) -> Option<&mut Vec<u32>> {
        match field {
            Field::BankAOutputs => Some(&mut self.injection.bank_a.outputs),
            Field::BankBOutputs => Some(&mut self.injection.bank_b.outputs),
            _ => None,
        }
    }
}
