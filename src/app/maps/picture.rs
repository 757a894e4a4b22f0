//! Where the cells of a grid lie on a canvas.

/// Dots that a canvas may have: some browsers take no more than 16.7 million, and four bytes each are held.
const MOST_DOTS: f64 = 12e6;

/// Cells on a canvas, in its dots. They leave no gap, and their edges are whole dots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raster {
    pub width: u32,
    pub height: u32,
    /// Dots of a CSS pixel.
    pub ratio: f64,
    rows: u32,
    columns: u32,
}

impl Raster {
    /// For a grid of this size in CSS pixels on a screen with so many dots a pixel; `None` where there is nothing to draw.
    pub fn of((width, height): (f64, f64), screen: f64, (rows, columns): (usize, usize)) -> Option<Self> {
        let sized = width >= 1.0 && height >= 1.0 && rows > 0 && columns > 0;
        if !sized {
            return None;
        }
        let ratio = screen.max(1.0).min((MOST_DOTS / (width * height)).sqrt());
        let dots = |css: f64| (css * ratio).round().max(1.0) as u32;
        Some(Self {
            width: dots(width),
            height: dots(height),
            ratio,
            rows: rows as u32,
            columns: columns as u32,
        })
    }

    /// Left, top, right and bottom of the cell at a place on screen.
    pub fn cell(&self, row: usize, column: usize) -> [f64; 4] {
        let edge = |length: u32, n: u32, i: usize| (f64::from(length) * i as f64 / f64::from(n)).round();
        let (x, y) = (|i| edge(self.width, self.columns, i), |i| edge(self.height, self.rows, i));
        [x(column), y(row), x(column + 1), y(row + 1)]
    }
}
