//! What is asked of the worker: lines, figures of what is in view, values at the cursor.

use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;

use super::{Asks, Inner, READ_ALL_CELLS, Readout, SETTLED_MS, is_close};
use crate::app::cx::AppCx;
use crate::app::explore::wanted;
use crate::app::services::view::{Latest, Older};
use crate::engine::channels::ChannelKey;
use crate::engine::view::Window;
use crate::protocol::{Cursor, CursorAnswer, View};
use crate::web::clock;

pub(super) fn asks(cx: &AppCx, weak: &Weak<Inner>) -> Asks {
    type Take<Q> =
        fn(&Rc<Inner>, &Q, crate::app::services::view::Answer<<Q as crate::protocol::Call>::Output>);
    fn latest<Q: crate::protocol::Call + Clone + 'static>(
        cx: &AppCx,
        weak: &Weak<Inner>,
        older: Older,
        take: Take<Q>,
    ) -> Latest<Q> {
        let weak = Weak::clone(weak);
        Latest::new(cx, older, move |question, outcome| {
            let Some(inner) = weak.upgrade() else { return };
            match outcome {
                Ok(answer) => {
                    inner.fail(None);
                    take(&inner, question, answer);
                }
                Err(error) => inner.fail(Some(&error)),
            }
        })
    }
    Asks {
        fine: latest(cx, weak, Older::IsAnswered, |inner, question: &View, answer| {
            inner.lines.borrow_mut().take_fine(&answer.value, &answer.slots, &inner.channels);
            inner.has_arrived(&question.window);
            inner.redraw(true);
        }),
        whole: latest(cx, weak, Older::IsAnswered, |inner, question: &View, answer| {
            inner.lines.borrow_mut().take_whole(&answer.value, &answer.slots, &inner.channels);
            inner.has_arrived(&question.window);
            // Where the record does not know a channel's extremes, the scales follow its line.
            *inner.plan.borrow_mut() = None;
            inner.redraw(true);
            inner.told.whole.emit(&());
            inner.refresh();
            inner.ask_figures();
            inner.read_out();
        }),
        figures: latest(cx, weak, Older::IsCancelled, |inner, _: &View, answer| {
            inner.lines.borrow_mut().take_figures(&answer.value);
            if inner.store.get().layout.fit {
                *inner.plan.borrow_mut() = None;
                inner.redraw(true);
            }
            inner.told.figures.emit(&());
        }),
        near: latest(cx, weak, Older::IsAnswered, |inner, _: &Cursor, answer| {
            inner.take_readout(answer.value);
        }),
        far: latest(cx, weak, Older::IsCancelled, |inner, _: &Cursor, answer| {
            inner.take_readout(answer.value);
        }),
    }
}

impl Inner {
    /// Not while lines are on their way: these come first, and bring the columns that the figures are of.
    pub(super) fn ask_figures(&self) {
        if self.asks.whole.is_busy() {
            return;
        }
        let span = self.live.borrow().span;
        let question = View {
            session: self.opened.record().id.clone(),
            columns: self.keys(),
            window: Window::new(span.t0, span.t1, 1).and_mean(),
        };
        if self.screen.borrow().is_some() && !question.columns.is_empty() {
            self.asks.figures.ask(question);
        }
    }

    /// Asks for lines that are missing or too coarse.
    pub(super) fn refresh(&self) {
        let Some(plan) = self.plan() else { return };
        let dots = plan.boxes.across().1 * Self::ratio();
        let keys = self.keys();
        let view = |columns: Vec<ChannelKey>, window: Window| View {
            session: self.opened.record().id.clone(),
            columns,
            window,
        };
        let all = self.limits.all();
        let missing = self.lines.borrow().without_whole(&keys);
        if !missing.is_empty() {
            let window = Window::new(all.t0, all.t1, dots.ceil() as u32);
            self.note_asked(window);
            self.asks.whole.ask(view(missing, window));
        }
        let (complete, have) = {
            let lines = self.lines.borrow();
            (lines.is_complete(&keys), lines.have(&keys))
        };
        let span = self.live.borrow().span;
        // The lines of the whole log are on their way: they will do for the whole log.
        if complete || keys.is_empty() || is_close(span, all) {
            return;
        }
        if let Some(window) = wanted::wanted(span, &self.limits, dots, have) {
            self.note_asked(window);
            self.asks.fine.ask(view(keys, window));
        }
    }

    fn note_asked(&self, window: Window) {
        let mut asked = self.asked.borrow_mut();
        asked.push((window, clock::ticks_ms()));
        // Those that were overtaken never come.
        let surplus = asked.len().saturating_sub(8);
        asked.drain(..surplus);
    }

    fn has_arrived(&self, window: &Window) {
        let mut asked = self.asked.borrow_mut();
        if let Some(i) = asked.iter().position(|(w, _)| w == window) {
            self.arrived.set(Some(asked[i].1));
            asked.remove(i);
        }
    }

    /// Asks what the channels showed at the cursor; as the figures, after the lines.
    pub(super) fn read_out(self: &Rc<Self>) {
        if self.asks.whole.is_busy() {
            return;
        }
        let Some(t) = self.live.borrow().cursor.filter(|_| self.screen.borrow().is_some()) else { return };
        let record = self.opened.record();
        let all = || self.channels.0.iter().map(|c| c.key.clone()).collect::<Vec<_>>();
        let question = |columns| Cursor { session: record.id.clone(), columns, t };
        if f64::from(record.rows) * f64::from(record.columns) <= READ_ALL_CELLS {
            self.asks.near.ask(question(all()));
            return;
        }
        self.asks.near.ask(question(self.keys()));
        let weak = Rc::downgrade(self);
        let question = question(all());
        let timer = Timeout::new(SETTLED_MS, move || {
            if let Some(inner) = weak.upgrade() {
                inner.reading.borrow_mut().take();
                inner.asks.far.ask(question);
            }
        });
        *self.reading.borrow_mut() = Some(timer);
    }

    fn take_readout(&self, answer: CursorAnswer) {
        let mut next = Readout { t: Some(answer.t), values: BTreeMap::new() };
        next.values.extend(answer.columns.into_iter().zip(answer.values));
        let next = Rc::new(next);
        *self.readout.borrow_mut() = Rc::clone(&next);
        self.told.readout.emit(&next);
    }
}
