use fueltune_analyzer::i18n::Lang::{En, PtBr};
use fueltune_analyzer::i18n::date::{Civil, date, date_time, iso_utc, parse_wall, time, time_ms};

/// 12 March 2026 14:20:07.125 UTC.
const MOMENT: f64 = 1_773_325_207_125.0;

#[test]
fn a_moment_is_written_as_the_wall_clock_shows_it() {
    assert_eq!(date_time(En, MOMENT, 0), "12 Mar 2026 14:20");
    assert_eq!(date_time(PtBr, MOMENT, -180), "12 mar 2026 11:20");
    assert_eq!((date(En, MOMENT, 600), time(MOMENT, 600)), ("13 Mar 2026".to_owned(), "00:20".to_owned()));
    assert_eq!(time_ms(MOMENT, 0), "14:20:07.125");
    assert_eq!(iso_utc(MOMENT), "2026-03-12T14:20:07.125Z");
    assert_eq!(date(En, f64::NAN, 0), "–");
}

#[test]
fn days_count_through_leap_years_and_before_the_epoch() {
    let cases: &[(f64, (i32, u8, u8))] = &[
        (0.0, (1970, 1, 1)),
        (-1.0, (1969, 12, 31)),
        (951_782_400_000.0, (2000, 2, 29)),
        (1_709_164_800_000.0, (2024, 2, 29)),
        (4_107_456_000_000.0, (2100, 2, 28)),
        (4_107_542_400_000.0, (2100, 3, 1)),
    ];
    for &(ms, (year, month, day)) in cases {
        let civil = Civil::from_ms(ms, 0).expect("a date");
        assert_eq!((civil.year, civil.month, civil.day), (year, month, day), "{ms}");
    }
}

#[test]
fn a_date_taken_apart_comes_together_again() {
    for step in 0..4000 {
        let ms = f64::from(step) * 1_234_567_891.0 - 2_000_000_000_000.0;
        let civil = Civil::from_ms(ms, -180).expect("a date");
        assert_eq!(civil.to_ms(-180), ms);
    }
}

#[test]
fn a_local_time_of_a_log_is_read_and_shown_as_it_stands() {
    let cases = [
        ("2026-03-12T14:20:07", Some("12 Mar 2026 14:20")),
        ("2026-03-12 14:20:07.5", Some("12 Mar 2026 14:20")),
        ("2026-02-30T00:00:00", None),
        ("2026-03-12T25:00:00", None),
        ("yesterday", None),
    ];
    for (text, expected) in cases {
        let shown = parse_wall(text).map(|ms| date_time(En, ms, 0));
        assert_eq!(shown.as_deref(), expected, "{text}");
    }
}
