//! Rules of style that the program makes itself. The page's policy lets no style element in, so they are handed over
//! as objects.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Element, ShadowRoot, ShadowRootInit, ShadowRootMode};

use super::{JsError, global};

/// Rules as an object.
fn sheet(css: &str) -> Result<JsValue, JsError> {
    let make: Function = global::cast(global::global_get("CSSStyleSheet"), "CSSStyleSheet")?;
    let sheet = Reflect::construct(&make, &Array::new())?;
    global::call(&sheet, "replaceSync", &[css.into()])?;
    Ok(sheet)
}

/// A tree of its own below an element, whose rules are these and no others.
pub fn shadow(host: &Element, css: &str) -> Result<ShadowRoot, JsError> {
    if let Some(root) = host.shadow_root() {
        return Ok(root);
    }
    let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
    global::set(&root, "adoptedStyleSheets", &Array::of1(&sheet(css)?));
    Ok(root)
}

/// Rules that hold for the whole page as long as this lives. There is one such set at a time.
pub struct PageRules(());

impl PageRules {
    pub fn new(css: &str) -> Result<Self, JsError> {
        adopt(&Array::of1(&sheet(css)?))?;
        Ok(Self(()))
    }
}

impl Drop for PageRules {
    fn drop(&mut self) {
        if let Err(error) = adopt(&Array::new()) {
            tracing::warn!(%error, "rules of the page stay");
        }
    }
}

fn adopt(sheets: &Array) -> Result<(), JsError> {
    let document = global::document().ok_or_else(|| JsError::missing("document"))?;
    global::set(&document, "adoptedStyleSheets", sheets);
    Ok(())
}
