//! What is on screen, and what events have made of it since.

use std::ops::Deref;
use std::rc::Rc;

use yew::Callback;

use crate::app::maps::words::Words;
use crate::app::maps::{Drag, DragMode, Entry, EntryProblem, Order, PasteChoices, Selection, TablePrefs};
use crate::engine::tables::{Gesture, History, PasteHow, Side};

/// Rows that a page holds where the grid has not told yet.
const PAGE: usize = 10;

/// Something shared that is equal when it is the same one: comparing what is in it would cost more than drawing it.
pub struct Same<T>(pub Rc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// What is open above the editor.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Opened {
    #[default]
    Nothing,
    /// With the text that came, and how it is to be pasted.
    Paste(String, PasteHow),
    Axis(Side),
}

/// What the last command came to, if there is something to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    Refused(String),
    Said(String),
}

/// What was copied here last; pasted again it raises no question.
#[derive(Clone, Debug, PartialEq)]
pub struct Copied {
    pub text: String,
    pub descending: bool,
}

/// What is on screen, and what events have made of it since.
pub struct Live {
    pub history: Rc<History>,
    /// The history that the page gave last.
    pub(super) given: Rc<History>,
    pub selection: Selection,
    pub entry: Option<Entry>,
    pub entry_problem: Option<EntryProblem>,
    pub note: Option<Note>,
    pub opened: Opened,
    pub drag: Drag,
    pub mode: DragMode,
    pub zoom: f64,
    /// Raised when the active cell is to get the browser's focus.
    pub grab: u32,
    pub page: usize,
    pub prefs: TablePrefs,
    pub words: Words,
    pub operating_point: Option<(f64, f64)>,
    pub(super) gesture: Gesture,
    pub(super) copied: Option<Copied>,
    pub(super) onhistory: Callback<Rc<History>>,
}

impl Live {
    /// As an editor begins.
    pub(super) fn begin(given: &Given) -> Self {
        let order = Order::of(given.history.table(), given.prefs.descending, given.prefs.unused);
        Self {
            selection: Selection::first(&order),
            given: Rc::clone(&given.history),
            history: Rc::clone(&given.history),
            entry: None,
            entry_problem: None,
            note: None,
            opened: Opened::Nothing,
            drag: Drag::default(),
            mode: DragMode::default(),
            zoom: 1.0,
            grab: 0,
            page: PAGE,
            prefs: given.prefs,
            words: given.words.clone(),
            operating_point: given.operating_point,
            gesture: 0,
            copied: None,
            onhistory: given.onhistory.clone(),
        }
    }

    /// With what the page gives at a drawing.
    pub(super) fn take(&mut self, given: Given) {
        if !Rc::ptr_eq(&self.given, &given.history) {
            self.given = Rc::clone(&given.history);
            // What the page gives back is what it got; anything else (a snapshot restored) counts from now on.
            self.history = given.history;
        }
        self.onhistory = given.onhistory;
        self.prefs = given.prefs;
        self.words = given.words;
        self.operating_point = given.operating_point;
        let order = self.order();
        self.selection = self.selection.within(self.history.table(), &order);
    }

    /// In which order rows and columns are shown.
    pub fn order(&self) -> Order {
        Order::of(self.history.table(), self.prefs.descending, self.prefs.unused)
    }

    /// How a text is pasted unless the user says otherwise.
    pub fn usual_paste(&self) -> PasteChoices {
        PasteChoices {
            how: PasteHow::Replace,
            mark: None,
            headed: None,
            descending: self.prefs.descending,
            turned: false,
            onto: None,
            unit: None,
        }
    }
}

/// What the page gives at each drawing.
pub struct Given {
    pub history: Rc<History>,
    pub onhistory: Callback<Rc<History>>,
    pub prefs: TablePrefs,
    pub words: Words,
    pub operating_point: Option<(f64, f64)>,
}
