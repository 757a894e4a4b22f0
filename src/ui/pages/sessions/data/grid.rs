//! The grid: every row and every channel, of which only what is on screen exists.

use std::ops::Range;
use std::rc::Rc;

use web_sys::{Element, KeyboardEvent, MouseEvent, WheelEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, UseStateHandle, classes, component, html,
    use_effect_with, use_node_ref, use_state_eq,
};

use super::source::Source;
use crate::app::data_grid::selection::{Cell, Extent, Held, Selection};
use crate::app::explore::model::Channels;
use crate::app::explore::words;
use crate::app::route::{Location, Query, Route, SessionTab};
use crate::app::select::{use_i18n, use_units};
use crate::app::windowing::RowWindow;
use crate::i18n::units::Units;
use crate::t;
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::Link;
use crate::ui::pages::sessions::explore::flag_key;
use crate::web::size::SizeWatch;

/// Height of a row, width of a column and of the column of times, px.
pub const ROW_PX: f64 = 26.0;
const COLUMN_PX: f64 = 112.0;
const TIME_PX: f64 = 118.0;
/// Height of the heading, px.
const HEAD_PX: f64 = 44.0;
/// A link to Explore shows so many seconds on either side.
const AROUND_S: f64 = 5.0;

#[derive(Clone)]
pub struct SourceRef(pub Rc<Source>);

impl PartialEq for SourceRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
pub struct GridViewProps {
    pub session: AttrValue,
    pub channels: Channels,
    pub source: SourceRef,
    /// Raised whenever the source has something new.
    pub version: u32,
    pub selection: Option<Selection>,
    pub onselect: Callback<Selection>,
    pub oncopy: Callback<()>,
    /// First and last second of the log, for links.
    pub span: (f64, f64),
    /// Brings this place to the top, each time the second number changes.
    pub reveal: Option<(usize, u32)>,
}

/// See the module.
#[component]
pub fn GridView(props: &GridViewProps) -> Html {
    let i18n = use_i18n();
    let units = use_units();
    let node = use_node_ref();
    let scroll = use_state_eq(|| (0.0_f64, 0.0_f64));
    let size = use_state_eq(|| (800.0_f64, 500.0_f64));
    let total = props.source.0.total().unwrap_or(0);
    let columns = props.channels.0.len();
    let window = RowWindow { count: total, row_px: ROW_PX, view_px: (size.1 - HEAD_PX).max(ROW_PX) };
    let visible = window.visible(scroll.0);
    let across = columns_in_view(scroll.1, size.0, columns);
    use_size(&node, &size);
    {
        let (rows, across) = ((visible.first, visible.end.max(1)), (across.start, across.end));
        use_effect_with((props.source.clone(), props.version, rows, across), |(source, _, rows, across)| {
            source.0.want(rows.0..rows.1, across.0..across.1);
        });
    }
    {
        let node = node.clone();
        use_effect_with((props.reveal, props.source.clone()), move |(reveal, _)| {
            if let (Some((place, _)), Some(element)) = (reveal, node.cast::<Element>()) {
                element.set_scroll_top(window.scroll_to(*place as f64).round() as i32);
            }
        });
    }
    let onscroll = {
        let (node, scroll) = (node.clone(), scroll.setter());
        Callback::from(move |_: web_sys::Event| {
            if let Some(element) = node.cast::<Element>() {
                scroll.set((f64::from(element.scroll_top()), f64::from(element.scroll_left())));
            }
        })
    };
    let extent = Extent { rows: total, columns, page: (window.view_px / ROW_PX).floor().max(1.0) as usize };
    let onkeydown = on_key(props, &node, window, extent);
    let onwheel = on_wheel(&node, window, *scroll);
    let active = props.selection.map(|s| format!("cell-{}-{}", s.head.row, s.head.column));
    let body_px = window.track_px();
    let width = TIME_PX + columns as f64 * COLUMN_PX;
    html! {
        <div
            class="data-grid" ref={node} role="grid" tabindex="0" aria-label={t!(i18n, "explore-data-grid")}
            aria-rowcount={(total + 1).to_string()} aria-colcount={(columns + 1).to_string()} aria-multiselectable="true"
            aria-activedescendant={active} {onscroll} {onkeydown} {onwheel} data-testid="data-grid" data-rows={total.to_string()}
        >
            <div class="grid-head" role="row" aria-rowindex="1" style={format!("inline-size:{width}px")}>
                <div class="time" role="columnheader" aria-colindex="1">{ t!(i18n, "explore-data-time") }<small>{ "s" }</small></div>
                for c in across.clone() { { head_cell(props, &units, c) } }
            </div>
            <div class="grid-body" role="rowgroup" style={format!("block-size:{body_px}px;inline-size:{width}px")}>
                for (i, row) in (visible.first..visible.end).enumerate() {
                    { grid_row(props, &units, row, visible.offset_px + i as f64 * ROW_PX, across.clone()) }
                }
            </div>
        </div>
    }
}

#[yew::hook]
fn use_size(node: &NodeRef, size: &UseStateHandle<(f64, f64)>) {
    let (node, size) = (node.clone(), size.setter());
    use_effect_with((), move |()| {
        let watch =
            node.cast::<Element>().and_then(|e| SizeWatch::new(&e, move |w, h| size.set((w, h))).ok());
        move || drop(watch)
    });
}

fn columns_in_view(left: f64, width: f64, columns: usize) -> Range<usize> {
    let first = (left / COLUMN_PX).floor().max(0.0) as usize;
    let count = (width / COLUMN_PX).ceil() as usize + 1;
    first.min(columns)..(first + count).min(columns)
}

fn place_of_column(column: usize) -> String {
    format!("inset-inline-start:{}px", TIME_PX + column as f64 * COLUMN_PX)
}

fn head_cell(props: &GridViewProps, units: &Units, column: usize) -> Html {
    let channel = &props.channels.0[column];
    let name = words::name(crate::i18n::I18n::new(units.lang), channel);
    html! {
        <div
            key={column} class="cell" role="columnheader" aria-colindex={(column + 2).to_string()}
            title={channel.source.clone()} style={place_of_column(column)}
        >
            <span>{ name }</span><small>{ words::unit(units, channel) }</small>
        </div>
    }
}

fn grid_row(props: &GridViewProps, units: &Rc<Units>, row: usize, top: f64, across: Range<usize>) -> Html {
    let i18n = crate::i18n::I18n::new(units.lang);
    let known = props.source.0.row(row, across.start);
    let time = known.map(|(_, t)| {
        let text = words::moment(units, t);
        let to = explore_at(&props.session, t, props.span);
        html! {
            <Link {to} label={t!(i18n, "explore-data-open", time = text.clone())}>{ text.clone() }</Link>
        }
    });
    html! {
        <div
            key={row} class="grid-row" role="row" aria-rowindex={(row + 2).to_string()} style={format!("inset-block-start:{top}px")}
            data-row={known.map(|(r, _)| r.to_string())} data-t={known.map(|(_, t)| t.to_string())}
        >
            <div class="time" role="rowheader" aria-colindex="1">{ time.unwrap_or_default() }</div>
            for c in across { { body_cell(props, units, row, c) } }
        </div>
    }
}

/// Explore with the cursor at a moment, and a few seconds around it.
fn explore_at(session: &str, t: f64, span: (f64, f64)) -> Location {
    let route = Route::Session(session.to_owned(), SessionTab::Explore);
    let (from, to) = ((t - AROUND_S).max(span.0), (t + AROUND_S).min(span.1));
    let query = Query::default().with_pair("t", from, to).with("c", t);
    Location { route, query }
}

fn body_cell(props: &GridViewProps, units: &Units, row: usize, column: usize) -> Html {
    let i18n = crate::i18n::I18n::new(units.lang);
    let channel = &props.channels.0[column];
    let here = Cell { row, column };
    let selected = props.selection.is_some_and(|s| s.contains(here));
    let cell = props.source.0.cell(row, column);
    let value = cell.and_then(|c| c.value);
    let flag = cell.and_then(|c| c.flag);
    let held = cell.is_some_and(|c| !c.fresh && c.value.is_some());
    let title = match flag {
        Some(flag) => Some(t!(i18n, flag_key(flag))),
        None => held.then(|| t!(i18n, "explore-data-held")),
    };
    let onmousedown = {
        let (onselect, before) = (props.onselect.clone(), props.selection);
        Callback::from(move |event: MouseEvent| {
            if event.button() == 0 {
                let drawn = before.filter(|_| event.shift_key()).map(|s| s.to(here));
                onselect.emit(drawn.unwrap_or(Selection::of(here)));
            }
        })
    };
    let onmouseenter = {
        let (onselect, before) = (props.onselect.clone(), props.selection);
        Callback::from(move |event: MouseEvent| {
            if let Some(selection) = before.filter(|_| event.buttons() & 1 == 1) {
                onselect.emit(selection.to(here));
            }
        })
    };
    let text = cell.map(|_| words::value(units, channel, value));
    html! {
        <div
            key={column} id={format!("cell-{row}-{column}")} role="gridcell" aria-colindex={(column + 2).to_string()}
            class={classes!("cell", held.then_some("held"), flag.map(|_| "flagged"), selected.then_some("selected"), cell.is_none().then_some("waiting"))}
            aria-selected={if selected { "true" } else { "false" }} style={place_of_column(column)} {title} {onmousedown} {onmouseenter}
            data-col={channel.key.to_string()} data-value={value.map(|v| v.to_string())} data-testid="data-cell"
        >
            if flag.is_some() { { icon(Icon::Warn) } }
            { text.unwrap_or_default() }
        </div>
    }
}

fn on_key(
    props: &GridViewProps,
    node: &NodeRef,
    window: RowWindow,
    extent: Extent,
) -> Callback<KeyboardEvent> {
    let (node, selection) = (node.clone(), props.selection);
    let (onselect, oncopy) = (props.onselect.clone(), props.oncopy.clone());
    Callback::from(move |event: KeyboardEvent| {
        let held = Held { shift: event.shift_key(), control: event.ctrl_key() || event.meta_key() };
        if held.control && event.key().eq_ignore_ascii_case("c") {
            event.prevent_default();
            return oncopy.emit(());
        }
        let Some(next) = selection.unwrap_or_default().key(&event.key(), held, extent) else { return };
        event.prevent_default();
        onselect.emit(next);
        let Some(element) = node.cast::<Element>().filter(|_| event.key() != "a") else { return };
        let top = window.row_at(f64::from(element.scroll_top()));
        let target = window.reveal(next.head.row, top);
        if (target - top).abs() > f64::EPSILON {
            element.set_scroll_top(window.scroll_to(target).round() as i32);
        }
        let (left, view) = (f64::from(element.scroll_left()), f64::from(element.client_width()) - TIME_PX);
        let start = next.head.column as f64 * COLUMN_PX;
        if start < left {
            element.set_scroll_left(start as i32);
        } else if start + COLUMN_PX > left + view {
            element.set_scroll_left((start + COLUMN_PX - view) as i32);
        }
    })
}

/// On a shortened track a notch of the wheel would leap over thousands of rows: it moves by rows instead.
fn on_wheel(node: &NodeRef, window: RowWindow, scroll: (f64, f64)) -> Callback<WheelEvent> {
    let node = node.clone();
    let squeezed = window.track_px() < window.row_px * window.count as f64;
    Callback::from(move |event: WheelEvent| {
        let vertical =
            event.delta_y().abs() > event.delta_x().abs() && !event.shift_key() && !event.ctrl_key();
        if let (true, Some(element)) = (squeezed && vertical, node.cast::<Element>()) {
            event.prevent_default();
            let pixels = event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL;
            let rows = if pixels { event.delta_y() / window.row_px } else { event.delta_y() };
            let target = window.scroll_to(window.row_at(scroll.0) + rows);
            let step = (target - scroll.0).abs().max(1.0).copysign(rows);
            element.set_scroll_top((scroll.0 + step).round() as i32);
        }
    })
}
