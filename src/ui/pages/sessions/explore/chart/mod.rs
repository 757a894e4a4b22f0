//! The strips at work: what is in view, which lines are here, what is asked of the worker, when something is drawn.
//!
//! Pointer and keyboard change the state here and the canvases are drawn from it, at the pointer's rate, without any
//! component being rendered. What has settled goes to the store, and from there to the address and to everything else
//! on the page.

mod animation;
mod asking;
mod draw;
mod input;
mod lines;
mod plan;
mod steps;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;

pub use lines::Figures;
pub use plan::{NAMES_MARGIN_PX, Plan, PlanTrace};
pub use steps::Step;

use self::draw::Screen;
use self::lines::Lines;
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::explore::gesture::Gesture;
use crate::app::explore::model::Channels;
use crate::app::explore::state::{Action, Explore};
use crate::app::services::view::{Latest, Opened};
use crate::app::store::Store;
use crate::charts::strips::{Boxes, Limits, Note, Span};
use crate::engine::channels::ChannelKey;
use crate::engine::view::{CursorValue, Window};
use crate::protocol::{Cursor, View};
use crate::web::pubsub::PubSub;

/// After the last move the view counts as settled, milliseconds.
const SETTLED_MS: u32 = 160;
/// Logs up to this many cells are read out whole at the pointer's rate; of larger ones only what is shown, and the rest
/// when the pointer rests, since the worker would have to hold every column.
const READ_ALL_CELLS: f64 = 24e6;

/// Stretches of time, seconds.
pub type Stretches = Rc<[(f64, f64)]>;

/// What the channels showed at the cursor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readout {
    pub t: Option<f64>,
    pub values: BTreeMap<ChannelKey, CursorValue>,
}

/// What others on the page listen to.
#[derive(Default)]
pub struct Told {
    /// The visible range, at the pointer's rate.
    pub span: PubSub<Span>,
    /// Values at the cursor, at the pointer's rate.
    pub readout: PubSub<Rc<Readout>>,
    /// Strips stand elsewhere.
    pub boxes: PubSub<Rc<Plan>>,
    /// Lines of the whole log came.
    pub whole: PubSub<()>,
    /// Figures of what is in view came.
    pub figures: PubSub<()>,
    /// The worker or storage failed, or works again.
    pub failed: PubSub<Option<AppError>>,
}

/// What changes at the pointer's rate.
struct Live {
    span: Span,
    cursor: Option<f64>,
    /// The cursor does not follow the pointer.
    fixed: bool,
    /// The cursor of the page's state that was seen last.
    followed: Option<f64>,
    /// The cursor and whether it was fixed before the last click, which may turn out to be the first of a double one.
    before_click: (Option<f64>, bool),
    a: Option<f64>,
    b: Option<f64>,
    /// A range that is being drawn.
    band: Option<(f64, f64)>,
    gesture: Gesture,
    zoomed_ms: f64,
}

struct Asks {
    fine: Latest<View>,
    whole: Latest<View>,
    figures: Latest<View>,
    near: Latest<Cursor>,
    far: Latest<Cursor>,
}

/// A handle to the strips of one session; equality is identity.
#[derive(Clone)]
pub struct Chart(Rc<Inner>);

/// Everything behind the handle.
pub struct Inner {
    cx: AppCx,
    opened: Opened,
    channels: Channels,
    store: Store<Explore>,
    limits: Limits,
    live: RefCell<Live>,
    lines: RefCell<Lines>,
    plan: RefCell<Option<Rc<Plan>>>,
    /// The plan that others were told of.
    told_plan: RefCell<Option<Rc<Plan>>>,
    screen: RefCell<Option<Screen>>,
    size: Cell<(f64, f64)>,
    notes: RefCell<Vec<Note>>,
    /// Stretches of time that the filter leaves out; nothing without a filter.
    left_out: RefCell<Option<Stretches>>,
    readout: RefCell<Rc<Readout>>,
    asks: Asks,
    told: Told,
    /// Views under way: the window and when it was asked for.
    asked: RefCell<Vec<(Window, f64)>>,
    /// When the view was asked for that the next frame shows first.
    arrived: Cell<Option<f64>>,
    failing: Cell<bool>,
    settling: RefCell<Option<Timeout>>,
    reading: RefCell<Option<Timeout>>,
    kept: RefCell<Vec<Box<dyn Any>>>,
}

impl PartialEq for Chart {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Chart {
    /// The strips of an open session. Nothing is asked before they have a screen.
    pub fn new(cx: &AppCx, opened: &Opened, channels: &Channels, store: &Store<Explore>) -> Self {
        let record = opened.record();
        let (start, end) = opened.span();
        let limits = Limits::of(start, end, record.sample_rate_hz);
        let state = store.get();
        let span = state.range.map_or(limits.all(), |(a, b)| Span::new(a, b).within(&limits));
        let inner = Rc::new_cyclic(|weak: &Weak<Inner>| Inner {
            cx: cx.clone(),
            opened: opened.clone(),
            channels: channels.clone(),
            store: store.clone(),
            limits,
            live: RefCell::new(Live {
                span,
                cursor: Some(state.cursor.unwrap_or_else(|| span.at(0.5))),
                fixed: state.cursor.is_some(),
                followed: state.cursor,
                before_click: (None, false),
                a: state.a,
                b: state.b,
                band: None,
                gesture: Gesture::default(),
                zoomed_ms: 0.0,
            }),
            lines: RefCell::default(),
            plan: RefCell::new(None),
            told_plan: RefCell::new(None),
            screen: RefCell::new(None),
            size: Cell::new((0.0, 0.0)),
            notes: RefCell::default(),
            left_out: RefCell::default(),
            readout: RefCell::default(),
            asks: asking::asks(cx, weak),
            told: Told::default(),
            asked: RefCell::default(),
            arrived: Cell::new(None),
            failing: Cell::new(false),
            settling: RefCell::new(None),
            reading: RefCell::new(None),
            kept: RefCell::default(),
        });
        follow(&inner);
        Self(inner)
    }

    pub fn told(&self) -> &Told {
        &self.0.told
    }

    pub fn limits(&self) -> Limits {
        self.0.limits
    }

    pub fn span(&self) -> Span {
        self.0.live.borrow().span
    }

    pub fn readout(&self) -> Rc<Readout> {
        Rc::clone(&self.0.readout.borrow())
    }

    /// Figures of a channel over what is in view, as far as they are here.
    pub fn figures(&self, key: &ChannelKey) -> Option<Figures> {
        self.0.lines.borrow().figures(key)
    }

    /// Shows another range.
    pub fn look(&self, span: Span) {
        self.0.look(span);
    }

    /// Shows everything.
    pub fn reset(&self) {
        self.0.look(self.0.limits.all());
    }

    /// Puts the read-out cursor somewhere and keeps it there, moving the view if it has to.
    pub fn go_to(&self, t: f64) {
        self.0.go_to(t);
    }

    /// Takes the notes over that are drawn.
    pub fn set_notes(&self, notes: Vec<Note>) {
        *self.0.notes.borrow_mut() = notes;
        self.0.redraw(false);
    }

    /// Takes over what the filter leaves out: it is shaded.
    pub fn set_left_out(&self, stretches: Option<Stretches>) {
        *self.0.left_out.borrow_mut() = stretches;
        self.0.redraw(true);
    }

    /// Asks again for what failed.
    pub fn retry(&self) {
        self.0.refresh();
        self.0.read_out();
        self.0.settle_soon();
    }

    /// The whole-log line of a channel, for the overview.
    pub fn whole(&self, key: &ChannelKey) -> Option<(Rc<crate::charts::shape::Shape>, f64, (f64, f64))> {
        let lines = self.0.lines.borrow();
        let piece = lines.whole(key)?;
        let (low, high) = (piece.meta.min?, piece.meta.max?);
        Some((Rc::clone(&piece.shape), piece.t0, (f64::from(low), f64::from(high))))
    }
}

/// Listens to what changes the picture from outside.
fn follow(inner: &Rc<Inner>) {
    let weak = Rc::downgrade(inner);
    let kept: Box<dyn Any> = Box::new(inner.store.subscribe(move |state| {
        if let Some(inner) = weak.upgrade() {
            inner.follow_store(state);
        }
    }));
    let weak = Rc::downgrade(inner);
    // Units and language.
    let settings: Box<dyn Any> = Box::new(inner.cx.settings.subscribe(move |_| {
        if let Some(inner) = weak.upgrade() {
            *inner.plan.borrow_mut() = None;
            inner.redraw(true);
        }
    }));
    let weak = Rc::downgrade(inner);
    let theme: Box<dyn Any> = Box::new(inner.cx.theme.subscribe(move |_| {
        if let Some(inner) = weak.upgrade() {
            inner.stale_theme();
            inner.redraw(true);
        }
    }));
    inner.kept.borrow_mut().extend([kept, settings, theme]);
}

impl Inner {
    fn keys(&self) -> Vec<ChannelKey> {
        self.store.get().layout.keys().cloned().collect()
    }

    fn follow_store(self: &Rc<Self>, state: &Explore) {
        let layout_changed = self.plan.borrow().as_ref().is_none_or(|plan| plan.layout != state.layout);
        let moved = {
            let mut live = self.live.borrow_mut();
            live.a = state.a;
            live.b = state.b;
            // Only news: the cursor may have been set free here, and not have settled yet.
            if live.followed != state.cursor {
                live.followed = state.cursor;
                live.cursor = state.cursor.or(live.cursor);
                live.fixed = state.cursor.is_some();
            }
            let span = state.range.map_or(self.limits.all(), |(a, b)| Span::new(a, b).within(&self.limits));
            let moved =
                !live.gesture.is_busy() && !is_close(span, live.span) && self.settling.borrow().is_none();
            if moved {
                live.span = span;
            }
            moved.then_some(span)
        };
        if layout_changed {
            *self.plan.borrow_mut() = None;
        }
        if let Some(span) = moved {
            self.told.span.emit(&span);
        }
        if layout_changed || moved.is_some() {
            self.refresh();
            self.ask_figures();
            self.read_out();
        }
        self.redraw(true);
    }

    /// Shows another range: at once with the lines that are here, then with new ones.
    fn look(self: &Rc<Self>, span: Span) {
        let span = span.within(&self.limits);
        if is_close(span, self.live.borrow().span) {
            return;
        }
        self.live.borrow_mut().span = span;
        self.told.span.emit(&span);
        self.redraw(true);
        self.refresh();
        self.settle_soon();
    }

    fn settle_soon(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let timer = Timeout::new(SETTLED_MS, move || {
            if let Some(inner) = weak.upgrade() {
                inner.settling.borrow_mut().take();
                inner.settle();
            }
        });
        *self.settling.borrow_mut() = Some(timer);
    }

    /// What has settled goes to the rest of the page.
    fn settle(&self) {
        let (span, cursor, a, b) = {
            let live = self.live.borrow();
            (live.span, live.cursor.filter(|_| live.fixed), live.a, live.b)
        };
        let range = (!is_close(span, self.limits.all())).then_some((span.t0, span.t1));
        self.store.dispatch(Action::Settled { range, cursor, a, b });
        self.ask_figures();
    }

    fn fail(&self, error: Option<&AppError>) {
        if self.failing.replace(error.is_some()) != error.is_some() {
            if let Some(error) = error {
                tracing::warn!(%error, "strips");
            }
            self.told.failed.emit(&error.cloned());
        }
    }

    /// Moves the read-out cursor.
    fn set_cursor(self: &Rc<Self>, t: f64, fixed: bool) {
        {
            let mut live = self.live.borrow_mut();
            if live.cursor == Some(t) && live.fixed == fixed {
                return;
            }
            live.cursor = Some(t);
            live.fixed = fixed;
        }
        self.redraw(false);
        self.read_out();
        if fixed {
            self.settle_soon();
        }
    }

    fn go_to(self: &Rc<Self>, t: f64) {
        let span = self.live.borrow().span.revealing(t, 0.05, &self.limits);
        self.look(span);
        self.set_cursor(t, true);
    }

    /// The plan of the moment, made anew where something has changed.
    fn plan(&self) -> Option<Rc<Plan>> {
        if let Some(plan) = &*self.plan.borrow() {
            return Some(Rc::clone(plan));
        }
        let size = self.size.get();
        if self.screen.borrow().is_none() || size.0 < 1.0 {
            return None;
        }
        let layout = self.store.get().layout.clone();
        let plan = Plan::new(&layout, &self.channels, &self.lines.borrow(), size, &self.cx.units());
        let plan = Rc::new(plan);
        *self.plan.borrow_mut() = Some(Rc::clone(&plan));
        let news = self.told_plan.borrow().as_ref() != Some(&plan);
        if news {
            *self.told_plan.borrow_mut() = Some(Rc::clone(&plan));
            self.told.boxes.emit(&plan);
        }
        Some(plan)
    }

    fn boxes(&self) -> Option<Boxes> {
        self.plan().map(|p| p.boxes.clone())
    }
}

/// Whether two ranges look the same on any screen.
fn is_close(a: Span, b: Span) -> bool {
    let tolerance = a.length().min(b.length()) * 1e-6;
    (a.t0 - b.t0).abs() <= tolerance && (a.t1 - b.t1).abs() <= tolerance
}
