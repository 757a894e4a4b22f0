//! Charts. What is drawn is decided here, pure and tested; `painter` and `host` put it on the screen.
//!
//! The strips of Explore are drawn by our own painter, everything else by plotly.js.

#[cfg(feature = "web")]
mod bridge;
pub mod figure;
#[cfg(feature = "web")]
pub mod host;
#[cfg(feature = "web")]
pub mod painter;
#[cfg(feature = "web")]
pub mod shape;
pub mod strips;
#[cfg(feature = "web")]
pub mod theme;
