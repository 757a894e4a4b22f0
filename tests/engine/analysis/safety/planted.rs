//! Drives with dangers of known place, and with everything that only looks like one.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, LogTable, RowMask, TimeAxis};
use fueltune_analyzer::engine::vehicle::Vehicle;

/// A danger that was put in.
#[derive(Clone, Debug)]
pub struct Planted {
    pub rule: &'static str,
    pub t0: f64,
    pub t1: f64,
}

/// What the drives are judged with.
pub fn vehicle() -> Vehicle {
    let mut vehicle = Vehicle::default();
    vehicle.engine.max_rpm = Some(7000.0);
    vehicle.turbo.max_boost_bar = Some(1.2);
    vehicle.injection.base_pressure_bar = Some(3.0);
    vehicle
}

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.next()
    }

    fn noise(&mut self, sd: f64) -> f64 {
        (self.between(-1.0, 1.0) + self.between(-1.0, 1.0) + self.between(-1.0, 1.0)) * sd
    }
}

/// One row, as it would be read without noise.
#[derive(Clone, Copy)]
struct Row {
    rpm: f64,
    tps: f64,
    map: f64,
    lambda: f64,
    target: f64,
    pulse: f64,
    coolant: f64,
    egt: f64,
    oil: f64,
    fuel: f64,
    battery: f64,
    knock: f64,
    retard: f64,
    gear: f64,
    cut: f64,
    two_step: f64,
    cranking: f64,
}

/// What can go wrong in a pull, and how it shows.
const IN_PULL: [&str; 10] = [
    "lean_against_target",
    "oil_pressure_low",
    "fuel_pressure_drop",
    "boost_high",
    "over_rev",
    "injector_duty",
    "knock_retard",
    "knock_level",
    "sensor_lost",
    "egt_hot",
];

struct Drive {
    dice: Dice,
    rate: f64,
    now: Row,
    rows: Vec<Row>,
    planted: Vec<Planted>,
    lambda_actual: f64,
}

impl Drive {
    fn t(&self) -> f64 {
        (self.rows.len() + 1) as f64 / self.rate
    }

    /// Lets `seconds` pass; `set` says where things are heading at a share of the time.
    fn pass(&mut self, seconds: f64, mut set: impl FnMut(&mut Row, f64)) {
        let n = (seconds * self.rate).round() as usize;
        for i in 0..n {
            let share = (i + 1) as f64 / n as f64;
            let mut row = self.now;
            set(&mut row, share);
            row.target = if row.tps < 3.0 || row.two_step > 0.5 {
                0.0
            } else {
                1.0 - 0.15 * (row.map + 0.3).clamp(0.0, 1.3)
            };
            let burnt = if row.cut > 0.5 {
                1.5
            } else if row.two_step > 0.5 {
                1.25
            } else if row.target > 0.0 {
                row.target
            } else {
                1.02
            };
            // Gas takes its time.
            self.lambda_actual += (burnt - self.lambda_actual) / (1.0 + 0.12 * self.rate);
            row.lambda = self.lambda_actual.min(1.36);
            row.pulse = if row.cut > 0.5 { 0.0 } else { (1.0 + 6.0 * (1.0 + row.map)).min(14.5) };
            row.oil = if row.rpm > 300.0 { (0.9 + row.rpm * 0.0008).min(5.2) } else { 0.0 };
            row.fuel = 3.0 + row.map;
            row.knock = 0.4 + row.rpm * 0.0003 + 0.6 * (row.map + 0.2).max(0.0);
            row.egt += (420.0 + 300.0 * (row.map + 0.6).clamp(0.0, 1.2) - row.egt) / (1.0 + 2.0 * self.rate);
            row.battery = if row.cranking > 0.5 {
                9.8
            } else if row.rpm > 300.0 {
                13.9
            } else {
                12.4
            };
            self.now = row;
            self.rows.push(row);
        }
    }

    fn start(&mut self) {
        self.pass(1.0, |_, _| ());
        self.pass(1.0, |row, _| (row.cranking, row.rpm) = (1.0, 230.0));
        self.pass(6.0, |row, _| {
            row.cranking = 0.0;
            row.rpm = 950.0;
            row.map += (-0.6 - row.map) * 0.1;
        });
    }

    fn cruise(&mut self, seconds: f64) {
        let rpm = self.dice.between(2000.0, 2900.0);
        self.pass(seconds, |row, share| {
            row.rpm += (rpm - row.rpm) * 0.05;
            row.tps = 18.0 + 4.0 * (share * 12.0).sin();
            row.map += (-0.38 + 0.05 * (share * 9.0).sin() - row.map) * 0.2;
            row.gear = 4.0;
        });
    }

    /// Full throttle, something going wrong in it or not.
    fn pull(&mut self, wrong: Option<&'static str>) {
        let (from, to) = (self.now.rpm.max(2200.0), self.dice.between(6200.0, 6700.0));
        let t0 = self.t();
        self.pass(5.0, |row, share| {
            row.tps = (row.tps + 12.0).min(100.0);
            row.map += (0.9 * (share * 4.0).min(1.0) - row.map) * 0.15;
            row.rpm = from + (to - from) * share;
            row.gear = 3.0;
        });
        let Some(rule) = wrong else { return };
        let lasts = match rule {
            "knock_level" | "knock_retard" => self.dice.between(0.12, 0.4),
            "over_rev" | "boost_high" => self.dice.between(0.4, 0.9),
            // A thermocouple is slow.
            "egt_hot" => self.dice.between(1.2, 1.9),
            _ => self.dice.between(0.9, 1.6),
        };
        // Where the engine is above 3500 rpm and the mixture has settled.
        let begins = t0 + self.dice.between(2.6, 4.9 - lasts);
        let bad = self.dice.between(0.0, 1.0);
        for i in 0..self.rows.len() {
            let t = (i + 1) as f64 / self.rate;
            if t < begins || t >= begins + lasts {
                continue;
            }
            let row = &mut self.rows[i];
            match rule {
                "lean_against_target" => row.lambda = row.target * (1.09 + 0.1 * bad),
                "oil_pressure_low" => row.oil = 1.2 + bad,
                "fuel_pressure_drop" => row.fuel -= 0.6 + bad,
                "boost_high" => row.map = 1.3 + 0.4 * bad,
                "over_rev" => row.rpm = 7300.0 + 500.0 * bad,
                "injector_duty" => row.pulse = 120_000.0 * (0.90 + 0.1 * bad) / row.rpm,
                "knock_retard" => row.retard = 2.0 + 4.0 * bad,
                "knock_level" => row.knock *= 2.6 + 2.0 * bad,
                "sensor_lost" => row.fuel = f64::NAN,
                _ => row.egt = 850.0 + 150.0 * bad,
            }
            if rule == "boost_high" {
                row.fuel = 3.0 + row.map;
            }
        }
        self.planted.push(Planted { rule, t0: begins, t1: begins + lasts });
    }

    /// Off the throttle with the fuel cut: λ goes to the end of its range.
    fn overrun(&mut self) {
        self.pass(3.5, |row, _| {
            (row.tps, row.cut) = (0.0, 1.0);
            row.rpm = (row.rpm - 40.0).max(1600.0);
            row.map += (-0.7 - row.map) * 0.2;
        });
        self.pass(1.0, |row, _| {
            row.cut = 0.0;
            row.tps = 8.0;
            row.map += (-0.45 - row.map) * 0.2;
        });
    }

    /// A gear change under load: the mixture goes lean for a moment, the sensor of knock rattles.
    fn shift(&mut self) {
        self.pull(None);
        self.pass(0.35, |row, _| {
            (row.tps, row.cut) = (0.0, 1.0);
            row.rpm -= 150.0;
        });
        let last = self.rows.len() - 1;
        self.rows[last].knock *= 5.0;
        self.now.cut = 0.0;
        self.now.gear = 4.0;
        self.pull(None);
    }

    fn two_step(&mut self) {
        self.pass(3.0, |row, _| {
            (row.tps, row.two_step, row.rpm, row.gear) = (100.0, 1.0, 4500.0, 1.0);
            row.map += (0.3 - row.map) * 0.2;
        });
        self.now.two_step = 0.0;
    }

    /// Throttle opened at once: lean for a moment, as the film on the wall builds up.
    fn tip_in(&mut self) {
        self.cruise(3.0);
        let before = self.rows.len();
        self.pass(1.6, |row, _| {
            row.tps = 100.0;
            row.map += (0.2 - row.map) * 0.5;
            row.rpm += 6.0;
        });
        for i in 0..(0.3 * self.rate) as usize {
            self.rows[before + i].lambda = 1.22;
        }
    }

    fn hot(&mut self) {
        let t0 = self.t();
        let peak = self.dice.between(102.0, 112.0);
        self.pass(18.0, |row, share| {
            let rise = (share * 3.0).min(1.0).min((1.0 - share) * 3.0);
            row.coolant = 92.0 + (peak - 92.0) * rise;
            row.tps = 12.0;
        });
        let over: Vec<f64> = (0..self.rows.len())
            .filter(|i| self.rows[*i].coolant > 100.0)
            .map(|i| (i + 1) as f64 / self.rate)
            .filter(|t| *t >= t0)
            .collect();
        self.planted.push(Planted { rule: "coolant_hot", t0: over[0], t1: over[over.len() - 1] });
    }

    fn flat_battery(&mut self) {
        let t0 = self.t();
        self.cruise(8.0);
        let (from, to) = (t0 + 2.0, t0 + 7.0);
        for i in 0..self.rows.len() {
            let t = (i + 1) as f64 / self.rate;
            if t >= from && t < to {
                self.rows[i].battery = 11.2;
            }
        }
        self.planted.push(Planted { rule: "battery_low", t0: from, t1: to });
    }
}

/// A channel, what it reads, and its noise.
type Channel = (ChannelId, fn(&Row) -> f64, f64);
const CHANNELS: [Channel; 17] = [
    (ChannelId::Rpm, |r| r.rpm, 8.0),
    (ChannelId::Tps, |r| r.tps, 0.1),
    (ChannelId::MapGauge, |r| r.map, 0.006),
    (ChannelId::Lambda1, |r| r.lambda, 0.005),
    (ChannelId::LambdaTarget, |r| r.target, 0.0),
    (ChannelId::Pw1, |r| r.pulse, 0.02),
    (ChannelId::Coolant, |r| r.coolant, 0.08),
    (ChannelId::Egt1, |r| r.egt, 2.0),
    (ChannelId::OilPressure, |r| r.oil, 0.04),
    (ChannelId::FuelPressure, |r| r.fuel, 0.03),
    (ChannelId::Battery, |r| r.battery, 0.04),
    (ChannelId::KnockLevel, |r| r.knock, 0.05),
    (ChannelId::KnockRetard, |r| r.retard, 0.0),
    (ChannelId::Gear, |r| r.gear, 0.0),
    (ChannelId::DecelCut, |r| r.cut, 0.0),
    (ChannelId::TwoStep, |r| r.two_step, 0.0),
    (ChannelId::Cranking, |r| r.cranking, 0.0),
];

/// A drive of about five minutes. `switches` says whether the ECU logs its own.
pub fn drive(seed: u64, rate: f64, switches: bool) -> (LogTable, Vec<Planted>) {
    let mut drive = Drive::standing(seed, rate);
    drive.start();
    let mut wrong: Vec<Option<&'static str>> = IN_PULL.iter().copied().map(Some).collect();
    wrong.extend([None, None, None]);
    for i in (1..wrong.len()).rev() {
        let j = (drive.dice.next() * (i + 1) as f64) as usize;
        wrong.swap(i, j);
    }
    for (i, wrong) in wrong.into_iter().enumerate() {
        let seconds = drive.dice.between(5.0, 10.0);
        drive.cruise(seconds);
        drive.pull(wrong);
        drive.overrun();
        match i {
            2 => drive.shift(),
            4 => drive.hot(),
            // Without a switch or a road speed nothing tells it from full throttle.
            5 if switches => drive.two_step(),
            7 => drive.tip_in(),
            9 => drive.flat_battery(),
            _ => {}
        }
    }
    (logged(&mut drive, switches), drive.planted)
}

/// A drive in which nothing goes wrong.
pub struct Calm {
    pub table: LogTable,
    /// When it cruised and pulled, in turns.
    pub cruises: Vec<(f64, f64)>,
    pub pulls: Vec<(f64, f64)>,
}

/// About five minutes of it.
pub fn calm(seed: u64, rate: f64, switches: bool) -> Calm {
    let mut drive = Drive::standing(seed, rate);
    drive.start();
    let (mut cruises, mut pulls) = (Vec::new(), Vec::new());
    for i in 0..13 {
        let t0 = drive.t();
        let seconds = drive.dice.between(9.0, 12.0);
        drive.cruise(seconds);
        let t1 = drive.t();
        drive.pull(None);
        let t2 = drive.t();
        drive.overrun();
        cruises.push((t0, t1));
        pulls.push((t1, t2));
        match i {
            2 => drive.shift(),
            // Without a switch or a road speed nothing tells it from full throttle.
            5 if switches => drive.two_step(),
            7 => drive.tip_in(),
            _ => {}
        }
    }
    Calm { table: logged(&mut drive, switches), cruises, pulls }
}

impl Drive {
    fn standing(seed: u64, rate: f64) -> Self {
        let standing = Row {
            rpm: 0.0,
            tps: 0.0,
            map: 0.0,
            lambda: 1.02,
            target: 0.0,
            pulse: 0.0,
            coolant: 92.0,
            egt: 420.0,
            oil: 0.0,
            fuel: 3.0,
            battery: 12.4,
            knock: 0.4,
            retard: 0.0,
            gear: 0.0,
            cut: 0.0,
            two_step: 0.0,
            cranking: 0.0,
        };
        Self {
            dice: Dice(seed),
            rate,
            now: standing,
            rows: Vec::new(),
            planted: Vec::new(),
            lambda_actual: 1.02,
        }
    }
}

fn logged(drive: &mut Drive, switches: bool) -> LogTable {
    let rows = std::mem::take(&mut drive.rows);
    let seconds: Vec<f64> = (0..rows.len()).map(|i| (i + 1) as f64 / drive.rate).collect();
    let mut columns = Vec::new();
    for (id, read, noise) in CHANNELS {
        let is_switch =
            matches!(id, ChannelId::DecelCut | ChannelId::TwoStep | ChannelId::Cranking | ChannelId::Gear);
        if is_switch && !switches {
            continue;
        }
        let values: Vec<f32> = rows.iter().map(|row| (read(row) + drive.dice.noise(noise)) as f32).collect();
        let (low, high) = id.spec().plausible;
        let mut flags = vec![(
            Flag::OutOfRange,
            RowMask::of_values(&values, |x| !(low..=high).contains(&f64::from(x)) && !x.is_nan()),
        )];
        if id == ChannelId::LambdaTarget {
            flags = vec![(Flag::LoopOff, RowMask::of_values(&values, |x| x == 0.0))];
        }
        let column = Column::new(id.into(), id.slug(), id.base_unit(), 0, ColumnData::F32(values.into()));
        columns.push(column.with_flags(flags));
    }
    LogTable::new(vec![TimeAxis::new(seconds)], columns).unwrap()
}
