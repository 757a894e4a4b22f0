//! What leaves the application as a file for people and other programs: sheets, documents, drawings. Pure; it speaks
//! the user's language and units, and the same input gives the same bytes.

pub mod analysis;
pub mod comparison;
pub mod delimited;
pub mod document;
pub mod file_name;
pub mod html;
pub mod json;
pub mod sheet;
pub mod sheets;
pub mod svg;
pub mod words;
pub mod xlsx;
mod zip;
