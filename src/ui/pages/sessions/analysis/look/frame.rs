//! A figure of plotly.js with its caption, as a picture, as vectors and as a sheet.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_effect_with, use_memo, use_state_eq};

use crate::app::cx::AppCx;
use crate::app::error::{AppError, UserMessage};
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::files;
use crate::charts::host::{FigureRef, Outcome, Plot, PlotHost};
use crate::i18n::Message;
use crate::report::delimited::{TextForm, to_text};
use crate::report::sheet::{Cell, Head};
use crate::t;
use crate::ui::components::feedback::{Menu, MenuItem, error_panel, skeleton};
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;
use crate::ui::hooks::use_again;
use crate::web::{JsError, download, task};

/// What is drawn, as a sheet.
pub type Sheet = (Vec<Head>, Vec<Vec<Cell>>);

#[derive(Properties)]
pub struct PlotFrameProps {
    pub caption: String,
    pub figure: FigureRef,
    pub sheet: Rc<Sheet>,
    /// Of files, without an ending.
    pub name: String,
    pub slug: &'static str,
    pub onpoint: Callback<f64>,
    pub hint: Option<AttrValue>,
}

impl PartialEq for PlotFrameProps {
    fn eq(&self, other: &Self) -> bool {
        self.figure == other.figure
            && Rc::ptr_eq(&self.sheet, &other.sheet)
            && self.caption == other.caption
            && self.name == other.name
            && self.onpoint == other.onpoint
    }
}

/// See the module.
#[component]
pub fn PlotFrame(props: &PlotFrameProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let plot = use_memo((), |()| Plot::default());
    let outcome = use_state_eq(Outcome::default);
    let (again, draw_again) = use_again();
    {
        let outcome = outcome.setter();
        use_effect_with(props.slug, move |_| outcome.set(None));
    }
    let told = {
        let outcome = outcome.setter();
        Callback::from(move |now: Outcome| outcome.set(now))
    };
    let drawn = matches!(*outcome, Some(Ok(())));
    let none = (!drawn).then(|| AttrValue::from(t!(i18n, "frame-loading")));
    let stem = files::stem(&props.name);
    let picture = |vectors: bool| {
        let (cx, plot, stem) = (cx.clone(), (*plot).clone(), stem.clone());
        Callback::from(move |()| save(&cx, &plot, &stem, vectors))
    };
    let csv = csv(&cx, &props.sheet, format!("{stem}.csv"));
    let items = vec![
        MenuItem::new(t!(i18n, "analysis-save-svg"), picture(true))
            .icon(Icon::Download)
            .disabled(none.clone()),
        MenuItem::new(t!(i18n, "analysis-save-png"), picture(false)).icon(Icon::Download).disabled(none),
        MenuItem::new(t!(i18n, "analysis-save-csv"), csv).icon(Icon::Download),
    ];
    let failed = |error: &JsError| {
        error_panel(
            i18n,
            &UserMessage::new(Message::new("analysis-look-failed")).details(error.to_string()),
            html! { <Button label={t!(i18n, "analysis-again")} onclick={draw_again.reform(|_: MouseEvent| ())} /> },
        )
    };
    html! {
        <figure class="look-figure" data-testid="look-figure" data-drawing={props.slug} data-drawn={drawn.then_some("true")}>
            <header>
                <figcaption>{ &props.caption }</figcaption>
                <Menu label={t!(i18n, "analysis-more-of", what = &props.caption)} {items} />
            </header>
            <div class="figure-place">
                <PlotHost
                    plot={(*plot).clone()} figure={props.figure.clone()} label={AttrValue::from(props.caption.clone())} {told} {again}
                    onpoint={props.onpoint.clone()}
                />
                {
                    match &*outcome {
                        None => skeleton(t!(i18n, "frame-loading"), 6),
                        Some(Err(error)) => failed(error),
                        Some(Ok(())) => Html::default(),
                    }
                }
            </div>
            if let Some(hint) = &props.hint { <p class="muted doc-note">{ hint }</p> }
        </figure>
    }
}

/// Saves the figures behind the picture.
fn csv(cx: &AppCx, sheet: &Rc<Sheet>, name: String) -> Callback<()> {
    let (cx, sheet) = (cx.clone(), Rc::clone(sheet));
    Callback::from(move |()| {
        // Writing to memory cannot fail; an empty text would be told by its size.
        let text = to_text(TextForm::default(), &sheet.0, &sheet.1).unwrap_or_default();
        files::save_text(&cx, &name, &text, files::CSV);
    })
}

/// Saves what is drawn as vectors or as a picture.
fn save(cx: &AppCx, plot: &Plot, stem: &str, vectors: bool) {
    let (cx, plot, stem) = (cx.clone(), plot.clone(), stem.to_owned());
    task::spawn(async move {
        let saved = if vectors {
            match plot.vectors().await {
                Ok(text) => {
                    files::save_text(&cx, &format!("{stem}.svg"), &text, files::SVG);
                    return;
                }
                Err(error) => Err(error),
            }
        } else {
            plot.picture().await.and_then(|picture| download::save(&format!("{stem}.png"), &picture))
        };
        if let Err(error) = saved {
            cx.report(&AppError::from(error));
        }
    });
}
