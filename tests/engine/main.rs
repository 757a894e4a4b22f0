//! The engine through its public functions.

#![cfg(not(target_arch = "wasm32"))]
// A helper of a test may fail as a test may, and puts files together row by row.
#![allow(clippy::unwrap_used, clippy::format_push_string, clippy::format_collect)]

#[path = "../support/brands.rs"]
mod brands;
#[path = "../support/ftml.rs"]
mod ftml;
#[path = "../support/link.rs"]
mod link_file;
#[path = "../support/mlg.rs"]
mod mlg_file;
#[path = "../support/motec.rs"]
mod motec_file;
#[path = "../support/packed.rs"]
mod packed_file;
#[path = "../support/same.rs"]
mod same;
#[path = "../support/scenario.rs"]
mod scenario;

mod analysis;
mod base_map;
mod codec;
mod expr;
mod formats;
mod fuel;
mod generate;
mod golden;
mod import_binary_properties;
mod import_binary_real;
mod import_brands;
mod import_channels;
mod import_coded;
mod import_ftml;
mod import_ftml_damage;
mod import_ftml_real;
mod import_fueltech;
mod import_generic;
mod import_mlg;
mod import_packed;
mod import_parts;
mod import_preview;
mod import_properties;
mod import_real;
mod import_refused;
mod import_variations;
mod import_variations_coded;
mod imports;
mod inspect_real;
mod order;
mod quality;
mod resolve;
mod sample_logs;
mod samples;
mod sheet;
mod stats;
mod stats_ends;
mod stats_golden;
mod stats_nist;
mod stats_properties;
mod stats_spline;
mod styles;
mod summary;
mod table;
mod tables;
mod tune;
mod units;
mod vehicle;
mod view_decimate;
mod view_values;
mod written;
