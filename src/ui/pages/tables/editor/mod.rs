//! Edits a table: the grid with the tuner's keys, what is copied and pasted, the axes, slices, the surface, and what a log
//! or another table says under the cells. It never changes the table it is given: it hands a new history up.

mod axes;
mod cells;
mod entry_box;
mod findings;
mod grid;
mod input;
mod legend;
mod overlay;
mod paste;
mod pen;
mod read_out;
mod slices;
mod state;
mod surface;
mod told;
mod toolbar;
mod view;

use std::rc::Rc;

use web_sys::{Element, KeyboardEvent};
use yew::{
    AttrValue, Callback, Html, Properties, TargetCast, component, hook, html, use_callback, use_effect_with,
    use_memo, use_mut_ref, use_state,
};

use self::grid::Grid;
use self::state::{Editor, Given, Note, Opened, Same, use_editor};
use crate::app::maps::words::Words;
use crate::app::maps::{
    Intent, Order, Selection, Shade, Sheet, SheetInput, TablePrefs, bindings, intent, reference_values, sheet,
};
use crate::app::select::{use_cx, use_select, use_units};
use crate::app::tables::HitsLayer;
use crate::app::toasts::Tone;
use crate::engine::tables::{Cell, Finding, History, MapTable, Pointing, check};
use crate::i18n::Message;
use crate::ui::commands::{PageCommand, pressed, use_page_commands};
use crate::ui::components::feedback::{is_typing, notice};
use crate::ui::hooks::{use_debounced, use_id, use_painted};
use crate::web::clock;

/// Milliseconds of rest before a table is looked through again.
const CHECK_MS: u32 = 150;

#[derive(Properties, PartialEq)]
pub struct TableEditorProps {
    /// Table, undo and redo. The editor never changes it in place: it clones, applies, and hands the new one up.
    pub history: Rc<History>,
    /// A changed history: an edit, an undo, a redo.
    pub onhistory: Callback<Rc<History>>,
    /// What the table is compared with.
    #[prop_or_default]
    pub reference: Option<Rc<MapTable>>,
    /// What a log says of each cell.
    #[prop_or_default]
    pub hits: Option<Rc<HitsLayer>>,
    /// Asked for when the user wants a cell's samples.
    #[prop_or_default]
    pub oncell: Callback<Cell>,
    /// Where the log's cursor is: row and column as fractional places among all break points.
    #[prop_or_default]
    pub operating_point: Option<(f64, f64)>,
    /// Of several editors on one screen, the one that was used last: the palette's commands are its.
    #[prop_or(true)]
    pub active: bool,
    /// Told what the active cell stands for, while the editor is the active one.
    #[prop_or_default]
    pub onpointing: Callback<Pointing>,
    /// What the active cell of another table stands for.
    #[prop_or_default]
    pub pointing: Option<Pointing>,
}

/// See the module.
#[component]
pub fn TableEditor(props: &TableEditorProps) -> Html {
    let cx = use_cx();
    let prefs = *use_select(&cx.settings, |s| s.tables);
    let id = use_id();
    let words = use_words(&props.history);
    let editor = use_editor(cx.clone(), given(props, prefs, &words));
    let history = Same(editor.history());
    let table = history.table();
    let order = use_order(&history, prefs.descending, prefs.unused);
    let reference = use_reference(&history, props.reference.as_ref());
    let findings = use_findings(&history);
    let shown = editor.look(|live| {
        (live.selection, live.entry.clone(), live.entry_problem, live.grab, live.mode, live.zoom)
    });
    let (selection, entry, entry_problem, grab, mode, zoom) = shown;
    let (note, opened) = editor.look(|live| (live.note.clone(), live.opened.clone()));
    let hits = props.hits.clone().map(Same);
    let sheet = Same(use_memo(
        Deps {
            history: history.clone(),
            order: order.clone(),
            words: words.clone(),
            shade: prefs.shade,
            reference: reference.clone(),
            hits: hits.clone(),
            findings: findings.clone(),
        },
        Deps::sheet,
    ));
    let beside = use_painted(Beside {
        history: history.clone(),
        words: words.clone(),
        selection,
        reference: reference.clone(),
    });
    use_page_commands(if props.active { commands(&editor) } else { Vec::new() });
    use_pointing(props, &history, selection.focus);
    let onkeydown = keys(&editor);
    html! {
        <div class="map-editor" {onkeydown} data-testid="table-editor">
            <section class="panel map-panel">
                <toolbar::Toolbar
                    editor={editor.clone()} history={history.clone()} {prefs} {mode} {zoom}
                    reference={reference.is_some()} hits={props.hits.is_some()} point={props.operating_point.is_some()}
                />
                <Grid
                    editor={editor.clone()} {id} sheet={sheet.clone()} order={order.clone()} words={words.clone()}
                    history={history.clone()} label={AttrValue::from(table.info.name.clone())} {selection} {entry}
                    {entry_problem} {grab} {mode} {zoom} lines={prefs.lines} {hits}
                    operating_point={props.operating_point} pointed={props.pointing.as_ref().and_then(|p| p.on(table))}
                />
                { legend::legend(&words, &sheet, prefs.shade, reference.is_some(), props.hits.as_deref()) }
                { read_out::read_out(&editor, &words, table, selection, reference.as_ref().map(|r| r.as_slice()), props) }
                <div class="map-note" role="status">{ note.as_ref().map(noted).unwrap_or_default() }</div>
            </section>
            { aside(&editor, prefs, &beside, (&history, &words, findings)) }
            { dialog(&editor, &history, &words, opened) }
        </div>
    }
}

fn keys(editor: &Editor) -> Callback<KeyboardEvent> {
    let editor = editor.clone();
    Callback::from(move |event: KeyboardEvent| beside_the_grid(&editor, &event))
}

/// What the editor is made of from outside.
fn given(props: &TableEditorProps, prefs: TablePrefs, words: &Words) -> Given {
    Given {
        history: Rc::clone(&props.history),
        onhistory: props.onhistory.clone(),
        prefs,
        words: words.clone(),
        operating_point: props.operating_point,
    }
}

/// Slices, surface and findings. The drawings come a frame later than the grid.
fn aside(
    editor: &Editor,
    prefs: TablePrefs,
    beside: &Beside,
    (history, words, findings): (&Same<History>, &Same<Words>, Same<Vec<Finding>>),
) -> Html {
    html! {
        <div class="map-aside">
            if prefs.slices {
                <slices::Slices
                    editor={editor.clone()} history={beside.history.clone()} words={beside.words.clone()}
                    focus={beside.selection.focus} reference={beside.reference.clone()}
                />
            }
            if prefs.surface {
                <surface::Surface
                    editor={editor.clone()} history={beside.history.clone()} words={beside.words.clone()}
                    selection={beside.selection}
                />
            }
            <findings::Findings editor={editor.clone()} history={history.clone()} words={words.clone()} {findings} />
        </div>
    }
}

fn noted(note: &Note) -> Html {
    match note {
        Note::Refused(text) => notice(Tone::Bad, html! { <span data-testid="table-refused">{ text }</span> }),
        Note::Said(text) => notice(Tone::Info, html! { <span>{ text }</span> }),
    }
}

fn dialog(editor: &Editor, history: &Same<History>, words: &Same<Words>, opened: Opened) -> Html {
    let (editor, history, words) = (editor.clone(), history.clone(), words.clone());
    match opened {
        Opened::Nothing => Html::default(),
        Opened::Paste(text, how) => html! { <paste::PasteDialog {editor} {history} {words} {text} {how} /> },
        Opened::Axis(side) => html! { <axes::AxisDialog {editor} {history} {words} {side} /> },
    }
}

/// Keys while something beside the grid has the focus: what edits, but nothing that the control there takes itself.
fn beside_the_grid(editor: &Editor, event: &KeyboardEvent) {
    let inside = |selector: &str| {
        let target = event.target_dyn_into::<Element>();
        target.and_then(|e| e.closest(selector).ok().flatten()).is_some()
    };
    if event.default_prevented() || is_typing(event) || inside(".map-box, dialog, .popover-box") {
        return;
    }
    let dialect = editor.look(|live| live.prefs.dialect);
    let Some(asked) = intent(dialect, &pressed(event)) else { return };
    let own = matches!(event.key().as_str(), "Enter" | " " | "F2" | "Home" | "End" | "PageUp" | "PageDown");
    let edits =
        asked.is_edit() || matches!(asked, Intent::Undo | Intent::Redo | Intent::Surface | Intent::Follow);
    if edits && !own && !event.key().starts_with("Arrow") && asked != Intent::Paste {
        event.prevent_default();
        editor.run(asked, event.repeat(), event.time_stamp());
    }
}

/// For the palette and the map of the keys.
fn commands(editor: &Editor) -> Vec<PageCommand> {
    let dialect = editor.look(|live| live.prefs.dialect);
    let mut all: Vec<PageCommand> = Vec::new();
    for binding in bindings(dialect) {
        let mut label = Message::new(binding.intent.label_key());
        if let Some(figure) = binding.intent.figure() {
            label = label.with("n", figure);
        }
        let acts = binding.intent.is_edit()
            || matches!(binding.intent, Intent::Undo | Intent::Redo | Intent::Surface);
        let id = binding.intent.label_key();
        if acts && !all.iter().any(|c| c.id == id) {
            let (editor, intent) = (editor.clone(), binding.intent);
            let run = Callback::from(move |()| editor.run(intent, false, clock::ticks_ms()));
            all.push(PageCommand::new(id, label.clone(), run));
        }
        all.push(PageCommand::told("table-key", label, binding.shortcut));
    }
    all
}

/// Tells what the active cell stands for when it or its axes change.
#[hook]
fn use_pointing(props: &TableEditorProps, history: &Same<History>, focus: Cell) {
    let told = Pointing::of(history.table(), focus);
    let tell = props.onpointing.clone();
    use_effect_with((props.active, told), move |(active, told)| {
        if let Some(told) = told.clone().filter(|_| *active) {
            tell.emit(told);
        }
    });
}

/// What is drawn beside the grid, once the grid itself has been painted.
#[derive(Clone, PartialEq)]
struct Beside {
    history: Same<History>,
    words: Same<Words>,
    selection: Selection,
    reference: Option<Reference>,
}

/// What the grid shows, and what that depends on.
#[derive(Clone, PartialEq)]
struct Deps {
    history: Same<History>,
    order: Same<Order>,
    words: Same<Words>,
    shade: Shade,
    reference: Option<Reference>,
    hits: Option<Same<HitsLayer>>,
    findings: Same<Vec<Finding>>,
}

impl Deps {
    fn sheet(&self) -> Sheet {
        sheet(SheetInput {
            table: self.history.table(),
            order: &self.order,
            scale: &self.words.cells,
            rows_scale: &self.words.rows,
            columns_scale: &self.words.columns,
            shade: self.shade,
            reference: self.reference.as_ref().map(|r| r.as_slice()),
            hits: self.hits.as_deref(),
            findings: &self.findings,
        })
    }
}

/// The reference at each cell of the table.
type Reference = Same<Vec<Option<f64>>>;

#[hook]
fn use_words(history: &Rc<History>) -> Same<Words> {
    let units = use_units();
    let table = history.table();
    let framed = (table.info.kind, table.unit(), table.x().clone(), table.y().cloned());
    let history = Rc::clone(history);
    Same(use_memo((framed, units), move |(_, units)| Words::of(history.table(), units)))
}

#[hook]
fn use_order(history: &Same<History>, descending: bool, unused: bool) -> Same<Order> {
    let deps = (history.clone(), descending, unused);
    let order =
        use_memo(deps, |(history, descending, unused)| Order::of(history.table(), *descending, *unused));
    // Most edits leave the order as it is: then it is the same one.
    let kept = use_mut_ref(|| Rc::clone(&order));
    if *kept.borrow() != order {
        *kept.borrow_mut() = order;
    }
    let order = Rc::clone(&kept.borrow());
    Same(order)
}

#[hook]
fn use_reference(history: &Same<History>, reference: Option<&Rc<MapTable>>) -> Option<Reference> {
    let deps = (history.clone(), reference.cloned().map(Same));
    let values = use_memo(deps, |(history, reference)| {
        let values = reference.as_ref().and_then(|r| reference_values(history.table(), r));
        values.map(|values| Same(Rc::new(values)))
    });
    (*values).clone()
}

/// What is wrong with the table or looks wrong; looked for once it has rested.
#[hook]
fn use_findings(history: &Same<History>) -> Same<Vec<Finding>> {
    let first = history.clone();
    let found = use_state(move || Same(Rc::new(check(first.table()))));
    let look = {
        let found = found.setter();
        use_callback((), move |history: Same<History>, ()| found.set(Same(Rc::new(check(history.table())))))
    };
    let soon = use_debounced(CHECK_MS, look);
    {
        let first = use_mut_ref(|| true);
        use_effect_with(history.clone(), move |history| {
            if !first.replace(false) {
                soon.emit(history.clone());
            }
        });
    }
    (*found).clone()
}
