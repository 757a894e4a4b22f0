//! What needs attention: issues of the file and evidence against sensors, the weightiest first.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_state_eq};

use super::load::Session;
use crate::app::import_words::{issue_done_key, issue_key};
use crate::app::route::{Location, Query, Route, SessionTab};
use crate::app::select::{use_i18n, use_units};
use crate::app::session_words::{evidence, part_key};
use crate::app::toasts::Tone;
use crate::engine::channels::ChannelKey;
use crate::engine::import::{ImportIssue, IssueCode, Severity};
use crate::engine::order::sort_by;
use crate::engine::quality::{Evidence, EvidenceCode, QualityPart};
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::{Link, panel};
use crate::ui::pages::import::issues::severity_tone;

/// Findings shown at first.
const FIRST: usize = 5;
/// Points of the whole score from which evidence is a warning, and from which it is more than that.
const WARNING: f64 = 1.5;
const SERIOUS: f64 = 4.0;

#[derive(Properties, PartialEq)]
pub struct AttentionProps {
    pub session: Session,
}

/// One line of the list.
struct Finding {
    tone: Tone,
    /// Orders the list: more is worse.
    weight: f64,
    title: String,
    text: String,
    /// The channel it is about, to be looked at.
    channel: Option<ChannelKey>,
}

/// See the module.
#[component]
pub fn Attention(props: &AttentionProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let all = use_state_eq(|| false);
    let findings = findings(&units, &props.session);
    let bad = findings.iter().filter(|f| f.tone == Tone::Bad).count();
    let warn = findings.iter().filter(|f| f.tone == Tone::Warn).count();
    let aside = html! {
        <>
            if bad > 0 { { tag(Some(Tone::Bad), bad.to_string()) } }
            if warn > 0 { { tag(Some(Tone::Warn), warn.to_string()) } }
        </>
    };
    let shown = if *all { findings.len() } else { FIRST.min(findings.len()) };
    let toggle = {
        let (all, now) = (all.setter(), *all);
        Callback::from(move |_: MouseEvent| all.set(!now))
    };
    let id = &props.session.record.id;
    let body = html! {
        <>
            if findings.is_empty() {
                <p class="nothing"><span class="good">{ icon(Icon::Good) }</span>{ t!(i18n, "sessions-attention-none") }</p>
            } else {
                <ul class="findings">
                    for (i, finding) in findings.iter().take(shown).enumerate() { { row(i18n, i, finding, id) } }
                </ul>
            }
            if findings.len() > FIRST {
                <div class="more">
                    <Button
                        label={if *all { t!(i18n, "sessions-attention-less") } else { t!(i18n, "sessions-attention-more", n = findings.len()) }}
                        tone={ButtonTone::Quiet} onclick={toggle} expanded={*all}
                    />
                </div>
            }
        </>
    };
    panel(t!(i18n, "sessions-attention"), aside, body)
}

fn row(i18n: I18n, i: usize, finding: &Finding, session: &str) -> Html {
    let (class, sign) = match finding.tone {
        Tone::Bad => ("bad", Icon::Bad),
        Tone::Warn => ("warn", Icon::Warn),
        Tone::Good => ("good", Icon::Good),
        Tone::Info => ("info", Icon::Info),
    };
    html! {
        <li key={i} class="finding" data-testid="finding" data-tone={class}>
            <span class={classes!(class)}>{ icon(sign) }</span>
            <div><strong>{ &finding.title }</strong><p>{ &finding.text }</p></div>
            if let Some(key) = &finding.channel { { explore_link(i18n, session, key) } }
        </li>
    }
}

/// A link to the channel's line.
pub fn explore_link(i18n: I18n, session: &str, key: &ChannelKey) -> Html {
    let to = Location {
        route: Route::Session(session.to_owned(), SessionTab::Explore),
        query: Query::default().with_list("ch", [key.to_string()]),
    };
    let label = t!(i18n, "sessions-channel-show", channel = i18n.channel(key));
    html! { <Link {to} label={AttrValue::from(label)} class={classes!("to")}>{ t!(i18n, "sessions-tab-explore") }{ " →" }</Link> }
}

fn findings(units: &Units, session: &Session) -> Vec<Finding> {
    let i18n = I18n::new(units.lang);
    let detail = &session.detail;
    let key_of = |name: &str| detail.decisions.iter().find(|d| d.name == name).and_then(|d| d.key.clone());
    let mut list: Vec<Finding> = detail
        .issues
        .iter()
        .filter(|issue| issue.code.severity() > Severity::Note && !not_fitted(session, issue, &key_of))
        .map(|issue| of_issue(i18n, issue, issue.first.column.as_deref().and_then(key_of)))
        .collect();
    if let Some(quality) = &detail.quality {
        for part in &quality.parts {
            let telling = part.evidence.iter().filter(|e| matters(e));
            list.extend(telling.map(|e| of_evidence(units, part, e)));
        }
    }
    sort_by(&mut list, |a, b| b.weight.total_cmp(&a.weight));
    list
}

/// Whether the evidence says it better: the sensor is not there at all.
fn not_fitted(session: &Session, issue: &ImportIssue, key_of: &impl Fn(&str) -> Option<ChannelKey>) -> bool {
    let key = issue.first.column.as_deref().and_then(key_of);
    let parts = session.detail.quality.iter().flat_map(|q| &q.parts);
    issue.code == IssueCode::Sentinel
        && parts.flat_map(|p| &p.evidence).any(|e| e.code == EvidenceCode::NotFitted && e.channel == key)
}

/// Evidence that says more than the issues of the file do already.
fn matters(evidence: &Evidence) -> bool {
    match evidence.code {
        EvidenceCode::OutOfRange
        | EvidenceCode::MissingCells
        | EvidenceCode::ExportTail
        | EvidenceCode::RepeatedTimes => false,
        EvidenceCode::NotZeroed | EvidenceCode::NotFitted => true,
        _ => evidence.cost >= 1.0,
    }
}

fn of_issue(i18n: I18n, issue: &ImportIssue, channel: Option<ChannelKey>) -> Finding {
    let severity = issue.code.severity();
    let what = i18n.t(issue_key(issue.code));
    let title = match (&channel, &issue.first.column) {
        (Some(key), _) => format!("{}: {what}", i18n.channel(key)),
        (None, Some(column)) => format!("{column}: {what}"),
        (None, None) => what.into_owned(),
    };
    let times = t!(i18n, "sessions-attention-count", n = issue.count);
    Finding {
        tone: severity_tone(severity),
        weight: if severity == Severity::Serious { 40.0 } else { 5.0 }
            + f64::from(issue.count).ln_1p() / 10.0,
        title,
        text: format!("{times}. {}", i18n.t(issue_done_key(issue.code))),
        channel,
    }
}

fn of_evidence(units: &Units, part: &QualityPart, of: &Evidence) -> Finding {
    let i18n = I18n::new(units.lang);
    let taken = of.cost * part.weight;
    let text = if of.cost > 0.0 {
        let points = number::number(units.lang, of.cost, 1);
        t!(i18n, "sessions-attention-cost", points = points, part = i18n.t(part_key(part.code))).into_owned()
    } else {
        t!(i18n, "sessions-evidence-free").into_owned()
    };
    let absent = of.code == EvidenceCode::KeyChannelAbsent;
    Finding {
        tone: match taken {
            t if t >= SERIOUS => Tone::Bad,
            t if t >= WARNING => Tone::Warn,
            _ => Tone::Info,
        },
        weight: taken * 4.0,
        title: i18n.message(&evidence(units, of)).into_owned(),
        text,
        channel: of.channel.clone().filter(|_| !absent),
    }
}
