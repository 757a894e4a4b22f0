//! Databases of other releases.

use std::cell::Cell;
use std::rc::Rc;

use fueltune_analyzer::engine::import::Marker;
use fueltune_analyzer::storage::migrate::{self, Migration};
use fueltune_analyzer::storage::records::{self, Record};
use fueltune_analyzer::storage::schema::{DB_VERSION, STORES, StoreSpec};
use fueltune_analyzer::storage::{Db, Key, Op, StorageError, Store, ids};
use fueltune_analyzer::web::global;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::line::fresh_name;
use crate::samples::{detail, note, session};

const PATIENCE_MS: u32 = 300;

/// The schema as it would have been before annotations and before sessions could be found by vehicle.
fn older() -> Vec<StoreSpec> {
    STORES
        .iter()
        .filter(|s| s.store != Store::Annotations)
        .map(|s| if s.store == Store::Sessions { StoreSpec { indexes: &["source_hash"], ..*s } } else { *s })
        .collect()
}

#[wasm_bindgen_test]
async fn a_rise_of_the_version_keeps_everything_and_adds_what_is_new() {
    let name = fresh_name();
    let mut stored = session("from the old release");
    stored.vehicle = Some("gol".to_owned());
    let old = Db::open_as(&name, 1, &older(), PATIENCE_MS).await.unwrap();
    old.sessions().create(&stored).await.unwrap();
    old.close();
    let new = Db::open_as(&name, 2, STORES, PATIENCE_MS).await.unwrap();
    assert_eq!(new.sessions().get_by_vehicle("gol").await.unwrap(), std::slice::from_ref(&stored));
    new.annotations().create(&note(&stored.id, 0.0, "new store")).await.unwrap();
    assert_eq!(new.annotations().get_by_session(&stored.id).await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn the_tab_of_the_old_release_is_told_once_that_it_is_out_of_date() {
    let name = fresh_name();
    let old = Db::open_as(&name, 1, STORES, PATIENCE_MS).await.unwrap();
    let told = Rc::new(Cell::new(0));
    let telling = Rc::clone(&told);
    let subscription = old.on_closed(move || telling.set(telling.get() + 1));
    let new = Db::open_as(&name, 2, STORES, PATIENCE_MS).await.unwrap();
    for _ in 0..2 {
        let refused = old.sessions().get_all(None).await.unwrap_err();
        assert!(matches!(refused, StorageError::Closed(_)), "{refused}");
    }
    assert_eq!(told.get(), 1);
    assert!(new.sessions().get_all(None).await.unwrap().is_empty());
    drop(subscription);
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_release_is_refused_with_both_versions() {
    let name = fresh_name();
    Db::open_as(&name, DB_VERSION + 2, STORES, PATIENCE_MS).await.unwrap().close();
    let refused = Db::open(&name).await.err();
    assert_eq!(refused, Some(StorageError::NewerVersion { found: DB_VERSION + 2, known: DB_VERSION }));
}

#[wasm_bindgen_test]
async fn a_tab_that_does_not_let_go_blocks_and_is_not_waited_for_forever() {
    let name = fresh_name();
    let holder = hold_open(&name).await;
    let refused = Db::open_as(&name, 2, STORES, PATIENCE_MS).await.err();
    assert_eq!(refused, Some(StorageError::Blocked));
    global::call(&holder, "close", &[]).unwrap();
}

/// A connection that does not react when another version is asked for.
async fn hold_open(name: &str) -> JsValue {
    let factory = global::global_get("indexedDB");
    let request = global::call(&factory, "open", &[name.into(), 1.into()]).unwrap();
    let opened = js_sys::Promise::new(&mut |resolve, _| global::set(&request, "onsuccess", &resolve));
    global::settle(opened.into()).await.unwrap();
    global::get(&request, "result")
}

/// A step that gives every session a tag, once.
fn tag_everything(db: &Db) -> migrate::Step<'_> {
    Box::pin(async move {
        for session in db.sessions().get_all(None).await? {
            db.sessions().update(&session.id, |s| s.tags.push("migrated".to_owned())).await?;
        }
        Ok(())
    })
}

/// The step after those of all releases: an open database has had those.
const NEXT: u32 = migrate::MIGRATIONS.len() as u32 + 1;
const STEPS: &[Migration] = &[Migration { version: NEXT, name: "tag everything", run: tag_everything }];

#[wasm_bindgen_test]
async fn a_step_runs_once_and_is_noted() {
    let db = Db::open(&fresh_name()).await.unwrap();
    let stored = session("old");
    db.sessions().create(&stored).await.unwrap();
    assert_eq!(migrate::run(&db, STEPS).await.unwrap(), ["tag everything"]);
    assert!(migrate::run(&db, STEPS).await.unwrap().is_empty());
    let tags = db.sessions().get_by_id(&stored.id).await.unwrap().unwrap().tags;
    assert_eq!(tags, ["dyno", "migrated"]);
}

#[wasm_bindgen_test]
async fn a_new_database_has_nothing_to_migrate_and_an_older_program_refuses_it_later() {
    let db = Db::open(&fresh_name()).await.unwrap();
    assert!(migrate::run(&db, STEPS).await.unwrap().is_empty());
    let refused = migrate::run(&db, &[]).await.unwrap_err();
    assert_eq!(refused, StorageError::NewerVersion { found: NEXT, known: 0 });
}

#[wasm_bindgen_test]
async fn remarks_of_files_that_were_imported_before_they_became_notes_are_notes_too() {
    let db = Db::open(&fresh_name()).await.unwrap();
    let stored = session("old");
    let mut detail = detail(&stored.id);
    let marker = |time, text: &str| Marker { time, text: text.to_owned() };
    detail.info.markers = vec![marker(2.5, "MARK 000"), marker(7.0, "MARK 001 - in the pit")];
    db.sessions().create(&stored).await.unwrap();
    db.details().create(&detail).await.unwrap();
    let [step, ..] = migrate::MIGRATIONS else { panic!("the first step of all releases") };
    for _ in 0..2 {
        // A crash may come before it is noted that the step is done.
        (step.run)(&db).await.unwrap();
        let notes = db.annotations().get_by_session(&stored.id).await.unwrap();
        let told: Vec<(f64, &str, bool)> =
            notes.iter().map(|n| (n.t0, n.text.as_str(), n.from_file)).collect();
        assert_eq!(told, [(2.5, "MARK 000", true), (7.0, "MARK 001 - in the pit", true)]);
    }
}

/// A record whose first version called its value differently.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Renamed {
    key: String,
    figure: u32,
}

impl Record for Renamed {
    const STORE: Store = Store::Meta;
    const V: u32 = 2;

    fn key(&self) -> Key {
        Key::text(&self.key)
    }

    fn upgrade(old: &JsValue, _from: u32) -> Result<(), StorageError> {
        global::set(old, "figure", &global::get(old, "number"));
        Ok(())
    }
}

#[wasm_bindgen_test]
async fn a_record_of_an_older_shape_is_read_and_one_of_a_newer_is_refused() {
    let db = Db::open(&fresh_name()).await.unwrap();
    for (version, field, expected) in [
        (1, "number", Ok(Renamed { key: "k".to_owned(), figure: 7 })),
        (2, "figure", Ok(Renamed { key: "k".to_owned(), figure: 7 })),
        (3, "figure", Err(StorageError::NewerVersion { found: 3, known: 2 })),
    ] {
        let record: JsValue = js_sys::Object::new().into();
        global::set(&record, "v", &version.into());
        global::set(&record, "key", &"k".into());
        global::set(&record, field, &7.into());
        db.write(vec![Op::Put(Store::Meta, record)]).await.unwrap();
        let found = db.get(Store::Meta, &Key::text("k")).await.unwrap().unwrap();
        assert_eq!(records::from_js::<Renamed>(found), expected);
    }
}

#[wasm_bindgen_test]
async fn the_sweep_takes_what_was_deleted_long_ago_and_what_belongs_to_nobody() {
    let db = Db::open(&fresh_name()).await.unwrap();
    let [long_ago, just_now, live] = ["long ago", "just now", "live"].map(session);
    db.sessions().create_all(&[long_ago.clone(), just_now.clone(), live.clone()]).await.unwrap();
    db.sessions().update(&long_ago.id, |s| s.deleted_at = Some(1.0)).await.unwrap();
    db.sessions().delete(&just_now.id).await.unwrap();
    // Made in 2023, by its identity.
    let old_orphan = "018bcfe5-6800-7000-8000-000000000000";
    let young_orphan = ids::new_id();
    for data in [old_orphan, &young_orphan, &live.data] {
        db.results().put(data, "r", &[1]).await.unwrap();
    }
    assert_eq!(migrate::sweep(&db).await.unwrap(), 2);
    let left: Vec<String> = db.keys(Store::Results).await.unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert!(!left.contains(&format!("{old_orphan}/r")));
    assert!(db.sessions().get_by_id(&long_ago.id).await.unwrap().is_none());
    assert!(db.sessions().get_by_id(&just_now.id).await.unwrap().is_some());
}
