use yew::{Html, component, html};

use crate::app::select::use_i18n;
use crate::app::toasts::Tone;
use crate::i18n::{I18n, date, number};
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::layout::panel;
use crate::ui::hooks::use_interval;
use crate::web::{clock, monitor};

/// Slow operations shown.
const SLOW: usize = 10;

/// How long operations take.
#[component]
pub fn OperationsPanel() -> Html {
    let i18n = use_i18n();
    use_interval(2000, true);
    let seen = monitor::snapshot();
    let stats = seen.stats();
    let slow = seen.slower_than(monitor::SLOW_MS);
    let aside = if slow.is_empty() {
        Html::default()
    } else {
        tag(Some(Tone::Warn), t!(i18n, "diagnostics-slow-count", n = slow.len()))
    };
    let body = if stats.is_empty() {
        html! { <p class="pad muted">{ t!(i18n, "diagnostics-no-operations") }</p> }
    } else {
        html! { <>{ table(i18n, &stats) }if !slow.is_empty() { { slow_list(i18n, &slow) } }</> }
    };
    panel(t!(i18n, "diagnostics-operations"), aside, body)
}

fn table(i18n: I18n, stats: &[monitor::KindStats]) -> Html {
    let time = |ms: f64| number::duration(i18n.lang, ms / 1000.0);
    html! {
        <div class="table-wrap" tabindex="0" role="region" aria-label={t!(i18n, "diagnostics-operations")}>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{ t!(i18n, "diagnostics-operation") }</th>
                        <th scope="col" class="num">{ t!(i18n, "diagnostics-count") }</th>
                        <th scope="col" class="num">{ t!(i18n, "diagnostics-avg") }</th>
                        <th scope="col" class="num">{ t!(i18n, "diagnostics-min") }</th>
                        <th scope="col" class="num">{ t!(i18n, "diagnostics-max") }</th>
                        <th scope="col" class="num">{ "p95" }</th>
                    </tr>
                </thead>
                <tbody>
                    for kind in stats.iter() {
                        <tr key={kind.kind.clone()}>
                            <td><code>{ &kind.kind }</code></td>
                            <td class="num">{ number::number(i18n.lang, kind.count as f64, 0) }</td>
                            <td class="num">{ time(kind.avg_ms) }</td>
                            <td class="num">{ time(kind.min_ms) }</td>
                            <td class="num">{ time(kind.max_ms) }</td>
                            <td class="num">{ time(kind.p95_ms) }</td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn slow_list(i18n: I18n, slow: &[monitor::Operation]) -> Html {
    html! {
        <details class="pad">
            <summary>{ t!(i18n, "diagnostics-slow") }</summary>
            <ul class="slow">
                for operation in slow.iter().rev().take(SLOW) {
                    <li key={operation.at_ms.to_string()}>
                        <span class="muted">{ date::time_ms(operation.at_ms, clock::offset_minutes(operation.at_ms)) }</span>
                        <code>{ &operation.kind }</code>
                        <span class="num">{ number::duration(i18n.lang, operation.took_ms / 1000.0) }</span>
                    </li>
                }
            </ul>
        </details>
    }
}
