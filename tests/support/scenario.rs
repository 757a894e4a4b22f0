//! Drives made on the spot, with what happened in them known: a plain car that is started, idles, cruises, pulls,
//! shifts, runs on with its fuel cut, launches and meets its limiter, and sensors that fail on request. It shares
//! nothing with the engine's own generator.

use fueltune_analyzer::engine::analysis::outliers::FindingKind;
use fueltune_analyzer::engine::analysis::patterns::SegmentKind;
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, LogTable, RowMask, TimeAxis};

/// How a drive is logged.
#[allow(clippy::struct_excessive_bools, reason = "each is a thing a logger may lack")]
#[derive(Clone, Copy, Debug)]
pub struct Logger {
    pub seed: u64,
    pub rate_hz: u32,
    /// Steps of rpm, and of a hundredth of that of everything else.
    pub rpm_step: f64,
    /// The ECU's switches.
    pub switches: bool,
    pub speed: bool,
    pub gear: bool,
    /// Sensors fail.
    pub faults: bool,
    /// Which car: 0 is the plain one, the others have gearings, forces, idle speeds, limits and throttle readings of
    /// their own.
    pub car: u64,
    /// How much noisier its sensors are than usual.
    pub noise: f64,
}

impl Logger {
    pub fn new(seed: u64, rate_hz: u32) -> Self {
        Self {
            seed,
            rate_hz,
            rpm_step: 1.0,
            switches: true,
            speed: true,
            gear: true,
            faults: false,
            car: 0,
            noise: 1.0,
        }
    }
}

/// Something that happened, seconds.
#[derive(Clone, Debug)]
pub struct Happened<K> {
    pub kind: K,
    pub t0: f64,
    pub t1: f64,
}

/// What a sensor did, and which channels show it.
#[derive(Clone, Debug)]
pub struct Fault {
    pub kind: FindingKind,
    pub channels: Vec<ChannelId>,
}

pub struct Drive {
    pub table: LogTable,
    pub segments: Vec<Happened<SegmentKind>>,
    pub faults: Vec<Happened<Fault>>,
}

const DT: f64 = 0.01;

/// What tells one car from another.
#[derive(Clone, Copy)]
struct Build {
    /// rpm per km/h, and km/h per second at full throttle, by gear.
    ratio: [f64; 6],
    force: [f64; 6],
    idle_rpm: f64,
    limit_rpm: f64,
    /// What the throttle reads at its stop and wide open, %.
    throttle: (f64, f64),
}

impl Build {
    const PLAIN: Self = Self {
        ratio: [0.0, 120.0, 75.0, 52.0, 40.0, 32.0],
        force: [0.0, 15.0, 12.5, 9.5, 7.5, 5.5],
        idle_rpm: 900.0,
        limit_rpm: 6900.0,
        throttle: (0.0, 100.0),
    };

    fn of(car: u64) -> Self {
        if car == 0 {
            return Self::PLAIN;
        }
        let mut dice = Dice(car ^ 0xca7);
        let (turns, strength) = (dice.between(0.9, 1.15), dice.between(1.0, 1.5));
        Self {
            ratio: Self::PLAIN.ratio.map(|x| x * turns),
            force: Self::PLAIN.force.map(|x| x * strength),
            idle_rpm: dice.between(760.0, 1020.0),
            limit_rpm: dice.between(6700.0, 7300.0),
            throttle: (dice.between(0.0, 4.0), dice.between(90.0, 100.0)),
        }
    }

    fn reads(&self, opening: f64) -> f64 {
        self.throttle.0 + (self.throttle.1 - self.throttle.0) * opening / 100.0
    }
}

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[(self.next() >> 33) as usize % of.len()]
    }

    fn noise(&mut self, sd: f64) -> f64 {
        (self.between(-1.0, 1.0) + self.between(-1.0, 1.0) + self.between(-1.0, 1.0)) * sd
    }
}

/// A moment of the drive, without noise.
#[derive(Clone, Copy, Default)]
struct Moment {
    rpm: f64,
    tps: f64,
    map: f64,
    lambda: f64,
    pulse: f64,
    speed: f64,
    gear: f64,
    coolant: f64,
    fuel: f64,
    oil: f64,
    battery: f64,
    cranking: f64,
    idle: f64,
    cut: f64,
    two_step: f64,
    launch: f64,
    limiter: f64,
}

/// Channels of a log, and their noise.
type Channel = (ChannelId, fn(&Moment) -> f64, f64);
const CHANNELS: [Channel; 17] = [
    (ChannelId::Rpm, |m| m.rpm, 6.0),
    (ChannelId::Tps, |m| m.tps, 0.1),
    (ChannelId::MapGauge, |m| m.map, 0.004),
    (ChannelId::Lambda1, |m| m.lambda, 0.004),
    (ChannelId::Pw1, |m| m.pulse, 0.0),
    (ChannelId::Coolant, |m| m.coolant, 0.05),
    (ChannelId::FuelPressure, |m| m.fuel, 0.015),
    (ChannelId::OilPressure, |m| m.oil, 0.02),
    (ChannelId::Battery, |m| m.battery, 0.03),
    (ChannelId::Speed, |m| m.speed, 0.0),
    (ChannelId::Gear, |m| m.gear, 0.0),
    (ChannelId::Cranking, |m| m.cranking, 0.0),
    (ChannelId::IdleActive, |m| m.idle, 0.0),
    (ChannelId::DecelCut, |m| m.cut, 0.0),
    (ChannelId::TwoStep, |m| m.two_step, 0.0),
    (ChannelId::Launch, |m| m.launch, 0.0),
    (ChannelId::Limiter, |m| m.limiter, 0.0),
];

struct Car {
    dice: Dice,
    build: Build,
    now: Moment,
    boost: f64,
    moments: Vec<Moment>,
    segments: Vec<Happened<SegmentKind>>,
}

impl Car {
    fn t(&self) -> f64 {
        // The time of the next moment.
        (self.moments.len() + 1) as f64 * DT
    }

    fn happened(&mut self, kind: SegmentKind, t0: f64) {
        let t1 = self.t() - DT;
        self.segments.push(Happened { kind, t0, t1 });
    }

    /// What follows from rpm and throttle; then the moment is over.
    fn breathe(&mut self) {
        let idle_rpm = self.build.idle_rpm;
        let m = &mut self.now;
        let running = m.rpm > 450.0;
        let wanted = if !running {
            0.0
        } else if m.tps < 2.0 {
            -0.66 - (m.rpm - idle_rpm).clamp(0.0, 2500.0) * 0.00005
        } else {
            (-0.66 + 0.012 * m.tps).min(0.0)
        };
        let boost = if m.tps > 60.0 { 0.9 * ((m.rpm - 2000.0) / 1500.0).clamp(0.0, 1.0) } else { 0.0 };
        self.boost += (boost - self.boost) * DT / (if boost > self.boost { 0.35 } else { 0.1 });
        m.map += (wanted + self.boost - m.map) * DT / 0.06;
        let target = if m.map > 0.0 { 0.88 - 0.06 * m.map } else { 1.0 };
        let burnt = if m.cut > 0.5 { 1.6 } else { target };
        m.lambda += (burnt - m.lambda) * DT / 0.12;
        m.pulse = if !running || m.cut > 0.5 { 0.0 } else { 0.9 + 2.6 * (1.0 + m.map) / target };
        m.coolant += if running { (89.0 - m.coolant) * DT / 55.0 } else { 0.0 };
        m.fuel = 3.0 + m.map;
        m.oil = if running { 1.0 + m.rpm * 0.0006 } else { 0.0 };
        m.battery = if running {
            13.9
        } else if m.cranking > 0.5 {
            10.2
        } else {
            12.4
        };
        m.idle = f64::from(u8::from(running && m.tps < 2.0));
        self.moments.push(*m);
    }

    fn throttle(&mut self, wanted: f64) {
        let slew = 500.0 * DT;
        self.now.tps += (wanted - self.now.tps).clamp(-slew, slew);
    }

    fn start(&mut self) {
        for _ in 0..200 {
            self.breathe();
        }
        let t0 = self.t();
        self.now.cranking = 1.0;
        for _ in 0..(self.dice.between(70.0, 130.0) as usize) {
            self.now.rpm = 220.0 + self.dice.noise(12.0);
            self.breathe();
        }
        self.now.cranking = 0.0;
        self.happened(SegmentKind::Cranking, t0);
        while self.now.rpm < self.build.idle_rpm {
            self.now.rpm += 2000.0 * DT;
            self.breathe();
        }
    }

    /// Standing, throttle closed.
    fn idle(&mut self, seconds: f64) {
        let t0 = self.t();
        (self.now.gear, self.now.speed) = (0.0, 0.0);
        for _ in 0..(seconds / DT) as usize {
            self.throttle(0.0);
            let cold = (70.0 - self.now.coolant).max(0.0) * 8.0;
            self.now.rpm += (self.build.idle_rpm + cold - self.now.rpm) * DT / 0.3;
            self.breathe();
        }
        self.happened(SegmentKind::Idle, t0);
    }

    /// A moment in gear: the throttle drives the car, or the car the engine.
    fn roll(&mut self, throttle: f64) {
        self.throttle(throttle);
        let gear = self.now.gear as usize;
        let pull =
            self.build.force[gear] * (self.now.tps / 100.0) * if self.now.cut > 0.5 { 0.0 } else { 1.0 };
        let held = if self.now.tps < 2.0 { self.build.ratio[gear] * 0.05 } else { 0.0 };
        let drag = 0.3 + self.now.speed * self.now.speed * 0.000_06;
        self.now.speed = (self.now.speed + (pull - held - drag) * DT).max(0.0);
        self.now.rpm = self.now.speed * self.build.ratio[gear];
        self.breathe();
    }

    fn shift(&mut self, gear: usize) {
        let t0 = self.t();
        let steps = self.dice.between(28.0, 45.0) as usize;
        let from = self.now.rpm;
        for i in 1..=steps {
            self.throttle(0.0);
            self.now.speed -= 0.5 * DT;
            if i == steps / 2 {
                self.now.gear = gear as f64;
            }
            let to = self.now.speed * self.build.ratio[gear];
            let share = (i as f64 / (0.8 * steps as f64)).min(1.0);
            self.now.rpm = from + (to - from) * share;
            self.breathe();
        }
        self.happened(SegmentKind::GearChange, t0);
    }

    /// From a standstill in first gear, the clutch slipping.
    fn pull_away(&mut self) {
        self.now.gear = 1.0;
        while self.now.speed * self.build.ratio[1] < 1400.0 {
            self.throttle(18.0);
            self.now.rpm += (1400.0 - self.now.rpm) * DT / 0.15;
            self.now.speed += 7.0 * DT;
            self.breathe();
        }
    }

    /// Up to a speed at part throttle, through the gears.
    fn accelerate(&mut self, kmh: f64, throttle: f64) {
        while self.now.speed < kmh {
            let (t0, from) = (self.t(), self.now.rpm);
            while self.now.speed < kmh && self.now.rpm < 3600.0 {
                self.roll(throttle);
            }
            if self.now.rpm - from > 350.0 {
                self.happened(SegmentKind::Acceleration, t0);
            }
            let gear = self.now.gear as usize;
            if self.now.speed < kmh && gear < 5 {
                self.shift(gear + 1);
            } else if gear == 5 {
                break;
            }
        }
    }

    /// At about one speed.
    fn cruise(&mut self, seconds: f64) {
        let kmh = self.now.speed;
        let mut t0 = self.t();
        for i in 0..(seconds / DT) as usize {
            // The foot finds its place first.
            if i == 80 {
                t0 = self.t();
            }
            let gear = self.now.gear as usize;
            let drag = 0.3 + kmh * kmh * 0.000_06;
            let wanted = 100.0 * (drag + 0.4 * (kmh - self.now.speed)) / self.build.force[gear];
            self.roll(wanted.clamp(3.0, 45.0));
        }
        self.happened(SegmentKind::Cruise, t0);
    }

    /// Full throttle in the gear that is in, up to some rpm.
    fn pull(&mut self, upto: f64) {
        let (t0, from) = (self.t(), self.now.rpm);
        let mut full = None;
        while self.now.rpm < upto {
            self.roll(100.0);
            if self.now.tps >= 96.0 && full.is_none() {
                full = Some(self.t() - DT);
            }
        }
        self.happened(SegmentKind::Acceleration, t0);
        if let Some(full) = full
            && self.now.rpm - from > 1500.0
        {
            self.happened(SegmentKind::Pull, full);
        }
    }

    /// Against the limiter.
    fn limit(&mut self, seconds: f64) {
        let t0 = self.t();
        for i in 0..(seconds / DT) as usize {
            self.throttle(100.0);
            self.now.limiter = 1.0;
            // Up and down seven times a second, never in step with a logger.
            let phase = (i as f64 * DT * 6.7).fract();
            self.now.rpm = self.build.limit_rpm - 160.0 * if phase < 0.5 { phase } else { 1.0 - phase };
            self.breathe();
        }
        self.now.limiter = 0.0;
        self.happened(SegmentKind::Limiter, t0);
    }

    /// Off the throttle in gear down to some rpm, the fuel cut after a while.
    fn overrun(&mut self, downto: f64) {
        while self.now.tps > 0.0 {
            self.roll(0.0);
        }
        let t0 = self.t();
        let mut cut = None;
        while self.now.rpm > downto {
            if self.t() - t0 > 0.5 && cut.is_none() {
                cut = Some(self.t());
                self.now.cut = 1.0;
            }
            self.roll(0.0);
        }
        self.now.cut = 0.0;
        if let Some(cut) = cut {
            self.happened(SegmentKind::FuelCut, cut);
        }
        self.happened(SegmentKind::Overrun, t0);
    }

    /// To a standstill with the clutch down.
    fn stop(&mut self) {
        self.now.gear = 0.0;
        while self.now.speed > 0.0 {
            self.throttle(0.0);
            self.now.speed = (self.now.speed - 22.0 * DT).max(0.0);
            self.now.rpm += (self.build.idle_rpm - self.now.rpm) * DT / 0.3;
            self.breathe();
        }
    }

    fn launch(&mut self) {
        let t0 = self.t();
        for i in 0..(self.dice.between(180.0, 320.0) as usize) {
            self.throttle(100.0);
            let phase = (i as f64 * DT * 7.3).fract();
            let held = 4500.0 - 240.0 * if phase < 0.5 { phase } else { 1.0 - phase };
            self.now.rpm += (held - self.now.rpm).clamp(-9000.0 * DT, 9000.0 * DT);
            self.now.two_step = f64::from(u8::from(self.now.rpm > 4200.0));
            if self.now.two_step < 0.5 {
                self.segments.retain(|s| s.kind != SegmentKind::Launch || s.t0 != t0);
            }
            self.breathe();
        }
        let t0 = self.moments.iter().rposition(|m| m.two_step < 0.5).map_or(t0, |i| (i + 2) as f64 * DT);
        (self.now.two_step, self.now.launch, self.now.gear) = (0.0, 1.0, 1.0);
        while self.now.speed * self.build.ratio[1] < 4000.0 {
            self.throttle(100.0);
            self.now.rpm += (4000.0 - self.now.rpm) * DT / 0.1;
            self.now.speed += 14.0 * DT;
            self.breathe();
        }
        self.now.launch = 0.0;
        self.happened(SegmentKind::Launch, t0);
        self.pull(6700.0);
        self.shift(2);
        self.pull(6600.0);
    }
}

/// Ten minutes or so of driving, other ones for every seed.
fn driven(seed: u64, build: Build) -> Car {
    let mut dice = Dice(seed);
    let coolant = dice.between(30.0, 45.0);
    let now = Moment { coolant, lambda: 1.0, battery: 12.4, ..Moment::default() };
    let mut car = Car { dice, build, now, boost: 0.0, moments: Vec::new(), segments: Vec::new() };
    car.start();
    let warm_from = car.t();
    let seconds = car.dice.between(12.0, 25.0);
    car.idle(seconds);
    for round in 0..8 {
        car.pull_away();
        let kmh = car.dice.between(55.0, 75.0);
        let throttle = car.dice.between(35.0, 50.0);
        car.accelerate(kmh, throttle);
        let seconds = car.dice.between(6.0, 12.0);
        car.cruise(seconds);
        let gear = car.dice.pick(&[3, 4]);
        if gear != car.now.gear as usize {
            car.shift(gear);
            let seconds = car.dice.between(5.0, 8.0);
            car.cruise(seconds);
        }
        let limit = round == 3 || round == 6;
        let upto = if limit { car.build.limit_rpm } else { car.dice.between(5800.0, 6600.0) };
        car.pull(upto);
        if limit {
            let seconds = car.dice.between(0.8, 1.6);
            car.limit(seconds);
        }
        car.overrun(1700.0);
        car.stop();
        let seconds = car.dice.between(5.0, 12.0);
        car.idle(seconds);
        if round == 4 || round == 7 {
            car.launch();
            car.overrun(1700.0);
            car.stop();
            let seconds = car.dice.between(4.0, 8.0);
            car.idle(seconds);
        }
    }
    let warm = car.moments.iter().position(|m| m.coolant >= 70.0).map_or(car.t(), |i| i as f64 * DT);
    car.segments.push(Happened { kind: SegmentKind::WarmUp, t0: warm_from, t1: warm });
    car
}

/// A drive as a logger writes it.
pub fn drive(logger: Logger) -> Drive {
    let build = Build::of(logger.car);
    let mut car = driven(logger.seed, build);
    let rate_hz = f64::from(logger.rate_hz);
    let number = (car.moments.len() as f64 * DT * rate_hz + 1e-6) as usize;
    let seconds: Vec<f64> = (1..=number).map(|row| row as f64 / rate_hz).collect();
    let kept = |id: ChannelId| match id {
        ChannelId::Speed => logger.speed,
        ChannelId::Gear => logger.gear,
        _ => logger.switches || !is_switch(id),
    };
    let mut columns: Vec<(ChannelId, Vec<f32>)> = Vec::new();
    for (id, read, noise) in CHANNELS.into_iter().filter(|c| kept(c.0)) {
        let step =
            if id == ChannelId::Rpm { logger.rpm_step } else { step_of(id) * logger.rpm_step.min(5.0) };
        let held = id == ChannelId::Gear || is_switch(id);
        let values = seconds.iter().map(|t| {
            let (m, after, share) = around(&car.moments, *t);
            let exact = if held { read(m) } else { read(m) + (read(after) - read(m)) * share };
            let exact = if id == ChannelId::Tps { build.reads(exact) } else { exact };
            let noisy = m.rpm > 0.0 || id == ChannelId::Battery;
            let noisy = exact + if noisy { logger.noise * car.dice.noise(noise) } else { 0.0 };
            if step > 0.0 { ((noisy / step).round() * step) as f32 } else { noisy as f32 }
        });
        let values = values.collect();
        columns.push((id, values));
    }
    let faults = if logger.faults { fail(&mut car, &mut columns, &seconds) } else { Vec::new() };
    let columns = columns.into_iter().map(|(id, values)| column(id, &values)).collect();
    let table = LogTable::new(vec![TimeAxis::new(seconds)], columns).unwrap();
    Drive { table, segments: car.segments, faults }
}

fn is_switch(id: ChannelId) -> bool {
    id.spec().quantity == fueltune_analyzer::engine::units::Quantity::Flag
}

/// The moments before and after a time, and how far it lies between them.
fn around(moments: &[Moment], t: f64) -> (&Moment, &Moment, f64) {
    let place = t / DT - 1.0;
    let first = ((place + 1e-6).max(0.0) as usize).min(moments.len() - 1);
    let next = (first + 1).min(moments.len() - 1);
    (&moments[first], &moments[next], (place - first as f64).clamp(0.0, 1.0))
}

fn step_of(id: ChannelId) -> f64 {
    match id {
        ChannelId::Tps | ChannelId::Coolant | ChannelId::Speed => 0.1,
        ChannelId::MapGauge | ChannelId::FuelPressure | ChannelId::OilPressure => 0.005,
        ChannelId::Lambda1 => 0.001,
        ChannelId::Battery => 0.01,
        _ => 0.0,
    }
}

/// With what the import would flag.
fn column(id: ChannelId, values: &[f32]) -> Column {
    let (low, high) = id.spec().plausible;
    let outside = RowMask::of_values(values, |x| !(low..=high).contains(&f64::from(x)));
    Column::new(id.into(), id.slug(), id.base_unit(), 0, ColumnData::F32(values.into()))
        .with_flags(vec![(Flag::OutOfRange, outside)])
}

/// How a sensor fails: what it reads given what it should and what it read last.
type Failing = fn(f32, f32) -> f32;

/// Lets sensors fail at moments apart from each other, while the engine runs.
fn fail(car: &mut Car, columns: &mut [(ChannelId, Vec<f32>)], seconds: &[f64]) -> Vec<Happened<Fault>> {
    const PLANS: [(FindingKind, ChannelId, f64, Failing); 12] = [
        (FindingKind::Spike, ChannelId::Rpm, 0.0, |x, _| x + 4200.0),
        (FindingKind::Spike, ChannelId::FuelPressure, 0.0, |x, _| x + 3.2),
        (FindingKind::Spike, ChannelId::MapGauge, 0.0, |x, _| x + 3.4),
        (FindingKind::Spike, ChannelId::Battery, 0.0, |x, _| x - 7.5),
        (FindingKind::Spike, ChannelId::Coolant, 0.0, |x, _| x + 38.0),
        (FindingKind::Dropout, ChannelId::Lambda1, 1.2, |_, _| 0.0),
        (FindingKind::Dropout, ChannelId::FuelPressure, 0.8, |_, _| 0.0),
        (FindingKind::Dropout, ChannelId::Coolant, 1.5, |_, _| -40.0),
        (FindingKind::Dropout, ChannelId::OilPressure, 0.9, |_, _| 0.0),
        (FindingKind::Stuck, ChannelId::Lambda1, 9.0, |_, last| last),
        (FindingKind::Stuck, ChannelId::MapGauge, 9.0, |_, last| last),
        (FindingKind::Residual, ChannelId::Battery, 2.5, |x, _| x - 1.3),
    ];
    let mut found: Vec<Happened<Fault>> = Vec::new();
    let pulls: Vec<f64> = car.segments.iter().filter(|s| s.kind == SegmentKind::Pull).map(|s| s.t0).collect();
    let settled = |s: &&Happened<SegmentKind>| s.kind == SegmentKind::Idle && s.t0 > 60.0;
    let idles: Vec<f64> = car.segments.iter().filter(settled).map(|s| s.t0).collect();
    for (kind, id, lasts, reads) in PLANS {
        let from = match kind {
            // Where there is something to be stuck through: from cruising into a pull and out of it.
            FindingKind::Stuck => car.dice.pick(&pulls) - 2.0,
            // Where the engine often is: only there is it known what a channel should read.
            FindingKind::Residual => car.dice.pick(&idles) + 1.0,
            _ => car.dice.between(60.0, seconds[seconds.len() - 1] - 20.0),
        };
        let apart = |f: &Happened<Fault>| from + lasts + 4.0 < f.t0 || f.t1 + 4.0 < from;
        let running = car.moments[(from / DT) as usize].rpm > 600.0;
        if !running || !found.iter().all(apart) {
            continue;
        }
        let Some((_, values)) = columns.iter_mut().find(|(own, _)| *own == id) else { continue };
        let first = seconds.partition_point(|t| *t < from);
        let end = seconds.partition_point(|t| *t < from + lasts).max(first + 1);
        let last = values[first - 1];
        values[first..end].iter_mut().for_each(|x| *x = reads(*x, last));
        let fault = Fault { kind, channels: vec![id] };
        found.push(Happened { kind: fault, t0: seconds[first], t1: seconds[end - 1] });
    }
    found
}
