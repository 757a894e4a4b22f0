//! The columns of the file: what stands in them, what they mean and in which unit, each with its reason.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_state_eq};

use super::doubts::fix_name;
use super::meaning::MeaningPicker;
use super::rows::{shown_unit, understood, written};
use super::units::{choices, unit_name};
use crate::app::import_queue::Shared;
use crate::app::import_words::{key_reason_key, unit_reason_key};
use crate::app::mapping::{
    ColumnState, Fix, Shown, apply, column_state, counts, is_chosen, twin, units_of, without_choice,
};
use crate::app::select::{use_i18n, use_units};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::import::{
    ColumnDecision, ColumnPreview, ImportOptions, Meaning, Preview, SourceUnit, UnitReason,
};
use crate::engine::vehicle::clean_search;
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::form::{
    Button, ButtonTone, Choice, IconButton, NumberField, SearchField, Segmented, Select,
};
use crate::ui::components::icons::{Icon, icon};

#[derive(Properties, PartialEq)]
pub struct ColumnsProps {
    pub preview: Shared<Preview>,
    pub options: ImportOptions,
    pub oncorrect: Callback<ImportOptions>,
}

/// Rows drawn at once; a file with more columns shows the rest on request.
const CHUNK: usize = 120;

/// See the module.
#[component]
pub fn Columns(props: &ColumnsProps) -> Html {
    let i18n = use_i18n();
    let shown = use_state_eq(Shown::default);
    let term = use_state_eq(String::new);
    let limit = use_state_eq(|| CHUNK);
    let preview = &props.preview;
    let wanted = clean_search(&term).to_lowercase();
    let rows: Vec<(usize, &ColumnPreview, ColumnState)> = preview
        .columns
        .iter()
        .enumerate()
        .map(|(i, c)| (i, c, column_state(&c.decision, &preview.doubts)))
        .filter(|(_, c, state)| shown.holds(*state) && named(i18n, &c.decision, &wanted))
        .collect();
    let (known, own, ignored) = counts(preview);
    let more = rows.len().saturating_sub(*limit);
    let onmore = {
        let (limit, now) = (limit.setter(), *limit);
        Callback::from(move |_: MouseEvent| limit.set(now + CHUNK))
    };
    html! {
        <section class="panel mapping-columns">
            <header class="panel-head">
                <h2>{ t!(i18n, "import-map-columns") }</h2>
                <span class="muted">{ t!(i18n, "import-map-columns-counts", known = known, own = own, ignored = ignored) }</span>
                <div class="aside">{ toolbar(i18n, *shown, &shown.setter(), &term, &term.setter()) }</div>
            </header>
            <div class="table-wrap">
                <table class="table cards" role="table" aria-label={t!(i18n, "import-map-columns")}>
                    { head(i18n) }
                    <tbody role="rowgroup">
                        for (i, column, state) in rows.iter().take(*limit) {
                            <ColumnRow
                                key={column.decision.name.clone()} index={*i} state={*state} preview={preview.clone()}
                                options={props.options.clone()} oncorrect={props.oncorrect.clone()}
                            />
                        }
                    </tbody>
                </table>
            </div>
            if rows.is_empty() { <p class="none muted" role="status">{ t!(i18n, "import-map-none") }</p> }
            if more > 0 {
                <div class="more"><Button label={t!(i18n, "import-map-more", n = more)} tone={ButtonTone::Quiet} onclick={onmore} /></div>
            }
        </section>
    }
}

fn named(i18n: I18n, decision: &ColumnDecision, wanted: &str) -> bool {
    let meaning = decision.key.as_ref().map(|k| i18n.channel(k).to_lowercase()).unwrap_or_default();
    wanted.split_whitespace().all(|w| decision.source.to_lowercase().contains(w) || meaning.contains(w))
}

fn toolbar(
    i18n: I18n,
    shown: Shown,
    set_shown: &yew::UseStateSetter<Shown>,
    term: &str,
    set_term: &yew::UseStateSetter<String>,
) -> Html {
    let label = |of: Shown| match of {
        Shown::All => t!(i18n, "import-map-filter-all"),
        Shown::Doubtful => t!(i18n, "import-map-filter-doubtful"),
        Shown::Unknown => t!(i18n, "import-map-filter-unknown"),
    };
    let choices: Vec<Choice> = Shown::ALL.into_iter().map(|s| Choice::new(s.slug(), label(s))).collect();
    let (set_shown, set_term) = (set_shown.clone(), set_term.clone());
    html! {
        <>
            <Segmented
                label={t!(i18n, "import-map-filter")} {choices} value={shown.slug()}
                onchange={Callback::from(move |slug: String| set_shown.set(Shown::from_slug(&slug).unwrap_or_default()))}
            />
            <SearchField
                label={t!(i18n, "import-map-search")} placeholder={AttrValue::from(t!(i18n, "import-map-search"))}
                value={term.to_owned()} oninput={Callback::from(move |text| set_term.set(text))}
            />
        </>
    }
}

fn head(i18n: I18n) -> Html {
    html! {
        <thead role="rowgroup">
            <tr role="row">
                <th role="columnheader" scope="col">{ t!(i18n, "import-map-col-source") }</th>
                <th role="columnheader" scope="col">{ t!(i18n, "import-map-col-cells") }</th>
                <th role="columnheader" scope="col">{ t!(i18n, "import-map-col-meaning") }</th>
                <th role="columnheader" scope="col">{ t!(i18n, "import-map-col-unit") }</th>
                <th role="columnheader" scope="col">{ t!(i18n, "import-map-col-status") }</th>
            </tr>
        </thead>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    index: usize,
    state: ColumnState,
    preview: Shared<Preview>,
    options: ImportOptions,
    oncorrect: Callback<ImportOptions>,
}

#[component]
fn ColumnRow(props: &RowProps) -> Html {
    let i18n = use_i18n();
    let Some(column) = props.preview.columns.get(props.index) else { return Html::default() };
    let decision = &column.decision;
    let back = {
        let (options, name, correct) =
            (props.options.clone(), decision.name.clone(), props.oncorrect.clone());
        Callback::from(move |_: MouseEvent| correct.emit(without_choice(&options, &name)))
    };
    html! {
        <tr
            role="row" id={format!("mapping-column-{}", props.index)} tabindex="-1" class={classes!(props.state.slug())}
            data-testid="mapping-column" data-name={decision.name.clone()} data-state={props.state.slug()}
            data-channel={decision.key.as_ref().and_then(ChannelKey::id).map(ChannelId::slug)}
        >
            <td role="cell" class="source">
                <strong>{ &decision.source }</strong>
                if let Some(text) = &decision.unit_text { <span class="faint">{ text }</span> }
            </td>
            <td role="cell" class="cells" data-label={t!(i18n, "import-map-col-cells")}><Cells preview={props.preview.clone()} index={props.index} /></td>
            <td role="cell" data-label={t!(i18n, "import-map-col-meaning")}>
                <MeaningPicker
                    preview={props.preview.clone()} index={props.index} options={props.options.clone()}
                    oncorrect={props.oncorrect.clone()}
                />
                { suggestions(i18n, props, decision) }
                { twin_button(i18n, props, decision) }
            </td>
            <td role="cell" class="unit" data-label={t!(i18n, "import-map-col-unit")}>{ unit_cell(i18n, props, decision) }</td>
            <td role="cell" class="column-state" data-label={t!(i18n, "import-map-col-status")}>
                { state_sign(i18n, props.state, decision) }
                if is_chosen(&props.options, &decision.name) {
                    <IconButton
                        label={t!(i18n, "import-map-back-of", column = &decision.source)} icon={Icon::Undo} onclick={back}
                    />
                }
            </td>
        </tr>
    }
}

#[derive(Properties, PartialEq)]
struct CellsProps {
    preview: Shared<Preview>,
    index: usize,
}

/// The first cells as they stand in the file and, below each, as it is understood.
#[component]
fn Cells(props: &CellsProps) -> Html {
    const MOST: usize = 4;
    let (i18n, units) = (use_i18n(), use_units());
    let Some(column) = props.preview.columns.get(props.index) else { return Html::default() };
    let symbol = shown_unit(&units, column);
    let rate = column.rate_hz.filter(|_| props.preview.time_bases > 1);
    html! {
        <>
            <span class="samples">
                for (i, cell) in column.cells.iter().take(MOST).enumerate() {
                    <span key={i}>
                        <span class="mono">{ written(cell) }</span>
                        if let Some(value) = column.values.get(i) { <span class="meant">{ understood(&units, column, *value) }</span> }
                    </span>
                }
                if !column.values.is_empty() && !symbol.is_empty() { <span class="meant unit">{ symbol }</span> }
            </span>
            if let Some(rate) = rate {
                <span class="why">{ t!(i18n, "import-map-own-rate", rate = number::flexible(units.lang, rate, 0, 2)) }</span>
            }
        </>
    }
}

fn state_sign(i18n: I18n, state: ColumnState, decision: &ColumnDecision) -> Html {
    let (class, sign, name) = match state {
        ColumnState::Known => ("good", Icon::Good, t!(i18n, "import-status-known")),
        ColumnState::Doubtful => ("warn", Icon::Warn, t!(i18n, "import-status-doubt")),
        ColumnState::Own => ("info", Icon::Info, t!(i18n, "import-status-own")),
        ColumnState::Chosen => ("good", Icon::Check, t!(i18n, "import-status-user")),
        ColumnState::Ignored => ("", Icon::EyeOff, t!(i18n, "import-status-ignored")),
    };
    let reason = match state {
        ColumnState::Ignored => t!(i18n, "import-why-key-ignored"),
        _ => i18n.t(key_reason_key(decision.key_reason)),
    };
    html! {
        <span class="state-sign">
            <span class={class}>{ icon(sign) }</span>
            <span>{ name }<span class="why">{ reason }</span></span>
        </span>
    }
}

fn correct_with(props: &RowProps, name: &str, fix: Fix) -> Callback<MouseEvent> {
    let (next, correct) = (apply(&props.options, Some(name), fix), props.oncorrect.clone());
    Callback::from(move |_| correct.emit(next.clone()))
}

/// The other way in which such a column is often meant, one click away.
fn twin_button(i18n: I18n, props: &RowProps, decision: &ColumnDecision) -> Html {
    let Some(fix) = twin(decision, &props.preview) else { return Html::default() };
    let label = match fix {
        Fix::Unit(unit) => t!(i18n, "import-map-read-as", unit = unit_name(i18n, unit).to_string()).into(),
        fix => fix_name(i18n, &props.preview, fix),
    };
    html! {
        <span class="suggestions">
            <button
                type="button" class="btn small" aria-label={format!("{label} ({})", decision.source)} data-testid="mapping-twin"
                onclick={correct_with(props, &decision.name, fix)}
            >
                { &label }
            </button>
        </span>
    }
}

/// Channels with a similar name, one click each.
fn suggestions(i18n: I18n, props: &RowProps, decision: &ColumnDecision) -> Html {
    if decision.suggestions.is_empty() || is_chosen(&props.options, &decision.name) {
        return Html::default();
    }
    html! {
        <span class="suggestions">
            for id in decision.suggestions.iter().take(3) {
                <button
                    type="button" class="btn small" key={id.slug()}
                    aria-label={t!(i18n, "import-map-suggest-for", column = &decision.source, channel = i18n.channel(&(*id).into()))}
                    onclick={correct_with(props, &decision.name, Fix::Meaning(Meaning::Channel(*id)))}
                >
                    { t!(i18n, "import-map-suggest", channel = i18n.channel(&(*id).into())) }
                </button>
            }
        </span>
    }
}

fn unit_cell(i18n: I18n, props: &RowProps, decision: &ColumnDecision) -> Html {
    if decision.key.is_none() {
        return html! { <span class="faint">{ number::MISSING }</span> };
    }
    let units = units_of(decision);
    let selected = units.iter().position(|u| *u == decision.source_unit).unwrap_or_default();
    let onchange = {
        let (options, name, correct, units) =
            (props.options.clone(), decision.name.clone(), props.oncorrect.clone(), units.clone());
        Callback::from(move |i: String| {
            if let Some(unit) = i.parse().ok().and_then(|i: usize| units.get(i)) {
                correct.emit(apply(&options, Some(&name), Fix::Unit(*unit)));
            }
        })
    };
    let reason = match (&decision.unit_text, decision.unit_reason) {
        (Some(text), UnitReason::Header) => t!(i18n, "import-why-unit-header", text = text),
        _ => i18n.t(unit_reason_key(decision.unit_reason)),
    };
    html! {
        <>
            <Select
                bare={true} label={t!(i18n, "import-map-unit-of", column = &decision.source)}
                choices={choices(i18n, &units)} value={selected.to_string()} {onchange}
            />
            { fuel_figure(i18n, props, decision) }
            <span class="why">{ reason }</span>
        </>
    }
}

/// The property of the fuel that a unit needs.
fn fuel_figure(i18n: I18n, props: &RowProps, decision: &ColumnDecision) -> Html {
    let (label, value, min, max) = match decision.source_unit {
        SourceUnit::Afr { stoich } => (t!(i18n, "import-map-stoich"), stoich, 3.0, 40.0),
        SourceUnit::CcPerMinute { density } | SourceUnit::LitresPerHour { density } => {
            (t!(i18n, "import-map-density"), density, 0.3, 1.5)
        }
        SourceUnit::Plain(_) => return Html::default(),
    };
    let onchange = {
        let (options, name, correct, unit) =
            (props.options.clone(), decision.name.clone(), props.oncorrect.clone(), decision.source_unit);
        Callback::from(move |value: Option<f64>| {
            let Some(value) = value else { return };
            let unit = match unit {
                SourceUnit::Afr { .. } => SourceUnit::Afr { stoich: value },
                SourceUnit::CcPerMinute { .. } => SourceUnit::CcPerMinute { density: value },
                SourceUnit::LitresPerHour { .. } => SourceUnit::LitresPerHour { density: value },
                plain @ SourceUnit::Plain(_) => plain,
            };
            correct.emit(apply(&options, Some(&name), Fix::Unit(unit)));
        })
    };
    html! { <NumberField {label} value={Some(value)} {min} {max} required={true} {onchange} /> }
}
