//! Drawings as pictures.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, ImageBitmap};

use super::{JsError, global};

/// A vector drawing (SVG) as PNG on white paper, so many dots for one of the drawing.
pub async fn png(svg: &str, scale: f64) -> Result<Blob, JsError> {
    let document = global::document().ok_or_else(|| JsError::missing("document"))?;
    let image: HtmlImageElement = global::cast(document.create_element("img")?.into(), "img")?;
    let (width, height) =
        size(svg).ok_or_else(|| JsError::new("EncodingError", "a drawing without a size"))?;
    // Without a size of its own a browser draws it at none at all.
    let sized = svg.replacen("<svg ", &format!("<svg width=\"{width}\" height=\"{height}\" "), 1);
    let text = js_sys::encode_uri_component(&sized);
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", String::from(text)));
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = global::cast(document.create_element("canvas")?.into(), "canvas")?;
    canvas.set_width((width * scale) as u32);
    canvas.set_height((height * scale) as u32);
    let context = canvas.get_context("2d")?.ok_or_else(|| JsError::missing("2d"))?;
    let context: CanvasRenderingContext2d = global::cast(context.into(), "2d")?;
    context.set_fill_style_str("white");
    context.fill_rect(0.0, 0.0, width * scale, height * scale);
    context.draw_image_with_html_image_element_and_dw_and_dh(
        &image,
        0.0,
        0.0,
        width * scale,
        height * scale,
    )?;
    blob(&canvas).await
}

/// A picture from a file, made small enough for a frame, as a `data:` address of a PNG: nothing of the file but what is
/// seen stays.
pub async fn shrunk(file: &Blob, most: (f64, f64)) -> Result<String, JsError> {
    let window = global::window().ok_or_else(|| JsError::missing("window"))?;
    let bitmap = JsFuture::from(window.create_image_bitmap_with_blob(file)?).await?;
    let bitmap: ImageBitmap = global::cast(bitmap, "ImageBitmap")?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (most.0 / width).min(most.1 / height).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let document = global::document().ok_or_else(|| JsError::missing("document"))?;
    let canvas: HtmlCanvasElement = global::cast(document.create_element("canvas")?.into(), "canvas")?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d")?.ok_or_else(|| JsError::missing("2d"))?;
    let context: CanvasRenderingContext2d = global::cast(context.into(), "2d")?;
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)?;
    Ok(canvas.to_data_url()?)
}

/// Width and height of a drawing by its view box.
pub fn size(svg: &str) -> Option<(f64, f64)> {
    let (_, rest) = svg.split_once("viewBox=\"")?;
    let (numbers, _) = rest.split_once('"')?;
    let numbers: Vec<f64> = numbers.split(' ').filter_map(|n| n.parse().ok()).collect();
    match numbers.as_slice() {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
        _ => None,
    }
}

/// What is on a canvas, as PNG.
pub async fn blob(canvas: &HtmlCanvasElement) -> Result<Blob, JsError> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        if let Err(error) = canvas.to_blob(&resolve) {
            // The other end of a promise of ours always listens.
            super::ignore(reject.call1(&JsValue::UNDEFINED, &error));
        }
    });
    JsFuture::from(promise)
        .await?
        .dyn_into()
        .map_err(|value| JsError::new("EncodingError", &format!("{value:?}")))
}
