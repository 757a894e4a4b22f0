//! From characters to tokens.

use super::error::{ExprError, ExprErrorKind, Place};
use crate::engine::units::{Quantity, Unit};

/// Characters of the longest expression that is read.
pub const MAX_CHARACTERS: usize = 4000;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// A number, its unit, and where the unit stands.
    Number(f64, Option<(Unit, Place)>),
    Name(String),
    /// `[Name as in the file]`.
    Bracketed(String),
    /// `"a state"`.
    Text(String),
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Caret,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Not,
    Open,
    Close,
    Comma,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub place: Place,
}

/// Whether a unit may stand behind a number: those of figures that an ECU measures, and whose sign is no operator.
pub(super) fn is_literal_unit(unit: Unit) -> bool {
    !unit.is_of_files()
        && !matches!(unit.quantity(), Quantity::AsLogged | Quantity::Flag | Quantity::Code | Quantity::Count)
}

/// The tokens, up to where the text makes no sense.
pub(super) fn scan(text: &str) -> (Vec<Token>, Option<ExprError>) {
    let chars: Vec<char> = text.chars().take(MAX_CHARACTERS + 1).collect();
    if chars.len() > MAX_CHARACTERS {
        let place = Place::new(MAX_CHARACTERS, MAX_CHARACTERS + 1);
        let kind = ExprErrorKind::TooLong { most: MAX_CHARACTERS as u32 };
        return (Vec::new(), Some(ExprError::new(place, kind)));
    }
    let mut scanner = Scanner { chars: &chars, at: 0 };
    let mut tokens = Vec::new();
    loop {
        scanner.skip_blanks();
        let start = scanner.at;
        match scanner.token() {
            Ok(Some(kind)) => tokens.push(Token { kind, place: Place::new(start, scanner.at) }),
            Ok(None) => return (tokens, None),
            Err(error) => return (tokens, Some(error)),
        }
    }
}

pub(super) fn starts_name(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

pub(super) fn continues_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What a unit is written with beside letters.
fn in_unit(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '°' | 'º' | '%' | '²' | '2' | '/' | '·' | '.' | '^' | '-')
}

/// Longest spelling of a unit, characters.
const UNIT_CHARACTERS: usize = 16;

struct Scanner<'a> {
    chars: &'a [char],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn skip_blanks(&mut self) {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn token(&mut self) -> Result<Option<TokenKind>, ExprError> {
        let Some(c) = self.peek(0) else { return Ok(None) };
        if c.is_ascii_digit() || (c == '.' && self.peek(1).is_some_and(|d| d.is_ascii_digit())) {
            return self.number().map(Some);
        }
        if starts_name(c) {
            return Ok(Some(self.name()));
        }
        if c == '[' {
            return self.bracketed().map(Some);
        }
        if c == '"' || c == '“' || c == '”' {
            return self.text().map(Some);
        }
        self.operator(c).map(Some)
    }

    fn operator(&mut self, c: char) -> Result<TokenKind, ExprError> {
        let (kind, length) = match (c, self.peek(1)) {
            ('<', Some('=')) => (TokenKind::LessEqual, 2),
            ('<', Some('>')) | ('!', Some('=')) => (TokenKind::NotEqual, 2),
            ('>', Some('=')) => (TokenKind::GreaterEqual, 2),
            ('=', Some('=')) => (TokenKind::Equal, 2),
            ('&', Some('&')) => (TokenKind::And, 2),
            ('|', Some('|')) => (TokenKind::Or, 2),
            ('<', _) => (TokenKind::Less, 1),
            ('>', _) => (TokenKind::Greater, 1),
            ('=', _) => (TokenKind::Equal, 1),
            ('!', _) => (TokenKind::Not, 1),
            ('≤', _) => (TokenKind::LessEqual, 1),
            ('≥', _) => (TokenKind::GreaterEqual, 1),
            ('≠', _) => (TokenKind::NotEqual, 1),
            ('+', _) => (TokenKind::Plus, 1),
            ('-' | '−', _) => (TokenKind::Minus, 1),
            ('*' | '×' | '·', _) => (TokenKind::Star, 1),
            ('/' | '÷', _) => (TokenKind::Slash, 1),
            ('%', _) => (TokenKind::Percent, 1),
            ('^', _) => (TokenKind::Caret, 1),
            ('(', _) => (TokenKind::Open, 1),
            (')', _) => (TokenKind::Close, 1),
            (',', _) => (TokenKind::Comma, 1),
            _ => {
                let place = Place::new(self.at, self.at + 1);
                return Err(ExprError::new(place, ExprErrorKind::Character { found: c }));
            }
        };
        self.at += length;
        Ok(kind)
    }

    fn digits(&mut self) {
        while self.peek(0).is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
    }

    fn number(&mut self) -> Result<TokenKind, ExprError> {
        let start = self.at;
        self.digits();
        if self.peek(0) == Some('.') {
            self.at += 1;
            self.digits();
        }
        if matches!(self.peek(0), Some('e' | 'E')) {
            let sign = usize::from(matches!(self.peek(1), Some('+' | '-')));
            if self.peek(1 + sign).is_some_and(|c| c.is_ascii_digit()) {
                self.at += 1 + sign;
                self.digits();
            }
        }
        let written: String = self.chars[start..self.at].iter().collect();
        let value = written.parse::<f64>().ok().filter(|x| x.is_finite());
        if self.peek(0) == Some('.') || value.is_none() {
            let place = Place::new(start, self.at + usize::from(self.peek(0) == Some('.')));
            return Err(ExprError::new(place, ExprErrorKind::Number));
        }
        let unit = self.unit();
        Ok(TokenKind::Number(value.unwrap_or(0.0), unit))
    }

    /// The unit behind a number, the longest that ends where a word ends.
    fn unit(&mut self) -> Option<(Unit, Place)> {
        let before = self.at;
        self.skip_blanks();
        let start = self.at;
        let run: Vec<char> =
            self.chars[start..].iter().copied().take(UNIT_CHARACTERS).take_while(|c| in_unit(*c)).collect();
        if run.first() == Some(&'%') && !self.means_remainder(start + 1) {
            self.at = start + 1;
            return Some((Unit::Percent, Place::new(start, self.at)));
        }
        if run.first().is_some_and(|c| c.is_alphabetic() || matches!(c, '°' | 'º')) {
            for length in (1..=run.len()).rev() {
                let ends = self.chars.get(start + length).is_none_or(|c| !continues_name(*c));
                let unit = Unit::parse(&run[..length].iter().collect::<String>());
                if let Some(unit) = unit.filter(|u| ends && is_literal_unit(*u)) {
                    self.at = start + length;
                    return Some((unit, Place::new(start, self.at)));
                }
            }
        }
        self.at = before;
        None
    }

    /// Whether what stands from `from` on, behind a number and `%`, is the divisor of a remainder: the start of a
    /// value. A sign is not: `50 % - x` takes x off fifty percent.
    fn means_remainder(&self, from: usize) -> bool {
        let mut rest = self.chars[from..].iter().copied().skip_while(|c| c.is_whitespace()).peekable();
        let Some(first) = rest.peek().copied() else { return false };
        if starts_name(first) {
            let word: String = rest.take_while(|c| continues_name(*c)).flat_map(char::to_lowercase).collect();
            return !matches!(word.as_str(), "and" | "or");
        }
        first.is_ascii_digit() || matches!(first, '.' | '(' | '[' | '"' | '“' | '”')
    }

    fn name(&mut self) -> TokenKind {
        let start = self.at;
        while self.peek(0).is_some_and(continues_name) {
            self.at += 1;
        }
        let name: String = self.chars[start..self.at].iter().collect();
        match name.to_lowercase().as_str() {
            "and" => TokenKind::And,
            "or" => TokenKind::Or,
            "not" => TokenKind::Not,
            _ => TokenKind::Name(name),
        }
    }

    /// `]]` inside is one bracket of the name.
    fn bracketed(&mut self) -> Result<TokenKind, ExprError> {
        let start = self.at;
        self.at += 1;
        let mut name = String::new();
        while let Some(c) = self.peek(0) {
            self.at += 1;
            if c != ']' {
                name.push(c);
            } else if self.peek(0) == Some(']') {
                self.at += 1;
                name.push(']');
            } else {
                return Ok(TokenKind::Bracketed(name));
            }
        }
        Err(ExprError::new(Place::new(start, self.at), ExprErrorKind::UnclosedName))
    }

    fn text(&mut self) -> Result<TokenKind, ExprError> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        while let Some(c) = self.peek(0) {
            self.at += 1;
            if matches!(c, '"' | '“' | '”') {
                return Ok(TokenKind::Text(text));
            }
            text.push(c);
        }
        Err(ExprError::new(Place::new(start, self.at), ExprErrorKind::UnclosedText))
    }
}
