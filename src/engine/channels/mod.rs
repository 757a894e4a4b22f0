//! Canonical channels: what a column means, whatever its brand calls it.

pub mod aliases;
mod catalog;
pub mod resolve;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use catalog::{CATALOG, ChannelId};

use super::units::{Quantity, Unit};

/// Where a channel is filed in pickers and lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Group {
    Engine,
    Mixture,
    Fuel,
    Ignition,
    Boost,
    Temperatures,
    Pressures,
    Electrical,
    Driver,
    Motion,
    Position,
}

impl Group {
    /// Every group in the order in which it is shown.
    pub const ALL: [Group; 11] = [
        Group::Engine,
        Group::Mixture,
        Group::Fuel,
        Group::Ignition,
        Group::Boost,
        Group::Temperatures,
        Group::Pressures,
        Group::Electrical,
        Group::Driver,
        Group::Motion,
        Group::Position,
    ];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Group::Engine => "engine",
            Group::Mixture => "mixture",
            Group::Fuel => "fuel",
            Group::Ignition => "ignition",
            Group::Boost => "boost",
            Group::Temperatures => "temperatures",
            Group::Pressures => "pressures",
            Group::Electrical => "electrical",
            Group::Driver => "driver",
            Group::Motion => "motion",
            Group::Position => "position",
        }
    }
}

/// One canonical channel of the [`CATALOG`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChannelSpec {
    pub id: ChannelId,
    /// Stable name, used in storage, exports, tests and translation keys.
    pub slug: &'static str,
    pub quantity: Quantity,
    /// Range a sound sensor can report, in the base unit. Outside it a value is flagged, never dropped.
    pub plausible: (f64, f64),
    pub group: Group,
}

impl ChannelId {
    /// The catalogue entry.
    pub fn spec(self) -> &'static ChannelSpec {
        &CATALOG[self as usize]
    }

    /// Stable name.
    pub fn slug(self) -> &'static str {
        self.spec().slug
    }

    /// Unit in which its values are kept.
    pub fn base_unit(self) -> Unit {
        Unit::base(self.spec().quantity)
    }

    /// The channel with this slug.
    pub fn from_slug(slug: &str) -> Option<ChannelId> {
        CATALOG.iter().find(|s| s.slug == slug).map(|s| s.id)
    }
}

impl Serialize for ChannelId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.slug())
    }
}

impl<'de> Deserialize<'de> for ChannelId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let slug = String::deserialize(deserializer)?;
        ChannelId::from_slug(&slug).ok_or_else(|| serde::de::Error::custom(format!("unknown channel {slug}")))
    }
}

/// How a column is addressed: by its meaning, by the name its file gave it, or by the name the user gave to what is
/// worked out from others. Unique within a log.
///
/// As text a known channel is its slug, a custom one `x:` and its name, a math channel `m:` and its name; this form
/// stands in addresses, presets and annotations. So no file can bring a channel that is taken for one of the user's.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChannelKey {
    Known(ChannelId),
    Custom(String),
    /// Worked out from other channels by an expression of the user's; no file has it.
    Math(String),
}

impl ChannelKey {
    /// The canonical channel, if it is one.
    pub fn id(&self) -> Option<ChannelId> {
        match self {
            ChannelKey::Known(id) => Some(*id),
            ChannelKey::Custom(_) | ChannelKey::Math(_) => None,
        }
    }

    /// Whether it is worked out and not read from a file.
    pub fn is_math(&self) -> bool {
        matches!(self, ChannelKey::Math(_))
    }
}

impl From<ChannelId> for ChannelKey {
    fn from(id: ChannelId) -> Self {
        ChannelKey::Known(id)
    }
}

impl fmt::Display for ChannelKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChannelKey::Known(id) => f.write_str(id.slug()),
            ChannelKey::Custom(name) => write!(f, "x:{name}"),
            ChannelKey::Math(name) => write!(f, "m:{name}"),
        }
    }
}

/// The text names no channel.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no channel is called {0}")]
pub struct UnknownChannel(pub String);

impl FromStr for ChannelKey {
    type Err = UnknownChannel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(name) = text.strip_prefix("x:") {
            return Ok(ChannelKey::Custom(name.to_owned()));
        }
        if let Some(name) = text.strip_prefix("m:") {
            return Ok(ChannelKey::Math(name.to_owned()));
        }
        ChannelId::from_slug(text).map(ChannelKey::Known).ok_or_else(|| UnknownChannel(text.to_owned()))
    }
}

impl Serialize for ChannelKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ChannelKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
