//! Tables and facts of an engine's calibration, whatever brand they come from.
//!
//! A file may carry the calibration its log was driven with (FuelTech `.ftml`), or be one (a TunerStudio tune). Both
//! come out as a [`Calibration`]: facts, settings and tables. Values and axes are kept in the base unit of their
//! quantity, as everywhere in the engine. Nothing here is changed after import; an editor works on copies.

mod definition;
mod kind;
pub mod names;
mod table;

use serde::{Deserialize, Serialize};

pub use definition::{Definition, Entry, MAX_DEFINITION};
pub use kind::TableKind;
pub use table::{Bank, MAX_CELLS, TuneAxis, TuneError, TuneTable};

use super::units::{Quantity, Unit};

/// What an ECU was told to do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Model of the ECU as its program names it, such as `FT550 SFI`.
    pub ecu_model: Option<String>,
    /// Firmware as its program writes it, such as `5.40.00`.
    pub firmware: Option<String>,
    /// Program that wrote the file, with its version.
    pub software: Option<String>,
    /// The name the tuner gave the map.
    pub map_name: Option<String>,
    /// Place of the map in the ECU, from 1.
    pub map_slot: Option<u32>,
    /// Units in which the ECU or its program shows figures, at most one for each quantity. Values are in base units
    /// whatever stands here.
    pub display_units: Vec<(Quantity, Unit)>,
    /// Single figures and switches, in the order of the file.
    pub settings: Vec<Setting>,
    /// Every table, in the order of the file.
    pub tables: Vec<TuneTable>,
}

/// One figure of a calibration; switches are 1 and 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// The name in the file.
    pub name: String,
    /// As the file has it: what it measures is known by its name only.
    pub value: f64,
}

impl Calibration {
    /// A table by its name.
    pub fn table(&self, name: &str) -> Option<&TuneTable> {
        self.tables.iter().find(|t| t.name == name)
    }

    /// The tables of a kind, in the order of the file.
    pub fn tables_of(&self, kind: TableKind) -> impl Iterator<Item = &TuneTable> {
        self.tables.iter().filter(move |t| t.kind == kind)
    }

    /// A setting by its name.
    pub fn setting(&self, name: &str) -> Option<f64> {
        self.settings.iter().find(|s| s.name == name).map(|s| s.value)
    }

    /// The unit in which figures of a quantity are shown, where the file tells.
    pub fn display_unit(&self, quantity: Quantity) -> Option<Unit> {
        self.display_units.iter().find(|(q, _)| *q == quantity).map(|(_, unit)| *unit)
    }
}
