//! A table of figures as coloured cells, the figure written in each.

use super::Svg;

const WIDTH: f64 = 720.0;
const LEFT: f64 = 62.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 38.0;
const CELL: f64 = 22.0;
/// Most columns whose figures can still be read.
const MOST_WRITTEN: usize = 20;

/// Figures over two axes. `cells[row * columns + column]`; `None` is an empty cell, which is drawn as such.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    pub label: String,
    pub x_title: String,
    pub y_title: String,
    /// Texts along x, one per column.
    pub columns: Vec<String>,
    /// Texts along y, one per row, from below.
    pub rows: Vec<String>,
    pub cells: Vec<Option<f64>>,
    /// Texts in the cells, as `cells`; may be empty.
    pub texts: Vec<String>,
    /// What more is told of a cell under the pointer, as `cells`; may be empty.
    pub abouts: Vec<String>,
}

/// The drawing: the higher a figure between the lowest and the highest, the fuller its colour.
pub fn grid(grid: &Grid) -> String {
    let (columns, rows) = (grid.columns.len().max(1), grid.rows.len().max(1));
    let cell = (WIDTH - LEFT - 8.0) / columns as f64;
    let height = TOP + rows as f64 * CELL + BOTTOM;
    let known = grid.cells.iter().flatten().copied().filter(|v| v.is_finite());
    let (low, high) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    let mut svg = Svg::new(WIDTH, height, &grid.label);
    for row in 0..rows {
        let y = TOP + (rows - 1 - row) as f64 * CELL;
        for column in 0..columns {
            let x = LEFT + column as f64 * cell;
            let value = grid.cells.get(row * columns + column).copied().flatten().filter(|v| v.is_finite());
            let Some(value) = value else {
                svg.put(format_args!(
                    "<rect class=\"grid\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{cell:.1}\" height=\"{CELL:.1}\"/>\n"
                ));
                continue;
            };
            let share = if high > low { (value - low) / (high - low) } else { 1.0 };
            let depth = 0.08 + 0.82 * share;
            let about = grid.abouts.get(row * columns + column).filter(|about| !about.is_empty());
            svg.put(format_args!(
                "<rect class=\"f1\" fill-opacity=\"{depth:.2}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\"",
                (cell - 1.0).max(0.5),
                CELL - 1.0
            ));
            svg.close_rect(about);
            let text = grid.texts.get(row * columns + column).filter(|_| columns <= MOST_WRITTEN);
            if let Some(text) = text {
                let class = if depth > 0.55 { "light" } else { "" };
                svg.text(class, "middle", (x + cell / 2.0, y + CELL / 2.0 + 4.0), text);
            }
        }
        let text = grid.rows.get(row).map_or("", String::as_str);
        svg.text("soft", "end", (LEFT - 6.0, y + CELL / 2.0 + 4.0), text);
    }
    let every = columns.div_ceil(16);
    for (column, text) in grid.columns.iter().enumerate().filter(|(i, _)| i % every == 0) {
        let x = LEFT + (column as f64 + 0.5) * cell;
        svg.text("soft", "middle", (x, TOP + rows as f64 * CELL + 14.0), text);
    }
    svg.text("", "middle", (f64::midpoint(LEFT, WIDTH), height - 3.0), &grid.x_title);
    svg.text("", "start", (4.0, 14.0), &grid.y_title);
    svg.finish()
}
