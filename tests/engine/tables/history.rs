//! Undo, redo, gestures.

use fueltune_analyzer::engine::tables::surface::Method;
use fueltune_analyzer::engine::tables::{
    Area, Cell, Command, For, History, MAX_STEPS, MapInfo, Refusal, Side, StepKey, Template, WorkedOut,
    template,
};
use fueltune_analyzer::engine::tune::TableKind;
use proptest::prelude::*;

use super::edits::commands;
use super::{area, small, tables};
use crate::sample_logs::cases;

fn add(by: f64) -> Command {
    Command::Add { area: area((0, 0), (0, 1)), by }
}

#[test]
fn steps_are_named_and_taken_back_in_order() {
    let mut history = History::new(small());
    history.apply(&add(1.0), None).unwrap();
    let insert = Command::InsertPoint { side: Side::Y, at: 3000.0, method: Method::Linear };
    history.apply(&insert, None).unwrap();
    let edited = history.table().clone();
    let names: Vec<StepKey> = history.past().iter().map(|s| s.key).collect();
    assert_eq!(names, [StepKey::Add, StepKey::InsertPoint]);
    assert_eq!(history.past()[0].cells, 2);
    assert_eq!(history.undo(), Some(StepKey::InsertPoint));
    assert_eq!(history.undo(), Some(StepKey::Add));
    assert_eq!((history.undo(), history.table()), (None, &small()));
    assert_eq!(history.future().map(|s| s.key).collect::<Vec<_>>(), names);
    assert_eq!(
        (history.redo(), history.redo(), history.redo()),
        (Some(StepKey::Add), Some(StepKey::InsertPoint), None)
    );
    assert_eq!(history.table(), &edited);
}

#[test]
fn what_was_worked_out_is_not_called_as_what_was_drawn() {
    let cells = || vec![(Cell::at(0, 0), 3.0)];
    let mut history = History::new(small());
    history.apply(&Command::SetCells { cells: cells() }, None).unwrap();
    let drawn = history.table().clone();
    for (from, key) in [(WorkedOut::Calculation, StepKey::Calculate), (WorkedOut::Merge, StepKey::Merge)] {
        let mut taken = History::new(small());
        taken.apply(&Command::Take { cells: cells(), from }, None).unwrap();
        assert_eq!((taken.undo(), taken.redo()), (Some(key), Some(key)));
        assert_eq!(taken.table(), &drawn, "the cells are the same");
    }
    assert_eq!(history.undo(), Some(StepKey::SetCells));
}

#[test]
fn a_new_step_forgets_what_was_taken_back() {
    let mut history = History::new(small());
    history.apply(&add(1.0), None).unwrap();
    history.undo();
    history.apply(&add(2.0), None).unwrap();
    assert_eq!((history.redo(), history.past().len()), (None, 1));
}

#[test]
fn a_gesture_is_one_step() {
    let mut history = History::new(small());
    for i in 0..10 {
        let moved = Command::Add { area: Area::cell(Cell::at(0, i % 4)), by: 0.5 };
        history.apply(&moved, Some(7)).unwrap();
    }
    assert_eq!((history.past().len(), history.past()[0].cells), (1, 4));
    history.apply(&add(1.0), Some(8)).unwrap();
    assert_eq!(history.past().len(), 2, "another gesture is another step");
    history.end_gesture();
    history.apply(&add(1.0), Some(8)).unwrap();
    assert_eq!(history.past().len(), 3, "so is the same one after its end");
    for _ in 0..3 {
        history.undo();
    }
    assert_eq!(history.table(), &small());
}

#[test]
fn a_gesture_that_comes_back_leaves_no_step() {
    let mut history = History::new(small());
    history.apply(&add(1.0), Some(1)).unwrap();
    history.apply(&add(-1.0), Some(1)).unwrap();
    assert_eq!((history.past().len(), history.table()), (0, &small()));
}

#[test]
fn what_is_refused_or_changes_nothing_is_no_step() {
    let mut history = History::new(small());
    history.apply(&add(1.0), None).unwrap();
    history.undo();
    let refused = history.apply(&add(f64::NAN), None);
    assert_eq!(refused, Err(Refusal::NotFinite));
    assert!(history.apply(&add(0.0), None).unwrap().change.is_none());
    assert_eq!(history.future().count(), 1, "what was taken back is still there");
}

#[test]
fn a_history_survives_a_reload() {
    let mut history = History::new(small());
    history.apply(&add(1.0), Some(3)).unwrap();
    history.apply(&Command::Lock { area: area((0, 0), (0, 0)), locked: true }, None).unwrap();
    history.apply(&add(1.0), None).unwrap();
    history.undo();
    let mut back: History = serde_json::from_str(&serde_json::to_string(&history).unwrap()).unwrap();
    let bytes = postcard::to_stdvec(&history).unwrap();
    assert_eq!(postcard::from_bytes::<History>(&bytes).unwrap().table(), history.table());
    assert_eq!(back.redo(), Some(StepKey::Add));
    assert_eq!(back.undo(), history.redo().map(|_| StepKey::Add));
    assert_eq!((back.undo(), back.undo()), (Some(StepKey::Lock), Some(StepKey::Add)));
    assert_eq!(back.table(), &small());
}

#[test]
fn a_clone_shares_every_step() {
    let mut history = History::new(small());
    for _ in 0..50 {
        history.apply(&add(1.0), None).unwrap();
    }
    let copy = history.clone();
    assert_eq!(history.past().as_ptr(), copy.past().as_ptr(), "not even the list of them is copied");
    history.apply(&add(1.0), None).unwrap();
    let shared = history.past().iter().zip(copy.past()).filter(|(a, b)| std::rc::Rc::ptr_eq(a, b)).count();
    assert_eq!((shared, copy.past().len()), (50, 50), "what is done to one is not done to the other");
    let mut back = copy.clone();
    back.undo().unwrap();
    assert_eq!((back.future().count(), copy.future().count()), (1, 0));
}

/// What was stored by a release must be read by the next.
#[test]
fn the_stored_form_is_the_one_of_the_first_release() {
    let mut history = History::new(small());
    history.apply(&Command::Add { area: area((0, 0), (0, 0)), by: 1.0 }, None).unwrap();
    history.apply(&Command::Lock { area: area((0, 1), (0, 1)), locked: true }, None).unwrap();
    history.undo().unwrap();
    let stored = serde_json::to_value(&history).unwrap();
    let before = small().cells()[0];
    let area = serde_json::json!({ "row": 0, "column": 0, "rows": 1, "columns": 1 });
    let step = serde_json::json!({
        "key": "Add", "cells": 1, "change": { "Cells": { "area": area, "before": [before], "after": [before + 1.0] } },
    });
    assert_eq!(stored["past"], serde_json::json!([step]));
    let lock = serde_json::json!({ "key": "Lock", "cells": 0, "change": { "Locks": { "before": [], "after": [1] } } });
    assert_eq!(stored["future"], serde_json::json!([lock]));
    let mut keys: Vec<&String> = stored.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["future", "past", "table"]);
    assert_eq!(serde_json::from_value::<History>(stored).unwrap(), history);
    // A calculation was a step like a drag then; such a history is still read.
    let set = serde_json::from_value::<StepKey>(serde_json::json!("SetCells"));
    assert_eq!(set.unwrap(), StepKey::SetCells);
}

#[test]
fn the_oldest_steps_go_when_there_are_too_many() {
    let mut history = History::new(small());
    for i in 0..MAX_STEPS + 5 {
        let value = f64::from(i as u32 % 7) + 1.0;
        let cell = Area::cell(Cell::at(0, 0));
        history.apply(&Command::Set { area: cell, value: value + 0.5 }, None).unwrap();
    }
    assert_eq!(history.past().len(), MAX_STEPS);
    let mut large = History::new(template(Template::MainFuel, "t", For { boosted: true }).unwrap());
    for i in 0..1000 {
        let by = if i % 2 == 0 { 1.0 } else { -1.0 };
        large.apply(&Command::Add { area: large.table().whole(), by }, None).unwrap();
    }
    assert!(large.past().len() > 400, "{} steps of a whole table", large.past().len());
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn undo_takes_back_and_redo_does_again(
        table in tables(),
        commands in prop::collection::vec((commands(), prop::option::of(0u64..3)), 1..12),
    ) {
        let mut history = History::new(table.clone());
        for (command, gesture) in &commands {
            let before = history.table().clone();
            if history.apply(command, *gesture).is_err() {
                prop_assert_eq!(history.table(), &before, "a refused command changes nothing");
            }
        }
        let last = history.table().clone();
        let mut states = vec![last.clone()];
        while history.undo().is_some() {
            states.push(history.table().clone());
        }
        prop_assert_eq!(history.table(), &table);
        let kept = serde_json::to_string(&history).unwrap();
        let mut back: History = serde_json::from_str(&kept).unwrap();
        for state in states.iter().rev() {
            prop_assert_eq!(back.table(), state);
            back.redo();
        }
        prop_assert_eq!(back.table(), &last);
    }
}

#[test]
fn what_a_table_is_called_is_no_step() {
    let mut history = History::new(small());
    let insert = Command::InsertPoint { side: Side::Y, at: 3000.0, method: Method::Linear };
    history.apply(&insert, None).unwrap();
    history.apply(&add(1.0), None).unwrap();
    let info = MapInfo { tags: vec!["dyno".to_owned()], ..MapInfo::new("renamed", TableKind::Ve) };
    let mut renamed = history.called(&info);
    assert_eq!((renamed.past().len(), &renamed.table().info), (2, &info));
    for _ in 0..2 {
        renamed.undo().unwrap();
        assert_eq!(renamed.table().info, info, "taking back a step of the axes leaves the name");
    }
    assert_eq!(renamed.table().cells(), small().cells());
    renamed.redo().unwrap();
    assert_eq!(renamed.table().info, info);
}
