//! In which unit the cells of a table, or the break points of an axis, are shown and typed.

use crate::engine::tables::{MapAxis, MapTable, Rules, axis_rules, cell_rules};
use crate::engine::units::{Quantity, Unit};
use crate::i18n::Lang;
use crate::i18n::number;
use crate::i18n::units::Units;

/// From the base unit to what is shown, and back.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    pub lang: Lang,
    /// `shown = base * factor + offset`.
    factor: f64,
    offset: f64,
    pub digits: u8,
    pub symbol: &'static str,
}

impl Scale {
    /// That of a table's cells.
    pub fn of_cells(table: &MapTable, units: &Units) -> Self {
        Self::of(&cell_rules(table.info.kind, table.unit()), units)
    }

    /// That of an axis.
    pub fn of_axis(axis: &MapAxis, units: &Units) -> Self {
        Self::of(&axis_rules(axis), units)
    }

    /// The unit the kind is shown in, unless the user prefers another one.
    fn of(rules: &Rules, units: &Units) -> Self {
        let quantity = rules.display.quantity();
        let (factor, offset) = units.scale_offset(quantity);
        let chosen = (factor, offset) != (1.0, 0.0);
        if chosen && !matches!(quantity, Quantity::AsLogged | Quantity::Percent) {
            let (digits, symbol) = (units.digits(quantity), units.symbol(quantity));
            return Self { lang: units.lang, factor, offset, digits, symbol };
        }
        Self::in_unit(rules.display, rules.digits, units.lang)
    }

    /// A unit with so many decimals.
    pub fn in_unit(unit: Unit, digits: u8, lang: Lang) -> Self {
        let (scale, offset) = unit.scale_offset();
        Self { lang, factor: 1.0 / scale, offset: -offset / scale, digits, symbol: unit.symbol() }
    }

    /// From the base unit to the one shown.
    pub fn from_base(&self, value: f64) -> f64 {
        value * self.factor + self.offset
    }

    /// From the unit shown to the base unit.
    pub fn to_base(&self, shown: f64) -> f64 {
        (shown - self.offset) / self.factor
    }

    /// A difference in the unit shown, in the base unit.
    pub fn delta_to_base(&self, shown: f64) -> f64 {
        shown / self.factor
    }

    /// A difference in the base unit, in the unit shown.
    pub fn delta_from_base(&self, base: f64) -> f64 {
        base * self.factor
    }

    /// A figure (base unit) as text, without its unit.
    pub fn text(&self, base: f64) -> String {
        number::number(self.lang, self.from_base(base), self.digits)
    }

    /// A difference (base unit) as text with its sign.
    pub fn delta_text(&self, base: f64) -> String {
        number::signed(self.lang, self.delta_from_base(base), self.digits)
    }

    /// As a field shows it for editing.
    pub fn editable(&self, base: f64) -> String {
        number::editable(self.lang, self.from_base(base), self.digits.max(4))
    }

    /// A figure with its unit.
    pub fn with_unit(&self, base: f64) -> String {
        self.append(self.text(base))
    }

    /// A text of this unit with the unit behind it.
    pub fn append(&self, text: String) -> String {
        match self.symbol {
            "" => text,
            "°" => text + "°",
            symbol => format!("{text}{}{symbol}", number::UNIT_SPACE),
        }
    }
}
