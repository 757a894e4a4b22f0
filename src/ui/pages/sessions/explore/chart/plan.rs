//! Where and how each channel is drawn: made when the choice of channels, the size, the units or the scales change,
//! not at every frame.

use std::rc::Rc;

use super::lines::{Lines, Piece};
use crate::app::explore::colours;
use crate::app::explore::model::{Channel, Channels, Layout};
use crate::app::explore::words;
use crate::charts::shape::Shape;
use crate::charts::strips::{
    Boxes, Display, Frame, Lane, Line, Scale, Scene, Shape as StripShape, Span, StripScene, Want, boxes,
    scales,
};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::i18n::I18n;
use crate::i18n::units::Units;

/// Below this width the figures of a scale stand inside the plot.
const NARROW_PX: f64 = 560.0;
/// Room for them otherwise.
const GUTTER_PX: f64 = 52.0;
/// Width of a letter of a name, generously.
const LETTER_PX: f64 = 7.0;
/// Letters of a figure.
const FIGURE_LETTERS: usize = 6;
/// What a name has around its letters: sign, gaps, padding.
const CHIP_PX: f64 = 42.0;
/// What the line of names leaves free at its ends.
pub const NAMES_MARGIN_PX: f64 = 12.0;

/// One channel of a strip.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanTrace {
    pub key: ChannelKey,
    pub colour: u8,
    pub scale: Scale,
    pub display: Display,
    pub dashed: bool,
    /// Which of the strip's lanes, if it is a channel of states.
    pub lane: Option<usize>,
    name: String,
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub layout: Layout,
    pub shapes: Vec<StripShape>,
    pub boxes: Boxes,
    pub strips: Vec<Vec<PlanTrace>>,
}

impl Plan {
    /// The plan of a layout on a screen of this size.
    pub fn new(
        layout: &Layout,
        channels: &Channels,
        lines: &Lines,
        (width, height): (f64, f64),
        units: &Units,
    ) -> Self {
        let colours = colours::assign(layout);
        let i18n = I18n::new(units.lang);
        let gutter = if width < NARROW_PX { 0.0 } else { GUTTER_PX };
        let mut shapes = Vec::new();
        let strips = layout
            .strips
            .iter()
            .map(|strip| {
                let shown: Vec<(&Channel, &crate::app::explore::model::Trace)> =
                    strip.traces.iter().filter_map(|t| Some((channels.get(&t.key)?, t))).collect();
                let wants: Vec<Want> = shown
                    .iter()
                    .map(|(channel, trace)| Want {
                        quantity: channel.quantity,
                        extent: extent(channel, lines, layout.fit),
                        // What is in view is what the user asked to fill the plot with.
                        plausible: channel.key.id().filter(|_| !layout.fit).map(|id| id.spec().plausible),
                        lock: trace.lock,
                    })
                    .collect();
                let mut lanes = 0;
                let traces: Vec<PlanTrace> = shown
                    .iter()
                    .zip(scales(&wants))
                    .map(|((channel, _), scale)| {
                        let (factor, offset) = units.scale_offset(channel.quantity);
                        let lane = channel.is_state().then_some(lanes);
                        lanes += usize::from(channel.is_state());
                        PlanTrace {
                            key: channel.key.clone(),
                            colour: colours.get(&channel.key).copied().unwrap_or(0),
                            scale,
                            display: Display { scale: factor, offset },
                            dashed: is_target(&channel.key),
                            lane,
                            name: i18n.channel(&channel.key).into_owned(),
                        }
                    })
                    .collect();
                let lines = traces.iter().any(|t| t.lane.is_none());
                let names = name_lines(&traces, channels, units, width - gutter);
                shapes.push(StripShape { weight: strip.weight, lines, lanes, names });
                traces
            })
            .collect();
        let boxes = boxes(Frame { width, height, gutter }, &shapes);
        Self { layout: layout.clone(), shapes, boxes, strips }
    }

    /// The scene of a moment, and the shapes its items name.
    pub fn scene(&self, span: Span, lines: &Lines, units: &Units) -> (Scene, Vec<Rc<Shape>>) {
        let mut shapes = Vec::new();
        let strips = self.strips.iter().map(|traces| strip_scene(traces, span, lines, &mut shapes)).collect();
        (Scene { boxes: self.boxes.clone(), span, lang: units.lang, strips }, shapes)
    }

    /// The scene without its channels: enough for the overlay.
    pub fn bare(&self, span: Span, units: &Units) -> Scene {
        Scene { boxes: self.boxes.clone(), span, lang: units.lang, strips: Vec::new() }
    }
}

fn strip_scene(traces: &[PlanTrace], span: Span, lines: &Lines, shapes: &mut Vec<Rc<Shape>>) -> StripScene {
    let mut scene = StripScene::default();
    let mut add = |piece: Piece| {
        shapes.push(piece.shape);
        shapes.len() - 1
    };
    for trace in traces {
        for (piece, covers) in lines.pieces(&trace.key) {
            if covers.t1 < span.t0 || covers.t0 > span.t1 {
                continue;
            }
            let t0 = piece.t0;
            let series = add(piece);
            match trace.lane {
                Some(lane) => scene.lanes.push(Lane { series, t0, covers, lane, colour: trace.colour }),
                None => scene.lines.push(Line {
                    series,
                    t0,
                    covers,
                    scale: trace.scale,
                    colour: trace.colour,
                    dashed: trace.dashed,
                }),
            }
        }
        scene.names.push((trace.name.clone(), trace.colour));
    }
    scene.axis = traces.iter().find(|t| t.lane.is_none()).map(|t| (t.scale, t.display, t.colour));
    scene
}

/// Lines that the names of the traces need beside each other, each with a figure and its unit. Reckoned and not
/// measured, so that a figure that gets longer under the cursor does not move the strips.
fn name_lines(traces: &[PlanTrace], channels: &Channels, units: &Units, width: f64) -> usize {
    let mut lines = 1;
    let mut used = 0.0;
    for trace in traces.iter().filter(|t| t.lane.is_none()) {
        let unit = channels.get(&trace.key).map_or("", |c| words::unit(units, c));
        let letters = trace.name.chars().count() + FIGURE_LETTERS + unit.chars().count();
        let chip = letters as f64 * LETTER_PX + CHIP_PX;
        if used > 0.0 && used + chip > width - NAMES_MARGIN_PX {
            lines += 1;
            used = 0.0;
        }
        used += chip;
    }
    lines
}

/// What a scale is to show: the log, or what is in view.
fn extent(channel: &Channel, lines: &Lines, fit: bool) -> Option<(f64, f64)> {
    let whole = || {
        let meta = lines.whole(&channel.key)?.meta;
        Some((f64::from(meta.min?), f64::from(meta.max?)))
    };
    if fit && let Some(figures) = lines.figures(&channel.key) {
        return figures.min.zip(figures.max).or(channel.extent);
    }
    channel.extent.or_else(whole)
}

/// A target is drawn dashed beside what follows it.
fn is_target(key: &ChannelKey) -> bool {
    matches!(key.id(), Some(ChannelId::LambdaTarget | ChannelId::BoostTarget))
}
