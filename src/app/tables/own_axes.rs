//! Axes of one's own for what logs say: any channels, in equal steps, instead of what moves along a table.

use crate::engine::channels::ChannelId;
use crate::engine::tables::{MAX_POINTS, MapAxis, MapError, MapInfo, MapTable, Side, axis_rules};
use crate::engine::tune::TableKind;
use crate::engine::units::Unit;

/// Break points of an axis nobody has said more about.
const USUAL_POINTS: u32 = 16;
/// Break points an axis has at least.
pub const LEAST_POINTS: u32 = 2;
/// Between the parts of an axis in the address.
const BETWEEN: char = ':';

/// One axis: a channel from one figure to another, base unit, both of them break points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnAxis {
    pub channel: ChannelId,
    pub from: f64,
    pub to: f64,
    pub points: u32,
}

impl OwnAxis {
    /// Over what is usual for a channel that moves along tables, else over what a sound sensor can say.
    pub fn usual(channel: ChannelId) -> Self {
        let unit = channel.base_unit();
        let axis = MapAxis::of(Some(channel), unit, vec![0.0]).ok().filter(|_| moves_along_tables(channel));
        let rules = axis.map(|axis| axis_rules(&axis));
        let (least, most) = channel.spec().plausible;
        let (from, to) = rules.map_or((least, most), |r| (r.usual_low.max(least), r.usual_high.min(most)));
        Self { channel, from, to, points: USUAL_POINTS }.rounded()
    }

    /// From the first break point in use of an axis to the last, about as many; `None` where its channel is not known.
    fn like(axis: &MapAxis) -> Option<Self> {
        let points = axis.active();
        let (from, to) = (*points.first()?, *points.last()?);
        let points = (points.len() as u32).max(LEAST_POINTS);
        let axis = Self { channel: axis.channel()?, from, to, points }.rounded();
        axis.is_sound().then_some(axis)
    }

    /// The same in round steps, as far to either side as they need, and with no more break points. As it is where there
    /// is no such axis.
    fn rounded(self) -> Self {
        let least = (self.to - self.from) / f64::from(self.points.max(LEAST_POINTS) - 1);
        let decade = 10f64.powf(least.log10().floor());
        // Divided by a whole number where the decade is below one: 3 / 10 is 0.3, 3 * 0.1 is not.
        let scaled = |n: f64| if decade < 1.0 { n / (1.0 / decade).round() } else { n * decade };
        let steps = [1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 20.0].map(|digit| {
            let (first, last) = ((self.from / scaled(digit)).floor(), (self.to / scaled(digit)).ceil());
            let (from, to) = (scaled(first * digit), scaled(last * digit));
            Self { from, to, points: (last - first) as u32 + 1, ..self }
        });
        let fits = |axis: &Self| axis.points <= self.points && axis.is_sound();
        steps.into_iter().find(fits).unwrap_or(self)
    }

    /// Whether it can be an axis.
    pub fn is_sound(&self) -> bool {
        self.from.is_finite()
            && self.to.is_finite()
            && self.from < self.to
            && (LEAST_POINTS..=MAX_POINTS as u32).contains(&self.points)
            // Ends may be nearer to each other than figures are kept.
            && self.axis(Side::X).is_ok()
    }

    fn axis(&self, side: Side) -> Result<MapAxis, MapError> {
        let last = f64::from(self.points.saturating_sub(1)).max(1.0);
        let points = (0..self.points).map(|i| self.from + (self.to - self.from) * f64::from(i) / last);
        let made = MapAxis::of(Some(self.channel), self.channel.base_unit(), points.collect());
        made.map_err(|error| MapError::Axis { side, error })
    }

    fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(BETWEEN).collect();
        let [channel, from, to, points] = parts.as_slice() else { return None };
        let channel = ChannelId::from_slug(channel)?;
        let axis =
            Self { channel, from: from.parse().ok()?, to: to.parse().ok()?, points: points.parse().ok()? };
        axis.is_sound().then_some(axis)
    }

    fn write(&self) -> String {
        let Self { channel, from, to, points } = self;
        [channel.slug().to_owned(), from.to_string(), to.to_string(), points.to_string()]
            .join(&BETWEEN.to_string())
    }
}

/// Whether the rules of axes are about this very channel: those of a voltage are the battery's, not a sensor's.
fn moves_along_tables(channel: ChannelId) -> bool {
    use ChannelId::{Battery, Coolant, Gear, IntakeAir, MapAbs, MapGauge, Pedal, Rpm, Tps};
    matches!(channel, Battery | Coolant | Gear | IntakeAir | MapAbs | MapGauge | Pedal | Rpm | Tps)
}

/// Both axes; without rows it is a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnAxes {
    pub columns: OwnAxis,
    pub rows: Option<OwnAxis>,
}

impl OwnAxes {
    /// Those of a table, in equal steps, to start from; of engine speed and manifold pressure where its own are not known.
    pub fn of(table: &MapTable) -> Self {
        let columns = OwnAxis::like(table.x()).unwrap_or_else(|| OwnAxis::usual(ChannelId::MapGauge));
        let like = |axis| OwnAxis::like(axis).unwrap_or_else(|| OwnAxis::usual(ChannelId::Rpm));
        Self { columns, rows: table.y().map(like) }
    }

    /// As they stand in the address: columns, then rows where there are any.
    pub fn read(parts: &[String]) -> Option<Self> {
        match parts {
            [columns] => Some(Self { columns: OwnAxis::read(columns)?, rows: None }),
            [columns, rows] => {
                Some(Self { columns: OwnAxis::read(columns)?, rows: Some(OwnAxis::read(rows)?) })
            }
            _ => None,
        }
    }

    /// Into the address.
    pub fn write(&self) -> Vec<String> {
        [Some(self.columns), self.rows].into_iter().flatten().map(|axis| axis.write()).collect()
    }

    /// What the figures are gathered on. Engine speed stands in rows beside load, whichever was asked for.
    pub fn table(&self) -> Result<MapTable, MapError> {
        let make = |columns: &OwnAxis, rows: Option<&OwnAxis>| {
            let x = columns.axis(Side::X)?;
            let y = rows.map(|rows| rows.axis(Side::Y)).transpose()?;
            let cells = vec![0.0; x.len() * y.as_ref().map_or(1, MapAxis::len)];
            MapTable::new(MapInfo::new("", TableKind::Other), x, y, Unit::Raw, cells)
        };
        match (make(&self.columns, self.rows.as_ref()), &self.rows) {
            (Err(MapError::Orientation), Some(rows)) => make(rows, Some(&self.columns)),
            (made, _) => made,
        }
    }
}
