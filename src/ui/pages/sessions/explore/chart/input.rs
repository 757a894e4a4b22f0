//! Mouse, pen, fingers and wheel on the strips.

use std::rc::Rc;

use web_sys::{Element, HtmlCanvasElement, PointerEvent, WheelEvent};

use super::Inner;
use crate::app::explore::gesture::{Intent, Mark, Pointer};
use crate::charts::strips::Span;
use crate::web::clock;
use crate::web::events::{self, Listener};

/// How near a cursor has to be to be grasped, px.
const GRASP_PX: f64 = 5.0;
const GRASP_TOUCH_PX: f64 = 16.0;
/// Turning the wheel back this soon after zooming still zooms, where it would otherwise scroll the page, milliseconds.
const WHEEL_REST_MS: f64 = 600.0;
/// A line of wheels that count in lines, px.
const WHEEL_LINE_PX: f64 = 16.0;

/// Listens on the canvas that lies on top.
pub(super) fn listen(inner: &Rc<Inner>, canvas: &HtmlCanvasElement) -> Vec<Listener> {
    type Handle = fn(&Rc<Inner>, &PointerEvent);
    let handles: [(&'static str, Handle); 5] = [
        ("pointerdown", |inner, event| inner.down(event)),
        ("pointermove", |inner, event| inner.moved(event)),
        ("pointerup", |inner, event| inner.up(event)),
        ("pointercancel", |inner, _| inner.cancel()),
        ("pointerleave", |inner, _| inner.leave()),
    ];
    let mut listeners: Vec<Listener> = handles
        .into_iter()
        .map(|(name, handle)| {
            let weak = Rc::downgrade(inner);
            events::on_active::<PointerEvent>(canvas, name, false, move |event| {
                if let Some(inner) = weak.upgrade() {
                    handle(&inner, event);
                }
            })
        })
        .collect();
    let weak = Rc::downgrade(inner);
    listeners.push(events::on_active::<WheelEvent>(canvas, "wheel", false, move |event| {
        if let Some(inner) = weak.upgrade() {
            inner.wheel(event);
        }
    }));
    listeners
}

fn pointer(event: &PointerEvent) -> Pointer {
    Pointer {
        id: event.pointer_id(),
        x: f64::from(event.offset_x()),
        y: f64::from(event.offset_y()),
        at_ms: event.time_stamp(),
        touch: event.pointer_type() == "touch",
        button: event.button(),
        shift: event.shift_key(),
    }
}

impl Inner {
    /// Share of the width of what is drawn over time.
    fn share(&self, x: f64) -> Option<f64> {
        let (left, width) = self.boxes()?.across();
        Some((x - left) / width)
    }

    fn moment(&self, x: f64) -> Option<f64> {
        let share = self.share(x)?.clamp(0.0, 1.0);
        Some(self.live.borrow().span.at(share))
    }

    /// The cursor that lies under a pointer.
    fn mark_at(&self, x: f64, touch: bool) -> Option<Mark> {
        let (left, width) = self.boxes()?.across();
        let grasp = if touch { GRASP_TOUCH_PX } else { GRASP_PX };
        let live = self.live.borrow();
        let distance = |t: Option<f64>| t.map(|t| (left + live.span.share(t) * width - x).abs());
        let (a, b) = (distance(live.a), distance(live.b));
        let near = |d: Option<f64>| d.filter(|d| *d <= grasp);
        match (near(a), near(b)) {
            (Some(a), Some(b)) if b < a => Some(Mark::B),
            (Some(_), _) => Some(Mark::A),
            (None, Some(_)) => Some(Mark::B),
            (None, None) => None,
        }
    }

    fn down(self: &Rc<Self>, event: &PointerEvent) {
        let p = pointer(event);
        let mark = self.mark_at(p.x, p.touch);
        let intent = self.live.borrow_mut().gesture.down(p, mark);
        if self.live.borrow().gesture.is_busy()
            && let Some(canvas) = self.canvas()
        {
            let element: &Element = &canvas;
            // A pointer that has just left cannot be captured; then the gesture ends by itself.
            element.set_pointer_capture(p.id).ok();
            if p.button == 1 {
                // Not the browser's own scrolling with the middle button.
                event.prevent_default();
            }
        }
        self.act(intent);
    }

    fn moved(self: &Rc<Self>, event: &PointerEvent) {
        let p = pointer(event);
        let intent = self.live.borrow_mut().gesture.moved(p);
        let (busy, marking) = {
            let gesture = &self.live.borrow().gesture;
            (gesture.is_busy(), gesture.marking())
        };
        if !p.touch {
            let over_mark = marking.is_some() || (!busy && self.mark_at(p.x, false).is_some());
            self.show_pointer(match intent {
                Some(Intent::Pan { .. }) => "grabbing",
                _ if over_mark => "ew-resize",
                _ => "crosshair",
            });
        }
        self.act(intent);
    }

    fn up(self: &Rc<Self>, event: &PointerEvent) {
        let p = pointer(event);
        let intent = {
            let mut live = self.live.borrow_mut();
            let intent = live.gesture.up(p);
            if matches!(intent, Some(Intent::Click { .. })) {
                live.before_click = (live.cursor, live.fixed);
            }
            intent
        };
        self.act(match intent {
            // A tap means "here", not "fix or free".
            Some(Intent::Click { x, .. }) if p.touch => Some(Intent::Scrub { x }),
            intent => intent,
        });
    }

    fn leave(&self) {
        self.show_pointer("crosshair");
    }

    /// Gives the gesture under way up; true if there was one.
    pub(super) fn cancel(self: &Rc<Self>) {
        let intent = self.live.borrow_mut().gesture.cancel();
        self.act(intent);
    }

    fn show_pointer(&self, name: &str) {
        if let Some(canvas) = self.canvas() {
            let style = canvas.style();
            if style.get_property_value("cursor").is_ok_and(|now| now != name) {
                // A known keyword is never refused.
                style.set_property("cursor", name).ok();
            }
        }
    }

    fn act(self: &Rc<Self>, intent: Option<Intent>) {
        let Some(intent) = intent else { return };
        match intent {
            Intent::Hover { x, .. } => {
                if !self.live.borrow().fixed
                    && let Some(t) = self.moment(x)
                {
                    self.set_cursor(t, false);
                }
            }
            Intent::Band { x0, x1 } => {
                let band = self.moment(x0).zip(self.moment(x1)).map(|(a, b)| (a.min(b), a.max(b)));
                self.live.borrow_mut().band = band;
                self.redraw(false);
            }
            Intent::ZoomTo { x0, x1 } => {
                let range = self.moment(x0).zip(self.moment(x1));
                self.live.borrow_mut().band = None;
                self.redraw(false);
                if let Some((t0, t1)) = range {
                    self.look(Span::new(t0, t1));
                }
            }
            Intent::BandOff => {
                self.live.borrow_mut().band = None;
                self.redraw(false);
            }
            Intent::Pan { dx } => {
                if let Some(boxes) = self.boxes() {
                    let span = self.live.borrow().span.pan(-dx / boxes.across().1, &self.limits);
                    self.look(span);
                }
            }
            Intent::Pinch { from, to } => self.pinch(from, to),
            Intent::Settle => self.settle_soon(),
            Intent::Click { x, .. } => {
                if let Some(t) = self.moment(x) {
                    let fixed = self.live.borrow().fixed;
                    self.set_cursor(t, !fixed);
                    if fixed {
                        self.settle_soon();
                    }
                }
            }
            Intent::Scrub { x } => {
                if let Some(t) = self.moment(x) {
                    self.set_cursor(t, true);
                }
            }
            Intent::Reset => self.reset(),
            Intent::Drag { mark, x } => self.drag(mark, x),
        }
    }

    fn reset(self: &Rc<Self>) {
        // A double click is about the range: the cursor is again as it was before the first of the two.
        let (cursor, fixed) = self.live.borrow().before_click;
        if let Some(t) = cursor {
            self.set_cursor(t, fixed);
        }
        self.look(self.limits.all());
        self.settle_soon();
    }

    fn pinch(self: &Rc<Self>, from: (f64, f64), to: (f64, f64)) {
        let shares = |(a, b): (f64, f64)| self.share(a).zip(self.share(b));
        if let (Some(from), Some(to)) = (shares(from), shares(to)) {
            let span = self.live.borrow().span.pinch(from, to, &self.limits);
            self.look(span);
        }
    }

    fn drag(self: &Rc<Self>, mark: Mark, x: f64) {
        let Some(t) = self.moment(x) else { return };
        {
            let mut live = self.live.borrow_mut();
            match mark {
                Mark::A => live.a = Some(t),
                Mark::B => live.b = Some(t),
            }
        }
        self.redraw(false);
        self.settle_soon();
    }

    fn wheel(self: &Rc<Self>, event: &WheelEvent) {
        let Some(boxes) = self.boxes() else { return };
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => WHEEL_LINE_PX,
            WheelEvent::DOM_DELTA_PAGE => boxes.across().1,
            _ => 1.0,
        };
        let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
        let span = self.live.borrow().span;
        let sideways = if event.shift_key() && dx == 0.0 { dy } else { dx };
        if event.shift_key() || dx.abs() > dy.abs() {
            event.prevent_default();
            return self.look(span.pan(sideways / boxes.across().1, &self.limits));
        }
        let now = clock::ticks_ms();
        let resting = now - self.live.borrow().zoomed_ms > WHEEL_REST_MS;
        let everything = span.length() >= (self.limits.end - self.limits.start) * 0.999_999;
        if dy > 0.0 && everything && resting && !event.ctrl_key() {
            // There is nothing more to show: the wheel is the page's.
            return;
        }
        event.prevent_default();
        self.live.borrow_mut().zoomed_ms = now;
        // Two fingers on a touchpad come as a wheel with Ctrl, in small steps.
        let strength = if event.ctrl_key() { 0.01 } else { 0.002 };
        let factor = (dy * strength).clamp(-1.0, 1.0).exp();
        if let Some(share) = self.share(f64::from(event.offset_x())) {
            self.look(span.zoom(share.clamp(0.0, 1.0), factor, &self.limits));
        }
    }
}
