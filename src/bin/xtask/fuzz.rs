//! Fuzzing: libFuzzer on the crate in tests/fuzz. It wants a C++ compiler for libFuzzer itself, and no nightly toolchain:
//! what tells the fuzzer where a run has been is an option of every rustc, and the sanitizers find what code without
//! `unsafe` does not do.

use crate::cmd::{self, command};
use crate::failure::{Context, Failure, Result};
use crate::progress::Step;
use crate::project::Project;
use std::fs;
use std::path::PathBuf;

/// What lets libFuzzer see which branches a run took. To see what was compared as well would cost two thirds of the runs;
/// first inputs and a dictionary lead as deep.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Ccodegen-units=1";
/// Seconds after which a run has hung, and MB after which it has grown without bound.
const LIMITS: [&str; 2] = ["-timeout=60", "-rss_limit_mb=3072"];
/// Bytes of the longest input; what needs longer files makes them of these.
const LONGEST: &str = "-max_len=16384";

struct Wanted {
    target: Option<String>,
    runs: u64,
    /// Folders of further first inputs.
    seeds: Vec<String>,
}

fn wanted(words: &[String]) -> Result<Wanted> {
    let mut wanted = Wanted { target: None, runs: 1_000_000, seeds: Vec::new() };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().context(|| format!("{word} needs a value"));
        match word.as_str() {
            "--runs" => {
                let text = value()?;
                wanted.runs = text.parse().map_err(|error| Failure::new(format!("{text}: {error}")))?;
            }
            "--seeds" => wanted.seeds.push(value()?.clone()),
            name if !name.starts_with('-') => wanted.target = Some(name.to_owned()),
            other => return Err(Failure::new(format!("there is no option `{other}`"))),
        }
    }
    Ok(wanted)
}

/// `fuzz TARGET [--runs N] [--seeds FOLDER]`, or every target with `all`.
pub fn run(project: &Project, words: &[String]) -> Result<()> {
    let wanted = wanted(words)?;
    let known = targets(project)?;
    let all = wanted.target.as_deref() == Some("all");
    let chosen: Vec<&String> =
        known.iter().filter(|t| all || wanted.target.as_deref() == Some(t.as_str())).collect();
    if chosen.is_empty() {
        return Err(
            Failure::new("there is no such target").advice(format!("one of: all, {}", known.join(", ")))
        );
    }
    let fuzzing = Fuzzing::build(project)?;
    for target in chosen {
        fuzzing.fuzz(project, target, &wanted)?;
    }
    Ok(())
}

/// The targets: one source each.
fn targets(project: &Project) -> Result<Vec<String>> {
    let folder = project.root.join("tests/fuzz/targets");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).context(|| format!("{} cannot be read", folder.display()))? {
        names.extend(entry?.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

struct Fuzzing {
    programs: PathBuf,
    corpus: PathBuf,
    findings: PathBuf,
}

impl Fuzzing {
    fn build(project: &Project) -> Result<Self> {
        let step = Step::alone("building the fuzz targets");
        let version =
            cmd::answer(command("rustc").arg("-vV")).context(|| "rustc does not answer".to_owned())?;
        let host = version
            .lines()
            .find_map(|line| line.strip_prefix("host: "))
            .context(|| "rustc does not tell its host".to_owned())?;
        let target = project.target.join("fuzz");
        let mut cargo = command("cargo");
        cargo
            .current_dir(project.root.join("tests/fuzz"))
            .env("RUSTFLAGS", COVERAGE)
            // For the host by name: build scripts and macros are not to be measured.
            .args(["build", "--release", "--locked", "--target", host, "--target-dir"])
            .arg(&target);
        cmd::run(&mut cargo, &step)?
            .checked("the fuzz targets do not build")
            .map_err(|failure| failure.advice("libFuzzer is C++: is g++ or clang++ installed?"))?;
        let (corpus, findings) = (target.join("corpus"), target.join("findings"));
        fs::create_dir_all(&findings)?;
        let programs = target.join(host).join("release");
        step.end("built");
        Ok(Self { programs, corpus, findings })
    }

    fn fuzz(&self, project: &Project, target: &str, wanted: &Wanted) -> Result<()> {
        let program = self.programs.join(target);
        let prefix = self.findings.join(format!("{target}-"));
        let mut fuzzer = command(&program);
        // The target itself writes its first inputs and the dictionary before it reads them.
        fuzzer.arg(format!("-dict={}", self.corpus.join("dictionary").display()));
        fuzzer.args(LIMITS).arg(LONGEST).arg(format!("-runs={}", wanted.runs));
        fuzzer.arg(format!("-artifact_prefix={}", prefix.display())).arg("-print_final_stats=1");
        // What it finds goes into the first folder, the others are only read.
        fuzzer.env("FUELTUNE_SEEDS", &self.corpus);
        fs::create_dir_all(self.corpus.join(target))?;
        let kept = project.root.join("tests/fuzz/corpus").join(target);
        fuzzer.arg(self.corpus.join(target));
        fuzzer.args(Some(&kept).filter(|folder| folder.is_dir())).args(&wanted.seeds);
        if cmd::run_visible(&mut fuzzer)? {
            return Ok(());
        }
        Err(Failure::new(format!("{target}: a finding"))
            .advice(format!("{} FILE runs it again; a failing test first, then the fix", program.display())))
    }
}
