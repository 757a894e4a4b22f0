//! A brand as a table of facts: what its files are known by, what its names and figures mean.

use super::info::FormatInfo;
use super::{Claim, Format, Head, Naming};
use crate::engine::channels::ChannelId;
use crate::engine::channels::resolve::{fold, split_groups};
use crate::engine::import::options::{Delimiter, SourceUnit, TimeUnit};
use crate::engine::import::report::FormatReason;
use crate::engine::import::text::clock;
use crate::engine::import::text::layout::{HeaderColumn, TextLayout};
use crate::engine::import::units::of_name;
use crate::engine::units::Quantity;

/// Names of a brand by channel; where two columns are the same channel, the earlier name gets it.
pub(crate) type Names = &'static [(ChannelId, &'static [&'static str])];

/// One brand's way to write logs, where it takes no more than the reader of delimited texts and these facts.
pub(crate) struct Profile {
    pub info: FormatInfo,
    /// One of them is enough.
    pub signs: &'static [Sign],
    /// The brand's names, as far as they are no common ones.
    pub names: Names,
    /// Names of gauge pressures that the brand tells as absolute pressures.
    pub absolute: Names,
    /// The brand's names that are no channel, though they are called like one.
    pub own: &'static [&'static str],
    /// Units that the file does not tell.
    pub units: &'static [(ChannelId, SourceUnit)],
    /// Temperatures in °C that stand for a sensor that is not there.
    pub no_sensor: &'static [f64],
    /// The unit of time, where the file does not tell it.
    pub time: Option<TimeUnit>,
    /// Cells are empty where a channel had no new sample.
    pub own_rates: bool,
    /// How the header cell begins that is the program's remark and no channel.
    pub remark: Option<&'static str>,
    /// What stands before the date of the log in the lines before the rows; two where date and time have a line each.
    pub started: &'static [&'static str],
}

/// What a format is known by.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sign {
    /// A line before the rows begins so, signs around it left out.
    Line(&'static str),
    /// The line of names begins so, to the letter.
    Header(&'static str),
    /// A cell of the line of names begins so.
    Cell(&'static str),
    /// The line of names has all of these cells.
    Cells(&'static [&'static str]),
    /// The line of names has all of these cells, with this between them.
    CellsBetween(Delimiter, &'static [&'static str]),
    /// The time column is called so, and so many of these names are there, to the letter but for units.
    Names(&'static str, usize, &'static [&'static str]),
    /// The time column is called so, and most other names are paths.
    Paths(&'static str),
    /// The time column is called so and counts in whole numbers, every other name ends with a unit in brackets.
    Bracketed(&'static str),
}

impl Profile {
    /// A format of which nothing but its list entry is known.
    pub const fn new(info: FormatInfo) -> Self {
        Self {
            info,
            signs: &[],
            names: &[],
            absolute: &[],
            own: &[],
            units: &[],
            no_sensor: &[],
            time: None,
            own_rates: false,
            remark: None,
            started: &[],
        }
    }

    /// What a name means, whatever its unit and spelling.
    fn find(&self, name: &str) -> Naming {
        let (base, ..) = of_name(name);
        for wanted in [name, base.as_str(), split_groups(name).0] {
            let wanted = key(wanted);
            if self.own.iter().any(|own| key(own) == wanted) {
                return Naming::Own;
            }
            let among = |names: Names| {
                names.iter().find_map(|(id, of)| {
                    of.iter().position(|n| key(n) == wanted).map(|rank| (*id, rank as u16))
                })
            };
            if let Some((id, rank)) = among(self.names) {
                return Naming::Among(id, rank);
            }
            if let Some((id, _)) = among(self.absolute) {
                return Naming::Absolute(id);
            }
        }
        Naming::Unknown
    }
}

impl Sign {
    const fn confidence(self) -> u8 {
        match self {
            Sign::Line(_) => 98,
            Sign::Header(_) | Sign::Cell(_) => 96,
            Sign::Cells(_) | Sign::CellsBetween(..) => 90,
            Sign::Names(..) | Sign::Paths(_) | Sign::Bracketed(_) => 85,
        }
    }

    const fn reason(self) -> FormatReason {
        match self {
            Sign::Line(_) | Sign::Header(_) => FormatReason::Signature,
            _ => FormatReason::ColumnNames,
        }
    }

    /// Whether a file shows it.
    fn shown(self, head: &Head<'_>, table: &TextLayout) -> bool {
        let has = |cells: &[&str]| cells.iter().all(|c| table.columns.iter().any(|column| column.name == *c));
        let timed = |name| table.columns.get(table.time).is_some_and(|c| c.name == name);
        let others = || table.columns.iter().enumerate().filter(|(i, _)| *i != table.time).map(|(_, c)| c);
        match self {
            Sign::Line(start) => head.preamble().any(|l| bare(&l).starts_with(start)),
            Sign::Header(start) => {
                head.lines.as_ref().is_some_and(|l| l.letters(table.header_line).starts_with(start))
            }
            Sign::Cell(start) => table.columns.iter().any(|c| c.name.starts_with(start)),
            Sign::Cells(cells) => has(cells),
            Sign::CellsBetween(delimiter, cells) => table.delimiter == delimiter && has(cells),
            Sign::Names(time, least, of) => {
                let typical = |c: &&HeaderColumn| {
                    of.contains(&c.name.as_str()) || of.contains(&of_name(&c.name).0.as_str())
                };
                timed(time) && table.columns.iter().filter(typical).count() >= least
            }
            Sign::Paths(time) => {
                let paths = others().filter(|c| c.name.contains('/') && !c.name.contains(' ')).count();
                timed(time) && paths * 2 > others().count()
            }
            Sign::Bracketed(time) => {
                let whole = |row: &Vec<String>| {
                    row.get(table.time).is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit()))
                };
                timed(time)
                    && others().count() > 1
                    && others().all(|c| c.name.is_empty() || c.name.ends_with(')'))
                    && table.sample.iter().all(whole)
            }
        }
    }
}

/// A name without blanks, signs, diacritics and case.
fn key(name: &str) -> String {
    fold(name).replace(' ', "")
}

/// A line without the signs that frame it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '#' | '*' | '\u{feff}'))
}

impl Format for Profile {
    fn slug(&self) -> &'static str {
        self.info.slug
    }

    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        let table = head.table.as_ref()?;
        let found = self.signs.iter().filter(|sign| sign.shown(head, table));
        let best = found.max_by_key(|sign| sign.confidence())?;
        Some(Claim { confidence: best.confidence(), reason: best.reason() })
    }

    fn started(&self, head: &Head<'_>) -> Option<f64> {
        let mut words = Vec::new();
        for start in self.started {
            let line = head.preamble().find_map(|l| bare(&l).strip_prefix(start).map(str::to_owned))?;
            let value = line.split('"').next().unwrap_or_default();
            words.push(value.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned());
        }
        // What follows in the line after a comma is another remark.
        let text = words.join(" ");
        let moment =
            clock::date(&text).or_else(|| clock::date(text.split(',').next().unwrap_or_default()))?;
        moment.certain.then_some(moment.seconds)
    }

    fn own_rates(&self) -> bool {
        self.own_rates
    }

    fn is_remark(&self, name: &str) -> bool {
        self.remark.is_some_and(|start| name.starts_with(start))
    }

    fn naming(&self, name: &str) -> Naming {
        self.find(name)
    }

    fn unit(&self, id: ChannelId) -> Option<SourceUnit> {
        self.units.iter().find(|(of, _)| *of == id).map(|(_, unit)| *unit)
    }

    fn time_unit(&self) -> Option<TimeUnit> {
        self.time
    }

    fn sentinels(&self, id: ChannelId) -> &'static [f64] {
        if id.spec().quantity == Quantity::Temperature { self.no_sensor } else { &[] }
    }
}
