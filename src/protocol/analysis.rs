//! What a log tells, stage by stage.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::SessionId;
use crate::engine::analysis::look::{self, Look};
use crate::engine::analysis::pipeline::{Settings, Stage, StageReport};
use crate::engine::analysis::{RowQuery, Subject};

/// Which stage of the analysis, of what and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub stage: Stage,
    /// What of the log is looked at.
    pub rows: RowQuery,
    pub settings: Settings,
    pub subject: Subject,
}

impl Question {
    /// Everything a report of one of the stages depends on beside the data and the build. `made_of` tells of every math
    /// channel it uses what that is made of.
    pub fn key(&self, stage: Stage, made_of: &BTreeSet<String>) -> Result<Vec<u8>, postcard::Error> {
        let settings = self.settings.relevant_to(stage);
        postcard::to_stdvec(&(stage, &self.rows, settings, figures_of(&self.subject), made_of))
    }
}

/// What of a vehicle its figures depend on: not what it is called.
pub fn figures_of(subject: &Subject) -> Subject {
    let mut subject = subject.clone();
    if let Some(vehicle) = &mut subject.vehicle {
        vehicle.name.clear();
        vehicle.nickname.clear();
        vehicle.notes.clear();
        vehicle.plate.clear();
    }
    subject
}

/// What is to be drawn of which channels, of which rows and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookQuestion {
    pub look: Look,
    pub settings: look::Settings,
    /// Of the whole analysis: what the engine was doing is found by it.
    pub analysis: Question,
}

impl LookQuestion {
    /// Everything the drawing depends on beside the data and the build; see [`Question::key`].
    pub fn key(&self, made_of: &BTreeSet<String>) -> Result<Vec<u8>, postcard::Error> {
        let settings = self.settings.relevant_to(&self.look);
        let patterns = self.look.needs_patterns().then(|| self.analysis.key(Stage::Patterns, made_of));
        postcard::to_stdvec(&(&self.look, settings, &self.analysis.rows, patterns.transpose()?, made_of))
    }
}

/// Makes a drawing of channels that are chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookInto {
    pub session: SessionId,
    pub question: Sealed<LookQuestion>,
}

/// Answer to [`LookInto`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookAnswer {
    pub report: Sealed<look::Report>,
}

/// Runs one stage of the analysis, or finds its kept report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analyse {
    pub session: SessionId,
    pub question: Sealed<Question>,
}

/// Runs every stage of a session's analysis as it is by itself: all of the log, standard parameters, the rules of its
/// vehicle. The reports are kept for those who ask for them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnalyseAll {
    pub session: SessionId,
}

/// Answer to [`AnalyseAll`]: what there is to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glance {
    /// Rules with an event of danger, and those with none worse than caution.
    pub dangers: u32,
    pub cautions: u32,
    /// Rules that could be judged at any row.
    pub judged: u32,
    pub recommendations: u32,
}

/// A value that only those open who ask for it: whoever hears messages need not know how it is read, and so the page's
/// start does not carry that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Sealed<T> {
    bytes: Vec<u8>,
    of: PhantomData<T>,
}

impl<T: Serialize + DeserializeOwned> Sealed<T> {
    /// Of a value.
    pub fn of(value: &T) -> Result<Self, postcard::Error> {
        Ok(Self { bytes: postcard::to_stdvec(value)?, of: PhantomData })
    }

    /// The value.
    pub fn open(&self) -> Result<T, postcard::Error> {
        postcard::from_bytes(&self.bytes)
    }
}

/// Answer to [`Analyse`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnalyseAnswer {
    pub report: Sealed<StageReport>,
    /// Where it came from.
    pub from: ResultFrom,
    /// What computing it took, ms; of a kept one what it took then is not known.
    pub took_ms: Option<f64>,
}

/// Where a report came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResultFrom {
    Computed,
    /// The worker's memory.
    Memory,
    /// The database.
    Stored,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::analysis::scatter;
    use crate::engine::channels::ChannelId;
    use crate::engine::vehicle::examples;

    fn question() -> Question {
        Question {
            stage: Stage::Statistics,
            rows: RowQuery::default(),
            settings: Settings::default(),
            subject: Subject { vehicle: examples().into_iter().next(), ..Subject::default() },
        }
    }

    fn made_of(text: &str) -> BTreeSet<String> {
        BTreeSet::from([text.to_owned()])
    }

    #[test]
    fn another_definition_of_a_math_channel_is_another_report() {
        let key = |text: &str| question().key(Stage::Statistics, &made_of(text)).expect("a key");
        assert_eq!(key("m:half = tps / 2"), key("m:half = tps / 2"));
        assert_ne!(key("m:half = tps / 2"), key("m:half = tps / 3"));
        assert_ne!(
            key("m:half = tps / 2"),
            question().key(Stage::Statistics, &BTreeSet::new()).expect("a key")
        );
    }

    #[test]
    fn what_a_vehicle_is_called_changes_no_report() {
        let mut renamed = question();
        renamed.subject.vehicle.as_mut().expect("there is one").name = "Another".to_owned();
        let none = BTreeSet::new();
        let key = |q: &Question| q.key(Stage::Performance, &none).expect("a key");
        assert_eq!(key(&renamed), key(&question()));
        renamed.rows.filter = Some("rpm > 3000".to_owned());
        assert_ne!(key(&renamed), key(&question()));
    }

    #[test]
    fn a_drawing_depends_on_its_channels_its_own_parameters_and_what_they_are_made_of() {
        let scatter = |y: ChannelId| {
            Look::Scatter(scatter::Query { x: ChannelId::Rpm.into(), y: y.into(), colour: None })
        };
        let of =
            |look: Look| LookQuestion { look, settings: look::Settings::default(), analysis: question() };
        let none = BTreeSet::new();
        let key = |q: &LookQuestion| q.key(&none).expect("a key");
        let lambda = of(scatter(ChannelId::Lambda1));
        assert_ne!(key(&lambda), key(&of(scatter(ChannelId::Tps))));
        assert_ne!(key(&lambda), lambda.key(&made_of("m:half = tps / 2")).expect("a key"));
        let mut other = lambda.clone();
        other.settings.lag.reach = 500.0;
        other.analysis.settings.patterns.running_rpm = 600.0;
        assert_eq!(key(&lambda), key(&other), "a lag's reach and what the engine did change no scatter");
        let mut boxes = of(Look::Boxes(ChannelId::Lambda1.into()));
        let before = key(&boxes);
        boxes.analysis.settings.patterns.running_rpm = 600.0;
        assert_ne!(before, key(&boxes), "a box is of what the engine did");
    }
}
