//! Telling any number of listeners, without a framework.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

type Listeners<T> = RefCell<Vec<(u64, Rc<dyn Fn(&T)>)>>;

/// A place to subscribe to; cloning gives another handle to the same place.
pub struct PubSub<T> {
    listeners: Rc<Listeners<T>>,
    next: Rc<std::cell::Cell<u64>>,
}

impl<T> Clone for PubSub<T> {
    fn clone(&self) -> Self {
        Self { listeners: Rc::clone(&self.listeners), next: Rc::clone(&self.next) }
    }
}

impl<T> Default for PubSub<T> {
    fn default() -> Self {
        Self { listeners: Rc::default(), next: Rc::default() }
    }
}

/// Two handles are equal when they are of the same place.
impl<T> PartialEq for PubSub<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.listeners, &other.listeners)
    }
}

impl<T: 'static> PubSub<T> {
    /// Nobody listens yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Listens until the subscription is dropped.
    pub fn subscribe(&self, listener: impl Fn(&T) + 'static) -> Subscription {
        let id = self.next.get();
        self.next.set(id + 1);
        self.listeners.borrow_mut().push((id, Rc::new(listener)));
        let listeners: Weak<Listeners<T>> = Rc::downgrade(&self.listeners);
        Subscription {
            end: Some(Box::new(move || {
                if let Some(listeners) = listeners.upgrade() {
                    listeners.borrow_mut().retain(|(other, _)| *other != id);
                }
            })),
        }
    }

    /// Tells everybody, in the order of subscription. A listener may subscribe, end subscriptions or emit; one that
    /// is added meanwhile hears of the next event, one that ended meanwhile hears no more.
    pub fn emit(&self, event: &T) {
        let listeners = self.listeners.borrow().clone();
        for (id, listener) in listeners {
            let still_there = self.listeners.borrow().iter().any(|(other, _)| *other == id);
            if still_there {
                listener(event);
            }
        }
    }

    /// How many listen.
    pub fn listeners(&self) -> usize {
        self.listeners.borrow().len()
    }
}

/// Dropping it ends the listening.
#[must_use = "dropping the subscription ends it"]
pub struct Subscription {
    end: Option<Box<dyn FnOnce()>>,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            end();
        }
    }
}
