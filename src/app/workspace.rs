//! What the user works on: the vehicle and the session that follow through the application.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::store::Reduce;

/// The selection. Ids only; names come from the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Workspace {
    pub vehicle: Option<String>,
    pub session: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkspaceAction {
    /// As it was when the page was left.
    Restore(Workspace),
    SelectVehicle(Option<String>),
    /// A session brings its vehicle with it, where it has one.
    SelectSession {
        session: Option<String>,
        vehicle: Option<String>,
    },
    /// A deleted vehicle or session is no longer selected.
    Forget(String),
}

impl Reduce for Workspace {
    type Action = WorkspaceAction;

    fn reduce(self: Rc<Self>, action: WorkspaceAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            WorkspaceAction::Restore(workspace) => next = workspace,
            WorkspaceAction::SelectVehicle(vehicle) => next.vehicle = vehicle,
            WorkspaceAction::SelectSession { session, vehicle } => {
                next.session = session;
                if vehicle.is_some() {
                    next.vehicle = vehicle;
                }
            }
            WorkspaceAction::Forget(id) => {
                next.vehicle = next.vehicle.filter(|v| *v != id);
                next.session = next.session.filter(|s| *s != id);
            }
        }
        if next == *self { self } else { Rc::new(next) }
    }
}
