//! A table as the grid shows it: texts, colours and signs of every cell, row by row. Rows that are as before are not
//! drawn again.

use std::rc::Rc;

use super::heat::{Range, Tint, difference_level, level};
use super::order::Order;
use super::prefs::Shade;
use super::scale::Scale;
use crate::app::tables::HitsLayer;
use crate::engine::tables::{Cell, Finding, MapAxis, MapTable, Severity, diff, surface::Method};
use crate::i18n::number;

/// What a sheet is made of.
#[derive(Clone, Copy)]
pub struct SheetInput<'a> {
    pub table: &'a MapTable,
    pub order: &'a Order,
    pub scale: &'a Scale,
    pub rows_scale: &'a Scale,
    pub columns_scale: &'a Scale,
    pub shade: Shade,
    /// See [`reference_values`].
    pub reference: Option<&'a [Option<f64>]>,
    pub hits: Option<&'a HitsLayer>,
    pub findings: &'a [Finding],
}

/// A cell as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct CellView {
    pub column: u32,
    /// In the base unit.
    pub value: f64,
    pub text: String,
    /// Below it: the difference, or what a log says.
    pub below: Option<String>,
    pub tint: Tint,
    pub used: bool,
    pub locked: bool,
    pub finding: Option<Severity>,
    /// A log was here.
    pub visited: bool,
}

/// A row as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct RowView {
    pub row: u32,
    /// Its break point.
    pub head: String,
    pub used: bool,
    pub cells: Vec<CellView>,
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub rows: Vec<Rc<RowView>>,
    /// Break points over the columns, with whether each is in use.
    pub heads: Vec<(u32, String, bool)>,
    /// What the colours span, in the unit shown; the legend's ends.
    pub range: Option<Range>,
    /// Whether cells have a second line.
    pub two_lines: bool,
    /// Characters of the longest figure: what a column is wide.
    pub widest: usize,
}

/// The reference at every cell of the table that it reaches; `None` where the two cannot be compared.
pub fn reference_values(table: &MapTable, reference: &MapTable) -> Option<Vec<Option<f64>>> {
    let difference = diff(table, reference, Method::Linear).ok()?;
    let mut values = vec![None; table.cells().len()];
    for delta in difference.cells.iter().filter(|d| !d.beyond) {
        if let Some(index) = table.index(delta.cell) {
            values[index] = Some(delta.to);
        }
    }
    Some(values)
}

/// Makes a sheet.
pub fn sheet(input: SheetInput<'_>) -> Sheet {
    let SheetInput { table, order, .. } = input;
    let colours = Colours::of(&input);
    let mut findings = vec![None; table.cells().len()];
    for finding in input.findings {
        for index in finding.cells.iter().filter_map(|c| table.index(*c)) {
            // The worst comes first.
            findings[index].get_or_insert(finding.code.severity());
        }
    }
    let point = |axis: Option<&MapAxis>, scale: &Scale, at: u32| {
        axis.and_then(|axis| axis.points().get(at as usize)).map_or_else(String::new, |p| scale.text(*p))
    };
    let used = |axis: Option<&MapAxis>, at: u32| {
        axis.is_none_or(|axis| axis.enabled().get(at as usize).copied().unwrap_or(false))
    };
    let rows = order.rows.iter().map(|row| {
        let cell = |column: &u32| {
            let at = Cell::at(*row, *column);
            let index = table.index(at).unwrap_or(0);
            let value = table.cells().get(index).copied().unwrap_or(f64::NAN);
            let in_use = table.is_active(at);
            CellView {
                column: *column,
                value,
                text: input.scale.text(value),
                below: colours.below(&input, index, value),
                tint: if in_use { colours.tint(&input, index, value) } else { Tint::Unknown },
                used: in_use,
                locked: table.is_locked(at),
                finding: findings[index],
                visited: input.hits.is_some_and(|h| h.samples.get(index).is_some_and(|n| *n > 0)),
            }
        };
        Rc::new(RowView {
            row: *row,
            head: point(table.y(), input.rows_scale, *row),
            used: used(table.y(), *row),
            cells: order.columns.iter().map(cell).collect(),
        })
    });
    let rows: Vec<Rc<RowView>> = rows.collect();
    let head = |column: &u32| {
        (*column, point(Some(table.x()), input.columns_scale, *column), used(Some(table.x()), *column))
    };
    let heads: Vec<_> = order.columns.iter().map(head).collect();
    let cells = rows.iter().flat_map(|row| &row.cells);
    let long = cells.flat_map(|cell| [Some(&cell.text), cell.below.as_ref()]).flatten();
    let widest = long.chain(heads.iter().map(|h| &h.1)).map(|text| text.chars().count()).max().unwrap_or(1);
    Sheet { rows, heads, range: colours.legend(&input), two_lines: colours.two_lines(), widest }
}

/// What the cells are coloured by.
enum Colours {
    Values(Option<Range>),
    /// By how much the furthest cell differs, base unit.
    Differences(f64),
    Log(Range),
    Samples(f64),
    None,
}

impl Colours {
    fn of(input: &SheetInput<'_>) -> Self {
        let table = input.table;
        let active = || table.whole().cells().filter(|c| table.is_active(*c)).filter_map(|c| table.index(c));
        match (input.shade, input.reference, input.hits) {
            (Shade::Value, ..) | (Shade::Difference, None, _) | (Shade::Log, _, None) => {
                Self::Values(Range::of(active().map(|i| table.cells()[i])))
            }
            (Shade::Difference, Some(reference), _) => {
                let away = active().filter_map(|i| Some((table.cells()[i] - (*reference.get(i)?)?).abs()));
                Self::Differences(away.fold(0.0, f64::max))
            }
            (Shade::Log, _, Some(hits)) => {
                let range = Range::of(active().filter_map(|i| *hits.values.get(i)?));
                if let Some(range) = range {
                    return Self::Log(range);
                }
                let most = active().filter_map(|i| hits.samples.get(i)).max().copied().unwrap_or(0);
                Self::Samples(f64::from(most))
            }
            (Shade::None, ..) => Self::None,
        }
    }

    fn two_lines(&self) -> bool {
        matches!(self, Self::Differences(_) | Self::Log(_) | Self::Samples(_))
    }

    fn tint(&self, input: &SheetInput<'_>, index: usize, value: f64) -> Tint {
        match self {
            Self::Values(range) => range.map_or(Tint::Plain, |range| Tint::Heat(level(value, range))),
            Self::Differences(reach) => {
                let before = input.reference.and_then(|r| r.get(index).copied().flatten());
                let Some(before) = before else { return Tint::Unknown };
                match difference_level(value - before, *reach) {
                    0 => Tint::Plain,
                    n if n < 0 => Tint::Less(n.unsigned_abs()),
                    n => Tint::More(n.unsigned_abs()),
                }
            }
            Self::Log(range) => {
                let z = input.hits.and_then(|h| h.values.get(index).copied().flatten());
                z.map_or(Tint::Unknown, |z| Tint::Heat(level(z, *range)))
            }
            Self::Samples(most) => {
                let n = input.hits.and_then(|h| h.samples.get(index).copied()).unwrap_or(0);
                if n == 0 {
                    return Tint::Unknown;
                }
                // Idle has a hundred times the samples of a pull: by their logarithm both have colours.
                let range = Range { low: 0.0, high: most.ln_1p() };
                Tint::Heat(level(f64::from(n).ln_1p(), range))
            }
            Self::None => Tint::Plain,
        }
    }

    fn below(&self, input: &SheetInput<'_>, index: usize, value: f64) -> Option<String> {
        let text = match self {
            Self::Differences(_) => {
                let before = input.reference.and_then(|r| r.get(index).copied().flatten());
                before.map(|before| input.scale.delta_text(value - before))
            }
            Self::Log(_) => {
                let z = input.hits.and_then(|h| h.values.get(index).copied().flatten());
                z.map(|z| number::flexible(input.scale.lang, z, 0, digits_of(z)))
            }
            Self::Samples(_) => {
                let n = input.hits.and_then(|h| h.samples.get(index).copied());
                n.filter(|n| *n > 0).map(|n| number::number(input.scale.lang, f64::from(n), 0))
            }
            Self::Values(_) | Self::None => return None,
        };
        Some(text.unwrap_or_else(|| number::MISSING.to_owned()))
    }

    fn legend(&self, input: &SheetInput<'_>) -> Option<Range> {
        match self {
            Self::Values(range) => range
                .map(|r| Range { low: input.scale.from_base(r.low), high: input.scale.from_base(r.high) }),
            Self::Differences(reach) => {
                let reach = input.scale.delta_from_base(*reach).abs();
                (reach > 0.0).then_some(Range { low: -reach, high: reach })
            }
            Self::Log(range) => Some(*range),
            Self::Samples(most) => (*most > 0.0).then_some(Range { low: 0.0, high: *most }),
            Self::None => None,
        }
    }
}

/// Decimals of a log's figure in a small cell.
fn digits_of(z: f64) -> u8 {
    match z.abs() {
        z if z >= 100.0 => 0,
        z if z >= 10.0 => 1,
        z if z >= 2.0 => 2,
        _ => 3,
    }
}
