//! What a calculation makes of the table: difference, flags, and how a cell came about.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};
use yew::{Callback, Html, Properties, UseStateHandle, classes, component, html, use_memo, use_state_eq};

use crate::app::base_maps::{explained, flag_key};
use crate::app::select::{use_i18n, use_units};
use crate::app::tables::{Compared, cell_text};
use crate::app::toasts::Tone;
use crate::engine::base_map::{Flag, Proposal};
use crate::engine::tables::surface::Method;
use crate::engine::tables::{Cell, MapTable};
use crate::i18n::I18n;
use crate::i18n::units::Units;
use crate::t;
use crate::ui::components::feedback::notice;
use crate::ui::components::form::{Button, Choice, Segmented};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::pages::tables::TableRef;
use crate::ui::pages::tables::grid::{Grid, Shown};
use crate::ui::pages::tables::history::{Show, figures, legend, place, shown};
use crate::web::{dom, global};

/// A proposal as a property: equal when it is the same one.
#[derive(Clone)]
pub struct ProposalRef(pub Rc<Proposal>);

impl PartialEq for ProposalRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
pub struct PreviewProps {
    /// The table as it is.
    pub table: TableRef,
    pub proposal: ProposalRef,
}

/// See the module.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let show = use_state_eq(|| Show::Second);
    let picked = use_state_eq(|| None::<Cell>);
    let table = &props.table.0;
    let proposal = &props.proposal.0;
    let compared = use_memo((props.table.clone(), props.proposal.clone()), |(table, proposal)| {
        let after = proposal.0.on(&table.0).ok()?.table;
        Compared::of(&table.0, &after, Method::Linear).ok()
    });
    let Some(compared) = compared.as_ref() else {
        return notice(Tone::Warn, html! { { t!(i18n, "tables-apply-refused") } });
    };
    let cells: Rc<Vec<Shown>> = Rc::new(
        compared
            .difference
            .cells
            .iter()
            .zip(&proposal.cells)
            .map(|(delta, cell)| {
                flagged(i18n, shown(i18n, &units, table, compared, delta, *show), &cell.flags)
            })
            .collect(),
    );
    let onpick = {
        let picked = picked.setter();
        Callback::from(move |cell: Cell| picked.set(Some(cell)))
    };
    html! {
        <div class="stack base-map-preview" data-testid="base-map-preview" data-changed={compared.difference.stats.changed.to_string()}>
            { figures(i18n, &units, table, compared) }
            { flags(i18n, &units, table, proposal, *picked, &onpick) }
            { showing(i18n, &show) }
            <Grid
                table={props.table.clone()} {cells} label={t!(i18n, "base-maps-grid")} testid="base-map-grid" onpick={onpick.clone()}
                picked={*picked}
            />
            { legend(i18n, &units, table, compared) }
            { explanation(i18n, &units, table, proposal, *picked) }
        </div>
    }
}

/// Chooses what stands in the cells.
fn showing(i18n: I18n, show: &UseStateHandle<Show>) -> Html {
    let slug = |show: Show| match show {
        Show::Difference => "difference",
        Show::Percent => "percent",
        Show::Second => "second",
    };
    let all = [
        (Show::Second, t!(i18n, "base-maps-show-new")),
        (Show::Difference, t!(i18n, "tables-diff-show-difference")),
        (Show::Percent, t!(i18n, "tables-diff-show-percent")),
    ];
    let choices: Vec<Choice> = all.into_iter().map(|(show, text)| Choice::new(slug(show), text)).collect();
    let onchange = {
        let show = show.setter();
        Callback::from(move |chosen: String| {
            let found = [Show::Difference, Show::Percent].into_iter().find(|s| slug(*s) == chosen);
            show.set(found.unwrap_or(Show::Second));
        })
    };
    html! {
        <Segmented label={t!(i18n, "tables-diff-show")} {choices} value={slug(**show)} {onchange} testid="base-map-show" />
    }
}

/// A cell with its flags: a sign in the cell, the words in its tooltip.
fn flagged(i18n: I18n, shown: Shown, flags: &[Flag]) -> Shown {
    if flags.is_empty() {
        return shown;
    }
    let words: Vec<String> = flags.iter().map(|flag| i18n.t(&flag_key(*flag)).into_owned()).collect();
    Shown {
        text: format!("! {}", shown.text),
        class: Some(classes!(shown.class, "flagged").to_string()),
        title: format!("{} · {}", shown.title, words.join(" · ")),
        state: Some("flagged"),
        ..shown
    }
}

/// What cells have to say, how many they are, and a way to each.
fn flags(
    i18n: I18n,
    units: &Units,
    table: &MapTable,
    proposal: &Proposal,
    picked: Option<Cell>,
    onpick: &Callback<Cell>,
) -> Html {
    let found: Vec<(Flag, Vec<Cell>)> = Flag::ALL
        .into_iter()
        .map(|flag| (flag, proposal.flagged(flag).collect::<Vec<_>>()))
        .filter(|(_, cells)| !cells.is_empty())
        .collect();
    if found.is_empty() {
        return html! {
            <p role="status" class="good-line" data-testid="base-map-flags" data-count="0">
                { icon(Icon::Good) }{ t!(i18n, "base-maps-no-flags") }
            </p>
        };
    }
    let total: usize = found.iter().map(|(_, cells)| cells.len()).sum();
    html! {
        <ul class="base-map-flags" data-testid="base-map-flags" data-count={total.to_string()}>
            for (flag, cells) in found {
                <li key={flag.slug()} data-flag={flag.slug()} data-count={cells.len().to_string()}>
                    { icon(Icon::Warn) }
                    <span>{ t!(i18n, "base-maps-flag-count", flag = i18n.t(&flag_key(flag)), n = cells.len()) }</span>
                    { jump(i18n, units, table, flag, &cells, picked, onpick) }
                </li>
            }
        </ul>
    }
}

/// To the next cell with a flag, and round again.
fn jump(
    i18n: I18n,
    units: &Units,
    table: &MapTable,
    flag: Flag,
    cells: &[Cell],
    picked: Option<Cell>,
    onpick: &Callback<Cell>,
) -> Html {
    let at = picked.and_then(|picked| cells.iter().position(|c| *c == picked));
    let next = at.map_or(0, |at| (at + 1) % cells.len());
    let Some(cell) = cells.get(next).copied() else { return Html::default() };
    let label = t!(i18n, "base-maps-jump", at = place(units, table, cell));
    let onpick = onpick.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        onpick.emit(cell);
        reveal(cell);
    });
    html! { <Button {label} {onclick} testid={format!("base-map-jump-{}", flag.slug())} /> }
}

/// Brings a cell of the grid into sight.
fn reveal(cell: Cell) {
    let selector =
        format!("[data-testid=base-map-grid] td[data-row='{}'][data-col='{}']", cell.row, cell.column);
    let element = global::document().and_then(|d| d.query_selector(&selector).ok().flatten());
    if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        dom::focus(&element);
    }
}

/// The cell that was picked, step by step with its numbers.
fn explanation(
    i18n: I18n,
    units: &Units,
    table: &MapTable,
    proposal: &Proposal,
    picked: Option<Cell>,
) -> Html {
    let Some(cell) = picked else {
        return html! { <p class="muted">{ t!(i18n, "base-maps-pick") }</p> };
    };
    let lines = explained(i18n, units, &proposal.explain(table, cell));
    let found = proposal.cells.iter().find(|c| c.cell == cell);
    let value = found.and_then(|c| c.value).map(|z| cell_text(units, table, z));
    let flags = found.map(|c| c.flags.clone()).unwrap_or_default();
    let at = place(units, table, cell);
    let title = match value {
        Some(value) => t!(i18n, "base-maps-explained", at = at, value = value),
        None => t!(i18n, "base-maps-explained-none", at = at),
    };
    html! {
        <section class="base-map-explained" data-testid="base-map-explained" aria-live="polite">
            <h3>{ title }</h3>
            for flag in flags { <p key={flag.slug()} class="warn-line">{ icon(Icon::Warn) }{ i18n.t(&flag_key(flag)) }</p> }
            <div class="table-wrap" tabindex="0" role="group" aria-label={t!(i18n, "base-maps-steps")}>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{ t!(i18n, "base-maps-step-name") }</th>
                        <th scope="col">{ t!(i18n, "base-maps-step-sum") }</th>
                        <th scope="col" class="figure">{ t!(i18n, "base-maps-step-value") }</th>
                    </tr></thead>
                    <tbody>
                        for line in lines {
                            <tr key={line.symbol.slug()} data-symbol={line.symbol.slug()}>
                                <th scope="row">{ line.name }</th><td>{ line.sum.unwrap_or_default() }</td><td class="figure">{ line.value }</td>
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
        </section>
    }
}
