//! Records in and out, in the browser's database and in memory.

use std::cell::RefCell;
use std::rc::Rc;

use fueltune_analyzer::engine::analysis::safety::{Rule, Threshold, Watch};
use fueltune_analyzer::storage::{Change, Db, Key, Op, RuleRecord, StorageError, Store, records};
use fueltune_analyzer::web::macrotask;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::line::fresh_name;
use crate::samples::{both, note, session};

#[wasm_bindgen_test]
async fn a_session_comes_back_as_it_was_stored() {
    for db in both().await {
        let sessions = db.sessions();
        let stored = session("Pull 3ª marcha");
        sessions.create(&stored).await.unwrap();
        assert_eq!(sessions.get_by_id(&stored.id).await.unwrap(), Some(stored));
        assert_eq!(sessions.get_by_id("nobody").await.unwrap(), None);
    }
}

#[wasm_bindgen_test]
async fn get_all_gives_at_most_as_many_as_asked_and_no_deleted_one() {
    for db in both().await {
        let sessions = db.sessions();
        let all = ["a", "b", "c"].map(session);
        sessions.create_all(&all).await.unwrap();
        sessions.delete(&all[0].id).await.unwrap();
        let names = |found: Vec<_>| {
            found.into_iter().map(|s: fueltune_analyzer::storage::SessionRecord| s.name).collect::<Vec<_>>()
        };
        assert_eq!(names(sessions.get_all(None).await.unwrap()), ["b", "c"]);
        assert_eq!(names(sessions.get_all(Some(1)).await.unwrap()), ["b"]);
        assert_eq!(names(sessions.get_deleted().await.unwrap()), ["a"]);
        sessions.restore(&all[0].id).await.unwrap();
        assert_eq!(sessions.get_all(None).await.unwrap().len(), 3);
    }
}

#[wasm_bindgen_test]
async fn an_update_changes_what_it_names_and_says_what_is_missing() {
    for db in both().await {
        let sessions = db.sessions();
        let stored = session("before");
        sessions.create(&stored).await.unwrap();
        let changed = sessions.update(&stored.id, |s| "after".clone_into(&mut s.name)).await.unwrap();
        assert_eq!((changed.name.as_str(), &changed.tags), ("after", &stored.tags));
        let missing = sessions.update("nobody", |s| s.name.clear()).await.unwrap_err();
        assert_eq!(missing, StorageError::NotFound { store: "sessions", key: "nobody".to_owned() });
    }
}

fn rule(vehicle: Option<&str>, id: &str, created_at: f64) -> RuleRecord {
    let watch = Watch::Expression("rpm".to_owned());
    let rule = Rule { danger: Some(Threshold::Fixed(7000.0)), ..Rule::new(id, watch) };
    let vehicle = vehicle.map(str::to_owned);
    RuleRecord { id: RuleRecord::id_of(vehicle.as_deref(), id), vehicle, rule, created_at, updated_at: 0.0 }
}

#[wasm_bindgen_test]
async fn rules_of_all_vehicles_and_of_one_lie_side_by_side_and_others_hear_of_them() {
    for db in both().await {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let hearing = Rc::clone(&heard);
        let subscription =
            db.changes().subscribe(move |change: &Change| hearing.borrow_mut().push(change.store));
        let (all, gol, later) = (rule(None, "a", 2.0), rule(Some("gol"), "a", 1.0), rule(None, "b", 3.0));
        db.rules().replace(&[later.clone(), all.clone(), gol.clone()], &[]).await.unwrap();
        assert_eq!(db.rules().get_all().await.unwrap(), [gol.clone(), all.clone(), later.clone()]);
        assert!(heard.borrow().contains(&Store::Rules));
        db.rules().replace(&[], &[later.id]).await.unwrap();
        assert_eq!(db.rules().get_all().await.unwrap(), [gol, all.clone()]);
        // A vehicle takes its rules along; those of all stay.
        db.vehicles().purge("gol").await.unwrap();
        assert_eq!(db.rules().get_all().await.unwrap(), [all]);
        drop(subscription);
    }
}

#[wasm_bindgen_test]
async fn two_tabs_that_change_one_record_lose_nothing() {
    let name = fresh_name();
    let (here, there) = (Db::open(&name).await.unwrap(), Db::open(&name).await.unwrap());
    let stored = session("shared");
    here.sessions().create(&stored).await.unwrap();
    let first = Rc::new(RefCell::new(None));
    let told = Rc::clone(&first);
    let (other, id) = (there.clone(), stored.id.clone());
    fueltune_analyzer::web::task::spawn(async move {
        let outcome = other.sessions().update(&id, |s| "written there".clone_into(&mut s.notes)).await;
        *told.borrow_mut() = Some(outcome.is_ok());
    });
    here.sessions().update(&stored.id, |s| s.tags.push("written here".to_owned())).await.unwrap();
    while first.borrow().is_none() {
        macrotask::give_way().await;
    }
    let both = here.sessions().get_by_id(&stored.id).await.unwrap().unwrap();
    assert_eq!((both.notes.as_str(), both.tags.len()), ("written there", 2));
}

#[wasm_bindgen_test]
async fn sessions_are_found_by_the_hash_of_their_file_and_by_their_vehicle() {
    for db in both().await {
        let mut owned = session("owned");
        owned.vehicle = Some("gol".to_owned());
        "ff".clone_into(&mut owned.source_hash);
        db.sessions().create_all(&[session("other"), owned.clone()]).await.unwrap();
        assert_eq!(db.sessions().get_by_vehicle("gol").await.unwrap(), std::slice::from_ref(&owned));
        assert_eq!(db.sessions().get_by_source_hash("ff").await.unwrap().len(), 1);
        db.sessions().delete(&owned.id).await.unwrap();
        assert!(db.sessions().get_by_source_hash("ff").await.unwrap().is_empty());
    }
}

#[wasm_bindgen_test]
async fn a_purged_session_takes_its_notes_and_nothing_else() {
    for db in both().await {
        let (gone, stays) = (session("gone"), session("stays"));
        db.sessions().create_all(&[gone.clone(), stays.clone()]).await.unwrap();
        let notes = [note(&gone.id, 2.0, "x"), note(&stays.id, 5.0, "later"), note(&stays.id, 1.0, "sooner")];
        db.annotations().create_all(&notes).await.unwrap();
        db.results().put(&gone.data, "statistics", &[1]).await.unwrap();
        db.results().put(&stays.data, "statistics", &[2]).await.unwrap();
        db.sessions().purge(&gone.id).await.unwrap();
        assert!(db.sessions().get_by_id(&gone.id).await.unwrap().is_none());
        assert!(db.annotations().get_by_session(&gone.id).await.unwrap().is_empty());
        assert_eq!(db.results().get(&gone.data, "statistics").await.unwrap(), None);
        let left = db.annotations().get_by_session(&stays.id).await.unwrap();
        assert_eq!(left.iter().map(|n| n.text.as_str()).collect::<Vec<_>>(), ["sooner", "later"]);
        assert_eq!(db.results().get(&stays.data, "statistics").await.unwrap(), Some(vec![2]));
    }
}

#[wasm_bindgen_test]
async fn writes_that_fail_half_way_leave_nothing() {
    for db in both().await {
        let record = records::to_js(&session("half")).unwrap();
        let mut steps = vec![Err(StorageError::Cancelled), Ok(Op::Put(Store::Sessions, record))];
        let outcome = db.write_each(&[Store::Sessions], None, || steps.pop()).await;
        assert_eq!(outcome, Err(StorageError::Cancelled));
        assert_eq!(db.count(Store::Sessions).await.unwrap(), 0);
    }
}

#[wasm_bindgen_test]
async fn a_setting_of_another_shape_is_as_good_as_none() {
    for db in both().await {
        let settings = db.settings();
        settings.put("language", &"pt-BR".to_owned()).await.unwrap();
        assert_eq!(settings.get::<String>("language").await.unwrap().as_deref(), Some("pt-BR"));
        assert_eq!(settings.get::<Vec<u32>>("language").await.unwrap(), None);
        settings.delete("language").await.unwrap();
        assert_eq!(settings.get::<String>("language").await.unwrap(), None);
    }
}

#[wasm_bindgen_test]
async fn another_tab_hears_what_changed() {
    let name = fresh_name();
    let (here, there) = (Db::open(&name).await.unwrap(), Db::open(&name).await.unwrap());
    let heard: Rc<RefCell<Vec<Change>>> = Rc::default();
    let hearing = Rc::clone(&heard);
    let subscription = there.changes().subscribe(move |change| hearing.borrow_mut().push(change.clone()));
    let stored = session("news");
    here.sessions().create(&stored).await.unwrap();
    while heard.borrow().is_empty() {
        macrotask::give_way().await;
    }
    let expected = Change { store: Store::Sessions, key: Some(stored.id), elsewhere: true };
    assert_eq!(*heard.borrow(), [expected]);
    drop(subscription);
}

#[wasm_bindgen_test]
async fn what_one_memory_writes_another_can_follow() {
    let (page, worker) = (Db::in_memory(), Db::in_memory());
    let followed = worker.clone();
    let subscription = page.on_written(move |written| followed.follow(written).unwrap());
    let stored = session("mirrored");
    page.sessions().create(&stored).await.unwrap();
    assert_eq!(worker.sessions().get_by_id(&stored.id).await.unwrap(), Some(stored.clone()));
    page.sessions().purge(&stored.id).await.unwrap();
    assert_eq!(worker.sessions().get_by_id(&stored.id).await.unwrap(), None);
    drop(subscription);
}

#[wasm_bindgen_test]
async fn a_record_without_its_key_is_refused() {
    for db in both().await {
        let empty: wasm_bindgen::JsValue = js_sys::Object::new().into();
        assert!(db.write(vec![Op::Put(Store::Sessions, empty)]).await.is_err());
        assert_eq!(db.get(Store::Sessions, &Key::text("")).await.unwrap(), None);
    }
}
