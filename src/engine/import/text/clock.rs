//! Times of day and dates, as text to seconds.

/// How the time column is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeText {
    Number,
    /// Hours, minutes, seconds; minutes beyond 59 are taken as they are.
    Clock,
    /// Date and time of day.
    Date,
}

/// A date with the time of day, and whether day and month cannot be mistaken for each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Moment {
    /// Seconds since 1970-01-01 of the local clock.
    pub seconds: f64,
    pub certain: bool,
}

/// `H:M:S[.fff]` or `M:S.fff`, in seconds. Nothing is normalised: Crome writes minutes up to 4354.
pub(crate) fn clock(text: &str) -> Option<f64> {
    let mut parts = text.trim().split(':');
    let (first, second, third, more) = (parts.next()?, parts.next()?, parts.next(), parts.next());
    if more.is_some() {
        return None;
    }
    let whole = |s: &str| -> Option<f64> {
        let plain = !s.is_empty() && s.len() <= 9 && s.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| s.parse::<u32>().ok().map(f64::from)).flatten()
    };
    match third {
        Some(seconds) => Some(whole(first)? * 3600.0 + whole(second)? * 60.0 + fraction(seconds)?),
        // Two parts are minutes and seconds only where decimals say so; `14:15` may as well be hours and minutes.
        None if second.contains(['.', ',']) => Some(whole(first)? * 60.0 + fraction(second)?),
        None => None,
    }
}

/// Seconds with decimals after a point or a comma.
fn fraction(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    if !plain || !text.starts_with(|c: char| c.is_ascii_digit()) || text.len() > 20 {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

const MONTHS: [&[&str]; 12] = [
    &["jan", "ene"],
    &["feb", "fev"],
    &["mar", "mär", "mrz"],
    &["apr", "abr"],
    &["may", "mai"],
    &["jun"],
    &["jul"],
    &["aug", "ago"],
    &["sep", "set"],
    &["oct", "out", "okt"],
    &["nov"],
    &["dec", "dez", "dic"],
];

/// A date and a time of day in one of the ways loggers write them: ISO 8601, `23-Feb-2022 06:34:27.403`,
/// `5/4/2022 7:52:11 PM`, `04.05.2022 19:52:11`, `Wed Feb 23 07:18:47 GMT+08:00 2022`.
pub(crate) fn date(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() > 48 || !text.contains(':') {
        return None;
    }
    let text = text.trim_end_matches('Z').replace('T', " ");
    let words: Vec<&str> = text.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let time_at = words
        .iter()
        .position(|w| w.matches(':').count() >= 2 && w.starts_with(|c: char| c.is_ascii_digit()))?;
    // A zone behind it says how the clock was set; the clock itself is what is wanted.
    let clock_text = words[time_at].split(['+', '-']).next().unwrap_or_default();
    let mut of_day = clock(clock_text)?;
    if let Some(half) = words.get(time_at + 1) {
        let hour = (of_day / 3600.0).floor();
        match half.to_ascii_lowercase().trim_matches('.') {
            "pm" if hour < 12.0 => of_day += 12.0 * 3600.0,
            "am" if hour >= 12.0 => of_day -= 12.0 * 3600.0,
            _ => {}
        }
    }
    let american =
        words.get(time_at + 1).is_some_and(|w| matches!(w.to_ascii_lowercase().as_str(), "am" | "pm"));
    let (year, month, day, certain) = calendar(&words, time_at, american)?;
    Some(Moment { seconds: days_since_1970(year, month, day)? * 86_400.0 + of_day, certain })
}

/// Year, month, day from the words around the time.
fn calendar(words: &[&str], time_at: usize, american: bool) -> Option<(i64, u32, u32, bool)> {
    if time_at == 1 {
        if let (8, Ok(digits)) = (words[0].len(), words[0].parse::<u32>()) {
            return Some((i64::from(digits / 10_000), digits / 100 % 100, digits % 100, true));
        }
        let parts: Vec<&str> = words[0].split(['-', '/', '.']).collect();
        let [one, two, three] = parts[..] else { return None };
        if let Some(month) = month_of(two) {
            return Some((year_of(three)?, month, one.parse().ok()?, true));
        }
        let (first, second): (u32, u32) = (one.parse().ok()?, two.parse().ok()?);
        if one.len() == 4 {
            return Some((i64::from(first), second, three.parse().ok()?, true));
        }
        let year = year_of(three)?;
        let month_first = first <= 12 && (second > 12 || (american && words[0].contains('/')));
        let certain = first > 12 || second > 12 || first == second || words[0].contains('.');
        return Some(if month_first {
            (year, first, second, certain)
        } else {
            (year, second, first, certain)
        });
    }
    // Weekday, month, day, time, zone, year; or day, month, year, time.
    let month_at = words.iter().position(|w| month_of(w).is_some())?;
    let month = month_of(words[month_at])?;
    let numbers: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(i, w)| *i != time_at && w.bytes().all(|b| b.is_ascii_digit()))
        .map(|(_, w)| *w)
        .collect();
    let year = numbers.iter().find(|n| n.len() == 4)?;
    let day = numbers.iter().find(|n| n.len() <= 2)?;
    Some((year_of(year)?, month, day.parse().ok()?, true))
}

fn month_of(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    if !word.starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    let at = MONTHS.iter().position(|names| names.iter().any(|n| word.starts_with(n)))?;
    u32::try_from(at + 1).ok()
}

fn year_of(text: &str) -> Option<i64> {
    let year: i64 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// Days from 1970-01-01 to a date of the Gregorian calendar (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn days_since_1970(year: i64, month: u32, day: u32) -> Option<f64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1900..=2200).contains(&year) {
        return None;
    }
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let month = i64::from(month);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + i64::from(day) - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    Some(days as f64)
}

/// Seconds since 1970 as `YYYY-MM-DDTHH:MM:SS`; the inverse of [`date`] to the second.
pub(crate) fn iso(seconds: f64) -> Option<String> {
    if !(-2_208_988_800.0..=7_258_118_400.0).contains(&seconds) {
        return None;
    }
    let whole = seconds.floor() as i64;
    let (days, rest) = (whole.div_euclid(86_400), whole.rem_euclid(86_400));
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let mp = (5 * of_year + 2) / 153;
    let day = of_year - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_times_are_seconds() {
        let cases: &[(&str, Option<f64>)] = &[
            ("14:15:46.000", Some(51_346.0)),
            ("05:14:12.051", Some(18_852.051)),
            ("72:4354:29.928", Some(72.0 * 3600.0 + 4354.0 * 60.0 + 29.928)),
            ("3:13.611", Some(193.611)),
            ("10:19:15", Some(37_155.0)),
            ("14:15", None),
            ("1:2:3:4", None),
            ("a:b:c", None),
            ("::", None),
        ];
        for (text, expect) in cases {
            assert_eq!(clock(text), *expect, "{text}");
        }
    }

    #[test]
    fn dates_are_read_as_loggers_write_them() {
        let cases: &[(&str, Option<&str>)] = &[
            ("2025-12-18 22:56:53.347", Some("2025-12-18T22:56:53")),
            ("20251218 22:56:53", Some("2025-12-18T22:56:53")),
            ("2025-12-18T22:56:53Z", Some("2025-12-18T22:56:53")),
            ("2025-12-18T22:56:53.5-03:00", Some("2025-12-18T22:56:53")),
            ("2025-12-18 22:56:53+02:00", Some("2025-12-18T22:56:53")),
            ("23-Feb-2022 06:34:27.403", Some("2022-02-23T06:34:27")),
            ("5/4/2022 7:52:11 PM", Some("2022-05-04T19:52:11")),
            ("12/18/2022 12:00:01 AM", Some("2022-12-18T00:00:01")),
            ("25/04/2022 19:52:11", Some("2022-04-25T19:52:11")),
            ("04.05.2022 19:52:11", Some("2022-05-04T19:52:11")),
            ("Wed Feb 23 07:18:47 GMT+08:00 2022", Some("2022-02-23T07:18:47")),
            ("29/02/2024 00:00:00", Some("2024-02-29T00:00:00")),
            ("10:19:15.004", None),
            ("CL - Normal", None),
            ("99/99/9999 10:00:00", None),
        ];
        for (text, expect) in cases {
            assert_eq!(date(text).and_then(|m| iso(m.seconds)).as_deref(), *expect, "{text}");
        }
        assert!(!date("5/4/2022 7:52:11 PM").is_some_and(|m| m.certain), "day and month may be swapped");
    }
}
