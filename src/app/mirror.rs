//! Theme and language in the page and in the browser's small store, so that the first paint is right. Everything else
//! of the settings lies in the database.

use web_sys::{Event, MediaQueryList};

use super::cx::AppCx;
use super::settings::{Settings, ShownTheme, Theme};
use crate::i18n::Lang;
use crate::web::events::{self, Listener};
use crate::web::{JsError, dom, global};

const THEME: &str = "fueltune:theme";
const LANG: &str = "fueltune:lang";

const LIGHT: &str = "(prefers-color-scheme: light)";
const MORE_CONTRAST: &str = "(prefers-contrast: more)";

/// The settings of the first paint: what was mirrored, else what the browser's languages suggest.
pub fn first_settings() -> Settings {
    let navigator = global::window().map(|w| w.navigator());
    let tags: Vec<String> = navigator
        .map(|n| n.languages().iter().filter_map(|tag| tag.as_string()).collect())
        .unwrap_or_default();
    let mut settings = Settings::for_languages(tags.iter().map(String::as_str));
    if let Some(theme) = read(THEME).and_then(|t| Theme::from_slug(&t)) {
        settings.theme = theme;
    }
    if let Some(lang) = read(LANG).and_then(|tag| Lang::from_tag(&tag)) {
        settings.lang = lang;
    }
    settings
}

/// Brings the page, the mirror and what is known of the looks in line with the settings.
pub fn apply(cx: &AppCx) {
    let settings = cx.settings.get();
    show(&settings);
    let contrast = asks_for(MORE_CONTRAST).is_some_and(|query| query.matches());
    let theme = ShownTheme { light: shown(settings.theme) == Theme::Light, contrast };
    if *cx.theme.get() != theme {
        cx.theme.set(theme);
    }
}

/// Brings the page and the mirror in line with the settings, before there is anything else.
pub fn show(settings: &Settings) {
    write(THEME, settings.theme.slug());
    write(LANG, settings.lang.tag());
    let Some(document) = global::document() else { return };
    if let Some(root) = document.document_element() {
        let theme = shown(settings.theme).slug();
        dom::set_attribute(&root, "data-theme", theme);
        dom::set_attribute(&root, "lang", settings.lang.tag());
    }
    colour_browser(&document);
}

/// The browser's own bars take the colour of the page.
fn colour_browser(document: &web_sys::Document) {
    let meta = document.query_selector("meta[name='theme-color']").ok().flatten();
    let body = document.document_element().and_then(|root| {
        let style = global::window()?.get_computed_style(&root).ok()??;
        style.get_property_value("--surface").ok()
    });
    if let (Some(meta), Some(colour)) = (meta, body.filter(|c| !c.trim().is_empty())) {
        dom::set_attribute(&meta, "content", colour.trim());
    }
}

/// The theme that is seen: light or dark.
fn shown(theme: Theme) -> Theme {
    match theme {
        Theme::System => {
            let light = asks_for(LIGHT).is_some_and(|query| query.matches());
            if light { Theme::Light } else { Theme::Dark }
        }
        chosen => chosen,
    }
}

/// Follows what the system asks for as long as the listeners live.
pub fn follow_system(cx: &AppCx) -> Vec<Listener> {
    apply(cx);
    let follow = |query: MediaQueryList| {
        let cx = cx.clone();
        events::on::<Event>(&query, "change", move |_| apply(&cx))
    };
    [LIGHT, MORE_CONTRAST].into_iter().filter_map(asks_for).map(follow).collect()
}

fn asks_for(query: &str) -> Option<MediaQueryList> {
    global::window()?.match_media(query).ok()?
}

// The small store may be forbidden; then the first paint is a guess and nothing else is lost.
fn read(key: &str) -> Option<String> {
    global::window()?.local_storage().ok()??.get_item(key).ok()?
}

fn write(key: &str, value: &str) {
    let store = global::window().and_then(|w| w.local_storage().ok().flatten());
    if let Some(Err(error)) = store.map(|store| store.set_item(key, value)) {
        tracing::warn!(error = %JsError::from(error), "the first paint of the next start is a guess");
    }
}
