//! Words for what is drawn. Pixels are CSS pixels; colours are roles, which the painter looks up in the theme.

/// A part of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Rect {
    pub const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    pub fn contains(&self, x: f64, y: f64) -> bool {
        x >= self.x && x < self.right() && y >= self.y && y < self.bottom()
    }
}

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Surface,
    Line,
    LineStrong,
    Text,
    Muted,
    Faint,
    Accent,
    AccentInk,
    Warn,
    /// One of the trace colours, from 0.
    Trace(u8),
}

/// `pixel = value * scale + offset`
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Affine {
    pub scale: f64,
    pub offset: f64,
}

impl Affine {
    /// Puts `a` at pixel `pa` and `b` at pixel `pb`.
    pub fn through(a: f64, pa: f64, b: f64, pb: f64) -> Self {
        let scale = (pb - pa) / (b - a);
        Self { scale, offset: pa - a * scale }
    }

    pub fn apply(&self, value: f64) -> f64 {
        value * self.scale + self.offset
    }
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Start,
    Middle,
    End,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A straight line.
    Rule { from: (f64, f64), to: (f64, f64), ink: Ink, width: f64, dashed: bool },
    /// A filled rectangle.
    Fill { rect: Rect, ink: Ink, alpha: f64 },
    /// A text; `y` is its middle. With a `plate` it stands on a filled ground and is kept within `bounds`.
    Text { x: f64, y: f64, text: String, ink: Ink, align: Align, plate: Option<Ink>, bounds: (f64, f64) },
    /// A line of the painter: its points, put in their place by two transforms, cut off outside `clip`.
    Trace { series: usize, clip: Rect, x: Affine, y: Affine, ink: Ink, width: f64, dashed: bool },
    /// A channel of states: bands where it is on, or a band with the names of its states.
    States { series: usize, clip: Rect, x: Affine, ink: Ink },
    /// Names in their colours, side by side, the first at `x`.
    Names { x: f64, y: f64, parts: Vec<(String, Ink)> },
}
