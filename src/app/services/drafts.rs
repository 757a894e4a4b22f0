//! Unsaved changes of vehicles, kept beside the database so that a reload or a closed tab loses nothing that was typed.

use crate::app::vehicle_form::{Unsaved, VehicleForm};
use crate::web::{clock, local};

/// A vehicle that was never stored.
pub const NEW: &str = "new";

fn key(id: &str) -> String {
    format!("fueltune:draft:vehicle:{id}")
}

/// The unsaved changes of a vehicle.
pub fn read(id: &str) -> Option<Unsaved> {
    Unsaved::from_json(&local::read(&key(id))?)
}

/// Whether a vehicle has unsaved changes.
pub fn exists(id: &str) -> bool {
    read(id).is_some()
}

/// Keeps what differs from the stored vehicle; where nothing does, forgets what was kept.
pub fn keep(id: &str, form: &VehicleForm) {
    match form.unsaved(clock::now_ms()).and_then(|unsaved| unsaved.to_json()) {
        Some(json) => local::write(&key(id), &json),
        None => forget(id),
    }
}

/// Forgets the unsaved changes of a vehicle.
pub fn forget(id: &str) {
    local::remove(&key(id));
}
