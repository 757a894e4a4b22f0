//! The grid of all samples without a browser: its cells as they come and go, what is selected, and what is copied.

pub mod blocks;
pub mod jump;
pub mod selection;
pub mod tsv;
