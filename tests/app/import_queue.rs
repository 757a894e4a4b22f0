//! Files on their way in: what happens to them, in which order, and what is offered for those that were refused.

use std::rc::Rc;

use fueltune_analyzer::app::error::AppError;
use fueltune_analyzer::app::import_batch::{Tally, is_in_litter};
use fueltune_analyzer::app::import_failure::{Failure, Help};
use fueltune_analyzer::app::import_queue::{
    Analysed, Duplicate, ImportItem, ImportQueue, ItemId, ItemState, Origin, Outcome, QueueAction, Review,
    Running, STAGES, Shared, StageState,
};
use fueltune_analyzer::app::issue_groups::grouped;
use fueltune_analyzer::app::store::Store;
use fueltune_analyzer::engine::import::{
    Decimal, ImportIssue, ImportOptions, IssueCode, LooksLike, Place, Preview, preview,
};
use fueltune_analyzer::protocol::{ErrorCode, Glance, ImportReport, Progress, Stage, WireError};

const TABLE: &[u8] = b"Time,RPM,MAP\n0.0,1000,0.1\n0.1,1100,0.2\n0.2,1200,0.3\n0.3,1300,0.4\n";

fn seen() -> Shared<Preview> {
    let seen =
        preview(TABLE, TABLE.len() as u64, &ImportOptions::default()).expect("a table with a time column");
    Shared::new(seen)
}

fn review() -> Review {
    Review {
        preview: seen(),
        options: ImportOptions::default(),
        remembered: false,
        forced: false,
        updating: false,
        error: None,
    }
}

fn twin() -> Duplicate {
    Duplicate {
        session: "s1".into(),
        name: "Pull".into(),
        imported_at_ms: 0.0,
        options: ImportOptions::default(),
    }
}

fn outcome(session: &str) -> Outcome {
    let report = ImportReport {
        session: session.into(),
        name: "Pull".into(),
        format: "delimited".into(),
        rows: 4,
        columns: 2,
        duration_s: 0.3,
        sample_rate_hz: 10.0,
        issue_kinds: 0,
        issue_count: 0,
        quality: Some(80),
        file_bytes: 70.0,
        stored_bytes: 48.0,
        stages: Vec::new(),
    };
    Outcome {
        report: Shared::new(report),
        issues: Shared::new(Vec::new()),
        took_ms: 12.0,
        analysis: Analysed::Soon,
    }
}

fn failure(code: ErrorCode) -> Failure {
    Failure::new(&WireError::new(code, "").into(), ImportOptions::default())
}

fn queue(files: &[(ItemId, u64)]) -> Store<ImportQueue> {
    let item = |&(id, batch): &(ItemId, u64)| ImportItem {
        id,
        batch,
        name: format!("{id}.csv"),
        folder: String::new(),
        origin: Origin::File,
        bytes: Some(70.0),
        session: None,
        state: ItemState::Waiting,
    };
    let store = Store::new(ImportQueue::default());
    store.dispatch(QueueAction::Add(files.iter().map(item).collect()));
    store
}

fn state(store: &Store<ImportQueue>, id: ItemId) -> ItemState {
    store.get().get(id).expect("the file is in the queue").state.clone()
}

#[test]
fn the_newest_batch_stands_first_and_keeps_its_own_order() {
    let store = queue(&[(1, 1), (2, 1), (3, 2), (4, 2)]);
    let order: Vec<ItemId> = store.get().in_order().map(|i| i.id).collect();
    assert_eq!(order, [3, 4, 1, 2]);
}

#[test]
fn a_file_goes_from_looking_over_review_and_reading_to_its_result() {
    let store = queue(&[(1, 1)]);
    let steps = [
        (ItemState::Looking, "preview", false, true),
        (ItemState::Review(review()), "review", false, false),
        (ItemState::Running(Running::default()), "running", false, true),
        (ItemState::Duplicate(twin()), "duplicate", false, false),
        (ItemState::Running(Running::default()), "running", false, true),
        (ItemState::Done(outcome("s1")), "done", true, false),
    ];
    for (next, slug, is_final, is_busy) in steps {
        store.dispatch(QueueAction::Move(1, next));
        let now = state(&store, 1);
        assert_eq!((now.slug(), now.is_final(), now.is_busy()), (slug, is_final, is_busy));
    }
}

#[test]
fn late_news_about_a_file_that_is_over_mean_nothing() {
    for end in
        [ItemState::Cancelled, ItemState::Failed(failure(ErrorCode::NotALog)), ItemState::Done(outcome("s1"))]
    {
        let store = queue(&[(1, 1)]);
        store.dispatch(QueueAction::Move(1, end.clone()));
        let before = store.get();
        store.dispatch(QueueAction::Move(1, ItemState::Running(Running::default())));
        store.dispatch(QueueAction::Progress(1, progress(Stage::Store, 1.0, 2.0)));
        store.dispatch(QueueAction::Correct(1, ImportOptions::default()));
        assert!(Rc::ptr_eq(&before, &store.get()), "{} changed", end.slug());
    }
}

#[test]
fn news_about_a_file_that_was_removed_mean_nothing() {
    let store = queue(&[(1, 1), (2, 1)]);
    store.dispatch(QueueAction::Remove(1));
    store.dispatch(QueueAction::Move(1, ItemState::Cancelled));
    assert!(store.get().get(1).is_none());
    assert_eq!(store.get().items.len(), 1);
}

#[test]
fn only_a_finished_file_is_looked_at_again() {
    let store = queue(&[(1, 1)]);
    store.dispatch(QueueAction::Move(1, ItemState::Running(Running::default())));
    store.dispatch(QueueAction::Again(1));
    assert_eq!(state(&store, 1).slug(), "running");
    store.dispatch(QueueAction::Move(1, ItemState::Cancelled));
    store.dispatch(QueueAction::Again(1));
    assert_eq!(state(&store, 1), ItemState::Waiting);
}

#[test]
fn clearing_takes_what_is_finished_and_leaves_what_waits() {
    let store = queue(&[(1, 1), (2, 1), (3, 1), (4, 1)]);
    assert!(!store.get().has_finished());
    store.dispatch(QueueAction::Move(1, ItemState::Done(outcome("s1"))));
    store.dispatch(QueueAction::Move(2, ItemState::Review(review())));
    store.dispatch(QueueAction::Move(3, ItemState::Cancelled));
    assert!(store.get().has_finished());
    store.dispatch(QueueAction::ClearFinished);
    let left: Vec<ItemId> = store.get().items.iter().map(|i| i.id).collect();
    assert_eq!(left, [2, 4]);
}

#[test]
fn the_wanted_file_is_reviewed_if_it_waits_for_it_else_the_first_that_does() {
    let store = queue(&[(1, 1), (2, 1), (3, 1)]);
    assert!(store.get().review(None).is_none());
    store.dispatch(QueueAction::Move(2, ItemState::Review(review())));
    store.dispatch(QueueAction::Move(3, ItemState::Review(review())));
    let reviewed = |wanted| store.get().review(wanted).map(|(item, _)| item.id);
    assert_eq!((reviewed(None), reviewed(Some(3)), reviewed(Some(1))), (Some(2), Some(3), Some(2)));
    store.dispatch(QueueAction::Move(1, ItemState::Duplicate(twin())));
    assert_eq!(store.get().duplicate().map(|(item, _)| item.id), Some(1));
}

fn options(decimal: Decimal) -> ImportOptions {
    ImportOptions { decimal: Some(decimal), ..ImportOptions::default() }
}

fn reviewed(store: &Store<ImportQueue>) -> Review {
    match state(store, 1) {
        ItemState::Review(review) => review,
        other => panic!("not under review but {}", other.slug()),
    }
}

#[test]
fn only_the_preview_of_the_latest_correction_is_shown() {
    let store = queue(&[(1, 1)]);
    store.dispatch(QueueAction::Move(1, ItemState::Review(review())));
    store.dispatch(QueueAction::Correct(1, options(Decimal::Comma)));
    store.dispatch(QueueAction::Correct(1, options(Decimal::Point)));
    let (late, latest) = (seen(), seen());
    store.dispatch(QueueAction::Corrected(1, options(Decimal::Comma), Ok(late)));
    assert!(reviewed(&store).updating, "the older answer is not the one that is waited for");
    store.dispatch(QueueAction::Corrected(1, options(Decimal::Point), Ok(latest.clone())));
    let now = reviewed(&store);
    assert!(!now.updating && now.preview == latest && now.error.is_none());
}

#[test]
fn a_correction_that_gives_no_log_keeps_the_preview_before_it_and_says_why() {
    let store = queue(&[(1, 1)]);
    store.dispatch(QueueAction::Move(1, ItemState::Review(review())));
    let before = reviewed(&store).preview;
    store.dispatch(QueueAction::Correct(1, options(Decimal::Comma)));
    let error = failure(ErrorCode::NoSuchTimeColumn).message;
    store.dispatch(QueueAction::Corrected(1, options(Decimal::Comma), Err(error.clone())));
    let now = reviewed(&store);
    assert!(now.preview == before && !now.updating);
    assert_eq!(now.error, Some(error));
    // The next one that works takes the error away.
    store.dispatch(QueueAction::Correct(1, options(Decimal::Point)));
    store.dispatch(QueueAction::Corrected(1, options(Decimal::Point), Ok(seen())));
    assert_eq!(reviewed(&store).error, None);
}

fn progress(stage: Stage, done: f64, total: f64) -> Progress {
    Progress { stage, done, total, rate: 0.0 }
}

#[test]
fn the_share_only_rises_from_stage_to_stage() {
    let mut last = Running::default().share();
    assert_eq!(last, 0.0);
    for stage in STAGES {
        for done in [0.0, 0.5, 1.0] {
            let share = Running { progress: Some(progress(stage, done, 1.0)) }.share();
            assert!(share >= last, "{} at {done}: {share} after {last}", stage.slug());
            last = share;
        }
    }
    assert!((last - 1.0).abs() < 1e-12, "{last}");
}

#[test]
fn before_a_stage_lie_those_that_are_done_and_behind_it_those_ahead() {
    use StageState::{Ahead, Done, Now};
    let running = Running { progress: Some(progress(Stage::Store, 0.0, 0.0)) };
    let states: Vec<StageState> = STAGES.into_iter().map(|s| running.stage_state(s)).collect();
    assert_eq!(states, [Done, Done, Now, Ahead, Ahead]);
    // In line behind another file nothing is done yet.
    assert!(STAGES.into_iter().all(|s| Running::default().stage_state(s) == Ahead));
}

#[test]
fn a_refused_file_is_offered_only_what_can_help() {
    let not_a_log =
        |what: LooksLike| WireError::new(ErrorCode::NotALog, "").with_text("looked_like", what.slug());
    for what in LooksLike::ALL {
        let text = matches!(what, LooksLike::Text | LooksLike::NoTimeColumn | LooksLike::CalibrationTable);
        let expected = if text { Help::Otherwise } else { Help::Nothing };
        let failure = Failure::new(&not_a_log(what).into(), ImportOptions::default());
        assert_eq!(failure.help, expected, "{}", what.slug());
    }
    let cases = [
        (ErrorCode::FormatNotReadable, Help::Nothing),
        (ErrorCode::TooManyColumns, Help::Nothing),
        (ErrorCode::TooManyRows, Help::Nothing),
        (ErrorCode::OtherFile, Help::Nothing),
        (ErrorCode::NoSuchTimeColumn, Help::Otherwise),
        (ErrorCode::FileUnreadable, Help::Again),
        (ErrorCode::StorageFull, Help::Again),
        (ErrorCode::StorageAborted, Help::Again),
    ];
    for (code, expected) in cases {
        assert_eq!(failure(code).help, expected, "{code}");
    }
    for error in [AppError::WorkerCrashed("panic".into()), AppError::WorkerRestarted] {
        assert_eq!(Failure::new(&error, ImportOptions::default()).help, Help::Again, "{error}");
    }
}

#[test]
fn a_stored_file_is_looked_at_to_be_read_into_its_session_once_more() {
    let store = queue(&[(1, 1), (2, 1), (3, 1)]);
    store.dispatch(QueueAction::Move(1, ItemState::Done(outcome("s1"))));
    store.dispatch(QueueAction::Move(2, ItemState::Duplicate(twin())));
    for id in 1..=3 {
        store.dispatch(QueueAction::Reread(id, format!("s{id}")));
    }
    let session = |id| store.get().get(id).expect("the file is in the queue").session.clone();
    assert_eq!((session(1), session(2)), (Some("s1".to_owned()), Some("s2".to_owned())));
    assert_eq!((state(&store, 1), state(&store, 2)), (ItemState::Waiting, ItemState::Waiting));
    assert_eq!(session(3), None, "one that is on its way is not stored yet");
}

#[test]
fn what_is_said_about_one_file_holds_for_those_that_wait_with_the_same_columns() {
    let store = queue(&[(1, 1), (2, 1), (3, 1), (4, 2), (5, 2)]);
    let wait = |id, review| store.dispatch(QueueAction::Move(id, ItemState::Review(review)));
    wait(1, review());
    wait(2, review());
    wait(3, Review { options: options(Decimal::Comma), ..review() });
    wait(4, review());
    let other = b"Time,RPM,TPS\n0.0,1000,1\n0.1,1100,2\n0.2,1200,3\n";
    let other = preview(other, other.len() as u64, &ImportOptions::default()).expect("a table");
    wait(5, Review { preview: Shared::new(other), ..review() });
    assert_eq!(
        store.get().alike(1),
        [2, 4],
        "not the one that was corrected by itself, nor one of other columns"
    );
    assert_eq!(store.get().alike(5), [] as [ItemId; 0]);
    store.dispatch(QueueAction::Move(2, ItemState::Running(Running::default())));
    assert_eq!(store.get().alike(1), [4]);
    assert_eq!(store.get().alike(2), [] as [ItemId; 0], "it asks nothing any more");
}

#[test]
fn a_batch_is_summed_up_by_what_became_of_its_files() {
    let store = queue(&[(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1)]);
    let ends = [
        (1, ItemState::Done(outcome("s1"))),
        (2, ItemState::Done(outcome("s2"))),
        (3, ItemState::Review(review())),
        (4, ItemState::Duplicate(twin())),
        (5, ItemState::Failed(failure(ErrorCode::NotALog))),
        (6, ItemState::Failed(failure(ErrorCode::StorageFull))),
        (7, ItemState::Cancelled),
    ];
    for (id, state) in ends {
        store.dispatch(QueueAction::Move(id, state));
    }
    let tally = Tally::of(store.get().batch(1));
    let expected = Tally {
        files: 8,
        open: 1,
        review: 1,
        duplicate: 1,
        done: 2,
        refused: 1,
        failed: 1,
        cancelled: 1,
        rows: 8.0,
        seconds: 0.6,
    };
    assert_eq!(tally, expected);
    assert_eq!((tally.asking(), tally.share(), tally.is_settled()), (2, 7.0 / 8.0, false));
    store.dispatch(QueueAction::Move(8, ItemState::Cancelled));
    let tally = Tally::of(store.get().batch(1));
    assert_eq!((tally.share(), tally.is_settled()), (1.0, true));
    assert!(Tally::of([]).is_settled());
}

#[test]
fn only_files_that_came_at_once_are_a_batch() {
    let store = queue(&[(1, 1), (2, 2)]);
    assert!(!store.get().has_batches());
    store.dispatch(QueueAction::Remove(1));
    assert!(!store.get().has_batches());
    let store = queue(&[(1, 1), (2, 2), (3, 2)]);
    assert!(store.get().has_batches());
    let ids = |batch| store.get().batch(batch).map(|i| i.id).collect::<Vec<_>>();
    assert_eq!((ids(1), ids(2), ids(3)), (vec![1], vec![2, 3], vec![]));
}

#[test]
fn a_change_of_one_file_leaves_the_others_as_they_are() {
    let store = queue(&[(1, 1), (2, 1)]);
    let before = store.get();
    store.dispatch(QueueAction::Move(2, ItemState::Looking));
    let after = store.get();
    assert!(before.items[0] == after.items[0], "the very same");
    assert_eq!(before.items[1].state, ItemState::Waiting, "who holds the old queue sees the old state");
    assert_eq!(after.items[1].state, ItemState::Looking);
}

#[test]
fn what_the_system_leaves_in_folders_is_no_file_of_the_user() {
    for (folder, name, litter) in [
        ("", "Pull 1.csv", false),
        ("Track day/Session 2", "log.mlg", false),
        ("Track day", ".DS_Store", true),
        ("Track day", "Thumbs.db", true),
        ("Track day/__MACOSX", "log.mlg", true),
        ("tune/.git/objects", "ab", true),
        ("", ".hidden.csv", true),
    ] {
        assert_eq!(is_in_litter(folder, name), litter, "{folder}/{name}");
    }
}

fn issue(code: IssueCode, line: u32, count: u32, column: &str) -> ImportIssue {
    let first = Place { line, row: line.checked_sub(2), column: Some(column.into()) };
    ImportIssue { code, count, first, sample: String::new() }
}

#[test]
fn issues_of_one_kind_are_one_entry_with_every_column_that_has_it() {
    let issues = [
        issue(IssueCode::TimeRestart, 90, 1, "Time"),
        issue(IssueCode::BadNumber, 40, 5, "RPM"),
        issue(IssueCode::BadNumber, 7, 2, "MAP"),
        issue(IssueCode::MissingCell, 2, 900, "EGT"),
        issue(IssueCode::BadNumber, 7, u32::MAX, "TPS"),
    ];
    let groups = grouped(&issues);
    let told: Vec<(IssueCode, u64, Vec<&str>)> = groups
        .iter()
        .map(|g| (g.code, g.count, g.places.iter().filter_map(|p| p.first.column.as_deref()).collect()))
        .collect();
    assert_eq!(
        told,
        [
            (IssueCode::TimeRestart, 1, vec!["Time"]),
            (IssueCode::BadNumber, 7 + u64::from(u32::MAX), vec!["MAP", "TPS", "RPM"]),
            (IssueCode::MissingCell, 900, vec!["EGT"]),
        ]
    );
    assert!(grouped(&[]).is_empty());
}

#[test]
fn what_is_seen_in_a_new_session_is_told_with_it_and_comes_too_late_for_one_that_is_read_again() {
    let store = queue(&[(1, 1)]);
    let analysis = |store: &Store<ImportQueue>| match state(store, 1) {
        ItemState::Done(outcome) => Some(outcome.analysis),
        _ => None,
    };
    store.dispatch(QueueAction::Move(1, ItemState::Done(outcome("s1"))));
    assert_eq!(analysis(&store), Some(Analysed::Soon));
    let glance = Glance { dangers: 1, cautions: 0, judged: 9, recommendations: 2 };
    store.dispatch(QueueAction::Analysed(1, Analysed::Found(glance)));
    assert_eq!(analysis(&store), Some(Analysed::Found(glance)));
    store.dispatch(QueueAction::Reread(1, "s1".into()));
    store.dispatch(QueueAction::Analysed(1, Analysed::Not));
    assert_eq!(state(&store, 1), ItemState::Waiting);
}
