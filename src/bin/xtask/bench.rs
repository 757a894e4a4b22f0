//! `cargo xtask bench`: native and in-browser benchmarks in one table, each figure beside its budget.
//!
//! Not a test: figures of a busy machine prove nothing. What matters is the ratio to what ran in the same run.

use crate::budgets::Budgets;
use crate::cmd::{self, Finished};
use crate::digest;
use crate::e2e::SUB_PATH;
use crate::failure::{Context, Failure, Result};
use crate::progress::Plan;
use crate::project::{self, Project};
use crate::rust_checks::cargo;
use crate::serve::{Server, Site};
use crate::{apt, browser, build, size, tools};
use std::fs;
use std::path::{Path, PathBuf};

struct Row {
    case: String,
    what: String,
    value: f64,
    unit: String,
    limit: Option<Limit>,
    /// What something plain came to in the same run.
    reference: Option<f64>,
}

/// What a figure is held to.
#[derive(Clone, Copy)]
enum Limit {
    AtMost(f64),
    AtLeast(f64),
}

impl Limit {
    /// A name that begins with `least_` is a lower limit.
    fn named(name: &str, value: f64) -> Self {
        if name.starts_with("least_") { Self::AtLeast(value) } else { Self::AtMost(value) }
    }

    fn holds(self, value: f64) -> bool {
        match self {
            Self::AtMost(limit) => value <= limit,
            Self::AtLeast(limit) => value >= limit,
        }
    }
}

/// Words given choose among the cases: `native`, `browser`, or part of a case's name.
pub fn run(project: &Project, words: &[String]) -> Result<()> {
    let budgets = Budgets::read(project)?;
    let mut plan = Plan::new(build::STEPS + 3);
    build::everything(project, &mut plan)?;
    let mut rows = weights(project)?;
    let wanted = |kind: &str| words.is_empty() || words.iter().any(|word| word == kind);
    let cases: Vec<&String> =
        words.iter().filter(|word| !["native", "browser"].contains(&word.as_str())).collect();
    rows.extend(plan.step("native benchmarks", |step| {
        if !wanted("native") {
            return Ok((Vec::new(), "not asked for".to_owned()));
        }
        native(project, &budgets, step)
    })?);
    let in_page = wanted("browser") || !cases.is_empty();
    let logs = plan.step("logs for the browser", |step| {
        if in_page { logs(project, step) } else { Ok((PathBuf::new(), "not asked for".to_owned())) }
    })?;
    let failure = plan.step("benchmarks in the browser", |step| {
        if !in_page {
            return Ok((None, "not asked for".to_owned()));
        }
        let finished = in_browser(project, &cases, &logs, step)?;
        let found = rows_of(&finished, &budgets)?;
        let note = format!("{} figures", found.len());
        rows.extend(found);
        let failed = || Failure::new("a benchmark in the browser failed").output(finished.tail());
        Ok(((!finished.ok).then(failed), note))
    })?;
    // What was measured is worth seeing whatever failed.
    print(&rows);
    failure.map_or(Ok(()), Err)
}

/// The logs of the generator, written once.
fn logs(project: &Project, step: &crate::progress::Step) -> Result<(PathBuf, String)> {
    let folder = project.scratch.join("logs");
    fs::create_dir_all(&folder)?;
    let stamp = folder.join("generator");
    let told = generator_digest(project)?;
    if fs::read_to_string(&stamp).is_ok_and(|old| old == told) {
        return Ok((folder, "there".to_owned()));
    }
    let mut write = cargo(project);
    write.args(["run", "--locked", "--no-default-features", "--example", "logs", "--"]).arg(&folder);
    cmd::run(&mut write, step)?.checked("the logs could not be written")?;
    project::write(&stamp, told)?;
    Ok((folder, "written".to_owned()))
}

/// Changes with the generator.
fn generator_digest(project: &Project) -> Result<String> {
    let mut files = project::files_below(&project.root.join("src/engine/generate"), &project.root)?;
    files.extend(project::files_below(&project.root.join("tests/bench/logs"), &project.root)?);
    Ok(digest::short(&digest::of_files(&files)?))
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
            limit: Some(Limit::AtMost(weight.budget)),
            reference: None,
        })
        .collect())
}

/// criterion keeps its estimates in files; those of this run are newer than its beginning.
fn native(project: &Project, budgets: &Budgets, step: &crate::progress::Step) -> Result<(Vec<Row>, String)> {
    let results = project.scratch.join("criterion");
    drop(fs::remove_dir_all(&results));
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
    let mut found = Vec::new();
    for (name, path) in project::files_below(&results, &results)? {
        if name.ends_with("new/estimates.json") {
            found.push(Estimate::read(&path)?);
        }
    }
    let rows: Vec<Row> = found.iter().map(|estimate| estimate.row(&found, budgets)).collect();
    let note = format!("{} cases", rows.len());
    Ok((rows, note))
}

/// What criterion found out about a case.
struct Estimate {
    group: String,
    function: String,
    parameter: String,
    nanoseconds: f64,
    bytes: Option<f64>,
}

impl Estimate {
    fn read(estimates: &Path) -> Result<Self> {
        let json =
            |path: &Path| -> Result<serde_json::Value> { Ok(serde_json::from_str(&project::read(path)?)?) };
        let figures = json(estimates)?;
        let about = json(&estimates.with_file_name("benchmark.json"))?;
        let text = |name: &str| about[name].as_str().unwrap_or_default().to_owned();
        Ok(Self {
            group: text("group_id"),
            function: text("function_id"),
            parameter: text("value_str"),
            nanoseconds: figures["median"]["point_estimate"]
                .as_f64()
                .context(|| "criterion's estimate".to_owned())?,
            bytes: about["throughput"]["Bytes"].as_f64(),
        })
    }

    /// Throughput where the case says how much it works on, else time.
    fn value(&self) -> (f64, &'static str) {
        match self.bytes {
            Some(bytes) => (bytes * 1000.0 / self.nanoseconds, "MB/s"),
            None => (self.nanoseconds / 1e6, "ms"),
        }
    }

    fn row(&self, all: &[Self], budgets: &Budgets) -> Row {
        let reference = all.iter().find(|other| {
            other.group == self.group
                && other.parameter == self.parameter
                && other.function.starts_with("reference")
        });
        let parts = [&self.group, &self.function, &self.parameter];
        let what: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let (value, unit) = self.value();
        let key = format!("{} {unit}", what.join(" ")).to_lowercase().replace([' ', '/'], "_");
        Row {
            case: "native".to_owned(),
            what: what.join(", "),
            value,
            unit: unit.to_owned(),
            limit: budgets.find("native", &key).map(Limit::AtMost),
            reference: reference.filter(|other| other.function != self.function).map(|other| other.value().0),
        }
    }
}

fn in_browser(
    project: &Project,
    cases: &[&String],
    logs: &Path,
    step: &crate::progress::Step,
) -> Result<Finished> {
    let site = Site { folder: project.dist(), base: SUB_PATH.to_owned(), precompressed: true };
    let server = Server::bind(site, 0)?;
    let address = server.url()?;
    server.run_aside();
    let mut node = tools::node(project, "bench/browser.mjs");
    browser::name_chromium(&mut node, apt::chromium())?;
    cmd::run(node.args(cases).env("FUELTUNE_URL", address).env("FUELTUNE_LOGS", logs), step)
}

fn rows_of(finished: &Finished, budgets: &Budgets) -> Result<Vec<Row>> {
    let lines = finished.stdout.iter().filter(|line| line.starts_with('{'));
    lines
        .map(|line| {
            let said: serde_json::Value = serde_json::from_str(line)?;
            let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
            let limit = match said["budget"].as_str().and_then(|name| name.split_once('.')) {
                Some((section, name)) => Some(Limit::named(name, budgets.get(section, name)?)),
                None => None,
            };
            let value = said["value"].as_f64().context(|| format!("no value: {line}"))?;
            let reference = said["reference"].as_f64();
            Ok(Row { case: text("case"), what: text("what"), value, unit: text("unit"), limit, reference })
        })
        .collect()
}

/// Markdown, so that it can be put into a note as it is.
fn print(rows: &[Row]) {
    println!("| case | what | measured | budget | | reference | ratio |");
    println!("| --- | --- | ---: | ---: | --- | ---: | ---: |");
    for Row { case, what, value, unit, limit, reference } in rows {
        let (budget, verdict) = match limit {
            Some(Limit::AtMost(most)) => (format!("≤ {}", figure(*most)), limit.map(|l| l.holds(*value))),
            Some(Limit::AtLeast(least)) => (format!("≥ {}", figure(*least)), limit.map(|l| l.holds(*value))),
            None => (String::new(), None),
        };
        let verdict = verdict.map_or("", |holds| if holds { "met" } else { "**missed**" });
        let (plain, ratio) =
            reference.map_or_else(Default::default, |plain| (figure(plain), format!("{:.2}", value / plain)));
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        println!("| {case} | {what} | {}{unit} | {budget} | {verdict} | {plain} | {ratio} |", figure(*value));
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
