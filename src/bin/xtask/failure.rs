//! What went wrong, what the tool said last, and what to do about it.

use std::fmt;

/// An error of the developer tool, written for the person at the terminal.
#[derive(Debug, Default)]
pub struct Failure {
    what: String,
    output: Vec<String>,
    advice: Option<String>,
}

pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), ..Self::default() }
    }

    /// What the reader can do now: a command, a place to look.
    pub fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// The last lines of the tool that failed.
    pub fn output(mut self, lines: &[String]) -> Self {
        self.output = lines.to_vec();
        self
    }

    pub fn prefixed(mut self, prefix: &str) -> Self {
        self.what = format!("{prefix}: {}", self.what);
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        if !self.output.is_empty() {
            write!(f, "\n  the last it said:")?;
            for line in &self.output {
                write!(f, "\n    {line}")?;
            }
        }
        if let Some(advice) = &self.advice {
            write!(f, "\n  what to do: {advice}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::new(format!("unreadable JSON: {error}"))
    }
}

/// Says what was being tried when something failed.
pub trait Context<T> {
    fn context(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: Into<Failure>> Context<T> for std::result::Result<T, E> {
    fn context(self, what: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| error.into().prefixed(&what()))
    }
}

impl<T> Context<T> for Option<T> {
    fn context(self, what: impl FnOnce() -> String) -> Result<T> {
        self.ok_or_else(|| Failure::new(what()))
    }
}
