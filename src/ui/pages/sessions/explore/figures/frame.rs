//! What both figures have around them: heading, controls, picture, what it was made of.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_memo, use_state_eq};

use crate::app::cx::AppCx;
use crate::app::error::{AppError, Explain, UserMessage};
use crate::app::select::{use_cx, use_i18n};
use crate::charts::figure;
use crate::charts::host::{FigureRef, Outcome, Plot, PlotHost};
use crate::charts::theme::Theme;
use crate::i18n::{I18n, Message};
use crate::t;
use crate::ui::components::feedback::{error_panel, skeleton};
use crate::ui::components::form::{Button, IconButton};
use crate::ui::components::icons::Icon;
use crate::ui::hooks::use_again;
use crate::web::{download, global, task};

/// What stands in the place of a picture.
#[derive(Clone, PartialEq)]
pub enum Drawing {
    Waiting,
    Failed(AppError),
    /// There is nothing to draw.
    Nothing,
    Figure {
        figure: FigureRef,
        /// What it shows, in words.
        label: AttrValue,
    },
}

/// What a figure was made of.
#[derive(Clone, Default, PartialEq)]
pub struct Facts {
    pub channels: String,
    pub n: u32,
    pub left_out: u32,
    /// Part of those left out, where it is known.
    pub missing: Option<u32>,
    /// Ends of what is drawn, base unit of the channel across.
    pub ends: Option<(f64, f64)>,
    pub bins: Option<u32>,
    /// Pairs drawn by themselves.
    pub points: Option<u32>,
    /// The same for people, part by part.
    pub lines: Vec<String>,
}

#[derive(Properties, PartialEq)]
pub struct FrameProps {
    pub heading: AttrValue,
    pub controls: Html,
    pub drawing: Drawing,
    pub facts: Rc<Facts>,
    /// A newer answer is on its way.
    pub stale: bool,
    /// Asks the worker again.
    pub retry: Callback<()>,
    #[prop_or_default]
    pub onpoint: Callback<f64>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Name of a saved picture, without its ending.
    pub name: AttrValue,
    pub testid: &'static str,
}

/// See the module.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let plot = use_memo((), |()| Plot::default());
    let outcome = use_state_eq(Outcome::default);
    let (again, draw_again) = use_again();
    let pictured = matches!(props.drawing, Drawing::Figure { .. });
    let told = {
        let outcome = outcome.setter();
        Callback::from(move |now: Outcome| outcome.set(now))
    };
    let drawn = matches!(*outcome, Some(Ok(())));
    let save = save(&cx, &plot, &props.name);
    let body = body(i18n, props, &outcome, &draw_again);
    let facts = &props.facts;
    let plain = |n: Option<u32>| n.map(|n| n.to_string());
    html! {
        <section
            class={classes!("figure", props.stale.then_some("stale"))} aria-label={props.heading.clone()}
            aria-busy={(props.stale || !drawn && pictured).then_some("true")}
            data-testid={props.testid} data-drawn={drawn.then_some("true")} data-channels={facts.channels.clone()}
            data-n={facts.n.to_string()} data-left-out={facts.left_out.to_string()} data-missing={plain(facts.missing)}
            data-low={facts.ends.map(|e| e.0.to_string())} data-high={facts.ends.map(|e| e.1.to_string())}
            data-bins={plain(facts.bins)} data-points={plain(facts.points)}
        >
            <header>
                <h3>{ &props.heading }</h3>
                <IconButton
                    label={t!(i18n, "explore-figure-picture", figure = props.heading.to_string())} icon={Icon::Download} onclick={save}
                    disabled={(!drawn).then(|| AttrValue::from(t!(i18n, "explore-figure-picture-none")))}
                />
            </header>
            <div class="controls">{ props.controls.clone() }</div>
            <div class="figure-place">
                if let Drawing::Figure { figure, label } = &props.drawing {
                    <PlotHost
                        plot={(*plot).clone()} figure={figure.clone()} label={label.clone()} {told} {again}
                        onpoint={props.onpoint.clone()}
                    />
                }
                { body }
            </div>
            <p class="made-of">{ facts.lines.join(" · ") }</p>
            if let Some(hint) = &props.hint { <p class="made-of">{ hint }</p> }
        </section>
    }
}

/// What stands in the place of the picture, or over it until it is drawn.
fn body(i18n: I18n, props: &FrameProps, outcome: &Outcome, draw_again: &Callback<()>) -> Html {
    match (&props.drawing, outcome) {
        (Drawing::Waiting, _) | (Drawing::Figure { .. }, None) => skeleton(t!(i18n, "frame-loading"), 6),
        (Drawing::Failed(error), _) => error_panel(
            i18n,
            &error.user_message(),
            html! { <Button label={t!(i18n, "explore-retry")} onclick={props.retry.reform(|_: MouseEvent| ())} /> },
        ),
        (Drawing::Nothing, _) => {
            html! { <p class="none" role="status">{ t!(i18n, "explore-figure-none") }</p> }
        }
        (Drawing::Figure { .. }, Some(Err(error))) => error_panel(
            i18n,
            &UserMessage::new(Message::new("explore-figure-failed"))
                .advice(Message::new("explore-figure-failed-advice"))
                .details(error.to_string()),
            html! { <Button label={t!(i18n, "explore-retry")} onclick={draw_again.reform(|_: MouseEvent| ())} /> },
        ),
        (Drawing::Figure { .. }, Some(Ok(()))) => Html::default(),
    }
}

/// Saves the picture as it stands there.
fn save(cx: &AppCx, plot: &Plot, name: &AttrValue) -> Callback<MouseEvent> {
    let (cx, plot, name) = (cx.clone(), plot.clone(), name.clone());
    Callback::from(move |_: MouseEvent| {
        let (cx, plot, name) = (cx.clone(), plot.clone(), format!("{name}.png"));
        task::spawn(async move {
            let saved = plot.picture().await.and_then(|picture| download::save(&name, &picture));
            if let Err(error) = saved {
                cx.report(&AppError::from(error));
            }
        });
    })
}

/// Colours and type of figures, as the page has them now.
pub fn theme() -> figure::Theme {
    let root = global::document().and_then(|d| d.document_element());
    root.map_or_else(Theme::default, |root| Theme::read(&root)).figure()
}
