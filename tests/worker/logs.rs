//! Files to import, and importing them.

use fueltune_analyzer::engine::generate::Spec;
use fueltune_analyzer::engine::import::ImportOptions;
use fueltune_analyzer::protocol::{
    Import, ImportAnswer, ImportReport, Lane, OnDuplicate, Source, View, ViewAnswer,
};
use fueltune_analyzer::storage::{Db, Store};
use fueltune_analyzer::web::download;
use fueltune_analyzer::worker::{Answer, Job, Slots, WorkerClient, WorkerError};
use web_sys::Blob;

/// Small, and still several columns of each kind.
pub const SMALL: Spec = Spec { columns: 37, rows: 500, rate_hz: 25.0, seed: 1 };
/// Another small one.
pub const OTHER: Spec = Spec { columns: 5, rows: 50, rate_hz: 25.0, seed: 3 };
/// Takes a while, so that there is time to give it up: several slices of the file.
pub const LONG: Spec = Spec { columns: 64, rows: 30_000, rate_hz: 25.0, seed: 2 };

pub fn file(spec: Spec) -> Blob {
    bytes(&spec.to_bytes())
}

pub fn bytes(bytes: &[u8]) -> Blob {
    download::bytes_blob(bytes, "text/csv").unwrap()
}

pub fn start(client: &WorkerClient, blob: &Blob, on_duplicate: OnDuplicate) -> Job<ImportAnswer> {
    start_keeping(client, blob, on_duplicate, 0.0)
}

pub fn start_keeping(
    client: &WorkerClient,
    blob: &Blob,
    on_duplicate: OnDuplicate,
    keep_original_bytes: f64,
) -> Job<ImportAnswer> {
    let mut slots = Slots::new();
    let source = Source::File(slots.push_blob(blob));
    let import = Import {
        source,
        name: "pull.csv".to_owned(),
        options: ImportOptions::default(),
        vehicle: None,
        on_duplicate,
        keep_original_bytes,
    };
    client.call_with(import, slots, Lane::Background)
}

pub async fn stored(client: &WorkerClient, blob: &Blob) -> ImportReport {
    report(start(client, blob, OnDuplicate::Keep).await)
}

pub fn report(answer: Result<Answer<ImportAnswer>, WorkerError>) -> ImportReport {
    match answer.expect("an import").value {
        ImportAnswer::Stored(report) => report,
        duplicate @ ImportAnswer::Duplicate { .. } => panic!("{duplicate:?}"),
    }
}

/// The number of records in every store, for telling that nothing was left behind.
pub async fn contents(db: &Db) -> Vec<(&'static str, u32)> {
    let mut counts = Vec::new();
    for store in [
        Store::Sessions,
        Store::Details,
        Store::Axes,
        Store::Columns,
        Store::Originals,
        Store::Results,
        Store::Annotations,
    ] {
        counts.push((store.name(), db.count(store).await.unwrap()));
    }
    counts
}

/// The points of a view, ready to be compared bit by bit.
pub async fn points(client: &WorkerClient, question: View) -> Vec<(String, Vec<u32>, Vec<u32>)> {
    let Answer { value: ViewAnswer { series, .. }, slots } =
        client.call(question, Lane::Interactive).await.unwrap();
    let bits = |slot| slots.f32s(slot).unwrap().to_vec().into_iter().map(f32::to_bits).collect();
    series.into_iter().map(|s| (s.key.to_string(), bits(s.t), bits(s.y))).collect()
}
