//! The embedded text files and the bundles made of them.

use std::cell::OnceCell;

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
    ($( $name:literal: [$($prefix:literal),+] ),+ $(,)?) => {
        /// Every text file.
        pub const AREAS: &[Area] = &[ $( Area {
            name: $name,
            prefixes: &[$($prefix),+],
            en: include_str!(concat!("../../assets/i18n/en/", $name, ".ftl")),
            pt_br: include_str!(concat!("../../assets/i18n/pt-BR/", $name, ".ftl")),
        } ),+ ];
    };
}

areas! {
    "frame": ["frame-"],
    "errors": ["error-"],
    "channels": ["channel-", "group-"],
    "units": ["quantity-", "unit-"],
    "settings": ["settings-"],
    "diagnostics": ["diagnostics-"],
    "start": ["start-"],
    "vehicles": ["vehicles-"],
    "import": ["import-"],
    "formats": ["formats-"],
    "sessions": ["sessions-"],
    "explore": ["explore-"],
}

pub(super) type Bundle = FluentBundle<FluentResource>;

thread_local! {
    static BUNDLES: [OnceCell<&'static Bundle>; Lang::ALL.len()] = const { [const { OnceCell::new() }; Lang::ALL.len()] };
}

/// The parsed texts of a language; parsed on first use and kept as long as the page lives.
pub(super) fn bundle(lang: Lang) -> &'static Bundle {
    BUNDLES.with(|cells| *cells[lang as usize].get_or_init(|| Box::leak(Box::new(build(lang)))))
}

fn build(lang: Lang) -> Bundle {
    let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![id]);
    // Both languages are written from left to right, and the marks would end up in copied text.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| written(Lang::En, value),
        Lang::PtBr => |value, _| written(Lang::PtBr, value),
    }));
    for area in AREAS {
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
