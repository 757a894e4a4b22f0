//! A small model of a car: believable, not exact. 2.0 l, four cylinders, turbocharger, ethanol, closed loop.

use super::driver::{Intent, intent_at};
use super::faults::Fault;
use super::random::Random;

/// Inner step, seconds; four to a row.
pub(super) const DT: f64 = 0.01;
const STEPS: u32 = 4;

const CYLINDER_M3: f64 = 0.0005;
const STOICH: f64 = 9.0;
/// Flow of one injector at 3 bar across it, mg/ms (110 lb/h).
const INJECTOR_MG_MS: f64 = 13.86;
pub(super) const RATIOS: [f64; 6] = [0.0, 3.3, 2.0, 1.4, 1.03, 0.82];
pub(super) const FINAL_DRIVE: f64 = 4.0;
pub(super) const TYRE_M: f64 = 0.3;
const IDLE_RPM: f64 = 930.0;
const SHIFT_LIGHT_RPM: f64 = 6600.0;
pub(super) const TWO_STEP_RPM: f64 = 4500.0;
/// λ needs this many inner steps at most from cylinder to sensor.
const PIPE: usize = 32;

/// Straight lines between points; level beyond the ends.
pub(super) fn curve(points: &[(f64, f64)], x: f64) -> f64 {
    let after = points.iter().position(|(px, _)| *px >= x);
    match after {
        Some(0) => points[0].1,
        Some(i) => {
            let ((x0, y0), (x1, y1)) = (points[i - 1], points[i]);
            y0 + (y1 - y0) * (x - x0) / (x1 - x0)
        }
        None => points.last().map_or(0.0, |p| p.1),
    }
}

const VE: [(f64, f64); 6] =
    [(500.0, 0.7), (1500.0, 0.78), (3000.0, 0.9), (4500.0, 0.98), (6000.0, 0.93), (7000.0, 0.86)];
const LAMBDA_TARGET: [(f64, f64); 6] =
    [(-0.8, 1.0), (-0.3, 0.97), (0.0, 0.88), (0.4, 0.84), (0.8, 0.815), (1.3, 0.8)];
/// The factory's dead time by voltage, added to 1 ms.
const DEAD_TIME: [(f64, f64); 5] = [(8.0, 0.6), (10.0, 0.4), (12.0, 0.18), (14.0, -0.06), (16.0, -0.22)];
const WARM_UP_PERCENT: [(f64, f64); 6] =
    [(0.0, 42.0), (20.0, 37.0), (40.0, 29.0), (60.0, 15.0), (70.0, 7.0), (80.0, 0.0)];

/// The state of the car.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Clone, Debug)]
pub(super) struct Car {
    pub(super) speed_ms: f64,
    pub(super) accel_ms2: f64,
    pub(super) rpm: f64,
    pub(super) gear: u8,
    /// Left of a gear change, seconds.
    pub(super) shifting: f64,
    pub(super) pedal: f64,
    pub(super) wobble: f64,
    pub(super) speed_debt: f64,
    pub(super) tps: f64,
    pub(super) tps_rate: f64,
    pub(super) idle_air: f64,
    pub(super) map: f64,
    pub(super) boost: f64,
    pub(super) film: f64,
    pub(super) enrich: f64,
    pub(super) cut_for: f64,
    pub(super) cut: bool,
    pub(super) pulse_ms: f64,
    pub(super) fuel_mg: f64,
    pub(super) torque_nm: f64,
    pub(super) pipe: [f64; PIPE],
    pub(super) pipe_at: usize,
    pub(super) lambda: f64,
    pub(super) lambda_target: f64,
    pub(super) trim: f64,
    pub(super) coolant: f64,
    pub(super) air: f64,
    pub(super) fan_1: bool,
    pub(super) fan_2: bool,
    pub(super) sag: f64,
    pub(super) used_mg: f64,
    pub(super) distance_m: f64,
    pub(super) run_m: f64,
    pub(super) slip: f64,
    pub(super) lateral_g: f64,
    pub(super) heading: f64,
    pub(super) pulled: bool,
    pub(super) wheel_slip: f64,
    pub(super) ran_s: f64,
}

impl Car {
    pub(super) fn at_rest() -> Self {
        Self {
            speed_ms: 0.0,
            accel_ms2: 0.0,
            rpm: 0.0,
            gear: 0,
            shifting: 0.0,
            pedal: 0.0,
            wobble: 0.0,
            speed_debt: 0.0,
            tps: 0.0,
            tps_rate: 0.0,
            idle_air: 1.4,
            map: 0.0,
            boost: 0.0,
            film: 400.0,
            enrich: 0.0,
            cut_for: 0.0,
            cut: false,
            pulse_ms: 0.0,
            fuel_mg: 0.0,
            torque_nm: 0.0,
            pipe: [1.1; PIPE],
            pipe_at: 0,
            lambda: 1.1,
            lambda_target: 0.0,
            trim: 0.0,
            coolant: 23.5,
            air: 28.0,
            fan_1: false,
            fan_2: false,
            sag: 0.0,
            used_mg: 0.0,
            distance_m: 0.0,
            run_m: 0.0,
            slip: 0.0,
            lateral_g: 0.0,
            heading: 12.0,
            pulled: false,
            wheel_slip: 0.0,
            ran_s: 0.0,
        }
    }

    /// Goes on to `t`, one row further.
    pub(super) fn advance(&mut self, t: f64, random: &mut Random) {
        for step in 0..STEPS {
            let now = t - f64::from(STEPS - 1 - step) * DT;
            let intent = intent_at(now);
            self.drive(intent, random);
            self.breathe(intent);
            self.burn(now, intent, random);
            self.roll(intent, random);
            self.warm(now);
        }
    }

    pub(super) fn kmh(&self) -> f64 {
        self.speed_ms * 3.6
    }

    pub(super) fn turning(&self) -> bool {
        self.rpm > 450.0
    }

    pub(super) fn in_gear(&self) -> bool {
        self.gear > 0 && self.shifting <= 0.0
    }

    pub(super) fn rpm_per_ms(gear: u8) -> f64 {
        RATIOS[usize::from(gear.min(5))] * FINAL_DRIVE / (2.0 * std::f64::consts::PI * TYRE_M) * 60.0
    }

    /// Pedal and gears.
    fn drive(&mut self, intent: Intent, random: &mut Random) {
        self.wobble += (random.even() * 6.0 - self.wobble) * DT * 1.5;
        let wanted = match intent {
            Intent::KeyOn | Intent::Crank | Intent::Coast => 0.0,
            Intent::Idle => {
                if self.kmh() < 12.0 {
                    self.gear = 0;
                }
                0.0
            }
            Intent::Cruise(kmh) => {
                self.pick_gear();
                self.hold(kmh)
            }
            Intent::Ready(kmh, gear) => {
                self.shift_to(gear);
                self.hold(kmh)
            }
            Intent::Pull(gear) => {
                self.shift_to(gear);
                self.pulled |= self.rpm > SHIFT_LIGHT_RPM;
                if self.pulled { 0.0 } else { 100.0 }
            }
            Intent::TwoStep => 100.0,
            Intent::Launch => {
                self.gear = self.gear.max(1);
                if self.rpm > SHIFT_LIGHT_RPM && self.shifting <= 0.0 && self.gear < 4 {
                    self.shift_to(self.gear + 1);
                }
                if self.gear == 4 { 0.0 } else { 100.0 }
            }
        };
        if !matches!(intent, Intent::Pull(_)) {
            self.pulled = false;
        }
        self.shifting = (self.shifting - DT).max(0.0);
        let wanted = if self.shifting > 0.0 { 0.0 } else { wanted };
        let slew = if wanted > 90.0 || wanted < self.pedal { 420.0 } else { 140.0 } * DT;
        self.pedal = (self.pedal + (wanted - self.pedal).clamp(-slew, slew)).clamp(0.0, 100.0);
        let before = self.tps;
        self.tps += (self.pedal - self.tps) * DT / (0.05 + DT);
        self.tps_rate += ((self.tps - before) / DT - self.tps_rate) * DT / (0.04 + DT);
    }

    /// Pedal to hold a speed.
    fn hold(&mut self, kmh: f64) -> f64 {
        let short = kmh - self.kmh();
        self.speed_debt = (self.speed_debt + short * DT).clamp(-10.0, 20.0);
        (9.0 + 1.9 * short + 0.5 * self.speed_debt + 0.2 * self.wobble).clamp(0.0, 46.0)
    }

    fn pick_gear(&mut self) {
        if self.gear == 0 {
            self.gear = 1;
        } else if self.shifting <= 0.0 && self.rpm > 3100.0 && self.gear < 5 {
            self.shift_to(self.gear + 1);
        } else if self.shifting <= 0.0 && self.rpm < 1350.0 && self.gear > 1 {
            self.shift_to(self.gear - 1);
        }
    }

    fn shift_to(&mut self, gear: u8) {
        if self.gear != gear {
            self.gear = gear;
            self.shifting = 0.32;
        }
    }

    /// Manifold pressure: throttle and turbocharger.
    fn breathe(&mut self, intent: Intent) {
        if !self.turning() {
            self.map += (0.0 - self.map) * DT / (0.25 + DT);
            self.boost = 0.0;
            return;
        }
        let target = IDLE_RPM + curve(&[(20.0, 420.0), (70.0, 0.0)], self.coolant);
        let off = target - self.rpm;
        if self.tps < 1.5 && !self.in_gear() {
            self.idle_air = (self.idle_air + off * 0.0006 * DT * 10.0).clamp(0.4, 6.0);
        }
        let opening = (self.tps + (self.idle_air + off * 0.0012).clamp(0.3, 7.0)) / 100.0;
        let area = opening.min(1.0) * (0.35 + 0.65 * opening.min(1.0));
        let choke = 0.035 * self.rpm / 2000.0;
        let natural = 0.06 + 0.94 * area / (area + choke) * (1.0 + choke);
        let wanted = 1.22
            * curve(&[(35.0, 0.0), (80.0, 1.0)], self.tps)
            * curve(&[(1900.0, 0.05), (3500.0, 1.0), (6200.0, 1.0), (7000.0, 0.93)], self.rpm);
        let wanted = if intent == Intent::TwoStep { wanted.min(0.35) } else { wanted };
        let lag = if wanted > self.boost { curve(&[(2000.0, 1.3), (4500.0, 0.4)], self.rpm) } else { 0.12 };
        self.boost += (wanted - self.boost) * DT / (lag + DT);
        let absolute = natural.min(1.0) * (1.0 + self.boost);
        self.map += (absolute - 1.0 - self.map) * DT / (0.05 + DT);
    }

    /// Fuel, mixture, torque.
    fn burn(&mut self, now: f64, intent: Intent, random: &mut Random) {
        let kelvin = 273.15 + self.air;
        let air_mg = curve(&VE, self.rpm) * (1.0 + self.map) * 1e5 * CYLINDER_M3 / (287.05 * kelvin) * 1e6;
        let two_step_cut = intent == Intent::TwoStep && self.rpm > TWO_STEP_RPM;

        let overrun = self.tps < 1.0 && self.in_gear() && self.rpm > if self.cut { 1400.0 } else { 1900.0 };
        self.cut_for = if overrun { self.cut_for + DT } else { 0.0 };
        self.cut = overrun && self.cut_for > 0.4 && self.turning();

        let base_target = curve(&LAMBDA_TARGET, self.map);
        let idling = self.tps < 1.5 && self.rpm < 1600.0;
        let closed = self.turning() && !self.cut && !idling && self.coolant > 40.0;
        self.lambda_target = if closed { base_target } else { 0.0 };

        // The table of this car is rich at part throttle and lean where boost sets in: something to correct.
        let near = |x: f64| 1.0 / (1.0 + x * x);
        let table_error = 0.07 * near((self.map + 0.45) / 0.2)
            - 0.06 * near((self.map - 0.35) / 0.3) * near((self.rpm - 3900.0) / 900.0);
        let cold = curve(&WARM_UP_PERCENT, self.coolant) / 100.0;
        let wanted_mg = air_mg / (STOICH * base_target)
            * (1.0 + table_error)
            * (1.0 + 0.75 * cold)
            * (1.0 + self.trim / 100.0);
        let rise = if self.tps_rate.abs() > 60.0 { self.tps_rate * 0.012 } else { 0.0 };
        self.enrich = if rise.abs() > self.enrich.abs() {
            rise.clamp(-0.9, 5.0)
        } else {
            self.enrich * (1.0 - DT / 0.22)
        };
        let running = self.turning() && !self.cut;
        let effective = if running { (wanted_mg / INJECTOR_MG_MS + self.enrich * 0.5).max(0.0) } else { 0.0 };

        let sagging = Fault::PumpSag.is_at(now) && self.map > 0.3;
        self.sag += (if sagging { 1.15 } else { 0.0 } - self.sag) * DT / (0.5 + DT);
        let drop = 1.0 - self.sag / 3.0;
        // √x by Newton's method from a near start; x lies in 0.5..=1.
        let root = 0.5 * (0.5 + 0.5 * drop + drop / (0.5 + 0.5 * drop));
        let sprayed = effective * INJECTOR_MG_MS * root;
        // Part of the fuel wets the wall when air rises, and comes back when it falls.
        self.film += (air_mg - self.film) * DT / (0.2 + DT);
        self.fuel_mg = (sprayed * (1.0 - 0.1 * (air_mg - self.film) / air_mg.max(50.0))).max(0.0);
        self.used_mg += self.fuel_mg * 4.0 * self.rpm / 120.0 * DT;
        self.pulse_ms = if effective > 0.0 { effective + 1.0 + curve(&DEAD_TIME, self.volts()) } else { 0.0 };

        let burnt = if self.fuel_mg > 1.0 { (air_mg / (STOICH * self.fuel_mg)).clamp(0.6, 1.6) } else { 1.6 };
        self.travel(burnt + random.noise(0.006));
        if closed && self.tps_rate.abs() < 40.0 {
            let error = self.lambda / base_target - 1.0;
            self.trim = (self.trim + error * 16.0 * DT).clamp(-20.0, 20.0);
        } else if !closed {
            self.trim *= 1.0 - DT / 3.0;
        }

        let fires = running && !two_step_cut && self.shifting <= 0.0 || self.rpm < 1200.0 && running;
        let rich =
            curve(&[(0.6, 0.86), (0.82, 1.0), (0.9, 0.99), (1.0, 0.95), (1.25, 0.78), (1.6, 0.3)], burnt);
        let pressure =
            if fires { air_mg * 4.0 / 1000.0 * 1110.0 * rich / (4.0 * std::f64::consts::PI) } else { 0.0 };
        let friction = 21.0 + self.rpm * 0.0048 + (-self.map).max(0.0) * 9.0;
        self.torque_nm = if self.turning() { pressure - friction } else { 0.0 };
    }

    /// Exhaust gas takes its time to the sensor, and the sensor its own.
    fn travel(&mut self, burnt: f64) {
        self.pipe[self.pipe_at] = burnt;
        let delay = (0.05 + 110.0 / self.rpm.max(500.0)).min(0.3);
        let back = ((delay / DT) as usize).clamp(1, PIPE - 1);
        let arrived = self.pipe[(self.pipe_at + PIPE - back) % PIPE];
        self.pipe_at = (self.pipe_at + 1) % PIPE;
        self.lambda += (arrived - self.lambda) * DT / (0.07 + DT);
    }
}
