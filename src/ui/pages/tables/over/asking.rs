//! What is asked of logs: sessions, channel, figure, rows, axes.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::own_axes::OwnAxesFields;
use super::{channel_slug, use_channels};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::tables::{Figure, OverLog, OwnAxes, figure_key};
use crate::engine::channels::ChannelKey;
use crate::i18n::{I18n, date};
use crate::t;
use crate::ui::components::feedback::{Dialog, Entry, SearchList};
use crate::ui::components::form::{Button, Choice, IconButton, NumberField, Select, Switch, TextField};
use crate::ui::components::icons::Icon;
use crate::ui::pages::tables::TableRef;

/// No log is as long, s: an end that was left open.
const FAR: f64 = 1e6;
/// Beginning and end of a stretch with another one of them, s.
type PutEnd = fn((f64, f64), Option<f64>) -> (f64, f64);
/// Sessions that are gathered at most.
const MOST_SESSIONS: usize = 20;

#[derive(Properties, PartialEq)]
pub struct AskingProps {
    pub asked: OverLog,
    /// The table it is laid over.
    pub table: TableRef,
    pub onchange: Callback<OverLog>,
}

/// See the module.
#[component]
pub fn Asking(props: &AskingProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let asked = &props.asked;
    let adding = use_state_eq(|| false);
    let sessions = use_select(&cx.library, |l| {
        l.sessions().iter().map(|s| (s.id.clone(), s.name.clone(), s.wall_ms)).collect::<Vec<_>>()
    });
    let channels = use_channels(&asked.sessions);
    let open = |on: bool| {
        let adding = adding.setter();
        Callback::from(move |()| adding.set(on))
    };
    let full = (asked.sessions.len() >= MOST_SESSIONS)
        .then(|| AttrValue::from(t!(i18n, "tables-over-full", most = MOST_SESSIONS)));
    let none = sessions.is_empty().then(|| AttrValue::from(t!(i18n, "tables-no-session")));
    let chips = asked.sessions.iter().map(|id| {
        let name = sessions.iter().find(|s| s.0 == *id).map_or_else(|| t!(i18n, "tables-over-gone").into_owned(), |s| s.1.clone());
        let remove = {
            let (asked, id, onchange) = (asked.clone(), id.clone(), props.onchange.clone());
            Callback::from(move |_: MouseEvent| {
                let mut next = asked.clone();
                next.sessions.retain(|other| *other != id);
                onchange.emit(next);
            })
        };
        html! {
            <li key={id.clone()} class="tag" data-testid="over-session" data-id={id.clone()}>
                <span>{ &name }</span>
                <IconButton label={t!(i18n, "tables-over-remove", name = &name)} icon={Icon::Close} onclick={remove} />
            </li>
        }
    });
    html! {
        <div class="stack over-asking">
            <div class="row">
                <ul class="tags over-sessions" aria-label={t!(i18n, "tables-over-sessions")}>{ for chips }</ul>
                <Button label={t!(i18n, "tables-over-add")} icon={Icon::Plus} onclick={open(true).reform(|_: MouseEvent| ())} disabled={none.or(full)} testid="over-add" />
            </div>
            if !asked.sessions.is_empty() { { fields(props, i18n, &channels) } }
            if *adding {
                { session_dialog(i18n, &sessions, asked, &props.onchange, &open(false)) }
            }
        </div>
    }
}

fn session_dialog(
    i18n: I18n,
    sessions: &[(String, String, f64)],
    asked: &OverLog,
    onchange: &Callback<OverLog>,
    onclose: &Callback<()>,
) -> Html {
    let entries = sessions
        .iter()
        .filter(|s| !asked.sessions.contains(&s.0))
        .map(|(id, name, at)| Entry {
            hint: Some(date::date_time(i18n.lang, *at, 0).into()),
            ..Entry::new(id.clone(), name.clone())
        })
        .collect::<Vec<_>>();
    let onchoose = {
        let (asked, onchange, onclose) = (asked.clone(), onchange.clone(), onclose.clone());
        Callback::from(move |id: AttrValue| {
            let mut next = asked.clone();
            next.sessions.push(id.to_string());
            onclose.emit(());
            onchange.emit(next);
        })
    };
    html! {
        <Dialog title={t!(i18n, "tables-over-add")} onclose={onclose.clone()}>
            <SearchList
                label={t!(i18n, "frame-find-session")} placeholder={t!(i18n, "frame-find-session")} {entries}
                empty={t!(i18n, "frame-nothing-found")} {onchoose}
            />
        </Dialog>
    }
}

/// The question without one part of it, and who is told of the whole.
#[derive(Clone)]
struct Part {
    asked: OverLog,
    onchange: Callback<OverLog>,
}

impl Part {
    fn of<T: 'static>(&self, put: fn(&mut OverLog, T)) -> Callback<T> {
        let (asked, onchange) = (self.asked.clone(), self.onchange.clone());
        Callback::from(move |value: T| {
            let mut next = asked.clone();
            put(&mut next, value);
            onchange.emit(next);
        })
    }

    /// A figure that was emptied leaves what stood there.
    fn figure(&self, put: fn(&mut OverLog, f64)) -> Callback<Option<f64>> {
        let change = self.of(put);
        Callback::from(move |value: Option<f64>| {
            if let Some(value) = value {
                change.emit(value);
            }
        })
    }
}

fn fields(props: &AskingProps, i18n: I18n, channels: &[ChannelKey]) -> Html {
    let asked = &props.asked;
    let part = Part { asked: asked.clone(), onchange: props.onchange.clone() };
    let own = part.of(|asked, axes: Option<OwnAxes>| asked.axes = axes);
    html! {
        <>
            <div class="fields">
                { figure_fields(i18n, asked, &part, channels) }
                <NumberField
                    label={t!(i18n, "tables-over-least")} value={f64::from(asked.min_hits)} min={1.0} max={100_000.0} whole={true}
                    onchange={part.figure(|asked, v| asked.min_hits = v as u32)} testid="over-least"
                />
                <TextField
                    label={t!(i18n, "tables-over-filter")} value={asked.filter.clone()} placeholder="coolant > 70 and tps > 5"
                    onchange={part.of(|asked, v| asked.filter = v)} testid="over-filter"
                />
                { range_fields(i18n, props) }
            </div>
            <div class="row">
                <Switch
                    label={t!(i18n, "tables-over-shared")} on={asked.shared} onchange={part.of(|asked, on| asked.shared = on)}
                    hint={AttrValue::from(t!(i18n, "tables-over-shared-hint"))}
                />
                <Switch
                    label={t!(i18n, "tables-over-hold")} on={asked.hold} onchange={part.of(|asked, on| asked.hold = on)}
                    hint={AttrValue::from(t!(i18n, "tables-over-hold-hint"))}
                />
            </div>
            <OwnAxesFields axes={asked.axes} table={props.table.clone()} channels={channels.to_vec()} onchange={own} />
        </>
    }
}

/// Which figure, and of which channel.
fn figure_fields(i18n: I18n, asked: &OverLog, part: &Part, channels: &[ChannelKey]) -> Html {
    let figures =
        Figure::ALL.into_iter().map(|f| Choice::new(f.slug(), i18n.t(&figure_key(f)))).collect::<Vec<_>>();
    let mut of = vec![Choice::new("", t!(i18n, "tables-over-channel-none"))];
    of.extend(channels.iter().map(|key| Choice::new(channel_slug(key), i18n.channel(key))));
    html! {
        <>
            <Select
                label={t!(i18n, "tables-over-figure")} choices={figures} value={asked.figure.slug()} testid="over-figure"
                onchange={part.of(|asked, v: String| asked.figure = Figure::from_slug(&v).unwrap_or_default())}
            />
            if asked.figure.is_of_channel() {
                <Select
                    label={t!(i18n, "tables-over-channel")} choices={of} testid="over-channel"
                    value={asked.channel.as_ref().map(channel_slug).unwrap_or_default()}
                    onchange={part.of(|asked, v: String| asked.channel = v.parse().ok().filter(|_| !v.is_empty()))}
                />
            }
            if asked.figure == Figure::Percentile {
                <NumberField
                    label={t!(i18n, "tables-over-percentile")} value={asked.percentile} unit="%" min={0.0} max={100.0}
                    onchange={part.figure(|asked, v| asked.percentile = v)} testid="over-percentile"
                />
            }
        </>
    }
}

/// The stretch of the logs that counts.
fn range_fields(i18n: I18n, props: &AskingProps) -> Html {
    let asked = &props.asked;
    let (from, to) = asked.range.unwrap_or((0.0, FAR));
    let onrange = |put: PutEnd| {
        let (asked, onchange) = (asked.clone(), props.onchange.clone());
        Callback::from(move |value: Option<f64>| {
            let (from, to) = put((from, to), value);
            let range = (from < to && (from > 0.0 || to < FAR)).then_some((from, to));
            onchange.emit(OverLog { range, ..asked.clone() });
        })
    };
    let onfrom = onrange(|(_, to), value| (value.unwrap_or(0.0), to));
    let onto = onrange(|(from, _), value| (from, value.unwrap_or(FAR)));
    html! {
        <>
            <NumberField label={t!(i18n, "tables-over-t0")} value={Some(from).filter(|t| *t > 0.0)} unit="s" min={0.0} onchange={onfrom} />
            <NumberField label={t!(i18n, "tables-over-t1")} value={Some(to).filter(|t| *t < FAR)} unit="s" min={0.0} onchange={onto} />
        </>
    }
}
