//! What the file tells about its session. Nothing about persons, places or devices is kept.

use super::graph::{Graph, Node};
use crate::engine::import::report::SessionFacts;
use crate::engine::import::text::clock;
use crate::engine::tune::Setting;

/// Figures the logger counts.
const COUNTERS: [&str; 5] =
    ["FileVersion", "OdometerTotal", "OdometerPartial", "HourmeterTotal", "HourmeterPartial"];
/// Figures of the session; the weather is typed in by its user.
const FIGURES: [&str; 17] = [
    "SessionSequence",
    "SessionType",
    "RunType",
    "Temp",
    "Humidity",
    "BarPress",
    "AltPress",
    "CorrFactor",
    "VaporPressure",
    "GrainsWater",
    "AirDensity",
    "AdjustedAltitude",
    "DensityAlt",
    "TrackTemp",
    "WetBulbTemp",
    "DewPoint",
    "DryBar",
];
/// Ticks of 100 ns from the year 1, where .NET counts from, to 1970.
const TICKS_TO_1970: i64 = 621_355_968_000_000_000;

/// Reads the session.
pub(super) fn read(graph: &Graph) -> SessionFacts {
    let mut facts = SessionFacts::default();
    let Some(root) = graph.root() else { return facts };
    facts.shown = root.number("StartTime").zip(root.number("EndTime")).filter(|(from, to)| to > from);
    facts.figures = COUNTERS.iter().filter_map(|name| figure(root, name)).collect();
    let Some(times) = root.node("Times") else { return facts };
    facts.started_at = times.member("DateSession").and_then(|date| match date {
        super::graph::Value::Long(ticks) => date_of(*ticks),
        _ => None,
    });
    facts.figures.extend(FIGURES.iter().filter_map(|name| figure(times, name)));
    for run in ["RunDrag", "RunCircuit"] {
        let Some(run) = times.node(run) else { continue };
        // What was not timed is 0.
        let timed = run.members().filter_map(|(name, _)| figure(run, name)).filter(|f| f.value != 0.0);
        facts.figures.extend(timed);
    }
    facts
}

/// A member that is a figure, or a text with a figure in it.
fn figure(node: Node<'_>, name: &str) -> Option<Setting> {
    let value = match node.text(name) {
        Some(text) => text.replace(',', ".").parse().ok()?,
        None => node.number(name)?,
    };
    f64::is_finite(value).then(|| Setting { name: name.to_owned(), value })
}

/// A .NET date: ticks of 100 ns since the year 1 in the clock of the place; the two highest bits say how it was meant.
fn date_of(raw: i64) -> Option<String> {
    let ticks = raw & 0x3FFF_FFFF_FFFF_FFFF;
    let seconds = (ticks - TICKS_TO_1970) as f64 / 1e7;
    // A date that was never set is the year 1.
    clock::iso(seconds.floor()).filter(|_| seconds > 0.0)
}
