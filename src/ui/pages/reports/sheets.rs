//! Blocks of a document in the browser: measured in one column, then laid on sheets.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use crate::report::document::{Document, Paper};
use crate::report::html::{SHEETS, render_flow};
use crate::report::sheets::{Measured, Piece, place};
use crate::web::style::shadow;
use crate::web::{JsError, dom, global};

/// CSS pixels of a millimetre.
pub const PX_PER_MM: f64 = 96.0 / 25.4;
/// A sheet's margins and its line of numbers, mm above and below; as `sheets.css` has them.
const AROUND_MM: f64 = 14.0 + 6.0 + 9.0;
/// What a browser rounds may not push the last line over the edge, px.
const SLACK: f64 = 2.0;

/// Tries until no sheet is higher than its paper.
const TRIES: usize = 3;

/// Lays a document on sheets below `host`; `numbered` is the line at the foot of a sheet. Gives how many there are.
pub fn lay(
    host: &Element,
    document: &Document,
    numbered: impl Fn(usize, usize) -> String,
) -> Result<usize, JsError> {
    let paper = document.paper.size_mm().1 * PX_PER_MM;
    let mut room = paper - AROUND_MM * PX_PER_MM - SLACK;
    let mut tried = 0;
    loop {
        tried += 1;
        let sheets = lay_within(host, document, room, &numbered)?;
        let highest = sheets.iter().map(|s| f64::from(s.offset_height())).fold(0.0, f64::max);
        // The pieces of a parted table may be a little higher than its rows were in one.
        let over = highest - paper;
        if over <= 1.0 || tried == TRIES {
            return Ok(sheets.len());
        }
        room -= over + 1.0;
    }
}

/// The same where a sheet has room for so many pixels.
fn lay_within(
    host: &Element,
    document: &Document,
    room: f64,
    numbered: &impl Fn(usize, usize) -> String,
) -> Result<Vec<HtmlElement>, JsError> {
    let page = global::document().ok_or_else(|| JsError::missing("document"))?;
    let root = shadow(host, SHEETS)?;
    size(host, document.paper)?;
    let make = |class: &str, below: &Node| -> Result<Element, JsError> {
        let element = page.create_element("div")?;
        element.set_class_name(class);
        below.append_child(&element)?;
        Ok(element)
    };
    root.set_inner_html("");
    let measure = make("frame measure", &root)?;
    let column = make("flow", &*make("sheet page", &measure)?)?;
    column.set_inner_html(&render_flow(document));
    let blocks = children(&column);
    let measured: Vec<Measured> = blocks.iter().map(measured).collect();
    let sheets = place(&measured, room);
    let of = sheets.len();
    // Widths are read before anything moves.
    let widths: Vec<Vec<f64>> = blocks.iter().map(column_widths).collect();
    let mut made = Vec::with_capacity(of);
    for (i, pieces) in sheets.iter().enumerate() {
        let sheet = make("sheet page", &*make("frame", &root)?)?;
        let flow = make("flow", &sheet)?;
        for piece in pieces {
            put(&flow, &blocks[piece.block], piece, &widths[piece.block])?;
        }
        let number = make("number", &sheet)?;
        for text in [document.title.clone(), numbered(i + 1, of)] {
            let part = page.create_element("span")?;
            part.set_text_content(Some(&text));
            number.append_child(&part)?;
        }
        made.push(sheet.unchecked_into());
    }
    measure.remove();
    Ok(made)
}

/// The paper's size, for the rules of the sheets.
fn size(host: &Element, paper: Paper) -> Result<(), JsError> {
    let (width, height) = paper.size_mm();
    let style = host.unchecked_ref::<HtmlElement>().style();
    style.set_property("--w", &format!("{width}mm"))?;
    style.set_property("--h", &format!("{height}mm"))?;
    Ok(())
}

fn children(of: &Element) -> Vec<Element> {
    std::iter::successors(of.first_element_child(), Element::next_element_sibling).collect()
}

fn measured(block: &Element) -> Measured {
    let place = |e: &Element| {
        let rect = e.get_bounding_client_rect();
        (rect.top(), rect.bottom())
    };
    let (top, bottom) = place(block);
    let rows = if block.tag_name().eq_ignore_ascii_case("table") {
        body_of(block).map(|body| children(&body).iter().map(place).collect()).unwrap_or_default()
    } else {
        Vec::new()
    };
    Measured {
        top,
        bottom,
        keep: block.has_attribute("data-keep"),
        new_sheet: block.has_attribute("data-new"),
        rows,
    }
}

fn body_of(table: &Element) -> Option<Element> {
    children(table).into_iter().find(|e| e.tag_name().eq_ignore_ascii_case("tbody"))
}

/// Widths of a table's columns, so that its pieces keep them.
fn column_widths(block: &Element) -> Vec<f64> {
    let head = children(block).into_iter().find(|e| e.tag_name().eq_ignore_ascii_case("thead"));
    let row = head.and_then(|head| head.first_element_child());
    row.map(|row| children(&row).iter().map(|th| th.get_bounding_client_rect().width()).collect())
        .unwrap_or_default()
}

/// Moves a block, or some rows of it below a copy of its head.
fn put(flow: &Element, block: &Element, piece: &Piece, widths: &[f64]) -> Result<(), JsError> {
    let Some(rows) = &piece.rows else {
        flow.append_child(block)?;
        return Ok(());
    };
    let table: Element = copy(block, false)?;
    table.set_class_name("parted");
    for part in children(block) {
        if part.tag_name().eq_ignore_ascii_case("tbody") {
            let body = copy(&part, false)?;
            // Rows before these have moved to earlier sheets.
            for row in children(&part).iter().take(rows.len()) {
                body.append_child(row)?;
            }
            table.append_child(&body)?;
        } else {
            table.append_child(&*copy(&part, true)?)?;
        }
    }
    if let Some(head) = children(&table).into_iter().find(|e| e.tag_name().eq_ignore_ascii_case("thead"))
        && let Some(row) = head.first_element_child()
    {
        for (th, width) in children(&row).iter().zip(widths) {
            dom::set_attribute(th, "style", &format!("width:{width:.2}px"));
        }
    }
    flow.append_child(&table)?;
    Ok(())
}

fn copy(element: &Element, deep: bool) -> Result<Element, JsError> {
    global::cast(element.clone_node_with_deep(deep)?.into(), "Element")
}
