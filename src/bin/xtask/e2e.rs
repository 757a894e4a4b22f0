//! End-to-end tests: Playwright drives the release build, served twice: by the plainest server under a
//! sub-path, and by nginx with the strict policy.

use crate::failure::{Failure, Result};
use crate::progress::Step;
use crate::project::{self, Project};
use crate::serve::{Server, Site};
use crate::tally::{Outcome, Tally};
use crate::{apt, browser, cmd, nginx, tools};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Writes logs as FTManager would; the engine's tests make theirs with it too.
#[path = "../../../tests/support/ftml.rs"]
#[allow(dead_code, reason = "the engine's tests need more of it")]
mod ftml;

/// Nothing about the place may matter to the application.
pub const SUB_PATH: &str = "/tuner/app/";

pub fn run(project: &Project, arguments: &[String], step: &Step) -> Outcome {
    let site = Site { folder: project.dist(), base: SUB_PATH.to_owned(), precompressed: false };
    let server = Server::bind(site, 0)?;
    let plain = server.url()?;
    server.run_aside();
    let nginx = nginx::Running::application(project)?;

    let results = project.npm().join("e2e/.results");
    let report = results.join("report.json");
    // A report of an earlier run must not pass for this one's.
    drop(std::fs::remove_file(&report));
    let mut playwright = playwright(project)?;
    playwright
        .arg("test")
        .args(["--config", "e2e/playwright.config.ts"])
        .args(arguments)
        .env("FUELTUNE_URL", &plain)
        .env("FUELTUNE_NGINX_URL", nginx.url())
        .env("FUELTUNE_DIST", project.dist())
        .env("FUELTUNE_FTML", native_log(project)?)
        .env("FUELTUNE_REPORT", &report);
    let finished = cmd::run(&mut playwright, step)?;
    drop(nginx);
    if !report.is_file() {
        return Err(Failure::new("Playwright did not get as far as a report").output(finished.tail()));
    }
    let report: Value = serde_json::from_str(&project::read(&report)?)?;
    let tally = Tally::of_playwright(&report);
    for failed in failed(&report) {
        step.wrong(failed);
    }
    if !finished.ok {
        // What went well is a line each.
        for line in finished.lines.iter().filter(|line| !line.trim_start().starts_with('[')) {
            step.say(line);
        }
        step.say(&format!("pictures, and traces with FUELTUNE_TRACE=1: {}", results.display()));
    }
    if !finished.ok && tally.failed == 0 {
        return Err(Failure::new("Playwright failed outside the tests").output(finished.tail()));
    }
    Ok((tally, tally.to_string()))
}

/// A native FuelTech log with a calibration, for the tests that drop one.
fn native_log(project: &Project) -> Result<PathBuf> {
    let folder = project.npm().join("e2e/.results");
    fs::create_dir_all(&folder)?;
    let path = folder.join("tuned.ftml");
    fs::write(&path, ftml::file(ftml::tuned()))?;
    Ok(path)
}

/// Every failed test of Playwright's report: where it stands, its title, and what it says.
fn failed(report: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut suites: Vec<&Value> = list(&report["suites"]).iter().collect();
    while let Some(suite) = suites.pop() {
        suites.extend(list(&suite["suites"]));
        for spec in list(&suite["specs"]).iter().filter(|spec| spec["ok"] == false) {
            let errors = list(&spec["tests"]).iter().flat_map(|test| list(&test["results"]));
            let errors = errors.flat_map(|result| list(&result["errors"]));
            let errors: Vec<&str> = errors.filter_map(|error| error["message"].as_str()).collect();
            let text = |name: &str| spec[name].as_str().unwrap_or_default();
            found.push(format!("{}:{} {}\n{}", text("file"), spec["line"], text("title"), errors.join("\n")));
        }
    }
    found.extend(
        list(&report["errors"]).iter().filter_map(|error| error["message"].as_str()).map(str::to_owned),
    );
    found
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Playwright with the browser of this machine.
fn playwright(project: &Project) -> Result<Command> {
    let mut playwright = tools::node(project, "node_modules/@playwright/test/cli.js");
    browser::name_chromium(&mut playwright, apt::headless_chromium())?;
    // Its own words about failures have colours unless they are forced away.
    playwright.env("NO_COLOR", "1").env("FORCE_COLOR", "0");
    Ok(playwright)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_failed_test_is_told_with_its_place_and_what_it_said() {
        let spec = |title: &str, ok: bool| {
            json!({"title": title, "ok": ok, "file": "e2e/a.spec.ts", "line": 7,
                "tests": [{"results": [{"errors": [{"message": "Error: 1 is not 2"}]}]}]})
        };
        let report = json!({"suites": [{"specs": [spec("good", true)], "suites": [{"specs": [spec("bad", false)]}]}],
            "errors": [{"message": "a spec that does not load"}]});
        assert_eq!(failed(&report), ["e2e/a.spec.ts:7 bad\nError: 1 is not 2", "a spec that does not load"]);
        assert!(failed(&json!({})).is_empty());
    }
}
