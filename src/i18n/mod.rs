//! Languages: texts, numbers, units, dates. Pure; knows `engine` types only.
//!
//! Texts live in `assets/i18n/<language>/<area>.ftl` (Fluent) and are embedded. A key starts with its area's
//! prefix (see [`catalog::AREAS`]), so areas never clash. English stands in for a text that is missing elsewhere.

pub mod catalog;
pub mod date;
pub mod number;
pub mod units;

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};
use serde::{Deserialize, Serialize};

use crate::engine::channels::{ChannelKey, Group};
use crate::engine::units::Quantity;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    #[serde(rename = "en")]
    En,
    #[serde(rename = "pt-BR")]
    PtBr,
}

impl Lang {
    /// Every language, in the order in which it is offered.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::PtBr];

    /// The tag of the `lang` attribute (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::PtBr => "pt-BR",
        }
    }

    /// Its own name, as its speakers write it.
    pub const fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::PtBr => "Português (Brasil)",
        }
    }

    /// The language that a tag such as `pt`, `pt-PT` or `en-GB` asks for, if there is one.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Lang::ALL
            .into_iter()
            .find(|l| l.tag().split('-').next().is_some_and(|own| own.eq_ignore_ascii_case(primary)))
    }
}

/// A value put into a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Decides the plural form and is written as the language writes numbers, with up to three decimals.
    Number(f64),
    /// A count of bytes, written with the unit that fits.
    Bytes(f64),
    /// Stands as it is; use it for figures that were formatted with their unit.
    Text(Cow<'static, str>),
    /// Channels by their keys with commas between, written by their names.
    Channels(String),
}

macro_rules! arg_from_number {
    ($($t:ty),*) => { $( impl From<$t> for Arg { fn from(n: $t) -> Self { Arg::Number(n as f64) } } )* };
}
#[allow(clippy::cast_lossless, reason = "one macro for narrow and wide numbers")]
mod arg_numbers {
    use super::Arg;
    arg_from_number!(u8, u16, u32, u64, usize, i32, i64, f32, f64);
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(Cow::Owned(text))
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(Cow::Owned(text.to_owned()))
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Arg::Text(Cow::Owned(text.clone()))
    }
}

impl From<Cow<'static, str>> for Arg {
    fn from(text: Cow<'static, str>) -> Self {
        Arg::Text(text)
    }
}

/// A text that is still to be put into words: its key and arguments. Stores and errors carry these, so that what is
/// on screen follows a change of language.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub key: Cow<'static, str>,
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A text without arguments.
    pub const fn new(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), args: Vec::new() }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// Turns keys into texts of one language. A small copyable handle; the parsed files are kept per thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct I18n {
    pub lang: Lang,
}

impl I18n {
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The text of a key without arguments. An unknown key is logged and stands for itself.
    pub fn t(self, key: &str) -> Cow<'static, str> {
        self.lookup(key, None)
    }

    /// The text of a key with arguments. See the macro [`t!`](crate::t).
    pub fn t_args(self, key: &str, args: &[(&'static str, Arg)]) -> Cow<'static, str> {
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Number(n) => fluent.set(*name, FluentValue::from(*n)),
                Arg::Bytes(n) => fluent.set(*name, FluentValue::from(number::bytes(self.lang, *n))),
                Arg::Text(text) => fluent.set(*name, FluentValue::String(text.clone())),
                Arg::Channels(keys) => fluent.set(*name, FluentValue::from(self.channels(keys))),
            }
        }
        self.lookup(key, Some(&fluent))
    }

    /// A message in words.
    pub fn message(self, message: &Message) -> Cow<'static, str> {
        if message.args.is_empty() { self.t(&message.key) } else { self.t_args(&message.key, &message.args) }
    }

    /// Whether the language itself (not its stand-in) has this key.
    pub fn has(self, key: &str) -> bool {
        catalog::find(self.lang, |bundle| bundle.has_message(key).then_some(())).is_some()
    }

    /// The name of a channel: translated where its meaning is known, else as its file wrote it.
    pub fn channel(self, key: &ChannelKey) -> Cow<'static, str> {
        match key {
            ChannelKey::Known(id) => self.t(&format!("channel-{}", id.slug())),
            ChannelKey::Custom(name) | ChannelKey::Math(name) => Cow::Owned(name.clone()),
        }
    }

    /// The names of channels whose keys stand with commas between.
    fn channels(self, keys: &str) -> String {
        let name = |key: &str| key.parse().map_or(Cow::Owned(key.to_owned()), |key| self.channel(&key));
        keys.split(", ").map(name).collect::<Vec<_>>().join(", ")
    }

    /// The name of a group of channels.
    pub fn group(self, group: Group) -> Cow<'static, str> {
        self.t(&format!("group-{}", group.slug()))
    }

    /// The name of a quantity.
    pub fn quantity(self, quantity: Quantity) -> Cow<'static, str> {
        self.t(units::quantity_key(quantity))
    }

    fn lookup(self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        for lang in [self.lang, Lang::En] {
            let found = catalog::find(lang, |bundle| {
                Some((bundle, bundle.get_message(key).and_then(|message| message.value())?))
            });
            let Some((bundle, pattern)) = found else { continue };
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, args, &mut errors);
            if !errors.is_empty() {
                tracing::warn!(target: "i18n", key, lang = lang.tag(), ?errors, "text with missing arguments");
            }
            return match text {
                Cow::Borrowed(text) => Cow::Borrowed(text),
                Cow::Owned(text) => Cow::Owned(text),
            };
        }
        tracing::warn!(target: "i18n", key, "no such text");
        Cow::Owned(key.to_owned())
    }
}

/// `t!(i18n, "key")`, `t!(i18n, "key", n = rows, name = session.name)`: the text as `Cow<'static, str>`.
#[macro_export]
macro_rules! t {
    ($i18n:expr, $key:expr) => { $i18n.t($key) };
    ($i18n:expr, $key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $i18n.t_args($key, &[$((stringify!($name), $crate::i18n::Arg::from($value))),+])
    };
}

/// `message!("key", n = rows)`: a [`Message`](crate::i18n::Message) to be put into words where it is shown.
#[macro_export]
macro_rules! message {
    ($key:expr) => { $crate::i18n::Message::new($key) };
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::Message::new($key)$(.with(stringify!($name), $value))+
    };
}
