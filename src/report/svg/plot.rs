//! Lines with bands, points, bars and boxes between two axes.

use super::Svg;
use super::scale::{Axis, ticks};

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 320.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 46.0;
/// Colours there are.
const TONES: usize = 6;

/// A line through points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub points: Vec<(f64, f64)>,
    pub dashed: bool,
}

/// A surface between two lines over the same places: (x, low, high).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    pub points: Vec<(f64, f64, f64)>,
}

/// Single points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dots {
    pub points: Vec<(f64, f64)>,
}

/// Bars from zero: (from, to, height).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    pub bars: Vec<(f64, f64, f64)>,
}

/// Five figures of a distribution.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Five {
    pub low: f64,
    pub q1: f64,
    pub median: f64,
    pub q3: f64,
    pub high: f64,
}

/// Boxes at places along x, so wide.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boxes {
    pub boxes: Vec<(f64, Five)>,
    pub width: f64,
}

/// What a trace is drawn as.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Line(Line),
    Band(Band),
    Dots(Dots),
    Bars(Bars),
    Boxes(Boxes),
}

/// One thing drawn. Traces of one name share a colour and an entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Empty for what the legend leaves out.
    pub name: String,
    /// Measured on the second axis.
    pub second: bool,
    pub mark: Mark,
}

/// A drawing between axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// What is drawn, in words.
    pub label: String,
    pub x: Axis,
    pub y: Axis,
    /// A second axis at the right.
    pub y2: Option<Axis>,
    /// Names along x instead of figures: (place, name).
    pub names: Vec<(f64, String)>,
    pub traces: Vec<Trace>,
}

struct Frame<'a> {
    plot: &'a Plot,
    right: f64,
}

impl Frame<'_> {
    fn x(&self, value: f64) -> f64 {
        LEFT + self.plot.x.share(value) * (self.right - LEFT)
    }

    fn y(&self, value: f64, second: bool) -> f64 {
        let axis = self.plot.y2.as_ref().filter(|_| second).unwrap_or(&self.plot.y);
        HEIGHT - BOTTOM - axis.share(value) * (HEIGHT - BOTTOM - TOP)
    }
}

impl Plot {
    /// The drawing.
    pub fn draw(&self) -> String {
        let right = WIDTH - if self.y2.is_some() { LEFT } else { RIGHT };
        let frame = Frame { plot: self, right };
        let mut svg = Svg::new(WIDTH, HEIGHT, &self.label);
        self.axes(&mut svg, &frame);
        for (trace, tone) in self.traces.iter().zip(self.tones()) {
            draw(&mut svg, &frame, trace, tone);
        }
        self.legend(&mut svg);
        svg.finish()
    }

    /// The colour of each trace, from 1.
    fn tones(&self) -> Vec<usize> {
        let mut names: Vec<&str> = Vec::new();
        self.traces
            .iter()
            .map(|trace| {
                let place = names.iter().position(|n| *n == trace.name).unwrap_or_else(|| {
                    names.push(&trace.name);
                    names.len() - 1
                });
                place % TONES + 1
            })
            .collect()
    }

    fn axes(&self, svg: &mut Svg, frame: &Frame<'_>) {
        let floor = HEIGHT - BOTTOM;
        let (figures, digits) = ticks(self.y.low, self.y.high, 6);
        for value in figures {
            let y = frame.y(value, false);
            svg.line("grid", (LEFT, y), (frame.right, y));
            svg.text("soft", "end", (LEFT - 6.0, y + 4.0), &self.y.write(value, digits));
        }
        if self.names.is_empty() {
            let (figures, digits) = ticks(self.x.low, self.x.high, 8);
            for value in figures {
                let x = frame.x(value);
                svg.line("grid", (x, TOP), (x, floor));
                svg.text("soft", "middle", (x, floor + 16.0), &self.x.write(value, digits));
            }
        }
        for (place, name) in &self.names {
            svg.text("soft", "middle", (frame.x(*place), floor + 16.0), name);
        }
        if let Some(axis) = &self.y2 {
            let (figures, digits) = ticks(axis.low, axis.high, 6);
            for value in figures {
                let y = frame.y(value, true);
                svg.text("soft", "start", (frame.right + 6.0, y + 4.0), &axis.write(value, digits));
            }
            svg.line("axis", (frame.right, TOP), (frame.right, floor));
            svg.text_upwards("", (WIDTH - 10.0, f64::midpoint(TOP, floor)), &axis.title);
        }
        svg.line("axis", (LEFT, TOP), (LEFT, floor));
        svg.line("axis", (LEFT, floor), (frame.right, floor));
        svg.text("", "middle", (f64::midpoint(LEFT, frame.right), HEIGHT - 8.0), &self.x.title);
        svg.text_upwards("", (14.0, f64::midpoint(TOP, floor)), &self.y.title);
    }

    fn legend(&self, svg: &mut Svg) {
        let mut x = LEFT;
        let mut seen: Vec<&str> = Vec::new();
        for (trace, tone) in self.traces.iter().zip(self.tones()) {
            if trace.name.is_empty() || seen.contains(&trace.name.as_str()) {
                continue;
            }
            seen.push(&trace.name);
            let dashed = matches!(&trace.mark, Mark::Line(line) if line.dashed);
            let class = if dashed { format!("line dash t{tone}") } else { format!("line t{tone}") };
            svg.line(&class, (x, 14.0), (x + 18.0, 14.0));
            svg.text("", "start", (x + 23.0, 18.0), &trace.name);
            // About as wide as letters of 11 px are.
            x += 40.0 + trace.name.chars().count() as f64 * 6.4;
        }
    }
}

fn draw(svg: &mut Svg, frame: &Frame<'_>, trace: &Trace, tone: usize) {
    let second = trace.second;
    match &trace.mark {
        Mark::Line(line) => {
            let class = if line.dashed { format!("line dash t{tone}") } else { format!("line t{tone}") };
            svg.path(&class, line.points.iter().map(|(x, y)| (frame.x(*x), frame.y(*y, second))), false);
        }
        Mark::Band(band) => {
            let there = band.points.iter().map(|(x, low, _)| (frame.x(*x), frame.y(*low, second)));
            let back = band.points.iter().rev().map(|(x, _, high)| (frame.x(*x), frame.y(*high, second)));
            svg.path(&format!("band f{tone}"), there.chain(back), true);
        }
        Mark::Dots(dots) => {
            for (x, y) in dots.points.iter().filter(|(x, y)| x.is_finite() && y.is_finite()) {
                let (x, y) = (frame.x(*x), frame.y(*y, second));
                svg.put(format_args!(
                    "<circle class=\"dot f{tone}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"1.8\"/>\n"
                ));
            }
        }
        Mark::Bars(bars) => {
            for (from, to, height) in &bars.bars {
                let (x0, x1) = (frame.x(*from), frame.x(*to));
                let (y0, y1) = (frame.y(0.0, second), frame.y(*height, second));
                let size = ((x1 - x0 - 0.6).max(0.4), (y0 - y1).abs());
                svg.rect(&format!("bar f{tone}"), (x0, y0.min(y1)), size);
            }
        }
        Mark::Boxes(boxes) => {
            for (place, five) in &boxes.boxes {
                one_box(svg, frame, *place, boxes.width, five, second, tone);
            }
        }
    }
}

fn one_box(svg: &mut Svg, frame: &Frame<'_>, place: f64, width: f64, five: &Five, second: bool, tone: usize) {
    let (x0, x1) = (frame.x(place - width / 2.0), frame.x(place + width / 2.0));
    let middle = f64::midpoint(x0, x1);
    let y = |value: f64| frame.y(value, second);
    let class = format!("line t{tone}");
    svg.rect(&format!("bar f{tone}"), (x0, y(five.q3)), (x1 - x0, (y(five.q1) - y(five.q3)).max(0.5)));
    svg.line(&class, (middle, y(five.low)), (middle, y(five.q1)));
    svg.line(&class, (middle, y(five.q3)), (middle, y(five.high)));
    svg.line("axis", (x0, y(five.median)), (x1, y(five.median)));
}
