//! Power and torque, pull by pull.

use crate::engine::analysis::performance::{Correction, CrossCheck, Peak, PowerPoint, Pull, Validity};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::i18n::units::Units;
use crate::report::analysis::Writer;
use crate::report::document::{Block, Drawing, Fact, Place, Row, Table};
use crate::report::sheet::{Cell, Head};
use crate::report::svg::{Axis, Band, Line, Mark, Plot, Trace};
use crate::report::words;
use crate::t;

fn peak(writer: &Writer<'_>, peak: Option<&Peak>, quantity: Quantity) -> String {
    let Some(peak) = peak else { return number::MISSING.to_owned() };
    let doubt = peak.random.hypot(peak.systematic);
    let text = writer.with_doubt(peak.value, doubt, quantity);
    let rpm = writer.show(Some(peak.rpm), Quantity::RotationalSpeed);
    let at = t!(writer.i18n, "analysis-at-rpm", value = text, rpm = rpm).into_owned();
    if peak.at_end { format!("{at} {}", writer.t("analysis-at-end")) } else { at }
}

/// The best pull: its curve, its peaks, what standards and other ways say.
pub fn best(writer: &Writer<'_>, pull: &Pull) -> Vec<Block> {
    let mut blocks = vec![Block::Figures(vec![
        Fact::new(writer.t("analysis-power-engine"), peak(writer, pull.peak_power.as_ref(), Quantity::Power)),
        Fact::new(
            writer.t("analysis-power-wheel"),
            peak(writer, pull.peak_wheel_power.as_ref(), Quantity::Power),
        ),
        Fact::new(writer.t("analysis-torque"), peak(writer, pull.peak_torque.as_ref(), Quantity::Torque)),
    ])];
    if !pull.points.is_empty() {
        blocks.push(Block::Drawing(curve(writer, pull)));
    }
    if !pull.corrections.is_empty() {
        blocks.push(Block::Table(corrections(writer, &pull.corrections)));
    }
    if !pull.checks.is_empty() {
        blocks.push(Block::Table(checks(writer, &pull.checks)));
    }
    if let Some(window) = &pull.window {
        let rpm = |v| writer.show(Some(v), Quantity::RotationalSpeed);
        let time = format!(
            "{} ± {}{}s",
            writer.plain(Some(window.seconds), 3),
            writer.plain(Some(window.doubt_s), 3),
            number::UNIT_SPACE
        );
        blocks.push(Block::Note(
            t!(
                writer.i18n,
                "analysis-window-time",
                from = rpm(window.from_rpm),
                to = rpm(window.to_rpm),
                time = time
            )
            .into_owned(),
        ));
    }
    blocks
}

fn curve(writer: &Writer<'_>, pull: &Pull) -> Drawing {
    let units = writer.units;
    let rpm = |v: f64| units.convert(v, Quantity::RotationalSpeed);
    let kw = |v: f64| units.convert(v, Quantity::Power);
    let nm = |v: f64| units.convert(v, Quantity::Torque);
    let sound: Vec<_> = pull.points.iter().filter(|p| !p.slipping).collect();
    let power: Vec<(f64, f64)> = sound.iter().map(|p| (rpm(p.rpm), kw(p.engine_kw))).collect();
    let band: Vec<(f64, f64, f64)> = sound
        .iter()
        .map(|p| {
            let off = p.engine_random_kw.hypot(p.engine_systematic_kw);
            (rpm(p.rpm), kw(p.engine_kw - off), kw(p.engine_kw + off))
        })
        .collect();
    let wheel: Vec<(f64, f64)> = sound.iter().map(|p| (rpm(p.rpm), kw(p.wheel_kw))).collect();
    let torque: Vec<(f64, f64)> = sound.iter().map(|p| (rpm(p.rpm), nm(p.torque_nm))).collect();
    let torque_band: Vec<(f64, f64, f64)> = sound
        .iter()
        .map(|p| {
            let off = p.torque_random_nm.hypot(p.torque_systematic_nm);
            (rpm(p.rpm), nm(p.torque_nm - off), nm(p.torque_nm + off))
        })
        .collect();
    let title = |key: &str, quantity| format!("{} ({})", writer.t(key), units.symbol(quantity));
    let lang = units.lang;
    let heights = band.iter().flat_map(|(_, low, high)| [*low, *high]);
    let turns = torque_band.iter().flat_map(|(_, low, high)| [*low, *high]);
    let trace = |key: &str, second: bool, mark: Mark| Trace { name: writer.t(key), second, mark };
    let plot = Plot {
        label: writer.t("analysis-curve-caption"),
        x: Axis::around(title("analysis-rpm", Quantity::RotationalSpeed), power.iter().map(|p| p.0), false)
            .written_in(lang),
        y: Axis::around(title("analysis-power", Quantity::Power), heights, true).written_in(lang),
        y2: Some(Axis::around(title("analysis-torque", Quantity::Torque), turns, true).written_in(lang)),
        names: Vec::new(),
        traces: vec![
            trace("analysis-power-engine", false, Mark::Band(Band { points: band })),
            trace("analysis-power-engine", false, Mark::Line(Line { points: power, dashed: false })),
            trace("analysis-torque", true, Mark::Band(Band { points: torque_band })),
            trace("analysis-torque", true, Mark::Line(Line { points: torque, dashed: false })),
            trace("analysis-power-wheel", false, Mark::Line(Line { points: wheel, dashed: true })),
        ],
    };
    Drawing {
        slug: "power-curve",
        svg: plot.draw(),
        caption: writer.t("analysis-curve-caption"),
        heads: curve_heads(writer),
        figures: pull.points.iter().map(|p| curve_row(units, p)).collect(),
    }
}

fn curve_heads(writer: &Writer<'_>) -> Vec<Head> {
    vec![
        Head::number("t", "s", 3),
        writer.head(writer.t("analysis-rpm"), Quantity::RotationalSpeed),
        writer.head(writer.t("analysis-power-engine"), Quantity::Power),
        writer.head("±", Quantity::Power),
        writer.head(writer.t("analysis-power-wheel"), Quantity::Power),
        writer.head(writer.t("analysis-torque"), Quantity::Torque),
        writer.head("±", Quantity::Torque),
    ]
}

/// A point of the pull, in the order of the heads.
fn curve_row(units: &Units, p: &PowerPoint) -> Vec<Cell> {
    let kw = |v: f64| units.convert(v, Quantity::Power);
    let nm = |v: f64| units.convert(v, Quantity::Torque);
    [
        p.t,
        units.convert(p.rpm, Quantity::RotationalSpeed),
        kw(p.engine_kw),
        kw(p.engine_random_kw.hypot(p.engine_systematic_kw)),
        kw(p.wheel_kw),
        nm(p.torque_nm),
        nm(p.torque_random_nm.hypot(p.torque_systematic_nm)),
    ]
    .map(Cell::Number)
    .to_vec()
}

fn corrections(writer: &Writer<'_>, of: &[Correction]) -> Table {
    let rows = of.iter().map(|c| {
        let row = Row::new()
            .text(writer.t(&words::standard_key(c.standard)))
            .figure(writer.plain(Some(c.factor), 3), Some(c.factor));
        let row = writer.put(row, c.power_kw, Quantity::Power);
        let row = writer.put(row, c.torque_nm, Quantity::Torque);
        let why = if c.validity == Validity::Valid {
            String::new()
        } else {
            writer.t(&words::validity_key(c.validity))
        };
        row.text(why)
    });
    Table {
        slug: "corrections",
        caption: writer.t("analysis-corrections"),
        heads: vec![
            Head::text(writer.t("analysis-standard")),
            Head::number(writer.t("analysis-factor"), "", 3),
            writer.head(writer.t("analysis-power"), Quantity::Power),
            writer.head(writer.t("analysis-torque"), Quantity::Torque),
            Head::text(writer.t("analysis-validity")),
        ],
        rows: rows.collect(),
    }
}

fn checks(writer: &Writer<'_>, of: &[CrossCheck]) -> Table {
    let rows = of.iter().map(|c| {
        let row = Row::new().text(writer.t(&format!("check-{}", c.method.slug())));
        let row = writer.put(row, Some(c.low), Quantity::Power);
        let row = writer.put(row, Some(c.typical), Quantity::Power);
        let row = writer.put(row, Some(c.high), Quantity::Power);
        let verdict = match c.agrees {
            Some(true) => writer.t("analysis-agrees"),
            Some(false) => writer.t("analysis-disagrees"),
            None => number::MISSING.to_owned(),
        };
        row.figure(writer.plain(c.off_percent, 0), c.off_percent).text(verdict)
    });
    Table {
        slug: "checks",
        caption: writer.t("analysis-checks"),
        heads: vec![
            Head::text(writer.t("analysis-method")),
            writer.head(writer.t("analysis-low"), Quantity::Power),
            writer.head(writer.t("analysis-typical"), Quantity::Power),
            writer.head(writer.t("analysis-high"), Quantity::Power),
            Head::number(writer.t("analysis-off"), "%", 0),
            Head::text(writer.t("analysis-verdict")),
        ],
        rows: rows.collect(),
    }
}

pub fn pulls(writer: &Writer<'_>, of: &[Pull]) -> Table {
    let shown: [ChannelKey; 4] = [
        ChannelId::Rpm.into(),
        ChannelId::MapGauge.into(),
        ChannelId::Lambda1.into(),
        ChannelId::IgnAdvance.into(),
    ];
    let rows = of.iter().map(|pull| {
        let row = Row::new()
            .figure(writer.plain(Some(pull.span.t0), 2), Some(pull.span.t0))
            .figure(writer.plain(Some(pull.span.duration()), 2), Some(pull.span.duration()));
        let gear = pull.gearing.and_then(|g| g.gear).map(f64::from);
        let row = row.figure(writer.plain(gear, 0), gear);
        let text = |p: &Option<Peak>, quantity| {
            p.map_or_else(
                || number::MISSING.to_owned(),
                |p| writer.bare_with_doubt(p.value, p.random.hypot(p.systematic), quantity),
            )
        };
        let value = |p: &Option<Peak>, quantity| p.map(|p| writer.units.convert(p.value, quantity));
        row.figure(text(&pull.peak_power, Quantity::Power), value(&pull.peak_power, Quantity::Power))
            .figure(text(&pull.peak_torque, Quantity::Torque), value(&pull.peak_torque, Quantity::Torque))
            .figure(writer.plain(Some(f64::from(pull.slip_samples)), 0), Some(f64::from(pull.slip_samples)))
            .at(Place::new(pull.span, shown.clone()))
    });
    Table {
        slug: "pulls",
        caption: writer.t("analysis-pulls"),
        heads: vec![
            Head::number(writer.t("analysis-from"), "s", 2),
            Head::number(writer.t("analysis-duration"), "s", 2),
            Head::number(writer.t("analysis-gear"), "", 0),
            writer.head(writer.t("analysis-power-engine"), Quantity::Power),
            writer.head(writer.t("analysis-torque"), Quantity::Torque),
            Head::number(writer.t("analysis-slip-samples"), "", 0),
        ],
        rows: rows.collect(),
    }
}
