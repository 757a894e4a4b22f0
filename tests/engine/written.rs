//! Logs as brands write them, put together from columns: other ones than any that was met.

use std::f64::consts::TAU;

use fueltune_analyzer::engine::channels::ChannelId;

/// How a brand writes its logs.
pub struct Style {
    pub slug: &'static str,
    /// Lines before the names.
    pub preamble: &'static str,
    /// The time column's name and its cell in the row of units.
    pub time: (&'static str, &'static str),
    pub cell: TimeCell,
    /// What stands between cells, and whether decimals have a comma then.
    pub separators: &'static [(char, bool)],
    pub units: Units,
    /// Lines between the header and the first row.
    pub between: &'static str,
    /// A line below the units, as wide as the names.
    pub aliases: Aliases,
    /// Columns that are no channel, and what stands in them.
    pub fixed: &'static [(&'static str, &'static str)],
    pub quoted: bool,
    /// The header's last cell, where it is the program's remark; its column is 0.
    pub remark: Option<&'static str>,
    /// What is at the end of every line.
    pub trailer: &'static str,
    pub columns: &'static [Col],
    /// Columns that are always there: the brand is known by them.
    pub always: usize,
}

/// How a time is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimeCell {
    Seconds,
    Milliseconds,
    Tenths,
    /// `HH:MM:SS.mmm`.
    Clock,
    /// `23-Feb-2022 06:34:27.403`.
    Date,
}

/// Where units stand.
#[derive(Clone, Copy, PartialEq)]
pub enum Units {
    /// Nowhere.
    Untold,
    /// In a row of their own.
    Row,
    /// Behind the name: in these brackets, after this blank.
    Behind(&'static str, char, char),
}

/// A line of names below the units.
#[derive(Clone, Copy, PartialEq)]
pub enum Aliases {
    None,
    /// Other words for the same columns, in quotes.
    Names,
    /// Nothing but the time's.
    Blank,
}

/// A channel as a brand names it, with the units it is met in: how each is written, and what makes base units of it.
pub type Col = (&'static str, ChannelId, (f64, f64), &'static [(&'static str, f64, f64)]);

/// What is drawn for a log.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Columns by their number, with a number for the unit.
    pub columns: Vec<(usize, usize)>,
    pub rows: usize,
    pub step_ms: u32,
    pub start_ms: u32,
    pub separator: usize,
    pub returns: bool,
    pub ended: bool,
}

/// A log that was written, and what has to be read from it.
pub struct Written {
    pub bytes: Vec<u8>,
    pub rows: usize,
    pub seconds: f64,
    /// Channel, its name in the file, and the values in base units.
    pub channels: Vec<(ChannelId, String, Vec<f64>)>,
}

impl Style {
    /// Writes a log.
    pub fn write(&self, drawn: &Drawn) -> Written {
        let (separator, comma) = self.separators[drawn.separator % self.separators.len()];
        let mut columns: Vec<(Col, usize)> = (0..self.always).map(|i| (self.columns[i], 0)).collect();
        for (number, unit) in &drawn.columns {
            let column = self.columns[number % self.columns.len()];
            if columns.iter().all(|(c, _)| c.1 != column.1) {
                columns.push((column, unit % column.3.len()));
            }
        }
        let quote = |text: &str| if self.quoted { format!("\"{text}\"") } else { text.to_owned() };
        let line = |cells: Vec<String>| {
            let cells: Vec<String> = cells.iter().map(|c| quote(c)).collect();
            cells.join(&separator.to_string()) + self.trailer + "\n"
        };
        let named = |(column, unit): &(Col, usize)| match self.units {
            Units::Behind(blank, open, close) => {
                format!("{}{blank}{open}{}{close}", column.0, column.3[*unit].0)
            }
            _ => column.0.to_owned(),
        };
        let mut names: Vec<String> = vec![self.time.0.to_owned()];
        names.extend(columns.iter().map(named));
        names.extend(self.fixed.iter().map(|(name, _)| (*name).to_owned()));
        names.extend(self.remark.map(str::to_owned));
        let mut text = self.preamble.to_owned() + &line(names.clone());
        if self.units == Units::Row {
            let mut units = vec![self.time.1.to_owned()];
            units.extend(columns.iter().map(|(c, unit)| c.3[*unit].0.to_owned()));
            units.extend(self.fixed.iter().map(|_| String::new()));
            text += &line(units);
        }
        let other = |i: usize, name: &String| match self.aliases {
            Aliases::Names => format!("\"{name} x\""),
            _ if i == 0 => "TIME".to_owned(),
            _ => String::new(),
        };
        if self.aliases != Aliases::None {
            text += &line(names.iter().enumerate().map(|(i, name)| other(i, name)).collect());
        }
        text += self.between;
        let mut channels: Vec<(ChannelId, String, Vec<f64>)> =
            columns.iter().zip(&names[1..]).map(|((c, _), name)| (c.1, name.clone(), Vec::new())).collect();
        for row in 0..drawn.rows {
            let ms = u64::from(drawn.start_ms) + row as u64 * u64::from(drawn.step_ms);
            let mut cells = vec![self.cell.text(ms)];
            for (place, ((name, _, (low, high), units), unit)) in columns.iter().enumerate() {
                let (_, scale, offset) = units[*unit];
                let wave =
                    0.5 - 0.5 * (TAU * (row as f64 / drawn.rows as f64 + name.len() as f64 / 7.0)).cos();
                let base = low + (high - low) * wave;
                let digits = if (high - low) / scale >= 50.0 { 1 } else { 3 };
                let cell = format!("{:.digits$}", (base - offset) / scale);
                channels[place].2.push(cell.parse::<f64>().unwrap() * scale + offset);
                cells.push(cell);
            }
            cells.extend(self.fixed.iter().map(|(_, cell)| (*cell).to_owned()));
            cells.extend(self.remark.map(|_| "0".to_owned()));
            if comma {
                cells = cells.iter().map(|c| c.replace('.', ",")).collect();
            }
            text += &line(cells);
        }
        if !drawn.ended {
            text.truncate(text.trim_end_matches('\n').len());
        }
        if drawn.returns {
            text = text.replace('\n', "\r\n");
        }
        let seconds = (drawn.rows - 1) as f64 * f64::from(drawn.step_ms) / 1e3;
        Written { bytes: text.into_bytes(), rows: drawn.rows, seconds, channels }
    }
}

impl TimeCell {
    fn text(self, ms: u64) -> String {
        let clock = |ms: u64| {
            let (s, day) = (ms / 1000, 86_400);
            format!("{:02}:{:02}:{:02}.{:03}", s % day / 3600, s / 60 % 60, s % 60, ms % 1000)
        };
        match self {
            TimeCell::Seconds => format!("{}.{:03}", ms / 1000, ms % 1000),
            TimeCell::Milliseconds => ms.to_string(),
            TimeCell::Tenths => (ms as f64 / 100.0).to_string(),
            TimeCell::Clock => clock(ms),
            TimeCell::Date => format!("{:02}-Feb-2022 {}", 1 + ms / 86_400_000, clock(ms)),
        }
    }
}
