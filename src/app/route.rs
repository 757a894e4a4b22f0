//! Addresses: the part behind `#`. Pure; [`crate::app::navigation`] talks to the browser.
//!
//! What can be shared stands in the address: page, session, tab, channels, time range. The query's values keep their
//! percent encoding, so that a list may hold items with commas.

use std::fmt::{self, Write as _};

/// A tab of a session's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SessionTab {
    #[default]
    Overview,
    Explore,
    Analysis,
    Data,
}

impl SessionTab {
    pub const ALL: [SessionTab; 4] =
        [SessionTab::Overview, SessionTab::Explore, SessionTab::Analysis, SessionTab::Data];

    /// As it stands in the address.
    pub const fn slug(self) -> &'static str {
        match self {
            SessionTab::Overview => "overview",
            SessionTab::Explore => "explore",
            SessionTab::Analysis => "analysis",
            SessionTab::Data => "data",
        }
    }
}

/// A tab of a table's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TableTab {
    #[default]
    Edit,
    History,
}

impl TableTab {
    pub const ALL: [TableTab; 2] = [TableTab::Edit, TableTab::History];

    /// As it stands in the address.
    pub const fn slug(self) -> &'static str {
        match self {
            TableTab::Edit => "edit",
            TableTab::History => "history",
        }
    }
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Route {
    #[default]
    Start,
    Vehicles,
    Vehicle(String),
    /// How a vehicle's key figures go.
    VehicleTrends(String),
    Import,
    Formats,
    Sessions,
    Session(String, SessionTab),
    /// Tables of calibrations.
    Tables,
    Table(String, TableTab),
    /// Sessions side by side; which ones stands in the query.
    Compare,
    Reports,
    /// The report of a session.
    Report(String),
    /// The safety rules.
    Rules,
    Settings,
    Diagnostics,
    /// An address that names no page; kept to be shown.
    Unknown(String),
}

impl Route {
    fn parse(path: &str) -> Route {
        let parts: Vec<String> = path.split('/').filter(|p| !p.is_empty()).map(decode).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            [] => Route::Start,
            ["vehicles"] => Route::Vehicles,
            ["vehicles", id] => Route::Vehicle((*id).to_owned()),
            ["vehicles", id, "trends"] => Route::VehicleTrends((*id).to_owned()),
            ["import"] => Route::Import,
            ["formats"] => Route::Formats,
            ["sessions"] => Route::Sessions,
            ["sessions", id] => Route::Session((*id).to_owned(), SessionTab::default()),
            ["sessions", id, tab] => match SessionTab::ALL.into_iter().find(|t| t.slug() == *tab) {
                Some(tab) => Route::Session((*id).to_owned(), tab),
                None => Route::Unknown(path.to_owned()),
            },
            ["tables"] => Route::Tables,
            ["tables", id] => Route::Table((*id).to_owned(), TableTab::default()),
            ["tables", id, tab] => match TableTab::ALL.into_iter().find(|t| t.slug() == *tab) {
                Some(tab) => Route::Table((*id).to_owned(), tab),
                None => Route::Unknown(path.to_owned()),
            },
            ["compare"] => Route::Compare,
            ["reports"] => Route::Reports,
            ["reports", id] => Route::Report((*id).to_owned()),
            ["rules"] => Route::Rules,
            ["settings"] => Route::Settings,
            ["diagnostics"] => Route::Diagnostics,
            _ => Route::Unknown(path.to_owned()),
        }
    }

    /// The entry of the navigation this page belongs to: a session's page belongs to the list of sessions.
    #[must_use]
    pub fn section(&self) -> Route {
        match self {
            Route::Vehicle(_) | Route::VehicleTrends(_) => Route::Vehicles,
            Route::Session(..) => Route::Sessions,
            Route::Table(..) => Route::Tables,
            Route::Report(_) => Route::Reports,
            other => other.clone(),
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Route::Start => f.write_str("/"),
            Route::Vehicles => f.write_str("/vehicles"),
            Route::Vehicle(id) => write!(f, "/vehicles/{}", encode(id)),
            Route::VehicleTrends(id) => write!(f, "/vehicles/{}/trends", encode(id)),
            Route::Import => f.write_str("/import"),
            Route::Formats => f.write_str("/formats"),
            Route::Sessions => f.write_str("/sessions"),
            Route::Session(id, SessionTab::Overview) => write!(f, "/sessions/{}", encode(id)),
            Route::Session(id, tab) => write!(f, "/sessions/{}/{}", encode(id), tab.slug()),
            Route::Tables => f.write_str("/tables"),
            Route::Table(id, TableTab::Edit) => write!(f, "/tables/{}", encode(id)),
            Route::Table(id, tab) => write!(f, "/tables/{}/{}", encode(id), tab.slug()),
            Route::Compare => f.write_str("/compare"),
            Route::Reports => f.write_str("/reports"),
            Route::Report(id) => write!(f, "/reports/{}", encode(id)),
            Route::Rules => f.write_str("/rules"),
            Route::Settings => f.write_str("/settings"),
            Route::Diagnostics => f.write_str("/diagnostics"),
            Route::Unknown(path) => f.write_str(path),
        }
    }
}

/// The view's state in the address: `?ch=rpm,map_gauge&t=12.5,30`. Keeps its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads what stands behind the question mark. A repeated key counts once, the last value wins.
    pub fn parse(text: &str) -> Query {
        let mut query = Query::default();
        for pair in text.split('&').filter(|p| !p.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            query.put(&decode(key), value.to_owned());
        }
        query
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<String> {
        self.raw(key).map(decode)
    }

    /// The value of a key as a number; not a number is as good as absent.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.get(key)?.parse().ok().filter(|n: &f64| n.is_finite())
    }

    /// The value of a key as a list separated by commas.
    pub fn list(&self, key: &str) -> Vec<String> {
        match self.raw(key) {
            Some(raw) => raw.split(',').filter(|item| !item.is_empty()).map(decode).collect(),
            None => Vec::new(),
        }
    }

    /// The value of a key as two numbers, `12.5,30`.
    pub fn pair(&self, key: &str) -> Option<(f64, f64)> {
        let items = self.list(key);
        let [a, b] = items.as_slice() else { return None };
        let (a, b): (f64, f64) = (a.parse().ok()?, b.parse().ok()?);
        (a.is_finite() && b.is_finite()).then_some((a, b))
    }

    /// The same with a value; an empty one removes the key.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl fmt::Display) -> Query {
        let raw = encode(&value.to_string());
        self.put(key, raw);
        self
    }

    /// The same with a list; an empty one removes the key.
    #[must_use]
    pub fn with_list<I: AsRef<str>>(mut self, key: &str, items: impl IntoIterator<Item = I>) -> Query {
        let items: Vec<String> = items.into_iter().map(|item| encode(item.as_ref())).collect();
        self.put(key, items.join(","));
        self
    }

    /// The same with two numbers.
    #[must_use]
    pub fn with_pair(self, key: &str, a: f64, b: f64) -> Query {
        self.with_list(key, [a.to_string(), b.to_string()])
    }

    /// The same without a key.
    #[must_use]
    pub fn without(mut self, key: &str) -> Query {
        self.0.retain(|(k, _)| k != key);
        self
    }

    fn raw(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    fn put(&mut self, key: &str, raw: String) {
        if raw.is_empty() {
            self.0.retain(|(k, _)| k != key);
        } else if let Some(slot) = self.0.iter_mut().find(|(k, _)| k == key) {
            slot.1 = raw;
        } else {
            self.0.push((key.to_owned(), raw));
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (key, raw)) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_char('&')?;
            }
            write!(f, "{}={raw}", encode(key))?;
        }
        Ok(())
    }
}

/// A page and its view's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    pub route: Route,
    pub query: Query,
}

impl Location {
    /// Reads `#/sessions/ID/explore?ch=rpm`; the `#` may be missing.
    pub fn parse(hash: &str) -> Location {
        let text = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        Location { route: Route::parse(path), query: Query::parse(query) }
    }

    /// The same page with another state.
    #[must_use]
    pub fn with_query(self, query: Query) -> Location {
        Location { query, ..self }
    }
}

impl From<Route> for Location {
    fn from(route: Route) -> Self {
        Location { route, query: Query::default() }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.route)?;
        if !self.query.is_empty() {
            write!(f, "?{}", self.query)?;
        }
        Ok(())
    }
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' => {
                out.push(char::from(byte));
            }
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    out
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = escaped {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
