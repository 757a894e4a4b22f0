//! What is followed over time and compared between sessions.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::evidence::{LedgerBuilder, Reason};
use super::frame::Frame;
use super::patterns::{self, SegmentKind};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::table::RowMask;

/// A channel, or what is reckoned from several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Measure {
    /// Measured λ over its target less 1, %: above 0 is leaner than asked for.
    LambdaError,
    /// Seconds since the event two sessions are aligned by.
    Elapsed,
    Channel(ChannelKey),
}

impl Measure {
    /// Its values on the frame's time base, NaN where there is none; `None` where the log cannot give it.
    pub fn values(&self, frame: &Frame) -> Option<Arc<[f32]>> {
        match self {
            Measure::LambdaError => lambda_error(frame),
            Measure::Elapsed => None,
            Measure::Channel(key) => frame.values(key),
        }
    }
}

impl From<ChannelId> for Measure {
    fn from(id: ChannelId) -> Self {
        Measure::Channel(id.into())
    }
}

/// Measured λ over its target less 1, %, where there is a target: with the loop off there is none.
pub fn lambda_error(frame: &Frame) -> Option<Arc<[f32]>> {
    let (_, lambda) = frame.lambda()?;
    let (_, target) = frame.first_of(&[ChannelId::LambdaTarget])?;
    let error = |(lambda, target): (&f32, &f32)| {
        let x = (f64::from(*lambda) / f64::from(*target) - 1.0) * 100.0;
        if x.is_finite() { x as f32 } else { f32::NAN }
    };
    Some(lambda.iter().zip(target.iter()).map(error).collect())
}

/// Leaves out what cannot be compared between moments: the engine off, starting, cold, without fuel, limited, or between
/// gears. `running_rpm` is where an engine counts as running; a log without engine speed is taken to run throughout.
pub fn leave_out_odd_states(
    ledger: &mut LedgerBuilder,
    frame: &Frame,
    patterns: &patterns::Report,
    running_rpm: f64,
) {
    if let Some(rpm) = frame.channel(ChannelId::Rpm) {
        ledger.keep(Reason::Missing, &RowMask::of_values(&rpm, f32::is_finite));
        ledger.leave_out(Reason::NotRunning, &RowMask::of_values(&rpm, |x| f64::from(x) < running_rpm));
    }
    let states = [
        (Reason::Starting, SegmentKind::Cranking),
        (Reason::Cold, SegmentKind::WarmUp),
        (Reason::FuelCut, SegmentKind::FuelCut),
        (Reason::FuelCut, SegmentKind::Overrun),
        (Reason::Limited, SegmentKind::Launch),
        (Reason::Limited, SegmentKind::Limiter),
        (Reason::GearChange, SegmentKind::GearChange),
    ];
    for (reason, kind) in states {
        ledger.leave_out(reason, &patterns.rows(kind, frame.rows()));
    }
}
