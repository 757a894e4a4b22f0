//! Search and filters of the list; what they say stands in the address.

use web_sys::{Event, MouseEvent};
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_effect_with, use_state_eq};

use super::words::format_name;
use crate::app::library::Library;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::session_list::{Grade, Order, SessionFilter, SortKey, VehicleFilter, formats_of, tags_of};
use crate::app::session_words::{column_key, grade_range};
use crate::engine::vehicle::clean_search;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::form::{Button, ButtonTone, Choice, IconButton, SearchField, Select, typed};
use crate::ui::components::icons::Icon;
use crate::ui::hooks::{use_debounced, use_id};

#[derive(Properties, PartialEq)]
pub struct FiltersProps {
    pub filter: SessionFilter,
    pub onchange: Callback<SessionFilter>,
}

/// A pause in typing after which the address follows, milliseconds.
const PAUSE_MS: u32 = 150;

/// See the module.
#[component]
pub fn Filters(props: &FiltersProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let term = use_state_eq(|| props.filter.search.clone());
    {
        // Back, a link or "clear" changed it from outside.
        let term = term.setter();
        use_effect_with(props.filter.search.clone(), move |search| term.set(search.clone()));
    }
    let search = {
        let (filter, onchange) = (props.filter.clone(), props.onchange.clone());
        use_debounced(
            PAUSE_MS,
            Callback::from(move |text: String| {
                onchange.emit(SessionFilter { search: clean_search(&text), ..filter.clone() });
            }),
        )
    };
    let oninput = {
        let term = term.setter();
        Callback::from(move |text: String| {
            term.set(text.clone());
            search.emit(text);
        })
    };
    let options = use_select(&cx.library, Options::of);
    // Only where there is no room for them at once; elsewhere they stand open.
    let open = use_state_eq(|| false);
    let fold = {
        let (open, now) = (open.setter(), *open);
        Callback::from(move |_: MouseEvent| open.set(!now))
    };
    let clear = {
        let (filter, onchange) = (props.filter.clone(), props.onchange.clone());
        Callback::from(move |_: MouseEvent| onchange.emit(filter.cleared()))
    };
    html! {
        <div class="session-filters" role="search">
            <SearchField
                label={t!(i18n, "sessions-search")} placeholder={AttrValue::from(t!(i18n, "sessions-search-hint"))}
                value={(*term).clone()} {oninput} testid="session-search"
            />
            <div class="fold">
                <Button
                    label={t!(i18n, "sessions-filters", n = props.filter.active())} icon={Icon::Filter} onclick={fold}
                    expanded={*open} testid="session-filters"
                />
            </div>
            <div class={classes!("lists", open.then_some("open"))}>{ lists(i18n, props, &options) }</div>
            <div class="sort">{ order(i18n, props) }</div>
            if props.filter.narrows() {
                <Button label={t!(i18n, "sessions-clear")} icon={Icon::Close} tone={ButtonTone::Quiet} onclick={clear} />
            }
        </div>
    }
}

/// What there is to choose from.
#[derive(PartialEq)]
struct Options {
    vehicles: Vec<(String, String)>,
    formats: Vec<String>,
    tags: Vec<String>,
}

impl Options {
    fn of(library: &Library) -> Self {
        let used = |id: &str| library.sessions().iter().any(|s| s.vehicle.as_deref() == Some(id));
        Self {
            vehicles: library
                .vehicles()
                .iter()
                .filter(|v| used(&v.id))
                .map(|v| (v.id.clone(), v.name.clone()))
                .collect(),
            formats: formats_of(library),
            tags: tags_of(library),
        }
    }
}

/// The value of "all", and of "without a vehicle".
const ALL: &str = "";
const NOBODY: &str = "-";

fn lists(i18n: I18n, props: &FiltersProps, options: &Options) -> Html {
    let filter = &props.filter;
    let all = || Choice::new(ALL, t!(i18n, "sessions-filter-all"));
    let set = |change: fn(&mut SessionFilter, Option<String>)| {
        let (filter, onchange) = (props.filter.clone(), props.onchange.clone());
        Callback::from(move |value: String| {
            let mut next = filter.clone();
            change(&mut next, Some(value).filter(|v| v != ALL));
            onchange.emit(next);
        })
    };
    let mut vehicles = vec![all(), Choice::new(NOBODY, t!(i18n, "sessions-filter-no-vehicle"))];
    vehicles.extend(options.vehicles.iter().map(|(id, name)| Choice::new(id.clone(), name.clone())));
    let vehicle = match &filter.vehicle {
        None => ALL.to_owned(),
        Some(VehicleFilter::None) => NOBODY.to_owned(),
        Some(VehicleFilter::Id(id)) => id.clone(),
    };
    let mut formats = vec![all()];
    formats.extend(options.formats.iter().map(|slug| Choice::new(slug.clone(), format_name(i18n, slug))));
    let mut grades = vec![all()];
    grades.extend(Grade::ALL.into_iter().map(|g| Choice::new(g.slug(), i18n.message(&grade_range(g)))));
    let mut tags = vec![all()];
    tags.extend(options.tags.iter().map(|tag| Choice::new(tag.clone(), tag.clone())));
    let text = |value: &Option<String>| AttrValue::from(value.clone().unwrap_or_default());
    html! {
        <>
            <Select
                label={t!(i18n, "sessions-filter-vehicle")} choices={vehicles} value={vehicle} testid="filter-vehicle"
                onchange={set(|f, v| f.vehicle = v.map(|id| if id == NOBODY { VehicleFilter::None } else { VehicleFilter::Id(id) }))}
            />
            <Select
                label={t!(i18n, "sessions-filter-format")} choices={formats} value={text(&filter.format)} testid="filter-format"
                onchange={set(|f, v| f.format = v)}
            />
            <Select
                label={t!(i18n, "sessions-filter-quality")} choices={grades} testid="filter-quality"
                value={filter.grade.map_or(ALL, Grade::slug)} onchange={set(|f, v| f.grade = v.as_deref().and_then(Grade::from_slug))}
            />
            if options.tags.is_empty() {} else {
                <Select
                    label={t!(i18n, "sessions-filter-tag")} choices={tags} value={text(&filter.tag)} testid="filter-tag"
                    onchange={set(|f, v| f.tag = v)}
                />
            }
            <DayField label={t!(i18n, "sessions-filter-from")} value={text(&filter.from)} onchange={set(|f, v| f.from = v)} testid="filter-from" />
            <DayField label={t!(i18n, "sessions-filter-to")} value={text(&filter.to)} onchange={set(|f, v| f.to = v)} testid="filter-to" />
        </>
    }
}

fn order(i18n: I18n, props: &FiltersProps) -> Html {
    let now = props.filter.order;
    let choices =
        SortKey::ALL.into_iter().map(|k| Choice::new(k.slug(), i18n.t(column_key(k)))).collect::<Vec<_>>();
    let set = |order: Order| SessionFilter { order, ..props.filter.clone() };
    let onchange = {
        let (filter, onchange) = (props.filter.clone(), props.onchange.clone());
        Callback::from(move |slug: String| {
            let key = SortKey::from_slug(&slug).unwrap_or_default();
            onchange.emit(SessionFilter { order: Order::by(key), ..filter.clone() });
        })
    };
    let turn = {
        let (next, onchange) = (set(Order { falling: !now.falling, ..now }), props.onchange.clone());
        Callback::from(move |_: MouseEvent| onchange.emit(next.clone()))
    };
    html! {
        <>
            <Select label={t!(i18n, "sessions-sort")} {choices} value={now.key.slug()} {onchange} testid="session-sort" />
            <IconButton label={t!(i18n, "sessions-sort-turn")} icon={Icon::Sort} onclick={turn} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct DayProps {
    label: AttrValue,
    value: AttrValue,
    onchange: Callback<String>,
    testid: AttrValue,
}

/// A field for a day.
#[component]
fn DayField(props: &DayProps) -> Html {
    let id = use_id();
    html! {
        <div class="field">
            <label for={id.clone()}>{ &props.label }</label>
            <input
                type="date" class="input" {id} value={props.value.clone()} data-testid={props.testid.clone()}
                onchange={props.onchange.reform(|e: Event| typed(&e))}
            />
        </div>
    }
}
