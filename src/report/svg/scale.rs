//! From figures to places, and the round figures beside an axis.

use crate::i18n::Lang;
use crate::i18n::number::number;

/// One axis of a drawing: what it measures, its ends, its decimals.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// With its unit.
    pub title: String,
    pub low: f64,
    pub high: f64,
    /// Whose marks the figures beside it carry.
    pub lang: Lang,
}

impl Axis {
    /// An axis that has room for all of `values`, a little beyond, with zero in it where `zero` asks so.
    pub fn around(title: impl Into<String>, values: impl IntoIterator<Item = f64>, zero: bool) -> Self {
        let mut ends = values
            .into_iter()
            .filter(|v| v.is_finite())
            .fold(None, |ends: Option<(f64, f64)>, v| {
                Some(ends.map_or((v, v), |(low, high)| (low.min(v), high.max(v))))
            })
            .unwrap_or((0.0, 1.0));
        if zero {
            ends = (ends.0.min(0.0), ends.1.max(0.0));
        }
        let span = ends.1 - ends.0;
        let room = if span > 0.0 { span * 0.04 } else { ends.0.abs().max(1.0) * 0.5 };
        let low = if zero && ends.0 == 0.0 { 0.0 } else { ends.0 - room };
        Self { title: title.into(), low, high: ends.1 + room, lang: Lang::default() }
    }

    /// Between these ends.
    pub fn between(title: impl Into<String>, low: f64, high: f64) -> Self {
        Self { title: title.into(), low, high, lang: Lang::default() }
    }

    /// The same in another language.
    #[must_use]
    pub fn written_in(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    pub(super) fn write(&self, value: f64, digits: u8) -> String {
        number(self.lang, value, digits)
    }

    /// Share of the way from low to high.
    pub(super) fn share(&self, value: f64) -> f64 {
        let span = self.high - self.low;
        if span > 0.0 { (value - self.low) / span } else { 0.5 }
    }
}

/// Round figures from low to high, about `wanted` of them, and the decimals they need: steps of 1, 2 or 5.
pub fn ticks(low: f64, high: f64, wanted: usize) -> (Vec<f64>, u8) {
    let span = high - low;
    if !(span > 0.0 && span.is_finite()) || wanted == 0 {
        return (Vec::new(), 0);
    }
    let rough = span / wanted as f64;
    let power = rough.log10().floor();
    let unit = 10f64.powf(power);
    let step =
        [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * unit).find(|s| *s >= rough * 0.999).unwrap_or(unit);
    let digits = (-(step.log10() + 1e-9).floor()).clamp(0.0, 6.0) as u8;
    let first = (low / step - 1e-9).ceil();
    let figures = (0..1000)
        .map(|k| (first + f64::from(k)) * step)
        .take_while(|v| *v <= high + step * 1e-9)
        // −0 reads badly.
        .map(|v| if v.abs() < step * 1e-9 { 0.0 } else { v })
        .collect();
    (figures, digits)
}
