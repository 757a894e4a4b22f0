//! The session whose log may carry tables.

use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::tables::ReadFrom;
use crate::i18n::date;
use crate::t;
use crate::ui::components::feedback::{Dialog, Entry, SearchList};

#[derive(Properties, PartialEq)]
pub struct FromSessionProps {
    pub onclose: Callback<()>,
    pub onchoose: Callback<ReadFrom>,
}

/// Chooses the session whose log may carry tables.
#[component]
pub fn FromSession(props: &FromSessionProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let sessions = use_select(&cx.library, |l| {
        l.sessions().iter().map(|s| (s.id.clone(), s.name.clone(), s.wall_ms)).collect::<Vec<_>>()
    });
    let entries = sessions
        .iter()
        .map(|(id, name, at)| Entry {
            hint: Some(date::date_time(i18n.lang, *at, 0).into()),
            ..Entry::new(id.clone(), name.clone())
        })
        .collect::<Vec<_>>();
    let onchoose = {
        let (sessions, onchoose) = (sessions.clone(), props.onchoose.clone());
        Callback::from(move |id: AttrValue| {
            if let Some((id, name, _)) = sessions.iter().find(|s| *s.0 == *id) {
                onchoose.emit(ReadFrom::Session { id: id.clone(), name: name.clone() });
            }
        })
    };
    html! {
        <Dialog title={t!(i18n, "tables-from-session")} onclose={props.onclose.clone()} testid="table-session-dialog">
            <p class="muted">{ t!(i18n, "tables-from-session-text") }</p>
            <SearchList
                label={t!(i18n, "frame-find-session")} placeholder={t!(i18n, "frame-find-session")} {entries}
                empty={t!(i18n, "frame-nothing-found")} {onchoose}
            />
        </Dialog>
    }
}
