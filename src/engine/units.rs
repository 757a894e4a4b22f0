//! Quantities and units. Values are kept in the base unit of their quantity; conversion happens at the edges
//! (import, display, export) and nowhere else.

use serde::{Deserialize, Serialize};

/// What a number measures. Decides the base unit and what it may be shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Quantity {
    /// Share or trim, base %.
    Percent,
    /// Air-fuel equivalence ratio, base λ.
    Lambda,
    /// Pressure, base bar.
    Pressure,
    /// Temperature, base °C.
    Temperature,
    /// Road or wheel speed, base km/h.
    Speed,
    /// Rotational speed, base rpm.
    RotationalSpeed,
    /// Short time such as a pulse width, base ms.
    Duration,
    /// Angle, base °.
    Angle,
    /// Angular rate, base °/s.
    AngularRate,
    /// Voltage, base V.
    Voltage,
    /// Mass flow of air or fuel, base g/s.
    MassFlow,
    /// Power, base kW.
    Power,
    /// Torque, base N·m.
    Torque,
    /// Acceleration, base g.
    Acceleration,
    /// Short distance, base m.
    Length,
    /// Travelled distance, base km.
    Distance,
    /// Volume, base L.
    Volume,
    /// Distance per fuel, base km/L.
    FuelEconomy,
    /// Mass, base kg.
    Mass,
    /// Integer such as a gear or a count.
    Count,
    /// On or off, 1 or 0.
    Flag,
    /// Enumeration; its labels come with the column.
    Code,
    /// A figure kept as it was logged.
    AsLogged,
}

macro_rules! units {
    ($( $unit:ident, $quantity:ident, $scale:expr, $offset:expr, $symbol:literal, $digits:literal, [$($spelling:literal),*] );* $(;)?) => {
        /// A unit in which a number can be logged or shown.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Unit { $( #[doc = concat!("Symbol `", $symbol, "`.")] $unit ),* }

        impl Unit {
            /// Every unit, quantity by quantity, the base unit first.
            pub const ALL: &'static [Unit] = &[ $( Unit::$unit ),* ];

            /// What it measures.
            pub const fn quantity(self) -> Quantity { match self { $( Unit::$unit => Quantity::$quantity ),* } }
            /// `base = value * scale + offset`.
            const fn factors(self) -> (f64, f64) { match self { $( Unit::$unit => ($scale, $offset) ),* } }
            /// The symbol shown beside a figure.
            pub const fn symbol(self) -> &'static str { match self { $( Unit::$unit => $symbol ),* } }
            /// Sensible decimals for a figure in this unit.
            pub const fn digits(self) -> u8 { match self { $( Unit::$unit => $digits ),* } }
            /// Spellings met in files, normalised: lower case, without blanks.
            const fn spellings(self) -> &'static [&'static str] { match self { $( Unit::$unit => &[$($spelling),*] ),* } }
        }
    };
}

// Factors: 1 psi = 6894.757 Pa, 1 inHg = 3386.389 Pa, 1 lb = 0.45359237 kg, 1 mile = 1.609344 km (NIST SP 811).
units! {
    Percent,     Percent,         1.0,           0.0,     "%",      1, ["%", "percent", "pct", "por cento"];
    Fraction,    Percent,         100.0,         0.0,     "0–1",    3, ["fraction"];
    Factor,      Percent,         100.0,         -100.0,  "×",      3, ["factor"];
    PercentOfWhole, Percent,      1.0,           -100.0,  "% (100 = 0)", 1, [];
    Lambda,      Lambda,          1.0,           0.0,     "λ",      3, ["λ", "lambda", "la", "lam"];
    Bar,         Pressure,        1.0,           0.0,     "bar",    2, ["bar", "bars"];
    Kpa,         Pressure,        0.01,          0.0,     "kPa",    0, ["kpa"];
    Pa,          Pressure,        1e-5,          0.0,     "Pa",     0, ["pa"];
    Mbar,        Pressure,        1e-3,          0.0,     "mbar",   0, ["mbar", "hpa"];
    Psi,         Pressure,        0.068_947_57,  0.0,     "psi",    1, ["psi", "lb/in2", "psig", "psia"];
    KgfCm2,      Pressure,        0.980_665,     0.0,     "kgf/cm²", 2, ["kgf/cm2", "kgf/cm²", "kg/cm2", "kg/cm²"];
    InHg,        Pressure,        0.033_863_89,  0.0,     "inHg",   1, ["inhg", "inchhg", "in.hg"];
    MmHg,        Pressure,        0.001_333_224, 0.0,     "mmHg",   0, ["mmhg"];
    Celsius,     Temperature,     1.0,           0.0,     "°C",     0, ["°c", "c", "ºc", "degc", "*c", "celsius", "grausc"];
    Fahrenheit,  Temperature,     5.0 / 9.0,     -160.0 / 9.0, "°F", 0, ["°f", "f", "ºf", "degf", "*f", "fahrenheit"];
    Kelvin,      Temperature,     1.0,           -273.15, "K",      0, ["k", "°k", "kelvin"];
    KmPerH,      Speed,           1.0,           0.0,     "km/h",   0, ["km/h", "kmh", "kph", "kmph", "kmhr"];
    Mph,         Speed,           1.609_344,     0.0,     "mph",    0, ["mph", "mi/h", "miles/h"];
    MPerS,       Speed,           3.6,           0.0,     "m/s",    1, ["m/s", "meters/second", "mps"];
    Rpm,         RotationalSpeed, 1.0,           0.0,     "rpm",    0, ["rpm", "1/min", "/min", "u/min", "rev/min", "giri"];
    Milliseconds, Duration,       1.0,           0.0,     "ms",     3, ["ms", "msec", "millisec", "milliseconds"];
    Microseconds, Duration,       1e-3,          0.0,     "µs",     0, ["µs", "μs", "us", "usec"];
    Seconds,     Duration,        1000.0,        0.0,     "s",      3, ["s", "sec", "secs", "seconds", "segundos", "seg"];
    Degrees,     Angle,           1.0,           0.0,     "°",      1, ["°", "deg", "degrees", "º", "graus", "°btdc", "degbtdc", "btdc", "dbtdc", "°kw", "°ca", "°crk", "*"];
    DegreesPerSecond, AngularRate, 1.0,          0.0,     "°/s",    1, ["°/s", "deg/s", "º/s", "dps"];
    Volts,       Voltage,         1.0,           0.0,     "V",      2, ["v", "volt", "volts", "vdc"];
    Millivolts,  Voltage,         1e-3,          0.0,     "mV",     0, ["mv"];
    GramsPerSecond, MassFlow,     1.0,           0.0,     "g/s",    2, ["g/s", "g/sec", "gps", "gm/s", "grams/sec"];
    KgPerHour,   MassFlow,        1.0 / 3.6,     0.0,     "kg/h",   1, ["kg/h", "kg/hr", "kgh"];
    LbPerHour,   MassFlow,        0.125_997_881, 0.0,     "lb/h",   0, ["lb/h", "lb/hr", "lbs/h", "lbs/hr", "pph"];
    LbPerMinute, MassFlow,        7.559_872_8,   0.0,     "lb/min", 2, ["lb/min", "lbs/min"];
    Kilowatts,   Power,           1.0,           0.0,     "kW",     0, ["kw"];
    MetricHorsepower, Power,      0.735_498_75,  0.0,     "cv",     0, ["cv", "ps", "ch"];
    Horsepower,  Power,           0.745_699_9,   0.0,     "hp",     0, ["hp", "bhp", "whp"];
    NewtonMetres, Torque,         1.0,           0.0,     "N·m",    0, ["nm", "n.m", "n·m"];
    KgfMetres,   Torque,          9.806_65,      0.0,     "kgf·m",  1, ["kgfm", "kgf.m", "kgf·m", "mkgf"];
    PoundFeet,   Torque,          1.355_817_9,   0.0,     "lb·ft",  0, ["lbft", "lb-ft", "ft-lb", "ftlb", "lb·ft"];
    StandardGravity, Acceleration, 1.0,          0.0,     "g",      2, ["g"];
    MPerS2,      Acceleration,    1.0 / 9.806_65, 0.0,    "m/s²",   1, ["m/s2", "m/s²", "m/s^2"];
    Metres,      Length,          1.0,           0.0,     "m",      1, ["m", "metre", "metres", "meter", "meters", "metros"];
    Feet,        Length,          0.3048,        0.0,     "ft",     0, ["ft", "feet"];
    Kilometres,  Distance,        1.0,           0.0,     "km",     1, ["km"];
    Miles,       Distance,        1.609_344,     0.0,     "mi",     1, ["mi", "mile", "miles"];
    Litres,      Volume,          1.0,           0.0,     "L",      2, ["l", "lt", "litre", "liters", "litros"];
    UsGallons,   Volume,          3.785_411_8,   0.0,     "gal",    2, ["gal", "gallon", "gallons"];
    KmPerLitre,  FuelEconomy,     1.0,           0.0,     "km/L",   1, ["km/l"];
    MilesPerGallon, FuelEconomy,  0.425_143_7,   0.0,     "mpg",    1, ["mpg"];
    Kilograms,   Mass,            1.0,           0.0,     "kg",     0, ["kg"];
    Pounds,      Mass,            0.453_592_37,  0.0,     "lb",     0, ["lb", "lbs"];
    Number,      Count,           1.0,           0.0,     "",       0, ["#", "count", "cnt"];
    OnOff,       Flag,            1.0,           0.0,     "",       0, ["on/off", "bool", "bit"];
    Label,       Code,            1.0,           0.0,     "",       0, [];
    Raw,         AsLogged,        1.0,           0.0,     "",       3, []
}

impl Unit {
    /// The unit in which values of a quantity are kept.
    pub fn base(quantity: Quantity) -> Unit {
        Self::ALL.iter().copied().find(|u| u.quantity() == quantity).unwrap_or(Unit::Raw)
    }

    /// Whether it is a way in which files write a figure and nobody wants to read one: a share of one, a correction told
    /// as a factor (1 is none) or as what is left of 100.
    pub const fn is_of_files(self) -> bool {
        matches!(self, Unit::Fraction | Unit::Factor | Unit::PercentOfWhole)
    }

    /// From this unit to the base unit of its quantity.
    pub fn to_base(self, value: f64) -> f64 {
        let (scale, offset) = self.factors();
        value * scale + offset
    }

    /// From the base unit of its quantity to this unit.
    pub fn from_base(self, value: f64) -> f64 {
        let (scale, offset) = self.factors();
        (value - offset) / scale
    }

    /// A difference (no offset) from the base unit to this unit: 10 °C of difference are 18 °F.
    pub fn delta_from_base(self, value: f64) -> f64 {
        value / self.factors().0
    }

    /// `(scale, offset)` such that `base = value * scale + offset`.
    pub fn scale_offset(self) -> (f64, f64) {
        self.factors()
    }

    /// Reads a unit as it stands in a header or a units row: `kPa`, `(°C)`, `[psi]`.
    ///
    /// ```
    /// use fueltune_analyzer::engine::units::Unit;
    /// assert_eq!(Unit::parse("(kPa)"), Some(Unit::Kpa));
    /// assert_eq!(Unit::parse("° F"), Some(Unit::Fahrenheit));
    /// assert_eq!(Unit::parse("furlongs"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Unit> {
        let plain: String = text
            .trim()
            .trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | '"'))
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect();
        if plain.is_empty() {
            return None;
        }
        Self::ALL.iter().copied().find(|u| u.spellings().contains(&plain.as_str()))
    }
}
