//! Remarks of the file and the user's notes on the time line.

use yew::{AttrValue, Html, Properties, classes, component, html};

use super::load::Session;
use crate::app::route::{Location, Query, Route, SessionTab};
use crate::app::select::use_i18n;
use crate::i18n::number;
use crate::storage::AnnotationRecord;
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::layout::{Link, panel};

#[derive(Properties, PartialEq)]
pub struct MarkersProps {
    pub session: Session,
}

/// One line: when, what, and whether it is the file's or the user's.
struct Mark {
    t0: f64,
    t1: Option<f64>,
    text: String,
    own: bool,
}

/// Lines shown; a file may hold thousands.
const MOST: usize = 200;

/// See the module. Nothing is shown where there is none.
#[component]
pub fn Markers(props: &MarkersProps) -> Html {
    let i18n = use_i18n();
    let session = &props.session;
    let note = |a: &AnnotationRecord| Mark { t0: a.t0, t1: a.t1, text: a.text.clone(), own: !a.from_file };
    // They come in the order of their time.
    let marks: Vec<Mark> = session.annotations.iter().map(note).collect();
    if marks.is_empty() {
        return Html::default();
    }
    let aside = html! { { tag(None, marks.len().to_string()) } };
    let body = html! {
        <ul class="markers" data-testid="markers">
            for (i, mark) in marks.iter().take(MOST).enumerate() {
                <li key={i}>
                    { moment(i18n, &session.record.id, mark) }
                    <span class="text">{ &mark.text }</span>
                    { tag(None, if mark.own { t!(i18n, "sessions-marker-note") } else { t!(i18n, "sessions-marker-file") }) }
                </li>
            }
        </ul>
    };
    panel(t!(i18n, "sessions-markers"), aside, body)
}

/// The moment as a link to it; a span is shown with a margin of its own length.
fn moment(i18n: crate::i18n::I18n, session: &str, mark: &Mark) -> Html {
    let text = match mark.t1 {
        Some(t1) => format!("{} – {}", number::clock(i18n.lang, mark.t0, 1), number::clock(i18n.lang, t1, 1)),
        None => number::clock(i18n.lang, mark.t0, 1),
    };
    let mut query = Query::default().with("c", mark.t0);
    if let Some(t1) = mark.t1 {
        let margin = (t1 - mark.t0).max(0.5);
        query = query.with_pair("t", mark.t0 - margin, t1 + margin);
    }
    let to = Location { route: Route::Session(session.to_owned(), SessionTab::Explore), query };
    let label = AttrValue::from(t!(i18n, "sessions-marker-show", time = &text));
    html! { <Link {to} {label} class={classes!("nowrap")}>{ text }</Link> }
}
