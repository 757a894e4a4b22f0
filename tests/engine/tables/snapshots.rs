//! Versions and their descent.

use fueltune_analyzer::engine::tables::{
    Command, History, MapTable, Origin, Snapshot, apply, common_base, lineage, same_content, stands_on,
};

use super::{curve, small};

fn snapshot(id: &str, parent: Option<&str>, table: MapTable, at_ms: f64) -> Snapshot {
    let mut taken = Snapshot::of(id, table, Origin::Manual, at_ms);
    taken.parent = parent.map(str::to_owned);
    taken
}

fn edited(by: f64) -> MapTable {
    let table = small();
    apply(&table, &Command::Add { area: table.whole(), by }).unwrap().table
}

/// Two lines from one beginning: a, then b and c; d goes on from c.
fn family() -> Vec<Snapshot> {
    vec![
        snapshot("a", None, small(), 1.0),
        snapshot("b", Some("a"), edited(1.0), 2.0),
        snapshot("c", Some("a"), edited(2.0), 3.0),
        snapshot("d", Some("c"), small(), 4.0),
        snapshot("lost", Some("gone"), edited(3.0), 5.0),
    ]
}

fn ids<'a>(line: &[&'a Snapshot]) -> Vec<&'a str> {
    line.iter().map(|s| s.id.as_str()).collect()
}

#[test]
fn a_line_goes_back_to_where_it_began() {
    let all = family();
    assert_eq!(ids(&lineage(&all, "d")), ["d", "c", "a"]);
    assert_eq!(ids(&lineage(&all, "lost")), ["lost"]);
    assert!(lineage(&all, "nobody").is_empty());
    let mut round = all;
    round[0].parent = Some("d".to_owned());
    assert_eq!(ids(&lineage(&round, "d")), ["d", "c", "a"], "a line that comes back to itself ends");
}

#[test]
fn two_lines_meet_at_their_youngest_common_base() {
    let all = family();
    let base = |one, other| common_base(&all, one, other).map(|s| s.id.as_str());
    assert_eq!((base("b", "d"), base("d", "c"), base("b", "b")), (Some("a"), Some("c"), Some("b")));
    assert_eq!(base("b", "lost"), None);
}

#[test]
fn the_content_finds_the_latest_snapshot_that_has_it() {
    let all = family();
    let mut named = small();
    named.info.name = "as the file calls it".to_owned();
    assert_eq!(same_content(&all, &named).map(|s| s.id.as_str()), Some("d"));
    assert_eq!(same_content(&all, &curve(&[1.0, 2.0])), None);
}

#[test]
fn damage_in_storage_is_noticed() {
    let taken = snapshot("a", None, small(), 1.0);
    let text = serde_json::to_string(&taken).unwrap();
    let back: Snapshot = serde_json::from_str(&text).unwrap();
    assert!(back == taken && back.is_intact());
    let damaged: Snapshot = serde_json::from_str(&text.replacen("10.0", "11.0", 1)).unwrap();
    assert!(!damaged.is_intact());
}

#[test]
fn taking_a_restored_version_back_stands_on_the_one_before_again() {
    let versions = [snapshot("old", None, small(), 1.0), snapshot("new", Some("old"), edited(1.0), 2.0)];
    let on = |before: &History, after: &History| stands_on(&versions, before, after).map(|s| s.id.clone());
    let mut history = History::new(edited(1.0));
    let restore = Command::Restore { table: Box::new(small()) };
    history.apply(&restore, None).unwrap();
    let restored = history.clone();
    history.undo().unwrap();
    let undone = history.clone();
    assert_eq!(on(&restored, &undone).as_deref(), Some("new"), "back");
    history.redo().unwrap();
    assert_eq!(on(&undone, &history).as_deref(), Some("old"), "and there again");
    // Steps of other kinds change nothing about where it stands, whatever the content happens to be.
    let mut edit = undone.clone();
    let all = edit.table().whole();
    edit.apply(&Command::Add { area: all, by: -1.0 }, None).unwrap();
    assert_eq!(edit.table().content_hash(), small().content_hash());
    assert_eq!(on(&undone, &edit), None);
    let before = edit.clone();
    edit.undo().unwrap();
    assert_eq!(on(&before, &edit), None);
}
