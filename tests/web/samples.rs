//! Records to store.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::import::{ImportOptions, Importer};
use fueltune_analyzer::engine::tables::{MapAxis, MapInfo, MapTable, Origin, Snapshot};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::storage::{
    AnnotationRecord, Db, SessionDetail, SessionRecord, SnapshotRecord, TableRecord, ids,
};

use crate::line::fresh_name;

/// An empty database of the browser's and one in memory: what holds for one has to hold for the other.
pub async fn both() -> [Db; 2] {
    [Db::open(&fresh_name()).await.expect("a database"), Db::in_memory()]
}

pub fn session(name: &str) -> SessionRecord {
    SessionRecord {
        id: ids::new_id(),
        name: name.to_owned(),
        file_name: format!("{name}.csv"),
        vehicle: None,
        notes: String::new(),
        tags: vec!["dyno".to_owned()],
        created_at: 1_750_000_000_000.0,
        updated_at: 1_750_000_000_000.0,
        deleted_at: None,
        data: ids::new_id(),
        source_hash: "00112233445566778899aabbccddeeff".to_owned(),
        format: "fueltech-csv".to_owned(),
        started_at: Some("2025-06-15T10:00:00".to_owned()),
        rows: 3,
        columns: 2,
        start_s: 0.02,
        duration_s: 0.08,
        sample_rate_hz: 25.0,
        file_bytes: 120.0,
        stored_bytes: 96.0,
        issue_kinds: 0,
        issue_count: 0,
        quality: Some(87),
        summary: None,
        demo: false,
        driven_with: Vec::new(),
    }
}

/// A table of three cells over manifold pressure, and the snapshot it begins with.
pub fn table(name: &str, vehicle: Option<&str>) -> (TableRecord, SnapshotRecord) {
    let table = map_table(name, [2.0, 4.0, 6.0]);
    let id = ids::new_id();
    let snapshot = Snapshot::of(ids::new_id(), table.clone(), Origin::Import, 1.0);
    let record = TableRecord {
        id: id.clone(),
        vehicle: vehicle.map(str::to_owned),
        table,
        base: Some(snapshot.id.clone()),
        source: Some("tune.msq".to_owned()),
        created_at: 1.0,
        updated_at: 1.0,
        deleted_at: None,
    };
    (record, SnapshotRecord::new(&id, snapshot))
}

pub fn map_table(name: &str, cells: [f64; 3]) -> MapTable {
    let x = MapAxis::of(Some(ChannelId::MapGauge), Unit::Bar, vec![-1.0, 0.0, 1.0]).expect("an axis");
    let info = MapInfo::new(name, TableKind::MainFuel);
    MapTable::new(info, x, None, Unit::Milliseconds, cells.to_vec()).expect("a table")
}

pub fn note(session: &str, t0: f64, text: &str) -> AnnotationRecord {
    AnnotationRecord {
        id: ids::new_id(),
        session: session.to_owned(),
        t0,
        t1: Some(t0 + 1.0),
        channel: None,
        text: text.to_owned(),
        from_file: false,
        created_at: 0.0,
        updated_at: 0.0,
    }
}

pub fn detail(session: &str) -> SessionDetail {
    let mut importer = Importer::new(ImportOptions::default());
    importer.feed(b"Time (s),RPM\n0.0,900\n0.1,910\n0.2,920\n").expect("a log");
    let log = importer.finish().expect("a log");
    SessionDetail {
        id: session.to_owned(),
        info: log.info,
        axes: Vec::new(),
        columns: Vec::new(),
        decisions: log.columns,
        doubts: log.doubts,
        issues: log.issues,
        quality: None,
        options: ImportOptions::default(),
    }
}
