//! Undo and redo.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::edit::{Applied, Change, Command, Refusal, StepKey, apply};
use super::model::{MapInfo, MapTable};

/// Steps a history keeps at most.
pub const MAX_STEPS: usize = 2_000;
/// Figures all steps of a history keep at most; beyond that the oldest steps go.
pub const MAX_FIGURES: usize = 1 << 20;

/// What one gesture (a drag, a key held down, a slider) is told by: any number, the same one as long as it lasts.
pub type Gesture = u64;

/// One step that can be taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub key: StepKey,
    /// Cells it changed.
    pub cells: u32,
    change: Change,
}

/// A table with everything done to it. It can be kept and read back with its undo and redo; a gesture ends at that.
///
/// Steps never change once they are made, so histories share them: a clone costs the table and no step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct History {
    table: MapTable,
    past: Rc<Vec<Rc<Step>>>,
    future: Rc<Vec<Rc<Step>>>,
    #[serde(skip)]
    gesture: Option<Gesture>,
}

impl History {
    /// A table nothing has been done to.
    pub fn new(table: MapTable) -> Self {
        Self { table, past: Rc::default(), future: Rc::default(), gesture: None }
    }

    /// The table as it is now.
    pub fn table(&self) -> &MapTable {
        &self.table
    }

    /// What has been done, oldest first.
    pub fn past(&self) -> &[Rc<Step>] {
        &self.past
    }

    /// What was taken back and can be done again, next first.
    pub fn future(&self) -> impl Iterator<Item = &Step> {
        self.future.iter().rev().map(Rc::as_ref)
    }

    /// The same with another name, kind or note: that is no step, and taking steps back leaves it as it is now.
    #[must_use]
    pub fn called(&self, info: &MapInfo) -> Self {
        let mut history = self.clone();
        history.table.info.clone_from(info);
        history
    }

    /// Does a command. What was taken back is gone then. With the gesture of the step before it becomes part of that
    /// step; without a gesture, or with another one, it is a step of its own. A command that changes nothing makes none.
    pub fn apply(&mut self, command: &Command, gesture: Option<Gesture>) -> Result<Applied, Refusal> {
        let applied = apply(&self.table, command)?;
        if let Some(change) = &applied.change {
            let goes_on = gesture.is_some() && gesture == self.gesture && self.future.is_empty();
            self.table.clone_from(&applied.table);
            self.future = Rc::default();
            self.gesture = gesture;
            let past = Rc::make_mut(&mut self.past);
            if let Some(step) = past.pop_if(|_| goes_on) {
                self.go_on(&step, change, applied.key);
            } else {
                let (key, cells) = (applied.key, applied.changed);
                past.push(Rc::new(Step { key, cells, change: change.clone() }));
            }
            self.drop_oldest();
        }
        Ok(applied)
    }

    /// Ends a gesture: what comes next is a step of its own.
    pub fn end_gesture(&mut self) {
        self.gesture = None;
    }

    /// Takes the last step back; its name, or `None` where there is none.
    pub fn undo(&mut self) -> Option<StepKey> {
        let step = popped(&mut self.past)?;
        self.gesture = None;
        let key = step.key;
        // A step that fits no longer (a draft that was tampered with) is dropped.
        let table = step.change.undone(&self.table)?;
        self.put(table);
        Rc::make_mut(&mut self.future).push(step);
        Some(key)
    }

    /// Does the step again that was taken back last.
    pub fn redo(&mut self) -> Option<StepKey> {
        let step = popped(&mut self.future)?;
        self.gesture = None;
        let key = step.key;
        let table = step.change.redone(&self.table)?;
        self.put(table);
        Rc::make_mut(&mut self.past).push(step);
        Some(key)
    }

    /// Whether `next`, one step further or back, has a restored version on the other side of that step: the table stands
    /// on another version there.
    pub fn is_over_restore(&self, next: &History) -> bool {
        // A step that is taken back, or done again, stays the very same one.
        let restored = |from: &[Rc<Step>], to: &[Rc<Step>]| match (from.last(), to.last()) {
            (Some(from), Some(to)) => Rc::ptr_eq(from, to) && from.key == StepKey::Restore,
            _ => false,
        };
        restored(&self.past, &next.future) || restored(&self.future, &next.past)
    }

    /// What the table is called is no part of any step.
    fn put(&mut self, table: MapTable) {
        let info = std::mem::replace(&mut self.table, table).info;
        self.table.info = info;
    }

    /// A step and what the same gesture did next become one.
    fn go_on(&mut self, step: &Step, change: &Change, key: StepKey) {
        let Some(change) = step.change.followed_by(change, &self.table) else {
            // Both together changed nothing: the gesture came back to where it began.
            return;
        };
        let cells = match &change {
            Change::Cells { before, after, .. } => {
                before.iter().zip(after).filter(|(a, b)| a != b).count() as u32
            }
            _ => step.cells,
        };
        Rc::make_mut(&mut self.past).push(Rc::new(Step { key, cells, change }));
    }

    fn drop_oldest(&mut self) {
        let mut figures: usize = self.past.iter().map(|step| step.change.size()).sum();
        let mut gone = 0;
        // The last step stays whatever its size.
        while gone + 1 < self.past.len() && (self.past.len() - gone > MAX_STEPS || figures > MAX_FIGURES) {
            figures -= self.past[gone].change.size();
            gone += 1;
        }
        if gone > 0 {
            Rc::make_mut(&mut self.past).drain(..gone);
        }
    }
}

fn popped(steps: &mut Rc<Vec<Rc<Step>>>) -> Option<Rc<Step>> {
    if steps.is_empty() { None } else { Rc::make_mut(steps).pop() }
}
