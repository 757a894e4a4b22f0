//! Numbers, byte counts and durations as text, and back.

use super::Lang;

/// Stands where there is no value.
pub const MISSING: &str = "–";
const MINUS: char = '\u{2212}';
const GROUP: char = '\u{202F}';
/// Between a figure and its unit.
pub const UNIT_SPACE: char = '\u{A0}';

impl Lang {
    /// The mark between whole and decimals.
    pub const fn decimal_mark(self) -> char {
        match self {
            Lang::En => '.',
            Lang::PtBr => ',',
        }
    }
}

/// `value` with exactly `digits` decimals: `6 240`, `−0,85`; missing (NaN) is an en dash.
///
/// ```
/// use fueltune_analyzer::i18n::{Lang, number::number};
/// assert_eq!(number(Lang::PtBr, -1234.5, 1), "\u{2212}1\u{202F}234,5");
/// assert_eq!(number(Lang::En, f64::NAN, 2), "–");
/// ```
pub fn number(lang: Lang, value: f64, digits: u8) -> String {
    if value.is_nan() {
        return MISSING.to_owned();
    }
    let mut out = String::new();
    if value.is_infinite() {
        if value < 0.0 {
            out.push(MINUS);
        }
        out.push('∞');
        return out;
    }
    let plain = format!("{:.*}", usize::from(digits), value.abs());
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    // A negative that rounds to nothing is nothing: no "−0".
    if value < 0.0 && plain.bytes().any(|b| b.is_ascii_digit() && b != b'0') {
        out.push(MINUS);
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(GROUP);
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(lang.decimal_mark());
        out.push_str(decimals);
    }
    out
}

/// Like [`number`], with a plus sign before what is above zero: for differences and trims.
pub fn signed(lang: Lang, value: f64, digits: u8) -> String {
    let text = number(lang, value, digits);
    let positive = value > 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    if positive || value == f64::INFINITY { format!("+{text}") } else { text }
}

/// At least `least` and at most `most` decimals, without closing zeros.
pub fn flexible(lang: Lang, value: f64, least: u8, most: u8) -> String {
    let mut digits = most;
    while digits > least && rounds_equal(value, digits, digits - 1) {
        digits -= 1;
    }
    number(lang, value, digits)
}

fn rounds_equal(value: f64, fine: u8, coarse: u8) -> bool {
    let text = format!("{:.*}", usize::from(fine), value);
    let short = format!("{:.*}", usize::from(coarse), value);
    text.parse::<f64>().ok() == short.parse::<f64>().ok()
}

/// A missing value is an en dash.
pub fn optional(lang: Lang, value: Option<f64>, digits: u8) -> String {
    number(lang, value.unwrap_or(f64::NAN), digits)
}

/// A text that is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    #[error("no number was given")]
    Empty,
    #[error("this is no number")]
    Malformed,
}

/// Reads what a person types: decimal comma or point, any blank or apostrophe as group mark, a real minus sign.
///
/// Where comma and point both stand, the last one is the decimal mark; a mark that repeats groups thousands.
/// A single comma is a decimal mark in every language, since groups are shown with a blank.
pub fn parse(text: &str) -> Result<f64, NumberError> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != '_').collect();
    if compact.is_empty() {
        return Err(NumberError::Empty);
    }
    let commas = compact.matches(',').count();
    let points = compact.matches('.').count();
    let decimal = match (compact.rfind(','), compact.rfind('.')) {
        (Some(comma), Some(point)) => Some(comma.max(point)),
        (Some(at), None) if commas == 1 => Some(at),
        (None, Some(at)) if points == 1 => Some(at),
        _ => None,
    };
    let mut plain = String::with_capacity(compact.len());
    // Digits since the last group mark; a group has three.
    let mut group: Option<usize> = None;
    for (at, c) in compact.char_indices() {
        match c {
            ',' | '.' => {
                if group.is_some_and(|digits| digits != 3) {
                    return Err(NumberError::Malformed);
                }
                let is_decimal = Some(at) == decimal;
                group = if is_decimal { None } else { Some(0) };
                if is_decimal {
                    plain.push('.');
                }
                continue;
            }
            MINUS | '–' => plain.push('-'),
            '0'..='9' | '-' | '+' | 'e' | 'E' => plain.push(c),
            _ => return Err(NumberError::Malformed),
        }
        group = group.map(|digits| digits + 1);
    }
    if group.is_some_and(|digits| digits != 3) {
        return Err(NumberError::Malformed);
    }
    match plain.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(NumberError::Malformed),
    }
}

/// A value as an input field shows it for editing: no groups, no closing zeros, the language's decimal mark.
pub fn editable(lang: Lang, value: f64, most: u8) -> String {
    if !value.is_finite() {
        return String::new();
    }
    flexible(lang, value, 0, most).replace(GROUP, "").replace(MINUS, "-")
}

/// A byte count in the unit that fits: `319 MB`, `1,4 GB`.
pub fn bytes(lang: Lang, count: f64) -> String {
    const UNITS: [&str; 5] = ["B", "kB", "MB", "GB", "TB"];
    if !count.is_finite() {
        return MISSING.to_owned();
    }
    let mut scaled = count;
    let mut unit = 0;
    while scaled.abs() >= 999.5 && unit + 1 < UNITS.len() {
        scaled /= 1000.0;
        unit += 1;
    }
    let digits = u8::from(unit > 0 && scaled.abs() < 9.95);
    format!("{}{UNIT_SPACE}{}", number(lang, scaled, digits), UNITS[unit])
}

/// A place on a time axis or a lap time: `0:04.2`, `3:32.418`, `1:02:03`.
pub fn clock(lang: Lang, seconds: f64, digits: u8) -> String {
    if !seconds.is_finite() {
        return MISSING.to_owned();
    }
    let scale = 10f64.powi(i32::from(digits));
    let ticks = (seconds.abs() * scale).round();
    let total = (ticks / scale).floor();
    let fraction = (ticks - total * scale) / scale;
    let (hours, minutes) = ((total / 3600.0).floor(), ((total % 3600.0) / 60.0).floor());
    let rest = total % 60.0 + fraction;
    let width = if digits == 0 { 2 } else { usize::from(digits) + 3 };
    let secs =
        format!("{rest:0width$.*}", usize::from(digits)).replace('.', &lang.decimal_mark().to_string());
    let sign = if seconds < 0.0 && ticks > 0.0 { MINUS.to_string() } else { String::new() };
    if hours > 0.0 { format!("{sign}{hours}:{minutes:02}:{secs}") } else { format!("{sign}{minutes}:{secs}") }
}

/// How long something takes or took, in the two units that matter: `38 ms`, `4.2 s`, `3 min 32 s`, `1 h 05 min`.
pub fn duration(lang: Lang, seconds: f64) -> String {
    let sp = UNIT_SPACE;
    if !seconds.is_finite() {
        return MISSING.to_owned();
    }
    if seconds < 0.9995 {
        return format!("{}{sp}ms", number(lang, seconds * 1000.0, u8::from(seconds < 0.00995)));
    }
    if seconds < 59.95 {
        return format!("{}{sp}s", number(lang, seconds, 1));
    }
    let whole = seconds.round();
    if whole < 3600.0 {
        return format!("{}{sp}min {}{sp}s", (whole / 60.0).floor(), whole % 60.0);
    }
    let minutes = (seconds / 60.0).round();
    format!("{}{sp}h {:02}{sp}min", number(lang, (minutes / 60.0).floor(), 0), minutes % 60.0)
}
