//! What a table is compared with while it is edited; it stands in the address.

use crate::app::route::Query;

const KEY: &str = "ref";
const VERSION: &str = "v:";
const TABLE: &str = "t:";

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reference {
    /// The version it was worked on from.
    #[default]
    Base,
    /// Another of its versions.
    Version(String),
    /// Another table, as it is now.
    Table(String),
}

impl Reference {
    /// As an address asks it.
    pub fn read(query: &Query) -> Self {
        query.get(KEY).and_then(|text| Self::from_slug(&text)).unwrap_or_default()
    }

    /// Into the address; keys of others are kept.
    pub fn write(&self, query: Query) -> Query {
        query.with(KEY, self.slug())
    }

    /// As it stands in the address and in lists; nothing for the version it was worked on from.
    pub fn slug(&self) -> String {
        match self {
            Reference::Base => String::new(),
            Reference::Version(id) => format!("{VERSION}{id}"),
            Reference::Table(id) => format!("{TABLE}{id}"),
        }
    }

    /// What is called so.
    pub fn from_slug(slug: &str) -> Option<Self> {
        if slug.is_empty() {
            return Some(Reference::Base);
        }
        let id = |prefix| slug.strip_prefix(prefix).filter(|id: &&str| !id.is_empty()).map(str::to_owned);
        id(VERSION).map(Reference::Version).or_else(|| id(TABLE).map(Reference::Table))
    }
}
