//! A report as it is before it becomes a page: titles, facts, tables, drawings, findings, all of them in words already.

use serde::{Deserialize, Serialize};

use super::sheet::{Cell, Head};
use crate::engine::analysis::Span;
use crate::engine::channels::ChannelKey;
use crate::i18n::Lang;
use crate::i18n::number::MISSING;

/// The sheet of paper it is laid out for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    #[default]
    A4,
    Letter,
}

impl Paper {
    pub const ALL: [Paper; 2] = [Paper::A4, Paper::Letter];

    /// Width and height, mm.
    pub const fn size_mm(self) -> (f64, f64) {
        match self {
            Paper::A4 => (210.0, 297.0),
            Paper::Letter => (215.9, 279.4),
        }
    }

    /// As CSS calls it, and as it stands in translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::Letter => "letter",
        }
    }
}

/// How a finding is to be read. Never told by colour alone: each has its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tone {
    Good,
    Plain,
    Caution,
    Danger,
}

impl Tone {
    pub const fn slug(self) -> &'static str {
        match self {
            Tone::Good => "good",
            Tone::Plain => "plain",
            Tone::Caution => "caution",
            Tone::Danger => "danger",
        }
    }

    pub(super) const fn sign(self) -> &'static str {
        match self {
            Tone::Good => "✓",
            Tone::Plain => "•",
            Tone::Caution => "▲",
            Tone::Danger => "■",
        }
    }
}

/// A label and what stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub label: String,
    pub value: String,
}

impl Fact {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// A place in a log that something is about: within the application it can be jumped to.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Id of the session, where a document is about several.
    pub session: Option<String>,
    pub span: Span,
    /// Worth looking at there.
    pub channels: Vec<ChannelKey>,
}

impl Place {
    pub fn new(span: Span, channels: impl IntoIterator<Item = ChannelKey>) -> Self {
        Self { session: None, span, channels: channels.into_iter().collect() }
    }

    /// In one of several sessions.
    #[must_use]
    pub fn of(self, session: impl Into<String>) -> Self {
        Self { session: Some(session.into()), ..self }
    }
}

/// A table. Cells are formatted already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Stable name, for tests.
    pub slug: &'static str,
    pub caption: String,
    pub heads: Vec<Head>,
    pub rows: Vec<Row>,
}

impl Table {
    /// The table without the columns that hold nothing in any row; the first one stays.
    #[must_use]
    pub fn lean(mut self) -> Self {
        for column in (1..self.heads.len()).rev() {
            let empty =
                |row: &Row| row.cells.get(column).is_none_or(|text| text.is_empty() || text == MISSING);
            if !self.rows.is_empty() && self.rows.iter().all(empty) {
                self.heads.remove(column);
                self.rows.iter_mut().for_each(|row| row.drop_column(column));
            }
        }
        self
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub cells: Vec<String>,
    /// The figures behind the texts, in the units shown, cell by cell.
    pub figures: Vec<Cell>,
    pub place: Option<Place>,
}

impl Row {
    /// A row that is filled cell by cell.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        self.figures.push(Cell::Text(text.clone()));
        self.cells.push(text);
        self
    }

    /// A figure with the text that stands for it.
    #[must_use]
    pub fn figure(mut self, text: impl Into<String>, value: Option<f64>) -> Self {
        self.cells.push(text.into());
        self.figures.push(Cell::number(value));
        self
    }

    /// The text and the figure of a column are dropped.
    fn drop_column(&mut self, column: usize) {
        if column < self.cells.len() {
            self.cells.remove(column);
        }
        if column < self.figures.len() {
            self.figures.remove(column);
        }
    }

    /// Where it is about.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

/// A drawing of [`super::svg`], with what it shows in words and as figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Stable name, for files and tests.
    pub slug: &'static str,
    pub svg: String,
    pub caption: String,
    /// What is drawn, as a sheet.
    pub heads: Vec<Head>,
    pub figures: Vec<Vec<Cell>>,
}

/// Something of note, with what stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub tone: Tone,
    pub title: String,
    pub text: String,
    pub evidence: Vec<Fact>,
    pub place: Option<Place>,
    /// Stable name of what was found, for tests.
    pub slug: &'static str,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A title within the section.
    Heading(String),
    /// Paragraphs; an empty line parts them.
    Text(String),
    /// Small figures side by side.
    Figures(Vec<Fact>),
    /// Labels and values one below the other.
    Facts(Vec<Fact>),
    Table(Table),
    Drawing(Drawing),
    Finding(Finding),
    /// A remark below.
    Note(String),
    /// What would show more: what to enter or to log.
    Advice(Vec<String>),
    /// What it rests on: rows used and left out, what was assumed.
    Basis(Vec<String>),
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Stable name: anchor in the page, name of a sheet's source.
    pub slug: &'static str,
    pub title: String,
    pub blocks: Vec<Block>,
    /// Starts on a new sheet of paper.
    pub new_page: bool,
}

/// Who made the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    pub name: String,
    /// A picture as a `data:image/…` address; anything else is not shown.
    pub logo: Option<String>,
}

/// A report.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub lang: Lang,
    pub paper: Paper,
    pub title: String,
    pub subtitle: String,
    pub author: Author,
    pub sections: Vec<Section>,
    /// At the foot: what made it and from which file.
    pub footer: String,
    /// Title of the list of sections.
    pub contents: String,
}
