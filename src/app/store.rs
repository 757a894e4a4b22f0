//! A shared, observable state cell. Every change is an action; who listens chooses what to listen to.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// State that changes by actions only.
pub trait Reduce: Sized {
    type Action;

    /// The state after an action. Returning the same `Rc` means that nothing changed and nobody is told.
    fn reduce(self: Rc<Self>, action: Self::Action) -> Rc<Self>;
}

type Listener<S> = Rc<dyn Fn(&Rc<S>)>;

struct Inner<S> {
    state: RefCell<Rc<S>>,
    listeners: RefCell<Vec<(u64, Listener<S>)>>,
    next_id: Cell<u64>,
}

/// Handle of a state. Cloning clones the handle; equality is identity.
pub struct Store<S>(Rc<Inner<S>>);

impl<S> Clone for Store<S> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<S> PartialEq for Store<S> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<S> Store<S> {
    pub fn new(state: S) -> Self {
        Self(Rc::new(Inner {
            state: RefCell::new(Rc::new(state)),
            listeners: RefCell::new(Vec::new()),
            next_id: Cell::new(0),
        }))
    }

    /// The state as it is now.
    pub fn get(&self) -> Rc<S> {
        Rc::clone(&self.0.state.borrow())
    }

    /// Puts another state in place and tells the listeners.
    pub fn set(&self, state: impl Into<Rc<S>>) {
        let state = state.into();
        if Rc::ptr_eq(&state, &self.0.state.borrow()) {
            return;
        }
        *self.0.state.borrow_mut() = Rc::clone(&state);
        // A snapshot: a listener may subscribe, unsubscribe or dispatch.
        let listeners = self.0.listeners.borrow().clone();
        for (id, listener) in listeners {
            let alive = self.0.listeners.borrow().iter().any(|(other, _)| *other == id);
            if alive {
                listener(&state);
            }
        }
    }

    /// Tells `listener` every later state, as long as the subscription lives.
    pub fn subscribe(&self, listener: impl Fn(&Rc<S>) + 'static) -> Subscription
    where
        S: 'static,
    {
        let id = self.0.next_id.get();
        self.0.next_id.set(id + 1);
        self.0.listeners.borrow_mut().push((id, Rc::new(listener)));
        let inner: Weak<Inner<S>> = Rc::downgrade(&self.0);
        Subscription {
            cancel: Some(Box::new(move || {
                if let Some(inner) = inner.upgrade() {
                    inner.listeners.borrow_mut().retain(|(other, _)| *other != id);
                }
            })),
        }
    }
}

impl<S: Reduce> Store<S> {
    /// Applies an action.
    pub fn dispatch(&self, action: S::Action) {
        let next = self.get().reduce(action);
        self.set(next);
    }
}

/// Ends when it is dropped.
#[must_use = "dropping the subscription ends it"]
pub struct Subscription {
    cancel: Option<Box<dyn FnOnce()>>,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(cancel) = self.cancel.take() {
            cancel();
        }
    }
}
