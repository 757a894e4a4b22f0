//! How a header finds its channel.

use std::collections::{BTreeMap, BTreeSet};

use fueltune_analyzer::engine::channels::aliases::ALIASES;
use fueltune_analyzer::engine::channels::resolve::{by_name, fold, split_groups, suggest};
use fueltune_analyzer::engine::channels::{CATALOG, ChannelId};

#[test]
fn slugs_are_unique() {
    let slugs: BTreeSet<&str> = CATALOG.iter().map(|s| s.slug).collect();
    assert_eq!(slugs.len(), CATALOG.len());
}

#[test]
fn no_two_channels_share_a_name() {
    let key = |name: &str| fold(name).replace(' ', "");
    let mut owners: BTreeMap<String, ChannelId> = CATALOG.iter().map(|s| (key(s.slug), s.id)).collect();
    let mut clashes = Vec::new();
    for (id, names) in ALIASES {
        for name in *names {
            let owner = *owners.entry(key(name)).or_insert(*id);
            if owner != *id {
                clashes.push(format!("{name}: {} and {}", owner.slug(), id.slug()));
            }
        }
    }
    assert!(clashes.is_empty(), "{clashes:#?}");
}

#[test]
fn every_name_resolves_to_its_own_channel() {
    for (id, names) in ALIASES {
        for name in *names {
            assert_eq!(by_name(name).map(|h| h.id), Some(*id), "{name}");
        }
    }
    for spec in CATALOG {
        assert_eq!(by_name(spec.slug).map(|h| h.id), Some(spec.id), "{}", spec.slug);
    }
}

#[test]
fn every_channel_has_its_names_listed_once() {
    let mut seen = BTreeSet::new();
    let mut repeats = Vec::new();
    for (id, names) in ALIASES {
        assert!(seen.insert(*id), "{} is listed twice", id.slug());
        let mut folded = BTreeSet::from([fold(id.slug())]);
        for name in *names {
            if !folded.insert(fold(name)) && fold(name) != fold(id.slug()) {
                repeats.push(format!("{}: {name}", id.slug()));
            }
        }
    }
    assert!(repeats.is_empty(), "{repeats:#?}");
    assert_eq!(seen.len(), CATALOG.len(), "a channel without names");
}

#[test]
fn spelling_does_not_matter() {
    let cases: &[(&str, &str)] = &[
        ("Pressão_de_Óleo", "oil_pressure"),
        ("PRESSAO DE OLEO", "oil_pressure"),
        ("Pressa\u{303}o de O\u{301}leo", "oil_pressure"),
        ("Temp._do_motor", "coolant"),
        ("engine-speed", "rpm"),
        ("Presión de Aceite", "oil_pressure"),
        ("Öltemperatur", "oil_temp"),
        ("Battery V", "battery"),
        ("TPS%", "tps"),
        ("AFR1", "lambda_1"),
        ("AFR2", "lambda_2"),
        ("wheel_fl", "wheel_fl"),
    ];
    for (name, slug) in cases {
        assert_eq!(by_name(name).map(|h| h.id.slug()), Some(*slug), "{name}");
    }
}

#[test]
fn a_similar_name_is_no_hit() {
    for name in [
        "Radiator Fan RPM Percentage",
        "Consumo extra",
        "TPS volts",
        "Lambda 3",
        "Ponto de encontro",
        "",
        "°%",
    ] {
        assert_eq!(by_name(name), None, "{name}");
    }
}

#[test]
fn similar_names_are_offered_in_order() {
    let first = |name: &str| suggest(name).first().map(|(id, _)| id.slug());
    assert_eq!(first("Presão de Óleo"), Some("oil_pressure"), "a letter missing");
    assert_eq!(first("Coolant Temprature"), Some("coolant"), "letters swapped");
    assert_eq!(first("Engine oil temperature sensor"), Some("oil_temp"), "a word more");
    assert!(
        !suggest("EGT 7x").iter().any(|(id, _)| *id == ChannelId::Egt1),
        "another number is another thing"
    );
    assert!(suggest("Zylinderabschaltung").is_empty());
    // A word that stands twice counts as often as it is shared.
    assert!(suggest("sensors/clt<sensors/lambda1").iter().all(|(_, likeness)| *likeness <= 1.0));
    assert!(suggest("x").is_empty());
}

#[test]
fn brackets_at_the_end_come_off() {
    assert_eq!(split_groups("Manifold Absolute Pressure (Bar) (Bar)").0, "Manifold Absolute Pressure");
    assert_eq!(split_groups("Força_G_lateral_(Raw)"), ("Força_G_lateral", vec!["Raw"]));
    assert_eq!(split_groups("(Bar)"), ("(Bar)", vec![]));
    assert_eq!(split_groups("Fuel (low"), ("Fuel (low", vec![]));
}
