//! EFILive Scan Tool, CSV export. Names are parameters with their source before a point: `SAE.RPM`, `GM.AFR`.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::{Extra, FormatInfo};
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo =
    FormatInfo::unverified("efilive", "EFILive", &["csv"]).with(&[Extra::OwnRates]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("EFILive"), Sign::Cell("SAE.RPM"), Sign::Cell("GM.RPM"), Sign::Cell("GM.DYN")],
    names: &[
        (Rpm, &["SAE.RPM"]),
        (MapAbs, &["SAE.MAP", "GM.MAP"]),
        (Maf, &["SAE.MAF", "GM.DYNAIR"]),
        (Tps, &["SAE.TP", "GM.ETCTP"]),
        (Pedal, &["SAE.APP_D", "GM.APP"]),
        (IgnAdvance, &["SAE.SPARKADV", "GM.SPARKADV"]),
        (Coolant, &["SAE.ECT", "GM.ECT"]),
        (IntakeAir, &["SAE.IAT", "GM.IAT"]),
        (Speed, &["SAE.VSS", "GM.VSS"]),
        (TrimShort, &["SAE.SHRTFT1"]),
        (TrimLong, &["SAE.LONGFT1"]),
        (KnockRetard, &["GM.KR"]),
        (Lambda1, &["EXT.WO2EQR1", "EXT.AFR", "CALC.LAMBDA"]),
        (LambdaTarget, &["SAE.EQ_RAT", "GM.EQIVRATIO"]),
        (Battery, &["SAE.VPWR", "GM.VOLTS"]),
        (Pw1, &["GM.IBPW1", "GM.INJFLOW"]),
        (Gear, &["GM.GEAR", "GM.TRGEAR"]),
        (OilPressure, &["GM.EOP"]),
        (Baro, &["SAE.BARO"]),
        (FuelPressure, &["SAE.FRP", "GM.FRPACT"]),
    ],
    own: &["Frame", "Flags", "GM.AFR"],
    own_rates: true,
    time: Some(TimeUnit::Seconds),
    ..Profile::new(INFO)
};
