//! Two to eight sessions side by side: differences at the same operating points, key figures with a verdict, and, in
//! [`overlay`], courses aligned by an event.
//!
//! A claim is made only where it survives: medians of blocks of time stand for rows (which depend on each other), tests are
//! widened by the memory that is left in the blocks, and all tests of a report share one control of false claims. Sessions are
//! told apart, not causes: weather, fuel and road differ between drives as well.

mod alike;
mod cells;
mod memory;
pub mod overlay;
pub mod study;
mod verdict;

use serde::{Deserialize, Serialize};

use super::blocks::LoadKind;
use super::evidence::{Ledger, Note, NoteCode, Span};
use super::frame::Frame;
use super::measure::Measure;
use super::patterns;
use super::subject::Subject;
use super::trends::figures::{self, KeyFigure};
use super::{AnalysisError, Params as _};
use crate::engine::cx::Cx;
use crate::engine::stats::multiple::benjamini_hochberg;

pub use verdict::{FigureVerdict, Verdict};

/// Fewest and most sessions.
pub const SIDES: std::ops::RangeInclusive<usize> = 2..=8;

crate::params! {
    /// What sessions are compared by.
    pub struct Params("comparison") {
        /// Length of a block of time.
        block: Duration = 5000.0, 500.0 ..= 600_000.0;
        /// Shortest time at an operating point within a block that makes a sample.
        least: Duration = 400.0, 20.0 ..= 60_000.0;
        /// Widths of the bands of an operating point.
        rpm_width: RotationalSpeed = 500.0, 50.0 ..= 5000.0;
        pressure_width: Pressure = 0.2, 0.02 ..= 2.0;
        percent_width: Percent = 10.0, 1.0 ..= 100.0;
        flow_width: MassFlow = 15.0, 1.0 ..= 500.0;
        target_width: Lambda = 0.05, 0.005 ..= 0.5;
        /// Kelvin.
        air_width: AsLogged = 10.0, 1.0 ..= 100.0;
        /// Where the λ targets of two sessions are further apart, their λ is not compared: they were asked for other mixtures.
        target_apart: Lambda = 0.02, 0.0 ..= 0.5;
        /// Where their air is, kelvin, they were not alike: it changes power, fuel and mixture by itself.
        air_apart: AsLogged = 10.0, 0.0 ..= 100.0;
        /// Above it the engine runs.
        running_rpm: RotationalSpeed = 400.0, 50.0 ..= 2000.0;
        /// Fewest samples of either session at an operating point, and of a key figure.
        least_samples: Count = 5.0, 3.0 ..= 1000.0;
        /// Confidence of the intervals.
        confidence: Percent = 95.0, 50.0 ..= 99.9;
        /// Share of false claims that is accepted among all claims.
        false_claims: Percent = 5.0, 0.1 ..= 50.0;
        /// Smaller changes of a key figure are none: of λ error and trims, of pressures, of temperatures (kelvin), of the
        /// battery, of quality.
        relevant_percent: Percent = 0.5, 0.0 ..= 50.0;
        relevant_pressure: Pressure = 0.1, 0.0 ..= 5.0;
        relevant_kelvin: AsLogged = 2.0, 0.0 ..= 50.0;
        relevant_voltage: Voltage = 0.1, 0.0 ..= 5.0;
        relevant_quality: Count = 5.0, 0.0 ..= 100.0;
    }
}

/// One session.
pub struct Side<'a> {
    pub frame: &'a Frame<'a>,
    pub subject: &'a Subject,
    pub patterns: &'a patterns::Report,
    /// Quality score of its log, where it has been judged.
    pub quality: Option<f64>,
}

impl Side<'_> {
    fn gives(&self, measure: &Measure) -> bool {
        measure.values(self.frame).is_some()
    }

    /// Whether a measure is of the same quantity in both: programs call different things alike.
    fn agrees(&self, other: &Side, measure: &Measure) -> bool {
        let Measure::Channel(key) = measure else { return true };
        let quantity = |side: &Side| side.frame.table().column(key).map(|column| column.unit.quantity());
        quantity(self).zip(quantity(other)).is_none_or(|(a, b)| a == b)
    }
}

/// What to compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Query {
    pub measures: Vec<Measure>,
    /// The session the others are compared with, by its position.
    pub reference: u32,
    /// Whether operating points are also told apart by λ target and by intake temperature.
    pub by_target: bool,
    pub by_air: bool,
}

/// What differs between the sessions. Differences are of the other session less the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub sides: u32,
    pub reference: u32,
    pub load: Option<LoadKind>,
    /// Each measure over all operating points both sessions met.
    pub measures: Vec<MeasureDifference>,
    /// Each of these operating points.
    pub cells: Vec<CellDifference>,
    /// Those that only one of the two met, or met too seldom.
    pub scarce: Vec<MetCell>,
    /// Those at which λ is not compared, since its targets are apart.
    pub apart: Vec<ApartCell>,
    /// What could not be compared because a log does not have it.
    pub missing: Vec<Missing>,
    /// Key figures, session by session.
    pub figures: Vec<Vec<KeyFigure>>,
    pub verdicts: Vec<FigureVerdict>,
    /// Session by session.
    pub ledgers: Vec<Ledger>,
    pub notes: Vec<Note>,
}

/// A difference and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Median of the differences between samples of the two sessions (Hodges and Lehmann).
    pub value: f64,
    /// None where there are too few samples to bound it.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Two-sided, of no difference (Mann and Whitney; over several operating points van Elteren); and among all tests of the
    /// report.
    pub p: f64,
    pub p_adjusted: f64,
    /// By how much the blocks' memory makes the variance of the test larger.
    pub inflation: f64,
    /// Whether a difference may be claimed.
    pub claimed: bool,
}

/// One measure over all operating points that both sessions met often enough.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureDifference {
    pub side: u32,
    pub measure: Measure,
    pub cells: u32,
    /// Of these, those with a difference of their own to claim.
    pub claimed_cells: u32,
    /// Left out of it, since the targets of λ are apart; and within it, those whose air was not alike.
    pub apart_cells: u32,
    pub unlike_cells: u32,
    /// Median over its operating points of the difference in air temperature, kelvin; none where a log does not say.
    pub air_apart: Option<f64>,
    pub samples_reference: u32,
    pub samples: u32,
    pub difference: Difference,
}

/// What else differed at an operating point, the other session less the reference; none where a log does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Besides {
    pub target: Option<f64>,
    /// Of the air that was breathed, kelvin.
    pub air: Option<f64>,
    /// Whether the air was further apart than sessions that are alike may be.
    pub unlike: bool,
}

/// An operating point that one of two sessions met at least. The axes are middles of bands, in the base unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetCell {
    pub side: u32,
    pub measure: Measure,
    pub rpm: Option<f64>,
    pub load: Option<f64>,
    pub target: Option<f64>,
    pub air: Option<f64>,
    /// Samples (blocks of time) of the reference and of the other session.
    pub samples_reference: u32,
    pub samples: u32,
}

impl MetCell {
    pub fn is_of(&self, measure: &Measure, side: u32) -> bool {
        self.side == side && self.measure == *measure
    }
}

/// One measure at one operating point that both sessions met often enough.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellDifference {
    pub met: MetCell,
    /// Medians of the samples of the reference and of the other session.
    pub median_reference: f64,
    pub median: f64,
    /// A stretch of each log where it is typical.
    pub place_reference: Span,
    pub place: Span,
    pub besides: Besides,
    pub difference: Difference,
}

/// An operating point at which two sessions were asked for other mixtures, with the samples that are left out for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApartCell {
    pub met: MetCell,
    /// Median target of either session.
    pub target_reference: f64,
    pub target_other: f64,
}

/// A measure that a session cannot give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Missing {
    pub side: u32,
    pub measure: Measure,
}

/// Compares sessions. Fewer than two or more than eight are refused as too few rows are: by the number found.
pub fn run(
    sides: &[Side],
    query: &Query,
    params: &Params,
    figure_params: &figures::Params,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    params.check()?;
    check_sides(sides.len())?;
    let reference = (query.reference as usize).min(sides.len() - 1);
    let mut notes = vec![Note::new(NoteCode::SessionsNotCauses)];
    let mut found = cells::compare(sides, reference, query, params, &mut notes, cx)?;
    let (figures, mut verdicts) = verdict::figures(sides, reference, params, figure_params, &mut notes, cx)?;
    adjust(&mut found, &mut verdicts, params);
    verdict::judge(&mut verdicts, params);
    Ok(Report {
        sides: sides.len() as u32,
        reference: reference as u32,
        load: found.load,
        measures: found.measures,
        cells: found.cells,
        scarce: found.scarce,
        apart: found.apart,
        missing: found.missing,
        figures,
        verdicts,
        ledgers: found.ledgers,
        notes,
    })
}

pub(super) fn check_sides(found: usize) -> Result<(), AnalysisError> {
    if SIDES.contains(&found) {
        return Ok(());
    }
    Err(AnalysisError::Sessions {
        least: *SIDES.start() as u32,
        most: *SIDES.end() as u32,
        found: found as u32,
    })
}

/// One control of false claims over the whole report: measures, operating points and key figures.
fn adjust(found: &mut cells::Found, verdicts: &mut [FigureVerdict], params: &Params) {
    let mut all: Vec<&mut Difference> = Vec::new();
    all.extend(found.measures.iter_mut().map(|m| &mut m.difference));
    all.extend(found.cells.iter_mut().map(|c| &mut c.difference));
    all.extend(verdicts.iter_mut().filter_map(|v| v.difference.as_mut()));
    let p: Vec<f64> = all.iter().map(|d| d.p).collect();
    for (difference, adjusted) in all.into_iter().zip(benjamini_hochberg(&p)) {
        difference.p_adjusted = adjusted;
        difference.claimed = adjusted <= params.false_claims / 100.0;
    }
    for measure in &mut found.measures {
        let own = |c: &&CellDifference| c.met.is_of(&measure.measure, measure.side);
        measure.claimed_cells =
            found.cells.iter().filter(own).filter(|c| c.difference.claimed).count() as u32;
    }
}
