//! Symmetric band matrices: what smoothing along a line leads to. Everything is linear in the number of rows.

/// A symmetric matrix without entries further than `half` from the diagonal.
#[derive(Clone, Debug, PartialEq)]
pub struct Banded {
    n: usize,
    half: usize,
    /// Row by row, columns `i - half ..= i`; those before the first column are never read.
    lower: Vec<f64>,
}

impl Banded {
    /// `n` by `n`, all zero.
    pub fn zeros(n: usize, half: usize) -> Self {
        Self { n, half, lower: vec![0.0; n * (half + 1)] }
    }

    /// Rows, and columns.
    pub fn len(&self) -> usize {
        self.n
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// Entries beside the diagonal, on each side.
    pub fn half(&self) -> usize {
        self.half
    }

    fn place(&self, i: usize, j: usize) -> Option<usize> {
        let (row, column) = (i.max(j), i.min(j));
        let away = row - column;
        (row < self.n && away <= self.half).then(|| row * (self.half + 1) + self.half - away)
    }

    /// Entry `(i, j)`; zero outside the band.
    pub fn get(&self, i: usize, j: usize) -> f64 {
        self.place(i, j).map_or(0.0, |at| self.lower[at])
    }

    /// Adds to entry `(i, j)` and with it to `(j, i)`. Outside the band nothing changes.
    pub fn add(&mut self, i: usize, j: usize, value: f64) {
        if let Some(at) = self.place(i, j) {
            self.lower[at] += value;
        }
    }

    /// This one plus `scale` times another of the same size and width.
    #[must_use]
    pub fn plus(&self, other: &Self, scale: f64) -> Self {
        debug_assert_eq!((self.n, self.half), (other.n, other.half), "matrices of different shapes");
        let lower = self.lower.iter().zip(&other.lower).map(|(a, b)| a + scale * b).collect();
        Self { n: self.n, half: self.half, lower }
    }

    /// Sum of the diagonal.
    pub fn trace(&self) -> f64 {
        (0..self.n).map(|i| self.get(i, i)).sum()
    }

    /// `xᵀ A x`.
    pub fn quadratic(&self, x: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (i, here) in x.iter().enumerate().take(self.n) {
            for (j, there) in x.iter().enumerate().take(i).skip(i.saturating_sub(self.half)) {
                sum += 2.0 * self.get(i, j) * here * there;
            }
            sum += self.get(i, i) * here * here;
        }
        sum
    }

    /// Trace of the product with another symmetric matrix of the same shape.
    pub fn trace_with(&self, other: &Self) -> f64 {
        let mut sum = 0.0;
        for i in 0..self.n {
            for j in i.saturating_sub(self.half)..i {
                sum += 2.0 * self.get(i, j) * other.get(i, j);
            }
            sum += self.get(i, i) * other.get(i, i);
        }
        sum
    }

    /// `L` with `A = L Lᵀ`; `None` where the matrix is not positive definite to working precision.
    pub fn cholesky(&self) -> Option<Cholesky> {
        let mut factor = self.clone();
        for i in 0..self.n {
            let first = i.saturating_sub(self.half);
            for j in first..=i {
                let mut sum = self.get(i, j);
                for k in first.max(j.saturating_sub(self.half))..j {
                    sum -= factor.get(i, k) * factor.get(j, k);
                }
                let value = if i == j {
                    if sum <= 0.0 || !sum.is_finite() {
                        return None;
                    }
                    sum.sqrt()
                } else {
                    sum / factor.get(j, j)
                };
                let at = factor.place(i, j)?;
                factor.lower[at] = value;
            }
        }
        Some(Cholesky { factor })
    }
}

/// The factor of a positive definite band matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Cholesky {
    factor: Banded,
}

impl Cholesky {
    /// Solves `L x = b` in place. The squared length of the answer is `bᵀ A⁻¹ b`.
    pub fn forward(&self, b: &mut [f64]) {
        let l = &self.factor;
        for i in 0..l.n.min(b.len()) {
            let known: f64 = (i.saturating_sub(l.half)..i).map(|k| l.get(i, k) * b[k]).sum();
            b[i] = (b[i] - known) / l.get(i, i);
        }
    }

    /// Solves `A x = b` in place.
    pub fn solve(&self, b: &mut [f64]) {
        self.forward(b);
        let l = &self.factor;
        for i in (0..l.n.min(b.len())).rev() {
            let known: f64 = (i + 1..(i + l.half + 1).min(l.n)).map(|k| l.get(k, i) * b[k]).sum();
            b[i] = (b[i] - known) / l.get(i, i);
        }
    }

    /// Natural logarithm of the determinant of `A`.
    pub fn log_determinant(&self) -> f64 {
        (0..self.factor.n).map(|i| 2.0 * self.factor.get(i, i).ln()).sum()
    }

    /// The entries of `A⁻¹` within the band, without the rest of it (Takahashi, Fagan and Chin 1973).
    pub fn inverse_band(&self) -> Banded {
        let l = &self.factor;
        let mut inverse = Banded::zeros(l.n, l.half);
        for j in (0..l.n).rev() {
            let end = (j + l.half + 1).min(l.n);
            for i in (j..end).rev() {
                let known: f64 = (j + 1..end).map(|k| l.get(k, j) * inverse.get(k, i)).sum();
                let own = if i == j { 1.0 / l.get(j, j) } else { 0.0 };
                inverse.add(i, j, (own - known) / l.get(j, j));
            }
        }
        inverse
    }
}
