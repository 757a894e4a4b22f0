//! What the list of vehicles shows: search and archive, both in the address. Pure.

use super::library::{Library, VehicleItem};
use super::route::Query;
use crate::engine::vehicle::clean_search;

/// Which vehicles are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VehicleFilter {
    /// As typed; cleaned when it is used.
    pub term: String,
    /// Archived ones too.
    pub archived: bool,
}

impl VehicleFilter {
    /// As it stands in the address.
    pub fn from_query(query: &Query) -> Self {
        Self {
            term: query.get("q").unwrap_or_default(),
            archived: query.get("archived").as_deref() == Some("1"),
        }
    }

    /// Into the address.
    pub fn to_query(&self) -> Query {
        Query::default().with("q", &self.term).with("archived", if self.archived { "1" } else { "" })
    }

    /// Whether a vehicle is listed: every word of the search is somewhere in it.
    pub fn admits(&self, item: &VehicleItem) -> bool {
        if item.archived && !self.archived {
            return false;
        }
        let words = fold(&clean_search(&self.term));
        if words.is_empty() {
            return true;
        }
        let v = &item.vehicle;
        let year = v.year.map(|y| y.to_string()).unwrap_or_default();
        let plate: String = v.plate.chars().filter(|c| *c != '-').collect();
        let text = fold(
            &[&v.name, &v.nickname, &v.make, &v.model, &year, &v.plate, &plate, &v.notes]
                .map(String::as_str)
                .join("\n"),
        );
        words.split_whitespace().all(|word| text.contains(word))
    }
}

/// The listed vehicles: those in use first, then by name.
pub fn listed<'a>(library: &'a Library, filter: &VehicleFilter) -> Vec<&'a VehicleItem> {
    let mut items: Vec<&VehicleItem> = library.vehicles().iter().filter(|item| filter.admits(item)).collect();
    items.sort_by_key(|item| item.archived);
    items
}

/// Lower case without the accents of the languages around here, so that `citroen` finds `Citroën`.
fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            other => other,
        })
        .collect()
}
