//! One key figure: its points and the line through them, what can be said, and the sessions behind it.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_memo, use_state_eq};

use super::FoundRef;
use crate::app::cx::AppCx;
use crate::app::error::{AppError, UserMessage};
use crate::app::navigation;
use crate::app::route::{Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_theme, use_units};
use crate::app::services::files;
use crate::app::toasts::Tone;
use crate::app::trends::{axis, csv, dots, facts, figure_name, fit, label, verdict, verdict_text, without};
use crate::charts::figure::{self, trend};
use crate::charts::host::{FigureRef, Outcome, Plot, PlotHost};
use crate::charts::theme::Theme;
use crate::engine::analysis::trends::across::{FigureTrend, Params};
use crate::engine::analysis::trends::figures::FigureKind;
use crate::i18n::units::Units;
use crate::i18n::{I18n, Message, date};
use crate::report::document::Fact;
use crate::t;
use crate::ui::components::feedback::{Menu, MenuItem, error_panel, tag};
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::Link;
use crate::ui::hooks::use_again;
use crate::web::{JsError, download, global, task};

#[derive(Properties, PartialEq)]
pub struct CardProps {
    pub found: FoundRef,
    pub kind: FigureKind,
}

/// See the module.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let (cx, i18n, units, theme) = (use_cx(), use_i18n(), use_units(), use_theme());
    let plot = use_memo((), |()| Plot::default());
    let outcome = use_state_eq(Outcome::default);
    let (again, draw_again) = use_again();
    let found = &props.found.0;
    let drawing =
        use_memo((props.found.clone(), props.kind, Rc::clone(&units), theme), |(found, kind, units, _)| {
            drawing(units, found, *kind)
        });
    let Some(of) = one(&props.found, props.kind) else { return Html::default() };
    let told = {
        let outcome = outcome.setter();
        Callback::from(move |now: Outcome| outcome.set(now))
    };
    let onpoint = opened(&cx, &props.found);
    let name = figure_name(i18n, props.kind);
    let params = Params::default();
    let lacking: Vec<String> = without(of, found).iter().map(|s| s.name.clone()).collect();
    let text = csv(&units, of, &found.sessions);
    html! {
        <section
            class="panel trend-card" aria-label={name.clone()} data-testid="trend" data-figure={props.kind.slug()} data-n={of.points.len().to_string()}
            data-verdict={verdict(of)} data-drawn={matches!(*outcome, Some(Ok(()))).then_some("true")}
            data-p={of.trend.map(|t| t.p.to_string())}
        >
            <header class="panel-head">
                <h2>{ &name }</h2>
                <div class="aside"><Menu label={t!(i18n, "trends-more", name = &name)} items={menu(&cx, i18n, &plot, &name, text)} /></div>
            </header>
            <div class="pad stack">
                <p>{ tag(tone(of), verdict_text(i18n, of, &params)) }</p>
                <div class="figure-place">
                    if let Some(figure) = &*drawing {
                        <PlotHost plot={(*plot).clone()} figure={figure.clone()} label={AttrValue::from(label(&units, of, &params))} {told} {again} {onpoint} />
                    }
                    if let Some(Err(error)) = &*outcome { { failed(i18n, error, &draw_again) } }
                </div>
                <dl class="doc-figures small">{ for facts(&units, of).iter().map(fact) }</dl>
                { behind(i18n, of, props) }
                if !lacking.is_empty() {
                    <p class="muted doc-note">{ t!(i18n, "trends-without", names = lacking.join(", ")) }</p>
                }
            </div>
        </section>
    }
}

/// One point a session, and the line through them where there is one.
fn drawing(units: &Rc<Units>, found: &FoundRef, kind: FigureKind) -> Option<FigureRef> {
    let of = one(found, kind)?;
    let revision = format!("trend/{}", kind.slug());
    let dots = dots(of, &found.0.sessions);
    let time = t!(I18n::new(units.lang), "trends-when");
    let axis = axis(units, kind);
    let made = trend(&dots, fit(of).as_ref(), &axis, &time, &colours(), units.lang, &revision);
    Some(FigureRef(Rc::new(made)))
}

/// A point that is clicked leads to its session.
fn opened(cx: &AppCx, found: &FoundRef) -> Callback<f64> {
    let (cx, found) = (cx.clone(), found.clone());
    Callback::from(move |i: f64| {
        if let Some(session) = found.0.sessions.get(i as usize) {
            navigation::navigate(&cx, Route::Session(session.id.clone(), SessionTab::Analysis));
        }
    })
}

fn one(found: &FoundRef, kind: FigureKind) -> Option<&FigureTrend> {
    found.0.report.figures.iter().find(|f| f.kind == kind)
}

fn tone(figure: &FigureTrend) -> Option<Tone> {
    match verdict(figure) {
        "better" => Some(Tone::Good),
        "worse" => Some(Tone::Warn),
        "rising" | "falling" => Some(Tone::Info),
        _ => None,
    }
}

fn fact(fact: &Fact) -> Html {
    html! { <div><dt>{ &fact.label }</dt><dd>{ &fact.value }</dd></div> }
}

/// Every point with a way to its session: what the drawing gives to a pointer, for everybody.
fn behind(i18n: I18n, of: &FigureTrend, props: &CardProps) -> Html {
    let sessions = &props.found.0.sessions;
    html! {
        <details class="how">
            <summary>{ t!(i18n, "trends-points", n = of.points.len()) }</summary>
            <ul class="trend-points">
                for point in of.points.iter() {
                    if let Some(session) = sessions.get(point.session as usize) {
                        <li key={session.id.clone()}>
                            <Link to={Route::Session(session.id.clone(), SessionTab::Analysis)} testid="trend-point">{ &session.name }</Link>
                            <span class="muted">{ date::date_time(i18n.lang, session.at_ms, 0) }</span>
                            if !session.dated { <span class="faint">{ t!(i18n, "trends-imported") }</span> }
                        </li>
                    }
                }
            </ul>
        </details>
    }
}

fn menu(cx: &AppCx, i18n: I18n, plot: &Rc<Plot>, name: &str, text: String) -> Vec<MenuItem> {
    let stem = files::stem(name);
    let png = {
        let (cx, plot, name) = (cx.clone(), Rc::clone(plot), format!("{stem}.png"));
        move |()| {
            let (cx, plot, name) = (cx.clone(), Rc::clone(&plot), name.clone());
            task::spawn(async move {
                let saved = plot.picture().await.and_then(|picture| download::save(&name, &picture));
                if let Err(error) = saved {
                    cx.report(&AppError::from(error));
                }
            });
        }
    };
    let svg = {
        let (cx, plot, name) = (cx.clone(), Rc::clone(plot), format!("{stem}.svg"));
        move |()| {
            let (cx, plot, name) = (cx.clone(), Rc::clone(&plot), name.clone());
            task::spawn(async move {
                match plot.vectors().await {
                    Ok(text) => files::save_text(&cx, &name, &text, files::SVG),
                    Err(error) => cx.report(&AppError::from(error)),
                }
            });
        }
    };
    let save = {
        let (cx, name) = (cx.clone(), format!("{stem}.csv"));
        move |()| files::save_text(&cx, &name, &text, files::CSV)
    };
    vec![
        MenuItem::new(t!(i18n, "trends-save-png"), png).icon(Icon::Download),
        MenuItem::new(t!(i18n, "trends-save-svg"), svg).icon(Icon::Download),
        MenuItem::new(t!(i18n, "trends-save-csv"), save).icon(Icon::Download),
    ]
}

fn failed(i18n: I18n, error: &JsError, again: &Callback<()>) -> Html {
    let message = UserMessage::new(Message::new("trends-not-drawn"))
        .advice(Message::new("trends-not-drawn-advice"))
        .details(error.to_string());
    error_panel(
        i18n,
        &message,
        html! { <Button label={t!(i18n, "trends-retry")} onclick={again.reform(|_: MouseEvent| ())} /> },
    )
}

/// Colours and type, as the page has them now.
fn colours() -> figure::Theme {
    let root = global::document().and_then(|d| d.document_element());
    root.map_or_else(Theme::default, |root| Theme::read(&root)).figure()
}
