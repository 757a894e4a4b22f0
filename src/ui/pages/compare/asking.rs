//! Asking for a comparison, following how far it is, and giving it up.

use std::cell::RefCell;
use std::rc::Rc;

use yew::{Callback, hook, use_effect_with, use_mut_ref, use_state_eq};

use crate::app::comparison::{State, Wanted};
use crate::app::error::AppError;
use crate::app::select::{use_cx, use_select};
use crate::app::services::comparison::{Compared, Guest, compare, open};
use crate::engine::analysis::comparison::study::Asked;
use crate::report::comparison::Named;
use crate::ui::hooks::{Guard, Loaded, guarded, use_loaded};

/// What is known of the sessions. Equal when it is the same reading.
#[derive(Clone)]
pub struct Guests(pub Rc<Vec<Guest>>);

impl PartialEq for Guests {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Guests {
    /// Those that are wanted, once they are read.
    pub fn of(read: &Loaded<Vec<Guest>>, wanted: &Wanted) -> Option<Self> {
        let ids = |guests: &Vec<Guest>| guests.iter().map(|g| g.open.record.id.clone()).collect::<Vec<_>>();
        read.value().filter(|guests| ids(guests) == wanted.ids).map(|guests| Guests(Rc::clone(guests)))
    }
}

/// The sessions, read again when one of them changes.
#[hook]
pub fn use_guests(wanted: &Wanted, again: u32) -> Loaded<Vec<Guest>> {
    let cx = use_cx();
    let ids = wanted.ids.clone();
    let items = {
        let ids = ids.clone();
        use_select(&cx.library, move |l| ids.iter().map(|id| l.session(id).cloned()).collect::<Vec<_>>())
    };
    use_loaded((ids, Rc::clone(&items), again), move |(ids, ..)| {
        let ids = ids.clone();
        async move { if ids.is_empty() { Ok(Vec::new()) } else { open(&cx, &ids).await } }
    })
}

/// A comparison that is there, and what it is of. Equal when it is the same one.
#[derive(Clone)]
pub struct Answer(Rc<(Compared, Vec<Named>, String)>);

impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Answer {
    pub fn compared(&self) -> &Compared {
        &self.0.0
    }

    pub fn sessions(&self) -> &[Named] {
        &self.0.1
    }

    /// Whether it answers this question.
    pub fn is_of(&self, key: &str) -> bool {
        self.0.2 == key
    }

    /// For writers of sections.
    pub fn told(&self) -> crate::report::comparison::Compared<'_> {
        crate::report::comparison::Compared { sessions: self.sessions(), study: &self.0.0.study }
    }
}

/// What is compared.
#[derive(Clone, PartialEq)]
pub struct Of {
    /// None while it is not known, or while there is nothing to compare.
    pub guests: Option<Guests>,
    /// The question in one text: figures in it need not be equal to themselves.
    pub key: String,
    /// Rises when it is asked again.
    pub again: u32,
}

/// Asks whenever what it depends on changes; what ran before is given up, its answer stays until the next one comes. The
/// callback gives it up.
#[hook]
pub fn use_comparison(of: Of, asked: Asked) -> (State, Option<Answer>, Callback<()>) {
    let cx = use_cx();
    let state = use_state_eq(State::default);
    let answer = use_state_eq(|| Option::<Answer>::None);
    let running: Rc<RefCell<Option<Guard>>> = use_mut_ref(|| None);
    {
        let (state, answer, running) = (state.setter(), answer.setter(), Rc::clone(&running));
        use_effect_with(of, move |of| {
            if let Some(guests) = of.guests.clone() {
                let key = of.key.clone();
                state.set(State::Running { share: None });
                *running.borrow_mut() = Some(guarded(async move {
                    let tell = state.clone();
                    let progress = move |p: &crate::protocol::Progress| {
                        tell.set(State::Running { share: p.fraction() });
                    };
                    match compare(&cx, &guests.0, &asked, progress).await {
                        Ok(compared) => {
                            let took_ms = compared.took_ms;
                            answer.set(Some(Answer(Rc::new((compared, named(&guests), key)))));
                            state.set(State::Done { took_ms });
                        }
                        Err(AppError::Cancelled) => {}
                        Err(error) => state.set(State::Failed(error)),
                    }
                }));
            } else {
                answer.set(None);
                state.set(State::Idle);
            }
            move || drop(running.borrow_mut().take())
        });
    }
    let stop = {
        let state = state.setter();
        Callback::from(move |()| {
            drop(running.borrow_mut().take());
            state.set(State::Cancelled);
        })
    };
    ((*state).clone(), (*answer).clone(), stop)
}

fn named(guests: &Guests) -> Vec<Named> {
    let name =
        |guest: &Guest| Named { id: guest.open.record.id.clone(), name: guest.open.record.name.clone() };
    guests.0.iter().map(name).collect()
}
