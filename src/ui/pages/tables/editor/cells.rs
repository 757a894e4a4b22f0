//! The figures and colours of the cells, drawn on a canvas below the cells that take keys and pointers: a thousand
//! elements with a text each would be laid out again whenever a thousand figures change. Only rows that are different are
//! drawn again.

use std::collections::BTreeMap;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement};
use yew::{Html, Properties, component, html, use_effect_with, use_mut_ref, use_node_ref, use_state_eq};

use super::state::Same;
use crate::app::maps::{CellView, Raster, RowView, Sheet, Tint};
use crate::app::select::use_theme;
use crate::app::settings::ShownTheme;
use crate::engine::tables::Severity;
use crate::web::size::SizeWatch;
use crate::web::{JsError, global};

/// Between a cell's edge and its text, CSS px.
const PAD: f64 = 6.0;
/// The small line's share of the size of the type.
const SMALL: f64 = 0.86;

#[derive(Properties, PartialEq)]
pub struct CellsProps {
    pub sheet: Same<Sheet>,
    pub zoom: f64,
}

/// See the module.
#[component]
pub fn Cells(props: &CellsProps) -> Html {
    let node = use_node_ref();
    let theme = use_theme();
    let size = use_state_eq(|| (0.0_f64, 0.0_f64));
    let drawn = use_mut_ref(|| None::<Drawn>);
    {
        let (node, size) = (node.clone(), size.setter());
        use_effect_with((), move |()| {
            let element = node.cast::<HtmlCanvasElement>().and_then(|c| c.parent_element());
            let watch = element.and_then(|e| SizeWatch::new(&e, move |w, h| size.set((w, h))).ok());
            move || drop(watch)
        });
    }
    {
        let node = node.clone();
        use_effect_with(
            (props.sheet.clone(), *size, theme, props.zoom),
            move |(sheet, size, theme, zoom)| {
                let Some(canvas) = node.cast::<HtmlCanvasElement>() else { return };
                let screen = global::window().map_or(1.0, |w| w.device_pixel_ratio());
                let columns = sheet.heads.len();
                let Some(raster) = Raster::of(*size, screen, (sheet.rows.len(), columns)) else { return };
                let look = Look { raster, theme: *theme, zoom: *zoom, two_lines: sheet.two_lines };
                let mut drawn = drawn.borrow_mut();
                match drawn.as_mut().filter(|before| before.look == look) {
                    Some(before) => before.again(sheet),
                    None => *drawn = Drawn::new(&canvas, look, sheet),
                }
            },
        );
    }
    let (width, height) = *size;
    html! {
        <div class="map-cells" aria-hidden="true" style={format!("--rows:{}", props.sheet.rows.len())}>
            <canvas ref={node} style={format!("inline-size:{width}px;block-size:{height}px")} />
        </div>
    }
}

/// What every cell's picture depends on.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    raster: Raster,
    theme: ShownTheme,
    zoom: f64,
    two_lines: bool,
}

/// What is on the canvas.
struct Drawn {
    look: Look,
    rows: Vec<Rc<RowView>>,
    pen: Pen,
}

impl Drawn {
    fn new(canvas: &HtmlCanvasElement, look: Look, sheet: &Sheet) -> Option<Self> {
        let pen = match Pen::new(canvas, look) {
            Ok(pen) => pen,
            Err(error) => {
                tracing::error!(%error, "the cells of a table cannot be drawn");
                return None;
            }
        };
        let mut drawn = Self { look, rows: Vec::new(), pen };
        drawn.again(sheet);
        Some(drawn)
    }

    /// Draws the rows that are not as they are on the canvas.
    fn again(&mut self, sheet: &Sheet) {
        let same =
            |i: usize, row: &Rc<RowView>| self.rows.get(i).is_some_and(|b| Rc::ptr_eq(b, row) || b == row);
        let rows = sheet.rows.iter().enumerate().filter(|(i, row)| !same(*i, row));
        let cells = rows.flat_map(|(i, row)| row.cells.iter().enumerate().map(move |(c, cell)| (i, c, cell)));
        let cells: Vec<Placed<'_>> =
            cells.map(|(i, c, cell)| Placed { cell, edges: self.look.raster.cell(i, c) }).collect();
        self.pen.draw(cells);
        self.rows.clone_from(&sheet.rows);
    }
}

/// A cell, and its left, top, right and bottom in dots.
#[derive(Clone, Copy)]
struct Placed<'a> {
    cell: &'a CellView,
    edges: [f64; 4],
}

/// Draws on the canvas.
struct Pen {
    context: CanvasRenderingContext2d,
    look: Look,
    colours: BTreeMap<Tint, (String, String)>,
    line: String,
    /// Of the figures, of those out of use, and of the small line.
    fonts: [String; 3],
    /// The canvas has refused a text.
    refused: bool,
}

impl Pen {
    /// Gives the canvas its dots, which empties it, and looks the colours up.
    fn new(canvas: &HtmlCanvasElement, look: Look) -> Result<Self, JsError> {
        canvas.set_width(look.raster.width);
        canvas.set_height(look.raster.height);
        let context = canvas
            .get_context("2d")?
            .and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok())
            .ok_or_else(|| JsError::missing("CanvasRenderingContext2D"))?;
        let element: &Element = canvas;
        let style = global::window()
            .and_then(|w| w.get_computed_style(element).ok().flatten())
            .ok_or_else(|| JsError::missing("getComputedStyle"))?;
        let value = |name: &str| style.get_property_value(name).unwrap_or_default().trim().to_owned();
        let colours = Tint::all().map(|tint| (tint, (value(&tint.to_string()), value(tint.ink())))).collect();
        let size: f64 = value("font-size").trim_end_matches("px").parse().unwrap_or(13.0);
        let family = value("font-family");
        let font =
            |style: &str, share: f64| format!("{style}{:.2}px {family}", size * share * look.raster.ratio);
        context.set_text_baseline("middle");
        context.set_text_align("right");
        Ok(Self {
            context,
            look,
            colours,
            line: value("--line-strong"),
            fonts: [font("", 1.0), font("italic ", 1.0), font("", SMALL)],
            refused: false,
        })
    }

    /// Cells of one colour together: changing colours costs more than filling.
    fn draw(&mut self, mut cells: Vec<Placed<'_>>) {
        cells.sort_unstable_by_key(|placed| placed.cell.tint);
        for same in cells.chunk_by(|a, b| a.cell.tint == b.cell.tint) {
            let Some((ground, _)) = self.colours.get(&same[0].cell.tint) else { continue };
            self.context.set_fill_style_str(ground);
            for Placed { edges: [left, top, right, bottom], .. } in same {
                self.context.fill_rect(*left, *top, right - left, bottom - top);
            }
        }
        for same in cells.chunk_by(|a, b| a.cell.tint.ink() == b.cell.tint.ink()) {
            let Some((_, ink)) = self.colours.get(&same[0].cell.tint) else { continue };
            self.context.set_fill_style_str(ink);
            self.context.set_stroke_style_str(ink);
            self.texts(same, 0, |cell| cell.used.then_some(cell.text.as_str()));
            self.texts(same, 1, |cell| (!cell.used).then_some(cell.text.as_str()));
            if self.look.two_lines {
                self.texts(same, 2, |cell| cell.below.as_deref());
            }
            for placed in same {
                self.signs(*placed);
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

    /// Writes what `text` gives for each of the cells in one of the fonts.
    fn texts<'a>(
        &mut self,
        cells: &[Placed<'a>],
        font: usize,
        text: impl Fn(&'a CellView) -> Option<&'a str>,
    ) {
        let mut texts = cells.iter().filter_map(|p| Some((text(p.cell)?, p.edges))).peekable();
        if texts.peek().is_none() {
            return;
        }
        self.context.set_font(&self.fonts[font]);
        let share = match (self.look.two_lines, font) {
            (false, _) => 0.52,
            (true, 2) => 0.73,
            (true, _) => 0.32,
        };
        let pad = PAD * self.look.raster.ratio;
        for (text, [_, top, right, bottom]) in texts {
            let written = self.context.fill_text(text, right - pad, top + (bottom - top) * share);
            if let Err(error) = written
                && !std::mem::replace(&mut self.refused, true)
            {
                tracing::warn!(error = %JsError::from(error), "the canvas refuses a text of a table");
            }
        }
    }

    /// A bar on the left where it is locked, a line below where a log was, an open corner where it should not be and a dot
    /// where it cannot be.
    fn signs(&self, Placed { cell, edges: [left, top, right, bottom] }: Placed<'_>) {
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
