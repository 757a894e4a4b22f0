//! The page's side of the worker: questions, cancelling, crashes.

use std::cell::RefCell;
use std::rc::Rc;

use fueltune_analyzer::build_info::BUILD_ID;
use fueltune_analyzer::engine::import::ImportOptions;
use fueltune_analyzer::protocol::{
    ClearCaches, ErrorCode, FromWorker, Import, Lane, Memory, OnDuplicate, PROTOCOL, Source, Statistics,
};
use fueltune_analyzer::web::{download, macrotask};
use fueltune_analyzer::worker::wire::{self, Endpoint, Slots};
use fueltune_analyzer::worker::{WorkerClient, WorkerError, WorkerEvent};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::line::{Workers, config, connected, fresh_name};

fn events_of(client: &WorkerClient) -> (Rc<RefCell<Vec<WorkerEvent>>>, impl Sized) {
    let events: Rc<RefCell<Vec<WorkerEvent>>> = Rc::default();
    let hearing = Rc::clone(&events);
    let subscription = client.events().subscribe(move |event| hearing.borrow_mut().push(event.clone()));
    (events, subscription)
}

fn ready(end: &dyn Endpoint, build: &str) {
    let message = FromWorker::Ready { protocol: PROTOCOL, build: build.to_owned() };
    wire::send(end, &message, &Slots::new()).unwrap();
}

#[wasm_bindgen_test]
async fn a_question_asked_before_the_worker_listens_is_answered() {
    let (client, _workers) = connected(&fresh_name());
    assert!(!client.is_ready());
    let memory = client.call(Memory, Lane::Interactive).await.unwrap();
    assert!(memory.wasm_bytes > 0.0 && !memory.memory_only);
    assert_eq!(memory.cache_budget_bytes, 64.0 * 1024.0 * 1024.0);
    client.call(ClearCaches { columns: true, results: true }, Lane::Interactive).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_failure_comes_back_as_a_code_with_its_values() {
    let (client, _workers) = connected(&fresh_name());
    let unknown = Statistics { session: "nobody".to_owned() };
    match client.call(unknown, Lane::Interactive).await {
        Err(WorkerError::Failed(error)) => assert_eq!(error.code, ErrorCode::NoSuchSession),
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn a_crash_fails_what_is_open_and_the_next_question_finds_a_new_worker() {
    let (client, workers) = connected(&fresh_name());
    client.call(Memory, Lane::Interactive).await.unwrap();
    let (events, _subscription) = events_of(&client);
    let open = client.call(Memory, Lane::Interactive);
    workers.break_down("unreachable executed");
    let crashed = WorkerError::Crashed { text: "unreachable executed".to_owned() };
    assert_eq!(open.await.err(), Some(crashed));
    client.call(Memory, Lane::Interactive).await.unwrap();
    assert_eq!(workers.starts(), 2);
    assert_eq!(
        *events.borrow(),
        [
            WorkerEvent::Crashed { text: "unreachable executed".to_owned(), failed_jobs: 1 },
            WorkerEvent::Ready { again: true },
        ]
    );
}

#[wasm_bindgen_test]
async fn a_worker_that_never_starts_is_given_up_after_three_tries() {
    let workers = Workers::default();
    let client = WorkerClient::start(config(&fresh_name()), workers.scripted(|_, _| ()));
    let (events, _subscription) = events_of(&client);
    for _ in 0..3 {
        workers.break_down("cannot load");
    }
    assert_eq!(workers.starts(), 3);
    assert!(matches!(events.borrow().last(), Some(WorkerEvent::Down { .. })));
    let refused = client.call(Memory, Lane::Interactive).await.err();
    assert_eq!(refused, Some(WorkerError::Crashed { text: "cannot load".to_owned() }));
}

#[wasm_bindgen_test]
async fn a_worker_of_another_build_is_not_used() {
    let workers = Workers::default();
    let client =
        WorkerClient::start(config(&fresh_name()), workers.scripted(|end, _| ready(end, "another build")));
    let expected =
        WorkerError::VersionMismatch { page: BUILD_ID.to_owned(), worker: "another build".to_owned() };
    assert_eq!(client.call(Memory, Lane::Interactive).await.err(), Some(expected.clone()));
    assert_eq!(client.call(Memory, Lane::Interactive).await.err(), Some(expected));
}

#[wasm_bindgen_test]
async fn a_worker_deaf_to_a_cancel_is_replaced_and_the_other_questions_asked_again() {
    let workers = Workers::default();
    // The first one hears nothing, the second is asked the open question.
    let client = WorkerClient::start(config(&fresh_name()), workers.scripted(|end, _| ready(end, BUILD_ID)));
    let cancelled = client.call(Memory, Lane::Interactive);
    let kept = client.call(Memory, Lane::Interactive);
    while !client.is_ready() {
        macrotask::give_way().await;
    }
    let canceller = cancelled.canceller();
    canceller.cancel();
    assert_eq!(cancelled.await.err(), Some(WorkerError::Cancelled));
    while workers.starts() < 2 || !client.is_ready() {
        macrotask::give_way().await;
    }
    // It is still open: the second worker was asked, and has not answered either.
    kept.canceller().cancel();
    assert_eq!(kept.await.err(), Some(WorkerError::Cancelled));
}

#[wasm_bindgen_test]
async fn progress_is_told_and_a_dropped_job_is_cancelled() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let log: String = std::iter::once("TIME,RPM,TPS\n".to_owned())
        .chain((0..20_000).map(|i| format!("{}.{:03},{},5\n", i / 25, i % 25 * 40, 1000 + i % 500)))
        .collect();
    let mut slots = Slots::new();
    let file = slots.push_blob(&download::text_blob(&log, "text/csv").unwrap());
    let import = Import {
        source: Source::File(file),
        name: "dropped.csv".to_owned(),
        options: ImportOptions::default(),
        vehicle: None,
        on_duplicate: OnDuplicate::Ask,
        keep_original_bytes: 0.0,
    };
    let job = client.call_with(import, slots, Lane::Background);
    while job.last_progress().is_none() {
        macrotask::give_way().await;
    }
    drop(job);
    // The worker has let go of it when the next background job has had its turn.
    client.call(Memory, Lane::Background).await.unwrap();
    let db = fueltune_analyzer::storage::Db::open(&name).await.unwrap();
    assert!(db.sessions().get_all(None).await.unwrap().is_empty());
}
