//! Tests that run inside a browser: wasm-bindgen's runner drives Chromium through its driver.

use crate::apt;
use crate::cmd;
use crate::failure::{Context, Failure, Result};
use crate::progress::Step;
use crate::project::{self, Project};
use crate::rust_checks::{cargo, counted};
use crate::tally::Outcome;
use crate::wasm::{TARGET, WasmRust};
use std::path::PathBuf;
use std::process::Command;

/// Headless, without a graphics card, and without a word to anybody outside.
const CHROMIUM_FLAGS: &[&str] = &[
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];
/// Says in a test's source that it is for the browser.
const MARK: &str = "target_arch = \"wasm32\"";

pub fn tests(project: &Project, rust: &WasmRust, arguments: &[String], step: &Step) -> Outcome {
    let targets = targets(project)?;
    if targets.is_empty() {
        return Err(
            Failure::new("no test target is for the browser").advice(format!("mark it with #![cfg({MARK})]"))
        );
    }
    let driver = apt::chromedriver()
        .context(|| "there is no chromedriver".to_owned())
        .map_err(|failure| failure.advice("apt-get install chromium-driver, or set CHROMEDRIVER"))?;
    write_driver_settings(project)?;
    let mut cargo = cargo(project);
    rust.apply(&mut cargo)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            project.tools_bin().join("wasm-bindgen-test-runner"),
        )
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180")
        .args(["test", "--locked", "--no-fail-fast", "--target", TARGET])
        // They ask for nothing of the page, which takes longer to compile than all the rest.
        .args(["--no-default-features", "--features", "web"]);
    for target in &targets {
        cargo.args(["--test", target]);
    }
    if !arguments.is_empty() {
        cargo.arg("--").args(arguments);
    }
    let finished = cmd::run(&mut cargo, step)?;
    counted(&finished, step)
}

/// Tells a script of ours which browser to use, and how.
pub fn name_chromium(command: &mut Command, browser: Option<PathBuf>) -> Result<()> {
    let browser = browser
        .context(|| "there is no Chromium".to_owned())
        .map_err(|failure| failure.advice("apt-get install chromium, or set CHROMIUM to another one"))?;
    command.env("CHROMIUM", browser).env("CHROMIUM_FLAGS", CHROMIUM_FLAGS.join(" "));
    Ok(())
}

/// Test targets whose sources say that they are for the browser.
pub fn targets(project: &Project) -> Result<Vec<String>> {
    let mut metadata = cargo(project);
    metadata.args(["metadata", "--format-version", "1", "--no-deps"]);
    let said = cmd::answer(&mut metadata).context(|| "cargo metadata does not answer".to_owned())?;
    let metadata: serde_json::Value = serde_json::from_str(&said)?;
    let mut found = Vec::new();
    for target in metadata["packages"][0]["targets"].as_array().into_iter().flatten() {
        let is_test = target["kind"][0].as_str() == Some("test");
        if let (true, Some(name), Some(path)) =
            (is_test, target["name"].as_str(), target["src_path"].as_str())
        {
            let source = project::read(path.as_ref())?;
            let head = source
                .lines()
                .take_while(|line| line.starts_with("//") || line.starts_with("#!") || line.is_empty());
            if head.clone().any(|line| line.contains(MARK) && !line.contains("not(")) {
                found.push(name.to_owned());
            }
        }
    }
    Ok(found)
}

/// wasm-bindgen's runner reads the browser's flags from this git-ignored file.
fn write_driver_settings(project: &Project) -> Result<()> {
    let mut flags = vec!["--headless=new"];
    flags.extend(CHROMIUM_FLAGS);
    let binary = apt::chromium().context(|| "there is no Chromium".to_owned())?;
    let settings = serde_json::json!({ "goog:chromeOptions": { "args": flags, "binary": binary } });
    project::write(&project.root.join("webdriver.json"), format!("{settings:#}\n"))
}
