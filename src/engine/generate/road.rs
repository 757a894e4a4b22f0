//! Crankshaft, wheels, road and heat.

use super::car::{Car, DT, FINAL_DRIVE, RATIOS, TYRE_M, curve};
use super::driver::Intent;
use super::faults::Fault;
use super::random::Random;

const MASS_KG: f64 = 1240.0;
const OUTSIDE_C: f64 = 27.0;

impl Car {
    /// Crankshaft, wheels and road.
    pub(super) fn roll(&mut self, intent: Intent, random: &mut Random) {
        let standing = matches!(intent, Intent::KeyOn);
        let synchronous = self.speed_ms * (1.0 + self.wheel_slip / 100.0) * Self::rpm_per_ms(self.gear);
        let mut drive_n = 0.0;
        if standing {
            self.rpm = 0.0;
        } else if intent == Intent::Crank {
            let wanted = 235.0 + random.noise(14.0);
            self.rpm += (wanted - self.rpm) * DT / (0.12 + DT);
        } else if self.rpm < 450.0 {
            // It catches.
            self.rpm += 900.0 * DT;
        } else if self.gear == 0 || intent == Intent::TwoStep {
            self.rpm = (self.rpm + self.torque_nm / 0.2 * 9.549 * DT).clamp(500.0, 7200.0);
        } else if self.shifting > 0.0 {
            let wanted = synchronous.max(950.0);
            self.rpm += (wanted - self.rpm) * DT / (0.11 + DT);
        } else {
            // Below walking pace the clutch slips.
            let floor = if intent == Intent::Launch { 3600.0 } else { 1250.0 };
            let wanted = if self.gear == 1 { synchronous.max(floor) } else { synchronous.max(700.0) };
            self.rpm += (wanted - self.rpm) * DT / (0.07 + DT);
            let lever = RATIOS[usize::from(self.gear)] * FINAL_DRIVE / TYRE_M;
            drive_n = self.torque_nm * lever * 0.91;
            if self.gear == 1 && synchronous < floor {
                drive_n = drive_n.max(if self.pedal > 2.0 { 900.0 + 25.0 * self.pedal } else { 0.0 });
            }
        }
        let grip = if intent == Intent::Launch { 6100.0 } else { 8000.0 };
        let spin = if drive_n > grip { (drive_n - grip) / grip * 60.0 } else { 0.0 };
        self.wheel_slip += (spin.min(22.0) - self.wheel_slip) * DT / (0.15 + DT);
        drive_n = drive_n.clamp(-4000.0, grip);

        let drag = 0.5 * 1.2 * 0.33 * 2.05 * self.speed_ms * self.speed_ms + 0.014 * MASS_KG * 9.81;
        let brake = match intent {
            Intent::Idle if self.speed_ms > 0.0 => 2900.0,
            Intent::Cruise(kmh) | Intent::Ready(kmh, _) if self.kmh() > kmh + 9.0 => 2600.0,
            _ => 0.0,
        };
        let force = drive_n - if self.speed_ms > 0.0 { drag + brake } else { 0.0 };
        let before = self.speed_ms;
        self.speed_ms = (self.speed_ms + force / (MASS_KG * 1.07) * DT).max(0.0);
        self.accel_ms2 += ((self.speed_ms - before) / DT - self.accel_ms2) * DT / (0.05 + DT);
        self.distance_m += self.speed_ms * DT;
        self.run_m = if intent == Intent::Launch { self.run_m + self.speed_ms * DT } else { 0.0 };

        let bend = random.even() * 3.0 * (self.speed_ms / 15.0).min(1.0);
        self.lateral_g += (bend - self.lateral_g) * DT / (1.6 + DT);
        self.slip += (self.wheel_slip - self.slip) * DT / (0.1 + DT);
        self.heading +=
            if self.speed_ms > 2.0 { self.lateral_g * 9.81 / self.speed_ms * 57.3 * DT } else { 0.0 };
        if self.heading > 180.0 {
            self.heading -= 360.0;
        } else if self.heading < -180.0 {
            self.heading += 360.0;
        }
    }

    /// Temperatures and fans.
    pub(super) fn warm(&mut self, now: f64) {
        let fuel_g_s = self.fuel_mg * 4.0 * self.rpm / 120.0 / 1000.0;
        let fan_broken = Fault::FanOff.is_at(now);
        if self.coolant > 93.0 {
            self.fan_1 = !fan_broken;
        } else if self.coolant < 88.0 {
            self.fan_1 = false;
        }
        if self.coolant > 97.0 {
            self.fan_2 = !fan_broken;
        } else if self.coolant < 92.0 {
            self.fan_2 = false;
        }
        if fan_broken {
            self.fan_1 = false;
            self.fan_2 = false;
        }
        let heat = (2.2 + fuel_g_s * 7.5).min(24.0) * if self.turning() { 1.0 } else { 0.0 };
        let open = curve(&[(80.0, 0.0), (90.0, 1.0)], self.coolant);
        let fans = f64::from(u8::from(self.fan_1)) * 0.28 + f64::from(u8::from(self.fan_2)) * 0.3;
        let wind = self.speed_ms / (self.speed_ms + 14.0) * 0.42;
        let cooled = (self.coolant - OUTSIDE_C) * (0.008 + open * (fans + wind));
        let soaked = if fan_broken { 5.0 } else { 0.0 };
        self.coolant += (heat + soaked - cooled) / 21.0 * DT;
        let under_bonnet = OUTSIDE_C
            + 16.0 * curve(&[(30.0, 0.1), (85.0, 1.0)], self.coolant) * 8.0 / (8.0 + self.speed_ms)
            + 24.0 * self.boost;
        self.air += (under_bonnet - self.air) * DT / (9.0 + DT);
        self.ran_s += if self.turning() { DT } else { 0.0 };
    }
}
