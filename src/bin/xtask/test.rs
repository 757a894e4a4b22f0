//! `cargo xtask test`: every check there is, cheap ones first; a failure never hides what comes after it. The release
//! build, of which most is one thread's work, runs beside the checks that need no browser.

use crate::failure::{Failure, Result};
use crate::progress::{Plan, Step};
use crate::project::Project;
use crate::tally::{Outcome, Tally};
use crate::wasm::WasmRust;
use crate::{apt, browser, build, e2e, nginx, rust_checks, size};
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Runs everything; the last line says how it went.
pub fn everything(project: &Project) -> ExitCode {
    let mut run = Run::new(11 + build::STEPS - 1);
    run.part("programs from the system's packages", |step| {
        apt::for_tests(step).map(|note| (Tally::default(), note))
    });
    run.part("formatting", |step| rust_checks::format(project, step));
    let rust = match build::set_up(project, &mut run.plan) {
        Ok(rust) => Some(rust),
        Err(failure) => {
            run.failed(&failure);
            None
        }
    };
    let rust = rust.as_ref();
    let built = thread::scope(|scope| {
        let (sender, building) = mpsc::channel();
        scope.spawn(move || {
            let made = needed(rust).and_then(|rust| build::dist(project, rust, &Step::silent()));
            // Nobody listens any more only where the tests have been given up.
            sender.send(made).ok();
        });
        run.part("clippy, native", |step| rust_checks::lint_native(project, step));
        run.part("native tests", |step| rust_checks::native_tests(project, &[], step));
        run.part("clippy, browser", |step| rust_checks::lint_wasm(project, needed(rust)?, step));
        let mut built = false;
        run.part("release build, begun beside the checks", |step| {
            loop {
                match building.recv_timeout(Duration::from_millis(500)) {
                    Ok(made) => {
                        built = made.is_ok();
                        return made.map(|((), note)| (Tally::passed(1), note));
                    }
                    Err(RecvTimeoutError::Timeout) => step.tick("trunk"),
                    Err(RecvTimeoutError::Disconnected) => return Err(Failure::new("it panicked")),
                }
            }
        });
        built
    });
    run.part("tests in the browser", |step| browser::tests(project, needed(rust)?, &[], step));
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
