//! What the figures ask the worker: once the view has settled, and only the newest question.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::{hook, use_effect_with, use_memo, use_mut_ref, use_state, use_state_eq};

use super::super::chart::Chart;
use crate::app::explore::state::Explore;
use crate::app::select::{use_cx, use_select};
use crate::app::services::view::{Latest, Older};
use crate::app::store::Store;
use crate::protocol::Call;
use crate::ui::hooks::Loaded;

/// After the last move of the strips nothing is asked for so long, milliseconds.
const SETTLED_MS: u32 = 220;

/// The range that figures are made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// The strips are moving: what is drawn stays, what is asked is given up.
    Moving,
    Whole,
    Between(f64, f64),
}

impl Range {
    fn of(chart: &Chart) -> Self {
        let (span, all) = (chart.span(), chart.limits().all());
        if span == all { Range::Whole } else { Range::Between(span.t0, span.t1) }
    }

    /// The question about this range, `None` for the whole log; there is none while the strips move.
    pub fn ask<Q>(self, question: impl FnOnce(Option<(f64, f64)>) -> Q) -> Option<Q> {
        match self {
            Range::Moving => None,
            Range::Whole => Some(question(None)),
            Range::Between(t0, t1) => Some(question(Some((t0, t1)))),
        }
    }
}

/// The range of the figures, following the strips.
#[hook]
pub fn use_range(chart: &Chart, store: &Store<Explore>) -> Range {
    let whole = *use_select(store, |s: &Explore| s.whole);
    let range = use_state_eq(|| Range::of(chart));
    let setter = range.setter();
    use_effect_with(chart.clone(), move |chart| {
        setter.set(Range::of(chart));
        let settling: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let timer = Rc::clone(&settling);
        let moved = chart.clone();
        let subscription = chart.told().span.subscribe(move |_| {
            setter.set(Range::Moving);
            let (setter, chart) = (setter.clone(), moved.clone());
            *timer.borrow_mut() = Some(Timeout::new(SETTLED_MS, move || setter.set(Range::of(&chart))));
        });
        move || {
            settling.borrow_mut().take();
            drop(subscription);
        }
    });
    if whole { Range::Whole } else { *range }
}

/// A question with its answer.
pub struct Answered<Q: Call> {
    pub question: Q,
    pub answer: Q::Output,
}

/// The answer to the newest question; an older one stays until it comes. Nothing is asked while there is no question.
/// The second number is raised to ask again after a failure.
#[hook]
pub fn use_answer<Q: Call + Clone + PartialEq + 'static>(
    question: Option<Q>,
    again: u32,
) -> Loaded<Answered<Q>> {
    let cx = use_cx();
    let state = use_state(|| Loaded::Loading);
    let setter = state.setter();
    let latest = use_memo((), move |()| {
        Latest::new(&cx, Older::IsCancelled, move |question: &Q, outcome| {
            setter.set(match outcome {
                Ok(answer) => {
                    Loaded::Ready(Rc::new(Answered { question: question.clone(), answer: answer.value }))
                }
                Err(error) => Loaded::Failed(error),
            });
        })
    });
    let answered = use_mut_ref(|| Option::<Q>::None);
    *answered.borrow_mut() = state.value().map(|ready| ready.question.clone());
    use_effect_with((question, again), move |(question, _)| match question {
        Some(question) if answered.borrow().as_ref() == Some(question) => latest.stop(),
        Some(question) => latest.ask(question.clone()),
        None => latest.stop(),
    });
    (*state).clone()
}
