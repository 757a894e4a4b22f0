//! Vehicles as a file: JSON that says what it is, with every number in its base unit.

use serde::{Deserialize, Serialize};

use super::{FieldError, Vehicle, validate};

const FORMAT: &str = "fueltune-vehicles";
const VERSION: u32 = 1;

/// A vehicle with what is known of its record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exported {
    pub id: String,
    #[serde(default)]
    pub archived: bool,
    /// ms since 1970.
    #[serde(default)]
    pub created_at_ms: f64,
    #[serde(default)]
    pub updated_at_ms: f64,
    pub vehicle: Vehicle,
}

#[derive(Serialize)]
struct Writing<'a> {
    format: &'a str,
    version: u32,
    vehicles: &'a [Exported],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reading {
    #[serde(rename = "format")]
    _format: serde::de::IgnoredAny,
    #[serde(rename = "version")]
    _version: serde::de::IgnoredAny,
    vehicles: Vec<Exported>,
}

#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    version: Option<u32>,
}

/// Why a file brings no vehicle. Nothing of it is taken then.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ExchangeError {
    /// Not JSON, or JSON of another shape, from this place on (both count from 1).
    #[error("line {line}, column {column}: {detail}")]
    Syntax { line: usize, column: usize, detail: String },
    /// JSON, but not ours.
    #[error("not a file of vehicles")]
    NotVehicles,
    /// Written by a newer release.
    #[error("version {found}, known up to {VERSION}")]
    Newer { found: u32 },
    /// A file without a vehicle.
    #[error("no vehicle in it")]
    Empty,
    /// A vehicle (counted from 1) with a value that may not stand there.
    #[error("vehicle {number} ({name}): {error:?}")]
    Refused { number: usize, name: String, error: FieldError },
}

impl From<serde_json::Error> for ExchangeError {
    fn from(error: serde_json::Error) -> Self {
        let detail = error.to_string();
        // The place is told apart; the text repeats it.
        let detail = detail.rsplit_once(" at line ").map_or(detail.clone(), |(text, _)| text.to_owned());
        ExchangeError::Syntax { line: error.line(), column: error.column(), detail }
    }
}

/// The vehicles as the text of a file.
pub fn write_json(vehicles: &[Exported]) -> String {
    let file = Writing { format: FORMAT, version: VERSION, vehicles };
    serde_json::to_string_pretty(&file).expect("invariant: a vehicle is made of texts and numbers")
}

/// The vehicles of a file: all of them, cleaned and within their limits, or an error with its place.
pub fn read_json(text: &str) -> Result<Vec<Exported>, ExchangeError> {
    let text = text.trim_start_matches('\u{FEFF}');
    let head: Head = match serde_json::from_str(text) {
        Ok(head) => head,
        Err(error) if error.is_data() => return Err(ExchangeError::NotVehicles),
        Err(error) => return Err(error.into()),
    };
    if head.format.as_deref() != Some(FORMAT) {
        return Err(ExchangeError::NotVehicles);
    }
    match head.version {
        Some(version) if version > VERSION => return Err(ExchangeError::Newer { found: version }),
        Some(_) => {}
        None => return Err(ExchangeError::NotVehicles),
    }
    let file: Reading = serde_json::from_str(text)?;
    if file.vehicles.is_empty() {
        return Err(ExchangeError::Empty);
    }
    let mut vehicles = Vec::with_capacity(file.vehicles.len());
    for (i, exported) in file.vehicles.into_iter().enumerate() {
        let vehicle = exported.vehicle.cleaned();
        if let Some(&error) = validate(&vehicle).first() {
            return Err(ExchangeError::Refused { number: i + 1, name: vehicle.name, error });
        }
        vehicles.push(Exported { vehicle, ..exported });
    }
    Ok(vehicles)
}
