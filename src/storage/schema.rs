//! Every store and every index, in one place.
//!
//! The builder **deletes** each store and index that is not declared when the version rises. So nothing leaves this
//! list before a release has moved its data elsewhere, and what leaves is named in [`DROPPED`].

use std::fmt;

/// Name of the database.
pub const DB_NAME: &str = "fueltune";
/// Rises with every change of [`STORES`].
pub const DB_VERSION: u32 = 4;

macro_rules! stores {
    ($( $(#[$doc:meta])* $store:ident, $name:literal, $key:expr, $indexes:expr; )*) => {
        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Store { $( $(#[$doc])* $store ),* }

        /// All of them, as they are declared to the database.
        pub const STORES: &[StoreSpec] = &[ $( StoreSpec {
            store: Store::$store,
            name: $name,
            key: $key,
            indexes: $indexes,
        } ),* ];
    };
}

/// How a store is declared.
#[derive(Clone, Copy, Debug)]
pub struct StoreSpec {
    pub store: Store,
    pub name: &'static str,
    /// Fields that make up the key.
    pub key: &'static [&'static str],
    /// Fields that can be searched; an index is called like its field.
    pub indexes: &'static [&'static str],
}

stores! {
    Vehicles, "vehicles", &["id"], &["name"];
    /// What the list of sessions shows.
    Sessions, "sessions", &["id"], &["source_hash", "vehicle"];
    /// What only an open session shows: channels, issues, quality.
    Details, "details", &["id"], &[];
    /// Time bases, by the `data` of a session.
    Axes, "axes", &["data", "index"], &[];
    /// Samples and pyramids, one record per column, by the `data` of a session.
    Columns, "columns", &["data", "index"], &[];
    /// Original files, compressed, by the `data` of a session.
    Originals, "originals", &["data"], &[];
    Annotations, "annotations", &["id"], &["session"];
    /// What the user said about columns, by header signature.
    Mappings, "mappings", &["signature"], &[];
    /// Channels that the user works out from others, for every session.
    Channels, "channels", &["id"], &[];
    /// Safety rules that the user changed or wrote, for every vehicle or for one.
    Rules, "rules", &["id"], &[];
    /// Tables of calibrations that are edited here.
    Tables, "tables", &["id"], &["vehicle"];
    /// Versions of tables, which are never changed.
    Snapshots, "snapshots", &["id"], &["table"];
    /// Tables as they are being edited, with their undo and redo; a draft is called like its table.
    Drafts, "drafts", &["id"], &[];
    Settings, "settings", &["key"], &[];
    /// Computed results, by the `data` of a session.
    Results, "results", &["data", "request"], &[];
    /// What is known about the database itself.
    Meta, "meta", &["key"], &[];
}

/// Stores and indexes (`store` or `store.index`) that a version took away, after their data had moved.
pub const DROPPED: &[(u32, &str)] = &[];

impl Store {
    /// The declaration.
    pub fn spec(self) -> &'static StoreSpec {
        &STORES[self as usize]
    }

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The store with this name.
    pub fn from_name(name: &str) -> Option<Store> {
        STORES.iter().find(|s| s.name == name).map(|s| s.store)
    }

    /// Stores whose records are large and belong to the worker.
    pub fn is_bulk(self) -> bool {
        matches!(self, Store::Axes | Store::Columns | Store::Originals | Store::Results)
    }
}

impl fmt::Display for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The declaration for the builder, also of a list that is not ours (tests of upgrades).
pub(super) fn object_stores(stores: &[StoreSpec]) -> impl Iterator<Item = rexie::ObjectStore> + '_ {
    stores.iter().map(|spec| {
        let store = match spec.key {
            [one] => rexie::ObjectStore::new(spec.name).key_path(one),
            many => rexie::ObjectStore::new(spec.name).key_path_array(many.iter().copied()),
        };
        spec.indexes.iter().fold(store, |store, field| store.add_index(rexie::Index::new(field, field)))
    })
}
