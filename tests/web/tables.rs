//! Tables, their versions and drafts, in the browser's database and in memory.

use fueltune_analyzer::engine::tables::{Area, Command, History, MapTable, Origin, Snapshot};
use fueltune_analyzer::storage::schema::{DB_VERSION, STORES, StoreSpec};
use fueltune_analyzer::storage::{Db, DraftRecord, SnapshotRecord, StorageError, Store, ids, migrate};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::line::fresh_name;
use crate::samples::{both, map_table, session, table};

fn snapshot(of: &str, at_ms: f64) -> SnapshotRecord {
    let snapshot = Snapshot::of(ids::new_id(), map_table("v", [1.0, 2.0, at_ms]), Origin::Manual, at_ms);
    SnapshotRecord::new(of, snapshot)
}

#[wasm_bindgen_test]
async fn a_table_comes_back_as_it_was_stored_and_a_purge_takes_what_belongs_to_it() {
    for db in both().await {
        let (gone, first) = table("Ve", Some("gol"));
        let (stays, other) = table("Main", None);
        db.tables().begin(&[(gone.clone(), first.clone()), (stays.clone(), other.clone())]).await.unwrap();
        assert_eq!(db.tables().get_by_id(&gone.id).await.unwrap(), Some(gone.clone()));
        let (later, sooner) = (snapshot(&gone.id, 9.0), snapshot(&gone.id, 5.0));
        db.snapshots().create_all(&[later.clone(), sooner.clone()]).await.unwrap();
        let versions = db.snapshots().of_table(&gone.id).await.unwrap();
        assert_eq!(versions, [first, sooner, later], "the oldest first");
        assert!(versions.iter().all(|v| v.snapshot.is_intact()), "the hash survives the database");
        let draft = DraftRecord::of(&gone.id, &History::new(gone.table.clone()), 1.0).unwrap();
        db.drafts().create(&draft).await.unwrap();
        db.tables().purge(&gone.id).await.unwrap();
        assert_eq!(db.tables().get_by_id(&gone.id).await.unwrap(), None);
        assert!(db.snapshots().of_table(&gone.id).await.unwrap().is_empty());
        assert!(db.drafts().keys().await.unwrap().is_empty());
        assert_eq!(db.snapshots().of_table(&stays.id).await.unwrap(), [other]);
    }
}

#[wasm_bindgen_test]
async fn a_draft_keeps_undo_and_redo() {
    for db in both().await {
        let table: MapTable = map_table("Main", [2.0, 4.0, 6.0]);
        let mut history = History::new(table.clone());
        let area = table.whole();
        history.apply(&Command::Multiply { area, factor: 1.1 }, None).unwrap();
        history.apply(&Command::Set { area: Area { columns: 1, ..area }, value: 3.3 }, None).unwrap();
        history.undo().unwrap();
        db.drafts().create(&DraftRecord::of("t", &history, 5.0).unwrap()).await.unwrap();
        let found = db.drafts().get_by_id("t").await.unwrap().unwrap();
        let mut back = found.history().unwrap();
        assert_eq!(back, history);
        assert!(back.redo().is_some());
        assert_eq!(back.table().cells()[0], 3.3);
        assert!(back.undo().is_some() && back.undo().is_some());
        assert_eq!(back.table(), &table);
        let damaged = DraftRecord { history: found.history[..20].to_owned(), ..found };
        assert!(matches!(damaged.history(), Err(StorageError::Corrupt { store: "drafts", .. })));
    }
}

#[wasm_bindgen_test]
async fn the_sweep_takes_tables_that_were_deleted_long_ago_and_versions_of_none() {
    let db = Db::open(&fresh_name()).await.unwrap();
    let (mut long_ago, first) = table("long ago", None);
    long_ago.deleted_at = Some(1.0);
    let (just_now, second) = table("just now", None);
    db.tables().begin(&[(long_ago.clone(), first), (just_now.clone(), second.clone())]).await.unwrap();
    db.tables().delete(&just_now.id).await.unwrap();
    // Made in 2023, by its identity.
    let old = "018bcfe5-6800-7000-8000-000000000000";
    let lost = SnapshotRecord { id: old.to_owned(), ..snapshot("nobody", 1.0) };
    let young = snapshot("nobody", 1.0);
    db.snapshots().create_all(&[lost, young.clone()]).await.unwrap();
    let draft = |id: &str| DraftRecord { id: id.to_owned(), history: String::new(), updated_at: 0.0 };
    db.drafts().create_all(&[draft(old), draft(&just_now.id)]).await.unwrap();
    assert_eq!(migrate::sweep(&db).await.unwrap(), 3);
    assert_eq!(db.tables().get_by_id(&long_ago.id).await.unwrap(), None);
    assert!(db.tables().get_by_id(&just_now.id).await.unwrap().is_some());
    assert_eq!(db.drafts().keys().await.unwrap(), [just_now.id]);
    let mut left: Vec<String> = db.snapshots().get_all().await.unwrap().into_iter().map(|s| s.id).collect();
    left.sort();
    let mut expected = vec![second.id, young.id];
    expected.sort();
    assert_eq!(left, expected);
}

/// The schema of the release before tables.
fn before_tables() -> Vec<StoreSpec> {
    let new = [Store::Tables, Store::Snapshots, Store::Drafts];
    STORES.iter().filter(|s| !new.contains(&s.store)).copied().collect()
}

#[wasm_bindgen_test]
async fn a_library_from_before_tables_keeps_everything_and_takes_tables() {
    let name = fresh_name();
    let stored = session("from the old release");
    let old = Db::open_as(&name, DB_VERSION - 1, &before_tables(), 300).await.unwrap();
    old.sessions().create(&stored).await.unwrap();
    old.close();
    let new = Db::open(&name).await.unwrap();
    assert_eq!(new.sessions().get_all(None).await.unwrap(), std::slice::from_ref(&stored));
    let (record, first) = table("Main", None);
    new.tables().begin(&[(record.clone(), first.clone())]).await.unwrap();
    assert_eq!(new.tables().get_all(None).await.unwrap(), [record]);
    let driven = new.sessions().update(&stored.id, |s| s.driven_with = vec![first.id.clone()]).await.unwrap();
    assert_eq!(driven.driven_with, [first.id]);
}
