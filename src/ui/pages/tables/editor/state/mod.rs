//! The editor's state and everything that is done to it. Events may come faster than drawings: what they work on is kept
//! here, at once, and drawn afterwards.

mod live;

use std::cell::RefCell;
use std::rc::Rc;

use yew::functional::UseForceUpdateHandle;
use yew::{hook, use_force_update, use_memo};

use self::live::Copied;
pub use self::live::{Given, Live, Note, Opened, Same};
use crate::app::cx::AppCx;
use crate::app::maps::words::{Words, step_key_of};
use crate::app::maps::{
    CopyAs, Editing, Entry, Intent, Outcome, PasteChoices, Selection, TablePrefs, act, copied, plan,
    selection_text,
};
use crate::app::services::files;
use crate::app::settings::SettingsAction;
use crate::engine::tables::{Cell, Command, Gesture, History, PasteHow, Refusal, StepKey};
use crate::t;
use crate::web::{clock, frame, marks, task};

/// Name of the measurement from a key to the painted table.
const MEASURED: &str = "table-edit";

/// A handle to the editor; equality is identity.
#[derive(Clone)]
pub struct Editor(Rc<Inner>);

struct Inner {
    live: RefCell<Live>,
    cx: AppCx,
    update: UseForceUpdateHandle,
}

impl PartialEq for Editor {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The editor of this component, with what the page gives.
#[hook]
pub fn use_editor(cx: AppCx, given: Given) -> Editor {
    let update = use_force_update();
    let editor = {
        let begun = Live::begin(&given);
        use_memo((), move |()| Editor(Rc::new(Inner { live: RefCell::new(begun), cx, update })))
    };
    editor.0.live.borrow_mut().take(given);
    (*editor).clone()
}

impl Editor {
    /// What is on screen.
    pub fn look<T>(&self, look: impl FnOnce(&Live) -> T) -> T {
        look(&self.0.live.borrow())
    }

    /// Changes what is on screen and draws it.
    pub fn change<T>(&self, change: impl FnOnce(&mut Live) -> T) -> T {
        let out = change(&mut self.0.live.borrow_mut());
        self.0.update.force_update();
        out
    }

    /// Changes what nothing on screen shows.
    pub fn keep<T>(&self, change: impl FnOnce(&mut Live) -> T) -> T {
        change(&mut self.0.live.borrow_mut())
    }

    /// The history as it is after every event so far.
    pub fn history(&self) -> Rc<History> {
        Rc::clone(&self.0.live.borrow().history)
    }

    /// Other choices, kept with the settings.
    pub fn prefer(&self, prefs: TablePrefs) {
        self.0.cx.settings.dispatch(SettingsAction::Tables(prefs));
    }

    pub fn select(&self, selection: Selection) {
        self.change(|live| {
            live.selection = selection;
            live.note = None;
        });
    }

    /// Selects and gives the active cell the browser's focus.
    pub fn go_to(&self, selection: Selection) {
        self.change(|live| {
            live.selection = selection;
            live.grab += 1;
        });
    }

    /// Does what a key or a button asks for. `since` is when it was pressed; a key that repeats goes on with the gesture
    /// it began.
    pub fn run(&self, intent: Intent, repeat: bool, since: f64) {
        let outcome = {
            let live = self.0.live.borrow();
            let order = live.order();
            act(
                intent,
                &Editing {
                    table: live.history.table(),
                    selection: live.selection,
                    order: &order,
                    scale: &live.words.cells,
                    tools: live.prefs.tools,
                    page: live.page,
                    operating_point: live.operating_point,
                },
            )
        };
        match outcome {
            Outcome::Select(selection) => self.go_to(selection),
            Outcome::Ask(entry) => self.ask(entry),
            Outcome::Do(command) => {
                let gesture = if repeat { self.same_gesture() } else { self.next_gesture() };
                self.apply(&command, Some(gesture), since);
            }
            Outcome::Undo => self.turn_back(since, History::undo, "table-editor-undone"),
            Outcome::Redo => self.turn_back(since, History::redo, "table-editor-redone"),
            Outcome::Copy => self.copy_selection(),
            Outcome::Paste => self.open(Opened::Paste(String::new(), PasteHow::Replace)),
            Outcome::PasteSpecial => self.open(Opened::Paste(self.own_text(), PasteHow::Add)),
            Outcome::Surface => {
                let prefs = self.look(|live| live.prefs);
                self.prefer(TablePrefs { surface: !prefs.surface, ..prefs });
            }
            Outcome::Nothing => {}
        }
    }

    /// A gesture of its own.
    pub fn next_gesture(&self) -> Gesture {
        let mut live = self.0.live.borrow_mut();
        live.gesture += 1;
        live.gesture
    }

    /// The gesture under way.
    pub fn same_gesture(&self) -> Gesture {
        self.0.live.borrow().gesture
    }

    /// Applies a command; true if the table took it. A refusal is said and nothing changes.
    pub fn apply(&self, command: &Command, gesture: Option<Gesture>, since: f64) -> bool {
        let mut history = (*self.history()).clone();
        match history.apply(command, gesture) {
            Ok(applied) => {
                let said = self.look(|live| said(&live.words, applied.locked, applied.beyond));
                if applied.change.is_some() {
                    self.hand_up(history, said, since);
                } else {
                    self.change(|live| live.note = said);
                }
                true
            }
            Err(refusal) => {
                self.refuse(&refusal);
                false
            }
        }
    }

    fn refuse(&self, refusal: &Refusal) {
        self.change(|live| {
            let text = live.words.refusal(live.history.table(), refusal);
            live.note = Some(Note::Refused(text));
        });
    }

    fn turn_back(&self, since: f64, turn: fn(&mut History) -> Option<StepKey>, key: &str) {
        let mut history = (*self.history()).clone();
        let Some(step) = turn(&mut history) else { return };
        let said = self.look(|live| {
            let name = live.words.i18n.t(&step_key_of(step));
            Note::Said(live.words.i18n.t_args(key, &[("step", name.into())]).into_owned())
        });
        self.hand_up(history, Some(said), since);
    }

    fn hand_up(&self, history: History, note: Option<Note>, since: f64) {
        let history = Rc::new(history);
        let up = self.change(|live| {
            live.history = Rc::clone(&history);
            live.note = note;
            let order = live.order();
            live.selection = live.selection.within(history.table(), &order);
            live.onhistory.clone()
        });
        up.emit(history);
        task::spawn(async move {
            frame::painted().await;
            marks::measure(MEASURED, since, clock::ticks_ms());
        });
    }

    /// Asks for a figure.
    pub fn ask(&self, entry: Entry) {
        self.change(|live| {
            live.entry = Some(entry);
            live.entry_problem = None;
        });
    }

    /// The figure as it is typed.
    pub fn typed(&self, text: String) {
        self.change(|live| {
            live.entry_problem = None;
            if let Some(entry) = &mut live.entry {
                entry.text = text;
            }
        });
    }

    /// Puts the typed figure into the selected cells; what is no figure stays and says so.
    pub fn enter(&self, since: f64) {
        let command = self.look(|live| {
            let entry = live.entry.as_ref()?;
            Some(entry.command(live.selection.area(), &live.words.cells))
        });
        match command {
            None => {}
            Some(Err(problem)) => self.change(|live| live.entry_problem = Some(problem)),
            Some(Ok(command)) => {
                let gesture = self.next_gesture();
                if self.apply(&command, Some(gesture), since) {
                    self.leave_entry();
                }
            }
        }
    }

    /// Forgets the typed figure.
    pub fn leave_entry(&self) {
        self.change(|live| {
            live.entry = None;
            live.entry_problem = None;
            live.grab += 1;
        });
    }

    pub fn open(&self, opened: Opened) {
        self.change(|live| live.opened = opened);
    }

    /// Copies the selected cells.
    pub fn copy_selection(&self) {
        let text = {
            let mut live = self.0.live.borrow_mut();
            let text = selection_text(
                live.history.table(),
                live.selection.area(),
                &live.order(),
                &live.words.cells,
                live.prefs.mark(),
            );
            live.copied = Some(Copied { text: text.clone(), descending: live.prefs.descending });
            text
        };
        files::copy_text(&self.0.cx, text);
    }

    /// Copies the whole table.
    pub fn copy_table(&self, copy: CopyAs) {
        let text =
            self.look(|live| copied(live.history.table(), copy, live.prefs.mark(), live.prefs.decimals));
        files::copy_text(&self.0.cx, text);
    }

    fn own_text(&self) -> String {
        self.look(|live| live.copied.as_ref().map(|c| c.text.clone()).unwrap_or_default())
    }

    /// A text came. What was copied here goes in at once, anything else is shown before.
    pub fn pasted(&self, text: String) {
        let command = self.look(|live| {
            let copied = live.copied.as_ref().filter(|c| c.text.trim_end() == text.trim_end())?;
            let choices = PasteChoices { descending: copied.descending, ..live.usual_paste() };
            let area = live.selection.area();
            Some(plan(&copied.text, live.history.table(), area, &live.words.cells, &choices))
        });
        match command {
            Some(Ok(plan)) => {
                let gesture = self.next_gesture();
                self.apply(&plan.command, Some(gesture), clock::ticks_ms());
            }
            // What does not fit is explained where other choices can be made.
            Some(Err(_)) | None => self.open(Opened::Paste(text, PasteHow::Replace)),
        }
    }

    /// Says where a cell is, for a caller that goes there.
    pub fn place(&self, cell: Cell) -> String {
        self.look(|live| live.words.place(live.history.table(), cell))
    }
}

/// What a command that was taken has to say besides.
fn said(words: &Words, locked: u32, beyond: u32) -> Option<Note> {
    let text = match (locked, beyond) {
        (0, 0) => return None,
        (0, n) => t!(words.i18n, "table-editor-held", n = n),
        (n, _) => t!(words.i18n, "table-editor-passed-locked", n = n),
    };
    Some(Note::Said(text.into_owned()))
}
