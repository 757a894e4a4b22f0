//! What the engine is fed: air, fuel, and what becomes of it.

use crate::engine::analysis::Span;
use crate::engine::analysis::performance::{FuelPressure, ImpliedLambda, Report, VeMap};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::Quantity;
use crate::report::analysis::Writer;
use crate::report::document::{Block, Drawing, Fact, Place, Row, Table};
use crate::report::sheet::{Cell, Head};
use crate::report::svg::{Grid, grid};
use crate::report::words;
use crate::t;

pub fn volumetric(writer: &Writer<'_>, ve: &VeMap) -> Option<Block> {
    let (columns, rows) = (ve.rpm.len(), ve.load.len());
    if ve.cells.len() != columns * rows || !ve.cells.iter().any(|c| c.mean.is_some()) {
        return None;
    }
    let at = |i: usize, j: usize| &ve.cells[i * rows + j];
    let mut cells = Vec::new();
    let mut texts = Vec::new();
    let mut figures = Vec::new();
    for j in 0..rows {
        for i in 0..columns {
            let cell = at(i, j);
            cells.push(cell.mean);
            texts.push(cell.mean.map_or_else(String::new, |v| writer.plain(Some(v), 0)));
            if let Some(mean) = cell.mean {
                figures.push(vec![
                    Cell::Number(ve.rpm[i]),
                    Cell::Number(writer.units.convert(ve.load[j], Quantity::Pressure)),
                    Cell::Number(mean),
                    Cell::number(cell.sd),
                    Cell::Number(f64::from(cell.samples)),
                ]);
            }
        }
    }
    let load =
        format!("{} ({})", writer.channel(&ve.load_channel.into()), writer.units.symbol(Quantity::Pressure));
    let caption =
        t!(writer.i18n, "analysis-ve", source = writer.t(&format!("ve-source-{}", ve_slug(ve)))).into_owned();
    let svg = grid(&Grid {
        label: caption.clone(),
        x_title: writer.t("analysis-rpm"),
        y_title: load.clone(),
        columns: ve.rpm.iter().map(|v| writer.units.show(*v, Quantity::RotationalSpeed).text).collect(),
        rows: ve.load.iter().map(|v| writer.units.show(*v, Quantity::Pressure).text).collect(),
        cells,
        texts,
        abouts: Vec::new(),
    });
    let heads = vec![
        Head::number(writer.t("analysis-rpm"), "rpm", 0),
        Head::number(load, "", 2),
        Head::number("VE", "%", 1),
        Head::number("s", "%", 1),
        Head::number(writer.t("analysis-samples"), "", 0),
    ];
    Some(Block::Drawing(Drawing { slug: "volumetric-efficiency", svg, caption, heads, figures }))
}

fn ve_slug(ve: &VeMap) -> &'static str {
    use crate::engine::analysis::performance::VeSource;
    match ve.source {
        VeSource::Maf => "maf",
        VeSource::Fuel => "fuel",
        VeSource::Ecu => "ecu",
    }
}

pub fn injectors(writer: &Writer<'_>, report: &Report) -> Option<Table> {
    if report.banks.is_empty() {
        return None;
    }
    let rows = report.banks.iter().map(|bank| {
        let row = Row::new()
            .text(t!(writer.i18n, "analysis-bank", n = f64::from(bank.bank)))
            .figure(writer.plain(Some(bank.duty_percent), 1), Some(bank.duty_percent))
            .figure(writer.plain(bank.effective_percent, 1), bank.effective_percent);
        let row = writer.put(row, bank.at_rpm, Quantity::RotationalSpeed);
        let duty = if bank.bank == 2 { ChannelId::Duty2 } else { ChannelId::Duty1 };
        let around = Span::new(bank.at_s - 1.0, bank.at_s + 1.0);
        row.figure(writer.plain(Some(bank.headroom_percent), 0), Some(bank.headroom_percent))
            .figure(writer.plain(Some(bank.seconds_over_limit), 1), Some(bank.seconds_over_limit))
            .at(Place::new(around, [ChannelKey::from(duty), ChannelId::Rpm.into()]))
    });
    Some(Table {
        slug: "injectors",
        caption: writer.t("analysis-injectors"),
        heads: vec![
            Head::text(writer.t("analysis-bank-head")),
            Head::number(writer.t("analysis-duty"), "%", 1),
            Head::number(writer.t("analysis-duty-effective"), "%", 1),
            writer.head(writer.t("analysis-at"), Quantity::RotationalSpeed),
            Head::number(writer.t("analysis-headroom"), "%", 0),
            Head::number(writer.t("analysis-over-limit"), "s", 1),
        ],
        rows: rows.collect(),
    })
}

pub fn pressure(writer: &Writer<'_>, p: &FuelPressure) -> Vec<Fact> {
    vec![
        writer.fact("analysis-fuel-base", Some(p.base.value), Quantity::Pressure),
        writer.fact("analysis-fuel-load", Some(p.load_bar), Quantity::Pressure),
        writer.fact("analysis-fuel-lowest", Some(p.lowest_bar), Quantity::Pressure),
        writer.fact("analysis-fuel-sag", Some(p.sag_bar), Quantity::Pressure),
        writer.fact("analysis-fuel-lost", Some(p.flow_lost_percent), Quantity::Percent),
    ]
}

pub fn implied(writer: &Writer<'_>, of: &ImpliedLambda) -> Vec<Fact> {
    let fact = |key: &str, part: &Option<crate::engine::analysis::performance::Implied>| {
        part.map(|p| {
            Fact::new(writer.t(key), writer.with_doubt(p.median_percent, p.doubt_percent, Quantity::Percent))
        })
    };
    [fact("analysis-implied-light", &of.light), fact("analysis-implied-heavy", &of.heavy)]
        .into_iter()
        .flatten()
        .collect()
}

pub fn consumption(writer: &Writer<'_>, report: &Report) -> Option<Table> {
    let consumption = report.consumption.as_ref()?;
    let rows = consumption.states.iter().filter(|s| s.seconds > 0.0).map(|s| {
        let name = s
            .state
            .map_or_else(|| writer.t("analysis-consumption-all"), |kind| writer.t(&words::segment_key(kind)));
        let row = Row::new()
            .text(name)
            .figure(writer.plain(Some(s.seconds), 0), Some(s.seconds))
            .figure(writer.plain(Some(s.fuel_g), 0), Some(s.fuel_g))
            .figure(writer.plain(s.litres_per_hour, 2), s.litres_per_hour);
        let row = writer.put(row, s.km_per_litre, Quantity::FuelEconomy);
        writer.put(row, s.range_km, Quantity::Distance)
    });
    Some(Table {
        slug: "consumption",
        caption: writer.t("analysis-consumption"),
        heads: vec![
            Head::text(writer.t("analysis-segment")),
            Head::number(writer.t("analysis-time"), "s", 0),
            Head::number(writer.t("analysis-fuel"), "g", 0),
            Head::number(writer.t("analysis-per-hour"), "L/h", 2),
            writer.head(writer.t("analysis-per-litre"), Quantity::FuelEconomy),
            writer.head(writer.t("analysis-range"), Quantity::Distance),
        ],
        rows: rows.collect(),
    })
}
