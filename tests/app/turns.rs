//! One after the other, in the order of coming.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use fueltune_analyzer::app::turns::{Turn, Turns};

type Waits = Pin<Box<dyn Future<Output = Turn>>>;

fn waits(turns: &Turns) -> Waits {
    let turns = turns.clone();
    Box::pin(async move { turns.turn().await })
}

/// The turn, if it has come.
fn poll(waits: &mut Waits) -> Option<Turn> {
    match waits.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(turn) => Some(turn),
        Poll::Pending => None,
    }
}

#[test]
fn one_has_its_turn_and_the_others_wait_in_the_order_of_coming() {
    let turns = Turns::default();
    let (mut a, mut b, mut c) = (waits(&turns), waits(&turns), waits(&turns));
    let first = poll(&mut a).expect("nobody is before it");
    assert!(poll(&mut b).is_none() && poll(&mut c).is_none());
    drop(first);
    assert!(poll(&mut c).is_none(), "b came before");
    let second = poll(&mut b).expect("a is through");
    assert!(poll(&mut c).is_none());
    drop(second);
    drop(poll(&mut c).expect("b is through"));
    assert!(poll(&mut waits(&turns)).is_some(), "nobody is left");
}

#[test]
fn who_gives_up_stands_in_nobodys_way() {
    let turns = Turns::default();
    let (mut a, mut b, mut c, mut d) = (waits(&turns), waits(&turns), waits(&turns), waits(&turns));
    let first = poll(&mut a).expect("nobody is before it");
    assert!(poll(&mut b).is_none() && poll(&mut c).is_none() && poll(&mut d).is_none());
    // One leaves the line, the next one leaves it when it has just been called.
    drop(b);
    drop(first);
    drop(c);
    assert!(poll(&mut d).is_some());
}

#[test]
fn everyone_in_a_long_line_has_a_turn_once_and_in_order() {
    let turns = Turns::default();
    let first = poll(&mut waits(&turns)).expect("nobody is before it");
    let mut line: Vec<(usize, Waits)> = (0..50).map(|i| (i, waits(&turns))).collect();
    assert!(line.iter_mut().rev().all(|(_, one)| poll(one).is_none()), "the last one asks first");
    drop(first);
    let mut served = Vec::new();
    while let Some(at) = line.iter_mut().position(|(_, one)| poll(one).is_some()) {
        // Its turn was over at once.
        served.push(line.remove(at).0);
    }
    assert_eq!(served, (0..50).rev().collect::<Vec<_>>());
    assert!(line.is_empty());
}
