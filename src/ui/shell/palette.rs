use yew::{AttrValue, Callback, Html, component, html};

use crate::app::cx::{AppCx, Overlay};
use crate::app::navigation;
use crate::app::route::{Route, SessionTab};
use crate::app::select::{use_cx, use_i18n};
use crate::i18n::{I18n, date};
use crate::t;
use crate::ui::commands::{Command, page_commands, shortcut_label};
use crate::ui::components::feedback::{Entry, SearchList, on_backdrop, on_cancel, use_modal};
use crate::ui::components::icons::Icon;
use crate::ui::pages;

const PAGE: &str = "page:";
const SESSION: &str = "session:";

/// Every command and every session, narrowed by typing.
#[component]
pub fn Palette() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let node = use_modal();
    let onclose = {
        let cx = cx.clone();
        Callback::from(move |()| cx.overlay.set(Overlay::Nothing))
    };
    let onchoose = {
        let cx = cx.clone();
        Callback::from(move |id: AttrValue| {
            cx.overlay.set(Overlay::Nothing);
            choose(&cx, &id);
        })
    };
    html! {
        <dialog
            ref={node} class="dialog palette" aria-label={t!(i18n, "frame-command-palette")}
            oncancel={on_cancel(&onclose)} onclick={on_backdrop(&onclose)}
        >
            <SearchList
                label={t!(i18n, "frame-command-palette")} placeholder={t!(i18n, "frame-search")}
                entries={entries(&cx, i18n)} empty={t!(i18n, "frame-nothing-found")} {onchoose}
            />
        </dialog>
    }
}

fn entries(cx: &AppCx, i18n: I18n) -> Vec<Entry> {
    let mut entries: Vec<Entry> = page_commands()
        .into_iter()
        .filter(|command| !command.told_only)
        .map(|command| Entry {
            shortcut: shortcut_label(command.shortcut),
            icon: command.icon,
            disabled: command.disabled.as_ref().map(|reason| i18n.message(reason).into()),
            ..Entry::new(format!("{PAGE}{}", command.id), i18n.message(&command.label))
        })
        .collect();
    entries.extend(Command::all(cx).into_iter().filter(|c| *c != Command::Palette).map(|command| Entry {
        shortcut: shortcut_label(command.shortcut()),
        icon: Some(command.icon()),
        disabled: command.enabled(cx).err().map(|reason| i18n.message(&reason).into()),
        ..Entry::new(command.id(), command.label(i18n))
    }));
    if pages::of(&Route::Sessions).is_some() {
        entries.extend(cx.library.get().sessions().iter().map(|session| Entry {
            hint: Some(date::date_time(i18n.lang, session.wall_ms, 0).into()),
            icon: Some(Icon::Sessions),
            ..Entry::new(format!("{SESSION}{}", session.id), session.name.clone())
        }));
    }
    entries
}

fn choose(cx: &AppCx, id: &str) {
    if let Some(name) = id.strip_prefix(PAGE) {
        if let Some(command) = page_commands().into_iter().find(|c| c.id == name) {
            command.run.emit(());
        }
    } else if let Some(session) = id.strip_prefix(SESSION) {
        navigation::navigate(cx, Route::Session(session.to_owned(), SessionTab::default()));
    } else if let Some(command) = Command::all(cx).into_iter().find(|c| c.id() == id) {
        command.run(cx);
    }
}
