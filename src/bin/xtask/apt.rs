//! Programs that only the system's package manager brings.

use crate::cmd::{self, command};
use crate::failure::{Failure, Result};
use crate::progress::Step;
use std::env;
use std::path::{Path, PathBuf};

/// What a test needs: how it is recognised, and the packages that bring it, by distribution.
struct Need {
    packages: &'static [&'static str],
    there: fn() -> bool,
}

const FOR_TESTS: &[Need] = &[
    Need { packages: &["chromium", "chromium-browser"], there: || chromium().is_some() },
    // The same engine without windows, which is nearly twice as fast; not every distribution has it.
    Need {
        packages: &[SHELL],
        there: || env::var_os("CHROMIUM").is_some() || cmd::which(SHELL).is_some() || !is_offered(SHELL),
    },
    Need { packages: &["chromium-driver", "chromium-chromedriver"], there: || chromedriver().is_some() },
    Need { packages: &["nginx-light"], there: || cmd::which("nginx").is_some() },
    Need {
        packages: &["libnginx-mod-http-brotli-static"],
        there: || Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so").is_file(),
    },
    Need { packages: &["openssl"], there: || cmd::which("openssl").is_some() },
];

const SHELL: &str = "chromium-headless-shell";

/// The browser of the end-to-end tests: `CHROMIUM` where it is set, else the system's, without windows where it can.
pub fn headless_chromium() -> Option<PathBuf> {
    let shell = if env::var_os("CHROMIUM").is_none() { cmd::which(SHELL) } else { None };
    shell.or_else(chromium)
}

/// The browser of all other tests and of the benchmarks: `CHROMIUM` where it is set, else the system's.
pub fn chromium() -> Option<PathBuf> {
    match env::var_os("CHROMIUM") {
        Some(path) => Some(PathBuf::from(path)),
        None => ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| cmd::which(name)),
    }
}

pub fn chromedriver() -> Option<PathBuf> {
    match env::var_os("CHROMEDRIVER") {
        Some(path) => Some(PathBuf::from(path)),
        None => cmd::which("chromedriver"),
    }
}

/// Installs what the tests lack.
pub fn for_tests(step: &Step) -> Result<String> {
    let mut missing: Vec<&str> = missing();
    if missing.is_empty() {
        return Ok("all there".to_owned());
    }
    let by_hand = format!("apt-get install --no-install-recommends {}", missing.join(" "));
    let Some(prefix) = way_to_root() else {
        return Err(Failure::new(format!("not installed: {}", missing.join(", "))).advice(by_hand));
    };
    if cmd::which("apt-get").is_none() {
        return Err(Failure::new(format!("not installed: {}", missing.join(", "))).advice(
            "install them by this system's own means; CHROMIUM and CHROMEDRIVER may name their places",
        ));
    }
    let as_root = |words: &[&str]| {
        let words: Vec<&str> = prefix.iter().chain(words).copied().collect();
        let mut command = command(words[0]);
        command.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    cmd::run(&mut as_root(&["apt-get", "-q", "update"]), step)?;
    // Now that the lists are fresh, the names that this distribution uses.
    missing = self::missing();
    let mut arguments = vec!["apt-get", "-q", "install", "-y", "--no-install-recommends"];
    arguments.extend(&missing);
    cmd::run(&mut as_root(&arguments), step)?
        .checked("apt-get could not install what the tests need")
        .map_err(|failure| failure.advice(by_hand))?;
    if missing.contains(&"nginx-light") && cmd::which("systemctl").is_some() {
        // The package starts a server on port 80; the tests start their own. Where systemd does not run, none was started.
        cmd::run(&mut as_root(&["systemctl", "disable", "--now", "nginx"]), step)?;
    }
    Ok(format!("installed {}", missing.join(", ")))
}

fn missing() -> Vec<&'static str> {
    let lacking = FOR_TESTS.iter().filter(|need| !(need.there)());
    lacking
        .map(|need| need.packages.iter().find(|package| is_offered(package)).unwrap_or(&need.packages[0]))
        .copied()
        .collect()
}

/// Does a package of this name exist here, and not only as a word in others' dependencies?
fn is_offered(package: &str) -> bool {
    let policy =
        cmd::answer(command("apt-cache").env("LC_ALL", "C").args(["policy", package])).unwrap_or_default();
    policy.lines().any(|line| line.trim().starts_with("Candidate:") && !line.contains("(none)"))
}

/// How to become root without being asked for a password: not at all, or by sudo.
fn way_to_root() -> Option<Vec<&'static str>> {
    if cmd::answer(command("id").arg("-u")).as_deref() == Some("0") {
        return Some(Vec::new());
    }
    let may = cmd::answer(command("sudo").args(["-n", "true"])).is_some();
    may.then(|| vec!["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"])
}
