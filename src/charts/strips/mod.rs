//! The strips of Explore: channels over one time axis.
//!
//! Pure. Two lists of what to draw come out: the base (grid, scales, traces), which changes with the view, and the
//! overlay (cursors, ranges, notes), which changes with the pointer and never needs the base to be drawn again.
//!
//! A trace is not a list of pixels: it is the number of a line and the transform that puts it in its place. So panning
//! and zooming what is there costs nothing but new transforms, however many points there are.

mod draw;
mod layout;
mod runs;
mod scale;
mod scene;
mod shade;
mod span;
mod ticks;

pub use draw::{Affine, Align, Ink, Item, Rect};
pub use layout::{AXIS_PX, Boxes, Frame, HEAD_PX, LANE_PX, Shape, StripBox, boxes, drag_boundary};
pub use runs::{Run, runs};
pub use scale::{Display, Scale, Want, scales};
pub use scene::{Lane, Line, Note, Overlay, Scene, StripScene, base, captions, overlay};
pub use shade::shade;
pub use span::{Limits, Span};
pub use ticks::{Ticks, moment, time_ticks, value_ticks};
