//! The row and the column through the active cell as curves. A point is drawn up and down with the mouse or a finger; by
//! keyboard the same is done in the grid.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, PointerEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, TargetCast, classes, component, html, use_mut_ref,
    use_node_ref,
};

use super::Reference;
use super::state::{Editor, Same};
use crate::app::maps::words::Words;
use crate::app::maps::{Selection, Slice, slice};
use crate::engine::tables::{Cell, Command, History, Side, cell_rules};
use crate::t;
use crate::ui::components::layout::panel;

/// The drawing, in its own units.
const SIZE: (f64, f64) = (320.0, 140.0);
/// Room around it for points at the edge.
const ROOM: f64 = 8.0;

#[derive(Properties, PartialEq)]
pub struct SlicesProps {
    pub editor: Editor,
    pub history: Same<History>,
    pub words: Same<Words>,
    pub focus: Cell,
    pub reference: Option<Reference>,
}

/// See the module.
#[component]
pub fn Slices(props: &SlicesProps) -> Html {
    let i18n = props.words.i18n;
    let table = props.history.table();
    let reference = props.reference.as_ref().map(|r| r.as_slice());
    let one = |side: Side| {
        let curve = slice(table, side, props.focus, reference)?;
        Some(html! {
            <Curve
                key={if side == Side::X { "x" } else { "y" }} editor={props.editor.clone()} words={props.words.clone()} {side}
                focus={props.focus} title={title(props, side)} slice={curve} step={cell_rules(table.info.kind, table.unit()).step}
            />
        })
    };
    let body = html! {
        <div class="map-slices" data-testid="table-slices">
            { one(Side::X).unwrap_or_default() }
            { one(Side::Y).unwrap_or_default() }
            if props.reference.is_some() { <p class="hint">{ t!(i18n, "table-editor-slice-dashed") }</p> }
        </div>
    };
    panel(t!(i18n, "table-editor-slices"), Html::default(), body)
}

/// What stays the same along the slice: `at 3 000 rpm`.
fn title(props: &SlicesProps, side: Side) -> AttrValue {
    let table = props.history.table();
    let i18n = props.words.i18n;
    let (axis, other, place) = match side {
        Side::X => (Some(table.x()), table.y(), props.focus.row),
        Side::Y => (table.y(), Some(table.x()), props.focus.column),
    };
    let name = axis.map(|axis| props.words.axis_name(axis)).unwrap_or_default();
    let scale = props.words.axis(if side == Side::X { Side::Y } else { Side::X });
    match other.and_then(|axis| axis.points().get(place as usize)) {
        Some(at) => t!(i18n, "table-editor-slice-at", axis = name, at = scale.with_unit(*at)).into(),
        None => name.into(),
    }
}

#[derive(Properties, PartialEq)]
struct CurveProps {
    editor: Editor,
    words: Same<Words>,
    side: Side,
    focus: Cell,
    title: AttrValue,
    slice: Slice,
    /// A drawn value is a whole number of these.
    step: f64,
}

/// The cell that is being drawn, and the scale it began on: a scale that follows would run away under the pointer.
type Drawn = Option<(Cell, Slice)>;

/// A point is grasped.
fn begin(props: &CurveProps, drawn: &Rc<RefCell<Drawn>>) -> Callback<PointerEvent> {
    let (drawn, slice, editor) = (Rc::clone(drawn), props.slice.clone(), props.editor.clone());
    Callback::from(move |event: PointerEvent| {
        let Some(target) = event.target_dyn_into::<Element>() else { return };
        let index = target.get_attribute("data-point").and_then(|text| text.parse::<usize>().ok());
        let Some(point) = index.and_then(|i| slice.points.get(i)) else { return };
        // A pointer that has just left cannot be captured; then the gesture ends by itself.
        target.set_pointer_capture(event.pointer_id()).ok();
        event.prevent_default();
        *drawn.borrow_mut() = Some((point.cell, slice.clone()));
        editor.next_gesture();
        editor.select(Selection::of(point.cell));
    })
}

/// The point that is grasped follows the pointer, as one step of the history.
fn draw(props: &CurveProps, drawn: &Rc<RefCell<Drawn>>, node: &NodeRef) -> Callback<PointerEvent> {
    let (drawn, node, editor, step) = (Rc::clone(drawn), node.clone(), props.editor.clone(), props.step);
    Callback::from(move |event: PointerEvent| {
        let now = drawn.borrow().clone();
        let (Some((cell, slice)), Some(svg)) = (now, node.cast::<Element>()) else { return };
        let bounds = svg.get_bounding_client_rect();
        if bounds.height() <= 0.0 {
            return;
        }
        let share = (f64::from(event.client_y()) - bounds.top()) / bounds.height();
        let y = share * (SIZE.1 + 2.0 * ROOM) - ROOM;
        let value = (slice.value_at(y, SIZE.1) / step).round() * step;
        let gesture = editor.same_gesture();
        let command = Command::SetCells { cells: vec![(cell, value)] };
        editor.apply(&command, Some(gesture), event.time_stamp());
    })
}

#[component]
fn Curve(props: &CurveProps) -> Html {
    let node = use_node_ref();
    let drawn = use_mut_ref(Drawn::default);
    let slice = &props.slice;
    let place = |at: f64, value: f64| {
        let (x, y) = slice.place(at, value, SIZE);
        (x + ROOM, y + ROOM)
    };
    let line = |values: &dyn Fn(usize) -> Option<f64>| {
        let points = slice.points.iter().enumerate().filter_map(|(i, p)| Some(place(p.at, values(i)?)));
        points.map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
    };
    let (onpointerdown, onpointermove) = (begin(props, &drawn), draw(props, &drawn, &node));
    let end = Callback::from(move |_: PointerEvent| *drawn.borrow_mut() = None);
    let scale = &props.words.cells;
    let (low, high) = (scale.text(slice.along.low), scale.text(slice.along.high));
    let axis = props.words.axis(props.side);
    html! {
        <figure>
            <figcaption>{ &props.title }</figcaption>
            <div class="map-curve">
                <span class="ends" aria-hidden="true"><span>{ high }</span><span>{ low }</span></span>
                <svg
                    ref={node} viewBox={format!("0 0 {} {}", SIZE.0 + 2.0 * ROOM, SIZE.1 + 2.0 * ROOM)} role="img"
                    aria-label={props.title.clone()} {onpointerdown} {onpointermove} onpointerup={end.clone()} onpointercancel={end}
                    data-testid="table-slice" data-side={if props.side == Side::X { "x" } else { "y" }}
                >
                    <polyline class="before" points={line(&|i| slice.points[i].reference)} />
                    <polyline class="now" points={line(&|i| Some(slice.points[i].value))} />
                    for (i, point) in slice.points.iter().enumerate() {
                        <>
                            <circle
                                class={classes!("dot", (point.cell == props.focus).then_some("focus"))} r="3"
                                cx={format!("{:.1}", place(point.at, point.value).0)} cy={format!("{:.1}", place(point.at, point.value).1)}
                            />
                            <circle
                                class="grip" r="9" data-point={i.to_string()} cx={format!("{:.1}", place(point.at, point.value).0)}
                                cy={format!("{:.1}", place(point.at, point.value).1)}
                            />
                        </>
                    }
                </svg>
            </div>
            <span class="ends across" aria-hidden="true">
                <span>{ axis.with_unit(slice.across.low) }</span><span>{ axis.with_unit(slice.across.high) }</span>
            </span>
        </figure>
    }
}
