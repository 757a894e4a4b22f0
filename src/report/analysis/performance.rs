//! What the engine does: power, times, boost, fuel, battery.

use super::{Writer, evidence};
use crate::engine::analysis::Span;
use crate::engine::analysis::performance::{
    Battery, BoostEvent, Correction, CrossCheck, FuelPressure, ImpliedLambda, Motion, Peak, Pull, Report,
    Validity, VeMap,
};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::report::document::{Block, Drawing, Fact, Place, Row, Table};
use crate::report::sheet::{Cell, Head};
use crate::report::svg::{Axis, Band, Grid, Line, Mark, Plot, Trace, grid};
use crate::report::words;
use crate::t;

pub fn blocks(writer: &Writer<'_>, report: &Report) -> Vec<Block> {
    let mut blocks = Vec::new();
    let best = report.best_pull.and_then(|i| report.pulls.get(i as usize));
    if let Some(pull) = best {
        blocks.extend(power(writer, pull));
    }
    if !report.pulls.is_empty() {
        blocks.push(Block::Table(pulls(writer, &report.pulls)));
    }
    blocks.extend(times(writer, report).map(Block::Table));
    blocks.extend(boost(writer, &report.boost).map(Block::Table));
    blocks.extend(report.ve.as_ref().and_then(|ve| volumetric(writer, ve)));
    blocks.extend(injectors(writer, report).map(Block::Table));
    for facts in [
        report.fuel_pressure.as_ref().map(|p| fuel_pressure(writer, p)),
        report.implied_lambda.as_ref().map(|l| implied(writer, l)),
        report.battery.as_ref().map(|b| battery(writer, b)),
        report.motion.as_ref().map(|m| motion(writer, m)),
    ]
    .into_iter()
    .flatten()
    .filter(|facts| !facts.is_empty())
    {
        blocks.push(Block::Figures(facts));
    }
    blocks.extend(consumption(writer, report).map(Block::Table));
    blocks.extend(evidence(writer, &report.ledger, &report.notes));
    blocks
}

fn peak(writer: &Writer<'_>, peak: Option<&Peak>, quantity: Quantity) -> String {
    let Some(peak) = peak else { return number::MISSING.to_owned() };
    let doubt = peak.random.hypot(peak.systematic);
    let text = writer.with_doubt(peak.value, doubt, quantity);
    let rpm = writer.show(Some(peak.rpm), Quantity::RotationalSpeed);
    let at = t!(writer.i18n, "analysis-at-rpm", value = text, rpm = rpm).into_owned();
    if peak.at_end { format!("{at} {}", writer.t("analysis-at-end")) } else { at }
}

/// The best pull: its curve, its peaks, what standards and other ways say.
fn power(writer: &Writer<'_>, pull: &Pull) -> Vec<Block> {
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
    let title = |key: &str, quantity| format!("{} ({})", writer.t(key), units.symbol(quantity));
    let lang = units.lang;
    let heights = band.iter().flat_map(|(_, low, high)| [*low, *high]);
    let trace = |key: &str, second: bool, mark: Mark| Trace { name: writer.t(key), second, mark };
    let plot = Plot {
        label: writer.t("analysis-curve-caption"),
        x: Axis::around(title("analysis-rpm", Quantity::RotationalSpeed), power.iter().map(|p| p.0), false)
            .written_in(lang),
        y: Axis::around(title("analysis-power", Quantity::Power), heights, true).written_in(lang),
        y2: Some(
            Axis::around(title("analysis-torque", Quantity::Torque), torque.iter().map(|p| p.1), true)
                .written_in(lang),
        ),
        names: Vec::new(),
        traces: vec![
            trace("analysis-power-engine", false, Mark::Band(Band { points: band })),
            trace("analysis-power-engine", false, Mark::Line(Line { points: power, dashed: false })),
            trace("analysis-torque", true, Mark::Line(Line { points: torque, dashed: false })),
            trace("analysis-power-wheel", false, Mark::Line(Line { points: wheel, dashed: true })),
        ],
    };
    let figures = pull
        .points
        .iter()
        .map(|p| {
            [
                p.t,
                rpm(p.rpm),
                kw(p.engine_kw),
                kw(p.engine_random_kw.hypot(p.engine_systematic_kw)),
                kw(p.wheel_kw),
                nm(p.torque_nm),
                nm(p.torque_random_nm.hypot(p.torque_systematic_nm)),
            ]
            .map(Cell::Number)
            .to_vec()
        })
        .collect();
    Drawing {
        slug: "power-curve",
        svg: plot.draw(),
        caption: writer.t("analysis-curve-caption"),
        heads: vec![
            Head::number("t", "s", 3),
            writer.head(writer.t("analysis-rpm"), Quantity::RotationalSpeed),
            writer.head(writer.t("analysis-power-engine"), Quantity::Power),
            writer.head("±", Quantity::Power),
            writer.head(writer.t("analysis-power-wheel"), Quantity::Power),
            writer.head(writer.t("analysis-torque"), Quantity::Torque),
            writer.head("±", Quantity::Torque),
        ],
        figures,
    }
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

fn pulls(writer: &Writer<'_>, of: &[Pull]) -> Table {
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
                |p| writer.with_doubt(p.value, p.random.hypot(p.systematic), quantity),
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

fn volumetric(writer: &Writer<'_>, ve: &VeMap) -> Option<Block> {
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

fn injectors(writer: &Writer<'_>, report: &Report) -> Option<Table> {
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

fn fuel_pressure(writer: &Writer<'_>, p: &FuelPressure) -> Vec<Fact> {
    vec![
        writer.fact("analysis-fuel-base", Some(p.base.value), Quantity::Pressure),
        writer.fact("analysis-fuel-load", Some(p.load_bar), Quantity::Pressure),
        writer.fact("analysis-fuel-lowest", Some(p.lowest_bar), Quantity::Pressure),
        writer.fact("analysis-fuel-sag", Some(p.sag_bar), Quantity::Pressure),
        writer.fact("analysis-fuel-lost", Some(p.flow_lost_percent), Quantity::Percent),
    ]
}

fn implied(writer: &Writer<'_>, of: &ImpliedLambda) -> Vec<Fact> {
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

fn consumption(writer: &Writer<'_>, report: &Report) -> Option<Table> {
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
