//! Round places for the lines of a grid, and what is written at them.

use crate::i18n::Lang;
use crate::i18n::number;

/// Places of grid lines, and how many decimals they need.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticks {
    pub step: f64,
    pub at: Vec<f64>,
    pub digits: u8,
}

/// Steps of time that people count in, seconds.
const TIME_STEPS: [f64; 27] = [
    0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0,
    30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 21600.0,
];

/// At most `most` places between two figures at round steps (1, 2 or 5 times a power of ten).
pub fn value_ticks(low: f64, high: f64, most: usize) -> Ticks {
    let width = high - low;
    if !(width > 0.0 && width.is_finite()) || most == 0 {
        return Ticks::default();
    }
    let rough = width / most as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough * 0.999_999);
    fill(low, high, step.unwrap_or(10.0 * power))
}

/// At most `most` places between two moments.
pub fn time_ticks(t0: f64, t1: f64, most: usize) -> Ticks {
    let width = t1 - t0;
    if !(width > 0.0 && width.is_finite()) || most == 0 {
        return Ticks::default();
    }
    let rough = width / most as f64;
    match TIME_STEPS.into_iter().find(|s| *s >= rough * 0.999_999) {
        Some(step) => fill(t0, t1, step),
        // Longer than a week: whole days.
        None => fill(t0, t1, (rough / 86_400.0).ceil() * 86_400.0),
    }
}

fn fill(low: f64, high: f64, step: f64) -> Ticks {
    let first = (low / step - 1e-9).ceil();
    let last = (high / step + 1e-9).floor();
    let count = if last >= first { (last - first) as usize + 1 } else { 0 };
    let at = (0..count.min(1000)).map(|i| (first + i as f64) * step).collect();
    let digits = (-step.log10() - 1e-9).ceil().clamp(0.0, 6.0) as u8;
    Ticks { step, at, digits }
}

/// A moment as it stands on the axis: `12.5 s`, from two minutes on `2:05`, from an hour on `1:02:05`.
pub fn moment(lang: Lang, t: f64, digits: u8, minutes: bool) -> String {
    if minutes {
        number::clock(lang, t, digits)
    } else {
        format!("{}{}s", number::number(lang, t, digits), number::UNIT_SPACE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_at_round_steps() {
        let cases: [(f64, f64, usize, &[f64], u8); 4] = [
            (0.0, 100.0, 5, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0], 0),
            (0.71, 1.33, 4, &[0.8, 1.0, 1.2], 1),
            (-0.78, 0.92, 4, &[-0.5, 0.0, 0.5], 1),
            (880.0, 6240.0, 3, &[2000.0, 4000.0, 6000.0], 0),
        ];
        for (low, high, most, at, digits) in cases {
            let ticks = value_ticks(low, high, most);
            let near =
                ticks.at.len() == at.len() && ticks.at.iter().zip(at).all(|(a, b)| (a - b).abs() < 1e-9);
            assert!(near && ticks.digits == digits, "{low}..{high}: {ticks:?}");
        }
    }

    #[test]
    fn there_are_never_many_more_than_asked_for() {
        for exponent in -6..9 {
            for mantissa in [1.0, 1.7, 3.3, 9.9] {
                let width = mantissa * 10_f64.powi(exponent);
                assert!((1..=7).contains(&value_ticks(-width / 3.0, width, 6).at.len()), "{width}");
            }
        }
    }

    #[test]
    fn time_is_counted_in_seconds_minutes_and_hours() {
        let steps = [(0.01, 0.002), (3.0, 0.5), (30.0, 5.0), (100.0, 15.0), (600.0, 120.0), (7200.0, 1800.0)];
        for (width, step) in steps {
            assert_eq!(time_ticks(0.0, width, 7).step, step, "{width} s");
        }
        assert_eq!(time_ticks(0.0, 86_400.0 * 30.0, 7).step, 86_400.0 * 5.0);
    }

    #[test]
    fn nothing_is_marked_where_there_is_no_range() {
        assert_eq!(value_ticks(5.0, 5.0, 4), Ticks::default());
        assert_eq!(value_ticks(f64::NAN, 5.0, 4), Ticks::default());
        assert_eq!(time_ticks(2.0, 1.0, 4), Ticks::default());
    }

    #[test]
    fn a_moment_is_written_as_people_say_it() {
        assert_eq!(moment(Lang::En, 12.5, 1, false), "12.5\u{a0}s");
        assert_eq!(moment(Lang::PtBr, 125.3, 1, true), "2:05,3");
        assert_eq!(moment(Lang::En, 3725.0, 0, true), "1:02:05");
    }
}
