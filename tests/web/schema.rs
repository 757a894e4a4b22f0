//! What the database declares, from one released version to the next, and how its exceptions are told apart.

use std::collections::BTreeSet;

use fueltune_analyzer::storage::StorageError;
use fueltune_analyzer::storage::schema::{DB_VERSION, DROPPED, STORES, Store};
use wasm_bindgen_test::wasm_bindgen_test;

/// What each released version declared. A new version adds a line; no line is ever changed.
const HISTORY: &[(u32, &[&str])] = &[
    (
        1,
        &[
            "vehicles",
            "vehicles.name",
            "sessions",
            "sessions.source_hash",
            "sessions.vehicle",
            "details",
            "axes",
            "columns",
            "originals",
            "annotations",
            "annotations.session",
            "mappings",
            "settings",
            "results",
            "meta",
        ],
    ),
    (
        2,
        &[
            "vehicles",
            "vehicles.name",
            "sessions",
            "sessions.source_hash",
            "sessions.vehicle",
            "details",
            "axes",
            "columns",
            "originals",
            "annotations",
            "annotations.session",
            "mappings",
            "channels",
            "settings",
            "results",
            "meta",
        ],
    ),
    (
        3,
        &[
            "vehicles",
            "vehicles.name",
            "sessions",
            "sessions.source_hash",
            "sessions.vehicle",
            "details",
            "axes",
            "columns",
            "originals",
            "annotations",
            "annotations.session",
            "mappings",
            "channels",
            "rules",
            "settings",
            "results",
            "meta",
        ],
    ),
    (
        4,
        &[
            "vehicles",
            "vehicles.name",
            "sessions",
            "sessions.source_hash",
            "sessions.vehicle",
            "details",
            "axes",
            "columns",
            "originals",
            "annotations",
            "annotations.session",
            "mappings",
            "channels",
            "rules",
            "tables",
            "tables.vehicle",
            "snapshots",
            "snapshots.table",
            "drafts",
            "settings",
            "results",
            "meta",
        ],
    ),
];

fn declared() -> BTreeSet<String> {
    STORES
        .iter()
        .flat_map(|s| {
            std::iter::once(s.name.to_owned()).chain(s.indexes.iter().map(move |i| format!("{}.{i}", s.name)))
        })
        .collect()
}

#[wasm_bindgen_test]
fn no_store_or_index_of_a_released_version_is_lost() {
    for (version, names) in HISTORY {
        for name in *names {
            let dropped = DROPPED.iter().any(|(since, gone)| since > version && gone == name);
            assert!(dropped || declared().contains(*name), "{name} of version {version} would be deleted");
        }
    }
}

#[wasm_bindgen_test]
fn the_version_rises_with_every_change() {
    let (version, names) = HISTORY.last().expect("there is a version");
    assert_eq!(*version, DB_VERSION);
    assert_eq!(declared(), names.iter().map(|n| (*n).to_owned()).collect());
}

#[wasm_bindgen_test]
fn a_store_is_found_where_its_number_says() {
    for spec in STORES {
        assert_eq!(spec.store.name(), spec.name);
        assert_eq!(Store::from_name(spec.name), Some(spec.store));
    }
}

#[wasm_bindgen_test]
fn exceptions_are_sorted_by_their_name() {
    let cases = [
        ("failed to open new transaction: InvalidStateError: Failed to execute 'transaction'", "closed"),
        ("DOM exception: QuotaExceededError: Encountered full disk", "full"),
        ("failed to add a value: DataError: the key is no key", "other"),
        ("couldn't abort a transaction", "other"),
        ("DOM exception: AbortError: Transaction was aborted", "aborted"),
    ];
    for (text, expected) in cases {
        let kind = match StorageError::from_text(text) {
            StorageError::Closed(_) => "closed",
            StorageError::QuotaExceeded { .. } => "full",
            StorageError::Aborted => "aborted",
            StorageError::Backend(_) => "other",
            _ => "wrong",
        };
        assert_eq!(kind, expected, "{text}");
    }
}
