//! Sampling: rate, evenness, repeated times, length; of the fastest time base.
//!
//! | evidence | cost |
//! |---|---|
//! | sample rate | 0 from 20 Hz on, 20 at 10 Hz, 40 at 5 Hz, 80 at 1 Hz, 100 at 0.5 Hz, by the logarithm between |
//! | uneven steps: farther than half a median step from it, gaps apart | 100 times their share, at most 40 |
//! | repeated or backward times | 400 times their share, at most 60 |
//! | fewer than 50 rows | 2 for each row short of 50 |
//!
//! A knock or a lean moment in a pull lasts a tenth of a second: below 10 Hz it falls between the samples.

use super::{Case, EvidenceCode, PartCode, QualityPart};
use crate::engine::table::{GAP_STEPS, LogTable};

const RATE_COST: [(f64, f64); 5] = [(0.5, 100.0), (1.0, 80.0), (5.0, 40.0), (10.0, 20.0), (20.0, 0.0)];
const ENOUGH_ROWS: f64 = 50.0;

pub(super) fn judge(table: &LogTable) -> QualityPart {
    let axis = table.main_axis();
    let mut case = Case::open(PartCode::Sampling);
    let (rows, step) = (axis.len() as f64, axis.median_step());
    if rows < ENOUGH_ROWS {
        case.add(EvidenceCode::FewRows, None, &[rows], 2.0 * (ENOUGH_ROWS - rows));
    }
    if step <= 0.0 {
        case.add(EvidenceCode::SampleRate, None, &[0.0], 100.0);
        return case.close();
    }
    case.add(EvidenceCode::SampleRate, None, &[axis.sample_rate()], rate_cost(axis.sample_rate()));

    let (mut uneven, mut repeated) = (0u32, 0u32);
    for pair in axis.seconds().windows(2) {
        let taken = pair[1] - pair[0];
        if taken <= 0.0 {
            repeated += 1;
        } else if (taken - step).abs() > step / 2.0 && taken <= GAP_STEPS * step {
            uneven += 1;
        }
    }
    let steps = (rows - 1.0).max(1.0);
    if uneven > 0 {
        let share = f64::from(uneven) / steps;
        case.add(EvidenceCode::UnevenSteps, None, &[share], (100.0 * share).min(40.0));
    }
    if repeated > 0 {
        let share = f64::from(repeated) / steps;
        case.add(EvidenceCode::RepeatedTimes, None, &[f64::from(repeated), share], (400.0 * share).min(60.0));
    }
    case.close()
}

fn rate_cost(rate_hz: f64) -> f64 {
    let rate = rate_hz.clamp(RATE_COST[0].0, RATE_COST[4].0);
    let pair = RATE_COST.windows(2).find(|w| rate <= w[1].0);
    pair.map_or(0.0, |w| {
        let ((r0, c0), (r1, c1)) = (w[0], w[1]);
        c0 + (c1 - c0) * (rate / r0).ln() / (r1 / r0).ln()
    })
}
