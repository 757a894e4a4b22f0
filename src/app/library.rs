//! What is stored, as lists show it: one short item per vehicle and session. The records themselves stay in storage.

use std::rc::Rc;

use super::store::Reduce;
use crate::engine::order::sort_by;
use crate::engine::vehicle::Vehicle;

/// A vehicle in a list. There are few of them, so the whole of it comes along.
#[derive(Clone, Debug, PartialEq)]
pub struct VehicleItem {
    pub id: String,
    pub name: String,
    pub archived: bool,
    /// Air-fuel ratio at λ 1 of its fuel.
    pub stoich: f64,
    /// ms since 1970.
    pub created_at_ms: f64,
    pub updated_at_ms: f64,
    pub vehicle: Rc<Vehicle>,
}

impl VehicleItem {
    /// A vehicle as it is stored.
    pub fn new(
        id: impl Into<String>,
        vehicle: Vehicle,
        archived: bool,
        created_at_ms: f64,
        updated_at_ms: f64,
    ) -> Self {
        Self {
            id: id.into(),
            name: vehicle.name.clone(),
            archived,
            stoich: vehicle.stoich(),
            created_at_ms,
            updated_at_ms,
            vehicle: Rc::new(vehicle),
        }
    }
}

/// A session in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionItem {
    pub id: String,
    pub name: String,
    pub file_name: String,
    pub vehicle: Option<String>,
    pub notes: String,
    pub tags: Vec<String>,
    /// Stable name of its format.
    pub format: String,
    /// When it was logged, else when it came in: ms on the wall clock of that moment, to be shown without an offset.
    pub wall_ms: f64,
    /// Whether `wall_ms` is the time of logging.
    pub dated: bool,
    /// When it came in: ms on the wall clock of that moment, likewise.
    pub imported_ms: f64,
    pub duration_s: f64,
    pub sample_rate_hz: f64,
    pub rows: u32,
    pub channels: u32,
    /// 0 to 100.
    pub quality: Option<u8>,
    /// Kinds of issues found at import.
    pub issue_kinds: u32,
    pub demo: bool,
}

/// Everything stored. `None` is "not read yet", which is not "nothing there".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// By name.
    pub vehicles: Option<Vec<VehicleItem>>,
    /// Newest first.
    pub sessions: Option<Vec<SessionItem>>,
}

impl Library {
    pub fn vehicles(&self) -> &[VehicleItem] {
        self.vehicles.as_deref().unwrap_or_default()
    }

    pub fn sessions(&self) -> &[SessionItem] {
        self.sessions.as_deref().unwrap_or_default()
    }

    pub fn vehicle(&self, id: &str) -> Option<&VehicleItem> {
        self.vehicles().iter().find(|v| v.id == id)
    }

    /// How many sessions a vehicle has.
    pub fn sessions_of(&self, vehicle: &str) -> usize {
        self.sessions().iter().filter(|s| s.vehicle.as_deref() == Some(vehicle)).count()
    }

    pub fn session(&self, id: &str) -> Option<&SessionItem> {
        self.sessions().iter().find(|s| s.id == id)
    }
}

#[derive(Clone, Debug)]
pub enum LibraryAction {
    Vehicles(Vec<VehicleItem>),
    Sessions(Vec<SessionItem>),
}

impl Reduce for Library {
    type Action = LibraryAction;

    fn reduce(self: Rc<Self>, action: LibraryAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            LibraryAction::Vehicles(mut items) => {
                sort_by(&mut items, |a, b| {
                    a.name.to_lowercase().cmp(&b.name.to_lowercase()).then_with(|| a.id.cmp(&b.id))
                });
                next.vehicles = Some(items);
            }
            LibraryAction::Sessions(mut items) => {
                sort_by(&mut items, |a, b| b.wall_ms.total_cmp(&a.wall_ms).then_with(|| b.id.cmp(&a.id)));
                next.sessions = Some(items);
            }
        }
        if next == *self { self } else { Rc::new(next) }
    }
}
