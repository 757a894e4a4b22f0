//! Short notices: what was done (with undo), what went wrong.

use std::fmt;
use std::rc::Rc;

use super::store::Reduce;
use crate::i18n::Message;

/// How serious a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Info,
    Good,
    Warn,
    Bad,
}

/// What a notice offers to do.
#[derive(Clone)]
pub struct ToastAction {
    pub label: Message,
    pub run: Rc<dyn Fn()>,
}

impl fmt::Debug for ToastAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToastAction").field("label", &self.label).finish_non_exhaustive()
    }
}

impl PartialEq for ToastAction {
    fn eq(&self, other: &Self) -> bool {
        self.label == other.label && Rc::ptr_eq(&self.run, &other.run)
    }
}

/// A notice before it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    pub tone: Tone,
    pub title: Message,
    /// What to do about it.
    pub advice: Option<Message>,
    /// Technical text, folded away.
    pub details: Option<String>,
    pub action: Option<ToastAction>,
    /// Stays until it is closed.
    pub stays: bool,
}

impl Toast {
    pub fn new(tone: Tone, title: Message) -> Self {
        Self { tone, title, advice: None, details: None, action: None, stays: tone == Tone::Bad }
    }

    #[must_use]
    pub fn advice(mut self, advice: Message) -> Self {
        self.advice = Some(advice);
        self
    }

    #[must_use]
    pub fn action(mut self, label: Message, run: impl Fn() + 'static) -> Self {
        self.action = Some(ToastAction { label, run: Rc::new(run) });
        self
    }

    /// Stays until it is closed.
    #[must_use]
    pub fn stays(mut self) -> Self {
        self.stays = true;
        self
    }

    /// Seconds after which it goes by itself; bad news stay until they are closed.
    pub fn lifetime_secs(&self) -> Option<u32> {
        match &self.action {
            _ if self.stays => None,
            Some(_) => Some(10),
            None => Some(5),
        }
    }
}

/// A notice on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownToast {
    pub id: u64,
    pub toast: Toast,
}

/// The notices on screen, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Toasts {
    pub shown: Vec<ShownToast>,
    next_id: u64,
}

impl Toasts {
    /// More would hide the page; the oldest goes.
    pub const MOST: usize = 4;
}

#[derive(Clone, Debug)]
pub enum ToastsAction {
    Show(Toast),
    Dismiss(u64),
    DismissAll,
}

impl Reduce for Toasts {
    type Action = ToastsAction;

    fn reduce(self: Rc<Self>, action: ToastsAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            ToastsAction::Show(toast) => {
                // The same notice again replaces the one on screen instead of piling up.
                next.shown.retain(|old| old.toast.title != toast.title || old.toast.action.is_some());
                next.shown.push(ShownToast { id: next.next_id, toast });
                next.next_id += 1;
                let surplus = next.shown.len().saturating_sub(Self::MOST);
                next.shown.drain(..surplus);
            }
            ToastsAction::Dismiss(id) => {
                if !next.shown.iter().any(|t| t.id == id) {
                    return self;
                }
                next.shown.retain(|t| t.id != id);
            }
            ToastsAction::DismissAll => next.shown.clear(),
        }
        Rc::new(next)
    }
}
