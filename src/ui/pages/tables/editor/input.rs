//! Keys, mouse, fingers and the clipboard on the grid.

use wasm_bindgen::JsCast;
use web_sys::{
    DataTransfer, Element, Event, HtmlInputElement, KeyboardEvent, MouseEvent, PointerEvent, TouchEvent,
};
use yew::{NodeRef, TargetCast, use_effect_with};

use super::state::Editor;
use crate::app::maps::{
    DragMode, Entry, EntryKind, Intent, Pointer, Selection, Told, intent, pinched, typed_figure,
};
use crate::engine::tables::{Cell, Command, cell_rules};
use crate::ui::commands::pressed;
use crate::web::events::{self, Listener};
use crate::web::global;

/// What keys, pointers, fingers and the clipboard do on the grid.
#[yew::hook]
pub fn use_listeners(editor: &Editor, node: &NodeRef) {
    let (node, editor) = (node.clone(), editor.clone());
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
    if let Some(text) = editor.look(|live| live.entry.as_ref().map(|entry| entry.text.clone())) {
        return behind_entry(editor, event, text);
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

/// Keys right behind the first of a figure: its box gets the focus with the next drawing, and they are meant for it.
fn behind_entry(editor: &Editor, event: &KeyboardEvent, mut text: String) {
    event.prevent_default();
    event.stop_propagation();
    match event.key().as_str() {
        "Enter" | "Tab" => editor.enter(event.time_stamp()),
        "Escape" => editor.leave_entry(),
        "Backspace" => {
            text.pop();
            editor.typed(text);
        }
        key if key.chars().count() == 1 && !event.ctrl_key() && !event.meta_key() && !event.alt_key() => {
            text.push_str(key);
            editor.typed(text);
        }
        _ => {}
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
    let told = editor.keep(|live| live.drag.down(pointer(event), cell, live.mode, live.selection));
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
    let told = pointer(event);
    match editor.keep(|live| live.drag.moved(told, cell)) {
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
    editor.keep(|live| live.drag.end());
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
