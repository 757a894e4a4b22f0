//! What there is to see in a new session, as soon as it is analysed.

use yew::{Html, html};

use crate::app::import_queue::Analysed;
use crate::app::route::{Route, SessionTab};
use crate::app::toasts::Tone;
use crate::i18n::I18n;
use crate::protocol::{Glance, SessionId};
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::layout::Link;

/// Signs that lead to the analysis; nothing where there is none.
pub fn glance(i18n: I18n, analysed: Analysed, session: &SessionId) -> Html {
    let (state, signs) = match analysed {
        Analysed::Soon => ("soon", html! { <span class="faint">{ t!(i18n, "import-analysis-soon") }</span> }),
        Analysed::Found(found) => ("found", signs(i18n, found)),
        Analysed::Not => return Html::default(),
    };
    let to = Route::Session(session.clone(), SessionTab::Analysis);
    html! {
        <div class="glance" data-testid="import-analysis" data-state={state}>
            { signs }
            <Link {to}>{ t!(i18n, "import-analysis-open") }</Link>
        </div>
    }
}

fn signs(i18n: I18n, found: Glance) -> Html {
    let Glance { dangers, cautions, judged, recommendations } = found;
    html! {
        <>
            if dangers > 0 { { tag(Some(Tone::Bad), t!(i18n, "import-analysis-dangers", n = dangers)) } }
            if cautions > 0 { { tag(Some(Tone::Warn), t!(i18n, "import-analysis-cautions", n = cautions)) } }
            if judged == 0 {
                <span class="muted">{ t!(i18n, "import-analysis-unjudged") }</span>
            } else if dangers + cautions == 0 {
                { tag(Some(Tone::Good), t!(i18n, "import-analysis-nothing")) }
            }
            if recommendations > 0 { { tag(None, t!(i18n, "import-analysis-advice", n = recommendations)) } }
        </>
    }
}
