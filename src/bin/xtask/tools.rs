//! trunk, wasm-bindgen and wasm-split in the cached tool folder, npm packages in `tests/node_modules`.

use crate::cmd::{self, answer, command};
use crate::digest;
use crate::failure::{Context, Failure, Result};
use crate::progress::Step;
use crate::project::{self, Project};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// The newest trunk that the oldest supported rustc builds.
const TRUNK: &str = "0.21.14";
/// Of the line whose macros the program uses.
const WASM_SPLIT: &str = "0.2.4";
const OLDEST_NODE: u32 = 20;
const BINSTALL_LIMIT: Duration = Duration::from_mins(3);
/// trunk and wasm-bindgen are built to be ready soon, not to run fast.
const QUICK_BUILD: &[(&str, &str)] = &[
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
    ("CARGO_PROFILE_RELEASE_STRIP", "true"),
];

/// One program from the crate registry.
struct Tool<'a> {
    package: &'a str,
    /// What it brings.
    programs: &'a [&'a str],
    version: &'a str,
    options: &'a [&'a str],
}

pub fn trunk(project: &Project, step: &Step) -> Result<((), String)> {
    let tool = Tool {
        package: "trunk",
        programs: &["trunk"],
        version: TRUNK,
        // It works offline here: what it would fetch comes from the registries. So no TLS, which halves the build.
        options: &["--locked", "--no-default-features"],
    };
    install(project, &tool, step)
}

pub fn wasm_bindgen(project: &Project, step: &Step) -> Result<((), String)> {
    let version = project.locked_version("wasm-bindgen")?;
    let tool = Tool {
        package: "wasm-bindgen-cli",
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        version: &version,
        // Not --locked: the lock file of 0.2.130 wants a crate version that the registry does not serve.
        options: &[],
    };
    install(project, &tool, step)
}

pub fn wasm_split(project: &Project, step: &Step) -> Result<((), String)> {
    let tool = Tool {
        package: "wasm_split_cli_support",
        programs: &["wasm-split-cli"],
        version: WASM_SPLIT,
        options: &["--locked", "--features", "build-binary"],
    };
    install(project, &tool, step)
}

fn install(project: &Project, tool: &Tool, step: &Step) -> Result<((), String)> {
    let there = format!("{} is there", tool.version);
    if is_there(project, tool) {
        return Ok(((), there));
    }
    if cmd::which("cargo-binstall").is_some() && by_binstall(project, tool, step)? {
        return Ok(((), format!("{} fetched by cargo binstall", tool.version)));
    }
    step.say(&format!("building {} {} once; this takes some minutes", tool.package, tool.version));
    let scratch = project.tools.join("build");
    let mut cargo = outside(command("cargo"));
    cargo
        .args(["install", tool.package, "--version", tool.version, "--force", "--root"])
        .arg(&project.tools)
        .arg("--target-dir")
        .arg(&scratch)
        .args(tool.options)
        .envs(QUICK_BUILD.iter().copied());
    cmd::run(&mut cargo, step)?
        .checked(&format!("{} {} could not be built", tool.package, tool.version))
        .map_err(|failure| failure.advice("see the message above; the crate registry has to be in reach and a C compiler installed (`apt-get install build-essential`)"))?;
    // Hundreds of megabytes that are never needed again; a remnant does no harm.
    drop(std::fs::remove_dir_all(&scratch));
    if is_there(project, tool) {
        return Ok(((), format!("{} built into {}", tool.version, project.tools.display())));
    }
    Err(Failure::new(format!(
        "{} {} was installed, but is not listed in {}",
        tool.package,
        tool.version,
        project.tools.display()
    )))
}

fn is_there(project: &Project, tool: &Tool) -> bool {
    let bin = project.tools_bin();
    let all = tool.programs.iter().all(|program| bin.join(program).is_file());
    // Not every program tells its version; cargo keeps a list.
    let list = std::fs::read_to_string(project.tools.join(".crates.toml")).unwrap_or_default();
    all && list.contains(&format!("\"{} {} ", tool.package, tool.version))
}

fn by_binstall(project: &Project, tool: &Tool, step: &Step) -> Result<bool> {
    step.tick("trying cargo binstall");
    let mut binstall = outside(command("cargo"));
    binstall
        .args([
            "binstall",
            "--no-confirm",
            "--disable-strategies",
            "compile",
            "--version",
            tool.version,
            "--root",
        ])
        .arg(&project.tools)
        .arg(tool.package);
    let finished = cmd::run_for(&mut binstall, step, BINSTALL_LIMIT)?;
    Ok(finished.ok && is_there(project, tool))
}

/// Without what `cargo run` put into the environment for this program.
fn outside(mut command: Command) -> Command {
    for inherited in ["CARGO_MANIFEST_DIR", "CARGO_TARGET_DIR", "CARGO_BUILD_TARGET"] {
        command.env_remove(inherited);
    }
    command.current_dir(std::env::temp_dir());
    command
}

/// The crates that Cargo.lock pins: trunk lets cargo look for nothing on the network.
pub fn crates(project: &Project, step: &Step) -> Result<((), String)> {
    let mut fetch = command("cargo");
    fetch.current_dir(&project.root).args(["fetch", "--locked"]);
    cmd::run(&mut fetch, step)?
        .checked("the crates of Cargo.lock could not be fetched")
        .map_err(|failure| failure.advice("the crate registry has to be in reach"))?;
    Ok(((), "there".to_owned()))
}

/// The packages that `tests/package-lock.json` pins.
pub fn npm(project: &Project, step: &Step) -> Result<((), String)> {
    check_node()?;
    let lock = digest::of_file(&project.npm().join("package-lock.json"))?;
    let stamp = project.npm().join("node_modules/.fueltune-stamp");
    if std::fs::read_to_string(&stamp).is_ok_and(|old| old == digest::hex(&lock)) {
        return Ok(((), "the packages are there".to_owned()));
    }
    let mut npm = command("npm");
    npm.current_dir(project.npm()).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    cmd::run(&mut npm, step)?
        .checked("npm could not fetch the packages of tests/package-lock.json")
        .map_err(|failure| {
            failure.advice("the npm registry has to be in reach; `npm ci` in tests/ shows the whole message")
        })?;
    project::write(&stamp, digest::hex(&lock))?;
    Ok(((), "fetched".to_owned()))
}

fn check_node() -> Result<()> {
    let advice = format!("install Node.js {OLDEST_NODE} or newer, with npm");
    let version = answer(command("node").arg("--version"))
        .context(|| "Node.js is not on PATH".to_owned())
        .map_err(|failure| failure.advice(advice.clone()))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        return Err(Failure::new(format!("Node.js {version} is too old")).advice(advice));
    }
    cmd::which("npm")
        .context(|| "npm is not on PATH".to_owned())
        .map_err(|failure| failure.advice(advice))?;
    Ok(())
}

/// A script of ours under Node.
pub fn node(project: &Project, script: &str) -> Command {
    let mut node = command("node");
    node.current_dir(project.npm()).arg(project.npm().join(script));
    node
}

/// Our own bundle of plotly.js, in a git-ignored folder, its version in its name.
pub fn plotly(project: &Project, step: &Step) -> Result<((), String)> {
    let version = plotly_version(project)?;
    let file = plotly_file(project, &version);
    let inputs = [project.npm().join("tools/plotly.mjs"), project.npm().join("package-lock.json")];
    let named: Vec<_> = inputs.into_iter().map(|path| (path.display().to_string(), path)).collect();
    let stamp = digest::hex(&digest::of_files(&named)?);
    let stamp_file = project.scratch.join("plotly.stamp");
    if file.is_file() && std::fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) {
        return Ok(((), format!("{version} is there")));
    }
    let folder = project.root.join("assets/vendor");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).context(|| format!("{} cannot be removed", folder.display()))?;
    }
    cmd::run(node(project, "tools/plotly.mjs").arg(&file), step)?
        .checked("plotly.js could not be bundled")?;
    project::write(&stamp_file, stamp)?;
    Ok(((), format!("{version} bundled")))
}

fn plotly_file(project: &Project, version: &str) -> PathBuf {
    project.root.join("assets/vendor").join(format!("plotly-{version}.min.js"))
}

/// The version that package-lock.json pins.
fn plotly_version(project: &Project) -> Result<String> {
    let lock: serde_json::Value = serde_json::from_str(&project.read("tests/package-lock.json")?)?;
    lock["packages"]["node_modules/plotly.js"]["version"]
        .as_str()
        .map(str::to_owned)
        .context(|| "tests/package-lock.json pins no plotly.js".to_owned())
}
