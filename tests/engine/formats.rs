//! The list of formats for people says what the readers do, and what real files show.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fueltune_analyzer::engine::import::{Extra, FormatState, Imported, KnownFormat, formats, known_formats};

use crate::import_real::index;
use crate::imports::import;
use crate::samples::folder;

fn extras(log: &Imported) -> Vec<Extra> {
    let told = [
        (Extra::OwnRates, log.table.axes().len() > 1),
        (Extra::Markers, !log.info.markers.is_empty()),
        (Extra::Tables, log.calibration.as_ref().is_some_and(|c| !c.tables.is_empty())),
        (Extra::Date, log.info.started_at.is_some()),
    ];
    told.into_iter().filter(|(_, is)| *is).map(|(extra, _)| extra).collect()
}

#[test]
fn verified_formats_are_those_that_real_logs_were_read_of_and_give_what_those_give() {
    let name = "verified_formats_are_those_that_real_logs_were_read_of_and_give_what_those_give";
    let Some(logs) = folder(name, "logs") else { return };
    let mut found: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (file, ..) in index(&logs, "", "") {
        if let Ok(log) = import(fs::read(logs.join(&file)).unwrap()) {
            found.entry(log.info.format.clone()).or_default().extend(extras(&log).iter().map(|e| e.slug()));
        }
    }
    let verified: Vec<&str> =
        formats().filter(|f| f.state == FormatState::Verified).map(|f| f.slug).collect();
    let read: Vec<&str> = found.keys().map(String::as_str).collect();
    let sorted = |mut slugs: Vec<&'static str>| {
        slugs.sort_unstable();
        slugs
    };
    assert_eq!(read, sorted(verified), "formats of real logs, and those called verified");
    for info in formats().filter(|f| f.state == FormatState::Verified) {
        let listed: BTreeSet<&str> = info.extras.iter().map(|e| e.slug()).collect();
        let given = &found[info.slug];
        assert!(given.is_subset(&listed), "{}: {given:?} are given, {listed:?} listed", info.slug);
        for extra in [Extra::Markers, Extra::Tables].map(Extra::slug) {
            assert_eq!(listed.contains(extra), given.contains(extra), "{}: {extra}", info.slug);
        }
    }
}

#[test]
fn a_format_with_a_name_of_its_own_is_read_or_listed_as_refused() {
    let state = |slug| known_formats().find(|f| f.slug == slug).map(|f| f.state);
    for format in KnownFormat::ALL {
        match format {
            KnownFormat::Gzip => assert_eq!(state(format.slug()), None, "what is around a log is none"),
            KnownFormat::FuelTechFtml | KnownFormat::Mlg | KnownFormat::MotecLd | KnownFormat::LinkLlg => {
                assert_eq!(state(format.slug()), Some(FormatState::Verified), "{}", format.name());
            }
            _ => assert_eq!(state(format.slug()), Some(FormatState::Refused), "{}", format.name()),
        }
    }
}

#[test]
fn every_entry_of_the_list_says_what_it_is() {
    let mut once = BTreeSet::new();
    for info in known_formats() {
        assert!(once.insert(info.slug), "{} twice", info.slug);
        assert!(!info.brand.is_empty() && !info.extensions.is_empty(), "{}", info.slug);
        assert!(
            info.extensions.iter().all(|e| e.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
        );
        let extras: BTreeSet<&str> = info.extras.iter().map(|e| e.slug()).collect();
        assert_eq!(extras.len(), info.extras.len(), "{}: an extra twice", info.slug);
        assert!(info.state != FormatState::Refused || info.extras.is_empty(), "{}", info.slug);
    }
    assert!(known_formats().count() > formats().count());
}
