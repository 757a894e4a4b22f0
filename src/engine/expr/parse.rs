//! From tokens to a tree: operators by binding power (Pratt, Top Down Operator Precedence, 1973).

use super::ast::{BinaryOp, NEGATE, NOT, Node, Sign, Term};
use super::error::{Expectation, ExprError, ExprErrorKind, Place};
use super::functions::Function;
use super::scope::near;
use super::token::{Token, TokenKind, scan};

/// Levels of the deepest tree that is read. Every step that walks a tree is bounded by it.
pub const MAX_DEPTH: u32 = 100;

/// The tree of a text.
pub(super) fn parse(text: &str) -> Result<Node, ExprError> {
    let (tokens, error) = scan(text);
    if let Some(error) = error {
        return Err(error);
    }
    let end = text.trim_end().chars().count();
    let mut parser = Parser { tokens: &tokens, at: 0, end, open: 0 };
    if tokens.is_empty() {
        return Err(ExprError::new(Place::new(0, text.chars().count()), ExprErrorKind::Empty));
    }
    let (node, _) = parser.expression(0)?;
    match parser.peek() {
        None => Ok(node),
        Some(token) if token.kind == TokenKind::Comma && parser.parts_digits(parser.at) => {
            Err(ExprError::new(token.place, ExprErrorKind::DecimalComma))
        }
        Some(token) => Err(parser.expected(token.place, Expectation::Operator)),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    /// Characters of the text.
    end: usize,
    /// Calls of itself under way.
    open: u32,
}

/// A part and the levels of its tree.
type Part = (Node, u32);

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    /// Where the next token stands, or the end.
    fn here(&self) -> Place {
        self.peek().map_or(Place::new(self.end, self.end), |t| t.place)
    }

    fn expected(&self, place: Place, what: Expectation) -> ExprError {
        // A word right behind a number was meant as its unit.
        let before = self.at.checked_sub(1).and_then(|i| self.tokens.get(i));
        if what == Expectation::Operator || what == Expectation::CommaOrClosing {
            let number = before.is_some_and(|t| matches!(t.kind, TokenKind::Number(_, None)));
            if let (true, Some(Token { kind: TokenKind::Name(name), .. })) = (number, self.peek()) {
                return ExprError::new(place, ExprErrorKind::UnknownUnit { name: name.clone() });
            }
        }
        ExprError::new(place, ExprErrorKind::Expected { what })
    }

    /// Whether the comma at this token stands right between digits.
    fn parts_digits(&self, comma: usize) -> bool {
        let (Some(before), Some(after)) = (comma.checked_sub(1), self.tokens.get(comma + 1)) else {
            return false;
        };
        let (before, comma) = (&self.tokens[before], &self.tokens[comma]);
        matches!(before.kind, TokenKind::Number(_, None))
            && matches!(after.kind, TokenKind::Number(..))
            && before.place.end() == comma.place.at
            && comma.place.end() == after.place.at
    }

    fn checked(node: Node, depth: u32) -> Result<Part, ExprError> {
        if depth > MAX_DEPTH {
            return Err(ExprError::new(node.place, ExprErrorKind::TooDeep { most: MAX_DEPTH }));
        }
        Ok((node, depth))
    }

    /// What binds at least as tightly as `least`.
    fn expression(&mut self, least: u8) -> Result<Part, ExprError> {
        self.open += 1;
        if self.open > MAX_DEPTH {
            return Err(ExprError::new(self.here(), ExprErrorKind::TooDeep { most: MAX_DEPTH }));
        }
        let mut left = self.prefix()?;
        while let Some(op) = self.operator() {
            let (sign, bound) = (self.here(), op.binding());
            if bound < least {
                break;
            }
            self.at += 1;
            let right = self.expression(if op == BinaryOp::Power { bound } else { bound + 1 })?;
            if op.is_comparison() && self.operator().is_some_and(BinaryOp::is_comparison) {
                return Err(ExprError::new(self.here(), ExprErrorKind::Chain));
            }
            let place = left.0.place.to(right.0.place);
            let depth = left.1.max(right.1) + 1;
            let term = Term::Binary(op, Sign(sign), Box::new(left.0), Box::new(right.0));
            left = Self::checked(Node { place, term }, depth)?;
        }
        self.open -= 1;
        Ok(left)
    }

    fn operator(&self) -> Option<BinaryOp> {
        Some(match self.peek()?.kind {
            TokenKind::Or => BinaryOp::Or,
            TokenKind::And => BinaryOp::And,
            TokenKind::Less => BinaryOp::Less,
            TokenKind::LessEqual => BinaryOp::LessEqual,
            TokenKind::Greater => BinaryOp::Greater,
            TokenKind::GreaterEqual => BinaryOp::GreaterEqual,
            TokenKind::Equal => BinaryOp::Equal,
            TokenKind::NotEqual => BinaryOp::NotEqual,
            TokenKind::Plus => BinaryOp::Add,
            TokenKind::Minus => BinaryOp::Subtract,
            TokenKind::Star => BinaryOp::Multiply,
            TokenKind::Slash => BinaryOp::Divide,
            TokenKind::Percent => BinaryOp::Remainder,
            TokenKind::Caret => BinaryOp::Power,
            _ => return None,
        })
    }

    fn prefix(&mut self) -> Result<Part, ExprError> {
        let Some(token) = self.peek().cloned() else {
            return Err(self.expected(self.here(), Expectation::Value));
        };
        self.at += 1;
        let leaf = |term| Ok((Node { place: token.place, term }, 1));
        match token.kind {
            TokenKind::Number(value, unit) => leaf(Term::Number(value, unit.map(|(unit, _)| unit))),
            TokenKind::Bracketed(name) => leaf(Term::Bracketed(name)),
            TokenKind::Text(text) => leaf(Term::Text(text)),
            TokenKind::Name(name) => self.name(name, token.place),
            TokenKind::Minus => self.unary(token.place, NEGATE, Term::Negate),
            TokenKind::Not => self.unary(token.place, NOT, Term::Not),
            TokenKind::Open => {
                let (mut inner, depth) = self.expression(0)?;
                let close = self.close(Expectation::ClosingParenthesis)?;
                inner.place = token.place.to(close);
                Ok((inner, depth))
            }
            _ => {
                self.at -= 1;
                Err(ExprError::new(token.place, ExprErrorKind::Expected { what: Expectation::Value }))
            }
        }
    }

    fn unary(&mut self, sign: Place, bound: u8, term: fn(Box<Node>) -> Term) -> Result<Part, ExprError> {
        let (of, depth) = self.expression(bound)?;
        let place = sign.to(of.place);
        Self::checked(Node { place, term: term(Box::new(of)) }, depth + 1)
    }

    fn close(&mut self, what: Expectation) -> Result<Place, ExprError> {
        match self.peek() {
            Some(token) if token.kind == TokenKind::Close => {
                let place = token.place;
                self.at += 1;
                Ok(place)
            }
            Some(token) if token.kind == TokenKind::Comma && self.parts_digits(self.at) => {
                Err(ExprError::new(token.place, ExprErrorKind::DecimalComma))
            }
            _ => Err(self.expected(self.here(), what)),
        }
    }

    fn name(&mut self, name: String, place: Place) -> Result<Part, ExprError> {
        if self.peek().is_some_and(|t| t.kind == TokenKind::Open) {
            return self.call(&name, place);
        }
        let term = match name.to_lowercase().as_str() {
            "true" | "on" => Term::Truth(true),
            "false" | "off" => Term::Truth(false),
            "pi" => Term::Pi,
            "missing" => Term::Missing,
            "time" => Term::Time,
            _ if Function::from_name(&name).is_some() => {
                return Err(self.expected(self.here(), Expectation::OpeningParenthesis));
            }
            _ => Term::Name(name),
        };
        Ok((Node { place, term }, 1))
    }

    fn call(&mut self, name: &str, place: Place) -> Result<Part, ExprError> {
        let Some(function) = Function::from_name(name) else {
            let near = near(name, Function::ALL.iter().map(|f| f.slug()));
            return Err(ExprError::new(
                place,
                ExprErrorKind::UnknownFunction { name: name.to_owned(), near },
            ));
        };
        self.at += 1;
        let (mut arguments, mut depth, mut decimal) = (Vec::new(), 0, None);
        if self.peek().is_some_and(|t| t.kind == TokenKind::Close) {
            self.at += 1;
        } else {
            loop {
                let (argument, deep) = self.expression(0)?;
                arguments.push(argument);
                depth = depth.max(deep);
                if !self.peek().is_some_and(|t| t.kind == TokenKind::Comma) {
                    self.close(Expectation::CommaOrClosing)?;
                    break;
                }
                if self.parts_digits(self.at) {
                    decimal = decimal.or(Some(self.here()));
                }
                self.at += 1;
            }
        }
        let (least, most) = function.arguments();
        let found = arguments.len();
        let whole = place.to(self.tokens[self.at - 1].place);
        if let Some(comma) = decimal
            && (found > most || (function.takes_many() && ends_in_time(&arguments)))
        {
            return Err(ExprError::new(comma, ExprErrorKind::DecimalComma));
        }
        if !(least..=most).contains(&found) {
            let (function, least, most) = (function.slug().to_owned(), least as u32, most as u32);
            let kind = ExprErrorKind::Arguments { function, least, most, found: found as u32 };
            return Err(ExprError::new(whole, kind));
        }
        Self::checked(Node { place: whole, term: Term::Call(function, arguments) }, depth + 1)
    }
}

/// `min(x, 0,5 s)`: three arguments, of which the last is a time, were meant as two.
fn ends_in_time(arguments: &[Node]) -> bool {
    use crate::engine::units::Quantity;
    let last = arguments.last().map(|a| &a.term);
    arguments.len() == 3
        && matches!(last, Some(Term::Number(_, Some(unit))) if unit.quantity() == Quantity::Duration)
}
