//! The figures the calculators ask for.

use crate::engine::units::Quantity;
use crate::engine::vehicle::{Field, Kind, Measure};

macro_rules! inputs {
    ($( $(#[$doc:meta])* $id:ident = $slug:literal: $room:expr; )*) => {
        /// A figure a calculator asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Input { $( $(#[$doc])* $id ),* }

        impl Input {
            /// Every input, in the order in which they are asked for.
            pub const ALL: &'static [Input] = &[ $( Input::$id ),* ];
            /// Stable name: translation keys, names of form fields.
            pub const fn slug(self) -> &'static str { match self { $( Input::$id => $slug ),* } }
            fn room(self) -> Room { match self { $( Input::$id => $room ),* } }
        }
    };
}

/// Where a figure comes from, and what stands in for it.
#[derive(Clone, Copy)]
enum Room {
    /// A field of the vehicle that nothing can stand in for.
    Known(Field),
    /// A field of the vehicle that usually holds the same.
    Usually(Field),
    /// No matter of the vehicle: measure, least, most, usual.
    Own(Measure, f64, f64, f64),
}

const PRESSURE: Measure = Measure::Of(Quantity::Pressure);

inputs! {
    Displacement = "displacement": Room::Known(Field::Displacement);
    Cylinders = "cylinders": Room::Known(Field::Cylinders);
    InjectorsA = "injectors-a": Room::Known(Field::BankAInjectors);
    FlowA = "flow-a": Room::Known(Field::BankAFlow);
    InjectorsB = "injectors-b": Room::Known(Field::BankBInjectors);
    FlowB = "flow-b": Room::Known(Field::BankBFlow);
    /// Manifold pressure from which bank B joins in.
    StartB = "start-b": Room::Known(Field::BankBStart);
    RatedPressure = "rated-pressure": Room::Usually(Field::RatedPressure);
    BasePressure = "base-pressure": Room::Usually(Field::BasePressure);
    DeadTimeA = "dead-time-a": Room::Usually(Field::BankADeadTime);
    DeadTimeB = "dead-time-b": Room::Usually(Field::BankBDeadTime);
    MinPulse = "min-pulse": Room::Usually(Field::MinPulse);
    DutyLimit = "duty-limit": Room::Usually(Field::Duty);
    MaxRpm = "max-rpm": Room::Usually(Field::MaxRpm);
    Octane = "octane": Room::Usually(Field::Octane);
    /// Of the air in the cylinder when the valve closes.
    ChargeTemperature = "charge-temperature": Room::Own(Measure::Of(Quantity::Temperature), -40.0, 120.0, 40.0);
    Barometric = "barometric": Room::Own(PRESSURE, 0.5, 1.1, 1.013_25);
    /// Of the pressure outside, at the open throttle and the limiter.
    ThrottleLoss = "throttle-loss": Room::Own(PRESSURE, 0.002, 0.3, 0.03);
    /// Engine speed a curve over pressure stands for. FuelTech's correction by engine speed is nothing there.
    ReferenceRpm = "reference-rpm": Room::Own(Measure::Of(Quantity::RotationalSpeed), 400.0, 15_000.0, 2000.0);
    /// Pressure a curve over engine speed stands for.
    ReferenceMap = "reference-map": Room::Own(PRESSURE, -1.0, 5.0, 0.0);
    /// How long the coils take to charge at 14 V; as in the factory's table.
    CoilDwell = "coil-dwell": Room::Own(Measure::Of(Quantity::Duration), 0.5, 15.0, 3.6);
    /// Advance the user adds by hand.
    OwnAdvance = "own-advance": Room::Own(Measure::Of(Quantity::Angle), -15.0, 10.0, 0.0);
}

impl Input {
    /// The field of the vehicle that holds it.
    pub fn field(self) -> Option<Field> {
        match self.room() {
            Room::Known(field) | Room::Usually(field) => Some(field),
            Room::Own(..) => None,
        }
    }

    /// What it measures.
    pub fn measure(self) -> Measure {
        match (self.room(), self.field().map(Field::kind)) {
            (Room::Own(measure, ..), _) | (_, Some(Kind::Number { measure, .. })) => measure,
            _ => Measure::Plain,
        }
    }

    /// What it may be, base units.
    pub fn range(self) -> (f64, f64) {
        match (self.room(), self.field().map(Field::kind)) {
            (_, Some(Kind::Count { least, most, .. })) => (f64::from(least), f64::from(most)),
            (_, Some(Kind::Number { least, most, .. })) | (Room::Own(_, least, most, _), _) => (least, most),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }

    /// What is taken where nobody says it; `None` where that would be a guess.
    pub fn usual(self) -> Option<f64> {
        match (self.room(), self.field().map(Field::kind)) {
            (Room::Own(.., usual), _) => Some(usual),
            (Room::Usually(_), Some(Kind::Number { usual, .. })) => usual,
            _ => None,
        }
    }

    /// Whether it is a whole number.
    pub fn is_count(self) -> bool {
        matches!(self.field().map(Field::kind), Some(Kind::Count { .. }))
    }
}
