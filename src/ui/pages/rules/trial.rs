//! Rules tried on a session: the stage of the analysis that judges by them, run with the rules that are shown.

use yew::{Html, hook, html};

use super::EntriesRef;
use crate::app::error::{AppError, Explain};
use crate::app::select::use_cx;
use crate::app::services::analysis::{around, stage};
use crate::engine::analysis::RowQuery;
use crate::engine::analysis::pipeline::{Settings, Stage, StageReport};
use crate::engine::analysis::safety::{Outcome, Report, RuleSet, Severity};
use crate::i18n::I18n;
use crate::protocol::{ErrorCode, WireError};
use crate::t;
use crate::ui::components::feedback::{error_panel, progress_bar};
use crate::ui::hooks::{Loaded, use_loaded};

/// What came of it, and which rules it was.
pub struct Tried {
    session: String,
    rules: EntriesRef,
    pub report: Report,
}

/// As a property: equal when it is the same answer.
pub type Trial = Loaded<Option<Tried>>;

/// The rules that are shown, judged on a session; nothing where none is chosen.
#[hook]
pub fn use_trial(session: Option<&str>, entries: &EntriesRef) -> Trial {
    let cx = use_cx();
    let rules = RuleSet { rules: entries.0.iter().map(|entry| entry.rule.clone()).collect() };
    let session = session.map(str::to_owned);
    let of = (session.clone(), entries.clone());
    let tried = use_loaded(of, move |(session, of)| {
        let (session, of) = (session.clone(), of.clone());
        async move {
            let Some(session) = session else { return Ok(None) };
            let report = judge(&cx, &session, rules).await?;
            Ok::<_, AppError>(Some(Tried { session, rules: of, report }))
        }
    });
    // Figures of other rules, or of another session, would be taken for these.
    let is_older = |t: &Tried| t.rules != *entries || Some(&t.session) != session.as_ref();
    match &tried {
        Loaded::Ready(found) if found.as_ref().as_ref().is_some_and(is_older) => Loaded::Loading,
        Loaded::Ready(found) if found.is_none() && session.is_some() => Loaded::Loading,
        _ => tried,
    }
}

/// Judges a session by rules that need not be stored.
pub async fn judge(cx: &crate::app::cx::AppCx, session: &str, rules: RuleSet) -> Result<Report, AppError> {
    let subject = around(cx, session).await?.subject;
    let settings = Settings { rules, ..Settings::default() };
    let answer = stage(cx, session, Stage::Safety, &RowQuery::default(), &settings, &subject).await?;
    match *answer.report {
        StageReport::Safety(report) => Ok(report),
        // A message that is another one's is a fault of the program.
        _ => Err(AppError::Failed(WireError::new(ErrorCode::Internal, "another stage's report"))),
    }
}

/// What became of a rule.
pub fn outcome<'a>(trial: &'a Trial, rule: &str) -> Option<(&'a Outcome, usize)> {
    let tried = trial.value()?.as_ref().as_ref()?;
    told(&tried.report, rule)
}

/// What became of a rule, and how many of its events are a danger.
pub fn told<'a>(report: &'a Report, rule: &str) -> Option<(&'a Outcome, usize)> {
    let outcome = report.outcomes.iter().find(|o| o.rule == rule)?;
    let dangers = report.events.iter().filter(|e| e.rule == rule && e.severity == Severity::Danger).count();
    Some((outcome, dangers))
}

/// How it stands with the whole of it.
pub fn verdict_line(i18n: I18n, trial: &Trial) -> Html {
    match trial {
        Loaded::Loading => progress_bar(t!(i18n, "rules-trying"), None),
        Loaded::Failed(error) => error_panel(i18n, &error.user_message(), Html::default()),
        Loaded::Ready(tried) => match tried.as_ref() {
            None => Html::default(),
            Some(Tried { report, .. }) => {
                let dangers = report.events.iter().filter(|e| e.severity == Severity::Danger).count();
                html! {
                    <p role="status" data-testid="rules-tried" data-events={report.events.len().to_string()}>
                        { t!(i18n, "rules-tried", events = report.events.len(), dangers = dangers) }
                    </p>
                }
            }
        },
    }
}
