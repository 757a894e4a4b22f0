use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_state_eq};

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::select::{use_cx, use_i18n};
use crate::i18n::{date, number};
use crate::t;
use crate::ui::components::form::{Button, Choice, SearchField, Select};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::panel;
use crate::ui::components::table::VirtualRows;
use crate::ui::hooks::use_interval;
use crate::web::log::LogEntry;
use crate::web::{clock, download, log};

/// Levels from the most to the least serious.
const LEVELS: [&str; 3] = ["ERROR", "WARN", "INFO"];
const ROW_PX: f64 = 24.0;

/// The log of this page and its worker, newest first.
#[component]
pub fn LogPanel() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    use_interval(1000, true);
    let level = use_state_eq(|| AttrValue::from("INFO"));
    let query = use_state_eq(AttrValue::default);
    let entries: Vec<LogEntry> =
        log::entries().into_iter().rev().filter(|e| fits(e, &level, &query.to_lowercase())).collect();
    let levels = vec![
        Choice::new("INFO", t!(i18n, "diagnostics-level-all")),
        Choice::new("WARN", t!(i18n, "diagnostics-level-warn")),
        Choice::new("ERROR", t!(i18n, "diagnostics-level-error")),
    ];
    let (set_level, set_query) = (level.setter(), query.setter());
    let aside = html! {
        <>
            <SearchField
                label={t!(i18n, "diagnostics-log-search")} placeholder={t!(i18n, "diagnostics-log-search")}
                value={(*query).clone()} oninput={Callback::from(move |text: String| set_query.set(text.into()))}
            />
            <Select
                label={t!(i18n, "diagnostics-level")} bare=true choices={levels} value={(*level).clone()}
                onchange={Callback::from(move |value: String| set_level.set(value.into()))}
            />
            <Button label={t!(i18n, "diagnostics-log-export")} icon={Icon::Download} onclick={export(&cx)} />
            <Button label={t!(i18n, "diagnostics-log-clear")} onclick={|_| log::clear()} />
        </>
    };
    let title = t!(i18n, "diagnostics-log", n = number::number(i18n.lang, entries.len() as f64, 0));
    let body = if entries.is_empty() {
        html! { <p class="pad muted">{ t!(i18n, "diagnostics-log-empty") }</p> }
    } else {
        html! { <LogRows {entries} /> }
    };
    panel(title, aside, body)
}

fn fits(entry: &LogEntry, level: &str, query: &str) -> bool {
    let rank = |level: &str| LEVELS.iter().position(|l| *l == level).unwrap_or(LEVELS.len());
    let serious = rank(&entry.level) <= rank(level) || level == "INFO";
    let text = || format!("{} {} {:?}", entry.target, entry.message, entry.fields).to_lowercase();
    serious && (query.is_empty() || text().contains(query))
}

fn export(cx: &AppCx) -> Callback<web_sys::MouseEvent> {
    let cx = cx.clone();
    Callback::from(move |_| {
        let name = format!("fueltune-log-{}.json", date::iso_utc(clock::now_ms()).replace(':', "-"));
        let outcome =
            download::text_blob(&log::to_json(), "application/json").and_then(|b| download::save(&name, &b));
        if let Err(error) = outcome {
            cx.report(&AppError::from(error));
        }
    })
}

#[derive(Properties, PartialEq)]
struct LogRowsProps {
    entries: Vec<LogEntry>,
}

#[component]
fn LogRows(props: &LogRowsProps) -> Html {
    let i18n = use_i18n();
    let entries = std::rc::Rc::new(props.entries.clone());
    let count = entries.len();
    let row = Callback::from(move |i: usize| entries.get(i).map(|e| row(i, e)).unwrap_or_default());
    html! {
        <VirtualRows {count} row_px={ROW_PX} {row} label={t!(i18n, "diagnostics-log-list")} class="log-rows" />
    }
}

fn row(i: usize, entry: &LogEntry) -> Html {
    let fields: Vec<String> = entry.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let class = match entry.level.as_str() {
        "ERROR" => Some("bad"),
        "WARN" => Some("warn"),
        _ => None,
    };
    let text = format!("{} {}", entry.message, fields.join(" "));
    html! {
        <div key={i} class={classes!("log-row", class)} role="listitem">
            <span class="faint">{ date::time_ms(entry.at_ms, clock::offset_minutes(entry.at_ms)) }</span>
            <span class="level">{ &entry.level }</span>
            <span class="muted">{ entry.target.trim_start_matches("fueltune_analyzer::") }</span>
            <span class="message" title={text.clone()}>{ text }</span>
        </div>
    }
}
