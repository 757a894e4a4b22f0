//! Passes over the rows of a log, in blocks.
//!
//! A browser starts a function in code that is made at once and is slow, and exchanges it for its optimised form only when
//! it is called the next time: WebAssembly is never exchanged in the middle of a loop. A pass over a million rows within
//! one call would stay slow to its end. So each block of rows is a call of its own.

use std::ops::Range;

/// Rows of a block: a fraction of a millisecond of work, and whole words of a [`super::table::RowMask`].
const BLOCK: usize = 4096;

/// Takes `state` through the rows, a block of consecutive rows at a time.
pub fn fold<S>(rows: Range<usize>, state: S, mut pass: impl FnMut(S, Range<usize>) -> S) -> S {
    let mut state = state;
    let mut start = rows.start;
    while start < rows.end {
        let end = (start + BLOCK).min(rows.end);
        state = block(&mut pass, state, start..end);
        start = end;
    }
    state
}

/// Looks at the rows, a block of consecutive rows at a time.
pub fn each(rows: Range<usize>, mut pass: impl FnMut(Range<usize>)) {
    fold(rows, (), |(), rows| pass(rows));
}

/// What becomes of each row.
pub fn map<T>(rows: usize, mut of: impl FnMut(usize) -> T) -> Vec<T> {
    let mut all = Vec::with_capacity(rows);
    each(0..rows, |rows| all.extend(rows.map(&mut of)));
    all
}

/// One block. Never part of its caller: that would be the one long call again.
#[inline(never)]
fn block<S>(pass: &mut impl FnMut(S, Range<usize>) -> S, state: S, rows: Range<usize>) -> S {
    pass(state, rows)
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, each, fold, map};

    #[test]
    fn a_pass_sees_each_row_once_and_in_order() {
        for n in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7] {
            let seen = fold(5..5 + n, Vec::new(), |mut seen, rows| {
                assert!(!rows.is_empty() && rows.len() <= BLOCK);
                seen.extend(rows);
                seen
            });
            assert_eq!(seen, (5..5 + n).collect::<Vec<_>>());
            let mut also = Vec::new();
            each(5..5 + n, |rows| also.extend(rows));
            assert_eq!(also, seen);
        }
    }

    #[test]
    fn a_map_has_a_value_for_each_row() {
        let n = 2 * BLOCK + 3;
        assert_eq!(map(n, |row| row * 2), (0..n).map(|row| row * 2).collect::<Vec<_>>());
        assert!(map(0, |row| row).is_empty());
    }

    #[test]
    fn blocks_are_whole_words_of_a_mask() {
        assert_eq!(BLOCK % 64, 0);
    }
}
