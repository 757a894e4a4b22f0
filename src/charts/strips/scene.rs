//! What is drawn: the base, and the overlay above it.

use super::draw::{Affine, Align, Ink, Item, Rect};
use super::layout::{Boxes, StripBox};
use super::scale::{Display, Scale};
use super::span::Span;
use super::ticks::{moment, time_ticks};
use crate::i18n::{Lang, number};

/// A line of a strip, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Number of the painter's line.
    pub series: usize,
    /// Its points are seconds after this.
    pub t0: f64,
    /// Nothing is drawn outside these moments.
    pub covers: Span,
    pub scale: Scale,
    pub colour: u8,
    /// A target, beside what is to follow it.
    pub dashed: bool,
}

/// A lane of states, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    pub series: usize,
    pub t0: f64,
    pub covers: Span,
    /// Which of the strip's lanes.
    pub lane: usize,
    pub colour: u8,
}

/// One strip.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StripScene {
    pub lines: Vec<Line>,
    pub lanes: Vec<Lane>,
    /// Whose figures stand at the scale: the first line's.
    pub axis: Option<(Scale, Display, u8)>,
    /// Names and colours, for a picture without the page around it.
    pub names: Vec<(String, u8)>,
}

/// The strips at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    pub boxes: Boxes,
    pub span: Span,
    pub lang: Lang,
    pub strips: Vec<StripScene>,
}

/// A note in the log.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Note {
    pub t0: f64,
    pub t1: Option<f64>,
    /// Its number in the list, from 1.
    pub number: usize,
    /// It is the one the user looks at.
    pub current: bool,
}

/// What lies above the strips.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    pub cursor: Option<f64>,
    /// The cursor stays where it is.
    pub fixed: bool,
    pub a: Option<f64>,
    pub b: Option<f64>,
    /// A range that is being drawn.
    pub band: Option<(f64, f64)>,
    pub notes: Vec<Note>,
}

const TRACE_PX: f64 = 1.5;
/// Room that one label of the time axis needs, px.
const TIME_LABEL_PX: f64 = 88.0;
/// Room between two figures of a scale, px.
const VALUE_LABEL_PX: f64 = 34.0;
/// From here on the axis counts in minutes.
const MINUTES_FROM: f64 = 120.0;

/// Grid, scales and traces.
pub fn base(scene: &Scene) -> Vec<Item> {
    let mut items = Vec::new();
    let time = time_grid(scene, &mut items);
    for (strip, place) in scene.strips.iter().zip(&scene.boxes.strips) {
        value_grid(scene, strip, place, &mut items);
        for lane in &strip.lanes {
            if let Some(rect) = place.lanes.get(lane.lane) {
                states(scene, time, lane, *rect, &mut items);
            }
        }
        for line in &strip.lines {
            trace(time, line, place, &mut items);
        }
        let y = place.area.bottom();
        items.push(rule((0.0, y), (scene.boxes.frame.width, y), Ink::Line));
    }
    items
}

/// The names of the channels in their strips, for a picture that leaves the page.
pub fn captions(scene: &Scene) -> Vec<Item> {
    let places = scene.strips.iter().zip(&scene.boxes.strips);
    places
        .map(|(strip, place)| Item::Names {
            x: place.plot.x + 10.0,
            y: place.area.y + 14.0,
            parts: strip.names.iter().map(|(name, colour)| (name.clone(), Ink::Trace(*colour))).collect(),
        })
        .collect()
}

/// From moments to pixels.
pub(super) fn across(scene: &Scene) -> Affine {
    let (x, w) = scene.boxes.across();
    Affine::through(scene.span.t0, x, scene.span.t1, x + w)
}

fn time_grid(scene: &Scene, items: &mut Vec<Item>) -> Affine {
    let to_x = across(scene);
    let boxes = &scene.boxes;
    let most = (boxes.axis.w / TIME_LABEL_PX).floor().max(1.0) as usize;
    let ticks = time_ticks(scene.span.t0, scene.span.t1, most);
    let minutes = scene.span.t1 >= MINUTES_FROM;
    let bounds = (boxes.axis.x, boxes.axis.right());
    for t in &ticks.at {
        let x = crisp(to_x.apply(*t));
        items.push(rule((x, 0.0), (x, boxes.axis.y), Ink::Line));
        items.push(Item::Text {
            x,
            y: boxes.axis.y + boxes.axis.h / 2.0,
            text: moment(scene.lang, *t, ticks.digits, minutes),
            ink: Ink::Faint,
            align: Align::Middle,
            plate: None,
            bounds,
        });
    }
    to_x
}

fn value_grid(scene: &Scene, strip: &StripScene, place: &StripBox, items: &mut Vec<Item>) {
    let Some((scale, display, colour)) = strip.axis else { return };
    let most = (place.plot.h / VALUE_LABEL_PX).floor() as usize;
    let (at, ticks) = scale.ticks(display, most.max(1));
    let to_y = vertical(scale, place.plot);
    let inside = scene.boxes.frame.gutter < 1.0;
    for (value, shown) in at.iter().zip(&ticks.at) {
        let y = crisp(to_y.apply(*value));
        items.push(Item::Fill {
            rect: Rect::new(place.plot.x, y - 0.5, place.plot.w, 1.0),
            ink: Ink::Line,
            alpha: 0.55,
        });
        let (x, align) =
            if inside { (place.plot.x + 4.0, Align::Start) } else { (place.plot.x - 6.0, Align::End) };
        items.push(Item::Text {
            x,
            y,
            text: number::number(scene.lang, *shown, ticks.digits),
            ink: Ink::Trace(colour),
            align,
            plate: None,
            bounds: (0.0, scene.boxes.frame.width),
        });
    }
}

fn vertical(scale: Scale, plot: Rect) -> Affine {
    Affine::through(scale.low, plot.bottom(), scale.high, plot.y)
}

/// The part of a rectangle between two moments.
pub(super) fn cut(rect: Rect, to_x: Affine, covers: Span) -> Option<Rect> {
    let left = to_x.apply(covers.t0).max(rect.x);
    let right = to_x.apply(covers.t1).min(rect.right());
    (right > left).then(|| Rect::new(left, rect.y, right - left, rect.h))
}

/// Points are counted from the line's own start: large times would not survive in single precision.
fn from_start(to_x: Affine, t0: f64) -> Affine {
    Affine { scale: to_x.scale, offset: to_x.apply(t0) }
}

fn trace(to_x: Affine, line: &Line, place: &StripBox, items: &mut Vec<Item>) {
    // A value beyond the scale goes off the plot, into the line of names at most.
    let room =
        Rect::new(place.plot.x, place.area.y + 1.0, place.plot.w, place.plot.bottom() + 5.0 - place.area.y);
    let Some(clip) = cut(room, to_x, line.covers) else { return };
    items.push(Item::Trace {
        series: line.series,
        clip,
        x: from_start(to_x, line.t0),
        y: vertical(line.scale, place.plot),
        ink: Ink::Trace(line.colour),
        width: if line.dashed { 1.25 } else { TRACE_PX },
        dashed: line.dashed,
    });
}

fn states(scene: &Scene, to_x: Affine, lane: &Lane, rect: Rect, items: &mut Vec<Item>) {
    let body = Rect::new(scene.boxes.across().0, rect.y, scene.boxes.across().1, rect.h);
    let Some(clip) = cut(body, to_x, lane.covers) else { return };
    items.push(Item::Fill { rect: clip, ink: Ink::Line, alpha: 0.35 });
    items.push(Item::States {
        series: lane.series,
        clip,
        x: from_start(to_x, lane.t0),
        ink: Ink::Trace(lane.colour),
    });
}

/// Cursors, ranges and notes.
pub fn overlay(scene: &Scene, over: &Overlay) -> Vec<Item> {
    let mut items = Vec::new();
    let to_x = across(scene);
    let body = scene.boxes.body();
    for note in &over.notes {
        note_items(scene, to_x, note, &mut items);
    }
    if let (Some(a), Some(b)) = (over.a, over.b)
        && let Some(rect) = cut(body, to_x, Span::new(a, b))
    {
        items.push(Item::Fill { rect, ink: Ink::Accent, alpha: 0.10 });
    }
    if let Some((t0, t1)) = over.band
        && let Some(rect) = cut(body, to_x, Span::new(t0, t1))
    {
        items.push(Item::Fill { rect, ink: Ink::Accent, alpha: 0.18 });
        items.push(rule((rect.x, 0.0), (rect.x, body.bottom()), Ink::Accent));
        items.push(rule((rect.right(), 0.0), (rect.right(), body.bottom()), Ink::Accent));
    }
    for (t, name) in [(over.a, "A"), (over.b, "B")] {
        if let Some(t) = t.filter(|t| scene.span.contains(*t)) {
            mark(scene, to_x.apply(t), name, &mut items);
        }
    }
    if let Some(t) = over.cursor.filter(|t| scene.span.contains(*t)) {
        cursor(scene, to_x.apply(t), t, over.fixed, &mut items);
    }
    items
}

fn mark(scene: &Scene, x: f64, name: &str, items: &mut Vec<Item>) {
    let body = scene.boxes.body();
    let x = crisp(x);
    items.push(Item::Rule {
        from: (x, 0.0),
        to: (x, body.bottom()),
        ink: Ink::Accent,
        width: 1.5,
        dashed: false,
    });
    items.push(Item::Text {
        x,
        y: scene.boxes.axis.y - 11.0,
        text: name.to_owned(),
        ink: Ink::AccentInk,
        align: Align::Middle,
        plate: Some(Ink::Accent),
        bounds: (body.x, body.right()),
    });
}

fn cursor(scene: &Scene, x: f64, t: f64, fixed: bool, items: &mut Vec<Item>) {
    let body = scene.boxes.body();
    let x = crisp(x);
    items.push(Item::Rule {
        from: (x, 0.0),
        to: (x, body.bottom() + 4.0),
        ink: Ink::Text,
        width: if fixed { 2.0 } else { 1.0 },
        dashed: false,
    });
    let digits = time_ticks(scene.span.t0, scene.span.t1, body.w.max(1.0) as usize).digits.min(4);
    items.push(Item::Text {
        x,
        y: scene.boxes.axis.y + scene.boxes.axis.h / 2.0,
        text: moment(scene.lang, t, digits, scene.span.t1 >= MINUTES_FROM),
        ink: Ink::Surface,
        align: Align::Middle,
        plate: Some(Ink::Text),
        bounds: (body.x, body.right()),
    });
}

fn note_items(scene: &Scene, to_x: Affine, note: &Note, items: &mut Vec<Item>) {
    let body = scene.boxes.body();
    if let Some(t1) = note.t1
        && let Some(rect) = cut(body, to_x, Span::new(note.t0, t1))
    {
        items.push(Item::Fill { rect, ink: Ink::Warn, alpha: if note.current { 0.16 } else { 0.08 } });
    }
    if !scene.span.contains(note.t0) {
        return;
    }
    let x = crisp(to_x.apply(note.t0));
    items.push(Item::Rule {
        from: (x, 0.0),
        to: (x, body.bottom()),
        ink: Ink::Warn,
        width: if note.current { 2.0 } else { 1.0 },
        dashed: true,
    });
    items.push(Item::Text {
        x,
        y: 10.0,
        text: note.number.to_string(),
        ink: Ink::Surface,
        align: Align::Middle,
        plate: Some(Ink::Warn),
        bounds: (body.x, body.right()),
    });
}

/// In the middle of a pixel, so that a line of one pixel is one pixel wide.
pub(super) fn crisp(x: f64) -> f64 {
    x.floor() + 0.5
}

pub(super) fn rule(from: (f64, f64), to: (f64, f64), ink: Ink) -> Item {
    Item::Rule { from, to, ink, width: 1.0, dashed: false }
}

#[cfg(test)]
mod tests {
    use super::super::layout::{Frame, Shape, boxes};
    use super::*;

    fn scene() -> Scene {
        let frame = Frame { width: 1050.0, height: 326.0, gutter: 50.0 };
        let shapes = [Shape { weight: 1.0, lines: true, lanes: 1, names: 1 }];
        let line = Line {
            series: 3,
            t0: 20.0,
            covers: Span::new(20.0, 30.0),
            scale: Scale { low: 0.0, high: 100.0 },
            colour: 2,
            dashed: false,
        };
        let lane = Lane { series: 4, t0: 20.0, covers: Span::new(0.0, 100.0), lane: 0, colour: 1 };
        let strip = StripScene {
            lines: vec![line],
            lanes: vec![lane],
            axis: Some((line.scale, Display { scale: 1.0, offset: 0.0 }, 2)),
            names: vec![("TPS".to_owned(), 2)],
        };
        Scene {
            boxes: boxes(frame, &shapes),
            span: Span::new(20.0, 40.0),
            lang: Lang::En,
            strips: vec![strip],
        }
    }

    #[test]
    fn a_trace_is_put_in_its_place_and_cut_where_its_points_end() {
        let scene = scene();
        let Some(Item::Trace { series, clip, x, y, ink, .. }) =
            base(&scene).into_iter().find(|i| matches!(i, Item::Trace { .. }))
        else {
            panic!("there is a trace");
        };
        let plot = scene.boxes.strips[0].plot;
        assert_eq!((series, ink), (3, Ink::Trace(2)));
        // Points count from 20 s, the left edge; 10 s are half of the width.
        assert!((x.apply(0.0) - 50.0).abs() < 1e-9 && (x.apply(10.0) - 550.0).abs() < 1e-9);
        assert!((clip.x - 50.0).abs() < 1e-9 && (clip.w - 500.0).abs() < 1e-9);
        assert!((y.apply(0.0) - plot.bottom()).abs() < 1e-9 && (y.apply(100.0) - plot.y).abs() < 1e-9);
    }

    #[test]
    fn a_lane_is_cut_at_the_edges_of_the_view() {
        let scene = scene();
        let Some(Item::States { clip, .. }) =
            base(&scene).into_iter().find(|i| matches!(i, Item::States { .. }))
        else {
            panic!("there is a lane");
        };
        assert_eq!((clip.x, clip.w, clip.y), (50.0, 1000.0, scene.boxes.strips[0].lanes[0].y));
    }

    #[test]
    fn what_is_out_of_view_is_not_drawn() {
        let mut scene = scene();
        scene.strips[0].lines[0].covers = Span::new(0.0, 10.0);
        assert!(!base(&scene).iter().any(|i| matches!(i, Item::Trace { .. })));
        let away = Overlay { cursor: Some(10.0), a: Some(50.0), b: None, ..Overlay::default() };
        assert_eq!(overlay(&scene, &away), []);
    }

    #[test]
    fn the_overlay_shows_cursors_the_range_between_them_and_notes() {
        let scene = scene();
        let note = Note { t0: 22.0, t1: Some(23.0), number: 1, current: false };
        let over = Overlay {
            cursor: Some(30.0),
            a: Some(38.0),
            b: Some(35.0),
            notes: vec![note],
            ..Overlay::default()
        };
        let items = overlay(&scene, &over);
        let texts: Vec<&str> = items
            .iter()
            .filter_map(|i| match i {
                Item::Text { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(texts, ["1", "A", "B", "30.00\u{a0}s"]);
        let fills: Vec<(f64, f64)> = items
            .iter()
            .filter_map(|i| match i {
                Item::Fill { rect, .. } => Some((rect.x, rect.w)),
                _ => None,
            })
            .collect();
        assert_eq!(fills, [(150.0, 50.0), (800.0, 150.0)]);
    }

    #[test]
    fn on_a_narrow_screen_the_figures_stand_inside() {
        let mut narrow = scene();
        narrow.boxes = boxes(
            Frame { width: 360.0, height: 326.0, gutter: 0.0 },
            &[Shape { weight: 1.0, lines: true, lanes: 1, names: 1 }],
        );
        let figures = base(&narrow);
        assert!(figures.iter().any(|i| matches!(i, Item::Text { align: Align::Start, x, .. } if *x < 10.0)));
    }
}
