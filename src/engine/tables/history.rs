//! Undo and redo.

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct History {
    table: MapTable,
    past: Vec<Step>,
    future: Vec<Step>,
    #[serde(skip)]
    gesture: Option<Gesture>,
}

impl History {
    /// A table nothing has been done to.
    pub fn new(table: MapTable) -> Self {
        Self { table, past: Vec::new(), future: Vec::new(), gesture: None }
    }

    /// The table as it is now.
    pub fn table(&self) -> &MapTable {
        &self.table
    }

    /// What has been done, oldest first.
    pub fn past(&self) -> &[Step] {
        &self.past
    }

    /// What was taken back and can be done again, next first.
    pub fn future(&self) -> impl Iterator<Item = &Step> {
        self.future.iter().rev()
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
            self.future.clear();
            self.gesture = gesture;
            match self.past.pop() {
                Some(step) if goes_on => self.go_on(&step, change, applied.key),
                step => {
                    self.past.extend(step);
                    let (key, cells) = (applied.key, applied.changed);
                    self.past.push(Step { key, cells, change: change.clone() });
                }
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
        let step = self.past.pop()?;
        self.gesture = None;
        let key = step.key;
        // A step that fits no longer (a draft that was tampered with) is dropped.
        let table = step.change.undone(&self.table)?;
        self.put(table);
        self.future.push(step);
        Some(key)
    }

    /// Does the step again that was taken back last.
    pub fn redo(&mut self) -> Option<StepKey> {
        let step = self.future.pop()?;
        self.gesture = None;
        let key = step.key;
        let table = step.change.redone(&self.table)?;
        self.put(table);
        self.past.push(step);
        Some(key)
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
        self.past.push(Step { key, cells, change });
    }

    fn drop_oldest(&mut self) {
        let mut figures: usize = self.past.iter().map(|step| step.change.size()).sum();
        let mut gone = 0;
        // The last step stays whatever its size.
        while gone + 1 < self.past.len() && (self.past.len() - gone > MAX_STEPS || figures > MAX_FIGURES) {
            figures -= self.past[gone].change.size();
            gone += 1;
        }
        self.past.drain(..gone);
    }
}
