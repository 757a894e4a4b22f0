//! Key figures session by session.

use super::words::Speaker;
use crate::engine::analysis::comparison::{FigureVerdict, Verdict};
use crate::engine::analysis::trends::figures::{FigureKind, Goodness, KeyFigure};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::Quantity;
use crate::i18n::number::MISSING;
use crate::report::document::{Block, Row, Table};
use crate::report::sheet::Head;

pub(super) fn blocks(speaker: &Speaker<'_>) -> Vec<Block> {
    let report = speaker.report();
    let kinds =
        FigureKind::ALL.iter().filter(|kind| report.figures.iter().flatten().any(|f| f.kind == **kind));
    let rows: Vec<Row> = kinds
        .flat_map(|kind| (0..report.sides as usize).map(move |side| (*kind, side)))
        .map(|(kind, side)| row(speaker, kind, side))
        .collect();
    if rows.is_empty() {
        return vec![Block::Text(speaker.writer.t("compare-no-figures"))];
    }
    let near_zero = report.verdicts.iter().any(|v| v.kind.goodness() == Goodness::NearZero);
    let mut blocks = vec![Block::Table(Table {
        slug: "key-figures",
        caption: speaker.writer.t("compare-part-figures"),
        heads: heads(speaker),
        rows,
    })];
    if near_zero {
        blocks.push(Block::Note(speaker.writer.t("compare-near-zero")));
    }
    blocks
}

/// Name of a key figure.
pub(super) fn name(speaker: &Speaker<'_>, kind: FigureKind) -> String {
    speaker.writer.t(&format!("key-figure-{}", kind.slug()))
}

/// What a difference of a figure is shown as: a rise of temperature has no zero to shift.
pub(super) fn quantity(kind: FigureKind) -> Quantity {
    match kind {
        FigureKind::ChargeTempRise => Quantity::Temperature,
        kind => kind.quantity(),
    }
}

fn heads(speaker: &Speaker<'_>) -> Vec<Head> {
    let t = |key: &str| speaker.writer.t(key);
    vec![
        Head::text(t("compare-col-figure")),
        Head::text(t("compare-col-session")),
        Head::number(t("compare-col-value"), "", 2),
        Head::number(t("compare-col-n"), "", 0),
        Head::number(t("compare-col-difference"), "", 2),
        Head::text(t("compare-col-interval")),
        Head::number(t("compare-col-p"), "", 4),
        Head::text(t("compare-col-verdict")),
    ]
}

fn row(speaker: &Speaker<'_>, kind: FigureKind, side: usize) -> Row {
    let report = speaker.report();
    let figure = report.figures.get(side).and_then(|all| all.iter().find(|f| f.kind == kind));
    let verdict = report.verdicts.iter().find(|v| v.kind == kind && v.side as usize == side);
    let row = Row::new().text(name(speaker, kind)).text(speaker.session(side));
    let row = value(speaker, row, kind, figure);
    let n = figure.map(|f| f.n);
    let row = row.figure(n.map_or_else(|| MISSING.to_owned(), |n| speaker.count(n)), n.map(f64::from));
    let row = difference(speaker, row, kind, verdict);
    let row = row.text(if side == speaker.base() {
        speaker.writer.t("compare-baseline")
    } else {
        match (verdict, figure) {
            (Some(v), _) => speaker.writer.t(&format!("compare-says-{}", slug(v.verdict))),
            (None, None) => speaker.writer.t("compare-says-absent"),
            (None, Some(_)) => speaker.writer.t("compare-says-no_base"),
        }
    });
    let place = verdict.and_then(|v| v.place).and_then(|span| speaker.place(side, span, channels_of(kind)));
    match place {
        Some(place) => row.at(place),
        None => row,
    }
}

fn value(speaker: &Speaker<'_>, row: Row, kind: FigureKind, figure: Option<&KeyFigure>) -> Row {
    let Some(figure) = figure else { return row.figure(MISSING, None) };
    let units = speaker.writer.units;
    if kind == FigureKind::ChargeTempRise {
        let shown = speaker.delta_figure(figure.value, Quantity::Temperature);
        return row.figure(speaker.delta(figure.value, Quantity::Temperature), Some(shown));
    }
    let text = units.show(figure.value, kind.quantity()).to_string();
    row.figure(text, Some(units.convert(figure.value, kind.quantity())))
}

fn difference(speaker: &Speaker<'_>, row: Row, kind: FigureKind, verdict: Option<&FigureVerdict>) -> Row {
    let Some(found) = verdict.and_then(|v| v.difference.as_ref()) else {
        return row.figure(MISSING, None).text(MISSING).figure(MISSING, None);
    };
    let quantity = quantity(kind);
    row.figure(speaker.delta(found.value, quantity), Some(speaker.delta_figure(found.value, quantity)))
        .text(speaker.interval(found, quantity))
        .figure(speaker.p(found.p_adjusted), Some(found.p_adjusted))
}

const fn slug(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "better",
        Verdict::Worse => "worse",
        Verdict::Changed => "changed",
        Verdict::NoClaim => "no_claim",
        Verdict::TooFew => "too_few",
    }
}

/// What shows a figure in a chart.
fn channels_of(kind: FigureKind) -> Vec<ChannelKey> {
    let ids: &[ChannelId] = match kind {
        FigureKind::LambdaErrorLoad | FigureKind::LambdaErrorCruise | FigureKind::LambdaErrorIdle => {
            &[ChannelId::Rpm, ChannelId::Lambda1, ChannelId::LambdaTarget]
        }
        FigureKind::TrimShort => &[ChannelId::Rpm, ChannelId::TrimShort],
        FigureKind::TrimLong => &[ChannelId::Rpm, ChannelId::TrimLong],
        FigureKind::TrimClosedLoop => &[ChannelId::Rpm, ChannelId::TrimCl],
        FigureKind::OilPressureIdle | FigureKind::OilPressureRunning => {
            &[ChannelId::Rpm, ChannelId::OilPressure]
        }
        FigureKind::ChargeTempRise => &[ChannelId::Rpm, ChannelId::IntakeAir, ChannelId::ChargeAir],
        FigureKind::CoolantPlateau => &[ChannelId::Coolant],
        FigureKind::BatteryCharging => &[ChannelId::Rpm, ChannelId::Battery],
        FigureKind::Quality => &[],
    };
    ids.iter().map(|id| ChannelKey::from(*id)).collect()
}
