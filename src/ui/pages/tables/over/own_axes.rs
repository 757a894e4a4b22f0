//! Axes of one's own: whether, which channels, from where to where, in how many break points.

use yew::{AttrValue, Callback, Html, Properties, component, html, use_state};

use crate::app::select::use_i18n;
use crate::app::tables::{LEAST_POINTS, OwnAxes, OwnAxis};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::tables::MAX_POINTS;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::form::{Choice, NumberField, Select, Switch};
use crate::ui::pages::tables::TableRef;

#[derive(Properties, PartialEq)]
pub struct OwnAxesProps {
    /// Nothing while the table's axes are taken.
    pub axes: Option<OwnAxes>,
    /// Whose axes they begin as.
    pub table: TableRef,
    /// What the logs have.
    pub channels: Vec<ChannelKey>,
    pub onchange: Callback<Option<OwnAxes>>,
}

/// See the module.
#[component]
pub fn OwnAxesFields(props: &OwnAxesProps) -> Html {
    let i18n = use_i18n();
    let ontoggle = {
        let (table, onchange) = (props.table.clone(), props.onchange.clone());
        Callback::from(move |on: bool| onchange.emit(on.then(|| OwnAxes::of(&table.0))))
    };
    let fields = props.axes.map(|axes| {
        let oncolumns = props.onchange.reform(move |columns: Option<OwnAxis>| {
            // Columns there are always.
            Some(columns.map_or(axes, |columns| OwnAxes { columns, ..axes }))
        });
        let onrows = props.onchange.reform(move |rows| Some(OwnAxes { rows, ..axes }));
        let names = [t!(i18n, "tables-over-columns"), t!(i18n, "tables-over-rows")].map(AttrValue::from);
        let [columns, rows] = names;
        html! {
            <>
                <AxisFields label={columns} side="x" axis={Some(axes.columns)} optional={false} channels={props.channels.clone()} onchange={oncolumns} />
                <AxisFields label={rows} side="y" axis={axes.rows} optional={true} channels={props.channels.clone()} onchange={onrows} />
            </>
        }
    });
    html! {
        <>
            <Switch
                label={t!(i18n, "tables-over-own-axes")} on={props.axes.is_some()} onchange={ontoggle}
                hint={AttrValue::from(t!(i18n, "tables-over-own-axes-hint"))} testid="over-own-axes"
            />
            { fields.unwrap_or_default() }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AxisFieldsProps {
    label: AttrValue,
    /// For tests: x or y.
    side: &'static str,
    axis: Option<OwnAxis>,
    /// Whether there may be none.
    optional: bool,
    channels: Vec<ChannelKey>,
    onchange: Callback<Option<OwnAxis>>,
}

/// One axis. Ends that are no axis are told and not taken.
#[component]
fn AxisFields(props: &AxisFieldsProps) -> Html {
    let i18n = use_i18n();
    let wrong = use_state(|| None::<OwnAxis>);
    let onchannel = {
        let (onchange, wrong) = (props.onchange.clone(), wrong.setter());
        Callback::from(move |slug: String| {
            wrong.set(None);
            onchange.emit(ChannelId::from_slug(&slug).map(OwnAxis::usual));
        })
    };
    // What is typed beside an end that does not fit yet is kept with it.
    let shown = (*wrong).or(props.axis);
    let put = |put: fn(&mut OwnAxis, f64)| {
        let (onchange, wrong) = (props.onchange.clone(), wrong.setter());
        Callback::from(move |value: Option<f64>| {
            let (Some(mut axis), Some(value)) = (shown, value) else { return };
            put(&mut axis, value);
            wrong.set((!axis.is_sound()).then_some(axis));
            if axis.is_sound() {
                onchange.emit(Some(axis));
            }
        })
    };
    let error = wrong.map(|_| AttrValue::from(t!(i18n, "tables-over-own-wrong")));
    let testid = |part: &str| AttrValue::from(format!("over-{}-{part}", props.side));
    html! {
        <div class="fields">
            <Select
                label={props.label.clone()} choices={choices(i18n, props)} value={shown.map_or("", |axis| axis.channel.slug())}
                onchange={onchannel} testid={testid("channel")}
            />
            if let Some(axis) = shown {
                <NumberField
                    label={t!(i18n, "tables-over-own-from", axis = props.label.as_str())} value={axis.from}
                    quantity={axis.channel.spec().quantity} onchange={put(|axis, v| axis.from = v)} testid={testid("from")}
                />
                <NumberField
                    label={t!(i18n, "tables-over-own-to", axis = props.label.as_str())} value={axis.to} {error}
                    quantity={axis.channel.spec().quantity} onchange={put(|axis, v| axis.to = v)} testid={testid("to")}
                />
                <NumberField
                    label={t!(i18n, "tables-over-own-points", axis = props.label.as_str())} value={f64::from(axis.points)} whole={true}
                    min={f64::from(LEAST_POINTS)} max={MAX_POINTS as f64} onchange={put(|axis, v| axis.points = v as u32)} testid={testid("points")}
                />
            }
        </div>
    }
}

/// The canonical channels of the logs, and the one that is chosen, whether they have it or not.
fn choices(i18n: I18n, props: &AxisFieldsProps) -> Vec<Choice> {
    let mut ids: Vec<ChannelId> = props.channels.iter().filter_map(ChannelKey::id).collect();
    ids.extend(props.axis.map(|axis| axis.channel).filter(|id| !ids.contains(id)));
    let name = |id: ChannelId| Choice::new(id.slug(), i18n.channel(&ChannelKey::from(id)));
    let none = props.optional.then(|| Choice::new("", t!(i18n, "tables-over-own-none")));
    none.into_iter().chain(ids.into_iter().map(name)).collect()
}
