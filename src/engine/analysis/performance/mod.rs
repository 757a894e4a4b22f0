//! What the engine does: power and torque, times, air, fuel, boost, injectors, battery, grip.
//!
//! | part | module |
//! | --- | --- |
//! | power and torque of each pull, with their band | [`pull`], on [`road`], [`gearing`], [`wheelspin`], [`grade`] |
//! | the same in standard air, and by fuel and air | [`correction`], [`crosscheck`] |
//! | times between speeds and over distances | [`runs`] |
//! | volumetric efficiency, fuel, boost | [`ve`], [`consumption`], [`boost`] |
//! | injectors, fuel pressure, implied λ | [`injectors`] |
//! | battery, accelerations | [`battery`], [`motion`] |
//!
//! Nothing is filled in silently: what is missing is noted by what to enter, what is assumed by its figure. Every ± is
//! half the width of what holds the truth 95 times of 100, and says what it is of.

pub mod atmosphere;
pub mod battery;
pub mod boost;
pub mod car;
pub mod consumption;
pub mod correction;
pub mod crosscheck;
pub mod curve;
pub mod figure;
mod flows;
pub mod gearing;
mod grade;
pub mod injectors;
pub mod motion;
mod params;
pub mod pull;
pub mod road;
pub mod runs;
mod start;
mod trace;
pub mod ve;
mod wheelspin;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use atmosphere::Atmosphere;
pub use battery::Battery;
pub use boost::{BoostEvent, BoostPoint, Oscillation};
pub use car::Car;
pub use consumption::{Consumption, StateUse};
pub use correction::{Correction, EngineKind, Standard, Validity, correct};
pub use crosscheck::{CheckMethod, CrossCheck};
pub use curve::{Peak, PowerPoint};
pub use figure::{Figure, Origin};
pub use flows::{AirSource, FuelSource, air_g_s, duty_percent, ve_of};
pub use gearing::{Gearing, GearingFrom};
pub use injectors::{BankDuty, FuelPressure, Implied, ImpliedLambda};
pub use motion::{Circle, Motion, MotionEvent, MotionKind};
pub use params::Params;
pub use pull::{DoubtPart, Pull, Smoothing, WindowTime};
pub use road::{DoubtSource, Doubts, Road, rotating_share};
pub use runs::{Measure, Stretch, TimedRun, Times};
pub use ve::{VeCell, VeMap, VeSource};

use self::crosscheck::Checks;
use self::figure::{median, note};
use self::flows::{Flow, air_flow, charge, fuel_flow};
use self::gearing::Speeds;
use self::grade::Hills;
use self::pull::Bench;
use self::trace::{over_ground, road_speed};
use super::evidence::{Ledger, Note, NoteCode, Reason};
use super::patterns::{self, SegmentKind};
use super::{AnalysisError, Frame, Params as _, Subject};
use crate::engine::channels::ChannelId;
use crate::engine::cx::Cx;
use crate::engine::fuel::{Bsfc, FuelProperties};
use crate::engine::table::RowMask;
use crate::engine::vehicle::Aspiration;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub air: Atmosphere,
    pub car: Car,
    /// In order of time.
    pub pulls: Vec<Pull>,
    /// Index of the pull with the highest power of the engine that does not lie at a pull's end.
    pub best_pull: Option<u32>,
    pub times: Times,
    pub ve: Option<VeMap>,
    pub consumption: Option<Consumption>,
    pub boost: Vec<BoostEvent>,
    pub banks: Vec<BankDuty>,
    pub fuel_pressure: Option<FuelPressure>,
    pub implied_lambda: Option<ImpliedLambda>,
    pub battery: Option<Battery>,
    pub motion: Option<Motion>,
    /// Of power: rows of the pulls it was taken from.
    pub ledger: Ledger,
    pub notes: Vec<Note>,
}

/// Steps the progress is told in.
const STAGES: u64 = 6;
/// Boost beyond this is no ram air, bar.
const BOOSTED: f32 = 0.15;
/// A target that stands so far above the pressure reached is absolute, bar.
const ABSOLUTE: f64 = 0.7;

/// What several parts read: made once.
struct Inputs<'a> {
    frame: &'a Frame<'a>,
    subject: &'a Subject,
    patterns: &'a patterns::Report,
    params: &'a Params,
    rpm: Option<Arc<[f32]>>,
    /// Manifold pressure over the air outside, and absolute, bar.
    gauge: Option<Arc<[f32]>>,
    absolute: Option<Arc<[f32]>>,
    lambda: Option<Arc<[f32]>>,
    across: Option<(Vec<f32>, bool)>,
    fuel: Option<Flow<FuelSource>>,
    air: Option<Flow<AirSource>>,
    properties: Option<FuelProperties>,
}

/// Performance of what a frame selects; `patterns` are the segments of the same frame.
pub fn run(
    frame: &Frame,
    subject: &Subject,
    patterns: &patterns::Report,
    params: &Params,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    params.check()?;
    let mut notes = Vec::new();
    cx.step(0, STAGES)?;
    let car = Car::read(subject, params, &mut notes);
    let inputs = Inputs::read(frame, subject, patterns, params, &car, &mut notes);
    let kind = inputs.kind(&car);
    let air = Atmosphere::read(frame, subject, inputs.compressed(&car), &mut notes);
    cx.step(1, STAGES)?;

    let drivetrain = subject.vehicle.as_ref().and_then(|v| v.driveline.drivetrain);
    let road = road_speed(frame, drivetrain);
    let ground = road.as_ref().is_some_and(|(id, _)| over_ground(*id, drivetrain));
    let hills = || Hills::read(frame, road.as_ref().map(|(_, trace)| trace));
    let times = road
        .as_ref()
        .map(|(id, trace)| runs::times(*id, trace, ground, &hills(), params))
        .unwrap_or_default();
    if !times.runs.is_empty() && !ground {
        note(&mut notes, Note::new(NoteCode::DrivenSpeed));
    }
    cx.step(2, STAGES)?;

    let rpm = trace::trace_of(frame, ChannelId::Rpm, 1.0).unwrap_or_default();
    let speeds = road.as_ref().map(|(id, trace)| Speeds::new(*id, trace, ground, &rpm));
    let bench =
        Bench { frame, params, car: &car, air: &air, speeds, hills: hills(), map: inputs.gauge.clone() };
    let pulls = inputs.pulls(&bench, kind, &mut notes, cx)?;
    let ledger = inputs.ledger(&pulls);
    cx.step(3, STAGES)?;

    let full_load = patterns.rows(SegmentKind::Pull, frame.rows());
    let fuel_pressure = match (&inputs.across, &inputs.gauge) {
        (Some((across, logged)), Some(gauge)) => {
            injectors::fuel_pressure(frame, subject, (across, *logged), gauge, &full_load)
        }
        _ => None,
    };
    let banks = injectors::banks(frame, subject, params, &mut notes);
    let consumption = inputs.consumption(road.as_ref().map(|(id, _)| *id), &mut notes);
    cx.step(4, STAGES)?;
    let ve = inputs.ve(&car, &mut notes);
    let boost = inputs.boost(&mut notes);
    cx.step(5, STAGES)?;
    let motion = motion::motion(frame, road.as_ref().map(|(_, trace)| trace), params, &mut notes);
    let report = Report {
        best_pull: best(&pulls),
        implied_lambda: inputs.implied_lambda(),
        battery: battery::battery(frame, patterns, params),
        air,
        car,
        pulls,
        times,
        ve,
        consumption,
        boost,
        banks,
        fuel_pressure,
        motion,
        ledger,
        notes,
    };
    cx.step(STAGES, STAGES)?;
    Ok(report)
}

/// A peak where the pull ended may have been higher yet, and the line is least certain there: such a pull counts only
/// where there is no other.
fn best(pulls: &[Pull]) -> Option<u32> {
    let peaks = (0u32..).zip(pulls).filter_map(|(index, pull)| Some((index, pull.peak_power?)));
    peaks
        .max_by(|(_, a), (_, b)| (!a.at_end).cmp(&!b.at_end).then(a.value.total_cmp(&b.value)))
        .map(|(index, _)| index)
}

impl<'a> Inputs<'a> {
    fn read(
        frame: &'a Frame<'a>,
        subject: &'a Subject,
        patterns: &'a patterns::Report,
        params: &'a Params,
        car: &Car,
        notes: &mut Vec<Note>,
    ) -> Self {
        let gauge = frame.map_gauge(subject, notes);
        let absolute = frame.map_absolute(subject, notes);
        let across = injectors::differential(frame, gauge.as_deref());
        let fuel = fuel_flow(frame, subject, across.as_ref().map(|(values, _)| values.as_slice()), notes);
        let air = air_flow(frame, car.displacement_l, absolute.as_deref());
        let ethanol = frame.first_of(&[ChannelId::Ethanol]).and_then(|(_, values)| {
            // A sensor that is not fitted reads nothing at all.
            median(values.iter().map(|x| f64::from(*x)).filter(|x| *x > 0.5).collect())
        });
        let properties = car::fuel_of(subject.vehicle.as_ref(), ethanol);
        if properties.is_none() && (fuel.is_some() || air.is_some()) {
            note(notes, Note::new(NoteCode::EnterFuel));
        }
        Self {
            frame,
            subject,
            patterns,
            params,
            rpm: frame.channel(ChannelId::Rpm),
            gauge,
            absolute,
            lambda: frame.lambda().map(|(_, values)| values),
            across,
            fuel,
            air,
            properties,
        }
    }

    /// Whether what reaches the manifold was compressed, by the vehicle, else by what was measured.
    fn compressed(&self, car: &Car) -> bool {
        car.aspiration.map_or_else(
            || self.gauge.as_ref().is_some_and(|bar| bar.iter().any(|x| *x > BOOSTED)),
            Aspiration::boosted,
        )
    }

    /// A compressor on the crank follows the air outside; a turbo's wastegate does not.
    fn kind(&self, car: &Car) -> EngineKind {
        let boosted = self.compressed(car) && car.aspiration != Some(Aspiration::Supercharger);
        EngineKind { boosted, diesel: car.diesel }
    }

    fn bsfc(&self, notes: &mut Vec<Note>) -> Option<Bsfc> {
        let vehicle = self.subject.vehicle.as_ref();
        if let Some(g_kwh) = vehicle.and_then(|v| v.fuel.bsfc_g_kwh) {
            return Some(Bsfc::given(g_kwh));
        }
        let bsfc = Bsfc::expected(&self.properties?, vehicle.and_then(|v| v.engine.aspiration));
        note(notes, Note::new(NoteCode::BsfcExpected).with(&[bsfc.low, bsfc.high]));
        Some(bsfc)
    }

    fn pulls(
        &self,
        bench: &Bench,
        kind: EngineKind,
        notes: &mut Vec<Note>,
        cx: &Cx,
    ) -> Result<Vec<Pull>, AnalysisError> {
        let mut pulls = Vec::new();
        for segment in self.patterns.of(SegmentKind::Pull) {
            cx.step(2, STAGES)?;
            pulls.extend(bench.pull(segment, notes));
        }
        if pulls.is_empty() {
            note(notes, Note::new(NoteCode::NothingFound));
            return Ok(pulls);
        }
        let checks = Checks {
            frame: self.frame,
            fuel: self.fuel.as_ref(),
            air: self.air.as_ref(),
            lambda: self.lambda.as_deref(),
            properties: self.properties,
            bsfc: self.bsfc(notes),
        };
        for pull in &mut pulls {
            let peak = pull.peak_power;
            // Without a power from acceleration the others are told where power usually peaks: near the end.
            let t = peak.map_or(pull.span.t0 + 0.9 * pull.span.duration(), |peak| peak.t);
            pull.checks = checks.at(t, peak);
            if peak.is_some() {
                let torque = pull.peak_torque.map(|torque| torque.value);
                pull.corrections = Standard::ALL
                    .iter()
                    .map(|standard| correct(*standard, bench.air, kind, peak.map(|p| p.value), torque))
                    .collect();
            }
        }
        Ok(pulls)
    }

    /// Rows that power rests on.
    fn ledger(&self, pulls: &[Pull]) -> Ledger {
        let rows = self.frame.rows();
        let mut used = RowMask::none(rows);
        let mut slipped = RowMask::none(rows);
        for pull in pulls.iter().filter(|pull| !pull.points.is_empty()) {
            used.insert_range(pull.first_row as usize..pull.end_row as usize);
            for slip in &pull.slips {
                slipped.insert_range(self.frame.time().rows_within(slip.t0, slip.t1));
            }
        }
        let mut ledger = self.frame.ledger();
        ledger.keep(Reason::OutOfWindow, &self.patterns.rows(SegmentKind::Pull, rows));
        ledger.keep(Reason::Missing, &self.frame.present(ChannelId::Rpm));
        ledger.keep(Reason::TooFew, &used);
        ledger.leave_out(Reason::Wheelspin, &slipped);
        ledger.finish().1
    }

    fn consumption(&self, speed: Option<ChannelId>, notes: &mut Vec<Note>) -> Option<Consumption> {
        let fuel = self.fuel.as_ref()?;
        let density = self.properties.and_then(|fuel| fuel.density);
        if self.params.tank <= 0.0 && speed.is_some() {
            note(notes, Note::new(NoteCode::EnterTank));
        }
        Some(consumption::consumption(self.frame, self.patterns, fuel, speed, density, self.params.tank))
    }

    fn ve(&self, car: &Car, notes: &mut Vec<Note>) -> Option<VeMap> {
        let (rpm, gauge, absolute) =
            (self.rpm.as_deref()?, self.gauge.as_deref()?, self.absolute.as_deref()?);
        if car.displacement_l.is_none() {
            note(notes, Note::new(NoteCode::EnterDisplacement));
        }
        let celsius = charge(self.frame);
        if celsius.is_none() {
            note(notes, Note::new(NoteCode::ChannelAbsent).of(ChannelId::IntakeAir));
        }
        let ecu = self.frame.first_of(&[ChannelId::Ve]).filter(|(_, values)| values.iter().any(|x| *x > 0.0));
        let input = ve::VeInput {
            patterns: self.patterns,
            rpm,
            map: absolute,
            gauge,
            celsius: celsius.as_deref(),
            displacement_l: car.displacement_l,
            air: self.air.as_ref(),
            fuel: self.fuel.as_ref(),
            lambda: self.lambda.as_deref(),
            stoich: self.properties.map(|fuel| fuel.stoich),
            ecu: ecu.as_ref().map(|(_, values)| &**values),
        };
        ve::ve_map(&input, self.frame.ledger())
    }

    fn boost(&self, notes: &mut Vec<Note>) -> Vec<BoostEvent> {
        let Some(gauge) = self.gauge.as_deref() else { return Vec::new() };
        let target = self.boost_target(gauge, notes);
        let duty = self.frame.first_of(&[ChannelId::BoostDuty, ChannelId::Wastegate]);
        boost::boost_events(&boost::BoostInput {
            frame: self.frame,
            patterns: self.patterns,
            params: self.params,
            gauge,
            target: target.as_deref(),
            duty: duty.as_ref().map(|(_, values)| &**values),
            rpm: self.rpm.as_deref(),
        })
    }

    /// Target of boost over the air outside. Some loggers write it absolute beside a gauge reading: it then stands about
    /// one atmosphere above what was reached at full throttle.
    fn boost_target(&self, gauge: &[f32], notes: &mut Vec<Note>) -> Option<Vec<f32>> {
        let (_, target) = self.frame.first_of(&[ChannelId::BoostTarget])?;
        let rows = self.patterns.rows(SegmentKind::Pull, self.frame.rows());
        let above = rows
            .iter()
            .filter(|row| gauge[*row] > BOOSTED)
            .map(|row| f64::from(target[row]) - f64::from(gauge[row]))
            .filter(|x| x.is_finite())
            .collect();
        if median(above).is_none_or(|above| above < ABSOLUTE) {
            return Some(target.to_vec());
        }
        note(notes, Note::new(NoteCode::BoostTargetAbsolute).of(ChannelId::BoostTarget));
        let outside = self.frame.baro(self.subject, notes) as f32;
        Some(target.iter().map(|bar| bar - outside).collect())
    }

    fn implied_lambda(&self) -> Option<ImpliedLambda> {
        let steady = self.patterns.rows(SegmentKind::Steady, self.frame.rows());
        let pulls = self.patterns.rows(SegmentKind::Pull, self.frame.rows());
        injectors::implied_lambda(
            self.air.as_ref()?,
            self.fuel.as_ref()?,
            self.lambda.as_deref()?,
            self.gauge.as_deref()?,
            self.properties?.stoich,
            &steady.or(&pulls).and(self.frame.selected()),
        )
    }
}
