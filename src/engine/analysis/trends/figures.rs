//! Key figures: the few numbers a tuner follows from session to session, each taken where it means the same thing.

use serde::{Deserialize, Serialize};

use super::super::blocks::{Blocks, rows_of};
use super::super::evidence::{Note, NoteCode, Span};
use super::super::frame::Frame;
use super::super::measure::lambda_error;
use super::super::patterns::{self, SegmentKind};
use super::super::subject::Subject;
use super::super::{AnalysisError, Params as _};
use crate::engine::channels::ChannelId;
use crate::engine::cx::Cx;
use crate::engine::stats::bootstrap::{Draws, bootstrap};
use crate::engine::stats::sorted::{MAD_TO_SD, median_and_mad, median_in_place, quantile_of_sorted};
use crate::engine::table::RowMask;
use crate::engine::units::Quantity;

crate::params! {
    /// Where key figures are taken.
    pub struct Params("key_figures") {
        /// Length of a block of time; the medians of blocks are the samples of a figure.
        block: Duration = 10_000.0, 1000.0 ..= 600_000.0;
        /// Shortest time in a state that makes a sample.
        least: Duration = 1000.0, 20.0 ..= 60_000.0;
        /// Coolant, and oil, at which an engine is warm.
        warm_coolant: Temperature = 70.0, 20.0 ..= 110.0;
        warm_oil: Temperature = 75.0, 20.0 ..= 140.0;
        /// Engine speed at which oil pressure is compared, and how far off it may be.
        oil_rpm: RotationalSpeed = 3000.0, 1000.0 ..= 12_000.0;
        oil_rpm_band: RotationalSpeed = 250.0, 20.0 ..= 2000.0;
        /// Above it the alternator charges.
        charging_rpm: RotationalSpeed = 1500.0, 500.0 ..= 6000.0;
        /// Confidence of the intervals.
        confidence: Percent = 95.0, 50.0 ..= 99.9;
        /// Draws of an interval, and what decides them.
        draws: Count = 400.0, 50.0 ..= 10_000.0;
        seed: Count = 1.0, 0.0 ..= 1e9;
    }
}

macro_rules! figures {
    ($( $(#[$doc:meta])* $kind:ident, $slug:literal, $quantity:ident, $goodness:ident; )*) => {
        /// A key figure. Translation key: `key-figure-SLUG`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum FigureKind { $( $(#[$doc])* $kind ),* }

        impl FigureKind {
            /// Every one of them, in the order in which they are shown.
            pub const ALL: &'static [FigureKind] = &[ $( FigureKind::$kind ),* ];

            /// Stable name, used for translation keys and exports.
            pub const fn slug(self) -> &'static str {
                match self { $( FigureKind::$kind => $slug ),* }
            }

            /// Decides the unit it is shown in. A difference of temperatures counts as it is logged: it has no zero to
            /// shift.
            pub const fn quantity(self) -> Quantity {
                match self { $( FigureKind::$kind => Quantity::$quantity ),* }
            }

            /// Which way is better.
            pub const fn goodness(self) -> Goodness {
                match self { $( FigureKind::$kind => Goodness::$goodness ),* }
            }
        }
    };
}

figures! {
    /// λ over its target less 1, under load.
    LambdaErrorLoad, "lambda_error_load", Percent, NearZero;
    /// The same at steady part load.
    LambdaErrorCruise, "lambda_error_cruise", Percent, NearZero;
    /// The same at idle.
    LambdaErrorIdle, "lambda_error_idle", Percent, NearZero;
    /// Trims, warm, at idle and steady part load.
    TrimShort, "trim_short", Percent, NearZero;
    TrimLong, "trim_long", Percent, NearZero;
    TrimClosedLoop, "trim_cl", Percent, NearZero;
    /// Oil pressure at idle, oil warm.
    OilPressureIdle, "oil_pressure_idle", Pressure, Higher;
    /// Oil pressure at one engine speed, oil warm.
    OilPressureRunning, "oil_pressure_running", Pressure, Higher;
    /// Charge temperature over the air outside, under load.
    ChargeTempRise, "charge_temp_rise", AsLogged, Lower;
    /// Coolant once warm.
    CoolantPlateau, "coolant_plateau", Temperature, Neutral;
    /// Voltage while the alternator charges.
    BatteryCharging, "battery_charging", Voltage, Neutral;
    /// Quality score of the log.
    Quality, "quality", Count, Higher;
}

/// Which way a figure is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goodness {
    Higher,
    Lower,
    NearZero,
    /// A change is worth knowing, but neither way is better as such.
    Neutral,
}

/// One figure of one session, in the base unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeyFigure {
    pub kind: FigureKind,
    /// Median of the samples.
    pub value: f64,
    /// Standard deviation of the samples by their median absolute deviation; none of one sample.
    pub spread: Option<f64>,
    /// Interval of the median, drawn from pairs of neighbouring samples; none below five samples.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Samples: blocks of time.
    pub n: u32,
    /// Rows behind them.
    pub rows: u64,
}

/// The key figures of a session, those its log can give.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KeyFigures {
    pub figures: Vec<KeyFigure>,
    pub notes: Vec<Note>,
}

impl KeyFigures {
    pub fn of(&self, kind: FigureKind) -> Option<&KeyFigure> {
        self.figures.iter().find(|f| f.kind == kind)
    }
}

/// The samples a figure is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureSamples {
    pub kind: FigureKind,
    /// Medians of blocks of time, in order.
    pub values: Vec<f64>,
    /// Middle of each, seconds.
    pub times: Vec<f64>,
    pub rows: u64,
}

impl FigureSamples {
    /// The block whose sample is nearest to a value.
    pub fn near(&self, value: f64, params: &Params) -> Option<Span> {
        let away = |i: &usize| (self.values[*i] - value).abs();
        let at = (0..self.values.len()).min_by(|a, b| away(a).total_cmp(&away(b)))?;
        let half = params.block / 2000.0;
        Some(Span::new(self.times[at] - half, self.times[at] + half))
    }
}

/// Fewest samples of an interval.
const LEAST_FOR_INTERVAL: usize = 5;

/// Key figures of the selection. `quality` is the score of the log, where it has been judged.
pub fn key_figures(
    frame: &Frame,
    subject: &Subject,
    patterns: &patterns::Report,
    quality: Option<f64>,
    params: &Params,
    cx: &Cx,
) -> Result<KeyFigures, AnalysisError> {
    let mut notes = Vec::new();
    let samples = samples(frame, subject, patterns, params, &mut notes, cx)?;
    Ok(KeyFigures { figures: figures_of(&samples, quality, frame, params), notes })
}

/// Figures of their samples, and the score as one of them.
pub(in crate::engine::analysis) fn figures_of(
    samples: &[FigureSamples],
    quality: Option<f64>,
    frame: &Frame,
    params: &Params,
) -> Vec<KeyFigure> {
    let mut figures: Vec<KeyFigure> = samples.iter().filter_map(|s| figure(s, params)).collect();
    figures.extend(quality.map(|score| KeyFigure {
        kind: FigureKind::Quality,
        value: score,
        spread: None,
        low: None,
        high: None,
        n: 1,
        rows: frame.rows() as u64,
    }));
    figures
}

fn figure(samples: &FigureSamples, params: &Params) -> Option<KeyFigure> {
    let (value, mad) = median_and_mad(&mut samples.values.clone())?;
    let n = samples.values.len();
    let draws = Draws {
        number: params.draws as u32,
        block: 2,
        seed: params.seed as u64,
        level: params.confidence / 100.0,
    };
    let median = |sample: &mut [f64]| median_in_place(sample).unwrap_or(f64::NAN);
    let interval = if n >= LEAST_FOR_INTERVAL { bootstrap(&samples.values, &draws, median) } else { None };
    Some(KeyFigure {
        kind: samples.kind,
        value,
        spread: (n > 1).then_some(mad * MAD_TO_SD),
        low: interval.map(|i| i.0),
        high: interval.map(|i| i.1),
        n: n as u32,
        rows: samples.rows,
    })
}

/// The samples of every figure the log can give; notes say what was assumed.
pub fn samples(
    frame: &Frame,
    subject: &Subject,
    patterns: &patterns::Report,
    params: &Params,
    notes: &mut Vec<Note>,
    cx: &Cx,
) -> Result<Vec<FigureSamples>, AnalysisError> {
    params.check()?;
    let states = States::new(frame, patterns, params);
    let mut found = Vec::new();
    for (i, kind) in FigureKind::ALL.iter().enumerate() {
        cx.step(i as u64, FigureKind::ALL.len() as u64)?;
        let Some((values, rows)) = states.of(*kind, frame, subject, params, notes) else { continue };
        let blocks = Blocks::new(frame, &rows, &[], params.block / 1000.0, cx)?;
        let medians = blocks.medians(&values, rows_of(frame, params.least / 1000.0));
        if !medians.is_empty() {
            found.push(FigureSamples {
                kind: *kind,
                rows: medians.iter().map(|s| u64::from(s.rows)).sum(),
                times: medians.iter().map(|s| s.t).collect(),
                values: medians.into_iter().map(|s| s.value).collect(),
            });
        }
    }
    Ok(found)
}

/// Rows by what the engine was doing, of those that are selected and ordinary.
struct States {
    load: RowMask,
    cruise: RowMask,
    idle: RowMask,
    steady: RowMask,
    warm: RowMask,
}

type Rows = (std::sync::Arc<[f32]>, RowMask);

impl States {
    fn new(frame: &Frame, patterns: &patterns::Report, params: &Params) -> Self {
        let rows = |kind: SegmentKind| patterns.rows(kind, frame.rows());
        let odd = [
            SegmentKind::Cranking,
            SegmentKind::WarmUp,
            SegmentKind::FuelCut,
            SegmentKind::Overrun,
            SegmentKind::GearChange,
            SegmentKind::Launch,
            SegmentKind::Limiter,
        ];
        let ordinary = odd.into_iter().fold(frame.selected().clone(), |left, kind| left.minus(&rows(kind)));
        let coolant = frame.first_of(&[ChannelId::Coolant]);
        let warm = match coolant {
            Some((_, values)) => RowMask::of_values(&values, |x| f64::from(x) >= params.warm_coolant),
            None => RowMask::all(frame.rows()),
        };
        let running = rows(SegmentKind::Idle).or(&rows(SegmentKind::Cruise)).or(&rows(SegmentKind::Steady));
        let loaded = rows(SegmentKind::Acceleration).or(&rows(SegmentKind::Pull));
        let warm = ordinary.and(&warm);
        Self {
            load: loaded.and(&ordinary),
            cruise: rows(SegmentKind::Cruise).and(&ordinary),
            idle: rows(SegmentKind::Idle).and(&ordinary),
            steady: running.or(&loaded).and(&warm),
            warm,
        }
    }

    /// Values of a figure and the rows at which they count; `None` where the log lacks a channel.
    fn of(
        &self,
        kind: FigureKind,
        frame: &Frame,
        subject: &Subject,
        params: &Params,
        notes: &mut Vec<Note>,
    ) -> Option<Rows> {
        let channel = |id: ChannelId| frame.first_of(&[id]).map(|(_, values)| values);
        match kind {
            FigureKind::LambdaErrorLoad => Some((lambda_error(frame)?, self.load.clone())),
            FigureKind::LambdaErrorCruise => Some((lambda_error(frame)?, self.cruise.clone())),
            FigureKind::LambdaErrorIdle => Some((lambda_error(frame)?, self.idle.clone())),
            FigureKind::TrimShort => self.trim(ChannelId::TrimShort, frame),
            FigureKind::TrimLong => self.trim(ChannelId::TrimLong, frame),
            FigureKind::TrimClosedLoop => self.trim(ChannelId::TrimCl, frame),
            FigureKind::OilPressureIdle => {
                Some((channel(ChannelId::OilPressure)?, self.oil_warm(frame, params).and(&self.idle)))
            }
            FigureKind::OilPressureRunning => {
                let rpm = channel(ChannelId::Rpm)?;
                let near = |x: f32| (f64::from(x) - params.oil_rpm).abs() <= params.oil_rpm_band;
                let rows = self.oil_warm(frame, params).and(&self.warm).and(&RowMask::of_values(&rpm, near));
                Some((channel(ChannelId::OilPressure)?, rows))
            }
            FigureKind::ChargeTempRise => self.charge_rise(frame, subject, notes),
            FigureKind::CoolantPlateau => Some((channel(ChannelId::Coolant)?, self.steady.clone())),
            FigureKind::BatteryCharging => {
                let rpm = channel(ChannelId::Rpm)?;
                let charging = RowMask::of_values(&rpm, |x| f64::from(x) >= params.charging_rpm);
                Some((channel(ChannelId::Battery)?, charging.and(frame.selected())))
            }
            // It is judged by another analysis.
            FigureKind::Quality => None,
        }
    }

    fn trim(&self, id: ChannelId, frame: &Frame) -> Option<Rows> {
        let (_, values) = frame.first_of(&[id])?;
        let closed = frame.is_on(ChannelId::ClActive).unwrap_or_else(|| RowMask::all(frame.rows()));
        Some((values, self.cruise.or(&self.idle).and(&self.warm).and(&closed)))
    }

    /// By oil temperature, else by coolant.
    fn oil_warm(&self, frame: &Frame, params: &Params) -> RowMask {
        match frame.first_of(&[ChannelId::OilTemp]) {
            Some((_, values)) => {
                RowMask::of_values(&values, |x| f64::from(x) >= params.warm_oil).and(frame.selected())
            }
            None => self.warm.clone(),
        }
    }

    fn charge_rise(&self, frame: &Frame, subject: &Subject, notes: &mut Vec<Note>) -> Option<Rows> {
        let (_, charge) = frame.first_of(&[ChannelId::ChargeAir, ChannelId::IntakeAir])?;
        let outside = match frame.first_of(&[ChannelId::Ambient]) {
            Some((_, ambient)) => median_of(&ambient, frame.selected()),
            None => subject.ambient_c,
        };
        let outside = if let Some(outside) = outside {
            outside
        } else {
            let coolest = coolest(frame)?;
            notes.push(Note::new(NoteCode::AmbientFromIntake).with(&[coolest]));
            coolest
        };
        let rise = charge.iter().map(|x| (f64::from(*x) - outside) as f32).collect();
        Some((rise, self.load.clone()))
    }
}

fn coolest(frame: &Frame) -> Option<f64> {
    let (_, intake) = frame.first_of(&[ChannelId::IntakeAir, ChannelId::ChargeAir])?;
    let mut sorted: Vec<f32> =
        frame.selected().iter().map(|row| intake[row]).filter(|x| x.is_finite()).collect();
    sorted.sort_unstable_by(f32::total_cmp);
    quantile_of_sorted(&sorted, COOLEST)
}

/// Share of the intake temperatures that stands for the air outside: the lowest, but for stray samples.
const COOLEST: f64 = 0.01;

fn median_of(values: &[f32], rows: &RowMask) -> Option<f64> {
    let mut sound: Vec<f64> =
        rows.iter().map(|row| f64::from(values[row])).filter(|x| x.is_finite()).collect();
    median_in_place(&mut sound)
}
