//! What is wrong with a log, kind by kind: what, where, how often, and what was done about it.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::app::import_queue::Shared;
use crate::app::import_words::{issue_done_key, issue_key, severity_key};
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::files;
use crate::app::tables::issues_csv;
use crate::app::toasts::Tone;
use crate::engine::import::{ImportIssue, Severity};
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::form::Button;
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
                        for (i, issue) in props.issues.iter().enumerate() { { row(i18n, i, issue) } }
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

fn row(i18n: I18n, i: usize, issue: &ImportIssue) -> Html {
    let severity = issue.code.severity();
    html! {
        <tr role="row" key={i} data-code={issue.code.slug()} data-count={issue.count.to_string()}>
            <td role="cell" class="what">
                { tag(Some(severity_tone(severity)), i18n.t(severity_key(severity))) }
                <span>{ i18n.t(issue_key(issue.code)) }</span>
            </td>
            <td role="cell" data-label={t!(i18n, "import-issue-col-channel")}>{ issue_column(i18n, issue) }</td>
            <td role="cell" class="nowrap" data-label={t!(i18n, "import-issue-col-first")}>{ first_place(i18n, issue) }</td>
            <td role="cell" class="num" data-label={t!(i18n, "import-issue-col-count")}>{ number::number(i18n.lang, f64::from(issue.count), 0) }</td>
            <td role="cell" data-label={t!(i18n, "import-issue-col-sample")}>
                if issue.sample.is_empty() {
                    <span class="faint">{ t!(i18n, "import-issue-no-sample") }</span>
                } else {
                    <code>{ &issue.sample }</code>
                }
            </td>
            <td role="cell" class="muted" data-label={t!(i18n, "import-issue-col-done")}>{ i18n.t(issue_done_key(issue.code)) }</td>
        </tr>
    }
}
