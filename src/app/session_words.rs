//! The words about a session: its quality, its evidence, its grades.

use super::csv::quantity_of;
use super::route::SessionTab;
use super::session_list::{Grade, SortKey};
use crate::engine::quality::{Evidence, EvidenceCode, PartCode};
use crate::i18n::units::Units;
use crate::i18n::{I18n, Message, number};

/// A part of the quality score.
pub const fn part_key(of: PartCode) -> &'static str {
    match of {
        PartCode::Sampling => "sessions-part-sampling",
        PartCode::Gaps => "sessions-part-gaps",
        PartCode::Sensors => "sessions-part-sensors",
        PartCode::Ranges => "sessions-part-ranges",
        PartCode::WarmShare => "sessions-part-warm_share",
    }
}

/// How a part is judged.
pub const fn part_about_key(of: PartCode) -> &'static str {
    match of {
        PartCode::Sampling => "sessions-how-about-sampling",
        PartCode::Gaps => "sessions-how-about-gaps",
        PartCode::Sensors => "sessions-how-about-sensors",
        PartCode::Ranges => "sessions-how-about-ranges",
        PartCode::WarmShare => "sessions-how-about-warm_share",
    }
}

/// A band of the score in a filter.
pub fn grade_range(of: Grade) -> Message {
    let (good, fair) = (f64::from(Grade::GOOD), f64::from(Grade::FAIR));
    match of {
        Grade::Good => Message::new("sessions-grade-good").with("from", good),
        Grade::Fair => Message::new("sessions-grade-fair").with("from", fair).with("to", good - 1.0),
        Grade::Poor => Message::new("sessions-grade-poor").with("under", fair),
    }
}

/// A tab of a session's page.
pub const fn tab_key(of: SessionTab) -> &'static str {
    match of {
        SessionTab::Overview => "sessions-tab-overview",
        SessionTab::Explore => "sessions-tab-explore",
        SessionTab::Analysis => "sessions-tab-analysis",
        SessionTab::Data => "sessions-tab-data",
    }
}

/// What a band of the score means.
pub const fn verdict_key(of: Grade) -> &'static str {
    match of {
        Grade::Good => "sessions-verdict-good",
        Grade::Fair => "sessions-verdict-fair",
        Grade::Poor => "sessions-verdict-poor",
    }
}

/// A column of the list.
pub const fn column_key(of: SortKey) -> &'static str {
    match of {
        SortKey::Date => "sessions-col-date",
        SortKey::Name => "sessions-col-name",
        SortKey::Vehicle => "sessions-col-vehicle",
        SortKey::Duration => "sessions-col-duration",
        SortKey::Rate => "sessions-col-rate",
        SortKey::Channels => "sessions-col-channels",
        SortKey::Format => "sessions-col-format",
        SortKey::Quality => "sessions-col-quality",
    }
}

/// What was seen, in words and in the user's units.
pub fn evidence(units: &Units, evidence: &Evidence) -> Message {
    let i18n = I18n::new(units.lang);
    let arg = |i: usize| evidence.args.get(i).copied().unwrap_or(f64::NAN);
    let whole = |i| number::number(units.lang, arg(i), 0);
    let percent = |i| {
        let share = arg(i) * 100.0;
        // What is there is not rounded away.
        if share > 0.0 && share < 0.05 {
            format!("<\u{a0}{}", number::number(units.lang, 0.1, 1))
        } else {
            number::flexible(units.lang, share, 0, 1)
        }
    };
    let channel = || evidence.channel.as_ref().map(|key| i18n.channel(key).into_owned()).unwrap_or_default();
    let value = |i| match &evidence.channel {
        Some(key) => units.show(arg(i), quantity_of(key)).to_string(),
        None => number::flexible(units.lang, arg(i), 0, 3),
    };
    match evidence.code {
        EvidenceCode::SampleRate => Message::new("sessions-evidence-sample_rate")
            .with("rate", number::flexible(units.lang, arg(0), 0, 2)),
        EvidenceCode::FewRows => Message::new("sessions-evidence-few_rows").with("rows", whole(0)),
        EvidenceCode::UnevenSteps => Message::new("sessions-evidence-uneven_steps").with("share", percent(0)),
        EvidenceCode::RepeatedTimes => {
            Message::new("sessions-evidence-repeated_times").with("rows", whole(0)).with("share", percent(1))
        }
        EvidenceCode::TimeGaps => Message::new("sessions-evidence-time_gaps")
            .with("n", arg(0))
            .with("lost", number::flexible(units.lang, arg(1), 0, 2))
            .with("share", percent(2)),
        EvidenceCode::MissingCells if evidence.channel.is_none() => {
            Message::new("sessions-evidence-missing_cells-rest")
                .with("cells", whole(0))
                .with("share", percent(1))
        }
        EvidenceCode::MissingCells => Message::new("sessions-evidence-missing_cells")
            .with("channel", channel())
            .with("cells", whole(0))
            .with("share", percent(1)),
        EvidenceCode::KeyChannelAbsent => {
            Message::new("sessions-evidence-key_channel_absent").with("channel", channel())
        }
        EvidenceCode::Stuck => {
            Message::new("sessions-evidence-stuck").with("channel", channel()).with("value", value(0))
        }
        EvidenceCode::Intermittent => {
            counted("sessions-evidence-intermittent", channel(), whole(0), percent(1))
        }
        EvidenceCode::Jumps => counted("sessions-evidence-jumps", channel(), whole(0), percent(1)),
        EvidenceCode::Noise => Message::new("sessions-evidence-noise")
            .with("channel", channel())
            .with("ratio", number::number(units.lang, arg(0), 2)),
        EvidenceCode::NotZeroed => {
            Message::new("sessions-evidence-not_zeroed").with("channel", channel()).with("value", value(0))
        }
        EvidenceCode::NotFitted if evidence.args.is_empty() => {
            Message::new("sessions-evidence-not_fitted-plain").with("channel", channel())
        }
        EvidenceCode::NotFitted => {
            Message::new("sessions-evidence-not_fitted").with("channel", channel()).with("value", value(0))
        }
        EvidenceCode::OutOfRange => {
            counted("sessions-evidence-out_of_range", channel(), whole(0), percent(1))
        }
        EvidenceCode::ExportTail => Message::new("sessions-evidence-export_tail").with("rows", whole(0)),
        EvidenceCode::Warmth => {
            Message::new("sessions-evidence-warmth").with("share", percent(0)).with("value", value(1))
        }
        EvidenceCode::NotJudged => Message::new("sessions-evidence-not_judged"),
    }
}

fn counted(key: &'static str, channel: String, n: String, share: String) -> Message {
    Message::new(key).with("channel", channel).with("n", n).with("share", share)
}
