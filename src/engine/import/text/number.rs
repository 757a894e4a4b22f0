//! Decimal numbers straight from bytes.
//!
//! Most cells of a log are at most seven characters long. They are read eight bytes at a time without a loop and
//! without a branch that depends on their length (the digits trick of Johnny Lee and Daniel Lemire, with the decimal
//! point squeezed out first); where the digits end is found in the same step. Digits below 2⁵³ divided by a power of ten up to 10²² is one rounding of two exact
//! numbers, so the result equals the correctly rounded one.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;
const ZEROS: u64 = 0x3030_3030_3030_3030;

/// A byte eight times over, to be looked for with [`find`].
pub(crate) const fn pattern(byte: u8) -> u64 {
    ONES.wrapping_mul(byte as u64)
}

/// Index of the first of eight bytes that equals the pattern's byte, 8 if none does.
#[inline]
pub(crate) const fn find(word: u64, pattern: u64) -> u32 {
    let x = word ^ pattern;
    (x.wrapping_sub(ONES) & !x & HIGHS).trailing_zeros() / 8
}

/// The lowest `len` bytes of a word, `len` at most 7.
#[inline]
pub(crate) const fn low(word: u64, len: u32) -> u64 {
    word & ((1 << (8 * len)) - 1)
}

const SMALL_TENS: [f64; 8] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7];

/// The number at the start of a word, `-?digits[.digits]` with at least one digit, and its length, where the byte behind it
/// is in the word too and is `end`. `point` is the decimal separator, or a digit where there is none. `None` for anything
/// else, however sensible.
#[inline(always)]
#[expect(clippy::inline_always, reason = "the inner loop of parsing: a call costs as much as the work")]
pub(crate) fn lead(word: u64, end: u8, point: u8) -> Option<(f64, usize)> {
    let negative = u64::from(word as u8 == b'-');
    // Digits as 0 to 9, a sign as one more zero before them; the highest bit of every byte that is no digit.
    let digits = (word ^ ZEROS) & !(negative * 0xFF);
    let others = ((digits & !HIGHS).wrapping_add(ONES * 0x76) | digits) & HIGHS;
    let first = others & others.wrapping_neg();
    let first_at = others.trailing_zeros() & 0x38;
    let has_point = (word >> first_at) as u8 == point;
    let ends = if has_point { others ^ first } else { others };
    let end_at = ends.trailing_zeros() & 0x38;
    let count = end_at.wrapping_sub(8 * u32::from(has_point));
    if ends == 0 || (word >> end_at) as u8 != end || count <= 8 * negative as u32 {
        return None;
    }
    let before = (first >> 7).wrapping_sub(1);
    let tens = ((digits & before) | ((digits >> 8) & !before)) << (64 - count);
    let tens = tens.wrapping_mul(10).wrapping_add(tens >> 8);
    let mask = 0x0000_00FF_0000_00FF;
    let value = ((tens & mask).wrapping_mul(0x000F_4240_0000_0064))
        .wrapping_add(((tens >> 16) & mask).wrapping_mul(0x0000_2710_0000_0001))
        >> 32;
    let decimals = count.wrapping_sub(first_at) / 8;
    let value = f64::from(value as u32) / SMALL_TENS[(decimals & 7) as usize];
    Some((f64::from_bits(value.to_bits() | negative << 63), (end_at / 8) as usize))
}

/// The number at the start of `text`, which ends with the first byte that is neither digit nor decimal separator, and
/// its length. At most 15 digits, which f64 holds exactly.
#[inline]
pub(crate) fn leading(text: &[u8], decimal: u8) -> Option<(f64, usize)> {
    let negative = text.first() == Some(&b'-');
    let mut mantissa = 0u64;
    let mut point = None;
    for (i, &c) in text.iter().enumerate().skip(usize::from(negative)).take(17) {
        let digit = c.wrapping_sub(b'0');
        if digit < 10 {
            mantissa = mantissa * 10 + u64::from(digit);
        } else if c == decimal && point.is_none() {
            point = Some(i);
        } else {
            let decimals = point.map_or(0, |p| i - p - 1);
            let digits = i - usize::from(negative) - usize::from(point.is_some());
            if digits == 0 || digits > 15 {
                return None;
            }
            let value = mantissa as f64 / TENS.get(decimals)?;
            return Some((if negative { -value } else { value }, i));
        }
    }
    None
}

const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// A decimal number of any length, with sign, decimals and exponent. The caller has trimmed the text. Not accepted
/// are words (`inf`, `nan`), hexadecimal and anything after the number.
pub(crate) fn parse(text: &[u8], decimal: u8) -> Option<f64> {
    let (negative, rest) = match text.first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let mut mantissa: u64 = 0;
    let mut digits = 0;
    let mut decimals = 0;
    let mut seen_point = false;
    for (i, &c) in rest.iter().enumerate() {
        match c {
            b'0'..=b'9' if digits < 19 => {
                mantissa = mantissa * 10 + u64::from(c - b'0');
                digits += 1;
                decimals += usize::from(seen_point);
            }
            c if c == decimal && !seen_point => seen_point = true,
            b'0'..=b'9' => return parse_long(text, decimal),
            b'e' | b'E' if digits > 0 && i + 1 < rest.len() => return parse_long(text, decimal),
            _ => return None,
        }
    }
    if digits == 0 {
        return None;
    }
    if mantissa >= 1 << 53 {
        return parse_long(text, decimal);
    }
    let value = mantissa as f64 / TENS.get(decimals)?;
    Some(if negative { -value } else { value })
}

/// Longest number looked at; the exporters' 1.797e308 written out has 312 characters.
const LONGEST: usize = 512;

fn parse_long(text: &[u8], decimal: u8) -> Option<f64> {
    if text.len() > LONGEST {
        return None;
    }
    let plain = |c: &u8| c.is_ascii_digit() || matches!(c, b'+' | b'-' | b'e' | b'E') || *c == decimal;
    if !text.iter().all(plain) {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?;
    if decimal == b'.' { text.parse().ok() } else { text.replace(char::from(decimal), ".").parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead_of(text: &str) -> Option<f64> {
        let mut eight = [b','; 8];
        eight[..text.len()].copy_from_slice(text.as_bytes());
        let (value, used) = lead(u64::from_le_bytes(eight), b',', b'.')?;
        assert_eq!(used, text.len(), "{text}");
        Some(value)
    }

    #[test]
    fn short_numbers_are_read_as_std_reads_them() {
        for text in [
            "0", "7", "42", "-1", "0.5", "-0.08", "12.63", "551.820", "-5", "1234567", ".5", "5.", "-0.0",
            "99999.9", "-.5", "-123456", "0000001",
        ] {
            let expect: f64 = text.parse().expect("a number");
            assert_eq!(lead_of(text).map(f64::to_bits), Some(expect.to_bits()), "{text}");
        }
    }

    #[test]
    fn what_is_no_short_number_is_left_to_the_long_way() {
        for text in [
            "", "-", ".", "-.", "1.2.3", "ON", "1e3", "+1", " 1", "1 ", "--1", "1-", "1:2", "1/2", "\u{a0}1",
            "1.2\n3",
        ] {
            assert_eq!(lead_of(text), None, "{text}");
        }
        for whole in [*b"12345678", *b"1234.567", *b"-1234567", *b"........"] {
            assert_eq!(lead(u64::from_le_bytes(whole), b',', b'.'), None, "its end is not in sight");
        }
        assert_eq!(
            lead(u64::from_le_bytes(*b"1,2,3,4,"), b',', b'0'),
            Some((1.0, 1)),
            "no decimal separator"
        );
    }

    #[test]
    fn long_numbers_take_sign_exponent_and_comma() {
        let cases: &[(&str, u8, Option<f64>)] = &[
            ("101.29506666666666", b'.', Some(101.295_066_666_666_66)),
            ("+1.5", b'.', Some(1.5)),
            ("-1,25", b',', Some(-1.25)),
            ("1.5e3", b'.', Some(1500.0)),
            ("1,5E-3", b',', Some(0.0015)),
            ("12345678901234567890", b'.', Some(12_345_678_901_234_567_890.0)),
            ("1.5", b',', None),
            ("1,5", b'.', None),
            ("e5", b'.', None),
            ("5e", b'.', None),
            ("", b'.', None),
            ("inf", b'.', None),
            ("0x10", b'.', None),
            ("1_000", b'.', None),
        ];
        for (text, decimal, expect) in cases {
            assert_eq!(parse(text.as_bytes(), *decimal), *expect, "{text}");
        }
        let tail = format!("179769313486232{}.0", "0".repeat(294));
        assert!(parse(tail.as_bytes(), b'.').is_some_and(f64::is_infinite), "just beyond the largest f64");
    }
}
