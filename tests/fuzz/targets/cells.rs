//! Numbers, clocks, dates, words and letters: the input's lines are cells of a column, written in several ways that mean
//! the same.
#![no_main]

use fueltune_analyzer::engine::import::{HEAD_BYTES, ImportOptions, Imported};
use fueltune_analyzer::engine::table::{Column, ColumnData};
use fueltune_fuzz::{allowed, check, read};
use libfuzzer_sys::fuzz_target;

fn table(cells: &[&str], delimiter: char, end: &str) -> String {
    let mut text = ["Time (s)", "Latitude", "Figure", "RPM"].join(&delimiter.to_string()) + end;
    for (i, cell) in cells.iter().enumerate() {
        let row = [(i as f64 / 20.0).to_string(), (*cell).to_owned(), (*cell).to_owned(), "900".to_owned()];
        text +=
            &row.map(|c| if delimiter == ';' { c.replace('.', ",") } else { c }).join(&delimiter.to_string());
        text += end;
    }
    text
}

fn column<'a>(log: &'a Imported, source: &str) -> &'a Column {
    log.table.columns().iter().find(|c| &*c.source == source).unwrap_or_else(|| panic!("no {source}"))
}

fn figures(log: &Imported, source: &str) -> Vec<u64> {
    let data = column(log, source).data();
    (0..data.len()).map(|row| data.number(row).to_bits()).collect()
}

fuzz_target!(init: fueltune_fuzz::seeds::write("cells"), |bytes: &[u8]| {
    // Cells of a clock or a date as the time of a log.
    let mut timed = b"Time,RPM,MAP\n".to_vec();
    for line in bytes.split(|b| *b == b'\n') {
        timed.extend(line);
        timed.extend(b",900,40\n");
    }
    check(&timed, allowed::TEXT);

    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if text.contains(['"', ',', ';', '\t', '|', '\r', '\0', '\u{feff}']) || text.len() > 2000 {
        return;
    }
    let cells: Vec<&str> = text.split('\n').map(str::trim_ascii).take(64).collect();
    let plain = table(&cells, ',', "\n");
    check(plain.as_bytes(), allowed::TEXT);
    let read = |file: &[u8]| read(file, &ImportOptions::default(), HEAD_BYTES, None);
    let Ok(log) = read(plain.as_bytes()) else { return };
    assert_eq!(log.table.rows(), cells.len(), "a row was lost");
    // Digits with a point are what the standard library reads, to the last bit where the column has room for it.
    let numbers: Vec<Option<f64>> = cells.iter().map(|c| digits(c)).collect();
    if numbers.iter().all(Option::is_some)
        && let ColumnData::F64(found) = column(&log, "Latitude").data()
    {
        for (found, expected) in found.iter().zip(numbers.iter().flatten()) {
            assert_eq!(found.to_bits(), expected.to_bits(), "{found} for {expected}");
        }
    }
    // The same in other line ends and letters.
    let wide: Vec<u8> =
        "\u{feff}".encode_utf16().chain(plain.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for other in [table(&cells, ',', "\r\n").into_bytes(), format!("\u{feff}{plain}").into_bytes(), wide] {
        let other = read(&other).unwrap_or_else(|e| panic!("another spelling of the same log: {e}"));
        assert_eq!(figures(&log, "Figure"), figures(&other, "Figure"));
        assert_eq!(figures(&log, "Latitude"), figures(&other, "Latitude"));
    }
    // The same with decimal commas, where nothing else has points.
    if numbers.iter().all(Option::is_some) && text.contains('.') {
        let with_commas = table(&cells, ';', "\n");
        let other = read(with_commas.as_bytes()).unwrap_or_else(|e| panic!("with decimal commas: {e}"));
        assert_eq!(figures(&log, "Latitude"), figures(&other, "Latitude"));
    }
});

/// The number of a cell of digits with at most one point between some of them.
fn digits(cell: &str) -> Option<f64> {
    let unsigned = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, rest) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let plain = |t: &str| !t.is_empty() && t.len() <= 9 && t.bytes().all(|b| b.is_ascii_digit());
    (plain(whole) && plain(rest)).then(|| cell.parse().ok()).flatten()
}
