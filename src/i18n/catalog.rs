//! The embedded text files and the bundles made of them.

use std::cell::{OnceCell, RefCell};

use fluent_bundle::{FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Lang, number};

/// One file per language with the texts of one part of the application.
pub struct Area {
    /// Name of the file, without its ending.
    pub name: &'static str,
    /// Every key of the file starts with one of these.
    pub prefixes: &'static [&'static str],
    en: &'static str,
    pt_br: &'static str,
}

impl Area {
    /// The file in a language.
    pub const fn source(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::PtBr => self.pt_br,
        }
    }
}

macro_rules! areas {
    ($( $area:ident $name:literal: [$($prefix:literal),+] ),+ $(,)?) => {
        $(
            pub static $area: Area = Area {
                name: $name,
                prefixes: &[$($prefix),+],
                en: include_str!(concat!("../../assets/i18n/en/", $name, ".ftl")),
                pt_br: include_str!(concat!("../../assets/i18n/pt-BR/", $name, ".ftl")),
            };
        )+

        /// Every text file.
        pub const AREAS: &[&Area] = &[$(&$area),+];
    };
}

areas! {
    FRAME "frame": ["frame-"],
    ERRORS "errors": ["error-"],
    CHANNELS "channels": ["channel-", "group-"],
    UNITS "units": ["quantity-", "unit-"],
    SETTINGS "settings": ["settings-"],
    DIAGNOSTICS "diagnostics": ["diagnostics-"],
    START "start": ["start-"],
    VEHICLES "vehicles": ["vehicles-"],
    IMPORT "import": ["import-"],
    MAPPING "mapping": ["import-map-", "import-status-", "import-doubt-", "import-why-key-", "import-why-unit-", "import-line-"],
    FORMATS "formats": ["formats-"],
    SESSIONS "sessions": ["sessions-"],
    EXPLORE "explore": ["explore-"],
    EXPR "expr": ["expr-"],
    MATH "math": ["math-"],
    ANALYSIS "analysis": [
        "analysis-", "segment-", "finding-", "reason-", "note-", "param-", "measure-", "standard-", "validity-", "check-",
        "motion-", "ve-source-"
    ],
    FINDINGS "findings": ["safety-", "verdict-", "recommend-", "load-", "trend-"],
    COMPARE "compare": ["compare-", "key-figure-"],
    REPORTS "reports": ["reports-"],
    RULES "rules": ["rules-"],
    TRENDS "trends": ["trends-"],
    TABLES "tables": ["tables-"],
    TABLE_EDITOR "table-editor": ["table-editor-"],
    BASE_MAPS "base-maps": ["base-maps-"],
    TABLE_NAMES "table-names": ["table-name-"],
}

/// Those that are wanted before any page is fetched, or by the first pages of all.
const AT_START: &[&Area] = &[&FRAME, &ERRORS, &CHANNELS, &UNITS, &START, &IMPORT, &SESSIONS];
/// Those that come with the part of the program that speaks them, where the program is in parts: it calls [`add`].
#[cfg(not(feature = "split"))]
pub const WITH_PARTS: &[&Area] = &[
    &SETTINGS,
    &DIAGNOSTICS,
    &VEHICLES,
    &FORMATS,
    &MAPPING,
    &EXPLORE,
    &EXPR,
    &MATH,
    &ANALYSIS,
    &FINDINGS,
    &COMPARE,
    &REPORTS,
    &RULES,
    &TRENDS,
    &TABLES,
    &TABLE_EDITOR,
    &BASE_MAPS,
    &TABLE_NAMES,
];

pub(super) type Bundle = FluentBundle<FluentResource>;

/// Areas parsed together, by language; parsed on first use and kept as long as the page lives.
struct Shelf {
    areas: &'static [&'static Area],
    bundles: [OnceCell<&'static Bundle>; Lang::ALL.len()],
}

impl Shelf {
    fn new(areas: &'static [&'static Area]) -> Self {
        Self { areas, bundles: Default::default() }
    }

    fn bundle(&self, lang: Lang) -> &'static Bundle {
        self.bundles[lang as usize].get_or_init(|| Box::leak(Box::new(build(lang, self.areas))))
    }
}

thread_local! {
    /// The first is that of the start.
    static SHELVES: RefCell<Vec<Shelf>> = RefCell::new(first_shelves());
}

fn first_shelves() -> Vec<Shelf> {
    vec![
        Shelf::new(AT_START),
        #[cfg(not(feature = "split"))]
        Shelf::new(WITH_PARTS),
    ]
}

/// Adds the texts of a part of the program. Only there may they be named: elsewhere they may not have come yet.
#[cfg_attr(not(feature = "split"), expect(dead_code, reason = "everything is there from the start"))]
pub(crate) fn add(areas: &'static [&'static Area]) {
    SHELVES.with_borrow_mut(|shelves| {
        if !areas.is_empty() && !shelves.iter().any(|shelf| std::ptr::eq(shelf.areas, areas)) {
            shelves.push(Shelf::new(areas));
        }
    });
}

/// Hands each bundle of a language that is here to `look` until it finds something.
pub(super) fn find<T>(lang: Lang, mut look: impl FnMut(&'static Bundle) -> Option<T>) -> Option<T> {
    SHELVES.with_borrow(|shelves| shelves.iter().find_map(|shelf| look(shelf.bundle(lang))))
}

fn build(lang: Lang, areas: &[&Area]) -> Bundle {
    let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![id]);
    // Both languages are written from left to right, and the marks would end up in copied text.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| written(Lang::En, value),
        Lang::PtBr => |value, _| written(Lang::PtBr, value),
    }));
    for area in areas {
        let resource = match FluentResource::try_new(area.source(lang).to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                tracing::error!(target: "i18n", area = area.name, lang = lang.tag(), ?errors, "text file has errors");
                resource
            }
        };
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(target: "i18n", area = area.name, lang = lang.tag(), ?errors, "text file has repeated keys");
        }
    }
    bundle
}

fn written(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(n) => {
            let least = n.options.minimum_fraction_digits.unwrap_or(0);
            let most = n.options.maximum_fraction_digits.unwrap_or(3).max(least);
            Some(number::flexible(lang, n.value, least as u8, most as u8))
        }
        _ => None,
    }
}
