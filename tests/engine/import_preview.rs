//! How a file begins, as it stands there and as it is understood.

use std::fs;

use fueltune_analyzer::engine::channels::ChannelId::*;
use fueltune_analyzer::engine::import::{
    ColumnPreview, Decimal, HEAD_BYTES, ImportOptions, LinePart, Preview, TimeUnit, preview, wants_whole,
};

use crate::brands::HALTECH;
use crate::import_real::index;
use crate::imports::{close, log, values};
use crate::motec_file::{int16, log as motec};
use crate::packed_file::gzip;
use crate::samples::folder;

fn seen(bytes: impl AsRef<[u8]>) -> Preview {
    seen_with(bytes, &ImportOptions::default())
}

fn seen_with(bytes: impl AsRef<[u8]>, options: &ImportOptions) -> Preview {
    preview(bytes.as_ref(), bytes.as_ref().len() as u64, options).unwrap()
}

fn column<'a>(of: &'a Preview, name: &str) -> &'a ColumnPreview {
    of.columns.iter().find(|c| c.decision.name == name).unwrap_or_else(|| panic!("no column {name}"))
}

fn lines(of: &Preview) -> Vec<(u32, LinePart, Vec<&str>)> {
    of.lines.iter().map(|l| (l.number, l.part, l.cells.iter().map(String::as_str).collect())).collect()
}

fn times(of: &Preview) -> Vec<(&str, Option<f64>)> {
    of.times.iter().map(|t| (t.cell.as_str(), t.seconds)).collect()
}

#[test]
fn the_lines_of_a_text_are_told_with_what_they_are_taken_for() {
    let text = "\"Speeduino 2026\"\n\"Capture Date: Thu Jan 01 12:00:00 CET 2026\"\n\nTime\tSecL\tRPM\tCLT\n\
                s\tsec\trpm\t°F\n0.010\t0\t900\t176.0\nMARK 000 - leaves the pit\n0.060\t0\t950\t177.8\n";
    let of = seen(text);
    assert_eq!(of.format, "tunerstudio-msl");
    assert_eq!(
        lines(&of),
        [
            (1, LinePart::Before, vec!["\"Speeduino 2026\""]),
            (2, LinePart::Before, vec!["\"Capture Date: Thu Jan 01 12:00:00 CET 2026\""]),
            (4, LinePart::Names, vec!["Time", "SecL", "RPM", "CLT"]),
            (5, LinePart::Units, vec!["s", "sec", "rpm", "°F"]),
            (6, LinePart::Row, vec!["0.010", "0", "900", "176.0"]),
            (8, LinePart::Row, vec!["0.060", "0", "950", "177.8"]),
        ]
    );
    assert_eq!(times(&of), [("0.010", Some(0.01)), ("0.060", Some(0.06))]);
    assert_eq!(of.markers, 1, "the line between the rows is a remark and no row");
    let coolant = column(&of, "CLT");
    assert_eq!(coolant.cells, ["176.0", "177.8"]);
    assert!(
        coolant.values.iter().zip([80.0, 81.0]).all(|(v, c)| close(v.unwrap(), c)),
        "{:?}",
        coolant.values
    );
}

#[test]
fn the_users_word_about_time_and_decimals_is_seen_in_the_rows() {
    let text = "Tempo;RPM;Boost\n0;900;0,10\n4;905;0,25\n8;910;0,40\n";
    let with = |change: fn(&mut ImportOptions)| {
        let mut options = ImportOptions::default();
        change(&mut options);
        seen_with(text, &options)
    };
    let found = seen(text);
    assert_eq!(found.text.map(|t| t.decimal), Some(Decimal::Comma));
    assert_eq!(column(&found, "Boost").cells, ["0,10", "0,25", "0,40"]);
    assert!(column(&found, "Boost").values.iter().zip([0.1, 0.25, 0.4]).all(|(v, x)| close(v.unwrap(), x)));
    let tenths = with(|o| o.time_unit = Some(TimeUnit::Tenths));
    assert_eq!(times(&tenths), [("0", Some(0.0)), ("4", Some(0.4)), ("8", Some(0.8))]);
    let points = with(|o| o.decimal = Some(Decimal::Point));
    assert_eq!(column(&points, "Boost").cells, ["0,10", "0,25", "0,40"], "the cells stay as they are");
    assert_eq!(column(&points, "Boost").labels, ["0,10", "0,25", "0,40"], "but are no figures any more");
}

#[test]
fn a_value_stands_beside_the_cell_it_was_read_from_where_channels_have_rates_of_their_own() {
    let of = seen(HALTECH);
    let slow = column(&of, "Manifold Pressure");
    assert_eq!(slow.cells, ["400", "", "410", "", "1013"]);
    let read: Vec<Option<f64>> =
        slow.values.iter().map(|v| v.map(|v| (v * 1000.0).round() / 1000.0)).collect();
    assert_eq!(read, [Some(0.4), None, Some(0.41), None, Some(1.013)], "an empty cell has no value");
    assert!(slow.rate_hz.is_some_and(|r| close(r, 25.0)) && slow.in_rows, "{:?}", slow.rate_hz);
    assert!(column(&of, "RPM").rate_hz.is_some_and(|r| close(r, 50.0)));
    assert!(of.time_bases > 1);
    let moments: Vec<f64> = of.times.iter().map(|t| t.seconds.unwrap()).collect();
    assert!(
        moments.iter().zip([0.0, 0.02, 0.04, 0.06, 0.08]).all(|(a, b)| (a - b).abs() < 1e-9),
        "{moments:?}"
    );
    assert_eq!(of.times[2].cell, "00:00:00.000", "past midnight");
}

#[test]
fn a_column_of_states_tells_its_labels_and_one_that_is_left_out_no_values() {
    let mut options = ImportOptions::default();
    let text = "Time (s),RPM,Fuel state,Secret\n0.0,900,Open,1\n0.1,910,Closed,2\n0.2,920,Open,3\n";
    options.columns.entry("Secret".into()).or_default().meaning =
        Some(fueltune_analyzer::engine::import::Meaning::Ignored);
    let of = seen_with(text, &options);
    let state = column(&of, "Fuel state");
    let told: Vec<&str> = state.values.iter().map(|v| state.labels[v.unwrap() as usize].as_str()).collect();
    assert_eq!(told, ["Open", "Closed", "Open"]);
    let secret = column(&of, "Secret");
    assert_eq!((secret.cells.len(), secret.values.len()), (3, 0));
}

#[test]
fn a_file_that_is_no_text_has_no_lines_and_slow_channels_have_samples_of_their_own() {
    let file = motec(&[
        int16("Engine RPM", "rpm", 20, &[900, 910, 920, 930, 940, 950, 960, 970]),
        int16("Eng Temp", "C", 10, &[80, 81, 82, 83]),
    ]);
    let of = seen(&file);
    assert!(of.lines.is_empty());
    assert_eq!((of.time_bases, of.times.len()), (2, 5));
    let gaps: Vec<f64> = of.times.windows(2).map(|w| w[1].seconds.unwrap() - w[0].seconds.unwrap()).collect();
    assert!(gaps.iter().all(|gap| close(*gap, 0.05)), "{gaps:?}");
    let (fast, slow) = (column(&of, "Engine RPM"), column(&of, "Eng Temp"));
    assert_eq!((fast.in_rows, slow.in_rows), (true, false));
    assert_eq!((fast.cells.len(), slow.cells.len()), (5, 4));
    assert_eq!(slow.rate_hz, Some(10.0));
}

#[test]
fn a_cell_without_an_end_is_cut_where_it_is_shown() {
    let long = "x".repeat(5000);
    let of = seen(format!("{long}\nTime (s),RPM,Note\n0.0,900,{long}\n0.1,910,ok\n0.2,920,ok\n"));
    let shown: Vec<usize> = of.lines.iter().flat_map(|l| &l.cells).map(|c| c.chars().count()).collect();
    assert!(shown.iter().all(|n| *n <= 201), "{shown:?}");
    assert!(of.lines[0].cells[0].ends_with('…'));
    assert!(column(&of, "Note").cells[0].ends_with('…'));
}

#[test]
fn what_is_packed_is_shown_as_what_is_inside() {
    let text = "Time (s),RPM\n0.0,900\n0.1,910\n";
    assert_eq!(seen(gzip(text.as_bytes(), None)).lines, seen(text).lines);
}

/// What of a real file the cells and values of a preview must agree on: the figure in the cell, turned by the unit that
/// was chosen, is the value beside it. A pressure told as an absolute one is kept relative to the atmosphere, a way in
/// kilometres in metres where it is that of a channel of ways.
fn agrees(of: &Preview, c: &ColumnPreview) -> Result<usize, String> {
    let (scale, offset) = c.decision.source_unit.scale_offset();
    let comma = of.text.is_some_and(|t| t.decimal == Decimal::Comma);
    let mut compared = 0;
    for (cell, value) in c.cells.iter().zip(&c.values) {
        let cell = if comma { cell.replace(',', ".") } else { cell.clone() };
        let (Ok(figure), Some(value)) = (cell.parse::<f64>(), value) else { continue };
        let plain = figure * scale + offset;
        let near = |x: f64| (x - value).abs() <= 2e-5 * x.abs().max(1.0);
        if ![plain, plain - 1.013_25, -plain, plain * 1000.0].into_iter().any(near) {
            return Err(format!("{}: {cell} is read as {value}", c.decision.source));
        }
        compared += 1;
    }
    Ok(compared)
}

#[test]
fn in_real_logs_what_is_read_and_what_is_understood_agree() {
    let Some(logs) = folder("in_real_logs_what_is_read_and_what_is_understood_agree", "logs") else { return };
    // Their cells are counts of a sensor, or of two units in one column.
    let coded = ["haltech-nsp", "zeitronix"];
    let (mut files, mut compared) = (0, 0);
    for (file, ..) in index(&logs, "", "") {
        let Ok(bytes) = fs::read(logs.join(&file)) else { continue };
        let head = &bytes[..bytes.len().min(HEAD_BYTES)];
        let shown = if wants_whole(head) { &bytes[..] } else { head };
        let Ok(of) = preview(shown, bytes.len() as u64, &ImportOptions::default()) else { continue };
        files += 1;
        assert!(!of.times.is_empty(), "{file}");
        assert_eq!(of.text.is_some(), !of.lines.is_empty(), "{file}");
        if of.text.is_some() {
            let rows = of.lines.iter().filter(|l| l.part == LinePart::Row).count();
            assert_eq!((rows, of.columns[0].cells.len()), (of.times.len(), of.times.len()), "{file}");
        }
        for c in of.columns.iter().filter(|_| !coded.contains(&of.format.as_str())) {
            compared += agrees(&of, c).unwrap_or_else(|why| panic!("{file}, {why}"));
        }
    }
    assert!(files > 40 && compared > 5000, "{files} files, {compared} cells");
}

#[test]
fn the_first_values_of_a_preview_are_those_of_the_log() {
    for text in [HALTECH.to_owned(), "Time (s);RPM;MAP\n0,0;900;30\n0,1;;31\n0,2;920;32\n".to_owned()] {
        let (of, whole) = (seen(&text), log(&text));
        for c in &of.columns {
            let Some(key) = &c.decision.key else { continue };
            let stored = values(whole.table.column(key).unwrap());
            let shown: Vec<f64> = c.values.iter().filter_map(|v| *v).collect();
            let kept: Vec<f64> = stored.into_iter().filter(|v| v.is_finite()).take(shown.len()).collect();
            assert_eq!(shown, kept, "{}", c.decision.source);
        }
    }
    assert!(log(HALTECH).table.channel(MapAbs).is_some());
}
