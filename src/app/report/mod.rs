//! Reports: which sections, in which language, on which paper; and the document that comes of it. Pure.

mod comparison;
mod compose;
mod facts;
mod form;

pub use comparison::{WantedComparison, compose_comparison, part_title};
pub use compose::{Looked, Measured, Source, compose};
pub use facts::{About, Remark};
pub use form::{Choosable, Form};

use super::analysis::Asked;
use super::looks::Looks;
use super::route::Query;
use crate::engine::analysis::pipeline::Stage;
use crate::i18n::I18n;
use crate::report::words::stage_key;

/// What can stand in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Session,
    Vehicle,
    Quality,
    Stage(Stage),
    /// A drawing of chosen channels.
    Look,
    Notes,
}

impl Part {
    /// In the order in which they stand, what matters most first. A stage that is not named stands nowhere.
    pub const ALL: [Part; 12] = [
        Part::Session,
        Part::Vehicle,
        Part::Quality,
        Part::Stage(Stage::Recommendations),
        Part::Stage(Stage::Safety),
        Part::Stage(Stage::Performance),
        Part::Stage(Stage::Outliers),
        Part::Stage(Stage::Trends),
        Part::Stage(Stage::Patterns),
        Part::Look,
        Part::Stage(Stage::Statistics),
        Part::Notes,
    ];

    /// The stages among them, in the same order; a page shows them so as well.
    pub fn stages() -> impl Iterator<Item = Stage> {
        Part::ALL.into_iter().filter_map(|part| match part {
            Part::Stage(stage) => Some(stage),
            _ => None,
        })
    }

    /// Stable name, used in addresses and as the anchor in the page.
    pub const fn slug(self) -> &'static str {
        match self {
            Part::Session => "session",
            Part::Vehicle => "vehicle",
            Part::Quality => "quality",
            Part::Stage(stage) => stage.slug(),
            Part::Look => "look",
            Part::Notes => "notes",
        }
    }

    /// Its title.
    pub fn title(self, i18n: I18n) -> String {
        match self {
            Part::Session => i18n.t("reports-part-session"),
            Part::Vehicle => i18n.t("reports-part-vehicle"),
            Part::Quality => i18n.t("reports-part-quality"),
            Part::Stage(stage) => return i18n.t(&stage_key(stage)).into_owned(),
            Part::Look => i18n.t("analysis-look"),
            Part::Notes => i18n.t("reports-part-notes"),
        }
        .into_owned()
    }
}

impl Choosable for Part {
    const ALL: &'static [Self] = &Part::ALL;

    fn slug(self) -> &'static str {
        Part::slug(self)
    }
}

/// What a report is to be. It stands in the address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    pub form: Form<Part>,
    /// What of the log the stages look at.
    pub asked: Asked,
    /// The drawing of chosen channels; its channels are named, or there is none.
    pub looks: Looks,
}

impl Wanted {
    /// As an address says it.
    pub fn read(query: &Query) -> Self {
        Self { form: Form::read(query), asked: Asked::read(query), looks: Looks::read(query) }
    }

    /// The same in an address, beside what else stands there.
    #[must_use]
    pub fn write(&self, query: Query) -> Query {
        self.looks.write(self.asked.write(self.form.write(query)))
    }

    /// Whether there is anything to choose about a part.
    pub fn offers(&self, part: Part) -> bool {
        part != Part::Look || self.looks.look().is_some()
    }
}
