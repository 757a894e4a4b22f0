//! Which step of how many, what it is doing, and for how long.

use crate::failure::{Failure, Result};
use std::cell::{Cell, RefCell};
use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// Where nobody watches a terminal, a sign of life this often.
const HEARTBEAT: Duration = Duration::from_secs(30);
/// Steps shorter than this are reported without their time.
const WORTH_TELLING: Duration = Duration::from_millis(500);

/// A numbered list of steps.
pub struct Plan {
    total: usize,
    done: usize,
    started: Instant,
    wrong: Vec<String>,
}

impl Plan {
    pub fn new(total: usize) -> Self {
        Self { total, done: 0, started: Instant::now(), wrong: Vec::new() }
    }

    /// Runs one step. It answers with a few words about what it found or did.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce(&Step) -> Result<(T, String)>) -> Result<T> {
        self.done += 1;
        let place = format!("[{}/{}]", self.done, self.total);
        let step = Step::alone(&format!("{place} {name}"));
        let result = match work(&step) {
            Ok((value, note)) => {
                step.end(&note);
                Ok(value)
            }
            Err(failure) => {
                step.end("failed");
                step.wrong(failure.to_string());
                Err(failure.prefixed(&format!("step {} of {}, {name}", self.done, self.total)))
            }
        };
        self.wrong.extend(step.wrong.take().into_iter().map(|what| format!("{place} {name}: {what}")));
        result
    }

    /// What went wrong in all the steps: a run of an hour is read from its end.
    pub fn wrong(&self) -> &[String] {
        &self.wrong
    }

    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// A step under way.
pub struct Step {
    label: String,
    started: Instant,
    spoken: Cell<Instant>,
    wrong: RefCell<Vec<String>>,
    live: bool,
    mute: bool,
}

impl Step {
    /// A step of which only its name is told, for commands that do one thing.
    pub fn alone(name: &str) -> Self {
        let step =
            Self { label: name.to_owned(), live: stderr().is_terminal(), mute: false, ..Self::silent() };
        step.begin();
        step
    }

    /// A step beside another one, which has the word.
    pub fn silent() -> Self {
        Self {
            label: String::new(),
            started: Instant::now(),
            spoken: Cell::new(Instant::now()),
            wrong: RefCell::default(),
            live: false,
            mute: true,
        }
    }

    fn begin(&self) {
        if self.live {
            eprint!("{} …", self.label);
            flush();
        } else {
            eprintln!("{} …", self.label);
        }
    }

    /// Shows what the tool at work said last.
    pub fn tick(&self, doing: &str) {
        if self.mute {
            return;
        }
        let seconds = self.started.elapsed().as_secs();
        let doing: String = doing.trim().chars().take(70).collect();
        if self.live {
            eprint!("\r\x1b[2K{} … {seconds} s  {doing}", self.label);
            flush();
        } else if self.spoken.get().elapsed() >= HEARTBEAT {
            self.spoken.set(Instant::now());
            eprintln!("      {seconds} s: {doing}");
        }
    }

    /// A line that stays.
    pub fn say(&self, line: &str) {
        if self.mute {
            return;
        }
        if self.live {
            eprint!("\r\x1b[2K");
        }
        eprintln!("      {line}");
    }

    /// Something that went wrong while the step goes on; told once more at the end of all steps.
    pub fn wrong(&self, what: impl Into<String>) {
        self.wrong.borrow_mut().push(what.into());
    }

    pub fn end(&self, note: &str) {
        let elapsed = self.started.elapsed();
        let time = if elapsed >= WORTH_TELLING { format!(" ({})", duration(elapsed)) } else { String::new() };
        if self.live {
            eprint!("\r\x1b[2K");
        }
        eprintln!("{}: {note}{time}", self.label);
    }
}

/// `7.3 s`, `2 min 05 s`.
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

fn flush() {
    // A terminal that went away is no reason to stop the work.
    drop(stderr().flush());
}

/// Turns a failure into the last words of the command.
pub fn report(failure: &Failure) {
    eprintln!("\n{failure}");
}
