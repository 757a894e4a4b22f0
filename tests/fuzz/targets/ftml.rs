//! FuelTech's native log as a file: raw DEFLATE around the stream.
#![no_main]

use fueltune_fuzz::{allowed, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fueltune_fuzz::seeds::write("ftml"), |bytes: &[u8]| {
    check(bytes, allowed::PACKED);
});
