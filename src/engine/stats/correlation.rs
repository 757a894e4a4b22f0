//! Correlation matrices of many long columns, each pair over the rows both have.

use super::rank::mid_ranks_f32;
use crate::engine::cx::{Cancelled, Cx};
use crate::engine::table::RowMask;

/// How two columns go together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pair {
    /// Rows at which both have a value.
    pub n: u64,
    /// Coefficient; none where one of the two has no spread over these rows.
    pub r: Option<f64>,
}

/// Sums over pairs of values, taken from figures around their mean.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct PairSums {
    pub n: f64,
    pub x: f64,
    pub y: f64,
    pub xx: f64,
    pub yy: f64,
    pub xy: f64,
}

/// Share of a sum of squares below which a spread is rounding.
const ROUNDING: f64 = 1e-11;

impl PairSums {
    pub(super) fn push(&mut self, x: f64, y: f64) {
        self.n += 1.0;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.yy += y * y;
        self.xy += x * y;
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
            x: self.x + other.x,
            y: self.y + other.y,
            xx: self.xx + other.xx,
            yy: self.yy + other.yy,
            xy: self.xy + other.xy,
        }
    }

    /// Pearson's coefficient.
    pub(super) fn pair(self) -> Pair {
        let n = self.n as u64;
        if n < 2 {
            return Pair { n, r: None };
        }
        let vx = self.xx - self.x * self.x / self.n;
        let vy = self.yy - self.y * self.y / self.n;
        if !(vx > self.xx * ROUNDING && vy > self.yy * ROUNDING) {
            return Pair { n, r: None };
        }
        let r = (self.xy - self.x * self.y / self.n) / (vx.sqrt() * vy.sqrt());
        Pair { n, r: r.is_finite().then(|| r.clamp(-1.0, 1.0)) }
    }
}

/// Coefficients of all pairs `i < j`, row by row of the upper triangle.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairMatrix {
    columns: usize,
    pairs: Vec<Pair>,
}

impl PairMatrix {
    /// Of two different columns, in any order; an empty pair for columns it does not have.
    pub fn get(&self, i: usize, j: usize) -> Pair {
        let (a, b) = (i.min(j), i.max(j));
        if a == b || b >= self.columns {
            return Pair::default();
        }
        self.pairs[a * (2 * self.columns - a - 1) / 2 + b - a - 1]
    }

    /// Row by row of the upper triangle: (0, 1), (0, 2), …, (1, 2), ….
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }
}

/// Rows taken together: their columns fit into the first cache.
const BLOCK: usize = 128;
type Block = [f64; BLOCK];

/// Pearson's coefficients of all pairs of columns of equal length; a value that is not finite is missing.
///
/// Each column is taken around a middle found by probing, so that squares lose no digits, and summed in f64. Blocks in
/// which every column is complete need one product a pair; others also count and sum what the other column leaves of
/// each.
pub fn pearson_matrix(columns: &[&[f32]], cx: &Cx) -> Result<PairMatrix, Cancelled> {
    let rows = columns.iter().map(|c| c.len()).min().unwrap_or(0);
    let mut kernel = Kernel::new(columns);
    for (block, start) in (0..rows).step_by(BLOCK).enumerate() {
        if block % 256 == 0 {
            cx.step(start as u64, rows as u64)?;
        }
        kernel.add(columns, start, BLOCK.min(rows - start));
    }
    cx.step(rows as u64, rows as u64)?;
    Ok(kernel.finish())
}

struct Kernel {
    columns: usize,
    pivots: Vec<f64>,
    /// Columns as f64 around their middle, 0 where missing; padded to whole tiles by columns of zeros.
    values: Vec<Block>,
    /// Where a column has a value, 1; and the squares of the values. Only used where something is missing.
    masks: Vec<Block>,
    squares: Vec<Block>,
    complete_rows: f64,
    column_sums: Vec<f64>,
    /// Sums over complete blocks: x·y, square matrix.
    products: Square,
    /// Sums over the other blocks: pairs, x, x², x·y.
    gappy: Option<Box<[Square; 4]>>,
}

impl Kernel {
    fn new(columns: &[&[f32]]) -> Self {
        let padded = columns.len().next_multiple_of(TILE_B);
        Self {
            columns: columns.len(),
            pivots: columns.iter().map(|c| probed_mean(c)).collect(),
            values: vec![[0.0; BLOCK]; padded],
            masks: Vec::new(),
            squares: Vec::new(),
            complete_rows: 0.0,
            column_sums: vec![0.0; columns.len()],
            products: Square::new(padded),
            gappy: None,
        }
    }

    fn add(&mut self, columns: &[&[f32]], start: usize, rows: usize) {
        let mut complete = true;
        for ((column, values), pivot) in columns.iter().zip(&mut self.values).zip(&self.pivots) {
            let column = &column[start..start + rows];
            for (to, x) in values.iter_mut().zip(column) {
                *to = f64::from(*x) - pivot;
            }
            values[rows..].fill(0.0);
            complete &= column.iter().fold(true, |all, x| all & x.is_finite());
        }
        if !complete {
            return self.add_gappy(columns, start, rows);
        }
        self.complete_rows += rows as f64;
        for (sum, values) in self.column_sums.iter_mut().zip(&self.values) {
            *sum += sum_of(values);
        }
        self.products.add_upper(&self.values, &self.values);
    }

    fn add_gappy(&mut self, columns: &[&[f32]], start: usize, rows: usize) {
        let padded = self.values.len();
        self.masks.resize(padded, [0.0; BLOCK]);
        self.squares.resize(padded, [0.0; BLOCK]);
        let blocks = self.values.iter_mut().zip(&mut self.masks).zip(&mut self.squares);
        for (column, ((values, masks), squares)) in columns.iter().zip(blocks) {
            masks.fill(0.0);
            for (i, x) in column[start..start + rows].iter().enumerate() {
                if x.is_finite() {
                    masks[i] = 1.0;
                } else {
                    values[i] = 0.0;
                }
            }
            for (square, x) in squares.iter_mut().zip(values.iter()) {
                *square = x * x;
            }
        }
        let sums = self.gappy.get_or_insert_with(|| Box::new(std::array::from_fn(|_| Square::new(padded))));
        let [pairs, x, xx, xy] = &mut **sums;
        pairs.add_upper(&self.masks, &self.masks);
        x.add(&self.values, &self.masks);
        xx.add(&self.squares, &self.masks);
        xy.add_upper(&self.values, &self.values);
    }

    fn finish(self) -> PairMatrix {
        let k = self.columns;
        let pair = |i: usize, j: usize| {
            let mut sums = PairSums {
                n: self.complete_rows,
                x: self.column_sums[i],
                y: self.column_sums[j],
                xx: self.products.get(i, i),
                yy: self.products.get(j, j),
                xy: self.products.get(i, j),
            };
            if let Some(gappy) = &self.gappy {
                let [pairs, x, xx, xy] = &**gappy;
                sums = sums.plus(PairSums {
                    n: pairs.get(i, j),
                    x: x.get(i, j),
                    y: x.get(j, i),
                    xx: xx.get(i, j),
                    yy: xx.get(j, i),
                    xy: xy.get(i, j),
                });
            }
            sums.pair()
        };
        let pairs = (0..k).flat_map(|i| (i + 1..k).map(move |j| (i, j))).map(|(i, j)| pair(i, j)).collect();
        PairMatrix { columns: k, pairs }
    }
}

/// Mean of some values spread over the column: near enough to its middle for squares to keep their digits.
fn probed_mean(column: &[f32]) -> f64 {
    let every = column.len().div_ceil(1024).max(1);
    let probe = column.iter().step_by(every).filter(|x| x.is_finite());
    let (sum, n) = probe.fold((0.0, 0.0), |(sum, n), x| (sum + f64::from(*x), n + 1.0));
    if n > 0.0 { sum / n } else { 0.0 }
}

const TILE_A: usize = 2;
const TILE_B: usize = 4;
/// Partial sums a product is formed in: the width of a vector of f64.
const LANES: usize = 2;

/// A square matrix of sums of products.
struct Square {
    side: usize,
    sums: Vec<f64>,
}

impl Square {
    fn new(side: usize) -> Self {
        Self { side, sums: vec![0.0; side * side] }
    }

    fn get(&self, i: usize, j: usize) -> f64 {
        self.sums[i * self.side + j]
    }

    /// Adds `Σ a[i]·b[j]` for all `i` and `j`.
    fn add(&mut self, a: &[Block], b: &[Block]) {
        self.add_tiles(a, b, |_, _| true);
    }

    /// The same where `i <= j` only (and some more, to the edge of a tile).
    fn add_upper(&mut self, a: &[Block], b: &[Block]) {
        self.add_tiles(a, b, |i, j| j + TILE_B > i);
    }

    fn add_tiles(&mut self, a: &[Block], b: &[Block], wanted: impl Fn(usize, usize) -> bool) {
        for (i, rows) in a.chunks_exact(TILE_A).enumerate() {
            for (j, columns) in b.chunks_exact(TILE_B).enumerate() {
                let (i, j) = (i * TILE_A, j * TILE_B);
                if let ([a0, a1], [b0, b1, b2, b3], true) = (rows, columns, wanted(i, j)) {
                    let tile = tile([a0, a1], [b0, b1, b2, b3]);
                    for (di, row) in tile.iter().enumerate() {
                        let at = (i + di) * self.side + j;
                        self.sums[at..at + TILE_B].iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
                    }
                }
            }
        }
    }
}

/// A sum in as many parts as keep the adders busy.
fn sum_of(values: &Block) -> f64 {
    let mut sums = [0.0; 8];
    for lanes in values.chunks_exact(8) {
        sums.iter_mut().zip(lanes).for_each(|(sum, x)| *sum += x);
    }
    sums.iter().sum()
}

/// Products of two columns with four: every value that is read takes part in several.
fn tile(a: [&Block; TILE_A], b: [&Block; TILE_B]) -> [[f64; TILE_B]; TILE_A] {
    let mut sums = [[[0.0; LANES]; TILE_B]; TILE_A];
    for t in 0..BLOCK / LANES {
        for (a, sums) in a.iter().zip(&mut sums) {
            for (b, sums) in b.iter().zip(sums) {
                for (lane, sum) in sums.iter_mut().enumerate() {
                    *sum += a[t * LANES + lane] * b[t * LANES + lane];
                }
            }
        }
    }
    sums.map(|row| row.map(|lanes| lanes.iter().sum()))
}

/// Spearman's coefficients: Pearson's of the ranks, equal values sharing theirs. Two columns that lack values at
/// different rows are ranked anew over the rows both have.
pub fn spearman_matrix(columns: &[&[f32]], cx: &Cx) -> Result<PairMatrix, Cancelled> {
    let k = columns.len();
    let rows = columns.iter().map(|c| c.len()).min().unwrap_or(0);
    let mut ranks = Vec::with_capacity(k);
    for (i, column) in columns.iter().enumerate() {
        cx.step(i as u64, 2 * k as u64)?;
        ranks.push(mid_ranks_f32(&column[..rows]));
    }
    let views: Vec<&[f32]> = ranks.iter().map(Vec::as_slice).collect();
    let mut matrix = pearson_matrix(&views, cx)?;
    let present: Vec<RowMask> = ranks.iter().map(|r| RowMask::of_values(r, f32::is_finite)).collect();
    for i in 0..k {
        cx.step((k + i) as u64, 2 * k as u64)?;
        for j in i + 1..k {
            if present[i] != present[j] {
                let both = present[i].and(&present[j]);
                let pick =
                    |column: &[f32]| mid_ranks_f32(&both.iter().map(|row| column[row]).collect::<Vec<_>>());
                let (x, y) = (pick(columns[i]), pick(columns[j]));
                let pair = pearson_matrix(&[&x, &y], &Cx::none())?.get(0, 1);
                matrix.pairs[i * (2 * k - i - 1) / 2 + j - i - 1] = pair;
            }
        }
    }
    Ok(matrix)
}
