//! What the recommended corrections come to in the tables of today, told of the versions the session was driven with.

use super::Writer;
use crate::engine::analysis::recommend::{ActionCode, Recommendation, Report};
use crate::engine::tables::surface::Method;
use crate::engine::tables::{
    Correction, Family, MapTable, OperatingPoint, Restated, Since, cell_rules, diff, restate,
};
use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::report::document::{Block, Fact, Row, Section, Table};
use crate::report::sheet::Head;
use crate::t;

/// A table of which it is known with which version a session was driven.
#[derive(Clone, Debug, PartialEq)]
pub struct DrivenTable {
    pub name: String,
    /// What the version is called.
    pub version: String,
    pub driven: MapTable,
    /// The table as it is, with what was done to it since it was saved.
    pub now: MapTable,
}

impl DrivenTable {
    fn since(&self) -> Since<'_> {
        Since { driven: &self.driven, now: &self.now }
    }
}

/// A correction at a point, as it was recommended.
struct Asked {
    point: OperatingPoint,
    correction: Correction,
}

/// See the module. `None` where nothing is recommended that a table could be changed by.
pub fn section(writer: &Writer<'_>, report: &Report, tables: &[DrivenTable]) -> Option<Section> {
    let mut blocks = Vec::new();
    for family in [Family::Fuel, Family::Ignition] {
        let asked: Vec<Asked> = report.recommendations.iter().flat_map(|one| asked(one, family)).collect();
        if !asked.is_empty() {
            blocks.extend(of_family(writer, family, &asked, tables));
        }
    }
    let title = writer.t("recommend-driven-heading");
    (!blocks.is_empty()).then_some(Section { slug: "driven", title, blocks, new_page: false })
}

/// What a recommendation asks of a family of tables, point by point.
fn asked(one: &Recommendation, family: Family) -> impl Iterator<Item = Asked> {
    let correction: Option<fn(f64) -> Correction> = match (family, one.action.code) {
        (Family::Fuel, ActionCode::AddFuel) => Some(Correction::Percent),
        (Family::Fuel, ActionCode::TakeFuel) => Some(|amount| Correction::Percent(-amount)),
        (Family::Ignition, ActionCode::RetardIgnition) => Some(|amount| Correction::Shift(-amount)),
        _ => None,
    };
    correction.zip(one.evidence.load).into_iter().flat_map(move |(correction, load)| {
        one.evidence.cells.iter().map(move |cell| Asked {
            point: OperatingPoint { rpm: cell.rpm, load: cell.load, load_channel: load.channel() },
            correction: correction(cell.amount),
        })
    })
}

fn of_family(writer: &Writer<'_>, family: Family, asked: &[Asked], tables: &[DrivenTable]) -> Vec<Block> {
    let (heading, unknown) = match family {
        Family::Fuel => ("recommend-driven-fuel", "recommend-driven-unknown-fuel"),
        Family::Ignition => ("recommend-driven-ignition", "recommend-driven-unknown-ignition"),
    };
    let mut blocks = vec![Block::Heading(writer.t(heading))];
    let mains: Vec<&DrivenTable> = tables.iter().filter(|t| family.is_main(&t.driven)).collect();
    if mains.is_empty() {
        blocks.push(Block::Text(writer.t(unknown)));
        return blocks;
    }
    let others: Vec<&DrivenTable> = tables.iter().filter(|t| family.is_other(&t.driven)).collect();
    blocks.push(Block::Text(writer.t("recommend-driven-text")));
    let versions = mains.iter().chain(&others).map(|t| Fact::new(&t.name, version(writer, t)));
    blocks.push(Block::Facts(versions.collect()));
    blocks.extend(mains.iter().map(|main| restated(writer, family, asked, main, &others)));
    blocks.extend(uncounted(writer, family, asked, &others));
    blocks
}

/// Which version it was, and what became of it.
fn version(writer: &Writer<'_>, table: &DrivenTable) -> String {
    let since = table.since();
    if !since.is_edited() {
        return t!(writer.i18n, "recommend-driven-unchanged", version = &table.version).into_owned();
    }
    match diff(&table.now, &table.driven, Method::Linear) {
        Ok(found) if found.same_axes => {
            let n = found.stats.changed;
            t!(writer.i18n, "recommend-driven-edited", version = &table.version, n = n).into_owned()
        }
        _ => t!(writer.i18n, "recommend-driven-other-axes", version = &table.version).into_owned(),
    }
}

/// Of the others, those that were edited since and cannot be reckoned with.
fn uncounted(writer: &Writer<'_>, family: Family, asked: &[Asked], others: &[&DrivenTable]) -> Option<Block> {
    let load = asked.first()?.point.load_channel;
    let left_out = others.iter().filter(|o| o.since().is_edited() && !family.reckons_with(&o.since(), load));
    let names: Vec<&str> = left_out.map(|o| o.name.as_str()).collect();
    let text = || t!(writer.i18n, "recommend-driven-uncounted", names = names.join(", ")).into_owned();
    (!names.is_empty()).then(|| Block::Note(text()))
}

fn restated(
    writer: &Writer<'_>,
    family: Family,
    asked: &[Asked],
    main: &DrivenTable,
    others: &[&DrivenTable],
) -> Block {
    let others: Vec<Since<'_>> = others.iter().map(|o| o.since()).collect();
    let found: Vec<(&Asked, Restated)> = asked
        .iter()
        .filter_map(|a| Some((a, restate(family, a.correction, &a.point, main.since(), &others)?)))
        .collect();
    if found.is_empty() {
        return Block::Note(t!(writer.i18n, "recommend-driven-unplaced", table = &main.name).into_owned());
    }
    Block::Table(Table {
        slug: "driven_cells",
        caption: main.name.clone(),
        heads: heads(writer, family, found[0].0, &main.now),
        rows: found.iter().map(|(asked, found)| row(writer, asked, found, &main.now)).collect(),
    })
}

/// In which unit a correction is told.
fn correction_quantity(family: Family) -> Quantity {
    match family {
        Family::Fuel => Quantity::Percent,
        Family::Ignition => Quantity::Angle,
    }
}

/// Decimals of a table's cells: as many as tuners write them with, where the user's unit has fewer.
fn digits(writer: &Writer<'_>, table: &MapTable) -> u8 {
    writer.units.digits(table.unit().quantity()).max(cell_rules(table.info.kind, table.unit()).digits)
}

fn heads(writer: &Writer<'_>, family: Family, asked: &Asked, table: &MapTable) -> Vec<Head> {
    let quantity = table.unit().quantity();
    let cells = |key| Head::number(writer.t(key), writer.units.symbol(quantity), digits(writer, table));
    let correction = correction_quantity(family);
    let load = writer.channel(&asked.point.load_channel.into());
    vec![
        writer.head(writer.t("analysis-rpm"), Quantity::RotationalSpeed),
        writer.head(load, asked.point.load_channel.spec().quantity),
        writer.head(writer.t("recommend-driven-asked"), correction),
        cells("recommend-driven-then"),
        cells("recommend-driven-now"),
        cells("recommend-driven-wanted"),
        writer.head(writer.t("recommend-driven-left"), correction),
    ]
}

fn row(writer: &Writer<'_>, asked: &Asked, found: &Restated, table: &MapTable) -> Row {
    let cell = |row: Row, value: f64| {
        let shown = writer.units.convert(value, table.unit().quantity());
        row.figure(number::number(writer.units.lang, shown, digits(writer, table)), Some(shown))
    };
    let point = &asked.point;
    let row = writer.put(Row::new(), Some(point.rpm), Quantity::RotationalSpeed);
    let row = writer.put(row, Some(point.load), point.load_channel.spec().quantity);
    let row = change(writer, row, Some(asked.correction));
    let row = [found.driven, found.now, found.wanted].into_iter().fold(row, cell);
    change(writer, row, found.left)
}

/// A change with its sign.
fn change(writer: &Writer<'_>, row: Row, change: Option<Correction>) -> Row {
    let (value, quantity) = match change {
        Some(Correction::Percent(percent)) => (percent, Quantity::Percent),
        Some(Correction::Shift(by)) => (by, Quantity::Angle),
        None => return row.figure(number::MISSING, None),
    };
    let digits = writer.units.digits(quantity);
    row.figure(number::signed(writer.units.lang, value, digits), Some(value))
}
