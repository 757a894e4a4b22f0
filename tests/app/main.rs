//! Words, figures, addresses, stores and colours of the interface: everything of it that needs no browser.

#![cfg(not(target_arch = "wasm32"))]

mod addresses;
mod analysis;
mod base_maps;
mod colours;
mod comparison;
mod dates;
mod driven;
mod errors;
mod figures;
mod formats;
mod import_queue;
mod keys;
mod looks;
mod mapping;
mod math;
mod report_page;
mod report_sheets;
mod reports;
mod rows;
mod rules;
mod session_list;
mod session_tables;
mod stores;
mod table_editor;
mod tables;
mod texts;
mod trends;
mod turns;
mod vehicle_form;
mod vehicle_list;

use std::fs;
use std::path::{Path, PathBuf};

/// Every file with this ending below a folder of the project, with its text, in a fixed order.
fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(place) = open.pop() {
        for entry in fs::read_dir(&place).expect("the folder is readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let text = fs::read_to_string(&path).expect("the file is text");
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}
