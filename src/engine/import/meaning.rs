//! What each column means: the channel by its name, the unit, and who gets a channel that two columns are.
//!
//! Order of trust: the user's word, the format's own name, a name that many programs use. What is only similar is
//! offered, never applied.

use std::collections::{BTreeMap, BTreeSet};

use super::guess::{Spread, Told, UnitDecision, conversion, unit_of};
use super::options::{ColumnChoice, ImportOptions, Meaning, SourceUnit};
use super::profiles::{Format, Naming};
use super::raw::RawColumn;
use super::report::{ColumnDecision, Doubt, DoubtCode, KeyReason, UnitReason};
use super::text::cell;
use super::text::store::Ended;
use super::units::{UnitText, of_name, qualifies, read_unit};
use crate::engine::channels::resolve::{self, by_name, fold, split_groups};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::{Quantity, Unit};

/// What is between an absolute pressure and a gauge one where the file does not tell the weather, in bar (ISO 2533).
pub(crate) const STANDARD_ATMOSPHERE: f64 = 1.013_25;

/// Names made unique within the file: the second `RPM` is `RPM (2)`, a column without a name is `#` and its place.
pub(crate) fn unique_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    // The number to try next: names that are all the same would otherwise be counted through for each of them.
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    names
        .enumerate()
        .map(|(i, name)| {
            let base = if name.is_empty() { format!("#{}", i + 1) } else { name.to_owned() };
            if taken.insert(base.clone()) {
                return base;
            }
            let next = numbers.entry(base.clone()).or_insert(2);
            loop {
                let unique = format!("{base} ({next})");
                *next += 1;
                if taken.insert(unique.clone()) {
                    return unique;
                }
            }
        })
        .collect()
}

/// Whether a column's digits matter beyond f32 from the first row on.
pub(crate) fn wants_f64(name: &str) -> bool {
    by_name(&of_name(name).0).is_some_and(|hit| matches!(hit.id, ChannelId::GpsLat | ChannelId::GpsLon))
}

/// A column with its meaning: what is to be done with its values.
pub(crate) struct Understood {
    pub decision: ColumnDecision,
    /// `base = value * scale + offset`.
    pub scale: f64,
    pub offset: f64,
    /// The file's own unit where no known one was recognised.
    pub note: Option<String>,
    /// A column of texts under the name of a channel of figures.
    pub text_in_channel: bool,
}

/// How well a column fits a channel; the smaller the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// No cell has a value: the name alone says that it is there. The user's word is not asked for values.
    empty: bool,
    /// 0 the user, 1 the format, 2 an alias.
    source: u8,
    /// Whether the figures need a fuel's property, as AFR does beside λ.
    indirect: bool,
    rank: u16,
    column: usize,
}

/// Finds out what the columns mean. Doubts are added in the columns' order.
pub(crate) fn understand(
    columns: &[RawColumn],
    format: &dyn Format,
    options: &ImportOptions,
    doubts: &mut Vec<Doubt>,
) -> Vec<Understood> {
    let drafts: Vec<Draft> = columns
        .iter()
        .map(|column| {
            Draft::of(column, options.columns.get(&column.name).copied().unwrap_or_default(), format)
        })
        .collect();
    let mut winners: BTreeMap<ChannelId, Fit> = BTreeMap::new();
    for (i, (draft, column)) in drafts.iter().zip(columns).enumerate() {
        if let Some(fit) = draft.fit(i, column) {
            let best = winners.entry(fit.0).or_insert(fit.1);
            *best = (*best).min(fit.1);
        }
    }
    let mut understood = Vec::with_capacity(columns.len());
    for (i, (draft, column)) in drafts.into_iter().zip(columns).enumerate() {
        let won = draft.fit(i, column).is_some_and(|(id, fit)| winners.get(&id) == Some(&fit));
        let (what, doubted) = draft.settle(&column.name, won);
        if let Some((code, chosen)) = doubted {
            doubts.push(Doubt { code, column: Some(column.name.clone()), chosen });
        }
        understood.push(what);
    }
    offer(&mut understood, &winners, doubts);
    understood
}

/// Offers channels for the columns nobody knows.
fn offer(columns: &mut [Understood], taken: &BTreeMap<ChannelId, Fit>, doubts: &mut Vec<Doubt>) {
    for column in columns {
        let decision = &mut column.decision;
        if !matches!(decision.key_reason, KeyReason::Custom | KeyReason::Unfit) || decision.source.is_empty()
        {
            continue;
        }
        let found = resolve::suggest(&decision.source);
        if let Some((id, likeness)) = found.first()
            && *likeness >= resolve::LIKELY
            && !taken.contains_key(id)
            && decision.key_reason == KeyReason::Custom
        {
            let chosen = id.slug().to_owned();
            doubts.push(Doubt { code: DoubtCode::Suggestion, column: Some(decision.name.clone()), chosen });
        }
        decision.suggestions = found.into_iter().map(|(id, _)| id).collect();
    }
}

/// What is known of a column before it is known which others there are.
struct Draft {
    source: String,
    choice: ColumnChoice,
    told: UnitText,
    unit_text: Option<String>,
    candidate: Option<(u8, u16, UnitDecision)>,
    reason: KeyReason,
    content: Content,
    /// Texts under the name of a channel of figures.
    text_in_channel: bool,
    /// The file tells a unit that is not known.
    foreign_unit: bool,
    /// The format tells absolute pressures here, the channel has gauge pressures.
    absolute: bool,
}

/// What a column holds, as far as its meaning depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Numbers,
    Switch,
    Texts,
}

impl Draft {
    fn of(column: &RawColumn, choice: ColumnChoice, format: &dyn Format) -> Self {
        let (base, of_header, header_text) = of_name(&column.source);
        let row_text = column.unit_text.clone().filter(|t| !t.is_empty());
        let told = match (row_text.as_deref().map(read_unit), of_header) {
            (Some(known @ UnitText::Known(_)), _) | (_, known @ UnitText::Known(_)) => known,
            (Some(of_row), UnitText::Unknown) => of_row,
            (_, of_header) => of_header,
        };
        let mut draft = Self {
            source: column.source.clone(),
            choice,
            told,
            unit_text: row_text.or(header_text),
            candidate: None,
            reason: KeyReason::Custom,
            content: match column.data.samples {
                Ended::Codes { .. } => Content::Texts,
                Ended::Switch(_) => Content::Switch,
                _ => Content::Numbers,
            },
            text_in_channel: false,
            foreign_unit: false,
            absolute: false,
        };
        draft.foreign_unit = draft.told == UnitText::Unknown
            && draft
                .unit_text
                .as_deref()
                .is_some_and(|text| !qualifies(text, split_groups(&column.source).0));
        let Some((source, rank, id)) = draft.channel(column, &base, format) else { return draft };
        draft.decide(column, source, rank, id, format);
        draft
    }

    /// The channel a column's name stands for, who says so (0 the user, 1 the format, 2 an alias), and how surely.
    fn channel(
        &mut self,
        column: &RawColumn,
        base: &str,
        format: &dyn Format,
    ) -> Option<(u8, u16, ChannelId)> {
        match self.choice.meaning {
            Some(Meaning::Channel(id)) => return Some((0, 0, id)),
            Some(Meaning::Own | Meaning::Ignored) => {
                self.reason = KeyReason::UserOverlay;
                return None;
            }
            None => {}
        }
        match format.naming(&column.source) {
            Naming::Channel(id) => return Some((1, 0, id)),
            Naming::Among(id, rank) => return Some((1, rank, id)),
            Naming::Absolute(id) => {
                self.absolute = true;
                return Some((1, 0, id));
            }
            Naming::Own => {
                self.reason = KeyReason::Profile;
                return None;
            }
            Naming::Unknown => {}
        }
        let other = column.other_name.as_deref();
        let tries = [
            Some(column.source.as_str()),
            Some(base),
            Some(split_groups(base).0),
            other,
            other.map(|o| split_groups(o).0),
        ];
        tries.into_iter().flatten().find_map(by_name).map(|hit| (2, hit.rank, hit.id))
    }

    fn decide(&mut self, column: &RawColumn, source: u8, rank: u16, id: ChannelId, format: &dyn Format) {
        let quantity = id.spec().quantity;
        let fits = match &column.data.samples {
            Ended::Codes { labels, .. } => match id {
                ChannelId::Gear => labels.iter().all(|l| gear_of(l).is_some()),
                _ => matches!(quantity, Quantity::Code),
            },
            Ended::Switch(_) => matches!(quantity, Quantity::Flag | Quantity::Code | Quantity::AsLogged),
            _ => true,
        };
        let measured =
            !matches!(quantity, Quantity::Flag | Quantity::Code | Quantity::Count | Quantity::AsLogged);
        let strange = self.foreign_unit && self.choice.unit.is_none() && format.unit(id).is_none();
        if !fits || (source > 0 && measured && strange) {
            self.text_in_channel = self.content == Content::Texts && !fits;
            self.reason = KeyReason::Unfit;
            return;
        }
        if source == 2 && quantity == Quantity::Flag && values_beyond_one(&column.data.samples) {
            self.reason = KeyReason::Unfit;
            return;
        }
        let told = Told { text: self.told, format: format.unit(id), name: fold(&column.source) };
        let values = Spread::of(&column.data.samples);
        let decided = match self.choice.unit {
            Some(unit) if conversion(unit, quantity).is_some() => {
                Some(UnitDecision::new(id, unit, UnitReason::UserOverlay))
            }
            // The unit is found as that of the absolute pressure it is.
            _ if self.absolute => unit_of(ChannelId::MapAbs, &told, &values).map(|d| UnitDecision {
                id,
                absolute: true,
                doubt: Some(DoubtCode::PressureKind),
                ..d
            }),
            _ => unit_of(id, &told, &values),
        };
        match decided {
            // The user's channel stays what the user said, and is no longer in question.
            Some(decision) if source == 0 => {
                let doubt = decision.doubt.filter(|doubt| *doubt != DoubtCode::PressureKind);
                self.take(source, rank, UnitDecision { id, doubt, ..decision });
            }
            Some(decision)
                if id == ChannelId::BoostTarget
                    && !self.absolute
                    && decision.doubt == Some(DoubtCode::PressureKind) =>
            {
                self.reason = KeyReason::Unfit;
            }
            Some(decision) => self.take(source, rank, decision),
            None if source == 0 => {
                let unit = Unit::base(quantity).into();
                self.take(source, rank, UnitDecision::new(id, unit, UnitReason::Assumed));
            }
            None => self.reason = KeyReason::Unfit,
        }
    }

    fn take(&mut self, source: u8, rank: u16, decision: UnitDecision) {
        self.reason = match source {
            0 => KeyReason::UserOverlay,
            1 => KeyReason::Profile,
            _ => KeyReason::Alias,
        };
        self.candidate = Some((source, rank, decision));
    }

    fn fit(&self, column: usize, raw: &RawColumn) -> Option<(ChannelId, Fit)> {
        self.candidate.as_ref().map(|(source, rank, decision)| {
            let indirect = !matches!(decision.unit, SourceUnit::Plain(_));
            let empty = *source > 0 && raw.data.is_all_missing();
            (decision.id, Fit { empty, source: *source, indirect, rank: *rank, column })
        })
    }

    fn settle(self, name: &str, won: bool) -> (Understood, Option<(DoubtCode, String)>) {
        let text = self.unit_text.clone();
        let mut decision = ColumnDecision {
            source: self.source,
            name: name.to_owned(),
            key: Some(ChannelKey::Custom(name.to_owned())),
            key_reason: self.reason,
            source_unit: Unit::Raw.into(),
            unit: Unit::Raw,
            unit_reason: UnitReason::None,
            unit_text: text.clone(),
            suggestions: Vec::new(),
        };
        let column = |decision, scale, offset, note| Understood {
            decision,
            scale,
            offset,
            note,
            text_in_channel: self.text_in_channel,
        };
        if self.choice.meaning == Some(Meaning::Ignored) {
            decision.key = None;
            return (column(decision, 1.0, 0.0, None), None);
        }
        if let Some((_, _, found)) = self.candidate
            && won
        {
            let quantity = found.id.spec().quantity;
            let (scale, offset) = conversion(found.unit, quantity).unwrap_or((1.0, 0.0));
            let scale = if found.negated { -scale } else { scale };
            let offset = if found.absolute { offset - STANDARD_ATMOSPHERE } else { offset };
            decision.key = Some(ChannelKey::Known(found.id));
            decision.source_unit = found.unit;
            decision.unit = Unit::base(quantity);
            decision.unit_reason = found.reason;
            let note = if quantity == Quantity::AsLogged { text } else { None };
            let doubts = found.doubt.map(|code| {
                let chosen = match code {
                    DoubtCode::PressureKind => found.id.slug().to_owned(),
                    _ => found.unit.symbol().to_owned(),
                };
                (code, chosen)
            });
            return (column(decision, scale, offset, note), doubts);
        }
        if self.candidate.is_some() {
            decision.key_reason = KeyReason::Taken;
        }
        if self.content != Content::Numbers {
            decision.unit = if self.content == Content::Texts { Unit::Label } else { Unit::OnOff };
            decision.source_unit = decision.unit.into();
            return (column(decision, 1.0, 0.0, None), None);
        }
        let unit = self.choice.unit.or(match self.told {
            UnitText::Known(unit) => Some(unit),
            _ => None,
        });
        match unit {
            // Long times among the channels of a log are told in seconds, not in the milliseconds of a pulse width.
            Some(SourceUnit::Plain(Unit::Seconds)) if self.choice.unit.is_none() => {
                (column(decision, 1.0, 0.0, Some("s".to_owned())), None)
            }
            Some(unit) => {
                let (scale, offset) = unit.scale_offset();
                decision.source_unit = unit;
                decision.unit = Unit::base(unit.quantity());
                decision.unit_reason =
                    if self.choice.unit.is_some() { UnitReason::UserOverlay } else { UnitReason::Header };
                (column(decision, scale, offset, None), None)
            }
            None => (column(decision, 1.0, 0.0, text), None),
        }
    }
}

/// A switch says 0 and 1; anything else under its name is a status or a bit field.
fn values_beyond_one(samples: &Ended) -> bool {
    match samples {
        Ended::F32(v) => v.iter().any(|x| *x > 1.0 || *x < 0.0),
        Ended::F64(v) => v.iter().any(|x| *x > 1.0 || *x < 0.0),
        _ => false,
    }
}

/// A gear written as a word.
pub(crate) fn gear_of(label: &str) -> Option<f32> {
    match label.to_lowercase().as_str() {
        "n" | "neutral" | "neutro" | "p" | "park" => Some(0.0),
        "r" | "reverse" | "ré" | "re" => Some(-1.0),
        text => {
            let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
            let suffix = &text[digits.len()..];
            if !matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "ª" | "º") {
                return None;
            }
            match cell::read(digits.trim_start_matches(['d', 'm', 's']).as_bytes(), b'.') {
                cell::Cell::Number(x) if x.abs() <= 12.0 => Some(x as f32),
                _ => None,
            }
        }
    }
}
