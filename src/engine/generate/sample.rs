//! One row of the log, read off the car.

use super::car::{Car, TWO_STEP_RPM, curve};
use super::driver::{Intent, intent_at};
use super::random::Random;

/// Four injectors of 110 lb/h.
const BANK_LB_H: f64 = 440.0;
const IGNITION: [(f64, f64); 7] = [
    (500.0, 12.0),
    (1000.0, 14.0),
    (2000.0, 25.0),
    (3000.0, 30.0),
    (4500.0, 31.0),
    (6000.0, 32.5),
    (7000.0, 33.0),
];
/// The factory's dwell by voltage.
const DWELL: [(f64, f64); 4] = [(8.0, 9.0), (12.0, 4.9), (14.0, 3.6), (16.0, 2.8)];

/// One row as the ECU saw it, in the units of the file.
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own")]
#[derive(Clone, Debug, Default)]
pub(super) struct Sample {
    pub t: f64,
    pub rpm: f64,
    pub tps: f64,
    pub pedal: f64,
    pub ignition: f64,
    pub map: f64,
    pub lambda_target: f64,
    pub lambda_loop: f64,
    pub trim: f64,
    pub lambda: f64,
    pub two_step: bool,
    pub launch: bool,
    pub gear: f64,
    pub flow: f64,
    pub duty: f64,
    pub pulse: f64,
    pub coolant: f64,
    pub air: f64,
    pub oil_pressure: f64,
    pub fuel_pressure: f64,
    pub battery: f64,
    pub dwell: f64,
    pub fan_enrichment: f64,
    pub fuel_level: f64,
    pub sync: bool,
    pub cut: bool,
    pub cranking: bool,
    pub idle: bool,
    pub first_pulse: bool,
    pub transient_ms: f64,
    pub used_l: f64,
    pub km_per_l: f64,
    pub l_per_h: f64,
    pub power_hp: f64,
    pub torque_nm: f64,
    pub distance_km: f64,
    pub range_km: f64,
    pub fan_1: bool,
    pub fan_2: bool,
    pub pump: bool,
    pub wheel_kmh: f64,
    pub run_kmh: f64,
    pub slip: f64,
    pub tps_rate: f64,
    pub g_long: f64,
    pub g_lat: f64,
    pub g_long_raw: f64,
    pub g_lat_raw: f64,
    pub pitch: f64,
    pub pitch_rate: f64,
    pub roll: f64,
    pub roll_rate: f64,
    pub heading: f64,
    pub run_m: f64,
    pub after_start: bool,
}

impl Car {
    pub(super) fn volts(&self) -> f64 {
        let fans = f64::from(u8::from(self.fan_1)) * 0.12 + f64::from(u8::from(self.fan_2)) * 0.12;
        if self.turning() {
            curve(&[(450.0, 12.3), (900.0, 13.75), (1800.0, 14.12)], self.rpm) - fans
        } else if self.rpm > 50.0 {
            9.9
        } else {
            12.38
        }
    }

    /// The row of this moment, with the noise of the sensors.
    pub(super) fn sample(&self, t: f64, random: &mut Random) -> Sample {
        let intent = intent_at(t);
        let turning = self.turning();
        let duty = (self.pulse_ms * self.rpm / 1200.0).min(100.0);
        let torque = self.torque_nm.max(0.0);
        let litres = self.used_mg / 1e6 / 0.79;
        let km = self.distance_m / 1000.0;
        let fuel_l_h = self.fuel_mg * 4.0 * self.rpm / 120.0 / 1e6 / 0.79 * 3600.0;
        let idling = turning && self.tps < 1.5 && self.rpm < 1600.0;
        let oil = curve(&[(0.0, 0.0), (300.0, 0.6), (900.0, 1.5), (3000.0, 3.4), (6500.0, 5.0)], self.rpm)
            * curve(&[(20.0, 1.5), (85.0, 1.0), (105.0, 0.82)], self.coolant);
        let g_long = self.accel_ms2 / 9.81;
        Sample {
            t,
            rpm: (self.rpm + if turning { random.noise(6.0) } else { 0.0 }).max(0.0),
            tps: self.tps.max(0.0),
            pedal: self.pedal,
            ignition: if turning { self.advance_deg(intent) } else { 0.0 },
            map: self.map + random.noise(0.003),
            lambda_target: self.lambda_target,
            lambda_loop: (self.lambda + random.noise(0.002)).clamp(0.6, 1.36),
            trim: self.trim,
            lambda: (self.lambda + random.noise(0.002)).clamp(0.6, 1.36),
            two_step: intent == Intent::TwoStep && self.rpm > TWO_STEP_RPM - 150.0,
            launch: intent == Intent::Launch && self.run_m < 60.0,
            gear: f64::from(self.gear),
            flow: duty / 100.0 * BANK_LB_H,
            duty,
            pulse: self.pulse_ms,
            coolant: self.coolant + random.noise(0.06),
            air: self.air + random.noise(0.05),
            oil_pressure: (oil + random.noise(0.02)).max(0.0),
            fuel_pressure: if t < 0.3 { 0.0 } else { 3.0 + self.map - self.sag + random.noise(0.012) },
            battery: self.volts() + random.noise(0.03),
            dwell: if self.rpm > 50.0 { curve(&DWELL, self.volts()) } else { 0.0 },
            fan_enrichment: if self.fan_1 { 1.5 } else { 0.0 },
            fuel_level: 61.0 - litres * 2.2,
            sync: self.rpm > 120.0,
            cut: self.cut,
            cranking: intent == Intent::Crank,
            idle: idling,
            first_pulse: intent == Intent::Crank && t < 3.3,
            transient_ms: if turning && self.enrich.abs() > 0.02 { self.enrich } else { 0.0 },
            used_l: 184.2 + litres,
            km_per_l: if litres > 0.05 { km / litres } else { 0.0 },
            l_per_h: fuel_l_h,
            power_hp: torque * self.rpm / 7121.0 / 1.013_87,
            torque_nm: torque,
            distance_km: 3.0 + km,
            range_km: if litres > 0.05 && km > 0.5 { (27.0 - litres) * km / litres } else { 0.0 },
            fan_1: self.fan_1,
            fan_2: self.fan_2,
            pump: t < 2.0 || self.rpm > 50.0,
            wheel_kmh: self.kmh() * (1.0 + self.wheel_slip / 100.0),
            run_kmh: if self.run_m > 0.0 { self.kmh() } else { 0.0 },
            slip: self.slip,
            tps_rate: self.tps_rate * 0.2,
            g_long: g_long + random.noise(0.008),
            g_lat: self.lateral_g + random.noise(0.008),
            g_long_raw: g_long + 0.02 + random.noise(0.05),
            g_lat_raw: self.lateral_g - 0.01 + random.noise(0.05),
            pitch: 0.4 + g_long * 1.8,
            pitch_rate: random.noise(0.3),
            roll: 0.2 - self.lateral_g * 2.4,
            roll_rate: random.noise(0.3),
            heading: self.heading,
            run_m: self.run_m,
            after_start: turning && self.ran_s < 8.0,
        }
    }

    fn advance_deg(&self, intent: Intent) -> f64 {
        if intent == Intent::TwoStep && self.rpm > TWO_STEP_RPM - 200.0 {
            return 0.0;
        }
        let load = curve(&[(-0.6, 4.0), (-0.2, 2.0), (0.0, 0.0), (1.4, -9.0)], self.map);
        let cold = curve(&[(20.0, 2.0), (60.0, 0.5), (90.0, 0.0), (110.0, -2.5)], self.coolant);
        curve(&IGNITION, self.rpm) + load + cold
    }
}
