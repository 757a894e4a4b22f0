use yew::{AttrValue, Callback, Html, component, html};

use crate::app::cx::Overlay;
use crate::app::select::{use_cx, use_i18n};
use crate::t;
use crate::ui::commands::{Command, page_commands, shortcut_label};
use crate::ui::components::feedback::{Dialog, kbd};

/// The map of the keys: those of the page first, then those that work anywhere.
#[component]
pub fn KeyLegend() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let onclose = {
        let cx = cx.clone();
        Callback::from(move |()| cx.overlay.set(Overlay::Nothing))
    };
    let here: Vec<(AttrValue, AttrValue)> = page_commands()
        .into_iter()
        .filter_map(|c| Some((i18n.message(&c.label).into(), shortcut_label(c.shortcut)?)))
        .collect();
    let anywhere: Vec<(AttrValue, AttrValue)> = Command::all(&cx)
        .into_iter()
        .filter_map(|c| Some((c.label(i18n), shortcut_label(c.shortcut())?)))
        .chain([
            (t!(i18n, "frame-key-next").into(), "Tab".into()),
            (t!(i18n, "frame-key-close").into(), "Esc".into()),
        ])
        .collect();
    html! {
        <Dialog title={t!(i18n, "frame-command-keys")} {onclose} wide={!here.is_empty()}>
            <div class="columns">
                if !here.is_empty() { { list(t!(i18n, "frame-keys-page").into(), here) } }
                { list(t!(i18n, "frame-keys-anywhere").into(), anywhere) }
            </div>
        </Dialog>
    }
}

fn list(title: AttrValue, keys: Vec<(AttrValue, AttrValue)>) -> Html {
    // What two keys do stands once, with both.
    let mut lines: Vec<(AttrValue, Vec<AttrValue>)> = Vec::new();
    for (label, key) in keys {
        match lines.iter_mut().find(|(known, _)| *known == label) {
            Some((_, all)) => all.push(key),
            None => lines.push((label, vec![key])),
        }
    }
    html! {
        <section class="key-list">
            <h3>{ title }</h3>
            <dl>
                for (label, keys) in lines.into_iter() {
                    <div key={label.to_string()}>
                        <dt>{ &label }</dt>
                        <dd>for key in keys { { kbd(key) } { " " } }</dd>
                    </div>
                }
            </dl>
        </section>
    }
}
