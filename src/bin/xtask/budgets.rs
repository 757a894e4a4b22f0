//! `tests/budgets.toml`: every figure that speed and size are held to, in one place.

use crate::failure::{Context, Failure, Result};
use crate::project::Project;
use std::collections::BTreeMap;

pub struct Budgets {
    values: BTreeMap<String, f64>,
}

impl Budgets {
    pub fn read(project: &Project) -> Result<Self> {
        Self::parse(&project.read("tests/budgets.toml")?)
    }

    /// The part of TOML in use there: sections, and names with numbers.
    fn parse(text: &str) -> Result<Self> {
        let mut section = String::new();
        let mut values = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                name.clone_into(&mut section);
            } else if !line.is_empty() {
                let (name, value) = line
                    .split_once('=')
                    .and_then(|(name, value)| {
                        Some((name.trim(), value.trim().replace('_', "").parse().ok()?))
                    })
                    .ok_or_else(|| {
                        Failure::new(format!("tests/budgets.toml, line {}: not `name = number`", number + 1))
                    })?;
                values.insert(format!("{section}.{name}"), value);
            }
        }
        Ok(Self { values })
    }

    pub fn find(&self, section: &str, name: &str) -> Option<f64> {
        self.values.get(&format!("{section}.{name}")).copied()
    }

    pub fn get(&self, section: &str, name: &str) -> Result<f64> {
        let key = format!("{section}.{name}");
        self.values.get(&key).copied().context(|| format!("tests/budgets.toml has no {key}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_their_section() {
        let budgets =
            Budgets::parse("# a comment\n[weight]\nshell_kb = 500 # kB\n[start]\ncold_ms = 1_000\n");
        let get = |section, name| {
            budgets
                .as_ref()
                .map_err(ToString::to_string)
                .and_then(|b| b.get(section, name).map_err(|e| e.to_string()))
        };
        assert_eq!(get("weight", "shell_kb"), Ok(500.0));
        assert_eq!(get("start", "cold_ms"), Ok(1000.0));
        assert!(get("start", "shell_kb").is_err());
    }

    #[test]
    fn a_line_that_is_no_number_is_named() {
        let failure = Budgets::parse("[a]\nb = many\n").err().map(|failure| failure.to_string());
        assert_eq!(failure.as_deref(), Some("tests/budgets.toml, line 2: not `name = number`"));
    }
}
