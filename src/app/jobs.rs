//! What is being worked on: shown in the top bar and on the page that started it.

use std::fmt;
use std::rc::Rc;

use super::store::Reduce;
use crate::i18n::Message;

/// Identity of a job in this list.
pub type JobId = u64;

/// How far a job is.
#[derive(Clone, Debug, PartialEq)]
pub enum JobState {
    Running,
    Done,
    Cancelled,
    /// The title of the error that ended it.
    Failed(Message),
}

/// Stops a job.
#[derive(Clone)]
pub struct Cancel(pub Rc<dyn Fn()>);

impl fmt::Debug for Cancel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cancel")
    }
}

impl PartialEq for Cancel {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// One piece of work.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    pub id: JobId,
    pub title: Message,
    /// What it is doing now.
    pub stage: Option<Message>,
    /// 0 to 1; `None` where the end is not known.
    pub share: Option<f64>,
    pub state: JobState,
    pub cancel: Option<Cancel>,
}

/// The list, newest last. Finished jobs stay until they are cleared or pushed out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Jobs {
    pub list: Vec<Job>,
}

impl Jobs {
    /// Finished jobs that are remembered.
    pub const REMEMBERED: usize = 20;

    pub fn running(&self) -> impl Iterator<Item = &Job> {
        self.list.iter().filter(|j| j.state == JobState::Running)
    }

    pub fn get(&self, id: JobId) -> Option<&Job> {
        self.list.iter().find(|j| j.id == id)
    }

    /// Mean progress of what runs, for the top bar; `None` when nothing runs or no end is known.
    pub fn share(&self) -> Option<f64> {
        let shares: Vec<f64> = self.running().filter_map(|j| j.share).collect();
        if shares.is_empty() { None } else { Some(shares.iter().sum::<f64>() / shares.len() as f64) }
    }
}

#[derive(Clone, Debug)]
pub enum JobsAction {
    Start { id: JobId, title: Message, cancel: Option<Cancel> },
    Progress { id: JobId, stage: Option<Message>, share: Option<f64> },
    End { id: JobId, state: JobState },
    ClearFinished,
}

impl Reduce for Jobs {
    type Action = JobsAction;

    fn reduce(self: Rc<Self>, action: JobsAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            JobsAction::Start { id, title, cancel } => {
                next.list.retain(|j| j.id != id);
                next.list.push(Job { id, title, stage: None, share: None, state: JobState::Running, cancel });
            }
            JobsAction::Progress { id, stage, share } => {
                // Progress that arrives after the end is late and means nothing.
                let Some(job) = next.list.iter_mut().find(|j| j.id == id && j.state == JobState::Running)
                else {
                    return self;
                };
                job.stage = stage.or(job.stage.take());
                job.share = share.map(|s| s.clamp(0.0, 1.0));
            }
            JobsAction::End { id, state } => {
                let Some(job) = next.list.iter_mut().find(|j| j.id == id && j.state == JobState::Running)
                else {
                    return self;
                };
                job.state = state;
                job.cancel = None;
                let mut surplus = next
                    .list
                    .iter()
                    .filter(|j| j.state != JobState::Running)
                    .count()
                    .saturating_sub(Self::REMEMBERED);
                next.list.retain(|j| {
                    let drop = surplus > 0 && j.state != JobState::Running;
                    surplus -= usize::from(drop);
                    !drop
                });
            }
            JobsAction::ClearFinished => next.list.retain(|j| j.state == JobState::Running),
        }
        Rc::new(next)
    }
}
