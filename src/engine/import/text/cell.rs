//! What one cell says.

use super::number;

/// A cell of a numeric column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell {
    Number(f64),
    /// Empty, or one of the ways to write "no value".
    Missing,
    /// Anything else.
    Text,
}

/// Blanks around a cell, the no-break space of Windows-1252 left in place: it is part of UTF-8 letters.
pub(crate) fn trim(text: &[u8]) -> &[u8] {
    text.trim_ascii()
}

/// Reads a trimmed cell.
pub(crate) fn read(text: &[u8], decimal: u8) -> Cell {
    match text.first() {
        None => Cell::Missing,
        Some(b'0'..=b'9' | b'+' | b'.') => {
            number::parse(text, decimal).map_or_else(|| word(text), Cell::Number)
        }
        Some(b'-' | b',') => match number::parse(text, decimal) {
            Some(value) => Cell::Number(value),
            None => word(text),
        },
        _ => word(text),
    }
}

const MISSING: &[&str] = &[
    "nan",
    "-nan",
    "+nan",
    "nan(ind)",
    "-nan(ind)",
    "n/a",
    "na",
    "#n/a",
    "null",
    "<null>",
    "n.a.",
    "1.#qnan",
    "-1.#ind",
    "1.#ind",
    "-1.#qnan",
];
const INFINITE: &[(&str, f64)] = &[
    ("inf", f64::INFINITY),
    ("+inf", f64::INFINITY),
    ("-inf", f64::NEG_INFINITY),
    ("infinity", f64::INFINITY),
    ("+infinity", f64::INFINITY),
    ("-infinity", f64::NEG_INFINITY),
    ("infinito", f64::INFINITY),
    ("-infinito", f64::NEG_INFINITY),
    ("1.#inf", f64::INFINITY),
    ("-1.#inf", f64::NEG_INFINITY),
    ("∞", f64::INFINITY),
    ("-∞", f64::NEG_INFINITY),
];

fn word(text: &[u8]) -> Cell {
    if text.iter().all(|c| *c == b'-') {
        return Cell::Missing;
    }
    if text.len() <= 12 {
        if MISSING.iter().any(|m| text.eq_ignore_ascii_case(m.as_bytes())) {
            return Cell::Missing;
        }
        if let Some((_, value)) = INFINITE.iter().find(|(w, _)| text.eq_ignore_ascii_case(w.as_bytes())) {
            return Cell::Number(*value);
        }
    }
    Cell::Text
}

const ON: &[&str] = &[
    "on",
    "true",
    "yes",
    "sim",
    "sí",
    "si",
    "ligado",
    "ativo",
    "ativado",
    "activo",
    "activado",
    "encendido",
    "active",
    "enabled",
    "ein",
    "an",
    "ja",
    "wahr",
    "verdadeiro",
    "verdadero",
    "high",
    "1",
];
const OFF: &[&str] = &[
    "off",
    "false",
    "no",
    "não",
    "nao",
    "desligado",
    "inativo",
    "desativado",
    "inactivo",
    "desactivado",
    "apagado",
    "inactive",
    "disabled",
    "aus",
    "nein",
    "falsch",
    "falso",
    "low",
    "0",
];

/// Whether a word says on or off, in the languages of the loggers.
pub(crate) fn on_off(word: &str) -> Option<bool> {
    let word = word.to_lowercase();
    if ON.contains(&word.as_str()) {
        Some(true)
    } else if OFF.contains(&word.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// Calls `each` with every cell of a line (without its line end), quotes taken off and blanks around it trimmed.
/// Returns false as soon as `each` does.
pub(crate) fn split<'a>(
    line: &'a [u8],
    delimiter: u8,
    mut each: impl FnMut(std::borrow::Cow<'a, [u8]>) -> bool,
) -> bool {
    let mut at = 0;
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let (cell, used, _) = next(rest, delimiter);
        if !each(cell) {
            return false;
        }
        at += used;
        if line.get(at) != Some(&delimiter) {
            return true;
        }
        at += 1;
    }
}

/// The first cell of a line that is not empty.
pub(crate) fn first_filled(line: &[u8], delimiter: u8) -> Option<std::borrow::Cow<'_, [u8]>> {
    let mut first = None;
    split(line, delimiter, |c| {
        if !c.is_empty() {
            first = Some(c);
        }
        first.is_none()
    });
    first
}

/// The cells of a line as texts.
pub(crate) fn texts(line: &str, delimiter: u8) -> Vec<String> {
    let mut cells = Vec::new();
    split(line.as_bytes(), delimiter, |c| {
        cells.push(String::from_utf8_lossy(&c).into_owned());
        true
    });
    cells
}

/// The first cell of `line`: its text, the bytes up to the delimiter or the end, and whether its quotes are sound.
pub(crate) fn next(line: &[u8], delimiter: u8) -> (std::borrow::Cow<'_, [u8]>, usize, bool) {
    let blanks = line.iter().take_while(|c| **c == b' ' && **c != delimiter).count();
    if line.get(blanks) == Some(&b'"') {
        if let Some((text, used)) = quoted(&line[blanks..]) {
            let after = blanks + used;
            let tail = line[after..].iter().position(|c| *c == delimiter).unwrap_or(line.len() - after);
            if line[after..after + tail].iter().all(|c| matches!(c, b' ' | b'\r')) {
                return (text, after + tail, true);
            }
        }
        let end = line.iter().position(|c| *c == delimiter).unwrap_or(line.len());
        return (std::borrow::Cow::Borrowed(trim(&line[..end])), end, false);
    }
    let end = line.iter().position(|c| *c == delimiter).unwrap_or(line.len());
    (std::borrow::Cow::Borrowed(trim(&line[..end])), end, true)
}

/// The text between quotes, doubled quotes made single, and the bytes it took with its quotes.
fn quoted(text: &[u8]) -> Option<(std::borrow::Cow<'_, [u8]>, usize)> {
    let mut doubled = false;
    let mut i = 1;
    while let Some(&c) = text.get(i) {
        if c == b'"' {
            if text.get(i + 1) == Some(&b'"') {
                doubled = true;
                i += 2;
                continue;
            }
            let inner = trim(&text[1..i]);
            let cell = if doubled {
                let mut plain = Vec::with_capacity(inner.len());
                let mut bytes = inner.iter();
                while let Some(&b) = bytes.next() {
                    plain.push(b);
                    if b == b'"' {
                        bytes.next();
                    }
                }
                std::borrow::Cow::Owned(plain)
            } else {
                std::borrow::Cow::Borrowed(inner)
            };
            return Some((cell, i + 1));
        }
        i += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str, delimiter: u8) -> Vec<String> {
        let mut found = Vec::new();
        split(line.as_bytes(), delimiter, |c| {
            found.push(String::from_utf8_lossy(&c).into_owned());
            true
        });
        found
    }

    #[test]
    fn lines_split_into_trimmed_unquoted_cells() {
        let cases: &[(&str, u8, &[&str])] = &[
            ("a,b,c", b',', &["a", "b", "c"]),
            ("a, b ,c\r", b',', &["a", "b", "c"]),
            ("", b',', &[""]),
            (",", b',', &["", ""]),
            ("\"a,b\",\"c \"\"d\"\"\", \"e\" ", b',', &["a,b", "c \"d\"", "e"]),
            ("\"open,b", b',', &["\"open", "b"]),
            ("a\tb\t", b'\t', &["a", "b", ""]),
            ("0;14,00;860", b';', &["0", "14,00", "860"]),
        ];
        for (line, delimiter, expect) in cases {
            assert_eq!(cells(line, *delimiter), *expect, "{line}");
        }
    }

    #[test]
    fn a_cell_is_a_number_missing_or_a_text() {
        let cases: &[(&str, Cell)] = &[
            ("12.5", Cell::Number(12.5)),
            ("", Cell::Missing),
            ("-", Cell::Missing),
            ("---", Cell::Missing),
            ("NaN", Cell::Missing),
            ("N/A", Cell::Missing),
            ("Inf", Cell::Number(f64::INFINITY)),
            ("-inf", Cell::Number(f64::NEG_INFINITY)),
            ("∞", Cell::Number(f64::INFINITY)),
            ("ON", Cell::Text),
            ("CL - Normal", Cell::Text),
            ("1.2.3", Cell::Text),
        ];
        for (text, expect) in cases {
            assert_eq!(read(text.as_bytes(), b'.'), *expect, "{text}");
        }
    }
}
