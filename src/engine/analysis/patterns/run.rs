//! The rules one after the other.

use std::ops::Range;

use super::signals::Signals;
use super::{Params, Report, Segment, SegmentKind};
use super::{driving, gears, limits, operating_map, pulls, starting, steady};
use crate::engine::analysis::{AnalysisError, Frame, Note, NoteCode, Params as _, Subject};
use crate::engine::channels::ChannelId;
use crate::engine::cx::Cx;
use crate::engine::table::RowMask;

const STAGES: u64 = 6;

/// Finds the segments of a log and where its engine was run. A log without rpm has the segments its switches tell.
/// Times are those of the log; what the selection leaves out ends a segment.
pub fn run(frame: &Frame, subject: &Subject, params: &Params, cx: &Cx) -> Result<Report, AnalysisError> {
    params.check()?;
    cx.step(0, STAGES)?;
    let mut notes = Vec::new();
    let signals = Signals::of(frame, subject, params, &mut notes);
    let mut found = Found { signals: &signals, segments: Vec::new(), gears: None };
    cx.step(1, STAGES)?;

    let cranking = found.put(SegmentKind::Cranking, starting::cranking(&signals, params));
    if let Some(rpm) = &signals.rpm {
        let gears = gears::gears(&signals, rpm);
        cx.step(2, STAGES)?;
        found.put(SegmentKind::WarmUp, starting::warm_up(&signals, params));
        let launch = found.put(SegmentKind::Launch, limits::launch(&signals, rpm));
        let limiter = found.put(SegmentKind::Limiter, limits::limiter(&signals, rpm, &launch, params));
        let band = driving::idle_band(&signals, rpm, params);
        let idle = driving::idle(&signals, rpm, &band, params);
        let overrun = driving::overrun(&signals, rpm, &band, params);
        cx.step(3, STAGES)?;
        let cut = found.put(SegmentKind::FuelCut, driving::fuel_cut(&signals, &overrun));
        let changes = found.put(SegmentKind::GearChange, gears::changes(&signals, rpm, &gears, params));
        found.put(SegmentKind::Acceleration, driving::acceleration(&signals, rpm, params));
        found.put(SegmentKind::Cruise, driving::cruise(&signals, rpm, &band, params));
        found.put(SegmentKind::Idle, idle);
        found.put(SegmentKind::Overrun, overrun);
        cx.step(4, STAGES)?;
        let cut_in = launch.or(&limiter).or(&cranking);
        found.put(SegmentKind::Pull, pulls::pulls(&signals, rpm, &gears, &cut_in, params));
        let disturbed = cut_in.or(&cut).or(&changes);
        found.put(SegmentKind::Steady, steady::steady(&signals, rpm, &disturbed, params));
        found.gears = Some(gears);
    }
    cx.step(5, STAGES)?;
    let segments = found.finish();
    let (map, ledger) = operating_map::operating_map(&signals, signals.rpm.as_ref());
    if signals.throttle.values.is_none() {
        notes.push(Note::new(NoteCode::ChannelAbsent).of(ChannelId::Tps));
    }
    if segments.is_empty() {
        notes.push(Note::new(NoteCode::NothingFound));
    }
    cx.step(STAGES, STAGES)?;
    Ok(Report { segments, map, ledger, notes })
}

/// What was found so far.
struct Found<'s, 'f> {
    signals: &'s Signals<'f>,
    segments: Vec<(SegmentKind, Range<usize>)>,
    gears: Option<gears::Gears>,
}

impl Found<'_, '_> {
    /// Takes stretches of one kind and gives their rows.
    fn put(&mut self, kind: SegmentKind, stretches: Vec<Range<usize>>) -> RowMask {
        let mut rows = RowMask::none(self.signals.rows());
        for range in stretches {
            rows.insert_range(range.clone());
            self.segments.push((kind, range));
        }
        rows
    }

    fn finish(mut self) -> Vec<Segment> {
        self.segments.sort_by_key(|(kind, range)| (range.start, *kind, range.end));
        let gears = self.gears.take();
        self.segments.iter().map(|(kind, range)| self.segment(*kind, range, gears.as_ref())).collect()
    }

    fn segment(&self, kind: SegmentKind, range: &Range<usize>, gears: Option<&gears::Gears>) -> Segment {
        let signals = self.signals;
        let rpm = signals.rpm.as_ref().map(|rpm| &rpm.values[range.clone()]);
        let sound = |x: &&f32| x.is_finite();
        let map = signals.map.as_ref().map(|map| &map[range.clone()]);
        Segment {
            kind,
            span: signals.frame.span(range),
            first_row: range.start as u32,
            end_row: range.end as u32,
            rpm_start: rpm.and_then(|rpm| rpm.iter().find(sound)).map(|x| f64::from(*x)),
            rpm_end: rpm.and_then(|rpm| rpm.iter().rfind(sound)).map(|x| f64::from(*x)),
            map_max_bar: map
                .and_then(|map| map.iter().filter(sound).max_by(|a, b| a.total_cmp(b)))
                .map(|x| f64::from(*x)),
            tps_mean: mean(signals.throttle.values.as_deref(), range),
            lambda_mean: mean(signals.lambda.as_deref(), range),
            gear: gears.and_then(|gears| most_frequent(&gears.by_row[range.clone()])),
        }
    }
}

fn mean(values: Option<&[f32]>, range: &Range<usize>) -> Option<f64> {
    let sound = values?[range.clone()].iter().filter(|x| x.is_finite());
    let (sum, n) = sound.fold((0.0, 0.0), |(sum, n), x| (sum + f64::from(*x), n + 1.0));
    (n > 0.0).then(|| sum / n)
}

/// The gear of most rows; none if most are in none.
fn most_frequent(gears: &[u8]) -> Option<u32> {
    let mut counts = [0usize; 256];
    for gear in gears {
        counts[usize::from(*gear)] += 1;
    }
    let best = (0..counts.len()).max_by_key(|gear| (counts[*gear], 256 - gear))?;
    (best > 0).then_some(best as u32)
}
