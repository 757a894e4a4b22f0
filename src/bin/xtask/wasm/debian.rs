//! Reading Debian's package archive without touching the machine's own package state.
//!
//! Addresses come from the machine's apt configuration (or DEBIAN_MIRROR), never from this project.

use super::Rustc;
use crate::cmd::{self, command};
use crate::failure::{Context, Failure, Result};
use crate::progress::Step;
use crate::project;
use std::path::{Path, PathBuf};
use std::{env, fs};

const SUITES: &[&str] = &[
    "trixie-backports",
    "bookworm-security",
    "trixie",
    "forky",
    "sid",
    "bookworm-backports",
    "trixie-security",
    "experimental",
];
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// A view of one archive: the machine's own, or one suite with a private state folder.
pub struct Archive {
    pub name: String,
    options: Vec<String>,
}

impl Archive {
    /// What the machine's apt knows already.
    fn of_the_machine() -> Self {
        Self { name: "this machine's package lists".to_owned(), options: Vec::new() }
    }

    /// One suite of the machine's mirror, its lists fetched into `work`.
    fn suite(suite: &str, work: &Path, step: &Step) -> Result<Self> {
        let base = mirror()?;
        let root = work.join(format!("apt-{suite}"));
        for folder in ["lists/partial", "archives/partial"] {
            fs::create_dir_all(root.join(folder))?;
        }
        project::write(&root.join("status"), "")?;
        let area = if suite.ends_with("-security") { "debian-security" } else { "debian" };
        let keyring = env::var("DEBIAN_KEYRING").unwrap_or_else(|_| KEYRING.to_owned());
        let list = root.join("sources.list");
        project::write(&list, format!("deb [signed-by={keyring}] {base}/{area} {suite} main\n"))?;
        let at = |part: &str| root.join(part).display().to_string();
        let options = [
            format!("Dir::Etc::sourcelist={}", list.display()),
            "Dir::Etc::sourceparts=/dev/null".to_owned(),
            "Dir::Etc::preferences=/dev/null".to_owned(),
            "Dir::Etc::preferencesparts=/dev/null".to_owned(),
            format!("Dir::State={}", root.display()),
            format!("Dir::State::lists={}", at("lists")),
            format!("Dir::State::status={}", at("status")),
            format!("Dir::Cache={}", root.display()),
            format!("Dir::Cache::archives={}", at("archives")),
            "Acquire::Languages=none".to_owned(),
            "Acquire::Retries=3".to_owned(),
            "APT::Sandbox::User=".to_owned(),
        ];
        let options = options.into_iter().flat_map(|option| ["-o".to_owned(), option]).collect();
        let archive = Self { name: suite.to_owned(), options };
        step.tick(&format!("reading the package list of {suite}"));
        cmd::run(command("apt-get").arg("-qq").args(&archive.options).arg("update"), step)?
            .checked(&format!("the package list of {suite} could not be read"))?;
        Ok(archive)
    }

    /// Versions of a package, newest first.
    pub fn versions(&self, package: &str) -> Vec<String> {
        let listing = cmd::answer(command("apt-cache").args(&self.options).args(["madison", package]));
        listing
            .unwrap_or_default()
            .lines()
            .filter_map(|line| line.split('|').nth(1))
            .map(|version| version.trim().to_owned())
            .collect()
    }

    /// Names of the packages that one version depends on.
    pub fn dependencies(&self, package: &str, version: &str) -> Vec<String> {
        let wanted = format!("{package}={version}");
        let listing = cmd::answer(command("apt-cache").args(&self.options).args(["depends", &wanted]));
        listing
            .unwrap_or_default()
            .lines()
            .filter_map(|line| line.trim().strip_prefix("Depends: ").map(str::to_owned))
            .collect()
    }

    /// Fetches packages (`name=version` or a bare name) into a folder of their own and says where they are.
    pub fn download(&self, packages: &[String], into: &Path, step: &Step) -> Result<Vec<PathBuf>> {
        fs::create_dir_all(into)?;
        step.tick(&format!("downloading {}", packages.join(", ")));
        let mut download = command("apt-get");
        download.current_dir(into).arg("-q").args(&self.options).args(["-o", "APT::Sandbox::User="]);
        cmd::run(download.arg("download").args(packages), step)?
            .checked(&format!("{} could not be downloaded", packages.join(", ")))?;
        let found = project::files_below(into, into)?;
        Ok(found
            .into_iter()
            .map(|(_, path)| path)
            .filter(|path| path.extension().is_some_and(|e| e == "deb"))
            .collect())
    }
}

/// The first archive, from the machine's own to the last suite, in which `pick` finds what it needs.
pub fn search<T>(work: &Path, step: &Step, pick: impl Fn(&Archive) -> Option<T>) -> Result<(Archive, T)> {
    for tool in ["apt-get", "apt-cache", "dpkg-deb", "tar"] {
        cmd::which(tool).context(|| format!("{tool} is not on this machine"))?;
    }
    let own = Archive::of_the_machine();
    if let Some(found) = pick(&own) {
        return Ok((own, found));
    }
    for suite in SUITES {
        match Archive::suite(suite, work, step) {
            Ok(archive) => {
                if let Some(found) = pick(&archive) {
                    return Ok((archive, found));
                }
            }
            Err(failure) => step.tick(&failure.to_string()),
        }
    }
    Err(Failure::new(format!("not among the packages of this machine nor of {}", SUITES.join(", "))))
}

/// The `library` folder of exactly this rustc's sources.
pub fn library_sources(rustc: &Rustc, work: &Path, step: &Step) -> Result<PathBuf> {
    let exact = format!("{}+dfsg", rustc.version);
    let (archive, package) = search(work, step, |archive| {
        ["rust-src", "rust-web-src"].iter().find_map(|package| {
            let version =
                archive.versions(package).into_iter().find(|version| version.starts_with(&exact))?;
            Some(format!("{package}={version}"))
        })
    })
    .context(|| format!("library sources of rustc {}", rustc.version))?;
    step.say(&format!("{package}, from {}", archive.name));
    let packages = archive.download(&[package], &work.join("sources"), step)?;
    let unpacked = work.join("unpacked");
    unpack_library(&packages, &unpacked, step)?;
    super::std_build::library_below(&unpacked.join("usr/src"))
        .context(|| "the package holds no library sources".to_owned())
}

/// Only the library part: the compiler's own sources are not needed.
pub fn unpack_library(packages: &[PathBuf], into: &Path, step: &Step) -> Result<()> {
    fs::create_dir_all(into)?;
    step.tick("unpacking the library sources");
    for package in packages {
        let script =
            "dpkg-deb --fsys-tarfile \"$1\" | tar -x -C \"$2\" --wildcards './usr/src/rustc-*/library'";
        let mut unpack = command("sh");
        unpack.args(["-c", script, "sh"]).arg(package).arg(into);
        cmd::run(&mut unpack, step)?.checked("the library sources could not be unpacked")?;
    }
    Ok(())
}

/// Where the machine gets Debian's packages: everything before `/debian`.
fn mirror() -> Result<String> {
    if let Ok(address) = env::var("DEBIAN_MIRROR") {
        return Ok(address.trim_end_matches('/').trim_end_matches("/debian").to_owned());
    }
    let mut lists = vec![PathBuf::from("/etc/apt/sources.list")];
    if let Ok(entries) = fs::read_dir("/etc/apt/sources.list.d") {
        lists.extend(entries.flatten().map(|entry| entry.path()));
    }
    lists
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "list" || end == "sources"))
        .filter_map(|path| fs::read_to_string(path).ok())
        .find_map(|text| mirror_in(&text))
        .context(|| "apt on this machine names no Debian archive".to_owned())
}

fn mirror_in(list: &str) -> Option<String> {
    list.lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .flat_map(str::split_whitespace)
        .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
        .find_map(|word| word.trim_end_matches('/').strip_suffix("/debian").map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_is_found_in_both_forms_of_apt_lists() {
        let one_line = "# deb http://old.example/debian x main\ndeb [arch=amd64] http://a.example/debian/ bookworm main\n";
        assert_eq!(mirror_in(one_line).as_deref(), Some("http://a.example"));
        let stanza = "Types: deb\nURIs: https://b.example/pool/debian\nSuites: bookworm\n";
        assert_eq!(mirror_in(stanza).as_deref(), Some("https://b.example/pool"));
        assert_eq!(mirror_in("deb http://c.example/ubuntu noble main\n"), None);
    }
}
