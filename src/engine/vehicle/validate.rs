//! What may stand in a vehicle. A value outside its range is refused with its place; nothing is bent to fit.

use super::field::{Field, Kind};
use super::{Layout, Vehicle};

/// Characters that are taken out of a line of text.
const STRIPPED: &[char] = &['<', '>', '"', '\'', ';', '\\'];
/// Characters that are taken out of a search.
const STRIPPED_FROM_SEARCH: &[char] = &['%', '_', '\\'];
const LONGEST_SEARCH: usize = 100;

/// Why a value is refused. Limits are in base units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldErrorKind {
    /// Empty, or empty once it was cleaned.
    Required,
    TooLong {
        most: usize,
    },
    OutOfRange {
        least: f64,
        most: f64,
    },
    /// Not a number, or not finite.
    NotANumber,
    /// A number with decimals where a whole one is needed.
    NotWhole,
    /// A unit that does not fit.
    Unit,
    /// The same whole number twice.
    Repeated {
        value: u32,
    },
    /// An output that the other bank uses too.
    OutputTaken {
        output: u32,
    },
    /// The layout has another number of cylinders.
    Cylinders {
        layout: Layout,
    },
    /// As many ratios as gears, or the other way round.
    GearCount {
        gears: u32,
        ratios: u32,
    },
    /// A list that is too long.
    TooMany {
        most: usize,
    },
    /// Above the figure that bounds it.
    Above {
        bound: Field,
    },
}

/// A refused value and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldError {
    pub field: Field,
    pub kind: FieldErrorKind,
}

/// A line of text as it is kept: trimmed, without `< > " ' ; \`.
///
/// ```
/// use fueltune_analyzer::engine::vehicle::clean;
/// assert_eq!(clean(" Gol <GTI>; "), "Gol GTI");
/// ```
pub fn clean(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !STRIPPED.contains(c) && !c.is_control()).collect();
    kept.trim().to_owned()
}

/// A text as it is searched in: without what a [search](clean_search) is run without.
pub fn searched(text: &str) -> String {
    text.chars().filter(|c| !STRIPPED_FROM_SEARCH.contains(c)).collect()
}

/// A search as it is run: trimmed, without `% _ \`, cut at 100 characters.
pub fn clean_search(text: &str) -> String {
    text.trim().chars().filter(|c| !STRIPPED_FROM_SEARCH.contains(c)).take(LONGEST_SEARCH).collect()
}

/// A plate as it is kept: `abc1234` becomes `ABC-1234`, `abc-1d23` becomes `ABC1D23`, any other only upper case.
pub fn normalise_plate(text: &str) -> String {
    let upper = clean(text).to_uppercase();
    let bare: Vec<char> = upper.chars().filter(|c| !matches!(c, '-' | ' ' | '.')).collect();
    let shape: String = bare
        .iter()
        .map(|c| match c {
            'A'..='Z' => 'A',
            '0'..='9' => '9',
            _ => '?',
        })
        .collect();
    match shape.as_str() {
        "AAA9999" => {
            let (letters, digits) = bare.split_at(3);
            letters.iter().chain(['-'].iter()).chain(digits).collect()
        }
        "AAA9A99" => bare.into_iter().collect(),
        _ => upper,
    }
}

impl Vehicle {
    /// The same with every line cleaned and the plate normalised.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        for &field in Field::ALL {
            if matches!(field.kind(), Kind::Line { .. })
                && let Some(text) = self.line_mut(field)
            {
                *text = if field == Field::Plate { normalise_plate(text) } else { clean(text) };
            }
        }
        self.notes = self.notes.trim().to_owned();
        self
    }
}

/// Every refused value of a vehicle, in the order of the fields.
pub fn validate(vehicle: &Vehicle) -> Vec<FieldError> {
    Field::ALL
        .iter()
        .filter_map(|&field| check_field(vehicle, field).map(|kind| FieldError { field, kind }))
        .collect()
}

/// Why a field of a vehicle is refused, if it is.
pub fn check_field(vehicle: &Vehicle, field: Field) -> Option<FieldErrorKind> {
    alone(vehicle, field).or_else(|| against_others(vehicle, field))
}

fn alone(vehicle: &Vehicle, field: Field) -> Option<FieldErrorKind> {
    match field.kind() {
        Kind::Line { most, required } => {
            let text = clean(vehicle.line(field)?);
            if text.is_empty() && required {
                return Some(FieldErrorKind::Required);
            }
            too_long(&text, most)
        }
        Kind::Text { most } => too_long(vehicle.line(field)?, most),
        Kind::Number { least, most, .. } => in_range(vehicle.number(field)??, least, most),
        Kind::Count { least, most, .. } => {
            in_range(f64::from(vehicle.count(field)??), f64::from(least), f64::from(most))
        }
        Kind::Counts { least, most } => {
            let counts = vehicle.counts(field)?;
            let repeated = counts.iter().enumerate().find(|(i, value)| counts[..*i].contains(value));
            counts
                .iter()
                .find_map(|&value| in_range(f64::from(value), f64::from(least), f64::from(most)))
                .or(repeated.map(|(_, &value)| FieldErrorKind::Repeated { value }))
        }
        Kind::Numbers { least, most, longest } => {
            let ratios = &vehicle.driveline.gear_ratios;
            if ratios.len() > longest {
                return Some(FieldErrorKind::TooMany { most: longest });
            }
            ratios.iter().find_map(|&value| in_range(value, least, most))
        }
        Kind::Choice { .. } | Kind::Flag => None,
    }
}

fn against_others(vehicle: &Vehicle, field: Field) -> Option<FieldErrorKind> {
    match field {
        Field::BankBOutputs if vehicle.injection.bank_a.enabled && vehicle.injection.bank_b.enabled => {
            let taken = &vehicle.injection.bank_a.outputs;
            let output = vehicle.injection.bank_b.outputs.iter().find(|output| taken.contains(output))?;
            Some(FieldErrorKind::OutputTaken { output: *output })
        }
        Field::Cylinders => {
            let layout = vehicle.engine.layout?;
            let cylinders = vehicle.engine.cylinders?;
            (layout.cylinders() != cylinders).then_some(FieldErrorKind::Cylinders { layout })
        }
        Field::GearRatios => {
            let ratios = vehicle.driveline.gear_ratios.len() as u32;
            let gears = vehicle.driveline.gears?;
            (ratios > 0 && gears != ratios).then_some(FieldErrorKind::GearCount { gears, ratios })
        }
        Field::StandardBoost => above(vehicle, field, Field::MaxBoost),
        Field::IdleRpm => above(vehicle, field, Field::MaxRpm),
        _ => None,
    }
}

fn above(vehicle: &Vehicle, field: Field, bound: Field) -> Option<FieldErrorKind> {
    let (value, limit) = (vehicle.number(field)??, vehicle.number(bound)??);
    (value > limit).then_some(FieldErrorKind::Above { bound })
}

fn too_long(text: &str, most: usize) -> Option<FieldErrorKind> {
    (text.chars().count() > most).then_some(FieldErrorKind::TooLong { most })
}

fn in_range(value: f64, least: f64, most: f64) -> Option<FieldErrorKind> {
    if !value.is_finite() {
        return Some(FieldErrorKind::NotANumber);
    }
    // A limit entered in another unit comes back a hair off.
    let hair = 1e-9 * least.abs().max(most.abs());
    (value < least - hair || value > most + hair).then_some(FieldErrorKind::OutOfRange { least, most })
}
