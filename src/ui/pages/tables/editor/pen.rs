//! Draws rows of cells.

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration, Element, HtmlCanvasElement, ImageData};

use super::state::Same;
use super::told::{Line, Texts};
use crate::app::maps::{CellView, Order, Raster, RowView, Tint};
use crate::app::settings::ShownTheme;
use crate::engine::tables::Severity;
use crate::web::{JsError, global};

/// Between a cell's edge and its text, CSS px.
const PAD: f64 = 6.0;
/// The small line's share of the size of the type.
const SMALL: f64 = 0.86;

// With a text that is the browser's own already. It cannot be refused: the places are finite.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = CanvasRenderingContext2D)]
    type Writer;
    #[wasm_bindgen(method, js_name = fillText)]
    fn write(this: &Writer, text: &JsValue, x: f64, y: f64);
}

/// What every cell's picture depends on.
#[derive(Clone, PartialEq)]
pub struct Look {
    pub raster: Raster,
    pub theme: ShownTheme,
    pub zoom: f64,
    pub two_lines: bool,
    pub order: Same<Order>,
}

/// See the module.
pub struct Pen {
    context: CanvasRenderingContext2d,
    look: Look,
    ground: Ground,
    line: String,
    /// Of the figures, of those out of use, and of the small line.
    fonts: [String; 3],
    inks: Vec<(&'static str, String)>,
}

/// A cell where it is drawn: left, top, right and bottom in dots, and its place among those whose texts were handed over.
#[derive(Clone, Copy)]
struct Placed<'a> {
    cell: &'a CellView,
    edges: [f64; 4],
    place: u32,
}

impl Pen {
    /// Gives the canvas its dots, which empties it, and looks the colours up.
    pub fn new(canvas: &HtmlCanvasElement, look: Look) -> Result<Self, JsError> {
        canvas.set_width(look.raster.width);
        canvas.set_height(look.raster.height);
        let context = context_of(canvas)?;
        let element: &Element = canvas;
        let style = global::window()
            .and_then(|w| w.get_computed_style(element).ok().flatten())
            .ok_or_else(|| JsError::missing("getComputedStyle"))?;
        let value = |name: &str| style.get_property_value(name).unwrap_or_default().trim().to_owned();
        let size: f64 = value("font-size").trim_end_matches("px").parse().unwrap_or(13.0);
        let family = value("font-family");
        let font =
            |style: &str, share: f64| format!("{style}{:.2}px {family}", size * share * look.raster.ratio);
        context.set_text_baseline("middle");
        context.set_text_align("right");
        // Figures stand apart by themselves; looking whether they do costs a tenth of the writing.
        global::set(&context, "fontKerning", &"none".into());
        // A dot of the ground becomes a cell.
        context.set_image_smoothing_enabled(false);
        let mut inks: Vec<_> = Tint::all().map(Tint::ink).map(|ink| (ink, value(ink))).collect();
        inks.dedup();
        Ok(Self {
            ground: Ground::new(&style, (look.order.rows.len(), look.order.columns.len()))?,
            context,
            line: value("--line-strong"),
            fonts: [font("", 1.0), font("italic ", 1.0), font("", SMALL)],
            inks,
            look,
        })
    }

    /// Draws rows that lie below each other, the first at this place from the top.
    pub fn rows(&self, first: usize, rows: &[Rc<RowView>], texts: &Texts) {
        let cells = rows
            .iter()
            .zip(first..)
            .flat_map(|(row, r)| row.cells.iter().enumerate().map(move |(c, cell)| (r, c, cell)));
        let raster = self.look.raster;
        let cells: Vec<Placed<'_>> = cells
            .zip(0..)
            .map(|((r, c, cell), place)| Placed { cell, edges: raster.cell(r, c), place })
            .collect();
        if let Err(error) = self.ground.draw(&self.context, &raster, first, rows) {
            tracing::error!(%error, "the ground of a table cannot be drawn");
        }
        self.figures(&cells, texts);
    }

    fn figures(&self, cells: &[Placed<'_>], texts: &Texts) {
        for (ink, colour) in &self.inks {
            let own: Vec<Placed<'_>> = cells.iter().filter(|p| p.cell.tint.ink() == *ink).copied().collect();
            if own.is_empty() {
                continue;
            }
            self.context.set_fill_style_str(colour);
            self.write(&own, texts, 0, |cell| cell.used);
            self.write(&own, texts, 1, |cell| !cell.used);
            if self.look.two_lines {
                self.write(&own, texts, 2, |cell| cell.below.is_some());
            }
            for placed in own {
                self.signs(placed);
            }
        }
        self.context.set_fill_style_str(&self.line);
        let px = self.look.raster.ratio;
        for Placed { edges: [left, top, _, bottom], .. } in cells.iter().filter(|p| !p.cell.used) {
            // Out of use: a double line beside the text, not behind it.
            self.context.fill_rect(*left, *top, px, bottom - top);
            self.context.fill_rect(left + 2.0 * px, *top, px, bottom - top);
        }
    }

    /// Writes the figures of those cells, or what stands below them, in one of the fonts.
    fn write(&self, cells: &[Placed<'_>], texts: &Texts, font: usize, of: impl Fn(&CellView) -> bool) {
        let mut cells = cells.iter().filter(|p| of(p.cell)).peekable();
        if cells.peek().is_none() {
            return;
        }
        self.context.set_font(&self.fonts[font]);
        let (share, line) = match (self.look.two_lines, font) {
            (false, _) => (0.5, Line::Figure),
            (true, 2) => (0.73, Line::Below),
            (true, _) => (0.31, Line::Figure),
        };
        let pad = PAD * self.look.raster.ratio;
        let writer: &Writer = self.context.unchecked_ref();
        for Placed { edges: [_, top, right, bottom], place, .. } in cells {
            writer.write(&texts.line(*place, line), right - pad, top + (bottom - top) * share);
        }
    }

    /// A bar on the left where it is locked, a line below where a log was, an open corner where it should not be and a dot
    /// where it cannot be.
    fn signs(&self, Placed { cell, edges: [left, top, right, bottom], .. }: Placed<'_>) {
        let (pen, px) = (&self.context, self.look.raster.ratio);
        if cell.locked {
            pen.fill_rect(left + 2.0 * px, top + 3.0 * px, 3.0 * px, bottom - top - 6.0 * px);
        }
        if cell.visited {
            pen.fill_rect(left, bottom - 2.0 * px, right - left, 2.0 * px);
        }
        let (x, y, size) = (right - 8.0 * px, top + 2.0 * px, 6.0 * px);
        match cell.finding {
            Some(Severity::Doubtful) => {
                pen.fill_rect(x, y, size, 2.0 * px);
                pen.fill_rect(x + size - 2.0 * px, y, 2.0 * px, size);
            }
            Some(Severity::Wrong) => {
                pen.begin_path();
                // A circle of a positive radius is never refused.
                if pen.arc(x + size / 2.0, y + size / 2.0, size / 2.0, 0.0, std::f64::consts::TAU).is_ok() {
                    pen.fill();
                }
            }
            None => {}
        }
    }
}

/// The colours of the cells, as a picture with a dot for each that is drawn larger.
struct Ground {
    context: CanvasRenderingContext2d,
    canvas: HtmlCanvasElement,
    /// Red, green, blue and opacity of each colour.
    colours: Vec<(Tint, [u8; 4])>,
    columns: usize,
}

impl Ground {
    fn new(style: &CssStyleDeclaration, (rows, columns): (usize, usize)) -> Result<Self, JsError> {
        let tints: Vec<Tint> = Tint::all().collect();
        let (canvas, context) = canvas_of(tints.len() as u32, 1)?;
        for (tint, x) in tints.iter().zip(0_u32..) {
            let colour = style.get_property_value(&tint.to_string()).unwrap_or_default();
            context.set_fill_style_str(colour.trim());
            context.fill_rect(f64::from(x), 0.0, 1.0, 1.0);
        }
        // The browser knows every way of writing a colour.
        let dots = context.get_image_data(0.0, 0.0, f64::from(canvas.width()), 1.0)?.data();
        let colours = tints.into_iter().zip(dots.as_chunks().0.iter().copied()).collect();
        let (canvas, context) = canvas_of(columns as u32, rows as u32)?;
        Ok(Self { context, canvas, colours, columns })
    }

    fn draw(
        &self,
        onto: &CanvasRenderingContext2d,
        raster: &Raster,
        first: usize,
        rows: &[Rc<RowView>],
    ) -> Result<(), JsError> {
        let colour = |cell: &CellView| {
            self.colours.iter().find(|(tint, _)| *tint == cell.tint).map_or([0; 4], |(_, colour)| *colour)
        };
        let dots: Vec<u8> = rows.iter().flat_map(|row| &row.cells).flat_map(colour).collect();
        let picture = ImageData::new_with_u8_clamped_array(Clamped(&dots), self.columns as u32)?;
        self.context.put_image_data(&picture, 0.0, first as f64)?;
        let [left, top, ..] = raster.cell(first, 0);
        let [.., right, bottom] = raster.cell(first + rows.len() - 1, self.columns - 1);
        onto.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            &self.canvas,
            0.0,
            first as f64,
            self.columns as f64,
            rows.len() as f64,
            left,
            top,
            right - left,
            bottom - top,
        )?;
        Ok(())
    }
}

fn context_of(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsError> {
    let context = canvas.get_context("2d")?.and_then(|c| c.dyn_into().ok());
    context.ok_or_else(|| JsError::missing("CanvasRenderingContext2D"))
}

/// A canvas that is on no page.
fn canvas_of(width: u32, height: u32) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), JsError> {
    let document = global::document().ok_or_else(|| JsError::missing("document"))?;
    let canvas: HtmlCanvasElement =
        global::cast(document.create_element("canvas")?.into(), "HTMLCanvasElement")?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = context_of(&canvas)?;
    Ok((canvas, context))
}
