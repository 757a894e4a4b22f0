//! The courses of one channel on one axis, and what each session differs by: drawn by plotly.js, to be zoomed into.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_memo, use_state_eq};

use super::asking::Answer;
use crate::app::cx::AppCx;
use crate::app::error::UserMessage;
use crate::app::select::{use_cx, use_i18n, use_theme, use_units};
use crate::app::services::{files, pictures};
use crate::charts::figure::{AxisSpec, CourseLine, CoursesAxes, Figure, courses};
use crate::charts::host::{FigureRef, Outcome, Plot, PlotHost};
use crate::charts::strips::Ink;
use crate::charts::theme::Theme;
use crate::engine::analysis::comparison::overlay::{Along, Report};
use crate::engine::analysis::measure::Measure;
use crate::engine::channels::ChannelId;
use crate::engine::units::Quantity;
use crate::i18n::units::Units;
use crate::i18n::{I18n, Message};
use crate::report::comparison::{course_drawings, letter, measure_name, measure_quantity};
use crate::report::delimited::{TextForm, to_text};
use crate::report::document::Drawing;
use crate::report::svg::standalone;
use crate::t;
use crate::ui::components::feedback::{Menu, MenuItem, error_panel, skeleton};
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::panel;
use crate::ui::hooks::use_again;
use crate::web::global;

/// Patterns of lines, session by session, so that colour is not all that tells them apart.
const DASHES: [&str; 4] = ["solid", "dash", "dot", "dashdot"];

#[derive(Properties, PartialEq)]
pub struct CoursesProps {
    pub answer: Answer,
    pub measure: Measure,
    pub stale: bool,
}

/// See the module.
#[component]
pub fn Courses(props: &CoursesProps) -> Html {
    let (cx, i18n, units, look) = (use_cx(), use_i18n(), use_units(), use_theme());
    let plot = use_memo((), |()| Plot::default());
    let outcome = use_state_eq(Outcome::default);
    let (again, draw_again) = use_again();
    let made = use_memo(
        (props.answer.clone(), props.measure.clone(), Rc::clone(&units), look),
        |(answer, measure, units, _)| figure(&answer.compared().study.overlay, measure, units, answer),
    );
    let told = {
        let outcome = outcome.setter();
        Callback::from(move |now: Outcome| outcome.set(now))
    };
    let name = measure_name(&units, &props.measure);
    let caption = t!(i18n, "compare-course-caption", channel = name).into_owned();
    let drawn = matches!(*outcome, Some(Ok(())));
    let body = match (&*made, &*outcome) {
        (None, _) => html! { <p class="none" role="status">{ t!(i18n, "compare-no-courses") }</p> },
        (Some(_), None) => skeleton(t!(i18n, "frame-loading"), 6),
        (Some(_), Some(Err(error))) => error_panel(
            i18n,
            &UserMessage::new(Message::new("compare-figure-failed")).details(error.to_string()),
            html! { <Button label={t!(i18n, "compare-retry")} onclick={draw_again.reform(|_: MouseEvent| ())} /> },
        ),
        (Some(_), Some(Ok(()))) => Html::default(),
    };
    let aside = if made.is_some() { menu(&cx, props, &units, &caption) } else { Html::default() };
    panel(
        caption.clone(),
        aside,
        html! {
            <div
                class={classes!("compare-courses", "figure", props.stale.then_some("stale"))} data-testid="compare-courses"
                data-drawn={drawn.then_some("true")}
            >
                <div class="figure-place">
                    if let Some(figure) = &*made {
                        <PlotHost plot={(*plot).clone()} figure={figure.clone()} label={AttrValue::from(caption)} {told} {again} />
                    }
                    { body }
                </div>
            </div>
        },
    )
}

/// Pictures and figures of what is drawn, as files.
fn menu(cx: &AppCx, props: &CoursesProps, units: &Rc<Units>, caption: &str) -> Html {
    let i18n = I18n::new(units.lang);
    let item = |label: AttrValue, save: fn(&AppCx, &Drawing, String)| {
        let (cx, answer, measure, units) =
            (cx.clone(), props.answer.clone(), props.measure.clone(), Rc::clone(units));
        let stem = files::stem(caption);
        MenuItem::new(
            label,
            Callback::from(move |()| {
                for drawing in course_drawings(&units, answer.told(), &measure) {
                    save(&cx, &drawing, format!("{stem} {}", drawing.slug));
                }
            }),
        )
        .icon(Icon::Download)
    };
    let items = vec![
        item(t!(i18n, "analysis-save-svg").into(), |cx, drawing, name| {
            files::save_text(cx, &format!("{name}.svg"), &standalone(&drawing.svg), files::SVG);
        }),
        item(t!(i18n, "analysis-save-png").into(), |cx, drawing, name| {
            pictures::save_png(cx, format!("{name}.png"), standalone(&drawing.svg));
        }),
        item(t!(i18n, "analysis-save-csv").into(), |cx, drawing, name| {
            let text = to_text(TextForm::default(), &drawing.heads, &drawing.figures).unwrap_or_default();
            files::save_text(cx, &format!("{name}.csv"), &text, files::CSV);
        }),
    ];
    html! { <Menu label={t!(i18n, "analysis-more-of", what = caption)} {items} /> }
}

/// The figure; none where no session has a course of the measure.
fn figure(overlay: &Report, measure: &Measure, units: &Units, answer: &Answer) -> Option<FigureRef> {
    let theme = theme();
    let line = |side: u32, values: &[Option<f64>]| CourseLine {
        name: letter(side as usize),
        colour: theme.ink(Ink::Trace(side as u8)).to_owned(),
        dash: DASHES[side as usize % DASHES.len()],
        values: values.to_vec(),
    };
    let own = overlay.courses.iter().filter(|c| c.measure == *measure);
    let lines: Vec<CourseLine> =
        own.filter(|c| c.values.iter().any(Option::is_some)).map(|c| line(c.side, &c.values)).collect();
    if lines.is_empty() || overlay.axis.is_empty() {
        return None;
    }
    let differences = overlay.differences.iter().filter(|d| d.measure == *measure && d.mean.is_some());
    let differences: Vec<CourseLine> = differences.map(|d| line(d.side, &d.values)).collect();
    let base = letter(answer.compared().study.report.reference as usize);
    let figure: Figure = courses(
        &overlay.axis,
        &lines,
        &differences,
        &axes(overlay.along, measure, units, &base),
        &theme.figure(),
        units.lang,
        &format!("{measure:?} {:?}", overlay.along),
    );
    Some(FigureRef(Rc::new(figure)))
}

fn axes(along: Along, measure: &Measure, units: &Units, base: &str) -> CoursesAxes {
    let i18n = I18n::new(units.lang);
    let spec = |title: String, quantity: Quantity, digits: u8| {
        let (scale, offset) = units.scale_offset(quantity);
        let title = match units.symbol(quantity) {
            "" => title,
            unit => format!("{title} ({unit})"),
        };
        AxisSpec { title, scale, offset, digits, labels: Vec::new() }
    };
    let x = match along {
        Along::Seconds => AxisSpec {
            title: format!("{} (s)", t!(i18n, "compare-since-event")),
            scale: 1.0,
            offset: 0.0,
            digits: 2,
            labels: Vec::new(),
        },
        Along::Rpm => spec(
            i18n.channel(&ChannelId::Rpm.into()).into_owned(),
            Quantity::RotationalSpeed,
            units.digits(Quantity::RotationalSpeed),
        ),
    };
    let quantity = measure_quantity(measure);
    let digits = if quantity == Quantity::AsLogged { 3 } else { units.digits(quantity) };
    CoursesAxes {
        x,
        y: spec(measure_name(units, measure), quantity, digits),
        difference: spec(t!(i18n, "compare-less", base = base).into_owned(), quantity, digits),
    }
}

/// Colours and type, as the page has them now.
fn theme() -> Theme {
    let root = global::document().and_then(|d| d.document_element());
    root.map_or_else(Theme::default, |root| Theme::read(&root))
}
