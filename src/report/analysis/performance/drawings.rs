//! Boost step by step, and the grip that was used.

use crate::engine::analysis::performance::motion::{CELL_G, CELLS, SECTORS};
use crate::engine::analysis::performance::{BoostEvent, BoostPoint, Circle, Motion};
use crate::engine::units::Quantity;
use crate::report::analysis::Writer;
use crate::report::document::Drawing;
use crate::report::sheet::{Cell, Head};
use crate::report::svg::{self, Axis, Dots, Line, Mark, Plot, Trace};
use crate::t;

/// The events whose course is known, in order of time.
pub fn boost(writer: &Writer<'_>, events: &[BoostEvent]) -> Vec<Drawing> {
    events.iter().filter(|e| e.course.len() > 2).map(|e| step(writer, e)).collect()
}

/// One step: boost and target, and the moments between which it rose, peaked and settled.
fn step(writer: &Writer<'_>, event: &BoostEvent) -> Drawing {
    let units = writer.units;
    let bar = |v: f64| units.convert(v, Quantity::Pressure);
    let since = |t: f64| t - event.span.t0;
    let course = |of: &dyn Fn(&BoostPoint) -> Option<f64>| {
        let points = event.course.iter().map(|p| (since(p.t), of(p).map_or(f64::NAN, bar)));
        points.collect::<Vec<(f64, f64)>>()
    };
    let boost = course(&|p| Some(p.bar));
    let target = course(&|p| p.target_bar);
    let heights = boost.iter().chain(&target).map(|p| p.1).chain([bar(event.level_bar)]);
    let y = Axis::around(axis_title(writer, "analysis-boost-axis", Quantity::Pressure), heights, true)
        .written_in(units.lang);
    let upright =
        |t: f64| Mark::Line(Line { points: vec![(since(t), y.low), (since(t), y.high)], dashed: true });
    let named = |key: &str, mark| Trace { name: writer.t(key), second: false, mark };
    let mut traces = vec![named("analysis-boost-axis", Mark::Line(Line { points: boost, dashed: false }))];
    if target.iter().any(|p| p.1.is_finite()) {
        traces.push(named("analysis-boost-target", Mark::Line(Line { points: target, dashed: true })));
    }
    if let Some(rise) = event.rise {
        traces.push(named("analysis-rise", upright(rise.t0)));
        traces.push(named("analysis-rise", upright(rise.t1)));
    }
    if event.overshoot_bar > 0.0 {
        let peak = Dots { points: vec![(since(event.peak_t), bar(event.peak_bar))] };
        traces.push(named("analysis-overshoot", Mark::Dots(peak)));
    }
    if let Some(settled) = event.settled_t {
        traces.push(named("analysis-settled", upright(settled)));
    }
    let caption =
        t!(writer.i18n, "analysis-boost-step", at = writer.plain(Some(event.span.t0), 1)).into_owned();
    let x = Axis::around(
        format!("{} (s)", writer.t("analysis-time")),
        event.course.iter().map(|p| since(p.t)),
        false,
    )
    .written_in(units.lang);
    let plot = Plot { label: caption.clone(), x, y, y2: None, names: Vec::new(), traces };
    let figures = event
        .course
        .iter()
        .map(|p| vec![Cell::Number(p.t), Cell::Number(bar(p.bar)), Cell::number(p.target_bar.map(bar))]);
    Drawing {
        slug: "boost-step",
        svg: plot.draw(),
        caption,
        heads: vec![
            Head::number("t", "s", 3),
            writer.head(writer.t("analysis-boost-axis"), Quantity::Pressure),
            writer.head(writer.t("analysis-boost-target"), Quantity::Pressure),
        ],
        figures: figures.collect(),
    }
}

fn axis_title(writer: &Writer<'_>, key: &str, quantity: Quantity) -> String {
    format!("{} ({})", writer.t(key), writer.units.symbol(quantity))
}

/// How often the car was pulled which way, seen from above: ahead is up.
pub fn friction(writer: &Writer<'_>, motion: &Motion) -> Option<Drawing> {
    let circle = motion.circle.as_ref().filter(|c| c.counts.len() == CELLS * CELLS)?;
    let (scale, _) = writer.units.scale_offset(Quantity::Acceleration);
    let caption = axis_title(writer, "analysis-circle", Quantity::Acceleration);
    let drawn = svg::Circle {
        label: caption.clone(),
        lang: writer.units.lang,
        cells: CELLS,
        width: CELL_G * scale,
        counts: seen_from_above(circle),
        rim: rim(circle, scale),
        ring: 0.5 * scale,
        right: writer.t("motion-cornering_right"),
        left: writer.t("motion-cornering_left"),
        up: writer.t("motion-accelerating"),
        down: writer.t("motion-braking"),
    };
    let symbol = writer.units.symbol(Quantity::Acceleration);
    let middle = (CELLS / 2) as f64;
    let cells = circle.counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let figures = cells.map(|(index, count)| {
        let place = |i: usize| Cell::Number((i as f64 - middle) * CELL_G * scale);
        vec![place(index / CELLS), place(index % CELLS), Cell::Number(f64::from(*count))]
    });
    Some(Drawing {
        slug: "friction-circle",
        svg: svg::circle(&drawn),
        caption,
        heads: vec![
            Head::number(writer.t("motion-accelerating"), symbol, 2),
            Head::number(writer.t("motion-cornering_left"), symbol, 2),
            Head::number(writer.t("analysis-samples"), "", 0),
        ],
        figures: figures.collect(),
    })
}

/// The engine counts ahead by left; the drawing has right by ahead.
fn seen_from_above(circle: &Circle) -> Vec<u32> {
    let cell = |index: usize| {
        let (right, ahead) = (index / CELLS, index % CELLS);
        circle.counts[ahead * CELLS + (CELLS - 1 - right)]
    };
    (0..CELLS * CELLS).map(cell).collect()
}

/// The rim, from straight ahead over the left; a direction without samples is left out.
fn rim(circle: &Circle, scale: f64) -> Vec<(f64, f64)> {
    let turn = |sector: usize| std::f64::consts::TAU * sector as f64 / SECTORS as f64;
    let reached = circle.rim.iter().enumerate().filter_map(|(sector, g)| Some((turn(sector), (*g)? * scale)));
    reached.map(|(turn, g)| (-g * turn.sin(), g * turn.cos())).collect()
}
