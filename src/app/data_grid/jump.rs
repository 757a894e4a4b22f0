//! A moment as people type it: seconds, or hours, minutes and seconds with colons.

use crate::i18n::number;

/// Reads `83.4`, `83,4 s`, `1:23.4` or `1:02:03` as seconds.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let text = text.strip_suffix('s').unwrap_or(text).trim_end();
    let (sign, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let parts: Vec<&str> = text.split(':').collect();
    let (last, before) = parts.split_last()?;
    if before.len() > 2 {
        return None;
    }
    let seconds = number::parse(last).ok()?;
    let mut total = 0.0;
    for part in before {
        let whole: u32 = part.trim().parse().ok()?;
        total = total * 60.0 + f64::from(whole);
    }
    let fits = seconds >= 0.0 && (before.is_empty() || seconds < 60.0);
    fits.then_some(sign * (total * 60.0 + seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_people_write_them() {
        let cases = [
            ("83.4", Some(83.4)),
            (" 83,4 s", Some(83.4)),
            ("1:23.4", Some(83.4)),
            ("1:02:03", Some(3723.0)),
            ("0", Some(0.0)),
            ("-1.5", Some(-1.5)),
            ("1:75", None),
            ("1:2:3:4", None),
            ("a:10", None),
            ("", None),
            ("soon", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text), expected, "{text:?}");
        }
    }
}
