use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver, WheelEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, UseStateHandle, classes, component, html,
    use_effect_with, use_node_ref, use_state_eq,
};

use crate::app::windowing::RowWindow;
use crate::web::JsError;

#[derive(Properties, PartialEq)]
pub struct VirtualRowsProps {
    /// Number of rows.
    pub count: usize,
    /// Height of each, px.
    pub row_px: f64,
    /// Draws a row. It must be one element of that height with a `key`; for a table give it `role="row"` and
    /// `aria-rowindex`.
    pub row: Callback<usize, Html>,
    /// Stays above the rows while they scroll.
    #[prop_or_default]
    pub head: Html,
    /// Name of the list.
    pub label: AttrValue,
    /// `list`, `table` or `grid`.
    #[prop_or(AttrValue::Static("list"))]
    pub role: AttrValue,
    #[prop_or_default]
    pub class: AttrValue,
    /// Brings this row on screen when it changes.
    #[prop_or_default]
    pub reveal: Option<usize>,
    /// The box that scrolls.
    #[prop_or_default]
    pub node: NodeRef,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A list of any length in a box that scrolls; give the box a height by its class.
#[component]
pub fn VirtualRows(props: &VirtualRowsProps) -> Html {
    let own = use_node_ref();
    let node = if props.node == NodeRef::default() { own } else { props.node.clone() };
    let scroll = use_state_eq(|| 0.0_f64);
    let view = use_state_eq(|| 400.0_f64);
    let window = RowWindow { count: props.count, row_px: props.row_px, view_px: *view };

    use_height(&node, &view);
    {
        let node = node.clone();
        use_effect_with((props.reveal, props.count), move |(reveal, _)| {
            if let (Some(row), Some(element)) = (*reveal, node.cast::<Element>()) {
                let window = RowWindow { view_px: f64::from(element.client_height()), ..window };
                let top = window.row_at(f64::from(element.scroll_top()));
                let target = window.reveal(row, top);
                if (target - top).abs() > f64::EPSILON {
                    element.set_scroll_top(window.scroll_to(target).round() as i32);
                }
            }
        });
    }
    let onscroll = {
        let (node, scroll) = (node.clone(), scroll.setter());
        Callback::from(move |_| {
            if let Some(element) = node.cast::<Element>() {
                scroll.set(f64::from(element.scroll_top()));
            }
        })
    };
    // On a shortened track a notch of the wheel would leap over thousands of rows: it moves by rows instead.
    let squeezed = window.track_px() < props.row_px * props.count as f64;
    let onwheel = {
        let (node, top) = (node.clone(), window.row_at(*scroll));
        Callback::from(move |event: WheelEvent| {
            if let (true, Some(element)) = (squeezed && !event.ctrl_key(), node.cast::<Element>()) {
                event.prevent_default();
                roll(&event, &element, window, top);
            }
        })
    };

    let visible = window.visible(*scroll);
    html! {
        <div
            ref={node} class={classes!("rows", props.class.to_string())} role={props.role.clone()} tabindex="0"
            aria-label={props.label.clone()} aria-rowcount={(props.role != "list").then(|| props.count.to_string())}
            {onscroll} {onwheel} data-testid={props.testid.clone()}
        >
            { props.head.clone() }
            <div class="track" role="presentation" style={format!("block-size:{}px", window.track_px())}>
                <div class="window" role="presentation" style={format!("transform:translateY({}px)", visible.offset_px)}>
                    for i in visible.first..visible.end { { props.row.emit(i) } }
                </div>
            </div>
        </div>
    }
}

#[yew::hook]
fn use_height(node: &NodeRef, height: &UseStateHandle<f64>) {
    let (node, height) = (node.clone(), height.setter());
    use_effect_with(node.clone(), move |_| {
        let observed =
            node.cast::<Element>().and_then(|element| observe_height(&element, move |px| height.set(px)));
        move || drop(observed)
    });
}

/// Moves by as many rows as the wheel has turned, at least by a pixel.
fn roll(event: &WheelEvent, element: &Element, window: RowWindow, top: f64) {
    let lines = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL {
        event.delta_y() / window.row_px
    } else {
        event.delta_y()
    };
    let target = window.scroll_to(top + lines);
    let now = f64::from(element.scroll_top());
    let step = (target - now).abs().max(1.0).copysign(lines);
    element.set_scroll_top((now + step).round() as i32);
}

/// Holds an observer and its closure; ends with it.
struct Observed {
    observer: ResizeObserver,
    _tell: Closure<dyn Fn()>,
}

impl Drop for Observed {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn observe_height(element: &Element, tell: impl Fn(f64) + 'static) -> Option<Observed> {
    let target = element.clone();
    let closure = Closure::<dyn Fn()>::new(move || tell(f64::from(target.client_height())));
    match ResizeObserver::new(closure.as_ref().unchecked_ref()) {
        Ok(observer) => {
            observer.observe(element);
            Some(Observed { observer, _tell: closure })
        }
        Err(error) => {
            tracing::warn!(error = %JsError::from(error), "the size of a list is not watched");
            None
        }
    }
}
