//! What tells the user something, and what opens above the page.

mod dialog;
mod popover;
mod search_list;
mod toasts;

pub use dialog::{Dialog, DialogProps, on_backdrop, on_cancel};
pub use popover::{Menu, MenuItem, MenuProps, Popover, PopoverProps, is_typing};
pub use search_list::{Entry, SearchList, SearchListProps, Typed, use_typed};
pub use toasts::ToastRegion;
use yew::{AttrValue, Html, classes, html};

use super::icons::{Icon, icon};
use crate::app::error::UserMessage;
use crate::app::toasts::Tone;
use crate::i18n::I18n;
use crate::t;

/// Class and sign of a tone.
pub(super) const fn tone_icon(tone: Tone) -> (&'static str, Icon) {
    match tone {
        Tone::Info => ("info", Icon::Info),
        Tone::Good => ("good", Icon::Good),
        Tone::Warn => ("warn", Icon::Warn),
        Tone::Bad => ("bad", Icon::Bad),
    }
}

/// A word or figure in a frame of its tone. The text says what it means; the colour only helps.
pub fn tag(tone: Option<Tone>, text: impl Into<AttrValue>) -> Html {
    html! { <span class={classes!("tag", tone.map(|t| tone_icon(t).0))}>{ text.into() }</span> }
}

/// A sign in its tone with a text: for a finding or a state.
pub fn notice(tone: Tone, text: Html) -> Html {
    let (class, sign) = tone_icon(tone);
    html! { <div class={classes!("notice", class)}>{ icon(sign) }<div>{ text }</div></div> }
}

/// What stands where there is nothing yet: what goes here, and the button that brings it.
pub fn empty_state(
    sign: Icon,
    title: impl Into<AttrValue>,
    text: impl Into<AttrValue>,
    actions: Html,
) -> Html {
    html! {
        <div class="empty">
            { icon(sign) }
            <h2>{ title.into() }</h2>
            <p>{ text.into() }</p>
            <div class="actions">{ actions }</div>
        </div>
    }
}

/// Grey lines in place of what is on its way; `label` is read out.
pub fn skeleton(label: impl Into<AttrValue>, lines: usize) -> Html {
    html! {
        <div class="skeleton" role="status" aria-label={label.into()}>
            for i in 0..lines { <span key={i} /> }
        </div>
    }
}

/// How far something is, 0 to 1; without a share it only says that it goes on.
pub fn progress_bar(label: impl Into<AttrValue>, share: Option<f64>) -> Html {
    let label = label.into();
    let share = share.map(|s| s.clamp(0.0, 1.0));
    html! {
        <div
            class={classes!("progress", share.is_none().then_some("unknown"))} role="progressbar" aria-label={label}
            aria-valuemin="0" aria-valuemax="100" aria-valuenow={share.map(|s| format!("{:.0}", s * 100.0))}
        >
            <span style={share.map(|s| format!("inline-size:{:.1}%", s * 100.0))} />
        </div>
    }
}

/// A level between 0 and 100 with its name and figure: parts of a score.
pub fn meter(label: impl Into<AttrValue>, percent: f64, text: impl Into<AttrValue>, tone: Tone) -> Html {
    let label = label.into();
    html! {
        <div class="meter">
            <span class="label">{ &label }</span>
            <span
                class={classes!("bar", tone_icon(tone).0)} role="meter" aria-label={label.clone()}
                aria-valuemin="0" aria-valuemax="100" aria-valuenow={format!("{percent:.0}")}
            >
                <span style={format!("inline-size:{:.1}%", percent.clamp(0.0, 100.0))} />
            </span>
            <span class="value">{ text.into() }</span>
        </div>
    }
}

/// A key as it is printed on a keyboard.
pub fn kbd(keys: impl Into<AttrValue>) -> Html {
    html! { <kbd>{ keys.into() }</kbd> }
}

/// An error in the place of what could not be shown, with what to do and a way to try again.
pub fn error_panel(i18n: I18n, message: &UserMessage, action: Html) -> Html {
    html! {
        <div class="panel error-panel" role="alert">
            { icon(Icon::Bad) }
            <div>
                <h2>{ i18n.message(&message.title) }</h2>
                if let Some(advice) = &message.advice { <p>{ i18n.message(advice) }</p> }
                if let Some(details) = &message.details {
                    <details><summary>{ t!(i18n, "frame-details") }</summary><pre>{ details }</pre></details>
                }
                { action }
            </div>
        </div>
    }
}
