//! Statistics of every channel.

use super::{Writer, evidence};
use crate::engine::analysis::statistics::{ChannelStatistics, Figures, Report};
use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::report::document::{Block, Row, Table};
use crate::report::sheet::Head;

pub fn blocks(writer: &Writer<'_>, report: &Report) -> Vec<Block> {
    let rows = report.channels.iter().filter(|c| c.figures.is_some() || c.count > 0);
    let table = Table {
        slug: "statistics",
        caption: writer.t("analysis-statistics-caption"),
        heads: heads(writer),
        rows: rows.map(|channel| row(writer, channel)).collect(),
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.push(evidence(writer, &report.ledger, &report.notes));
    blocks
}

/// Channel, unit, samples, mean, spread, lowest, 5 %, median, 95 %, highest: what a sheet of paper has room for.
const BRIEF: [usize; 10] = [0, 1, 2, 3, 4, 5, 7, 9, 11, 13];

/// The table without the columns that paper has no room for.
pub fn brief(table: Table) -> Table {
    let keep = |i: usize| BRIEF.contains(&i);
    let heads = table.heads.into_iter().enumerate().filter(|(i, _)| keep(*i)).map(|(_, head)| head).collect();
    let rows = table.rows.into_iter().map(|row| Row {
        cells: row.cells.into_iter().enumerate().filter(|(i, _)| keep(*i)).map(|(_, cell)| cell).collect(),
        figures: row.figures.into_iter().enumerate().filter(|(i, _)| keep(*i)).map(|(_, f)| f).collect(),
        place: row.place,
    });
    Table { heads, rows: rows.collect(), ..table }
}

fn heads(writer: &Writer<'_>) -> Vec<Head> {
    let mut heads = vec![
        Head::text(writer.t("analysis-channel")),
        Head::text(writer.t("analysis-unit")),
        Head::number(writer.t("analysis-samples"), "", 0),
    ];
    for key in ["mean", "sd", "min", "p1", "p5", "p25", "median", "p75", "p95", "p99", "max", "mad"] {
        heads.push(Head::number(writer.t(&format!("analysis-stat-{key}")), "", 3));
    }
    heads.push(Head::number(writer.t("analysis-stat-skewness"), "", 2));
    heads.push(Head::number(writer.t("analysis-stat-kurtosis"), "", 2));
    heads
}

fn row(writer: &Writer<'_>, channel: &ChannelStatistics) -> Row {
    let quantity = channel.unit.quantity();
    let row = Row::new()
        .text(writer.channel(&channel.key))
        .text(writer.units.symbol(quantity))
        .figure(writer.plain(Some(f64::from(channel.count)), 0), Some(f64::from(channel.count)));
    match &channel.figures {
        Some(figures) => figures_of(writer, row, figures, quantity),
        None => (0..14).fold(row, |row, _| row.figure(number::MISSING, None)),
    }
}

fn figures_of(writer: &Writer<'_>, row: Row, f: &Figures, quantity: Quantity) -> Row {
    // Shares of a switch say more than its words.
    let at = |row: Row, value: Option<f64>| match quantity {
        Quantity::Flag => row.figure(writer.plain(value, 3), value),
        _ => writer.put(row, value, quantity),
    };
    let spread = |row: Row, value: Option<f64>| match value {
        Some(v) => {
            let (scale, _) = writer.units.scale_offset(quantity);
            row.figure(writer.units.show_spread(v, quantity).text, Some(v * scale))
        }
        None => row.figure(number::MISSING, None),
    };
    let row = at(row, f.mean);
    let row = spread(row, f.sd);
    let row = [f.min, f.p1, f.p5, f.p25, f.median, f.p75, f.p95, f.p99, f.max]
        .into_iter()
        .fold(row, |row, value| at(row, Some(value)));
    let row = spread(row, Some(f.mad));
    row.figure(writer.plain(f.skewness, 2), f.skewness).figure(writer.plain(f.kurtosis, 2), f.kurtosis)
}
