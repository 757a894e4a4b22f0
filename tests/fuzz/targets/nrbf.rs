//! The stream inside FuelTech's native log: the input is packed without being compressed, so that every byte of it
//! counts.
#![no_main]

use fueltune_fuzz::{allowed, check, seeds};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fueltune_fuzz::seeds::write("nrbf"), |stream: &[u8]| {
    check(&seeds::stored(stream), allowed::BINARY);
});
