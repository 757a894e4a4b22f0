//! How long a channel stands at each of its levels.

use std::collections::BTreeMap;

use super::stuck::Run;

/// Runs as far apart as so many steps of a channel are at one level.
const LEVEL_STEPS: f64 = 2.5;

/// What other runs at a level amount to: how many there are, the longest, and the most that moved during one.
pub(super) struct Others {
    pub number: usize,
    pub seconds: f64,
    pub moved: u32,
}

/// The runs of a channel by their level.
pub(super) struct Levels {
    step: f64,
    /// Of each level, how many runs, and the two longest and the two with most moves, the larger first.
    runs: BTreeMap<i64, (usize, [f64; 2], [u32; 2])>,
}

impl Levels {
    /// Of a channel written in steps of `quantum`.
    pub(super) fn of(runs: &[Run], quantum: f64) -> Self {
        let mut levels = Self { step: LEVEL_STEPS * quantum, runs: BTreeMap::new() };
        for run in runs {
            let level = levels.at(run);
            let (number, seconds, moved) = levels.runs.entry(level).or_default();
            *number += 1;
            if run.seconds > seconds[0] {
                *seconds = [run.seconds, seconds[0]];
            } else {
                seconds[1] = seconds[1].max(run.seconds);
            }
            if run.moved > moved[0] {
                *moved = [run.moved, moved[0]];
            } else {
                moved[1] = moved[1].max(run.moved);
            }
        }
        levels
    }

    fn at(&self, run: &Run) -> i64 {
        (run.value / self.step).floor() as i64
    }

    /// Those at the level of a run and the two beside it, without the run itself; `None` without levels.
    pub(super) fn others(&self, run: &Run) -> Option<Others> {
        if self.step <= 0.0 {
            return None;
        }
        let own = self.at(run);
        let mut others = Others { number: 0, seconds: 0.0, moved: 0 };
        for (level, (number, seconds, moved)) in
            self.runs.range(own.saturating_sub(1)..=own.saturating_add(1))
        {
            // The run is one of its level: where it is the largest, the next is.
            let second = |largest: bool| usize::from(*level == own && largest);
            others.number += number - usize::from(*level == own);
            others.seconds = others.seconds.max(seconds[second(seconds[0] == run.seconds)]);
            others.moved = others.moved.max(moved[second(moved[0] == run.moved)]);
        }
        Some(others)
    }
}
