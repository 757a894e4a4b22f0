//! The caret of a field, counted in characters as expressions count; the browser counts in UTF-16.

use web_sys::HtmlTextAreaElement;

use crate::engine::expr::Suggestion;
use crate::web::ignore;

/// Where the caret stands.
pub fn of(area: &HtmlTextAreaElement) -> usize {
    let units = area.selection_end().ok().flatten().unwrap_or(u32::MAX) as usize;
    let mut passed = 0;
    area.value()
        .chars()
        .take_while(|c| {
            passed += c.len_utf16();
            passed <= units
        })
        .count()
}

/// Puts the caret behind so many characters.
pub fn put(area: &HtmlTextAreaElement, at: usize) {
    let units: usize = area.value().chars().take(at).map(char::len_utf16).sum();
    // A field that was taken away meanwhile has no caret.
    ignore(area.set_selection_range(units as u32, units as u32));
}

/// The text with a suggestion in its place, and where the caret stands then.
pub fn inserted(text: &str, chosen: &Suggestion) -> (String, usize) {
    let (start, end) = (chosen.place.at as usize, chosen.place.end() as usize);
    let mut now: String = text.chars().take(start).collect();
    now.push_str(&chosen.insert);
    let at = start + chosen.insert.chars().count();
    now.extend(text.chars().skip(end));
    (now, at)
}
