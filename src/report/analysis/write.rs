//! Figures as the user reads them, and as they stand in a sheet.

use crate::engine::analysis::{Ledger, Span};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::Quantity;
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::report::document::{Fact, Row};
use crate::report::sheet::Head;
use crate::t;

/// See the module.
pub struct Writer<'a> {
    pub units: &'a Units,
    pub i18n: I18n,
}

impl<'a> Writer<'a> {
    pub fn new(units: &'a Units) -> Self {
        Self { units, i18n: I18n::new(units.lang) }
    }

    /// The text of a key without arguments.
    pub fn t(&self, key: &str) -> String {
        self.i18n.t(key).into_owned()
    }

    /// A figure with its unit; missing is an en dash.
    pub fn show(&self, value: Option<f64>, quantity: Quantity) -> String {
        value.map_or_else(|| number::MISSING.to_owned(), |v| self.units.show(v, quantity).to_string())
    }

    /// A figure and how far it may be off, for a column whose head has the unit: `132 ± 4`.
    pub fn bare_with_doubt(&self, value: f64, doubt: f64, quantity: Quantity) -> String {
        let (scale, _) = self.units.scale_offset(quantity);
        let digits = self.units.digits(quantity);
        let figure = number::number(self.units.lang, self.units.convert(value, quantity), digits);
        let around = number::number(self.units.lang, (doubt * scale).abs(), digits);
        format!("{figure} ± {around}")
    }

    /// The same with its unit: `132 ± 4 kW`.
    pub fn with_doubt(&self, value: f64, doubt: f64, quantity: Quantity) -> String {
        let bare = self.bare_with_doubt(value, doubt, quantity);
        let symbol = self.units.symbol(quantity);
        if symbol.is_empty() { bare } else { format!("{bare}{}{symbol}", number::UNIT_SPACE) }
    }

    /// A bare number with so many decimals.
    pub fn plain(&self, value: Option<f64>, digits: u8) -> String {
        number::optional(self.units.lang, value, digits)
    }

    /// Seconds with so many decimals and their unit.
    pub fn seconds(&self, value: Option<f64>, digits: u8) -> String {
        value.map_or_else(
            || number::MISSING.to_owned(),
            |v| format!("{}{}s", number::number(self.units.lang, v, digits), number::UNIT_SPACE),
        )
    }

    /// When something was: `12.48–15.02 s`, or `12.48 s` where it was a moment.
    pub fn span(&self, span: Span) -> String {
        let lang = self.units.lang;
        if span.duration() < 0.005 {
            return self.seconds(Some(span.t0), 2);
        }
        format!(
            "{}–{}{}s",
            number::number(lang, span.t0, 2),
            number::number(lang, span.t1, 2),
            number::UNIT_SPACE
        )
    }

    /// Name of a channel.
    pub fn channel(&self, key: &ChannelKey) -> String {
        self.i18n.channel(key).into_owned()
    }

    /// Head of a column of figures of a quantity, in the user's unit.
    pub fn head(&self, title: impl Into<String>, quantity: Quantity) -> Head {
        Head::number(title, self.units.symbol(quantity), self.units.digits(quantity))
    }

    /// Puts a figure of a quantity behind a row, as text without its unit and as a number.
    pub fn put(&self, row: Row, value: Option<f64>, quantity: Quantity) -> Row {
        match value.filter(|v| v.is_finite()) {
            Some(v) => {
                let shown = self.units.convert(v, quantity);
                row.figure(self.units.show(v, quantity).text, Some(shown))
            }
            None => row.figure(number::MISSING, None),
        }
    }

    /// A label with a figure.
    pub fn fact(&self, key: &str, value: Option<f64>, quantity: Quantity) -> Fact {
        Fact::new(self.t(key), self.show(value, quantity))
    }

    /// What a quantity is shown with, from the channel it belongs to.
    pub fn quantity(key: &ChannelKey) -> Quantity {
        key.id().map_or(Quantity::AsLogged, |id: ChannelId| id.spec().quantity)
    }

    /// How many rows a report rests on.
    pub fn rows_used(&self, ledger: &Ledger) -> String {
        let count = |n: u64| number::number(self.units.lang, n as f64, 0);
        t!(self.i18n, "analysis-rows-used", used = count(ledger.used), rows = count(ledger.rows)).into_owned()
    }
}
