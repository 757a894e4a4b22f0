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

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_dropped_subscription_hears_no_more() {
        let place = PubSub::<u32>::new();
        let sum = Rc::new(Cell::new(0));
        let heard = Rc::clone(&sum);
        let subscription = place.subscribe(move |n| heard.set(heard.get() + n));
        place.emit(&2);
        drop(subscription);
        place.emit(&40);
        assert_eq!((sum.get(), place.listeners()), (2, 0));
    }

    #[test]
    fn a_listener_may_end_another_while_it_is_told() {
        let place = PubSub::<()>::new();
        let other: Rc<RefCell<Option<Subscription>>> = Rc::default();
        let heard = Rc::new(Cell::new(0));
        let first = {
            let other = Rc::clone(&other);
            place.subscribe(move |()| drop(other.borrow_mut().take()))
        };
        let second = {
            let heard = Rc::clone(&heard);
            place.subscribe(move |()| heard.set(heard.get() + 1))
        };
        *other.borrow_mut() = Some(second);
        place.emit(&());
        assert_eq!(heard.get(), 0);
        drop(first);
    }
}
