//! The frame around every page: navigation, top bar, palette and key legend.

mod jobs;
mod keys;
mod palette;
mod picks;
mod rail;
mod top;

pub use keys::KeyLegend;
pub use palette::Palette;
pub use rail::Rail;
pub use top::TopBar;
