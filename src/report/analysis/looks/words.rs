//! Channels as the drawings name and scale them.

use crate::engine::analysis::scatter::Term;
use crate::engine::channels::ChannelKey;
use crate::engine::units::Quantity;
use crate::i18n::Lang;
use crate::i18n::number::{self, MISSING, UNIT_SPACE};
use crate::i18n::units::Units;

/// A channel in words: what it is called, measured in what.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub name: String,
    pub quantity: Quantity,
    /// Symbol of its unit where no unit is known.
    pub symbol: Option<String>,
}

/// Tells channels by their keys.
pub struct Names<'a> {
    tell: &'a dyn Fn(&ChannelKey) -> Named,
}

impl<'a> Names<'a> {
    pub fn new(tell: &'a dyn Fn(&ChannelKey) -> Named) -> Self {
        Self { tell }
    }

    pub fn of(&self, key: &ChannelKey) -> Named {
        (self.tell)(key)
    }
}

impl Named {
    /// Its unit; empty where there is none.
    pub fn unit(&self, units: &Units) -> String {
        match (&self.symbol, self.quantity) {
            (_, Quantity::Flag | Quantity::Code) => String::new(),
            (Some(symbol), _) => symbol.clone(),
            (None, quantity) => units.symbol(quantity).to_owned(),
        }
    }

    /// `MAP (bar)`
    pub fn title(&self, units: &Units) -> String {
        let unit = self.unit(units);
        if unit.is_empty() { self.name.clone() } else { format!("{} ({unit})", self.name) }
    }

    /// The display's figure is `base * scale + offset`.
    pub fn scale_offset(&self, units: &Units) -> (f64, f64) {
        if self.is_bare() { (1.0, 0.0) } else { units.scale_offset(self.quantity) }
    }

    pub fn shown(&self, units: &Units, base: f64) -> f64 {
        let (scale, offset) = self.scale_offset(units);
        base * scale + offset
    }

    /// Decimals of a read-out.
    pub fn digits(&self, units: &Units) -> u8 {
        if self.is_bare() { 3 } else { units.digits(self.quantity) }
    }

    /// A value without its unit.
    pub fn bare(&self, units: &Units, base: Option<f64>) -> String {
        match base.filter(|v| v.is_finite()) {
            None => MISSING.to_owned(),
            Some(v) if self.is_bare() => number::flexible(units.lang, v, 0, 3),
            Some(v) => units.show(v, self.quantity).text,
        }
    }

    /// A value with its unit.
    pub fn text(&self, units: &Units, base: Option<f64>) -> String {
        self.with_unit(units, self.bare(units, base))
    }

    /// A difference without its unit: scaled, never shifted.
    pub fn bare_spread(&self, units: &Units, base: Option<f64>) -> String {
        match base.filter(|v| v.is_finite()) {
            None => MISSING.to_owned(),
            Some(v) if self.is_bare() => number::flexible(units.lang, v, 0, 3),
            Some(v) => units.show_spread(v, self.quantity).text,
        }
    }

    /// A difference with its unit.
    pub fn spread(&self, units: &Units, base: Option<f64>) -> String {
        self.with_unit(units, self.bare_spread(units, base))
    }

    fn with_unit(&self, units: &Units, text: String) -> String {
        let unit = self.unit(units);
        if unit.is_empty() || text == MISSING { text } else { format!("{text}{UNIT_SPACE}{unit}") }
    }

    /// States and what has no unit: their figures are as they are.
    fn is_bare(&self) -> bool {
        matches!(self.quantity, Quantity::AsLogged | Quantity::Flag | Quantity::Code)
    }
}

/// A figure with so many digits that matter.
pub fn significant(lang: Lang, value: f64, wanted: u8) -> String {
    if value == 0.0 || !value.is_finite() {
        return number::number(lang, 0.0, 0);
    }
    let digits = f64::from(wanted) - 1.0 - value.abs().log10().floor();
    number::number(lang, value, digits.clamp(0.0, 9.0) as u8)
}

/// Terms of a polynomial over base units, for figures that are shown as `base * scale + offset`. Errors of terms that are
/// mixed by an offset add up: they are not independent, and this is never less than the truth.
pub fn in_units(terms: &[Term], (xs, xo): (f64, f64), (ys, yo): (f64, f64)) -> Vec<(f64, f64)> {
    let mut shown = vec![(0.0, 0.0); terms.len()];
    for (power, term) in terms.iter().enumerate() {
        // ((x − xo) / xs)^power, written out in powers of x.
        for (k, slot) in shown.iter_mut().enumerate().take(power + 1) {
            let factor = choose(power, k) * (-xo).powi((power - k) as i32) / xs.powi(power as i32) * ys;
            slot.0 += term.value * factor;
            slot.1 += (term.error * factor).abs();
        }
    }
    if let Some(first) = shown.first_mut() {
        first.0 += yo;
    }
    shown
}

fn choose(n: usize, k: usize) -> f64 {
    (0..k).fold(1.0, |c, i| c * (n - i) as f64 / (i + 1) as f64)
}

/// Unit of a power by frequency.
pub fn density_unit(named: &Named, units: &Units) -> String {
    let unit = named.unit(units);
    if unit.is_empty() { "1/Hz".to_owned() } else { format!("({unit})²/Hz") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_the_same_curve_in_other_units() {
        // °C over °C becomes °F over °F: y = 2 + 3x − x², at x = 10 °C (50 °F): 2 + 30 − 100 = −68 °C = −90.4 °F.
        let terms = [2.0, 3.0, -1.0].map(|value| Term { value, error: 0.0 });
        let shown = in_units(&terms, (1.8, 32.0), (1.8, 32.0));
        let at =
            |x: f64| shown.iter().enumerate().map(|(k, (value, _))| value * x.powi(k as i32)).sum::<f64>();
        assert!((at(50.0) + 90.4).abs() < 1e-9, "{}", at(50.0));
        let plain = in_units(
            &[Term { value: 1.0, error: 0.5 }, Term { value: 2.0, error: 0.25 }],
            (1.0, 0.0),
            (10.0, 0.0),
        );
        assert_eq!(plain, [(10.0, 5.0), (20.0, 2.5)]);
    }

    #[test]
    fn a_figure_has_the_digits_that_matter() {
        assert_eq!(significant(Lang::En, 0.001_234_5, 3), "0.00123");
        assert_eq!(significant(Lang::En, 1234.0, 2), number::number(Lang::En, 1234.0, 0));
        assert_eq!(significant(Lang::En, 0.0, 3), "0");
    }
}
