//! State and use-cases: one store per concern (state, actions, `reduce`), the addresses, the errors as told to people.
//!
//! Everything here but the handles that need a browser is pure and tested natively.

pub mod analysis;
pub mod base_maps;
pub mod comparison;
pub mod csv;
pub mod data_grid;
pub mod error;
#[cfg(feature = "charts")]
pub mod explore;
pub mod expr_words;
pub mod formats;
pub mod import_batch;
pub mod import_failure;
pub mod import_queue;
pub mod import_words;
pub mod issue_groups;
pub mod jobs;
pub mod library;
pub mod looks;
pub mod mapping;
pub mod maps;
pub mod math;
pub mod report;
pub mod route;
pub mod rules;
pub mod session_list;
pub mod session_words;
pub mod settings;
pub mod shortcut;
pub mod stats_order;
pub mod store;
pub mod tables;
pub mod toasts;
#[cfg(feature = "charts")]
pub mod trends;
pub mod turns;
pub mod vehicle_fields;
pub mod vehicle_form;
pub mod vehicle_list;
mod vehicle_text;
pub mod vehicle_units;
pub mod vehicle_words;
pub mod windowing;
pub mod workspace;

#[cfg(feature = "page")]
pub mod boot;
#[cfg(feature = "page")]
pub mod cx;
#[cfg(feature = "page")]
pub mod mirror;
#[cfg(feature = "page")]
pub mod navigation;
#[cfg(feature = "page")]
pub mod select;
#[cfg(feature = "page")]
pub mod services;
