//! The words of a recommendation: codes that the page translates.

use serde::{Deserialize, Serialize};

use crate::engine::analysis::evidence::codes;
use crate::engine::units::Quantity;

codes! {
    /// What a recommendation is about. Translation key: `recommend-kind-SLUG`.
    Kind {
        Fuel => "fuel",
        Ignition => "ignition",
        Boost => "boost",
        Sensor => "sensor",
        Mechanical => "mechanical",
        Logging => "logging",
    }
}

codes! {
    /// What was found. The effect is told in the unit of [`FindingCode::quantity`]. Translation key:
    /// `recommend-finding-SLUG`.
    FindingCode {
        /// Leaner than asked for at operating points held again and again: fuel that is missing, %.
        Lean => "lean",
        /// Richer than asked for there: fuel that is too much, %, below zero.
        Rich => "rich",
        /// So far from its target that no table is to blame: a misfire, a leak before the sensor, or the sensor, %.
        MixtureUnbelievable => "mixture_unbelievable",
        /// Too lean under load for a moment: how far λ was beyond its limit, %.
        LeanMoments => "lean_moments",
        /// Injectors are open for longer than they should: duty over the limit, %.
        InjectorsAtLimit => "injectors_at_limit",
        /// Fuel pressure gives in: what is missing, bar.
        FuelPressureLow => "fuel_pressure_low",
        /// Knock: share of the visits to these operating points at which it knocked, %.
        Knock => "knock",
        /// Boost over its target or limit: by how much, bar.
        BoostOver => "boost_over",
        /// Boost control swings: amplitude, bar.
        BoostHunts => "boost_hunts",
        /// Boost does not reach its target with the valve wide open: what is missing, bar.
        BoostOutOfReach => "boost_out_of_reach",
        /// Boost stays over its target with the valve shut: by how much, bar.
        BoostUncontrolled => "boost_uncontrolled",
        /// The engine turned faster than it may: by how much, rpm.
        OverRev => "over_rev",
        /// Over its limit: °C.
        CoolantHot => "coolant_hot",
        IntakeAirHot => "intake_air_hot",
        OilHot => "oil_hot",
        ExhaustHot => "exhaust_hot",
        /// Cylinders differ: °C over the limit of the difference.
        ExhaustSpread => "exhaust_spread",
        /// Beyond its limit: bar.
        OilPressureLow => "oil_pressure_low",
        OilPressureHigh => "oil_pressure_high",
        /// Voltage beyond its limit: V.
        VoltageLow => "voltage_low",
        VoltageHigh => "voltage_high",
        /// A sensor read nothing, or the end of its range, under load: seconds.
        SensorLost => "sensor_lost",
        /// A sensor jumps, comes and goes, stands still, or stands at the end of its range: times.
        SensorSpikes => "sensor_spikes",
        SensorDropouts => "sensor_dropouts",
        SensorStuck => "sensor_stuck",
        SensorRailed => "sensor_railed",
        /// A rule of the user's own: how far beyond its limit.
        OwnRule => "own_rule",
        /// The log does not tell enough: what is missing, see the action.
        LogLacks => "log_lacks",
    }
}

impl FindingCode {
    /// What it is about.
    pub const fn kind(self) -> Kind {
        use FindingCode as F;
        match self {
            F::Lean | F::Rich | F::LeanMoments | F::InjectorsAtLimit => Kind::Fuel,
            F::Knock => Kind::Ignition,
            F::BoostOver | F::BoostHunts => Kind::Boost,
            F::MixtureUnbelievable
            | F::SensorLost
            | F::SensorSpikes
            | F::SensorDropouts
            | F::SensorStuck
            | F::SensorRailed => Kind::Sensor,
            F::LogLacks => Kind::Logging,
            F::FuelPressureLow
            | F::BoostOutOfReach
            | F::BoostUncontrolled
            | F::OverRev
            | F::CoolantHot
            | F::IntakeAirHot
            | F::OilHot
            | F::ExhaustHot
            | F::ExhaustSpread
            | F::OilPressureLow
            | F::OilPressureHigh
            | F::VoltageLow
            | F::VoltageHigh
            | F::OwnRule => Kind::Mechanical,
        }
    }

    /// Of the effect. Differences of temperature count as they are logged: they have no zero to shift.
    pub const fn quantity(self) -> Quantity {
        use FindingCode as F;
        match self {
            F::Lean | F::Rich | F::MixtureUnbelievable | F::LeanMoments | F::InjectorsAtLimit | F::Knock => {
                Quantity::Percent
            }
            F::FuelPressureLow
            | F::BoostOver
            | F::BoostHunts
            | F::BoostOutOfReach
            | F::BoostUncontrolled
            | F::OilPressureLow
            | F::OilPressureHigh => Quantity::Pressure,
            F::OverRev => Quantity::RotationalSpeed,
            F::VoltageLow | F::VoltageHigh => Quantity::Voltage,
            F::SensorSpikes | F::SensorDropouts | F::SensorStuck | F::SensorRailed => Quantity::Count,
            F::SensorLost
            | F::CoolantHot
            | F::IntakeAirHot
            | F::OilHot
            | F::ExhaustHot
            | F::ExhaustSpread
            | F::OwnRule
            | F::LogLacks => Quantity::AsLogged,
        }
    }
}

codes! {
    /// What is proposed. There is none that adds advance: that nothing knocked proves nothing. Translation key:
    /// `recommend-action-SLUG`.
    ActionCode {
        /// Fuel more, fuel less: %.
        AddFuel => "add_fuel",
        TakeFuel => "take_fuel",
        /// Advance less: °.
        RetardIgnition => "retard_ignition",
        /// Boost less: bar.
        LowerBoost => "lower_boost",
        /// Gentler gains of the boost control.
        CalmBoostControl => "calm_boost_control",
        /// Injectors that flow more, or less demand: % of flow.
        MoreInjector => "more_injector",
        /// Log it again before anything is changed.
        LogAgain => "log_again",
        CheckFuelSupply => "check_fuel_supply",
        CheckWastegate => "check_wastegate",
        CheckForLeaks => "check_for_leaks",
        CheckLimiter => "check_limiter",
        CheckCooling => "check_cooling",
        CheckChargeCooling => "check_charge_cooling",
        CheckOilCooling => "check_oil_cooling",
        /// Do not drive on before it is understood.
        CheckOilSupply => "check_oil_supply",
        CheckOilValve => "check_oil_valve",
        /// Mixture and ignition decide how hot the exhaust is.
        CheckMixtureAndIgnition => "check_mixture_and_ignition",
        CheckCylinders => "check_cylinders",
        CheckCharging => "check_charging",
        CheckSensor => "check_sensor",
        CheckRule => "check_rule",
        /// Log this channel too.
        LogChannel => "log_channel",
        /// Log with the closed loop on.
        LogClosedLoop => "log_closed_loop",
        /// Log at so many Hz.
        LogFaster => "log_faster",
        /// Log once the engine is warm.
        LogWarm => "log_warm",
        /// Hold more operating points for some seconds each: so many.
        LogSteady => "log_steady",
        /// Log so many pulls at full throttle in one gear.
        LogPulls => "log_pulls",
        /// Log under load: seconds.
        LogLoad => "log_load",
        /// Enter what the vehicle lacks.
        EnterVehicle => "enter_vehicle",
    }
}

impl ActionCode {
    /// Of the amount, where there is one.
    pub const fn quantity(self) -> Quantity {
        match self {
            ActionCode::AddFuel | ActionCode::TakeFuel | ActionCode::MoreInjector => Quantity::Percent,
            ActionCode::RetardIgnition => Quantity::Angle,
            ActionCode::LowerBoost => Quantity::Pressure,
            _ => Quantity::AsLogged,
        }
    }
}

codes! {
    /// How it was computed; the arguments are told here. Translation key: `recommend-method-SLUG`.
    MethodCode {
        /// Fuel needed is λ over its target times 1 and the trim; medians of blocks by operating point, their mean, and
        /// Student's interval of it with the doubt of the sensor: seconds of a block, standard deviation of the samples
        /// around their point (%), variance inflation by their memory, doubt of the sensor (%), confidence (%).
        OperatingPoints => "operating_points",
        /// The events of a rule: their number, seconds beyond the limit, the worst value, the limit there.
        RuleEvents => "rule_events",
        /// Visits of an operating point at which it knocked, of all visits, with Wilson's interval: hits, visits.
        KnockShare => "knock_share",
        /// Median over the events of boost control that showed it: events that did, all events.
        BoostEvents => "boost_events",
        /// The episodes of a fault that the outliers tell: their number, seconds.
        FaultEpisodes => "fault_episodes",
        /// What the verdict lacks: how many purposes want it.
        Verdict => "verdict",
    }
}

codes! {
    /// What would confirm it. Translation key: `recommend-confirm-SLUG`.
    ConfirmCode {
        /// The same operating points logged again, after the change.
        LogSamePoints => "log_same_points",
        /// A pull like these again.
        LogSamePull => "log_same_pull",
        /// The event does not come again in the same driving.
        EventGone => "event_gone",
        /// A second instrument beside the sensor.
        SecondInstrument => "second_instrument",
        /// Plug, hose or sensor changed, the fault gone.
        SwapSensor => "swap_sensor",
        /// The next log has it.
        NextLog => "next_log",
    }
}

codes! {
    /// What may go wrong in carrying it out. Translation key: `recommend-risk-SLUG`.
    Risk {
        Low => "low",
        Medium => "medium",
        High => "high",
    }
}
