//! Which of the colours a figure gets. The colours themselves are tokens of the style sheet: `--heat-0` onwards from low
//! to high, `--less-1` and `--more-1` onwards for differences.

use std::fmt;

/// Colours from low to high.
pub const LEVELS: u8 = 32;
/// Colours on either side of no difference.
pub const DIFFERENCE_LEVELS: u8 = 10;

/// From the lowest to the highest figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

impl Range {
    /// Around some figures; `None` where there is none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut range: Option<Range> = None;
        for z in values.into_iter().filter(|z| z.is_finite()) {
            let (low, high) = range.map_or((z, z), |r| (r.low.min(z), r.high.max(z)));
            range = Some(Range { low, high });
        }
        range
    }

    /// The larger distance from 0.
    pub fn reach(&self) -> f64 {
        self.low.abs().max(self.high.abs())
    }
}

/// The first of the colours from low to high on which black is read better than white.
const FIRST_LIGHT: u8 = 14;

/// What a cell is coloured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tint {
    /// Nothing to tell.
    #[default]
    Plain,
    /// It would tell something, and nothing is known.
    Unknown,
    /// From 0, see [`level`].
    Heat(u8),
    /// From 1, see [`difference_level`].
    Less(u8),
    More(u8),
}

impl Tint {
    /// All there are.
    pub fn all() -> impl Iterator<Item = Tint> {
        let differences = (1..=DIFFERENCE_LEVELS).flat_map(|i| [Self::Less(i), Self::More(i)]);
        [Self::Plain, Self::Unknown].into_iter().chain((0..LEVELS).map(Self::Heat)).chain(differences)
    }

    /// The token of the ink that is read on it.
    pub const fn ink(self) -> &'static str {
        match self {
            Self::Unknown => "--muted",
            Self::Plain | Self::Less(_) | Self::More(_) => "--text",
            Self::Heat(level) if level < FIRST_LIGHT => "--heat-light",
            Self::Heat(_) => "--heat-dark",
        }
    }
}

/// The token of its colour.
impl fmt::Display for Tint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain => f.write_str("--raised"),
            Self::Unknown => f.write_str("--surface"),
            Self::Heat(level) => write!(f, "--heat-{level}"),
            Self::Less(level) => write!(f, "--less-{level}"),
            Self::More(level) => write!(f, "--more-{level}"),
        }
    }
}

/// The colour of a figure within a range, from 0. Where all are the same it is the one in the middle.
pub fn level(value: f64, range: Range) -> u8 {
    let span = range.high - range.low;
    let last = f64::from(LEVELS - 1);
    if span.is_nan() || span <= 0.0 {
        return LEVELS / 2;
    }
    ((value - range.low) / span * last).round().clamp(0.0, last) as u8
}

/// The colour of a difference: 0 where there is none, below 0 for less, above for more. However small, a difference has a
/// colour; `reach` has the last one.
pub fn difference_level(by: f64, reach: f64) -> i8 {
    if by == 0.0 || by.is_nan() || reach.is_nan() || reach <= 0.0 {
        return 0;
    }
    let most = f64::from(DIFFERENCE_LEVELS);
    let size = (by.abs() / reach * most).ceil().clamp(1.0, most) as i8;
    if by < 0.0 { -size } else { size }
}
