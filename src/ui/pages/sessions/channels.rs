//! The channels of a session: what each is, in which unit, and how much of it can be used.

use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_state_eq};

use super::attention::explore_link;
use super::load::Session;
use crate::app::select::{use_i18n, use_units};
use crate::app::toasts::Tone;
use crate::engine::channels::{ChannelId, ChannelKey, Group};
use crate::engine::import::IssueCode;
use crate::engine::vehicle::clean_search;
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::storage::ColumnInfo;
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::form::SearchField;
use crate::ui::components::layout::panel;

#[derive(Properties, PartialEq)]
pub struct ChannelsProps {
    pub session: Session,
}

/// See the module.
#[component]
pub fn ChannelList(props: &ChannelsProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let term = use_state_eq(String::new);
    let wanted = clean_search(&term).to_lowercase();
    let columns = &props.session.detail.columns;
    let fits = |c: &&ColumnInfo| {
        let name = i18n.channel(&c.key).to_lowercase();
        wanted.split_whitespace().all(|w| name.contains(w) || c.source.to_lowercase().contains(w))
    };
    let found: Vec<&ColumnInfo> = columns.iter().filter(fits).collect();
    let oninput = {
        let term = term.setter();
        Callback::from(move |text| term.set(text))
    };
    let aside = html! {
        <SearchField
            label={t!(i18n, "sessions-channel-search")} placeholder={AttrValue::from(t!(i18n, "sessions-channel-search"))}
            value={(*term).clone()} {oninput}
        />
    };
    let groups = Group::ALL.into_iter().map(Some).chain([None]);
    let body = html! {
        <div class="channel-groups" data-testid="channel-list" aria-label={t!(i18n, "sessions-channels-list")} role="group">
            for group in groups { { of_group(&units, props, group, &found) } }
            if found.is_empty() { <p class="muted" role="status">{ t!(i18n, "sessions-channel-none") }</p> }
        </div>
    };
    let title = format!("{} ({})", t!(i18n, "sessions-channels"), columns.len());
    panel(title, aside, body)
}

fn of_group(units: &Units, props: &ChannelsProps, group: Option<Group>, found: &[&ColumnInfo]) -> Html {
    let i18n = I18n::new(units.lang);
    let members: Vec<&&ColumnInfo> =
        found.iter().filter(|c| c.key.id().map(|id| id.spec().group) == group).collect();
    if members.is_empty() {
        return Html::default();
    }
    let issues = &props.session.detail.issues;
    let tail = issues.iter().filter(|i| i.code == IssueCode::ExportTail).map(|i| i.count).max().unwrap_or(0);
    let name = group.map_or_else(|| t!(i18n, "sessions-channel-own"), |g| i18n.group(g));
    html! {
        <section key={name.to_string()}>
            <h3>{ &*name }</h3>
            <ul>
                for column in members { { row(units, &props.session.record.id, column, tail) } }
            </ul>
        </section>
    }
}

fn row(units: &Units, session: &str, column: &ColumnInfo, tail: u32) -> Html {
    let i18n = I18n::new(units.lang);
    let quantity = column.unit.quantity();
    let symbol = match units.symbol(quantity) {
        "" => column.unit_note.clone().unwrap_or_default(),
        symbol => symbol.to_owned(),
    };
    let count = |n: u32| number::number(units.lang, f64::from(n), 0);
    let name = i18n.channel(&column.key);
    // The exporter's padding is in every channel alike and said once, above.
    let missing = if column.missing == tail { 0 } else { column.missing };
    let flagged = column.flagged.saturating_sub(tail);
    html! {
        <li
            key={column.key.to_string()} data-channel={column.key.id().map(ChannelId::slug)} data-source={column.source.clone()}
            data-missing={column.missing.to_string()} data-flagged={column.flagged.to_string()}
        >
            <span class="name" title={t!(i18n, "sessions-channel-source", source = &column.source)}>
                { &*name }
                if matches!(&column.key, ChannelKey::Known(_)) && *name != column.source {
                    <span class="source faint">{ &column.source }</span>
                }
            </span>
            <span class="unit faint">{ symbol }</span>
            <span class="tags">
                if missing > 0 { { tag(None, t!(i18n, "sessions-channel-missing", n = count(missing))) } }
                if flagged > 0 { { tag(Some(Tone::Warn), t!(i18n, "sessions-channel-flagged", n = count(flagged))) } }
            </span>
            <span class={classes!("go")}>{ explore_link(i18n, session, &column.key) }</span>
        </li>
    }
}
