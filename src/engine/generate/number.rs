//! Decimal text without the formatting machinery: fast, small, and the same on every machine.

/// Appends an integer.
pub(super) fn push_integer(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    let mut rest = value.unsigned_abs();
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends a number with three decimals; half a thousandth rounds away from zero. Magnitudes below 10¹² only.
pub(super) fn push_thousandths(out: &mut Vec<u8>, value: f64) {
    let thousandths = (value * 1000.0).round() as i64;
    if thousandths < 0 {
        out.push(b'-');
    }
    let size = thousandths.unsigned_abs();
    push_integer(out, (size / 1000) as i64);
    let rest = size % 1000;
    out.extend_from_slice(&[
        b'.',
        b'0' + (rest / 100) as u8,
        b'0' + (rest / 10 % 10) as u8,
        b'0' + (rest % 10) as u8,
    ]);
}

#[cfg(test)]
mod tests {
    use super::{push_integer, push_thousandths};

    fn text(write: impl Fn(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_read_as_the_standard_formatting_writes_them() {
        for value in [0.0, 0.02, -0.849, 7.0, 123_456.789, -0.04, 599.98, 1.0005, -12.3456] {
            let rounded = (value * 1000.0f64).round() / 1000.0;
            assert_eq!(text(|out| push_thousandths(out, value)), format!("{rounded:.3}"));
        }
        assert_eq!(text(|out| push_thousandths(out, -0.0001)), "0.000");
        for value in [0, 7, -15, 11_850, i64::MIN, i64::MAX] {
            assert_eq!(text(|out| push_integer(out, value)), value.to_string());
        }
    }
}
