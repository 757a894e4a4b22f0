//! Isolation forest (Liu, Ting and Zhou 2008): what few cuts at random set apart from the rest is like nothing else.

use crate::engine::random::Random;

/// Trees grown on samples of the rows.
pub(super) struct Forest {
    trees: Vec<Vec<Node>>,
    /// Mean length of an unsuccessful search in as many samples as a tree has.
    usual: f64,
}

enum Node {
    Cut { feature: usize, at: f64, below: u32, above: u32 },
    Leaf { length: f64 },
}

/// Mean path of an unsuccessful search in a binary tree of `n`.
fn mean_path(n: usize) -> f64 {
    const EULER: f64 = 0.577_215_664_901_532_9;
    match n {
        0 | 1 => 0.0,
        2 => 1.0,
        n => {
            let n = n as f64;
            2.0 * ((n - 1.0).ln() + EULER) - 2.0 * (n - 1.0) / n
        }
    }
}

impl Forest {
    /// Grown on `rows` of `p` finite values each.
    pub(super) fn grown(rows: &[f64], p: usize, trees: usize, samples: usize, random: &mut Random) -> Self {
        let n = rows.len() / p.max(1);
        let samples = samples.min(n);
        let most = (samples.max(2) as f64).log2().ceil() as usize;
        let mut picked: Vec<usize> = (0..n).collect();
        let grow = |random: &mut Random, picked: &mut Vec<usize>| {
            // The first of a shuffle: a sample without one row twice.
            for i in 0..samples {
                let other = i + random.below(n - i);
                picked.swap(i, other);
            }
            let mut nodes = Vec::new();
            let mut own = picked[..samples].to_vec();
            split(rows, p, &mut own, most, random, &mut nodes);
            nodes
        };
        let trees = (0..trees).map(|_| grow(random, &mut picked)).collect();
        Self { trees, usual: mean_path(samples) }
    }

    /// Near 1 for what is set apart at once, 0.5 for what is like the rest.
    pub(super) fn score(&self, x: &[f64]) -> f64 {
        if self.trees.is_empty() || self.usual <= 0.0 {
            return 0.0;
        }
        let mean = self.trees.iter().map(|tree| length(tree, x)).sum::<f64>() / self.trees.len() as f64;
        (-mean / self.usual).exp2()
    }
}

/// Puts in the node of some rows and those below it; gives its place.
fn split(
    rows: &[f64],
    p: usize,
    own: &mut [usize],
    left: usize,
    random: &mut Random,
    nodes: &mut Vec<Node>,
) -> u32 {
    let place = nodes.len() as u32;
    nodes.push(Node::Leaf { length: mean_path(own.len()) });
    if left == 0 || own.len() < 2 {
        return place;
    }
    // A feature in which the rows differ, from one drawn at random on.
    let first = random.below(p);
    let range = |feature: usize| {
        own.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), row| {
            let x = rows[row * p + feature];
            (low.min(x), high.max(x))
        })
    };
    let differs = (0..p).map(|k| (first + k) % p).map(|f| (f, range(f))).find(|(_, (low, high))| low < high);
    let Some((feature, (low, high))) = differs else { return place };
    let at = low + (high - low) * f64::midpoint(random.even(), 1.0);
    let mut below = 0;
    for i in 0..own.len() {
        if rows[own[i] * p + feature] < at {
            own.swap(i, below);
            below += 1;
        }
    }
    if below == 0 || below == own.len() {
        return place;
    }
    let (lower, upper) = own.split_at_mut(below);
    let below = split(rows, p, lower, left - 1, random, nodes);
    let above = split(rows, p, upper, left - 1, random, nodes);
    nodes[place as usize] = Node::Cut { feature, at, below, above };
    place
}

fn length(tree: &[Node], x: &[f64]) -> f64 {
    let (mut node, mut depth) = (0usize, 0.0);
    loop {
        match &tree[node] {
            Node::Leaf { length } => return depth + length,
            Node::Cut { feature, at, below, above } => {
                node = if x[*feature] < *at { *below } else { *above } as usize;
                depth += 1.0;
            }
        }
    }
}
