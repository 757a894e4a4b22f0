//! The sections that need no analysis: the session, its vehicle, its quality, its notes.

use crate::app::import_words::format_name;
use crate::app::session_list::Grade;
use crate::app::session_words::{evidence, part_key, verdict_key};
use crate::app::vehicle_fields::layout;
use crate::app::vehicle_words::{engine_line, label_key_of, part_key_of, value_of};
use crate::engine::channels::ChannelKey;
use crate::engine::quality::Quality;
use crate::engine::summary::SessionSummary;
use crate::engine::units::Quantity;
use crate::engine::vehicle::{Field, Part as VehiclePart, Vehicle};
use crate::i18n::{date, number};
use crate::report::analysis::Writer;
use crate::report::document::{Block, Fact, Row, Table};
use crate::report::sheet::Head;
use crate::t;

/// A session as a report tells of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    pub name: String,
    pub file_name: String,
    /// Stable name of the format.
    pub format: String,
    /// When it was logged, on the wall clock of that moment, where the file tells it.
    pub logged_at: Option<f64>,
    pub start_s: f64,
    pub duration_s: f64,
    pub sample_rate_hz: f64,
    pub rows: u32,
    pub channels: u32,
    /// XXH3-128 of the file.
    pub source_hash: String,
    pub tags: Vec<String>,
    pub notes: String,
    pub remarks: Vec<Remark>,
    pub summary: Option<SessionSummary>,
    pub quality: Option<Quality>,
    pub vehicle: Option<Vehicle>,
}

/// A note on the time line.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    pub t0: f64,
    pub t1: Option<f64>,
    pub channel: Option<ChannelKey>,
    pub text: String,
}

pub(super) fn session(writer: &Writer<'_>, about: &About) -> Vec<Block> {
    let (i18n, lang) = (writer.i18n, writer.units.lang);
    let whole = |n: u32| number::number(lang, f64::from(n), 0);
    let rate = format!("{}{}Hz", number::flexible(lang, about.sample_rate_hz, 0, 2), number::UNIT_SPACE);
    let mut figures = vec![
        Fact::new(writer.t("sessions-figure-duration"), number::duration(lang, about.duration_s)),
        Fact::new(writer.t("sessions-figure-rate"), rate),
        Fact::new(writer.t("sessions-figure-points"), whole(about.rows)),
        Fact::new(writer.t("sessions-figure-channels"), whole(about.channels)),
    ];
    if let Some(summary) = &about.summary {
        let (min, max) = (summary.min_rpm, summary.max_rpm);
        if let (Some(min), Some(max)) = (min, max) {
            let from = writer.units.show(min, Quantity::RotationalSpeed).text;
            let to = writer.show(Some(max), Quantity::RotationalSpeed);
            figures.push(Fact::new(
                writer.t("sessions-figure-rpm"),
                t!(i18n, "sessions-figure-range", from = from, to = to),
            ));
        }
        if let (Some(mean), Some(channel)) = (summary.avg_lambda, summary.lambda_channel) {
            let label = t!(i18n, "sessions-figure-lambda", channel = i18n.channel(&channel.into()));
            figures.push(Fact::new(label, writer.show(Some(mean), Quantity::Lambda)));
        }
    }
    let mut facts = vec![
        Fact::new(writer.t("sessions-fact-file"), about.file_name.clone()),
        Fact::new(writer.t("sessions-fact-format"), format_name(i18n, &about.format)),
    ];
    if let Some(at) = about.logged_at {
        facts.push(Fact::new(writer.t("sessions-fact-logged"), date::date_time(lang, at, 0)));
    }
    let (from, to) = (about.start_s, about.start_s + about.duration_s);
    let span = format!("{} – {}", number::clock(lang, from, 3), number::clock(lang, to, 3));
    facts.push(Fact::new(writer.t("sessions-fact-span"), span));
    if !about.tags.is_empty() {
        facts.push(Fact::new(writer.t("sessions-tags"), about.tags.join(", ")));
    }
    facts.push(Fact::new(writer.t("sessions-fact-hash"), format!("XXH3-128 {}", about.source_hash)));
    vec![Block::Figures(figures), Block::Facts(facts)]
}

pub(super) fn vehicle(writer: &Writer<'_>, vehicle: Option<&Vehicle>) -> Vec<Block> {
    let Some(vehicle) = vehicle else { return vec![Block::Note(writer.t("reports-no-vehicle"))] };
    let mut blocks = Vec::new();
    let line = engine_line(vehicle, writer.units);
    if !line.is_empty() {
        blocks.push(Block::Text(line));
    }
    for part in VehiclePart::ALL {
        let fields = layout(part).iter().filter(|f| !matches!(f, Field::Name | Field::Notes));
        let facts: Vec<Fact> = fields
            .filter_map(|f| {
                Some(Fact::new(writer.t(&label_key_of(*f)), value_of(vehicle, *f, writer.units)?))
            })
            .collect();
        if !facts.is_empty() {
            blocks.push(Block::Heading(writer.t(&part_key_of(part))));
            blocks.push(Block::Facts(facts));
        }
    }
    blocks
}

pub(super) fn quality(writer: &Writer<'_>, quality: Option<&Quality>) -> Vec<Block> {
    let Some(quality) = quality else { return vec![Block::Note(writer.t("sessions-quality-none-title"))] };
    let i18n = writer.i18n;
    let score = format!("{} {}", writer.plain(Some(quality.score), 0), writer.t("sessions-quality-out-of"));
    let verdict = writer.t(verdict_key(Grade::of(quality.score)));
    let rows = quality.parts.iter().map(|part| {
        let judged = (part.weight > 0.0).then_some(part.score);
        let seen: Vec<String> =
            part.evidence.iter().map(|e| i18n.message(&evidence(writer.units, e)).into_owned()).collect();
        Row::new()
            .text(writer.t(part_key(part.code)))
            .figure(writer.plain(judged, 0), judged)
            .text(if seen.is_empty() { writer.t("sessions-evidence-none") } else { seen.join("; ") })
    });
    vec![
        Block::Figures(vec![
            Fact::new(writer.t("sessions-quality"), score),
            Fact::new(writer.t("reports-verdict"), verdict),
        ]),
        Block::Table(Table {
            slug: "quality",
            caption: writer.t("reports-quality-parts"),
            heads: vec![
                Head::text(writer.t("reports-quality-part")),
                Head::number(writer.t("reports-quality-score"), "", 0),
                Head::text(writer.t("sessions-evidence")),
            ],
            rows: rows.collect(),
        }),
    ]
}

pub(super) fn notes(writer: &Writer<'_>, about: &About) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !about.notes.trim().is_empty() {
        blocks.push(Block::Text(about.notes.clone()));
    }
    if let Some(notes) = about.vehicle.as_ref().map(|v| v.notes.trim()).filter(|n| !n.is_empty()) {
        blocks.push(Block::Heading(writer.t("reports-vehicle-notes")));
        blocks.push(Block::Text(notes.to_owned()));
    }
    if !about.remarks.is_empty() {
        let lang = writer.units.lang;
        let rows = about.remarks.iter().map(|r| {
            let from = number::clock(lang, r.t0, 2);
            let at =
                r.t1.map_or_else(|| from.clone(), |t1| format!("{from} – {}", number::clock(lang, t1, 2)));
            let channel = r.channel.as_ref().map(|key| writer.channel(key)).unwrap_or_default();
            Row::new().text(at).text(channel).text(r.text.clone())
        });
        blocks.push(Block::Table(Table {
            slug: "remarks",
            caption: writer.t("reports-remarks"),
            heads: vec![
                Head::text(writer.t("reports-remark-at")),
                Head::text(writer.t("reports-remark-channel")),
                Head::text(writer.t("reports-remark-text")),
            ],
            rows: rows.collect(),
        }));
    }
    if blocks.is_empty() {
        blocks.push(Block::Note(writer.t("sessions-notes-none")));
    }
    blocks
}
