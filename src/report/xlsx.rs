//! Sheets as an Office Open XML workbook (ECMA-376): numbers are numbers, every column has its unit in a second line,
//! the heads stay in view. Written row by row and packed as it comes; texts stand in their cells, so that nothing has
//! to be gathered. A library would weigh as much as the whole worker for what is a page of code here.

use std::fmt::Write as _;

use super::sheet::{Cell, Head};
pub use super::zip::TooLarge;
use super::zip::{Entry, Zip};

/// Rows that a sheet can hold, the two of its head included.
pub const MAX_ROWS: usize = 1_048_576;
/// Columns that a sheet can hold.
pub const MAX_COLUMNS: usize = 16_384;
/// Characters that a cell can hold.
const MAX_TEXT: usize = 32_767;
const MAX_NAME: usize = 31;
/// Formats of numbers with 0 to 6 decimals; see [`styles`].
const MAX_DIGITS: u8 = 6;

/// A workbook being written.
#[derive(Default)]
pub struct Workbook {
    zip: Zip,
    names: Vec<String>,
    open: Option<OpenSheet>,
}

struct OpenSheet {
    entry: Entry,
    row: usize,
    text: String,
    formats: Vec<u32>,
}

impl Workbook {
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins a sheet; the one before is closed. What a name may not hold is taken out, and a second sheet of the
    /// same name gets a number.
    pub fn start_sheet(&mut self, name: &str, heads: &[Head]) -> Result<(), TooLarge> {
        self.close_sheet()?;
        let name = self.free_name(name);
        self.names.push(name);
        let heads = &heads[..heads.len().min(MAX_COLUMNS)];
        let mut text = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
             <sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"2\" topLeftCell=\"A3\" \
             activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>",
        );
        for (i, head) in heads.iter().enumerate() {
            let width = (head.title.chars().count() + 2).clamp(8, 40);
            push(
                &mut text,
                format_args!("<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>", i + 1),
            );
        }
        text.push_str("</cols><sheetData>");
        let mut sheet = OpenSheet {
            entry: Entry::new(&format!("xl/worksheets/sheet{}.xml", self.names.len())),
            row: 0,
            text,
            formats: heads.iter().map(|h| h.digits.map_or(0, |d| 3 + u32::from(d.min(MAX_DIGITS)))).collect(),
        };
        sheet.head(heads.iter().map(|h| h.title.as_str()), 1);
        sheet.head(heads.iter().map(|h| h.unit.as_str()), 2);
        self.open = Some(sheet);
        Ok(())
    }

    /// Rows that still fit into the open sheet.
    pub fn room(&self) -> usize {
        self.open.as_ref().map_or(0, |sheet| MAX_ROWS - sheet.row)
    }

    /// One more row; beyond [`MAX_ROWS`] nothing is written and `false` is returned.
    pub fn row(&mut self, cells: &[Cell]) -> bool {
        let Some(sheet) = self.open.as_mut().filter(|s| s.row < MAX_ROWS) else { return false };
        sheet.cells(cells);
        true
    }

    /// The workbook as a file.
    pub fn finish(mut self) -> Result<Vec<u8>, TooLarge> {
        if self.names.is_empty() {
            self.start_sheet("1", &[])?;
        }
        self.close_sheet()?;
        for (name, text) in parts(&self.names) {
            let mut entry = Entry::new(&name);
            entry.write(text.as_bytes());
            self.zip.add(entry)?;
        }
        self.zip.finish()
    }

    fn close_sheet(&mut self) -> Result<(), TooLarge> {
        let Some(mut sheet) = self.open.take() else { return Ok(()) };
        sheet.text.push_str("</sheetData></worksheet>");
        sheet.flush();
        self.zip.add(sheet.entry)
    }

    fn free_name(&self, wanted: &str) -> String {
        let clean: String =
            wanted.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
        let clean = clean.trim().trim_matches('\'');
        let base = if clean.is_empty() { "1" } else { clean };
        let cut = |most: usize| base.chars().take(most).collect::<String>();
        let mut name = cut(MAX_NAME);
        let mut number = 2;
        while self.names.iter().any(|n| n.to_lowercase() == name.to_lowercase()) {
            let ending = format!(" {number}");
            name = cut(MAX_NAME - ending.len()) + &ending;
            number += 1;
        }
        name
    }
}

/// Writing to a string cannot fail.
fn push(text: &mut String, what: std::fmt::Arguments<'_>) {
    let written = text.write_fmt(what);
    debug_assert!(written.is_ok(), "a string takes everything");
}

impl OpenSheet {
    fn head<'a>(&mut self, texts: impl Iterator<Item = &'a str>, style: u32) {
        self.row += 1;
        push(&mut self.text, format_args!("<row r=\"{}\">", self.row));
        for text in texts {
            if text.is_empty() {
                self.text.push_str("<c/>");
            } else {
                self.string(text, style);
            }
        }
        self.text.push_str("</row>");
    }

    fn cells(&mut self, cells: &[Cell]) {
        self.row += 1;
        push(&mut self.text, format_args!("<row r=\"{}\">", self.row));
        for (i, cell) in cells.iter().take(MAX_COLUMNS).enumerate() {
            match cell {
                Cell::Number(value) if value.is_finite() => {
                    let style = self.formats.get(i).copied().unwrap_or(0);
                    push(&mut self.text, format_args!("<c s=\"{style}\"><v>{value}</v></c>"));
                }
                Cell::Text(text) => self.string(text, 0),
                _ => self.text.push_str("<c/>"),
            }
        }
        self.text.push_str("</row>");
        if self.text.len() > 1 << 16 {
            self.flush();
        }
    }

    fn string(&mut self, text: &str, style: u32) {
        push(&mut self.text, format_args!("<c t=\"inlineStr\" s=\"{style}\"><is><t xml:space=\"preserve\">"));
        escape(text.chars().take(MAX_TEXT), &mut self.text);
        self.text.push_str("</t></is></c>");
    }

    fn flush(&mut self) {
        self.entry.write(self.text.as_bytes());
        self.text.clear();
    }
}

/// Text for XML: markup is escaped, and characters that XML 1.0 cannot hold are left out.
fn escape(text: impl Iterator<Item = char>, into: &mut String) {
    for c in text {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\t' | '\n' | '\r' => into.push(c),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => (),
            c => into.push(c),
        }
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The parts of the package beside the sheets.
fn parts(names: &[String]) -> Vec<(String, String)> {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut types = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{kind}.styles+xml\"/>"
    );
    let mut sheets = String::new();
    let mut links = String::new();
    for (i, name) in names.iter().enumerate() {
        let n = i + 1;
        push(
            &mut types,
            format_args!(
                "<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{kind}.worksheet+xml\"/>"
            ),
        );
        sheets.push_str("<sheet name=\"");
        escape(name.chars(), &mut sheets);
        push(&mut sheets, format_args!("\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"));
        push(
            &mut links,
            format_args!(
                "<Relationship Id=\"rId{n}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
            ),
        );
    }
    types.push_str("</Types>");
    push(
        &mut links,
        format_args!(
            "<Relationship Id=\"rId{}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>",
            names.len() + 1
        ),
    );
    vec![
        ("[Content_Types].xml".to_owned(), types),
        (
            "_rels/.rels".to_owned(),
            format!(
                "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" \
                 Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{sheets}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{links}</Relationships>"),
        ),
        ("xl/styles.xml".to_owned(), styles()),
    ]
}

/// Styles: 0 plain, 1 head, 2 unit, 3 and up numbers with 0, 1, … decimals.
fn styles() -> String {
    let mut formats = String::new();
    let mut cells = String::from(
        "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
         <xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>\
         <xf numFmtId=\"0\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>",
    );
    for digits in 0..=MAX_DIGITS {
        let code =
            if digits == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(usize::from(digits))) };
        // Numbers of formats of one's own begin at 164.
        let id = 164 + u32::from(digits);
        push(&mut formats, format_args!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>"));
        push(
            &mut cells,
            format_args!(
                "<xf numFmtId=\"{id}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
            ),
        );
    }
    let (format_count, cell_count) = (MAX_DIGITS + 1, MAX_DIGITS + 4);
    let font = |more: &str| format!("<font>{more}<sz val=\"11\"/><name val=\"Calibri\"/></font>");
    format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"{format_count}\">{formats}</numFmts>\
         <fonts count=\"3\">{}{}{}</fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"{cell_count}\">{cells}</cellXfs></styleSheet>",
        font(""),
        font("<b/>"),
        font("<i/>"),
    )
}
