//! The points of a channel as one path, made when they arrive.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::strips::{Affine, Run, runs};

/// Points for each pixel beyond which a line counts as dense.
const DENSE: f64 = 0.5;

#[wasm_bindgen]
extern "C" {
    /// Points that can be drawn again and again.
    #[wasm_bindgen(js_name = Path2D)]
    pub(super) type Path;

    #[wasm_bindgen(constructor, js_class = "Path2D")]
    pub(super) fn new() -> Path;
    #[wasm_bindgen(method, js_name = moveTo)]
    fn move_to(this: &Path, x: f32, y: f32);
    #[wasm_bindgen(method, js_name = lineTo)]
    fn line_to(this: &Path, x: f32, y: f32);
    #[wasm_bindgen(method)]
    fn rect(this: &Path, x: f32, y: f32, w: f32, h: f32);
    #[wasm_bindgen(method, js_name = addPath)]
    pub(super) fn add_path(this: &Path, path: &Path, matrix: &JsValue);
}

/// How the points of a channel are joined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Join<'a> {
    /// Straight.
    Line,
    /// A value holds until the next one.
    Step,
    /// On or off.
    Flag,
    /// States with these names.
    States(&'a [String]),
}

/// The points of a channel, ready to be drawn.
pub struct Shape(pub(super) Kind);

pub(super) enum Kind {
    Line {
        path: Path,
        points: usize,
        /// Seconds from the first point to the last.
        length: f64,
    },
    Flag(Path),
    States {
        edges: Path,
        runs: Vec<Run>,
        names: Vec<String>,
    },
}

impl Shape {
    /// Points in the order of time, NaN where the line breaks.
    pub fn new(join: Join<'_>, t: &[f32], y: &[f32]) -> Self {
        Self(match join {
            Join::Line | Join::Step => Kind::Line {
                path: line(t, y, join == Join::Step),
                points: t.len(),
                length: t.first().zip(t.last()).map_or(0.0, |(from, to)| f64::from(to - from)),
            },
            Join::Flag => {
                let path = Path::new();
                for run in runs(t, y).iter().filter(|r| r.value >= 0.5) {
                    path.rect(run.from, 0.0, run.to - run.from, 1.0);
                }
                Kind::Flag(path)
            }
            Join::States(names) => {
                let edges = Path::new();
                let runs = runs(t, y);
                for run in &runs {
                    edges.move_to(run.from, 0.0);
                    edges.line_to(run.from, 1.0);
                }
                Kind::States { edges, runs, names: names.to_vec() }
            }
        })
    }

    /// Whether its points lie so close, with so many dots to a second, that its line goes up and down on the spot.
    pub(super) fn is_dense(&self, x: Affine) -> bool {
        match &self.0 {
            Kind::Line { points, length, .. } => *points as f64 > DENSE * length * x.scale.abs(),
            _ => false,
        }
    }
}

fn line(t: &[f32], y: &[f32], step: bool) -> Path {
    let path = Path::new();
    let mut last: Option<(f32, f32)> = None;
    // A sample between two holes is a point: it is drawn as a line too short to see, which its round ends make a dot.
    let mut alone = false;
    for (x, y) in t.iter().copied().zip(y.iter().copied()) {
        if y.is_nan() {
            if let (true, Some((x, y))) = (alone, last) {
                path.line_to(x, y);
            }
            last = None;
            continue;
        }
        match last {
            None => path.move_to(x, y),
            Some((_, before)) => {
                if step {
                    path.line_to(x, before);
                }
                path.line_to(x, y);
            }
        }
        alone = last.is_none();
        last = Some((x, y));
    }
    if let (true, Some((x, y))) = (alone, last) {
        path.line_to(x, y);
    }
    path
}
