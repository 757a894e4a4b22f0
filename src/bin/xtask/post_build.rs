//! trunk's hook after a release build, working in trunk's staging folder:
//! scripts are minified, every file of the program gets a name made from its content, the service worker its
//! list of files, every file its compressed twins, and the page is checked for what it must not contain.
//!
//! trunk names files after what went in, and the worker's not at all; caches need names after what came out.

use crate::cmd;
use crate::digest;
use crate::failure::{Context, Failure, Result};
use crate::progress::Step;
use crate::project::{self, Project, files_below};
use crate::split::{self, Program};
use crate::tools;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The line of `assets/sw.js` that is replaced.
const PRECACHE_MARK: &str = "const PRECACHE = { version: \"dev\", files: [] };";
/// What trunk writes for `<link data-trunk rel="rust" data-type="worker">`.
const WORKER_FILES: [&str; 3] = ["worker.js", "worker_bg.wasm", "worker_loader.js"];

pub fn run(project: &Project) -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context(|| "TRUNK_STAGING_DIR is not set: this is trunk's hook".to_owned())?;
    let step = Step::alone("after the build");
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile != "debug");
    let page_file = staging.join("index.html");
    let mut page = project::read(&page_file)?;
    let (script, module) = program(&staging)?;
    let programs = [
        Program {
            name: "app",
            profile: "release-app",
            level: "-Oz",
            prefix: "part",
            script: &script,
            module: &module,
        },
        Program {
            name: "worker",
            profile: "release",
            level: "-O3",
            prefix: "jobs",
            script: WORKER_FILES[0],
            module: WORKER_FILES[1],
        },
    ];
    for program in &programs {
        split::run(project, &staging, program, release, &step)?;
    }
    if !release {
        // Under `cargo xtask dev` nothing is renamed, listed or compressed.
        project::write(&page_file, renew_integrity(&page, &staging)?)?;
        step.end("cut into parts");
        return Ok(());
    }
    let mut minify = tools::node(project, "tools/minify.mjs");
    cmd::run(minify.arg(&staging), &step)?.checked("the scripts could not be minified")?;
    page = name_by_content(&page, &staging)?;
    page = replaced(&page, WORKER_FILES[2], &name_worker(&staging)?)?;
    page = renew_integrity(&page, &staging)?;
    check_page(&page, &staging)?;
    project::write(&page_file, &page)?;
    let listed = write_precache(&staging)?;
    step.tick("compressing");
    let mut node = tools::node(project, "tools/compress.mjs");
    node.arg(&staging).arg(project.scratch.join("compressed"));
    cmd::run(&mut node, &step)?.checked("the files could not be compressed")?;
    step.end(&format!("{listed} files listed for offline use"));
    Ok(())
}

/// What trunk called the program's script and its module.
fn program(staging: &Path) -> Result<(String, String)> {
    let of = |wanted: &str| {
        let mut names = files_below(staging, staging)?.into_iter().map(|(name, _)| name);
        names
            .find(|name| hashed_name(name) == Some(("app", wanted)))
            .context(|| format!("trunk made no app-*{wanted}"))
    };
    Ok((of(".js")?, of("_bg.wasm")?))
}

/// Renames what trunk hashed, on disk and in the page.
fn name_by_content(page: &str, staging: &Path) -> Result<String> {
    let mut page = page.to_owned();
    for (name, path) in files_below(staging, staging)? {
        if let Some((stem, end)) = hashed_name(&name) {
            let renamed = format!("{stem}-{}{end}", digest::short(&digest::of_file(&path)?));
            fs::rename(&path, staging.join(&renamed))?;
            page = replaced(&page, &name, &renamed)?;
        }
    }
    Ok(page)
}

/// `app-0123456789abcdef_bg.wasm` is `app` and `_bg.wasm`.
fn hashed_name(name: &str) -> Option<(&str, &str)> {
    let (stem, rest) = name.rsplit_once('-').filter(|_| !name.contains('/'))?;
    let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    let end = &rest[digits..];
    (digits >= 8 && [".js", ".css", "_bg.wasm"].contains(&end)).then_some((stem, end))
}

/// Integrity attributes for the files as they are now.
fn renew_integrity(page: &str, staging: &Path) -> Result<String> {
    let mut renewed = page.to_owned();
    for tag in tags(page) {
        if let Some(old) = attribute(tag, "integrity") {
            let file = attribute(tag, "src")
                .or_else(|| attribute(tag, "href"))
                .context(|| format!("<{tag}> has an integrity, but no file"))?;
            let new = digest::sha384(&staging.join(file.trim_start_matches("./")))?;
            renewed = renewed.replace(old, &format!("sha384-{}", digest::base64(&new)));
        }
    }
    Ok(renewed)
}

/// New names for the worker's files: all three carry one hash over all of them, so that no cache can ever
/// put an old one beside a new one. Answers with the loader's new name.
fn name_worker(staging: &Path) -> Result<String> {
    let files: Vec<_> = WORKER_FILES.iter().map(|name| ((*name).to_owned(), staging.join(name))).collect();
    let hash = digest::short(&digest::of_files(&files).context(|| "the worker's files".to_owned())?);
    let [script, module, loader] =
        [format!("worker-{hash}.js"), format!("worker-{hash}_bg.wasm"), format!("worker_loader-{hash}.js")];
    let code = project::read(&staging.join(WORKER_FILES[0]))?;
    let start = project::read(&staging.join(WORKER_FILES[2]))?;
    project::write(&staging.join(&script), replaced(&code, WORKER_FILES[1], &module)?)?;
    project::write(&staging.join(&loader), replaced(&start, WORKER_FILES[0], &script)?)?;
    fs::rename(staging.join(WORKER_FILES[1]), staging.join(module))?;
    fs::remove_file(staging.join(WORKER_FILES[0]))?;
    fs::remove_file(staging.join(WORKER_FILES[2]))?;
    Ok(loader)
}

fn replaced(text: &str, old: &str, new: &str) -> Result<String> {
    if text.contains(old) {
        return Ok(text.replace(old, new));
    }
    Err(Failure::new(format!("{old} is not mentioned where it was expected")))
}

/// What the Content-Security-Policy would refuse, or what is not there, is found now rather than by a user.
fn check_page(page: &str, staging: &Path) -> Result<()> {
    let lower = page.to_ascii_lowercase();
    for tag in tags(&lower) {
        let name = tag.split([' ', '>', '\n']).next().unwrap_or_default();
        let refused = match name {
            "script" => attribute(tag, "src").is_none(),
            "style" | "base" => true,
            _ => tag.contains(" style=") || tag.contains(" onload=") || tag.contains(" onclick="),
        };
        if refused {
            return Err(Failure::new(format!(
                "index.html has what the Content-Security-Policy refuses: <{tag}>"
            )));
        }
    }
    for tag in tags(page) {
        let files = ["src", "href"].iter().filter_map(|name| attribute(tag, name));
        for file in files.filter(|file| !file.starts_with('#')) {
            let local = file.trim_start_matches("./");
            if local.contains(':') || local.starts_with('/') {
                return Err(Failure::new(format!("index.html points away from its own folder: {file}")));
            }
            if !staging.join(local).is_file() {
                return Err(Failure::new(format!("index.html points to {file}, which was not built")));
            }
        }
    }
    Ok(())
}

/// The inside of every opening tag.
pub fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.split('<')
        .skip(1)
        .filter(|piece| piece.starts_with(|first: char| first.is_ascii_alphabetic()))
        .map(|piece| piece.split('>').next().unwrap_or(piece))
}

/// Value of an attribute, with or without quotes, as minifiers leave it.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = format!(" {name}=");
    let value = &tag[tag.find(&start)? + start.len()..];
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split_whitespace().next(),
    }
}

/// Every file of the build with its digest, written into the service worker.
fn write_precache(staging: &Path) -> Result<usize> {
    let mut files = files_below(staging, staging)?;
    files.retain(|(name, _)| name != "sw.js" && !name.ends_with(".licences.txt"));
    let version = digest::short(&digest::of_files(&files)?);
    let mut entries = Vec::with_capacity(files.len());
    for (name, path) in &files {
        // The page is fetched by its folder's address: some servers redirect from index.html.
        let address = if name == "index.html" { "./" } else { name };
        entries.push(serde_json::json!([
            address,
            format!("sha256-{}", digest::base64(&digest::of_file(path)?))
        ]));
    }
    let list = serde_json::json!({ "version": version, "files": entries });
    let worker = staging.join("sw.js");
    let code = replaced(&project::read(&worker)?, PRECACHE_MARK, &format!("const PRECACHE = {list};"))?;
    project::write(&worker, code)?;
    Ok(entries.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_and_service_worker_use_the_same_words() {
        let page = include_str!("../../web/pwa.rs");
        let worker = include_str!("../../../assets/sw.js");
        assert!(worker.contains(PRECACHE_MARK));
        let word = "\"fueltune:take-over\";";
        assert!(
            page.contains(&format!("TAKE_OVER: &str = {word}"))
                && worker.contains(&format!("TAKE_OVER = {word}"))
        );
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let tag = r#"link rel=stylesheet href="./main.css" integrity=sha384-x"#;
        assert_eq!(attribute(tag, "rel"), Some("stylesheet"));
        assert_eq!(attribute(tag, "href"), Some("./main.css"));
        assert_eq!(attribute(tag, "src"), None);
    }

    #[test]
    fn only_what_trunk_hashed_is_renamed() {
        assert_eq!(hashed_name("app-0123456789abcdef_bg.wasm"), Some(("app", "_bg.wasm")));
        assert_eq!(hashed_name("main-a824b44beb15f5b3.css"), Some(("main", ".css")));
        for other in
            ["worker.js", "worker_bg.wasm", "vendor/plotly-3.7.0.min.js", "icons/icon-192.png", "sw.js"]
        {
            assert_eq!(hashed_name(other), None, "{other}");
        }
    }

    #[test]
    fn a_page_that_the_policy_would_refuse_does_not_pass() {
        let folder = env::temp_dir();
        for bad in [
            "<script>start()</script>",
            "<style>a{}</style>",
            "<base href=./>",
            "<p style=\"color:red\">",
            "<img src=https://elsewhere.example/x.png>",
            "<script src=./not-there.js></script>",
        ] {
            assert!(check_page(bad, &folder).is_err(), "{bad}");
        }
        assert!(check_page("<p>fine</p><a href=#/x>x</a>", &folder).is_ok());
    }
}
