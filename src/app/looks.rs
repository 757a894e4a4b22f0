//! The drawing of chosen channels that the analysis shows: which one, of which channels, and how. It stands in the address.
//! Pure.

use super::route::Query;
use crate::engine::analysis::look::{Look, Settings};
use crate::engine::analysis::scatter;
use crate::engine::channels::{ChannelId as C, ChannelKey};

/// A kind of drawing. Translation keys: `analysis-look-SLUG` and `analysis-look-SLUG-about`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LookKind {
    #[default]
    Distribution,
    Boxes,
    Scatter,
    Matrix,
    Lag,
    Spectrum,
}

impl LookKind {
    pub const ALL: [LookKind; 6] = [
        LookKind::Distribution,
        LookKind::Boxes,
        LookKind::Scatter,
        LookKind::Matrix,
        LookKind::Lag,
        LookKind::Spectrum,
    ];

    /// Stable name, used in addresses and translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            LookKind::Distribution => "distribution",
            LookKind::Boxes => "boxes",
            LookKind::Scatter => "scatter",
            LookKind::Matrix => "matrix",
            LookKind::Lag => "lag",
            LookKind::Spectrum => "spectrum",
        }
    }
}

/// Most channels of a matrix: more cannot be read.
pub const MOST: usize = 16;
/// Channels of a matrix that nobody has chosen.
const FEW: usize = 8;
/// Stands in an address for no colour at all.
const NO_COLOUR: &str = "-";

/// What a channel is coloured by.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Colour {
    /// What suits the others.
    #[default]
    Usual,
    None,
    By(ChannelKey),
}

/// See the module. What nobody has chosen is `None` until [`Looks::settled`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looks {
    pub kind: LookKind,
    /// Of the drawings of one channel.
    pub channel: Option<ChannelKey>,
    pub x: Option<ChannelKey>,
    pub y: Option<ChannelKey>,
    pub colour: Colour,
    /// Of the matrix; empty where nobody has chosen any.
    pub channels: Vec<ChannelKey>,
    /// Spearman's coefficients in place of Pearson's.
    pub by_rank: bool,
    pub settings: Settings,
}

impl Looks {
    /// As an address asks it. What names nothing, or is beyond its bounds, is as good as absent.
    pub fn read(query: &Query) -> Self {
        let key = |name: &str| query.get(name).and_then(|text| text.parse::<ChannelKey>().ok());
        let slug = query.get("draw").unwrap_or_default();
        let mut looks = Self {
            kind: LookKind::ALL.into_iter().find(|kind| kind.slug() == slug).unwrap_or_default(),
            channel: key("of"),
            x: key("x"),
            y: key("y"),
            colour: match query.get("colour").as_deref() {
                Some(NO_COLOUR) => Colour::None,
                Some(text) => text.parse().map_or(Colour::Usual, Colour::By),
                None => Colour::Usual,
            },
            channels: query.list("among").iter().filter_map(|text| text.parse().ok()).take(MOST).collect(),
            by_rank: query.get("rank").is_some(),
            settings: Settings::default(),
        };
        for item in query.list("draw-set") {
            let parts = item.split_once(':').and_then(|(name, value)| Some((name.split_once('.')?, value)));
            if let Some(((analysis, slug), value)) = parts
                && let Ok(value) = value.parse::<f64>()
            {
                looks.settings.put(analysis, slug, value);
            }
        }
        looks
    }

    /// The same in an address, beside what else stands there.
    #[must_use]
    pub fn write(&self, query: Query) -> Query {
        let text = |key: &Option<ChannelKey>| key.as_ref().map(ToString::to_string).unwrap_or_default();
        let kind = if self.kind == LookKind::default() { "" } else { self.kind.slug() };
        let colour = match &self.colour {
            Colour::Usual => String::new(),
            Colour::None => NO_COLOUR.to_owned(),
            Colour::By(key) => key.to_string(),
        };
        query
            .with("draw", kind)
            .with("of", text(&self.channel))
            .with("x", text(&self.x))
            .with("y", text(&self.y))
            .with("colour", colour)
            .with_list("among", self.channels.iter().map(ToString::to_string))
            .with("rank", if self.by_rank { "1" } else { "" })
            .with_list("draw-set", self.settings.changed())
    }

    /// The same for a session whose channels with numbers are these: what it lacks, or what nobody has chosen, is what a
    /// tuner would look at first.
    #[must_use]
    pub fn settled(&self, numbers: &[ChannelKey]) -> Self {
        let kept = |key: &Option<ChannelKey>| key.clone().filter(|key| numbers.contains(key));
        let first = |ids: &[C], but: &[&ChannelKey]| {
            let wanted = ids.iter().map(|id| ChannelKey::from(*id));
            let mut wanted = wanted.filter(|key| numbers.contains(key) && !but.contains(&key));
            wanted.next().or_else(|| numbers.iter().find(|key| !but.contains(key)).cloned())
        };
        let x = kept(&self.x).or_else(|| first(&[C::Rpm], &[]));
        let taken: Vec<&ChannelKey> = x.iter().collect();
        let y =
            kept(&self.y).or_else(|| first(&[C::MapGauge, C::MapAbs, C::Load, C::Lambda1, C::Tps], &taken));
        let colour = match &self.colour {
            Colour::By(key) if numbers.contains(key) => Colour::By(key.clone()),
            Colour::None => Colour::None,
            Colour::Usual | Colour::By(_) => {
                let usual = [C::Lambda1, C::LambdaCl, C::Tps].map(ChannelKey::from);
                let free = |key: &ChannelKey| Some(key) != x.as_ref() && Some(key) != y.as_ref();
                let found = usual.into_iter().find(|key| numbers.contains(key) && free(key));
                found.map_or(Colour::None, Colour::By)
            }
        };
        let mut channels: Vec<ChannelKey> =
            self.channels.iter().filter(|k| numbers.contains(k)).cloned().collect();
        if channels.is_empty() {
            let usual = USUAL.into_iter().map(ChannelKey::from).filter(|key| numbers.contains(key));
            channels = usual.take(FEW).collect();
            let others = numbers.iter().filter(|key| !channels.contains(key)).cloned().collect::<Vec<_>>();
            let room = 2_usize.saturating_sub(channels.len());
            channels.extend(others.into_iter().take(room));
        }
        Self {
            channel: kept(&self.channel).or_else(|| first(&[C::Lambda1, C::LambdaCl, C::Rpm], &[])),
            x,
            y,
            colour,
            channels,
            ..self.clone()
        }
    }

    /// What the engine is asked, once [settled](Self::settled); none where there are too few channels for it.
    pub fn look(&self) -> Option<Look> {
        Some(match self.kind {
            LookKind::Distribution => Look::Distribution(self.channel.clone()?),
            LookKind::Boxes => Look::Boxes(self.channel.clone()?),
            LookKind::Spectrum => Look::Spectrum(self.channel.clone()?),
            LookKind::Lag => Look::Lag { x: self.x.clone()?, y: self.y.clone()? },
            LookKind::Matrix if self.channels.len() < 2 => return None,
            LookKind::Matrix => Look::Matrix(self.channels.clone()),
            LookKind::Scatter => {
                let colour = match &self.colour {
                    Colour::By(key) => Some(key.clone()),
                    _ => None,
                };
                Look::Scatter(scatter::Query { x: self.x.clone()?, y: self.y.clone()?, colour })
            }
        })
    }

    /// The same with a channel in the matrix, or without it; the order is that of `numbers`. Two stay, and no more than
    /// [`MOST`].
    #[must_use]
    pub fn with_channel(&self, key: &ChannelKey, on: bool, numbers: &[ChannelKey]) -> Self {
        let wanted = |k: &&ChannelKey| if *k == key { on } else { self.channels.contains(k) };
        let channels: Vec<ChannelKey> = numbers.iter().filter(wanted).cloned().collect();
        if (2..=MOST).contains(&channels.len()) { Self { channels, ..self.clone() } } else { self.clone() }
    }
}

/// What a tuner compares first.
const USUAL: [C; 14] = [
    C::Rpm,
    C::Tps,
    C::MapGauge,
    C::MapAbs,
    C::Lambda1,
    C::LambdaCl,
    C::IgnAdvance,
    C::Pw1,
    C::BoostDuty,
    C::Coolant,
    C::IntakeAir,
    C::FuelPressure,
    C::OilPressure,
    C::Battery,
];
