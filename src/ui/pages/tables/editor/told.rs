//! The texts of cells: what is drawn of them, and what their elements say. They are handed to the browser together: a
//! call with a text for each cell would copy each of them.

use std::rc::Rc;

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::app::maps::RowView;

/// Stands between texts that are handed over together; none of them has one.
const BETWEEN: char = '\n';

// With a text that is the browser's own already. It cannot be refused: the names are names.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Element)]
    type Told;
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn tell(this: &Told, name: &JsValue, value: &JsValue);
}

/// A line of what is drawn in a cell.
#[derive(Clone, Copy)]
pub enum Line {
    Figure,
    /// What stands below it, where there are two lines.
    Below,
}

/// Texts of the cells of some rows, cell by cell.
pub struct Texts {
    all: Array,
    two_lines: bool,
}

impl Texts {
    /// Of each cell the figure and the value, and where there are two lines what stands below and what is read aloud.
    pub fn of(rows: &[Rc<RowView>], two_lines: bool) -> Self {
        let mut all = String::new();
        let mut push = |text: &str| {
            if !all.is_empty() {
                all.push(BETWEEN);
            }
            all.push_str(text);
        };
        for cell in rows.iter().flat_map(|row| &row.cells) {
            push(&cell.text);
            push(&cell.value.to_string());
            if two_lines {
                let below = cell.below.as_deref().unwrap_or_default();
                push(below);
                push(&format!("{}; {below}", cell.text));
            }
        }
        Self { all: JsString::from(all).split(&BETWEEN.to_string()), two_lines }
    }

    fn get(&self, cell: u32, text: u32) -> JsValue {
        self.all.get(cell * if self.two_lines { 4 } else { 2 } + text)
    }

    /// What is drawn of a cell.
    pub fn line(&self, cell: u32, line: Line) -> JsValue {
        match line {
            Line::Figure => self.get(cell, 0),
            Line::Below => self.get(cell, 2),
        }
    }

    /// Gives the elements of the cells their label and their value.
    pub fn tell(&self, elements: &[Element]) {
        let (label, value) = (JsValue::from("aria-label"), JsValue::from("data-value"));
        let spoken = if self.two_lines { 3 } else { 0 };
        for (element, cell) in elements.iter().zip(0..) {
            let told: &Told = element.unchecked_ref();
            told.tell(&label, &self.get(cell, spoken));
            told.tell(&value, &self.get(cell, 1));
        }
    }
}
