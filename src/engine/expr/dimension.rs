//! What a value measures, and what comes of it under each operation.

use crate::engine::units::{Quantity, Unit};

/// What a value measures and in what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dim {
    /// A number without a unit, or of an unknown one. Goes with everything.
    Plain,
    /// In the base unit of the quantity.
    Of(Quantity),
    /// A difference of temperatures: 10 of it are 18 °F, not 50.
    Difference,
    /// Change of a quantity per second, in its base unit.
    Rate(Quantity),
    /// Seconds. Short times such as pulse widths are [`Quantity::Duration`], in milliseconds.
    Seconds,
    /// Yes or no.
    Truth,
}

pub(super) const TEMPERATURE: Dim = Dim::Of(Quantity::Temperature);
pub(super) const MILLISECONDS: Dim = Dim::Of(Quantity::Duration);

impl Dim {
    /// Of values kept in this unit.
    pub(super) fn of(unit: Unit) -> Self {
        match unit.quantity() {
            Quantity::AsLogged | Quantity::Count | Quantity::Code => Dim::Plain,
            quantity => Dim::Of(quantity),
        }
    }

    /// As it is shown where two do not fit.
    pub(super) fn symbol(self) -> String {
        match self {
            Dim::Plain | Dim::Truth => String::new(),
            Dim::Of(quantity) => Unit::base(quantity).symbol().to_owned(),
            Dim::Difference => Unit::Celsius.symbol().to_owned(),
            Dim::Rate(quantity) => format!("{}/s", Unit::base(quantity).symbol()),
            Dim::Seconds => Unit::Seconds.symbol().to_owned(),
        }
    }

    pub(super) fn is_time(self) -> bool {
        self == Dim::Seconds || self == MILLISECONDS
    }

    /// As a number that is reckoned with: a yes is 1, a no 0.
    pub(super) fn as_number(self) -> Self {
        match self {
            Dim::Truth | Dim::Of(Quantity::Flag) => Dim::Plain,
            other => other,
        }
    }

    /// Times or over a plain number. λ times 14.7 is no λ any more.
    pub(super) fn scaled(self) -> Self {
        if self == Dim::Of(Quantity::Lambda) { Dim::Plain } else { self.as_number() }
    }

    /// Per second.
    pub(super) fn per_second(self) -> Self {
        match self.as_number() {
            Dim::Of(Quantity::Angle) => Dim::Of(Quantity::AngularRate),
            Dim::Of(quantity) => Dim::Rate(quantity),
            Dim::Difference => Dim::Rate(Quantity::Temperature),
            _ => Dim::Plain,
        }
    }

    /// Times seconds.
    pub(super) fn over_time(self) -> Self {
        match self {
            Dim::Rate(Quantity::Temperature) => Dim::Difference,
            Dim::Rate(quantity) => Dim::Of(quantity),
            Dim::Of(Quantity::AngularRate) => Dim::Of(Quantity::Angle),
            _ => Dim::Plain,
        }
    }

    /// How far values lie apart.
    pub(super) fn spread(self) -> Self {
        if self == TEMPERATURE { Dim::Difference } else { self.as_number() }
    }

    /// A product.
    pub(super) fn times(self, other: Self) -> Self {
        match (self.as_number(), other.as_number()) {
            (Dim::Plain, d) | (d, Dim::Plain) => d.scaled(),
            (d, Dim::Seconds) | (Dim::Seconds, d) => d.over_time(),
            _ => Dim::Plain,
        }
    }

    /// A quotient.
    pub(super) fn over(self, other: Self) -> Self {
        match (self.as_number(), other.as_number()) {
            (a, b) if a == b => Dim::Plain,
            (d, Dim::Plain) => d.scaled(),
            (d, Dim::Seconds) => d.per_second(),
            _ => Dim::Plain,
        }
    }
}
