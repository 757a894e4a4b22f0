//! From a header to a channel.
//!
//! A name is folded (no diacritics, no case, no punctuation) and looked up among the [aliases](super::aliases). Only an
//! exact hit counts; what is merely similar is offered by [`suggest`] and never applied.

use crate::engine::order::sort_by;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::aliases::ALIASES;
use super::{CATALOG, ChannelId};

/// The form in which names are compared: lower case, Latin letters without diacritics, words and numbers apart, one
/// blank between them.
///
/// ```
/// use fueltune_analyzer::engine::channels::resolve::fold;
/// assert_eq!(fold("Pressão_de_Óleo"), "pressao de oleo");
/// assert_eq!(fold("PressaoDeOleo"), "pressao de oleo");
/// assert_eq!(fold("2-step"), fold("2 Step"));
/// assert_eq!(fold("lambda_1"), fold("Lambda1"));
/// ```
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut before = Kind::Break;
    for c in name.chars() {
        let kind = Kind::of(c);
        match kind {
            Kind::Dropped => continue,
            Kind::Break => {
                before = Kind::Break;
                continue;
            }
            _ => {}
        }
        let digits = (before == Kind::Digit) != (kind == Kind::Digit);
        let starts = before == Kind::Break || digits || (before == Kind::Lower && kind == Kind::Upper);
        if starts && !out.is_empty() {
            out.push(' ');
        }
        push_plain(c, &mut out);
        before = kind;
    }
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Break,
    Dropped,
    Lower,
    Upper,
    Digit,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Kind::Digit,
            // Combining marks and signs that stand for no word.
            '\u{300}'..='\u{36f}' | '°' | '\'' | '’' | '`' | '´' | '"' | '%' | '±' => Kind::Dropped,
            c if c.is_uppercase() => Kind::Upper,
            c if c.is_alphabetic() => Kind::Lower,
            _ => Kind::Break,
        }
    }
}

/// Appends a letter in lower case without its diacritics.
fn push_plain(c: char, out: &mut String) {
    for c in c.to_lowercase() {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ª' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' | 'ī' | 'ı' => out.push('i'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'º' => out.push('o'),
            'ù'..='ü' | 'ū' | 'ű' | 'ů' | 'µ' | 'μ' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ś' | 'š' => out.push('s'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ł' => out.push('l'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'λ' => out.push_str("lambda"),
            'δ' => out.push_str("delta"),
            // Upper case of a few letters decomposes into letter and mark.
            '\u{300}'..='\u{36f}' => {}
            c => out.push(c),
        }
    }
}

/// A name without the bracketed groups at its end, and those groups, the last one first.
///
/// ```
/// use fueltune_analyzer::engine::channels::resolve::split_groups;
/// assert_eq!(split_groups("MAP (Bar) [abs]"), ("MAP", vec!["abs", "Bar"]));
/// assert_eq!(split_groups("O2 (B1 S1) volts"), ("O2 (B1 S1) volts", vec![]));
/// ```
pub fn split_groups(name: &str) -> (&str, Vec<&str>) {
    let mut base = name.trim();
    let mut groups = Vec::new();
    while groups.len() < 3 {
        let open = match base.as_bytes().last() {
            Some(b')') => '(',
            Some(b']') => '[',
            _ => break,
        };
        let Some(at) = base.rfind(open) else { break };
        let inner = &base[at + 1..base.len() - 1];
        let before = base[..at].trim_end_matches(|c: char| c.is_whitespace() || c == '_');
        if before.is_empty() {
            break;
        }
        groups.push(inner.trim());
        base = before;
    }
    (base, groups)
}

/// A channel found by its name, and how far back in its list of names that name stands: 0 is the surest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub id: ChannelId,
    pub rank: u16,
}

struct Index {
    /// Channels by folded name without blanks: `SPARKADV` is `Spark adv`.
    names: BTreeMap<String, Hit>,
    /// Every name once more, for what is only similar.
    all: Vec<Name>,
}

struct Name {
    folded: String,
    words: Vec<String>,
    letters: [u8; LETTERS],
    id: ChannelId,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index { names: BTreeMap::new(), all: Vec::new() };
        let mut add = |name: &str, hit: Hit| {
            let folded = fold(name);
            index.names.entry(folded.replace(' ', "")).or_insert(hit);
            let words = folded.split(' ').map(str::to_owned).collect();
            index.all.push(Name { letters: letters(&folded), words, folded, id: hit.id });
        };
        for spec in CATALOG {
            add(spec.slug, Hit { id: spec.id, rank: 0 });
        }
        for (id, names) in ALIASES {
            for (rank, name) in names.iter().enumerate() {
                add(name, Hit { id: *id, rank: rank as u16 });
            }
        }
        index
    })
}

/// The channel that goes by this very name, whatever its spelling.
pub fn by_name(name: &str) -> Option<Hit> {
    index().names.get(&fold(name).replace(' ', "")).copied()
}

/// Likeness from which a channel is offered, 0 to 1.
const OFFERED: f64 = 0.6;
/// Likeness from which a channel is worth asking about.
pub const LIKELY: f64 = 0.8;

/// Channels with a similar name, the likeliest first, at most three, with their likeness from 0 to 1.
pub fn suggest(name: &str) -> Vec<(ChannelId, f64)> {
    let folded = fold(split_groups(name).0);
    if folded.len() < 3 || folded.len() > 64 {
        return Vec::new();
    }
    let words = folded.split(' ').map(str::to_owned).collect();
    let wanted = Name { letters: letters(&folded), words, folded, id: ChannelId::Rpm };
    let mut best: BTreeMap<ChannelId, f64> = BTreeMap::new();
    for name in &index().all {
        let score = likeness(&wanted, name);
        if score >= OFFERED {
            let entry = best.entry(name.id).or_insert(0.0);
            *entry = entry.max(score);
        }
    }
    let mut found: Vec<(ChannelId, f64)> = best.into_iter().collect();
    sort_by(&mut found, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(3);
    found
}

/// The better of shared words and shared letters. Names that differ in a number or have only one short word in common
/// are different things (`Lambda 1` and `Lambda 2`), however alike they look.
fn likeness(name: &Name, other: &Name) -> f64 {
    let numbers = |n: &Name| -> Vec<String> {
        n.words.iter().filter(|w| w.bytes().all(|b| b.is_ascii_digit())).cloned().collect()
    };
    // A word that one of them has twice is shared as often as the other has it.
    let times = |words: &[String], w: &String| words.iter().filter(|x| *x == w).count();
    let again = |i: usize, w: &String| times(&name.words[..i], w) >= times(&other.words, w);
    let shared: usize = name
        .words
        .iter()
        .enumerate()
        .filter(|(i, w)| w.len() > 1 && !again(*i, w))
        .map(|(_, w)| w.len())
        .sum();
    let all: usize = name.words.iter().chain(&other.words).map(String::len).sum();
    let by_words = if shared >= 3 { 2.0 * shared as f64 / all.max(1) as f64 } else { 0.0 };
    let longest = name.folded.len().max(other.folded.len());
    // Letters that one has and the other has not are at least as many edits: most names are out by that alone.
    let (mut here, mut there) = (0usize, 0usize);
    for (a, b) in name.letters.iter().zip(&other.letters) {
        here += usize::from(a.saturating_sub(*b));
        there += usize::from(b.saturating_sub(*a));
    }
    let possible = 1.0 - here.max(there) as f64 / longest.max(1) as f64;
    if by_words < OFFERED && (possible < OFFERED || longest < 5) {
        return 0.0;
    }
    let (mine, theirs) = (numbers(name), numbers(other));
    // The first of several often goes without its number.
    let plain = |n: &[String]| n.is_empty() || n == ["1"];
    if mine != theirs && !(plain(&mine) && plain(&theirs)) {
        return 0.0;
    }
    if longest < 5 || possible < OFFERED {
        return by_words;
    }
    by_words.max(1.0 - distance(name.folded.as_bytes(), other.folded.as_bytes()) as f64 / longest as f64)
}

/// Letters and digits are counted, everything else together.
const LETTERS: usize = 37;

fn letters(folded: &str) -> [u8; LETTERS] {
    let mut counts = [0u8; LETTERS];
    for b in folded.bytes() {
        let place = match b {
            b'a'..=b'z' => usize::from(b - b'a'),
            b'0'..=b'9' => 26 + usize::from(b - b'0'),
            _ => 36,
        };
        counts[place] = counts[place].saturating_add(1);
    }
    counts
}

/// Edits from one text to the other (Levenshtein, one row kept).
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
