//! Cells as text for a spreadsheet: tabs between them, the decimal mark of the language, no group marks, a plain
//! minus, nothing where nothing was logged.

use crate::engine::units::{Quantity, Unit};
use crate::i18n::Lang;
use crate::i18n::units::Units;

/// A time in seconds.
pub fn time(lang: Lang, seconds: f64) -> String {
    with_mark(lang, shortest(seconds, 4))
}

/// A figure in the display's unit. In the unit it is kept in it stands as it was logged; a converted one is rounded
/// to three decimals more than the display shows.
pub fn value(units: &Units, value: Option<f64>, quantity: Quantity) -> String {
    let Some(base) = value.filter(|v| v.is_finite()) else { return String::new() };
    let text = if units.scale_offset(quantity) == (1.0, 0.0) {
        as_logged(base)
    } else {
        shortest(units.convert(base, quantity), usize::from(units.digits(quantity)) + 3)
    };
    with_mark(units.lang, text)
}

/// A computed figure, already in the display's unit, with at most so many decimals.
pub fn plain(lang: Lang, value: Option<f64>, digits: usize) -> String {
    value.filter(|v| v.is_finite()).map_or(String::new(), |v| with_mark(lang, shortest(v, digits)))
}

/// Name and unit of a column.
pub fn heading(units: &Units, name: &str, quantity: Quantity) -> String {
    let symbol = match quantity {
        Quantity::AsLogged | Quantity::Code | Quantity::Flag | Quantity::Count => {
            Unit::base(quantity).symbol()
        }
        _ => units.symbol(quantity),
    };
    let name = clean(name);
    if symbol.is_empty() { name } else { format!("{name} ({symbol})") }
}

/// A text in one cell: without tabs and line ends.
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Columns keep f32: the shortest text that gives that number again, not the digits of the f64 it became.
fn as_logged(value: f64) -> String {
    let narrow = value as f32;
    if f64::from(narrow) == value { narrow.to_string() } else { value.to_string() }
}

fn shortest(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn with_mark(lang: Lang, text: String) -> String {
    match lang.decimal_mark() {
        '.' => text,
        mark => text.replace('.', &mark.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    use crate::i18n::units::{GASOLINE_STOICH, Preset, UnitPrefs};

    fn units(lang: Lang, preset: Preset) -> Units {
        let prefs = Rc::new(UnitPrefs { preset, ..UnitPrefs::default() });
        Units { lang, prefs, stoich: GASOLINE_STOICH }
    }

    #[test]
    fn figures_stand_as_they_were_logged() {
        let en = units(Lang::En, Preset::Metric);
        let br = units(Lang::PtBr, Preset::Metric);
        assert_eq!(value(&en, Some(f64::from(0.871_f32)), Quantity::Lambda), "0.871");
        assert_eq!(value(&br, Some(f64::from(-0.212_f32)), Quantity::Pressure), "-0,212");
        assert_eq!(value(&en, Some(12_345.0), Quantity::RotationalSpeed), "12345");
        assert_eq!(value(&en, Some(-22.123_456_789), Quantity::Angle), "-22.123456789");
        assert_eq!(value(&en, None, Quantity::Lambda), "");
    }

    #[test]
    fn a_converted_figure_is_rounded() {
        let us = units(Lang::En, Preset::Imperial);
        assert_eq!(value(&us, Some(100.0), Quantity::Temperature), "212");
        assert_eq!(value(&us, Some(1.0), Quantity::Pressure), "14.5038");
        assert_eq!(heading(&us, "Oil\tpressure", Quantity::Pressure), "Oil pressure (psi)");
    }

    #[test]
    fn times_have_the_mark_of_the_language() {
        assert_eq!(
            (time(Lang::En, 12.04), time(Lang::PtBr, 12.04), time(Lang::En, 3.0)),
            ("12.04".into(), "12,04".into(), "3".into())
        );
    }

    #[test]
    fn a_figure_without_unit_has_a_bare_heading() {
        let en = units(Lang::En, Preset::Metric);
        assert_eq!(heading(&en, "Gear", Quantity::Count), "Gear");
        assert_eq!(heading(&en, "Oil", Quantity::AsLogged), "Oil");
    }
}
