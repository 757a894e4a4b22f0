//! Watching the size of an element.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

use super::JsError;

/// Watches as long as it lives.
pub struct SizeWatch {
    observer: ResizeObserver,
    _tell: Closure<dyn Fn()>,
}

impl SizeWatch {
    /// `tell` gets width and height of the element's inside, CSS pixels, now and at every change.
    pub fn new(element: &Element, tell: impl Fn(f64, f64) + 'static) -> Result<Self, JsError> {
        let target = element.clone();
        let closure = Closure::<dyn Fn()>::new(move || {
            tell(f64::from(target.client_width()), f64::from(target.client_height()));
        });
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref())?;
        observer.observe(element);
        Ok(Self { observer, _tell: closure })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
