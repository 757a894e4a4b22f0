//! A table that is read, not written: differences, merges, what a log says. Its rows stand as they do in the editor. One
//! cell at a time is a stop for the Tab key; arrows go from cell to cell.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::{
    AttrValue, Callback, Html, Properties, UseStateHandle, classes, component, html, use_effect_with,
    use_state_eq,
};

use super::TableRef;
use crate::app::maps::Order;
use crate::app::select::{use_cx, use_select, use_units};
use crate::app::tables::{axis_title, point_text};
use crate::engine::tables::Cell;
use crate::ui::hooks::use_id;
use crate::web::{dom, global};

/// A cell that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub text: String,
    /// Its heat or its state.
    pub class: Option<String>,
    /// All of it in words, for the tooltip.
    pub title: String,
    /// For tests: the plain figure.
    pub value: Option<f64>,
    /// Its state, for tests.
    pub state: Option<&'static str>,
}

#[derive(Properties, PartialEq)]
pub struct GridProps {
    /// Whose axes are shown.
    pub table: TableRef,
    /// The cells of the break points in use, row by row, from the lowest.
    pub cells: Rc<Vec<Shown>>,
    /// What is shown, for screen readers.
    pub label: AttrValue,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// What a click, Enter or the space bar does to a cell.
    #[prop_or_default]
    pub onpick: Option<Callback<Cell>>,
    /// The cell that is looked at.
    #[prop_or_default]
    pub picked: Option<Cell>,
    /// The cell around which a grid that is too large for its place is shown, when it changes.
    #[prop_or_default]
    pub around: Option<Cell>,
}

/// See the module.
#[component]
pub fn Grid(props: &GridProps) -> Html {
    let units = use_units();
    let id = use_id();
    let stop = use_state_eq(|| (0_usize, 0_usize));
    let table = &props.table.0;
    let cx = use_cx();
    let descending = *use_select(&cx.settings, |s| s.tables.descending);
    let Order { rows, columns } = Order::of(table, descending, false);
    let width = columns.len();
    let last = (rows.len().saturating_sub(1), width.saturating_sub(1));
    let place_of = |cell: Option<Cell>| {
        let cell = cell?;
        let row = rows.iter().position(|r| *r == cell.row)?;
        Some((row, columns.iter().position(|c| *c == cell.column)?))
    };
    {
        // A cell that was picked from elsewhere is where the keys go on.
        let stop = stop.setter();
        use_effect_with(place_of(props.picked), move |place| {
            if let Some(place) = place {
                stop.set(*place);
            }
        });
    }
    {
        let id = id.clone();
        use_effect_with(place_of(props.around), move |place| {
            if let Some(place) = place {
                show_around(&id, *place);
            }
        });
    }
    let stop_now = (stop.0.min(last.0), stop.1.min(last.1));
    let onkeydown = moving(&id, &stop, stop_now, last);
    let column_heads: Vec<String> =
        columns.iter().map(|c| point_text(&units, table.x(), table.x().points()[*c as usize])).collect();
    let corner = match table.y() {
        Some(y) => format!("{} \\ {}", axis_title(&units, y), axis_title(&units, table.x())),
        None => axis_title(&units, table.x()),
    };
    let body = rows.iter().enumerate().map(|(r, row)| {
        let head = table.y().map(|y| point_text(&units, y, y.points()[*row as usize])).unwrap_or_default();
        let cells = columns.iter().enumerate().map(|(c, column)| {
            let at = Cell::at(*row, *column);
            let shown = props.cells.get(if descending { last.0 - r } else { r } * width + c);
            cell(props, &id, (r, c), at, shown, stop_now == (r, c), &stop)
        });
        html! {
            <tr key={r} role="row">
                <th scope="row" role="rowheader">{ head }</th>
                { for cells }
            </tr>
        }
    });
    html! {
        <div class="table-wrap heat-wrap">
            <table class="heat" role="grid" aria-label={props.label.clone()} data-testid={props.testid.clone()} {onkeydown}>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader" class="corner">{ corner }</th>
                        for (i, head) in column_heads.into_iter().enumerate() {
                            <th key={i} scope="col" role="columnheader">{ head }</th>
                        }
                    </tr>
                </thead>
                <tbody role="rowgroup">{ for body }</tbody>
            </table>
        </div>
    }
}

/// Scrolls the grid's own box so that a cell stands in its middle; the page stays where it is.
fn show_around(id: &AttrValue, place: (usize, usize)) {
    let cell = global::document().and_then(|d| d.get_element_by_id(&cell_id(id, place)));
    let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) else { return };
    let Some(scroller) = cell.closest(".table-wrap").ok().flatten() else { return };
    scroller.set_scroll_left(cell.offset_left() - (scroller.client_width() - cell.offset_width()) / 2);
    scroller.set_scroll_top(cell.offset_top() - (scroller.client_height() - cell.offset_height()) / 2);
}

/// Arrows, Home and End go from cell to cell.
fn moving(
    id: &AttrValue,
    stop: &UseStateHandle<(usize, usize)>,
    (r, c): (usize, usize),
    last: (usize, usize),
) -> Callback<KeyboardEvent> {
    let (stop, id) = (stop.setter(), id.clone());
    Callback::from(move |event: KeyboardEvent| {
        let next = match event.key().as_str() {
            "ArrowUp" => (r.saturating_sub(1), c),
            "ArrowDown" => ((r + 1).min(last.0), c),
            "ArrowLeft" => (r, c.saturating_sub(1)),
            "ArrowRight" => (r, (c + 1).min(last.1)),
            "Home" => (r, 0),
            "End" => (r, last.1),
            _ => return,
        };
        event.prevent_default();
        stop.set(next);
        let element = global::document().and_then(|d| d.get_element_by_id(&cell_id(&id, next)));
        if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            dom::focus(&element);
        }
    })
}

fn cell_id(id: &AttrValue, at: (usize, usize)) -> String {
    format!("{id}-{}-{}", at.0, at.1)
}

fn cell(
    props: &GridProps,
    id: &AttrValue,
    place: (usize, usize),
    at: Cell,
    shown: Option<&Shown>,
    is_stop: bool,
    stop: &UseStateHandle<(usize, usize)>,
) -> Html {
    let Some(shown) = shown else { return html! { <td key={place.1} role="gridcell" /> } };
    let pick = {
        let (onpick, stop) = (props.onpick.clone(), stop.setter());
        Callback::from(move |()| {
            stop.set(place);
            if let Some(onpick) = &onpick {
                onpick.emit(at);
            }
        })
    };
    let onkeydown = {
        let (pick, able) = (pick.clone(), props.onpick.is_some());
        Callback::from(move |event: KeyboardEvent| {
            if able && matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                pick.emit(());
            }
        })
    };
    let picked = props.picked == Some(at);
    html! {
        <td
            key={place.1} role="gridcell" id={cell_id(id, place)} tabindex={if is_stop { "0" } else { "-1" }}
            class={classes!(shown.class.clone(), props.onpick.is_some().then_some("able"), picked.then_some("picked"))}
            aria-selected={props.onpick.is_some().then_some(if picked { "true" } else { "false" })}
            title={shown.title.clone()} onclick={pick.reform(|_: web_sys::MouseEvent| ())} {onkeydown}
            data-row={at.row.to_string()} data-col={at.column.to_string()} data-value={shown.value.map(|v| v.to_string())}
            data-state={shown.state}
        >
            { &shown.text }
        </td>
    }
}
