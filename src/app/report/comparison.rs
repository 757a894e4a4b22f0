//! The report of a comparison: its sections, in which language, on which paper; and the document that comes of it.

use super::compose::on_paper;
use super::facts::About;
use super::form::{Choosable, Form};
use crate::app::comparison::{self, Wanted};
use crate::app::import_words::format_name;
use crate::app::route::Query;
use crate::app::vehicle_words::car_line;
use crate::build_info;
use crate::engine::analysis::comparison::study::Study;
use crate::i18n::units::Units;
use crate::i18n::{I18n, date, number};
use crate::report::analysis::Writer;
use crate::report::comparison::{Compared, Named, Part, letter, section};
use crate::report::document::{Author, Block, Document, Row, Section, Table};
use crate::report::sheet::Head;

/// Anchor of the section that says which sessions are compared; it always stands.
const SESSIONS: &str = "sessions";

impl Choosable for Part {
    const ALL: &'static [Self] = &Part::ALL;

    fn slug(self) -> &'static str {
        Part::slug(self)
    }
}

/// What the report of a comparison is to be. It stands in the address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WantedComparison {
    pub of: comparison::Wanted,
    pub form: Form<Part>,
}

impl WantedComparison {
    /// As an address says it.
    pub fn read(query: &Query) -> Self {
        Self { of: Wanted::read(query), form: Form::read(query) }
    }

    /// The same in an address, beside what else stands there.
    #[must_use]
    pub fn write(&self, query: Query) -> Query {
        self.of.write(self.form.write(query.with("what", WHAT)))
    }

    /// Whether an address asks for the report of a comparison.
    pub fn is_asked(query: &Query) -> bool {
        query.get("what").as_deref() == Some(WHAT)
    }
}

/// Stands in the address of a report that is not of one session.
const WHAT: &str = "comparison";

/// Title of a part.
pub fn part_title(i18n: I18n, part: Part) -> String {
    i18n.t(&format!("compare-part-{}", part.slug())).into_owned()
}

/// The document, in the language and the units of `units`. The sessions in the order of the study.
pub fn compose_comparison(
    units: &Units,
    sessions: &[About],
    study: &Study,
    author: &Author,
    wanted: &WantedComparison,
) -> Document {
    let writer = Writer::new(units);
    // Paper leads nowhere: without ids there are no ways to a place.
    let named: Vec<Named> =
        sessions.iter().map(|about| Named { id: String::new(), name: about.name.clone() }).collect();
    let compared = Compared { sessions: &named, study };
    let base = study.report.reference as usize;
    let mut sections = vec![on_paper(&writer, who(&writer, sessions, base))];
    let parts = Part::ALL.into_iter().filter(|part| wanted.form.has(*part));
    sections.extend(parts.map(|part| on_paper(&writer, section(units, compared, part))));
    let names: Vec<String> =
        sessions.iter().enumerate().map(|(i, about)| format!("{} · {}", letter(i), about.name)).collect();
    let files: Vec<&str> = sessions.iter().map(|about| about.file_name.as_str()).collect();
    Document {
        lang: units.lang,
        paper: wanted.form.paper,
        title: writer.t("reports-comparison"),
        subtitle: names.join(" — "),
        author: author.clone(),
        sections,
        footer: format!("{} {} · {}", build_info::NAME, build_info::VERSION, files.join(", ")),
        contents: writer.t("reports-contents"),
    }
}

/// Which sessions are compared.
fn who(writer: &Writer<'_>, sessions: &[About], base: usize) -> Section {
    let (i18n, lang) = (writer.i18n, writer.units.lang);
    let t = |key: &str| writer.t(key);
    let row = |(side, about): (usize, &About)| {
        let car = about.vehicle.as_ref().map(|v| {
            let line = car_line(v);
            if line.is_empty() { v.name.clone() } else { line }
        });
        let rate = format!("{}{}Hz", number::flexible(lang, about.sample_rate_hz, 0, 2), number::UNIT_SPACE);
        let name = format!("{} · {}", letter(side), about.name);
        Row::new()
            .text(if side == base { format!("{name} ({})", t("compare-baseline")) } else { name })
            .text(car.unwrap_or_default())
            .text(about.logged_at.map(|at| date::date_time(lang, at, 0)).unwrap_or_default())
            .text(number::duration(lang, about.duration_s))
            .text(rate)
            .text(format_name(i18n, &about.format))
    };
    let table = Table {
        slug: SESSIONS,
        caption: t("compare-sessions"),
        heads: [
            "compare-col-session",
            "reports-part-vehicle",
            "sessions-fact-logged",
            "sessions-figure-duration",
            "sessions-figure-rate",
            "sessions-fact-format",
        ]
        .map(|key| Head::text(t(key)))
        .to_vec(),
        rows: sessions.iter().enumerate().map(row).collect(),
    };
    Section {
        slug: SESSIONS,
        title: t("compare-sessions"),
        blocks: vec![Block::Table(table.lean())],
        new_page: false,
    }
}
