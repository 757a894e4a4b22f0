//! Large files are read with helpers, and stored as if there were none.

use std::cell::Cell;
use std::fmt::Write as _;
use std::rc::Rc;

use fueltune_analyzer::engine::codec;
use fueltune_analyzer::protocol::{ImportReport, Lane, Memory, OnDuplicate, Stage};
use fueltune_analyzer::storage::{Db, columns};
use fueltune_analyzer::web::{global, marks};
use fueltune_analyzer::worker::{PARTS_FROM, WorkerClient, WorkerError};
use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

use crate::line::{Helpers, Workers, config, fresh_name};
use crate::logs::{LONG, SMALL, bytes, contents, file, start, stored};

/// A client whose worker may have so many helpers.
fn helped(name: &str, helpers: u32) -> (WorkerClient, Workers) {
    let workers = Workers::default();
    let mut config = config(name);
    config.helpers = helpers;
    (WorkerClient::start(config, workers.spawner()), workers)
}

/// Times that parts which a helper had read became part of a log, since the timeline began.
fn times_helped() -> u32 {
    let name = JsValue::from_str(&format!("{}import:helped", marks::PREFIX));
    let found = global::call(&global::global_get("performance"), "getEntriesByName", &[name]).unwrap();
    Array::from(&found).length()
}

/// Everything that is stored of a session but its names and dates.
async fn content(name: &str, report: &ImportReport) -> (String, Vec<Vec<u8>>) {
    let db = Db::open(name).await.unwrap();
    let session = db.sessions().get_by_id(&report.session).await.unwrap().unwrap();
    let mut detail = db.details().get_by_id(&report.session).await.unwrap().unwrap();
    detail.id.clear();
    let mut stored = Vec::new();
    let places: Vec<u32> = (0..session.columns).collect();
    let loaded = columns::load(&db, &session.data, true, &places).await.unwrap();
    for axis in &loaded.axes {
        stored.push(axis.seconds().iter().flat_map(|t| t.to_le_bytes()).collect());
    }
    for (column, pyramid) in &loaded.columns {
        stored.push(codec::encode_column(column).1);
        stored.push(codec::encode_pyramid(pyramid));
    }
    (format!("{:?} {:?} {detail:?}", session.source_hash, session.summary), stored)
}

async fn alone(blob: &Blob) -> (String, Vec<Vec<u8>>) {
    let name = fresh_name();
    let (client, workers) = helped(&name, 0);
    let report = stored(&client, blob).await;
    assert_eq!(workers.helpers(), (0, 0));
    content(&name, &report).await
}

/// A log in whose middle columns turn into something else, a line is none and the last row is cut.
fn changing() -> Blob {
    let mut csv = "TIME,RPM,Counter,State,Note\n".to_owned();
    let mut row = 0;
    while (csv.len() as f64) < PARTS_FROM + 3e6 {
        let late = csv.len() > 4_000_000;
        let counter = if late { 16_777_000 + row } else { row };
        let state = match row % 3_000 {
            0 if late => "Pressão",
            n if n < 1_500 => "ON",
            _ => "OFF",
        };
        let note = if csv.len() > 6_000_000 { "pull" } else { "" };
        writeln!(csv, "{}.{:03},{},{counter},{state},{note}", row / 25, row % 25 * 40, 900 + row % 7)
            .unwrap();
        if row % 50_000 == 49_999 {
            csv += "MARK 001 - lap\n\nTIME,RPM,Counter,State,Note\n";
        }
        row += 1;
    }
    csv += "99999.9,90";
    bytes(csv.as_bytes())
}

#[wasm_bindgen_test]
async fn a_file_read_with_helpers_is_stored_as_one_worker_stores_it() {
    for blob in [file(LONG), changing()] {
        let expect = alone(&blob).await;
        for helpers in [1, 3] {
            let name = fresh_name();
            let (client, workers) = helped(&name, helpers);
            let before = times_helped();
            let report = stored(&client, &blob).await;
            assert_eq!(times_helped(), before + 1, "helpers have read a part");
            assert!(content(&name, &report).await == expect, "{helpers} helpers");
            assert_eq!(workers.helpers(), (helpers, helpers), "none is left");
        }
    }
}

#[wasm_bindgen_test]
async fn whatever_becomes_of_helpers_the_file_is_read() {
    let blob = file(LONG);
    let expect = alone(&blob).await;
    for kind in [Helpers::Refused, Helpers::Dumb, Helpers::Breaking, Helpers::Strange] {
        let name = fresh_name();
        let (client, workers) = helped(&name, 2);
        workers.set_helpers(kind);
        let before = times_helped();
        let report = stored(&client, &blob).await;
        assert_eq!(times_helped(), before, "{kind:?}");
        assert!(content(&name, &report).await == expect, "{kind:?}");
        let (started, ended) = workers.helpers();
        assert_eq!((started, ended), if kind == Helpers::Refused { (0, 0) } else { (2, 2) }, "{kind:?}");
    }
}

#[wasm_bindgen_test]
async fn given_up_while_helpers_read_an_import_leaves_nothing() {
    let name = fresh_name();
    let (client, workers) = helped(&name, 2);
    let blob = changing();
    for share in [0.0, 0.3, 0.9] {
        let job = start(&client, &blob, OnDuplicate::Ask);
        let canceller = job.canceller();
        let reached = Rc::new(Cell::new(false));
        let reaching = Rc::clone(&reached);
        let subscription = job.progress(move |p| {
            if p.stage == Stage::Process && p.fraction().is_some_and(|done| done >= share) {
                reaching.set(true);
                canceller.cancel();
            }
        });
        assert_eq!(job.await.err(), Some(WorkerError::Cancelled), "{share}");
        assert!(reached.get(), "{share} was reached");
        drop(subscription);
        // Comes after the import has ended: one background job at a time.
        client.call(Memory, Lane::Background).await.unwrap();
        let left = contents(&Db::open(&name).await.unwrap()).await;
        assert!(left.iter().all(|(_, n)| *n == 0), "{share} left {left:?}");
        let (started, ended) = workers.helpers();
        assert_eq!(started, ended, "{share}: helpers left");
    }
}

#[wasm_bindgen_test]
async fn a_small_file_needs_no_helpers() {
    let (client, workers) = helped(&fresh_name(), 2);
    stored(&client, &file(SMALL)).await;
    assert_eq!(workers.helpers(), (0, 0));
}
