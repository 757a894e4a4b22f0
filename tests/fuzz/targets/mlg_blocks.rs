//! The blocks of an MLG log: the input tells fields and blocks, the sums behind the records are made to fit, so that
//! what is behind them is reached.
#![no_main]

use fueltune_fuzz::mlg_file::{Field, Log, bits, figure, scaled};
use fueltune_fuzz::{allowed, check};
use libfuzzer_sys::fuzz_target;

const CODES: [u8; 8] = [0, 1, 2, 3, 4, 5, 6, 7];
const NAMES: [&str; 8] = ["Time", "RPM", "MAP", "AFR", "", "Time", "Engine", "Gear"];
const UNITS: [&str; 8] = ["s", "rpm", "kPa", "AFR", "", "ms", "°C", "bits"];

fuzz_target!(init: fueltune_fuzz::seeds::write("mlg_blocks"), |input: &[u8]| {
    let [version, count, input @ ..] = input else { return };
    let mut bytes = input.iter();
    let mut next = || bytes.next().copied().unwrap_or(0);
    let mut fields: Vec<Field> = Vec::new();
    let mut size = 0;
    for _ in 0..=count % 12 {
        let (kind, name) = (next(), next());
        let (name, unit) = (NAMES[usize::from(name & 7)], UNITS[usize::from(name >> 3 & 7)]);
        let field = match kind >> 6 {
            0 => figure(name, unit, CODES[usize::from(kind & 7)]),
            1 => {
                scaled(name, unit, CODES[usize::from(kind & 7)], f32::from(next()) / 16.0, f32::from(next()))
            }
            2 => bits(
                name,
                16 + kind % 3,
                kind >> 2 & 15,
                &["a", "", "Fan", "b"][..usize::from(kind >> 4 & 3) + 1],
            ),
            _ => Field {
                style: next(),
                digits: next() as i8,
                ..figure(name, unit, CODES[usize::from(kind & 7)])
            },
        };
        size += match field.code {
            0 | 1 | 16 => 1,
            2 | 3 | 17 => 2,
            6 => 8,
            _ => 4,
        };
        fields.push(field);
    }
    let mut log = Log::new(1 + u16::from(version & 1), &fields, "\"firmware\"\n");
    let mut rest = bytes.as_slice();
    while let [kind, tail @ ..] = rest {
        rest = tail;
        match kind % 8 {
            0..4 => {
                let (record, later) = rest.split_at(size.min(rest.len()));
                let mut record = record.to_vec();
                record.resize(size, *kind);
                log.record(u16::from(*kind) << 8, &record);
                rest = later;
            }
            4 => log.marker("MARK"),
            5 => log.counter = log.counter.wrapping_add(kind >> 3),
            6 => log.bytes.push(kind >> 3),
            _ => {
                log.bytes.truncate(log.bytes.len() - usize::from(kind >> 3).min(log.bytes.len() - log.header))
            }
        }
    }
    check(&log.bytes, allowed::BINARY);
});
