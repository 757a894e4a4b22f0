//! Keys of records: texts, numbers, and lists of both, in the order IndexedDB gives them.

use std::fmt;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::web::global;

/// One part of a key. Numbers come before texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Number(u32),
    Text(String),
}

/// The key of a record: one part, or several for a compound key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(Vec<Part>);

impl Key {
    /// A key of one text.
    pub fn text(text: &str) -> Self {
        Self(vec![Part::Text(text.to_owned())])
    }

    /// A compound key of a text and a number.
    pub fn numbered(text: &str, number: u32) -> Self {
        Self(vec![Part::Text(text.to_owned()), Part::Number(number)])
    }

    /// A compound key of two texts.
    pub fn pair(first: &str, second: &str) -> Self {
        Self(vec![Part::Text(first.to_owned()), Part::Text(second.to_owned())])
    }

    /// The first part as text.
    pub fn first_text(&self) -> Option<&str> {
        match self.0.first() {
            Some(Part::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether the first part is this text.
    pub(super) fn starts_with(&self, first: &str) -> bool {
        self.first_text() == Some(first)
    }

    pub(super) fn to_js(&self) -> JsValue {
        let part = |part: &Part| match part {
            Part::Number(n) => JsValue::from(*n),
            Part::Text(text) => JsValue::from_str(text),
        };
        match self.0.as_slice() {
            [one] => part(one),
            many => many.iter().map(part).collect::<Array>().into(),
        }
    }

    pub(super) fn from_js(value: &JsValue) -> Option<Self> {
        let part = |value: &JsValue| match (value.as_string(), value.as_f64()) {
            (Some(text), _) => Some(Part::Text(text)),
            (_, Some(n)) => Some(Part::Number(n as u32)),
            _ => None,
        };
        match value.dyn_ref::<Array>() {
            Some(list) => list.iter().map(|v| part(&v)).collect::<Option<Vec<_>>>().map(Key),
            None => part(value).map(|p| Key(vec![p])),
        }
    }

    /// The key that a record has by a store's key path.
    pub(super) fn of_record(value: &JsValue, path: &[&str]) -> Option<Self> {
        path.iter()
            .map(|field| Key::from_js(&global::get(value, field)).and_then(|k| k.0.into_iter().next()))
            .collect::<Option<Vec<_>>>()
            .map(Key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, part) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("/")?;
            }
            match part {
                Part::Number(n) => write!(f, "{n}")?,
                Part::Text(text) => f.write_str(text)?,
            }
        }
        Ok(())
    }
}
