//! Weight of the build, measured as it crosses the wire, beside the budgets of `tests/budgets.toml`.

use crate::budgets::Budgets;
use crate::failure::{Context, Failure, Result};
use crate::post_build::{attribute, tags};
use crate::progress::Step;
use crate::project::{self, Project, files_below};
use crate::tally::{Outcome, Tally};
use std::fs;
use std::path::Path;

/// The part with import and a session's overview; see `src/ui/pages/fetched.rs`.
const FIRST_PART: &str = "log";

/// One figure with its budget.
pub struct Weight {
    pub name: &'static str,
    pub kilobytes: f64,
    pub budget: f64,
    /// What a figure that is over its budget may weigh until that debt is paid; it may only be lowered.
    pub ceiling: f64,
}

impl Weight {
    fn holds(&self) -> bool {
        self.kilobytes <= self.budget
    }
}

pub fn check(project: &Project, step: &Step) -> Outcome {
    let weights = measure(project)?;
    let mut tally = Tally::default();
    for weight in &weights {
        let verdict = match (weight.holds(), weight.kilobytes <= weight.ceiling) {
            (true, _) => String::new(),
            (false, true) => format!("  OVER BUDGET, owed; the ceiling is {:.0} kB", weight.ceiling),
            (false, false) => format!("  OVER BUDGET and above its ceiling of {:.0} kB", weight.ceiling),
        };
        step.say(&format!(
            "{:<28} {:>8.1} kB of {:>6.0}{verdict}",
            weight.name, weight.kilobytes, weight.budget
        ));
        let fails = weight.kilobytes > weight.budget.max(weight.ceiling);
        tally.add(Tally { passed: (!fails).into(), failed: fails.into(), skipped: 0 });
    }
    Ok((tally, tally.to_string()))
}

/// All weights, brotli-compressed.
pub fn measure(project: &Project) -> Result<Vec<Weight>> {
    let budgets = Budgets::read(project)?;
    let dist = project.dist();
    let all = files_below(&dist, &dist)?;
    let sum = |wanted: &dyn Fn(&str) -> bool| -> Result<f64> {
        let names =
            all.iter().map(|(name, _)| name.as_str()).filter(|name| !ends(name, "br") && !ends(name, "gz"));
        let mut bytes = 0;
        for name in names.filter(|name| wanted(name)) {
            bytes += on_the_wire(&dist, name)?;
        }
        if bytes == 0 {
            return Err(Failure::new("dist/ lacks a file that has a budget"));
        }
        Ok(bytes as f64 / 1000.0)
    };
    let shell = shell_files(&dist)?;
    let weights = [
        (
            "shell_kb",
            "shell and application",
            sum(&|name| shell.iter().any(|file| file == name) || to_first_figure(name))?,
        ),
        ("app_wasm_kb", "of which application wasm", sum(&|name| to_first_figure(name))?),
        ("worker_wasm_kb", "worker wasm", sum(&|name| name.starts_with("worker-") && ends(name, "wasm"))?),
        ("plotly_kb", "plotly.js", sum(&|name| name.starts_with("vendor/plotly-") && ends(name, "js"))?),
        ("everything_kb", "everything, for offline use", sum(&|_| true)?),
    ];
    weights
        .into_iter()
        .map(|(key, name, kilobytes)| {
            let budget = budgets.get("weight", key)?;
            let ceiling = budgets.find("ceiling", key).unwrap_or(budget);
            Ok(Weight { name, kilobytes, budget, ceiling })
        })
        .collect()
}

/// The program and the parts of it that stand between a dropped file and the first figure of its session.
fn to_first_figure(name: &str) -> bool {
    let of_log = |rest: &str| rest.split('-').any(|part| part == FIRST_PART);
    ends(name, "wasm") && (name.starts_with("app-") || name.strip_prefix("part-").is_some_and(of_log))
}

/// The page and what it names in its head, which is what must arrive before the application can be used.
fn shell_files(dist: &Path) -> Result<Vec<String>> {
    let page = project::read(&dist.join("index.html"))?;
    let mut files = vec!["index.html".to_owned()];
    for tag in tags(&page) {
        let starts =
            tag.starts_with("script") || tag.contains("rel=stylesheet") || tag.contains("rel=\"stylesheet\"");
        let preloads = tag.contains("preload");
        let file =
            if starts || preloads { attribute(tag, "src").or_else(|| attribute(tag, "href")) } else { None };
        files.extend(file.map(|file| file.trim_start_matches("./").to_owned()));
    }
    Ok(files)
}

fn ends(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == extension)
}

fn on_the_wire(dist: &Path, name: &str) -> Result<u64> {
    let packed = dist.join(format!("{name}.br"));
    let file = if packed.is_file() { packed } else { dist.join(name) };
    Ok(fs::metadata(&file).context(|| file.display().to_string())?.len())
}
