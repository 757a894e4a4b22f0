//! The cells of a table, to be read.

use std::rc::Rc;

use yew::{Callback, Html, Properties, component, html};

use super::TableRef;
use super::grid::{Grid, Shown};
use crate::app::select::{use_i18n, use_units};
use crate::app::tables::{HitsLayer, cell_text};
use crate::engine::tables::{Cell, History, MapTable};
use crate::t;

#[derive(Properties, PartialEq)]
pub struct TableEditorProps {
    /// Table, undo and redo. The editor never changes it in place: it clones, applies, and hands the new one up.
    pub history: Rc<History>,
    /// A changed history (an edit, an undo, a redo, the end of a gesture); the page keeps it and saves the draft.
    pub onhistory: Callback<Rc<History>>,
    /// Laid under the cells on wish: the reference (last snapshot or another table on the same lattice).
    #[prop_or_default]
    pub reference: Option<Rc<MapTable>>,
    /// What a log says per cell: same lattice as the table.
    #[prop_or_default]
    pub hits: Option<Rc<HitsLayer>>,
    /// Asked for when the user wants a cell's samples.
    #[prop_or_default]
    pub oncell: Callback<Cell>,
    /// Where the log's cursor stands, in the table's axes (row position, column position), fractional break-point indices.
    #[prop_or_default]
    pub operating_point: Option<(f64, f64)>,
}

/// See the module.
#[component]
pub fn TableEditor(props: &TableEditorProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let table = Rc::new(props.history.table().clone());
    let lattice = table.lattice();
    let shown = |value: &f64| Shown {
        text: cell_text(&units, &table, *value),
        class: None,
        title: String::new(),
        value: Some(*value),
        state: None,
    };
    let cells: Rc<Vec<Shown>> = Rc::new(lattice.cells.iter().map(shown).collect());
    html! {
        <section class="panel">
            <Grid table={TableRef(table)} {cells} label={t!(i18n, "tables-cells")} testid="table-grid" onpick={props.oncell.clone()} />
        </section>
    }
}
