//! The library to one file and back: all of it, or nothing.

use fueltune_analyzer::engine::analysis::safety::{Rule, Threshold, Watch};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::{For, Origin, Snapshot, Template, template};
use fueltune_analyzer::engine::view::Window;
use fueltune_analyzer::protocol::{Backup, BackupCounts, Lane, View};
use fueltune_analyzer::storage::backup::{self, Counts, Mode, Restored};
use fueltune_analyzer::storage::{
    AnnotationRecord, Db, MathChannelRecord, RuleRecord, SnapshotRecord, StorageError, TableRecord, ids,
};
use fueltune_analyzer::web::download;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

use crate::line::{connected, fresh_name};
use crate::logs::{OTHER, SMALL, contents, file, points, stored};

const COUNTS: Counts = Counts {
    sessions: 1,
    vehicles: 0,
    annotations: 1,
    mappings: 0,
    channels: 1,
    rules: 1,
    tables: 1,
    snapshots: 1,
    settings: 1,
};

/// A library of one session with a note, and its backup.
async fn library() -> (String, String, Blob) {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let session = stored(&client, &file(SMALL)).await.session;
    let db = Db::open(&name).await.unwrap();
    let note = AnnotationRecord {
        id: ids::new_id(),
        session: session.clone(),
        t0: 1.0,
        t1: None,
        channel: Some(ChannelId::Rpm.into()),
        text: "knock?".to_owned(),
        from_file: false,
        created_at: 0.0,
        updated_at: 0.0,
    };
    db.annotations().create(&note).await.unwrap();
    let math = MathChannelRecord {
        id: ids::new_id(),
        name: "Slip".to_owned(),
        text: "rpm / 2".to_owned(),
        created_at: 0.0,
        updated_at: 0.0,
    };
    db.math_channels().create(&math).await.unwrap();
    db.rules().replace(&[rule(None), rule(Some("a vehicle that is gone"))], &[]).await.unwrap();
    db.tables().begin(&[table("Main")]).await.unwrap();
    let (deleted, version) = table("deleted");
    db.tables().begin(&[(deleted.clone(), version)]).await.unwrap();
    db.tables().delete(&deleted.id).await.unwrap();
    db.settings().put("language", &"pt-BR".to_owned()).await.unwrap();
    let answer = client.call(Backup, Lane::Background).await.unwrap();
    let counts = BackupCounts {
        sessions: 1,
        vehicles: 0,
        annotations: 1,
        mappings: 0,
        channels: 1,
        rules: 1,
        tables: 1,
        snapshots: 1,
        settings: 1,
    };
    assert_eq!(answer.counts, counts);
    assert!(answer.name.ends_with(".fueltune-backup"), "{}", answer.name);
    (name, session, answer.slots.blob(answer.file).unwrap())
}

/// A rule of all vehicles, or of one.
fn rule(vehicle: Option<&str>) -> RuleRecord {
    let curve = Threshold::Curve { over: ChannelId::Rpm.into(), points: vec![(1500.0, 0.5), (5000.0, 2.5)] };
    let rule = Rule {
        name: "Óleo".to_owned(),
        hint: "bomba".to_owned(),
        danger: Some(curve),
        ..Rule::new("own-1", Watch::Expression("oil_pressure".to_owned()))
    };
    RuleRecord {
        id: RuleRecord::id_of(vehicle, &rule.id),
        vehicle: vehicle.map(str::to_owned),
        rule,
        created_at: 0.0,
        updated_at: 0.0,
    }
}

/// A table with a version and a draft.
fn table(name: &str) -> (TableRecord, SnapshotRecord) {
    let made = template(Template::MainFuel, name, For { boosted: true }).unwrap();
    let snapshot = Snapshot::of(ids::new_id(), made.clone(), Origin::Import, 1.0);
    let record = TableRecord {
        id: ids::new_id(),
        vehicle: None,
        table: made,
        base: Some(snapshot.id.clone()),
        source: None,
        created_at: 0.0,
        updated_at: 0.0,
        deleted_at: None,
    };
    let version = SnapshotRecord::new(&record.id, snapshot);
    (record, version)
}

async fn restore(db: &Db, file: &Blob, mode: Mode) -> Result<Restored, StorageError> {
    backup::read(db, file, mode, async |_, _| Ok(())).await
}

async fn bytes_of(blob: &Blob) -> Vec<u8> {
    let buffer: ArrayBuffer = JsFuture::from(blob.array_buffer()).await.unwrap().unchecked_into();
    Uint8Array::new(&buffer).to_vec()
}

fn view(session: &str) -> View {
    View {
        session: session.to_owned(),
        columns: vec![ChannelId::Rpm.into()],
        window: Window::new(0.0, 1e6, 100),
    }
}

#[wasm_bindgen_test]
async fn a_restored_library_shows_the_same_curves_notes_and_settings() {
    let (old_name, session, file) = library().await;
    let (old, _old_workers) = connected(&old_name);
    let new_name = fresh_name();
    let db = Db::open(&new_name).await.unwrap();
    let restored = restore(&db, &file, Mode::Merge).await.unwrap();
    assert_eq!(
        (restored.added, restored.kept, restored.removed),
        (COUNTS, Counts::default(), Counts::default())
    );
    let (new, _new_workers) = connected(&new_name);
    assert!(points(&new, view(&session)).await == points(&old, view(&session)).await);
    assert_eq!(db.annotations().get_by_session(&session).await.unwrap()[0].text, "knock?");
    assert_eq!(db.math_channels().get_all().await.unwrap()[0].text, "rpm / 2");
    assert_eq!(
        db.rules().get_all().await.unwrap(),
        [rule(None)],
        "a vehicle that is gone takes its rules along"
    );
    assert_eq!(db.settings().get::<String>("language").await.unwrap().as_deref(), Some("pt-BR"));
    let tables = db.tables().get_all(None).await.unwrap();
    let names: Vec<&str> = tables.iter().map(|t| t.table.info.name.as_str()).collect();
    assert_eq!(names, ["Main"], "a deleted table stays behind, with its version");
    let versions = db.snapshots().of_table(&tables[0].id).await.unwrap();
    assert_eq!(versions[0].snapshot.table, tables[0].table);
    assert!(versions[0].snapshot.is_intact());
}

#[wasm_bindgen_test]
async fn a_merge_keeps_what_is_here_and_adds_the_rest() {
    let (name, session, file) = library().await;
    let db = Db::open(&name).await.unwrap();
    db.sessions().update(&session, |s| "renamed since".clone_into(&mut s.name)).await.unwrap();
    let before = contents(&db).await;
    let restored = restore(&db, &file, Mode::Merge).await.unwrap();
    assert_eq!((restored.added, restored.kept), (Counts::default(), COUNTS));
    assert_eq!(contents(&db).await, before);
    assert_eq!(db.sessions().get_by_id(&session).await.unwrap().unwrap().name, "renamed since");
}

#[wasm_bindgen_test]
async fn a_replacing_restore_takes_everything_else_away() {
    let (_, session, file_) = library().await;
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let other = stored(&client, &file(OTHER)).await.session;
    let db = Db::open(&name).await.unwrap();
    let restored = restore(&db, &file_, Mode::Replace).await.unwrap();
    assert_eq!((restored.added, restored.removed.sessions), (COUNTS, 1));
    assert!(db.sessions().get_by_id(&other).await.unwrap().is_none());
    let here: Vec<String> = db.sessions().get_all(None).await.unwrap().into_iter().map(|s| s.id).collect();
    assert_eq!(here, [session]);
    // The other session's columns are gone as well.
    let counts = contents(&db).await;
    assert!(counts.contains(&("columns", SMALL.columns - 1)), "{counts:?}");
}

#[wasm_bindgen_test]
async fn a_damaged_backup_changes_nothing() {
    let (_, _, file) = library().await;
    let whole = bytes_of(&file).await;
    let plain = fresh_name();
    let db = Db::open(&plain).await.unwrap();
    db.rules().replace(&[rule(None), rule(Some("a vehicle that is gone"))], &[]).await.unwrap();
    db.settings().put("language", &"en".to_owned()).await.unwrap();
    let before = contents(&db).await;
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x10;
    let cases = [
        ("a flipped bit", flipped),
        ("cut off in the middle", whole[..whole.len() * 2 / 3].to_vec()),
        ("cut off at the end", whole[..whole.len() - 20].to_vec()),
    ];
    for (what, bytes) in cases {
        let damaged = download::bytes_blob(&bytes, "application/gzip").unwrap();
        for mode in [Mode::Merge, Mode::Replace] {
            let refused = restore(&db, &damaged, mode).await.unwrap_err();
            assert!(matches!(refused, StorageError::DamagedBackup(_)), "{what}: {refused}");
            assert_eq!(contents(&db).await, before, "{what}");
            assert_eq!(
                db.settings().get::<String>("language").await.unwrap().as_deref(),
                Some("en"),
                "{what}"
            );
        }
    }
}

#[wasm_bindgen_test]
async fn another_file_is_no_backup() {
    let db = Db::open(&fresh_name()).await.unwrap();
    for content in ["", "TIME,RPM\n0,1\n", "FUELTUNE-BACKUP\n\u{1}\0\0\0"] {
        let other = download::text_blob(content, "text/plain").unwrap();
        let refused = restore(&db, &other, Mode::Merge).await.unwrap_err();
        assert!(matches!(refused, StorageError::NotABackup(_)), "{content:?}: {refused}");
    }
}

#[wasm_bindgen_test]
async fn given_up_a_restore_leaves_nothing() {
    let (_, _, file) = library().await;
    let db = Db::open(&fresh_name()).await.unwrap();
    let mut steps = 0;
    let outcome = backup::read(&db, &file, Mode::Merge, async |_, _| {
        steps += 1;
        if steps == 10 { Err(StorageError::Cancelled) } else { Ok(()) }
    })
    .await;
    assert_eq!(outcome.err(), Some(StorageError::Cancelled));
    let left = contents(&db).await;
    assert!(left.iter().all(|(_, n)| *n == 0), "{left:?}");
}
