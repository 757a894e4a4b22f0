//! A comparison as the page sees it: which sessions, aligned by what, which channels; all of it in the address. Pure.

mod offers;

pub use offers::{Has, Offer, chosen, measure_slug, offers, parse_measure};

use super::error::AppError;
use super::route::Query;
use crate::engine::analysis::comparison::overlay::{Align, Along};
use crate::engine::analysis::comparison::study::{Asked, Settings};
use crate::engine::analysis::comparison::{self, SIDES};
use crate::engine::analysis::measure::Measure;

/// By what the courses are aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AlignBy {
    #[default]
    Pull,
    Launch,
    Rpm,
    /// A note on the time line of each session, or any moment of it.
    Marker,
    Start,
}

impl AlignBy {
    pub const ALL: [AlignBy; 5] =
        [AlignBy::Pull, AlignBy::Launch, AlignBy::Rpm, AlignBy::Marker, AlignBy::Start];

    /// As it stands in the address and in translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            AlignBy::Pull => "pull",
            AlignBy::Launch => "launch",
            AlignBy::Rpm => "rpm",
            AlignBy::Marker => "marker",
            AlignBy::Start => "start",
        }
    }
}

/// Most sessions.
pub const MOST: usize = *SIDES.end();
/// Engine speed that courses are aligned by where none is chosen.
pub const USUAL_RPM: f64 = 3000.0;
/// Stands in a list of the address where a session has nothing of its own.
const NOTHING: &str = "-";

/// What is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Ids of the sessions, each once.
    pub ids: Vec<String>,
    /// Position of the one the others are compared with.
    pub base: usize,
    pub align: AlignBy,
    /// Courses against engine speed and not against time; only of pulls.
    pub along_rpm: bool,
    pub rpm: f64,
    /// The moment of each session to align by, seconds, for markers.
    pub times: Vec<Option<f64>>,
    /// Which of the events of each session; none for the most telling one.
    pub picks: Vec<Option<u32>>,
    /// None chosen: the usual ones the sessions share.
    pub measures: Vec<Measure>,
    /// What the map of cells and the courses are of; the first where none is chosen.
    pub shown: Option<Measure>,
    /// The session whose map is shown; the first that is not the baseline where none is chosen.
    pub of: Option<String>,
    pub settings: Settings,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            ids: Vec::new(),
            base: 0,
            align: AlignBy::default(),
            along_rpm: false,
            rpm: USUAL_RPM,
            times: Vec::new(),
            picks: Vec::new(),
            measures: Vec::new(),
            shown: None,
            of: None,
            settings: Settings::default(),
        }
    }
}

impl Wanted {
    /// As an address asks it. What names nothing, or is beyond its bounds, is as good as absent.
    pub fn read(query: &Query) -> Self {
        let mut ids: Vec<String> = Vec::new();
        for id in query.list("ids") {
            if !id.is_empty() && !ids.contains(&id) && ids.len() < MOST {
                ids.push(id);
            }
        }
        let own = |key: &str| {
            let mut list = query.list(key);
            list.resize(ids.len(), NOTHING.to_owned());
            list
        };
        let measure = |text: String| parse_measure(&text);
        let mut settings = Settings::default();
        for item in query.list("set") {
            let parts = item.split_once(':').and_then(|(name, value)| Some((name.split_once('.')?, value)));
            if let Some(((analysis, slug), value)) = parts
                && let Ok(value) = value.parse::<f64>()
            {
                settings.put(analysis, slug, value);
            }
        }
        let mut measures: Vec<Measure> = Vec::new();
        for found in query.list("ch").into_iter().filter_map(measure) {
            if !measures.contains(&found) {
                measures.push(found);
            }
        }
        let finite = |text: String| text.parse::<f64>().ok().filter(|t| t.is_finite());
        Self {
            base: query.get("base").and_then(|id| ids.iter().position(|other| *other == id)).unwrap_or(0),
            align: query
                .get("by")
                .and_then(|slug| AlignBy::ALL.into_iter().find(|by| by.slug() == slug))
                .unwrap_or_default(),
            along_rpm: query.get("along").as_deref() == Some("rpm"),
            rpm: query.number("rpm").filter(|rpm| *rpm > 0.0).unwrap_or(USUAL_RPM),
            times: own("at").into_iter().map(finite).collect(),
            picks: own("pick").into_iter().map(|text| text.parse().ok()).collect(),
            measures,
            shown: query.get("show").and_then(measure),
            of: query.get("of").filter(|id| ids.contains(id)),
            settings,
            ids,
        }
    }

    /// The same in an address, beside what else stands there.
    #[must_use]
    pub fn write(&self, query: Query) -> Query {
        fn list<T: ToString>(items: &[Option<T>]) -> Vec<String> {
            if items.iter().all(Option::is_none) {
                return Vec::new();
            }
            items.iter().map(|i| i.as_ref().map_or_else(|| NOTHING.to_owned(), T::to_string)).collect()
        }
        let base = self.ids.get(self.base).filter(|_| self.base > 0);
        let by = if self.align == AlignBy::default() { "" } else { self.align.slug() };
        let rpm = if self.rpm == USUAL_RPM { String::new() } else { self.rpm.to_string() };
        query
            .with_list("ids", self.ids.clone())
            .with("base", base.map_or("", String::as_str))
            .with("by", by)
            .with("along", if self.along_rpm { "rpm" } else { "" })
            .with("rpm", rpm)
            .with_list("at", list(&self.times))
            .with_list("pick", list(&self.picks))
            .with_list("ch", self.measures.iter().map(measure_slug))
            .with("show", self.shown.as_ref().map(measure_slug).unwrap_or_default())
            .with("of", self.of.clone().unwrap_or_default())
            .with_list("set", self.settings.changed())
    }

    /// Whether there are enough sessions.
    pub fn is_ready(&self) -> bool {
        SIDES.contains(&self.ids.len())
    }

    /// The same with one session more, if there is room and it is not among them.
    #[must_use]
    pub fn with_session(mut self, id: &str) -> Self {
        if self.ids.len() < MOST && !self.ids.iter().any(|other| other == id) {
            self.ids.push(id.to_owned());
            self.times.push(None);
            self.picks.push(None);
        }
        self
    }

    /// The same without one. The first becomes the baseline where the baseline goes.
    #[must_use]
    pub fn without_session(mut self, id: &str) -> Self {
        let Some(at) = self.ids.iter().position(|other| other == id) else { return self };
        self.ids.remove(at);
        if at < self.times.len() {
            self.times.remove(at);
        }
        if at < self.picks.len() {
            self.picks.remove(at);
        }
        self.base = match self.base.cmp(&at) {
            std::cmp::Ordering::Less => self.base,
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => self.base - 1,
        };
        self.of = self.of.filter(|of| of != id);
        self
    }

    /// The same compared with another of its sessions.
    #[must_use]
    pub fn against(mut self, id: &str) -> Self {
        if let Some(at) = self.ids.iter().position(|other| other == id) {
            self.base = at;
            self.of = self.of.filter(|of| of != id);
        }
        self
    }

    /// The session whose map is shown, by its position.
    pub fn mapped(&self) -> usize {
        let chosen = self.of.as_ref().and_then(|id| self.ids.iter().position(|other| other == id));
        chosen.filter(|side| *side != self.base).unwrap_or(usize::from(self.base == 0))
    }

    /// What the worker is asked, of these measures.
    pub fn asked(&self, measures: Vec<Measure>) -> Asked {
        let along = self.along_rpm && self.align == AlignBy::Pull;
        Asked {
            query: comparison::Query {
                measures,
                reference: self.base as u32,
                by_target: false,
                by_air: false,
            },
            align: match self.align {
                AlignBy::Pull => Align::Pull,
                AlignBy::Launch => Align::Launch,
                AlignBy::Rpm => Align::RpmCrossing(self.rpm),
                AlignBy::Start => Align::Start,
                // A session without a moment has no such event.
                AlignBy::Marker => {
                    Align::Times(self.times.iter().map(|t| t.unwrap_or(f64::INFINITY)).collect())
                }
            },
            along: if along { Along::Rpm } else { Along::Seconds },
            picks: self.picks.clone(),
            settings: self.settings.clone(),
        }
    }
}

/// Where a comparison is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    #[default]
    Idle,
    Running {
        /// Share done of the step under way, where it is known.
        share: Option<f64>,
    },
    Done {
        /// What computing it took, ms; of a kept one what it took then is not known.
        took_ms: Option<f64>,
    },
    Cancelled,
    Failed(AppError),
}

impl State {
    /// Stable name, for tests and styles.
    pub const fn slug(&self) -> &'static str {
        match self {
            State::Idle => "waiting",
            State::Running { .. } => "running",
            State::Done { .. } => "done",
            State::Cancelled => "cancelled",
            State::Failed(_) => "failed",
        }
    }
}
