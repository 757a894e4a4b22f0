//! One file of the queue.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html};

use super::otherwise::Otherwise;
use super::result::ResultCard;
use super::stages::StageLine;
use crate::app::import_failure::{Failure, Help};
use crate::app::import_queue::{Duplicate, ImportItem, ItemState, Origin, Shared};
use crate::app::import_words::state_key;
use crate::app::navigation;
use crate::app::route::{Location, Query, Route};
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::import::Imports;
use crate::app::toasts::Tone;
use crate::i18n::{I18n, number};
use crate::protocol::OnDuplicate;
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::form::{Button, ButtonTone, IconButton};
use crate::ui::components::icons::{Icon, icon};

#[derive(Properties, PartialEq)]
pub struct ItemProps {
    pub imports: Imports,
    pub item: Shared<ImportItem>,
    /// Its mapping is the one that is shown.
    #[prop_or_default]
    pub reviewed: bool,
}

/// A file with its state and what can be done about it.
#[component]
pub fn QueueItem(props: &ItemProps) -> Html {
    let i18n = use_i18n();
    let item = &props.item;
    if let ItemState::Done(outcome) = &item.state {
        return html! {
            <ResultCard
                name={AttrValue::from(item.name.clone())} outcome={outcome.clone()} again={item.session.is_some()}
                actions={reread_button(i18n, &props.imports, item)} onremove={remove(&props.imports, item)}
            />
        };
    }
    let sign = match item.origin {
        Origin::Pasted => Icon::Paste,
        Origin::File | Origin::Demo => Icon::Report,
    };
    html! {
        <article
            class={classes!("panel", "import-item", item.state.slug(), props.reviewed.then_some("reviewed"))}
            data-testid="import-item" data-state={item.state.slug()} aria-label={item.name.clone()}
        >
            <header>
                { icon(sign) }
                <h3>{ &item.name }</h3>
                if let Some(bytes) = item.bytes {
                    <span class="faint nowrap">{ number::bytes(i18n.lang, bytes) }</span>
                }
                { tag(tone(&item.state), i18n.t(state_key(&item.state))) }
                <span class="grow" />
                { actions(i18n, props) }
            </header>
            { body(i18n, props) }
        </article>
    }
}

const fn tone(state: &ItemState) -> Option<Tone> {
    match state {
        ItemState::Waiting | ItemState::Looking | ItemState::Running(_) => Some(Tone::Info),
        ItemState::Review(_) | ItemState::Duplicate(_) => Some(Tone::Warn),
        ItemState::Done(_) => Some(Tone::Good),
        ItemState::Failed(_) => Some(Tone::Bad),
        ItemState::Cancelled => None,
    }
}

fn remove(imports: &Imports, item: &ImportItem) -> Callback<MouseEvent> {
    let (imports, id) = (imports.clone(), item.id);
    Callback::from(move |_| imports.remove(id))
}

fn cancel(props: &ItemProps) -> Callback<MouseEvent> {
    let (imports, id) = (props.imports.clone(), props.item.id);
    Callback::from(move |_| imports.cancel(id))
}

fn actions(i18n: I18n, props: &ItemProps) -> Html {
    let item = &props.item;
    let name = item.name.clone();
    match &item.state {
        ItemState::Waiting | ItemState::Looking | ItemState::Running(_) => html! {
            <Button
                label={t!(i18n, "import-cancel")} describe={t!(i18n, "import-cancel-file", name = name)}
                onclick={cancel(props)} testid="import-cancel"
            />
        },
        ItemState::Review(_) if !props.reviewed => html! { <LookButton id={item.id} /> },
        ItemState::Review(_) | ItemState::Duplicate(_) => Html::default(),
        ItemState::Done(_) => remove_button(i18n, &props.imports, item),
        ItemState::Failed(failure) if failure.is_refusal() => remove_button(i18n, &props.imports, item),
        ItemState::Failed(_) | ItemState::Cancelled => {
            let again = {
                let (imports, id) = (props.imports.clone(), item.id);
                Callback::from(move |_: MouseEvent| imports.again(id))
            };
            let look = {
                let (imports, id) = (props.imports.clone(), item.id);
                Callback::from(move |_: MouseEvent| imports.again_shown(id))
            };
            let given_up = item.state == ItemState::Cancelled && item.origin != Origin::Demo;
            html! {
                <>
                    if given_up { <Button label={t!(i18n, "import-look")} icon={Icon::Eye} tone={ButtonTone::Quiet} onclick={look} testid="import-look" /> }
                    <Button label={t!(i18n, "import-retry")} icon={Icon::Refresh} tone={ButtonTone::Quiet} onclick={again} />
                    { remove_button(i18n, &props.imports, item) }
                </>
            }
        }
    }
}

/// Takes a file off the list.
pub(super) fn remove_button(i18n: I18n, imports: &Imports, item: &ImportItem) -> Html {
    let label = t!(i18n, "import-dismiss-file", name = &item.name);
    html! { <IconButton {label} icon={Icon::Close} onclick={remove(imports, item)} /> }
}

/// Shows what was understood of a stored file, to be corrected and read into its session once more.
pub(super) fn reread_button(i18n: I18n, imports: &Imports, item: &ImportItem) -> Html {
    let (imports, id) = (imports.clone(), item.id);
    let onclick = Callback::from(move |_: MouseEvent| imports.reread_item(id));
    let label = t!(i18n, "import-reread");
    let describe = AttrValue::from(format!("{label} ({})", item.name));
    html! { <Button {label} {describe} tone={ButtonTone::Quiet} {onclick} testid="import-reread" /> }
}

#[derive(Properties, PartialEq)]
struct LookProps {
    id: u64,
}

/// Shows the mapping of another file.
#[component]
fn LookButton(props: &LookProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let onclick = {
        let id = props.id;
        Callback::from(move |_: MouseEvent| {
            let to = Location { route: Route::Import, query: Query::default().with("file", id) };
            navigation::navigate(&cx, to);
        })
    };
    html! { <Button label={t!(i18n, "import-announce-look")} icon={Icon::Eye} {onclick} /> }
}

fn body(i18n: I18n, props: &ItemProps) -> Html {
    match &props.item.state {
        ItemState::Waiting | ItemState::Looking => {
            html! { <StageLine name={props.item.name.clone()} running={None} /> }
        }
        ItemState::Running(running) => {
            html! { <StageLine name={props.item.name.clone()} running={running.clone()} /> }
        }
        ItemState::Failed(failure) => failed(i18n, props, failure),
        ItemState::Cancelled if props.item.session.is_some() => {
            html! { <p class="said muted">{ t!(i18n, "import-again-cancelled") }</p> }
        }
        ItemState::Cancelled => html! { <p class="said muted">{ t!(i18n, "import-cancelled-text") }</p> },
        ItemState::Duplicate(twin) => {
            html! { <TwinChoice imports={props.imports.clone()} item={props.item.clone()} twin={twin.clone()} /> }
        }
        ItemState::Review(_) | ItemState::Done(_) => Html::default(),
    }
}

/// Why a file gave no log, and what to do.
fn failed(i18n: I18n, props: &ItemProps, failure: &Failure) -> Html {
    let message = &failure.message;
    html! {
        <div class="said">
            <div role="alert">
                <p class="reason"><strong>{ i18n.message(&message.title) }</strong></p>
                if let Some(advice) = &message.advice { <p>{ i18n.message(advice) }</p> }
                <p class="muted">{ t!(i18n, "import-not-stored") }</p>
            </div>
            if let Some(details) = &message.details {
                <details><summary>{ t!(i18n, "frame-details") }</summary><pre>{ details }</pre></details>
            }
            if failure.help == Help::Otherwise {
                <Otherwise imports={props.imports.clone()} id={props.item.id} options={failure.options.clone()} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct TwinProps {
    imports: Imports,
    item: Shared<ImportItem>,
    twin: Duplicate,
}

/// What to do with a file that is stored already.
#[component]
fn TwinChoice(props: &TwinProps) -> Html {
    let i18n = use_i18n();
    html! {
        <div class="said">
            { super::duplicate::text(i18n, &props.item, &props.twin) }
            <div class="row">{ super::duplicate::choices(i18n, &props.imports, &props.item, &props.twin) }</div>
        </div>
    }
}

/// Decides about a twin.
pub(super) fn decide(imports: &Imports, id: u64, decision: OnDuplicate) -> Callback<MouseEvent> {
    let imports = imports.clone();
    Callback::from(move |_| imports.decide(id, decision.clone()))
}
