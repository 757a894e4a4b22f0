//! Moments like no other.

use super::forest::Forest;
use super::grid::Grid;
use super::places::Places;
use super::residuals::{Residuals, runs, span_of};
use super::{Episode, Finding, FindingKind, Params};
use crate::engine::channels::ChannelKey;
use crate::engine::random::Random;

/// Channels and moments a forest is grown on, at least.
const CHANNELS: usize = 3;
const MOMENTS: usize = 500;
/// Residuals beyond this tell no more.
const FAR: f32 = 20.0;
/// A moment is looked at where at least so many channels are this far off, in standard deviations.
const SEVERAL: usize = 2;
const OFF: f32 = 2.5;
/// The channels that are named, at most.
const NAMED: usize = 4;

/// Rule: the isolation forest of all residuals, where several of them are off, says a moment is like no other, for long
/// enough, and nothing simpler was found there.
pub(super) fn rare(all: &[Residuals], grid: &Grid, taken: &Places, params: &Params) -> Option<Finding> {
    let p = all.len();
    let judged: Vec<usize> = (0..grid.times.len())
        .filter(|at| all.iter().filter(|r| r.z[*at].is_finite()).count() * 2 > p)
        .collect();
    if p < CHANNELS || judged.len() < MOMENTS {
        return None;
    }
    // Where a channel is not judged it is as it should be.
    let z = |r: &Residuals, at: usize| if r.z[at].is_finite() { r.z[at].clamp(-FAR, FAR) } else { 0.0 };
    let mut rows = Vec::with_capacity(judged.len() * p);
    for at in &judged {
        rows.extend(all.iter().map(|r| f64::from(z(r, *at))));
    }
    let mut random = Random::new(params.seed as u64);
    let forest = Forest::grown(&rows, p, params.trees as usize, params.tree_samples as usize, &mut random);
    let mut scores = vec![0.0; grid.times.len()];
    for (i, at) in judged.iter().enumerate() {
        if all.iter().filter(|r| z(r, *at).abs() >= OFF).count() >= SEVERAL {
            scores[*at] = forest.score(&rows[i * p..(i + 1) * p]);
        }
    }
    let mut off = vec![0.0; p];
    let mut episodes = Vec::new();
    for run in runs(grid, |at| scores[at] >= params.rare_score) {
        let Some(span) = span_of(&run, grid) else { continue };
        if span.duration() < params.rare_ms / 1000.0 || taken.touch(span) {
            continue;
        }
        for (sum, r) in off.iter_mut().zip(all) {
            *sum += run.iter().map(|at| f64::from(z(r, *at).abs())).sum::<f64>();
        }
        let mean = run.iter().map(|at| scores[*at]).sum::<f64>() / run.len() as f64;
        episodes.push(Episode {
            span,
            samples: run.iter().map(|at| grid.moments[*at].len() as u32).sum(),
            found: Some(mean),
            expected: None,
            threshold: params.rare_score,
            score: mean / params.rare_score,
        });
    }
    let mut order: Vec<usize> = (0..p).collect();
    order.sort_by(|a, b| off[*b].total_cmp(&off[*a]));
    let channels: Vec<ChannelKey> = order.into_iter().take(NAMED).map(|i| all[i].key.clone()).collect();
    Finding::of(FindingKind::Rare, channels, episodes)
}
