//! Explore without a browser: which channels stand in which strip, what a link carries of it, what fingers and the mouse
//! mean, and the words of its figures. `ui::pages::sessions::explore` draws and asks.

pub mod address;
pub mod colours;
pub mod figure_text;
pub mod gesture;
pub mod model;
pub mod presets;
pub mod state;
pub mod wanted;
pub mod words;
