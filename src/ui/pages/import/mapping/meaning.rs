//! What a column means: a list of every channel to choose from.

use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use crate::app::import_queue::Shared;
use crate::app::mapping::{Fix, apply, meanings};
use crate::app::select::use_i18n;
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::import::{ColumnDecision, ImportOptions, Meaning, Preview};
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{Entry, Popover, SearchList};
use crate::ui::components::icons::{Icon, icon};

#[derive(Properties, PartialEq)]
pub struct PickerProps {
    pub preview: Shared<Preview>,
    pub index: usize,
    pub options: ImportOptions,
    pub oncorrect: Callback<ImportOptions>,
}

const OWN: &str = "own";
const IGNORE: &str = "ignore";

/// What a column means: a button that opens a list of every channel, with a field to search it.
#[component]
pub fn MeaningPicker(props: &PickerProps) -> Html {
    let i18n = use_i18n();
    let open = use_state_eq(|| false);
    let Some(column) = props.preview.columns.get(props.index) else { return Html::default() };
    let decision = &column.decision;
    let (text, selected) = match &decision.key {
        Some(ChannelKey::Known(id)) => (i18n.channel(&(*id).into()), AttrValue::from(id.slug())),
        Some(ChannelKey::Custom(_) | ChannelKey::Math(_)) => {
            (t!(i18n, "import-map-own"), AttrValue::from(OWN))
        }
        None => (t!(i18n, "import-map-ignore"), AttrValue::from(IGNORE)),
    };
    let onchoose = {
        let (options, name, correct) =
            (props.options.clone(), decision.name.clone(), props.oncorrect.clone());
        let open = open.setter();
        Callback::from(move |id: AttrValue| {
            open.set(false);
            let meaning = match id.as_str() {
                OWN => Some(Meaning::Own),
                IGNORE => Some(Meaning::Ignored),
                slug => ChannelId::from_slug(slug).map(Meaning::Channel),
            };
            if let Some(meaning) = meaning {
                correct.emit(apply(&options, Some(&name), Fix::Meaning(meaning)));
            }
        })
    };
    let trigger = html! { <><span class="value">{ &*text }</span>{ icon(Icon::ChevronDown) }</> };
    let label =
        AttrValue::from(format!("{}: {text}", t!(i18n, "import-map-meaning-of", column = &decision.source)));
    html! {
        <Popover {trigger} {label} class="pick" open={*open} ontoggle={let open = open.setter(); Callback::from(move |now| open.set(now))}>
            <SearchList
                label={t!(i18n, "import-map-meaning-of", column = &decision.source)}
                placeholder={t!(i18n, "import-map-choose-search")} empty={t!(i18n, "import-map-choose-none")}
                entries={entries(i18n, &props.preview, decision)} selected={selected} {onchoose}
            />
        </Popover>
    }
}

fn entries(i18n: I18n, preview: &Preview, decision: &ColumnDecision) -> Vec<Entry> {
    let mut own = Entry::new(OWN, t!(i18n, "import-map-own-as", name = &decision.source));
    own.icon = Some(Icon::Tag);
    let mut ignore = Entry::new(IGNORE, t!(i18n, "import-map-ignore"));
    ignore.icon = Some(Icon::EyeOff);
    let mut list = vec![own, ignore];
    let mut suggested: Vec<Entry> = Vec::new();
    for (id, taken) in meanings(preview, &decision.name) {
        let mut entry = Entry::new(id.slug(), i18n.channel(&id.into()));
        entry.hint = Some(match taken {
            Some(column) => t!(i18n, "import-map-taken", column = column).into(),
            None => i18n.group(id.spec().group).into(),
        });
        if decision.suggestions.contains(&id) {
            suggested.push(entry);
        } else {
            list.push(entry);
        }
    }
    suggested.extend(list);
    suggested
}
