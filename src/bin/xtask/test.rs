//! `cargo xtask test`: every check there is, cheap ones first; a failure never hides what comes after it.

use crate::failure::{Failure, Result};
use crate::progress::{Plan, Step};
use crate::project::Project;
use crate::tally::{Outcome, Tally};
use crate::wasm::WasmRust;
use crate::{apt, browser, build, e2e, nginx, rust_checks, size};
use std::process::ExitCode;

/// What later parts need and earlier parts made.
#[derive(Default)]
struct State {
    rust: Option<WasmRust>,
    built: bool,
}

/// Runs everything; the last line says how it went.
pub fn everything(project: &Project) -> ExitCode {
    let mut run = Run::new(11 + build::STEPS - 1);
    let mut state = State::default();
    run.part("programs from the system's packages", |step| {
        apt::for_tests(step).map(|note| (Tally::default(), note))
    });
    run.part("formatting", |step| rust_checks::format(project, step));
    run.part("clippy, native", |step| rust_checks::lint_native(project, step));
    run.part("native tests", |step| rust_checks::native_tests(project, &[], step));
    match build::set_up(project, &mut run.plan) {
        Ok(rust) => state.rust = Some(rust),
        Err(failure) => run.failed(&failure),
    }
    let rust = state.rust.as_ref();
    run.part("clippy, browser", |step| rust_checks::lint_wasm(project, needed(rust)?, step));
    run.part("tests in the browser", |step| browser::tests(project, needed(rust)?, &[], step));
    run.part("release build", |step| {
        let note = build::dist(project, needed(rust)?, step)?.1;
        state.built = true;
        Ok((Tally::passed(1), note))
    });
    let built = state.built;
    run.part("sizes", |step| {
        require(built)?;
        size::check(project, step)
    });
    run.part("nginx", |step| {
        require(built)?;
        nginx::conformance(project, step)
    });
    run.part("end to end", |step| {
        require(built)?;
        e2e::run(project, &[], step)
    });
    run.end()
}

/// One part alone, with the same closing line.
pub fn alone(name: &str, part: impl FnOnce(&Step) -> Outcome) -> ExitCode {
    let mut run = Run::new(1);
    run.part(name, part);
    run.end()
}

/// One part that needs the release build, or what builds for the browser, made first.
pub fn alone_after_set_up(
    project: &Project,
    name: &str,
    release: bool,
    part: impl FnOnce(&WasmRust, &Step) -> Outcome,
) -> ExitCode {
    let mut run = Run::new(build::STEPS + usize::from(release));
    let ready = build::set_up(project, &mut run.plan).and_then(|rust| {
        if release {
            run.plan.step("release build", |step| build::dist(project, &rust, step))?;
        }
        Ok(rust)
    });
    match ready {
        Ok(rust) => run.part(name, |step| part(&rust, step)),
        Err(failure) => run.failed(&failure),
    }
    run.end()
}

fn needed(rust: Option<&WasmRust>) -> Result<&WasmRust> {
    rust.ok_or_else(|| Failure::new("not run, since the set-up for the browser failed"))
}

fn require(built: bool) -> Result<()> {
    if built { Ok(()) } else { Err(Failure::new("not run, since there is no release build")) }
}

struct Run {
    plan: Plan,
    tally: Tally,
}

impl Run {
    fn new(steps: usize) -> Self {
        Self { plan: Plan::new(steps), tally: Tally::default() }
    }

    fn part(&mut self, name: &str, part: impl FnOnce(&Step) -> Outcome) {
        match self.plan.step(name, part) {
            Ok(tally) => self.tally.add(tally),
            Err(failure) => self.failed(&failure),
        }
    }

    fn failed(&mut self, failure: &Failure) {
        eprintln!("\n{failure}\n");
        self.tally.failed += 1;
    }

    fn end(&self) -> ExitCode {
        for wrong in self.plan.wrong() {
            eprintln!("FAILED {wrong}\n");
        }
        eprintln!("after {}", crate::progress::duration(self.plan.elapsed()));
        println!("{}", self.tally);
        if self.tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
