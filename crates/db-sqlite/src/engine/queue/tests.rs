//! Turns and bounds.

use super::{Key, Queue};
use db::Error;

fn key(name: &str) -> Key {
    Key::Role(name.into())
}

fn queue(items: &[(&str, u32)]) -> Queue<u32> {
    let queue = Queue::new(100, 1);
    for (caller, item) in items {
        queue.push(key(caller), *item).unwrap();
    }
    queue
}

/// The order in which items are given out when each is done at once.
fn check(items: &[(&str, u32)], expected: &[u32]) {
    let queue = queue(items);
    let mut given = Vec::new();
    while let Some((key, item)) = queue.try_pop() {
        given.push(item);
        queue.done(&key);
    }
    assert_eq!(given, expected);
}

#[test]
fn one_caller_is_served_in_order() {
    check(&[("a", 1), ("a", 2), ("a", 3)], &[1, 2, 3]);
}

#[test]
fn callers_take_turns() {
    check(&[("a", 1), ("a", 2), ("a", 3), ("b", 4), ("c", 5)], &[1, 4, 5, 2, 3]);
}

#[test]
fn a_caller_who_has_enough_running_waits_for_its_own() {
    let queue = queue(&[("a", 1), ("a", 2), ("b", 3)]);
    let (first, _) = queue.try_pop().unwrap();
    let (second, item) = queue.try_pop().unwrap();
    assert_eq!((second.clone(), item), (key("b"), 3));
    assert!(queue.try_pop().is_none());
    queue.done(&first);
    assert_eq!(queue.try_pop().map(|(_, item)| item), Some(2));
}

#[test]
fn it_is_bounded_and_one_caller_has_at_most_half() {
    let queue = Queue::new(4, 1);
    queue.push(key("a"), 1).unwrap();
    queue.push(key("a"), 2).unwrap();
    assert_eq!(queue.push(key("a"), 3), Err(Error::Busy));
    queue.push(key("b"), 4).unwrap();
    queue.push(key("c"), 5).unwrap();
    assert_eq!(queue.push(key("d"), 6), Err(Error::Busy));
}

#[test]
fn a_closed_queue_gives_out_what_it_has_and_takes_nothing() {
    let queue = queue(&[("a", 1)]);
    queue.close();
    assert!(matches!(queue.push(key("b"), 2), Err(Error::Unavailable(_))));
    assert_eq!(queue.pop().map(|(_, item)| item), Some(1));
    assert_eq!(queue.pop(), None);
}
