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

/// What is drawn of the cells of some rows, cell by cell.
pub struct Texts {
    all: Array,
    /// Lines of a cell.
    lines: u32,
}

impl Texts {
    /// Of each cell the figure, and where there are two lines what stands below.
    pub fn of(rows: &[Rc<RowView>], two_lines: bool) -> Self {
        let mut all = Together::default();
        for cell in rows.iter().flat_map(|row| &row.cells) {
            all.push(&cell.text);
            if two_lines {
                all.push(cell.below.as_deref().unwrap_or_default());
            }
        }
        Self { all: all.hand_over(), lines: 1 + u32::from(two_lines) }
    }

    /// What is drawn of a cell.
    pub fn line(&self, cell: u32, line: Line) -> JsValue {
        let at = match line {
            Line::Figure => 0,
            Line::Below => 1,
        };
        self.all.get(cell * self.lines + at)
    }
}

/// Gives the elements of the cells of some rows their label, which is what is read aloud, and their value.
pub fn tell(rows: &[Rc<RowView>], elements: &[Element]) {
    let mut all = Together::default();
    for cell in rows.iter().flat_map(|row| &row.cells) {
        match &cell.below {
            Some(below) => all.push(&format!("{}; {below}", cell.text)),
            None => all.push(&cell.text),
        }
        all.push(&cell.value.to_string());
    }
    let texts = all.hand_over();
    let (label, value) = (JsValue::from("aria-label"), JsValue::from("data-value"));
    for (element, at) in elements.iter().zip((0..).step_by(2)) {
        let told: &Told = element.unchecked_ref();
        told.tell(&label, &texts.get(at));
        told.tell(&value, &texts.get(at + 1));
    }
}

/// Texts on their way to the browser.
#[derive(Default)]
struct Together {
    all: String,
    begun: bool,
}

impl Together {
    fn push(&mut self, text: &str) {
        if self.begun {
            self.all.push(BETWEEN);
        }
        self.begun = true;
        self.all.push_str(text);
    }

    fn hand_over(self) -> Array {
        JsString::from(self.all).split(&BETWEEN.to_string())
    }
}
