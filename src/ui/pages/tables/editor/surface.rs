//! The table as a surface: turned by dragging or with the arrow keys, the selection marked, a click selects a cell.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{
    CanvasRenderingContext2d, CssStyleDeclaration, Element, HtmlCanvasElement, KeyboardEvent, MouseEvent,
    PointerEvent,
};
use yew::{
    Callback, Html, NodeRef, Properties, UseStateHandle, component, html, use_effect_with, use_memo,
    use_mut_ref, use_node_ref, use_state_eq,
};

use super::state::{Editor, Same};
use crate::app::maps::words::Words;
use crate::app::maps::{Camera, LEVELS, Scene, Selection, scene};
use crate::app::select::use_theme;
use crate::engine::tables::{History, MapAxis};
use crate::t;
use crate::ui::components::form::IconButton;
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::panel;
use crate::web::global;
use crate::web::size::SizeWatch;

/// A drag that moves less is a click, px.
const SLOP: f64 = 4.0;
/// What a key turns, in pixels of a drag.
const TURN: f64 = 12.0;
const ZOOM: f64 = 1.2;

#[derive(Properties, PartialEq)]
pub struct SurfaceProps {
    pub editor: Editor,
    pub history: Same<History>,
    pub words: Same<Words>,
    pub selection: Selection,
}

/// A drag: where it was last, and how far it went.
type Dragged = Option<((f64, f64), f64)>;

/// See the module.
#[component]
pub fn Surface(props: &SurfaceProps) -> Html {
    let i18n = props.words.i18n;
    let theme = use_theme();
    let node = use_node_ref();
    let size = use_state_eq(|| (320.0_f64, 260.0_f64));
    let camera = use_state_eq(Camera::default);
    let drag = use_mut_ref(|| Dragged::None);
    use_size(&node, &size, props.history.table().is_curve());
    let shown: Rc<Option<Scene>> = {
        let deps = (props.history.clone(), props.selection, *camera, *size);
        use_memo(deps, |(history, selection, camera, size)| {
            scene(history.table(), *camera, *size, selection.area(), selection.focus)
        })
    };
    {
        let (node, words, history) = (node.clone(), props.words.clone(), props.history.clone());
        let deps = (Same(Rc::clone(&shown)), *size, theme);
        use_effect_with(deps, move |(shown, size, _)| {
            if let (Some(scene), Some(canvas)) = (shown.as_ref(), node.cast::<HtmlCanvasElement>()) {
                draw(&canvas, scene, *size, &words, &history);
            }
        });
    }
    let body = if shown.is_some() {
        let onkeydown = turned_by_keys(&camera);
        let grasp = Grasp { drag, camera: camera.clone() };
        html! {
            <div class="map-surface">
                <canvas
                    ref={node} tabindex="0" role="application" aria-label={t!(i18n, "table-editor-surface-label")} {onkeydown}
                    onpointerdown={grasp.begin()} onpointermove={grasp.turn()} onpointerup={grasp.end(&props.editor, &shown)}
                    onpointercancel={grasp.cancel()} data-testid="table-surface"
                    data-turn={format!("{:.3}", camera.turn)} data-tilt={format!("{:.3}", camera.tilt)}
                />
                <p class="hint">{ t!(i18n, "table-editor-surface-hint") }</p>
            </div>
        }
    } else {
        html! { <p class="hint map-surface">{ t!(i18n, "table-editor-surface-none") }</p> }
    };
    let zoom = |factor: f64| {
        let camera = camera.clone();
        Callback::from(move |_: MouseEvent| camera.set(camera.zoomed(factor)))
    };
    let aside = html! {
        <>
            <IconButton label={t!(i18n, "table-editor-surface-further")} icon={Icon::ZoomOut} onclick={zoom(1.0 / ZOOM)} />
            <IconButton label={t!(i18n, "table-editor-surface-nearer")} icon={Icon::ZoomIn} onclick={zoom(ZOOM)} />
        </>
    };
    panel(t!(i18n, "table-editor-surface"), aside, body)
}

/// Follows the size of the canvas, which is another one after a curve has become a table.
#[yew::hook]
fn use_size(node: &NodeRef, size: &UseStateHandle<(f64, f64)>, is_curve: bool) {
    let (node, size) = (node.clone(), size.setter());
    use_effect_with(is_curve, move |_| {
        let element = node.cast::<Element>();
        let watch = element.and_then(|e| SizeWatch::new(&e, move |w, h| size.set((w, h))).ok());
        move || drop(watch)
    });
}

fn turned_by_keys(camera: &UseStateHandle<Camera>) -> Callback<KeyboardEvent> {
    let camera = camera.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        camera.set(match event.key().as_str() {
            "ArrowLeft" => camera.dragged(-TURN, 0.0),
            "ArrowRight" => camera.dragged(TURN, 0.0),
            "ArrowUp" => camera.dragged(0.0, TURN),
            "ArrowDown" => camera.dragged(0.0, -TURN),
            "+" => camera.zoomed(ZOOM),
            "-" => camera.zoomed(1.0 / ZOOM),
            _ => return,
        });
        event.prevent_default();
        event.stop_propagation();
    })
}

/// What a pointer does to the surface.
struct Grasp {
    drag: Rc<RefCell<Dragged>>,
    camera: UseStateHandle<Camera>,
}

impl Grasp {
    fn begin(&self) -> Callback<PointerEvent> {
        let drag = Rc::clone(&self.drag);
        Callback::from(move |event: PointerEvent| {
            if let Some(element) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) {
                // A pointer that has just left cannot be captured; then the gesture ends by itself.
                element.set_pointer_capture(event.pointer_id()).ok();
            }
            *drag.borrow_mut() = Some((at(&event), 0.0));
        })
    }

    fn turn(&self) -> Callback<PointerEvent> {
        let (drag, camera) = (Rc::clone(&self.drag), self.camera.clone());
        Callback::from(move |event: PointerEvent| {
            let mut drag = drag.borrow_mut();
            let Some(((x, y), far)) = *drag else { return };
            let now = at(&event);
            let (dx, dy) = (now.0 - x, now.1 - y);
            let far = far + dx.hypot(dy);
            *drag = Some((now, far));
            if far > SLOP {
                camera.set(camera.dragged(dx, dy));
            }
        })
    }

    /// A click selects a cell.
    fn end(&self, editor: &Editor, shown: &Rc<Option<Scene>>) -> Callback<PointerEvent> {
        let (drag, editor, shown) = (Rc::clone(&self.drag), editor.clone(), Rc::clone(shown));
        Callback::from(move |event: PointerEvent| {
            let ended = drag.borrow_mut().take();
            let clicked = ended.is_some_and(|(_, far)| far <= SLOP);
            let cell = shown.as_ref().as_ref().filter(|_| clicked).and_then(|s| s.cell_at(at(&event)));
            if let Some(cell) = cell {
                editor.select(Selection::of(cell));
            }
        })
    }

    fn cancel(&self) -> Callback<PointerEvent> {
        let drag = Rc::clone(&self.drag);
        Callback::from(move |_: PointerEvent| *drag.borrow_mut() = None)
    }
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.offset_x()), f64::from(event.offset_y()))
}

/// The colours of the page.
struct Ink(Option<CssStyleDeclaration>);

impl Ink {
    fn of(element: &Element) -> Self {
        Self(global::window().and_then(|w| w.get_computed_style(element).ok().flatten()))
    }

    fn token(&self, name: &str) -> String {
        let value = self.0.as_ref().and_then(|style| style.get_property_value(name).ok());
        value.unwrap_or_default().trim().to_owned()
    }
}

fn draw(
    canvas: &HtmlCanvasElement,
    scene: &Scene,
    (width, height): (f64, f64),
    words: &Words,
    history: &History,
) {
    let context = canvas.get_context("2d").ok().flatten();
    let Some(pen) = context.and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok()) else { return };
    let ratio = global::window().map_or(1.0, |w| w.device_pixel_ratio()).max(1.0);
    canvas.set_width((width * ratio).round() as u32);
    canvas.set_height((height * ratio).round() as u32);
    // The size was just set: the transform is a plain one and is taken.
    pen.scale(ratio, ratio).ok();
    let ink = Ink::of(canvas);
    let (line, text, accent) = (ink.token("--line-strong"), ink.token("--muted"), ink.token("--accent"));
    let heat: Vec<String> = (0..LEVELS).map(|i| ink.token(&format!("--heat-{i}"))).collect();
    let path = |corners: &[(f64, f64)]| {
        pen.begin_path();
        for (i, (x, y)) in corners.iter().enumerate() {
            if i == 0 { pen.move_to(*x, *y) } else { pen.line_to(*x, *y) }
        }
        pen.close_path();
    };
    pen.set_stroke_style_str(&line);
    path(&scene.floor);
    pen.stroke();
    let surface = ink.token("--surface");
    for face in &scene.faces {
        pen.set_fill_style_str(heat.get(usize::from(face.level)).map_or("", String::as_str));
        path(&face.corners);
        pen.fill();
        pen.set_stroke_style_str(if face.selected { &accent } else { &surface });
        pen.set_line_width(if face.selected { 2.0 } else { 0.5 });
        pen.stroke();
    }
    if let Some((x, y)) = scene.focus {
        pen.set_fill_style_str(&accent);
        pen.begin_path();
        if pen.arc(x, y, 4.0, 0.0, std::f64::consts::TAU).is_ok() {
            pen.fill();
        }
    }
    pen.set_fill_style_str(&text);
    pen.set_font(&format!("12px {}", ink.token("--font")));
    pen.set_text_align("center");
    let table = history.table();
    let ends = |axis: &MapAxis, scale: &crate::app::maps::Scale| {
        let points = axis.active();
        let text = |p: Option<&f64>| p.map(|p| scale.with_unit(*p)).unwrap_or_default();
        (text(points.first()), text(points.last()))
    };
    let x = ends(table.x(), &words.columns);
    let y = table.y().map(|y| ends(y, &words.rows)).unwrap_or_default();
    let labels = [x.0, x.1, y.0, y.1].into_iter().zip(scene.ends());
    for (label, (x, y)) in labels {
        // Text that the canvas does not take is missing from the picture; the grid has the same figures.
        pen.fill_text(&label, x, y + 14.0).ok();
    }
}
