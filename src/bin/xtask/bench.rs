//! `cargo xtask bench`: native and in-browser benchmarks in one table, each figure beside its budget.
//!
//! Not a test: figures of a busy machine prove nothing. What matters is the ratio to what ran in the same run.

use crate::budgets::Budgets;
use crate::cmd::{self, Finished};
use crate::e2e::SUB_PATH;
use crate::failure::{Context, Failure, Result};
use crate::progress::Plan;
use crate::project::{self, Project};
use crate::rust_checks::cargo;
use crate::serve::{Server, Site};
use crate::{browser, build, size, tools};
use std::path::Path;

struct Row {
    case: String,
    what: String,
    value: f64,
    unit: String,
    budget: Option<f64>,
}

/// Words given choose among the cases: `native`, `browser`, or part of a case's name.
pub fn run(project: &Project, words: &[String]) -> Result<()> {
    let budgets = Budgets::read(project)?;
    let mut plan = Plan::new(build::STEPS + 2);
    build::everything(project, &mut plan)?;
    let mut rows = weights(project)?;
    let wanted = |kind: &str| words.is_empty() || words.iter().any(|word| word == kind);
    let cases: Vec<&String> =
        words.iter().filter(|word| !["native", "browser"].contains(&word.as_str())).collect();
    rows.extend(plan.step("native benchmarks", |step| {
        if !wanted("native") {
            return Ok((Vec::new(), "not asked for".to_owned()));
        }
        native(project, step)
    })?);
    rows.extend(plan.step("benchmarks in the browser", |step| {
        if !wanted("browser") && cases.is_empty() {
            return Ok((Vec::new(), "not asked for".to_owned()));
        }
        in_browser(project, &budgets, &cases, step)
    })?);
    print(&rows);
    Ok(())
}

fn weights(project: &Project) -> Result<Vec<Row>> {
    let weights = size::measure(project)?;
    Ok(weights
        .into_iter()
        .map(|weight| Row {
            case: "weight".to_owned(),
            what: weight.name.to_owned(),
            value: weight.kilobytes,
            unit: "kB brotli".to_owned(),
            budget: Some(weight.budget),
        })
        .collect())
}

/// criterion keeps its estimates in files; those of this run are newer than its beginning.
fn native(project: &Project, step: &crate::progress::Step) -> Result<(Vec<Row>, String)> {
    if !project.root.join("tests/bench/engine.rs").is_file() {
        return Ok((Vec::new(), "there are none".to_owned()));
    }
    let results = project.scratch.join("criterion");
    drop(std::fs::remove_dir_all(&results));
    let mut bench = cargo(project);
    bench.env("CRITERION_HOME", &results).args([
        "bench",
        "--locked",
        "--no-default-features",
        "--features",
        "charts",
        "--bench",
        "engine",
    ]);
    cmd::run(&mut bench, step)?.checked("the native benchmarks failed")?;
    let mut rows = Vec::new();
    for (name, path) in project::files_below(&results, &results)? {
        if name.ends_with("new/estimates.json") {
            rows.push(criterion_row(&path)?);
        }
    }
    let note = format!("{} cases", rows.len());
    Ok((rows, note))
}

/// Throughput where the case says how much it works on, else time.
fn criterion_row(estimates: &Path) -> Result<Row> {
    let read =
        |path: &Path| -> Result<serde_json::Value> { Ok(serde_json::from_str(&project::read(path)?)?) };
    let figures = read(estimates)?;
    let about = read(&estimates.with_file_name("benchmark.json"))?;
    let nanoseconds =
        figures["median"]["point_estimate"].as_f64().context(|| "criterion's estimate".to_owned())?;
    let (value, unit) = match (&about["throughput"]["Bytes"], &about["throughput"]["Elements"]) {
        (bytes, _) if bytes.is_number() => (bytes.as_f64().unwrap_or(0.0) * 1000.0 / nanoseconds, "MB/s"),
        (_, elements) if elements.is_number() => {
            (elements.as_f64().unwrap_or(0.0) * 1000.0 / nanoseconds, "M/s")
        }
        _ => (nanoseconds / 1e6, "ms"),
    };
    Ok(Row {
        case: "native".to_owned(),
        what: about["full_id"].as_str().unwrap_or_default().to_owned(),
        value,
        unit: unit.to_owned(),
        budget: None,
    })
}

fn in_browser(
    project: &Project,
    budgets: &Budgets,
    cases: &[&String],
    step: &crate::progress::Step,
) -> Result<(Vec<Row>, String)> {
    let site = Site { folder: project.dist(), base: SUB_PATH.to_owned(), precompressed: true };
    let server = Server::bind(site, 0)?;
    let address = server.url()?;
    server.run_aside();
    let mut node = tools::node(project, "bench/browser.mjs");
    browser::name_chromium(&mut node)?;
    let finished = cmd::run(node.args(cases).env("FUELTUNE_URL", address), step)?;
    let rows = rows_of(&finished, budgets)?;
    if !finished.ok {
        return Err(Failure::new("a benchmark in the browser failed").output(finished.tail()));
    }
    let note = format!("{} figures", rows.len());
    Ok((rows, note))
}

fn rows_of(finished: &Finished, budgets: &Budgets) -> Result<Vec<Row>> {
    let lines = finished.stdout.iter().filter(|line| line.starts_with('{'));
    lines
        .map(|line| {
            let said: serde_json::Value = serde_json::from_str(line)?;
            let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
            let budget = match said["budget"].as_str().and_then(|name| name.split_once('.')) {
                Some((section, name)) => Some(budgets.get(section, name)?),
                None => None,
            };
            let value = said["value"].as_f64().context(|| format!("no value: {line}"))?;
            Ok(Row { case: text("case"), what: text("what"), value, unit: text("unit"), budget })
        })
        .collect()
}

/// Markdown, so that it can be put into a note as it is.
fn print(rows: &[Row]) {
    println!("| case | what | measured | budget | share |");
    println!("| --- | --- | ---: | ---: | ---: |");
    for row in rows {
        let (budget, share) = row.budget.map_or_else(
            || ("–".to_owned(), "–".to_owned()),
            |budget| (figure(budget), format!("{:.0} %", 100.0 * row.value / budget)),
        );
        println!("| {} | {} | {} {} | {budget} | {share} |", row.case, row.what, figure(row.value), row.unit);
    }
}

/// Three figures that count.
fn figure(value: f64) -> String {
    let digits = if value >= 100.0 {
        0
    } else if value >= 10.0 {
        1
    } else {
        2
    };
    format!("{value:.digits$}")
}
