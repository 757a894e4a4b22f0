//! Vehicles in words: names of fields and choices, what is wrong with a field or a file, the engine in one line. Pure.

use super::vehicle_units::{End, show, show_limit, show_short};
use crate::engine::units::Quantity;
use crate::engine::vehicle::{
    Aspiration, ExchangeError, Field, FieldErrorKind, Kind, Layout, Measure, Part, Vehicle,
};
use crate::i18n::units::Units;
use crate::i18n::{I18n, Message, number};
use crate::{message, t};

/// Key of a field's name. Both banks have the same fields.
pub fn label_key_of(field: Field) -> String {
    format!("vehicles-field-{}", shared(field.slug()))
}

/// Key of a part's name.
pub fn part_key_of(part: Part) -> String {
    format!("vehicles-part-{}", part.slug())
}

/// Key of the name of a choice.
pub fn choice_key_of(field: Field, slug: &str) -> String {
    format!("vehicles-{}-{slug}", shared(field.slug()))
}

/// Key of the line below a field, for the fields that have one.
pub fn hint_key_of(field: Field) -> Option<String> {
    HINTED.contains(&field).then(|| format!("vehicles-hint-{}", shared(field.slug())))
}

/// Fields whose name does not say enough.
pub const HINTED: &[Field] = &[
    Field::Plate,
    Field::Power,
    Field::Ethanol,
    Field::Bsfc,
    Field::BankAOutputs,
    Field::BankBOutputs,
    Field::BankAFlow,
    Field::BankBFlow,
    Field::BankBStart,
    Field::RatedPressure,
    Field::BasePressure,
    Field::NaturalPower,
    Field::StandardBoost,
    Field::Tyre,
    Field::GearRatios,
    Field::Mass,
];

/// A field of one bank goes by the name it has in both.
fn shared(slug: &'static str) -> &'static str {
    match slug {
        "bank-a-enabled" | "bank-b-enabled" => slug,
        _ => slug.strip_prefix("bank-a-").or_else(|| slug.strip_prefix("bank-b-")).map_or(slug, |rest| {
            match rest {
                "injectors" => "bank-injectors",
                "flow" => "bank-flow",
                "dead-time" => "bank-dead-time",
                "mode" => "bank-mode",
                "outputs" => "bank-outputs",
                _ => "bank-start",
            }
        }),
    }
}

/// What is wrong with a field and what would be right.
pub fn field_error(field: Field, kind: FieldErrorKind, units: &Units) -> Message {
    let i18n = I18n::new(units.lang);
    match kind {
        FieldErrorKind::Required => Message::new(match field {
            Field::Ethanol => "vehicles-error-ethanol",
            _ => "vehicles-error-required",
        }),
        FieldErrorKind::TooLong { most } => message!("vehicles-error-too-long", most = most),
        FieldErrorKind::OutOfRange { least, most } => {
            let (least, most) =
                (bound(field, least, End::Lower, units), bound(field, most, End::Upper, units));
            message!("vehicles-error-range", least = least, most = most)
        }
        FieldErrorKind::NotANumber => Message::new(match field.kind() {
            Kind::Numbers { .. } => "vehicles-error-ratios",
            Kind::Counts { .. } => "vehicles-error-counts",
            _ => "vehicles-error-number",
        }),
        FieldErrorKind::NotWhole => Message::new("vehicles-error-whole"),
        FieldErrorKind::Unit => Message::new("vehicles-error-unit"),
        FieldErrorKind::Repeated { value } => message!("vehicles-error-repeated", value = value),
        FieldErrorKind::OutputTaken { output } => message!("vehicles-error-output-taken", output = output),
        FieldErrorKind::Cylinders { layout } => {
            let name = i18n.t(&choice_key_of(Field::Layout, layout.slug())).into_owned();
            message!("vehicles-error-cylinders", layout = name, n = layout.cylinders())
        }
        FieldErrorKind::GearCount { gears, ratios } => {
            message!("vehicles-error-gears", gears = gears, ratios = ratios)
        }
        FieldErrorKind::TooMany { most } => message!("vehicles-error-too-many", most = most),
        FieldErrorKind::Above { bound } => {
            message!("vehicles-error-above", field = i18n.t(&label_key_of(bound)).into_owned())
        }
    }
}

fn bound(field: Field, value: f64, end: End, units: &Units) -> String {
    match field.kind() {
        Kind::Number { measure, .. } => show_limit(measure, value, end, units).to_string(),
        // A year has no group mark.
        Kind::Count { .. } => format!("{value:.0}"),
        _ => number::flexible(units.lang, value, 0, 2),
    }
}

/// Why a file of vehicles was refused: what to do with its place, and the technical text.
pub fn refusal(error: &ExchangeError, units: &Units) -> (Message, Option<String>) {
    let i18n = I18n::new(units.lang);
    match error {
        ExchangeError::Syntax { line, column, detail } => {
            (message!("vehicles-import-syntax", line = *line, column = *column), Some(detail.clone()))
        }
        ExchangeError::NotVehicles => (Message::new("vehicles-import-not-vehicles"), None),
        ExchangeError::Newer { found } => (message!("vehicles-import-newer", found = *found), None),
        ExchangeError::Empty => (Message::new("vehicles-import-empty"), None),
        ExchangeError::Refused { number, name, error } => {
            let why = i18n.message(&field_error(error.field, error.kind, units)).into_owned();
            let field = i18n.t(&label_key_of(error.field)).into_owned();
            (
                message!("vehicles-import-refused", number = *number, name = name, field = field, why = why),
                None,
            )
        }
    }
}

/// Make, model and year; empty where none of them is known.
pub fn car_line(vehicle: &Vehicle) -> String {
    let year = vehicle.year.map(|y| y.to_string()).unwrap_or_default();
    join(&[&vehicle.make, &vehicle.model, &year].map(String::as_str), " ")
}

/// What a field holds, as it is read and not edited; `None` where it is empty.
pub fn value_of(vehicle: &Vehicle, field: Field, units: &Units) -> Option<String> {
    let i18n = I18n::new(units.lang);
    let list = |items: Vec<String>| items.join(" · ");
    let text = match field.kind() {
        Kind::Line { .. } | Kind::Text { .. } => vehicle.line(field)?.clone(),
        Kind::Number { measure, .. } => show_short(measure, vehicle.number(field)??, units).to_string(),
        // A year has no group mark.
        Kind::Count { .. } => vehicle.count(field)??.to_string(),
        Kind::Counts { .. } => list(vehicle.counts(field)?.iter().map(u32::to_string).collect()),
        Kind::Numbers { .. } => {
            let ratios = vehicle.driveline.gear_ratios.iter();
            list(ratios.map(|ratio| number::flexible(units.lang, *ratio, 2, 3)).collect())
        }
        Kind::Choice { .. } => match vehicle.choice(field)? {
            "" => String::new(),
            slug => i18n.t(&choice_key_of(field, slug)).into_owned(),
        },
        // That a bank is there is told by what it holds.
        Kind::Flag => String::new(),
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// The engine in one line: `2.0 L I4 turbo · 1.5 bar · E27`.
pub fn engine_line(vehicle: &Vehicle, units: &Units) -> String {
    let i18n = I18n::new(units.lang);
    let figure = |measure: Measure, value: f64| show_short(measure, value, units).to_string();
    let pressure = Measure::Of(Quantity::Pressure);
    let displacement =
        vehicle.engine.displacement_l.map(|litres| show(Measure::Displacement, litres, units).to_string());
    let layout =
        vehicle.engine.layout.map(|l: Layout| i18n.t(&choice_key_of(Field::Layout, l.slug())).into_owned());
    let aspiration = vehicle
        .engine
        .aspiration
        .map(|a: Aspiration| i18n.t(&choice_key_of(Field::Aspiration, a.slug())).into_owned());
    let engine = join(
        &[displacement.as_deref(), layout.as_deref(), aspiration.map(|a| a.to_lowercase()).as_deref()]
            .map(Option::unwrap_or_default),
        " ",
    );
    let boosted = vehicle.engine.aspiration.is_some_and(Aspiration::boosted);
    let boost =
        vehicle.turbo.max_boost_bar.filter(|_| boosted).map(|bar| figure(pressure, bar)).unwrap_or_default();
    join(&[engine.as_str(), &boost, &fuel_name(vehicle, i18n)], " · ")
}

/// The fuel by its short name; empty where none was chosen.
pub fn fuel_name(vehicle: &Vehicle, i18n: I18n) -> String {
    match (vehicle.fuel.library, vehicle.fuel.ethanol_percent) {
        (Some(fuel), _) => i18n.t(&choice_key_of(Field::Fuel, fuel.slug())).into_owned(),
        (None, Some(percent)) => t!(i18n, "vehicles-blend-of", percent = percent).into_owned(),
        (None, None) => String::new(),
    }
}

fn join(parts: &[&str], mark: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    parts.join(mark)
}
