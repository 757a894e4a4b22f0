//! Figures as plotly.js gets them.

// A helper of a test may fail as a test may.
#![allow(clippy::unwrap_used)]

mod figure;
mod look;
