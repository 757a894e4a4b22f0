//! Units as files write them.

use crate::engine::channels::resolve::{fold, split_groups};
use crate::engine::import::options::{DEFAULT_DENSITY, DEFAULT_STOICH, SourceUnit};
use crate::engine::units::Unit;

/// What a file says about a column's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum UnitText {
    Known(SourceUnit),
    /// The file says that there is none: `-`, `bits`.
    Nothing,
    Unknown,
}

/// Reads a unit from a units row or from brackets.
pub(crate) fn read_unit(text: &str) -> UnitText {
    let plain: String = text
        .trim()
        .trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | '"'))
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    match plain.as_str() {
        "" | "-" | "--" | "none" | "bit" | "bits" | "raw" | "unitless" | "n/a" | "state" | "enum"
        | "index" => UnitText::Nothing,
        "afr" | "a/f" | "o2" | ":1" | "af" => UnitText::Known(SourceUnit::Afr { stoich: DEFAULT_STOICH }),
        "cc/min" | "ccm" | "ml/min" | "cm3/min" | "cm³/min" => {
            UnitText::Known(SourceUnit::CcPerMinute { density: DEFAULT_DENSITY })
        }
        "l/h" | "lph" | "l/hr" | "litres/hour" => {
            UnitText::Known(SourceUnit::LitresPerHour { density: DEFAULT_DENSITY })
        }
        "sec.ms" => UnitText::Known(Unit::Seconds.into()),
        _ => Unit::parse(&plain).map_or(UnitText::Unknown, |u| UnitText::Known(u.into())),
    }
}

/// The unit a name carries: in brackets at its end, or as its last word (`Boost psi`, `Horsepower`). Gives the name
/// without it, the unit, and the text that was read as one.
pub(crate) fn of_name(name: &str) -> (String, UnitText, Option<String>) {
    let (base, groups) = split_groups(name);
    for (i, group) in groups.iter().enumerate() {
        if let known @ UnitText::Known(_) = read_unit(group) {
            return (without(base, &groups, i), known, Some((*group).to_owned()));
        }
    }
    if let Some(empty) = groups.iter().position(|g| matches!(read_unit(g), UnitText::Nothing)) {
        return (without(base, &groups, empty), UnitText::Nothing, None);
    }
    let folded = fold(base);
    let last = folded.rsplit(' ').next().unwrap_or_default();
    let by_word = match last {
        "psi" | "kpa" | "mbar" | "hpa" | "mph" | "kph" | "kmh" | "miles" | "lbft" => Unit::parse(last),
        "horsepower" => Some(Unit::Horsepower),
        "kw" => Some(Unit::Kilowatts),
        _ => None,
    };
    match by_word {
        Some(unit) => (base.to_owned(), UnitText::Known(unit.into()), None),
        None => (base.to_owned(), UnitText::Unknown, groups.first().map(|g| (*g).to_owned())),
    }
}

/// The name without the bracketed unit, which some programs write twice; other brackets before it stay, those after it
/// go.
fn without(base: &str, groups: &[&str], unit: usize) -> String {
    let twice = read_unit(groups[unit]);
    let mut out = base.to_owned();
    for group in groups[unit + 1..].iter().rev().filter(|g| read_unit(g) != twice && !g.is_empty()) {
        out.push_str(" (");
        out.push_str(group);
        out.push(')');
    }
    out
}

/// Whether brackets that are no known unit say something about the name and not about the figures: a standard, a
/// source, a place, or a word of the name itself.
pub(crate) fn qualifies(group: &str, name: &str) -> bool {
    const WORDS: &[&str] = &[
        "sae",
        "obd",
        "gps",
        "can",
        "raw",
        "filtered",
        "actual",
        "calculated",
        "measured",
        "commanded",
        "manifold",
        "total",
        "avg",
        "average",
        "sensor",
        "bank",
        "absolute",
        "main",
        "primary",
        "front",
        "rear",
        "left",
        "right",
        "in",
        "out",
        "from",
        "vehicle",
        "control",
        "module",
        "at",
        "the",
        "wheels",
        "trip",
        "estimated",
        "cil",
        "cyl",
        "cylinder",
        "ecu",
        "heading",
        "cutoff",
        "dam",
    ];
    let folded = fold(group);
    let name = fold(name);
    folded.split(' ').all(|w| {
        w.is_empty()
            || w.bytes().all(|b| b.is_ascii_digit())
            || WORDS.contains(&w)
            || name.split(' ').any(|n| n == w)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_up_their_unit() {
        let plain = |u: Unit| UnitText::Known(SourceUnit::Plain(u));
        let cases: &[(&str, &str, UnitText)] = &[
            ("Boost (kPa)", "Boost", plain(Unit::Kpa)),
            ("Manifold Absolute Pressure (Bar) (Bar)", "Manifold Absolute Pressure", plain(Unit::Bar)),
            ("IAT (*C)", "IAT", plain(Unit::Celsius)),
            ("AFR (AFR)", "AFR", UnitText::Known(SourceUnit::Afr { stoich: 14.7 })),
            ("Current Gear ()", "Current Gear", UnitText::Nothing),
            ("O2 voltage (Bank 1  Sensor 1) (V)", "O2 voltage (Bank 1  Sensor 1)", plain(Unit::Volts)),
            ("Boost psi", "Boost psi", plain(Unit::Psi)),
            ("Força_G_lateral_(Raw)", "Força_G_lateral", UnitText::Nothing),
            ("Speed (GPS)(km/h)", "Speed (GPS)", plain(Unit::KmPerH)),
            ("MAP", "MAP", UnitText::Unknown),
        ];
        for (name, base, unit) in cases {
            let (b, u, _) = of_name(name);
            assert_eq!((b.as_str(), u), (*base, *unit), "{name}");
        }
    }
}
