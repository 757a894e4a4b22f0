//! Real logs, where they are at hand: the folder named by `FUELTUNE_SAMPLES`, else `../shared` beside the checkout.

use std::path::PathBuf;

/// A folder of the samples, such as `logs/fueltech`. Without it the test that asks says so and is counted as skipped.
pub fn folder(test: &str, inside: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let found = std::env::var_os("FUELTUNE_SAMPLES").map_or_else(beside, PathBuf::from).join(inside);
    if found.is_dir() {
        return Some(found);
    }
    println!("SKIPPED {test}: no sample logs at hand");
    None
}

/// Every file of a folder and below with this ending, sorted.
pub fn files(folder: PathBuf, extension: &str) -> Vec<PathBuf> {
    let mut open = vec![folder];
    let mut found = Vec::new();
    while let Some(place) = open.pop() {
        for entry in std::fs::read_dir(place).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
