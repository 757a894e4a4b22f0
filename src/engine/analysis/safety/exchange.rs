//! Rules as a file: JSON that says what it is, with every figure in its base unit.
//!
//! ```json
//! {
//!   "format": "fueltune-safety-rules",
//!   "version": 1,
//!   "rules": [
//!     { "id": "hot", "watch": "coolant", "caution": 98, "danger": 105, "min_s": 2 },
//!     { "id": "oil", "watch": "oil_pressure_low", "danger": { "over": "rpm", "points": [[1000, 0.8], [6000, 4]] } },
//!     { "id": "mine", "name": "Fuel temperature", "watch": { "expression": "fuel_temp" }, "caution": 60 }
//!   ]
//! }
//! ```
//! A field that is not written has the value of [`Rule::new`]. `vehicle` is `{ "limit": "coolant", "caution": 0,
//! "danger": 7 }`, `fuels` a list of slugs of the fuel library.

use serde_json::{Map, Value, json};

use super::check::{RuleError, RuleErrorKind};
use super::rule::{FromVehicle, Rule, RuleSet, Side, Threshold, VehicleLimit, Watch};
use crate::engine::channels::ChannelKey;
use crate::engine::fuel::FuelId;

const FORMAT: &str = "fueltune-safety-rules";
const VERSION: u64 = 1;

/// Why a file brings no rules. Nothing of it is taken then.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RuleFileError {
    /// Not JSON from this place on; both count from 1.
    #[error("line {line}, column {column}")]
    Syntax { line: usize, column: usize },
    /// JSON, but not ours.
    #[error("not a file of safety rules")]
    NotRules,
    /// Written by a newer release.
    #[error("version {found}, known up to {VERSION}")]
    Newer { found: u64 },
    /// Rules that make no sense; every one of the faults.
    #[error("{} faults, the first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Refused(Vec<RuleError>),
}

/// The rules as the text of a file.
pub fn write_rules(set: &RuleSet) -> String {
    let rules: Vec<Value> = set.rules.iter().map(rule_json).collect();
    let file = json!({ "format": FORMAT, "version": VERSION, "rules": rules });
    format!("{file:#}\n")
}

/// The rules of a file, checked.
pub fn read_rules(text: &str) -> Result<RuleSet, RuleFileError> {
    let file: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}'))
        .map_err(|e| RuleFileError::Syntax { line: e.line(), column: e.column() })?;
    if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(RuleFileError::NotRules);
    }
    match file.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(found) if found > VERSION => return Err(RuleFileError::Newer { found }),
        _ => return Err(RuleFileError::NotRules),
    }
    let mut reader = Reader { errors: Vec::new() };
    let set = reader.set(&file);
    if reader.errors.is_empty() {
        reader.errors = set.check();
    }
    if reader.errors.is_empty() { Ok(set) } else { Err(RuleFileError::Refused(reader.errors)) }
}

fn rule_json(rule: &Rule) -> Value {
    let plain = Rule::new(&rule.id, rule.watch.clone());
    let mut fields = Map::new();
    let mut put = |key: &str, value: Value| {
        fields.insert(key.to_owned(), value);
    };
    put("id", json!(rule.id));
    if rule.name != plain.name {
        put("name", json!(rule.name));
    }
    if !rule.hint.is_empty() {
        put("hint", json!(rule.hint));
    }
    put("enabled", json!(rule.enabled));
    put(
        "watch",
        match &rule.watch {
            Watch::Expression(text) => json!({ "expression": text }),
            built_in => json!(built_in.slug()),
        },
    );
    put("side", json!(if rule.side == Side::Above { "above" } else { "below" }));
    for (key, threshold) in [("caution", &rule.caution), ("danger", &rule.danger)] {
        if let Some(threshold) = threshold {
            put(key, threshold_json(threshold));
        }
    }
    if let Some(from) = &rule.vehicle {
        put("vehicle", json!({ "limit": from.limit.slug(), "caution": from.caution, "danger": from.danger }));
    }
    if !rule.fuels.is_empty() {
        put("fuels", json!(rule.fuels.iter().map(|f| f.slug()).collect::<Vec<_>>()));
        put("any_fuel", json!(rule.any_fuel));
    }
    if !rule.when.is_empty() {
        put("when", json!(rule.when));
    }
    put("min_s", json!(rule.min_s));
    put("merge_s", json!(rule.merge_s));
    put("hysteresis", json!(rule.hysteresis));
    Value::Object(fields)
}

fn threshold_json(threshold: &Threshold) -> Value {
    match threshold {
        Threshold::Fixed(value) => json!(value),
        Threshold::Curve { over, points } => json!({ "over": over.to_string(), "points": points }),
    }
}

/// Reads what it can and notes what it cannot.
struct Reader {
    errors: Vec<RuleError>,
}

/// Fields of a rule, for one that is none of them.
const FIELDS: [&str; 15] = [
    "id",
    "name",
    "hint",
    "enabled",
    "watch",
    "side",
    "caution",
    "danger",
    "vehicle",
    "fuels",
    "any_fuel",
    "when",
    "min_s",
    "merge_s",
    "hysteresis",
];

impl Reader {
    fn wrong<T>(&mut self, path: &str, kind: RuleErrorKind) -> Option<T> {
        self.errors.push(RuleError::new(path, kind));
        None
    }

    fn set(&mut self, file: &Value) -> RuleSet {
        let Some(list) = file.get("rules") else {
            self.wrong::<()>("rules", RuleErrorKind::Missing);
            return RuleSet { rules: Vec::new() };
        };
        let Some(list) = list.as_array() else {
            self.wrong::<()>("rules", RuleErrorKind::NotAList);
            return RuleSet { rules: Vec::new() };
        };
        let rules = list.iter().enumerate().filter_map(|(i, value)| self.rule(&format!("rules[{i}]"), value));
        RuleSet { rules: rules.collect() }
    }

    fn rule(&mut self, path: &str, value: &Value) -> Option<Rule> {
        let Some(fields) = value.as_object() else { return self.wrong(path, RuleErrorKind::NotAnObject) };
        self.known_fields(path, fields, &FIELDS);
        let at = |field: &str| format!("{path}.{field}");
        let id = match fields.get("id") {
            Some(id) => self.text(&at("id"), id),
            None => self.wrong(&at("id"), RuleErrorKind::Missing),
        };
        let watch = match fields.get("watch") {
            Some(watch) => self.watch(&at("watch"), watch),
            None => self.wrong(&at("watch"), RuleErrorKind::Missing),
        };
        let (id, watch) = (id.unwrap_or_default(), watch.unwrap_or(Watch::Rpm));
        let mut rule = Rule::new(&id, watch);
        // Nothing written and `null` are the same.
        for (field, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
            let path = at(field);
            match field.as_str() {
                "name" => rule.name = self.text(&path, value)?,
                "hint" => rule.hint = self.text(&path, value)?,
                "when" => rule.when = self.text(&path, value)?,
                "enabled" => rule.enabled = self.truth(&path, value)?,
                "any_fuel" => rule.any_fuel = self.truth(&path, value)?,
                "side" => rule.side = self.side(&path, value)?,
                "caution" => rule.caution = Some(self.threshold(&path, value)?),
                "danger" => rule.danger = Some(self.threshold(&path, value)?),
                "vehicle" => rule.vehicle = Some(self.limit(&path, value)?),
                "fuels" => rule.fuels = self.fuels(&path, value)?,
                "min_s" => rule.min_s = self.number(&path, value)?,
                "merge_s" => rule.merge_s = self.number(&path, value)?,
                "hysteresis" => rule.hysteresis = self.number(&path, value)?,
                _ => {}
            }
        }
        Some(rule)
    }

    fn known_fields(&mut self, path: &str, fields: &Map<String, Value>, known: &[&str]) {
        for field in fields.keys().filter(|f| !known.contains(&f.as_str())) {
            self.wrong::<()>(&format!("{path}.{field}"), RuleErrorKind::UnknownField);
        }
    }

    fn text(&mut self, path: &str, value: &Value) -> Option<String> {
        match value.as_str() {
            Some(text) => Some(text.to_owned()),
            None => self.wrong(path, RuleErrorKind::NotAText),
        }
    }

    fn number(&mut self, path: &str, value: &Value) -> Option<f64> {
        match value.as_f64() {
            Some(number) => Some(number),
            None => self.wrong(path, RuleErrorKind::NotANumber),
        }
    }

    fn truth(&mut self, path: &str, value: &Value) -> Option<bool> {
        match value.as_bool() {
            Some(truth) => Some(truth),
            None => self.wrong(path, RuleErrorKind::NotABoolean),
        }
    }

    fn list<'v>(&mut self, path: &str, value: &'v Value) -> Option<&'v Vec<Value>> {
        match value.as_array() {
            Some(list) => Some(list),
            None => self.wrong(path, RuleErrorKind::NotAList),
        }
    }

    /// One of some words.
    fn word<T>(&mut self, path: &str, value: &Value, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = self.text(path, value)?;
        match read(&found) {
            Some(word) => Some(word),
            None => self.wrong(path, RuleErrorKind::UnknownWord { found }),
        }
    }

    fn side(&mut self, path: &str, value: &Value) -> Option<Side> {
        self.word(path, value, |word| match word {
            "above" => Some(Side::Above),
            "below" => Some(Side::Below),
            _ => None,
        })
    }

    fn watch(&mut self, path: &str, value: &Value) -> Option<Watch> {
        if let Some(fields) = value.as_object() {
            self.known_fields(path, fields, &["expression"]);
            let path = format!("{path}.expression");
            return match fields.get("expression") {
                Some(text) => self.text(&path, text).map(Watch::Expression),
                None => self.wrong(&path, RuleErrorKind::Missing),
            };
        }
        self.word(path, value, |word| Watch::BUILT_IN.iter().find(|w| w.slug() == word).cloned())
    }

    fn threshold(&mut self, path: &str, value: &Value) -> Option<Threshold> {
        let Some(fields) = value.as_object() else {
            return self.number(path, value).map(Threshold::Fixed);
        };
        self.known_fields(path, fields, &["over", "points"]);
        let over = match fields.get("over") {
            Some(over) => self.word(&format!("{path}.over"), over, |word| word.parse::<ChannelKey>().ok()),
            None => self.wrong(&format!("{path}.over"), RuleErrorKind::Missing),
        }?;
        let list = match fields.get("points") {
            Some(points) => self.list(&format!("{path}.points"), points),
            None => self.wrong(&format!("{path}.points"), RuleErrorKind::Missing),
        }?;
        let mut points = Vec::with_capacity(list.len());
        for (i, point) in list.iter().enumerate() {
            let pair = point.as_array().filter(|pair| pair.len() == 2);
            let pair = pair.and_then(|pair| Some((pair[0].as_f64()?, pair[1].as_f64()?)));
            match pair {
                Some(pair) => points.push(pair),
                None => return self.wrong(&format!("{path}.points[{i}]"), RuleErrorKind::NotANumber),
            }
        }
        Some(Threshold::Curve { over, points })
    }

    fn limit(&mut self, path: &str, value: &Value) -> Option<FromVehicle> {
        let Some(fields) = value.as_object() else { return self.wrong(path, RuleErrorKind::NotAnObject) };
        self.known_fields(path, fields, &["limit", "caution", "danger"]);
        let at = format!("{path}.limit");
        let limit = match fields.get("limit") {
            Some(limit) => {
                self.word(&at, limit, |word| VehicleLimit::ALL.iter().copied().find(|l| l.slug() == word))
            }
            None => self.wrong(&at, RuleErrorKind::Missing),
        }?;
        let mut offset = |field: &str| match fields.get(field) {
            None | Some(Value::Null) => Some(None),
            Some(value) => self.number(&format!("{path}.{field}"), value).map(Some),
        };
        Some(FromVehicle { limit, caution: offset("caution")?, danger: offset("danger")? })
    }

    fn fuels(&mut self, path: &str, value: &Value) -> Option<Vec<FuelId>> {
        let list = self.list(path, value)?;
        let fuels = list
            .iter()
            .enumerate()
            .map(|(i, fuel)| self.word(&format!("{path}[{i}]"), fuel, FuelId::from_slug));
        fuels.collect()
    }
}
