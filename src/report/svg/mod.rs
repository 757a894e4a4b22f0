//! Drawings as vectors. Colours are classes that the page around them gives meaning to; a drawing that leaves alone
//! carries its own, see [`standalone`]. Coordinates have one decimal, so that the same input gives the same bytes.

mod change;
mod circle;
mod grid;
mod plot;
mod scale;

pub use change::{Change, Changes};
pub use circle::{Circle, circle};
pub use grid::{Grid, grid};
pub use plot::{Band, Bars, Boxes, Dots, Five, Line, Mark, Plot, Trace};
pub use scale::{Axis, ticks};

use std::fmt::Write as _;

use super::html::escape;

/// Colours and strokes of a drawing that stands alone.
const STYLE: &str = include_str!("../../../assets/report/report.css");

/// The drawing as a file of its own.
pub fn standalone(svg: &str) -> String {
    let Some(at) = svg.find('>') else { return svg.to_owned() };
    let rules: String = STYLE
        .lines()
        .filter(|line| {
            line.starts_with("svg ") || line.starts_with(":root") || line.trim_start().starts_with("--")
        })
        .map(|line| if line.starts_with(":root") { "svg {" } else { line })
        .flat_map(|line| [line, "\n"])
        .collect();
    // The rules of `:root` end in a line of their own, which is neither of the above.
    let style = rules.replacen("svg text", "}\nsvg text", 1);
    format!("{}<style>{style}</style>{}", &svg[..=at], &svg[at + 1..])
}

/// A drawing under way.
struct Svg {
    out: String,
}

impl Svg {
    /// `label` says in words what is drawn.
    fn new(width: f64, height: f64, label: &str) -> Self {
        let mut svg = Self { out: String::new() };
        svg.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\""
        ));
        escape(label, &mut svg.out);
        svg.out.push_str("\">\n");
        svg
    }

    /// Writing to a string cannot fail.
    fn put(&mut self, what: std::fmt::Arguments<'_>) {
        let written = self.out.write_fmt(what);
        debug_assert!(written.is_ok(), "a string takes everything");
    }

    fn line(&mut self, class: &str, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) {
        self.put(format_args!(
            "<line class=\"{class}\" x1=\"{x0:.1}\" y1=\"{y0:.1}\" x2=\"{x1:.1}\" y2=\"{y1:.1}\"/>\n"
        ));
    }

    fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        self.put(format_args!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>\n"
        ));
    }

    /// Ends a rectangle, with what is told of it under the pointer.
    fn close_rect(&mut self, about: Option<&String>) {
        let Some(about) = about else { return self.out.push_str("/>\n") };
        self.out.push_str("><title>");
        escape(about, &mut self.out);
        self.out.push_str("</title></rect>\n");
    }

    /// `anchor` is `start`, `middle` or `end`.
    fn text(&mut self, class: &str, anchor: &str, (x, y): (f64, f64), text: &str) {
        self.put(format_args!("<text class=\"{class}\" text-anchor=\"{anchor}\" x=\"{x:.1}\" y=\"{y:.1}\">"));
        escape(text, &mut self.out);
        self.out.push_str("</text>\n");
    }

    /// A text that stands on its side, read from below.
    fn text_upwards(&mut self, class: &str, (x, y): (f64, f64), text: &str) {
        self.put(format_args!(
            "<text class=\"{class}\" text-anchor=\"middle\" transform=\"translate({x:.1} {y:.1}) rotate(-90)\">"
        ));
        escape(text, &mut self.out);
        self.out.push_str("</text>\n");
    }

    /// A path through points; a point that is not finite breaks it.
    fn path(&mut self, class: &str, points: impl IntoIterator<Item = (f64, f64)>, closed: bool) {
        self.put(format_args!("<path class=\"{class}\" d=\""));
        let mut drawing = false;
        for (x, y) in points {
            if !(x.is_finite() && y.is_finite()) {
                drawing = false;
                continue;
            }
            self.put(format_args!("{}{x:.1} {y:.1}", if drawing { 'L' } else { 'M' }));
            drawing = true;
        }
        self.out.push_str(if closed { "Z\"/>\n" } else { "\"/>\n" });
    }

    fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }
}
