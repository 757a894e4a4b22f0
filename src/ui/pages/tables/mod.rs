//! Tables: edited, compared, exchanged.

pub mod editor;
