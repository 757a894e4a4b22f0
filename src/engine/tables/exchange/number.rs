//! Numbers as other programs write them.

use serde::{Deserialize, Serialize};

/// The mark before the decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    #[default]
    Point,
    Comma,
}

/// What a piece of text is as a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found {
    Number(f64),
    Blank,
    No,
    /// Several marks: thousands and decimals cannot be told apart.
    Ambiguous,
}

/// Reads a number with this decimal mark. Signs, exponents and the minus of typesetters are fine; `nan` and `inf` are no
/// numbers. A trailing unit in brackets or after a blank is no part of the number: see [`leading`].
pub(super) fn number(text: &str, mark: Mark) -> Found {
    let text = text.trim().trim_matches('"').trim();
    if text.is_empty() {
        return Found::Blank;
    }
    let plain: String = text
        .chars()
        .filter(|c| *c != '\u{a0}' && *c != '\u{202f}')
        .map(|c| match c {
            '\u{2212}' => '-',
            ',' if mark == Mark::Comma => '.',
            c => c,
        })
        .collect();
    if plain.chars().any(|c| !matches!(c, '0'..='9' | '.' | ',' | '-' | '+' | 'e' | 'E')) {
        return Found::No;
    }
    if plain.contains(',') || plain.matches('.').count() > 1 {
        return Found::Ambiguous;
    }
    match plain.parse::<f64>() {
        Ok(value) if value.is_finite() => Found::Number(value),
        _ => Found::No,
    }
}

/// The number a label of a break point begins with: `100 (WOT)`, `45 kPa`.
pub(super) fn leading(text: &str, mark: Mark) -> Option<f64> {
    let text = text.trim().trim_matches('"').trim();
    if let Found::Number(value) = number(text, mark) {
        return Some(value);
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '(' || c == '[')?;
    match number(&text[..end], mark) {
        Found::Number(value) => Some(value),
        _ => None,
    }
}

/// A number with so many decimals, without a minus before zero.
pub(super) fn written(value: f64, digits: usize, mark: Mark) -> String {
    let mut text = format!("{value:.digits$}");
    if text.starts_with('-') && text.bytes().all(|b| !b.is_ascii_digit() || b == b'0') {
        text.remove(0);
    }
    if mark == Mark::Comma { text.replace('.', ",") } else { text }
}

/// A number as short as it can be without losing a digit.
pub(super) fn shortest(value: f64, mark: Mark) -> String {
    let text = (value + 0.0).to_string();
    if mark == Mark::Comma { text.replace('.', ",") } else { text }
}
