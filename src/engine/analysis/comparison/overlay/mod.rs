//! Courses of several sessions on one axis, aligned by an event, with the difference from a reference.
//!
//! # Policy
//! The axis has even steps: seconds from the event, or engine speed within a pull. A continuous channel is read off the straight
//! line between its samples on either side unless they are more than a gap apart; a switch, a state or a count holds its last
//! sample. Against engine speed a course is read at the first moment the engine reached that speed.

mod events;
mod place;

use serde::{Deserialize, Serialize};

use super::super::evidence::{Note, NoteCode};
use super::super::measure::Measure;
use super::super::{AnalysisError, Params as _};
use super::{Side, check_sides};
use crate::engine::channels::ChannelKey;
use crate::engine::cx::Cx;
use crate::engine::units::Quantity;

pub use events::{Align, Event};

crate::params! {
    /// What is drawn around an event.
    pub struct Params("overlay") {
        before: Duration = 1000.0, 0.0 ..= 600_000.0;
        after: Duration = 15_000.0, 100.0 ..= 3_600_000.0;
        /// Step of the axis.
        step: Duration = 40.0, 1.0 ..= 60_000.0;
        rpm_step: RotationalSpeed = 25.0, 1.0 ..= 1000.0;
        /// Most steps: a longer axis has wider ones.
        most_steps: Count = 1500.0, 10.0 ..= 20_000.0;
    }
}

/// Along what courses are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Along {
    Seconds,
    /// Engine speed, within the aligned pulls; the time since the lowest common speed is drawn too.
    Rpm,
}

/// What to draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Query {
    pub measures: Vec<Measure>,
    pub align: Align,
    pub along: Along,
    /// The session the others are compared with, by its position.
    pub reference: u32,
    /// Which event of each session; none for the most telling one (see [`Align`]).
    pub picks: Vec<Option<u32>>,
}

/// Courses on one axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub along: Along,
    /// Seconds from the event, or rpm.
    pub axis: Vec<f64>,
    /// Session by session: the events it has, and which one was taken.
    pub events: Vec<SideEvents>,
    pub courses: Vec<Course>,
    pub differences: Vec<DifferenceTrace>,
    pub notes: Vec<Note>,
}

/// Events of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SideEvents {
    pub found: Vec<Event>,
    pub taken: Option<u32>,
}

/// How a value between two samples is had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Between {
    Linear,
    Held,
}

/// One measure of one session along the axis; none where it has no value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Course {
    pub side: u32,
    pub measure: Measure,
    pub between: Between,
    pub values: Vec<Option<f64>>,
}

/// A session less the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifferenceTrace {
    pub side: u32,
    pub measure: Measure,
    pub values: Vec<Option<f64>>,
    /// Mean of the differences, and the one farthest from 0 with its place on the axis; none where the two share nothing.
    pub mean: Option<f64>,
    pub largest: Option<f64>,
    pub largest_at: Option<f64>,
}

/// Aligns the sessions. One that lacks the event has no course, which is noted.
pub fn run(sides: &[Side], query: &Query, params: &Params, cx: &Cx) -> Result<Report, AnalysisError> {
    params.check()?;
    check_sides(sides.len())?;
    let mut notes = Vec::new();
    let events: Vec<SideEvents> =
        sides.iter().enumerate().map(|(i, side)| events::of(side, i, query)).collect();
    for (i, side) in events.iter().enumerate() {
        if side.taken.is_none() {
            notes.push(Note::new(NoteCode::NoSuchEvent).with(&[i as f64]));
        }
    }
    let taken: Vec<Option<Event>> = events.iter().map(SideEvents::event).collect();
    let axis = match query.along {
        Along::Seconds => place::seconds_axis(params),
        Along::Rpm => place::rpm_axis(&taken, params),
    };
    let mut measures = query.measures.clone();
    if query.along == Along::Rpm && !measures.contains(&Measure::Elapsed) {
        measures.push(Measure::Elapsed);
    }
    let mut courses = Vec::new();
    for (i, (side, event)) in sides.iter().zip(&taken).enumerate() {
        cx.step(i as u64, sides.len() as u64)?;
        let Some(event) = event else { continue };
        let moments = match query.along {
            Along::Seconds => axis.iter().map(|x| Some(event.t + x)).collect(),
            Along::Rpm => place::moments_of_speeds(side.frame, event, &axis),
        };
        let base = &sides[(query.reference as usize).min(sides.len() - 1)];
        for measure in measures.iter().filter(|measure| side.agrees(base, measure)) {
            courses.extend(course(side, i as u32, measure, &moments));
        }
    }
    let differences = differences(&courses, query.reference.min(sides.len() as u32 - 1), &axis);
    Ok(Report { along: query.along, axis, events, courses, differences, notes })
}

impl SideEvents {
    fn event(&self) -> Option<Event> {
        self.found.get(self.taken? as usize).copied()
    }
}

fn course(side: &Side, number: u32, measure: &Measure, moments: &[Option<f64>]) -> Option<Course> {
    if *measure == Measure::Elapsed {
        let start = moments.iter().copied().flatten().next()?;
        let values = moments.iter().map(|t| t.map(|t| t - start)).collect();
        return Some(Course { side: number, measure: measure.clone(), between: Between::Linear, values });
    }
    let values = measure.values(side.frame)?;
    let between = between(side, measure);
    let at = |t: &Option<f64>| t.and_then(|t| place::value_at(side.frame.time(), &values, t, between));
    let values = moments.iter().map(at).collect();
    Some(Course { side: number, measure: measure.clone(), between, values })
}

fn between(side: &Side, measure: &Measure) -> Between {
    let quantity = |key: &ChannelKey| side.frame.table().column(key).map(|column| column.unit.quantity());
    match measure {
        Measure::Channel(key) => match quantity(key) {
            Some(Quantity::Flag | Quantity::Code | Quantity::Count) => Between::Held,
            _ => Between::Linear,
        },
        _ => Between::Linear,
    }
}

fn differences(courses: &[Course], reference: u32, axis: &[f64]) -> Vec<DifferenceTrace> {
    let base = |measure: &Measure| courses.iter().find(|c| c.side == reference && c.measure == *measure);
    let trace = |course: &Course| {
        let base = base(&course.measure)?;
        let values: Vec<Option<f64>> =
            course.values.iter().zip(&base.values).map(|(a, b)| Some((*a)? - (*b)?)).collect();
        let known = || axis.iter().zip(&values).filter_map(|(x, d)| d.map(|d| (*x, d)));
        let n = known().count();
        let largest = known().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
        Some(DifferenceTrace {
            side: course.side,
            measure: course.measure.clone(),
            mean: (n > 0).then(|| known().map(|(_, d)| d).sum::<f64>() / n as f64),
            largest: largest.map(|(_, d)| d),
            largest_at: largest.map(|(x, _)| x),
            values,
        })
    };
    courses.iter().filter(|c| c.side != reference).filter_map(trace).collect()
}
