//! The user's math channels as a list: its file, names for copies; and a range of engine speeds as a condition. Pure.

use serde::{Deserialize, Serialize};

use crate::engine::expr::{Expr, MAX_NAME, MathChannel, check_name};

/// What a file of math channels says it is.
const FORMAT: &str = "fueltune-math-channels";
const VERSION: u32 = 1;
/// Most channels of a file.
pub const MOST: usize = 500;

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    channels: Vec<MathChannel>,
}

/// Why a file brings no math channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It is something else, or damaged.
    NotOne,
    /// It is of a newer release.
    Newer,
    /// More than [`MOST`].
    Many,
    /// This one, from 1, has no name that a channel can have.
    Name(usize),
}

/// The channels as a file.
pub fn to_json(channels: &[MathChannel]) -> String {
    let file = File { format: FORMAT.to_owned(), version: VERSION, channels: channels.to_vec() };
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// The channels of a file. Whether an expression makes sense is up to the session in which it is looked at.
pub fn from_json(text: &str) -> Result<Vec<MathChannel>, FileError> {
    let file: File = serde_json::from_str(text).ok().ok_or(FileError::NotOne)?;
    if file.format != FORMAT {
        return Err(FileError::NotOne);
    }
    if file.version > VERSION {
        return Err(FileError::Newer);
    }
    if file.channels.len() > MOST {
        return Err(FileError::Many);
    }
    let named = |(i, channel): (usize, MathChannel)| {
        let name = check_name(&channel.name).ok().ok_or(FileError::Name(i + 1))?.to_owned();
        Ok(MathChannel { name, text: channel.text.trim().to_owned() })
    };
    file.channels.into_iter().enumerate().map(named).collect()
}

/// Whether two names are one to an expression.
pub fn is_same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// A name that is not taken: the name itself, else with a number behind it.
pub fn free_name(name: &str, taken: &[String]) -> String {
    let is_free = |name: &str| !taken.iter().any(|other| is_same(other, name));
    if is_free(name) {
        return name.to_owned();
    }
    let numbered = (2..).map(|n| {
        let suffix = format!(" {n}");
        let room = MAX_NAME - suffix.chars().count();
        let stem: String = name.chars().take(room).collect();
        format!("{}{suffix}", stem.trim_end())
    });
    numbered.into_iter().find(|name| is_free(name)).unwrap_or_default()
}

/// A condition parted into its range of engine speeds and the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpeedRange {
    pub rest: String,
    /// Base unit; both ends included.
    pub from: Option<f64>,
    pub to: Option<f64>,
}

impl SpeedRange {
    /// Reads `… and rpm >= 3000 and rpm <= 5000`; whatever is no such range is all rest.
    pub fn of(text: &str) -> Self {
        let all = || Self { rest: text.trim().to_owned(), from: None, to: None };
        let Ok(expr) = text.parse::<Expr>() else { return all() };
        let settled = expr.to_string();
        let (before, to) = end(&settled, "rpm <= ");
        let (rest, from) = end(before, "rpm >= ");
        let found = Self { rest: rest.to_owned(), from, to };
        // An `or` before it would make another condition of it.
        if found.text() == settled { found } else { all() }
    }

    /// The condition as text; empty where nothing is asked.
    pub fn text(&self) -> String {
        let mut parts = Vec::new();
        if !self.rest.is_empty() {
            parts.push(format!("({})", self.rest));
        }
        parts.extend(self.from.map(|from| format!("rpm >= {from}")));
        parts.extend(self.to.map(|to| format!("rpm <= {to}")));
        if parts.len() == 1 && !self.rest.is_empty() {
            return self.rest.clone();
        }
        let joined = parts.join(" and ");
        joined.parse::<Expr>().map_or(joined.clone(), |expr| expr.to_string())
    }
}

/// A text without its last comparison, and the figure in that.
fn end<'a>(text: &'a str, comparison: &str) -> (&'a str, Option<f64>) {
    let found = text.rfind(comparison).and_then(|at| {
        let figure: f64 = text[at + comparison.len()..].parse().ok()?;
        let before = &text[..at];
        Some((if before.is_empty() { before } else { before.strip_suffix(" and ")? }, figure))
    });
    found.map_or((text, None), |(before, figure)| (before, Some(figure)))
}
