//! Sheets as delimited text.

use serde::{Deserialize, Serialize};

use super::sheet::{Cell, Head};

/// What separates cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Separator {
    #[default]
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

impl Separator {
    pub const ALL: [Separator; 4] = [Separator::Comma, Separator::Semicolon, Separator::Tab, Separator::Pipe];

    const fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
            Separator::Pipe => b'|',
        }
    }
}

/// The form of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextForm {
    pub separator: Separator,
    pub decimal_comma: bool,
    /// A mark at the start that makes spreadsheets read accents rightly.
    pub byte_order_mark: bool,
}

/// Writes rows; what is written so far is taken in pieces.
pub struct Writer {
    form: TextForm,
    inner: csv::Writer<Vec<u8>>,
    number: String,
}

impl Writer {
    /// Starts with the heads, each with its unit behind it.
    pub fn new(form: TextForm, heads: &[Head]) -> Result<Self, csv::Error> {
        let mut start = Vec::new();
        if form.byte_order_mark {
            start.extend_from_slice("\u{FEFF}".as_bytes());
        }
        let mut inner = new_inner(form, start);
        inner.write_record(heads.iter().map(Head::with_unit))?;
        Ok(Self { form, inner, number: String::new() })
    }

    /// One more cell of the row.
    pub fn cell(&mut self, cell: &Cell) -> Result<(), csv::Error> {
        match cell {
            Cell::Empty => self.inner.write_field(""),
            Cell::Text(text) => self.inner.write_field(text),
            Cell::Number(value) => {
                use std::fmt::Write as _;
                self.number.clear();
                // Writing to a string cannot fail.
                if write!(self.number, "{value}").is_err() {
                    self.number.clear();
                }
                if self.form.decimal_comma {
                    self.inner.write_field(self.number.replace('.', ","))
                } else {
                    self.inner.write_field(&self.number)
                }
            }
        }
    }

    /// Ends the row.
    pub fn end_row(&mut self) -> Result<(), csv::Error> {
        self.inner.write_record(None::<&[u8]>)
    }

    /// What is written so far; the rest goes on behind it.
    pub fn take(&mut self) -> Result<Vec<u8>, csv::Error> {
        let rest = new_inner(self.form, Vec::new());
        let done = std::mem::replace(&mut self.inner, rest);
        done.into_inner().map_err(|e| csv::Error::from(e.into_error()))
    }

    /// Everything that is not taken yet.
    pub fn finish(self) -> Result<Vec<u8>, csv::Error> {
        self.inner.into_inner().map_err(|e| csv::Error::from(e.into_error()))
    }
}

fn new_inner(form: TextForm, start: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .delimiter(form.separator.byte())
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(start)
}

/// A whole sheet at once; for tables on screen and small files.
pub fn to_text(form: TextForm, heads: &[Head], rows: &[Vec<Cell>]) -> Result<String, csv::Error> {
    let mut writer = Writer::new(form, heads)?;
    for row in rows {
        for cell in row {
            writer.cell(cell)?;
        }
        writer.end_row()?;
    }
    Ok(String::from_utf8_lossy(&writer.finish()?).into_owned())
}
