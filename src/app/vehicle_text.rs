//! Figures as they are typed into the form of a vehicle.

use crate::engine::vehicle::{FieldErrorKind, tidy};
use crate::i18n::number::{self, NumberError};

/// An empty field is no error here: whether it may be empty is the validator's affair.
pub fn optional<T>(read: Result<T, FieldErrorKind>) -> Result<Option<T>, FieldErrorKind> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(FieldErrorKind::Required) => Ok(None),
        Err(kind) => Err(kind),
    }
}

fn read_plain(text: &str) -> Result<f64, FieldErrorKind> {
    match number::parse(text) {
        Ok(value) => Ok(tidy(value)),
        Err(NumberError::Empty) => Err(FieldErrorKind::Required),
        Err(NumberError::Malformed) => Err(FieldErrorKind::NotANumber),
    }
}

pub fn read_whole(text: &str) -> Result<u32, FieldErrorKind> {
    let value = read_plain(text)?;
    if value.fract() != 0.0 {
        return Err(FieldErrorKind::NotWhole);
    }
    // Far beyond any limit is still a number: the validator says which limit.
    Ok(value.clamp(0.0, f64::from(u32::MAX)) as u32)
}

/// `1 2 3`, `1, 2, 3` or `1-4`.
pub fn read_wholes(text: &str) -> Result<Vec<u32>, FieldErrorKind> {
    /// Longer spans are slips of the finger.
    const LONGEST_SPAN: u32 = 64;
    let mut values = Vec::new();
    for part in text.split([' ', ',', ';', '.', '/', '+', '\u{202F}', '\u{A0}']).filter(|p| !p.is_empty()) {
        match part.split_once(['-', '–']) {
            Some((first, last)) => {
                let (first, last) = (read_whole(first)?, read_whole(last)?);
                if last < first || last - first > LONGEST_SPAN {
                    return Err(FieldErrorKind::NotANumber);
                }
                values.extend(first..=last);
            }
            None => values.push(read_whole(part)?),
        }
    }
    Ok(values)
}

/// `3,36 2,09 1,47`, `3.36, 2.09, 1.47`, `3.36/2.09/1.47`: where a point stands, a comma parts the figures.
pub fn read_list(text: &str) -> Result<Vec<f64>, FieldErrorKind> {
    let points = text.contains('.');
    text.split(|c: char| c.is_whitespace() || matches!(c, ';' | '/' | '|') || (points && c == ','))
        .map(|part| part.trim_matches(','))
        .filter(|part| !part.is_empty())
        .map(|part| match number::parse(part) {
            // 3,36,2,09 could be anything.
            Ok(value) if part.matches([',', '.']).count() <= 1 => Ok(tidy(value)),
            _ => Err(FieldErrorKind::NotANumber),
        })
        .collect()
}
