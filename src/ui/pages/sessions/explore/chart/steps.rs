//! What the keys do with the view and the cursor.

use std::rc::Rc;

use super::{Chart, Inner};
use crate::app::explore::gesture::Mark;
use crate::app::explore::state::Action;
use crate::charts::strips::Span;
use crate::engine::channels::ChannelKey;

/// How much a key zooms.
const ZOOM_STEP: f64 = 1.6;
/// Share of the width that a page moves.
const PAGE: f64 = 0.8;
/// How near to the edge the cursor may come before the view follows, as a share of the width.
const EDGE: f64 = 0.05;

/// A step of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The cursor goes to the sample before or after, or where samples lie closer than pixels, a pixel on.
    Back,
    Forth,
    ZoomIn,
    ZoomOut,
    PageBack,
    PageForth,
    Start,
    End,
    Reset,
    SetA,
    SetB,
    /// Gives up what is under way, else sets the cursor free, else takes A and B away.
    Clear,
}

impl Chart {
    /// Does what a key asks for.
    pub fn step(&self, step: Step) {
        let inner = &self.0;
        let span = inner.live.borrow().span;
        match step {
            Step::Back => inner.step_cursor(false),
            Step::Forth => inner.step_cursor(true),
            Step::ZoomIn => inner.zoom_around_cursor(1.0 / ZOOM_STEP),
            Step::ZoomOut => inner.zoom_around_cursor(ZOOM_STEP),
            Step::PageBack => inner.look(span.pan(-PAGE, &inner.limits)),
            Step::PageForth => inner.look(span.pan(PAGE, &inner.limits)),
            Step::Start => inner.go_to(inner.limits.start),
            Step::End => inner.go_to(inner.limits.end),
            Step::Reset => inner.look(inner.limits.all()),
            Step::SetA => inner.mark_here(Mark::A),
            Step::SetB => inner.mark_here(Mark::B),
            Step::Clear => inner.clear(),
        }
    }

    /// The moment that a mark or a note of the keyboard goes to.
    pub fn here(&self) -> f64 {
        self.0.here()
    }
}

impl Inner {
    /// The cursor, or the middle of what is in view where the cursor is not.
    fn here(&self) -> f64 {
        let live = self.live.borrow();
        live.cursor.filter(|t| live.span.contains(*t)).unwrap_or_else(|| live.span.at(0.5))
    }

    fn mark_here(&self, mark: Mark) {
        let t = self.here();
        self.store.dispatch(Action::Mark(mark, Some(t)));
    }

    fn zoom_around_cursor(self: &Rc<Self>, factor: f64) {
        let span = self.live.borrow().span;
        let share = span.share(self.here()).clamp(0.0, 1.0);
        self.look(span.zoom(share, factor, &self.limits));
    }

    fn step_cursor(self: &Rc<Self>, forth: bool) {
        let Some(width) = self.boxes().map(|b| b.across().1) else { return };
        let (t, span) = (self.here(), self.live.borrow().span);
        let pixel = span.length() / width;
        let pixel = if forth { pixel } else { -pixel };
        let target = self.keys().iter().find_map(|key| self.sample_from(key, t, pixel)).unwrap_or(t + pixel);
        let target = target.clamp(self.limits.start, self.limits.end);
        let view: Span = span.revealing(target, EDGE, &self.limits);
        self.look(view);
        self.set_cursor(target, true);
    }

    /// The next sample of a channel in the direction of `pixel`, at least a pixel away; `None` where the samples are not
    /// known or there is none.
    fn sample_from(&self, key: &ChannelKey, t: f64, pixel: f64) -> Option<f64> {
        let lines = self.lines.borrow();
        let next = |from: f64| {
            let (before, after) = lines.neighbours(key, from)?;
            if pixel > 0.0 { after } else { before }
        };
        let neighbour = next(t)?;
        if (neighbour - t).abs() >= pixel.abs() {
            Some(neighbour)
        } else {
            next(t + pixel).or(Some(neighbour))
        }
    }

    fn clear(self: &Rc<Self>) {
        let (busy, fixed, cursor) = {
            let live = self.live.borrow();
            (live.gesture.is_busy(), live.fixed, live.cursor)
        };
        if busy {
            self.cancel();
        } else if let (true, Some(t)) = (fixed, cursor) {
            self.set_cursor(t, false);
            self.settle_soon();
        } else {
            self.store.dispatch(Action::ClearMarks);
        }
    }
}
