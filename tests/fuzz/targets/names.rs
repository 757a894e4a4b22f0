//! From names to channels and units: the input's lines are the names of a header.
#![no_main]

use std::collections::BTreeSet;

use fueltune_analyzer::engine::channels::resolve::{by_name, fold, split_groups, suggest};
use fueltune_fuzz::{allowed, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fueltune_fuzz::seeds::write("names"), |bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let names: Vec<&str> = text.split('\n').take(200).collect();
    for name in &names {
        let folded = fold(name);
        assert_eq!(fold(&folded), folded, "{name:?}");
        assert_eq!(by_name(&folded), by_name(name), "{name:?}");
        let (base, groups) = split_groups(name);
        assert!(name.contains(base) && groups.iter().all(|g| name.contains(g)), "{name:?}");
        let offered = suggest(name);
        assert!(
            offered.len() <= 3 && offered.iter().all(|(_, likeness)| (0.6..=1.0).contains(likeness)),
            "{name:?}"
        );
    }
    let quoted: Vec<String> = names.iter().map(|n| format!("\"{}\"", n.replace(['"', '\r'], ""))).collect();
    let mut file = format!("Time (s),RPM,{}\n", quoted.join(","));
    for row in 0..4 {
        file += &format!("{}.0,900", row);
        for column in 0..names.len() {
            file += &format!(",{}", [1.5, 20.0, 300.0, 0.8, 14.7, 101.3, -3.0, 90.0][(column * 3 + row) % 8]);
        }
        file += "\n";
    }
    let Some(log) = check(file.as_bytes(), allowed::TEXT) else { return };
    let unique: BTreeSet<&str> = log.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(unique.len(), log.columns.len(), "a name stands twice");
});
