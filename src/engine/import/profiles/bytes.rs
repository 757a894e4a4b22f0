//! Figures and texts out of bytes that are not trusted: what is not there is `None`.

use crate::engine::import::options::Encoding;
use crate::engine::import::text::letters;

/// `N` bytes at an offset.
pub(super) fn at<const N: usize>(bytes: &[u8], offset: usize) -> Option<[u8; N]> {
    bytes.get(offset..)?.first_chunk::<N>().copied()
}

/// A big-endian u16.
pub(super) fn u16_be(bytes: &[u8], offset: usize) -> Option<u16> {
    at(bytes, offset).map(u16::from_be_bytes)
}

/// A big-endian u32.
pub(super) fn u32_be(bytes: &[u8], offset: usize) -> Option<u32> {
    at(bytes, offset).map(u32::from_be_bytes)
}

/// A big-endian f32.
pub(super) fn f32_be(bytes: &[u8], offset: usize) -> Option<f32> {
    at(bytes, offset).map(f32::from_be_bytes)
}

/// A little-endian u16.
pub(super) fn u16_le(bytes: &[u8], offset: usize) -> Option<u16> {
    at(bytes, offset).map(u16::from_le_bytes)
}

/// A little-endian i16.
pub(super) fn i16_le(bytes: &[u8], offset: usize) -> Option<i16> {
    at(bytes, offset).map(i16::from_le_bytes)
}

/// A little-endian u32.
pub(super) fn u32_le(bytes: &[u8], offset: usize) -> Option<u32> {
    at(bytes, offset).map(u32::from_le_bytes)
}

/// Letters up to the first zero or `width` bytes: UTF-8, or Windows-1252 where they are no UTF-8. Control characters
/// are left out, blanks at both ends too.
pub(super) fn text(bytes: &[u8], offset: usize, width: usize) -> String {
    let field = bytes.get(offset..).unwrap_or_default();
    let field = field.get(..width).unwrap_or(field);
    let field = field.split(|b| *b == 0).next().unwrap_or_default();
    plain(&letters(field))
}

/// UTF-8, or Windows-1252 where the bytes are no UTF-8.
pub(super) fn letters(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    match letters::decode(bytes, Encoding::Utf8) {
        (text, true) => text,
        _ => letters::decode(bytes, Encoding::Windows1252).0,
    }
}

/// A text without control characters and without blanks at its ends.
pub(super) fn plain(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).collect()
}

/// The decimal figure an f32 was written as: 0.1 and not 0.10000000149.
pub(super) fn decimal(x: f32) -> f64 {
    x.to_string().parse().unwrap_or_else(|_| f64::from(x))
}

/// A time as an f32 is the nearest one to a decimal figure: where that has no more than `digits` decimals (3 at least),
/// it is meant.
pub(super) fn written_decimals(times: &mut [f64], digits: i8) {
    let power = 10f64.powi(i32::from(digits.clamp(3, 6)));
    for t in times {
        let decimal = (*t * power).round() / power;
        if decimal as f32 == *t as f32 {
            *t = decimal;
        }
    }
}
