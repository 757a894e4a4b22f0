//! A compiler that can build for the browser, found or made, in this order:
//!
//! 1. it is there already: the active rustc links a probe for the target;
//! 2. `rustup target add`, unless `RUSTUP_AUTO_INSTALL=0` says that this machine downloads no toolchain parts;
//! 3. the library sources of exactly this rustc from Debian's packages, built once into its sysroot;
//! 4. a compiler of our own in the tool folder, from Debian's packages, with the target built into it.
//!
//! 3 and 4 are for machines that reach package registries only.

mod debian;
mod own_compiler;
mod std_build;

use crate::cmd::{self, answer, command};
use crate::failure::{Context, Failure, Result};
use crate::progress::Step;
use crate::project::Project;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub const TARGET: &str = "wasm32-unknown-unknown";
const RUSTUP_LIMIT: Duration = Duration::from_mins(5);

/// What builds for the browser need in their environment; empty in the ordinary case.
#[derive(Default)]
pub struct WasmRust {
    env: Vec<(&'static str, OsString)>,
}

impl WasmRust {
    pub fn apply<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.envs(self.env.iter().map(|(name, value)| (name, value)))
    }
}

/// One rustc, with what is asked of it often.
pub struct Rustc {
    pub program: PathBuf,
    pub sysroot: PathBuf,
    pub version: String,
    pub commit: String,
    pub host: String,
    /// Where this rustc has no linker for the target of its own.
    pub linker: Option<PathBuf>,
}

impl Rustc {
    pub fn ask(program: PathBuf, linker: Option<PathBuf>) -> Result<Self> {
        let about = answer(command(&program).arg("-vV")).context(|| {
            format!("{} does not answer; a Rust toolchain is needed (https://rustup.rs)", program.display())
        })?;
        let field = |name: &str| {
            about.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned()
        };
        let sysroot = answer(command(&program).args(["--print", "sysroot"])).map(PathBuf::from);
        Ok(Self {
            version: field("release:"),
            commit: field("commit-hash:"),
            host: field("host:"),
            sysroot: sysroot.context(|| "rustc names no sysroot".to_owned())?,
            program,
            linker,
        })
    }

    /// The rustc that cargo uses.
    pub fn active() -> Result<Self> {
        Self::ask(env::var_os("RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from), None)
    }

    pub fn rustlib(&self) -> PathBuf {
        self.sysroot.join("lib").join("rustlib")
    }

    /// Does it compile and link for the target? Anything else may look right and not be.
    pub fn links(&self, scratch: &Path) -> Result<bool> {
        // Another run of this program may be trying the same at this moment.
        let name = format!("probe-{}", std::process::id());
        let (source, program) = (scratch.join(format!("{name}.rs")), scratch.join(format!("{name}.wasm")));
        crate::project::write(&source, "fn main() { println!(\"{}\", std::env::args().count()); }\n")?;
        let mut probe = command(&self.program);
        probe.args(["--target", TARGET, "--edition", "2021", "-o"]).arg(&program);
        if let Some(linker) = &self.linker {
            probe.arg("-C").arg(format!("linker={}", linker.display()));
        }
        let linked = answer(probe.arg(&source)).is_some();
        for made in [source, program] {
            // A file that stays is in nobody's way.
            std::fs::remove_file(made).ok();
        }
        Ok(linked)
    }
}

/// Finds or makes the compiler; the note says which way it went.
pub fn ensure(project: &Project, step: &Step) -> Result<(WasmRust, String)> {
    let rustc = Rustc::active()?;
    let plan = env::var("FUELTUNE_WASM_PLAN").unwrap_or_default();
    if plan != "own" {
        if rustc.links(&project.scratch)? {
            return Ok((WasmRust::default(), format!("rustc {} has it", rustc.version)));
        }
        if let Some(ready) = own_compiler::ready(project, &rustc)? {
            return Ok(ready);
        }
        let mut tried = Vec::new();
        for way in [through_rustup, through_debian_sources] {
            match way(project, &rustc, step) {
                Ok(note) => return Ok((WasmRust::default(), note)),
                Err(failure) => {
                    let reason = failure.to_string();
                    step.say(&reason);
                    tried.push(reason);
                }
            }
        }
        return own_compiler::make(project, &rustc, step).map_err(|failure| {
            tried.push(failure.to_string());
            Failure::new("no way to compile for the browser was found").output(&tried).advice(format!(
                "where rustup may download: `rustup target add {TARGET}`; otherwise a Debian package archive \
                 has to be in reach (set DEBIAN_MIRROR to its address where apt does not name it)"
            ))
        });
    }
    match own_compiler::ready(project, &rustc)? {
        Some(ready) => Ok(ready),
        None => own_compiler::make(project, &rustc, step),
    }
}

fn through_rustup(project: &Project, rustc: &Rustc, step: &Step) -> Result<String> {
    if env::var("RUSTUP_AUTO_INSTALL").is_ok_and(|value| value == "0") {
        return Err(Failure::new("rustup is not asked, since RUSTUP_AUTO_INSTALL=0"));
    }
    // Only a sysroot that rustup manages is rustup's business.
    let managed = rustc.rustlib().join("multirust-config.toml").is_file();
    if !managed || cmd::which("rustup").is_none() {
        return Err(Failure::new("this toolchain is not managed by rustup"));
    }
    step.tick("rustup target add");
    let added = cmd::run_for(command("rustup").args(["target", "add", TARGET]), step, RUSTUP_LIMIT)?;
    added.checked("rustup could not add the target")?;
    if rustc.links(&project.scratch)? {
        return Ok("added by rustup".to_owned());
    }
    Err(Failure::new("rustup added the target, but rustc does not link with it"))
}

fn through_debian_sources(project: &Project, rustc: &Rustc, step: &Step) -> Result<String> {
    let rustlib = rustc.rustlib();
    let probe = rustlib.join(".fueltune-can-write");
    std::fs::create_dir(&probe)
        .and_then(|()| std::fs::remove_dir(&probe))
        .context(|| format!("{} cannot be written to", rustlib.display()))?;
    let work = Scratch::new(project, "wasm-std")?;
    let library = match std_build::sources_at_hand(rustc) {
        Some(library) => library,
        None => debian::library_sources(rustc, &work.path, step)?,
    };
    std_build::build_and_install(rustc, &library, &work.path, step)?;
    if rustc.links(&project.scratch)? {
        return Ok(format!("built from the library sources of {}", rustc.version));
    }
    Err(Failure::new("the standard library was built, but rustc does not link with it"))
}

/// A folder that goes when the work is done.
pub struct Scratch {
    pub path: PathBuf,
}

impl Scratch {
    pub fn new(project: &Project, name: &str) -> Result<Self> {
        let path = project.scratch.join(format!("{name}.{}", std::process::id()));
        std::fs::create_dir_all(&path).context(|| format!("{} cannot be made", path.display()))?;
        Ok(Self { path })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays behind lies in the git-ignored target folder and harms nobody.
        drop(std::fs::remove_dir_all(&self.path));
    }
}
