//! A channel by what the engine was doing: box statistics for each kind of segment.

use serde::{Deserialize, Serialize};

use super::evidence::{Ledger, Reason};
use super::frame::Frame;
use super::patterns::{self, SegmentKind};
use super::subject::Subject;
use super::{AnalysisError, Params as _};
use crate::engine::channels::ChannelKey;
use crate::engine::cx::Cx;
use crate::engine::stats::Moments;
use crate::engine::stats::rank::sort_f32;
use crate::engine::stats::sorted::quantile_of_sorted;
use crate::engine::table::RowMask;

crate::params! {
    /// What boxes are drawn by.
    pub struct Params("boxes") {
        /// Reach of the whiskers in heights of the box.
        whisker: AsLogged = 1.5, 0.5 ..= 10.0;
        /// Fewest samples of a box.
        least: Count = 5.0, 1.0 ..= 100_000.0;
    }
}

/// Boxes of one channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub channel: ChannelKey,
    /// All that is selected first, then each kind of segment that has enough samples.
    pub boxes: Vec<BoxFigures>,
    pub ledger: Ledger,
}

/// A box after Tukey, in the base unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoxFigures {
    /// `None` for all that is selected.
    pub kind: Option<SegmentKind>,
    pub n: u32,
    pub min: f64,
    /// The outermost samples within `whisker` heights of the box.
    pub low: f64,
    pub q1: f64,
    pub median: f64,
    pub q3: f64,
    pub high: f64,
    pub max: f64,
    pub mean: f64,
    /// Samples beyond the whiskers.
    pub beyond: u32,
}

/// Boxes of `channel`. A log without the channel has none.
pub fn run(
    frame: &Frame,
    _subject: &Subject,
    channel: &ChannelKey,
    patterns: &patterns::Report,
    params: &Params,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    params.check()?;
    let mut ledger = frame.ledger();
    let Some(values) = frame.values(channel) else {
        ledger.leave_out(Reason::Missing, &RowMask::all(frame.rows()));
        let (_, ledger) = ledger.finish();
        return Ok(Report { channel: channel.clone(), boxes: Vec::new(), ledger });
    };
    ledger.keep(Reason::Missing, &RowMask::of_values(&values, f32::is_finite));
    let (rows, ledger) = ledger.finish();
    let kinds = std::iter::once(None).chain(SegmentKind::ALL.into_iter().map(Some));
    let mut boxes = Vec::new();
    for (i, kind) in kinds.enumerate() {
        cx.step(i as u64, SegmentKind::ALL.len() as u64 + 1)?;
        let within = kind.map_or_else(|| rows.clone(), |kind| rows.and(&patterns.rows(kind, frame.rows())));
        let mut picked: Vec<f32> = within.iter().map(|row| values[row]).collect();
        if picked.len() >= params.least as usize {
            boxes.extend(box_of(kind, &mut picked, params.whisker));
        }
    }
    Ok(Report { channel: channel.clone(), boxes, ledger })
}

fn box_of(kind: Option<SegmentKind>, values: &mut [f32], whisker: f64) -> Option<BoxFigures> {
    let mean = Moments::of_f32(values).mean()?;
    sort_f32(values);
    let at = |share: f64| quantile_of_sorted(values, share);
    let (q1, q3) = (at(0.25)?, at(0.75)?);
    let reach = whisker * (q3 - q1);
    let first = values.partition_point(|x| f64::from(*x) < q1 - reach);
    let end = values.partition_point(|x| f64::from(*x) <= q3 + reach);
    Some(BoxFigures {
        kind,
        n: values.len() as u32,
        min: at(0.0)?,
        low: f64::from(*values.get(first)?),
        q1,
        median: at(0.5)?,
        q3,
        high: f64::from(*values.get(end.checked_sub(1)?)?),
        max: at(1.0)?,
        mean,
        beyond: (first + values.len() - end) as u32,
    })
}
