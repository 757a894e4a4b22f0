//! Import: files on their way in, what was understood of them, and what became of them.

mod batch;
mod duplicate;
mod earlier;
mod glance;
pub mod issues;
mod item;
mod mapping;
mod otherwise;
mod result;
mod stages;

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_state_eq};

use self::batch::BatchView;
use self::duplicate::DuplicateDialog;
use self::earlier::Earlier;
use self::item::QueueItem;
use self::mapping::MappingView;
use crate::app::import_batch::Tally;
use crate::app::import_queue::{ImportItem, ImportQueue, ItemId, Shared};
use crate::app::import_words::{state_key, tally_words};
use crate::app::route::{Location, Route};
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::services::import::Imports;
use crate::app::settings::{Review as When, SettingsAction};
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{empty_state, skeleton};
use crate::ui::components::form::{Button, ButtonTone, Switch};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{Link, page_header};
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
    // Of files that came together all twins are decided about in one place.
    let alone = |batch: u64| queue.batch(batch).count() == 1;
    let twin = queue.duplicate().filter(|(item, _)| *put_off != Some(item.id) && alone(item.batch));
    html! {
        <div class="import-page">
            <DropZone small={!queue.items.is_empty()}><LookFirst /></DropZone>
            <p class="visually-hidden" role="status">{ announcement(i18n, &queue) }</p>
            if review.is_some() {
                <FetchedPage part={Part::Review} route={Route::Import} />
            }
            if queue.has_batches() {
                <FetchedPage part={Part::Batches} route={Route::Import} />
            } else if !queue.items.is_empty() {
                { list(i18n, imports, &queue, each(imports, &queue, reviewed)) }
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
                review={review.clone()} again={item.session.is_some()} alike={queue.alike(item.id).len()}
            />
        },
        None => Html::default(),
    }
}

/// The file that the address asks for.
fn wanted_file(location: &Location) -> Option<ItemId> {
    location.query.number("file").map(|n| n as ItemId)
}

/// The files where some came together.
#[component]
pub fn Batches() -> Html {
    let cx = use_cx();
    let imports = use_select(&cx.imports, Clone::clone);
    match &*imports {
        Some(imports) => html! { <BatchesOf imports={Imports::clone(imports)} /> },
        None => Html::default(),
    }
}

#[component]
fn BatchesOf(props: &QueueProps) -> Html {
    let i18n = use_i18n();
    let imports = &props.imports;
    let queue = use_select(imports.queue(), Clone::clone);
    let reviewed = queue.review(wanted_file(&use_location())).map(|(item, _)| item.id);
    let items: Vec<Shared<ImportItem>> = queue.in_order().cloned().collect();
    let body = items
        .chunk_by(|a, b| a.batch == b.batch)
        .map(|batch| match batch {
            [one] => html! { <QueueItem key={one.id} imports={imports.clone()} item={one.clone()} reviewed={reviewed == Some(one.id)} /> },
            several => html! { <BatchView key={format!("batch-{}", several[0].batch)} imports={imports.clone()} batch={several[0].batch} items={several.to_vec()} {reviewed} /> },
        })
        .collect::<Html>();
    list(i18n, imports, &queue, body)
}

/// Whether every file is shown before it is stored: the same choice as in the settings, where it is wanted.
#[component]
fn LookFirst() -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let always = use_select(&cx.settings, |s| s.review == When::Always);
    let onchange = Callback::from(move |on: bool| {
        let when = if on { When::Always } else { When::WhenDoubtful };
        cx.settings.dispatch(SettingsAction::Review(when));
    });
    html! { <Switch label={t!(i18n, "import-look-first")} on={*always} {onchange} testid="look-first" /> }
}

/// What is read out when a file gets on: the state of the one that changed last; of files that came together what
/// became of all of them.
fn announcement(i18n: I18n, queue: &Rc<ImportQueue>) -> String {
    let tally = queue.items.last().map(|i| Tally::of(queue.batch(i.batch))).unwrap_or_default();
    if tally.files > 1 {
        let words = tally_words(&tally).into_iter().map(|(_, words)| i18n.message(&words).into_owned());
        return if tally.is_settled() { words.collect::<Vec<_>>().join(", ") } else { String::new() };
    }
    let told = queue.in_order().find(|i| i.state.is_final() || !i.state.is_busy());
    told.map(|i| format!("{}: {}", i.name, i18n.t(state_key(&i.state)))).unwrap_or_default()
}

fn each(imports: &Imports, queue: &Rc<ImportQueue>, reviewed: Option<ItemId>) -> Html {
    queue
        .in_order()
        .map(|item| html! { <QueueItem key={item.id} imports={imports.clone()} item={item.clone()} reviewed={reviewed == Some(item.id)} /> })
        .collect()
}

fn list(i18n: I18n, imports: &Imports, queue: &Rc<ImportQueue>, body: Html) -> Html {
    let clear = {
        let imports = imports.clone();
        Callback::from(move |_: MouseEvent| imports.clear_finished())
    };
    html! {
        <section class="import-queue" aria-label={t!(i18n, "import-queue")}>
            <header>
                <h2>{ t!(i18n, "import-queue") }</h2>
                <span class="grow" />
                if queue.has_finished() {
                    <Button label={t!(i18n, "import-queue-clear")} tone={ButtonTone::Quiet} onclick={clear} />
                }
            </header>
            { body }
        </section>
    }
}

fn nothing_yet(i18n: I18n) -> Html {
    let formats =
        html! { <Link class={classes!("btn")} to={Route::Formats}>{ t!(i18n, "frame-formats-all") }</Link> };
    empty_state(Icon::Import, t!(i18n, "import-empty-title"), t!(i18n, "import-empty-text"), formats)
}
