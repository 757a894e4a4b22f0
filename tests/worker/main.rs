//! What runs in the worker, run in a dedicated worker: imports, views from the database, backups.
#![cfg(target_arch = "wasm32")]
// A helper of a test may fail as a test may.
#![allow(clippy::unwrap_used)]

#[path = "../support/line.rs"]
mod line;

mod analysis;
mod backup;
mod comparison;
mod helpers;
mod import;
mod logs;
mod math;
mod slices;
mod tables;
mod trends;
mod views;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
