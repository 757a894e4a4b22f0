//! The quality score: one figure, its parts as meters, and the evidence behind each.

use yew::{Html, Properties, component, html};

use super::load::Session;
use super::words::grade_tone;
use crate::app::select::{use_i18n, use_units};
use crate::app::session_list::Grade;
use crate::app::session_words::{evidence, part_about_key, part_key, verdict_key};
use crate::engine::quality::{Evidence, PartCode, Quality, QualityPart};
use crate::i18n::I18n;
use crate::i18n::number;
use crate::i18n::units::Units;
use crate::t;
use crate::ui::components::feedback::{meter, tag};

#[derive(Properties, PartialEq)]
pub struct QualityProps {
    pub session: Session,
}

/// See the module.
#[component]
pub fn QualityPanel(props: &QualityProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let Some(quality) = &props.session.detail.quality else {
        return html! { <section class="panel pad"><p class="muted">{ t!(i18n, "sessions-quality-none-title") }</p></section> };
    };
    let grade = Grade::of(quality.score);
    html! {
        <section class="panel verdict" data-testid="quality-score" data-score={format!("{:.0}", quality.score)} aria-labelledby="quality-title">
            <div class="verdict-score">
                <h2 id="quality-title" class="sub">{ t!(i18n, "sessions-quality") }</h2>
                <p class="score">
                    { number::number(i18n.lang, quality.score, 0) }
                    <small>{ t!(i18n, "sessions-quality-out-of") }</small>
                </p>
                { tag(Some(grade_tone(grade)), i18n.t(verdict_key(grade))) }
                <details class="how">
                    <summary>{ t!(i18n, "sessions-how") }</summary>
                    { how_score(i18n, quality) }
                </details>
            </div>
            <div class="verdict-parts">
                for part in quality.parts.iter() { { part_row(&units, part) } }
            </div>
        </section>
    }
}

/// The formula with its figures.
fn how_score(i18n: I18n, quality: &Quality) -> Html {
    let lang = i18n.lang;
    let judged: Vec<&QualityPart> = quality.parts.iter().filter(|p| p.weight > 0.0).collect();
    let weights: f64 = judged.iter().map(|p| p.weight).sum();
    let mean = judged.iter().map(|p| p.score * p.weight).sum::<f64>() / weights.max(f64::MIN_POSITIVE);
    let figure = |value: f64| number::number(lang, value, 1);
    let terms: Vec<String> = judged
        .iter()
        .map(|p| format!("{} × {}", figure(p.score), number::flexible(lang, p.weight, 2, 2)))
        .collect();
    let sum = format!("({}) / {}", terms.join(" + "), number::flexible(lang, weights, 0, 2));
    // The worst of the parts that can spoil the whole; the engine's own rule.
    let worst =
        judged.iter().filter(|p| p.code != PartCode::WarmShare).min_by(|a, b| a.score.total_cmp(&b.score));
    html! {
        <div class="how-text">
            <p>{ t!(i18n, "sessions-how-score") }</p>
            <p class="formula">{ t!(i18n, "sessions-how-figures", parts = sum, mean = figure(mean)) }</p>
            if let Some(worst) = worst.filter(|p| p.score < 50.0) {
                <p class="formula">
                    { t!(
                        i18n, "sessions-how-penalty", part = i18n.t(part_key(worst.code)), score = figure(worst.score),
                        mean = figure(mean), result = figure(quality.score)
                    ) }
                </p>
            }
        </div>
    }
}

/// A part as a meter that opens its evidence.
fn part_row(units: &Units, part: &QualityPart) -> Html {
    let i18n = I18n::new(units.lang);
    let name = i18n.t(part_key(part.code));
    let judged = part.weight > 0.0;
    let bar = if judged {
        let tone = grade_tone(Grade::of(part.score));
        meter(name.clone(), part.score, number::number(units.lang, part.score, 0), tone)
    } else {
        html! {
            <div class="meter">
                <span class="label">{ &*name }</span>
                <span class="faint">{ t!(i18n, "sessions-part-not-judged") }</span>
                <span class="value">{ number::MISSING }</span>
            </div>
        }
    };
    let costs: Vec<&Evidence> = part.evidence.iter().collect();
    html! {
        <details key={part.code.slug()} class="part" data-testid="quality-part" data-part={part.code.slug()} data-score={format!("{:.1}", part.score)}>
            <summary>{ bar }<span class="visually-hidden">{ t!(i18n, "sessions-how-of", part = name.to_string()) }</span></summary>
            <div class="how-text">
                <p>{ i18n.t(part_about_key(part.code)) }</p>
                <p class="muted">
                    { t!(i18n, "sessions-how-part") }{ " " }
                    { t!(i18n, "sessions-how-weight", weight = number::flexible(units.lang, part.weight * 100.0, 0, 1)) }
                </p>
                if costs.is_empty() {
                    <p>{ t!(i18n, "sessions-evidence-none") }</p>
                } else {
                    <table class="table evidence">
                        <thead>
                            <tr>
                                <th scope="col">{ t!(i18n, "sessions-evidence") }</th>
                                <th scope="col" class="num">{ t!(i18n, "sessions-evidence-cost") }</th>
                            </tr>
                        </thead>
                        <tbody>
                            for (i, of) in costs.into_iter().enumerate() { { evidence_row(units, i, of) } }
                        </tbody>
                    </table>
                }
            </div>
        </details>
    }
}

fn evidence_row(units: &Units, i: usize, of: &Evidence) -> Html {
    let i18n = I18n::new(units.lang);
    let cost = if of.cost > 0.0 {
        html! { { number::signed(units.lang, -of.cost, 1) } }
    } else {
        html! { <span class="faint">{ t!(i18n, "sessions-evidence-free") }</span> }
    };
    html! {
        <tr key={i} data-code={of.code.slug()}>
            <td>{ i18n.message(&evidence(units, of)) }</td>
            <td class="num">{ cost }</td>
        </tr>
    }
}
