//! How often which pull in two directions: cells of a square, rings of equal strength, and the rim that was reached.

use super::Svg;
use crate::i18n::Lang;
use crate::i18n::number::number;

const SIDE: f64 = 420.0;
const EDGE: f64 = 46.0;

/// A square of `cells` by `cells` with zero in its middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    pub label: String,
    pub lang: Lang,
    pub cells: usize,
    /// Width of a cell in the unit shown.
    pub width: f64,
    /// Row by row from the left, each from below; 0 is an empty cell.
    pub counts: Vec<u32>,
    /// Points of the rim, in order: (right, up).
    pub rim: Vec<(f64, f64)>,
    /// From ring to ring.
    pub ring: f64,
    pub right: String,
    pub left: String,
    pub up: String,
    pub down: String,
}

/// The drawing. It is cut to what was reached.
pub fn circle(of: &Circle) -> String {
    let middle = of.cells as f64 / 2.0;
    let reach = reach(of);
    let scale = (SIDE / 2.0 - EDGE) / reach;
    let x = |value: f64| SIDE / 2.0 + value * scale;
    let y = |value: f64| SIDE / 2.0 - value * scale;
    let mut svg = Svg::new(SIDE, SIDE, &of.label);
    let most = of.counts.iter().copied().max().unwrap_or(0).max(2);
    for (index, count) in of.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let (column, row) = ((index / of.cells) as f64 - middle, (index % of.cells) as f64 - middle);
        let (left, top) = (x(column * of.width), y((row + 1.0) * of.width));
        // Standing outweighs everything: the logarithm keeps the rare visible.
        let depth = 0.12 + 0.78 * f64::from(*count).ln() / f64::from(most).ln();
        let side = of.width * scale;
        svg.put(format_args!(
            "<rect class=\"f1\" fill-opacity=\"{depth:.2}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{side:.1}\" height=\"{side:.1}\"/>\n"
        ));
    }
    let rings = (reach / of.ring).floor() as u32;
    for ring in 1..=rings {
        let value = f64::from(ring) * of.ring;
        svg.put(format_args!(
            "<circle class=\"grid\" cx=\"{0:.1}\" cy=\"{0:.1}\" r=\"{1:.1}\"/>\n",
            SIDE / 2.0,
            value * scale
        ));
        svg.text("soft", "start", (x(0.0) + 3.0, y(value) - 2.0), &number(of.lang, value, 1));
    }
    svg.line("axis", (x(-reach), y(0.0)), (x(reach), y(0.0)));
    svg.line("axis", (x(0.0), y(-reach)), (x(0.0), y(reach)));
    if of.rim.len() > 2 {
        svg.path("line t2", of.rim.iter().map(|(right, up)| (x(*right), y(*up))), true);
    }
    svg.text("", "middle", (SIDE / 2.0, 14.0), &of.up);
    svg.text("", "middle", (SIDE / 2.0, SIDE - 6.0), &of.down);
    svg.text_upwards("", (14.0, SIDE / 2.0), &of.left);
    svg.text_upwards("", (SIDE - 6.0, SIDE / 2.0), &of.right);
    svg.finish()
}

/// How far from the middle anything lies, at least one ring.
fn reach(of: &Circle) -> f64 {
    let middle = of.cells as f64 / 2.0;
    let far = |index: usize| {
        let away = |place: usize| (place as f64 + 0.5 - middle).abs() + 0.5;
        away(index / of.cells.max(1)).max(away(index % of.cells.max(1))) * of.width
    };
    let cells = of.counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(index, _)| far(index));
    let rim = of.rim.iter().map(|(right, up)| right.hypot(*up));
    cells.chain(rim).fold(of.ring, f64::max)
}
