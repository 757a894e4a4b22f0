//! The helpers of an import: further workers that read parts of a large file.
//!
//! They are started for one import and ended with it, however it ends. None of them has to be there: one that cannot be
//! started, breaks or does not answer in time leaves its parts to the worker.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::ArrayBuffer;
use wasm_bindgen::JsValue;

use super::columns::Packed;
use super::files::Lent;
use super::spawn::{Hooks, Spawner};
use super::wire::{self, Endpoint, Slots};
use crate::build_info::BUILD_ID;
use crate::engine::import::{PartHead, PartPlan};
use crate::protocol::{FromHelper, PROTOCOL, ToHelper};

/// Bytes from which on a file is worth the start of helpers.
pub const PARTS_FROM: f64 = 8.0 * 1024.0 * 1024.0;
/// Parts that a helper has at a time: the one it reads, and those it goes on with while the worker reads one itself.
const AT_A_TIME: usize = 3;

/// Helpers at work.
pub struct Team {
    members: Vec<Member>,
    inbox: Rc<Inbox>,
    plan: Option<PartPlan>,
    /// Buffers that came back with what was made of their bytes.
    returned: Vec<ArrayBuffer>,
}

struct Member {
    /// None once it is broken.
    end: Option<Box<dyn Endpoint>>,
    ready: bool,
    /// Parts it has, the one it reads first.
    parts: VecDeque<u32>,
}

/// What came from the helpers and was not looked at yet.
#[derive(Default)]
struct Inbox {
    news: RefCell<VecDeque<(usize, News)>>,
    waker: RefCell<Option<Waker>>,
}

enum News {
    Message(JsValue),
    Broke(String),
}

/// What became of a part.
pub enum Told {
    Done(u32, PartHead, Packed),
    /// It has to be read by somebody else.
    Lost(u32),
}

impl Team {
    /// Starts as many helpers as can be started.
    pub fn start(spawner: &Spawner, count: u32) -> Self {
        let inbox: Rc<Inbox> = Rc::default();
        let members = (0..count as usize)
            .map_while(|i| {
                let (heard, broken) = (Rc::clone(&inbox), Rc::clone(&inbox));
                let hooks = Hooks {
                    message: Rc::new(move |data| heard.put(i, News::Message(data))),
                    broke: Rc::new(move |text| broken.put(i, News::Broke(text))),
                };
                match spawner(hooks) {
                    Ok(end) => Some(Member { end: Some(end), ready: false, parts: VecDeque::new() }),
                    Err(error) => {
                        tracing::warn!(%error, "no helper");
                        None
                    }
                }
            })
            .collect();
        Self { members, inbox, plan: None, returned: Vec::new() }
    }

    /// Says how the parts that follow are read.
    pub fn plan(&mut self, plan: PartPlan) {
        for member in self.members.iter_mut().filter(|m| m.ready) {
            member.say(&ToHelper::Plan(plan.clone()), &Slots::new());
        }
        self.plan = Some(plan);
    }

    /// Ends all of them.
    pub fn end(&mut self) {
        for member in self.members.drain(..) {
            if let Some(end) = member.end {
                end.close();
            }
        }
    }

    /// How many there are, at work or not.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether somebody takes another part now.
    pub fn has_room(&self) -> bool {
        self.free().is_some()
    }

    fn free(&self) -> Option<usize> {
        let able = |m: &Member| m.ready && m.end.is_some() && m.parts.len() < AT_A_TIME;
        let members = self.members.iter().enumerate().filter(|(_, m)| able(m));
        members.min_by_key(|(_, m)| m.parts.len()).map(|(i, _)| i)
    }

    /// Gives a part to whoever has least to do: `begun` and the bytes that are lent, whose buffer is gone then.
    /// `false` if nobody takes it.
    pub fn give(&mut self, part: u32, begun: Vec<u8>, lent: Lent) -> bool {
        let Some(member) = self.free().and_then(|i| self.members.get_mut(i)) else { return false };
        let mut slots = Slots::new();
        let bytes = slots.push_buffer(lent.buffer);
        member.parts.push_back(part);
        member.say(&ToHelper::Read { part, begun, bytes, len: lent.len as u32 }, &slots);
        true
    }

    /// The buffers of parts that were read, to be filled again.
    pub fn returned(&mut self) -> Vec<ArrayBuffer> {
        std::mem::take(&mut self.returned)
    }

    /// What has become of parts since it was asked last.
    pub fn told(&mut self) -> Vec<Told> {
        let mut told = Vec::new();
        let news: Vec<(usize, News)> = self.inbox.news.borrow_mut().drain(..).collect();
        for (i, news) in news {
            let Some(member) = self.members.get_mut(i) else { continue };
            match news {
                News::Broke(text) => member.break_down(&text),
                News::Message(data) => match wire::decode::<FromHelper>(&data) {
                    Ok((message, slots)) => {
                        if let FromHelper::Done { bytes, .. } = &message {
                            self.returned.extend(slots.buffer(*bytes).cloned());
                        }
                        told.extend(member.take(message, &slots, self.plan.as_ref()));
                    }
                    Err(fault) => member.break_down(&fault.to_string()),
                },
            }
        }
        // Parts of whoever is broken, be it since a message could not be sent.
        for member in self.members.iter_mut().filter(|m| m.end.is_none()) {
            told.extend(member.parts.drain(..).map(Told::Lost));
        }
        told
    }

    /// Whether nobody has a part.
    pub fn is_idle(&self) -> bool {
        self.members.iter().all(|m| m.parts.is_empty())
    }

    /// Waits until there may be something new.
    pub async fn news(&self) {
        poll_fn(|cx| {
            if !self.inbox.news.borrow().is_empty() || self.is_idle() {
                return Poll::Ready(());
            }
            *self.inbox.waker.borrow_mut() = Some(cx.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

impl Drop for Team {
    fn drop(&mut self) {
        self.end();
    }
}

impl Member {
    fn take(&mut self, message: FromHelper, slots: &Slots, plan: Option<&PartPlan>) -> Option<Told> {
        match message {
            FromHelper::Ready { protocol, build } => {
                if protocol != PROTOCOL || build != BUILD_ID {
                    self.break_down("another build");
                    return None;
                }
                self.ready = true;
                if let Some(plan) = plan {
                    self.say(&ToHelper::Plan(plan.clone()), &Slots::new());
                }
                None
            }
            FromHelper::Done { part, head, samples, bytes: _ } => {
                self.parts.retain(|p| *p != part);
                Some(match slots.buffer(samples) {
                    Some(buffer) => Told::Done(part, head, Packed::new(buffer.clone())),
                    None => Told::Lost(part),
                })
            }
            FromHelper::Failed { part } => {
                self.parts.retain(|p| *p != part);
                Some(Told::Lost(part))
            }
            FromHelper::Panicked { text } => {
                self.break_down(&text);
                None
            }
        }
    }

    fn say(&mut self, message: &ToHelper, slots: &Slots) {
        let sent = self.end.as_ref().map(|end| wire::send(end.as_ref(), message, slots));
        if let Some(Err(error)) = sent {
            self.break_down(&error.to_string());
        }
    }

    /// Ends a helper that is of no more use.
    fn break_down(&mut self, why: &str) {
        if let Some(end) = self.end.take() {
            tracing::warn!(why, "a helper is given up");
            end.close();
        }
    }
}

impl Inbox {
    fn put(&self, member: usize, news: News) {
        self.news.borrow_mut().push_back((member, news));
        let waker = self.waker.borrow_mut().take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
