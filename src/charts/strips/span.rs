//! The visible range, and what zooming and panning make of it. Seconds throughout; positions across are shares of the
//! width, 0 at the left edge and 1 at the right.

/// Times from the left edge to the right one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    pub t0: f64,
    pub t1: f64,
}

/// How far a view may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    pub start: f64,
    pub end: f64,
    /// The least that can be shown, seconds.
    pub least: f64,
}

impl Limits {
    /// The whole log; at the closest zoom some samples are still in view.
    pub fn of(start: f64, end: f64, sample_rate_hz: f64) -> Self {
        let length = (end - start).max(1e-6);
        let sample = if sample_rate_hz > 0.0 { 1.0 / sample_rate_hz } else { length / 100.0 };
        Self { start, end: start + length, least: (4.0 * sample).clamp(1e-6, length) }
    }

    /// Everything.
    pub fn all(&self) -> Span {
        Span { t0: self.start, t1: self.end }
    }
}

impl Span {
    pub fn new(t0: f64, t1: f64) -> Self {
        Self { t0: t0.min(t1), t1: t0.max(t1) }
    }

    /// Seconds in view.
    pub fn length(&self) -> f64 {
        self.t1 - self.t0
    }

    /// The moment at a share of the width.
    pub fn at(&self, share: f64) -> f64 {
        self.t0 + share * self.length()
    }

    /// Where a moment lies; outside 0 to 1 it is not in view.
    pub fn share(&self, t: f64) -> f64 {
        (t - self.t0) / self.length()
    }

    pub fn contains(&self, t: f64) -> bool {
        (self.t0..=self.t1).contains(&t)
    }

    /// The nearest range of a lawful length within the log.
    #[must_use]
    pub fn within(&self, limits: &Limits) -> Span {
        let whole = limits.end - limits.start;
        let length = between(self.length(), limits.least, whole);
        if !length.is_finite() || !self.t0.is_finite() {
            return limits.all();
        }
        // What is too short grows around its middle.
        let t0 = if length > self.length() { self.t0 - (length - self.length()) / 2.0 } else { self.t0 };
        let t0 = between(t0, limits.start, limits.end - length);
        Span { t0, t1: t0 + length }
    }

    /// Shows `factor` times as much (below 1 zooms in); the moment at `share` stays where it is.
    #[must_use]
    pub fn zoom(&self, share: f64, factor: f64, limits: &Limits) -> Span {
        let whole = limits.end - limits.start;
        let length = between(self.length() * factor, limits.least, whole);
        let t0 = self.at(share) - share * length;
        Span { t0, t1: t0 + length }.within(limits)
    }

    /// Moves the view by a share of the width; above 0 later moments come in.
    #[must_use]
    pub fn pan(&self, by: f64, limits: &Limits) -> Span {
        let dt = by * self.length();
        Span { t0: self.t0 + dt, t1: self.t1 + dt }.within(limits)
    }

    /// What lay at the shares `from` comes to lie at `to`.
    #[must_use]
    pub fn pinch(&self, from: (f64, f64), to: (f64, f64), limits: &Limits) -> Span {
        let (ta, tb) = (self.at(from.0), self.at(from.1));
        let apart = to.1 - to.0;
        if apart.abs() < 1e-6 {
            return *self;
        }
        let length = between((tb - ta) / apart, limits.least, limits.end - limits.start);
        let middle = f64::midpoint(ta, tb);
        let t0 = middle - f64::midpoint(to.0, to.1) * length;
        Span { t0, t1: t0 + length }.within(limits)
    }

    /// The view nearest to this one in which `t` is not closer to an edge than `margin` of the width.
    #[must_use]
    pub fn revealing(&self, t: f64, margin: f64, limits: &Limits) -> Span {
        let share = self.share(t);
        if share < margin {
            self.pan(share - margin, limits)
        } else if share > 1.0 - margin {
            self.pan(share - 1.0 + margin, limits)
        } else {
            *self
        }
    }
}

/// Within a range whose ends may have crossed by the last digit: `clamp` would end the program there.
fn between(value: f64, low: f64, high: f64) -> f64 {
    value.min(high).max(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: Limits = Limits { start: 0.0, end: 100.0, least: 0.16 };

    fn near(a: Span, t0: f64, t1: f64) {
        assert!((a.t0 - t0).abs() < 1e-9 && (a.t1 - t1).abs() < 1e-9, "{a:?} is not {t0}..{t1}");
    }

    #[test]
    fn all_of_a_log_is_lawful_whatever_its_last_digits() {
        for (start, end) in [(0.02, 19.98), (0.01, 551.81), (32.413, 33.3), (1e9, 1e9 + 0.07)] {
            let limits = Limits::of(start, end, 25.0);
            let whole = limits.all().zoom(0.5, 4.0, &limits);
            assert_eq!((whole.t0, whole.t1 >= whole.t0), (start, true));
            assert_eq!(limits.all().within(&limits).t0, start);
        }
    }

    #[test]
    fn zooming_keeps_the_moment_under_the_cursor() {
        let view = Span::new(10.0, 50.0);
        near(view.zoom(0.25, 0.5, &LOG), 15.0, 35.0);
        assert_eq!(view.zoom(0.25, 0.5, &LOG).at(0.25), view.at(0.25));
        // Beyond the log the view is moved, not cut.
        near(view.zoom(0.0, 2.0, &LOG), 10.0, 90.0);
        near(view.zoom(1.0, 1.5, &LOG), 0.0, 60.0);
        near(view.zoom(0.5, 100.0, &LOG), 0.0, 100.0);
        assert!((view.zoom(0.5, 1e-9, &LOG).length() - LOG.least).abs() < 1e-12);
    }

    #[test]
    fn panning_stops_at_the_ends() {
        let view = Span::new(10.0, 50.0);
        near(view.pan(0.5, &LOG), 30.0, 70.0);
        near(view.pan(-1.0, &LOG), 0.0, 40.0);
        near(view.pan(9.0, &LOG), 60.0, 100.0);
        near(LOG.all().pan(0.3, &LOG), 0.0, 100.0);
    }

    #[test]
    fn a_pinch_keeps_both_moments_under_their_fingers() {
        let view = Span::new(40.0, 60.0);
        let spread = view.pinch((0.4, 0.6), (0.3, 0.7), &LOG);
        near(spread, 45.0, 55.0);
        let shifted = view.pinch((0.4, 0.6), (0.5, 0.7), &LOG);
        near(shifted, 38.0, 58.0);
        assert_eq!(view.pinch((0.4, 0.6), (0.5, 0.5), &LOG), view);
    }

    #[test]
    fn a_view_from_elsewhere_is_brought_into_the_log() {
        near(Span::new(-50.0, 20.0).within(&LOG), 0.0, 70.0);
        near(Span::new(90.0, 140.0).within(&LOG), 50.0, 100.0);
        near(Span::new(-9.0, 900.0).within(&LOG), 0.0, 100.0);
        near(Span::new(50.0, 50.0).within(&LOG), 49.92, 50.08);
        near(Span { t0: f64::NAN, t1: 3.0 }.within(&LOG), 0.0, 100.0);
    }

    #[test]
    fn a_moment_is_brought_into_view_by_the_shortest_way() {
        let view = Span::new(10.0, 30.0);
        near(view.revealing(20.0, 0.1, &LOG), 10.0, 30.0);
        near(view.revealing(40.0, 0.1, &LOG), 22.0, 42.0);
        near(view.revealing(5.0, 0.1, &LOG), 3.0, 23.0);
        near(view.revealing(100.0, 0.1, &LOG), 80.0, 100.0);
    }

    #[test]
    fn the_closest_zoom_follows_the_rate() {
        assert!((Limits::of(0.0, 100.0, 25.0).least - 0.16).abs() < 1e-12);
        assert_eq!(Limits::of(5.0, 5.0, 0.0).all().t0, 5.0);
        assert!(Limits::of(5.0, 5.0, 0.0).all().length() > 0.0);
    }
}
