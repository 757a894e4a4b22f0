//! What could be written next.

use serde::{Deserialize, Serialize};

use super::error::{ExprErrorKind, Place};
use super::functions::Function;
use super::scope::{NamedChannel, Names};
use super::token::{Token, TokenKind, continues_name, is_literal_unit, scan, starts_name};
use crate::engine::channels::ChannelKey;
use crate::engine::channels::resolve::fold;
use crate::engine::units::Unit;

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    Channel,
    Function,
    Constant,
    Operator,
    Unit,
    Table,
    /// A state of a channel that holds text.
    State,
}

/// Something that could stand at the cursor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    pub kind: SuggestionKind,
    /// What it is called: a slug, a header, a symbol; of a function its signature.
    pub label: String,
    /// The header of a channel as written in the file.
    pub source: Option<String>,
    /// Unit of a channel's or table's values.
    pub unit: Option<Unit>,
    /// What to write in the place of the characters of `place`.
    pub insert: String,
    pub place: Place,
}

/// The call the cursor is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallHelp {
    /// Name of the function; see [`Function::from_name`].
    pub function: String,
    pub signature: String,
    /// Which argument is being written, from 0.
    pub argument: u32,
}

/// What is offered at a cursor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Completion {
    /// The most fitting first.
    pub suggestions: Vec<Suggestion>,
    pub call: Option<CallHelp>,
}

/// Suggestions of one list.
const MOST: usize = 40;
const CONSTANTS: [&str; 5] = ["true", "false", "pi", "time", "missing"];
const OPERATORS: [&str; 2] = ["and", "or"];
/// A unit that fits comes before what any word fits (see [`rank`]).
const UNIT_RANK: u32 = 1;

/// What could stand at `cursor`, counted in characters.
pub fn complete(text: &str, cursor: usize, names: &Names) -> Completion {
    let chars: Vec<char> = text.chars().collect();
    let cursor = cursor.min(chars.len());
    let before: String = chars[..cursor].iter().collect();
    let (tokens, error) = scan(&before);
    let calls = open_calls(&tokens);
    let call = calls.iter().rev().find_map(|(function, argument)| {
        let function = (*function)?;
        let (slug, signature) = (function.slug().to_owned(), function.signature().to_owned());
        Some(CallHelp { function: slug, signature, argument: *argument })
    });
    // What follows the cursor belongs to the word that is being written.
    let tail = chars[cursor..].iter().take_while(|c| continues_name(**c)).count();
    let mut list = List { names, found: Vec::new(), place: Place::new(cursor, cursor + tail) };
    match error.map(|e| (e.kind, e.place.at as usize)) {
        Some((ExprErrorKind::UnclosedName, start)) => {
            let closes = usize::from(chars.get(cursor + tail) == Some(&']'));
            list.place = Place::new(start, cursor + tail + closes);
            list.bracketed(&chars[start + 1..cursor].iter().collect::<String>());
        }
        Some((ExprErrorKind::UnclosedText, start)) => {
            list.place = Place::new(start, cursor);
            list.states(&tokens, &chars[start + 1..cursor].iter().collect::<String>());
        }
        Some(_) => {}
        None => list.at_token(&tokens, calls.last().copied(), cursor),
    }
    Completion { suggestions: list.finish(), call }
}

/// The parentheses that are open, each with its function and the argument reached.
fn open_calls(tokens: &[Token]) -> Vec<(Option<Function>, u32)> {
    let mut open = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        match &token.kind {
            TokenKind::Open => {
                let before = i.checked_sub(1).map(|i| &tokens[i].kind);
                let function = match before {
                    Some(TokenKind::Name(name)) => Function::from_name(name),
                    _ => None,
                };
                open.push((function, 0));
            }
            TokenKind::Close => {
                open.pop();
            }
            TokenKind::Comma => {
                if let Some((_, argument)) = open.last_mut() {
                    *argument += 1;
                }
            }
            _ => {}
        }
    }
    open
}

fn ends_value(token: Option<&Token>) -> bool {
    token.is_some_and(|t| {
        matches!(
            t.kind,
            TokenKind::Number(..)
                | TokenKind::Name(_)
                | TokenKind::Bracketed(_)
                | TokenKind::Text(_)
                | TokenKind::Close
        )
    })
}

struct List<'a> {
    names: &'a Names,
    found: Vec<(u32, Suggestion)>,
    place: Place,
}

impl List<'_> {
    fn at_token(&mut self, tokens: &[Token], call: Option<(Option<Function>, u32)>, cursor: usize) {
        let (last, earlier) = match tokens.split_last() {
            Some((last, earlier)) if last.place.end() as usize == cursor => (Some(last), earlier),
            _ => (None, tokens),
        };
        match last.map(|t| &t.kind) {
            Some(TokenKind::Name(word)) => {
                let word = word.clone();
                self.place.len += self.place.at - last.map_or(self.place.at, |t| t.place.at);
                self.place.at = last.map_or(self.place.at, |t| t.place.at);
                self.word(earlier.last(), call, &word);
            }
            Some(TokenKind::Number(_, Some((unit, place)))) => {
                let written = unit.symbol();
                self.place.len += self.place.at - place.at;
                self.place.at = place.at;
                self.units(|u| u.symbol().to_lowercase().starts_with(&written.to_lowercase()));
            }
            // A number or a closed name may go on, but not as a suggestion.
            Some(TokenKind::Number(_, None) | TokenKind::Bracketed(_) | TokenKind::Text(_)) => {}
            Some(_) => self.word(last, call, ""),
            None => self.word(earlier.last(), call, ""),
        }
    }

    /// A word of which `word` is written, behind `before`.
    fn word(&mut self, before: Option<&Token>, call: Option<(Option<Function>, u32)>, word: &str) {
        if let Some(Token { kind: TokenKind::Number(_, None), .. }) = before {
            let timed = call.is_some_and(|(f, argument)| argument == 1 && f.is_some_and(takes_time));
            let folded = word.to_lowercase();
            if !word.is_empty() {
                self.units(|unit| unit.symbol().to_lowercase().trim_start_matches('°').starts_with(&folded));
            } else if timed {
                self.units(|unit| matches!(unit, Unit::Seconds | Unit::Milliseconds));
            }
        }
        if ends_value(before) {
            for operator in OPERATORS {
                self.offer(SuggestionKind::Operator, operator, &[operator], word, operator.to_owned());
            }
            return;
        }
        if matches!(call, Some((Some(Function::Lookup), 0))) {
            self.tables(word);
            return;
        }
        self.channels(word);
        for function in Function::ALL {
            let insert = format!("{}(", function.slug());
            self.offer(SuggestionKind::Function, function.signature(), &[function.slug()], word, insert);
        }
        for constant in CONSTANTS {
            self.offer(SuggestionKind::Constant, constant, &[constant], word, constant.to_owned());
        }
    }

    fn offer(&mut self, kind: SuggestionKind, label: &str, names: &[&str], word: &str, insert: String) {
        if let Some(rank) = names.iter().filter_map(|name| rank(name, word)).min() {
            let place = self.place;
            let label = label.to_owned();
            self.found.push((rank, Suggestion { kind, label, source: None, unit: None, insert, place }));
        }
    }

    fn channels(&mut self, word: &str) {
        for channel in &self.names.channels {
            let label = match channel.key.id() {
                Some(id) => id.slug(),
                None => channel.source.as_str(),
            };
            self.offer_channel(channel, label, word, written(self.names, channel));
        }
    }

    fn bracketed(&mut self, word: &str) {
        for channel in &self.names.channels {
            self.offer_channel(channel, &channel.source, word, bracketed(&channel.source));
        }
    }

    fn offer_channel(&mut self, channel: &NamedChannel, label: &str, word: &str, insert: String) {
        let before = self.found.len();
        self.offer(SuggestionKind::Channel, label, &[label, &channel.source], word, insert);
        if let Some((_, suggestion)) = self.found.get_mut(before) {
            suggestion.source = Some(channel.source.clone());
            suggestion.unit = Some(channel.unit);
        }
    }

    fn tables(&mut self, word: &str) {
        for table in &self.names.tables {
            let name = table.name.as_str();
            let insert = if is_word(name) { name.to_owned() } else { bracketed(name) };
            let before = self.found.len();
            self.offer(SuggestionKind::Table, name, &[name], word, insert);
            if let Some((_, suggestion)) = self.found.get_mut(before) {
                suggestion.unit = Some(table.unit);
            }
        }
    }

    fn units(&mut self, wanted: impl Fn(&Unit) -> bool) {
        for unit in Unit::ALL.iter().copied().filter(|u| is_literal_unit(*u)).filter(wanted) {
            let (kind, symbol, place) = (SuggestionKind::Unit, unit.symbol().to_owned(), self.place);
            let (insert, label) = (symbol.clone(), symbol);
            let suggestion = Suggestion { kind, label, source: None, unit: None, insert, place };
            self.found.push((UNIT_RANK, suggestion));
        }
    }

    /// States of the channel that an opened text is compared with.
    fn states(&mut self, tokens: &[Token], word: &str) {
        let [.., channel, operator] = tokens else { return };
        if !matches!(operator.kind, TokenKind::Equal | TokenKind::NotEqual) {
            return;
        }
        let found = match &channel.kind {
            TokenKind::Name(name) => self.names.bare(name, channel.place),
            TokenKind::Bracketed(name) => self.names.bracketed(name, channel.place),
            _ => return,
        };
        let states = found.ok().and_then(|channel| channel.states.as_ref());
        for state in states.into_iter().flatten() {
            self.offer(SuggestionKind::State, state, &[state], word, format!("\"{state}\""));
        }
    }

    fn finish(mut self) -> Vec<Suggestion> {
        self.found
            .sort_by(|a, b| (a.0, a.1.kind, a.1.label.as_str()).cmp(&(b.0, b.1.kind, b.1.label.as_str())));
        self.found.into_iter().take(MOST).map(|(_, suggestion)| suggestion).collect()
    }
}

fn takes_time(function: Function) -> bool {
    function.signature().ends_with(", s)") || matches!(function, Function::Min | Function::Max)
}

/// How well a name fits what is written; `None` if not at all.
fn rank(name: &str, word: &str) -> Option<u32> {
    if word.trim().is_empty() {
        return Some(4);
    }
    let (name, word) = (name.to_lowercase(), word.to_lowercase());
    if name == word {
        return Some(0);
    }
    if name.starts_with(&word) {
        return Some(1);
    }
    let (name, word) = (fold(&name), fold(&word));
    if word.is_empty() {
        return None;
    }
    if name.split(' ').any(|part| part.starts_with(&word)) || name.starts_with(&word) {
        Some(2)
    } else {
        name.contains(&word).then_some(3)
    }
}

fn is_word(name: &str) -> bool {
    name.chars().next().is_some_and(starts_name) && name.chars().all(continues_name)
}

fn bracketed(name: &str) -> String {
    format!("[{}]", name.replace(']', "]]"))
}

/// A channel as short as it can be written without being taken for another.
fn written(names: &Names, channel: &NamedChannel) -> String {
    if let ChannelKey::Known(id) = channel.key {
        return id.slug().to_owned();
    }
    let name = channel.source.as_str();
    let reserved = ["and", "or", "not", "on", "off"].iter().chain(&CONSTANTS);
    let free =
        Function::from_name(name).is_none() && reserved.into_iter().all(|r| !name.eq_ignore_ascii_case(r));
    let same = names.bare(name, Place::default()).is_ok_and(|found| found.key == channel.key);
    if is_word(name) && free && same { name.to_owned() } else { bracketed(name) }
}
