//! What a correction that a log asks for comes to in tables that were edited since the log was driven.
//!
//! A log knows only what the ECU did while it was made: five per cent more fuel are five per cent of the table it was
//! driven with. So the correction is laid on that version, and what is left to do is the way from today's table to there:
//! an edit made since is neither counted twice nor forgotten.
//!
//! # What counts
//! One **main** table (fuel or ignition) is to be changed; **others** of its family (percent of fuel, degrees of advance)
//! change the same sum and count by how they were edited, as far as an operating point says where in them the engine
//! was: a curve over coolant temperature does not.

use super::axis::MapAxis;
use super::model::MapTable;
use crate::engine::channels::ChannelId;
use crate::engine::tune::TableKind;
use crate::engine::units::Unit;

/// What a log asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Correction {
    /// So many per cent more of what the table has.
    Percent(f64),
    /// So much added to what the table has, in the unit of its cells.
    Shift(f64),
}

/// Where an engine was: rpm, and a load with the channel it is a value of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OperatingPoint {
    pub rpm: f64,
    pub load: f64,
    pub load_channel: ChannelId,
}

impl OperatingPoint {
    /// Where the point lies on an axis; `None` where the axis is of something else.
    fn on(&self, axis: &MapAxis) -> Option<f64> {
        match axis.channel()? {
            ChannelId::Rpm => Some(self.rpm),
            channel if channel == self.load_channel => Some(self.load),
            _ => None,
        }
    }

    /// What a table has there, as the ECU looks it up; `None` where an axis is of something the point does not know.
    pub fn in_table(&self, table: &MapTable) -> Option<f64> {
        let x = self.on(table.x())?;
        let y = table.y().map_or(Some(0.0), |axis| self.on(axis))?;
        table.lookup(x, y)
    }
}

/// A table as a log was driven with it, and as it is now.
#[derive(Clone, Copy, Debug)]
pub struct Since<'a> {
    pub driven: &'a MapTable,
    pub now: &'a MapTable,
}

impl Since<'_> {
    /// Whether cells or axes are others by now.
    pub fn is_edited(&self) -> bool {
        self.driven.content_hash() != self.now.content_hash()
    }

    fn at(&self, point: &OperatingPoint) -> Option<(f64, f64)> {
        Some((point.in_table(self.driven)?, point.in_table(self.now)?))
    }

    /// Whether both of it can be read at operating points with this load.
    pub fn has_points_of(&self, load: ChannelId) -> bool {
        let point = OperatingPoint { rpm: 0.0, load: 0.0, load_channel: load };
        self.at(&point).is_some()
    }
}

/// Tables whose values make one sum or product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Injection time or volumetric efficiency, times the compensations.
    Fuel,
    /// Advance, plus the compensations.
    Ignition,
}

impl Family {
    /// Whether a correction is carried out in such a table.
    pub fn is_main(self, table: &MapTable) -> bool {
        match self {
            Family::Fuel => matches!(table.info.kind, TableKind::MainFuel | TableKind::Ve),
            Family::Ignition => table.info.kind == TableKind::Ignition,
        }
    }

    /// Whether such a table changes what comes of the main ones.
    pub fn is_other(self, table: &MapTable) -> bool {
        match self {
            Family::Fuel => table.info.kind == TableKind::FuelCompensation,
            Family::Ignition => table.info.kind == TableKind::IgnitionCompensation,
        }
    }

    /// Whether its edits can be reckoned with: its unit has to be that in which such tables count.
    fn counts(self, table: &MapTable) -> bool {
        match self {
            Family::Fuel => table.unit() == Unit::Percent,
            Family::Ignition => table.unit() == Unit::Degrees,
        }
    }

    /// Whether the edits of another table of the family count at operating points with this load.
    pub fn reckons_with(self, other: &Since<'_>, load: ChannelId) -> bool {
        self.counts(other.driven) && self.counts(other.now) && other.has_points_of(load)
    }
}

/// A correction at one operating point, told of the main table as it is now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Restated {
    /// What the main table had when the log was made.
    pub driven: f64,
    /// What it has now.
    pub now: f64,
    /// What it should have now, so that with all edits since the log gets what it asked for.
    pub wanted: f64,
    /// What is left to change today; `None` as per cent of nothing.
    pub left: Option<Correction>,
}

/// See the module. `None` where the main table cannot be read at the point. Others that cannot be reckoned with are passed
/// over; see [`Family::reckons_with`].
pub fn restate(
    family: Family,
    correction: Correction,
    point: &OperatingPoint,
    main: Since<'_>,
    others: &[Since<'_>],
) -> Option<Restated> {
    let (driven, now) = main.at(point)?;
    let reckoned = others.iter().filter(|o| family.reckons_with(o, point.load_channel));
    let edits: Vec<(f64, f64)> = reckoned.filter_map(|o| o.at(point)).collect();
    // What the others did then over what they do now: the main table has to make up for it.
    let asked = corrected(driven, correction);
    let wanted = edits.iter().fold(asked, |wanted, (then, now)| match family {
        Family::Fuel => wanted * (100.0 + then) / (100.0 + now),
        Family::Ignition => wanted + then - now,
    });
    let left = match correction {
        Correction::Percent(_) => (now != 0.0).then(|| Correction::Percent((wanted / now - 1.0) * 100.0)),
        Correction::Shift(_) => Some(Correction::Shift(wanted - now)),
    };
    wanted.is_finite().then_some(Restated { driven, now, wanted, left })
}

fn corrected(value: f64, correction: Correction) -> f64 {
    match correction {
        Correction::Percent(percent) => value * (1.0 + percent / 100.0),
        Correction::Shift(by) => value + by,
    }
}
