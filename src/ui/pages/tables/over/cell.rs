//! The samples of one cell: when the logs were there, each with the way to Explore.

use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::quantity_of;
use crate::app::error::{AppError, Explain};
use crate::app::route::{Location, Query, Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_select, use_units};
use crate::app::services::tables as service;
use crate::app::tables::OverLog;
use crate::engine::tables::Cell;
use crate::i18n::number;
use crate::protocol::{CellTimesAnswer, Stay};
use crate::t;
use crate::ui::components::feedback::{error_panel, skeleton};
use crate::ui::components::form::{Choice, Select};
use crate::ui::components::layout::{Link, pad};
use crate::ui::hooks::{Loaded, use_loaded};
use crate::ui::pages::tables::{TableRef, place_text};

/// What is shown around a stretch in Explore, s.
const AROUND: f64 = 2.0;

#[derive(Properties, PartialEq)]
pub struct CellSamplesProps {
    pub cell: Cell,
    pub table: TableRef,
    pub asked: OverLog,
}

/// See the module.
#[component]
pub fn CellSamples(props: &CellSamplesProps) -> Html {
    let (cx, i18n, units) = (use_cx(), use_i18n(), use_units());
    let sessions = &props.asked.sessions;
    let chosen = use_state_eq(|| None::<String>);
    let session = chosen.as_ref().filter(|id| sessions.contains(id)).or(sessions.first()).cloned();
    let names = use_select(&cx.library, |l| {
        l.sessions().iter().map(|s| (s.id.clone(), s.name.clone())).collect::<Vec<_>>()
    });
    let axes = (props.table.0.x().clone(), props.table.0.y().cloned());
    let found = {
        let (cx, table) = (cx.clone(), props.table.clone());
        use_loaded(
            (session.clone(), props.cell, props.asked.clone(), axes),
            move |(session, cell, asked, _)| {
                let (session, cell, asked) = (session.clone(), *cell, asked.clone());
                async move {
                    let Some(session) = session else { return Ok(None) };
                    let times = service::cell_times(&cx, &table.0, &asked, &session, cell).await?;
                    Ok::<Option<(Cell, String, CellTimesAnswer)>, AppError>(Some((cell, session, times)))
                }
            },
        )
    };
    let onchoose = {
        let chosen = chosen.setter();
        Callback::from(move |id: String| chosen.set(Some(id)))
    };
    let place = place_text(&units, &props.table.0, props.cell);
    let choices = sessions
        .iter()
        .map(|id| {
            Choice::new(id.clone(), names.iter().find(|s| s.0 == *id).map_or(id.clone(), |s| s.1.clone()))
        })
        .collect::<Vec<_>>();
    let body = match &found {
        Loaded::Failed(error) => error_panel(i18n, &error.user_message(), Html::default()),
        Loaded::Ready(answer) => match answer.as_ref() {
            Some((cell, of, times)) if *cell == props.cell && Some(of) == session.as_ref() => {
                stays(props, i18n, &units, of, times)
            }
            _ => skeleton(t!(i18n, "frame-loading"), 3),
        },
        Loaded::Loading => skeleton(t!(i18n, "frame-loading"), 3),
    };
    pad(html! {
        <section class="stack cell-samples" data-testid="cell-samples" aria-label={t!(i18n, "tables-samples", at = &place)}>
            <h3>{ t!(i18n, "tables-samples", at = &place) }</h3>
            if sessions.len() > 1 {
                <Select label={t!(i18n, "tables-samples-of")} {choices} value={session.clone().unwrap_or_default()} onchange={onchoose} />
            }
            { body }
        </section>
    })
}

fn stays(
    props: &CellSamplesProps,
    i18n: crate::i18n::I18n,
    units: &crate::i18n::units::Units,
    session: &str,
    times: &CellTimesAnswer,
) -> Html {
    let quantity = quantity_of(&props.asked);
    let row = |stay: &Stay| {
        let from = number::clock(i18n.lang, stay.span.t0, 2);
        let to = number::clock(i18n.lang, stay.span.t1, 2);
        let mean = stay
            .mean
            .filter(|_| props.asked.figure.is_of_channel())
            .map(|m| units.show(m, quantity).to_string());
        let query = Query::default()
            .with_pair("t", rounded(stay.span.t0 - AROUND), rounded(stay.span.t1 + AROUND))
            .with("c", rounded(stay.span.t0));
        let to_explore = Location { route: Route::Session(session.to_owned(), SessionTab::Explore), query };
        html! {
            <li key={from.clone()} data-testid="cell-stay" data-t0={stay.span.t0.to_string()} data-samples={stay.samples.to_string()}>
                <Link to={to_explore} label={AttrValue::from(t!(i18n, "tables-samples-explore", at = &from))}>{ format!("{from} – {to}") }</Link>
                <span class="muted">{ t!(i18n, "tables-samples-n", n = stay.samples) }</span>
                if let Some(mean) = mean { <span>{ mean }</span> }
            </li>
        }
    };
    let more = times.count as usize > times.stays.len();
    html! {
        <>
            <p role="status">{ t!(i18n, "tables-samples-count", n = times.samples, stays = times.count) }</p>
            <ul class="stays">{ for times.stays.iter().map(row) }</ul>
            if more { <p class="muted">{ t!(i18n, "tables-samples-first", n = times.stays.len()) }</p> }
        </>
    }
}

fn rounded(t: f64) -> f64 {
    (t * 1e3).round() / 1e3
}
