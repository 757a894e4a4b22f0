//! Link `.llg` logs.
#![no_main]

use fueltune_fuzz::{allowed, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fueltune_fuzz::seeds::write("link"), |bytes: &[u8]| {
    check(bytes, allowed::BINARY);
});
