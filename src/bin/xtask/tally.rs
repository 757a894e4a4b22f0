//! Counts of tests, as the tools that ran them report them.

use crate::failure::Result;
use std::collections::BTreeSet;
use std::fmt;

/// What a part of the tests comes to: its counts and a few words.
pub type Outcome = Result<(Tally, String)>;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Tally {
    pub fn passed(passed: u64) -> Self {
        Self { passed, ..Self::default() }
    }

    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// From what `cargo test` and wasm-bindgen's test runner print. A test that finds nothing to work on prints
    /// `SKIPPED NAME: WHY` and returns: the harness counts it as passed, we do not.
    pub fn of_cargo(lines: &[String]) -> Self {
        let mut tally = Self::default();
        let mut skipped = BTreeSet::new();
        for line in lines {
            if let Some(result) = line.trim().strip_prefix("test result: ") {
                tally.passed += number_before(result, " passed");
                tally.failed += number_before(result, " failed");
            }
            if let Some((_, skip)) = line.split_once("SKIPPED ") {
                skipped.insert(skip.split(':').next().unwrap_or(skip).trim());
            }
        }
        tally.skipped = skipped.len() as u64;
        tally.passed = tally.passed.saturating_sub(tally.skipped);
        tally
    }

    /// From the last lines of Node's TAP reporter.
    pub fn of_tap(lines: &[String]) -> Self {
        let count = |name: &str| {
            let number = lines.iter().rev().find_map(|line| line.strip_prefix(name));
            number.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        Self {
            passed: count("# pass "),
            failed: count("# fail ") + count("# cancelled "),
            skipped: count("# skipped "),
        }
    }

    /// From Playwright's JSON report.
    pub fn of_playwright(report: &serde_json::Value) -> Self {
        let count = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
        // An error outside any test (a spec that does not load) is in no other count.
        let outside = report["errors"].as_array().map_or(0, |errors| errors.len() as u64);
        Self {
            passed: count("expected"),
            failed: count("unexpected") + count("flaky") + outside,
            skipped: count("skipped"),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let end = text.find(word).unwrap_or(0);
    let digits = text[..end].rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn several_test_binaries_are_added_and_skips_are_no_passes() {
        let output = lines(
            "running 3 tests\n\
             SKIPPED real_logs: no sample logs here\n\
             SKIPPED real_logs: asked twice\n\
             test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
             test result: FAILED. 10 passed; 2 failed; 0 ignored",
        );
        assert_eq!(Tally::of_cargo(&output), Tally { passed: 12, failed: 2, skipped: 1 });
    }

    #[test]
    fn the_closing_line_names_skips_only_where_there_are_any() {
        assert_eq!(Tally { passed: 5, failed: 0, skipped: 0 }.to_string(), "5 passed, 0 failed");
        assert_eq!(Tally { passed: 5, failed: 1, skipped: 2 }.to_string(), "5 passed, 1 failed, 2 skipped");
    }

    #[test]
    fn node_and_playwright_are_understood() {
        let tap = lines("ok 1 - x\n# tests 4\n# pass 2\n# fail 1\n# cancelled 0\n# skipped 1");
        assert_eq!(Tally::of_tap(&tap), Tally { passed: 2, failed: 1, skipped: 1 });
        let report = serde_json::json!({"stats": {"expected": 7, "unexpected": 1, "flaky": 1, "skipped": 2}, "errors": []});
        assert_eq!(Tally::of_playwright(&report), Tally { passed: 7, failed: 2, skipped: 2 });
    }
}
