//! Which drawing, of which channels.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, component, html};

use super::has_pair;
use crate::app::looks::{Colour, LookKind, Looks, MOST};
use crate::app::select::use_i18n;
use crate::engine::channels::ChannelKey;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::form::{Checkbox, Choice, IconButton, Segmented, Select};
use crate::ui::components::icons::Icon;

#[derive(Properties, PartialEq)]
pub struct ControlsProps {
    pub looks: Looks,
    /// Channels that can be chosen.
    pub numbers: Rc<Vec<ChannelKey>>,
    pub onchange: Callback<Looks>,
}

/// See the module.
#[component]
pub fn Controls(props: &ControlsProps) -> Html {
    let i18n = use_i18n();
    let looks = &props.looks;
    let kinds = LookKind::ALL
        .map(|kind| Choice::new(kind.slug(), i18n.t(&format!("analysis-look-{}", kind.slug()))))
        .to_vec();
    let onkind = change(props, |looks, slug| Looks {
        kind: LookKind::ALL.into_iter().find(|kind| kind.slug() == slug).unwrap_or_default(),
        ..looks
    });
    html! {
        <>
            <div class="fields">
                <Select label={t!(i18n, "analysis-look-kind")} choices={kinds} value={looks.kind.slug()} onchange={onkind} testid="look-kind" />
                if has_pair(looks.kind) {
                    { pair(i18n, props) }
                } else if looks.kind != LookKind::Matrix {
                    <Select
                        label={t!(i18n, "analysis-channel")} choices={choices(i18n, props)} value={text(looks.channel.as_ref())} testid="look-channel"
                        onchange={change(props, |looks, key| Looks { channel: key.parse().ok(), ..looks })}
                    />
                }
            </div>
            if looks.kind == LookKind::Matrix { { matrix(i18n, props) } }
        </>
    }
}

/// A callback that draws something else.
fn change(props: &ControlsProps, change: impl Fn(Looks, String) -> Looks + 'static) -> Callback<String> {
    let (onchange, looks) = (props.onchange.clone(), props.looks.clone());
    Callback::from(move |value| onchange.emit(change(looks.clone(), value)))
}

fn choices(i18n: I18n, props: &ControlsProps) -> Vec<Choice> {
    props.numbers.iter().map(|key| Choice::new(key.to_string(), i18n.channel(key))).collect()
}

fn text(key: Option<&ChannelKey>) -> String {
    key.map(ToString::to_string).unwrap_or_default()
}

fn pair(i18n: I18n, props: &ControlsProps) -> Html {
    let looks = &props.looks;
    let swap = {
        let (onchange, looks) = (props.onchange.clone(), looks.clone());
        Callback::from(move |_: MouseEvent| {
            onchange.emit(Looks { x: looks.y.clone(), y: looks.x.clone(), ..looks.clone() });
        })
    };
    let (first, second) = if looks.kind == LookKind::Lag {
        (t!(i18n, "analysis-look-first"), t!(i18n, "analysis-look-second"))
    } else {
        (t!(i18n, "analysis-look-x"), t!(i18n, "analysis-look-y"))
    };
    html! {
        <>
            <Select
                label={first} choices={choices(i18n, props)} value={text(looks.x.as_ref())} testid="look-x"
                onchange={change(props, |looks, key| Looks { x: key.parse().ok(), ..looks })}
            />
            <Select
                label={second} choices={choices(i18n, props)} value={text(looks.y.as_ref())} testid="look-y"
                onchange={change(props, |looks, key| Looks { y: key.parse().ok(), ..looks })}
            />
            <IconButton label={t!(i18n, "analysis-look-swap")} icon={Icon::Swap} onclick={swap} />
            if looks.kind == LookKind::Scatter { { colour(i18n, props) } }
        </>
    }
}

fn colour(i18n: I18n, props: &ControlsProps) -> Html {
    let none = std::iter::once(Choice::new("", t!(i18n, "analysis-look-colour-none")));
    let value = match &props.looks.colour {
        Colour::By(key) => key.to_string(),
        _ => String::new(),
    };
    html! {
        <Select
            label={t!(i18n, "analysis-look-colour")} choices={none.chain(choices(i18n, props)).collect::<Vec<_>>()} {value} testid="look-colour"
            onchange={change(props, |looks, key| Looks { colour: key.parse().map_or(Colour::None, Colour::By), ..looks })}
        />
    }
}

/// Which channels are compared with each other, and how.
fn matrix(i18n: I18n, props: &ControlsProps) -> Html {
    let looks = &props.looks;
    let ways = vec![Choice::new("", "Pearson"), Choice::new("rank", "Spearman")];
    let n = looks.channels.len();
    html! {
        <>
            <Segmented
                label={t!(i18n, "analysis-look-coefficient")} choices={ways} value={if looks.by_rank { "rank" } else { "" }} testid="look-rank"
                onchange={change(props, |looks, way| Looks { by_rank: !way.is_empty(), ..looks })}
            />
            <details class="param-group">
                <summary>{ t!(i18n, "analysis-look-among", n = n, most = MOST) }</summary>
                <div class="param-grid" data-testid="look-among">
                    for key in props.numbers.iter() {
                        <Checkbox key={key.to_string()} label={i18n.channel(key)} on={looks.channels.contains(key)} onclick={{
                            let (onchange, looks, key, numbers) = (props.onchange.clone(), looks.clone(), key.clone(), Rc::clone(&props.numbers));
                            Callback::from(move |(on, event): (bool, MouseEvent)| {
                                let next = looks.with_channel(&key, on, &numbers);
                                if next == looks {
                                    // Two are the fewest, and more than the most cannot be read.
                                    event.prevent_default();
                                } else {
                                    onchange.emit(next);
                                }
                            })
                        }} />
                    }
                </div>
            </details>
        </>
    }
}
