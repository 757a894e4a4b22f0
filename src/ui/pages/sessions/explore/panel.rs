//! The strips with their names, edges, time axis and overview.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::{HtmlCanvasElement, HtmlElement, KeyboardEvent, PointerEvent};
use yew::{
    Callback, Html, NodeRef, Properties, UseStateHandle, component, html, use_effect_with, use_mut_ref,
    use_node_ref, use_state_eq,
};

use super::chart::{Chart, NAMES_MARGIN_PX, Plan};
use super::chip::Chip;
use super::overview::Overview;
use crate::app::error::{AppError, Explain};
use crate::app::explore::model::Channels;
use crate::app::explore::state::{Action, Explore};
use crate::app::explore::words;
use crate::app::select::{use_i18n, use_select, use_units};
use crate::app::store::Store;
use crate::charts::strips::{AXIS_PX, drag_boundary};
use crate::i18n::I18n;
use crate::i18n::units::Units;
use crate::t;
use crate::ui::components::feedback::{empty_state, error_panel};
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;
use crate::web::dom;

/// A key moves the edge of a strip by so many pixels.
const KEY_PX: f64 = 16.0;

#[derive(Properties, PartialEq)]
pub struct StripPanelProps {
    pub chart: Chart,
    pub channels: Channels,
    pub store: Store<Explore>,
    /// Puts the cursor into the search field of the channels.
    pub pick: Callback<()>,
}

/// See the module.
#[component]
pub fn StripPanel(props: &StripPanelProps) -> Html {
    let i18n = use_i18n();
    let units = use_units();
    let (host, strips, above) = (use_node_ref(), use_node_ref(), use_node_ref());
    let plan = use_state_eq(|| Option::<Rc<Plan>>::None);
    let failed = use_state_eq(|| Option::<AppError>::None);
    let empty = use_select(&props.store, |s: &Explore| s.layout.strips.is_empty());
    use_mounted(&props.chart, (host.clone(), strips.clone(), above.clone()), &plan, &failed);
    // Reached by Tab the strips show it, grasped by hand they need not: their keys work wherever the focus is.
    let by_hand = |on: bool| {
        let host = host.clone();
        move || {
            if let Some(host) = host.cast::<web_sys::Element>() {
                dom::toggle_attribute(&host, "data-by-hand", on);
            }
        }
    };
    let (grasped, left) = (by_hand(true), by_hand(false));
    let label = summary(i18n, &units, props, &use_select(&props.store, |s: &Explore| (s.range, s.a, s.b)));
    let needed = plan.as_ref().map(|p| format!("min-block-size:{}px", p.boxes.needed.ceil()));
    let pick = props.pick.reform(|_: web_sys::MouseEvent| ());
    html! {
        <>
            <div
                class="strips" id="explore-strips" ref={host} style={needed} tabindex="0" role="application"
                aria-label={t!(i18n, "explore-strips")} aria-roledescription={t!(i18n, "explore-strips-role")}
                data-testid="strip-chart" onpointerdown={move |_| grasped()} onfocusout={move |_| left()}
            >
                <canvas class="strips-base" ref={strips} role="img" aria-label={label} />
                <canvas class="strips-above" ref={above} aria-hidden="true" />
                if let Some(plan) = &*plan {
                    { names(props, plan) }
                    { edges(i18n, props, plan) }
                }
                if *empty {
                    <div class="strips-empty">
                        { empty_state(
                            Icon::Columns, t!(i18n, "explore-empty"), t!(i18n, "explore-empty-text"),
                            html! { <Button label={t!(i18n, "explore-pick")} onclick={pick} /> },
                        ) }
                    </div>
                }
                if let Some(error) = &*failed {
                    <div class="strips-failed">
                        { error_panel(i18n, &error.user_message(), html! {
                            <Button label={t!(i18n, "explore-retry")} onclick={let chart = props.chart.clone(); move |_| chart.retry()} />
                        }) }
                    </div>
                }
            </div>
            <Overview chart={props.chart.clone()} channels={props.channels.clone()} store={props.store.clone()} />
        </>
    }
}

/// The chart draws on the canvases as long as they are there, and tells what it needs and what went wrong.
#[yew::hook]
fn use_mounted(
    chart: &Chart,
    nodes: (NodeRef, NodeRef, NodeRef),
    plan: &UseStateHandle<Option<Rc<Plan>>>,
    failed: &UseStateHandle<Option<AppError>>,
) {
    let (plan, failed) = (plan.setter(), failed.setter());
    use_effect_with(chart.clone(), move |chart| {
        let told = failed.clone();
        let kept = (
            chart.told().boxes.subscribe(move |now| plan.set(Some(Rc::clone(now)))),
            chart.told().failed.subscribe(move |error| told.set(error.clone())),
        );
        let elements = (
            nodes.0.cast::<HtmlElement>(),
            nodes.1.cast::<HtmlCanvasElement>(),
            nodes.2.cast::<HtmlCanvasElement>(),
        );
        let mounted = match elements {
            (Some(host), Some(strips), Some(above)) => match chart.mount(&host, strips, above) {
                Ok(mounted) => Some(mounted),
                Err(error) => {
                    failed.set(Some(error.into()));
                    None
                }
            },
            _ => None,
        };
        move || drop((kept, mounted))
    });
}

type Marks = (Option<(f64, f64)>, Option<f64>, Option<f64>);

/// What the picture shows, in words.
fn summary(i18n: I18n, units: &Units, props: &StripPanelProps, (range, a, b): &Marks) -> String {
    let state = props.store.get();
    let names: Vec<String> = state
        .layout
        .keys()
        .filter_map(|key| props.channels.get(key))
        .map(|channel| words::name(i18n, channel))
        .collect();
    let all = props.chart.limits().all();
    let (t0, t1) = range.unwrap_or((all.t0, all.t1));
    let moment = |t: f64| words::moment(units, t);
    let text = t!(i18n, "explore-summary", channels = names.join(", "), from = moment(t0), to = moment(t1));
    match (a, b) {
        (Some(a), Some(b)) => {
            let marks = t!(i18n, "explore-summary-marks", a = moment(*a), b = moment(*b));
            format!("{text} {marks}")
        }
        _ => text.into_owned(),
    }
}

/// The names of the channels, each strip's at its top, a state's at its lane.
fn names(props: &StripPanelProps, plan: &Plan) -> Html {
    let count = plan.strips.len();
    let chip = |strip: usize, trace: &super::chart::PlanTrace| {
        let Some(channel) = props.channels.get(&trace.key) else { return Html::default() };
        html! {
            <Chip
                key={trace.key.to_string()} chart={props.chart.clone()} store={props.store.clone()}
                channel={channel.clone()} trace={trace.clone()} {strip} strips={count}
            />
        }
    };
    let of_strip = |(i, traces): (usize, &Vec<super::chart::PlanTrace>)| {
        let place = &plan.boxes.strips[i];
        let (left, width) = (place.plot.x + NAMES_MARGIN_PX / 2.0, place.plot.w - NAMES_MARGIN_PX);
        let style = format!(
            "inset-block-start:{}px;inset-inline-start:{left}px;inline-size:{width}px",
            place.area.y + 2.0
        );
        html! {
            <div key={i} class="strip-names" {style}>
                for trace in traces.iter().filter(|t| t.lane.is_none()) { { chip(i, trace) } }
            </div>
        }
    };
    let of_lane = |strip: usize, trace: &super::chart::PlanTrace| {
        let lane = trace.lane.and_then(|lane| plan.boxes.strips[strip].lanes.get(lane).copied());
        let Some(rect) = lane else { return Html::default() };
        html! {
            <div
                key={trace.key.to_string()} class="lane-name"
                style={format!("inset-block-start:{}px;inset-inline-start:{}px", rect.y - 2.0, rect.x + 6.0)}
            >
                { chip(strip, trace) }
            </div>
        }
    };
    html! {
        <>
            for entry in plan.strips.iter().enumerate() { { of_strip(entry) } }
            for (i, traces) in plan.strips.iter().enumerate() {
                for trace in traces.iter().filter(|t| t.lane.is_some()) { { of_lane(i, trace) } }
            }
        </>
    }
}

/// The edges between strips, which can be dragged.
fn edges(i18n: I18n, props: &StripPanelProps, plan: &Rc<Plan>) -> Html {
    let movable =
        |i: usize| plan.shapes[..=i].iter().any(|s| s.lines) && plan.shapes[i + 1..].iter().any(|s| s.lines);
    html! {
        for i in (0..plan.strips.len().saturating_sub(1)).filter(|i| movable(*i)) {
            <Edge
                key={i} index={i} plan={Rc::clone(plan)} store={props.store.clone()}
                label={t!(i18n, "explore-edge", n = i + 1)}
            />
        }
    }
}

#[derive(Properties, PartialEq)]
struct EdgeProps {
    index: usize,
    plan: Rc<Plan>,
    store: Store<Explore>,
    label: yew::AttrValue,
}

/// Where an edge was taken, and how everything stood then.
#[derive(Clone)]
struct Taken {
    y: f64,
    plan: Rc<Plan>,
}

#[component]
fn Edge(props: &EdgeProps) -> Html {
    let taken: Rc<Cell<Option<Taken>>> = use_mut_ref(|| Rc::new(Cell::new(None))).borrow().clone();
    let area = props.plan.boxes.strips[props.index].area;
    let body = props.plan.boxes.frame.height - AXIS_PX;
    let apply = {
        let (store, index) = (props.store.clone(), props.index);
        move |plan: &Plan, dy: f64| {
            let weights = drag_boundary(&plan.boxes, &plan.shapes, index, dy);
            let layout = store.get().layout.weigh(&weights);
            store.dispatch(Action::Layout(layout));
        }
    };
    let onpointerdown = {
        let (taken, plan) = (Rc::clone(&taken), Rc::clone(&props.plan));
        Callback::from(move |event: PointerEvent| {
            taken.set(Some(Taken { y: f64::from(event.client_y()), plan: Rc::clone(&plan) }));
            if let Some(edge) = yew::TargetCast::target_dyn_into::<web_sys::Element>(&event) {
                // A pointer that has just left cannot be captured.
                edge.set_pointer_capture(event.pointer_id()).ok();
            }
            event.prevent_default();
        })
    };
    let onpointermove = {
        let (taken, apply) = (Rc::clone(&taken), apply.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(from) = taken.take() {
                apply(&from.plan, f64::from(event.client_y()) - from.y);
                taken.set(Some(from));
            }
        })
    };
    let let_go = Callback::from(move |_: PointerEvent| taken.set(None));
    let onkeydown = {
        let plan = Rc::clone(&props.plan);
        Callback::from(move |event: KeyboardEvent| {
            let dy = match event.key().as_str() {
                "ArrowUp" => -KEY_PX,
                "ArrowDown" => KEY_PX,
                _ => return,
            };
            event.prevent_default();
            apply(&plan, dy);
        })
    };
    html! {
        <div
            class="strip-edge" role="separator" aria-orientation="horizontal" tabindex="0" aria-label={props.label.clone()}
            aria-valuemin="0" aria-valuemax="100" aria-valuenow={format!("{:.0}", area.bottom() / body.max(1.0) * 100.0)}
            style={format!("inset-block-start:{}px", area.bottom())} {onpointerdown} {onpointermove}
            onpointerup={let_go.clone()} onpointercancel={let_go} {onkeydown}
        />
    }
}
