//! One drawing per frame, and only when there is something to draw.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::web::{JsError, global};

/// Calls a function before the next frame, however often it is asked within one.
pub struct Animation {
    draw: Closure<dyn FnMut(f64)>,
    pending: Rc<Cell<Option<i32>>>,
}

impl Animation {
    pub fn new(draw: impl Fn() + 'static) -> Self {
        let pending = Rc::new(Cell::new(None));
        let taken = Rc::clone(&pending);
        let draw = Closure::new(move |_: f64| {
            taken.set(None);
            draw();
        });
        Self { draw, pending }
    }

    /// Asks for a frame.
    pub fn request(&self) {
        if self.pending.get().is_some() {
            return;
        }
        let Some(window) = global::window() else { return };
        match window.request_animation_frame(self.draw.as_ref().unchecked_ref()) {
            Ok(id) => self.pending.set(Some(id)),
            Err(error) => tracing::warn!(error = %JsError::from(error), "no frame"),
        }
    }
}

impl Drop for Animation {
    fn drop(&mut self) {
        if let (Some(id), Some(window)) = (self.pending.get(), global::window()) {
            // A frame that is over cannot be cancelled, and need not be.
            window.cancel_animation_frame(id).ok();
        }
    }
}
