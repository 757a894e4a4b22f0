//! Differences over two axes: coloured by direction and size, the figure with its sign in each cell.

use super::Svg;

const WIDTH: f64 = 720.0;
const LEFT: f64 = 62.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 38.0;
const CELL: f64 = 24.0;
/// Most columns whose figures can still be read.
const MOST_WRITTEN: usize = 16;

/// What is known of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Change {
    /// Neither session was there.
    #[default]
    Nowhere,
    /// One of them was there too seldom; so many samples.
    Scarce(u32),
    /// By how much, as text too, and whether it may be claimed.
    Of { value: f64, text: String, claimed: bool },
}

/// Differences over two axes. `cells[row * columns + column]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    pub label: String,
    pub x_title: String,
    pub y_title: String,
    /// Texts along x, one per column.
    pub columns: Vec<String>,
    /// Texts along y, one per row, from below.
    pub rows: Vec<String>,
    pub cells: Vec<Change>,
}

impl Changes {
    /// The drawing: the farther a figure is from 0, the fuller the colour of its direction; what may be claimed is framed.
    pub fn draw(&self) -> String {
        let (columns, rows) = (self.columns.len().max(1), self.rows.len().max(1));
        let cell = (WIDTH - LEFT - 8.0) / columns as f64;
        let height = TOP + rows as f64 * CELL + BOTTOM;
        let largest = self.cells.iter().filter_map(Change::size).fold(0.0, f64::max);
        let mut svg = Svg::new(WIDTH, height, &self.label);
        for row in 0..rows {
            let y = TOP + (rows - 1 - row) as f64 * CELL;
            for column in 0..columns {
                let place = (LEFT + column as f64 * cell, y);
                let change = self.cells.get(row * columns + column).unwrap_or(&Change::Nowhere);
                one(&mut svg, change, place, cell, largest, columns <= MOST_WRITTEN);
            }
            let text = self.rows.get(row).map_or("", String::as_str);
            svg.text("soft", "end", (LEFT - 6.0, y + CELL / 2.0 + 4.0), text);
        }
        let every = columns.div_ceil(16);
        for (column, text) in self.columns.iter().enumerate().filter(|(i, _)| i % every == 0) {
            let x = LEFT + (column as f64 + 0.5) * cell;
            svg.text("soft", "middle", (x, TOP + rows as f64 * CELL + 14.0), text);
        }
        svg.text("", "middle", (f64::midpoint(LEFT, WIDTH), height - 3.0), &self.x_title);
        svg.text("", "start", (4.0, 14.0), &self.y_title);
        svg.finish()
    }
}

impl Change {
    fn size(&self) -> Option<f64> {
        match self {
            Change::Of { value, .. } if value.is_finite() => Some(value.abs()),
            _ => None,
        }
    }
}

fn one(svg: &mut Svg, change: &Change, (x, y): (f64, f64), width: f64, largest: f64, written: bool) {
    let size = ((width - 1.0).max(0.5), CELL - 1.0);
    let middle = (x + width / 2.0, y + CELL / 2.0 + 4.0);
    match change {
        Change::Nowhere => {}
        Change::Scarce(n) => {
            svg.rect("grid", (x, y), size);
            if written {
                svg.text("soft", "middle", middle, &format!("n {n}"));
            }
        }
        Change::Of { value, text, claimed } => {
            let share = if largest > 0.0 { value.abs() / largest } else { 0.0 };
            // Of what is not claimed little is made.
            let depth = if *claimed { 0.25 + 0.65 * share } else { 0.05 + 0.2 * share };
            let tone = if *value < 0.0 { 1 } else { 2 };
            svg.put(format_args!(
                "<rect class=\"f{tone}\" fill-opacity=\"{depth:.2}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>\n",
                size.0, size.1
            ));
            if *claimed {
                svg.rect("axis", (x + 1.0, y + 1.0), (size.0 - 2.0, size.1 - 2.0));
            }
            if written {
                let class = if depth > 0.55 && tone == 1 { "light" } else { "" };
                svg.text(class, "middle", middle, text);
            }
        }
    }
}
