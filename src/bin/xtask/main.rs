//! `cargo xtask`: from a bare machine to a running, tested application. `cargo xtask help` lists the commands.
//!
//! A developer tool: it may ask the clock, which the application may not.
#![allow(clippy::disallowed_methods)]

mod apt;
mod bench;
mod browser;
mod budgets;
mod build;
mod cmd;
mod digest;
mod e2e;
mod failure;
mod fuzz;
mod nginx;
mod optimise;
mod post_build;
mod progress;
mod project;
mod rust_checks;
mod serve;
mod size;
mod split;
mod tally;
mod test;
mod tools;
mod wasm;

use failure::{Failure, Result};
use progress::Plan;
use project::Project;
use std::env;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--open] [--port 8503] [--base /]   set up, build and serve the application
  dev                                       the same with trunk watching the sources, on port 8504
  build                                     set up and build dist/
  setup [--tests]                           set up only; with --tests also what the tests need
  test                                      every check there is; the last line says N passed, N failed

  bench [native] [browser] [CASE]           what speed and size come to, beside their budgets
  fuzz TARGET|all [--runs N] [--seeds DIR]  hostile files: whatever is read, with libFuzzer

Parts of `test`, alone. What follows -- goes to the tool behind.
  fmt                                       are the sources formatted?
  lint                                      clippy, native and for the browser
  native [-- ARGUMENTS]                     native tests
  browser [-- ARGUMENTS]                    tests inside a browser
  size                                      weight of the release build beside its budgets
  nginx                                     nginx.conf under this machine's nginx
  e2e [-- ARGUMENTS]                        end-to-end tests of the release build
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            progress::report(&failure);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<ExitCode> {
    let (name, rest) =
        arguments.split_first().map_or(("help", arguments), |(name, rest)| (name.as_str(), rest));
    let project = Project::find()?;
    match name {
        "serve" => serve_command(&project, rest)?,
        "dev" => dev(&project)?,
        "build" => {
            build::everything(&project, &mut Plan::new(build::STEPS))?;
        }
        "setup" => set_up(&project, rest)?,
        "test" => return Ok(test::everything(&project)),
        "fmt" | "lint" | "native" | "browser" | "size" | "nginx" | "e2e" => {
            return part(&project, name, rest);
        }
        "bench" => bench::run(&project, rest)?,
        "fuzz" => fuzz::run(&project, rest)?,
        "pre-build" => build::before(&project)?,
        "post-build" => post_build::run(&project)?,
        "help" | "--help" | "-h" => println!("{HELP}"),
        other => {
            return Err(Failure::new(format!("there is no command `{other}`")).advice("cargo xtask help"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn set_up(project: &Project, arguments: &[String]) -> Result<()> {
    let for_tests = arguments.iter().any(|word| word == "--tests");
    let mut plan = Plan::new(build::STEPS - 1 + usize::from(for_tests));
    if for_tests {
        plan.step("programs from the system's packages", |step| Ok(((), apt::for_tests(step)?)))?;
    }
    build::set_up(project, &mut plan)?;
    Ok(())
}

/// One part of `test`.
fn part(project: &Project, name: &str, arguments: &[String]) -> Result<ExitCode> {
    let passed_on = match arguments.split_first() {
        None => &[],
        Some((first, rest)) if first == "--" => rest,
        Some((other, _)) => {
            return Err(Failure::new(format!("there is no option `{other}`"))
                .advice(format!("cargo xtask {name} -- {other}, if it is for the tool behind")));
        }
    };
    let after = |release, work: &dyn Fn(&wasm::WasmRust, &progress::Step) -> tally::Outcome| {
        test::alone_after_set_up(project, name, release, work)
    };
    Ok(match name {
        "fmt" => test::alone(name, |step| rust_checks::format(project, step)),
        "native" => test::alone(name, |step| rust_checks::native_tests(project, passed_on, step)),
        "lint" => after(false, &|rust, step| {
            let (mut tally, _) = rust_checks::lint_native(project, step)?;
            let (wasm, note) = rust_checks::lint_wasm(project, rust, step)?;
            tally.add(wasm);
            Ok((tally, note))
        }),
        "browser" => after(false, &|rust, step| browser::tests(project, rust, passed_on, step)),
        "size" => after(true, &|_, step| size::check(project, step)),
        "nginx" => after(true, &|_, step| nginx::conformance(project, step)),
        _ => after(true, &|_, step| e2e::run(project, passed_on, step)),
    })
}

fn serve_command(project: &Project, arguments: &[String]) -> Result<()> {
    let options = Options::parse(arguments)?;
    let mut plan = Plan::new(build::STEPS);
    let site = serve::Site { folder: project.dist(), base: options.base.clone(), precompressed: true };
    // Before the build: minutes of work should not end at a port that is taken.
    let server = serve::Server::bind(site, options.port)
        .map_err(|failure| failure.advice("stop what uses it, or choose another with --port"))?;
    build::everything(project, &mut plan)?;
    let address = server.url()?;
    println!(
        "\nFuelTune Analyzer is at {address} (ready after {}; Ctrl+C stops it)",
        progress::duration(plan.elapsed())
    );
    if options.open {
        open_browser(&address);
    }
    server.run();
    Ok(())
}

struct Options {
    open: bool,
    port: u16,
    base: String,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self { open: false, port: 8503, base: "/".to_owned() };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .ok_or_else(|| Failure::new(format!("{word} needs a value")).advice("cargo xtask help"))
            };
            match word.as_str() {
                "--open" => options.open = true,
                "--port" => {
                    let text = value()?;
                    options.port = text
                        .parse()
                        .map_err(|error| Failure::new(format!("{text} is no port number: {error}")))?;
                }
                "--base" => options.base = format!("/{}/", value()?.trim_matches('/')).replace("//", "/"),
                other => {
                    return Err(
                        Failure::new(format!("there is no option `{other}`")).advice("cargo xtask help")
                    );
                }
            }
        }
        Ok(options)
    }
}

fn open_browser(address: &str) {
    let openers = ["xdg-open", "open", "x-www-browser"];
    let started = openers
        .iter()
        .filter_map(|name| cmd::which(name))
        .any(|program| cmd::command(program).arg(address).spawn().is_ok());
    if !started {
        println!("No browser could be opened from here: open the address by hand.");
    }
}

fn dev(project: &Project) -> Result<()> {
    let mut plan = Plan::new(build::STEPS - 1);
    let rust = build::set_up(project, &mut plan)?;
    let step = progress::Step::alone("trunk, watching");
    // It refuses to leave a folder out that is not there yet, as on a fresh clone.
    for folder in build::NOT_WATCHED {
        std::fs::create_dir_all(project.root.join(folder))?;
    }
    let mut trunk = build::trunk(project, &rust, &step)?;
    step.end("http://localhost:8504");
    cmd::run_visible(trunk.args(["serve", "--port", "8504"]))?;
    Ok(())
}
