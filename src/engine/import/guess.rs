//! Units that a file does not tell, by its values.
//!
//! Everything decided here carries [`UnitReason::Values`] or [`UnitReason::Assumed`], and where a wrong guess would
//! change figures without being noticed, a doubt for the user to settle.

#![allow(clippy::enum_glob_use, reason = "rules for one channel after the other")]

use super::options::{DEFAULT_STOICH, SourceUnit};
use super::report::{DoubtCode, UnitReason};
use super::text::store::Ended;
use super::units::UnitText;
use crate::engine::channels::ChannelId::{self, *};
use crate::engine::units::{Quantity, Unit};

/// Samples looked at, evenly over the column.
const LOOKED_AT: usize = 2048;

/// The spread of a column's values, in the file's unit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spread {
    sorted: Vec<f64>,
}

impl Spread {
    /// Of the values that are there; columns of texts have none.
    pub fn of(samples: &Ended) -> Self {
        let pick = |len: usize, at: &dyn Fn(usize) -> f64| -> Vec<f64> {
            let step = len.div_ceil(LOOKED_AT).max(1);
            (0..len).step_by(step).map(at).filter(|x| x.is_finite()).collect()
        };
        let mut sorted = match samples {
            Ended::F32(v) | Ended::Switch(v) => pick(v.len(), &|i| f64::from(v[i])),
            Ended::F64(v) => pick(v.len(), &|i| v[i]),
            Ended::Codes { .. } | Ended::Dropped => Vec::new(),
        };
        sorted.sort_unstable_by(f64::total_cmp);
        Self { sorted }
    }

    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// A quantile, 0 to 1; 0 where there is no value.
    fn at(&self, share: f64) -> f64 {
        let last = self.sorted.len().saturating_sub(1);
        self.sorted.get((last as f64 * share).round() as usize).copied().unwrap_or(0.0)
    }

    /// Share of the values within a channel's plausible range, read in a unit.
    fn plausible(&self, id: ChannelId, unit: SourceUnit) -> f64 {
        let (scale, offset) = unit.scale_offset();
        let (low, high) = id.spec().plausible;
        let inside = self.sorted.iter().filter(|x| (low..=high).contains(&(**x * scale + offset))).count();
        inside as f64 / self.sorted.len().max(1) as f64
    }
}

/// What a column's figures are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct UnitDecision {
    /// The channel: a gauge pressure under an absolute one's name becomes the other channel.
    pub id: ChannelId,
    pub unit: SourceUnit,
    pub reason: UnitReason,
    pub doubt: Option<DoubtCode>,
    /// The file counts the other way round.
    pub negated: bool,
    /// The file tells absolute pressures where the channel has gauge pressures.
    pub absolute: bool,
}

impl UnitDecision {
    /// A decision nobody doubts.
    pub const fn new(id: ChannelId, unit: SourceUnit, reason: UnitReason) -> Self {
        Self { id, unit, reason, doubt: None, negated: false, absolute: false }
    }

    const fn doubted(mut self, doubt: Option<DoubtCode>) -> Self {
        self.doubt = doubt;
        self
    }
}

/// What a file tells about a column's unit, and in which way.
pub(crate) struct Told {
    pub text: UnitText,
    /// The unit in which the format always writes the channel.
    pub format: Option<SourceUnit>,
    /// The column's folded name.
    pub name: String,
}

/// Decides the unit of a channel's column. `None` where the file tells a unit the channel cannot have.
pub(crate) fn unit_of(id: ChannelId, told: &Told, values: &Spread) -> Option<UnitDecision> {
    let quantity = id.spec().quantity;
    let decide = |unit, reason| Some(UnitDecision::new(id, unit, reason));
    if quantity == Quantity::AsLogged {
        return match told.text {
            UnitText::Known(_) => decide(Unit::Raw.into(), UnitReason::Header),
            _ => decide(Unit::Raw.into(), UnitReason::None),
        };
    }
    if let Some(unit) = around_one(id, told, values) {
        // MegaSquirt's correction by the sensor of exhaust gas oxygen is always told so.
        let sure = told.name.split(' ').any(|w| matches!(w, "ego" | "gego"))
            || told.format == Some(SourceUnit::Plain(unit));
        let decision = UnitDecision::new(id, unit.into(), UnitReason::Values);
        return Some(decision.doubted((!sure).then_some(DoubtCode::Unit)));
    }
    if let UnitText::Known(unit) = told.text {
        if conversion(unit, quantity).is_some() {
            return Some(check(UnitDecision::new(id, unit, UnitReason::Header), told, values));
        }
        // Where a format is known to write another unit than it tells, it is believed.
        told.format?;
    }
    let base = SourceUnit::Plain(Unit::base(quantity));
    if matches!(quantity, Quantity::Flag | Quantity::Code | Quantity::Count) {
        return decide(base, UnitReason::None);
    }
    if let Some(unit) = told.format {
        let decision = UnitDecision::new(id, unit, UnitReason::Profile);
        return Some(
            if values.is_empty() || values.plausible(id, unit) >= 0.5 && !looks_fahrenheit(id, values) {
                decision
            } else {
                by_values(id, told, values).filter(|d| d.reason == UnitReason::Values).unwrap_or(decision)
            },
        );
    }
    by_values(id, told, values).map(|d| check(d, told, values))
}

/// `(scale, offset)` from a unit to the base unit of a quantity, where there is one.
pub(crate) fn conversion(unit: SourceUnit, to: Quantity) -> Option<(f64, f64)> {
    let (scale, offset) = unit.scale_offset();
    match (unit.quantity(), to) {
        (from, to) if from == to => Some((scale, offset)),
        (_, Quantity::AsLogged) => Some((1.0, 0.0)),
        // Two channels differ in whether metres or kilometres suit them.
        (Quantity::Distance, Quantity::Length) => Some((scale * 1000.0, 0.0)),
        (Quantity::Length, Quantity::Distance) => Some((scale / 1000.0, 0.0)),
        _ => None,
    }
}

/// Corrects what the values contradict: λ under the name of AFR, gauge under the name of absolute pressure, seconds
/// that are milliseconds.
fn check(mut decision: UnitDecision, told: &Told, values: &Spread) -> UnitDecision {
    if values.is_empty() {
        return decision;
    }
    let (id, unit) = (decision.id, decision.unit);
    let (scale, offset) = unit.scale_offset();
    let quantile = |share| values.at(share) * scale + offset;
    match id {
        MapAbs if quantile(0.02) < -0.02 => {
            decision.id = MapGauge;
            decision.doubt = Some(DoubtCode::PressureKind);
        }
        // From idle to the atmosphere and never beyond: an engine without boost, told as absolute.
        MapGauge if (0.15..0.6).contains(&quantile(0.02)) && (0.85..1.06).contains(&quantile(0.98)) => {
            decision.id = MapAbs;
            decision.doubt = Some(DoubtCode::PressureKind);
        }
        // German programs write either under this name. One that never falls below 0.6 bar is absolute, before the
        // throttle; one without any vacuum may be a pull alone.
        MapGauge if told.name.starts_with("ladedruck") && quantile(0.02) > 0.15 => {
            if quantile(0.02) > 0.6 {
                decision.id = MapAbs;
            }
            decision.doubt = Some(DoubtCode::PressureKind);
        }
        // A target that never falls below 0.6 bar is one of absolute pressure.
        BoostTarget if quantile(0.02) > 0.6 && quantile(0.5) > 0.8 => {
            decision.doubt = Some(DoubtCode::PressureKind);
        }
        // Some count what is taken off as negative.
        KnockRetard => decision.negated = quantile(0.0) < 0.0 && quantile(1.0) <= 0.0,
        _ => {}
    }
    if id.spec().quantity == Quantity::Lambda && values.plausible(id, unit) < 0.5 {
        let other = match unit {
            SourceUnit::Afr { .. } => SourceUnit::Plain(Unit::Lambda),
            _ => SourceUnit::Afr { stoich: DEFAULT_STOICH },
        };
        if values.plausible(id, other) >= 0.9 {
            return UnitDecision::new(id, other, UnitReason::Values).doubted(Some(DoubtCode::LambdaOrAfr));
        }
    }
    if decision.reason == UnitReason::Header
        && id.spec().quantity == Quantity::Duration
        && values.plausible(id, unit) < 0.5
    {
        let base = SourceUnit::Plain(Unit::Milliseconds);
        if values.plausible(id, base) >= 0.9 {
            return UnitDecision::new(id, base, UnitReason::Values).doubted(Some(DoubtCode::Unit));
        }
    }
    decision
}

/// The unit by the values alone.
fn by_values(id: ChannelId, told: &Told, values: &Spread) -> Option<UnitDecision> {
    let quantity = id.spec().quantity;
    let base = SourceUnit::Plain(Unit::base(quantity));
    let assumed = |doubt| Some(UnitDecision::new(id, base, UnitReason::Assumed).doubted(doubt));
    let found = |unit: Unit| {
        Some(UnitDecision::new(id, unit.into(), UnitReason::Values).doubted(Some(DoubtCode::Unit)))
    };
    if values.is_empty() {
        return assumed(None);
    }
    match id {
        MapAbs | MapGauge => return Some(manifold(id, values)),
        _ => {}
    }
    match quantity {
        Quantity::Lambda => {
            let named_afr = told.name.split(' ').any(|w| w == "afr") || told.name.contains("air fuel");
            let afr = SourceUnit::Afr { stoich: DEFAULT_STOICH };
            let (unit, doubt) = match (values.plausible(id, afr) >= 0.5, values.plausible(id, base) >= 0.5) {
                (true, false) => (afr, (!named_afr).then_some(DoubtCode::LambdaOrAfr)),
                (false, true) => (base, named_afr.then_some(DoubtCode::LambdaOrAfr)),
                _ if named_afr => (afr, Some(DoubtCode::LambdaOrAfr)),
                _ => (base, None),
            };
            Some(UnitDecision::new(id, unit, UnitReason::Values).doubted(doubt))
        }
        Quantity::Temperature if looks_fahrenheit(id, values) => found(Unit::Fahrenheit),
        Quantity::Pressure => Some(pressure(id, values)),
        Quantity::Percent if matches!(id, Tps | Pedal | Ethanol | Duty1 | Duty2 | Load | Ve | FuelLevel) => {
            let fraction = values.at(1.0) <= 1.05
                && values.at(0.0) >= -0.05
                && values.sorted.iter().any(|x| x.fract() != 0.0);
            if fraction && values.at(1.0) > 0.2 { found(Unit::Fraction) } else { assumed(None) }
        }
        Quantity::Duration if values.at(0.5) > 200.0 => found(Unit::Microseconds),
        Quantity::Voltage if values.at(0.5) > 1000.0 => found(Unit::Millivolts),
        Quantity::Temperature
        | Quantity::Speed
        | Quantity::MassFlow
        | Quantity::Torque
        | Quantity::Power
        | Quantity::Distance
        | Quantity::Length
        | Quantity::Volume
        | Quantity::FuelEconomy => {
            let constant = values.at(0.0) == values.at(1.0);
            assumed((!constant).then_some(DoubtCode::Unit))
        }
        _ => assumed(None),
    }
}

/// A pressure that is not the manifold's: the first unit, in the order that suits its size, in which nearly all of its
/// values are plausible.
fn pressure(id: ChannelId, values: &Spread) -> UnitDecision {
    let units: [Unit; 6] = match values.at(0.98) {
        high if high <= 20.0 => [Unit::Bar, Unit::Psi, Unit::Kpa, Unit::InHg, Unit::Mbar, Unit::MmHg],
        high if high <= 150.0 => [Unit::Psi, Unit::Kpa, Unit::Bar, Unit::InHg, Unit::Mbar, Unit::MmHg],
        _ => [Unit::Kpa, Unit::Psi, Unit::Mbar, Unit::MmHg, Unit::Bar, Unit::InHg],
    };
    let unit = units.into_iter().find(|u| values.plausible(id, (*u).into()) >= 0.9).unwrap_or(Unit::Bar);
    let reason = if unit == Unit::Bar { UnitReason::Assumed } else { UnitReason::Values };
    UnitDecision::new(id, unit.into(), reason).doubted(Some(DoubtCode::Unit))
}

/// A trim told as a factor around 1, or as a share around 100, is another figure than a trim around 0.
fn around_one(id: ChannelId, told: &Told, values: &Spread) -> Option<Unit> {
    if !matches!(id, TrimShort | TrimLong | TrimCl) || values.is_empty() {
        return None;
    }
    let percent = told.text == UnitText::Known(SourceUnit::Plain(Unit::Percent));
    // A few figures may be those of an engine that does not run.
    let (low, high) = (values.at(0.05), values.at(1.0));
    match (low, high) {
        (low, high) if low > 40.0 && high < 200.0 => Some(Unit::PercentOfWhole),
        (low, high) if !percent && low > 0.4 && high < 2.0 => Some(Unit::Factor),
        _ => None,
    }
}

/// Temperatures that only make sense in °F: above what the place can have in °C.
fn looks_fahrenheit(id: ChannelId, values: &Spread) -> bool {
    let limit = match id {
        Coolant => 140.0,
        IntakeAir | ChargeAir => 125.0,
        OilTemp => 175.0,
        Ambient => 60.0,
        FuelTemp => 110.0,
        // Beyond it no turbine lasts.
        Egt1 | Egt2 | Egt3 | Egt4 | Egt5 | Egt6 | Egt7 | Egt8 => 1150.0,
        _ => return false,
    };
    values.at(0.9) > limit
}

/// Unit and kind of a manifold pressure without a unit. An absolute one is never negative; a gauge one is at idle. The
/// limits lie between what engines have in one unit and in the next: 0.2 to 4 bar, 4 to 45 psi, 20 to 400 kPa, 200 to
/// 4000 mbar.
fn manifold(id: ChannelId, values: &Spread) -> UnitDecision {
    let (low, high) = (values.at(0.02), values.at(0.98));
    let negative = low < 0.0 && low < -0.01 * high.abs();
    let (kind, unit) = if negative {
        let unit = match low {
            low if low >= -1.1 && high <= 6.0 => Unit::Bar,
            low if low >= -15.2 && high <= 75.0 => Unit::Psi,
            low if low >= -30.5 && high <= 0.5 => Unit::InHg,
            low if low >= -110.0 => Unit::Kpa,
            _ => Unit::Mbar,
        };
        (MapGauge, unit)
    } else {
        let unit = match high {
            high if high <= 6.0 => Unit::Bar,
            high if high <= 16.0 || (high <= 60.0 && low < 15.0) => Unit::Psi,
            high if high <= 700.0 => Unit::Kpa,
            _ => Unit::Mbar,
        };
        let in_bar = Unit::to_base(unit, high);
        // A pull alone, told relative to the atmosphere, starts near nothing.
        let kind = if id == MapGauge && (Unit::to_base(unit, low) < 0.15 || in_bar > 1.15) {
            MapGauge
        } else {
            MapAbs
        };
        (kind, unit)
    };
    let doubt = if kind == id { DoubtCode::Unit } else { DoubtCode::PressureKind };
    UnitDecision::new(kind, unit.into(), UnitReason::Values).doubted(Some(doubt))
}
