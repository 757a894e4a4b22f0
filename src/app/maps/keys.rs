//! What keys mean in the grid, in the dialects that tuners know.

use serde::{Deserialize, Serialize};

use super::entry::EntryKind;
use crate::app::shortcut::{Pressed, Shortcut};
use crate::engine::tables::Direction;

/// Whose keys the grid follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// TunerStudio and MegaLogViewer.
    #[default]
    TunerStudio,
    RomRaider,
}

impl Dialect {
    pub const ALL: [Dialect; 2] = [Dialect::TunerStudio, Dialect::RomRaider];

    /// Stable name.
    pub const fn slug(self) -> &'static str {
        match self {
            Dialect::TunerStudio => "tuner_studio",
            Dialect::RomRaider => "rom_raider",
        }
    }

    /// The dialect called so.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.slug() == slug)
    }

    /// Key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            Dialect::TunerStudio => "table-editor-keys-tuner-studio",
            Dialect::RomRaider => "table-editor-keys-rom-raider",
        }
    }
}

/// A way to another cell, as it is seen on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    Left,
    Right,
    Top,
    Bottom,
    RowStart,
    RowEnd,
    First,
    Last,
    PageUp,
    PageDown,
}

/// What a key, a button or a menu asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Intent {
    Move(Step),
    Extend(Step),
    SelectRow,
    SelectColumn,
    SelectAll,
    /// Asks for a figure and does this with it.
    Enter(EntryKind),
    /// Percent more, or less where negative.
    Percent(f64),
    /// So much more, in the unit shown.
    Amount(f64),
    /// So many steps of the table's kind more.
    Nudge(f64),
    Interpolate(Direction),
    Smooth,
    Fill,
    Round,
    Lock,
    Copy,
    Paste,
    PasteSpecial,
    Undo,
    Redo,
    /// Shows the surface, or puts it away.
    Surface,
    /// The active cell goes where the log's cursor is.
    Follow,
}

impl Intent {
    /// Key of what it is called.
    pub const fn label_key(self) -> &'static str {
        match self {
            Intent::Move(_) => "table-editor-do-move",
            Intent::Extend(_) => "table-editor-do-extend",
            Intent::SelectRow => "table-editor-do-select-row",
            Intent::SelectColumn => "table-editor-do-select-column",
            Intent::SelectAll => "table-editor-do-select-all",
            Intent::Enter(EntryKind::Set) => "table-editor-do-set",
            Intent::Enter(EntryKind::Add) => "table-editor-do-add",
            Intent::Enter(EntryKind::Subtract) => "table-editor-do-subtract",
            Intent::Enter(EntryKind::Multiply) => "table-editor-do-multiply",
            Intent::Enter(EntryKind::Percent) => "table-editor-do-percent",
            Intent::Percent(p) if p < 0.0 => "table-editor-do-percent-less",
            Intent::Percent(_) => "table-editor-do-percent-more",
            Intent::Amount(a) if a < 0.0 => "table-editor-do-amount-less",
            Intent::Amount(_) => "table-editor-do-amount-more",
            Intent::Nudge(n) if n < 0.0 => "table-editor-do-steps-less",
            Intent::Nudge(_) => "table-editor-do-steps-more",
            Intent::Interpolate(Direction::Horizontal) => "table-editor-do-horizontal",
            Intent::Interpolate(Direction::Vertical) => "table-editor-do-vertical",
            Intent::Interpolate(Direction::Both) => "table-editor-do-both",
            Intent::Smooth => "table-editor-do-smooth",
            Intent::Fill => "table-editor-do-fill",
            Intent::Round => "table-editor-do-round",
            Intent::Lock => "table-editor-do-lock",
            Intent::Copy => "table-editor-do-copy",
            Intent::Paste => "table-editor-do-paste",
            Intent::PasteSpecial => "table-editor-do-paste-special",
            Intent::Undo => "table-editor-do-undo",
            Intent::Redo => "table-editor-do-redo",
            Intent::Surface => "table-editor-do-surface",
            Intent::Follow => "table-editor-do-follow",
        }
    }

    /// The figure in its name, where it has one.
    pub const fn figure(self) -> Option<f64> {
        match self {
            Intent::Percent(n) | Intent::Amount(n) | Intent::Nudge(n) => Some(n.abs()),
            _ => None,
        }
    }

    /// Whether it changes the table.
    pub const fn is_edit(self) -> bool {
        matches!(
            self,
            Intent::Enter(_)
                | Intent::Percent(_)
                | Intent::Amount(_)
                | Intent::Nudge(_)
                | Intent::Interpolate(_)
                | Intent::Smooth
                | Intent::Fill
                | Intent::Round
                | Intent::Lock
                | Intent::Paste
                | Intent::PasteSpecial
        )
    }
}

/// A key and what it does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Binding {
    pub shortcut: Shortcut,
    pub intent: Intent,
}

const fn on(shortcut: Shortcut, intent: Intent) -> Binding {
    Binding { shortcut, intent }
}

const fn key(key: &'static str, intent: Intent) -> Binding {
    on(Shortcut::key(key), intent)
}

const fn ctrl(key: &'static str, intent: Intent) -> Binding {
    on(Shortcut::ctrl(key), intent)
}

const fn shift(key: &'static str, intent: Intent) -> Binding {
    on(Shortcut::key(key).shift(), intent)
}

const fn ctrl_shift(key: &'static str, intent: Intent) -> Binding {
    on(Shortcut::ctrl(key).shift(), intent)
}

/// What is the same in every dialect.
const COMMON: &[Binding] = &[
    key("ArrowUp", Intent::Move(Step::Up)),
    key("ArrowDown", Intent::Move(Step::Down)),
    key("ArrowLeft", Intent::Move(Step::Left)),
    key("ArrowRight", Intent::Move(Step::Right)),
    key("Home", Intent::Move(Step::RowStart)),
    key("End", Intent::Move(Step::RowEnd)),
    ctrl("Home", Intent::Move(Step::First)),
    ctrl("End", Intent::Move(Step::Last)),
    ctrl("ArrowLeft", Intent::Move(Step::RowStart)),
    ctrl("ArrowRight", Intent::Move(Step::RowEnd)),
    shift("ArrowUp", Intent::Extend(Step::Up)),
    shift("ArrowDown", Intent::Extend(Step::Down)),
    shift("ArrowLeft", Intent::Extend(Step::Left)),
    shift("ArrowRight", Intent::Extend(Step::Right)),
    shift("Home", Intent::Extend(Step::RowStart)),
    shift("End", Intent::Extend(Step::RowEnd)),
    ctrl_shift("Home", Intent::Extend(Step::First)),
    ctrl_shift("End", Intent::Extend(Step::Last)),
    ctrl_shift("ArrowUp", Intent::Extend(Step::Top)),
    ctrl_shift("ArrowDown", Intent::Extend(Step::Bottom)),
    ctrl_shift("ArrowLeft", Intent::Extend(Step::RowStart)),
    ctrl_shift("ArrowRight", Intent::Extend(Step::RowEnd)),
    ctrl("a", Intent::SelectAll),
    shift(" ", Intent::SelectRow),
    ctrl(" ", Intent::SelectColumn),
    key("Enter", Intent::Enter(EntryKind::Set)),
    key("F2", Intent::Enter(EntryKind::Set)),
    ctrl("c", Intent::Copy),
    ctrl("v", Intent::Paste),
    ctrl_shift("v", Intent::PasteSpecial),
    ctrl("z", Intent::Undo),
    ctrl("y", Intent::Redo),
    ctrl_shift("z", Intent::Redo),
    key("l", Intent::Lock),
    key("g", Intent::Fill),
    key("r", Intent::Round),
    key("f", Intent::Follow),
    on(Shortcut::key("3").alt(), Intent::Surface),
];

/// TunerStudio and MegaLogViewer.
const TUNER_STUDIO: &[Binding] = &[
    ctrl("ArrowUp", Intent::Move(Step::Top)),
    ctrl("ArrowDown", Intent::Move(Step::Bottom)),
    key("=", Intent::Enter(EntryKind::Set)),
    key("*", Intent::Enter(EntryKind::Multiply)),
    key("%", Intent::Enter(EntryKind::Percent)),
    key(">", Intent::Percent(1.0)),
    key(".", Intent::Percent(1.0)),
    key("<", Intent::Percent(-1.0)),
    key(",", Intent::Percent(-1.0)),
    key("-", Intent::Percent(-1.0)),
    ctrl(">", Intent::Percent(5.0)),
    ctrl(".", Intent::Percent(5.0)),
    ctrl("<", Intent::Percent(-5.0)),
    ctrl(",", Intent::Percent(-5.0)),
    key("+", Intent::Percent(10.0)),
    key("PageUp", Intent::Amount(0.1)),
    key("PageDown", Intent::Amount(-0.1)),
    shift("PageUp", Intent::Amount(1.0)),
    shift("PageDown", Intent::Amount(-1.0)),
    ctrl("PageUp", Intent::Amount(0.05)),
    ctrl("PageDown", Intent::Amount(-0.05)),
    on(Shortcut::key("PageUp").alt(), Intent::Amount(0.05)),
    on(Shortcut::key("PageDown").alt(), Intent::Amount(-0.05)),
    key("/", Intent::Interpolate(Direction::Both)),
    key("h", Intent::Interpolate(Direction::Horizontal)),
    key("v", Intent::Interpolate(Direction::Vertical)),
    key("s", Intent::Smooth),
    key("i", Intent::Enter(EntryKind::Add)),
    key("d", Intent::Enter(EntryKind::Subtract)),
];

const ROM_RAIDER: &[Binding] = &[
    ctrl("ArrowUp", Intent::Nudge(1.0)),
    ctrl("ArrowDown", Intent::Nudge(-1.0)),
    key("+", Intent::Nudge(5.0)),
    key("-", Intent::Nudge(-5.0)),
    key("=", Intent::Enter(EntryKind::Set)),
    key("*", Intent::Enter(EntryKind::Multiply)),
    key("%", Intent::Enter(EntryKind::Percent)),
    shift("i", Intent::Interpolate(Direction::Both)),
    shift("h", Intent::Interpolate(Direction::Horizontal)),
    shift("v", Intent::Interpolate(Direction::Vertical)),
    shift("s", Intent::Smooth),
    shift("a", Intent::Enter(EntryKind::Add)),
    shift("d", Intent::Enter(EntryKind::Subtract)),
    key("PageUp", Intent::Move(Step::PageUp)),
    key("PageDown", Intent::Move(Step::PageDown)),
    shift("PageUp", Intent::Extend(Step::PageUp)),
    shift("PageDown", Intent::Extend(Step::PageDown)),
];

/// Every key of a dialect, its own first.
pub fn bindings(dialect: Dialect) -> impl Iterator<Item = &'static Binding> {
    let own = match dialect {
        Dialect::TunerStudio => TUNER_STUDIO,
        Dialect::RomRaider => ROM_RAIDER,
    };
    own.iter().chain(COMMON)
}

/// What keys ask for.
pub fn intent(dialect: Dialect, pressed: &Pressed) -> Option<Intent> {
    bindings(dialect).find(|b| b.shortcut.matches(pressed)).map(|b| b.intent)
}

/// The sign with which a typed figure begins, unless the dialect has something else for it.
pub fn typed_figure(dialect: Dialect, pressed: &Pressed) -> Option<char> {
    let mut chars = pressed.key.chars();
    let (Some(sign), None) = (chars.next(), chars.next()) else { return None };
    let free = !pressed.ctrl && !pressed.meta && !pressed.alt;
    let begins = sign.is_ascii_digit() || matches!(sign, '.' | ',' | '-');
    (free && begins && intent(dialect, pressed).is_none()).then_some(sign)
}
