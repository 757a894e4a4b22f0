//! Handing text to the user: as a file, or on the clipboard.

use crate::app::cx::AppCx;
use crate::i18n::Message;
use crate::web::{clipboard, download, task};

pub const CSV: &str = "text/csv;charset=utf-8";
pub const SVG: &str = "image/svg+xml";
pub const HTML: &str = "text/html;charset=utf-8";
pub const JSON: &str = "application/json";

/// Saves a text under a name.
pub fn save_text(cx: &AppCx, name: &str, text: &str, mime: &str) {
    // Spreadsheets take a file without the mark for the system's own encoding.
    let marked = if mime == CSV { format!("\u{FEFF}{text}") } else { text.to_owned() };
    let saved = download::text_blob(&marked, mime).and_then(|blob| download::save(name, &blob));
    if let Err(error) = saved {
        cx.report(&error.into());
    }
}

/// Puts a text on the clipboard and says so.
pub fn copy_text(cx: &AppCx, text: String) {
    let cx = cx.clone();
    task::spawn(async move {
        match clipboard::copy(&text).await {
            Ok(()) => cx.done(Message::new("sessions-copied")),
            Err(error) => cx.report(&error.into()),
        }
    });
}

/// A file's name without its ending and without signs that a name of a file cannot hold.
pub fn stem(name: &str) -> String {
    let stem =
        name.rsplit_once('.').map_or(name, |(stem, ending)| if ending.len() <= 5 { stem } else { name });
    let safe: String = stem
        .chars()
        .map(|c| if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '-' } else { c })
        .collect();
    if safe.trim().is_empty() { "fueltune".to_owned() } else { safe.trim().to_owned() }
}
