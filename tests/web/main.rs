//! What needs a page: storage, messages, the worker's client.
#![cfg(target_arch = "wasm32")]
// A helper of a test may fail as a test may.
#![allow(clippy::unwrap_used)]

#[path = "../support/line.rs"]
mod line;

mod client;
mod columns;
mod edges;
mod log;
mod repositories;
mod samples;
mod schema;
mod tables;
mod upgrades;
mod wire;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
