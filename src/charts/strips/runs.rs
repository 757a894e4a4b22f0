//! Stretches over which a state stays the same.

/// A stretch of one state, in the times of its points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    pub from: f32,
    pub to: f32,
    pub value: f32,
}

/// The stretches between points that hold until the next one. A value that is not a number ends a stretch; the last
/// point has no length of its own.
pub fn runs(t: &[f32], y: &[f32]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut open = false;
    for (at, value) in t.iter().zip(y) {
        if open && let Some(last) = out.last_mut() {
            last.to = *at;
        }
        if value.is_nan() {
            open = false;
        } else if !(open && out.last().is_some_and(|last| last.value == *value)) {
            out.push(Run { from: *at, to: *at, value: *value });
            open = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(from: f32, to: f32, value: f32) -> Run {
        Run { from, to, value }
    }

    #[test]
    fn a_state_lasts_until_the_next_one() {
        assert_eq!(
            runs(&[0.0, 1.0, 2.0, 3.0, 4.0], &[0.0, 1.0, 1.0, 0.0, 0.0]),
            [run(0.0, 1.0, 0.0), run(1.0, 3.0, 1.0), run(3.0, 4.0, 0.0)]
        );
    }

    #[test]
    fn a_hole_ends_a_state() {
        assert_eq!(
            runs(&[0.0, 1.0, 2.0, 3.0], &[1.0, f32::NAN, 1.0, 1.0]),
            [run(0.0, 1.0, 1.0), run(2.0, 3.0, 1.0)]
        );
        assert_eq!(runs(&[0.0, 1.0], &[f32::NAN, f32::NAN]), []);
    }

    #[test]
    fn a_single_sample_is_not_lost() {
        assert_eq!(runs(&[5.0], &[1.0]), [run(5.0, 5.0, 1.0)]);
        assert_eq!(runs(&[0.0, 1.0, 2.0], &[0.0, 1.0, f32::NAN])[1], run(1.0, 2.0, 1.0));
    }
}
