//! The engine: import, numerics, tables, views. Pure Rust.
//!
//! **Architecture invariant.** Nothing here does I/O, reads a clock, draws randomness without an
//! explicit seed, or names a browser type. User data never makes it panic: a readable file gives a
//! [`table::LogTable`] and a list of issues; only "this is no log at all" is an error. Reports are plain data:
//! public fields, serialisable, comparable, free of prose and of JS types.

pub mod analysis;
pub mod base_map;
pub mod channels;
pub mod codec;
pub mod crc;
pub mod cx;
pub mod expr;
pub mod fuel;
pub mod generate;
pub mod import;
pub mod order;
mod passes;
pub mod quality;
mod random;
pub mod stats;
pub mod summary;
pub mod table;
pub mod tables;
pub mod tune;
pub mod units;
pub mod vehicle;
pub mod view;
