//! What stands behind a conclusion: rows used, rows left out by reason, what was assumed.

use serde::{Deserialize, Serialize};

use crate::engine::channels::ChannelKey;
use crate::engine::table::RowMask;

/// A stretch of time, seconds from the start of the log, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Span {
    pub t0: f64,
    pub t1: f64,
}

impl Span {
    pub fn new(t0: f64, t1: f64) -> Self {
        Self { t0: t0.min(t1), t1: t0.max(t1) }
    }

    /// Seconds.
    pub fn duration(self) -> f64 {
        self.t1 - self.t0
    }

    /// Whether the two share a moment.
    pub fn overlaps(self, other: Span) -> bool {
        self.t0 <= other.t1 && other.t0 <= self.t1
    }

    /// Seconds both have in common.
    pub fn shared(self, other: Span) -> f64 {
        (self.t1.min(other.t1) - self.t0.max(other.t0)).max(0.0)
    }
}

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $( $(#[$doc:meta])* $code:ident => $slug:literal, )* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $( $(#[$doc])* $code ),* }

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [$name] = &[ $( $name::$code ),* ];

            /// Stable name, used for translation keys and exports.
            pub const fn slug(self) -> &'static str {
                match self { $( $name::$code => $slug ),* }
            }
        }
    };
}

pub(in crate::engine::analysis) use codes;

codes! {
    /// Why a row was left out of an analysis. Translation key: `reason-SLUG`.
    Reason {
        /// Not in the selection the user made.
        NotSelected => "not_selected",
        /// A value it needs is missing.
        Missing => "missing",
        /// A value it needs is flagged: out of range, a sentinel, padding.
        Suspicious => "suspicious",
        /// The engine did not run.
        NotRunning => "not_running",
        /// The engine was cold.
        Cold => "cold",
        /// Cranking or just after.
        Starting => "starting",
        /// Throttle, load or speed were changing.
        Transient => "transient",
        /// Fuel was cut, or the mixture had not recovered from it.
        FuelCut => "fuel_cut",
        /// Two-step, launch control, limiter.
        Limited => "limited",
        /// A gear was being changed.
        GearChange => "gear_change",
        /// The closed loop was off: no target to compare with.
        LoopOff => "loop_off",
        /// The λ sensor was at the end of its range or not alive.
        SensorRailed => "sensor_railed",
        /// A driven wheel slipped.
        Wheelspin => "wheelspin",
        /// Outside the window the analysis looks at.
        OutOfWindow => "out_of_window",
        /// An outlier by the analysis's own rule.
        Outlier => "outlier",
        /// Too few samples of its kind for a figure.
        TooFew => "too_few",
    }
}

codes! {
    /// What an analysis assumed or noticed. Translation key: `note-SLUG`; its arguments are numbers in base units in
    /// the order told here.
    NoteCode {
        /// A channel is not in the log.
        ChannelAbsent => "channel_absent",
        /// Channels of another rate were held at their last sample.
        Held => "held",
        /// No barometer: so many bar were assumed.
        BaroAssumed => "baro_assumed",
        /// Nothing was found.
        NothingFound => "nothing_found",
        /// No vehicle is chosen: what needs one was left out.
        NoVehicle => "no_vehicle",
        /// Only so many rows: the figure is weak.
        FewRows => "few_rows",

        // Performance.
        /// Power needs the vehicle's mass.
        EnterMass => "enter_mass",
        /// The log tells neither speed nor gear: power needs gear ratios, final drive and tyre, and the gear of the pulls.
        EnterGearing => "enter_gearing",
        /// Air and volumetric efficiency need the displacement.
        EnterDisplacement => "enter_displacement",
        /// Fuel flow needs number and flow of the injectors.
        EnterInjectors => "enter_injectors",
        /// Fuel flow and headroom need the injectors' dead time.
        EnterDeadTime => "enter_dead_time",
        /// Litres, air and power from fuel need the fuel.
        EnterFuel => "enter_fuel",
        /// Range needs what the tank holds.
        EnterTank => "enter_tank",
        /// Drag coefficient and frontal area were assumed: coefficient, m².
        DragAssumed => "drag_assumed",
        /// Rolling resistance was assumed: share of the weight.
        RollingAssumed => "rolling_assumed",
        /// Loss between crank and wheels was assumed: %.
        LossAssumed => "loss_assumed",
        /// A rolling tyre was taken to cover less than its size says: %.
        TyreRolling => "tyre_rolling",
        /// No tyre was entered: its circumference was assumed, m.
        TyreAssumed => "tyre_assumed",
        /// The ratio measured fits no gear of the vehicle: measured, nearest.
        GearingMismatch => "gearing_mismatch",
        /// The log does not tell the gear of the pulls: the one of the parameters.
        GearAssumed => "gear_assumed",
        /// Nothing tells whether the road rose: ± %.
        GradeUnknown => "grade_unknown",
        /// No temperature of the air outside: so many °C were assumed.
        AmbientAssumed => "ambient_assumed",
        /// No humidity: so many % were assumed.
        HumidityAssumed => "humidity_assumed",
        /// Speed is that of a driven wheel: wheelspin makes times too short.
        DrivenSpeed => "driven_speed",
        /// Fuel consumption for power is what this fuel and engine let expect: from, to, g/kWh.
        BsfcExpected => "bsfc_expected",
        /// The ECU's fuel flow holds the injectors' dead time: too much at small pulses.
        FlowWithDeadTime => "flow_with_dead_time",
        /// The target of boost was logged absolute.
        BoostTargetAbsolute => "boost_target_absolute",
        /// An acceleration sensor was never zeroed and is left out: g.
        NotZeroed => "not_zeroed",
        /// What an acceleration sensor read at rest was taken off: g.
        Zeroed => "zeroed",

        // Statistics, trends, comparison.
        /// A channel of text states has no figures: left out.
        NoNumbers => "no_numbers",
        /// No engine speed or load: all rows were taken as one operating point.
        OneOperatingPoint => "one_operating_point",
        /// Every so many rows one was taken.
        Thinned => "thinned",
        /// Values were brought to even steps on straight lines: seconds.
        Resampled => "resampled",
        /// No ambient temperature: the coolest intake air of the session stands for it, °C.
        AmbientFromIntake => "ambient_from_intake",
        /// No λ target, or the loop was off throughout: no λ error.
        NoLambdaTarget => "no_lambda_target",
        /// Blocks of time were lengthened to so many seconds to keep their number down.
        LongerBlocks => "longer_blocks",
        /// Sessions lack a common moment of this kind: the session's number, from 0.
        NoSuchEvent => "no_such_event",
        /// Sessions are told apart, not causes: weather, fuel and road differ too.
        SessionsNotCauses => "sessions_not_causes",

        // Safety.
        /// The pressure that fuel pressure is held against, bar.
        FuelPressureBase => "fuel_pressure_base",
        /// Fuel pressure does not follow the manifold: the rail itself is judged.
        RegulatorFixed => "regulator_fixed",
        /// A rail of direct injection, whose pressure is meant to move: median bar.
        DirectInjection => "direct_injection",
        /// The noise floor of the knock sensor was learned: at so many places of engine speed and load.
        KnockFloor => "knock_floor",

        // Recommendations.
        /// No trim is logged: what the loop added or took is not in the figures.
        NoTrim => "no_trim",
        /// The way of the exhaust gas to the sensor is not compensated: only rows count at which the mixture was held.
        DelayNotCompensated => "delay_not_compensated",
    }
}

/// Something assumed or noticed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub code: NoteCode,
    pub channel: Option<ChannelKey>,
    pub args: Vec<f64>,
}

impl Note {
    pub fn new(code: NoteCode) -> Self {
        Self { code, channel: None, args: Vec::new() }
    }

    #[must_use]
    pub fn of(mut self, channel: impl Into<ChannelKey>) -> Self {
        self.channel = Some(channel.into());
        self
    }

    #[must_use]
    pub fn with(mut self, args: &[f64]) -> Self {
        self.args.extend_from_slice(args);
        self
    }
}

/// How many rows were left out for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    pub reason: Reason,
    pub rows: u64,
}

/// Rows of an analysis: `used` and those left out add up to `rows`. A row counts under the first reason that took it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    pub rows: u64,
    pub used: u64,
    pub left_out: Vec<LeftOut>,
}

/// Takes rows out of a selection and keeps the account.
#[derive(Clone, Debug)]
pub struct LedgerBuilder {
    all: u64,
    left: RowMask,
    left_out: Vec<LeftOut>,
}

impl LedgerBuilder {
    /// All rows of a time base, before any is left out.
    pub fn new(rows: usize) -> Self {
        Self { all: rows as u64, left: RowMask::all(rows), left_out: Vec::new() }
    }

    /// Leaves out those of `rows` that are still in. Masks of another length are a mistake of the program and change
    /// nothing beyond their end.
    pub fn leave_out(&mut self, reason: Reason, rows: &RowMask) {
        let before = self.left.count();
        self.left = self.left.minus(rows);
        let taken = (before - self.left.count()) as u64;
        if taken == 0 {
            return;
        }
        match self.left_out.iter_mut().find(|l| l.reason == reason) {
            Some(entry) => entry.rows += taken,
            None => self.left_out.push(LeftOut { reason, rows: taken }),
        }
    }

    /// Keeps only `rows`.
    pub fn keep(&mut self, reason: Reason, rows: &RowMask) {
        self.leave_out(reason, &rows.not());
    }

    /// Rows that are still in.
    pub fn rows(&self) -> &RowMask {
        &self.left
    }

    /// The rows and their account.
    pub fn finish(self) -> (RowMask, Ledger) {
        let used = self.left.count() as u64;
        (self.left, Ledger { rows: self.all, used, left_out: self.left_out })
    }
}
