//! Figures of a rule in the units of the user.

use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::i18n::units::{ReadError, Units};

/// What a figure of a rule measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    pub quantity: Quantity,
    /// A difference has no zero to shift: 10 °C of it are 18 °F.
    pub difference: bool,
}

impl Measure {
    pub const fn of(quantity: Quantity) -> Self {
        Self { quantity, difference: false }
    }

    pub const fn difference(quantity: Quantity) -> Self {
        Self { quantity, difference: true }
    }

    /// Symbol of its unit; empty where there is none.
    pub fn symbol(self, units: &Units) -> &'static str {
        match self.quantity {
            Quantity::AsLogged | Quantity::Flag | Quantity::Count | Quantity::Code => "",
            quantity => units.symbol(quantity),
        }
    }

    /// As a field shows it for editing, without its unit.
    pub fn editable(self, units: &Units, base: f64) -> String {
        let (shown, digits) = self.shown(units, base);
        number::editable(units.lang, shown, digits)
    }

    /// The figure in the unit of display, and the most decimals it is given.
    fn shown(self, units: &Units, base: f64) -> (f64, u8) {
        let (scale, offset) = units.scale_offset(self.quantity);
        let shown = base * scale + if self.difference { 0.0 } else { offset };
        (shown, units.digits(self.quantity).max(3))
    }

    /// With its unit, and no more decimals than it needs.
    pub fn show(self, units: &Units, base: f64) -> String {
        let (shown, digits) = self.shown(units, base);
        let text = number::flexible(units.lang, shown, 0, digits);
        match self.symbol(units) {
            "" => text,
            "°" => format!("{text}°"),
            symbol => format!("{text}{}{symbol}", number::UNIT_SPACE),
        }
    }

    /// What was typed, in the base unit. A unit behind it is understood.
    pub fn read(self, units: &Units, text: &str) -> Result<f64, ReadError> {
        let value = units.read(text, self.quantity)?;
        if !self.difference {
            return Ok(value);
        }
        // The zero of the unit it was typed in.
        let unit = text.trim().trim_start_matches(|c: char| !c.is_alphabetic() && c != '°' && c != '%');
        Ok(value - units.read(&format!("0 {unit}"), self.quantity)?)
    }
}
