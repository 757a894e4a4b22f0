//! What the names of FTManager's tables say. Its files call a table `FuncTables.Func_GearEnrich_NEW_Table`; here that is
//! an enrichment by gear and engine speed. Words for people are made of it above the engine.

mod by;
mod rules;

pub use by::By;
use rules::{RENEWED, RULES};

use super::Bank;

/// Gear a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForGear {
    Neutral,
    Gear(u32),
}

/// What a name tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What the table is about; one of [`subjects`].
    pub subject: &'static str,
    /// At most two.
    pub by: Vec<By>,
    pub bank: Option<Bank>,
    pub gear: Option<ForGear>,
    /// Which of several: the second waste gate, the third stage.
    pub number: Option<u32>,
    /// A form of an older firmware, beside which its file has a newer one.
    pub older: bool,
}

/// Everything a table may be about, for translations.
pub fn subjects() -> Vec<&'static str> {
    let mut all: Vec<&'static str> = RULES.iter().flat_map(|rules| rules.iter()).map(|rule| rule.1).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What a name of FTManager tells; `None` where it is not one that is known.
pub fn told(name: &str) -> Option<Told> {
    let short = name.rsplit_once('.').map_or(name, |(_, short)| short);
    let (mut legacy, mut new, mut bank) = (false, false, None);
    let mut words: Vec<&str> = Vec::new();
    for word in short.split('_') {
        match word {
            "Table" => {}
            "Legacy" => legacy = true,
            "NEW" => new = true,
            "A" if short.starts_with("Inj_") => bank = Some(Bank::A),
            "B" if short.starts_with("Inj_") => bank = Some(Bank::B),
            _ => words.push(word.strip_suffix("Table").filter(|rest| !rest.is_empty()).unwrap_or(word)),
        }
    }
    let stem = words.join("_");
    let mut rules = RULES.iter().flat_map(|rules| rules.iter());
    let ((_, subject, by), found) = rules.find_map(|rule| read(rule.0, &stem).map(|found| (rule, found)))?;
    let mut by = by.to_vec();
    if legacy {
        // The older form is a curve over the first of them.
        by.truncate(1);
    }
    let older = legacy || (!new && RENEWED.contains(&stem.as_str()));
    Some(Told { subject, by, bank, gear: found.gear, number: found.number, older })
}

/// What stands at the signs of a pattern.
#[derive(Default)]
struct Found {
    number: Option<u32>,
    gear: Option<ForGear>,
}

/// Reads a name by a pattern, sign by sign.
fn read(pattern: &str, name: &str) -> Option<Found> {
    let mut found = Found::default();
    let mut rest = name;
    for sign in pattern.chars() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        match sign {
            '@' if rest.starts_with('N') => {
                found.gear = Some(ForGear::Neutral);
                rest = &rest[1..];
            }
            '#' | '@' => {
                let n = rest[..digits].parse().ok()?;
                if sign == '#' {
                    found.number = Some(n);
                } else {
                    found.gear = Some(ForGear::Gear(n));
                }
                rest = &rest[digits..];
            }
            _ => rest = rest.strip_prefix(sign)?,
        }
    }
    rest.is_empty().then_some(found)
}
