//! The grid's cells: fetched block by block from the worker, kept while they are near.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use yew::Callback;

use crate::app::cx::AppCx;
use crate::app::data_grid::blocks::{BlockId, Blocks, columns_of, covering, locate, rows_of};
use crate::app::error::AppError;
use crate::app::services::view::ask;
use crate::engine::channels::ChannelKey;
use crate::engine::view::{GridCell, GridRows};
use crate::protocol::{Grid, GridFrom, MAX_GRID_ROWS};
use crate::ui::hooks::{Guard, guarded};

/// Rows that were asked for, and what is here of them. Equal when it is the same one.
pub struct Source {
    cx: AppCx,
    session: String,
    keys: Vec<ChannelKey>,
    filter: Option<String>,
    total: Cell<Option<usize>>,
    blocks: RefCell<Blocks<GridRows>>,
    pending: RefCell<BTreeMap<BlockId, Guard>>,
    error: RefCell<Option<AppError>>,
    changed: Callback<()>,
}

impl Source {
    /// Rows of a session, all or those at which a condition is true. `changed` is told when something came.
    pub fn new(
        cx: &AppCx,
        session: &str,
        keys: Vec<ChannelKey>,
        filter: Option<String>,
        changed: Callback<()>,
    ) -> Self {
        Self {
            cx: cx.clone(),
            session: session.to_owned(),
            keys,
            filter,
            total: Cell::new(None),
            blocks: RefCell::default(),
            pending: RefCell::default(),
            error: RefCell::default(),
            changed,
        }
    }

    /// Number of rows, once it is known.
    pub fn total(&self) -> Option<usize> {
        self.total.get()
    }

    pub fn error(&self) -> Option<AppError> {
        self.error.borrow().clone()
    }

    /// A cell, if it is here.
    pub fn cell(&self, row: usize, column: usize) -> Option<GridCell> {
        let (id, r, c) = locate(row, column);
        let blocks = self.blocks.borrow();
        let block = blocks.get(id)?;
        (c < block.columns.len()).then(|| block.cells.get(r * block.columns.len() + c).copied()).flatten()
    }

    /// Number in the log and time of a row, if it is here.
    pub fn row(&self, row: usize, near_column: usize) -> Option<(u32, f64)> {
        let (id, r, _) = locate(row, near_column);
        let blocks = self.blocks.borrow();
        let block = blocks.get(id)?;
        Some((*block.rows.get(r)?, *block.times.get(r)?))
    }

    /// Asks for what is missing of a part of the grid and gives up what is no longer wanted.
    pub fn want(self: &Rc<Self>, rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) {
        let ids = covering(rows, columns);
        self.pending.borrow_mut().retain(|id, _| ids.contains(id));
        let missing = self.blocks.borrow_mut().missing(&ids);
        for id in missing {
            if !self.pending.borrow().contains_key(&id) {
                let guard = guarded(Rc::clone(self).fetch(id));
                self.pending.borrow_mut().insert(id, guard);
            }
        }
    }

    async fn fetch(self: Rc<Self>, id: BlockId) {
        let columns = columns_of(id, self.keys.len());
        let rows = rows_of(id, usize::MAX);
        let question =
            self.question(GridFrom::Place(rows.start as u32), rows.len() as u32, self.keys[columns].to_vec());
        match ask(&self.cx, question).await {
            Ok(answer) => {
                self.total.set(Some(answer.value.rows.total as usize));
                self.blocks.borrow_mut().put(id, answer.value.rows);
                *self.error.borrow_mut() = None;
            }
            Err(AppError::Cancelled) => return,
            Err(error) => *self.error.borrow_mut() = Some(error),
        }
        self.changed.emit(());
    }

    fn question(&self, from: GridFrom, count: u32, columns: Vec<ChannelKey>) -> Grid {
        Grid { session: self.session.clone(), columns, filter: self.filter.clone(), from, count }
    }

    /// The place of the first row at or after a moment.
    pub async fn place_of(&self, t: f64) -> Result<usize, AppError> {
        let columns = self.keys.iter().take(1).cloned().collect();
        let answer = ask(&self.cx, self.question(GridFrom::Time(t), 1, columns)).await?;
        Ok(answer.value.rows.first as usize)
    }

    /// Rows of some columns, however many there are.
    pub async fn read(
        &self,
        rows: std::ops::RangeInclusive<usize>,
        columns: std::ops::RangeInclusive<usize>,
        mut take: impl FnMut(f64, &[GridCell]),
    ) -> Result<(), AppError> {
        let keys: Vec<ChannelKey> = self.keys[columns].to_vec();
        let width = keys.len();
        let mut next = *rows.start();
        while next <= *rows.end() {
            let count = (rows.end() + 1 - next).min(MAX_GRID_ROWS as usize) as u32;
            let question = self.question(GridFrom::Place(next as u32), count, keys.clone());
            let found = ask(&self.cx, question).await?.value.rows;
            if found.times.is_empty() {
                return Ok(());
            }
            for (t, cells) in found.times.iter().zip(found.cells.chunks(width.max(1))) {
                take(*t, cells);
            }
            next += found.times.len();
        }
        Ok(())
    }
}
