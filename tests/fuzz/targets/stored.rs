//! Columns, time bases and pyramids as they come back from the database or from a backup, whatever became of their bytes.
#![no_main]

use fueltune_analyzer::engine::channels::{CATALOG, ChannelKey};
use fueltune_analyzer::engine::codec::{
    ColumnHead, SampleType, Scale, Ticks, decode_axis, decode_column, decode_mask, decode_pyramid,
    encode_column,
};
use fueltune_analyzer::engine::table::Flag;
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::engine::view::Pyramid;
use fueltune_fuzz::allowed::{self, fits};
use libfuzzer_sys::fuzz_target;

/// Most times that a clock is asked for: it makes them of nothing, so what it may hold says the caller.
const MOST_TIMES: u32 = 0xFFFF;

fn scale(base: u8, kind: u8) -> SampleType {
    SampleType::Scaled(Scale { digits: kind, base: i32::from(base) << 23, wide: kind & 1 == 1 })
}

/// A clock as wild as the bytes.
fn clock(bytes: &[u8]) -> Option<Ticks> {
    let (head, _) = bytes.split_first_chunk::<16>()?;
    let number = |at: usize| f64::from(i16::from_le_bytes([head[at], head[at + 1]]));
    Some(Ticks {
        per_second: u32::from(head[0]) * 10,
        start: number(1) * number(3),
        step: number(5) * number(7),
        each: head[9] & 1 == 1,
        exceptions: u32::from(head[10] % 4) * if head[11] == 255 { u32::MAX / 4 } else { 1 },
    })
}

fuzz_target!(init: fueltune_fuzz::seeds::write("stored"), |bytes: &[u8]| {
    let [kind, len, id, flags, body @ ..] = bytes else { return };
    let len = u32::from(*len) * if kind & 0x80 == 0 { 1 } else { 0x0101_0101 };
    let head = ColumnHead {
        key: ChannelKey::Known(CATALOG[usize::from(*id) % CATALOG.len()].id),
        source: "RPM".to_owned(),
        unit: Unit::ALL[usize::from(*id) % Unit::ALL.len()],
        unit_note: None,
        axis: 0,
        samples: [SampleType::F32, SampleType::F64, SampleType::Codes, scale(*id, *flags)]
            [usize::from(kind & 0x7F) % 4],
        len,
        labels: vec!["N".to_owned(), "ON".to_owned()],
        flags: vec![Flag::OutOfRange; usize::from(flags % 4)],
    };
    fits(allowed::BINARY, body.len(), "what was stored", || {
        if let Ok(column) = decode_column(&head, body) {
            // What was kept comes back as it is; a mask without rows is not kept.
            let (again, written) = encode_column(&column);
            let back = decode_column(&again, &written).unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(format!("{:?}", column.flags()), format!("{:?}", back.flags()));
            assert_eq!(encode_column(&back), (again, written));
            for row in 0..column.len() {
                drop(column.cell(row));
            }
            let pyramid = Pyramid::build(&column);
            std::hint::black_box(pyramid.extremes(column.data(), 0..column.len()));
        }
        drop(decode_axis(len as usize, None, body));
        if let Some(clock) = clock(body) {
            drop(decode_axis(len.min(MOST_TIMES) as usize, Some(&clock), &body[16..]));
        }
        drop(decode_mask(len as usize, body));
        if let Ok(pyramid) = decode_pyramid(len as usize, body) {
            assert_eq!(pyramid.len(), len as usize);
            std::hint::black_box(pyramid.drawn(0..pyramid.len()));
        }
    });
});
