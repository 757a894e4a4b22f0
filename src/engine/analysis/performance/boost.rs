//! How boost comes, and whether it stays where it should.
//!
//! An event is a pull or an acceleration in which boost rose and held. Its level is the target where one is logged, else
//! the median of its second half. Rise is from 10 to 90 % of the way from where it began to that level.

use serde::{Deserialize, Serialize};

use super::figure::median;
use super::params::Params;
use crate::engine::analysis::Frame;
use crate::engine::analysis::evidence::Span;
use crate::engine::analysis::patterns::{self, SegmentKind};
use crate::engine::stats::slope_of;

/// Shortest event, samples.
const LEAST: usize = 15;
/// Shortest stretch in which boost can be said to hold, s.
const HOLD: f64 = 0.5;
/// Frequencies of a boost control that hunts, Hz, and the steps in which they are looked for.
const HUNTING: (f64, f64) = (0.5, 5.0);
const HUNTING_STEP: f64 = 0.05;
/// Share of the scatter one frequency must explain, and least amplitude, bar.
const HUNTS: f64 = 0.5;
const HUNTS_BAR: f64 = 0.015;
/// A valve this near to closed (open) does nothing (all) it can, %.
pub(in crate::engine::analysis) const SHUT: f64 = 3.0;
const WIDE_OPEN: f64 = 95.0;

/// Events whose course is kept, those of the highest level; and most points of each.
const DRAWN: usize = 4;
const COURSE: usize = 160;

/// A moment of an event, bar over the air outside.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoostPoint {
    pub t: f64,
    pub bar: f64,
    pub target_bar: Option<f64>,
}

/// A control that swings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Oscillation {
    pub hz: f64,
    /// Half of what it swings, bar.
    pub amplitude_bar: f64,
}

/// One event. Pressures are over the air outside, bar.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BoostEvent {
    pub span: Span,
    pub first_row: u32,
    pub end_row: u32,
    /// Where it began and what it rose to.
    pub from_bar: f64,
    pub level_bar: f64,
    /// Whether `level_bar` is the target.
    pub has_target: bool,
    pub peak_bar: f64,
    /// When it was highest, s.
    pub peak_t: f64,
    /// 10 to 90 %, s; `None` where it was there from the beginning or never came.
    pub rise_s: Option<f64>,
    /// From when to when that was.
    pub rise: Option<Span>,
    /// Engine speed at 90 %.
    pub reached_rpm: Option<f64>,
    pub spool_kpa_s: Option<f64>,
    pub spool_kpa_1000rpm: Option<f64>,
    /// Beyond the level, bar; 0 where it stayed below.
    pub overshoot_bar: f64,
    pub overshoot_percent: f64,
    /// From 90 % until it stayed within the tolerance, s; `None` where it never did.
    pub settling_s: Option<f64>,
    /// When it had settled, s.
    pub settled_t: Option<f64>,
    /// Target less boost once it had settled, bar.
    pub steady_error_bar: Option<f64>,
    pub oscillation: Option<Oscillation>,
    /// Change of boost by 1000 rpm once it had settled, bar.
    pub creep_bar_1000rpm: Option<f64>,
    /// Above target with the valve shut: the wastegate does not pass enough.
    pub beyond_control: bool,
    /// Below target with the valve wide open: the turbo, a leak or a weak wastegate.
    pub out_of_reach: bool,
    /// Median duty of the boost valve once it had settled, %.
    pub duty_percent: Option<f64>,
    /// How it went, where it is one of those that are drawn; every k-th sample of many.
    pub course: Vec<BoostPoint>,
}

/// What events are found in, each a value a row.
pub struct BoostInput<'a> {
    pub frame: &'a Frame<'a>,
    pub patterns: &'a patterns::Report,
    pub params: &'a Params,
    /// Over the air outside, bar.
    pub gauge: &'a [f32],
    /// The same for the target.
    pub target: Option<&'a [f32]>,
    pub duty: Option<&'a [f32]>,
    pub rpm: Option<&'a [f32]>,
}

/// Events in order of time; an acceleration that holds a pull is one with it.
pub fn boost_events(input: &BoostInput) -> Vec<BoostEvent> {
    let rows = input.frame.rows();
    let mut mask = input.patterns.rows(SegmentKind::Acceleration, rows);
    mask = mask.or(&input.patterns.rows(SegmentKind::Pull, rows));
    mask = mask.minus(&input.patterns.rows(SegmentKind::GearChange, rows)).and(input.frame.selected());
    let mut events: Vec<BoostEvent> = mask.runs().into_iter().filter_map(|run| event(input, run)).collect();
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by(|a, b| events[*b].level_bar.total_cmp(&events[*a].level_bar));
    for index in order.into_iter().take(DRAWN) {
        events[index].course = course(input, &events[index]);
    }
    events
}

/// Boost and its target, sample by sample.
fn course(input: &BoostInput, event: &BoostEvent) -> Vec<BoostPoint> {
    let rows = event.first_row as usize..event.end_row as usize;
    let there: Vec<usize> = rows.filter(|row| input.gauge[*row].is_finite()).collect();
    let every = there.len().div_ceil(COURSE).max(1);
    let target = |row: usize| Some(f64::from(*input.target?.get(row)?)).filter(|bar| bar.is_finite());
    let point = |row: usize| BoostPoint {
        t: input.frame.seconds()[row],
        bar: f64::from(input.gauge[row]),
        target_bar: target(row).filter(|_| event.has_target),
    };
    there.into_iter().step_by(every).map(point).collect()
}

/// Samples of a stretch that are there: row, time, boost.
struct Samples {
    rows: Vec<usize>,
    t: Vec<f64>,
    bar: Vec<f64>,
}

impl Samples {
    fn mean_of(&self, values: Option<&[f32]>, from: usize) -> Option<f64> {
        median(
            self.rows[from..]
                .iter()
                .filter_map(|row| values?.get(*row))
                .map(|x| f64::from(*x))
                .filter(|x| x.is_finite())
                .collect(),
        )
    }

    /// Moment at which boost first came above a value, between two samples; and its index.
    fn above(&self, bar: f64) -> Option<(f64, usize)> {
        let k = self.bar.iter().position(|x| *x >= bar)?;
        if k == 0 {
            return None;
        }
        let (b0, b1) = (self.bar[k - 1], self.bar[k]);
        Some((self.t[k - 1] + (self.t[k] - self.t[k - 1]) * (bar - b0) / (b1 - b0), k))
    }

    fn number(&self, values: Option<&[f32]>, k: usize) -> Option<f64> {
        values?.get(self.rows[k]).map(|x| f64::from(*x)).filter(|x| x.is_finite())
    }
}

fn event(input: &BoostInput, run: std::ops::Range<usize>) -> Option<BoostEvent> {
    let seconds = input.frame.seconds();
    let rows: Vec<usize> = run.clone().filter(|row| input.gauge[*row].is_finite()).collect();
    let samples = Samples {
        t: rows.iter().map(|row| seconds[*row]).collect(),
        bar: rows.iter().map(|row| f64::from(input.gauge[*row])).collect(),
        rows,
    };
    let highest = samples.bar.iter().zip(&samples.t).max_by(|a, b| a.0.total_cmp(b.0));
    let (peak_bar, peak_t) = highest.map_or((f64::NEG_INFINITY, 0.0), |(bar, t)| (*bar, *t));
    if samples.rows.len() < LEAST || peak_bar < input.params.boost_from {
        return None;
    }
    let half = samples.rows.len() / 2;
    let target = samples.mean_of(input.target, half).filter(|bar| *bar >= input.params.boost_from);
    let held = median(samples.bar[half..].to_vec())?;
    let level_bar = target.unwrap_or(held);
    let from_bar = samples.bar.iter().take(half).copied().fold(f64::INFINITY, f64::min);
    let mut event = BoostEvent {
        span: input.frame.span(&run),
        first_row: run.start as u32,
        end_row: run.end as u32,
        from_bar,
        level_bar,
        has_target: target.is_some(),
        peak_bar,
        peak_t,
        overshoot_bar: (peak_bar - level_bar).max(0.0),
        ..BoostEvent::default()
    };
    event.overshoot_percent = event.overshoot_bar / level_bar.max(0.01) * 100.0;
    let reached = rise(input, &samples, &mut event);
    steady(input, &samples, reached, &mut event);
    Some(event)
}

/// The rise; index of the first sample at 90 %.
fn rise(input: &BoostInput, samples: &Samples, event: &mut BoostEvent) -> usize {
    let way = event.level_bar - event.from_bar;
    if way < input.params.boost_from {
        return 0;
    }
    let (Some((t0, k0)), Some((t1, k1))) =
        (samples.above(event.from_bar + 0.1 * way), samples.above(event.from_bar + 0.9 * way))
    else {
        return 0;
    };
    event.reached_rpm = samples.number(input.rpm, k1);
    if t1 > t0 {
        event.rise_s = Some(t1 - t0);
        event.rise = Some(Span::new(t0, t1));
        event.spool_kpa_s = Some(0.8 * way * 100.0 / (t1 - t0));
    }
    let turns = samples.number(input.rpm, k1).zip(samples.number(input.rpm, k0)).map(|(b, a)| b - a);
    event.spool_kpa_1000rpm = turns.filter(|n| *n > 50.0).map(|n| 0.8 * way * 100.0 / n * 1000.0);
    k1
}

/// What followed the rise.
fn steady(input: &BoostInput, samples: &Samples, reached: usize, event: &mut BoostEvent) {
    let tolerance = input.params.boost_settled;
    let wanted = |k: usize| {
        let target = samples.number(input.target, k).filter(|_| event.has_target);
        target.unwrap_or(event.level_bar)
    };
    let last_out =
        (reached..samples.t.len()).rev().find(|k| (samples.bar[*k] - wanted(*k)).abs() > tolerance);
    let settled = last_out.map_or(reached, |k| k + 1);
    let end = samples.t.len() - 1;
    let holds = |from: usize| from < end && samples.t[end] - samples.t[from] >= HOLD;
    if holds(settled) {
        event.settling_s = Some((samples.t[settled] - samples.t[reached]).max(0.0));
        event.settled_t = Some(samples.t[settled]);
    }
    // Where it never settled, what it did in the end still tells how far it was off.
    let from = if holds(settled) { settled } else { samples.t.len() / 2 };
    if !holds(from) {
        return;
    }
    let errors: Vec<f64> = (from..=end).map(|k| wanted(k) - samples.bar[k]).collect();
    let error = median(errors);
    event.steady_error_bar = error.filter(|_| event.has_target);
    event.duty_percent = samples.mean_of(input.duty, from);
    let (t, bar) = (&samples.t[from..], &samples.bar[from..]);
    event.oscillation = oscillation(t, bar);
    let turns: Vec<f64> = (from..=end).filter_map(|k| samples.number(input.rpm, k)).collect();
    if turns.len() == bar.len() {
        event.creep_bar_1000rpm = slope_of(&turns, bar).map(|slope| slope * 1000.0);
    }
    if let (Some(error), Some(duty)) = (event.steady_error_bar, event.duty_percent) {
        event.beyond_control = error < -tolerance && duty <= SHUT;
        event.out_of_reach = error > tolerance && duty >= WIDE_OPEN;
    }
}

/// The one frequency that explains most of what is left beside a straight line (least squares of sine and cosine).
fn oscillation(t: &[f64], bar: &[f64]) -> Option<Oscillation> {
    let duration = t.last()? - t.first()?;
    let slope = slope_of(t, bar)?;
    let n = t.len() as f64;
    let (mean_t, mean_b) = (t.iter().sum::<f64>() / n, bar.iter().sum::<f64>() / n);
    let rest: Vec<f64> = t.iter().zip(bar).map(|(t, b)| b - mean_b - slope * (t - mean_t)).collect();
    let all: f64 = rest.iter().map(|r| r * r).sum();
    // Two swings make an oscillation, and a sample has to lie on each half of it.
    let fastest = HUNTING.1.min(n / duration / 4.0);
    let slowest = HUNTING.0.max(2.0 / duration);
    let mut best: Option<(f64, f64, f64)> = None;
    let mut hz = slowest;
    while hz <= fastest {
        let (mut ss, mut cc, mut sc, mut ys, mut yc) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (t, y) in t.iter().zip(&rest) {
            let (sin, cos) = (std::f64::consts::TAU * hz * (t - mean_t)).sin_cos();
            ss += sin * sin;
            cc += cos * cos;
            sc += sin * cos;
            ys += y * sin;
            yc += y * cos;
        }
        let determinant = ss * cc - sc * sc;
        if determinant > 1e-9 {
            let (a, b) = ((ys * cc - yc * sc) / determinant, (yc * ss - ys * sc) / determinant);
            let explained = a * ys + b * yc;
            if best.is_none_or(|(most, ..)| explained > most) {
                best = Some((explained, hz, a.hypot(b)));
            }
        }
        hz += HUNTING_STEP;
    }
    let (explained, hz, amplitude_bar) = best?;
    (explained >= HUNTS * all && amplitude_bar >= HUNTS_BAR).then_some(Oscillation { hz, amplitude_bar })
}
