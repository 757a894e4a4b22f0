//! What is pasted into a table, whatever program it was copied from: read, laid on the table, applied.
#![no_main]

use fueltune_analyzer::engine::tables::exchange::{Layout, Mark, Reading, fit, read_block, write_text};
use fueltune_analyzer::engine::tables::{Cell, Command, For, MapTable, PasteHow, Template, apply, template};
use fueltune_fuzz::allowed::{Allowed, fits};
use fueltune_fuzz::seeds;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

/// Cells of a text take eight bytes and its words as much again.
const TEXT: Allowed = Allowed { fixed: 4 << 20, times: 200 };

fn table() -> &'static MapTable {
    static TABLE: OnceLock<MapTable> = OnceLock::new();
    TABLE.get_or_init(|| template(Template::MainFuel, "main", For { boosted: true }).expect("a template"))
}

fuzz_target!(init: seeds::write("table_text"), |bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    fits(TEXT, bytes.len(), "a pasted text", || {
        for mark in [None, Some(Mark::Point), Some(Mark::Comma)] {
            let Ok(block) = read_block(text, Reading { mark, headed: None }) else { continue };
            let at = Cell::at(0, 0);
            let Ok(found) = fit(&block, table(), at, &Layout::ftmanager(block.mark)) else { continue };
            let paste = Command::Paste { at, block: found.block, how: PasteHow::Replace, transpose: false };
            let Ok(applied) = apply(table(), &paste) else { continue };
            assert!(applied.table.cells().iter().all(|z| z.is_finite()));
            // What was taken is written and read again.
            let layout = Layout { digits: None, ..Layout::ftmanager(Mark::Point) };
            let again = read_block(&write_text(&applied.table, layout), Reading { mark: Some(Mark::Point), headed: None });
            assert!(again.is_ok(), "{again:?}");
        }
    });
});
