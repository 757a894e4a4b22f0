//! A car of which everything is known, and the log it would leave: the truth that performance is held against.

use std::f64::consts::TAU;

use fueltune_analyzer::engine::analysis::patterns::{self, Segment, SegmentKind};
use fueltune_analyzer::engine::analysis::performance::{Params, Report, Road, rotating_share, run};
use fueltune_analyzer::engine::analysis::{Frame, Span, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::fuel::FuelId;
use fueltune_analyzer::engine::table::{Column, ColumnData, LogTable, TimeAxis};
use fueltune_analyzer::engine::vehicle::{Aspiration, Drivetrain, Vehicle};

/// Numbers that are the same in every run (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// Evenly within 0 to 1.
    pub fn even(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Normal with a standard deviation of one (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let u = self.even().max(1e-300);
        (-2.0 * u.ln()).sqrt() * (TAU * self.even()).cos()
    }
}

/// Tyre 205/55 R16: 631.9 mm; 3 % less when it rolls, as the standard parameters have it.
pub const CIRCUMFERENCE: f64 = 0.6319 * std::f64::consts::PI * 0.97;
pub const RATIOS: [f64; 5] = [3.4, 2.0, 1.4, 1.0, 0.8];
pub const FINAL: f64 = 4.0;
pub const LOSS: f64 = 0.13;

/// Torque of the engine at full throttle, N·m: a turbo's, with a bend where the boost is there.
pub fn torque(rpm: f64) -> f64 {
    const POINTS: [(f64, f64); 7] = [
        (800.0, 110.0),
        (2500.0, 190.0),
        (3300.0, 300.0),
        (4500.0, 310.0),
        (5500.0, 290.0),
        (6500.0, 240.0),
        (7400.0, 180.0),
    ];
    let after = POINTS.iter().position(|(x, _)| *x >= rpm).unwrap_or(POINTS.len() - 1).max(1);
    let ((x0, y0), (x1, y1)) = (POINTS[after - 1], POINTS[after]);
    y0 + (y1 - y0) * (rpm - x0) / (x1 - x0)
}

/// kW of the engine.
pub fn power(rpm: f64) -> f64 {
    torque(rpm) * rpm * TAU / 60.0 / 1000.0
}

/// Highest power, kW.
pub fn peak_power() -> f64 {
    (1000..7000).map(|rpm| power(f64::from(rpm))).fold(0.0, f64::max)
}

/// What the car is really like; what the vehicle says may be something else.
#[derive(Clone, Copy, Debug)]
pub struct Truth {
    pub mass: f64,
    pub drag_area: f64,
    pub rolling: f64,
    pub loss: f64,
    pub grade: f64,
    pub headwind: f64,
    pub density: f64,
    /// Torque over that of [`torque`].
    pub strength: f64,
}

/// Density at 1.01325 bar, 25 °C and 50 %.
pub const DENSITY: f64 = 1.176_9;

impl Default for Truth {
    fn default() -> Self {
        Self {
            mass: 1300.0,
            drag_area: 0.65,
            rolling: 0.014,
            loss: LOSS,
            grade: 0.0,
            headwind: 0.0,
            density: DENSITY,
            strength: 1.0,
        }
    }
}

/// rpm for each m/s in a gear counted from 1.
pub fn per_ms(gear: usize) -> f64 {
    RATIOS[gear - 1] * FINAL * 60.0 / CIRCUMFERENCE
}

impl Truth {
    fn road(&self, gear: usize) -> Road {
        Road {
            mass: self.mass,
            rotating: rotating_share(RATIOS[gear - 1] * FINAL),
            drag_area: self.drag_area,
            rolling: self.rolling,
            grade: self.grade,
            density: self.density,
            headwind: self.headwind,
            loss: self.loss,
        }
    }

    /// m/s² at full throttle.
    fn acceleration(&self, gear: usize, speed: f64) -> f64 {
        let road = self.road(gear);
        let wheel = self.strength * power(speed * per_ms(gear)) * 1000.0 * (1.0 - self.loss);
        let push = wheel / speed.max(0.5);
        (push - road.force(speed, 0.0)) / (road.mass * (1.0 + road.rotating))
    }
}

/// What happened, every millisecond.
#[derive(Clone, Debug, Default)]
pub struct Drive {
    pub speed: Vec<f64>,
    pub rpm: Vec<f64>,
    pub way: Vec<f64>,
}

pub const FINE: f64 = 0.001;

impl Drive {
    fn push(&mut self, speed: f64, rpm: f64) {
        let way = self.way.last().copied().unwrap_or(0.0);
        let before = self.speed.last().copied().unwrap_or(speed);
        self.way.push(way + f64::midpoint(speed, before) * FINE);
        self.speed.push(speed);
        self.rpm.push(rpm);
    }

    pub fn seconds(&self) -> f64 {
        self.speed.len() as f64 * FINE
    }

    /// A value between milliseconds; the ends stand beyond them.
    pub fn at(values: &[f64], t: f64) -> f64 {
        let place = (t / FINE).clamp(0.0, (values.len() - 1) as f64);
        let k = (place.floor() as usize).min(values.len() - 2);
        values[k] + (values[k + 1] - values[k]) * (place - k as f64)
    }

    /// First moment at which values reach one, by the milliseconds.
    pub fn when(values: &[f64], wanted: f64) -> f64 {
        let k = values.iter().position(|x| *x >= wanted).unwrap();
        let (before, here) = (values[k - 1], values[k]);
        (k as f64 - 1.0 + (wanted - before) / (here - before)) * FINE
    }
}

/// Steady driving, then full throttle in one gear from about 2300 to 6900 rpm; the moments of the pull.
pub fn pull(truth: &Truth, gear: usize) -> (Drive, Span) {
    let mut drive = Drive::default();
    let mut speed = 2300.0 / per_ms(gear);
    for _ in 0..8000 {
        drive.push(speed, speed * per_ms(gear));
    }
    let start = drive.seconds();
    while speed * per_ms(gear) < 6900.0 {
        // Midpoint rule: what a millisecond leaves is far below what is asked.
        let half = speed + truth.acceleration(gear, speed) * FINE / 2.0;
        speed += truth.acceleration(gear, half) * FINE;
        drive.push(speed, speed * per_ms(gear));
    }
    let end = drive.seconds();
    (drive, Span::new(start, end))
}

/// At rest for `rest` seconds, then through the gears; grip limits the start, a gear change takes 0.25 s.
pub fn drag_run(truth: &Truth, rest: f64) -> Drive {
    let mut drive = Drive::default();
    for _ in 0..(rest / FINE).round() as usize {
        drive.push(0.0, 950.0);
    }
    let (mut speed, mut gear, mut shifting, mut moved) = (0.0, 1usize, 0.0, 0.0);
    while drive.way.last().unwrap_or(&0.0) < &430.0 {
        moved += FINE;
        let rpm = (speed * per_ms(gear)).max(2500.0);
        if rpm > 6800.0 && shifting <= 0.0 && gear < 5 {
            gear += 1;
            shifting = 0.25;
        }
        // Clutch and tyres build up their force in a twentieth of a second.
        let grip = 5.2 * (moved / 0.05).min(1.0);
        let push = if speed < 2.0 { grip } else { truth.acceleration(gear, speed).min(grip) };
        let a = if shifting > 0.0 { -truth.road(gear).force(speed, 0.0) / truth.mass } else { push };
        shifting -= FINE;
        speed = (speed + a * FINE).max(0.0);
        drive.push(speed, rpm);
    }
    drive
}

/// How a channel is logged.
#[derive(Clone, Copy, Debug)]
pub struct Sampling {
    pub rate: f64,
    /// Standard deviation of its noise and the step it is rounded to.
    pub noise: f64,
    pub step: f64,
    /// Seconds it comes late.
    pub late: f64,
}

impl Sampling {
    pub fn exact(rate: f64) -> Self {
        Self { rate, noise: 0.0, step: 0.0, late: 0.0 }
    }

    fn axis(&self, seconds: f64, dice: &mut Dice) -> TimeAxis {
        let first = dice.even() / self.rate;
        let count = ((seconds - first) * self.rate).floor() as usize;
        TimeAxis::new((0..count).map(|k| first + k as f64 / self.rate).collect())
    }

    fn read(&self, values: &[f64], scale: f64, axis: &TimeAxis, dice: &mut Dice) -> Vec<f32> {
        let logged = axis.seconds().iter().map(|t| {
            let value = Drive::at(values, t - self.late) * scale + self.noise * dice.normal();
            if self.step > 0.0 { (value / self.step).round() * self.step } else { value }
        });
        logged.map(|x| x.max(0.0) as f32).collect()
    }
}

pub fn column(id: ChannelId, axis: usize, values: Vec<f32>) -> Column {
    Column::new(id.into(), id.slug(), id.base_unit(), axis, ColumnData::F32(values.into()))
}

/// A log of engine speed and of a road speed (none where there is no sampling for it), each on its own time base.
pub fn log_of(drive: &Drive, rpm: Sampling, speed: Option<(ChannelId, Sampling)>, seed: u64) -> LogTable {
    let mut dice = Dice::new(seed);
    let axis = rpm.axis(drive.seconds(), &mut dice);
    let turns = rpm.read(&drive.rpm, 1.0, &axis, &mut dice);
    let (mut axes, mut columns) = (vec![axis], vec![column(ChannelId::Rpm, 0, turns)]);
    if let Some((id, sampling)) = speed {
        let axis = sampling.axis(drive.seconds(), &mut dice);
        let values = sampling.read(&drive.speed, 3.6, &axis, &mut dice);
        axes.push(axis);
        columns.push(column(id, 1, values));
    }
    LogTable::new(axes, columns).unwrap()
}

/// A vehicle whose figures are those of [`Truth::default`].
pub fn vehicle() -> Vehicle {
    let mut vehicle = Vehicle { name: "Simulated".to_owned(), ..Vehicle::default() };
    vehicle.body.mass_kg = Some(1300.0);
    vehicle.body.drag_coefficient = Some(0.325);
    vehicle.body.frontal_area_m2 = Some(2.0);
    "205/55 R16".clone_into(&mut vehicle.body.tyre);
    vehicle.driveline.drivetrain = Some(Drivetrain::Front);
    vehicle.driveline.final_drive = Some(FINAL);
    vehicle.driveline.gear_ratios = RATIOS.to_vec();
    vehicle.engine.displacement_l = Some(2.0);
    vehicle.engine.aspiration = Some(Aspiration::Turbo);
    vehicle.fuel.library = Some(FuelId::Gasoline);
    vehicle
}

/// Weather as the truth has it.
pub fn subject(vehicle: Vehicle) -> Subject {
    Subject {
        vehicle: Some(vehicle),
        baro_bar: Some(1.013_25),
        ambient_c: Some(25.0),
        humidity_percent: Some(50.0),
    }
}

/// A segment of the rows within a stretch.
pub fn segment(frame: &Frame, kind: SegmentKind, span: Span) -> Segment {
    let rows = frame.time().rows_within(span.t0, span.t1);
    Segment {
        kind,
        span,
        first_row: rows.start as u32,
        end_row: rows.end as u32,
        rpm_start: None,
        rpm_end: None,
        map_max_bar: None,
        tps_mean: None,
        lambda_mean: None,
        gear: None,
    }
}

/// Performance of a whole log with these segments.
pub fn performance(
    table: &LogTable,
    subject: &Subject,
    segments: &[(SegmentKind, Span)],
    params: &Params,
) -> Report {
    let frame = Frame::whole(table);
    let segments = segments.iter().map(|(kind, span)| segment(&frame, *kind, *span)).collect();
    let patterns = patterns::Report { segments, ..patterns::Report::default() };
    run(&frame, subject, &patterns, params, &Cx::none()).unwrap()
}
