//! TunerStudio's definition of a firmware (`.ini`): which constants are the cells of a table and which its axes. A tune
//! holds hundreds of constants and does not say it.

/// Bytes of a definition that are read; the largest have less than a million.
pub const MAX_DEFINITION: usize = 8 << 20;
/// Tables of a definition that are read; the largest have some 150.
const MAX_ENTRIES: usize = 4_000;

/// What a definition says of tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definition {
    pub tables: Vec<Entry>,
}

/// A table of a definition: the constants it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As the program shows it, such as `VE Table`.
    pub title: String,
    /// Break points over the columns, and the channel that moves along them.
    pub x_bins: String,
    pub x_channel: String,
    /// Break points beside the lines; `None` for a curve.
    pub y_bins: Option<(String, String)>,
    /// The cells.
    pub z_bins: String,
}

/// What is known of the entry that is being read.
#[derive(Default)]
struct Open {
    title: String,
    curve: bool,
    x: Option<(String, String)>,
    y: Option<(String, String)>,
    z: Option<String>,
}

impl Open {
    fn entry(self) -> Option<Entry> {
        let (x_bins, x_channel) = self.x?;
        let (y_bins, z_bins) = if self.curve { (None, self.y?.0) } else { (Some(self.y?), self.z?) };
        Some(Entry { title: self.title, x_bins, x_channel, y_bins, z_bins })
    }
}

impl Definition {
    /// Reads a definition; one without a table is empty. Whatever its conditions say, every table is read: a tune tells
    /// by its constants which of them it has.
    pub fn read(text: &str) -> Self {
        let mut tables = Vec::new();
        let mut section = "";
        let mut open: Option<Open> = None;
        for line in text.lines() {
            let line = without_note(line).trim();
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
                tables.extend(open.take().and_then(Open::entry));
                section = name.0;
                continue;
            }
            let Some((key, value)) = line.split_once('=').filter(|_| is_wanted(section)) else { continue };
            let mut parts = split(value).into_iter();
            let first = parts.next().unwrap_or_default();
            match (section, key.trim()) {
                ("TableEditor", "table") => {
                    tables.extend(open.take().and_then(Open::entry));
                    open = Some(Open { title: parts.nth(1).unwrap_or_default(), ..Open::default() });
                }
                ("CurveEditor", "curve") => {
                    tables.extend(open.take().and_then(Open::entry));
                    open = Some(Open {
                        title: parts.next().unwrap_or_default(),
                        curve: true,
                        ..Open::default()
                    });
                }
                (_, "xBins") => {
                    put(&mut open, |open| open.x = Some((first, parts.next().unwrap_or_default())));
                }
                // Of a curve with several lines the first is taken.
                (_, "yBins") => put(&mut open, |open| {
                    let y = (first, parts.next().unwrap_or_default());
                    open.y.get_or_insert(y);
                }),
                (_, "zBins") => put(&mut open, |open| open.z = Some(first)),
                _ => {}
            }
            if tables.len() >= MAX_ENTRIES {
                break;
            }
        }
        tables.extend(open.and_then(Open::entry));
        Self { tables }
    }

    /// The entries whose cells this constant holds.
    pub fn of<'a>(&'a self, constant: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.tables.iter().filter(move |entry| entry.z_bins == constant)
    }
}

fn is_wanted(section: &str) -> bool {
    matches!(section, "TableEditor" | "CurveEditor")
}

fn put(open: &mut Option<Open>, change: impl FnOnce(&mut Open)) {
    if let Some(open) = open {
        change(open);
    }
}

/// A line up to its remark; a semicolon in a text is none.
fn without_note(line: &str) -> &str {
    let mut quoted = false;
    for (at, sign) in line.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            ';' if !quoted => return &line[..at],
            _ => {}
        }
    }
    line
}

/// Values with commas between, without quotation marks; a comma in a text is none.
fn split(value: &str) -> Vec<String> {
    let (mut parts, mut part, mut quoted) = (Vec::new(), String::new(), false);
    for sign in value.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => parts.push(std::mem::take(&mut part).trim().to_owned()),
            _ => part.push(sign),
        }
    }
    parts.push(part.trim().to_owned());
    parts
}
