//! What can be said about the columns of a file before it is stored: states, doubts and the corrections on offer. Pure.

use crate::engine::channels::{CATALOG, ChannelId, ChannelKey};
use crate::engine::import::{
    ColumnChoice, ColumnDecision, ColumnPreview, Decimal, Doubt, DoubtCode, ImportOptions, KeyReason,
    Meaning, Preview, SourceUnit, TimeUnit,
};
use crate::engine::import::{DEFAULT_DENSITY, DEFAULT_STOICH};
use crate::engine::units::{Quantity, Unit};

/// Where a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnState {
    Known,
    Doubtful,
    /// Kept under its own name.
    Own,
    /// As the user said.
    Chosen,
    Ignored,
}

impl ColumnState {
    /// Stable name, used in attributes.
    pub const fn slug(self) -> &'static str {
        match self {
            ColumnState::Known => "known",
            ColumnState::Doubtful => "doubtful",
            ColumnState::Own => "own",
            ColumnState::Chosen => "chosen",
            ColumnState::Ignored => "ignored",
        }
    }
}

/// Where a column stands: a doubt about it comes before anything else.
pub fn column_state(decision: &ColumnDecision, doubts: &[Doubt]) -> ColumnState {
    if doubts.iter().any(|d| d.column.as_ref() == Some(&decision.name)) {
        return ColumnState::Doubtful;
    }
    match (&decision.key, decision.key_reason) {
        (None, _) => ColumnState::Ignored,
        (_, KeyReason::UserOverlay) => ColumnState::Chosen,
        (Some(ChannelKey::Known(_)), _) => ColumnState::Known,
        (Some(ChannelKey::Custom(_) | ChannelKey::Math(_)), _) => ColumnState::Own,
    }
}

/// Columns of each kind: with a known meaning, under their own name, left out.
pub fn counts(preview: &Preview) -> (usize, usize, usize) {
    let count =
        |pick: fn(&ColumnDecision) -> bool| preview.columns.iter().filter(|c| pick(&c.decision)).count();
    (
        count(|d| matches!(d.key, Some(ChannelKey::Known(_)))),
        count(|d| matches!(d.key, Some(ChannelKey::Custom(_)))),
        count(|d| d.key.is_none()),
    )
}

/// A column of a preview by its name.
pub fn column<'a>(preview: &'a Preview, name: &str) -> Option<&'a ColumnPreview> {
    preview.columns.iter().find(|c| c.decision.name == name)
}

/// One click that settles a doubt or changes a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fix {
    Meaning(Meaning),
    Unit(SourceUnit),
    TimeUnit(TimeUnit),
    Decimal(Decimal),
}

/// What a doubt can be settled with; what was chosen stands first, so that one click confirms it.
pub fn fixes(doubt: &Doubt, preview: &Preview) -> Vec<Fix> {
    let decision = doubt.column.as_deref().and_then(|name| column(preview, name)).map(|c| &c.decision);
    match (doubt.code, decision) {
        (DoubtCode::TimeUnit | DoubtCode::Rate, _) => {
            let mut units: Vec<TimeUnit> = chosen_first(preview.time.unit, time_units(preview)).collect();
            let plausible = |unit| rate_in(preview, unit).is_some_and(|r| PLAUSIBLE_RATE.contains(&r));
            units[1..].sort_by_key(|unit| !plausible(*unit));
            units.into_iter().map(Fix::TimeUnit).collect()
        }
        (DoubtCode::Decimal, _) => {
            let now = preview.text.map_or(Decimal::Point, |t| t.decimal);
            chosen_first(now, [Decimal::Point, Decimal::Comma]).map(Fix::Decimal).collect()
        }
        (DoubtCode::LambdaOrAfr, Some(d)) => {
            let both = [SourceUnit::Plain(Unit::Lambda), SourceUnit::Afr { stoich: DEFAULT_STOICH }];
            chosen_first(d.source_unit, both).map(Fix::Unit).collect()
        }
        (DoubtCode::PressureKind, Some(d)) => {
            let both = [ChannelId::MapGauge, ChannelId::MapAbs];
            let now = d.key.as_ref().and_then(ChannelKey::id).filter(|id| both.contains(id));
            let ids: Vec<ChannelId> = match now {
                Some(id) => chosen_first(id, both).collect(),
                None => both.to_vec(),
            };
            ids.into_iter().map(|id| Fix::Meaning(Meaning::Channel(id))).collect()
        }
        (DoubtCode::Unit, Some(d)) => chosen_first(d.source_unit, units_of(d)).map(Fix::Unit).collect(),
        (DoubtCode::Suggestion, Some(d)) => {
            let suggested = d.suggestions.iter().map(|id| Fix::Meaning(Meaning::Channel(*id)));
            suggested.chain([Fix::Meaning(Meaning::Own)]).collect()
        }
        _ => Vec::new(),
    }
}

/// Rates a logger can have, in samples per second.
const PLAUSIBLE_RATE: std::ops::RangeInclusive<f64> = 0.5..=10_000.0;

/// The units in which the time of a file can be: a clock or a date says itself what it is.
pub fn time_units(preview: &Preview) -> Vec<TimeUnit> {
    match preview.time.unit {
        written @ (TimeUnit::Clock | TimeUnit::DateTime) => vec![written],
        _ => TimeUnit::NUMBERS.to_vec(),
    }
}

/// Samples per second at the beginning of a file if its time were in this unit; none where the times are no plain
/// numbers, or are not told.
pub fn rate_in(preview: &Preview, unit: TimeUnit) -> Option<f64> {
    let plain = |unit: TimeUnit| TimeUnit::NUMBERS.contains(&unit);
    let rate = preview.rate_hz.filter(|_| plain(unit) && plain(preview.time.unit))?;
    let seconds = |unit: TimeUnit| {
        let (scale, divisor) = unit.seconds();
        scale / divisor
    };
    Some(rate * seconds(preview.time.unit) / seconds(unit))
}

/// The one other way in which a column is often meant: gauge or absolute pressure, λ or air-fuel ratio. Nothing where
/// there is no such twin, or another column is it already.
pub fn twin(decision: &ColumnDecision, preview: &Preview) -> Option<Fix> {
    let id = decision.key.as_ref().and_then(ChannelKey::id)?;
    let other = match id {
        ChannelId::MapGauge => ChannelId::MapAbs,
        ChannelId::MapAbs => ChannelId::MapGauge,
        _ if id.spec().quantity == Quantity::Lambda => {
            return Some(Fix::Unit(match decision.source_unit {
                SourceUnit::Afr { .. } => SourceUnit::Plain(Unit::Lambda),
                _ => SourceUnit::Afr { stoich: DEFAULT_STOICH },
            }));
        }
        _ => return None,
    };
    let taken =
        preview.columns.iter().any(|c| c.decision.key.as_ref().and_then(ChannelKey::id) == Some(other));
    (!taken).then_some(Fix::Meaning(Meaning::Channel(other)))
}

/// What a column's value says in words: the label of a state, nothing for a figure.
pub fn label(column: &ColumnPreview, value: f64) -> Option<&str> {
    (value >= 0.0).then(|| column.labels.get(value as usize)).flatten().map(String::as_str)
}

/// Columns with samples in the first rows: the doubtful ones first, then those with a meaning, then the others, each in
/// the order of the file.
pub fn columns_in_rows(preview: &Preview) -> Vec<&ColumnPreview> {
    let mut columns: Vec<&ColumnPreview> = preview.columns.iter().filter(|c| c.in_rows).collect();
    columns.sort_by_key(|c| match column_state(&c.decision, &preview.doubts) {
        ColumnState::Doubtful => 0,
        ColumnState::Known | ColumnState::Chosen => 1,
        ColumnState::Own => 2,
        ColumnState::Ignored => 3,
    });
    columns
}

fn chosen_first<T: PartialEq + Copy>(chosen: T, all: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
    let rest: Vec<T> = all.into_iter().filter(|other| *other != chosen).collect();
    std::iter::once(chosen).chain(rest)
}

/// The options after a click. `column` names the column that a meaning or a unit is about.
#[must_use]
pub fn apply(options: &ImportOptions, column: Option<&str>, fix: Fix) -> ImportOptions {
    let mut next = options.clone();
    match (fix, column) {
        (Fix::TimeUnit(unit), _) => next.time_unit = Some(unit),
        (Fix::Decimal(decimal), _) => next.decimal = Some(decimal),
        (Fix::Meaning(meaning), Some(name)) => {
            let choice = next.columns.entry(name.to_owned()).or_default();
            choice.meaning = Some(meaning);
            // A unit of another quantity says nothing about the new meaning.
            if let (Meaning::Channel(id), Some(unit)) = (meaning, choice.unit)
                && unit.quantity() != id.spec().quantity
            {
                choice.unit = None;
            }
        }
        (Fix::Unit(unit), Some(name)) => next.columns.entry(name.to_owned()).or_default().unit = Some(unit),
        (Fix::Meaning(_) | Fix::Unit(_), None) => {}
    }
    next
}

/// The options without the user's word about a column.
#[must_use]
pub fn without_choice(options: &ImportOptions, column: &str) -> ImportOptions {
    let mut next = options.clone();
    next.columns.remove(column);
    next
}

/// Whether the user said anything about a column.
pub fn is_chosen(options: &ImportOptions, column: &str) -> bool {
    options.columns.get(column).is_some_and(|c| *c != ColumnChoice::default())
}

/// The units a column's figures may be in: those of its meaning's quantity, all of them for a channel of its own.
pub fn units_of(decision: &ColumnDecision) -> Vec<SourceUnit> {
    let known = match &decision.key {
        Some(ChannelKey::Known(id)) => Some(id.spec().quantity),
        _ => None,
    };
    let fits = |unit: &Unit| match known {
        Some(quantity) => unit.quantity() == quantity,
        None => !matches!(unit, Unit::OnOff | Unit::Label),
    };
    let mut units: Vec<SourceUnit> = Unit::ALL.iter().copied().filter(fits).map(SourceUnit::Plain).collect();
    if known.is_none_or(|q| q == Quantity::Lambda) {
        units.push(SourceUnit::Afr { stoich: DEFAULT_STOICH });
    }
    if known.is_none_or(|q| q == Quantity::MassFlow) {
        units.push(SourceUnit::CcPerMinute { density: DEFAULT_DENSITY });
        units.push(SourceUnit::LitresPerHour { density: DEFAULT_DENSITY });
    }
    // A unit with a fuel's figure of its own takes the place of the usual one.
    if let Some(same) = units.iter_mut().find(|u| u.symbol() == decision.source_unit.symbol()) {
        *same = decision.source_unit;
    } else {
        units.insert(0, decision.source_unit);
    }
    units
}

/// Every channel a column can be, group by group, with the column that is it already.
pub fn meanings<'a>(
    preview: &'a Preview,
    name: &'a str,
) -> impl Iterator<Item = (ChannelId, Option<&'a str>)> {
    CATALOG.iter().map(move |spec| {
        let taken = preview.columns.iter().find(|c| {
            c.decision.name != name && c.decision.key.as_ref().and_then(ChannelKey::id) == Some(spec.id)
        });
        (spec.id, taken.map(|c| c.decision.source.as_str()))
    })
}

/// Which columns are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    All,
    Doubtful,
    Unknown,
}

impl Shown {
    pub const ALL: [Shown; 3] = [Shown::All, Shown::Doubtful, Shown::Unknown];

    /// As it stands in the address.
    pub const fn slug(self) -> &'static str {
        match self {
            Shown::All => "all",
            Shown::Doubtful => "doubtful",
            Shown::Unknown => "unknown",
        }
    }

    /// The selection called so.
    pub fn from_slug(slug: &str) -> Option<Shown> {
        Shown::ALL.into_iter().find(|s| s.slug() == slug)
    }

    /// Whether a column of this state belongs to it.
    pub fn holds(self, state: ColumnState) -> bool {
        match self {
            Shown::All => true,
            Shown::Doubtful => state == ColumnState::Doubtful,
            Shown::Unknown => state == ColumnState::Own,
        }
    }
}
