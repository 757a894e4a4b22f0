//! Figures of channels as text: in the user's units, states by their names, missing as an en dash.

use super::model::Channel;
use crate::engine::units::Quantity;
use crate::i18n::I18n;
use crate::i18n::number::{self, MISSING, UNIT_SPACE};
use crate::i18n::units::Units;

/// A value without its unit.
pub fn value(units: &Units, channel: &Channel, base: Option<f64>) -> String {
    let Some(base) = base.filter(|v| v.is_finite()) else { return MISSING.to_owned() };
    match channel.quantity {
        Quantity::Code => match channel.labels.get(base as usize) {
            Some(label) => label.clone(),
            None => number::number(units.lang, base, 0),
        },
        // How finely it was logged is not known: no digits are made up.
        Quantity::AsLogged => number::flexible(units.lang, base, 0, 3),
        quantity => units.show(base, quantity).text,
    }
}

/// The unit that stands behind [`value`]; empty where there is none.
pub fn unit<'a>(units: &Units, channel: &'a Channel) -> &'a str {
    match &channel.symbol {
        _ if channel.is_state() => "",
        Some(symbol) => symbol,
        None => units.symbol(channel.quantity),
    }
}

/// A difference, with its sign.
pub fn delta(units: &Units, channel: &Channel, base: Option<f64>) -> String {
    match base.filter(|v| v.is_finite()) {
        None => MISSING.to_owned(),
        Some(base) if channel.quantity == Quantity::AsLogged => {
            let text = number::flexible(units.lang, base, 0, 3);
            if base > 0.0 { format!("+{text}") } else { text }
        }
        Some(base) => units.show_delta(base, channel.quantity).text,
    }
}

/// A change per second, with its sign and as many digits as it needs: four that matter.
pub fn slope(units: &Units, channel: &Channel, base_per_s: Option<f64>) -> String {
    let Some(base) = base_per_s.filter(|v| v.is_finite()) else { return MISSING.to_owned() };
    let shown = base * units.scale_offset(channel.quantity).0;
    let digits = if shown == 0.0 { 0 } else { (3.0 - shown.abs().log10().floor()).clamp(0.0, 6.0) as u8 };
    number::signed(units.lang, shown, digits)
}

/// A standard deviation.
pub fn spread(units: &Units, channel: &Channel, base: Option<f64>) -> String {
    match base.filter(|v| v.is_finite()) {
        None => MISSING.to_owned(),
        Some(base) if channel.quantity == Quantity::AsLogged => number::flexible(units.lang, base, 0, 3),
        Some(base) => units.show_spread(base, channel.quantity).text,
    }
}

/// Unit of a change per second.
pub fn unit_per_second(units: &Units, channel: &Channel) -> String {
    match unit(units, channel) {
        "" => "1/s".to_owned(),
        symbol => format!("{symbol}/s"),
    }
}

/// A figure and its unit.
pub fn with_unit(text: String, unit: &str) -> String {
    if unit.is_empty() || text == MISSING {
        text
    } else if unit == "°" {
        format!("{text}°")
    } else {
        format!("{text}{UNIT_SPACE}{unit}")
    }
}

/// The channel's name for people.
pub fn name(i18n: I18n, channel: &Channel) -> String {
    i18n.channel(&channel.key).into_owned()
}

/// A moment with the decimals of a logger's clock.
pub fn moment(units: &Units, t: f64) -> String {
    crate::charts::strips::moment(units.lang, t, 3, t.abs() >= 120.0)
}

/// A stretch of time in seconds.
pub fn seconds(units: &Units, dt: f64) -> String {
    format!("{}{UNIT_SPACE}s", number::number(units.lang, dt, 3))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::model::tests::channels;
    use super::*;
    use crate::i18n::Lang;
    use crate::i18n::units::{GASOLINE_STOICH, Preset, UnitPrefs};

    fn units(lang: Lang, preset: Preset) -> Units {
        let prefs = Rc::new(UnitPrefs { preset, ..UnitPrefs::default() });
        Units { lang, prefs, stoich: GASOLINE_STOICH }
    }

    fn full(units: &Units, channel: &Channel, base: Option<f64>) -> String {
        with_unit(value(units, channel, base), unit(units, channel))
    }

    #[test]
    fn values_stand_in_the_units_of_the_user() {
        let known = channels(&["coolant", "rpm", "ign_advance", "x:Odd", "limiter"]);
        let metric = units(Lang::PtBr, Preset::Metric);
        let imperial = units(Lang::En, Preset::Imperial);
        assert_eq!(full(&metric, &known.0[0], Some(90.0)), "90\u{a0}°C");
        assert_eq!(full(&imperial, &known.0[0], Some(90.0)), "194\u{a0}°F");
        assert_eq!(delta(&imperial, &known.0[0], Some(10.0)), "+18");
        assert_eq!(full(&metric, &known.0[1], None), "–");
        assert_eq!(full(&metric, &known.0[2], Some(27.4)), "27,4°");
        assert_eq!(full(&metric, &known.0[3], Some(0.5)), "0,5");
        assert_eq!(full(&metric, &known.0[4], Some(1.0)), "Ligado");
    }

    #[test]
    fn a_state_has_a_name() {
        let mut gear = channels(&["engine_state"]).0[0].clone();
        gear.labels = Rc::from(["Idle".to_owned(), "Run".to_owned()]);
        let units = units(Lang::En, Preset::Metric);
        assert_eq!(full(&units, &gear, Some(1.0)), "Run");
        assert_eq!(full(&units, &gear, Some(7.0)), "7");
    }

    #[test]
    fn a_slope_has_four_digits_that_matter() {
        let known = channels(&["rpm", "lambda_1"]);
        let units = units(Lang::En, Preset::Metric);
        assert_eq!(slope(&units, &known.0[0], Some(2509.34)), "+2\u{202f}509");
        assert_eq!(slope(&units, &known.0[1], Some(-0.012_345)), "\u{2212}0.01235");
        assert_eq!(slope(&units, &known.0[1], Some(0.0)), "0");
        assert_eq!(unit_per_second(&units, &known.0[0]), "rpm/s");
    }
}
