//! A place on the page where a figure of plotly.js stands.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, HtmlElement};
use yew::{AttrValue, Callback, Html, Properties, component, html, use_effect_with, use_node_ref};

use super::bridge;
use super::figure::Figure;
use crate::web::size::SizeWatch;
use crate::web::{JsError, task};

/// A handle to one place; equality is identity. Whoever renders a [`PlotHost`] makes it and may ask it for a picture.
#[derive(Clone, Default)]
pub struct Plot(Rc<Inner>);

/// How the last drawing ended; `None` where nothing has been drawn.
pub type Outcome = Option<Result<(), JsError>>;

type Clicked = Closure<dyn Fn(JsValue)>;

#[derive(Default)]
struct Inner {
    place: RefCell<Option<HtmlElement>>,
    wanted: RefCell<Option<Rc<Figure>>>,
    drawing: Cell<bool>,
    /// Counts the times that a place left the page.
    stay: Cell<u32>,
    drawn: Cell<bool>,
    /// The size that was drawn for.
    size: Cell<(f64, f64)>,
    told: RefCell<Callback<Outcome>>,
    clicked: RefCell<Option<Clicked>>,
}

impl PartialEq for Plot {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Plot {
    /// What is drawn, as a PNG.
    pub async fn picture(&self) -> Result<Blob, JsError> {
        let place = self.0.place.borrow().clone().filter(|_| self.0.drawn.get());
        bridge::picture(&place.ok_or_else(|| JsError::missing("figure"))?).await
    }

    /// What is drawn, as vectors.
    pub async fn vectors(&self) -> Result<String, JsError> {
        let place = self.0.place.borrow().clone().filter(|_| self.0.drawn.get());
        bridge::vectors(&place.ok_or_else(|| JsError::missing("figure"))?).await
    }
}

impl Inner {
    fn show(self: &Rc<Self>, figure: Rc<Figure>) {
        *self.wanted.borrow_mut() = Some(figure);
        if self.drawing.replace(true) {
            return;
        }
        let (this, stay) = (Rc::clone(self), self.stay.get());
        task::spawn(async move {
            while let Some((figure, place)) = this.next(stay) {
                let outcome = this.draw(&place, &figure).await;
                if this.stay.get() == stay {
                    this.drawn.set(outcome.is_ok());
                    this.tell(Some(outcome));
                } else {
                    // It left the page meanwhile.
                    bridge::discard(&place);
                }
            }
        });
    }

    /// What is to be drawn next, as long as the place of that stay is on the page.
    fn next(&self, stay: u32) -> Option<(Rc<Figure>, HtmlElement)> {
        if self.stay.get() != stay {
            return None;
        }
        let next = self.wanted.borrow_mut().take().zip(self.place.borrow().clone());
        self.drawing.set(next.is_some());
        next
    }

    /// The place leaves the page. A drawing that is under way ends without a word: whether it ends at all is not ours to
    /// say, so the next place does not wait for it.
    fn leave(&self) {
        self.place.borrow_mut().take();
        self.wanted.borrow_mut().take();
        self.stay.set(self.stay.get().wrapping_add(1));
        self.drawing.set(false);
        self.drawn.set(false);
        self.tell(None);
    }

    fn tell(&self, outcome: Outcome) {
        let told = self.told.borrow().clone();
        told.emit(outcome);
    }

    async fn draw(&self, place: &HtmlElement, figure: &Figure) -> Result<(), JsError> {
        bridge::draw(place, figure).await?;
        match &*self.clicked.borrow() {
            Some(clicked) => bridge::listen(place, clicked.as_ref().unchecked_ref()),
            None => Ok(()),
        }
    }

    fn fit(self: &Rc<Self>, size: (f64, f64)) {
        let before = self.size.replace(size);
        let place = self.place.borrow().clone();
        let Some(place) = place.filter(|_| self.drawn.get() && before != size && size.0 >= 1.0) else {
            return;
        };
        task::spawn(async move {
            if let Err(error) = bridge::resize(&place).await {
                // It is drawn in the old size until the next figure comes.
                tracing::warn!(%error, "a figure was not resized");
            }
        });
    }
}

#[derive(Properties, PartialEq)]
pub struct PlotHostProps {
    pub plot: Plot,
    pub figure: FigureRef,
    /// What the picture shows, in words.
    pub label: AttrValue,
    /// How each drawing ended, and `None` when it leaves the page. Who shows it keeps what was told last and takes nothing
    /// back by itself: an effect of its own could come after the drawing.
    pub told: Callback<Outcome>,
    /// Raised to draw again after a failure.
    #[prop_or_default]
    pub again: u32,
    /// A single point was clicked; what it carries.
    #[prop_or_default]
    pub onpoint: Callback<f64>,
}

/// A figure. Equal when it is the same one: comparing numbers would cost more than drawing them.
#[derive(Clone)]
pub struct FigureRef(pub Rc<Figure>);

impl PartialEq for FigureRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Draws its figure, follows the size of its place, and gives everything back when it leaves the page.
#[component]
pub fn PlotHost(props: &PlotHostProps) -> Html {
    let node = use_node_ref();
    *props.plot.0.told.borrow_mut() = props.told.clone();
    {
        let (node, onpoint) = (node.clone(), props.onpoint.clone());
        use_effect_with(props.plot.clone(), move |plot| {
            let inner = Rc::clone(&plot.0);
            let place = node.cast::<HtmlElement>();
            let clicked = Closure::new(move |event: JsValue| {
                if let Some(datum) = bridge::clicked_point(&event) {
                    onpoint.emit(datum);
                }
            });
            *inner.clicked.borrow_mut() = Some(clicked);
            let watched = Rc::clone(&inner);
            let size = place.as_ref().and_then(|place| {
                let watch = SizeWatch::new(place, move |width, height| watched.fit((width, height)));
                watch.inspect_err(|error| tracing::warn!(%error, "figure")).ok()
            });
            (*inner.place.borrow_mut()).clone_from(&place);
            move || {
                drop(size);
                inner.leave();
                if let Some(place) = place {
                    bridge::discard(&place);
                }
                inner.clicked.borrow_mut().take();
            }
        });
    }
    {
        let inner = Rc::clone(&props.plot.0);
        use_effect_with((props.figure.clone(), props.again), move |(figure, _)| {
            inner.show(Rc::clone(&figure.0));
        });
    }
    html! { <div class="plot" ref={node} role="img" aria-label={props.label.clone()} /> }
}
