//! The words of the analysis: notes with their figures, keys made of slugs.

use crate::engine::analysis::patterns::SegmentKind;
use crate::engine::analysis::performance::{Measure, Standard, Validity};
use crate::engine::analysis::pipeline::Stage;
use crate::engine::analysis::{Ledger, LeftOut, Note, NoteCode, Reason};
use crate::engine::units::Quantity;
use crate::i18n::units::Units;
use crate::i18n::{I18n, Message, number};

/// Names of a note's arguments in its text.
const NAMES: [&str; 3] = ["a", "b", "c"];

/// What the arguments of a note measure, in their order.
fn measured(code: NoteCode) -> &'static [Quantity] {
    match code {
        NoteCode::BaroAssumed => &[Quantity::Pressure],
        NoteCode::FewRows | NoteCode::Thinned | NoteCode::NoSuchEvent => &[Quantity::Count],
        NoteCode::LossAssumed
        | NoteCode::TyreRolling
        | NoteCode::GradeUnknown
        | NoteCode::HumidityAssumed => &[Quantity::Percent],
        NoteCode::TyreAssumed => &[Quantity::Length],
        NoteCode::AmbientAssumed | NoteCode::AmbientFromIntake => &[Quantity::Temperature],
        NoteCode::NotZeroed | NoteCode::Zeroed => &[Quantity::Acceleration],
        _ => &[],
    }
}

/// A note in words: its channel as `$channel`, its figures as `$a`, `$b`, `$c`.
pub fn note(units: &Units, note: &Note) -> Message {
    let i18n = I18n::new(units.lang);
    let mut message = Message { key: format!("note-{}", note.code.slug()).into(), args: Vec::new() };
    if let Some(channel) = &note.channel {
        message = message.with("channel", i18n.channel(channel).into_owned());
    }
    let quantities = measured(note.code);
    for (i, (value, name)) in note.args.iter().zip(NAMES).enumerate() {
        let text = match quantities.get(i) {
            Some(quantity) => units.show(*value, *quantity).to_string(),
            None => number::flexible(units.lang, *value, 0, 3),
        };
        message = message.with(name, text);
    }
    message
}

/// Why rows were left out.
pub fn reason_key(reason: Reason) -> String {
    format!("reason-{}", reason.slug())
}

/// A stage.
pub fn stage_key(stage: Stage) -> String {
    format!("analysis-stage-{}", stage.slug())
}

/// A kind of segment.
pub fn segment_key(kind: SegmentKind) -> String {
    format!("segment-{}", kind.slug())
}

/// The rule by which a kind of segment is found.
pub fn segment_rule_key(kind: SegmentKind) -> String {
    format!("segment-{}-rule", kind.slug())
}

/// A timed measure.
pub fn measure_key(measure: Measure) -> String {
    format!("measure-{}", measure.slug())
}

/// A standard that power is corrected by.
pub fn standard_key(standard: Standard) -> String {
    format!("standard-{}", standard.slug())
}

/// Why a corrected figure would mean nothing.
pub fn validity_key(validity: Validity) -> String {
    format!("validity-{}", validity.slug())
}

/// Rows left out, the most first, as lines of text.
pub fn left_out(i18n: I18n, ledger: &Ledger) -> Vec<String> {
    let mut parts: Vec<LeftOut> = ledger.left_out.clone();
    parts.sort_by(|a, b| b.rows.cmp(&a.rows).then(a.reason.cmp(&b.reason)));
    parts
        .iter()
        .map(|l| {
            let rows = number::number(i18n.lang, l.rows as f64, 0);
            i18n.message(
                &Message::new("analysis-left-out")
                    .with("rows", rows)
                    .with("why", i18n.t(&reason_key(l.reason))),
            )
            .into_owned()
        })
        .collect()
}
