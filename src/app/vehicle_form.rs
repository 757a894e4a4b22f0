//! The form of a vehicle: what is typed, what it means, what is wrong with it. Pure; the page draws it.
//!
//! Every field is a text as long as it is edited. The vehicle behind it follows at each letter, so that figures beside
//! the form are those of what stands there; a field tells its error once it was left, or when saving was refused.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::store::Reduce;
pub use super::vehicle_fields::{in_form_order, layout, usual};
use super::vehicle_text::{optional, read_list, read_whole, read_wholes};
use super::vehicle_units;
use crate::engine::vehicle::{
    Aspiration, BLEND, Field, FieldErrorKind, Kind, Part, Vehicle, check_field, clean, normalise_plate,
};
use crate::i18n::Lang;
use crate::i18n::number;
use crate::i18n::units::{UnitPrefs, Units};

/// What stands for a ticked box.
pub const ON: &str = "on";
/// Between the figures of a list.
const LIST_MARK: &str = "  ";

type Texts = BTreeMap<Field, String>;
type Errors = BTreeMap<Field, FieldErrorKind>;

/// What can happen to the form.
#[derive(Clone, Debug)]
pub enum FormAction {
    /// A field reads so now.
    Type(Field, String),
    /// A field was left: its text is tidied, its error shows from now on.
    Leave(Field),
    /// A part is opened or closed.
    Toggle(Part),
    /// Saving was refused: every error shows, and the parts that hold one are open.
    Reveal,
    /// The user changed language or units.
    Units(Units),
    /// The vehicle was stored as it stands here, or changed elsewhere while nothing was typed here.
    Stored(Rc<Vehicle>),
    /// Back to what is stored.
    Discard,
    /// Unsaved changes of an earlier visit.
    Restore(Unsaved),
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct VehicleForm {
    /// As stored; a new vehicle starts from [`VehicleForm::blank`].
    stored: Rc<Vehicle>,
    units: Units,
    texts: Texts,
    /// What the texts mean; a field that cannot be read is empty in it.
    vehicle: Rc<Vehicle>,
    errors: Errors,
    touched: BTreeSet<Field>,
    open: BTreeSet<Part>,
}

impl VehicleForm {
    /// A form of a stored vehicle. Only its identity is open.
    pub fn new(stored: Rc<Vehicle>, units: Units) -> Self {
        let texts = texts_of(&stored, &units);
        let open = BTreeSet::from([Part::Identity]);
        let vehicle = Rc::clone(&stored);
        let mut form =
            Self { stored, units, texts, vehicle, errors: Errors::new(), touched: BTreeSet::new(), open };
        form.interpret();
        form
    }

    /// What a new vehicle starts from: nothing but its first bank of injectors.
    pub fn blank() -> Vehicle {
        let mut vehicle = Vehicle::default();
        vehicle.injection.bank_a.enabled = true;
        vehicle
    }

    pub fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }

    /// Whether a box is ticked.
    pub fn is_on(&self, field: Field) -> bool {
        self.text(field) == ON
    }

    /// What stands in the form, as far as it can be read.
    pub fn vehicle(&self) -> &Rc<Vehicle> {
        &self.vehicle
    }

    pub fn stored(&self) -> &Rc<Vehicle> {
        &self.stored
    }

    pub fn is_open(&self, part: Part) -> bool {
        self.open.contains(&part)
    }

    /// The error of a field, once it is time to tell it.
    pub fn error(&self, field: Field) -> Option<FieldErrorKind> {
        self.touched.contains(&field).then(|| self.errors.get(&field).copied()).flatten()
    }

    /// Shown errors of a part.
    pub fn errors_in(&self, part: Part) -> usize {
        self.errors.keys().filter(|f| f.part() == part && self.touched.contains(f)).count()
    }

    /// Errors that are on screen.
    pub fn errors_shown(&self) -> usize {
        Part::ALL.iter().map(|part| self.errors_in(*part)).sum()
    }

    /// Fields of a part with something in them.
    pub fn filled_in(&self, part: Part) -> usize {
        let filled = |field: &Field| {
            field.part() == part
                && !matches!(field.kind(), Kind::Flag)
                && !self.is_hidden(*field)
                && !self.text(*field).trim().is_empty()
        };
        Field::ALL.iter().filter(|f| filled(f)).count()
    }

    /// Whether something differs from what is stored.
    pub fn is_changed(&self) -> bool {
        self.texts != texts_of(&self.stored, &self.units)
    }

    /// A field that has no meaning as the form stands, and so is not drawn.
    pub fn is_hidden(&self, field: Field) -> bool {
        match field {
            Field::Ethanol => self.text(Field::Fuel) != BLEND,
            Field::BankBStart => !self.is_on(Field::BankBEnabled),
            // Without boost there is nothing to say about it.
            _ if field.part() == Part::Turbo => self.text(Field::Aspiration) == Aspiration::Natural.slug(),
            _ => {
                let bank_a = [
                    Field::BankAMode,
                    Field::BankAInjectors,
                    Field::BankAFlow,
                    Field::BankADeadTime,
                    Field::BankAOutputs,
                ];
                let bank_b = [
                    Field::BankBMode,
                    Field::BankBInjectors,
                    Field::BankBFlow,
                    Field::BankBDeadTime,
                    Field::BankBOutputs,
                ];
                (bank_a.contains(&field) && !self.is_on(Field::BankAEnabled))
                    || (bank_b.contains(&field) && !self.is_on(Field::BankBEnabled))
            }
        }
    }

    /// The vehicle to be stored, or the first field (as the form is read) that stands in the way.
    pub fn finished(&self) -> Result<Vehicle, Field> {
        match in_form_order(self.errors.keys().copied()).next() {
            Some(field) => Err(field),
            None => Ok((*self.vehicle).clone().cleaned()),
        }
    }

    /// What differs from the stored vehicle, for a later visit. `None` if nothing does.
    pub fn unsaved(&self, at_ms: f64) -> Option<Unsaved> {
        let stored = texts_of(&self.stored, &self.units);
        let texts: BTreeMap<String, String> = self
            .texts
            .iter()
            .filter(|(field, text)| stored.get(field) != Some(text))
            .map(|(field, text)| (field.slug().to_owned(), text.clone()))
            .collect();
        let (lang, units) = (self.units.lang, (*self.units.prefs).clone());
        (!texts.is_empty()).then_some(Unsaved { v: Unsaved::VERSION, at_ms, lang, units, texts })
    }

    /// Reads every text anew.
    fn interpret(&mut self) {
        let mut vehicle = (*self.stored).clone();
        let mut errors = Errors::new();
        for &field in Field::ALL {
            let outcome = self.read(&mut vehicle, field);
            if let Err(kind) = outcome
                && !self.is_hidden(field)
            {
                errors.insert(field, kind);
            }
        }
        if self.text(Field::Fuel) == BLEND {
            if vehicle.fuel.ethanol_percent.is_none() {
                errors.entry(Field::Ethanol).or_insert(FieldErrorKind::Required);
            }
        } else {
            vehicle.fuel.ethanol_percent = None;
        }
        for &field in Field::ALL {
            let Some(kind) = check_field(&vehicle, field) else { continue };
            if self.is_hidden(field) {
                // What is not drawn cannot be put right, so it may not stand in the way either.
                clear(&mut vehicle, field);
            } else {
                errors.entry(field).or_insert(kind);
            }
        }
        self.vehicle = Rc::new(vehicle);
        self.errors = errors;
    }

    /// Puts what a text says into the vehicle. What cannot be read is nothing.
    fn read(&self, vehicle: &mut Vehicle, field: Field) -> Result<(), FieldErrorKind> {
        let text = self.text(field);
        // What was not touched is what is stored, to the last digit.
        let untouched = text == text_of(&self.stored, field, &self.units);
        match field.kind() {
            Kind::Line { .. } | Kind::Text { .. } => {
                if let Some(slot) = vehicle.line_mut(field) {
                    text.clone_into(slot);
                }
            }
            Kind::Choice { .. } => vehicle.set_choice(field, text),
            Kind::Flag => {
                if let Some(slot) = vehicle.flag_mut(field) {
                    *slot = text == ON;
                }
            }
            _ if untouched => {}
            Kind::Number { measure, .. } => {
                let value = optional(vehicle_units::read(measure, text, &self.units));
                if let Some(slot) = vehicle.number_mut(field) {
                    *slot = value.ok().flatten();
                }
                value?;
            }
            Kind::Count { .. } => {
                let value = optional(read_whole(text));
                if let Some(slot) = vehicle.count_mut(field) {
                    *slot = value.ok().flatten();
                }
                value?;
            }
            Kind::Counts { .. } => {
                let value = read_wholes(text);
                if let Some(slot) = vehicle.counts_mut(field) {
                    *slot = value.clone().unwrap_or_default();
                }
                value?;
            }
            Kind::Numbers { .. } => {
                let value = read_list(text);
                vehicle.driveline.gear_ratios = value.clone().unwrap_or_default();
                value?;
            }
        }
        Ok(())
    }

    /// The text of a field as it stands after it was left.
    fn tidied(&self, field: Field) -> Option<String> {
        let text = self.text(field);
        match field.kind() {
            Kind::Line { .. } if field == Field::Plate => Some(normalise_plate(text)),
            Kind::Line { .. } => Some(clean(text)),
            Kind::Number { measure, .. } => {
                let value = self.vehicle.number(field)??;
                let shown = vehicle_units::editable(measure, value, &self.units);
                // A figure in another unit stays as it was typed where the own unit would cost digits of it.
                let again = vehicle_units::read(measure, &shown, &self.units).ok()?;
                ((again - value).abs() <= 1e-6 * value.abs()).then_some(shown)
            }
            Kind::Counts { .. } | Kind::Numbers { .. } if !self.errors.contains_key(&field) => {
                Some(text_of(&self.vehicle, field, &self.units))
            }
            _ => None,
        }
    }

    /// The same texts in other units.
    fn converted(&self, units: &Units) -> Texts {
        let before = texts_of(&self.stored, &self.units);
        let after = texts_of(&self.stored, units);
        self.texts
            .iter()
            .map(|(field, text)| {
                let untouched = before.get(field) == Some(text);
                let converted = if untouched {
                    after.get(field).cloned()
                } else {
                    convert(*field, text, &self.units, units)
                };
                (*field, converted.unwrap_or_else(|| text.clone()))
            })
            .collect()
    }
}

impl Reduce for VehicleForm {
    type Action = FormAction;

    fn reduce(self: Rc<Self>, action: FormAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            FormAction::Type(field, text) => {
                next.texts.insert(field, text);
                next.interpret();
            }
            FormAction::Leave(field) => {
                next.touched.insert(field);
                if let Some(text) = next.tidied(field) {
                    next.texts.insert(field, text);
                    next.interpret();
                }
            }
            FormAction::Toggle(part) => {
                if !next.open.remove(&part) {
                    next.open.insert(part);
                }
            }
            FormAction::Reveal => {
                next.touched.extend(Field::ALL);
                next.open.extend(next.errors.keys().map(|f| f.part()).collect::<Vec<_>>());
            }
            FormAction::Units(units) => {
                if units.lang == next.units.lang && units.prefs == next.units.prefs {
                    return self;
                }
                next.texts = next.converted(&units);
                next.units = units;
                next.interpret();
            }
            FormAction::Stored(vehicle) => {
                next.texts = texts_of(&vehicle, &next.units);
                next.stored = vehicle;
                next.touched.clear();
                next.interpret();
            }
            FormAction::Discard => {
                next.texts = texts_of(&next.stored, &next.units);
                next.touched.clear();
                next.interpret();
            }
            FormAction::Restore(unsaved) => {
                let from =
                    Units { lang: unsaved.lang, prefs: Rc::new(unsaved.units.clone()), ..next.units.clone() };
                let same = from.lang == next.units.lang && from.prefs == next.units.prefs;
                for (slug, text) in unsaved.texts {
                    let Some(field) = Field::from_slug(&slug) else { continue };
                    let converted = if same { None } else { convert(field, &text, &from, &next.units) };
                    next.texts.insert(field, converted.unwrap_or(text));
                    next.open.insert(field.part());
                }
                next.interpret();
            }
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

/// Changes that were not saved, as they were typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unsaved {
    v: u32,
    /// ms since 1970.
    pub at_ms: f64,
    lang: Lang,
    units: UnitPrefs,
    texts: BTreeMap<String, String>,
}

impl Unsaved {
    const VERSION: u32 = 1;

    /// As it is kept beside the database.
    pub fn to_json(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// `None` where it cannot be read; a draft is not worth a message.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|unsaved: &Self| unsaved.v == Self::VERSION)
    }
}

fn texts_of(vehicle: &Vehicle, units: &Units) -> Texts {
    Field::ALL.iter().map(|&field| (field, text_of(vehicle, field, units))).collect()
}

/// A field of a vehicle as the form shows it.
fn text_of(vehicle: &Vehicle, field: Field, units: &Units) -> String {
    let text = match field.kind() {
        Kind::Line { .. } | Kind::Text { .. } => vehicle.line(field).cloned(),
        Kind::Number { measure, .. } => {
            vehicle.number(field).flatten().map(|value| vehicle_units::editable(measure, value, units))
        }
        Kind::Count { .. } => vehicle.count(field).flatten().map(|value| value.to_string()),
        Kind::Counts { .. } => vehicle.counts(field).map(|values| join(values.iter().map(u32::to_string))),
        Kind::Numbers { .. } => Some(join(
            vehicle.driveline.gear_ratios.iter().map(|ratio| number::editable(units.lang, *ratio, 4)),
        )),
        Kind::Choice { .. } => vehicle.choice(field).map(str::to_owned),
        Kind::Flag => vehicle.flag(field).filter(|on| *on).map(|_| ON.to_owned()),
    };
    text.unwrap_or_default()
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(LIST_MARK)
}

/// A typed text in other units; `None` where it stays as it is.
fn convert(field: Field, text: &str, from: &Units, to: &Units) -> Option<String> {
    match field.kind() {
        Kind::Number { measure, .. } => {
            let value = vehicle_units::read(measure, text, from).ok()?;
            Some(vehicle_units::editable(measure, value, to))
        }
        Kind::Numbers { .. } => {
            let ratios = read_list(text).ok()?;
            Some(join(ratios.iter().map(|ratio| number::editable(to.lang, *ratio, 4))))
        }
        _ => None,
    }
}

fn clear(vehicle: &mut Vehicle, field: Field) {
    if let Some(slot) = vehicle.line_mut(field) {
        slot.clear();
    }
    if let Some(slot) = vehicle.number_mut(field) {
        *slot = None;
    }
    if let Some(slot) = vehicle.count_mut(field) {
        *slot = None;
    }
    if let Some(slot) = vehicle.counts_mut(field) {
        slot.clear();
    }
}
