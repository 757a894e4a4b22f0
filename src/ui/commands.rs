//! What the user can do, in one list: palette, key legend, menus and shortcuts are made of it. A page adds its own
//! commands while it is shown.

use std::rc::Rc;

use web_sys::KeyboardEvent;
use yew::{AttrValue, Callback, hook, use_effect_with};

use super::components::icons::Icon;
use super::intake;
use super::pages::{self, Page};
use crate::app::cx::{AppCx, Overlay};
use crate::app::navigation;
use crate::app::route::Route;
use crate::app::select::use_cx;
use crate::app::settings::{SettingsAction, Theme};
use crate::app::shortcut::{Pressed, Shortcut};
use crate::i18n::{I18n, Lang, Message};
use crate::web::global;

/// What can be done anywhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    Palette,
    Keys,
    OpenFiles,
    OpenDemo,
    Go(Route),
    ToggleTheme,
    Language(Lang),
}

/// Why a command cannot be used now.
pub type Reason = Message;

impl Command {
    /// Every command that has something to work with; the reasons for the others would be noise.
    pub fn all(cx: &AppCx) -> Vec<Command> {
        let mut all = vec![Command::Palette, Command::Keys];
        if cx.intake.get().is_some() {
            all.push(Command::OpenFiles);
        }
        if cx.open_demo.get().is_some() {
            all.push(Command::OpenDemo);
        }
        all.extend(pages::PAGES.iter().map(|page| Command::Go(page.section.clone())));
        all.push(Command::ToggleTheme);
        all.extend(Lang::ALL.into_iter().filter(|l| *l != cx.i18n().lang).map(Command::Language));
        all
    }

    /// Stable name.
    pub fn id(&self) -> String {
        match self {
            Command::Palette => "palette".to_owned(),
            Command::Keys => "keys".to_owned(),
            Command::OpenFiles => "open-files".to_owned(),
            Command::OpenDemo => "open-demo".to_owned(),
            Command::Go(route) => format!("go:{route}"),
            Command::ToggleTheme => "theme".to_owned(),
            Command::Language(lang) => format!("lang:{}", lang.tag()),
        }
    }

    /// What it is called.
    pub fn label(&self, i18n: I18n) -> AttrValue {
        match self {
            Command::Palette => i18n.t("frame-command-palette").into(),
            Command::Keys => i18n.t("frame-command-keys").into(),
            Command::OpenFiles => i18n.t("frame-command-open").into(),
            Command::OpenDemo => i18n.t("frame-command-demo").into(),
            Command::Go(route) => match pages::of(route) {
                Some(page) => {
                    let name = i18n.t(page.label_key());
                    crate::t!(i18n, "frame-command-go", page = name).into()
                }
                None => route.to_string().into(),
            },
            Command::ToggleTheme => i18n.t("frame-command-theme").into(),
            // Whoever looks for a language knows its own name.
            Command::Language(lang) => crate::t!(i18n, "frame-command-language", name = lang.name()).into(),
        }
    }

    pub fn icon(&self) -> Icon {
        match self {
            Command::Palette => Icon::Search,
            Command::Keys => Icon::Keyboard,
            Command::OpenFiles => Icon::Upload,
            Command::OpenDemo => Icon::Play,
            Command::Go(route) => pages::of(route).map_or(Icon::ChevronRight, |page: &Page| page.icon),
            Command::ToggleTheme => Icon::Sun,
            Command::Language(_) => Icon::Settings,
        }
    }

    pub const fn shortcut(&self) -> Option<Shortcut> {
        match self {
            Command::Palette => Some(Shortcut::ctrl("k")),
            Command::Keys => Some(Shortcut::key("?")),
            Command::OpenFiles => Some(Shortcut::ctrl("o")),
            _ => None,
        }
    }

    /// Whether it can be used now.
    pub fn enabled(&self, cx: &AppCx) -> Result<(), Reason> {
        match self {
            Command::OpenFiles | Command::OpenDemo if !cx.backend.get().is_settled() => {
                Err(Message::new("frame-starting"))
            }
            Command::OpenFiles | Command::OpenDemo if cx.backend.get().error().is_some() => {
                Err(Message::new("frame-no-storage"))
            }
            _ => Ok(()),
        }
    }

    /// Does it, if it can be done.
    pub fn run(&self, cx: &AppCx) {
        if self.enabled(cx).is_err() {
            return;
        }
        match self {
            Command::Palette => toggle(cx, Overlay::Palette),
            Command::Keys => toggle(cx, Overlay::Keys),
            Command::OpenFiles => intake::pick_files(),
            Command::OpenDemo => {
                if let Some(open) = (*cx.open_demo.get()).clone() {
                    open();
                }
            }
            Command::Go(route) => navigation::navigate(cx, route.clone()),
            Command::ToggleTheme => {
                let other = if cx.theme.get().light { Theme::Dark } else { Theme::Light };
                cx.settings.dispatch(SettingsAction::Theme(other));
            }
            Command::Language(lang) => cx.settings.dispatch(SettingsAction::Lang(*lang)),
        }
    }
}

fn toggle(cx: &AppCx, overlay: Overlay) {
    let next = if *cx.overlay.get() == overlay { Overlay::Nothing } else { overlay };
    cx.overlay.set(next);
}

/// A command of the page that is shown.
#[derive(Clone)]
pub struct PageCommand {
    /// Stable name, unique on the page.
    pub id: &'static str,
    pub label: Message,
    pub icon: Option<Icon>,
    pub shortcut: Option<Shortcut>,
    /// Why it cannot be used now.
    pub disabled: Option<Reason>,
    /// A control of the page listens for its keys itself; here they are only told.
    pub told_only: bool,
    pub run: Callback<()>,
}

impl PageCommand {
    pub fn new(id: &'static str, label: Message, run: impl Into<Callback<()>>) -> Self {
        Self { id, label, icon: None, shortcut: None, disabled: None, told_only: false, run: run.into() }
    }

    /// A key of a control of the page, for the map of the keys.
    pub fn told(id: &'static str, label: Message, shortcut: Shortcut) -> Self {
        let run = Callback::noop();
        Self { id, label, icon: None, shortcut: Some(shortcut), disabled: None, told_only: true, run }
    }

    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    #[must_use]
    pub fn shortcut(self, shortcut: Shortcut) -> Self {
        Self { shortcut: Some(shortcut), ..self }
    }

    #[must_use]
    pub fn disabled(self, reason: Option<Reason>) -> Self {
        Self { disabled: reason, ..self }
    }
}

type Registered = Vec<(u64, Rc<Vec<PageCommand>>)>;

thread_local! {
    /// What the components on screen have registered, by component. Read when a key is pressed or the palette opens,
    /// so nobody has to be told of a change.
    static PAGE_COMMANDS: std::cell::RefCell<Registered> = const { std::cell::RefCell::new(Vec::new()) };
    static NEXT: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// The commands of the page that is shown.
pub fn page_commands() -> Vec<PageCommand> {
    PAGE_COMMANDS.with_borrow(|all| all.iter().flat_map(|(_, list)| list.iter().cloned()).collect())
}

/// Adds commands as long as the component is there. The list of the latest render counts.
#[hook]
pub fn use_page_commands(commands: Vec<PageCommand>) {
    let id = *yew::use_memo((), |()| NEXT.with(|next| next.replace(next.get() + 1)));
    PAGE_COMMANDS.with_borrow_mut(|all| match all.iter_mut().find(|(other, _)| *other == id) {
        Some(entry) => entry.1 = Rc::new(commands),
        None => all.push((id, Rc::new(commands))),
    });
    use_effect_with(id, |&id| {
        move || PAGE_COMMANDS.with_borrow_mut(|all| all.retain(|(other, _)| *other != id))
    });
}

/// The keys of an event.
pub fn pressed(event: &KeyboardEvent) -> Pressed {
    Pressed {
        key: event.key(),
        ctrl: event.ctrl_key(),
        meta: event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    }
}

/// Whether shortcuts are written as on a Mac.
pub fn is_mac() -> bool {
    let platform = global::get(&global::global_get("navigator"), "platform").as_string().unwrap_or_default();
    platform.starts_with("Mac") || platform.starts_with("iP")
}

/// A shortcut as it is printed beside a command.
pub fn shortcut_label(shortcut: Option<Shortcut>) -> Option<AttrValue> {
    shortcut.map(|s| s.label(is_mac()).into())
}

/// Starts commands by their shortcuts, as long as the component is there.
#[hook]
pub fn use_shortcuts() {
    let cx = use_cx();
    super::hooks::use_window_event("keydown", move |event: &KeyboardEvent| on_key(&cx, event));
}

fn on_key(cx: &AppCx, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let keys = pressed(event);
    // Letters typed into a field are text; with Ctrl they are commands anywhere.
    let typing = super::components::feedback::is_typing(event) && !(keys.ctrl || keys.meta);
    let modal = global::document().and_then(|d| d.query_selector("dialog[open]").ok().flatten()).is_some();
    let fits = |shortcut: Option<Shortcut>| !typing && shortcut.is_some_and(|s| s.matches(&keys));
    if let Some(command) = Command::all(cx).into_iter().find(|c| fits(c.shortcut())) {
        // Under a dialog only the dialog's own opener may work: it closes it.
        if !modal || matches!(command, Command::Palette | Command::Keys) {
            event.prevent_default();
            command.run(cx);
        }
        return;
    }
    if modal {
        return;
    }
    if let Some(command) = page_commands().into_iter().find(|c| !c.told_only && fits(c.shortcut)) {
        event.prevent_default();
        if command.disabled.is_none() {
            command.run.emit(());
        }
    }
}
