//! A version merged into the table: what the table changed since both were the same, what the version changed, and which
//! of it is taken, cell by cell.

use std::collections::BTreeMap;
use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, UseStateHandle, component, html, use_memo, use_state};

use super::back;
use super::diff::place;
use crate::app::select::{use_i18n, use_units};
use crate::app::services::tables::{Editing, Opened, version_title};
use crate::app::tables::{cell_text, diff_error_key, merge_key};
use crate::app::toasts::Tone;
use crate::engine::tables::surface::Method;
use crate::engine::tables::{
    Cell, Choice, Command, MapTable, MergeCell, MergeState, WorkedOut, resolve, three_way,
};
use crate::i18n::I18n;
use crate::i18n::units::Units;
use crate::t;
use crate::ui::components::feedback::notice;
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::layout::{pad, panel};
use crate::ui::pages::tables::grid::{Grid, Shown};
use crate::ui::pages::tables::{Same, TableRef};

#[derive(Properties, PartialEq)]
pub struct MergeProps {
    pub editing: Editing,
    pub opened: Opened,
    /// The version that is merged.
    pub proposed: AttrValue,
    /// What both come from; the proposal's own content where nothing is known.
    pub base: Option<AttrValue>,
    pub onclose: Callback<()>,
}

type Choices = BTreeMap<Cell, Choice>;

/// See the module.
#[component]
pub fn Merge(props: &MergeProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let opened = &props.opened;
    let choices = use_state(Choices::new);
    let mine =
        use_memo(Same(Rc::clone(&opened.history)), |_| TableRef(Rc::new(opened.history.table().clone())));
    let merged =
        use_memo(((*mine).clone(), props.proposed.clone(), props.base.clone()), |(mine, proposed, base)| {
            let table = |id: &str| opened.version(id).map(|v| &v.snapshot.table);
            let proposed = table(proposed)?;
            // Without a common version every difference is the proposal's.
            let base = base.as_deref().and_then(table).unwrap_or(&mine.0);
            Some(three_way(base, &mine.0, proposed, Method::Linear))
        });
    let cells = match &*merged {
        Some(Ok(cells)) => cells,
        Some(Err(error)) => {
            let text = html! { <div class="row">{ i18n.t(diff_error_key(*error)) }{ back(i18n, &props.onclose) }</div> };
            return panel(t!(i18n, "tables-merge-title"), Html::default(), pad(notice(Tone::Warn, text)));
        }
        None => return Html::default(),
    };
    let taken = |cell: &MergeCell| choices.get(&cell.cell).copied();
    let changes = resolve(cells, taken);
    let table = &mine.0;
    let shown: Rc<Vec<Shown>> =
        Rc::new(cells.iter().map(|c| cell_shown(i18n, &units, table, c, taken(c))).collect());
    let onpick = pick(&choices, cells);
    let body = html! {
        <>
            { pad(html! {
                <div class="stack">
                    { sources(i18n, props) }
                    { summary(i18n, cells, &choices, changes.len()) }
                    { decisions(i18n, props, &choices, cells, changes) }
                    <p class="muted">{ t!(i18n, "tables-merge-hint") }</p>
                </div>
            }) }
            <Grid table={(*mine).clone()} cells={shown} label={t!(i18n, "tables-merge-title")} testid="merge-grid" {onpick} />
        </>
    };
    panel(t!(i18n, "tables-merge-title"), Html::default(), body)
}

/// Which version is merged, and what both come from.
fn sources(i18n: I18n, props: &MergeProps) -> Html {
    let title = |id: &str| props.opened.version(id).map(|v| version_title(i18n, v)).unwrap_or_default();
    let base = props.base.as_deref().map_or_else(|| t!(i18n, "tables-merge-no-base").into_owned(), title);
    html! { <p>{ t!(i18n, "tables-merge-text", proposed = title(&props.proposed), base = base) }</p> }
}

/// One side for all cells, and taking what was decided.
fn decisions(
    i18n: I18n,
    props: &MergeProps,
    choices: &UseStateHandle<Choices>,
    cells: &[MergeCell],
    changes: Vec<(Cell, f64)>,
) -> Html {
    let nothing = changes.is_empty().then(|| AttrValue::from(t!(i18n, "tables-merge-nothing")));
    let label = t!(i18n, "tables-merge-apply", n = changes.len());
    let apply = {
        let (editing, onclose) = (props.editing.clone(), props.onclose.clone());
        Callback::from(move |_: MouseEvent| {
            let taken = Command::Take { cells: changes.clone(), from: WorkedOut::Merge };
            editing.apply(taken, None);
            onclose.emit(());
        })
    };
    html! {
        <div class="row">
            <Button
                label={t!(i18n, "tables-merge-all-proposed")} onclick={all(choices, cells, Choice::Proposed)} testid="merge-all-proposed"
            />
            <Button label={t!(i18n, "tables-merge-all-mine")} onclick={all(choices, cells, Choice::Mine)} />
            { back(i18n, &props.onclose) }
            <Button {label} tone={ButtonTone::Primary} disabled={nothing} onclick={apply} testid="merge-apply" />
        </div>
    }
}

/// A cell that is picked goes on to the next of its sides.
fn pick(choices: &UseStateHandle<Choices>, cells: &[MergeCell]) -> Callback<Cell> {
    let (choices, cells) = (choices.clone(), cells.to_vec());
    Callback::from(move |at: Cell| {
        let Some(cell) = cells.iter().find(|c| c.cell == at) else { return };
        let mut next = (*choices).clone();
        next.insert(at, following(cell, next.get(&at).copied()));
        choices.set(next);
    })
}

/// How many cells are whose edit, and what is still undecided.
fn summary(i18n: I18n, cells: &[MergeCell], choices: &Choices, changes: usize) -> Html {
    let undecided =
        cells.iter().filter(|c| c.state == MergeState::Conflict && !choices.contains_key(&c.cell)).count();
    let count = |state: MergeState| cells.iter().filter(|c| c.state == state).count();
    let beyond = cells.iter().filter(|c| c.beyond).count();
    html! {
        <p role="status" data-testid="merge-state" data-changes={changes.to_string()} data-undecided={undecided.to_string()}>
            { t!(
                i18n, "tables-merge-summary", mine = count(MergeState::Mine), proposed = count(MergeState::Proposed),
                agreed = count(MergeState::Agreed), conflict = count(MergeState::Conflict), undecided = undecided
            ) }
            if beyond > 0 { { " " }{ t!(i18n, "tables-merge-beyond", n = beyond) } }
        </p>
    }
}

/// One side of every cell that differs.
fn all(choices: &UseStateHandle<Choices>, cells: &[MergeCell], choice: Choice) -> Callback<MouseEvent> {
    let choices = choices.setter();
    let differing = cells.iter().filter(|c| !matches!(c.state, MergeState::Same | MergeState::Agreed));
    let chosen: Choices = differing.map(|c| (c.cell, choice)).collect();
    Callback::from(move |_: MouseEvent| choices.set(chosen.clone()))
}

/// What a click chooses next.
fn following(cell: &MergeCell, now: Option<Choice>) -> Choice {
    let by_itself = if cell.state == MergeState::Proposed { Choice::Proposed } else { Choice::Mine };
    // Of a conflict nothing is chosen yet: the table's cell stands, and the first click takes the version's.
    match now.unwrap_or(by_itself) {
        Choice::Mine => Choice::Proposed,
        Choice::Proposed if now.is_some() => Choice::Base,
        Choice::Proposed | Choice::Base => Choice::Mine,
    }
}

fn cell_shown(
    i18n: I18n,
    units: &Units,
    table: &MapTable,
    cell: &MergeCell,
    choice: Option<Choice>,
) -> Shown {
    let [base, mine, proposed] = [cell.base, cell.mine, cell.proposed].map(|v| cell_text(units, table, v));
    let by_itself = if cell.state == MergeState::Proposed { Choice::Proposed } else { Choice::Mine };
    let (text, value, sign) = match choice.unwrap_or(by_itself) {
        Choice::Base => (&base, cell.base, "○"),
        Choice::Mine => (&mine, cell.mine, "●"),
        Choice::Proposed => (&proposed, cell.proposed, "◆"),
    };
    let state = i18n.t(merge_key(cell.state)).into_owned();
    let undecided = cell.state == MergeState::Conflict && choice.is_none();
    let text = match cell.state {
        MergeState::Same | MergeState::Agreed => text.clone(),
        _ if undecided => format!("! {text}"),
        _ => format!("{sign} {text}"),
    };
    let class = match cell.state {
        MergeState::Same => None,
        MergeState::Mine => Some("merge-mine"),
        MergeState::Proposed => Some("merge-proposed"),
        MergeState::Agreed => Some("merge-agreed"),
        MergeState::Conflict if undecided => Some("merge-conflict"),
        MergeState::Conflict => Some("merge-decided"),
    };
    let at = place(units, table, cell.cell);
    Shown {
        text,
        class: class.map(str::to_owned),
        title: t!(
            i18n,
            "tables-merge-cell",
            at = at,
            state = state,
            base = base,
            mine = mine,
            proposed = proposed
        )
        .into_owned(),
        value: Some(value),
        state: Some(match cell.state {
            MergeState::Same => "same",
            MergeState::Mine => "mine",
            MergeState::Proposed => "proposed",
            MergeState::Agreed => "agreed",
            MergeState::Conflict => "conflict",
        }),
    }
}
