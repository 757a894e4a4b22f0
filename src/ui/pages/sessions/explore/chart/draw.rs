//! The two canvases: the strips, and above them what moves with the pointer.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Element, HtmlCanvasElement, HtmlElement};

use super::animation::Animation;
use super::input;
use super::{Chart, Inner, Plan};
use crate::charts::painter::Painter;
use crate::charts::strips::{Overlay, base, captions, overlay, shade};
use crate::charts::theme::Theme;
use crate::web::events::Listener;
use crate::web::size::SizeWatch;
use crate::web::{JsError, clock, dom, global, marks};

/// Dots per pixel beyond which nobody sees a difference, but every frame takes longer.
const MOST_DOTS: f64 = 2.0;

/// What the strips are drawn on.
pub(super) struct Screen {
    host: HtmlElement,
    strips: Painter,
    above: Painter,
    animation: Animation,
    stale_strips: Cell<bool>,
    stale_above: Cell<bool>,
    stale_theme: Cell<bool>,
    theme: Theme,
    /// A benchmark wants every frame in the timeline.
    measured: bool,
    _size: Option<SizeWatch>,
    _listeners: Vec<Listener>,
}

/// Takes the strips off the screen when it is dropped.
pub struct Mounted(Chart);

impl Drop for Mounted {
    fn drop(&mut self) {
        self.0.0.screen.borrow_mut().take();
        self.0.0.asks.fine.stop();
    }
}

impl Chart {
    /// Puts the strips on two canvases in `host`, as long as what is given back lives.
    pub fn mount(
        &self,
        host: &HtmlElement,
        strips: HtmlCanvasElement,
        above: HtmlCanvasElement,
    ) -> Result<Mounted, JsError> {
        let inner = &self.0;
        let weak = Rc::downgrade(inner);
        let animation = Animation::new(move || {
            if let Some(inner) = weak.upgrade() {
                inner.frame();
            }
        });
        let weak = Rc::downgrade(inner);
        let size = SizeWatch::new(host, move |width, height| {
            if let Some(inner) = weak.upgrade() {
                inner.resize(width, height);
            }
        })?;
        let listeners = input::listen(inner, &above);
        let root = global::document().and_then(|d| d.document_element());
        let screen = Screen {
            theme: Theme::read(host),
            strips: Painter::new(strips)?,
            above: Painter::new(above)?,
            animation,
            stale_strips: Cell::new(true),
            stale_above: Cell::new(true),
            stale_theme: Cell::new(false),
            measured: root.is_some_and(|root| root.has_attribute("data-bench")),
            _size: Some(size),
            _listeners: listeners,
            host: host.clone(),
        };
        *inner.screen.borrow_mut() = Some(screen);
        inner.resize(f64::from(host.client_width()), f64::from(host.client_height()));
        inner.ask_figures();
        inner.read_out();
        Ok(Mounted(self.clone()))
    }

    /// The strips as they stand, as a picture of their own.
    pub async fn picture(&self) -> Result<Blob, JsError> {
        let canvas = self.0.paint_picture()?;
        let promise = Promise::new(&mut |resolve: Function, reject: Function| {
            if let Err(error) = canvas.to_blob(&resolve) {
                // The other end of a promise of ours always listens.
                reject.call1(&JsValue::UNDEFINED, &error).ok();
            }
        });
        JsFuture::from(promise)
            .await?
            .dyn_into()
            .map_err(|value| JsError::new("EncodingError", &format!("{value:?}")))
    }
}

impl Inner {
    /// Asks for a drawing before the next frame: of what is above the strips, and of the strips if `strips`.
    pub(super) fn redraw(&self, strips: bool) {
        if let Some(screen) = &*self.screen.borrow() {
            screen.stale_above.set(true);
            screen.stale_strips.set(screen.stale_strips.get() || strips);
            screen.animation.request();
        }
    }

    /// The colours have to be looked up again.
    pub(super) fn stale_theme(&self) {
        if let Some(screen) = &*self.screen.borrow() {
            screen.stale_theme.set(true);
        }
    }

    pub(super) fn ratio() -> f64 {
        global::window().map_or(1.0, |w| w.device_pixel_ratio()).clamp(1.0, MOST_DOTS)
    }

    pub(super) fn canvas(&self) -> Option<HtmlElement> {
        self.screen.borrow().as_ref().map(|s| s.above.canvas().clone().into())
    }

    fn resize(self: &Rc<Self>, width: f64, height: f64) {
        if width < 1.0 || self.size.get() == (width, height) {
            return;
        }
        self.size.set((width, height));
        *self.plan.borrow_mut() = None;
        self.redraw(true);
        self.refresh();
        // A canvas of a new size is empty: drawing at once avoids a flash.
        self.frame();
    }

    fn frame(&self) {
        let since = clock::ticks_ms();
        let Some(plan) = self.plan() else { return };
        self.look_up_colours();
        let measured = {
            let screen = self.screen.borrow();
            let Some(screen) = &*screen else { return };
            let (width, height, ratio) = (plan.boxes.frame.width, plan.boxes.frame.height, Self::ratio());
            for painter in [&screen.strips, &screen.above] {
                if painter.resize(width, height, ratio) {
                    screen.stale_strips.set(true);
                    screen.stale_above.set(true);
                }
            }
            if screen.stale_strips.take() {
                self.draw_strips(screen, &plan);
            }
            if screen.stale_above.take() {
                let units = self.cx.units();
                let items = overlay(&plan.bare(self.live.borrow().span, &units), &self.over());
                screen.above.paint(&items, &screen.theme, |_| None);
            }
            screen.measured
        };
        let now = clock::ticks_ms();
        if measured {
            marks::measure("chart-frame", since, now);
        }
        if let Some(asked) = self.arrived.take() {
            marks::measure("chart-view", asked, now);
        }
    }

    fn look_up_colours(&self) {
        if let Some(screen) = &mut *self.screen.borrow_mut()
            && screen.stale_theme.take()
        {
            screen.theme = Theme::read(&screen.host);
        }
    }

    fn draw_strips(&self, screen: &Screen, plan: &Plan) {
        let span = self.live.borrow().span;
        let (scene, shapes) = plan.scene(span, &self.lines.borrow(), &self.cx.units());
        let left_out = self.left_out.borrow();
        let mut items = base(&scene);
        items.extend(shade(&scene, left_out.as_deref().unwrap_or_default()));
        screen.strips.paint(&items, &screen.theme, |i| shapes.get(i).cloned());
        // For tests, and for whoever looks over the page's shoulder: what is in view, in seconds.
        let host: &Element = &screen.host;
        for (name, t) in [("data-t0", span.t0), ("data-t1", span.t1)] {
            dom::set_attribute(host, name, &t.to_string());
        }
        let stretches = left_out.as_ref().map_or(String::new(), |stretches| stretches.len().to_string());
        dom::set_attribute(host, "data-left-out", &stretches);
    }

    fn over(&self) -> Overlay {
        let live = self.live.borrow();
        Overlay {
            cursor: live.cursor,
            fixed: live.fixed,
            a: live.a,
            b: live.b,
            band: live.band,
            notes: self.notes.borrow().clone(),
        }
    }

    fn paint_picture(&self) -> Result<HtmlCanvasElement, JsError> {
        let nothing = || JsError::missing("strips");
        let plan = self.plan().ok_or_else(nothing)?;
        let document = global::document().ok_or_else(nothing)?;
        let canvas: HtmlCanvasElement = document
            .create_element("canvas")?
            .dyn_into()
            .map_err(|found: Element| JsError::missing(&found.tag_name()))?;
        let painter = Painter::new(canvas.clone())?;
        let frame = plan.boxes.frame;
        painter.resize(frame.width, frame.height, 2.0);
        let span = self.live.borrow().span;
        let (scene, shapes) = plan.scene(span, &self.lines.borrow(), &self.cx.units());
        let mut over = self.over();
        if !over.fixed {
            // Where the pointer happened to be is not part of the picture.
            over.cursor = None;
        }
        let mut items = base(&scene);
        items.extend(shade(&scene, self.left_out.borrow().as_deref().unwrap_or_default()));
        items.extend(captions(&scene));
        items.extend(overlay(&scene, &over));
        let screen = self.screen.borrow();
        let theme = &screen.as_ref().ok_or_else(nothing)?.theme;
        painter.paint(&items, theme, |i| shapes.get(i).cloned());
        painter.ground(theme);
        Ok(canvas)
    }
}
