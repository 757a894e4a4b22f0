//! The scales of the channels of one strip.

use super::ticks::{Ticks, value_ticks};
use crate::engine::units::Quantity;

/// How a channel's values are shown: `shown = base * scale + offset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Display {
    pub scale: f64,
    pub offset: f64,
}

impl Display {
    pub fn show(&self, base: f64) -> f64 {
        base * self.scale + self.offset
    }

    pub fn base(&self, shown: f64) -> f64 {
        (shown - self.offset) / self.scale
    }
}

/// What is known of a channel that wants a scale. Figures are in the base unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Want {
    pub quantity: Quantity,
    /// Lowest and highest of what the scale is to show.
    pub extent: Option<(f64, f64)>,
    /// What a sound sensor can report.
    pub plausible: Option<(f64, f64)>,
    /// Ends fixed by the user.
    pub lock: Option<(f64, f64)>,
}

/// A channel's ends of the plot, base unit: `low` at its foot, `high` at its top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
}

/// Free room above and below, as a share of the height.
const MARGIN: f64 = 0.05;

/// The scales of the channels of a strip. Channels of one quantity can be compared: they share a scale, and the first
/// fixed one rules those that are not fixed. Figures without a unit have nothing in common.
pub fn scales(wants: &[Want]) -> Vec<Scale> {
    wants
        .iter()
        .map(|want| {
            if let Some((low, high)) = want.lock {
                return Scale { low, high };
            }
            let alike = |other: &&Want| {
                std::ptr::eq(*other, want)
                    || (other.quantity == want.quantity && is_comparable(want.quantity))
            };
            if let Some((low, high)) = wants.iter().filter(alike).find_map(|other| other.lock) {
                return Scale { low, high };
            }
            let extents =
                wants.iter().filter(alike).filter_map(|other| other.extent.map(|e| sane(e, other.plausible)));
            around(extents.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))))
        })
        .collect()
}

fn is_comparable(quantity: Quantity) -> bool {
    !matches!(quantity, Quantity::AsLogged | Quantity::Count | Quantity::Code | Quantity::Flag)
}

/// Without what no sound sensor reports: a sentinel must not flatten the line. Where nothing sound would be left,
/// everything stays.
fn sane(extent: (f64, f64), plausible: Option<(f64, f64)>) -> (f64, f64) {
    let Some((low, high)) = plausible else { return extent };
    let cut = (extent.0.max(low), extent.1.min(high));
    if cut.0 < cut.1 || (cut.0 == cut.1 && extent.0 == extent.1) { cut } else { extent }
}

fn around(extent: Option<(f64, f64)>) -> Scale {
    let Some((low, high)) = extent.filter(|(a, b)| a.is_finite() && b.is_finite()) else {
        return Scale { low: 0.0, high: 1.0 };
    };
    let width = high - low;
    // Below this a line is level for all that a screen can show.
    let level = low.abs().max(high.abs()) * 1e-6;
    if width <= level {
        let room = (low.abs() * 0.05).max(0.5);
        return Scale { low: low - room, high: high + room };
    }
    Scale { low: low - width * MARGIN, high: high + width * MARGIN }
}

impl Scale {
    /// Round places in the display's unit, as base values, with the decimals they need.
    pub fn ticks(&self, display: Display, most: usize) -> (Vec<f64>, Ticks) {
        let (a, b) = (display.show(self.low), display.show(self.high));
        let ticks = value_ticks(a.min(b), a.max(b), most);
        (ticks.at.iter().map(|shown| display.base(*shown)).collect(), ticks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn want(quantity: Quantity, low: f64, high: f64) -> Want {
        Want { quantity, extent: Some((low, high)), plausible: None, lock: None }
    }

    #[test]
    fn what_can_be_compared_shares_a_scale() {
        let both = scales(&[want(Quantity::Lambda, 0.7, 1.3), want(Quantity::Lambda, 0.85, 0.9)]);
        assert_eq!(both[0], both[1]);
        assert!((both[0].low - 0.67).abs() < 1e-9 && (both[0].high - 1.33).abs() < 1e-9);
        let apart =
            scales(&[want(Quantity::RotationalSpeed, 0.0, 6000.0), want(Quantity::Percent, 0.0, 100.0)]);
        assert_eq!((apart[0].high, apart[1].high), (6300.0, 105.0));
        let figures = scales(&[want(Quantity::AsLogged, 0.0, 6000.0), want(Quantity::AsLogged, 0.0, 1.0)]);
        assert!(figures[0] != figures[1]);
    }

    #[test]
    fn a_fixed_scale_rules_its_like() {
        let fixed = Want { lock: Some((0.5, 1.5)), ..want(Quantity::Lambda, 0.7, 1.3) };
        let strip = scales(&[want(Quantity::Lambda, 0.8, 0.9), fixed, want(Quantity::Percent, 0.0, 100.0)]);
        assert_eq!(strip[0], Scale { low: 0.5, high: 1.5 });
        assert_eq!(strip[1], strip[0]);
        assert_eq!(strip[2].high, 105.0);
    }

    #[test]
    fn a_sentinel_does_not_flatten_the_line() {
        let coolant = Want { plausible: Some((-35.0, 200.0)), ..want(Quantity::Temperature, 80.0, 6000.0) };
        assert_eq!(scales(&[coolant])[0].high, 206.0);
        // A channel that is implausible as a whole is shown as it is.
        let odd = Want { plausible: Some((5.0, 20.0)), ..want(Quantity::Voltage, 0.0, 4.0) };
        assert!(scales(&[odd])[0].high > 4.0);
    }

    #[test]
    fn a_level_line_stands_in_the_middle() {
        for value in [0.0, 0.9, -40.0, 1e6] {
            let scale = scales(&[want(Quantity::AsLogged, value, value)])[0];
            assert!(scale.low < value && value < scale.high);
            assert!((f64::midpoint(scale.low, scale.high) - value).abs() < 1e-6);
        }
        let nothing = Want { extent: None, ..want(Quantity::Lambda, 0.0, 0.0) };
        assert_eq!(scales(&[nothing])[0], Scale { low: 0.0, high: 1.0 });
    }

    #[test]
    fn ticks_are_round_in_the_units_of_the_user() {
        let fahrenheit = Display { scale: 1.8, offset: 32.0 };
        let (at, ticks) = Scale { low: 0.0, high: 100.0 }.ticks(fahrenheit, 4);
        assert_eq!(ticks.at, [50.0, 100.0, 150.0, 200.0]);
        assert!((at[0] - 10.0).abs() < 1e-9);
    }
}
