//! The difference of two tables as a surface that is turned by dragging or with the arrow keys.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent};
use yew::{
    Callback, Html, Properties, UseStateHandle, component, hook, html, use_memo, use_mut_ref, use_state_eq,
};

use crate::app::maps::{Camera, Face, Scene, scene};
use crate::app::select::{use_i18n, use_units};
use crate::app::tables::{Scale, point_text, shade};
use crate::engine::tables::{Area, Cell, MapAxis, MapTable};
use crate::i18n::units::Units;
use crate::t;
use crate::ui::components::form::IconButton;
use crate::ui::components::icons::Icon;
use crate::ui::pages::tables::TableRef;

/// Size of the picture in its own pixels; the page makes it as wide as there is room.
const SIZE: (f64, f64) = (640.0, 400.0);
/// What a key turns, in pixels of a drag.
const TURN: f64 = 12.0;
const ZOOM: f64 = 1.2;

#[derive(Properties, PartialEq)]
pub struct ReliefProps {
    /// The differences as cells.
    pub table: TableRef,
    pub scale: Scale,
}

/// The camera, and what turns it.
struct Turning {
    camera: UseStateHandle<Camera>,
    onkeydown: Callback<KeyboardEvent>,
    onpointerdown: Callback<PointerEvent>,
    onpointermove: Callback<PointerEvent>,
    end: Callback<PointerEvent>,
}

impl Turning {
    fn zoom(&self, factor: f64) -> Callback<MouseEvent> {
        let camera = self.camera.clone();
        Callback::from(move |_: MouseEvent| camera.set(camera.zoomed(factor)))
    }
}

#[hook]
fn use_turning() -> Turning {
    let camera = use_state_eq(Camera::default);
    let last = use_mut_ref(|| None::<(f64, f64)>);
    let onkeydown = {
        let camera = camera.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let next = match event.key().as_str() {
                "ArrowLeft" => camera.dragged(-TURN, 0.0),
                "ArrowRight" => camera.dragged(TURN, 0.0),
                "ArrowUp" => camera.dragged(0.0, TURN),
                "ArrowDown" => camera.dragged(0.0, -TURN),
                "+" => camera.zoomed(ZOOM),
                "-" => camera.zoomed(1.0 / ZOOM),
                _ => return,
            };
            event.prevent_default();
            camera.set(next);
        })
    };
    let onpointerdown = {
        let last = Rc::clone(&last);
        Callback::from(move |event: PointerEvent| {
            if let Some(element) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) {
                // A pointer that has just left cannot be captured; then the gesture ends by itself.
                element.set_pointer_capture(event.pointer_id()).ok();
            }
            *last.borrow_mut() = Some(at(&event));
        })
    };
    let onpointermove = {
        let (last, camera) = (Rc::clone(&last), camera.clone());
        Callback::from(move |event: PointerEvent| {
            let mut last = last.borrow_mut();
            let Some((x, y)) = *last else { return };
            let now = at(&event);
            *last = Some(now);
            camera.set(camera.dragged(now.0 - x, now.1 - y));
        })
    };
    let end = Callback::from(move |_: PointerEvent| *last.borrow_mut() = None);
    Turning { camera, onkeydown, onpointerdown, onpointermove, end }
}

/// See the module.
#[component]
pub fn Relief(props: &ReliefProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let turning = use_turning();
    let camera = *turning.camera;
    let seen = use_memo((props.table.clone(), camera), |(table, camera)| {
        // Nothing is selected in it.
        let corner = Cell::at(0, 0);
        scene(&table.0, *camera, SIZE, Area::cell(corner), corner)
    });
    let Some(seen) = seen.as_ref() else { return Html::default() };
    let (further, nearer) = (turning.zoom(1.0 / ZOOM), turning.zoom(ZOOM));
    let Turning { onkeydown, onpointerdown, onpointermove, end, .. } = turning;
    html! {
        <section class="stack relief" aria-label={t!(i18n, "tables-diff-relief")}>
            <div class="row">
                <h3>{ t!(i18n, "tables-diff-relief") }</h3>
                <IconButton label={t!(i18n, "table-editor-surface-further")} icon={Icon::ZoomOut} onclick={further} />
                <IconButton label={t!(i18n, "table-editor-surface-nearer")} icon={Icon::ZoomIn} onclick={nearer} />
            </div>
            <svg
                viewBox={format!("0 0 {} {}", SIZE.0, SIZE.1)} tabindex="0" role="application" aria-label={t!(i18n, "tables-diff-relief-label")}
                {onkeydown} {onpointerdown} {onpointermove} onpointerup={end.clone()} onpointercancel={end}
                data-testid="diff-relief" data-turn={format!("{:.3}", camera.turn)} data-tilt={format!("{:.3}", camera.tilt)}
            >
                <polygon class="floor" points={points(&seen.floor)} />
                for (i, face) in seen.faces.iter().enumerate() { { drawn(i, face, props.scale) } }
                { labels(&units, seen, &props.table.0) }
            </svg>
            <p class="hint">{ t!(i18n, "tables-diff-relief-hint") }</p>
        </section>
    }
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

fn points(corners: &[(f64, f64)]) -> String {
    corners.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
}

/// A piece of the surface in the colour its cells have in the grid above.
fn drawn(key: usize, face: &Face, scale: Scale) -> Html {
    html! { <polygon {key} class={shade(scale.step(face.mean))} points={points(&face.corners)} /> }
}

/// The ends of both axes.
fn labels(units: &Units, seen: &Scene, table: &MapTable) -> Html {
    let ends = |axis: Option<&MapAxis>| {
        let text =
            |axis: &MapAxis, p: Option<&f64>| p.map(|p| point_text(units, axis, *p)).unwrap_or_default();
        axis.map(|axis| {
            let points = axis.active();
            [text(axis, points.first()), text(axis, points.last())]
        })
        .unwrap_or_default()
    };
    let texts = ends(Some(table.x())).into_iter().chain(ends(table.y()));
    html! {
        for (i, (text, (x, y))) in texts.zip(seen.ends()).enumerate() {
            <text key={i} x={format!("{x:.1}")} y={format!("{:.1}", y + 14.0)} text-anchor="middle">{ text }</text>
        }
    }
}
