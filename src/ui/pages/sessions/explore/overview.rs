//! The whole log below the strips, with what of it is in view: a scroll bar that shows where something happens.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::{Element, HtmlCanvasElement, HtmlElement, KeyboardEvent, PointerEvent};
use yew::{Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_mut_ref, use_node_ref};

use super::chart::{Chart, Step};
use crate::app::explore::colours;
use crate::app::explore::model::Channels;
use crate::app::explore::state::Explore;
use crate::app::select::{use_i18n, use_select, use_theme};
use crate::app::store::Store;
use crate::charts::painter::Painter;
use crate::charts::strips::{Affine, Ink, Item, Rect, Span};
use crate::charts::theme::Theme;
use crate::engine::channels::ChannelKey;
use crate::t;
use crate::web::global;
use crate::web::size::SizeWatch;

/// Height, px.
const HEIGHT: f64 = 34.0;
/// Width of the handles at the ends of the window, px.
const HANDLE_PX: f64 = 10.0;
/// Narrowest window that can be seen and grasped, px.
const LEAST_PX: f64 = 12.0;

#[derive(Properties, PartialEq)]
pub struct OverviewProps {
    pub chart: Chart,
    pub channels: Channels,
    pub store: Store<Explore>,
}

/// What of the window is dragged.
#[derive(Clone, Copy, PartialEq)]
enum Grip {
    /// All of it; the pointer went down at this share of the log.
    Window {
        at: f64,
        span: Span,
    },
    Start,
    End,
}

/// See the module.
#[component]
pub fn Overview(props: &OverviewProps) -> Html {
    let i18n = use_i18n();
    let theme = use_theme();
    let (host, canvas, window) = (use_node_ref(), use_node_ref(), use_node_ref());
    let first = {
        let channels = props.channels.clone();
        use_select(&props.store, move |s: &Explore| shown(s, &channels))
    };
    let range = use_select(&props.store, |s: &Explore| s.range);
    {
        let deps = (props.chart.clone(), first, theme);
        let (host, canvas) = (host.clone(), canvas.clone());
        use_effect_with(deps, move |(chart, first, _)| {
            let painted = Rc::new(Painted { host, canvas, chart: chart.clone(), first: (**first).clone() });
            let kept = follow(&painted);
            move || drop(kept)
        });
    }
    {
        let window = window.clone();
        use_effect_with(props.chart.clone(), move |chart| {
            let place = {
                let chart = chart.clone();
                move |span: &Span| place(&window, &chart, *span)
            };
            place(&chart.span());
            let subscription = chart.told().span.subscribe(place);
            move || drop(subscription)
        });
    }
    let grip: Rc<Cell<Option<Grip>>> = use_mut_ref(|| Rc::new(Cell::new(None))).borrow().clone();
    let all = props.chart.limits().all();
    let now = range.map_or(all, |(a, b)| Span::new(a, b));
    html! {
        <div
            class="strip-overview" ref={host.clone()} tabindex="0" role="scrollbar" aria-orientation="horizontal"
            aria-controls="explore-strips" aria-label={t!(i18n, "explore-overview")}
            aria-valuemin={format!("{:.3}", all.t0)} aria-valuemax={format!("{:.3}", all.t1)}
            aria-valuenow={format!("{:.3}", now.t0)} data-testid="overview"
            onpointerdown={on_down(&props.chart, &host, &grip)} onpointermove={on_move(&props.chart, &host, &grip)}
            onpointerup={let_go(&grip)} onpointercancel={let_go(&grip)} onkeydown={on_key(&props.chart)}
            ondblclick={let chart = props.chart.clone(); move |_| chart.reset()}
        >
            <canvas ref={canvas} aria-hidden="true" />
            <div class="strip-overview-window" ref={window}><i /><i /></div>
        </div>
    }
}

/// The first line from the top, with its colour.
fn shown(state: &Explore, channels: &Channels) -> Option<(ChannelKey, u8)> {
    let key = state.layout.keys().find(|k| channels.get(k).is_some_and(|c| !c.is_state()))?.clone();
    let colour = colours::assign(&state.layout).get(&key).copied()?;
    Some((key, colour))
}

struct Painted {
    host: NodeRef,
    canvas: NodeRef,
    chart: Chart,
    first: Option<(ChannelKey, u8)>,
}

/// Paints now, when lines come and when the size changes.
fn follow(painted: &Rc<Painted>) -> impl Sized + use<> {
    let again = Rc::clone(painted);
    let lines = painted.chart.told().whole.subscribe(move |()| again.paint());
    let again = Rc::clone(painted);
    let size = painted.host.cast::<Element>().and_then(|host| {
        let watch = SizeWatch::new(&host, move |_, _| again.paint());
        watch.inspect_err(|error| tracing::warn!(%error, "overview")).ok()
    });
    painted.paint();
    (lines, size)
}

impl Painted {
    fn paint(&self) {
        let (Some(host), Some(canvas)) =
            (self.host.cast::<Element>(), self.canvas.cast::<HtmlCanvasElement>())
        else {
            return;
        };
        let painter = match Painter::new(canvas) {
            Ok(painter) => painter,
            Err(error) => return tracing::warn!(%error, "overview"),
        };
        let width = f64::from(host.client_width()).max(1.0);
        let ratio = global::window().map_or(1.0, |w| w.device_pixel_ratio()).min(2.0);
        painter.resize(width, HEIGHT, ratio);
        let theme = Theme::read(&host);
        let Some((key, colour)) = &self.first else { return painter.paint(&[], &theme, |_| None) };
        let Some((shape, t0, (low, high))) = self.chart.whole(key) else { return };
        let all = self.chart.limits().all();
        let x = Affine::through(all.t0, 0.0, all.t1, width);
        let (low, high) = if high > low { (low, high) } else { (low - 1.0, high + 1.0) };
        let trace = Item::Trace {
            series: 0,
            clip: Rect::new(0.0, 0.0, width, HEIGHT),
            x: Affine { scale: x.scale, offset: x.apply(t0) },
            y: Affine::through(low, HEIGHT - 4.0, high, 4.0),
            ink: Ink::Trace(*colour),
            width: 1.0,
            dashed: false,
        };
        painter.paint(&[trace], &theme, |_| Some(Rc::clone(&shape)));
    }
}

/// Puts the window where the view is.
fn place(window: &NodeRef, chart: &Chart, span: Span) {
    let Some(element) = window.cast::<HtmlElement>() else { return };
    let all = chart.limits().all();
    let (left, width) = (all.share(span.t0) * 100.0, span.length() / all.length() * 100.0);
    let style = element.style();
    // Percentages are always understood.
    style.set_property("inset-inline-start", &format!("min({left:.4}%, calc(100% - {LEAST_PX}px))")).ok();
    style.set_property("inline-size", &format!("max({width:.4}%, {LEAST_PX}px)")).ok();
}

fn share_at(host: &NodeRef, event: &PointerEvent) -> Option<(f64, f64)> {
    let rect = host.cast::<Element>()?.get_bounding_client_rect();
    let width = rect.width().max(1.0);
    Some(((f64::from(event.client_x()) - rect.left()) / width, width))
}

fn on_down(chart: &Chart, host: &NodeRef, grip: &Rc<Cell<Option<Grip>>>) -> Callback<PointerEvent> {
    let (chart, host, grip) = (chart.clone(), host.clone(), Rc::clone(grip));
    Callback::from(move |event: PointerEvent| {
        let Some((at, width)) = share_at(&host, &event).filter(|_| event.button() == 0) else { return };
        let (all, mut span) = (chart.limits().all(), chart.span());
        let (left, right) = (all.share(span.t0), all.share(span.t1));
        let handle = HANDLE_PX / width;
        let taken = if (at - left).abs() <= handle && (at - left).abs() <= (at - right).abs() {
            Grip::Start
        } else if (at - right).abs() <= handle {
            Grip::End
        } else {
            if at < left || at > right {
                // Beside the window: it comes here first.
                let half = (right - left) / 2.0;
                span = Span::new(all.at(at - half), all.at(at + half)).within(&chart.limits());
                chart.look(span);
            }
            Grip::Window { at, span }
        };
        grip.set(Some(taken));
        if let Some(element) = host.cast::<Element>() {
            // A pointer that has just left cannot be captured.
            element.set_pointer_capture(event.pointer_id()).ok();
        }
    })
}

fn on_move(chart: &Chart, host: &NodeRef, grip: &Rc<Cell<Option<Grip>>>) -> Callback<PointerEvent> {
    let (chart, host, grip) = (chart.clone(), host.clone(), Rc::clone(grip));
    Callback::from(move |event: PointerEvent| {
        let (Some(taken), Some((at, _))) = (grip.get(), share_at(&host, &event)) else { return };
        let limits = chart.limits();
        let (all, span) = (limits.all(), chart.span());
        let t = all.at(at.clamp(0.0, 1.0));
        let next = match taken {
            Grip::Window { at: down, span } => {
                let dt = (at - down) * all.length();
                Span::new(span.t0 + dt, span.t1 + dt)
            }
            Grip::Start => Span::new(t.min(span.t1 - limits.least), span.t1),
            Grip::End => Span::new(span.t0, t.max(span.t0 + limits.least)),
        };
        chart.look(next.within(&limits));
    })
}

fn let_go(grip: &Rc<Cell<Option<Grip>>>) -> Callback<PointerEvent> {
    let grip = Rc::clone(grip);
    Callback::from(move |_| grip.set(None))
}

fn on_key(chart: &Chart) -> Callback<KeyboardEvent> {
    let chart = chart.clone();
    Callback::from(move |event: KeyboardEvent| {
        let limits = chart.limits();
        let span = chart.span();
        match event.key().as_str() {
            "ArrowLeft" => chart.look(span.pan(-0.1, &limits)),
            "ArrowRight" => chart.look(span.pan(0.1, &limits)),
            "PageUp" => chart.step(Step::PageBack),
            "PageDown" => chart.step(Step::PageForth),
            "Home" => chart.look(span.pan(-f64::MAX.sqrt(), &limits)),
            "End" => chart.look(span.pan(f64::MAX.sqrt(), &limits)),
            _ => return,
        }
        event.prevent_default();
    })
}
