use std::cell::{Cell, RefCell};
use std::rc::Rc;

use fueltune_analyzer::app::jobs::{JobState, Jobs, JobsAction};
use fueltune_analyzer::app::library::{Library, LibraryAction, SessionItem, VehicleItem};
use fueltune_analyzer::app::settings::{Settings, SettingsAction, Theme};
use fueltune_analyzer::app::store::{Store, Subscription};
use fueltune_analyzer::app::toasts::{Toast, Toasts, ToastsAction, Tone};
use fueltune_analyzer::app::workspace::{Workspace, WorkspaceAction};
use fueltune_analyzer::engine::units::{Quantity, Unit};
use fueltune_analyzer::engine::vehicle::Vehicle;
use fueltune_analyzer::i18n::units::Preset;
use fueltune_analyzer::i18n::{Lang, Message};

#[test]
fn listeners_hear_of_changes_and_of_nothing_else() {
    let store = Store::new(Settings::default());
    let heard = Rc::new(Cell::new(0));
    let count = Rc::clone(&heard);
    let subscription = store.subscribe(move |_| count.set(count.get() + 1));
    store.dispatch(SettingsAction::Theme(Theme::Dark));
    store.dispatch(SettingsAction::Theme(Theme::Dark));
    assert_eq!(heard.get(), 1);
    drop(subscription);
    store.dispatch(SettingsAction::Theme(Theme::Light));
    assert_eq!((heard.get(), store.get().theme), (1, Theme::Light));
}

#[test]
fn a_listener_may_end_another_and_dispatch_again() {
    let store = Store::new(Settings::default());
    let second: Rc<RefCell<Option<Subscription>>> = Rc::default();
    let heard_by_second = Rc::new(Cell::new(false));
    let (inner, end) = (store.clone(), Rc::clone(&second));
    let _first = store.subscribe(move |s| {
        end.borrow_mut().take();
        if s.lang == Lang::En {
            inner.dispatch(SettingsAction::Lang(Lang::PtBr));
        }
    });
    let heard = Rc::clone(&heard_by_second);
    *second.borrow_mut() = Some(store.subscribe(move |_| heard.set(true)));
    store.dispatch(SettingsAction::Theme(Theme::Light));
    assert_eq!((store.get().lang, heard_by_second.get()), (Lang::PtBr, false));
}

#[test]
fn settings_of_an_older_version_read_with_defaults() {
    let old: Settings =
        serde_json::from_str(r#"{"v":1,"lang":"pt-BR","theme":"dark","gone":true}"#).expect("an old record");
    let expected = Settings { lang: Lang::PtBr, theme: Theme::Dark, ..Settings::default() };
    assert_eq!(old, expected);
    let text = serde_json::to_string(&expected).expect("a record");
    assert_eq!(serde_json::from_str::<Settings>(&text).expect("the same record"), expected);
}

#[test]
fn a_preset_drops_single_choices() {
    let store = Store::new(Settings::default());
    store.dispatch(SettingsAction::Unit(Unit::Psi));
    assert_eq!(store.get().units.unit(Quantity::Pressure), Unit::Psi);
    store.dispatch(SettingsAction::Preset(Preset::MotorsportBr));
    assert_eq!(store.get().units.unit(Quantity::Pressure), Unit::Bar);
}

#[test]
fn a_browser_in_portuguese_starts_in_portuguese_with_the_units_of_the_trade() {
    let settings = Settings::for_languages(["fr-FR", "pt", "en"]);
    assert_eq!((settings.lang, settings.units.preset), (Lang::PtBr, Preset::MotorsportBr));
    let settings = Settings::for_languages(["ja"]);
    assert_eq!((settings.lang, settings.units.preset), (Lang::En, Preset::Metric));
}

#[test]
fn the_limit_for_originals_stays_in_its_range() {
    let store = Store::new(Settings::default());
    store.dispatch(SettingsAction::KeepOriginalsMb(0));
    assert_eq!(store.get().keep_originals_mb, 1);
    store.dispatch(SettingsAction::KeepOriginalsMb(u32::MAX));
    assert_eq!(store.get().keep_originals_mb, 2000);
}

#[test]
fn the_newest_notices_stay_and_a_repeated_one_stands_once() {
    let store = Store::new(Toasts::default());
    let show = |key| store.dispatch(ToastsAction::Show(Toast::new(Tone::Info, Message::new(key))));
    for key in ["a", "b", "c", "b", "d", "e"] {
        show(key);
    }
    let keys: Vec<_> = store.get().shown.iter().map(|t| t.toast.title.key.clone()).collect();
    assert_eq!(keys, ["c", "b", "d", "e"]);
}

#[test]
fn two_notices_that_can_be_undone_both_stay() {
    let store = Store::new(Toasts::default());
    for _ in 0..2 {
        let toast = Toast::new(Tone::Good, Message::new("deleted")).action(Message::new("undo"), || ());
        store.dispatch(ToastsAction::Show(toast));
    }
    assert_eq!(store.get().shown.len(), 2);
}

#[test]
fn bad_news_stay_until_they_are_closed() {
    assert_eq!(Toast::new(Tone::Bad, Message::new("a")).lifetime_secs(), None);
    assert_eq!(Toast::new(Tone::Good, Message::new("a")).lifetime_secs(), Some(5));
    assert_eq!(
        Toast::new(Tone::Good, Message::new("a")).action(Message::new("u"), || ()).lifetime_secs(),
        Some(10)
    );
}

#[test]
fn progress_after_the_end_is_ignored() {
    let store = Store::new(Jobs::default());
    store.dispatch(JobsAction::Start { id: 1, title: Message::new("import"), cancel: None });
    store.dispatch(JobsAction::Progress { id: 1, stage: Some(Message::new("read")), share: Some(1.5) });
    assert_eq!(store.get().share(), Some(1.0));
    store.dispatch(JobsAction::End { id: 1, state: JobState::Cancelled });
    store.dispatch(JobsAction::Progress { id: 1, stage: None, share: Some(0.2) });
    let jobs = store.get();
    let job = jobs.get(1).expect("the job is remembered");
    assert_eq!((&job.state, job.share, jobs.share()), (&JobState::Cancelled, Some(1.0), None));
}

#[test]
fn a_stage_stays_named_until_the_next_one() {
    let store = Store::new(Jobs::default());
    store.dispatch(JobsAction::Start { id: 1, title: Message::new("import"), cancel: None });
    store.dispatch(JobsAction::Progress { id: 1, stage: Some(Message::new("read")), share: None });
    store.dispatch(JobsAction::Progress { id: 1, stage: None, share: Some(0.5) });
    assert_eq!(store.get().list[0].stage, Some(Message::new("read")));
}

#[test]
fn only_the_last_finished_jobs_are_remembered_and_no_running_one_is_lost() {
    let store = Store::new(Jobs::default());
    store.dispatch(JobsAction::Start { id: 0, title: Message::new("long"), cancel: None });
    for id in 1..=30 {
        store.dispatch(JobsAction::Start { id, title: Message::new("short"), cancel: None });
        store.dispatch(JobsAction::End { id, state: JobState::Done });
    }
    let ids: Vec<_> = store.get().list.iter().map(|j| j.id).collect();
    assert_eq!((ids.len(), ids[0], ids[1]), (Jobs::REMEMBERED + 1, 0, 11));
    store.dispatch(JobsAction::ClearFinished);
    assert_eq!(store.get().list.len(), 1);
}

fn session(id: &str, wall_ms: f64) -> SessionItem {
    SessionItem {
        id: id.into(),
        name: id.into(),
        file_name: "log.csv".into(),
        vehicle: None,
        notes: String::new(),
        tags: Vec::new(),
        format: "ftmanager".into(),
        wall_ms,
        imported_ms: wall_ms,
        dated: true,
        duration_s: 1.0,
        sample_rate_hz: 25.0,
        rows: 25,
        channels: 3,
        quality: None,
        issue_kinds: 0,
        demo: false,
    }
}

#[test]
fn sessions_stand_newest_first_and_nothing_read_is_not_nothing_there() {
    let store = Store::new(Library::default());
    assert_eq!((store.get().sessions.is_none(), store.get().sessions().len()), (true, 0));
    let sessions = vec![session("old", 10.0), session("new", 90.0), session("mid", 50.0)];
    store.dispatch(LibraryAction::Sessions(sessions));
    let library = store.get();
    let order: Vec<_> = library.sessions().iter().map(|s| s.id.as_str()).collect();
    assert_eq!(order, ["new", "mid", "old"]);
    assert!(library.vehicles.is_none());
}

#[test]
fn vehicles_stand_by_name_whatever_its_letters() {
    let store = Store::new(Library::default());
    let vehicle = |name: &str| {
        VehicleItem::new(name, Vehicle { name: name.into(), ..Vehicle::default() }, false, 0.0, 0.0)
    };
    store.dispatch(LibraryAction::Vehicles(["gol", "Astra", "Zafira", "chevette"].map(vehicle).into()));
    let library = store.get();
    let order: Vec<_> = library.vehicles().iter().map(|v| v.name.as_str()).collect();
    assert_eq!(order, ["Astra", "chevette", "gol", "Zafira"]);
}

#[test]
fn a_session_brings_its_vehicle_and_a_deleted_one_is_forgotten() {
    let store = Store::new(Workspace::default());
    let select = |session: &str, vehicle: Option<&str>| WorkspaceAction::SelectSession {
        session: Some(session.into()),
        vehicle: vehicle.map(Into::into),
    };
    store.dispatch(select("s1", Some("v1")));
    store.dispatch(select("s2", None));
    assert_eq!((store.get().vehicle.as_deref(), store.get().session.as_deref()), (Some("v1"), Some("s2")));
    store.dispatch(WorkspaceAction::Forget("v1".into()));
    assert_eq!((store.get().vehicle.as_deref(), store.get().session.as_deref()), (None, Some("s2")));
}
