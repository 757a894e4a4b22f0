//! A drawing of channels that are chosen: what is drawn, of which, with its parameters and what it says.

mod controls;
mod figures;
mod frame;
mod params;

use std::rc::Rc;

use yew::{
    AttrValue, Callback, Html, Properties, classes, component, hook, html, use_effect_with, use_memo,
    use_state,
};

use self::controls::Controls;
use self::frame::PlotFrame;
use self::params::LookParameters;
use crate::app::analysis::Asked;
use crate::app::error::{AppError, Explain};
use crate::app::explore::model::Channels;
use crate::app::looks::{LookKind, Looks};
use crate::app::navigation;
use crate::app::route::{Location, Query, Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_location, use_theme, use_units};
use crate::app::services::view::Opened;
use crate::engine::analysis::look::{Look, Report};
use crate::engine::channels::ChannelKey;
use crate::engine::units::Quantity;
use crate::i18n::I18n;
use crate::report::analysis::Writer;
use crate::report::analysis::looks::{Named, Names, blocks, caption, drawing};
use crate::report::document::Section;
use crate::t;
use crate::ui::components::feedback::{error_panel, skeleton};
use crate::ui::components::layout::{Link, pad, panel};
use crate::ui::hooks::{Guard, Loaded, guarded};
use crate::ui::pages::analysed::looked;
use crate::ui::pages::document::SectionView;
use crate::ui::pages::sessions::explore::channels_of;
use crate::ui::pages::sessions::math::MathBook;
use crate::ui::pages::sessions::with_log::WithLog;

#[derive(Properties, PartialEq)]
pub struct LookPanelProps {
    /// Id of the session.
    pub session: AttrValue,
    pub asked: Asked,
}

/// See the module.
#[component]
pub fn LookPanel(props: &LookPanelProps) -> Html {
    let asked = props.asked.clone();
    let view =
        Callback::from(move |(opened, math)| html! { <LookView {opened} {math} asked={asked.clone()} /> });
    html! { <WithLog session={props.session.clone()} {view} /> }
}

#[derive(Properties, PartialEq)]
struct LookViewProps {
    opened: Opened,
    math: MathBook,
    asked: Asked,
}

#[component]
fn LookView(props: &LookViewProps) -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let channels =
        use_memo((props.opened.clone(), props.math.clone()), |(opened, math)| channels_of(opened, math));
    let numbers = use_memo((*channels).clone(), with_numbers);
    let looks = Looks::read(&location.query);
    let settled = looks.settled(&numbers);
    let onchange = {
        let location = Rc::clone(&location);
        Callback::from(move |looks: Looks| {
            let query = looks.write(location.query.clone());
            navigation::replace(&cx, (*location).clone().with_query(query));
        })
    };
    let body = html! {
        <div class="stack">
            <Controls looks={settled.clone()} numbers={Rc::clone(&numbers)} onchange={onchange.clone()} />
            <p class="muted doc-note">{ i18n.t(&format!("analysis-look-{}-about", settled.kind.slug())) }</p>
            if let Some(look) = settled.look() {
                <Drawn
                    {look} looks={settled.clone()} channels={(*channels).clone()} opened={props.opened.clone()}
                    math={props.math.clone()} asked={props.asked.clone()}
                />
            } else {
                <p class="none" role="status">{ t!(i18n, "analysis-look-too-few") }</p>
            }
            <LookParameters looks={settled} {onchange} />
        </div>
    };
    panel(t!(i18n, "analysis-look"), Html::default(), pad(body))
}

/// The channels that can be reckoned with.
fn with_numbers(channels: &Channels) -> Vec<ChannelKey> {
    let is_number = |quantity: Quantity, texts: bool| quantity != Quantity::Code && !texts;
    let with = channels.0.iter().filter(|c| is_number(c.quantity, !c.labels.is_empty()));
    with.map(|c| c.key.clone()).collect()
}

/// How a channel of the session is called and measured.
pub fn named(i18n: I18n, channels: &Channels, key: &ChannelKey) -> Named {
    let name = i18n.channel(key).into_owned();
    match channels.get(key) {
        Some(channel) => Named {
            name,
            quantity: channel.quantity,
            symbol: channel.symbol.as_ref().map(ToString::to_string),
        },
        None => Named { name, quantity: Quantity::AsLogged, symbol: None },
    }
}

#[derive(Properties, PartialEq)]
struct DrawnProps {
    look: Look,
    looks: Looks,
    channels: Channels,
    opened: Opened,
    math: MathBook,
    asked: Asked,
}

/// An answer; equal when it is the same one.
struct Answered(Option<Rc<Report>>);

impl PartialEq for Answered {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_ref().map(Rc::as_ptr) == other.0.as_ref().map(Rc::as_ptr)
    }
}

/// The figures, and what they say.
#[component]
fn Drawn(props: &DrawnProps) -> Html {
    let (cx, i18n, units, theme) = (use_cx(), use_i18n(), use_units(), use_theme());
    let record = props.opened.record();
    let (answer, stale) = use_look(props);
    let (channels, by_rank) = (props.channels.clone(), props.looks.by_rank);
    let report = Answered(answer.value().cloned());
    let made = use_memo(
        (report, Rc::clone(&units), theme, by_rank, channels),
        |(report, units, _, by_rank, channels)| {
            let report = report.0.as_deref()?;
            let tell = |key: &ChannelKey| named(I18n::new(units.lang), channels, key);
            let (writer, names) = (Writer::new(units), Names::new(&tell));
            let section = Section {
                slug: "look",
                title: caption(&writer, &names, report),
                blocks: blocks(&writer, &names, report, *by_rank),
                new_page: false,
            };
            let figures = figures::figures(&writer, &names, report, *by_rank);
            let sheet = drawing(&writer, &names, report, *by_rank).map(|d| (d.heads, d.figures));
            Some((Rc::new(section), figures, Rc::new(sheet.unwrap_or_default())))
        },
    );
    let place = Location {
        route: Route::Session(record.id.clone(), SessionTab::Explore),
        query: Query::default().with_list("ch", props.look.channels().iter().map(ToString::to_string)),
    };
    let onpoint = {
        let place = place.clone();
        Callback::from(move |t: f64| {
            let query = place.query.clone().with_pair("t", t - AROUND_S, t + AROUND_S);
            navigation::navigate(&cx, place.clone().with_query(query));
        })
    };
    match (&answer, &*made) {
        (Loaded::Failed(error), _) => error_panel(i18n, &error.user_message(), Html::default()),
        (_, Some((section, figures, sheet))) => html! {
            <div class={classes!("look", stale.then_some("stale"))} data-testid="look" data-look={props.looks.kind.slug()} aria-busy={stale.then_some("true")}>
                if figures.is_empty() { <p class="none" role="status">{ t!(i18n, "analysis-look-nothing") }</p> }
                for (i, one) in figures.iter().enumerate() {
                    <PlotFrame
                        key={one.slug} caption={if i == 0 { section.title.clone() } else { one.caption.clone() }} figure={one.figure.clone()}
                        sheet={Rc::clone(sheet)} name={format!("{} {}", record.name, one.slug)} slug={one.slug} onpoint={onpoint.clone()}
                        hint={one.has_points.then(|| AttrValue::from(t!(i18n, "analysis-look-pick")))}
                    />
                }
                <Link to={place} class={classes!("to")}>{ t!(i18n, "analysis-look-explore") }{ " →" }</Link>
                <SectionView section={Rc::clone(section)} session={Some(AttrValue::from(record.id.clone()))} name={AttrValue::from(record.name.clone())} bare={true} />
            </div>
        },
        _ => skeleton(t!(i18n, "frame-loading"), 6),
    }
}

/// Seconds shown on either side of a point that is jumped to.
const AROUND_S: f64 = 2.0;

/// What came of the newest question, and whether that is an older one's. Nothing is asked twice.
#[hook]
fn use_look(props: &DrawnProps) -> (Loaded<Report>, bool) {
    let cx = use_cx();
    let state = use_state(|| (Loaded::Loading, false));
    let setter = state.setter();
    let asked = (
        props.opened.clone(),
        props.math.clone(),
        props.asked.clone(),
        props.look.clone(),
        props.looks.settings.relevant_to(&props.look),
    );
    let before = state.0.clone();
    use_effect_with(asked, move |(opened, _, asked, look, settings)| {
        // What is drawn stays until the next is there.
        setter.set((before, true));
        let (session, asked, look, settings) =
            (AttrValue::from(opened.record().id.clone()), asked.clone(), look.clone(), settings.clone());
        let guard: Guard = guarded(async move {
            match looked(&cx, &session, &asked, &look, &settings).await {
                Ok(report) => setter.set((Loaded::Ready(Rc::new(report)), false)),
                Err(AppError::Cancelled) => {}
                Err(error) => setter.set((Loaded::Failed(error), false)),
            }
        });
        move || drop(guard)
    });
    (*state).clone()
}

/// Whether a kind asks for two channels.
const fn has_pair(kind: LookKind) -> bool {
    matches!(kind, LookKind::Scatter | LookKind::Lag)
}
