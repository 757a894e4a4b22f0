//! How a report is made, whatever it is about: which of its parts, in which language, on which paper.

use crate::app::route::Query;
use crate::i18n::Lang;
use crate::report::document::Paper;

/// What can stand in a report or be left out.
pub trait Choosable: Copy + PartialEq + 'static {
    /// In the order in which they stand.
    const ALL: &'static [Self];

    /// Stable name, used in addresses.
    fn slug(self) -> &'static str;
}

/// It stands in the address.
#[derive(Clone, Debug, PartialEq)]
pub struct Form<P> {
    /// Parts that are left out, in their order.
    pub without: Vec<P>,
    /// The language of the page where none is chosen.
    pub lang: Option<Lang>,
    pub paper: Paper,
}

impl<P> Default for Form<P> {
    fn default() -> Self {
        Self { without: Vec::new(), lang: None, paper: Paper::default() }
    }
}

impl<P: Choosable> Form<P> {
    /// As an address says it.
    pub fn read(query: &Query) -> Self {
        let without = query.list("without");
        Self {
            without: P::ALL.iter().copied().filter(|p| without.iter().any(|slug| slug == p.slug())).collect(),
            lang: query.get("lang").and_then(|tag| Lang::ALL.into_iter().find(|l| l.tag() == tag)),
            paper: query
                .get("paper")
                .and_then(|slug| Paper::ALL.into_iter().find(|p| p.slug() == slug))
                .unwrap_or_default(),
        }
    }

    /// The same in an address, beside what else stands there.
    #[must_use]
    pub fn write(&self, query: Query) -> Query {
        let paper = if self.paper == Paper::default() { "" } else { self.paper.slug() };
        query
            .with_list("without", self.without.iter().map(|p| p.slug()))
            .with("lang", self.lang.map_or("", Lang::tag))
            .with("paper", paper)
    }

    pub fn has(&self, part: P) -> bool {
        !self.without.contains(&part)
    }

    /// The same with a part, or without it.
    #[must_use]
    pub fn with(mut self, part: P, on: bool) -> Self {
        self.without.retain(|p| *p != part);
        if !on {
            self.without.push(part);
        }
        self.without.sort_by_key(|p| P::ALL.iter().position(|other| other == p));
        self
    }
}
