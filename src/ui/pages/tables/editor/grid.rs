//! The cells. A row is drawn again only where something in it is different; the frame around the selection, the figure
//! that is typed and the log's trail lie above the cells and cost them nothing.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{
    DataTransfer, Element, Event, HtmlElement, HtmlInputElement, InputEvent, KeyboardEvent, MouseEvent,
    PointerEvent, TouchEvent,
};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, TargetCast, classes, component, html, use_effect_with,
    use_node_ref,
};

use super::overlay::overlay;
use super::state::{Editor, Same};
use crate::app::maps::EntryKind;
use crate::app::maps::words::Words;
use crate::app::maps::{
    DragMode, Entry, EntryProblem, Intent, Order, Pointer, RowView, Selection, Sheet, Step, Told, covered,
    intent, line_figures, pinched, typed_figure,
};
use crate::app::tables::HitsLayer;
use crate::engine::tables::{Cell, Command, History, Severity, cell_rules};
use crate::t;
use crate::ui::commands::pressed;
use crate::ui::components::form::typed;
use crate::web::events::{self, Listener};
use crate::web::{JsError, dom, global};

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
}

/// See the module.
#[component]
pub fn Grid(props: &GridProps) -> Html {
    let node = use_node_ref();
    use_focus(props);
    use_listeners(props, &node);
    let i18n = props.words.i18n;
    let Selection { focus, .. } = props.selection;
    let columns = &props.order.columns;
    let frame = covered(props.selection.area(), &props.order.rows, columns);
    let lines = if props.lines { 3 } else { 0 };
    let table = props.history.table();
    let style =
        format!("--n:{};--lines:{lines};--zoom:{:.3};--ch:{}", columns.len(), props.zoom, props.sheet.widest);
    let class = classes!(
        "map-grid",
        props.sheet.two_lines.then_some("two-lines"),
        (props.mode != DragMode::Scroll).then_some("grasped"),
    );
    let corner = match table.y() {
        Some(_) => format!("{}\\{}", props.words.rows.symbol, props.words.columns.symbol),
        None => props.words.columns.symbol.to_owned(),
    };
    html! {
        <div class="map-box" ref={node} data-testid="table-box">
            <div {class} {style}>
                <div
                    role="grid" aria-label={props.label.clone()} aria-multiselectable="true" data-testid="table-grid"
                    aria-rowcount={(props.order.rows.len() + 1 + lines).to_string()}
                    aria-colcount={(columns.len() + 1 + lines).to_string()}
                >
                    { heads(props, corner) }
                    for (i, row) in props.sheet.rows.iter().enumerate() {
                        <GridRow
                            key={row.row} id={props.id.clone()} row={Rc::clone(row)} place={i} curve={table.is_curve()}
                            selected={frame.filter(|f| i >= f.0 && i - f.0 < f.2).map(|f| (f.1, f.3))}
                            focus={(row.row == focus.row).then_some(focus.column)}
                            words={props.words.clone()} figures={props.lines.then(|| line_texts(props, Ok(row.row)))}
                        />
                    }
                    if props.lines { { column_lines(props) } }
                </div>
                if let Some((top, left, height, width)) = frame {
                    <div
                        class="map-frame" aria-hidden="true"
                        style={format!("--top:{top};--left:{left};--tall:{height};--wide:{width}")}
                    />
                }
                { overlay(&props.order, props.hits.as_deref(), props.operating_point) }
                if let Some(entry) = &props.entry {
                    <EntryBox
                        editor={props.editor.clone()} entry={entry.clone()} problem={props.entry_problem}
                        place={props.order.place(focus)} label={t!(i18n, entry_key(entry.kind))} words={props.words.clone()}
                    />
                }
            </div>
        </div>
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
    row: Rc<RowView>,
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

#[component]
fn GridRow(props: &GridRowProps) -> Html {
    let row = &props.row;
    let i18n = props.words.i18n;
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
                data-head-row={row.row.to_string()}
            >
                if props.curve { { i18n.t("table-editor-values") } } else { { &row.head } }
            </div>
            for (i, cell) in row.cells.iter().enumerate() {
                <div
                    key={cell.column} id={format!("{}-{}-{}", props.id, row.row, cell.column)} role="gridcell"
                    class={classes!(
                        "map-cell", cell.colour, (!cell.used).then_some("unused"), cell.locked.then_some("locked"),
                        cell.visited.then_some("visited"), finding_class(cell.finding),
                    )}
                    aria-colindex={(i + 2).to_string()} aria-selected={if chosen(i) { "true" } else { "false" }}
                    aria-readonly={(cell.locked || !cell.used).then_some("true")} title={title(cell.locked, cell.finding)}
                    tabindex={if props.focus == Some(cell.column) { "0" } else { "-1" }} data-testid="table-cell"
                    data-row={row.row.to_string()} data-col={cell.column.to_string()} data-value={cell.value.to_string()}
                >
                    <span>{ &cell.text }</span>
                    if let Some(below) = &cell.below { <small>{ below }</small> }
                </div>
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

#[derive(Properties, PartialEq)]
struct EntryBoxProps {
    editor: Editor,
    entry: Entry,
    problem: Option<EntryProblem>,
    /// Row and column of the active cell on screen.
    place: (usize, usize),
    label: AttrValue,
    words: Same<Words>,
}

/// The figure that is being typed, over the active cell.
#[component]
fn EntryBox(props: &EntryBoxProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.entry.kind, props.entry.over), move |(_, over)| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                dom::focus(&input);
                // What stands in the cell is typed over, a figure that was begun goes on.
                let end = input.value().len() as u32;
                let caret = input.set_selection_range(if *over { 0 } else { end }, end);
                if let Err(error) = caret {
                    tracing::warn!(error = %JsError::from(error), "the caret stays where it is");
                }
            }
        });
    }
    let oninput = {
        let editor = props.editor.clone();
        Callback::from(move |event: InputEvent| editor.typed(typed(&event)))
    };
    let onkeydown = {
        let editor = props.editor.clone();
        Callback::from(move |event: KeyboardEvent| {
            event.stop_propagation();
            match event.key().as_str() {
                "Enter" | "Tab" => {
                    event.prevent_default();
                    editor.enter(event.time_stamp());
                    let done = editor.look(|live| live.entry.is_none());
                    if event.key() == "Tab" && done {
                        let step = if event.shift_key() { Step::Left } else { Step::Right };
                        editor.run(Intent::Move(step), false, event.time_stamp());
                    }
                }
                "Escape" => {
                    event.prevent_default();
                    editor.leave_entry();
                }
                _ => {}
            }
        })
    };
    let problem = props.problem.map(|problem| {
        props.words.i18n.t(match problem {
            EntryProblem::Empty => "error-number-empty",
            EntryProblem::Malformed => "error-number-malformed",
        })
    });
    let (row, column) = props.place;
    html! {
        <div class="map-entry" style={format!("--top:{row};--left:{column}")}>
            <span aria-hidden="true">{ props.entry.kind.sign() }</span>
            <input
                type="text" inputmode="text" ref={node} value={props.entry.text.clone()} {oninput} {onkeydown} autocomplete="off"
                aria-label={props.label.clone()} aria-invalid={problem.as_ref().map(|_| "true")} title={problem.clone()}
                data-testid="table-entry"
            />
            if let Some(problem) = problem { <small role="alert">{ problem }</small> }
        </div>
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

/// What keys, pointers, fingers and the clipboard do on the grid.
#[yew::hook]
fn use_listeners(props: &GridProps, node: &NodeRef) {
    let (node, editor) = (node.clone(), props.editor.clone());
    use_effect_with((), move |()| {
        let listeners = node.cast::<Element>().map(|element| listen(&element, &editor));
        move || drop(listeners)
    });
}

fn listen(element: &Element, editor: &Editor) -> Vec<Listener> {
    fn on<E: JsCast + 'static>(
        element: &Element,
        name: &'static str,
        editor: &Editor,
        handle: fn(&Editor, &E),
    ) -> Listener {
        let editor = editor.clone();
        events::on_active::<E>(element, name, false, move |event| handle(&editor, event))
    }
    vec![
        on(element, "pointerdown", editor, down),
        on(element, "pointermove", editor, moved),
        on(element, "pointerup", editor, |editor, _: &PointerEvent| up(editor)),
        on(element, "pointercancel", editor, |editor, _: &PointerEvent| up(editor)),
        on(element, "dblclick", editor, twice),
        on(element, "paste", editor, paste),
        on(element, "keydown", editor, key),
        pinch(element, editor),
    ]
}

/// Keys of the grid itself.
fn key(editor: &Editor, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() || in_entry(event) {
        return;
    }
    let keys = pressed(event);
    let dialect = editor.look(|live| live.prefs.dialect);
    if let Some(first) = typed_figure(dialect, &keys) {
        event.prevent_default();
        event.stop_propagation();
        return editor.ask(Entry::begun(EntryKind::Set, Some(first)));
    }
    match intent(dialect, &keys) {
        // The browser tells of the text itself.
        Some(Intent::Paste) => event.stop_propagation(),
        Some(intent) => {
            event.prevent_default();
            event.stop_propagation();
            editor.run(intent, event.repeat(), event.time_stamp());
        }
        None => {}
    }
}

fn in_entry(event: &Event) -> bool {
    event.target_dyn_into::<HtmlInputElement>().is_some()
}

fn paste(editor: &Editor, event: &Event) {
    if in_entry(event) {
        return;
    }
    let data: Option<DataTransfer> = global::get(event, "clipboardData").dyn_into().ok();
    if let Some(text) = data.and_then(|data| data.get_data("text/plain").ok()) {
        // The page takes a pasted log; this is no log.
        event.prevent_default();
        event.stop_propagation();
        editor.pasted(text);
    }
}

/// The cell of an element, or of one around it.
fn cell_of(element: Option<Element>) -> Option<Cell> {
    let cell = element?.closest("[data-testid=table-cell]").ok()??;
    let number = |name: &str| cell.get_attribute(name)?.parse().ok();
    Some(Cell::at(number("data-row")?, number("data-col")?))
}

fn below(event: &PointerEvent) -> Option<Cell> {
    let (x, y) = (event.client_x() as f32, event.client_y() as f32);
    cell_of(global::document()?.element_from_point(x, y))
}

fn pointer(event: &PointerEvent) -> Pointer {
    Pointer {
        y: f64::from(event.client_y()),
        touch: event.pointer_type() == "touch",
        shift: event.shift_key(),
    }
}

fn down(editor: &Editor, event: &PointerEvent) {
    let target = event.target_dyn_into::<Element>();
    if event.button() != 0 || in_entry(event) {
        return;
    }
    if let Some(selection) = target.as_ref().and_then(|e| head(editor, e)) {
        return editor.go_to(selection);
    }
    let Some(cell) = cell_of(target) else { return };
    // A figure that stands in the entry is taken before another cell is chosen.
    if editor.look(|live| live.entry.is_some()) {
        editor.enter(event.time_stamp());
        if editor.look(|live| live.entry.is_some()) {
            editor.leave_entry();
        }
    }
    let told = editor.change(|live| live.drag.down(pointer(event), cell, live.mode, live.selection));
    if editor.look(|live| live.mode == DragMode::Value) {
        editor.next_gesture();
    }
    if let Told::Select(selection) = told {
        editor.go_to(selection);
    }
}

/// A click on a break point selects its row or column.
fn head(editor: &Editor, element: &Element) -> Option<Selection> {
    let place = |name: &str| {
        let head = element.closest(&format!("[{name}]")).ok()??;
        head.get_attribute(name)?.parse::<u32>().ok()
    };
    editor.look(|live| {
        let now = live.selection.focus;
        if let Some(row) = place("data-head-row") {
            return Some(Selection::of(Cell::at(row, now.column)).row(&live.order()));
        }
        let column = place("data-head-col")?;
        Some(Selection::of(Cell::at(now.row, column)).column(&live.order()))
    })
}

fn moved(editor: &Editor, event: &PointerEvent) {
    if !editor.look(|live| live.drag.is_busy()) {
        return;
    }
    let cell = below(event);
    let told = editor.look(|_| pointer(event));
    match editor.change(|live| live.drag.moved(told, cell)) {
        Told::Select(selection) => editor.go_to(selection),
        Told::Steps(steps) => {
            let (area, step) = editor.look(|live| {
                let table = live.history.table();
                (live.selection.area(), cell_rules(table.info.kind, table.unit()).step)
            });
            let gesture = editor.same_gesture();
            editor.apply(&Command::Add { area, by: steps * step }, Some(gesture), event.time_stamp());
        }
        Told::Nothing => {}
    }
}

fn up(editor: &Editor) {
    if editor.look(|live| live.drag.is_busy()) {
        editor.change(|live| live.drag.end());
    }
}

fn twice(editor: &Editor, event: &MouseEvent) {
    if cell_of(event.target_dyn_into::<Element>()).is_some() {
        event.prevent_default();
        editor.run(Intent::Enter(EntryKind::Set), false, event.time_stamp());
    }
}

/// Two fingers zoom the cells.
fn pinch(element: &Element, editor: &Editor) -> Listener {
    let editor = editor.clone();
    let mut apart: Option<f64> = None;
    events::on_active::<TouchEvent>(element, "touchmove", false, move |event| {
        let touches = event.touches();
        let (Some(a), Some(b)) = (touches.get(0), touches.get(1)) else {
            apart = None;
            return;
        };
        if event.cancelable() {
            event.prevent_default();
        }
        let (dx, dy) = (f64::from(a.client_x() - b.client_x()), f64::from(a.client_y() - b.client_y()));
        let now = dx.hypot(dy);
        // A pause between two pinches is no jump.
        if let Some(before) = apart.filter(|before| (0.5..2.0).contains(&(now / before))) {
            editor.change(|live| live.zoom = pinched(live.zoom, before, now));
        }
        apart = Some(now);
    })
}
