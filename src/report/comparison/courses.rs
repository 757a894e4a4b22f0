//! Courses aligned by an event, and what they differ by.

use super::words::{Speaker, channels_of, letter};
use crate::engine::analysis::Span;
use crate::engine::analysis::comparison::overlay::{Along, Course, DifferenceTrace, Event, Report};
use crate::engine::analysis::measure::Measure;
use crate::engine::channels::ChannelId;
use crate::engine::units::Quantity;
use crate::i18n::number::MISSING;
use crate::report::document::{Block, Drawing, Row, Table};
use crate::report::sheet::{Cell, Head};
use crate::report::svg::{Axis, Line, Mark, Plot, Trace};
use crate::t;

/// Colours there are for lines; beyond them they are dashed.
const TONES: usize = 6;
/// Seconds shown around the moment of the largest difference.
const AROUND_S: f64 = 2.0;

/// Drawings and tables, as a report has them.
pub(super) fn all(speaker: &Speaker<'_>) -> Vec<Block> {
    let overlay = &speaker.compared.study.overlay;
    let mut blocks = Vec::new();
    for measure in measures(overlay) {
        blocks.extend(drawings(speaker, &measure).into_iter().map(Block::Drawing));
    }
    blocks.extend(tables(speaker));
    blocks
}

/// Which event of which session was taken, and what the courses differ by.
pub(super) fn tables(speaker: &Speaker<'_>) -> Vec<Block> {
    let overlay = &speaker.compared.study.overlay;
    let mut blocks = vec![Block::Table(Table {
        slug: "events",
        caption: speaker.writer.t("compare-events"),
        heads: event_heads(speaker),
        rows: overlay.events.iter().enumerate().map(|(side, _)| event_row(speaker, overlay, side)).collect(),
    })];
    if overlay.differences.iter().any(|d| d.mean.is_some()) {
        blocks.push(Block::Table(Table {
            slug: "course-differences",
            caption: speaker.writer.t("compare-course-differences"),
            heads: difference_heads(speaker),
            rows: overlay.differences.iter().map(|d| difference_row(speaker, overlay, d)).collect(),
        }));
    } else {
        blocks.push(Block::Text(speaker.writer.t("compare-no-courses")));
    }
    blocks.push(Block::Note(speaker.writer.t("compare-courses-about")));
    blocks
}

/// Measures that some session has a course of, in the order asked.
fn measures(overlay: &Report) -> Vec<Measure> {
    let mut found: Vec<Measure> = Vec::new();
    for course in &overlay.courses {
        if !found.contains(&course.measure) && course.values.iter().any(Option::is_some) {
            found.push(course.measure.clone());
        }
    }
    found
}

fn event_of(overlay: &Report, side: usize) -> Option<Event> {
    let events = overlay.events.get(side)?;
    events.found.get(events.taken? as usize).copied()
}

fn event_heads(speaker: &Speaker<'_>) -> Vec<Head> {
    let t = |key: &str| speaker.writer.t(key);
    vec![
        Head::text(t("compare-col-session")),
        Head::number(t("compare-col-event-at"), "s", 2),
        Head::number(t("compare-col-event-number"), "", 0),
        Head::number(t("compare-col-events"), "", 0),
        speaker.writer.head(t("compare-col-rpm-from"), Quantity::RotationalSpeed),
        speaker.writer.head(t("compare-col-rpm-to"), Quantity::RotationalSpeed),
    ]
}

fn event_row(speaker: &Speaker<'_>, overlay: &Report, side: usize) -> Row {
    let event = event_of(overlay, side);
    let events = overlay.events.get(side);
    let taken = events.and_then(|e| e.taken).map(|n| n + 1);
    let found = events.map_or(0, |e| e.found.len() as u32);
    let at = event.map(|e| e.t);
    let number = taken.map_or_else(|| MISSING.to_owned(), |n| speaker.count(n));
    let row = Row::new()
        .text(speaker.session(side))
        .figure(speaker.writer.plain(at, 2), at)
        .figure(number, taken.map(f64::from))
        .figure(speaker.count(found), Some(f64::from(found)));
    let row = speaker.writer.put(row, event.and_then(|e| e.rpm_start), Quantity::RotationalSpeed);
    let row = speaker.writer.put(row, event.and_then(|e| e.rpm_end), Quantity::RotationalSpeed);
    let place = event.and_then(|event| {
        let channels = speaker.report().measures.iter().flat_map(|m| channels_of(&m.measure));
        let mut shown = vec![ChannelId::Rpm.into()];
        for key in channels {
            if !shown.contains(&key) {
                shown.push(key);
            }
        }
        speaker.place(side, stretch(overlay, event), shown)
    });
    match place {
        Some(place) => row.at(place),
        None => row,
    }
}

/// What of a session is drawn.
fn stretch(overlay: &Report, event: Event) -> Span {
    match overlay.along {
        Along::Seconds => {
            let ends = overlay.axis.first().zip(overlay.axis.last());
            ends.map_or(Span::new(event.t, event.end), |(a, b)| Span::new(event.t + a, event.t + b))
        }
        Along::Rpm => Span::new(event.t, event.end),
    }
}

fn difference_heads(speaker: &Speaker<'_>) -> Vec<Head> {
    let t = |key: &str| speaker.writer.t(key);
    vec![
        Head::text(t("compare-col-channel")),
        Head::text(t("compare-col-session")),
        Head::number(t("compare-col-mean"), "", 2),
        Head::number(t("compare-col-largest"), "", 2),
        Head::number(t("compare-col-largest-at"), "", 2),
        Head::number(t("compare-col-steps"), "", 0),
    ]
}

fn difference_row(speaker: &Speaker<'_>, overlay: &Report, found: &DifferenceTrace) -> Row {
    let (side, quantity) = (found.side as usize, super::measure_quantity(&found.measure));
    let figure = |row: Row, value: Option<f64>| match value {
        Some(v) => row.figure(speaker.delta(v, quantity), Some(speaker.delta_figure(v, quantity))),
        None => row.figure(MISSING, None),
    };
    let row = Row::new().text(speaker.measure(&found.measure)).text(speaker.session(side));
    let row = figure(figure(row, found.mean), found.largest);
    let at = found.largest_at.map_or_else(
        || MISSING.to_owned(),
        |x| match overlay.along {
            Along::Seconds => speaker.writer.seconds(Some(x), 2),
            Along::Rpm => speaker.writer.show(Some(x), Quantity::RotationalSpeed),
        },
    );
    let steps = found.values.iter().flatten().count() as u32;
    let row = row.figure(at, found.largest_at).figure(speaker.count(steps), Some(f64::from(steps)));
    let place = event_of(overlay, side).and_then(|event| {
        let span = match (overlay.along, found.largest_at) {
            (Along::Seconds, Some(x)) => Span::new(event.t + x - AROUND_S, event.t + x + AROUND_S),
            _ => stretch(overlay, event),
        };
        speaker.place(side, span, channels_of(&found.measure))
    });
    match place {
        Some(place) => row.at(place),
        None => row,
    }
}

/// The courses of one measure and what they differ by, as pictures and figures.
pub(super) fn drawings(speaker: &Speaker<'_>, measure: &Measure) -> Vec<Drawing> {
    let overlay = &speaker.compared.study.overlay;
    [courses(speaker, overlay, measure), differences(speaker, overlay, measure)]
        .into_iter()
        .flatten()
        .collect()
}

fn courses(speaker: &Speaker<'_>, overlay: &Report, measure: &Measure) -> Option<Drawing> {
    let units = speaker.writer.units;
    let quantity = super::measure_quantity(measure);
    let own: Vec<&Course> = overlay.courses.iter().filter(|c| c.measure == *measure).collect();
    let lines: Vec<SideLine> = own
        .iter()
        .map(|c| (c.side, c.values.iter().map(|v| v.map(|v| units.convert(v, quantity))).collect()))
        .collect();
    let caption = t!(speaker.writer.i18n, "compare-course-caption", channel = speaker.measure(measure));
    drawing(speaker, overlay, measure, caption.into_owned(), &lines, "course")
}

fn differences(speaker: &Speaker<'_>, overlay: &Report, measure: &Measure) -> Option<Drawing> {
    let quantity = super::measure_quantity(measure);
    let own: Vec<&DifferenceTrace> = overlay.differences.iter().filter(|d| d.measure == *measure).collect();
    if own.iter().all(|d| d.mean.is_none()) {
        return None;
    }
    let shown =
        |d: &DifferenceTrace| d.values.iter().map(|v| v.map(|v| speaker.delta_figure(v, quantity))).collect();
    let mut lines: Vec<SideLine> = own.iter().map(|d| (d.side, shown(d))).collect();
    // The baseline is where it is 0; with it each session keeps its colour.
    lines.push((speaker.base() as u32, vec![Some(0.0); overlay.axis.len()]));
    lines.sort_by_key(|line| line.0);
    let base = letter(speaker.base());
    let channel = speaker.measure(measure);
    let caption = t!(speaker.writer.i18n, "compare-course-difference", channel = channel, base = base);
    drawing(speaker, overlay, measure, caption.into_owned(), &lines, "course-difference")
}

/// A session by its position, with its values along the axis.
type SideLine = (u32, Vec<Option<f64>>);

fn drawing(
    speaker: &Speaker<'_>,
    overlay: &Report,
    measure: &Measure,
    caption: String,
    lines: &[SideLine],
    slug: &'static str,
) -> Option<Drawing> {
    let writer = &speaker.writer;
    if !lines.iter().any(|(_, values)| values.iter().any(Option::is_some)) {
        return None;
    }
    let axis: Vec<f64> = match overlay.along {
        Along::Seconds => overlay.axis.clone(),
        Along::Rpm => {
            overlay.axis.iter().map(|x| writer.units.convert(*x, Quantity::RotationalSpeed)).collect()
        }
    };
    let x_head = x_head(speaker, overlay.along);
    let y_head = writer.head(speaker.measure(measure), super::measure_quantity(measure));
    let lang = writer.units.lang;
    let known = lines.iter().flat_map(|(_, values)| values.iter().flatten().copied());
    let traces = lines.iter().map(|(side, values)| Trace {
        name: letter(*side as usize),
        second: false,
        mark: Mark::Line(Line {
            points: axis.iter().zip(values).map(|(x, y)| (*x, y.unwrap_or(f64::NAN))).collect(),
            dashed: *side as usize >= TONES,
        }),
    });
    let plot = Plot {
        label: caption.clone(),
        x: Axis::between(x_head.with_unit(), *axis.first()?, *axis.last()?).written_in(lang),
        y: Axis::around(y_head.with_unit(), known, false).written_in(lang),
        y2: None,
        names: Vec::new(),
        traces: traces.collect(),
    };
    let mut heads = vec![x_head];
    heads.extend(lines.iter().map(|(side, _)| Head { title: letter(*side as usize), ..y_head.clone() }));
    let figures = axis.iter().enumerate().map(|(i, x)| {
        let mut row = vec![Cell::Number(*x)];
        row.extend(lines.iter().map(|(_, values)| Cell::number(values[i])));
        row
    });
    Some(Drawing { slug, svg: plot.draw(), caption, heads, figures: figures.collect() })
}

fn x_head(speaker: &Speaker<'_>, along: Along) -> Head {
    match along {
        Along::Seconds => Head::number(speaker.writer.t("compare-since-event"), "s", 2),
        Along::Rpm => {
            speaker.writer.head(speaker.writer.channel(&ChannelId::Rpm.into()), Quantity::RotationalSpeed)
        }
    }
}
