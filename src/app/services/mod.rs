//! Use-cases: asynchronous functions over [`AppCx`](super::cx::AppCx), the only place where worker, storage and
//! stores meet. Each tells the user about its own failure, once.

pub mod analysis;
pub mod backup;
pub mod comparison;
pub mod device;
pub mod drafts;
pub mod files;
pub mod import;
pub mod library;
pub mod mappings;
pub mod math;
pub mod pictures;
pub mod rules;
pub mod sessions;
pub mod track;
pub mod trends;
pub mod vehicles;
pub mod view;
