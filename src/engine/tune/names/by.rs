//! What tables go by.

/// What moves along an axis, or what a table goes by, as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    Map,
    Tps,
    Rpm,
    Engine,
    Air,
    Volts,
    Ethanol,
    Time,
    Gear,
    Speed,
    Pedal,
    Stage,
    Duty,
    Exhaust,
    Lambda,
    /// An input of the user's choice.
    Input,
    Charge,
    Brake,
    CellVolts,
    BatteryTemp,
    InverterTemp,
    MotorTemp,
}

impl By {
    /// Every one, for translations.
    pub const ALL: [By; 22] = [
        By::Map,
        By::Tps,
        By::Rpm,
        By::Engine,
        By::Air,
        By::Volts,
        By::Ethanol,
        By::Time,
        By::Gear,
        By::Speed,
        By::Pedal,
        By::Stage,
        By::Duty,
        By::Exhaust,
        By::Lambda,
        By::Input,
        By::Charge,
        By::Brake,
        By::CellVolts,
        By::BatteryTemp,
        By::InverterTemp,
        By::MotorTemp,
    ];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            By::Map => "map",
            By::Tps => "tps",
            By::Rpm => "rpm",
            By::Engine => "engine",
            By::Air => "air",
            By::Volts => "volts",
            By::Ethanol => "ethanol",
            By::Time => "time",
            By::Gear => "gear",
            By::Speed => "speed",
            By::Pedal => "pedal",
            By::Stage => "stage",
            By::Duty => "duty",
            By::Exhaust => "exhaust",
            By::Lambda => "lambda",
            By::Input => "input",
            By::Charge => "charge",
            By::Brake => "brake",
            By::CellVolts => "cell-volts",
            By::BatteryTemp => "battery-temp",
            By::InverterTemp => "inverter-temp",
            By::MotorTemp => "motor-temp",
        }
    }
}
