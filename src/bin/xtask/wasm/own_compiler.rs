//! A compiler of our own in the tool folder: Debian's `rustc-web` with the matching library sources,
//! unpacked (nothing is installed), the browser's standard library built into it. The active toolchain
//! gives cargo and the linker. Builds for the browser then name this compiler in their environment;
//! everything else stays with the active one.

use super::{Rustc, Scratch, TARGET, WasmRust, debian, std_build};
use crate::cmd::{self, command};
use crate::failure::{Context, Failure, Result};
use crate::progress::Step;
use crate::project::{self, Project};
use std::fs;
use std::path::{Path, PathBuf};

const LINKER_VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";

/// The compiler made by an earlier run, if it still links.
pub fn ready(project: &Project, active: &Rustc) -> Result<Option<(WasmRust, String)>> {
    let program = launcher(project);
    if !program.is_file() {
        return Ok(None);
    }
    let own = Rustc::ask(program, Some(linker(active)?))?;
    Ok(own.links(&project.scratch)?.then(|| answer(&own)))
}

pub fn make(project: &Project, active: &Rustc, step: &Step) -> Result<(WasmRust, String)> {
    let linker = linker(active)?;
    let work = Scratch::new(project, "own-compiler")?;
    let (archive, version) = debian::search(&work.path, step, |archive| {
        let sources = archive.versions("rust-web-src");
        archive.versions("rustc-web").into_iter().find(|version| sources.contains(version))
    })
    .context(|| "rustc-web with its sources".to_owned())?;
    step.say(&format!("rustc-web {version}, from {}", archive.name));

    let folder = home(project);
    if folder.exists() {
        fs::remove_dir_all(&folder).context(|| format!("{} cannot be removed", folder.display()))?;
    }
    let sources = archive.download(&[format!("rust-web-src={version}")], &work.path.join("sources"), step)?;
    debian::unpack_library(&sources, &work.path.join("unpacked"), step)?;
    let library = std_build::library_below(&work.path.join("unpacked/usr/src"))
        .context(|| "rust-web-src holds no library sources".to_owned())?;
    for package in
        archive.download(&compiler_packages(&archive, &version)?, &work.path.join("compiler"), step)?
    {
        cmd::run(command("dpkg-deb").arg("-x").arg(&package).arg(&folder), step)?
            .checked("the compiler could not be unpacked")?;
    }
    write_launcher(project, &folder)?;
    let own = Rustc::ask(launcher(project), Some(linker))?;
    std_build::build_and_install(&own, &library, &work.path, step)?;
    if own.links(&project.scratch)? {
        return Ok(answer(&own));
    }
    Err(Failure::new(format!("rustc-web {version} was set up, but does not link for the browser")))
}

fn answer(own: &Rustc) -> (WasmRust, String) {
    let mut env = vec![("RUSTC", own.program.clone().into_os_string())];
    if let Some(linker) = &own.linker {
        env.push((LINKER_VARIABLE, linker.clone().into_os_string()));
    }
    (WasmRust { env }, format!("by rustc {} in the tool folder", own.version))
}

/// The compiler, its libraries, and the LLVM it was linked with.
fn compiler_packages(archive: &debian::Archive, version: &str) -> Result<Vec<String>> {
    let short: Vec<&str> = version.split('.').take(2).collect();
    let libraries = format!("libstd-rust-web-{}", short.join("."));
    let llvm = archive
        .dependencies(&libraries, version)
        .into_iter()
        .find(|name| name.starts_with("libllvm"))
        .context(|| format!("{libraries} names no LLVM"))?;
    let mut packages: Vec<String> = ["rustc-web", "libstd-rust-web-dev", &libraries]
        .iter()
        .map(|package| format!("{package}={version}"))
        .collect();
    packages.push(llvm);
    Ok(packages)
}

/// Starts the unpacked compiler with its own libraries.
fn write_launcher(project: &Project, folder: &Path) -> Result<()> {
    let shared = fs::read_dir(folder.join("usr/lib"))?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("-linux-gnu")))
        .context(|| "the compiler's package holds no libraries".to_owned())?;
    let script = format!(
        "#!/bin/sh\nLD_LIBRARY_PATH='{}'\nexport LD_LIBRARY_PATH\nexec '{}' \"$@\"\n",
        shared.display(),
        folder.join("usr/bin/rustc").display()
    );
    let program = launcher(project);
    project::write(&program, script)?;
    cmd::make_executable(&program)
}

fn home(project: &Project) -> PathBuf {
    project.tools.join("rustc-web")
}

fn launcher(project: &Project) -> PathBuf {
    home(project).join("rustc")
}

/// The linker that comes with the active toolchain.
fn linker(active: &Rustc) -> Result<PathBuf> {
    let bundled = active.rustlib().join(&active.host).join("bin/rust-lld");
    if bundled.is_file() {
        return Ok(bundled);
    }
    cmd::which("wasm-ld")
        .or_else(|| cmd::which("rust-lld"))
        .context(|| format!("no linker for {TARGET}: neither rust-lld nor wasm-ld is here"))
}
