//! Times as whole ticks of a clock.
//!
//! A logger's clock counts in milliseconds or in what its samples are apart, so its times are whole numbers of ticks
//! and mostly one step apart. Kept as steps a time base of a million samples is a megabyte or, where the logger kept
//! time, next to nothing, instead of eight megabytes. Only times that come back bit by bit are kept so.

use serde::{Deserialize, Serialize};

use super::{CodecError, expect_len};
use crate::engine::table::{GAP_STEPS, TimeAxis};

/// Ticks per second that are tried.
const CLOCKS: [u32; 7] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];
/// Times that are tried before all are.
const PROBE: usize = 64;
/// Times between two looks at whether they still fit.
const BLOCK: usize = 1024;
/// Up to here an f64 counts every tick.
const MOST_TICKS: f64 = 9e15;
/// Bytes of an exception: its row and its step.
const EXCEPTION: usize = 4 + 8;

/// How steps become times: a time is its ticks divided by `per_second`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ticks {
    pub per_second: u32,
    /// Ticks of the first sample.
    pub start: f64,
    /// The step of every row that says nothing else.
    pub step: f64,
    /// Whether each row but the first has a byte that is added to `step`.
    pub each: bool,
    /// Rows whose step stands by itself.
    pub exceptions: u32,
}

impl Ticks {
    /// Bytes of the body for so many times: the bytes of each row, then the exceptions as row (u32) and step (f64).
    pub fn body_len(&self, len: usize) -> usize {
        let each = if self.each { len.saturating_sub(1) } else { 0 };
        each.saturating_add((self.exceptions as usize).saturating_mul(EXCEPTION))
    }

    /// The times as ticks, with their body; `None` where they do not come back as they are, or nothing would be saved.
    pub fn of(seconds: &[f64]) -> Option<(Self, Vec<u8>)> {
        let stride = (seconds.len() / PROBE).max(1);
        let probe: Vec<f64> = seconds.iter().step_by(stride).copied().collect();
        let per_second = CLOCKS.into_iter().find(|clock| whole(&probe, *clock) && whole(seconds, *clock))?;
        let start = ticks(*seconds.first()?, f64::from(per_second));
        let usual = usual_step(&probe_steps(seconds, per_second));
        let plain = Self { per_second, start, step: usual, each: false, exceptions: 0 };
        // A byte reaches as far below the usual step as above it.
        let spread = Self { step: (usual - 127.0).max(0.0), each: true, ..plain };
        plain.body(seconds, seconds.len()).or_else(|| spread.body(seconds, seconds.len() * 4))
    }

    /// `None` where it would take more than `most` bytes.
    fn body(mut self, seconds: &[f64], most: usize) -> Option<(Self, Vec<u8>)> {
        let clock = f64::from(self.per_second);
        let steps = seconds.windows(2).map(|w| ticks(w[1], clock) - ticks(w[0], clock));
        let mut body = Vec::new();
        let mut exceptions = Vec::new();
        for (row, step) in steps.enumerate() {
            let over = step - self.step;
            let fits = if self.each { (0.0..=255.0).contains(&over) } else { over == 0.0 };
            if !fits {
                exceptions.extend_from_slice(&(row as u32 + 1).to_le_bytes());
                exceptions.extend_from_slice(&step.to_le_bytes());
                if exceptions.len() > most {
                    return None;
                }
            }
            if self.each {
                body.push(if fits { over as u8 } else { 0 });
            }
        }
        self.exceptions = (exceptions.len() / EXCEPTION) as u32;
        body.append(&mut exceptions);
        (body.len() <= most).then_some((self, body))
    }

    /// The inverse of [`Ticks::of`]: the time base of `len` times, in one pass over them.
    pub fn axis(&self, len: usize, body: &[u8]) -> Result<TimeAxis, CodecError> {
        expect_len("a time base", self.body_len(len), body.len())?;
        let (each, exceptions) = body.split_at(body.len() - self.exceptions as usize * EXCEPTION);
        let exceptions = Exceptions(exceptions);
        if !self.is_a_clock() || exceptions.iter().any(|(_, step)| !is_a_step(step)) {
            return Err(CodecError::Clock);
        }
        let mut seconds = Vec::new();
        // The length may stand for itself here: nothing else says how many times there are.
        if seconds.try_reserve_exact(len).is_err() {
            return Err(CodecError::Room { what: "a time base", len });
        }
        let median = self.median_step(len, each, exceptions);
        let clock = f64::from(self.per_second);
        let long = median * GAP_STEPS * clock * 0.99;
        let mut times = Times { clock, long, now: self.start, seconds, after_long: Vec::new() };
        if len > 0 {
            times.push(0.0);
        }
        // Between two exceptions every step is of one kind.
        for (row, own) in exceptions.iter().map(|(row, step)| (row, Some(step))).chain([(len, None)]) {
            let row = row.min(len);
            let from = times.seconds.len();
            if self.each {
                let over = each.get(from.wrapping_sub(1)..row.wrapping_sub(1)).unwrap_or_default();
                for over in over {
                    times.push(self.step + f64::from(*over));
                }
            } else {
                for _ in from..row {
                    times.push(self.step);
                }
            }
            if let Some(step) = own.filter(|_| row < len && times.seconds.len() == row) {
                times.push(step);
            }
        }
        expect_len("a time base", len, times.seconds.len())?;
        Ok(TimeAxis::of_sound(times.seconds, median, times.after_long))
    }

    /// Whether its times never go back, whatever lies in the database.
    fn is_a_clock(&self) -> bool {
        self.per_second > 0 && self.start.abs() <= MOST_TICKS && is_a_step(self.step)
    }

    /// The median of the positive steps in seconds, as a time base has it.
    fn median_step(&self, len: usize, each: &[u8], exceptions: Exceptions<'_>) -> f64 {
        let mut steps: Vec<(f64, usize)> = if self.each {
            let mut counts = [0usize; 256];
            for over in each {
                counts[usize::from(*over)] += 1;
            }
            // The byte of an exception says nothing.
            counts[0] = counts[0].saturating_sub(self.exceptions as usize);
            (0..=255u8).map(|over| (self.step + f64::from(over), counts[usize::from(over)])).collect()
        } else {
            vec![(self.step, len.saturating_sub(1).saturating_sub(self.exceptions as usize))]
        };
        steps.extend(exceptions.iter().map(|(_, step)| (step, 1)));
        steps.retain(|(step, count)| *step > 0.0 && *count > 0);
        steps.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let middle = steps.iter().map(|(_, count)| count).sum::<usize>() / 2;
        let mut below = 0;
        let median = steps.iter().find(|(_, count)| {
            below += count;
            below > middle
        });
        // As exact as a time base's own: a nanosecond.
        median.map_or(0.0, |(step, _)| (step / f64::from(self.per_second) * 1e9).round() / 1e9)
    }
}

fn is_a_step(step: f64) -> bool {
    (0.0..=MOST_TICKS).contains(&step)
}

/// Times under construction.
struct Times {
    clock: f64,
    /// Ticks of a step that may be a gap.
    long: f64,
    now: f64,
    seconds: Vec<f64>,
    /// Rows after such a step.
    after_long: Vec<u32>,
}

impl Times {
    fn push(&mut self, step: f64) {
        self.now += step;
        if step > self.long {
            self.after_long.push(self.seconds.len() as u32);
        }
        self.seconds.push(self.now / self.clock);
    }
}

/// Rows and their steps as they lie in a body.
#[derive(Clone, Copy)]
struct Exceptions<'a>(&'a [u8]);

impl<'a> Exceptions<'a> {
    fn iter(self) -> impl Iterator<Item = (usize, f64)> + 'a {
        self.0.chunks_exact(EXCEPTION).map(|one| {
            let (row, step) = one.split_at(4);
            let row = row.iter().rev().fold(0usize, |n, byte| n << 8 | usize::from(*byte));
            (row, super::get_f64(step).next().unwrap_or_default())
        })
    }
}

fn ticks(time: f64, clock: f64) -> f64 {
    (time * clock + 0.5f64.copysign(time)).trunc()
}

/// Whether every time comes back from its ticks.
fn whole(seconds: &[f64], clock: u32) -> bool {
    let clock = f64::from(clock);
    seconds.chunks(BLOCK).all(|block| {
        block.iter().fold(true, |ok, t| {
            let n = ticks(*t, clock);
            // A zero has no sign here.
            ok & (n.abs() < MOST_TICKS / 2.0) & ((n / clock + 0.0).to_bits() == t.to_bits())
        })
    })
}

/// The first steps, which tell the usual one.
fn probe_steps(seconds: &[f64], per_second: u32) -> Vec<f64> {
    let clock = f64::from(per_second);
    seconds.windows(2).take(BLOCK).map(|w| ticks(w[1], clock) - ticks(w[0], clock)).collect()
}

/// The median.
fn usual_step(steps: &[f64]) -> f64 {
    let mut steps = steps.to_vec();
    let middle = steps.len() / 2;
    if steps.is_empty() {
        return 0.0;
    }
    *steps.select_nth_unstable_by(middle, f64::total_cmp).1
}
