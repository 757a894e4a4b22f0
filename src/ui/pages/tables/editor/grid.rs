//! The grid: its heads, and the cells as keys, pointers and screen readers meet them. What is seen of them is drawn below
//! them; the frame around the selection, the figure that is typed and the log's trail lie above and cost them nothing.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::{
    AttrValue, Html, NodeRef, Properties, classes, component, html, use_callback, use_effect_with, use_memo,
    use_node_ref, use_state_eq,
};

use super::cells::Cells;
use super::entry_box::EntryBox;
use super::input::use_listeners;
use super::overlay::{linked, overlay};
use super::state::{Editor, Same};
use crate::app::maps::words::Words;
use crate::app::maps::{
    CellView, DragMode, Entry, EntryKind, EntryProblem, Order, RowView, Selection, Sheet, covered,
    line_figures,
};
use crate::app::tables::HitsLayer;
use crate::app::toasts::Tone;
use crate::engine::tables::{History, Pointed, Severity};
use crate::t;
use crate::ui::components::feedback::notice;
use crate::web::{dom, global};

#[derive(Properties, PartialEq)]
pub struct GridProps {
    pub editor: Editor,
    /// Begins the ids of its cells.
    pub id: AttrValue,
    pub sheet: Same<Sheet>,
    pub order: Same<Order>,
    pub words: Same<Words>,
    pub history: Same<History>,
    pub label: AttrValue,
    pub selection: Selection,
    pub entry: Option<Entry>,
    pub entry_problem: Option<EntryProblem>,
    /// Raised when the active cell is to get the browser's focus.
    pub grab: u32,
    pub mode: DragMode,
    pub zoom: f64,
    /// Figures of each row and column.
    pub lines: bool,
    pub hits: Option<Same<HitsLayer>>,
    pub operating_point: Option<(f64, f64)>,
    /// Where the active cell of another table is in this one.
    pub pointed: Option<Pointed>,
}

/// What of the selection is on screen: its first row and column, its rows and columns.
type Covered = Option<(usize, usize, usize, usize)>;

/// See the module.
#[component]
pub fn Grid(props: &GridProps) -> Html {
    let (node, cells) = (use_node_ref(), use_node_ref());
    let drawn = use_state_eq(|| true);
    let ondrawn = {
        let drawn = drawn.setter();
        use_callback((), move |is: bool, ()| drawn.set(is))
    };
    use_focus(props);
    use_listeners(&props.editor, &node);
    let frame = covered(props.selection.area(), &props.order.rows, &props.order.columns);
    let style = format!(
        "--n:{};--lines:{};--zoom:{:.3};--ch:{}",
        props.order.columns.len(),
        lines(props),
        props.zoom,
        props.sheet.widest
    );
    let class = classes!(
        "map-grid",
        props.sheet.two_lines.then_some("two-lines"),
        (props.mode != DragMode::Scroll).then_some("grasped"),
        (!*drawn).then_some("undrawn"),
    );
    html! {
        <>
            if !*drawn { { undrawn(&props.words) } }
            <div class="map-box" ref={node} data-testid="table-box">
                <div {class} {style}>
                    <Cells
                        sheet={props.sheet.clone()} order={props.order.clone()} zoom={props.zoom} grid={cells.clone()} {ondrawn}
                    />
                    { rows(props, cells, frame) }
                    { above(props, frame) }
                </div>
            </div>
        </>
    }
}

/// Figures of a row or a column that stand beside it.
const fn lines(props: &GridProps) -> usize {
    if props.lines { line_keys().len() } else { 0 }
}

/// The browser gives no canvas: figures stand there as plain text, see the style.
fn undrawn(words: &Words) -> Html {
    let text = words.i18n.t("table-editor-undrawn");
    notice(Tone::Warn, html! { <span role="alert" data-testid="table-undrawn">{ text }</span> })
}

/// The heads and the elements of the cells.
fn rows(props: &GridProps, node: NodeRef, frame: Covered) -> Html {
    let (words, table, focus) = (&props.words, props.history.table(), props.selection.focus);
    let across = words.corner(table.x(), &words.columns);
    let corner = match table.y() {
        Some(y) => format!("{}\\{across}", words.corner(y, &words.rows)),
        None => across,
    };
    html! {
        <div
            ref={node} role="grid" aria-label={props.label.clone()} aria-multiselectable="true" data-testid="table-grid"
            aria-rowcount={(props.order.rows.len() + 1 + lines(props)).to_string()}
            aria-colcount={(props.order.columns.len() + 1 + lines(props)).to_string()}
        >
            { heads(props, corner) }
            for (i, row) in props.sheet.rows.iter().enumerate() {
                <GridRow
                    key={row.row} id={props.id.clone()} row={Framed(Rc::clone(row))} place={i} curve={table.is_curve()}
                    selected={frame.filter(|f| i >= f.0 && i - f.0 < f.2).map(|f| (f.1, f.3))}
                    focus={(row.row == focus.row).then_some(focus.column)}
                    words={words.clone()} figures={props.lines.then(|| line_texts(props, Ok(row.row)))}
                />
            }
            if props.lines { { column_lines(props) } }
        </div>
    }
}

/// What lies above the cells: the frame of the selection, the log, the cell of another table, the figure that is typed.
fn above(props: &GridProps, frame: Covered) -> Html {
    let (words, focus) = (&props.words, props.selection.focus);
    html! {
        <>
            if let Some((top, left, height, width)) = frame {
                <div
                    class="map-frame" aria-hidden="true"
                    style={format!("--top:{top};--left:{left};--tall:{height};--wide:{width}")}
                />
            }
            { overlay(&props.order, props.hits.as_deref(), props.operating_point) }
            if let Some(pointed) = props.pointed { { linked(&props.order, pointed) } }
            if let Some(entry) = &props.entry {
                <EntryBox
                    editor={props.editor.clone()} entry={entry.clone()} problem={props.entry_problem}
                    place={props.order.place(focus)} label={t!(words.i18n, entry_key(entry.kind))} words={words.clone()}
                />
            }
        </>
    }
}

/// The break points over the columns.
fn heads(props: &GridProps, corner: String) -> Html {
    html! {
        <div class="map-row map-head" role="row" aria-rowindex="1">
            <div class="map-axis map-corner" role="columnheader" aria-colindex="1">
                if corner.is_empty() { <span class="visually-hidden">{ props.words.i18n.t("table-editor-columns") }</span> }
                { corner }
            </div>
            for (i, (column, text, used)) in props.sheet.heads.iter().enumerate() {
                <div
                    key={*column} class={classes!("map-axis", (!used).then_some("unused"))} role="columnheader"
                    aria-colindex={(i + 2).to_string()} data-head-col={column.to_string()}
                >
                    { text }
                </div>
            }
            if props.lines { { line_heads(props) } }
        </div>
    }
}

/// Key of what a typed figure does.
const fn entry_key(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Set => "table-editor-do-set",
        EntryKind::Add => "table-editor-do-add",
        EntryKind::Subtract => "table-editor-do-subtract",
        EntryKind::Multiply => "table-editor-do-multiply",
        EntryKind::Percent => "table-editor-do-percent",
    }
}

/// Keys of the names of a line's figures.
const fn line_keys() -> [&'static str; 3] {
    ["table-editor-low", "table-editor-mean", "table-editor-high"]
}

fn line_heads(props: &GridProps) -> Html {
    let first = props.order.columns.len() + 2;
    html! {
        for (i, key) in line_keys().into_iter().enumerate() {
            <div {key} class="map-axis map-line" role="columnheader" aria-colindex={(first + i).to_string()}>
                { props.words.i18n.t(key) }
            </div>
        }
    }
}

/// Lowest, mean and highest of a row or a column.
fn line_texts(props: &GridProps, line: Result<u32, u32>) -> [String; 3] {
    let told = line_figures(props.history.table(), line);
    if told.cells == 0 {
        return [const { String::new() }; 3];
    }
    [told.low, told.mean, told.high].map(|z| props.words.cells.text(z))
}

fn column_lines(props: &GridProps) -> Html {
    let columns = &props.order.columns;
    let texts: Vec<[String; 3]> = columns.iter().map(|column| line_texts(props, Err(*column))).collect();
    let first = props.order.rows.len() + 2;
    html! {
        for (i, key) in line_keys().into_iter().enumerate() {
            <div {key} class="map-row" role="row" aria-rowindex={(first + i).to_string()}>
                <div class="map-axis" role="rowheader" aria-colindex="1">{ props.words.i18n.t(key) }</div>
                for (c, column) in columns.iter().enumerate() {
                    <div key={*column} class="map-line" role="gridcell" aria-colindex={(c + 2).to_string()}>{ &texts[c][i] }</div>
                }
            </div>
        }
    }
}

#[derive(Properties, PartialEq)]
struct GridRowProps {
    id: AttrValue,
    row: Framed,
    /// From the top.
    place: usize,
    curve: bool,
    /// First and number of the selected columns on screen.
    selected: Option<(usize, usize)>,
    /// Column of the active cell.
    focus: Option<u32>,
    words: Same<Words>,
    figures: Option<[String; 3]>,
}

/// A row without its figures: they are told to its cells aside, see [`Cells`].
#[derive(Clone)]
struct Framed(Rc<RowView>);

impl PartialEq for Framed {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&self.0, &other.0);
        let framed = |cell: &CellView| (cell.column, cell.used, cell.locked, cell.finding);
        let cells = || a.cells.iter().map(framed).eq(b.cells.iter().map(framed));
        Rc::ptr_eq(a, b) || (a.row == b.row && a.head == b.head && a.used == b.used && cells())
    }
}

/// What of a cell stays as it is when its figure changes.
struct Fixed {
    id: AttrValue,
    /// Among the columns of the grid, from 1.
    place: AttrValue,
    column: AttrValue,
}

impl Fixed {
    fn row((id, row, columns): &(AttrValue, u32, Vec<u32>)) -> Vec<Self> {
        let cell = |(i, column): (usize, &u32)| Self {
            id: format!("{id}-{row}-{column}").into(),
            place: (i + 2).to_string().into(),
            column: column.to_string().into(),
        };
        columns.iter().enumerate().map(cell).collect()
    }
}

#[component]
fn GridRow(props: &GridRowProps) -> Html {
    let row = &props.row.0;
    let i18n = props.words.i18n;
    let columns: Vec<u32> = row.cells.iter().map(|cell| cell.column).collect();
    let fixed = use_memo((props.id.clone(), row.row, columns), Fixed::row);
    let name = AttrValue::from(row.row.to_string());
    let chosen = |i: usize| props.selected.is_some_and(|(first, n)| i >= first && i - first < n);
    let title = |locked: bool, finding: Option<Severity>| match (locked, finding) {
        (true, _) => Some(i18n.t("table-editor-locked")),
        (false, Some(Severity::Wrong)) => Some(i18n.t("table-editor-wrong")),
        (false, Some(Severity::Doubtful)) => Some(i18n.t("table-editor-doubtful")),
        (false, None) => None,
    };
    html! {
        <div class="map-row" role="row" aria-rowindex={(props.place + 2).to_string()}>
            <div
                class={classes!("map-axis", (!row.used).then_some("unused"))} role="rowheader" aria-colindex="1"
                data-head-row={name.clone()}
            >
                if props.curve { { i18n.t("table-editor-values") } } else { { &row.head } }
            </div>
            for (i, (cell, fixed)) in row.cells.iter().zip(fixed.iter()).enumerate() {
                <div
                    id={fixed.id.clone()} role="gridcell"
                    class={classes!("map-cell", finding_class(cell.finding))}
                    aria-colindex={fixed.place.clone()} aria-selected={if chosen(i) { "true" } else { "false" }}
                    aria-readonly={(cell.locked || !cell.used).then_some("true")} title={title(cell.locked, cell.finding)}
                    tabindex={if props.focus == Some(cell.column) { "0" } else { "-1" }} data-testid="table-cell"
                    data-row={name.clone()} data-col={fixed.column.clone()}
                />
            }
            if let Some(figures) = &props.figures {
                for (i, text) in figures.iter().enumerate() {
                    <div key={format!("line-{i}")} class="map-line" role="gridcell" aria-colindex={(row.cells.len() + 2 + i).to_string()}>{ text }</div>
                }
            }
        </div>
    }
}

const fn finding_class(finding: Option<Severity>) -> Option<&'static str> {
    match finding {
        Some(Severity::Wrong) => Some("wrong"),
        Some(Severity::Doubtful) => Some("doubtful"),
        None => None,
    }
}

/// Gives the active cell the browser's focus when that is asked for.
#[yew::hook]
fn use_focus(props: &GridProps) {
    let (id, cell) = (props.id.clone(), props.selection.focus);
    use_effect_with((props.grab, props.entry.is_some()), move |(grab, typing)| {
        if *grab == 0 || *typing {
            return;
        }
        let wanted = format!("{id}-{}-{}", cell.row, cell.column);
        let element = global::document().and_then(|d| d.get_element_by_id(&wanted));
        if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            dom::focus(&element);
        }
    });
}
