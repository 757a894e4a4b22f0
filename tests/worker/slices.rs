//! Files are read in slices, by whichever way the browser has.

use fueltune_analyzer::web::global;
use fueltune_analyzer::worker::files::Slices;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

use crate::logs::bytes;

/// Longer than the pieces of a browser that cannot fill a buffer of ours.
const LONG: usize = 5 * 1024 * 1024 + 3;

fn content(len: usize) -> Vec<u8> {
    (0..len).map(|i| (i * 31 % 251) as u8).collect()
}

/// The same blob in a browser that cannot.
fn unstreamed(blob: Blob) -> Blob {
    global::set(&blob, "stream", &JsValue::UNDEFINED);
    blob
}

#[wasm_bindgen_test]
async fn a_blob_is_read_from_front_to_end_by_either_way() {
    for len in [0, 1, 999, 1000, 1001, 4000, LONG] {
        let expect = content(len);
        for blob in [bytes(&expect), unstreamed(bytes(&expect))] {
            let mut slices = Slices::of(blob, 1000.max(len / 3));
            let mut read = Vec::new();
            loop {
                let slice = slices.next().await.unwrap();
                if slice.is_empty() {
                    break;
                }
                read.extend_from_slice(slice);
            }
            assert!(read == expect, "{len}");
            assert!(slices.next().await.unwrap().is_empty(), "{len}: nothing follows");
        }
    }
}

#[wasm_bindgen_test]
async fn a_slice_is_what_its_buffer_holds_and_a_buffer_given_back_is_filled_again() {
    let expect = content(LONG);
    for blob in [bytes(&expect), unstreamed(bytes(&expect))] {
        let mut slices = Slices::of(blob, 1 << 20);
        let (mut at, mut turn) = (0, 0);
        while let Some((slice, lent)) = slices.next_and_buffer().await.unwrap() {
            assert!(slice == &expect[at..at + lent.len]);
            at += lent.len;
            let outside =
                js_sys::Uint8Array::new_with_byte_offset_and_length(&lent.buffer, 0, lent.len as u32);
            assert!(outside.to_vec() == slice);
            turn += 1;
            // Every other one is passed on to somebody, and does not come back.
            if turn % 2 == 0 {
                slices.give_back(lent.buffer);
            }
        }
        assert_eq!(at, LONG);
    }
}
