//! Rows and columns on their way into a file: what a cell is, and what a column's figures are.

use std::ops::Range;

use crate::engine::channels::ChannelKey;
use crate::engine::table::{Column, ColumnData, LogTable, NO_CODE};
use crate::engine::units::{Quantity, Unit};
use crate::engine::view::Sheet;
use crate::i18n::units::Units;

/// A cell. A number is in the unit its column says.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Number(f64),
    Text(String),
}

impl Cell {
    /// A finite number, or nothing.
    pub fn number(value: Option<f64>) -> Self {
        value.filter(|x| x.is_finite()).map_or(Cell::Empty, Cell::Number)
    }
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    pub title: String,
    /// Empty where there is none.
    pub unit: String,
    /// Decimals that say something; `None` for text.
    pub digits: Option<u8>,
}

impl Head {
    pub fn text(title: impl Into<String>) -> Self {
        Self { title: title.into(), unit: String::new(), digits: None }
    }

    pub fn number(title: impl Into<String>, unit: &str, digits: u8) -> Self {
        Self { title: title.into(), unit: unit.to_owned(), digits: Some(digits) }
    }

    /// `MAP (bar)`.
    pub fn with_unit(&self) -> String {
        if self.unit.is_empty() { self.title.clone() } else { format!("{} ({})", self.title, self.unit) }
    }
}

/// In which units figures go out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum FigureUnits {
    /// As they are kept: a file that is read again gives the same log.
    #[default]
    Base,
    /// As the user sees them.
    Shown,
}

/// How a column is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Names {
    /// The canonical slug, else the file's name: reading the file again finds the same channels.
    #[default]
    Canonical,
    /// As the file had it.
    Source,
    /// In the user's language: given by whoever asks, since texts are the page's.
    Given,
}

/// What the figures of a log are called and in which units they go out.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    pub names: Names,
    pub titles: &'a [(ChannelKey, String)],
    pub figures: FigureUnits,
    pub units: &'a Units,
}

/// How the figures of a column go out: symbol, decimals, and `kept * scale.0 + scale.1`.
pub(super) struct ColumnForm {
    pub symbol: &'static str,
    pub digits: u8,
    pub scale: (f64, f64),
}

impl Form<'_> {
    pub(super) fn column(&self, column: &Column) -> ColumnForm {
        let quantity = column.unit.quantity();
        // A switch is 1 or 0 in a file whatever the language.
        if self.figures == FigureUnits::Shown && quantity != Quantity::Flag {
            ColumnForm {
                symbol: self.units.symbol(quantity),
                digits: self.units.digits(quantity),
                scale: self.units.scale_offset(quantity),
            }
        } else {
            ColumnForm { symbol: column.unit.symbol(), digits: column.unit.digits(), scale: (1.0, 0.0) }
        }
    }

    pub(super) fn title(&self, column: &Column) -> String {
        match (self.names, &column.key) {
            (Names::Canonical, ChannelKey::Known(id)) => id.slug().to_owned(),
            (Names::Given, key) => match self.titles.iter().find(|(k, _)| k == key) {
                Some((_, title)) => title.clone(),
                None => without_unit(&column.source).to_owned(),
            },
            _ => without_unit(&column.source).to_owned(),
        }
    }
}

/// Sample `sample` of a column as it goes out: every digit the log has where nothing is converted, else rounded to what
/// its unit shows and two digits more.
pub(super) fn figure(column: &Column, form: &ColumnForm, sample: usize) -> Cell {
    if let ColumnData::Codes { codes, labels } = column.data() {
        let label = codes.get(sample).filter(|c| **c != NO_CODE).and_then(|c| labels.get(*c as usize));
        return label.map_or(Cell::Empty, |l| Cell::Text(l.to_string()));
    }
    if form.scale == (1.0, 0.0) {
        // The shortest decimal that stands for the kept figure: 0.9, not 0.8999999762.
        return Cell::number(column.cell(sample).parse().ok());
    }
    let figure = column.data().number(sample) * form.scale.0 + form.scale.1;
    let grain = 10f64.powi(i32::from(form.digits) + 2);
    Cell::number(Some((figure * grain).round() / grain))
}

/// A log on its way into a sheet: rows on one time base, slower channels held.
pub struct LogSheet<'a> {
    table: &'a LogTable,
    sheet: Sheet<'a>,
    rows: Range<usize>,
    forms: Vec<ColumnForm>,
    pub heads: Vec<Head>,
}

impl<'a> LogSheet<'a> {
    /// The rows of the time base that most columns are on, or a grid at `rate_hz`, within `span` seconds. `None` where
    /// the rate makes no grid. `titles` are for [`Names::Given`]; a channel that has none keeps its own name.
    pub fn new(
        table: &'a LogTable,
        span: Option<(f64, f64)>,
        rate_hz: Option<f64>,
        form: &Form<'_>,
    ) -> Option<Self> {
        let sheet = match rate_hz {
            Some(rate) => Sheet::at_rate(table, rate)?,
            None => Sheet::on_commonest_base(table),
        };
        let times = sheet.times();
        let rows = match span {
            Some((t0, t1)) => {
                let (t0, t1) = (t0.min(t1), t0.max(t1));
                times.partition_point(|t| *t < t0)..times.partition_point(|t| *t <= t1)
            }
            None => 0..times.len(),
        };
        let mut heads = vec![Head::number("TIME", "s", 3)];
        let mut forms = Vec::with_capacity(table.columns().len());
        for column in table.columns() {
            let own = form.column(column);
            let text = matches!(column.data(), ColumnData::Codes { .. });
            heads.push(Head {
                title: form.title(column),
                unit: if text { String::new() } else { own.symbol.to_owned() },
                digits: (!text).then_some(own.digits),
            });
            forms.push(own);
        }
        Some(Self { table, sheet, rows: rows.start..rows.end.max(rows.start), forms, heads })
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The cells of row `index`, time first.
    pub fn cells(&self, index: usize, mut take: impl FnMut(Cell)) {
        let row = self.rows.start + index;
        let Some(time) = self.sheet.times().get(row) else { return };
        take(Cell::Number((time * 1e6).round() / 1e6));
        for (column, form) in self.table.columns().iter().zip(&self.forms) {
            let sample = self.sheet.sample(column, row);
            take(sample.map_or(Cell::Empty, |sample| figure(column, form, sample)));
        }
    }
}

/// A log as one log for each of its time bases, those without a channel left out: nothing has to be held.
pub fn by_time_base(table: &LogTable) -> Vec<LogTable> {
    let of = |index: usize| {
        let columns: Vec<Column> = table
            .columns()
            .iter()
            .filter(|c| c.axis == index)
            .map(|c| {
                let mut own = c.clone();
                own.axis = 0;
                own
            })
            .collect();
        if columns.is_empty() {
            return None;
        }
        LogTable::new(vec![table.axes()[index].clone()], columns).ok()
    };
    (0..table.axes().len()).filter_map(of).collect()
}

/// A header without the unit the file's own figures had.
pub fn without_unit(source: &str) -> &str {
    let cut = source.strip_suffix([')', ']']).and_then(|open| open.rsplit_once(['(', '[']));
    match cut {
        Some((name, unit)) if Unit::parse(unit).is_some() && !name.trim().is_empty() => name.trim(),
        _ => source,
    }
}
