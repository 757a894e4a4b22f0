//! The user's settings: one record, every field with a default, so that an old record reads in a new version.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::maps::TablePrefs;
use super::store::Reduce;
use crate::engine::units::Unit;
use crate::engine::vehicle::clean;
use crate::i18n::Lang;
use crate::i18n::units::{Mixture, Preset, UnitPrefs};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    Dark,
    Light,
}

impl Theme {
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Dark, Theme::Light];

    /// As it stands in the mirror and in the page's attribute.
    pub const fn slug(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Dark => "dark",
            Theme::Light => "light",
        }
    }

    /// The theme called so.
    pub fn from_slug(slug: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|t| t.slug() == slug)
    }

    /// Key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            Theme::System => "settings-theme-system",
            Theme::Dark => "settings-theme-dark",
            Theme::Light => "settings-theme-light",
        }
    }
}

/// How the page looks at this moment: what the user chose and what the system asks for, brought together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShownTheme {
    pub light: bool,
    /// The system asks for more contrast.
    pub contrast: bool,
}

/// When an import stops to show what was understood of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Review {
    #[default]
    WhenDoubtful,
    Always,
}

impl Review {
    pub const ALL: [Review; 2] = [Review::WhenDoubtful, Review::Always];

    /// Key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            Review::WhenDoubtful => "settings-review-doubtful",
            Review::Always => "settings-review-always",
        }
    }
}

/// Everything the user can choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Version of the record.
    pub v: u32,
    pub lang: Lang,
    pub theme: Theme,
    pub units: UnitPrefs,
    /// When an import asks before it stores.
    pub review: Review,
    /// A new session belongs to the selected vehicle.
    pub assign_selected_vehicle: bool,
    /// Whether the original file is kept beside what was read from it.
    pub keep_originals: bool,
    /// Largest original that is kept, MB.
    pub keep_originals_mb: u32,
    /// Who makes the reports.
    pub tuner: String,
    /// A picture for their head, as a `data:image/…` address.
    pub logo: Option<String>,
    /// How tables are shown and which keys edit them.
    pub tables: TablePrefs,
}

impl Settings {
    pub const VERSION: u32 = 1;
    /// Limits of [`Settings::keep_originals_mb`].
    pub const KEEP_ORIGINALS_MB: std::ops::RangeInclusive<u32> = 1..=2000;

    /// Longest [`Settings::tuner`], characters.
    pub const TUNER_MOST: usize = 80;

    /// The defaults for someone whose browser prefers these languages.
    pub fn for_languages<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        let lang = tags.into_iter().find_map(Lang::from_tag).unwrap_or_default();
        let preset = if lang == Lang::PtBr { Preset::MotorsportBr } else { Preset::Metric };
        Self { lang, units: UnitPrefs { preset, ..UnitPrefs::default() }, ..Self::default() }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            v: Self::VERSION,
            lang: Lang::default(),
            theme: Theme::default(),
            units: UnitPrefs::default(),
            review: Review::default(),
            assign_selected_vehicle: true,
            keep_originals: true,
            keep_originals_mb: 50,
            tuner: String::new(),
            logo: None,
            tables: TablePrefs::default(),
        }
    }
}

/// What can be done to the settings.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingsAction {
    /// As read from storage, from a backup or from another tab.
    Replace(Settings),
    Lang(Lang),
    Theme(Theme),
    /// A preset; single choices are dropped.
    Preset(Preset),
    /// A single unit for its quantity.
    Unit(Unit),
    Mixture(Mixture),
    Review(Review),
    AssignSelectedVehicle(bool),
    KeepOriginals(bool),
    KeepOriginalsMb(u32),
    Tuner(String),
    Logo(Option<String>),
    Tables(TablePrefs),
}

impl Reduce for Settings {
    type Action = SettingsAction;

    fn reduce(self: Rc<Self>, action: SettingsAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            SettingsAction::Replace(settings) => next = settings,
            SettingsAction::Lang(lang) => next.lang = lang,
            SettingsAction::Theme(theme) => next.theme = theme,
            SettingsAction::Preset(preset) => {
                next.units.preset = preset;
                next.units.overrides.clear();
            }
            SettingsAction::Unit(unit) => next.units = next.units.with_unit(unit),
            SettingsAction::Mixture(mixture) => next.units.mixture = mixture,
            SettingsAction::Review(review) => next.review = review,
            SettingsAction::AssignSelectedVehicle(on) => next.assign_selected_vehicle = on,
            SettingsAction::KeepOriginals(on) => next.keep_originals = on,
            SettingsAction::KeepOriginalsMb(mb) => {
                next.keep_originals_mb =
                    mb.clamp(*Self::KEEP_ORIGINALS_MB.start(), *Self::KEEP_ORIGINALS_MB.end());
            }
            SettingsAction::Tuner(name) => {
                next.tuner = clean(&name).chars().take(Self::TUNER_MOST).collect();
            }
            SettingsAction::Logo(logo) => next.logo = logo,
            SettingsAction::Tables(tables) => next.tables = tables,
        }
        if next == *self { self } else { Rc::new(next) }
    }
}
