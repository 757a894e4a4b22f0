use yew::{AttrValue, Callback, Html, classes, component, html};

use super::jobs::JobsButton;
use super::picks::{SessionPick, VehiclePick};
use crate::app::select::{use_cx, use_i18n, use_select, use_theme};
use crate::t;
use crate::ui::commands::{Command, shortcut_label};
use crate::ui::components::feedback::kbd;
use crate::ui::components::form::IconButton;
use crate::ui::components::icons::{Icon, icon};

/// What follows through the application, the way to every command, and the state of the device.
#[component]
pub fn TopBar() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let run = |command: Command| {
        let cx = cx.clone();
        Callback::from(move |_| command.run(&cx))
    };
    let (theme_icon, theme_label) = if use_theme().light {
        (Icon::Moon, t!(i18n, "frame-theme-dark"))
    } else {
        (Icon::Sun, t!(i18n, "frame-theme-light"))
    };
    html! {
        <header class="top">
            <VehiclePick />
            <SessionPick />
            <span class="grow" />
            // It comes once the device has everything: into the free room, so that nothing else moves.
            <ConnectionState />
            <button type="button" class="pick search" onclick={run(Command::Palette)} aria-keyshortcuts="Control+K Meta+K">
                { icon(Icon::Search) }
                <small>{ t!(i18n, "frame-search") }</small>
                { kbd(shortcut_label(Command::Palette.shortcut()).unwrap_or_default()) }
            </button>
            <JobsButton />
            <IconButton label={theme_label} icon={theme_icon} onclick={run(Command::ToggleTheme)} />
        </header>
    }
}

#[component]
fn ConnectionState() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let connection = use_select(&cx.connection, |c| *c);
    let (off, text) = if connection.nothing_kept {
        (true, t!(i18n, "frame-nothing-kept"))
    } else if connection.offline {
        (true, t!(i18n, "frame-offline"))
    } else if connection.offline_ready {
        (false, t!(i18n, "frame-offline-ready"))
    } else {
        return Html::default();
    };
    let text = AttrValue::from(text);
    html! {
        <span class={classes!("state", off.then_some("off"))} role="status" title={text.clone()}>
            <span class="dot" aria-hidden="true" />
            <span class="text">{ text }</span>
        </span>
    }
}
