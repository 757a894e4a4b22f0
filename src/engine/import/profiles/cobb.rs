//! Cobb Accessport, CSV.
//!
//! Units in brackets after the names. The last name, `AP Info:[…]`, is the device, the car and the map, over a column
//! of zeros.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("cobb-accessport", "Cobb Accessport", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Cell("AP Info")],
    names: &[
        (
            BoostTarget,
            &["Target Boost", "Trgt. Boost Press.", "Target Boost Final Rel. SL", "TD Boost Target"],
        ),
        (IgnAdvance, &["Ignition Timing", "Ignition Timing Final", "Ign. Timing"]),
        (FuelPressure, &["Fuel Press Final", "Rail Press.", "Fuel Pressure", "Fuel Rail Press."]),
        (Wastegate, &["Turbine Act. Final Value", "WG Position", "Wastegate Pos. Act."]),
        (KnockRetard, &["Feedback Knock", "Knock Retard Cylinder 1", "Knock Retard"]),
        (MapGauge, &["Boost", "Boost Press.", "Man. Rel. Press."]),
        (MapAbs, &["Man Abs Press", "Man. Abs. Press.", "MAP"]),
        (Lambda1, &["AF Sens 1 Ratio", "AFR", "Lambda", "Actual AFR"]),
        (LambdaTarget, &["AFR Set Point", "Comm Fuel Final", "Commanded Fuel Final", "Fuel Ratio Final"]),
        (TrimShort, &["AF Correction 1", "STFT", "A/F Corr. 1"]),
        (TrimLong, &["AF Learning 1", "LTFT", "A/F Learn. 1"]),
        (Duty1, &["Inj. Duty Cycle", "Inj Duty Cycle"]),
        (Pw1, &["Inj. Pulse Width", "Inj PW"]),
        (BoostDuty, &["Wastegate Duty", "Wastegate DC"]),
        (TorqueEst, &["Torque Actual"]),
        (Baro, &["Baro Pressure", "Baro. Press.", "Ambient Pressure"]),
        (IntakeAir, &["Intake Temp", "Intake Temp.", "IAT", "Intake Temp Manifold"]),
        (Tps, &["Throttle Pos.", "Throttle Pos", "TPS"]),
        (Pedal, &["Accel. Position", "Accel Position", "Accel Pedal Position"]),
        (Coolant, &["Coolant Temp", "Coolant Temp."]),
    ],
    own: &["Calculated Load", "Fine Knock Learn", "Target Throttle"],
    time: Some(TimeUnit::Seconds),
    remark: Some("AP Info"),
    ..Profile::new(INFO)
};
