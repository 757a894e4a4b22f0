//! Drawings as pictures.

use crate::app::cx::AppCx;
use crate::web::{download, picture, task};

/// Dots of the picture for one of the drawing: sharp on paper and on dense screens.
const SCALE: f64 = 2.0;

/// Saves a drawing as PNG under a name.
pub fn save_png(cx: &AppCx, name: String, svg: String) {
    let cx = cx.clone();
    task::spawn(async move {
        let saved = match picture::png(&svg, SCALE).await {
            Ok(blob) => download::save(&name, &blob),
            Err(error) => Err(error),
        };
        if let Err(error) = saved {
            cx.report(&error.into());
        }
    });
}
