//! What unit a figure is shown and read in.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::number::{self, NumberError};
use super::{I18n, Lang};
use crate::engine::units::{Quantity, Unit};

/// Stoichiometric ratio of plain gasoline, the common convention for air-fuel ratios.
pub const GASOLINE_STOICH: f64 = 14.7;

/// A named set of units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Preset {
    #[default]
    Metric,
    Imperial,
    /// As tuning shops in Brazil speak: bar, °C, km/h, cv, kgf·m, lb/h.
    MotorsportBr,
}

impl Preset {
    pub const ALL: [Preset; 3] = [Preset::Metric, Preset::Imperial, Preset::MotorsportBr];

    /// The unit of a quantity in this set.
    pub fn unit(self, quantity: Quantity) -> Unit {
        match (self, quantity) {
            (Preset::Imperial, Quantity::Pressure) => Unit::Psi,
            (Preset::Imperial, Quantity::Temperature) => Unit::Fahrenheit,
            (Preset::Imperial, Quantity::Speed) => Unit::Mph,
            (Preset::Imperial, Quantity::MassFlow) => Unit::LbPerMinute,
            (Preset::Imperial, Quantity::Power) => Unit::Horsepower,
            (Preset::Imperial, Quantity::Torque) => Unit::PoundFeet,
            (Preset::Imperial, Quantity::Length) => Unit::Feet,
            (Preset::Imperial, Quantity::Distance) => Unit::Miles,
            (Preset::Imperial, Quantity::Volume) => Unit::UsGallons,
            (Preset::Imperial, Quantity::FuelEconomy) => Unit::MilesPerGallon,
            (Preset::Imperial, Quantity::Mass) => Unit::Pounds,
            (Preset::MotorsportBr, Quantity::MassFlow) => Unit::LbPerHour,
            (Preset::MotorsportBr, Quantity::Power) => Unit::MetricHorsepower,
            (Preset::MotorsportBr, Quantity::Torque) => Unit::KgfMetres,
            _ => Unit::base(quantity),
        }
    }

    /// Key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            Preset::Metric => "unit-preset-metric",
            Preset::Imperial => "unit-preset-imperial",
            Preset::MotorsportBr => "unit-preset-motorsport-br",
        }
    }
}

/// How a mixture is shown. It is kept as λ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mixture {
    #[default]
    Lambda,
    /// Air-fuel ratio with the stoichiometric ratio of the selected vehicle's fuel.
    AfrOfFuel,
    /// Air-fuel ratio on gasoline's scale, whatever burns.
    AfrGasoline,
}

impl Mixture {
    pub const ALL: [Mixture; 3] = [Mixture::Lambda, Mixture::AfrOfFuel, Mixture::AfrGasoline];

    /// Key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            Mixture::Lambda => "unit-mixture-lambda",
            Mixture::AfrOfFuel => "unit-mixture-afr-fuel",
            Mixture::AfrGasoline => "unit-mixture-afr-gasoline",
        }
    }
}

/// Key of a quantity's name.
pub const fn quantity_key(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Percent => "quantity-percent",
        Quantity::Lambda => "quantity-lambda",
        Quantity::Pressure => "quantity-pressure",
        Quantity::Temperature => "quantity-temperature",
        Quantity::Speed => "quantity-speed",
        Quantity::RotationalSpeed => "quantity-rotational-speed",
        Quantity::Duration => "quantity-duration",
        Quantity::Angle => "quantity-angle",
        Quantity::AngularRate => "quantity-angular-rate",
        Quantity::Voltage => "quantity-voltage",
        Quantity::MassFlow => "quantity-mass-flow",
        Quantity::Power => "quantity-power",
        Quantity::Torque => "quantity-torque",
        Quantity::Acceleration => "quantity-acceleration",
        Quantity::Length => "quantity-length",
        Quantity::Distance => "quantity-distance",
        Quantity::Volume => "quantity-volume",
        Quantity::FuelEconomy => "quantity-fuel-economy",
        Quantity::Mass => "quantity-mass",
        Quantity::Count => "quantity-count",
        Quantity::Flag => "quantity-flag",
        Quantity::Code => "quantity-code",
        Quantity::AsLogged => "quantity-as-logged",
    }
}

/// The user's choice of units.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitPrefs {
    pub preset: Preset,
    pub mixture: Mixture,
    /// Quantities that depart from the preset.
    pub overrides: BTreeMap<Quantity, Unit>,
}

impl UnitPrefs {
    /// Quantities that can be shown in more than one unit, in the order of the settings page.
    pub fn choosable() -> impl Iterator<Item = Quantity> {
        let mut seen: Vec<Quantity> = Vec::new();
        for unit in Unit::ALL {
            let quantity = unit.quantity();
            if !seen.contains(&quantity) && Self::choices(quantity).count() > 1 {
                seen.push(quantity);
            }
        }
        seen.into_iter()
    }

    /// The units offered for a quantity.
    pub fn choices(quantity: Quantity) -> impl Iterator<Item = Unit> {
        Unit::ALL.iter().copied().filter(move |u| u.quantity() == quantity && !u.is_of_files())
    }

    /// The unit a quantity is shown in.
    pub fn unit(&self, quantity: Quantity) -> Unit {
        match self.overrides.get(&quantity) {
            Some(unit) if unit.quantity() == quantity => *unit,
            _ => self.preset.unit(quantity),
        }
    }

    /// The same with another unit for its quantity.
    #[must_use]
    pub fn with_unit(mut self, unit: Unit) -> Self {
        let quantity = unit.quantity();
        if self.preset.unit(quantity) == unit {
            self.overrides.remove(&quantity);
        } else {
            self.overrides.insert(quantity, unit);
        }
        self
    }
}

/// A figure ready to be shown: the number and the symbol of its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub text: String,
    /// Empty where there is none.
    pub symbol: &'static str,
}

impl fmt::Display for Shown {
    /// `3 184 rpm`, `27.4°`, `–`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        if self.symbol.is_empty() || self.text == number::MISSING {
            return Ok(());
        }
        if self.symbol != "°" {
            write!(f, "{}", number::UNIT_SPACE)?;
        }
        f.write_str(self.symbol)
    }
}

/// A text that cannot be read as a figure of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error(transparent)]
    Number(#[from] NumberError),
    #[error("the unit does not fit")]
    Unit,
}

impl ReadError {
    /// Key of the advice shown beside the field.
    pub const fn message_key(self) -> &'static str {
        match self {
            ReadError::Number(NumberError::Empty) => "error-number-empty",
            ReadError::Number(NumberError::Malformed) => "error-number-malformed",
            ReadError::Unit => "error-number-unit",
        }
    }
}

/// Everything needed to show figures: language, units and the fuel's stoichiometric ratio.
#[derive(Clone, Debug, PartialEq)]
pub struct Units {
    pub lang: Lang,
    pub prefs: Rc<UnitPrefs>,
    /// Air-fuel ratio at λ 1 of the selected vehicle's fuel.
    pub stoich: f64,
}

impl Units {
    /// The display's figure is `base * scale + offset`; charts apply it to their decimated values.
    pub fn scale_offset(&self, quantity: Quantity) -> (f64, f64) {
        if let Some(ratio) = self.afr_ratio(quantity) {
            return (ratio, 0.0);
        }
        let (scale, offset) = self.prefs.unit(quantity).scale_offset();
        (1.0 / scale, -offset / scale)
    }

    /// Symbol of the unit a quantity is shown in.
    pub fn symbol(&self, quantity: Quantity) -> &'static str {
        if self.afr_ratio(quantity).is_some() { "AFR" } else { self.prefs.unit(quantity).symbol() }
    }

    /// Sensible decimals of a figure of this quantity.
    pub fn digits(&self, quantity: Quantity) -> u8 {
        if self.afr_ratio(quantity).is_some() { 2 } else { self.prefs.unit(quantity).digits() }
    }

    /// From base unit to the display's unit.
    pub fn convert(&self, value: f64, quantity: Quantity) -> f64 {
        match self.afr_ratio(quantity) {
            Some(ratio) => value * ratio,
            None => self.prefs.unit(quantity).from_base(value),
        }
    }

    /// A figure (base unit) with sensible decimals. A flag is shown in words.
    pub fn show(&self, value: f64, quantity: Quantity) -> Shown {
        if quantity == Quantity::Flag && !value.is_nan() {
            let key = if value >= 0.5 { "unit-on" } else { "unit-off" };
            return Shown { text: I18n::new(self.lang).t(key).into_owned(), symbol: "" };
        }
        self.show_digits(value, quantity, self.digits(quantity))
    }

    /// A figure (base unit) with so many decimals.
    pub fn show_digits(&self, value: f64, quantity: Quantity, digits: u8) -> Shown {
        Shown {
            text: number::number(self.lang, self.convert(value, quantity), digits),
            symbol: self.symbol(quantity),
        }
    }

    /// A figure (base unit) in a unit of the caller's choice.
    pub fn show_in(&self, value: f64, unit: Unit) -> Shown {
        Shown { text: number::number(self.lang, unit.from_base(value), unit.digits()), symbol: unit.symbol() }
    }

    /// A difference of two figures, or a spread: scaled but not shifted, with its sign.
    pub fn show_delta(&self, value: f64, quantity: Quantity) -> Shown {
        let (scale, _) = self.scale_offset(quantity);
        Shown {
            text: number::signed(self.lang, value * scale, self.digits(quantity)),
            symbol: self.symbol(quantity),
        }
    }

    /// A standard deviation or another spread: scaled but not shifted, one decimal more, no sign.
    pub fn show_spread(&self, value: f64, quantity: Quantity) -> Shown {
        let (scale, _) = self.scale_offset(quantity);
        Shown {
            text: number::number(self.lang, value * scale, self.digits(quantity) + 1),
            symbol: self.symbol(quantity),
        }
    }

    /// A figure as a field shows it for editing, without its unit.
    pub fn editable(&self, value: f64, quantity: Quantity) -> String {
        number::editable(self.lang, self.convert(value, quantity), self.digits(quantity).max(3))
    }

    /// Reads a typed figure into the base unit. A unit behind it is understood: `14.5 psi`, `90 °F`.
    pub fn read(&self, text: &str, quantity: Quantity) -> Result<f64, ReadError> {
        let trimmed = text.trim();
        let end = trimmed
            .char_indices()
            .rev()
            .find(|(_, c)| c.is_ascii_digit() || matches!(c, '.' | ','))
            .map_or(0, |(at, c)| at + c.len_utf8());
        let (figure, suffix) = trimmed.split_at(end);
        let suffix = suffix.trim();
        if figure.is_empty() && !suffix.is_empty() {
            return Err(ReadError::Number(NumberError::Malformed));
        }
        let value = number::parse(figure)?;
        if suffix.is_empty() || suffix.eq_ignore_ascii_case(self.symbol(quantity)) {
            return Ok(match self.afr_ratio(quantity) {
                Some(ratio) => value / ratio,
                None => self.prefs.unit(quantity).to_base(value),
            });
        }
        match Unit::parse(suffix) {
            Some(unit) if unit.quantity() == quantity => Ok(unit.to_base(value)),
            _ => Err(ReadError::Unit),
        }
    }

    fn afr_ratio(&self, quantity: Quantity) -> Option<f64> {
        match (quantity, self.prefs.mixture) {
            (Quantity::Lambda, Mixture::AfrOfFuel) => Some(self.stoich),
            (Quantity::Lambda, Mixture::AfrGasoline) => Some(GASOLINE_STOICH),
            _ => None,
        }
    }
}
