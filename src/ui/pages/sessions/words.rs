//! Small fragments about a session that several pages show.

use yew::{AttrValue, Html, html};

use crate::app::import_words;
use crate::app::session_list::Grade;
use crate::app::toasts::Tone;
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::feedback::tag;

/// The name of a format: in the language, or its brand's own; one without a name stands for itself.
pub fn format_name(i18n: I18n, slug: &str) -> AttrValue {
    import_words::format_name(i18n, slug).into()
}

/// The tone of a band of the quality score.
pub const fn grade_tone(grade: Grade) -> Tone {
    match grade {
        Grade::Good => Tone::Good,
        Grade::Fair => Tone::Warn,
        Grade::Poor => Tone::Bad,
    }
}

/// The quality score as a small sign with its figure.
pub fn quality_badge(i18n: I18n, score: Option<f64>) -> Html {
    let Some(score) = score else {
        return html! { <span class="faint" title={t!(i18n, "sessions-quality-none")}>{ number::MISSING }</span> };
    };
    let figure = number::number(i18n.lang, score, 0);
    let name = t!(i18n, "sessions-quality-of", score = &figure);
    html! {
        <span class="quality-badge" title={name.clone()}>
            <span class="visually-hidden">{ name }</span>
            <span aria-hidden="true">{ tag(Some(grade_tone(Grade::of(score))), figure) }</span>
        </span>
    }
}
