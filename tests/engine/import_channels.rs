//! Logs whose channels have times of their own: MoTeC `.ld` and Link `.llg`.

use fueltune_analyzer::engine::channels::ChannelId::*;
use fueltune_analyzer::engine::import::{
    Damage, ImportError, ImportOptions, Importer, IssueCode, KnownFormat, preview,
};
use fueltune_analyzer::engine::units::Unit;

use crate::imports::{channel, close, count, import, log, own, values};
use crate::link_file as link;
use crate::motec_file::{self as motec, Channel, int16};

fn motec_log() -> Vec<u8> {
    motec::log(&[
        Channel {
            multiplier: 6,
            scale: 10,
            decimals: -1,
            ..int16("Engine RPM", "rpm", 10, &[150, 151, 500])
        },
        Channel { decimals: 1, ..int16("Engine Temp", "C", 1, &[855]) },
        Channel { decimals: 1, ..int16("Ign Advance", "dBTDC", 20, &[150, -25, 300, 301, 302, 303]) },
        Channel { decimals: 3, ..int16("Lambda 1", "LA", 20, &[900, 905, 910, 915, 920, 925]) },
        Channel { shift: -5, ..int16("Susp Pos FL", "mm", 20, &[10, 11, 12, 13, 14, 15]) },
        Channel {
            kind: (7, 4),
            samples: [1.25f32, -2.0].iter().flat_map(|x| x.to_le_bytes()).collect(),
            ..int16("Damper A", "", 2, &[])
        },
        Channel { kind: (7, 2), samples: vec![0x00, 0x3C, 0x00, 0xC0], ..int16("Half", "", 2, &[]) },
    ])
}

#[test]
fn motec_channels_keep_their_rates_names_and_units() {
    let log = log(motec_log());
    assert_eq!((log.info.format.as_str(), log.table.columns().len()), ("motec-ld", 7));
    assert_eq!(log.info.started_at.as_deref(), Some("2005-11-23T09:53:00"));
    assert_eq!(log.table.rows(), 6);
    assert_eq!(values(channel(&log, Rpm)), [900.0, 906.0, 3000.0]);
    assert!(close(values(channel(&log, Coolant))[0], 85.5));
    assert_eq!((channel(&log, IgnAdvance).unit, values(channel(&log, IgnAdvance))[1]), (Unit::Degrees, -2.5));
    assert!(close(values(channel(&log, Lambda1))[5], 0.925));
    assert_eq!(values(own(&log, "Susp Pos FL"))[0], 5.0);
    assert_eq!(values(own(&log, "Damper A")), [1.25, -2.0]);
    assert_eq!(values(own(&log, "Half")), [1.0, -2.0]);
    let rate = |id| log.table.axis_of(channel(&log, id)).sample_rate();
    assert!(close(rate(Rpm), 10.0) && close(rate(Lambda1), 20.0));
    assert_eq!(channel(&log, Lambda1).axis, channel(&log, IgnAdvance).axis, "one time base for one rate");
    assert!(log.issues.is_empty(), "{:?}", log.issues);
}

#[test]
fn motec_pointers_are_not_trusted() {
    let whole = motec_log();
    let first = 0x700;
    let wound = |at: usize, word: u32| {
        let mut file = whole.clone();
        file[at..at + 4].copy_from_slice(&word.to_le_bytes());
        file
    };
    // A chain that leads back to its first channel.
    let round = log(wound(first + 124 + 4, first as u32));
    assert_eq!((round.table.columns().len(), count(&round, IssueCode::DamagedFile)), (2, 1));
    // More samples than the file has bytes.
    let greedy = log(wound(first + 12, u32::MAX));
    assert!(greedy.table.bytes() < 16 * whole.len(), "{} bytes", greedy.table.bytes());
    assert!(count(&greedy, IssueCode::DamagedFile) >= 1);
    // A chain that begins nowhere.
    let error = import(wound(8, 0xFFFF_FF00)).unwrap_err();
    assert!(matches!(
        error,
        ImportError::Damaged { format: KnownFormat::MotecLd, damage: Damage::Structure, .. }
    ));
}

fn link_log() -> Vec<u8> {
    let mut file = link::head("1/14/2022", "6:22:19 PM");
    file.extend(link::marker("ECU Reconnected", 0.51));
    file.extend(link::channel("Engine Speed", "RPM", &[(-0.5, 900.0), (0.5, 905.0), (0.52, 1200.0)]));
    file.extend(link::channel("ECT", "Temperature", &[(-0.5, 85.0), (0.52, 86.0)]));
    file.extend(link::channel("MAP", "Pressure", &[(-0.5, 35.0), (0.52, 101.0)]));
    file.extend(link::channel("Ign Angle", " BTDC", &[(-0.5, 12.0), (0.52, 30.5)]));
    file.extend(link::channel("MAP", "", &[(-0.5, 0.0), (0.52, 1.0)]));
    file
}

#[test]
fn link_channels_have_times_of_their_own_from_the_first_sample_on() {
    let log = log(link_log());
    assert_eq!((log.info.format.as_str(), log.table.columns().len()), ("link-llg", 5));
    assert_eq!(log.info.started_at.as_deref(), Some("2022-01-14T18:22:19"));
    assert_eq!(log.table.axes().len(), 2, "channels with the same times share them");
    assert_eq!(log.table.axis_of(channel(&log, Rpm)).seconds(), [0.0, 1.0, 1.02]);
    assert_eq!(values(channel(&log, Coolant)), [85.0, 86.0]);
    assert!(close(values(channel(&log, MapAbs))[1], 1.01), "kPa to bar");
    assert_eq!(values(channel(&log, IgnAdvance)), [12.0, 30.5]);
    assert_eq!(log.info.markers.len(), 1);
    assert_eq!((log.info.markers[0].time, log.info.markers[0].text.as_str()), (1.0, "ECU Reconnected"));
    assert_eq!(count(&log, IssueCode::ImplausibleRate), 0, "a sample on change has no rate");
}

#[test]
fn link_chunks_are_not_trusted() {
    let whole = link_log();
    for (at, word) in [(215 + 7207 + 433 + 7, u32::MAX), (215 + 7207 + 433, 3), (215, 9), (0, 0xFFFF)] {
        let mut file = whole.clone();
        file[at..at + 4].copy_from_slice(&word.to_le_bytes());
        match import(&file) {
            Ok(log) => {
                assert!(log.table.bytes() < 4 * file.len());
                assert!(!log.issues.is_empty(), "{word} at {at}");
            }
            Err(error) => assert!(matches!(error, ImportError::NotALog { .. }), "{error}"),
        }
    }
}

#[test]
fn both_are_read_as_far_as_they_go() {
    for whole in [motec_log(), link_log()] {
        let mut most = 0;
        for len in (0..whole.len()).step_by(7).chain([whole.len()]) {
            if let Ok(log) = import(&whole[..len]) {
                let columns = log.table.columns().len();
                assert!(columns >= most, "{len} bytes");
                most = columns;
            }
            drop(preview(&whole[..len], whole.len() as u64, &ImportOptions::default()));
        }
        assert!(most >= 5);
    }
}

#[test]
fn a_preview_of_the_beginning_knows_the_channels() {
    let file = motec_log();
    let head = &file[..0x700 + 7 * 124 + 4];
    let found = preview(head, file.len() as u64, &ImportOptions::default()).unwrap();
    assert_eq!((found.columns.len(), found.rows), (7, 6));
    assert!(found.issues.is_empty(), "{:?}", found.issues);
}

#[test]
fn what_has_to_be_held_whole_says_its_limit() {
    let mut importer = Importer::new(ImportOptions::default()).expect_bytes(300 << 20);
    let mut head = motec_log();
    head.resize(fueltune_analyzer::engine::import::HEAD_BYTES, 0);
    let error = importer.feed(&head).unwrap_err();
    assert_eq!(error, ImportError::TooLarge { format: KnownFormat::MotecLd, limit: 256 << 20 });
}
