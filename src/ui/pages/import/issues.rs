//! What is wrong with a log, kind by kind: what, where, how often, and what was done about it.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_state_eq};

use crate::app::csv::issues_csv;
use crate::app::import_queue::Shared;
use crate::app::import_words::{issue_done_key, issue_key, severity_key};
use crate::app::issue_groups::{IssueGroup, grouped};
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::files;
use crate::app::toasts::Tone;
use crate::engine::import::{ImportIssue, IssueCode, Severity};
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::Icon;

#[derive(Properties, PartialEq)]
pub struct IssueProps {
    /// Name of the file or session.
    pub name: AttrValue,
    pub issues: Shared<Vec<ImportIssue>>,
}

/// The table with its download.
#[component]
pub fn IssueTable(props: &IssueProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let download = {
        let (issues, name) = (props.issues.clone(), props.name.clone());
        Callback::from(move |_: MouseEvent| {
            let text = issues_csv(cx.i18n(), &issues);
            files::save_text(&cx, &format!("{} issues.csv", files::stem(&name)), &text, files::CSV);
        })
    };
    html! {
        <div class="issues" data-testid="import-issues">
            <div class="issues-lead">
                <p class="muted">{ t!(i18n, "import-issues-lead") }</p>
                <Button
                    label={t!(i18n, "import-issues-csv")} icon={Icon::Download} onclick={download}
                    describe={t!(i18n, "import-issues-csv-hint")}
                />
            </div>
            <div class="table-wrap">
                <table class="table cards" role="table" aria-label={t!(i18n, "import-issues-of", name = props.name.to_string())}>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">{ t!(i18n, "import-issue-col-issue") }</th>
                            <th role="columnheader" scope="col">{ t!(i18n, "import-issue-col-channel") }</th>
                            <th role="columnheader" scope="col">{ t!(i18n, "import-issue-col-first") }</th>
                            <th role="columnheader" scope="col" class="num">{ t!(i18n, "import-issue-col-count") }</th>
                            <th role="columnheader" scope="col">{ t!(i18n, "import-issue-col-sample") }</th>
                            <th role="columnheader" scope="col">{ t!(i18n, "import-issue-col-done") }</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        for group in grouped(&props.issues) {
                            <Kind key={group.code.slug()} issues={props.issues.clone()} code={group.code} />
                        }
                    </tbody>
                </table>
            </div>
        </div>
    }
}

/// The tone of a severity.
pub const fn severity_tone(severity: Severity) -> Tone {
    match severity {
        Severity::Note => Tone::Info,
        Severity::Warning => Tone::Warn,
        Severity::Serious => Tone::Bad,
    }
}

/// The column, or what is meant instead of one.
pub fn issue_column(i18n: I18n, issue: &ImportIssue) -> String {
    match (&issue.first.column, issue.first.line) {
        (Some(column), _) => column.clone(),
        (None, 0) => t!(i18n, "import-issue-whole-file").into_owned(),
        (None, _) => t!(i18n, "import-issue-whole-row").into_owned(),
    }
}

/// The first place, an en dash where the whole file is meant.
fn first_place(i18n: I18n, issue: &ImportIssue) -> String {
    match issue.first.line {
        0 => number::MISSING.to_owned(),
        line => t!(i18n, "import-issue-line", line = line).into_owned(),
    }
}

#[derive(Properties, PartialEq)]
struct KindProps {
    issues: Shared<Vec<ImportIssue>>,
    code: IssueCode,
}

/// Columns shown of a kind before anybody asks, and more with each click.
const FIRST: usize = 3;
const MORE: usize = 50;

/// One kind: a single row, or a row for all with the first columns below it and the rest on request.
#[component]
fn Kind(props: &KindProps) -> Html {
    let i18n = use_i18n();
    let limit = use_state_eq(|| FIRST);
    let groups = grouped(&props.issues);
    let Some(group) = groups.iter().find(|g| g.code == props.code) else { return Html::default() };
    if let [only] = group.places.as_slice() {
        return row(i18n, group, Some(only));
    }
    let count = group.places.len();
    let set = |to: usize| {
        let limit = limit.setter();
        Callback::from(move |_: MouseEvent| limit.set(to))
    };
    html! {
        <>
            { row(i18n, group, None) }
            for (i, issue) in group.places.iter().take(*limit).enumerate() { { place(i18n, i, issue) } }
            if count > FIRST {
                <tr role="row" class="place more-places">
                    <td role="cell" colspan="6">
                        if *limit < count {
                            <Button
                                label={more_label(i18n, *limit, count)} tone={ButtonTone::Quiet} expanded={*limit > FIRST}
                                onclick={set(if *limit == FIRST { MORE.min(count) } else { (*limit + MORE).min(count) })}
                            />
                        }
                        if *limit > FIRST {
                            <Button label={t!(i18n, "import-issue-fewer")} tone={ButtonTone::Quiet} expanded={true} onclick={set(FIRST)} />
                        }
                    </td>
                </tr>
            }
        </>
    }
}

fn more_label(i18n: I18n, shown: usize, count: usize) -> AttrValue {
    if shown == FIRST && count <= MORE {
        t!(i18n, "import-issue-all", n = count).into()
    } else {
        let next = if shown == FIRST { MORE - FIRST } else { MORE };
        t!(i18n, "import-issue-more", n = next.min(count - shown), total = count).into()
    }
}

/// What the kind is, in one row: with its place where it has a single one, else how many columns have it.
fn row(i18n: I18n, group: &IssueGroup<'_>, only: Option<&ImportIssue>) -> Html {
    let severity = group.code.severity();
    let column = match only {
        Some(issue) => issue_column(i18n, issue),
        None => t!(i18n, "import-issue-columns", n = group.places.len()).into_owned(),
    };
    html! {
        <tr
            role="row" class={classes!(only.is_none().then_some("kind"))} data-code={group.code.slug()}
            data-count={group.count.to_string()} data-places={group.places.len().to_string()}
        >
            <td role="cell" class="what">
                { tag(Some(severity_tone(severity)), i18n.t(severity_key(severity))) }
                <span>{ i18n.t(issue_key(group.code)) }</span>
            </td>
            <td role="cell" data-label={t!(i18n, "import-issue-col-channel")}>{ column }</td>
            <td role="cell" class="nowrap" data-label={t!(i18n, "import-issue-col-first")}>
                { group.places.first().map_or_else(String::new, |issue| first_place(i18n, issue)) }
            </td>
            <td role="cell" class="num" data-label={t!(i18n, "import-issue-col-count")}>
                { number::number(i18n.lang, group.count as f64, 0) }
            </td>
            <td role="cell" class="sample" data-label={t!(i18n, "import-issue-col-sample")}>
                if let Some(issue) = only { { sample(i18n, issue) } }
            </td>
            <td role="cell" class="muted" data-label={t!(i18n, "import-issue-col-done")}>{ i18n.t(issue_done_key(group.code)) }</td>
        </tr>
    }
}

/// A column below its kind.
fn place(i18n: I18n, i: usize, issue: &ImportIssue) -> Html {
    html! {
        <tr role="row" class="place" key={i} data-place={issue.first.column.clone()} data-count={issue.count.to_string()}>
            <td role="cell" />
            <td role="cell" class="column">{ issue_column(i18n, issue) }</td>
            <td role="cell" class="nowrap">{ first_place(i18n, issue) }</td>
            <td role="cell" class="num">{ number::number(i18n.lang, f64::from(issue.count), 0) }</td>
            <td role="cell" class="sample">{ sample(i18n, issue) }</td>
            <td role="cell" />
        </tr>
    }
}

fn sample(i18n: I18n, issue: &ImportIssue) -> Html {
    if issue.sample.is_empty() {
        html! { <span class="faint">{ t!(i18n, "import-issue-no-sample") }</span> }
    } else {
        html! { <code>{ &issue.sample }</code> }
    }
}
