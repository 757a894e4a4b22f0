//! End-to-end tests: Playwright drives the release build, served twice: by the plainest server under a
//! sub-path, and by nginx with the strict policy.

use crate::failure::{Failure, Result};
use crate::progress::Step;
use crate::project::{self, Project};
use crate::serve::{Server, Site};
use crate::tally::{Outcome, Tally};
use crate::{apt, browser, cmd, nginx, tools};
use std::process::Command;

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
        .env("FUELTUNE_REPORT", &report);
    let finished = cmd::run(&mut playwright, step)?;
    drop(nginx);
    if !report.is_file() {
        return Err(Failure::new("Playwright did not get as far as a report").output(finished.tail()));
    }
    let tally = Tally::of_playwright(&serde_json::from_str(&project::read(&report)?)?);
    if !finished.ok {
        for line in &finished.lines {
            step.say(line);
        }
        step.say(&format!("pictures, and traces with FUELTUNE_TRACE=1: {}", results.display()));
    }
    if !finished.ok && tally.failed == 0 {
        return Err(Failure::new("Playwright failed outside the tests").output(finished.tail()));
    }
    Ok((tally, tally.to_string()))
}

/// Playwright with the browser of this machine.
fn playwright(project: &Project) -> Result<Command> {
    let mut playwright = tools::node(project, "node_modules/@playwright/test/cli.js");
    browser::name_chromium(&mut playwright, apt::headless_chromium())?;
    playwright.env("NO_COLOR", "1");
    Ok(playwright)
}
