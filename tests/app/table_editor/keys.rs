use fueltune_analyzer::app::maps::{Dialect, EntryKind, Intent, Step, bindings, intent, typed_figure};
use fueltune_analyzer::app::shortcut::Pressed;
use fueltune_analyzer::engine::tables::Direction;

use super::press;

#[test]
fn keys_mean_what_they_mean_in_tunerstudio() {
    let cases: &[(&str, Option<Intent>)] = &[
        ("=", Some(Intent::Enter(EntryKind::Set))),
        ("Shift+*", Some(Intent::Enter(EntryKind::Multiply))),
        (">", Some(Intent::Percent(1.0))),
        ("Shift+>", Some(Intent::Percent(1.0))),
        (".", Some(Intent::Percent(1.0))),
        ("<", Some(Intent::Percent(-1.0))),
        (",", Some(Intent::Percent(-1.0))),
        ("-", Some(Intent::Percent(-1.0))),
        ("Ctrl+.", Some(Intent::Percent(5.0))),
        ("Ctrl+,", Some(Intent::Percent(-5.0))),
        ("+", Some(Intent::Percent(10.0))),
        ("/", Some(Intent::Interpolate(Direction::Both))),
        ("h", Some(Intent::Interpolate(Direction::Horizontal))),
        ("v", Some(Intent::Interpolate(Direction::Vertical))),
        ("s", Some(Intent::Smooth)),
        ("PageUp", Some(Intent::Amount(0.1))),
        ("PageDown", Some(Intent::Amount(-0.1))),
        ("Shift+PageUp", Some(Intent::Amount(1.0))),
        ("Ctrl+PageDown", Some(Intent::Amount(-0.05))),
        ("Ctrl+ArrowUp", Some(Intent::Move(Step::Top))),
        ("Ctrl+v", Some(Intent::Paste)),
        ("Meta+v", Some(Intent::Paste)),
        ("Ctrl+Shift+V", Some(Intent::PasteSpecial)),
        ("Ctrl+h", None),
        ("Ctrl+s", None),
        ("5", None),
        ("?", None),
    ];
    for (keys, expected) in cases {
        assert_eq!(intent(Dialect::TunerStudio, &press(keys)), *expected, "{keys}");
    }
}

#[test]
fn keys_mean_what_they_mean_in_romraider() {
    let cases: &[(&str, Option<Intent>)] = &[
        ("+", Some(Intent::Nudge(5.0))),
        ("-", Some(Intent::Nudge(-5.0))),
        ("Ctrl+ArrowUp", Some(Intent::Nudge(1.0))),
        ("Ctrl+ArrowDown", Some(Intent::Nudge(-1.0))),
        ("*", Some(Intent::Enter(EntryKind::Multiply))),
        ("Shift+I", Some(Intent::Interpolate(Direction::Both))),
        ("Shift+H", Some(Intent::Interpolate(Direction::Horizontal))),
        ("Shift+V", Some(Intent::Interpolate(Direction::Vertical))),
        ("v", None),
        ("h", None),
        ("Ctrl+v", Some(Intent::Paste)),
        ("Ctrl+Shift+V", Some(Intent::PasteSpecial)),
        ("PageDown", Some(Intent::Move(Step::PageDown))),
        (">", None),
    ];
    for (keys, expected) in cases {
        assert_eq!(intent(Dialect::RomRaider, &press(keys)), *expected, "{keys}");
    }
}

#[test]
fn moving_copying_and_undoing_are_the_same_everywhere() {
    let cases: &[(&str, Intent)] = &[
        ("ArrowUp", Intent::Move(Step::Up)),
        ("Shift+ArrowRight", Intent::Extend(Step::Right)),
        ("Ctrl+Shift+ArrowDown", Intent::Extend(Step::Bottom)),
        ("Ctrl+Home", Intent::Move(Step::First)),
        ("Ctrl+a", Intent::SelectAll),
        ("Ctrl+ ", Intent::SelectColumn),
        ("Shift+ ", Intent::SelectRow),
        ("Enter", Intent::Enter(EntryKind::Set)),
        ("Ctrl+c", Intent::Copy),
        ("Ctrl+z", Intent::Undo),
        ("Ctrl+y", Intent::Redo),
        ("Ctrl+Shift+Z", Intent::Redo),
        ("l", Intent::Lock),
        ("f", Intent::Follow),
        ("Alt+3", Intent::Surface),
    ];
    for dialect in Dialect::ALL {
        for (keys, expected) in cases {
            assert_eq!(intent(dialect, &press(keys)), Some(*expected), "{dialect:?}: {keys}");
        }
    }
}

#[test]
fn no_key_of_a_dialect_is_hidden_behind_another() {
    for dialect in Dialect::ALL {
        for binding in bindings(dialect) {
            let s = binding.shortcut;
            let pressed =
                Pressed { key: s.key.to_owned(), ctrl: s.ctrl, meta: false, shift: s.shift, alt: s.alt };
            assert_eq!(intent(dialect, &pressed), Some(binding.intent), "{dialect:?}: {s:?}");
        }
    }
}

#[test]
fn a_typed_figure_begins_with_a_digit_or_with_a_sign_that_means_nothing_else() {
    let cases: &[(Dialect, &str, Option<char>)] = &[
        (Dialect::TunerStudio, "7", Some('7')),
        (Dialect::TunerStudio, "-", None),
        (Dialect::TunerStudio, ".", None),
        (Dialect::RomRaider, ".", Some('.')),
        (Dialect::RomRaider, ",", Some(',')),
        (Dialect::RomRaider, "-", None),
        (Dialect::RomRaider, "0", Some('0')),
        (Dialect::TunerStudio, "Ctrl+7", None),
        (Dialect::TunerStudio, "Alt+3", None),
        (Dialect::TunerStudio, "Home", None),
        (Dialect::TunerStudio, "x", None),
    ];
    for (dialect, keys, expected) in cases {
        assert_eq!(typed_figure(*dialect, &press(keys)), *expected, "{dialect:?}: {keys}");
    }
}
