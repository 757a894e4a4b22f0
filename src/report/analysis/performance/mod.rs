//! What the engine does: power, times, boost, fuel, battery.

mod drawings;
mod fuel;
mod power;

use super::{Writer, advice, evidence};
use crate::engine::analysis::Span;
use crate::engine::analysis::performance::{Battery, BoostEvent, Motion, Report};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::report::document::{Block, Fact, Place, Row, Table};
use crate::report::sheet::Head;
use crate::report::words;

pub fn blocks(writer: &Writer<'_>, report: &Report) -> Vec<Block> {
    let mut blocks: Vec<Block> = advice(writer, &report.notes).into_iter().collect();
    let best = report.best_pull.and_then(|i| report.pulls.get(i as usize));
    if let Some(pull) = best {
        blocks.extend(power::best(writer, pull));
    }
    if !report.pulls.is_empty() {
        blocks.push(Block::Table(power::pulls(writer, &report.pulls)));
    }
    blocks.extend(times(writer, report).map(Block::Table));
    blocks.extend(boost(writer, &report.boost).map(Block::Table));
    blocks.extend(drawings::boost(writer, &report.boost).into_iter().map(Block::Drawing));
    blocks.extend(report.ve.as_ref().and_then(|ve| fuel::volumetric(writer, ve)));
    blocks.extend(fuel::injectors(writer, report).map(Block::Table));
    for (title, facts) in [
        ("analysis-fuel-pressure", report.fuel_pressure.as_ref().map(|p| fuel::pressure(writer, p))),
        ("analysis-implied", report.implied_lambda.as_ref().map(|l| fuel::implied(writer, l))),
        ("analysis-battery", report.battery.as_ref().map(|b| battery(writer, b))),
        ("analysis-motion", report.motion.as_ref().map(|m| motion(writer, m))),
    ] {
        if let Some(facts) = facts.filter(|facts| !facts.is_empty()) {
            blocks.push(Block::Heading(writer.t(title)));
            blocks.push(Block::Figures(facts));
        }
    }
    let circle = report.motion.as_ref().and_then(|m| drawings::friction(writer, m));
    blocks.extend(circle.map(Block::Drawing));
    blocks.extend(fuel::consumption(writer, report).map(Block::Table));
    blocks.push(evidence(writer, &report.ledger, &report.notes));
    blocks
}

fn times(writer: &Writer<'_>, report: &Report) -> Option<Table> {
    if report.times.runs.is_empty() {
        return None;
    }
    let best = &report.times.best;
    let rows = report.times.runs.iter().enumerate().map(|(i, run)| {
        let name = writer.t(&words::measure_key(run.measure));
        let mark = if best.contains(&(i as u32)) { " ★" } else { "" };
        let seconds = format!(
            "{} ± {}",
            number::number(writer.units.lang, run.seconds, 2),
            number::number(writer.units.lang, run.doubt_s, 2)
        );
        let row = Row::new()
            .text(format!("{name}{mark}"))
            .figure(seconds, Some(run.seconds))
            .figure(writer.plain(run.rollout_s, 2), run.rollout_s);
        let row = writer.put(row, run.trap_kmh, Quantity::Speed);
        let row = row.figure(writer.plain(run.slope_percent, 1), run.slope_percent);
        row.figure(writer.plain(Some(run.span.t0), 2), Some(run.span.t0))
            .at(Place::new(run.span, report.times.channel.map(ChannelKey::from)))
    });
    Some(Table {
        slug: "times",
        caption: writer.t("analysis-times"),
        heads: vec![
            Head::text(writer.t("analysis-measure")),
            Head::number(writer.t("analysis-time"), "s", 2),
            Head::number(writer.t("analysis-rollout"), "s", 2),
            writer.head(writer.t("analysis-trap"), Quantity::Speed),
            Head::number(writer.t("analysis-slope"), "%", 1),
            Head::number(writer.t("analysis-from"), "s", 2),
        ],
        rows: rows.collect(),
    })
}

fn boost(writer: &Writer<'_>, events: &[BoostEvent]) -> Option<Table> {
    if events.is_empty() {
        return None;
    }
    let shown: [ChannelKey; 3] =
        [ChannelId::MapGauge.into(), ChannelId::BoostTarget.into(), ChannelId::BoostDuty.into()];
    let rows = events.iter().map(|e| {
        let row = Row::new().figure(writer.plain(Some(e.span.t0), 2), Some(e.span.t0));
        let row = writer.put(row, Some(e.level_bar), Quantity::Pressure);
        let row = writer.put(row, Some(e.peak_bar), Quantity::Pressure);
        let row = row.figure(writer.plain(e.rise_s, 2), e.rise_s);
        let row = writer.put(row, e.reached_rpm, Quantity::RotationalSpeed);
        let row = row
            .figure(writer.plain(Some(e.overshoot_percent), 0), Some(e.overshoot_percent))
            .figure(writer.plain(e.settling_s, 2), e.settling_s);
        let error = e.steady_error_bar.map(|v| v * writer.units.scale_offset(Quantity::Pressure).0);
        let row = row.figure(
            e.steady_error_bar.map_or_else(
                || number::MISSING.to_owned(),
                |v| writer.units.show_delta(v, Quantity::Pressure).text,
            ),
            error,
        );
        let remark = [
            (e.beyond_control, "analysis-beyond-control"),
            (e.out_of_reach, "analysis-out-of-reach"),
            (e.oscillation.is_some(), "analysis-oscillates"),
        ];
        let remarks: Vec<String> =
            remark.iter().filter(|(there, _)| *there).map(|(_, key)| writer.t(key)).collect();
        let span = Span::new(e.span.t0 - 0.5, e.span.t1 + 0.5);
        row.figure(writer.plain(e.duty_percent, 0), e.duty_percent)
            .text(remarks.join(", "))
            .at(Place::new(span, shown.clone()))
    });
    Some(Table {
        slug: "boost",
        caption: writer.t("analysis-boost"),
        heads: vec![
            Head::number(writer.t("analysis-from"), "s", 2),
            writer.head(writer.t("analysis-level"), Quantity::Pressure),
            writer.head(writer.t("analysis-peak"), Quantity::Pressure),
            Head::number(writer.t("analysis-rise"), "s", 2),
            writer.head(writer.t("analysis-reached"), Quantity::RotationalSpeed),
            Head::number(writer.t("analysis-overshoot"), "%", 0),
            Head::number(writer.t("analysis-settling"), "s", 2),
            writer.head(writer.t("analysis-steady-error"), Quantity::Pressure),
            Head::number(writer.t("analysis-duty"), "%", 0),
            Head::text(writer.t("analysis-remark")),
        ],
        rows: rows.collect(),
    })
}

fn battery(writer: &Writer<'_>, b: &Battery) -> Vec<Fact> {
    [
        ("analysis-battery-rest", b.at_rest),
        ("analysis-battery-cranking", b.cranking_least),
        ("analysis-battery-running", b.running_median),
        ("analysis-battery-low", b.running_p5),
        ("analysis-battery-idle", b.idle_median),
        ("analysis-battery-pull", b.pull_median),
    ]
    .into_iter()
    .filter(|(_, value)| value.is_some())
    .map(|(key, value)| writer.fact(key, value, Quantity::Voltage))
    .collect()
}

fn motion(writer: &Writer<'_>, m: &Motion) -> Vec<Fact> {
    [
        ("motion-accelerating", m.accelerating_g),
        ("motion-braking", m.braking_g),
        ("motion-cornering_left", m.left_g),
        ("motion-cornering_right", m.right_g),
    ]
    .into_iter()
    .filter(|(_, value)| value.is_some())
    .map(|(key, value)| writer.fact(key, value, Quantity::Acceleration))
    .collect()
}
