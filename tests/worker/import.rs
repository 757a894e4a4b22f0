//! From a file to a stored session, and what an import leaves behind when it does not get there.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::import::ImportOptions;
use fueltune_analyzer::protocol::{
    Arg, ErrorCode, Import, ImportAnswer, Lane, Memory, OnDuplicate, OriginalFile, PreviewFile, Source, Stage,
};
use fueltune_analyzer::storage::{AnnotationRecord, Db};
use fueltune_analyzer::web::{download, global, macrotask, marks};
use fueltune_analyzer::worker::{Slots, WorkerClient, WorkerError};
use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::line::{Workers, config, connected, fresh_name};
use crate::logs::{LONG, OTHER, SMALL, bytes, contents, file, report, start, start_keeping, stored};

#[wasm_bindgen_test]
async fn a_file_becomes_a_session_with_all_its_columns() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let blob = file(SMALL);
    let job = start(&client, &blob, OnDuplicate::Ask);
    let stages: Rc<RefCell<Vec<Stage>>> = Rc::default();
    let seen = Rc::clone(&stages);
    let subscription = job.progress(move |p| {
        if seen.borrow().last() != Some(&p.stage) {
            seen.borrow_mut().push(p.stage);
        }
    });
    let report = report(job.await);
    drop(subscription);
    assert_eq!((report.rows, report.columns, report.sample_rate_hz), (SMALL.rows, SMALL.columns - 1, 25.0));
    assert_eq!(report.file_bytes, blob.size());
    assert_eq!(
        *stages.borrow(),
        [Stage::Queued, Stage::Validate, Stage::Process, Stage::Store, Stage::Confirm, Stage::Analyse]
    );
    let db = Db::open(&name).await.unwrap();
    let session = db.sessions().get_by_id(&report.session).await.unwrap().expect("the session");
    assert_eq!((session.rows, session.columns, session.name.as_str()), (SMALL.rows, 36, "pull.csv"));
    let summary = session.summary.expect("its figures");
    assert_eq!(summary.point_count, SMALL.rows);
    let detail = db.details().get_by_id(&report.session).await.unwrap().expect("its detail");
    assert_eq!(detail.columns[0].key, ChannelId::Rpm.into());
    assert_eq!(
        contents(&db).await,
        [
            ("sessions", 1),
            ("details", 1),
            ("axes", 1),
            ("columns", 36),
            ("originals", 0),
            ("results", 1),
            ("annotations", 0),
        ]
    );
}

#[wasm_bindgen_test]
async fn given_up_in_any_stage_an_import_leaves_nothing() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let blob = file(LONG);
    for stage in [Stage::Validate, Stage::Process, Stage::Store, Stage::Confirm, Stage::Analyse] {
        let job = start(&client, &blob, OnDuplicate::Ask);
        let canceller = job.canceller();
        let reached = Rc::new(Cell::new(false));
        let reaching = Rc::clone(&reached);
        let subscription = job.progress(move |p| {
            if p.stage == stage {
                reaching.set(true);
                canceller.cancel();
            }
        });
        assert_eq!(job.await.err(), Some(WorkerError::Cancelled), "{stage:?}");
        assert!(reached.get(), "{stage:?} was reached");
        drop(subscription);
        // Comes after the import has ended: one background job at a time.
        client.call(Memory, Lane::Background).await.unwrap();
        let left = contents(&Db::open(&name).await.unwrap()).await;
        assert!(left.iter().all(|(_, n)| *n == 0), "{stage:?} left {left:?}");
    }
}

#[wasm_bindgen_test]
async fn a_question_is_answered_while_a_file_is_read() {
    let (client, _workers) = connected(&fresh_name());
    let job = start(&client, &file(LONG), OnDuplicate::Ask);
    while job.last_progress().is_none_or(|p| p.stage == Stage::Queued) {
        macrotask::give_way().await;
    }
    client.call(Memory, Lane::Interactive).await.unwrap();
    let stage = job.last_progress().map(|p| p.stage);
    assert!(stage.is_some_and(|s| s < Stage::Analyse), "{stage:?}");
    report(job.await);
}

/// What may go by without an answer, milliseconds: some turns of the worker's loop.
const PATIENCE: f64 = 60.0;

/// Whoever asks something, or gives the import up, waits for a column at most and not for all of them.
#[wasm_bindgen_test]
async fn questions_are_answered_while_columns_are_made_and_judged() {
    let (client, _workers) = connected(&fresh_name());
    let job = start(&client, &file(LONG), OnDuplicate::Ask);
    while job.last_progress().is_none_or(|p| p.stage < Stage::Store) {
        client.call(Memory, Lane::Interactive).await.unwrap();
        marks::mark("answered");
    }
    report(job.await);
    for stage in ["import:make", "import:pyramids", "import:quality"] {
        let (from, took) = last_entry(stage);
        let answered =
            entries("answered").into_iter().filter(|(at, _)| (from..from + took).contains(at)).count();
        assert!(answered > 0 || took < PATIENCE, "nothing was answered in the {took} ms of {stage}");
    }
}

/// Start and length of the timeline's entries of a name.
fn entries(name: &str) -> Vec<(f64, f64)> {
    let timeline = global::global_get("performance");
    let name = JsValue::from_str(&format!("{}{name}", marks::PREFIX));
    let found = global::call(&timeline, "getEntriesByName", &[name]).unwrap();
    let figure = |entry: &JsValue, field| global::get(entry, field).as_f64().unwrap();
    Array::from(&found).iter().map(|e| (figure(&e, "startTime"), figure(&e, "duration"))).collect()
}

fn last_entry(name: &str) -> (f64, f64) {
    *entries(name).last().expect("the stage is in the timeline")
}

#[wasm_bindgen_test]
async fn what_is_no_log_is_named_and_not_stored() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let png = [&b"\x89PNG\r\n\x1a\n"[..], &[0; 64]].concat();
    let cases: [(&[u8], &str); 3] = [
        (b"", "empty"),
        (&png, "image"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "git_lfs_pointer"),
    ];
    for (content, looked_like) in cases {
        match start(&client, &bytes(content), OnDuplicate::Ask).await {
            Err(WorkerError::Failed(error)) => {
                assert_eq!(error.code, ErrorCode::NotALog);
                assert_eq!(error.arg("looked_like"), Some(&Arg::Text(looked_like.to_owned())));
            }
            other => panic!("{looked_like}: {other:?}"),
        }
    }
    let left = contents(&Db::open(&name).await.unwrap()).await;
    assert!(left.iter().all(|(_, n)| *n == 0), "{left:?}");
}

#[wasm_bindgen_test]
async fn the_same_file_again_is_a_question_then_kept_or_read_anew() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let db = Db::open(&name).await.unwrap();
    let blob = file(SMALL);
    let first = report(start(&client, &blob, OnDuplicate::Ask).await);
    db.sessions()
        .update(&first.session, |s| {
            "Dyno, third pull".clone_into(&mut s.name);
            "kept".clone_into(&mut s.notes);
        })
        .await
        .unwrap();
    let before = contents(&db).await;

    let asked = start(&client, &blob, OnDuplicate::Ask).await.unwrap().value;
    assert!(
        matches!(&asked, ImportAnswer::Duplicate { existing, name, .. }
            if *existing == first.session && name == "Dyno, third pull"),
        "{asked:?}"
    );
    assert_eq!(contents(&db).await, before);

    let old = db.sessions().get_by_id(&first.session).await.unwrap().unwrap();
    let again = report(start(&client, &blob, OnDuplicate::Replace(first.session.clone())).await);
    let new = db.sessions().get_by_id(&first.session).await.unwrap().unwrap();
    assert_eq!((&again.session, new.name.as_str(), new.notes.as_str()), (&first.session, &*old.name, "kept"));
    assert_ne!(new.data, old.data);
    assert_eq!(contents(&db).await, before);

    let other = report(start(&client, &blob, OnDuplicate::Keep).await);
    assert_ne!(other.session, first.session);
    assert_eq!(db.sessions().get_all(None).await.unwrap().len(), 2);
}

#[wasm_bindgen_test]
async fn a_session_is_read_anew_only_from_its_own_file() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let db = Db::open(&name).await.unwrap();
    let first = report(start(&client, &file(SMALL), OnDuplicate::Ask).await);
    let before = db.sessions().get_by_id(&first.session).await.unwrap();
    match start(&client, &file(OTHER), OnDuplicate::Replace(first.session.clone())).await {
        Err(WorkerError::Failed(error)) => {
            assert_eq!(error.code, ErrorCode::OtherFile);
            assert_eq!(error.arg("name"), Some(&Arg::Text("pull.csv".to_owned())));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(db.sessions().get_by_id(&first.session).await.unwrap(), before);
}

/// A log with two remarks between its rows.
const MARKED: &str = "Time\tRPM\tMAP\n0.0\t900\t30\nMARK 000\n0.1\t910\t31\nMARK 001 - pit\n0.2\t920\t32\n";

#[wasm_bindgen_test]
async fn remarks_of_a_file_become_notes_and_what_the_user_wrote_over_one_outlives_another_reading() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let db = Db::open(&name).await.unwrap();
    let session = report(start(&client, &bytes(MARKED.as_bytes()), OnDuplicate::Ask).await).session;
    let notes = async || db.annotations().get_by_session(&session).await.unwrap();
    let found = notes().await;
    let told: Vec<(f64, &str, bool)> = found.iter().map(|n| (n.t0, n.text.as_str(), n.from_file)).collect();
    assert_eq!(told, [(0.0, "MARK 000", true), (0.1, "MARK 001 - pit", true)]);

    let over = |note: &mut AnnotationRecord| {
        note.from_file = false;
        "knock heard".clone_into(&mut note.text);
    };
    db.annotations().update(&found[1].id, over).await.unwrap();
    db.annotations().delete(&found[0].id).await.unwrap();
    let mut own = found[0].clone();
    (own.id, own.text, own.from_file) = ("own".to_owned(), "mine".to_owned(), false);
    db.annotations().create(&own).await.unwrap();

    let replace = OnDuplicate::Replace(session.clone());
    report(start(&client, &bytes(MARKED.as_bytes()), replace).await);
    let mut texts: Vec<String> = notes().await.into_iter().map(|n| n.text).collect();
    texts.sort();
    assert_eq!(texts, ["MARK 000", "knock heard", "mine"], "a deleted remark comes back with the file");
}

#[wasm_bindgen_test]
async fn pasted_text_and_the_demo_log_are_read_like_files() {
    let (client, _workers) = connected(&fresh_name());
    let mut slots = Slots::new();
    let text = slots.push_text(&String::from_utf8(SMALL.to_bytes()).unwrap());
    let import = |source, name: &str| Import {
        source,
        name: name.to_owned(),
        options: ImportOptions::default(),
        vehicle: Some("gol".to_owned()),
        on_duplicate: OnDuplicate::Ask,
        keep_original_bytes: 0.0,
    };
    let pasted = client.call_with(import(Source::Text(text), "pasted"), slots, Lane::Background).await;
    assert_eq!(report(pasted).rows, SMALL.rows);
    let demo = report(client.call(import(Source::Demo, "demo"), Lane::Background).await);
    assert_eq!((demo.rows > 14_000, demo.columns), (true, 63));
}

#[wasm_bindgen_test]
async fn a_preview_says_how_a_file_would_be_read_and_stores_nothing() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let mut slots = Slots::new();
    let blob = file(LONG);
    let source = Source::File(slots.push_blob(&blob));
    let question = PreviewFile { source, options: ImportOptions::default() };
    let found = client.call_with(question, slots, Lane::Interactive).await.unwrap().value;
    assert_eq!((found.bytes, found.preview.format.as_str()), (blob.size(), "fueltech-csv"));
    assert!(found.preview.estimated && found.preview.rows.abs_diff(LONG.rows) < LONG.rows / 10);
    let left = contents(&Db::open(&name).await.unwrap()).await;
    assert!(left.iter().all(|(_, n)| *n == 0), "{left:?}");
}

#[wasm_bindgen_test]
async fn the_original_is_kept_and_comes_back_byte_by_byte() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let blob = file(SMALL);
    let kept = report(start_keeping(&client, &blob, OnDuplicate::Keep, 1e6).await);
    let too_large = report(start_keeping(&client, &blob, OnDuplicate::Keep, 10.0).await);
    let db = Db::open(&name).await.unwrap();
    let data = db.sessions().get_by_id(&kept.session).await.unwrap().unwrap().data;
    while db.originals().get(&data).await.unwrap().is_none() {
        macrotask::give_way().await;
    }
    let answer = client.call(OriginalFile { session: kept.session }, Lane::Interactive).await.unwrap();
    let found = answer.slots.blob(answer.file.expect("a file")).unwrap();
    let text = JsFuture::from(found.text()).await.unwrap().as_string().unwrap();
    assert_eq!(text.as_bytes(), SMALL.to_bytes());
    let none = client.call(OriginalFile { session: too_large.session }, Lane::Interactive).await.unwrap();
    assert_eq!(none.file, None);
}

#[wasm_bindgen_test]
async fn without_a_database_everything_works_in_memory_and_the_page_learns_of_it() {
    let workers = Workers::default();
    let mut memory = config(&fresh_name());
    memory.memory = true;
    let client = WorkerClient::start(memory, workers.spawner());
    let page = Db::in_memory();
    let followed = page.clone();
    let subscription = client.mirrored().subscribe(move |written| followed.follow(written).unwrap());
    let report = stored(&client, &file(SMALL)).await;
    assert!(client.call(Memory, Lane::Interactive).await.unwrap().memory_only);
    let session =
        page.sessions().get_by_id(&report.session).await.unwrap().expect("the page has the session");
    assert_eq!(session.rows, SMALL.rows);
    drop(subscription);
}

#[wasm_bindgen_test]
async fn a_file_that_cannot_be_read_any_more_is_said_to_be_so() {
    let (client, _workers) = connected(&fresh_name());
    let mut slots = Slots::new();
    let not_a_file = slots.push_text("no file");
    let import = Import {
        source: Source::File(not_a_file),
        name: String::new(),
        options: ImportOptions::default(),
        vehicle: None,
        on_duplicate: OnDuplicate::Ask,
        keep_original_bytes: 0.0,
    };
    match client.call_with(import, slots, Lane::Background).await {
        Err(WorkerError::Failed(error)) => assert_eq!(error.code, ErrorCode::BadRequest),
        other => panic!("{other:?}"),
    }
    drop(download::text_blob("", "text/plain"));
}
