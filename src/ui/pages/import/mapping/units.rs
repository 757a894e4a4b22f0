//! Units of a column as a list to choose from.

use yew::AttrValue;

use crate::engine::import::SourceUnit;
use crate::engine::units::Unit;
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::form::Choice;

/// A unit by name: its symbol, with the property of the fuel it needs.
pub fn unit_name(i18n: I18n, unit: SourceUnit) -> AttrValue {
    let figure = |value| number::flexible(i18n.lang, value, 0, 3);
    match unit {
        SourceUnit::Plain(Unit::OnOff) => i18n.quantity(unit.quantity()).into(),
        SourceUnit::Plain(plain) if plain.symbol().is_empty() => t!(i18n, "import-map-unit-none").into(),
        SourceUnit::Plain(plain) => AttrValue::from(plain.symbol()),
        SourceUnit::Afr { stoich } => AttrValue::from(format!("AFR ({})", figure(stoich))),
        SourceUnit::CcPerMinute { density } | SourceUnit::LitresPerHour { density } => {
            AttrValue::from(format!("{} ({} kg/L)", unit.symbol(), figure(density)))
        }
    }
}

/// The choices of a list; the value is the position.
pub fn choices(i18n: I18n, units: &[SourceUnit]) -> Vec<Choice> {
    units.iter().enumerate().map(|(i, unit)| Choice::new(i.to_string(), unit_name(i18n, *unit))).collect()
}
