//! Sheets as text and as workbooks.

#![allow(clippy::unwrap_used, reason = "what tests share may fail as a test may")]

use std::rc::Rc;

use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::crc::crc32;
use fueltune_analyzer::engine::table::{Column, ColumnData, LogTable, NO_CODE, TimeAxis};
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::i18n::Lang;
use fueltune_analyzer::i18n::units::{Preset, UnitPrefs, Units};
use fueltune_analyzer::report::delimited::{Separator, TextForm, Writer, to_text};
use fueltune_analyzer::report::json;
use fueltune_analyzer::report::sheet::{Cell, FigureUnits, Form, Head, LogSheet, Names, without_unit};
use fueltune_analyzer::report::xlsx::Workbook;
use miniz_oxide::inflate::decompress_to_vec;

fn units(lang: Lang, preset: Preset) -> Units {
    Units { lang, prefs: Rc::new(UnitPrefs { preset, ..UnitPrefs::default() }), stoich: 14.7 }
}

fn base(units: &Units) -> Form<'_> {
    Form { names: Names::Canonical, titles: &[], figures: FigureUnits::Base, units }
}

/// Two rates, a switch, a state and a gap.
fn log() -> LogTable {
    let fast = TimeAxis::new(vec![0.02, 0.06, 0.1]);
    let slow = TimeAxis::new(vec![0.02, 0.1]);
    let known = |id: ChannelId, source: &str, axis: usize, values: &[f32]| {
        Column::new(id.into(), source, id.base_unit(), axis, ColumnData::F32(values.into()))
    };
    let mode = Column::new(
        ChannelKey::Custom("Modo".into()),
        "Modo",
        Unit::Label,
        0,
        ColumnData::Codes {
            codes: [0, NO_CODE, 1].into(),
            labels: ["rua", "pista; \"chuva\""].map(std::sync::Arc::from).into(),
        },
    );
    LogTable::new(
        vec![fast, slow],
        vec![
            known(ChannelId::Rpm, "RPM", 0, &[900.0, 905.0, f32::NAN]),
            known(ChannelId::MapGauge, "MAP (bar)", 0, &[-0.62, 0.9, 1.25]),
            known(ChannelId::Coolant, "Temp._do_motor", 1, &[80.0, 81.5]),
            known(ChannelId::TwoStep, "2-step", 0, &[0.0, 1.0, 0.0]),
            mode,
        ],
    )
    .unwrap()
}

fn text(sheet: &LogSheet<'_>, form: TextForm) -> String {
    let mut writer = Writer::new(form, &sheet.heads).unwrap();
    for row in 0..sheet.len() {
        sheet.cells(row, |cell| writer.cell(&cell).unwrap());
        writer.end_row().unwrap();
    }
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

#[test]
fn a_log_in_base_units_has_its_canonical_names_and_every_digit() {
    let table = log();
    let sheet = LogSheet::new(&table, None, None, &base(&units(Lang::En, Preset::Imperial))).unwrap();
    assert_eq!(
        text(&sheet, TextForm::default()),
        "TIME (s),rpm (rpm),map_gauge (bar),coolant (°C),two_step,Modo\r\n\
         0.02,900,-0.62,80,0,rua\r\n\
         0.06,905,0.9,80,1,\r\n\
         0.1,,1.25,81.5,0,\"pista; \"\"chuva\"\"\"\r\n"
    );
}

#[test]
fn a_log_in_shown_units_speaks_the_users_language_and_decimal_mark() {
    let table = log();
    let form = TextForm { separator: Separator::Semicolon, decimal_comma: true, byte_order_mark: true };
    let shown = units(Lang::PtBr, Preset::Imperial);
    let titles = [(ChannelId::Coolant.into(), "Motor".to_owned())];
    let as_shown = Form { names: Names::Given, titles: &titles, figures: FigureUnits::Shown, units: &shown };
    let sheet = LogSheet::new(&table, Some((0.05, 0.2)), None, &as_shown).unwrap();
    let out = text(&sheet, form);
    assert!(out.starts_with('\u{FEFF}'));
    let lines: Vec<&str> = out.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(lines.len(), 3, "only the rows of the span: {out}");
    assert!(lines[0].contains("MAP (psi)") && lines[0].contains("Motor (°F)"), "{}", lines[0]);
    assert!(lines[1].starts_with("0,06;905;13,053"), "0.9 bar are 13.053 psi: {}", lines[1]);
    assert!(
        lines[2].ends_with("\"pista; \"\"chuva\"\"\""),
        "a separator within a text is quoted: {}",
        lines[2]
    );
}

#[test]
fn a_rate_that_makes_no_grid_makes_no_sheet() {
    let table = log();
    let shown = units(Lang::En, Preset::Metric);
    for rate in [0.0, -5.0, f64::NAN, 1e12] {
        assert!(LogSheet::new(&table, None, Some(rate), &base(&shown)).is_none(), "{rate} Hz");
    }
    let sheet = LogSheet::new(&table, None, Some(50.0), &base(&shown)).unwrap();
    assert_eq!(sheet.len(), 5, "0.02 s to 0.10 s in steps of 20 ms");
}

#[test]
fn a_header_loses_its_unit_and_nothing_else() {
    let cases = [
        ("MAP (kPa)", "MAP"),
        ("Temp [°F]", "Temp"),
        ("Knock (cyl 3)", "Knock (cyl 3)"),
        ("RPM", "RPM"),
        ("(s)", "(s)"),
    ];
    for (source, expected) in cases {
        assert_eq!(without_unit(source), expected, "{source}");
    }
}

#[test]
fn a_table_on_screen_becomes_text_for_a_spreadsheet() {
    let heads = [Head::text("Canal"), Head::number("Média", "bar", 2)];
    let rows =
        [vec![Cell::Text("MAP".into()), Cell::Number(-0.25)], vec![Cell::Text("Óleo".into()), Cell::Empty]];
    let form = TextForm { separator: Separator::Tab, decimal_comma: true, byte_order_mark: false };
    assert_eq!(to_text(form, &heads, &rows).unwrap(), "Canal\tMédia (bar)\r\nMAP\t-0,25\r\nÓleo\t\r\n");
}

/// Entries of an archive by name, each unpacked and checked against what its header says of it.
fn entries(archive: &[u8]) -> Vec<(String, String)> {
    let u16_at = |at: usize| usize::from(u16::from_le_bytes(archive[at..at + 2].try_into().unwrap()));
    let u32_at = |at: usize| u32::from_le_bytes(archive[at..at + 4].try_into().unwrap());
    let end = archive.len() - 22;
    assert_eq!(&archive[end..end + 4], b"PK\x05\x06");
    let mut at = u32_at(end + 16) as usize;
    let mut found = Vec::new();
    for _ in 0..u16_at(end + 10) {
        assert_eq!(&archive[at..at + 4], b"PK\x01\x02");
        let (crc, packed, size) = (u32_at(at + 16), u32_at(at + 20) as usize, u32_at(at + 24) as usize);
        let name_len = u16_at(at + 28);
        let local = u32_at(at + 42) as usize;
        let name = String::from_utf8(archive[at + 46..at + 46 + name_len].to_vec()).unwrap();
        assert_eq!(&archive[local..local + 4], b"PK\x03\x04");
        assert_eq!(u32_at(local + 14), crc, "both headers agree on {name}");
        let body = local + 30 + u16_at(local + 26) + u16_at(local + 28);
        let bytes = decompress_to_vec(&archive[body..body + packed]).unwrap();
        assert_eq!((bytes.len(), crc32(&bytes)), (size, crc), "{name}");
        found.push((name, String::from_utf8(bytes).unwrap()));
        at += 46 + name_len;
    }
    assert_eq!(at, end);
    found
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let heads = [Head::number("t", "s", 3), Head::number("MAP", "bar", 2), Head::text("Estado")];
    book.start_sheet("Sessão [1]: <a&b>", &heads).unwrap();
    assert!(book.row(&[Cell::Number(0.04), Cell::Number(-0.62), Cell::Text("ON & \"OFF\" <\u{1}>".into())]));
    assert!(book.row(&[Cell::Number(0.08), Cell::Number(f64::NAN), Cell::Empty]));
    book.start_sheet("sessão  1   <a&b>", &heads).unwrap();
    book.finish().unwrap()
}

#[test]
fn a_workbook_is_an_archive_of_sound_parts() {
    let parts = entries(&workbook());
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    for wanted in
        ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"]
    {
        assert!(names.contains(&wanted), "{wanted} in {names:?}");
    }
    for (name, text) in &parts {
        let open = text.matches('<').count();
        assert_eq!(open, text.matches('>').count(), "{name}");
        assert!(!text.contains('\u{1}'), "{name}");
    }
}

#[test]
fn numbers_of_a_workbook_are_numbers_and_texts_are_texts() {
    let parts = entries(&workbook());
    let sheet = &parts.iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap().1;
    assert!(sheet.contains("<row r=\"3\"><c s=\"6\"><v>0.04</v></c><c s=\"5\"><v>-0.62</v></c>"), "{sheet}");
    assert!(sheet.contains("ON &amp; &quot;OFF&quot; &lt;&gt;</t>"), "{sheet}");
    assert!(
        sheet.contains("<row r=\"4\"><c s=\"6\"><v>0.08</v></c><c/><c/></row>"),
        "no number, no cell: {sheet}"
    );
    assert!(
        sheet.contains("<row r=\"2\"><c t=\"inlineStr\" s=\"2\"><is><t xml:space=\"preserve\">s</t>"),
        "{sheet}"
    );
}

#[test]
fn a_sheets_name_is_one_that_spreadsheets_take_and_stands_once() {
    let parts = entries(&workbook());
    let book = &parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap().1;
    assert!(book.contains("name=\"Sessão  1   &lt;a&amp;b&gt;\""), "{book}");
    assert!(book.contains("name=\"sessão  1   &lt;a&amp;b&gt; 2\""), "{book}");
}

#[test]
fn the_same_sheets_give_the_same_bytes() {
    assert_eq!(workbook(), workbook());
}

#[test]
fn a_log_as_json_keeps_its_rates_and_says_what_is_missing() {
    let table = log();
    let shown = units(Lang::En, Preset::Metric);
    let facts = json::Facts { name: "Puxada \"3ª\"", format: "FTManager CSV", started_at: None };
    let mut text = String::new();
    let form = base(&shown);
    let mut pieces = json::Pieces::new(&table, None, &form, facts);
    while let Some(piece) = pieces.next_piece() {
        text.push_str(&piece);
    }
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(log["schema"], "fueltune-log-1");
    assert_eq!(log["name"], "Puxada \"3ª\"");
    assert_eq!(log["time_bases"][0]["seconds"], serde_json::json!([0.02, 0.06, 0.1]));
    assert_eq!(log["time_bases"][1]["seconds"], serde_json::json!([0.02, 0.1]));
    let channels = log["channels"].as_array().unwrap();
    assert_eq!(channels[0]["id"], "rpm");
    assert_eq!(channels[0]["values"], serde_json::json!([900, 905, null]));
    assert_eq!(channels[2]["time_base"], 1);
    assert_eq!(channels[2]["unit"], "°C");
    assert_eq!(channels[4]["id"], serde_json::Value::Null);
    assert_eq!(channels[4]["values"], serde_json::json!(["rua", null, "pista; \"chuva\""]));
}

#[test]
fn a_span_of_a_log_as_json_has_its_samples_only() {
    let table = log();
    let shown = units(Lang::En, Preset::Metric);
    let facts = json::Facts { name: "a", format: "b", started_at: Some("2026-11-27T10:00:00Z") };
    let form = base(&shown);
    let mut pieces = json::Pieces::new(&table, Some((0.05, 0.07)), &form, facts);
    let text: String = std::iter::from_fn(|| pieces.next_piece()).collect();
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(log["time_bases"][0]["seconds"], serde_json::json!([0.06]));
    assert_eq!(log["time_bases"][1]["seconds"], serde_json::json!([]));
    assert_eq!(log["channels"][1]["values"], serde_json::json!([0.9]));
    assert_eq!(log["started_at"], "2026-11-27T10:00:00Z");
}
