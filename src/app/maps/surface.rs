//! A table as a surface in space, seen from a place that the user turns. Faces come from the furthest to the nearest, so
//! that each may be painted over those before it.

use super::heat::{Range, level};
use crate::engine::tables::{Area, Cell, MapTable};

/// From where a surface is seen. Angles in radians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Around the vertical.
    pub turn: f64,
    /// Above the floor, from 0 to a right angle.
    pub tilt: f64,
    pub zoom: f64,
}

impl Default for Camera {
    /// From the side of high load and high engine speed, as tuners see it in FTManager.
    fn default() -> Self {
        Self { turn: -0.7, tilt: 0.5, zoom: 1.0 }
    }
}

/// Radians that a drag of a pixel turns.
const TURN: f64 = 0.01;
/// How high the surface is beside how wide.
const HEIGHT: f64 = 0.7;

impl Camera {
    /// Turned by a drag of so many pixels.
    #[must_use]
    pub fn dragged(self, dx: f64, dy: f64) -> Self {
        let tilt = (self.tilt + dy * TURN).clamp(0.05, std::f64::consts::FRAC_PI_2);
        Self { turn: self.turn + dx * TURN, tilt, ..self }
    }

    /// Nearer, or further away.
    #[must_use]
    pub fn zoomed(self, factor: f64) -> Self {
        Self { zoom: (self.zoom * factor).clamp(0.5, 4.0), ..self }
    }

    /// A place in the unit cube around the origin, as seen: right, up, towards the eye.
    fn seen(&self, (x, y, z): (f64, f64, f64)) -> (f64, f64, f64) {
        let (sin, cos) = self.turn.sin_cos();
        let (right, away) = (x * cos - y * sin, x * sin + y * cos);
        let (sin, cos) = self.tilt.sin_cos();
        (right, z * cos + away * sin, z * sin - away * cos)
    }
}

/// Four neighbouring cells as a piece of the surface.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// Pixels from the upper left corner.
    pub corners: [(f64, f64); 4],
    /// Its colour, from 0.
    pub level: u8,
    /// The mean of its cells.
    pub mean: f64,
    /// The cell at its first corner.
    pub cell: Cell,
    pub selected: bool,
}

impl Face {
    /// Whether a place lies in it.
    pub fn holds(&self, (x, y): (f64, f64)) -> bool {
        let mut inside = false;
        for i in 0..4 {
            let ((ax, ay), (bx, by)) = (self.corners[i], self.corners[(i + 1) % 4]);
            if (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
                inside = !inside;
            }
        }
        inside
    }
}

/// A surface as it is seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    pub faces: Vec<Face>,
    /// The floor's corners: low and low, high load, high and high, high engine speed.
    pub floor: [(f64, f64); 4],
    /// The active cell on the surface.
    pub focus: Option<(f64, f64)>,
}

/// The surface of a table in a box of this size. A curve, or an axis with a single break point in use, has none.
pub fn scene(
    table: &MapTable,
    camera: Camera,
    (width, height): (f64, f64),
    selected: Area,
    focus: Cell,
) -> Option<Scene> {
    let lattice = table.lattice();
    let (columns, rows) = (table.x().in_use(), table.rows_in_use());
    let range = Range::of(lattice.cells.iter().copied())?;
    if columns.len() < 2 || rows.len() < 2 {
        return None;
    }
    let share =
        |points: &[f64], i: usize| (points[i] - points[0]) / (points[points.len() - 1] - points[0]) - 0.5;
    let span = range.high - range.low;
    let up = |z: f64| if span > 0.0 { ((z - range.low) / span - 0.5) * HEIGHT } else { 0.0 };
    let size = width.min(height) * 0.72 * camera.zoom;
    let project = |place: (f64, f64, f64)| {
        let (right, up, near) = camera.seen(place);
        ((width / 2.0 + right * size, height / 2.0 - up * size), near)
    };
    let mut corners = Vec::with_capacity(lattice.cells.len());
    for r in 0..rows.len() {
        let y = share(&lattice.ys, r);
        corners
            .extend((0..columns.len()).map(|c| project((share(&lattice.xs, c), y, up(lattice.cell(r, c))))));
    }
    let at = |r: usize, c: usize| corners[r * columns.len() + c];
    let mut faces = Vec::with_capacity((rows.len() - 1) * (columns.len() - 1));
    for r in 0..rows.len() - 1 {
        for c in 0..columns.len() - 1 {
            let four = [(r, c), (r, c + 1), (r + 1, c + 1), (r + 1, c)];
            let mean = four.iter().map(|(r, c)| lattice.cell(*r, *c)).sum::<f64>() / 4.0;
            let near = four.iter().map(|(r, c)| at(*r, *c).1).sum::<f64>();
            let cell = |(r, c): (usize, usize)| Cell::at(rows[r] as u32, columns[c] as u32);
            let face = Face {
                corners: four.map(|(r, c)| at(r, c).0),
                level: level(mean, range),
                mean,
                cell: cell((r, c)),
                selected: four.into_iter().all(|place| selected.contains(cell(place))),
            };
            faces.push((near, face));
        }
    }
    faces.sort_by(|a, b| a.0.total_cmp(&b.0));
    let floor =
        [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].map(|(x, y)| project((x, y, -0.5 * HEIGHT)).0);
    let place = |used: &[usize], at: u32| used.iter().position(|i| *i as u32 == at);
    let focus = place(&rows, focus.row).zip(place(&columns, focus.column)).map(|(r, c)| at(r, c).0);
    Some(Scene { faces: faces.into_iter().map(|(_, face)| face).collect(), floor, focus })
}

impl Scene {
    /// Where the ends of the axes are written, each on the edge of the floor that is nearer to the eye: the first and the
    /// last break point of the columns, then those of the rows.
    pub fn ends(&self) -> [(f64, f64); 4] {
        let [origin, far_x, corner, far_y] = self.floor;
        let columns = if origin.1 > far_y.1 { (origin, far_x) } else { (far_y, corner) };
        let rows = if far_x.1 > origin.1 { (far_x, corner) } else { (origin, far_y) };
        let along = |(a, b): ((f64, f64), (f64, f64)), share: f64| {
            (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
        };
        [along(columns, 0.15), along(columns, 0.85), along(rows, 0.15), along(rows, 0.85)]
    }

    /// The cell whose piece of the surface is nearest to the eye at a place.
    pub fn cell_at(&self, place: (f64, f64)) -> Option<Cell> {
        self.faces.iter().rev().find(|face| face.holds(place)).map(|face| face.cell)
    }
}
