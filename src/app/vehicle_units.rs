//! Figures of a vehicle as text in the user's units, and back. Pure.
//!
//! Most figures have a quantity and follow the user's choice for it. Three have none: the flow of an injector (sold by
//! lb/h or cm³/min), consumption per work (lb/(hp·h) or g/kWh) and the frontal area.

use std::fmt;

use crate::engine::fuel::{G_PER_KWH, GASOLINE_DENSITY};
use crate::engine::units::{Quantity, Unit};
use crate::engine::vehicle::{FieldErrorKind, Measure, tidy};
use crate::i18n::number::{self, NumberError};
use crate::i18n::units::{ReadError, Shown, Units};

/// A unit outside the list of quantities: so much of the base unit, decimals when shown, decimals when edited.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Special {
    symbol: &'static str,
    per: f64,
    digits: u8,
    /// How people write it, in lower case and without blanks.
    spellings: &'static [&'static str],
}

const LB_H: Special = Special {
    symbol: "lb/h",
    per: 0.125_997_881,
    digits: 0,
    spellings: &["lb/h", "lb/hr", "lbs/h", "lbs/hr", "lb", "lbs", "pph"],
};
/// Of gasoline: a volume is a mass only with a density.
const CC_MIN: Special = Special {
    symbol: "cm³/min",
    per: GASOLINE_DENSITY / 60.0,
    digits: 0,
    spellings: &["cm³/min", "cm3/min", "cc/min", "cc", "ccm", "cm³", "cm3", "ml/min", "ml"],
};
const G_S: Special = Special { symbol: "g/s", per: 1.0, digits: 2, spellings: &["g/s"] };
const G_MIN: Special = Special { symbol: "g/min", per: 1.0 / 60.0, digits: 0, spellings: &["g/min"] };
const KG_H: Special = Special { symbol: "kg/h", per: 1.0 / 3.6, digits: 1, spellings: &["kg/h"] };
const LB_HP_H: Special = Special {
    symbol: "lb/hp·h",
    per: G_PER_KWH,
    digits: 2,
    spellings: &["lb/hp·h", "lb/hph", "lb/hp.h", "lb/(hp·h)", "lb/(hph)", "lb/hp/h", "lb/hp-h", "lbs/hp·h"],
};
const G_KWH: Special =
    Special { symbol: "g/kWh", per: 1.0, digits: 0, spellings: &["g/kwh", "g/kw·h", "g/kw.h"] };
const LITRES: Special = Special {
    symbol: "L",
    per: 1.0,
    digits: 1,
    spellings: &["l", "lt", "litre", "litres", "liter", "liters", "litros"],
};
const CC: Special =
    Special { symbol: "cm³", per: 1e-3, digits: 0, spellings: &["cm³", "cm3", "cc", "ccm"] };
const CUBIC_INCH: Special =
    Special {
        symbol: "in³", per: 0.016_387_064, digits: 0, spellings: &["in³", "in3", "ci", "cid", "cuin"]
    };
const M2: Special = Special { symbol: "m²", per: 1.0, digits: 2, spellings: &["m²", "m2"] };
const FT2: Special =
    Special { symbol: "ft²", per: 0.092_903_04, digits: 1, spellings: &["ft²", "ft2", "sqft"] };
const BARE: Special = Special { symbol: "", per: 1.0, digits: 2, spellings: &[] };

/// Decimals of a figure that is edited: a conversion may show them, and what is shown is what is kept.
const EDIT_DIGITS: u8 = 3;

/// The unit a measure is entered and shown in, the other ones that are understood.
fn specials(measure: Measure, units: &Units) -> Option<(Special, &'static [Special])> {
    match measure {
        Measure::Of(_) => None,
        Measure::Displacement => Some((LITRES, &[LITRES, CC, CUBIC_INCH])),
        Measure::InjectorFlow => {
            let imperial =
                matches!(units.prefs.unit(Quantity::MassFlow), Unit::LbPerHour | Unit::LbPerMinute);
            Some((if imperial { LB_H } else { CC_MIN }, &[LB_H, CC_MIN, G_S, G_MIN, KG_H]))
        }
        Measure::Bsfc => {
            let metric = units.prefs.unit(Quantity::Power) == Unit::Kilowatts;
            Some((if metric { G_KWH } else { LB_HP_H }, &[LB_HP_H, G_KWH]))
        }
        Measure::Area => {
            let imperial = units.prefs.unit(Quantity::Length) == Unit::Feet;
            Some((if imperial { FT2 } else { M2 }, &[M2, FT2]))
        }
        Measure::Plain => Some((BARE, &[])),
    }
}

/// Symbol of the unit a measure is shown in; empty for a bare number.
pub fn symbol(measure: Measure, units: &Units) -> &'static str {
    match (measure, specials(measure, units)) {
        (_, Some((unit, _))) => unit.symbol,
        (Measure::Of(quantity), None) => units.symbol(quantity),
        (_, None) => "",
    }
}

/// A figure (base unit) ready to be shown, with sensible decimals.
pub fn show(measure: Measure, value: f64, units: &Units) -> Shown {
    match (measure, specials(measure, units)) {
        (Measure::Plain, _) => Shown { text: number::flexible(units.lang, value, 0, 3), symbol: "" },
        (_, Some((unit, _))) => {
            Shown { text: number::number(units.lang, value / unit.per, unit.digits), symbol: unit.symbol }
        }
        (Measure::Of(quantity), None) => units.show(value, quantity),
        (_, None) => Shown { text: number::number(units.lang, value, 2), symbol: "" },
    }
}

/// An example: as few decimals as say it well enough.
pub fn show_short(measure: Measure, value: f64, units: &Units) -> Shown {
    let (figure, symbol) = in_unit(measure, value, units);
    Shown { text: number::flexible(units.lang, figure, 0, short_digits(figure)), symbol }
}

/// Which end of a range a limit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Lower,
    Upper,
}

/// A limit. What was set in one unit is no round figure in another: it is rounded inwards, so that whoever types what
/// is shown is within it.
pub fn show_limit(measure: Measure, value: f64, end: End, units: &Units) -> Shown {
    let (figure, symbol) = in_unit(measure, value, units);
    let digits = short_digits(figure);
    let scale = 10f64.powi(i32::from(digits));
    let (scaled, nearest) = (figure * scale, (figure * scale).round());
    // A hair is the noise of the conversion.
    let inward = match end {
        _ if (scaled - nearest).abs() <= 1e-6 * scaled.abs() => nearest,
        End::Lower => scaled.ceil(),
        End::Upper => scaled.floor(),
    };
    Shown { text: number::flexible(units.lang, inward / scale, 0, digits), symbol }
}

fn in_unit(measure: Measure, value: f64, units: &Units) -> (f64, &'static str) {
    match (measure, specials(measure, units)) {
        (Measure::Of(quantity), _) => (units.convert(value, quantity), units.symbol(quantity)),
        (_, Some((unit, _))) => (value / unit.per, unit.symbol),
        (_, None) => (value, ""),
    }
}

/// Three digits tell enough.
fn short_digits(figure: f64) -> u8 {
    match figure.abs() {
        f if f >= 100.0 => 0,
        f if f >= 10.0 => 1,
        _ => 2,
    }
}

/// A figure (base unit) as a field shows it for editing.
pub fn editable(measure: Measure, value: f64, units: &Units) -> String {
    match (measure, specials(measure, units)) {
        (Measure::Of(quantity), _) => units.editable(value, quantity),
        (_, Some((unit, _))) => number::editable(units.lang, value / unit.per, EDIT_DIGITS),
        (_, None) => number::editable(units.lang, value, EDIT_DIGITS),
    }
}

/// A typed figure in the base unit. A unit behind it is understood: `52 lb/h`, `550 cc`, `14,5 psi`.
pub fn read(measure: Measure, text: &str, units: &Units) -> Result<f64, FieldErrorKind> {
    let Some((own, others)) = specials(measure, units) else {
        let Measure::Of(quantity) = measure else { return Err(FieldErrorKind::Unit) };
        return units.read(text, quantity).map(tidy).map_err(|e| match e {
            ReadError::Number(NumberError::Empty) => FieldErrorKind::Required,
            ReadError::Number(NumberError::Malformed) => FieldErrorKind::NotANumber,
            ReadError::Unit => FieldErrorKind::Unit,
        });
    };
    let (figure, suffix) = split_unit(text);
    let value = number::parse(figure).map_err(|e| match e {
        NumberError::Empty if suffix.is_empty() => FieldErrorKind::Required,
        _ => FieldErrorKind::NotANumber,
    })?;
    if suffix.is_empty() {
        return Ok(tidy(value * own.per));
    }
    match others.iter().find(|unit| unit.spellings.contains(&suffix.as_str())) {
        Some(unit) => Ok(tidy(value * unit.per)),
        None => Err(FieldErrorKind::Unit),
    }
}

/// The figure, and the unit behind it in lower case without blanks.
fn split_unit(text: &str) -> (&str, String) {
    let text = text.trim();
    let end =
        text.char_indices().find(|(_, c)| c.is_alphabetic() || *c == '%').map_or(text.len(), |(at, _)| at);
    let (figure, suffix) = text.split_at(end);
    let suffix = suffix.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    (figure, suffix)
}

/// A span of figures that share a unit: `446 – 531 hp`.
pub struct Span {
    pub low: Shown,
    pub high: Shown,
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}–{}{}", self.low.text, number::UNIT_SPACE, number::UNIT_SPACE, self.high)
    }
}
