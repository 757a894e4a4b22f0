//! Sensors that stand still.

use std::cell::LazyCell;
use std::ops::Range;

use super::elsewhere::Elsewhere;
use super::faults::{Context, Trace, is_lambda, is_speed, sampled_quantiles};
use super::levels::Levels;
use super::runs::level_runs;
use super::sensors::Driver;
use super::{Episode, Params};
use crate::engine::analysis::trace::SLACK_S;
use crate::engine::analysis::{Frame, Span};
use crate::engine::channels::ChannelId;
use crate::engine::passes;
use crate::engine::stats::inner_ends;

/// A channel that drives others has moved once it is this far from where it was.
const RPM_MOVE: f32 = 300.0;
const BAR_MOVE: f32 = 0.1;
const PERCENT_MOVE: f32 = 10.0;
/// Load and throttle may be at an end of their range for long: only a value this share of the range inside is stuck.
const INSIDE: f64 = 0.025;
/// A step counts for so many moves at most: on a slow log a quick change is one step, and a spike is no drive.
const STEP_MOVES: f32 = 4.0;
/// Runs of equal values are usual up to where this share of them ends; a stuck one has seen this many times the moves.
pub(super) const USUAL: f64 = 0.99;
const BEYOND_USUAL: f64 = 4.0;
/// A channel that, by noise or by nature, usually stands still for no more than this share of the time is stuck after
/// fewer moves; one that by its noise never does for more than a moment, as soon as anything moved.
const RESTLESS: f64 = 0.1;
const FEW_MOVES: f64 = 6.0;
const NEVER_STILL: f64 = 0.04;
const ANY_MOVES: f64 = 2.0;
/// Noise turns back at every third step or so; what a quantity does, seldom.
const TURNS: f64 = 0.3;
/// The last bit of a converter may live on: values this many steps apart still stand.
const ALIVE: f64 = 1.1;
/// While it stood, it had to be elsewhere for this long, seconds, for this share of the time, and for this many times what
/// is usual for it: it comes a moment after what moves it.
const ELSEWHERE_S: f64 = 0.6;
const ELSEWHERE_SHARE: f64 = 0.07;
const ELSEWHERE_USUAL: f64 = 3.0;
/// What a channel does at a level is known from this many other runs there. A value that others pass on either side this
/// often is no end of its range.
const KNOWN_LEVEL: usize = 12;
const BEYOND_STEPS: f64 = 1.5;
/// By its noise it never stands at this level: the longest other run there is at most this share of the time. By what
/// moves it: this share, and it saw this many times the moves.
const LONGEST_BY_NOISE: f64 = 0.15;
const LONGEST_BY_MOVES: f64 = 0.34;
const BEYOND_LONGEST: u32 = 3;
/// At a level of so many other runs its noise is known so well that this share says it, wherever the level lies: at an end
/// of its sensor it would have stood the other times too.
const WELL_KNOWN_LEVEL: usize = 200;
const LONGEST_WELL_KNOWN: f64 = 0.1;
/// The log itself goes on: engine speed changes so often meanwhile.
const GOES_ON: usize = 3;
/// A pressure below this share of its highest is gone; a car this fast rolls, km/h.
const GONE: f64 = 0.3;
const ROLLS_KMH: f64 = 3.0;
/// Between these λ is at no end of a sensor.
const WITHIN_LAMBDA: std::ops::Range<f64> = 0.75..1.19;
/// Where it had to be elsewhere for less, it may have belonged where it stood, seconds.
const DOUBT_S: f64 = 0.2;
/// What stands for less is not held against its place, seconds.
const STANDS_S: f64 = 0.3;

/// How often what drives the channels has moved so far, by row of the frame.
pub(super) struct Moves {
    rpm: Vec<u32>,
    load: Vec<u32>,
    throttle: Vec<u32>,
}

impl Moves {
    pub(super) fn of(frame: &Frame) -> Self {
        let none = || vec![0; frame.rows()];
        let rpm = frame.channel(ChannelId::Rpm).map_or_else(none, |values| count(&values, RPM_MOVE));
        let map = frame.first_of(&[ChannelId::MapGauge, ChannelId::MapAbs]);
        let load = map.map_or_else(none, |(_, values)| count(&values, BAR_MOVE));
        let throttle = frame.throttle().map_or_else(none, |(_, values)| count(&values, PERCENT_MOVE));
        Self { rpm, load, throttle }
    }

    /// Moves of some drivers between two rows.
    pub(super) fn between(&self, drivers: &[Driver], first: usize, last: usize) -> u32 {
        let of = |counts: &[u32]| match (counts.get(last), counts.get(first)) {
            (Some(last), Some(first)) => last - first,
            _ => 0,
        };
        let moves = drivers.iter().map(|driver| match driver {
            Driver::Rpm => of(&self.rpm),
            Driver::Load => of(&self.load),
            Driver::Throttle => of(&self.throttle),
        });
        moves.sum()
    }
}

fn count(values: &[f32], far: f32) -> Vec<u32> {
    let (mut from, mut moves) = (f32::NAN, 0);
    passes::map(values.len(), |row| {
        let x = values[row];
        if from.is_nan() {
            from = x;
        } else if (x - from).abs() >= far {
            (from, moves) = (x, moves + ((x - from).abs() / far).min(STEP_MOVES) as u32);
        }
        moves
    })
}

/// Rule: one and the same value for a while, but for the last bit, while
/// - what moves it moved often, the value lying inside the channel's range: as often as the parameter says, and several
///   times as often as in the channel's usual runs of equal values; less often where the channel, by noise or by nature,
///   else stands still for moments only; or
/// - at this very level, well inside its range, it else stands for moments only, by its noise or although less moved it; at
///   one where it was very often, wherever it lies; or
/// - it had to read something else, by what it reads in this log at the same place, for much longer than it usually lags.
pub(super) fn stuck(trace: &Trace, context: &Context, moves: &Moves, params: &Params) -> Vec<Episode> {
    if trace.sensor.drivers.is_empty() {
        return Vec::new();
    }
    let Some(ends) = sampled_quantiles(&trace.values, &[0.002, 0.998]) else { return Vec::new() };
    let elsewhere = LazyCell::new(|| Elsewhere::of(trace, context));
    let margin = INSIDE * (ends[1] - ends[0]);
    let within = (ends[0] + margin, ends[1] - margin);
    let passed = passed(&trace.values);
    let still = Still { trace, context, moves, params, within, passed, noisy: is_noisy(&trace.values) };
    let mut found = still.episodes(trace.runs(), &elsewhere);
    for episode in still.episodes(&level_runs(&trace.values, ALIVE * trace.quantum), &elsewhere) {
        if !found.iter().any(|e| e.span.t0 <= episode.span.t1 && episode.span.t0 <= e.span.t1) {
            found.push(episode);
        }
    }
    found.sort_by(|a, b| a.span.t0.total_cmp(&b.span.t0));
    found
}

/// What runs of one channel are judged with.
struct Still<'a> {
    trace: &'a Trace<'a>,
    context: &'a Context<'a>,
    moves: &'a Moves,
    params: &'a Params,
    /// Values inside the channel's range lie between these.
    within: (f64, f64),
    /// Values that are passed on either side often enough lie between these.
    passed: (f64, f64),
    /// Whether it turns back and forth by itself.
    noisy: bool,
}

/// A run, and what happened meanwhile.
pub(super) struct Run {
    rows: Range<usize>,
    /// Rows of the frame.
    frame_rows: Range<usize>,
    pub value: f64,
    pub seconds: f64,
    pub moved: u32,
    inside: bool,
    /// How long it had to be elsewhere, seconds.
    off_s: f64,
}

impl Still<'_> {
    fn episodes<F: FnOnce() -> Option<Elsewhere>>(
        &self,
        runs: &[Range<usize>],
        elsewhere: &LazyCell<Option<Elsewhere>, F>,
    ) -> Vec<Episode> {
        let (seconds, least) = (self.trace.axis.seconds(), self.params.stuck_ms / 1000.0);
        let long = |run: &Range<usize>| seconds[run.end - 1] - seconds[run.start] >= least;
        if !runs.iter().any(long) {
            return Vec::new();
        }
        let elsewhere: Option<&Elsewhere> = (**elsewhere).as_ref();
        let runs: Vec<Run> = runs.iter().map(|rows| self.run(rows.clone(), elsewhere)).collect();
        let inside = || runs.iter().filter(|run| run.inside);
        let usual_moves = usual(inside().map(|run| f64::from(run.moved)).collect());
        let usual_s = usual(inside().map(|run| run.seconds).collect()).max(self.trace.axis.median_step());
        let usual_off = usual(runs.iter().map(|run| run.off_s).collect());
        let ever_s = usual(runs.iter().map(|run| run.seconds).collect()).max(usual_s);
        let levels = Levels::of(&runs, self.trace.quantum);
        let needed = |run: &Run| {
            if self.noisy && elsewhere.is_some() && usual_s <= NEVER_STILL * run.seconds {
                ANY_MOVES.min(self.params.stuck_moves)
            } else if usual_s <= RESTLESS * run.seconds {
                FEW_MOVES.min(self.params.stuck_moves)
            } else {
                self.params.stuck_moves.max(BEYOND_USUAL * usual_moves)
            }
        };
        let is_stuck = |run: &&Run| {
            // A few moves say nothing of a channel that stood where it belongs.
            let enough = f64::from(run.moved) >= self.params.stuck_moves;
            let belongs = elsewhere.is_some() && run.off_s < DOUBT_S;
            let moved = run.inside && f64::from(run.moved) >= needed(run) && (enough || !belongs);
            let long = ELSEWHERE_S.max(ELSEWHERE_USUAL * usual_off).max(ELSEWHERE_SHARE * run.seconds);
            let never = ever_s <= NEVER_STILL * run.seconds;
            let off = run.off_s >= long && (run.moved > 0 || never);
            let odd = || self.is_odd(run, &levels, never);
            let counts = |row: usize| self.context.counts(seconds[row]);
            run.seconds >= least
                && (moved || off || odd())
                && counts(run.rows.start)
                && counts(run.rows.end - 1)
        };
        let stuck = runs.iter().filter(is_stuck);
        stuck.map(|run| self.episode(run, needed(run).min(f64::from(run.moved)))).collect()
    }

    fn run(&self, rows: Range<usize>, elsewhere: Option<&Elsewhere>) -> Run {
        let seconds = self.trace.axis.seconds();
        let (t0, t1) = (seconds[rows.start], seconds[rows.end - 1]);
        let value = f64::from(self.trace.values[rows.start]);
        let inside = (self.within.0..=self.within.1).contains(&value);
        let time = self.context.frame.time();
        let row = |t: f64| time.row_held_at(t + SLACK_S).unwrap_or(0);
        let (first, last) = (row(t0), row(t1));
        let moved = self.moves.between(self.trace.sensor.drivers, first, last);
        let judged = t1 - t0 >= STANDS_S && (inside || is_free(self.trace.id, value, self.within.1));
        let frame_rows = first..last + 1;
        let off_s = elsewhere.filter(|_| judged).map_or(0.0, |e| e.seconds(frame_rows.clone(), value));
        Run { rows, frame_rows, value, seconds: t1 - t0, moved, inside, off_s }
    }

    /// Whether the channel never else stands so long at the level of a run, or never while so much moves. `never`: it never
    /// else stands so long at all.
    fn is_odd(&self, run: &Run, levels: &Levels, never: bool) -> bool {
        let Some(others) = levels.others(run) else { return false };
        let beside = BEYOND_STEPS * self.trace.quantum;
        let passed = self.passed.0 < run.value - beside && run.value + beside < self.passed.1;
        // The richest of a log is no end of a sensor.
        let inside = passed || is_lambda(self.trace.id) && WITHIN_LAMBDA.contains(&run.value);
        let known = inside && others.number >= KNOWN_LEVEL;
        let by_noise = known && self.noisy && never && others.seconds <= LONGEST_BY_NOISE * run.seconds;
        let moves = FEW_MOVES.max(f64::from(BEYOND_LONGEST * others.moved));
        let by_moves =
            known && f64::from(run.moved) >= moves && others.seconds <= LONGEST_BY_MOVES * run.seconds;
        let well_known = self.noisy
            && others.number >= WELL_KNOWN_LEVEL
            && others.seconds <= LONGEST_WELL_KNOWN * run.seconds;
        (by_noise || by_moves || well_known) && self.goes_on(run)
    }

    /// A logger that hangs writes all of its channels again and again.
    fn goes_on(&self, run: &Run) -> bool {
        let Some(rpm) = self.context.frame.channel(ChannelId::Rpm) else { return true };
        rpm[run.frame_rows.clone()].windows(2).filter(|w| w[0] != w[1]).count() >= GOES_ON
    }

    fn episode(&self, run: &Run, threshold: f64) -> Episode {
        let seconds = self.trace.axis.seconds();
        Episode {
            span: Span { t0: seconds[run.rows.start], t1: seconds[run.rows.end - 1] },
            samples: run.rows.len() as u32,
            found: Some(f64::from(run.moved)),
            expected: None,
            threshold,
            score: (f64::from(run.moved) / threshold.max(1.0)).max(1.0),
        }
    }
}

/// Between these lies what some values lie below, and some above.
fn passed(values: &[f32]) -> (f64, f64) {
    let sound = values.iter().filter(|x| x.is_finite()).count();
    let ends = inner_ends::<KNOWN_LEVEL>(values).filter(|_| sound > 2 * KNOWN_LEVEL);
    ends.map_or((f64::INFINITY, f64::NEG_INFINITY), |(low, high)| (f64::from(low), f64::from(high)))
}

/// Whether a channel may be held against its place at the ends of its range too, `top` being the upper one. A throttle is
/// often there and stays. Pressure that is gone, and a car that stands on its launch or rolls on a dyno, are no sensor's
/// doing, and the lean end of λ is told as such.
fn is_free(id: ChannelId, value: f64, top: f64) -> bool {
    use ChannelId as C;
    match id {
        C::MapGauge | C::MapAbs => true,
        C::Maf => value > 0.0,
        C::FuelPressure | C::OilPressure => value > GONE * top,
        _ if is_speed(id) => value >= ROLLS_KMH,
        _ => is_lambda(id) && WITHIN_LAMBDA.contains(&value),
    }
}

/// Whether the steps of a channel turn back as often as those of noise.
fn is_noisy(values: &[f32]) -> bool {
    let inner = 1..values.len().saturating_sub(1);
    let (turns, steps) = passes::fold(inner, (0u32, 0u32), |(mut turns, mut steps), rows| {
        for row in rows {
            let (a, b) = (values[row] - values[row - 1], values[row + 1] - values[row]);
            steps += u32::from(a != 0.0 || b != 0.0);
            turns += u32::from(a * b < 0.0);
        }
        (turns, steps)
    });
    f64::from(turns) >= TURNS * f64::from(steps.max(1))
}

/// What is usual of a figure of runs: the most of a few are not.
fn usual(mut figures: Vec<f64>) -> f64 {
    if figures.is_empty() {
        return 0.0;
    }
    let last = figures.len() - 1;
    let rank = ((last as f64 * USUAL) as usize).min(last.saturating_sub(1));
    *figures.select_nth_unstable_by(rank, f64::total_cmp).1
}
