//! The canonical channels with their quantity, plausible range (base unit) and group.
//!
//! A slug is forever: storage, exports and tests use it. A new one comes in when a format brings a quantity that
//! several brands have; everything else stays under its own name. `two_step_button` is the driver's switch, beside
//! `two_step`, the ECU's state: FuelTech logs both and they differ in time.

use super::{ChannelSpec, Group};
use crate::engine::units::Quantity;

macro_rules! channels {
    ($( $id:ident, $slug:literal, $quantity:ident, $low:expr, $high:expr, $group:ident; )*) => {
        /// Identity of a canonical channel.
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ChannelId { $( #[doc = $slug] $id ),* }

        /// Every canonical channel, in the order of [`ChannelId`].
        pub const CATALOG: &[ChannelSpec] = &[ $( ChannelSpec {
            id: ChannelId::$id,
            slug: $slug,
            quantity: Quantity::$quantity,
            plausible: ($low, $high),
            group: Group::$group,
        } ),* ];
    };
}

channels! {
    Rpm, "rpm", RotationalSpeed, 0.0, 20_000.0, Engine;
    MapGauge, "map_gauge", Pressure, -1.1, 6.0, Engine;
    MapAbs, "map_abs", Pressure, 0.0, 7.0, Engine;
    Baro, "baro", Pressure, 0.5, 1.15, Engine;
    Maf, "maf", MassFlow, 0.0, 1500.0, Engine;
    Load, "load", Percent, 0.0, 500.0, Engine;
    Ve, "ve", Percent, 0.0, 300.0, Engine;
    Tps, "tps", Percent, 0.0, 100.0, Engine;
    Pedal, "pedal", Percent, 0.0, 100.0, Engine;
    Gear, "gear", Count, -3.0, 12.0, Engine;
    EngineState, "engine_state", Code, -1e9, 1e9, Engine;
    Sync, "sync", Flag, 0.0, 1.0, Engine;
    OdometerKm, "odometer_km", Distance, 0.0, 5_000_000.0, Engine;
    PowerEst, "power_est", Power, -500.0, 3000.0, Engine;
    TorqueEst, "torque_est", Torque, -2000.0, 6000.0, Engine;
    Lambda1, "lambda_1", Lambda, 0.5, 2.0, Mixture;
    Lambda2, "lambda_2", Lambda, 0.5, 2.0, Mixture;
    LambdaTarget, "lambda_target", Lambda, 0.5, 2.0, Mixture;
    LambdaCl, "lambda_cl", Lambda, 0.5, 2.0, Mixture;
    TrimShort, "trim_short", Percent, -100.0, 100.0, Mixture;
    TrimLong, "trim_long", Percent, -100.0, 100.0, Mixture;
    TrimCl, "trim_cl", Percent, -100.0, 100.0, Mixture;
    ClActive, "cl_active", Flag, 0.0, 1.0, Mixture;
    Ethanol, "ethanol", Percent, 0.0, 100.0, Mixture;
    Pw1, "pw_1", Duration, 0.0, 100.0, Fuel;
    Pw2, "pw_2", Duration, 0.0, 100.0, Fuel;
    Duty1, "duty_1", Percent, 0.0, 105.0, Fuel;
    Duty2, "duty_2", Percent, 0.0, 105.0, Fuel;
    DeadTime, "dead_time", Duration, 0.0, 10.0, Fuel;
    FuelFlow, "fuel_flow", MassFlow, 0.0, 1000.0, Fuel;
    FuelFlowBankA, "fuel_flow_bank_a", MassFlow, 0.0, 1000.0, Fuel;
    InjAngle, "inj_angle", Angle, -1440.0, 1440.0, Fuel;
    FuelPressure, "fuel_pressure", Pressure, -0.2, 300.0, Fuel;
    FuelPressureDiff, "fuel_pressure_diff", Pressure, -2.0, 300.0, Fuel;
    FuelTemp, "fuel_temp", Temperature, -35.0, 150.0, Fuel;
    FuelLevel, "fuel_level", Percent, 0.0, 100.0, Fuel;
    AccelEnrich, "accel_enrich", Duration, -100.0, 200.0, Fuel;
    AccelEnrichActive, "accel_enrich_active", Flag, 0.0, 1.0, Fuel;
    DecelEnrichActive, "decel_enrich_active", Flag, 0.0, 1.0, Fuel;
    FuelCut, "fuel_cut", Flag, 0.0, 1.0, Fuel;
    DecelCut, "decel_cut", Flag, 0.0, 1.0, Fuel;
    AfterStartActive, "after_start_active", Flag, 0.0, 1.0, Fuel;
    ConsumptionTotal, "consumption_total", Volume, 0.0, 1_000_000.0, Fuel;
    ConsumptionAvg, "consumption_avg", FuelEconomy, 0.0, 100.0, Fuel;
    ConsumptionInst, "consumption_inst", AsLogged, -1e9, 1e9, Fuel;
    RangeKm, "range_km", Distance, 0.0, 5000.0, Fuel;
    IgnAdvance, "ign_advance", Angle, -45.0, 70.0, Ignition;
    Dwell, "dwell", Duration, 0.0, 20.0, Ignition;
    KnockLevel, "knock_level", AsLogged, -1e9, 1e9, Ignition;
    KnockRetard, "knock_retard", Angle, -30.0, 30.0, Ignition;
    KnockCount, "knock_count", Count, 0.0, 1e9, Ignition;
    BoostTarget, "boost_target", Pressure, -1.1, 6.0, Boost;
    BoostDuty, "boost_duty", Percent, 0.0, 100.0, Boost;
    TurboSpeed, "turbo_speed", RotationalSpeed, 0.0, 400_000.0, Boost;
    Wastegate, "wastegate", Percent, 0.0, 100.0, Boost;
    Coolant, "coolant", Temperature, -35.0, 200.0, Temperatures;
    IntakeAir, "intake_air", Temperature, -35.0, 150.0, Temperatures;
    ChargeAir, "charge_air", Temperature, -35.0, 200.0, Temperatures;
    OilTemp, "oil_temp", Temperature, -35.0, 220.0, Temperatures;
    Egt1, "egt_1", Temperature, 0.0, 1200.0, Temperatures;
    Egt2, "egt_2", Temperature, 0.0, 1200.0, Temperatures;
    Egt3, "egt_3", Temperature, 0.0, 1200.0, Temperatures;
    Egt4, "egt_4", Temperature, 0.0, 1200.0, Temperatures;
    Egt5, "egt_5", Temperature, 0.0, 1200.0, Temperatures;
    Egt6, "egt_6", Temperature, 0.0, 1200.0, Temperatures;
    Egt7, "egt_7", Temperature, 0.0, 1200.0, Temperatures;
    Egt8, "egt_8", Temperature, 0.0, 1200.0, Temperatures;
    Ambient, "ambient", Temperature, -35.0, 70.0, Temperatures;
    OilPressure, "oil_pressure", Pressure, -0.2, 20.0, Pressures;
    CoolantPressure, "coolant_pressure", Pressure, -1.0, 10.0, Pressures;
    Crankcase, "crankcase", Pressure, -1.1, 5.0, Pressures;
    BrakePressure, "brake_pressure", Pressure, -0.5, 250.0, Pressures;
    Battery, "battery", Voltage, 5.0, 20.0, Electrical;
    Fan1, "fan_1", Flag, 0.0, 1.0, Electrical;
    Fan2, "fan_2", Flag, 0.0, 1.0, Electrical;
    FuelPump, "fuel_pump", Flag, 0.0, 1.0, Electrical;
    Fan1Enrich, "fan_1_enrich", Percent, -100.0, 100.0, Electrical;
    TwoStep, "two_step", Flag, 0.0, 1.0, Driver;
    TwoStepButton, "two_step_button", Flag, 0.0, 1.0, Driver;
    Launch, "launch", Flag, 0.0, 1.0, Driver;
    TractionActive, "traction_active", Flag, 0.0, 1.0, Driver;
    Cranking, "cranking", Flag, 0.0, 1.0, Driver;
    IdleActive, "idle_active", Flag, 0.0, 1.0, Driver;
    FirstPulse, "first_pulse", Flag, 0.0, 1.0, Driver;
    StartButton, "start_button", Flag, 0.0, 1.0, Driver;
    Limiter, "limiter", Flag, 0.0, 1.0, Driver;
    Slip, "slip", Percent, -100.0, 100.0, Driver;
    SlipRate, "slip_rate", Percent, -1000.0, 1000.0, Driver;
    MapSlot, "map_slot", Count, 0.0, 64.0, Driver;
    Cam1, "cam_1", Angle, -180.0, 720.0, Driver;
    Cam2, "cam_2", Angle, -180.0, 720.0, Driver;
    IdleDuty, "idle_duty", Percent, 0.0, 100.0, Driver;
    Speed, "speed", Speed, 0.0, 500.0, Motion;
    SpeedDriven, "speed_driven", Speed, 0.0, 500.0, Motion;
    SpeedRef, "speed_ref", Speed, 0.0, 500.0, Motion;
    SpeedAccel, "speed_accel", Speed, 0.0, 500.0, Motion;
    WheelFl, "wheel_fl", Speed, 0.0, 500.0, Motion;
    WheelFr, "wheel_fr", Speed, 0.0, 500.0, Motion;
    WheelRl, "wheel_rl", Speed, 0.0, 500.0, Motion;
    WheelRr, "wheel_rr", Speed, 0.0, 500.0, Motion;
    GLong, "g_long", Acceleration, -10.0, 10.0, Motion;
    GLat, "g_lat", Acceleration, -10.0, 10.0, Motion;
    GVert, "g_vert", Acceleration, -20.0, 20.0, Motion;
    GLongRaw, "g_long_raw", Acceleration, -10.0, 10.0, Motion;
    GLatRaw, "g_lat_raw", Acceleration, -10.0, 10.0, Motion;
    Pitch, "pitch", Angle, -180.0, 180.0, Motion;
    Roll, "roll", Angle, -180.0, 180.0, Motion;
    Heading, "heading", Angle, -180.0, 360.0, Motion;
    PitchRate, "pitch_rate", AngularRate, -1000.0, 1000.0, Motion;
    RollRate, "roll_rate", AngularRate, -1000.0, 1000.0, Motion;
    YawRate, "yaw_rate", AngularRate, -1000.0, 1000.0, Motion;
    Steer, "steer", Angle, -1080.0, 1080.0, Motion;
    Distance, "distance", Length, 0.0, 1e9, Motion;
    DistanceAccel, "distance_accel", Length, 0.0, 100_000.0, Motion;
    TpsRate, "tps_rate", AsLogged, -1e9, 1e9, Motion;
    GpsLat, "gps_lat", Angle, -90.0, 90.0, Position;
    GpsLon, "gps_lon", Angle, -180.0, 180.0, Position;
    GpsAlt, "gps_alt", Length, -500.0, 9000.0, Position;
    GpsSpeed, "gps_speed", Speed, 0.0, 500.0, Position;
    GpsHeading, "gps_heading", Angle, -180.0, 360.0, Position;
}
