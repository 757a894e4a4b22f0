//! What a table is for.

use serde::{Deserialize, Serialize};

/// What a table is for.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TableKind {
    /// Injection time, or the fuel of an ECU that counts in it.
    MainFuel,
    /// Volumetric efficiency.
    Ve,
    LambdaTarget,
    /// Ignition advance: the table, or the curve that the others are added to.
    Ignition,
    /// Percent or milliseconds that change the main fuel by a sensor.
    FuelCompensation,
    /// Degrees added to the ignition by a sensor.
    IgnitionCompensation,
    /// λ added to the target by a sensor.
    LambdaCompensation,
    /// Limits and corrections of the closed loop.
    ClosedLoop,
    /// Injector dead time by voltage.
    DeadTime,
    /// First pulse, cranking, after-start.
    Start,
    /// Fuel at quick throttle movements.
    Transient,
    /// Cylinder by cylinder.
    CylinderTrim,
    InjectionAngle,
    Dwell,
    Idle,
    /// Boost, waste gate and its actuators.
    Boost,
    /// Cam angle.
    Cam,
    /// Throttle body and pedal.
    Throttle,
    Nitrous,
    /// Water-methanol injection.
    WaterInjection,
    /// Traction, launch and wheelie control.
    Traction,
    /// Limiters of engine speed, pressure or flow.
    Limiter,
    /// Gear change and automatic gearbox.
    Transmission,
    /// Motor and battery of an electric drive.
    Electric,
    /// Anything else.
    Other,
}

impl TableKind {
    /// Every kind, for translations and lists.
    pub const ALL: [TableKind; 25] = [
        TableKind::MainFuel,
        TableKind::Ve,
        TableKind::LambdaTarget,
        TableKind::Ignition,
        TableKind::FuelCompensation,
        TableKind::IgnitionCompensation,
        TableKind::LambdaCompensation,
        TableKind::ClosedLoop,
        TableKind::DeadTime,
        TableKind::Start,
        TableKind::Transient,
        TableKind::CylinderTrim,
        TableKind::InjectionAngle,
        TableKind::Dwell,
        TableKind::Idle,
        TableKind::Boost,
        TableKind::Cam,
        TableKind::Throttle,
        TableKind::Nitrous,
        TableKind::WaterInjection,
        TableKind::Traction,
        TableKind::Limiter,
        TableKind::Transmission,
        TableKind::Electric,
        TableKind::Other,
    ];

    /// Stable name, used in reports and for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            TableKind::MainFuel => "main_fuel",
            TableKind::Ve => "ve",
            TableKind::LambdaTarget => "lambda_target",
            TableKind::Ignition => "ignition",
            TableKind::FuelCompensation => "fuel_compensation",
            TableKind::IgnitionCompensation => "ignition_compensation",
            TableKind::LambdaCompensation => "lambda_compensation",
            TableKind::ClosedLoop => "closed_loop",
            TableKind::DeadTime => "dead_time",
            TableKind::Start => "start",
            TableKind::Transient => "transient",
            TableKind::CylinderTrim => "cylinder_trim",
            TableKind::InjectionAngle => "injection_angle",
            TableKind::Dwell => "dwell",
            TableKind::Idle => "idle",
            TableKind::Boost => "boost",
            TableKind::Cam => "cam",
            TableKind::Throttle => "throttle",
            TableKind::Nitrous => "nitrous",
            TableKind::WaterInjection => "water_injection",
            TableKind::Traction => "traction",
            TableKind::Limiter => "limiter",
            TableKind::Transmission => "transmission",
            TableKind::Electric => "electric",
            TableKind::Other => "other",
        }
    }
}
