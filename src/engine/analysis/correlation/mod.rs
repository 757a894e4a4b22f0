//! Which channels go together: Pearson's and Spearman's coefficients of all pairs of some channels, with what they are
//! worth. Rows of a log depend on each other, so significance is reckoned from effective numbers of pairs.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::evidence::{Ledger, Note, NoteCode, Reason};
use super::frame::Frame;
use super::subject::Subject;
use super::{AnalysisError, Params as _};
use crate::engine::channels::ChannelKey;
use crate::engine::cx::Cx;
use crate::engine::stats::autocorrelation::{autocorrelation, effective_pairs};
use crate::engine::stats::correlation::{Pair, PairMatrix, pearson_matrix, spearman_matrix};
use crate::engine::stats::distributions::{correlation_interval, correlation_p};
use crate::engine::stats::multiple::benjamini_hochberg_of;
use crate::engine::table::RowMask;

crate::params! {
    /// What a matrix is made by.
    pub struct Params("correlation") {
        /// Share of false claims that is accepted among all claims.
        false_claims: Percent = 5.0, 0.1 ..= 50.0;
        /// Confidence of the intervals.
        confidence: Percent = 95.0, 50.0 ..= 99.9;
        /// Most rows memory is read off; of longer selections every k-th.
        memory_rows: Count = 16_384.0, 256.0 ..= 262_144.0;
    }
}

/// Coefficients of all pairs of the channels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The channels asked for that the log has as numbers, in the order asked.
    pub channels: Vec<ChannelKey>,
    /// Row by row of the upper triangle: (0, 1), (0, 2), …, (1, 2), ….
    pub pairs: Vec<PairFigures>,
    /// Rows used are those at which at least two of the channels have a value.
    pub ledger: Ledger,
    pub notes: Vec<Note>,
}

/// How two channels go together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairFigures {
    /// Positions in [`Report::channels`].
    pub a: u32,
    pub b: u32,
    /// Rows at which both have a value.
    pub n: u64,
    /// How many independent pairs these are worth.
    pub n_effective: f64,
    pub pearson: Option<Coefficient>,
    pub spearman: Option<Coefficient>,
}

/// A coefficient and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coefficient {
    pub r: f64,
    /// Interval by Fisher's transformation; none below four effective pairs.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Two-sided, of no relation; none without a degree of freedom.
    pub p: Option<f64>,
    /// Among all pairs of the matrix (Benjamini and Hochberg).
    pub p_adjusted: Option<f64>,
    /// Whether a relation may be claimed.
    pub significant: bool,
}

/// Matrix of `channels` over the selection.
pub fn run(
    frame: &Frame,
    _subject: &Subject,
    channels: &[ChannelKey],
    params: &Params,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    params.check()?;
    let mut notes = Vec::new();
    let (keys, columns) = columns(frame, channels, &mut notes);
    let views: Vec<&[f32]> = columns.iter().map(AsRef::as_ref).collect();
    let memories = memories(&views, params, &mut notes);
    let pearson = pearson_matrix(&views, cx)?;
    let spearman = spearman_matrix(&views, cx)?;
    let mut pairs = pair_figures(&memories, &pearson, &spearman, params);
    adjust(&mut pairs, params, |pair| &mut pair.pearson);
    adjust(&mut pairs, params, |pair| &mut pair.spearman);

    let (mut one, mut two) = (RowMask::none(frame.rows()), RowMask::none(frame.rows()));
    for key in &keys {
        let Some(values) = frame.values(key) else { continue };
        let present = RowMask::of_values(&values, f32::is_finite);
        two = two.or(&one.and(&present));
        one = one.or(&present);
    }
    let mut ledger = frame.ledger();
    ledger.keep(Reason::Missing, &two);
    let (_, ledger) = ledger.finish();
    Ok(Report { channels: keys, pairs, ledger, notes })
}

/// The selected values of the channels the log has as numbers.
fn columns(
    frame: &Frame,
    channels: &[ChannelKey],
    notes: &mut Vec<Note>,
) -> (Vec<ChannelKey>, Vec<Arc<[f32]>>) {
    let whole = frame.selected().count() == frame.rows();
    let mut keys: Vec<ChannelKey> = Vec::new();
    let mut columns: Vec<Arc<[f32]>> = Vec::new();
    for key in channels {
        if keys.contains(key) {
            continue;
        }
        let Some(values) = frame.values(key) else {
            let known = frame.table().column(key).is_some();
            let code = if known { NoteCode::NoNumbers } else { NoteCode::ChannelAbsent };
            notes.push(Note::new(code).of(key.clone()));
            continue;
        };
        if frame.table().column(key).is_some_and(|column| column.axis != frame.axis_index()) {
            notes.push(Note::new(NoteCode::Held).of(key.clone()));
        }
        keys.push(key.clone());
        columns.push(if whole { values } else { frame.selected().iter().map(|row| values[row]).collect() });
    }
    (keys, columns)
}

/// How each column remembers, over rows that are thinned where there are many.
struct Memories {
    rows: usize,
    lags: Vec<Vec<f64>>,
}

/// Lags beyond this share of a series are noise (Pyper and Peterman 1998).
const LAG_SHARE: usize = 5;

fn memories(columns: &[&[f32]], params: &Params, notes: &mut Vec<Note>) -> Memories {
    let rows = columns.first().map_or(0, |c| c.len());
    let every = rows.div_ceil(params.memory_rows as usize).max(1);
    if every > 1 {
        notes.push(Note::new(NoteCode::Thinned).with(&[every as f64]));
    }
    let thinned = rows.div_ceil(every);
    let memory = |column: &&[f32]| {
        let values: Vec<f64> = column.iter().step_by(every).map(|x| f64::from(*x)).collect();
        autocorrelation(&values, thinned / LAG_SHARE)
    };
    Memories { rows: thinned, lags: columns.iter().map(memory).collect() }
}

fn pair_figures(
    memories: &Memories,
    pearson: &PairMatrix,
    spearman: &PairMatrix,
    params: &Params,
) -> Vec<PairFigures> {
    let k = memories.lags.len();
    let mut pairs = Vec::with_capacity(k * k.saturating_sub(1) / 2);
    for a in 0..k {
        for b in a + 1..k {
            let found = pearson.get(a, b);
            // Thinned rows are what the memory is known of; more than these are not claimed.
            let known = (found.n as f64).min(memories.rows as f64);
            let n_effective = effective_pairs(known, memories.rows, &memories.lags[a], &memories.lags[b]);
            let coefficient = |pair: Pair| pair.r.map(|r| coefficient(r, n_effective, params));
            pairs.push(PairFigures {
                a: a as u32,
                b: b as u32,
                n: found.n,
                n_effective,
                pearson: coefficient(found),
                spearman: coefficient(spearman.get(a, b)),
            });
        }
    }
    pairs
}

fn coefficient(r: f64, n: f64, params: &Params) -> Coefficient {
    let (low, high) = correlation_interval(r, n, params.confidence / 100.0).unzip();
    Coefficient { r, low, high, p: correlation_p(r, n), p_adjusted: None, significant: false }
}

fn adjust(
    pairs: &mut [PairFigures],
    params: &Params,
    which: impl Fn(&mut PairFigures) -> &mut Option<Coefficient>,
) {
    let p: Vec<Option<f64>> = pairs.iter_mut().map(|pair| which(pair).and_then(|c| c.p)).collect();
    for (pair, adjusted) in pairs.iter_mut().zip(benjamini_hochberg_of(&p)) {
        if let Some(coefficient) = which(pair) {
            coefficient.p_adjusted = adjusted;
            coefficient.significant = adjusted.is_some_and(|p| p <= params.false_claims / 100.0);
        }
    }
}
