//! What of the cells changes with their figures: their picture, a canvas below the elements that take keys and pointers,
//! in the same frame, and what those elements say, in the next; until then the grid says that it is busy. A thousand
//! elements with a text each would be laid out again whenever a thousand figures change, and a thousand calls with a text
//! each would copy each of them: here texts are handed over together. Only rows that are different are done again.

use std::rc::Rc;

use web_sys::{Element, HtmlCanvasElement};
use yew::{
    Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_mut_ref, use_node_ref,
    use_state_eq,
};

use super::pen::{Look, Pen};
use super::state::Same;
use super::told::{Texts, tell};
use crate::app::maps::{Order, Raster, RowView, Sheet};
use crate::app::select::use_theme;
use crate::app::settings::ShownTheme;
use crate::web::size::SizeWatch;
use crate::web::{dom, frame, global, task};

#[derive(Properties, PartialEq)]
pub struct CellsProps {
    pub sheet: Same<Sheet>,
    pub order: Same<Order>,
    pub zoom: f64,
    /// The grid, with a row of heads first and a head in each row.
    pub grid: NodeRef,
    /// Told whether the browser draws them.
    pub ondrawn: Callback<bool>,
}

/// See the module.
#[component]
pub fn Cells(props: &CellsProps) -> Html {
    let node = use_node_ref();
    let theme = use_theme();
    let size = use_state_eq(|| (0.0_f64, 0.0_f64));
    let drawn = use_mut_ref(|| None::<Drawn>);
    // An effect that had to wait draws what is there when it comes.
    let latest = use_mut_ref(|| props.sheet.clone());
    latest.borrow_mut().clone_from(&props.sheet);
    {
        let (node, size) = (node.clone(), size.setter());
        use_effect_with((), move |()| {
            let element = node.cast::<HtmlCanvasElement>().and_then(|c| c.parent_element());
            let watch = element.and_then(|e| SizeWatch::new(&e, move |w, h| size.set((w, h))).ok());
            move || drop(watch)
        });
    }
    let frame = Frame {
        order: props.order.clone(),
        two_lines: props.sheet.two_lines,
        look: look(props, *size, theme),
    };
    // What is on the canvas already is changed at once: effects may have to wait until the next frame is over.
    let wait = match drawn.borrow_mut().as_mut() {
        Some(before) if before.frame == frame => before.again(&props.sheet),
        _ => false,
    };
    if wait {
        let drawn = Rc::clone(&drawn);
        task::spawn(async move {
            frame::painted().await;
            if let Some(drawn) = drawn.borrow_mut().as_mut() {
                drawn.tell();
            }
        });
    }
    {
        let (node, grid, ondrawn) = (node.clone(), props.grid.clone(), props.ondrawn.clone());
        use_effect_with(frame, move |frame| {
            let Some(grid) = grid.cast::<Element>() else { return };
            let pen = pen(node.cast::<HtmlCanvasElement>().as_ref(), frame);
            // Without a place to draw on nothing is known yet.
            if frame.look.is_some() {
                ondrawn.emit(pen.is_some());
            }
            *drawn.borrow_mut() = Drawn::new(&grid, frame.clone(), pen, &latest.borrow());
        });
    }
    let (width, height) = *size;
    html! {
        <div class="map-cells" aria-hidden="true" style={format!("--rows:{}", props.sheet.rows.len())}>
            <canvas ref={node} style={format!("inline-size:{width}px;block-size:{height}px")} />
        </div>
    }
}

fn look(props: &CellsProps, size: (f64, f64), theme: ShownTheme) -> Option<Look> {
    let screen = global::window().map_or(1.0, |w| w.device_pixel_ratio());
    let raster = Raster::of(size, screen, (props.order.rows.len(), props.order.columns.len()))?;
    Some(Look {
        raster,
        theme,
        zoom: props.zoom,
        two_lines: props.sheet.two_lines,
        order: props.order.clone(),
    })
}

/// Which cells there are, and how they are drawn: not at all as long as the grid has no size.
#[derive(Clone, PartialEq)]
struct Frame {
    order: Same<Order>,
    two_lines: bool,
    look: Option<Look>,
}

/// What draws the cells; nothing does where the browser gives no canvas.
fn pen(canvas: Option<&HtmlCanvasElement>, frame: &Frame) -> Option<Pen> {
    let pen = Pen::new(canvas?, frame.look.clone()?);
    pen.inspect_err(|error| tracing::error!(%error, "the cells of a table cannot be drawn")).ok()
}

/// What is on the canvas and what the elements above it say. They say it whether or not it can be drawn.
struct Drawn {
    frame: Frame,
    rows: Vec<Rc<RowView>>,
    pen: Option<Pen>,
    grid: Element,
    /// Row by row.
    cells: Vec<Element>,
    /// What these say.
    told: Vec<Rc<RowView>>,
    /// They are about to be told something else.
    busy: bool,
}

impl Drawn {
    fn new(grid: &Element, frame: Frame, pen: Option<Pen>, sheet: &Sheet) -> Option<Self> {
        let (rows, columns) = (grid.children(), frame.order.columns.len());
        let below = |row: usize| {
            let row = rows.item(row as u32 + 1).map(|row| row.children());
            (0..columns).filter_map(move |c| row.as_ref()?.item(c as u32 + 1))
        };
        let cells: Vec<Element> = (0..frame.order.rows.len()).flat_map(below).collect();
        if cells.len() != frame.order.rows.len() * columns {
            tracing::error!(found = cells.len(), "a table's grid lacks cells");
            return None;
        }
        let (rows, told, grid) = (Vec::new(), Vec::new(), grid.clone());
        let mut drawn = Self { frame, rows, pen, grid, cells, told, busy: false };
        drawn.again(sheet);
        drawn.tell();
        Some(drawn)
    }

    /// Draws the rows again that are not as they are. Answers whether the elements are to be told of it once that has been
    /// painted; where nothing draws they are at once.
    fn again(&mut self, sheet: &Sheet) -> bool {
        let Some((first, last)) = differing(&self.rows, &sheet.rows) else { return false };
        self.rows.clone_from(&sheet.rows);
        let Some(pen) = &self.pen else {
            self.tell();
            return false;
        };
        let rows = &self.rows[first..=last];
        pen.rows(first, rows, &Texts::of(rows, self.frame.two_lines));
        if !self.busy {
            dom::set_attribute(&self.grid, "aria-busy", "true");
        }
        !std::mem::replace(&mut self.busy, true)
    }

    /// Gives the elements their figures.
    fn tell(&mut self) {
        if let Some((first, last)) = differing(&self.told, &self.rows) {
            let columns = self.frame.order.columns.len();
            let cells = self.cells.get(first * columns..(last + 1) * columns);
            tell(&self.rows[first..=last], cells.unwrap_or_default());
            self.told.clone_from(&self.rows);
        }
        self.busy = false;
        dom::set_attribute(&self.grid, "aria-busy", "false");
    }
}

/// The first and the last row that is not as it was.
fn differing(before: &[Rc<RowView>], now: &[Rc<RowView>]) -> Option<(usize, usize)> {
    let same = |i: usize, row: &Rc<RowView>| before.get(i).is_some_and(|b| Rc::ptr_eq(b, row) || b == row);
    let mut differing = now.iter().enumerate().filter(|(i, row)| !same(*i, row)).map(|(i, _)| i);
    let first = differing.next()?;
    Some((first, differing.next_back().unwrap_or(first)))
}
