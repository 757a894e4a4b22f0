//! Logs laid over a table, or over axes of one's own: which sessions, which figure, of which rows; what came of it, and the
//! samples of a cell.

mod asking;
mod cell;
mod found;
mod own_axes;

use std::rc::Rc;

use yew::{
    AttrValue, Callback, Html, Properties, UseStateHandle, component, hook, html, use_effect_with, use_memo,
    use_state, use_state_eq,
};

use self::asking::Asking;
use self::cell::CellSamples;
use self::found::Findings;
use super::{Same, TableRef};
use crate::app::error::{AppError, Explain};
use crate::app::expr_words::{expr_error, refused};
use crate::app::navigation;
use crate::app::route::{Location, Route, TableTab};
use crate::app::select::{use_cx, use_i18n, use_location, use_units};
use crate::app::services::tables as service;
use crate::app::tables::{Figure, HitsLayer, OverLog, figure_key};
use crate::app::toasts::Tone;
use crate::engine::channels::ChannelKey;
use crate::engine::tables::{Cell, MapAxis, MapTable, TrailPoint};
use crate::engine::units::Quantity;
use crate::i18n::I18n;
use crate::i18n::units::Units;
use crate::protocol::{HitsFound, Progress};
use crate::t;
use crate::ui::components::feedback::{error_panel, notice, progress_bar};
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{pad, panel};
use crate::ui::hooks::{Loaded, use_loaded};

/// What was asked and what came of it.
struct Laid {
    asked: OverLog,
    axes: Axes,
    found: HitsFound,
}

/// What the figures stand on.
type Axes = (MapAxis, Option<MapAxis>);

/// What is laid over a table, as the page hands it on.
#[derive(Clone)]
pub struct OverTable {
    asked: OverLog,
    /// What the figures stand on: the table, or one over the user's own axes. Nothing where those make none.
    on: Option<TableRef>,
    answer: Loaded<Option<Laid>>,
    /// Nothing while another answer is under way.
    layer: Option<Rc<HitsLayer>>,
    progress: UseStateHandle<Option<Progress>>,
}

impl PartialEq for OverTable {
    fn eq(&self, other: &Self) -> bool {
        let same_layer = match (&self.layer, &other.layer) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        self.asked == other.asked
            && self.on == other.on
            && self.answer == other.answer
            && same_layer
            && *self.progress == *other.progress
    }
}

impl OverTable {
    /// For the editor, whose cells are those of the table.
    pub fn on_table(&self) -> Option<Rc<HitsLayer>> {
        self.layer.clone().filter(|_| self.asked.axes.is_none())
    }

    /// What came of the question that stands.
    fn found(&self) -> Option<&HitsFound> {
        self.answer.value()?.as_ref().as_ref().filter(|laid| laid.asked == self.asked).map(|laid| &laid.found)
    }
}

/// Asks what the address asks, whenever that or the axes of the table change.
#[hook]
pub fn use_over(table: &Rc<MapTable>) -> OverTable {
    let (cx, i18n, units, location) = (use_cx(), use_i18n(), use_units(), use_location());
    let asked = OverLog::read(&location.query);
    let progress = use_state(|| None::<Progress>);
    let on = use_memo((asked.axes, TableRef(Rc::clone(table))), |(own, table)| match own {
        Some(own) => own.table().ok().map(|table| TableRef(Rc::new(table))),
        None => Some(table.clone()),
    });
    let axes: Option<Axes> = on.as_ref().as_ref().map(|on| (on.0.x().clone(), on.0.y().cloned()));
    let answer = {
        let (cx, on, progress) = (cx.clone(), (*on).clone(), progress.setter());
        let asked = asked.clone();
        use_loaded((asked, axes.clone()), move |(asked, axes)| {
            let (cx, on, asked, axes) = (cx.clone(), on.clone(), asked.clone(), axes.clone());
            let progress = progress.clone();
            async move {
                let (Some(on), Some(axes)) = (on, axes) else { return Ok(None) };
                if asked.sessions.is_empty() || asked.channel.is_none() && asked.figure.is_of_channel() {
                    return Ok::<Option<Laid>, AppError>(None);
                }
                let tell = progress.clone();
                let found = service::over_log(&cx, &on.0, &asked, move |p| tell.set(Some(*p))).await?;
                progress.set(None);
                Ok(Some(Laid { asked, axes, found }))
            }
        })
    };
    let current = answer.value().filter(
        |laid| matches!(&***laid, Some(laid) if laid.asked == asked && Some(&laid.axes) == axes.as_ref()),
    );
    let layer = use_memo((current.cloned().map(Same), (*units).clone()), |(laid, units)| {
        let Some(laid) = &*laid.as_ref()?.0 else { return None };
        Some(Rc::new(layer(i18n, units, laid)))
    });
    OverTable { asked, on: (*on).clone(), answer, layer: (*layer).clone(), progress }
}

fn quantity_of(asked: &OverLog) -> Quantity {
    match (asked.figure, &asked.channel) {
        (Figure::Seconds, _) => Quantity::Duration,
        (figure, Some(key)) if figure.is_of_channel() => {
            key.id().map_or(Quantity::AsLogged, |id| id.spec().quantity)
        }
        _ => Quantity::Count,
    }
}

/// What is shown, in words.
fn title(i18n: I18n, asked: &OverLog) -> String {
    let figure = i18n.t(&figure_key(asked.figure)).into_owned();
    match asked.channel.as_ref().filter(|_| asked.figure.is_of_channel()) {
        Some(key) => format!("{figure} · {}", i18n.channel(key)),
        None => figure,
    }
}

fn layer(i18n: I18n, units: &Units, laid: &Laid) -> HitsLayer {
    let (asked, quantity) = (&laid.asked, quantity_of(&laid.asked));
    let of_channel = asked.figure.is_of_channel();
    let unit = match asked.figure {
        Figure::Samples => "",
        Figure::Seconds => "s",
        _ => units.symbol(quantity),
    };
    let spread = asked.figure == Figure::Sd;
    let shown = |value: f64| match (of_channel, spread) {
        (false, _) => value,
        // A spread is scaled, not shifted.
        (true, true) => value * units.scale_offset(quantity).0,
        (true, false) => units.convert(value, quantity),
    };
    let names = (title(i18n, asked), unit.to_owned());
    HitsLayer::of(names, &laid.found.cells, laid.axes.0.len(), asked.figure, shown, &laid.found.trail)
}

#[derive(Properties, PartialEq)]
pub struct OverProps {
    /// The table's.
    pub id: AttrValue,
    pub table: TableRef,
    pub over: OverTable,
    /// The cell whose samples are looked at.
    pub cell: Option<Cell>,
    pub oncell: Callback<Cell>,
    /// Told where the engine was at the moment that is looked at.
    pub onpoint: Callback<Option<(f64, f64)>>,
}

/// See the module.
#[component]
pub fn Over(props: &OverProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let over = &props.over;
    let asked = &over.asked;
    let onchange = {
        let (cx, id) = (cx.clone(), props.id.clone());
        Callback::from(move |asked: OverLog| {
            let query = asked.write(cx.location.get().query.clone());
            navigation::replace(&cx, Location { route: Route::Table(id.to_string(), TableTab::Edit), query });
        })
    };
    let open = use_state(|| !asked.sessions.is_empty());
    // The cells of one's own axes are no cells of the table.
    let own_cell = use_state_eq(|| None::<Cell>);
    let onown = {
        let own_cell = own_cell.setter();
        Callback::from(move |at: Cell| own_cell.set(Some(at)))
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: web_sys::MouseEvent| open.set(!*open))
    };
    let aside = html! {
        <Button
            label={if *open { t!(i18n, "tables-over-close") } else { t!(i18n, "tables-over-open") }} icon={Icon::Sessions} onclick={toggle}
            expanded={*open} testid="over-toggle"
        />
    };
    if !*open {
        let text = pad(html! { <p class="muted">{ t!(i18n, "tables-over-text") }</p> });
        return panel(t!(i18n, "tables-over-title"), aside, text);
    }
    let unknown = over.on.as_ref().is_some_and(|on| {
        [Some(on.0.x()), on.0.y()].into_iter().flatten().any(|axis| axis.channel().is_none())
    });
    let own = asked.axes.is_some();
    let (cell, oncell) = if own { (*own_cell, onown) } else { (props.cell, props.oncell.clone()) };
    let waiting = !asked.sessions.is_empty() && over.found().is_none();
    let body = html! {
        <>
            { pad(html! {
                <div class="stack">
                    if unknown { { notice(Tone::Warn, html! { { t!(i18n, "tables-over-no-channel") } }) } }
                    <Asking asked={asked.clone()} table={props.table.clone()} onchange={onchange.clone()} />
                    { outcome(i18n, over, waiting) }
                </div>
            }) }
            if let (Some(found), Some(layer), Some(on)) = (over.found(), &over.layer, &over.on) {
                <Findings
                    found={FoundRef(found.clone())} layer={Rc::clone(layer)} asked={asked.clone()} table={on.clone()} {cell} {oncell}
                />
                if !own { <Moment trail={found.trail.clone()} onpoint={props.onpoint.clone()} /> }
                if let Some(cell) = cell.filter(|cell| on.0.index(*cell).is_some()) {
                    <CellSamples {cell} table={on.clone()} asked={asked.clone()} />
                }
            }
        </>
    };
    panel(t!(i18n, "tables-over-title"), aside, body)
}

/// What was found, as a property.
#[derive(Clone, PartialEq)]
pub struct FoundRef(pub HitsFound);

/// Where the answer is: under way, failed, or waiting for a channel to be chosen.
fn outcome(i18n: I18n, over: &OverTable, waiting: bool) -> Html {
    let asked = &over.asked;
    if asked.sessions.is_empty() {
        return Html::default();
    }
    if asked.channel.is_none() && asked.figure.is_of_channel() {
        return html! { <p class="muted">{ t!(i18n, "tables-over-choose-channel") }</p> };
    }
    match &over.answer {
        Loaded::Failed(error) => html! {
            <>
                { error_panel(i18n, &error.user_message(), Html::default()) }
                if let Some(why) = refused(error) { { notice(Tone::Bad, html! { { expr_error(i18n, &why) } }) } }
            </>
        },
        _ if waiting => {
            let share = (*over.progress).and_then(|p| p.fraction());
            progress_bar(t!(i18n, "tables-over-working"), share)
        }
        _ => Html::default(),
    }
}

#[derive(Properties, PartialEq)]
struct MomentProps {
    trail: Vec<TrailPoint>,
    onpoint: Callback<Option<(f64, f64)>>,
}

/// A moment of the log: where on the table the engine was.
#[component]
fn Moment(props: &MomentProps) -> Html {
    let i18n = use_i18n();
    let id = crate::ui::hooks::use_id();
    let at = use_state(|| None::<usize>);
    let last = props.trail.len().saturating_sub(1);
    let point = at.and_then(|i| props.trail.get(i.min(last)));
    {
        let place = point.map(|p| (f64::from(p.row), f64::from(p.column)));
        use_effect_with(place.map(|(r, c)| (r.to_bits(), c.to_bits())), {
            let onpoint = props.onpoint.clone();
            move |_| onpoint.emit(place)
        });
    }
    {
        // What is looked at no longer is no place on the table any more.
        let onpoint = props.onpoint.clone();
        use_effect_with((), move |()| move || onpoint.emit(None));
    }
    if props.trail.is_empty() {
        return Html::default();
    }
    let oninput = {
        let at = at.setter();
        Callback::from(move |event: web_sys::InputEvent| {
            at.set(crate::ui::components::form::typed(&event).parse().ok());
        })
    };
    let time = point.map(|p| crate::i18n::number::clock(i18n.lang, p.t, 2));
    let told = time.clone().unwrap_or_else(|| t!(i18n, "tables-over-moment-none").into_owned());
    pad(html! {
        <div class="field">
            <label for={id.clone()}>{ t!(i18n, "tables-over-moment") }</label>
            <input
                type="range" {id} min="0" max={last.to_string()} step="1" value={at.unwrap_or(0).to_string()} {oninput}
                aria-valuetext={told.clone()} data-testid="over-moment"
            />
            <p class="hint">{ told }</p>
        </div>
    })
}

/// Channels are named so in the address and in lists.
fn channel_slug(key: &ChannelKey) -> String {
    key.to_string()
}

#[hook]
fn use_channels(sessions: &[String]) -> Rc<Vec<ChannelKey>> {
    let cx = use_cx();
    let of: Vec<String> = sessions.to_vec();
    let found = use_loaded(of, move |sessions| {
        let sessions = sessions.clone();
        async move {
            let mut all: Vec<ChannelKey> = Vec::new();
            for session in &sessions {
                for channel in crate::app::services::analysis::measured(&cx, session).await? {
                    if !all.contains(&channel.key) {
                        all.push(channel.key);
                    }
                }
            }
            Ok::<_, AppError>(all)
        }
    });
    let none = use_memo((), |()| Vec::<ChannelKey>::new());
    found.value().cloned().unwrap_or(none)
}
