//! plotly.js: the only place that knows it.
//!
//! Its bundle is large, so it is loaded when the first figure is drawn, once. Figures come as [`Figure`]: the small part
//! is parsed from JSON, the numbers are put into it as typed arrays.

use std::cell::RefCell;

use js_sys::{Array, Float64Array, Function, JSON, Object, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Element, HtmlElement};

use super::figure::{Buffer, Figure};
use crate::build_info::PLOTLY_FILE;
use crate::web::{JsError, dom, download, global};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Plotly, catch)]
    fn react(
        place: &HtmlElement,
        data: &JsValue,
        layout: &JsValue,
        config: &JsValue,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = Plotly, catch)]
    fn purge(place: &HtmlElement) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["Plotly", "Plots"], js_name = resize, catch)]
    fn resize_plot(place: &HtmlElement) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = Plotly, js_name = toImage, catch)]
    fn to_image(place: &HtmlElement, options: &JsValue) -> Result<Promise, JsValue>;
}

/// Dots per pixel of a picture.
const PICTURE_DOTS: f64 = 2.0;

thread_local! {
    static LOADING: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Loads plotly.js if it is not there. After a failure the next call tries again.
async fn load() -> Result<(), JsError> {
    if global::global_get("Plotly").is_object() {
        return Ok(());
    }
    let known = LOADING.with_borrow(Clone::clone);
    let loading = if let Some(promise) = known {
        promise
    } else {
        let promise = add_script()?;
        LOADING.set(Some(promise.clone()));
        promise
    };
    if JsFuture::from(loading).await.is_err() {
        LOADING.set(None);
        return Err(JsError::new("NetworkError", PLOTLY_FILE));
    }
    Ok(())
}

/// Settles when the script has run, or when it cannot be had.
fn add_script() -> Result<Promise, JsError> {
    let document = global::document().ok_or_else(|| JsError::missing("document"))?;
    let body = document.body().ok_or_else(|| JsError::missing("body"))?;
    let script: Element = document.create_element("script")?;
    let done = Promise::new(&mut |resolve: Function, reject: Function| {
        global::set(&script, "onload", &resolve);
        global::set(&script, "onerror", &reject);
    });
    dom::set_attribute(&script, "src", &global::resolve(PLOTLY_FILE)?);
    body.append_child(&script)?;
    Ok(done)
}

/// Draws a figure, or turns the one that is there into it.
pub async fn draw(place: &HtmlElement, figure: &Figure) -> Result<(), JsError> {
    load().await?;
    let layout = JSON::parse(&figure.layout)?;
    if is_touched() {
        // A finger on the figure scrolls the page: zooming by dragging is for those who have a wheel to scroll with.
        global::set(&layout, "dragmode", &JsValue::FALSE);
    }
    let drawn = react(place, &data(figure)?, &layout, &JSON::parse(&figure.config)?)?;
    JsFuture::from(drawn).await?;
    Ok(())
}

/// The traces with their numbers.
fn data(figure: &Figure) -> Result<JsValue, JsError> {
    let traces: Array = global::cast(JSON::parse(&figure.data)?, "traces")?;
    for buffer in &figure.bufs {
        global::set(&traces.get(buffer.trace as u32), buffer.field, &numbers(buffer));
    }
    Ok(traces.into())
}

fn numbers(buffer: &Buffer) -> JsValue {
    let list = |values: &[f64]| JsValue::from(Float64Array::from(values));
    match buffer.row_len {
        None => list(&buffer.values),
        Some(columns) => buffer.values.chunks(columns.max(1)).map(list).collect::<Array>().into(),
    }
}

fn is_touched() -> bool {
    let query = global::window().and_then(|w| w.match_media("(pointer: coarse)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// Fits what is drawn to the size of its place.
pub async fn resize(place: &HtmlElement) -> Result<(), JsError> {
    JsFuture::from(resize_plot(place)?).await?;
    Ok(())
}

/// Gives everything back that belongs to what is drawn.
pub fn discard(place: &HtmlElement) {
    if !global::global_get("Plotly").is_object() {
        return;
    }
    if let Err(error) = purge(place) {
        tracing::warn!(error = %JsError::from(error), "a figure was not discarded");
    }
}

/// Tells of clicks on what is drawn, as long as it is not drawn anew with another configuration: so after every drawing.
pub fn listen(place: &HtmlElement, clicked: &Function) -> Result<(), JsError> {
    const EVENT: &str = "plotly_click";
    global::call(place, "removeAllListeners", &[EVENT.into()])?;
    global::call(place, "on", &[EVENT.into(), clicked.clone().into()])?;
    Ok(())
}

/// The datum of the point that was clicked; `None` if it was a cell or a bar.
pub fn clicked_point(event: &JsValue) -> Option<f64> {
    let point = global::get(&global::get(event, "points"), "0");
    let kind = global::get(&global::get(&point, "data"), "type");
    global::get(&point, "customdata").as_f64().filter(|_| kind.as_string().as_deref() == Some("scatter"))
}

/// What is drawn, as a PNG.
pub async fn picture(place: &HtmlElement) -> Result<Blob, JsError> {
    let address = image(place, "png").await?;
    let broken = || JsError::new("EncodingError", "image/png");
    let (_, encoded) = address.split_once(";base64,").ok_or_else(broken)?;
    // `atob` gives a byte per character. `fetch` of such an address is what the page's policy forbids.
    let text = global::window().ok_or_else(broken)?.atob(encoded)?;
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    download::bytes_blob(&bytes, "image/png")
}

/// What is drawn, as vectors.
pub async fn vectors(place: &HtmlElement) -> Result<String, JsError> {
    let address = image(place, "svg").await?;
    let broken = || JsError::new("EncodingError", "image/svg+xml");
    let (_, encoded) = address.split_once(',').ok_or_else(broken)?;
    Ok(js_sys::decode_uri_component(encoded)?.into())
}

/// What is drawn, as an address that holds it.
async fn image(place: &HtmlElement, format: &str) -> Result<String, JsError> {
    let options = Object::new();
    global::set(&options, "format", &format.into());
    global::set(&options, "width", &f64::from(place.client_width()).into());
    global::set(&options, "height", &f64::from(place.client_height()).into());
    global::set(&options, "scale", &(if format == "svg" { 1.0 } else { PICTURE_DOTS }).into());
    Ok(JsFuture::from(to_image(place, &options)?).await?.as_string().unwrap_or_default())
}
