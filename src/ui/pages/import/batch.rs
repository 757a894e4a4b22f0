//! Files that came together: one head for all of them with what became of them, what waits for the user first, and
//! the rest as short as it can be said.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::glance::glance;
use super::item::{QueueItem, remove_button};
use super::otherwise::Otherwise;
use super::result::facts;
use crate::app::import_batch::Tally;
use crate::app::import_failure::{Failure, Help};
use crate::app::import_queue::{Duplicate, ImportItem, ItemId, ItemState, Outcome, Shared};
use crate::app::import_words::{state_key, tally_words};
use crate::app::issue_groups::grouped;
use crate::app::route::{Route, SessionTab};
use crate::app::select::use_i18n;
use crate::app::services::import::{ForTwins, Imports};
use crate::app::toasts::Tone;
use crate::i18n::{I18n, date, number};
use crate::t;
use crate::ui::components::feedback::{progress_bar, tag};
use crate::ui::components::form::{Button, ButtonTone, IconButton};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::Link;
use crate::web::clock;

#[derive(Properties, PartialEq)]
pub struct BatchProps {
    pub imports: Imports,
    pub batch: u64,
    /// Its files, in their order.
    pub items: Vec<Entry>,
    /// The file whose mapping is shown.
    pub reviewed: Option<ItemId>,
}

/// A file, shared.
type Entry = Shared<ImportItem>;

/// Rows of a kind shown before anybody asks, and more with each click.
const FIRST: usize = 12;
const MORE: usize = 100;
/// Files that are no logs are told one by one without being asked for, up to so many.
const FEW: usize = 5;
/// Up to so many results are shown in full.
const IN_FULL: usize = 3;

/// See the module.
#[component]
pub fn BatchView(props: &BatchProps) -> Html {
    let i18n = use_i18n();
    let tally = Tally::of(props.items.iter().map(|i| &**i));
    let title = format!("batch-{}", props.batch);
    let of = |pick: fn(&ItemState) -> bool| -> Vec<Entry> {
        props.items.iter().filter(|i| pick(&i.state)).cloned().collect()
    };
    let whole = |items: Vec<Entry>| {
        items
            .into_iter()
            .map(|item| {
                html! {
                    <QueueItem
                        key={item.id} imports={props.imports.clone()} item={item.clone()}
                        reviewed={props.reviewed == Some(item.id)}
                    />
                }
            })
            .collect::<Html>()
    };
    let done = of(|s| matches!(s, ItemState::Done(_)));
    let at_work = |s: &ItemState| match s {
        ItemState::Looking => true,
        ItemState::Running(running) => running.progress.is_some(),
        _ => false,
    };
    html! {
        <section
            class="batch" aria-labelledby={title.clone()} data-testid="import-batch" data-files={tally.files.to_string()}
            data-open={tally.open.to_string()} data-done={tally.done.to_string()} data-review={tally.review.to_string()}
            data-duplicate={tally.duplicate.to_string()} data-refused={tally.refused.to_string()}
            data-failed={tally.failed.to_string()} data-cancelled={tally.cancelled.to_string()}
        >
            { head(i18n, props, &title, &tally) }
            { whole(of(|s| matches!(s, ItemState::Review(_)))) }
            { whole(of(at_work)) }
            <Twins imports={props.imports.clone()} batch={props.batch} items={of(|s| matches!(s, ItemState::Duplicate(_)))} />
            <Failed imports={props.imports.clone()} batch={props.batch} items={of(|s| failed(s, false))} />
            if done.len() <= IN_FULL {
                { whole(done) }
            } else {
                <Done imports={props.imports.clone()} items={done} />
            }
            <Refused imports={props.imports.clone()} items={of(|s| failed(s, true))} />
            <Given imports={props.imports.clone()} items={of(|s| matches!(s, ItemState::Cancelled))} />
        </section>
    }
}

fn failed(state: &ItemState, refused: bool) -> bool {
    matches!(state, ItemState::Failed(failure) if failure.is_refusal() == refused)
}

fn head(i18n: I18n, props: &BatchProps, title: &str, tally: &Tally) -> Html {
    let stop = {
        let (imports, batch) = (props.imports.clone(), props.batch);
        Callback::from(move |_: MouseEvent| imports.cancel_all(batch))
    };
    let label = t!(i18n, "import-batch-files", n = tally.files);
    let folder = common_folder(&props.items);
    html! {
        <header class="panel batch-head" data-testid="import-summary">
            <div class="line">
                <h3 id={title.to_owned()}>{ &*label }</h3>
                if !folder.is_empty() { <span class="faint folder">{ folder }</span> }
                for (tone, words) in tally_words(tally) { { tag(Some(tone), i18n.message(&words)) } }
                <span class="grow" />
                if tally.open > 1 { <Button label={t!(i18n, "import-batch-cancel")} onclick={stop} testid="batch-cancel" /> }
            </div>
            if tally.is_settled() {
                if tally.done > 0 {
                    <p class="muted">
                        { t!(
                            i18n, "import-batch-sum", time = number::duration(i18n.lang, tally.seconds),
                            rows = number::number(i18n.lang, tally.rows, 0)
                        ) }
                        { " " }
                        <Link to={Route::Sessions}>{ t!(i18n, "import-batch-sessions") }</Link>
                    </p>
                }
            } else {
                { progress_bar(label.clone(), Some(tally.share())) }
            }
        </header>
    }
}

/// The folder that all of them came from, if there is one.
fn common_folder(items: &[Entry]) -> String {
    let top = |item: &ImportItem| item.folder.split('/').next().unwrap_or_default().to_owned();
    let first = items.first().map(|i| top(i)).unwrap_or_default();
    if items.iter().all(|i| top(i) == first) { first } else { String::new() }
}

/// Name and folder of a file.
fn named(item: &ImportItem) -> Html {
    html! {
        <span class="who">
            <strong>{ &item.name }</strong>
            if !item.folder.is_empty() { <span class="faint">{ &item.folder }</span> }
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    imports: Imports,
    #[prop_or_default]
    batch: u64,
    items: Vec<Entry>,
}

/// A list of rows, the first ones and more on request.
#[yew::hook]
fn use_some<'a>(i18n: I18n, items: &'a [Entry]) -> (&'a [Entry], Html) {
    let limit = use_state_eq(|| FIRST);
    let more = items.len().saturating_sub(*limit);
    let onclick = {
        let (limit, now) = (limit.setter(), *limit);
        Callback::from(move |_: MouseEvent| limit.set(now + MORE))
    };
    let button = html! {
        if more > 0 {
            <div class="more"><Button label={t!(i18n, "import-batch-more", n = more.min(MORE))} tone={ButtonTone::Quiet} {onclick} /></div>
        }
    };
    (&items[..items.len().min(*limit)], button)
}

/// Files that are sessions now.
#[component]
fn Done(props: &GroupProps) -> Html {
    let i18n = use_i18n();
    let (shown, more) = use_some(i18n, &props.items);
    if shown.is_empty() {
        return Html::default();
    }
    html! {
        <div class="panel">
            <ul class="batch-rows">
                for item in shown {
                    if let ItemState::Done(outcome) = &item.state { { done(i18n, &props.imports, item, outcome) } }
                }
            </ul>
            { more }
        </div>
    }
}

fn done(i18n: I18n, imports: &Imports, item: &ImportItem, outcome: &Outcome) -> Html {
    let report = &*outcome.report;
    let kinds = grouped(&outcome.issues).len();
    let to = Route::Session(report.session.clone(), SessionTab::Overview);
    let open = AttrValue::from(t!(i18n, "import-batch-open", name = &item.name));
    html! {
        <li
            key={item.id} data-testid="import-result" data-rows={report.rows.to_string()} data-channels={report.columns.to_string()}
            data-format={report.format.clone()} data-session={report.session.clone()} data-state="done"
        >
            <span class="who">
                <Link {to} label={open}>{ &item.name }</Link>
                if !item.folder.is_empty() { <span class="faint">{ &item.folder }</span> }
                { glance(i18n, outcome.analysis, &report.session) }
            </span>
            <ul class="result-facts">{ facts(i18n, report, outcome.took_ms) }</ul>
            if kinds > 0 { { tag(Some(Tone::Warn), t!(i18n, "import-result-issues", n = kinds)) } }
            <span class="row">
                { super::item::reread_button(i18n, imports, item) }
                { remove_button(i18n, imports, item) }
            </span>
        </li>
    }
}

/// Files that are stored already.
#[component]
fn Twins(props: &GroupProps) -> Html {
    let i18n = use_i18n();
    let (shown, more) = use_some(i18n, &props.items);
    if shown.is_empty() {
        return Html::default();
    }
    let all = |what: ForTwins| {
        let (imports, batch) = (props.imports.clone(), props.batch);
        Callback::from(move |_: MouseEvent| imports.decide_all(batch, what))
    };
    html! {
        <div class="panel" data-testid="batch-twins">
            <header class="panel-head">
                <h4>{ t!(i18n, "import-batch-twins", n = props.items.len()) }</h4>
                <div class="aside">
                    <Button label={t!(i18n, "import-batch-twins-leave")} onclick={all(ForTwins::Leave)} />
                    <Button label={t!(i18n, "import-batch-twins-replace")} tone={ButtonTone::Quiet} onclick={all(ForTwins::Replace)} />
                    <Button label={t!(i18n, "import-batch-twins-both")} tone={ButtonTone::Quiet} onclick={all(ForTwins::Keep)} />
                </div>
            </header>
            <ul class="batch-rows">
                for item in shown {
                    if let ItemState::Duplicate(twin) = &item.state { { stored_already(i18n, &props.imports, item, twin) } }
                }
            </ul>
            { more }
        </div>
    }
}

fn stored_already(i18n: I18n, imports: &Imports, item: &ImportItem, twin: &Duplicate) -> Html {
    let at = twin.imported_at_ms;
    let when = date::date_time(i18n.lang, at, clock::offset_minutes(at));
    let to = Route::Session(twin.session.clone(), SessionTab::Overview);
    html! {
        <li key={item.id} data-testid="import-item" data-state={item.state.slug()}>
            { named(item) }
            <span class="muted said">
                <Link {to}>{ twin.name.clone() }</Link>{ " " }{ t!(i18n, "sessions-imported-on", date = when) }
            </span>
            <span class="row">{ super::item::reread_button(i18n, imports, item) }</span>
        </li>
    }
}

/// Files that could not be read or stored, though they may be logs.
#[component]
fn Failed(props: &GroupProps) -> Html {
    let i18n = use_i18n();
    let (shown, more) = use_some(i18n, &props.items);
    if shown.is_empty() {
        return Html::default();
    }
    let again = {
        let (imports, batch) = (props.imports.clone(), props.batch);
        Callback::from(move |_: MouseEvent| imports.again_all(batch))
    };
    html! {
        <div class="panel" data-testid="batch-failed">
            <header class="panel-head">
                <h4>{ t!(i18n, "import-batch-failed", n = props.items.len()) }</h4>
                <div class="aside">
                    <Button label={t!(i18n, "import-batch-retry")} icon={Icon::Refresh} onclick={again} />
                </div>
            </header>
            <ul class="batch-rows">
                for item in shown {
                    if let ItemState::Failed(failure) = &item.state { { refused(i18n, &props.imports, item, failure) } }
                }
            </ul>
            { more }
        </div>
    }
}

/// Files that are no logs, each in a line; many are folded away.
#[component]
fn Refused(props: &GroupProps) -> Html {
    let i18n = use_i18n();
    let (shown, more) = use_some(i18n, &props.items);
    let chosen = use_state_eq(|| None::<bool>);
    let open = chosen.unwrap_or(props.items.len() <= FEW);
    if shown.is_empty() {
        return Html::default();
    }
    let toggle = chosen.setter();
    let toggle = Callback::from(move |_: MouseEvent| toggle.set(Some(!open)));
    html! {
        <div class="panel" data-testid="batch-refused">
            <header class="panel-head">
                <h4>{ t!(i18n, "import-batch-refused", n = props.items.len()) }</h4>
                <div class="aside">
                    <Button
                        label={if open { t!(i18n, "import-batch-hide") } else { t!(i18n, "import-batch-why") }} tone={ButtonTone::Quiet}
                        icon={if open { Icon::ChevronDown } else { Icon::ChevronRight }} expanded={open} onclick={toggle}
                        testid="batch-why"
                    />
                </div>
            </header>
            if open {
                <ul class="batch-rows">
                    for item in shown {
                        if let ItemState::Failed(failure) = &item.state { { refused(i18n, &props.imports, item, failure) } }
                    }
                </ul>
                { more }
            }
        </div>
    }
}

fn refused(i18n: I18n, imports: &Imports, item: &ImportItem, failure: &Failure) -> Html {
    let message = &failure.message;
    html! {
        <li key={item.id} data-testid="import-item" data-state={item.state.slug()}>
            { named(item) }
            <span class="muted said">
                if failure.help == Help::Again || message.advice.is_none() { { i18n.message(&message.title) }{ " " } }
                if let Some(advice) = &message.advice { { i18n.message(advice) } }
                if failure.help == Help::Otherwise {
                    <Otherwise imports={imports.clone()} id={item.id} options={failure.options.clone()} />
                }
            </span>
            <span class="row">{ remove_button(i18n, imports, item) }</span>
        </li>
    }
}

/// Files that were given up.
#[component]
fn Given(props: &GroupProps) -> Html {
    let i18n = use_i18n();
    let (shown, more) = use_some(i18n, &props.items);
    if shown.is_empty() {
        return Html::default();
    }
    let row = |item: &ImportItem| {
        let again = {
            let (imports, id) = (props.imports.clone(), item.id);
            Callback::from(move |_: MouseEvent| imports.again(id))
        };
        let label = AttrValue::from(format!("{} ({})", t!(i18n, "import-retry"), item.name));
        html! {
            <li key={item.id} data-testid="import-item" data-state={item.state.slug()}>
                { named(item) }
                <span class="muted said">{ i18n.t(state_key(&item.state)) }</span>
                <span class="row">
                    <IconButton {label} icon={Icon::Refresh} onclick={again} />
                    { remove_button(i18n, &props.imports, item) }
                </span>
            </li>
        }
    };
    html! {
        <div class="panel">
            <ul class="batch-rows">for item in shown { { row(item) } }</ul>
            { more }
        </div>
    }
}
