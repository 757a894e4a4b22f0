//! When a new view is needed, and of what. Pure.

use crate::charts::strips::{Limits, Span};
use crate::engine::view::Window;

/// Beyond each edge of the screen so much of its width is fetched too, so that panning finds something there.
const MARGIN: f64 = 0.5;
/// A view is fetched anew when less than this share of the margin is left.
const LEFT: f64 = 0.3;

/// The lines that are here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Have {
    pub window: Window,
    /// The points are the samples themselves: there is nothing finer.
    pub raw: bool,
}

/// The window to ask for, unless what is here will do. `dots` is the width of the screen in its own dots.
pub fn wanted(span: Span, limits: &Limits, dots: f64, have: Option<Have>) -> Option<Window> {
    let bucket = span.length() / dots.max(1.0);
    let margin = span.length() * MARGIN;
    let reach = |share: f64| {
        ((span.t0 - margin * share).max(limits.start), (span.t1 + margin * share).min(limits.end))
    };
    if let Some(Have { window, raw }) = have {
        let (t0, t1) = reach(LEFT);
        let width = (window.t1 - window.t0) / f64::from(window.buckets.max(1));
        let covers = window.t0 <= t0 && window.t1 >= t1;
        let fine = raw || width <= bucket * 1.02;
        // Points that lie closer than can be seen cost time at every frame.
        let coarse = width >= bucket * 0.45;
        if covers && fine && coarse {
            return None;
        }
    }
    let (t0, t1) = reach(1.0);
    let buckets = ((t1 - t0) / bucket).ceil().clamp(1.0, 16_384.0) as u32;
    Some(Window::new(t0, t1, buckets))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: Limits = Limits { start: 0.0, end: 1000.0, least: 0.16 };

    fn have(window: Window) -> Have {
        Have { window, raw: false }
    }

    #[test]
    fn a_view_reaches_beyond_the_screen_but_not_beyond_the_log() {
        let window = wanted(Span::new(400.0, 500.0), &LOG, 1000.0, None).unwrap();
        assert_eq!((window.t0, window.t1, window.buckets), (350.0, 550.0, 2000));
        let window = wanted(Span::new(0.0, 100.0), &LOG, 1000.0, None).unwrap();
        assert_eq!((window.t0, window.t1, window.buckets), (0.0, 150.0, 1500));
    }

    #[test]
    fn a_small_move_needs_nothing_new() {
        let here = wanted(Span::new(400.0, 500.0), &LOG, 1000.0, None);
        let have = Some(have(here.unwrap()));
        for t0 in [400.0, 380.0, 430.0] {
            assert_eq!(wanted(Span::new(t0, t0 + 100.0), &LOG, 1000.0, have), None, "{t0}");
        }
        for t0 in [340.0, 440.0] {
            assert!(wanted(Span::new(t0, t0 + 100.0), &LOG, 1000.0, have).is_some(), "{t0}");
        }
    }

    #[test]
    fn zooming_in_needs_finer_points_unless_they_are_the_samples() {
        let here = wanted(Span::new(400.0, 500.0), &LOG, 1000.0, None).unwrap();
        let closer = Span::new(420.0, 480.0);
        assert!(wanted(closer, &LOG, 1000.0, Some(have(here))).is_some());
        // Half as wide again: still as dense as is worth drawing.
        let raw = Some(Have { window: here, raw: true });
        assert_eq!(wanted(Span::new(410.0, 490.0), &LOG, 1000.0, raw), None);
    }

    #[test]
    fn zooming_out_of_dense_points_needs_fewer() {
        let here = wanted(Span::new(400.0, 500.0), &LOG, 1000.0, None).unwrap();
        assert!(
            wanted(Span::new(300.0, 600.0), &LOG, 1000.0, Some(Have { window: here, raw: true })).is_some()
        );
    }

    #[test]
    fn the_whole_log_is_asked_for_once() {
        let all = LOG.all();
        let here = wanted(all, &LOG, 1000.0, None).unwrap();
        assert_eq!((here.t0, here.t1), (0.0, 1000.0));
        assert_eq!(wanted(all, &LOG, 1000.0, Some(have(here))), None);
    }
}
