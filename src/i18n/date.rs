//! Dates and times of day. The offset from UTC is an argument: whoever asks the browser knows it, this module not.

use super::{Lang, number};

const MINUTE_MS: f64 = 60_000.0;
const DAY_MS: f64 = 86_400_000.0;

const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_PT: [&str; 12] =
    ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"];

/// A moment on the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    pub millisecond: u16,
}

impl Civil {
    /// `ms` since 1970-01-01 UTC, seen `offset_minutes` east of UTC. `None` where there is no such date.
    pub fn from_ms(ms: f64, offset_minutes: i32) -> Option<Civil> {
        let local = ms + f64::from(offset_minutes) * MINUTE_MS;
        // The range of JavaScript's Date.
        if !local.is_finite() || local.abs() > 8.64e15 {
            return None;
        }
        let days = (local / DAY_MS).floor();
        let mut rest = (local - days * DAY_MS).floor() as u32;
        let millisecond = (rest % 1000) as u16;
        rest /= 1000;
        let (year, month, day) = from_days(days as i64);
        Some(Civil {
            year: year as i32,
            month,
            day,
            hour: (rest / 3600) as u8,
            minute: (rest / 60 % 60) as u8,
            second: (rest % 60) as u8,
            millisecond,
        })
    }

    /// Back to ms since 1970-01-01 UTC.
    pub fn to_ms(self, offset_minutes: i32) -> f64 {
        let days = to_days(i64::from(self.year), self.month, self.day) as f64;
        days * DAY_MS
            + f64::from(self.hour) * 3_600_000.0
            + f64::from(self.minute) * MINUTE_MS
            + f64::from(self.second) * 1000.0
            + f64::from(self.millisecond)
            - f64::from(offset_minutes) * MINUTE_MS
    }
}

// Days from civil and back: the well-known algorithm on years that begin in March, eras of 400 years.
fn from_days(days: i64) -> (i64, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * month_index + 2) / 5 + 1) as u8;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 } as u8;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn to_days(year: i64, month: u8, day: u8) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = i64::from(month);
    let day_of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Reads `2026-03-12T14:20:07` (a blank for the `T`, a fraction behind it) as ms on the wall clock: as if it were UTC,
/// to be shown without an offset.
pub fn parse_wall(text: &str) -> Option<f64> {
    let (day, clock) = text.split_once(['T', ' '])?;
    let mut day = day.splitn(3, '-');
    let (year, month, day) =
        (day.next()?.parse().ok()?, day.next()?.parse().ok()?, day.next()?.parse().ok()?);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut clock = clock.splitn(3, ':');
    let (hour, minute, second) =
        (clock.next()?.parse().ok()?, clock.next()?.parse().ok()?, clock.next()?.parse().ok()?);
    let millisecond = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    let civil = Civil { year, month, day, hour, minute, second, millisecond };
    let ms = civil.to_ms(0);
    // 30 February or 25 o'clock come back as another moment.
    (Civil::from_ms(ms, 0) == Some(civil)).then_some(ms)
}

/// `12 Mar 2026`, `12 mar 2026`.
pub fn date(lang: Lang, ms: f64, offset_minutes: i32) -> String {
    let Some(c) = Civil::from_ms(ms, offset_minutes) else { return number::MISSING.to_owned() };
    let months = match lang {
        Lang::En => MONTHS_EN,
        Lang::PtBr => MONTHS_PT,
    };
    format!("{} {} {}", c.day, months[usize::from(c.month) - 1], c.year)
}

/// `14:20`; both languages use 24 hours here.
pub fn time(ms: f64, offset_minutes: i32) -> String {
    match Civil::from_ms(ms, offset_minutes) {
        Some(c) => format!("{:02}:{:02}", c.hour, c.minute),
        None => number::MISSING.to_owned(),
    }
}

/// `12 Mar 2026 14:20`.
pub fn date_time(lang: Lang, ms: f64, offset_minutes: i32) -> String {
    if Civil::from_ms(ms, offset_minutes).is_none() {
        return number::MISSING.to_owned();
    }
    format!("{} {}", date(lang, ms, offset_minutes), time(ms, offset_minutes))
}

/// `14:20:07.125`, for logs.
pub fn time_ms(ms: f64, offset_minutes: i32) -> String {
    match Civil::from_ms(ms, offset_minutes) {
        Some(c) => format!("{:02}:{:02}:{:02}.{:03}", c.hour, c.minute, c.second, c.millisecond),
        None => number::MISSING.to_owned(),
    }
}

/// `2026-03-12T14:20:07.125Z`, for exports.
pub fn iso_utc(ms: f64) -> String {
    match Civil::from_ms(ms, 0) {
        Some(c) => format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            c.year, c.month, c.day, c.hour, c.minute, c.second, c.millisecond
        ),
        None => String::new(),
    }
}
