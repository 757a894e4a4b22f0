//! The architecture and the house rules, read off the sources: what the compiler does not check.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// Which of our own modules a module may name.
const MAY_USE: &[(&str, &[&str])] = &[
    ("engine", &["engine"]),
    ("protocol", &["protocol", "report", "i18n", "engine", "build_info"]),
    ("i18n", &["i18n", "engine"]),
    ("report", &["report", "engine", "i18n", "build_info"]),
    ("charts", &["charts", "engine", "i18n", "web", "build_info"]),
    ("web", &["web", "build_info"]),
    ("storage", &["storage", "engine", "web", "build_info"]),
    ("worker", &["worker", "storage", "web", "protocol", "report", "engine", "i18n", "build_info"]),
    (
        "app",
        &["app", "worker", "storage", "web", "protocol", "report", "engine", "charts", "i18n", "build_info"],
    ),
    ("ui", &["ui", "app", "web", "protocol", "report", "engine", "charts", "i18n", "storage", "build_info"]),
];

/// Words of the browser; nothing below these layers may know them.
const BROWSER_WORDS: &[&str] = &["wasm_bindgen", "js_sys", "web_sys", "yew::", "gloo::", "rexie", "web_time"];
const PURE: &[&str] = &["engine", "protocol", "i18n", "report"];

/// A file above this is a place to look for two rooms in one. Lists of facts may be longer.
const MAX_LINES: usize = 500;
const LISTS: &[&str] = &["src/engine/channels/catalog.rs", "src/engine/channels/aliases.rs"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(place) = open.pop() {
        let Ok(entries) = fs::read_dir(&place) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                if !path.ends_with("node_modules") {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push((relative(&path), fs::read_to_string(&path).expect("a source file is readable")));
            }
        }
    }
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).expect("inside the project").to_string_lossy().into_owned()
}

fn module_of(file: &str) -> Option<&str> {
    file.strip_prefix("src/")?.split('/').next().map(|m| m.trim_end_matches(".rs"))
}

/// The part of a source that ships: without its `#[cfg(test)]` tail and without comments.
fn shipped(text: &str) -> Vec<(usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.trim_start().starts_with("#[cfg(test)]"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(i, line)| (i + 1, line))
        .collect()
}

fn assert_none(rule: &str, offences: &[String]) {
    assert!(offences.is_empty(), "{rule}\n  {}", offences.join("\n  "));
}

#[test]
fn every_module_names_only_the_layers_below_it() {
    let mut offences = Vec::new();
    for (file, text) in files("src", "rs") {
        let Some((module, allowed)) =
            module_of(&file).and_then(|m| MAY_USE.iter().find(|(name, _)| *name == m))
        else {
            continue;
        };
        for (line_number, line) in shipped(&text) {
            for (at, _) in line.match_indices("crate::") {
                let name: String =
                    line[at + 7..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                let is_module = MAY_USE.iter().any(|(m, _)| *m == name);
                if is_module && !allowed.contains(&name.as_str()) {
                    offences.push(format!("{file}:{line_number}: {module} names crate::{name}"));
                }
            }
        }
    }
    assert_none("a layer may only name the layers below it", &offences);
}

#[test]
fn the_pure_layers_know_no_browser() {
    let mut offences = Vec::new();
    for (file, text) in files("src", "rs") {
        if !module_of(&file).is_some_and(|m| PURE.contains(&m)) {
            continue;
        }
        for (line_number, line) in shipped(&text) {
            for word in BROWSER_WORDS {
                if line.contains(word) {
                    offences.push(format!("{file}:{line_number}: {word}"));
                }
            }
        }
    }
    assert_none("engine, protocol and i18n name no browser type", &offences);
}

#[test]
fn each_edge_has_one_room() {
    // (what, where it may stand)
    let edges: &[(&str, &[&str])] = &[
        ("rexie::", &["src/storage/"]),
        ("post_message", &["src/worker/wire.rs", "src/web/"]),
        ("spawn_local", &["src/web/task.rs"]),
        ("js_namespace = Plotly", &["src/charts/bridge.rs"]),
    ];
    let mut offences = Vec::new();
    for (file, text) in files("src", "rs") {
        for (line_number, line) in shipped(&text) {
            for (word, places) in edges {
                if line.contains(word) && !places.iter().any(|p| file.starts_with(p)) {
                    offences.push(format!("{file}:{line_number}: {word} belongs in {places:?}"));
                }
            }
        }
    }
    assert_none("one room knows each outside library", &offences);
}

#[test]
fn nothing_that_ships_unwraps_leaks_or_promises() {
    let words = [".unwrap()", ".forget()", "todo!(", "unimplemented!(", "dbg!("];
    let mut offences = Vec::new();
    for (file, text) in files("src", "rs") {
        for (line_number, line) in shipped(&text) {
            for word in words {
                if line.contains(word) {
                    offences.push(format!("{file}:{line_number}: {}", line.trim()));
                }
            }
        }
    }
    assert_none("no unwrap, forget, todo or dbg in what ships", &offences);
}

#[test]
fn no_file_is_two_rooms() {
    let mut offences = Vec::new();
    for (file, text) in files("src", "rs") {
        let lines = text.lines().count();
        if lines > MAX_LINES && !LISTS.contains(&file.as_str()) {
            offences.push(format!("{file}: {lines} lines"));
        }
    }
    assert_none("a source file stays below 500 lines", &offences);
}

#[test]
fn a_colour_is_written_in_the_tokens_only() {
    let mut offences = Vec::new();
    for (file, text) in files("style", "css") {
        if file.ends_with("tokens.css") {
            continue;
        }
        for (i, line) in text.lines().enumerate() {
            let colour = line.match_indices('#').any(|(at, _)| {
                let digits = line[at + 1..].chars().take_while(char::is_ascii_hexdigit).count();
                let follows = line[at + 1..].chars().nth(digits);
                matches!(digits, 3 | 4 | 6 | 8)
                    && !follows.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_')
                    && !line.trim_end().ends_with('{')
            });
            if colour || line.contains("rgb(") || line.contains("rgba(") || line.contains("hsl(") {
                offences.push(format!("{file}:{}: {}", i + 1, line.trim()));
            }
        }
    }
    assert_none("colour literals stand in style/tokens.css", &offences);
}

#[test]
fn a_test_is_never_ignored_and_never_sleeps() {
    // Spelled in two parts so that this file does not find itself.
    let words = [
        concat!("#[ign", "ore"),
        concat!("thread::", "sleep"),
        concat!("wait", "ForTimeout"),
        concat!("test.", "skip("),
        concat!("test.", "only("),
    ];
    let mut offences = Vec::new();
    for extension in ["rs", "ts", "mjs"] {
        for folder in ["src", "tests"] {
            for (file, text) in files(folder, extension) {
                for (i, line) in text.lines().enumerate() {
                    for word in words {
                        if line.contains(word) {
                            offences.push(format!("{file}:{}: {word}", i + 1));
                        }
                    }
                }
            }
        }
    }
    assert_none("no ignored test, no sleep", &offences);
}
