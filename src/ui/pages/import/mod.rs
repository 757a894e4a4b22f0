//! Import: files on their way in, what was understood of them, and what became of them.

mod duplicate;
mod earlier;
pub mod issues;
mod item;
mod mapping;
mod otherwise;
mod result;
mod stages;

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use self::duplicate::DuplicateDialog;
use self::earlier::Earlier;
use self::item::QueueItem;
use self::mapping::MappingView;
use crate::app::import_queue::{ImportItem, ImportQueue, ItemId, ItemState};
use crate::app::import_words::state_key;
use crate::app::route::{Location, Route};
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::services::import::Imports;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{empty_state, skeleton};
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::page_header;
use crate::ui::intake::DropZone;
use crate::ui::pages::fetched::{FetchedPage, Part};

/// The page.
#[component]
pub fn ImportPage() -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let imports = use_select(&cx.imports, Clone::clone);
    html! {
        <>
            { page_header(t!(i18n, "import-title"), html! { t!(i18n, "import-lead") }, Html::default()) }
            if let Some(imports) = &*imports {
                <Queue imports={Imports::clone(imports)} />
            } else {
                { skeleton(t!(i18n, "import-title"), 4) }
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct QueueProps {
    imports: Imports,
}

#[component]
fn Queue(props: &QueueProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let imports = &props.imports;
    let queue = use_select(imports.queue(), Clone::clone);
    let location = use_location();
    let nothing_stored = use_select(&cx.library, |l| l.sessions().is_empty());
    let put_off = use_state_eq(|| None::<ItemId>);
    let review = queue.review(wanted_file(&location));
    let reviewed = review.map(|(item, _)| item.id);
    let twin = queue.duplicate().filter(|(item, _)| *put_off != Some(item.id));
    html! {
        <div class="import-page">
            <DropZone small={!queue.items.is_empty()} />
            <p class="visually-hidden" role="status">{ announcement(i18n, &queue) }</p>
            if review.is_some() {
                <FetchedPage part={Part::Review} route={Route::Import} />
            }
            if !queue.items.is_empty() {
                { list(i18n, imports, &queue, reviewed) }
            } else if *nothing_stored {
                { nothing_yet(i18n) }
            }
            <Earlier queue={(*queue).clone()} />
            if let Some((item, twin)) = twin {
                <DuplicateDialog
                    key={item.id} imports={imports.clone()} item={item.clone()} twin={twin.clone()}
                    onclose={
                        let (put_off, id) = (put_off.setter(), item.id);
                        Callback::from(move |()| put_off.set(Some(id)))
                    }
                />
            }
        </div>
    }
}

/// What was understood of the file that waits for the user's word.
#[component]
pub fn ReviewInDoubt() -> Html {
    let cx = use_cx();
    let imports = use_select(&cx.imports, Clone::clone);
    match &*imports {
        Some(imports) => html! { <ReviewOf imports={Imports::clone(imports)} /> },
        None => Html::default(),
    }
}

#[component]
fn ReviewOf(props: &QueueProps) -> Html {
    let imports = &props.imports;
    let queue = use_select(imports.queue(), Clone::clone);
    match queue.review(wanted_file(&use_location())) {
        Some((item, review)) => html! {
            <MappingView
                key={item.id} imports={imports.clone()} id={item.id} name={AttrValue::from(item.name.clone())}
                review={review.clone()}
            />
        },
        None => Html::default(),
    }
}

/// The file that the address asks for.
fn wanted_file(location: &Location) -> Option<ItemId> {
    location.query.number("file").map(|n| n as ItemId)
}

/// What is read out when a file gets on: the state of the one that changed last.
fn announcement(i18n: I18n, queue: &Rc<ImportQueue>) -> String {
    let told = queue.in_order().find(|i| !matches!(i.state, ItemState::Running(_) | ItemState::Looking));
    told.map(|i| format!("{}: {}", i.name, i18n.t(state_key(&i.state)))).unwrap_or_default()
}

fn list(i18n: I18n, imports: &Imports, queue: &Rc<ImportQueue>, reviewed: Option<ItemId>) -> Html {
    let clear = {
        let imports = imports.clone();
        Callback::from(move |_: MouseEvent| imports.clear_finished())
    };
    let items: Vec<&ImportItem> = queue.in_order().collect();
    html! {
        <section class="import-queue" aria-label={t!(i18n, "import-queue")}>
            <header>
                <h2>{ t!(i18n, "import-queue") }</h2>
                <span class="grow" />
                if queue.has_finished() {
                    <Button label={t!(i18n, "import-queue-clear")} tone={ButtonTone::Quiet} onclick={clear} />
                }
            </header>
            for item in items {
                <QueueItem key={item.id} imports={imports.clone()} item={item.clone()} reviewed={reviewed == Some(item.id)} />
            }
        </section>
    }
}

fn nothing_yet(i18n: I18n) -> Html {
    empty_state(Icon::Import, t!(i18n, "import-empty-title"), t!(i18n, "import-empty-text"), Html::default())
}
