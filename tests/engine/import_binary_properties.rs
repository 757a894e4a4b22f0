//! What holds for every binary log, sound or not.

use fueltune_analyzer::engine::import::{ImportOptions, preview};
use proptest::prelude::*;

use crate::import_properties::assert_cut_makes_no_difference;
use crate::imports::import;
use crate::link_file;
use crate::mlg_file::{Log, bits, figure, scaled};
use crate::motec_file::{self, Channel, int16};
use crate::packed_file::gzip;
use crate::sample_logs::cases;

/// An MLG log of every kind of block, with the counter as it should be or not.
fn mlg() -> impl Strategy<Value = Vec<u8>> {
    let block = prop_oneof![
        12 => (any::<u16>(), prop::collection::vec(any::<u8>(), 16)).prop_map(|(t, r)| (0u8, t, r)),
        1 => Just((1, 0, b"MARK 001 - x".to_vec())),
        1 => any::<u8>().prop_map(|skip| (2, 0, vec![skip])),
        1 => prop::collection::vec(any::<u8>(), 0..40).prop_map(|rubbish| (3, 0, rubbish)),
    ];
    (1u16..3, any::<bool>(), prop::collection::vec(block, 0..150)).prop_map(|(version, timed, blocks)| {
        let fields = [
            figure(if timed { "Time" } else { "Load" }, "s", 7),
            scaled("AFR", "AFR", 0, 0.1, 0.0),
            bits("State", 16, 5, &["Fan", "x", ""]),
            figure("RPM", "rpm", 2),
            scaled("Counter", "", 6, 1e6, -3.0),
        ];
        let mut log = Log::new(version, &fields, "\"firmware\"\n");
        for (kind, ticks, content) in blocks {
            match kind {
                0 => log.record(ticks, &content),
                1 => log.marker(&String::from_utf8_lossy(&content)),
                2 => log.counter = log.counter.wrapping_add(content[0]),
                _ => log.bytes.extend(content),
            }
        }
        log.bytes
    })
}

fn motec() -> impl Strategy<Value = Vec<u8>> {
    let channel = (1u16..200, prop::collection::vec(any::<i16>(), 0..300), -3i16..4, any::<bool>());
    prop::collection::vec(channel, 1..6).prop_map(|channels| {
        let names = ["Engine RPM", "Gear", "Lambda 1", "x", "Engine Temp", "x"];
        let made: Vec<Channel> = channels
            .iter()
            .zip(names)
            .map(|((rate, samples, decimals, half), name)| Channel {
                kind: if *half { (7, 2) } else { (3, 2) },
                decimals: *decimals,
                ..int16(name, "", *rate, samples)
            })
            .collect();
        motec_file::log(&made)
    })
}

fn link() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::collection::vec(any::<(f32, f32)>(), 0..40), 1..6).prop_map(|channels| {
        let mut file = link_file::head("1/14/2022", "6:22:19 PM");
        file.extend(link_file::marker("EOL", 3.0));
        for (samples, name) in channels.iter().zip(["Engine Speed", "ECT", "MAP", "MAP", ""]) {
            file.extend(link_file::channel(name, "", samples));
        }
        file
    })
}

fn any_log() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![4 => mlg(), 2 => motec(), 2 => link(), 1 => mlg().prop_map(|f| gzip(&f, None))]
}

/// What the log of a file may take: the file itself is gone by then. Eight bits of a byte become eight columns of four
/// bytes.
fn assert_bounded(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(log) = import(bytes) {
        let packed = bytes.starts_with(b"\x1f\x8b");
        let most = if packed { 300 * 40 } else { 40 } * bytes.len() + (1 << 20);
        prop_assert!(log.table.bytes() <= most, "{} bytes of {}", log.table.bytes(), bytes.len());
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn the_result_does_not_depend_on_how_a_binary_file_is_cut(bytes in any_log(), cuts in prop::collection::vec(0usize..200, 0..80), head in 1usize..2000) {
        assert_cut_makes_no_difference(&bytes, &cuts, head);
    }

    #[test]
    fn no_wound_makes_a_binary_file_panic_or_grow(
        mut bytes in any_log(),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        header in prop::collection::vec((0usize..400, any::<u8>()), 0..6),
        cuts in prop::collection::vec(0usize..300, 0..10),
        head in 1usize..2000,
    ) {
        for (place, byte) in wounds {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        for (at, byte) in header {
            if let Some(place) = bytes.get_mut(at + 6) {
                *place = byte;
            }
        }
        assert_cut_makes_no_difference(&bytes, &cuts, head);
        assert_bounded(&bytes)?;
        drop(preview(&bytes[..bytes.len() / 2], bytes.len() as u64, &ImportOptions::default()));
    }

    #[test]
    fn no_bytes_behind_a_signature_make_it_panic(
        which in 0usize..4,
        tail in prop::collection::vec(prop_oneof![3 => Just(0u8), 2 => 0u8..20, 2 => any::<u8>()], 0..3000),
    ) {
        let signature: &[u8] = [&b"MLVLG\0\0\x02\0\0\0\0"[..], b"\x40\0\0\0\0\0\0\0", b"\xd7\0\0\0lf3", b"\x1f\x8b\x08\0"][which];
        let bytes = [signature, &tail].concat();
        assert_cut_makes_no_difference(&bytes, &[5, 1, 700], 16);
        assert_bounded(&bytes)?;
        drop(preview(&bytes, bytes.len() as u64 + 1, &ImportOptions::default()));
    }
}
