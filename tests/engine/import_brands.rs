//! Small logs as each brand writes them.

use fueltune_analyzer::engine::channels::ChannelId::{self, *};
use fueltune_analyzer::engine::import::{
    DoubtCode, FormatKind, FormatState, Imported, IssueCode, TimeReason, formats,
};

use fueltune_analyzer::engine::table::Flag;

use crate::brands::BRANDS;
use crate::imports::{channel, close, count, flagged, log, own};

fn last(log: &Imported, slug: &str, id: ChannelId) -> f64 {
    let column = log.table.channel(id).unwrap_or_else(|| panic!("{slug}: no {}", id.slug()));
    column.data().number(column.len() - 1)
}

#[test]
fn every_brand_is_known_by_its_content_and_read_in_the_base_units() {
    for (slug, text, rows, seconds, figures) in BRANDS {
        let log = log(text);
        assert_eq!(log.info.format, *slug, "by {:?}", log.info.format_reason);
        assert_eq!(log.table.rows(), *rows, "{slug}");
        let found = log.table.axes()[0].duration();
        assert!((found - seconds).abs() < 1e-9, "{slug}: {found} s");
        for (id, expect) in *figures {
            let found = last(&log, slug, *id);
            assert!(close(found, *expect), "{slug}, {}: {found}, not {expect}", id.slug());
        }
        assert!(!log.doubts.iter().any(|d| d.code == DoubtCode::TimeUnit), "{slug}: {:?}", log.doubts);
        assert_eq!(count(&log, IssueCode::ImplausibleRate), 0, "{slug}");
    }
}

#[test]
fn every_listed_text_format_has_a_log_here_or_a_test_of_its_own() {
    let elsewhere = ["fueltech-csv", "haltech-nsp", "vcds", "zeitronix", "bluedriver", "delimited"];
    let listed: Vec<&str> = formats().filter(|f| f.kind == FormatKind::Text).map(|f| f.slug).collect();
    for slug in &listed {
        assert!(elsewhere.contains(slug) || BRANDS.iter().any(|(s, ..)| s == slug), "{slug}");
    }
    assert!(BRANDS.iter().all(|(slug, ..)| listed.contains(slug)));
    let mut once = listed.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), listed.len(), "each format once");
    for info in formats() {
        assert!(!info.brand.is_empty() && !info.extensions.is_empty(), "{}", info.slug);
    }
    let state = |slug| formats().find(|f| f.slug == slug).map(|f| f.state);
    assert_eq!(state("cobb-accessport"), Some(FormatState::Verified));
    assert_eq!(state("holley"), Some(FormatState::Unverified));
}

#[test]
fn remarks_at_the_end_of_a_header_are_no_channel() {
    for slug in ["cobb-accessport", "mhd", "simostools"] {
        let (_, text, ..) = BRANDS.iter().find(|(s, ..)| *s == slug).unwrap();
        let log = log(text);
        let names: Vec<&str> = log.columns.iter().map(|c| c.source.as_str()).collect();
        assert!(
            names.iter().all(|n| !n.contains("Info") && !n.starts_with("MHD") && !n.starts_with("Simos")),
            "{names:?}"
        );
        // Another map, the same columns: choices made for one file hold for the other.
        let other = text.replace("[map]", "[other]").replace("1.7 X", "1.8 Y").replace("R1:X", "R2:Y");
        assert_eq!(crate::imports::log(other).info.header_signature, log.info.header_signature, "{slug}");
    }
}

#[test]
fn an_absolute_target_becomes_a_gauge_one_and_says_that_it_assumed_the_weather() {
    for slug in ["me7logger", "ecux", "swcomm", "simostools", "projectlambda"] {
        let (_, text, ..) = BRANDS.iter().find(|(s, ..)| *s == slug).unwrap();
        let log = log(text);
        let doubt =
            log.doubts.iter().find(|d| d.code == DoubtCode::PressureKind && d.chosen == "boost_target");
        assert!(doubt.is_some(), "{slug}: {:?}", log.doubts);
    }
}

#[test]
fn a_temperature_that_a_jb4_does_not_log_is_flagged() {
    let rows: String = (0..20).map(|i| format!("{},3000,5,0,77\n", 10 + i)).collect();
    let log =
        log(format!("Firmware,Interface,,,\n1,2,,,\nA,B,,,\n1,2,,,\ntimestamp,rpm,boost,waterf,iat\n{rows}"));
    assert_eq!(flagged(channel(&log, Coolant), Flag::Sentinel).len(), 20);
    assert_eq!(flagged(channel(&log, IntakeAir), Flag::Sentinel), Vec::<usize>::new());
}

#[test]
fn a_unit_nobody_knows_keeps_a_brands_channel_under_its_own_name() {
    let (_, text, ..) = BRANDS.iter().find(|(s, ..)| *s == "torque-pro").unwrap();
    let log = log(text);
    assert!(log.table.channel(Maf).is_none());
    assert_eq!(own(&log, "Mass Air Flow Rate(cfm)").unit_note.as_deref(), Some("cfm"));
    assert_eq!(count(&log, IssueCode::RepeatedHeader), 1);
    assert_eq!(channel(&log, Rpm).len(), 2, "a dash is no sample");
    assert!(close(log.table.axis_of(channel(&log, Rpm)).start(), 1.0));
}

#[test]
fn a_time_that_contradicts_the_brand_is_found_by_its_steps() {
    let log = log(
        "\u{feff}Time,Engine Speed (RPM),AFR (AFR)\n0,800,14.7\n94000,810,14.7\n188000,820,14.7\n282000,830,14.7\n",
    );
    assert_eq!(log.info.format, "ecutek-proecu");
    assert_eq!(log.info.time.reason, TimeReason::Steps);
    assert!(log.doubts.iter().any(|d| d.code == DoubtCode::TimeUnit));
}

#[test]
fn decimal_seconds_under_ecux_names_are_no_milliseconds() {
    let log = log(
        "TIME,RPM,BoostPressureActual,MassAirFlow,ThrottlePlateAngle\n0.0,900,1000,10,5\n0.1,950,1100,11,6\n0.2,980,1200,12,7\n",
    );
    assert_eq!((log.info.format.as_str(), log.table.main_axis().duration()), ("ecux", 0.2));
}

#[test]
fn names_that_only_look_like_a_brand_are_left_to_the_reader_for_the_rest() {
    for text in [
        "TIME,RPM,Vehicle Speed,Battery Voltage\n0.0,900,0,13\n0.1,910,0,13\n",
        "Time,RPM,MAP,TPS,Battery\n0.0,900,40,2,14\n0.1,910,41,2,14\n",
        "Time,Engine Speed (RPM),AFR (AFR)\n0.0,800,14.7\n0.1,810,14.7\n",
    ] {
        assert_eq!(log(text).info.format, "delimited", "{text}");
    }
}
