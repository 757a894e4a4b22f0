//! Kinds of tables in groups: a calibration has hundreds of tables, and a list of that length is looked through by what
//! they are about.

use crate::engine::tune::TableKind;

/// What a group of kinds is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TableGroup {
    Fuel,
    Ignition,
    Lambda,
    Boost,
    Compensations,
    Start,
    Idle,
    Others,
}

impl TableGroup {
    /// In the order of lists.
    pub const ALL: [TableGroup; 8] = [
        TableGroup::Fuel,
        TableGroup::Ignition,
        TableGroup::Lambda,
        TableGroup::Boost,
        TableGroup::Compensations,
        TableGroup::Start,
        TableGroup::Idle,
        TableGroup::Others,
    ];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            TableGroup::Fuel => "fuel",
            TableGroup::Ignition => "ignition",
            TableGroup::Lambda => "lambda",
            TableGroup::Boost => "boost",
            TableGroup::Compensations => "compensations",
            TableGroup::Start => "start",
            TableGroup::Idle => "idle",
            TableGroup::Others => "others",
        }
    }

    /// That of a kind.
    pub const fn of(kind: TableKind) -> Self {
        match kind {
            TableKind::MainFuel
            | TableKind::Ve
            | TableKind::Transient
            | TableKind::DeadTime
            | TableKind::InjectionAngle => TableGroup::Fuel,
            TableKind::Ignition | TableKind::Dwell => TableGroup::Ignition,
            TableKind::LambdaTarget | TableKind::LambdaCompensation | TableKind::ClosedLoop => {
                TableGroup::Lambda
            }
            TableKind::Boost => TableGroup::Boost,
            TableKind::FuelCompensation | TableKind::IgnitionCompensation | TableKind::CylinderTrim => {
                TableGroup::Compensations
            }
            TableKind::Start => TableGroup::Start,
            TableKind::Idle => TableGroup::Idle,
            _ => TableGroup::Others,
        }
    }
}

/// Rows from which a list stands in groups; fewer are seen at a glance.
pub const GROUPS_FROM: usize = 25;

/// Places of what is listed, group by group, in their order; a group of none is left out.
pub fn grouped<T>(all: &[T], kind: impl Fn(&T) -> TableKind) -> Vec<(TableGroup, Vec<usize>)> {
    let places = |group: TableGroup| -> Vec<usize> {
        (0..all.len()).filter(|i| TableGroup::of(kind(&all[*i])) == group).collect()
    };
    TableGroup::ALL.map(|group| (group, places(group))).into_iter().filter(|(_, of)| !of.is_empty()).collect()
}
