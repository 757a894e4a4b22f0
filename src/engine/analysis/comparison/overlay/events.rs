//! The moments sessions are aligned by.

use serde::{Deserialize, Serialize};

use super::{Query, SideEvents};
use crate::engine::analysis::comparison::Side;
use crate::engine::analysis::patterns::SegmentKind;
use crate::engine::channels::ChannelId;

/// By what sessions are aligned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// First selected row.
    Start,
    /// A moment of each session, seconds: a marker, a cursor.
    Times(Vec<f64>),
    /// Start of a full-throttle pull; most telling is the one over the widest range of engine speed.
    Pull,
    /// Start of a launch; the first.
    Launch,
    /// Engine speed rising through this, between the samples; most telling is the first under full throttle, else the first.
    RpmCrossing(f64),
}

/// A moment to align by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Seconds.
    pub t: f64,
    /// End of the segment it begins; the moment itself where there is none.
    pub end: f64,
    /// Engine speed at both.
    pub rpm_start: Option<f64>,
    pub rpm_end: Option<f64>,
}

/// Crossings that are told.
const MOST_CROSSINGS: usize = 200;

/// Events of one session, the `number`-th, and which of them to take.
pub(super) fn of(side: &Side, number: usize, query: &Query) -> SideEvents {
    let moment = |t: f64| Event { t, end: t, rpm_start: None, rpm_end: None };
    let seconds = side.frame.seconds();
    let (found, telling) = match &query.align {
        Align::Start => {
            let first = side.frame.selected().iter().next();
            (first.map(|row| moment(seconds[row])).into_iter().collect(), Some(0))
        }
        Align::Times(times) => {
            (times.get(number).copied().filter(|t| t.is_finite()).map(moment).into_iter().collect(), Some(0))
        }
        Align::Pull => {
            let pulls = segments(side, SegmentKind::Pull);
            let range = |e: &Event| e.rpm_end.zip(e.rpm_start).map_or(0.0, |(a, b)| a - b);
            let widest = (0..pulls.len()).max_by(|a, b| range(&pulls[*a]).total_cmp(&range(&pulls[*b])));
            (pulls, widest)
        }
        Align::Launch => (segments(side, SegmentKind::Launch), Some(0)),
        Align::RpmCrossing(rpm) => crossings(side, *rpm),
    };
    let asked = query.picks.get(number).copied().flatten().map(|pick| pick as usize);
    let taken = asked.or(telling).filter(|taken| *taken < found.len()).map(|taken| taken as u32);
    SideEvents { found, taken }
}

/// Segments of a kind that begin at a selected row.
fn segments(side: &Side, kind: SegmentKind) -> Vec<Event> {
    let selected = side.frame.selected();
    side.patterns
        .of(kind)
        .filter(|segment| selected.contains(segment.first_row as usize))
        .map(|segment| Event {
            t: segment.span.t0,
            end: segment.span.t1,
            rpm_start: segment.rpm_start,
            rpm_end: segment.rpm_end,
        })
        .collect()
}

/// Where engine speed rises through a value.
fn crossings(side: &Side, rpm: f64) -> (Vec<Event>, Option<usize>) {
    let Some(values) = side.frame.channel(ChannelId::Rpm) else { return (Vec::new(), None) };
    let seconds = side.frame.seconds();
    let pulls = side.patterns.rows(SegmentKind::Pull, side.frame.rows());
    let mut found = Vec::new();
    let mut telling = None;
    for row in side.frame.selected().iter().filter(|row| *row > 0) {
        let (before, after) = (f64::from(values[row - 1]), f64::from(values[row]));
        if !(before < rpm && rpm <= after) || found.len() == MOST_CROSSINGS {
            continue;
        }
        let t = seconds[row - 1] + (seconds[row] - seconds[row - 1]) * (rpm - before) / (after - before);
        if telling.is_none() && pulls.contains(row) {
            telling = Some(found.len());
        }
        found.push(Event { t, end: t, rpm_start: Some(rpm), rpm_end: Some(rpm) });
    }
    (found, telling.or(Some(0)))
}
