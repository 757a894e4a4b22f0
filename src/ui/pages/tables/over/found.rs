//! What came of laying logs over a table: the figures by cell, and what became of each log.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, Properties, component, html, use_memo};

use super::{FoundRef, quantity_of, title};
use crate::app::select::{use_cx, use_i18n, use_select, use_units};
use crate::app::tables::{HitsLayer, OverLog};
use crate::app::toasts::Tone;
use crate::engine::tables::{Cell, MapTable, Side};
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::protocol::LogOutcome;
use crate::report::words::{note, reason_key};
use crate::t;
use crate::ui::components::feedback::notice;
use crate::ui::components::layout::pad;
use crate::ui::pages::tables::TableRef;
use crate::ui::pages::tables::grid::{Grid, Shown};
use crate::ui::pages::tables::place_text;

#[derive(Properties, PartialEq)]
pub struct FindingsProps {
    pub found: FoundRef,
    pub layer: Rc<HitsLayer>,
    pub asked: OverLog,
    pub table: TableRef,
    pub cell: Option<Cell>,
    pub oncell: Callback<Cell>,
}

/// See the module.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let (cx, i18n, units) = (use_cx(), use_i18n(), use_units());
    let names = use_select(&cx.library, |l| {
        l.sessions().iter().map(|s| (s.id.clone(), s.name.clone())).collect::<Vec<_>>()
    });
    let (layer, table) = (&props.layer, &props.table.0);
    let digits = if props.asked.figure.is_of_channel() { units.digits(quantity_of(&props.asked)) } else { 0 };
    let cells = use_memo(
        (super::Same(Rc::clone(layer)), (*units).clone(), props.table.clone()),
        |(layer, units, table)| Rc::new(shown(i18n, units, &table.0, &layer.0, digits)),
    );
    let logs = props.found.0.logs.iter().zip(&props.asked.sessions).map(|(log, id)| {
        let name = names.iter().find(|s| s.0 == *id).map(|s| s.1.clone()).unwrap_or_default();
        html! { <li key={id.clone()}>{ told(i18n, &units, &name, log) }</li> }
    });
    let hit = layer.samples.iter().filter(|n| **n > 0).count();
    html! {
        <div data-testid="over-found" data-hit={hit.to_string()} data-samples={layer.samples.iter().map(|n| u64::from(*n)).sum::<u64>().to_string()}>
            { pad(html! {
                <>
                    <p role="status">{ t!(i18n, "tables-over-hit", n = hit, cells = table.lattice().cells.len()) }</p>
                    <ul class="over-logs">{ for logs }</ul>
                </>
            }) }
            <Grid
                table={props.table.clone()} cells={Rc::clone(&*cells)} label={AttrValue::from(title(i18n, &props.asked))} testid="over-grid"
                onpick={props.oncell.clone()} picked={props.cell} around={props.cell.or(busiest(layer))}
            />
            { pad(html! { <p class="muted">{ t!(i18n, "tables-over-click") }</p> }) }
        </div>
    }
}

/// The cell at which the engine was most; `None` where it was at none.
fn busiest(layer: &HitsLayer) -> Option<Cell> {
    let (at, most) = layer.samples.iter().enumerate().max_by_key(|(_, n)| **n)?;
    let (row, column) = (at / layer.columns, at % layer.columns);
    (*most > 0).then(|| Cell::at(row as u32, column as u32))
}

/// The cells in use with their figures; how often the engine was there is the shade.
fn shown(i18n: I18n, units: &Units, table: &MapTable, layer: &HitsLayer, digits: u8) -> Vec<Shown> {
    let (rows, columns) = (table.rows_in_use(), table.x().in_use());
    let most = f64::from(layer.most().max(1));
    let cell = |row: usize, column: usize| {
        let at = row * layer.columns + column;
        let samples = layer.samples.get(at).copied().unwrap_or(0);
        let seconds = layer.seconds.get(at).copied().unwrap_or(0.0);
        let value = layer.values.get(at).copied().flatten();
        // The eye tells few steps apart; a cell with any sample is never without shade.
        let step = if samples == 0 {
            0
        } else {
            (f64::from(samples).ln_1p() / most.ln_1p() * 4.0).ceil().max(1.0) as u8
        };
        let text = match (value, samples) {
            (Some(value), _) => number::number(i18n.lang, value, digits),
            (None, 0) => String::new(),
            // Too few for a figure.
            (None, _) => "…".to_owned(),
        };
        let title = t!(
            i18n,
            "tables-over-cell",
            at = place_text(units, table, Cell::at(row as u32, column as u32)),
            samples = samples,
            seconds = number::number(i18n.lang, f64::from(seconds), 1)
        );
        Shown {
            text,
            class: (step > 0).then(|| format!("hit-{step}")),
            title: title.into_owned(),
            value: value.or(Some(f64::from(samples)).filter(|n| *n > 0.0)),
            state: None,
        }
    };
    rows.iter().flat_map(|r| columns.iter().map(move |c| (*r, *c))).map(|(r, c)| cell(r, c)).collect()
}

/// What became of one log.
fn told(i18n: I18n, units: &Units, name: &str, log: &LogOutcome) -> Html {
    match log {
        LogOutcome::Taken(hits) => {
            let inside = hits.ledger.used.saturating_sub(hits.beyond);
            let figure = |n: u64| number::number(i18n.lang, n as f64, 0);
            let mut parts = vec![
                t!(
                    i18n,
                    "tables-over-used",
                    name = name,
                    n = figure(inside),
                    rows = figure(hits.ledger.rows)
                )
                .into_owned(),
            ];
            if hits.beyond > 0 {
                parts.push(t!(i18n, "tables-over-beyond", n = figure(hits.beyond)).into_owned());
            }
            for left in &hits.ledger.left_out {
                parts.push(format!("{}: {}", i18n.t(&reason_key(left.reason)), figure(left.rows)));
            }
            parts.extend(hits.notes.iter().map(|n| i18n.message(&note(units, n)).into_owned()));
            html! { { parts.join(" · ") } }
        }
        LogOutcome::Lacks(key) => {
            let text = t!(i18n, "tables-over-lacks", name = name, channel = i18n.channel(key));
            notice(Tone::Warn, html! { { text } })
        }
        LogOutcome::NoChannel(side) => {
            let key = if *side == Side::X { "tables-over-axis-x" } else { "tables-over-axis-y" };
            notice(Tone::Warn, html! { { i18n.t(key) } })
        }
    }
}
