//! The tune that TunerStudio writes into the text of a log.
#![no_main]

use fueltune_fuzz::mlg_file::{Log, figure};
use fueltune_fuzz::{allowed, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fueltune_fuzz::seeds::write("tune"), |text: &[u8]| {
    let plain: Vec<u8> = text.iter().map(|b| if *b == 0 { b' ' } else { *b }).collect();
    let mut log =
        Log::new(2, &[figure("Time", "s", 7), figure("RPM", "rpm", 2)], &String::from_utf8_lossy(&plain));
    for row in 0..3u8 {
        log.record(0, &[0x3F, 0x80, row, 0, 3, 132]);
    }
    check(&log.bytes, allowed::TEXT);
});
