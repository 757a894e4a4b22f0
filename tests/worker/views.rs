//! Looking into a stored session: from memory, from the database, and after both were lost.

use std::fmt::Write as _;

use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::view::Window;
use fueltune_analyzer::protocol::{
    Attend, ClearCaches, Cursor, DensityOf, ErrorCode, Export, FileForm, Grid, GridFrom, HistogramOf, Lane,
    Memory, Span, Statistics, View,
};
use fueltune_analyzer::storage::Db;
use fueltune_analyzer::worker::{WorkerClient, WorkerError};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::line::{Workers, config, connected, fresh_name};
use crate::logs::{LONG, SMALL, bytes, file, points, stored};

fn keys() -> Vec<ChannelKey> {
    vec![ChannelId::Rpm.into(), ChannelId::Tps.into(), ChannelKey::Custom("no such column".to_owned())]
}

fn whole(session: &str, columns: Vec<ChannelKey>) -> View {
    View { session: session.to_owned(), columns, window: Window::new(0.0, 1e6, 300) }
}

#[wasm_bindgen_test]
async fn a_view_is_the_same_from_memory_from_the_database_and_from_a_new_worker() {
    let name = fresh_name();
    let (client, workers) = connected(&name);
    let session = stored(&client, &file(LONG)).await.session;
    let fresh = points(&client, whole(&session, keys())).await;
    assert_eq!(fresh.iter().map(|(key, ..)| key.as_str()).collect::<Vec<_>>(), ["rpm", "tps"]);
    client.call(ClearCaches { columns: true, results: false }, Lane::Interactive).await.unwrap();
    assert!(points(&client, whole(&session, keys())).await == fresh);
    // Only what was asked for came back.
    assert_eq!(client.call(Memory, Lane::Interactive).await.unwrap().cached_columns, 2);
    client.restart();
    assert!(points(&client, whole(&session, keys())).await == fresh);
    assert_eq!(workers.starts(), 2);
}

#[wasm_bindgen_test]
async fn a_session_that_is_attended_to_waits_with_its_time_bases_for_the_first_look() {
    let (client, _workers) = connected(&fresh_name());
    let session = stored(&client, &file(LONG)).await.session;
    let fresh = points(&client, whole(&session, keys())).await;
    client.restart();
    let attend = || client.call(Attend { session: session.clone() }, Lane::Interactive);
    // Asked at the same time, so that the look comes while the time bases are on their way; nobody is in the other's way.
    let (first, second) = (attend(), attend());
    assert!(points(&client, whole(&session, keys())).await == fresh);
    first.await.unwrap();
    second.await.unwrap();
    client.call(ClearCaches { columns: true, results: false }, Lane::Interactive).await.unwrap();
    attend().await.unwrap();
    let memory = client.call(Memory, Lane::Interactive).await.unwrap().value;
    assert_eq!((memory.cached_sessions, memory.cached_columns), (1, 0));
    assert!(memory.cache_bytes > 0.0);
    let gone = client.call(Attend { session: "gone".to_owned() }, Lane::Interactive).await.err();
    assert!(matches!(gone, Some(WorkerError::Failed(e)) if e.code == ErrorCode::NoSuchSession));
}

#[wasm_bindgen_test]
async fn a_spike_of_one_sample_is_in_the_view_of_the_whole_log() {
    let (client, _workers) = connected(&fresh_name());
    let mut csv = "TIME,RPM,TPS\n".to_owned();
    for row in 0..30_000 {
        let rpm = if row == 17_777 { 9_876 } else { 3_000 + row % 7 };
        writeln!(csv, "{}.{:03},{rpm},20", row / 25, row % 25 * 40).unwrap();
    }
    let session = stored(&client, &bytes(csv.as_bytes())).await.session;
    let series = points(&client, whole(&session, vec![ChannelId::Rpm.into()])).await;
    let highest = series[0].2.iter().map(|bits| f32::from_bits(*bits)).fold(0.0, f32::max);
    assert_eq!(highest, 9_876.0);
}

#[wasm_bindgen_test]
async fn the_cache_lets_columns_go_and_loads_them_again() {
    let name = fresh_name();
    let workers = Workers::default();
    let mut tight = config(&name);
    // Room for three columns of 30,000 figures, the time base included.
    tight.cache_bytes = 30_000.0 * (8.0 + 3.0 * 4.4);
    let client = WorkerClient::start(tight, workers.spawner());
    let session = stored(&client, &file(LONG)).await.session;
    let all: Vec<ChannelKey> = {
        let db = Db::open(&name).await.unwrap();
        let detail = db.details().get_by_id(&session).await.unwrap().unwrap();
        detail.columns.into_iter().map(|c| c.key).take(6).collect()
    };
    let mut first = Vec::new();
    for key in &all {
        first.push(points(&client, whole(&session, vec![key.clone()])).await);
        let memory = client.call(Memory, Lane::Interactive).await.unwrap().value;
        assert!(memory.cache_bytes <= memory.cache_budget_bytes, "{memory:?}");
        assert!(memory.cached_columns >= 1);
    }
    for (key, expected) in all.iter().zip(first) {
        assert!(points(&client, whole(&session, vec![key.clone()])).await == expected, "{key}");
    }
}

#[wasm_bindgen_test]
async fn a_deleted_session_is_not_shown_from_memory() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let session = stored(&client, &file(SMALL)).await.session;
    points(&client, whole(&session, keys())).await;
    Db::open(&name).await.unwrap().sessions().delete(&session).await.unwrap();
    // The news travels over a channel of its own; ask until it has come.
    let refused = loop {
        match client.call(whole(&session, keys()), Lane::Interactive).await {
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, WorkerError::Failed(error) if error.code == ErrorCode::NoSuchSession));
}

#[wasm_bindgen_test]
async fn cursor_span_histogram_and_density_agree_with_each_other() {
    let (client, _workers) = connected(&fresh_name());
    let csv = "TIME,RPM,TPS\n0.00,1000,0\n0.04,2000,10\n0.08,3000,20\n0.12,4000,30\n";
    let session = stored(&client, &bytes(csv.as_bytes())).await.session;
    let lane = Lane::Interactive;
    let cursor = Cursor { session: session.clone(), columns: keys(), t: 0.09 };
    let shown = client.call(cursor, lane).await.unwrap().value;
    assert_eq!(shown.columns, keys()[..2]);
    assert_eq!(shown.values.iter().map(|v| v.value).collect::<Vec<_>>(), [Some(3000.0), Some(20.0)]);
    let span = Span { session: session.clone(), columns: keys(), t0: 0.08, t1: 0.04, filter: None };
    let span = client.call(span, lane).await.unwrap().value;
    assert_eq!((span.t0, span.t1, span.stats[0].n, span.stats[0].mean), (0.04, 0.08, 2, Some(2500.0)));
    let histogram = HistogramOf {
        session: session.clone(),
        column: ChannelId::Rpm.into(),
        range: Some((0.04, 1.0)),
        filter: None,
        bins: Some(3),
    };
    let histogram = client.call(histogram, lane).await.unwrap().value;
    assert_eq!((histogram.n, histogram.counts.iter().sum::<u32>()), (3, 3));
    let density = DensityOf {
        session: session.clone(),
        x: ChannelId::Rpm.into(),
        y: ChannelId::Tps.into(),
        range: None,
        filter: None,
        cells: (4, 4),
        x_range: None,
        y_range: None,
        max_points: 10,
        singly: 0,
    };
    assert_eq!(client.call(density.clone(), lane).await.unwrap().n, 4);
    let singly = DensityOf { singly: 4, ..density.clone() };
    let points = client.call(singly, lane).await.unwrap().value;
    assert_eq!((points.counts.len(), points.outliers[3].t), (0, 0.12));
    let missing = DensityOf { y: ChannelId::Baro.into(), ..density };
    match client.call(missing, lane).await {
        Err(WorkerError::Failed(error)) => assert_eq!(error.code, ErrorCode::NoSuchColumn),
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn the_grid_shows_the_rows_of_an_rpm_range() {
    let (client, _workers) = connected(&fresh_name());
    let csv = "TIME,RPM,TPS\n0.00,1000,0\n0.04,2000,10\n0.08,3000,20\n0.12,2500,30\n";
    let session = stored(&client, &bytes(csv.as_bytes())).await.session;
    let filter = "rpm >= 2000 and rpm <= 2500".to_owned();
    let grid = Grid {
        session,
        columns: vec![ChannelId::Tps.into()],
        filter: Some(filter),
        from: GridFrom::Time(0.05),
        count: 10,
    };
    let found = client.call(grid, Lane::Interactive).await.unwrap().value;
    assert_eq!(found.columns, [ChannelKey::from(ChannelId::Tps)]);
    assert_eq!((found.rows.total, found.rows.rows.as_slice()), (2, &[3][..]));
    assert_eq!(found.rows.cells.iter().map(|c| c.value).collect::<Vec<_>>(), [Some(30.0)]);
}

#[wasm_bindgen_test]
async fn statistics_are_kept_from_the_import_on() {
    let (client, _workers) = connected(&fresh_name());
    let session = stored(&client, &file(SMALL)).await.session;
    let question = Statistics { session };
    let kept = client.call(question.clone(), Lane::Interactive).await.unwrap().value;
    assert!(kept.kept);
    client.call(ClearCaches { columns: false, results: true }, Lane::Interactive).await.unwrap();
    let computed = client.call(question, Lane::Interactive).await.unwrap().value;
    assert!(!computed.kept);
    assert_eq!(computed.columns, kept.columns);
}

#[wasm_bindgen_test]
async fn an_exported_csv_reads_back_as_the_same_log() {
    let (client, _workers) = connected(&fresh_name());
    let session = stored(&client, &file(SMALL)).await.session;
    let answer = client.call(Export::csv(session.clone()), Lane::Background).await.unwrap();
    assert_eq!((answer.name.as_str(), answer.rows), ("pull.csv", SMALL.rows));
    let csv = answer.slots.blob(answer.file).unwrap();
    let text = JsFuture::from(csv.text()).await.unwrap().as_string().unwrap();
    let again = stored(&client, &bytes(text.as_bytes())).await.session;
    let columns =
        client.call(Statistics { session: session.clone() }, Lane::Interactive).await.unwrap().value.columns;
    let asked: Vec<ChannelKey> = columns.iter().map(|c| c.key.clone()).collect();
    let (before, after) =
        (points(&client, whole(&session, asked.clone())).await, points(&client, whole(&again, asked)).await);
    for (before, after) in before.iter().zip(&after) {
        assert!(before == after, "{} and {}", before.0, after.0);
    }
    assert_eq!(before.len(), after.len());
    let part =
        Export { columns: vec![ChannelId::Tps.into()], range: Some((1.0, 2.0)), ..Export::csv(session) };
    let part = client.call(part, Lane::Background).await.unwrap();
    assert_eq!(part.rows, 25);
}

#[wasm_bindgen_test]
async fn a_session_is_written_as_a_workbook_and_as_json() {
    let (client, _workers) = connected(&fresh_name());
    let session = stored(&client, &file(SMALL)).await.session;
    let book = Export { form: FileForm::Workbook, ..Export::csv(session.clone()) };
    let book = client.call(book, Lane::Background).await.unwrap();
    assert_eq!((book.name.as_str(), book.rows), ("pull.xlsx", SMALL.rows));
    let bytes = JsFuture::from(book.slots.blob(book.file).unwrap().array_buffer()).await.unwrap();
    assert_eq!(js_sys::Uint8Array::new(&bytes).slice(0, 4).to_vec(), b"PK\x03\x04");
    let json = Export { form: FileForm::Json, range: Some((1.0, 2.0)), ..Export::csv(session) };
    let json = client.call(json, Lane::Background).await.unwrap();
    assert_eq!((json.name.as_str(), json.rows), ("pull.json", 25));
    let text = JsFuture::from(json.slots.blob(json.file).unwrap().text()).await.unwrap();
    let log: serde_json::Value = serde_json::from_str(&text.as_string().unwrap()).unwrap();
    assert_eq!(log["time_bases"][0]["seconds"].as_array().unwrap().len(), 25);
}

#[wasm_bindgen_test]
async fn an_export_at_a_rate_beyond_measure_is_refused() {
    let (client, _workers) = connected(&fresh_name());
    let session = stored(&client, &file(SMALL)).await.session;
    let export = Export { rate_hz: Some(1e12), ..Export::csv(session) };
    let refused = client.call(export, Lane::Background).await.unwrap_err();
    assert!(matches!(refused, WorkerError::Failed(error) if error.code == ErrorCode::TooManyRows));
}
