//! Charts. What is drawn is decided here, pure and tested; `painter` and `host` put it on the screen.
//!
//! The strips of Explore are drawn by our own painter, everything else by plotly.js.

#[cfg(feature = "page")]
mod bridge;
pub mod figure;
#[cfg(feature = "page")]
pub mod host;
#[cfg(feature = "page")]
pub mod painter;
#[cfg(feature = "page")]
pub mod shape;
pub mod strips;
#[cfg(feature = "page")]
pub mod theme;
