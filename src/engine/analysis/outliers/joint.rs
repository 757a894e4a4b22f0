//! Related channels that do not belong together.

use super::grid::Grid;
use super::mcd::{Robust, chi_squared};
use super::places::Places;
use super::residuals::{Residuals, runs, span_of};
use super::{Episode, Finding, FindingKind, Params};
use crate::engine::channels::ChannelId;
use crate::engine::random::Random;

/// Moments the covariance is found from, at most and at least.
const MOST: usize = 800;
const LEAST: usize = 150;
/// Residuals beyond this tell no more.
const FAR: f32 = 20.0;

/// Channels that hang together: what is injected and what comes of it; what the engine breathes.
const GROUPS: [&[&[ChannelId]]; 2] = [
    &[
        &[ChannelId::Lambda1, ChannelId::LambdaCl, ChannelId::Lambda2],
        &[ChannelId::FuelPressureDiff, ChannelId::FuelPressure],
        &[ChannelId::Pw1],
        &[ChannelId::Maf],
    ],
    &[&[ChannelId::MapGauge, ChannelId::MapAbs], &[ChannelId::Maf], &[ChannelId::Pw1]],
];

/// Rule: the robust Mahalanobis distance of the residuals of related channels is further out than one in so many
/// normal samples, scaled by the median of what was found, for long enough, where none of them is an outlier by itself.
pub(super) fn joint(all: &[Residuals], grid: &Grid, taken: &Places, params: &Params) -> Vec<Finding> {
    let mut random = Random::new(params.seed as u64);
    let mut found = Vec::new();
    for group in GROUPS {
        let members: Vec<&Residuals> = group
            .iter()
            .filter_map(|ids| ids.iter().find_map(|id| all.iter().find(|r| r.id == *id)))
            .collect();
        if members.len() >= 2 {
            found.extend(of_group(&members, grid, taken, params, &mut random));
        }
    }
    found
}

fn of_group(
    members: &[&Residuals],
    grid: &Grid,
    taken: &Places,
    params: &Params,
    random: &mut Random,
) -> Option<Finding> {
    let p = members.len();
    let judged: Vec<usize> =
        (0..grid.times.len()).filter(|at| members.iter().all(|m| m.z[*at].is_finite())).collect();
    if judged.len() < LEAST {
        return None;
    }
    let sample = |at: usize, into: &mut Vec<f64>| {
        into.extend(members.iter().map(|m| f64::from(m.z[at].clamp(-FAR, FAR))));
    };
    let number = judged.len().min(MOST);
    let mut samples = Vec::with_capacity(number * p);
    for i in 0..number {
        // One of each stretch of the log, so that none is left out.
        let (from, to) = (i * judged.len() / number, (i + 1) * judged.len() / number);
        sample(judged[from + random.below(to - from)], &mut samples);
    }
    let robust = Robust::of(&samples, p, random)?;
    let mut distances = vec![f64::NAN; grid.times.len()];
    let mut x = Vec::with_capacity(p);
    for at in &judged {
        x.clear();
        sample(*at, &mut x);
        distances[*at] = robust.distance2(&x);
    }
    let mut sorted: Vec<f64> = judged.iter().map(|at| distances[*at]).collect();
    let middle = sorted.len() / 2;
    let median = *sorted.select_nth_unstable_by(middle, f64::total_cmp).1;
    let scale = (median / chi_squared(0.5, p)?).max(1.0);
    let threshold = chi_squared(1.0 - 1.0 / params.joint_one_in, p)? * scale;
    let mut off = vec![0.0; p];
    let mut episodes = Vec::new();
    for run in runs(grid, |at| distances[at] >= threshold) {
        let Some(span) = span_of(&run, grid) else { continue };
        if span.duration() < params.joint_ms / 1000.0 || taken.touch(span) {
            continue;
        }
        let mean = run.iter().map(|at| distances[*at]).sum::<f64>() / run.len() as f64;
        for (sum, member) in off.iter_mut().zip(members) {
            *sum += run.iter().map(|at| f64::from(member.z[*at].abs())).sum::<f64>();
        }
        episodes.push(Episode {
            span,
            samples: run.iter().map(|at| grid.moments[*at].len() as u32).sum(),
            found: Some(mean.sqrt()),
            expected: None,
            threshold: threshold.sqrt(),
            score: (mean / threshold).sqrt(),
        });
    }
    let mut order: Vec<usize> = (0..p).collect();
    order.sort_by(|a, b| off[*b].total_cmp(&off[*a]));
    let channels = order.into_iter().map(|i| members[i].key.clone()).collect();
    Finding::of(FindingKind::Joint, channels, episodes)
}
