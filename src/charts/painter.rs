//! Puts draw lists of the strips on a canvas.
//!
//! A frame strokes the path of a channel under the transform of the moment: one call per channel, however many points
//! it has.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::shape::{Kind, Path, Shape};
use super::strips::{Affine, Align, Ink, Item, Rect};
use super::theme::Theme;
use crate::web::{JsError, global};

#[wasm_bindgen]
extern "C" {
    /// A context, for what takes a path.
    #[wasm_bindgen(js_name = CanvasRenderingContext2D)]
    type Pen;

    #[wasm_bindgen(method)]
    fn stroke(this: &Pen, path: &Path);
    #[wasm_bindgen(method)]
    fn fill(this: &Pen, path: &Path);
}

/// Draws on one canvas.
pub struct Painter {
    canvas: HtmlCanvasElement,
    ctx: CanvasRenderingContext2d,
    matrix: Object,
    ratio: Cell<f64>,
    /// The canvas has refused something.
    refused: Cell<bool>,
}

impl Painter {
    /// A painter of this canvas.
    pub fn new(canvas: HtmlCanvasElement) -> Result<Self, JsError> {
        let ctx = canvas
            .get_context("2d")?
            .and_then(|ctx| ctx.dyn_into::<CanvasRenderingContext2d>().ok())
            .ok_or_else(|| JsError::missing("CanvasRenderingContext2D"))?;
        Ok(Self { canvas, ctx, matrix: Object::new(), ratio: Cell::new(1.0), refused: Cell::new(false) })
    }

    pub fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// Gives the canvas its size in CSS pixels and as many dots as the screen has; true if that changed anything.
    pub fn resize(&self, width: f64, height: f64, ratio: f64) -> bool {
        let (w, h) = ((width * ratio).round().max(1.0) as u32, (height * ratio).round().max(1.0) as u32);
        self.ratio.set(ratio);
        if self.canvas.width() == w && self.canvas.height() == h {
            return false;
        }
        self.canvas.set_width(w);
        self.canvas.set_height(h);
        true
    }

    /// Wipes the canvas and draws. `shape` gives the shapes that the items name.
    pub fn paint(&self, items: &[Item], theme: &Theme, shape: impl Fn(usize) -> Option<Rc<Shape>>) {
        let ctx = &self.ctx;
        self.reset(self.ratio.get());
        ctx.clear_rect(0.0, 0.0, f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        ctx.set_font(theme.font());
        ctx.set_text_baseline("middle");
        // A sharp joint of a steep peak would reach far beyond its sample.
        ctx.set_line_join("bevel");
        ctx.set_line_cap("butt");
        for item in items {
            self.item(item, theme, &shape);
        }
    }

    /// Fills the whole canvas behind what is drawn, for a picture that stands alone.
    pub fn ground(&self, theme: &Theme) {
        self.ctx.set_fill_style_str(theme.ink(Ink::Surface));
        let under =
            |mode: &str| self.noted("composite operation", self.ctx.set_global_composite_operation(mode));
        under("destination-over");
        self.ctx.fill_rect(0.0, 0.0, f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        under("source-over");
    }

    fn pen(&self) -> &Pen {
        self.ctx.unchecked_ref()
    }

    fn reset(&self, ratio: f64) {
        self.noted("transform", self.ctx.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0));
    }

    fn item(&self, item: &Item, theme: &Theme, shape: &impl Fn(usize) -> Option<Rc<Shape>>) {
        let ctx = &self.ctx;
        match item {
            Item::Rule { from, to, ink, width, dashed } => {
                ctx.set_stroke_style_str(theme.ink(*ink));
                ctx.set_line_width(*width);
                self.dash(*dashed);
                ctx.begin_path();
                ctx.move_to(from.0, from.1);
                ctx.line_to(to.0, to.1);
                ctx.stroke();
                self.dash(false);
            }
            Item::Fill { rect, ink, alpha } => {
                ctx.set_fill_style_str(theme.ink(*ink));
                ctx.set_global_alpha(*alpha);
                ctx.fill_rect(rect.x, rect.y, rect.w, rect.h);
                ctx.set_global_alpha(1.0);
            }
            Item::Text { x, y, text, ink, align, plate, bounds } => {
                self.text((*x, *y), text, theme, (*ink, *plate), *align, *bounds);
            }
            Item::Trace { series, clip, x, y, ink, width, dashed } => {
                let Some(shape) = shape(*series) else { return };
                let Kind::Line { path, .. } = &shape.0 else { return };
                self.clipped(*clip, || {
                    ctx.set_stroke_style_str(theme.ink(*ink));
                    ctx.set_line_cap("round");
                    self.dash(*dashed);
                    if shape.is_dense(*x) {
                        self.hairlines(path, (*x, *y), *width);
                        return;
                    }
                    ctx.set_line_width(*width);
                    self.pen().stroke(&self.placed(path, *x, *y));
                });
            }
            Item::States { series, clip, x, ink } => {
                if let Some(shape) = shape(*series) {
                    self.states(&shape, *clip, *x, theme, *ink);
                }
            }
            Item::Names { x, y, parts } => {
                let mut x = *x;
                ctx.set_text_align("left");
                for (name, ink) in parts {
                    ctx.set_fill_style_str(theme.ink(*ink));
                    self.write(name, x, *y);
                    x += self.width_of(name) + 14.0;
                }
            }
        }
    }

    fn states(&self, shape: &Shape, clip: Rect, x: Affine, theme: &Theme, ink: Ink) {
        let ctx = &self.ctx;
        let y = Affine { scale: clip.h, offset: clip.y };
        self.clipped(clip, || match &shape.0 {
            Kind::Flag(path) => {
                let bands = self.placed(path, x, y);
                ctx.set_fill_style_str(theme.ink(ink));
                ctx.set_stroke_style_str(theme.ink(ink));
                ctx.set_global_alpha(0.75);
                self.pen().fill(&bands);
                // However short, a state that was on is a pixel wide.
                ctx.set_line_width(1.0);
                self.pen().stroke(&bands);
                ctx.set_global_alpha(1.0);
            }
            Kind::States { edges, runs, names } => {
                ctx.set_stroke_style_str(theme.ink(ink));
                ctx.set_line_width(1.5);
                self.pen().stroke(&self.placed(edges, x, y));
                ctx.set_fill_style_str(theme.ink(Ink::Text));
                ctx.set_text_align("left");
                for run in runs {
                    let left = x.apply(f64::from(run.from)).max(clip.x);
                    let right = x.apply(f64::from(run.to)).min(clip.right());
                    let Some(name) = names.get(run.value as usize).filter(|_| right - left > 18.0) else {
                        continue;
                    };
                    if self.width_of(name) + 8.0 <= right - left {
                        self.write(name, left + 5.0, clip.y + clip.h / 2.0 + 0.5);
                    }
                }
            }
            Kind::Line { .. } => {}
        });
    }

    /// A line of many points as lines one dot wide, side by side: without a graphics card these take a tenth of the time
    /// of one wide line, whose outline is found first.
    fn hairlines(&self, path: &Path, (x, y): (Affine, Affine), width: f64) {
        let dot = 1.0 / self.ratio.get();
        self.ctx.set_line_width(dot);
        let lines = (width / dot).round().max(1.0);
        let apart = if lines > 1.0 { (width - dot) / (lines - 1.0) } else { 0.0 };
        for line in 0..lines as u32 {
            let aside = (f64::from(line) - (lines - 1.0) / 2.0) * apart;
            let moved = |by: Affine| Affine { offset: by.offset + aside, ..by };
            self.pen().stroke(&self.placed(path, moved(x), moved(y)));
        }
    }

    /// The path where the two transforms put it.
    fn placed(&self, path: &Path, x: Affine, y: Affine) -> Path {
        for (name, value) in [("a", x.scale), ("d", y.scale), ("e", x.offset), ("f", y.offset)] {
            global::set(&self.matrix, name, &value.into());
        }
        let placed = Path::new();
        placed.add_path(path, &self.matrix);
        placed
    }

    fn clipped(&self, clip: Rect, draw: impl FnOnce()) {
        let ctx = &self.ctx;
        ctx.save();
        ctx.begin_path();
        ctx.rect(clip.x, clip.y, clip.w, clip.h);
        ctx.clip();
        draw();
        ctx.restore();
    }

    fn text(
        &self,
        (x, y): (f64, f64),
        text: &str,
        theme: &Theme,
        (ink, plate): (Ink, Option<Ink>),
        align: Align,
        bounds: (f64, f64),
    ) {
        let ctx = &self.ctx;
        let width = self.width_of(text);
        let pad = if plate.is_some() { 5.0 } else { 1.0 };
        let left = match align {
            Align::Start => x,
            Align::Middle => x - width / 2.0,
            Align::End => x - width,
        };
        // Kept inside, the left edge first.
        let left = left.min(bounds.1 - width - pad).max(bounds.0 + pad);
        if let Some(plate) = plate {
            ctx.set_fill_style_str(theme.ink(plate));
            ctx.fill_rect(left - pad, y - 9.0, width + 2.0 * pad, 18.0);
        }
        ctx.set_fill_style_str(theme.ink(ink));
        ctx.set_text_align("left");
        self.write(text, left, y + 0.5);
    }

    fn write(&self, text: &str, x: f64, y: f64) {
        self.noted("text", self.ctx.fill_text(text, x, y));
    }

    fn width_of(&self, text: &str) -> f64 {
        self.ctx.measure_text(text).map_or(0.0, |m| m.width())
    }

    fn dash(&self, dashed: bool) {
        let pattern = if dashed { Array::of2(&5.0.into(), &4.0.into()) } else { Array::new() };
        self.noted("line dash", self.ctx.set_line_dash(&pattern));
    }

    /// What the canvas refuses is missing from the picture, so it is told; once, since every frame would say it again.
    fn noted(&self, what: &str, outcome: Result<(), JsValue>) {
        if let Err(error) = outcome
            && !self.refused.replace(true)
        {
            tracing::warn!(what, error = %JsError::from(error), "the canvas refuses a part of the strips");
        }
    }
}
