//! From bytes to a log.
//!
//! A large text is read by the worker and its helpers together: the worker passes the file through once, in order, for
//! its hash, and cuts it into parts of whole lines; whoever has time reads one; the worker joins them in the order of the
//! file. What a helper cannot do for whatever reason, the worker does itself from the file's own bytes.

use std::collections::VecDeque;

use js_sys::ArrayBuffer;
use web_sys::Blob;

use super::feed::{feed, finish};
use super::source::Bytes;
use crate::engine::import::{Cutter, Imported, Importer, Part, PartHead, PartPlan, PartReader};
use crate::protocol::{Import, Stage};
use crate::web::macrotask;
use crate::web::marks::{self, Stopwatch};
use crate::worker::columns::Packed;
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;
use crate::worker::files::{self, Lent, Slices};
use crate::worker::server::Server;
use crate::worker::team::{Team, Told};

/// Parts that had to be read again after which no more are given away: it is a log whose columns change all the time.
const TOO_OFTEN: u32 = 4;

/// Streams the file through the reader, slice by slice.
pub async fn read(server: &Server, cx: &JobCx, source: Bytes, q: &Import) -> Result<Imported, Fault> {
    let total = source.total();
    cx.report(Stage::Validate, 0.0, total);
    let reading = Stopwatch::start("import:read");
    let mut importer = Importer::new(q.options.clone()).expect_bytes(total as u64);
    let team = source.blob().and_then(|_| server.team(total));
    match (source, team) {
        (Bytes::Blob(blob), Some(team)) => importer = Joint::new(importer, team, blob, cx).read().await?,
        (source, _) => feed(cx, &mut importer, source).await?,
    }
    drop(reading);
    let _making = Stopwatch::start("import:make");
    finish(cx, importer).await
}

/// Parts for each helper that wait to be joined, those it has among them.
const WAITING: usize = 8;

/// Reading with helpers.
struct Joint<'a> {
    importer: Importer,
    team: Team,
    blob: Blob,
    cx: &'a JobCx,
    way: Way,
    /// Parts that are not joined yet, in the order of the file.
    parts: VecDeque<Open>,
    /// Number of the first of them.
    first: u32,
    /// Bytes given to the importer or cut into parts.
    cut: f64,
    /// Bytes that are in the log.
    done: f64,
    /// Parts of helpers that were joined, and parts that had to be read again.
    helped: u32,
    again: u32,
}

/// How the next bytes are read.
enum Way {
    /// In order, as long as the format is not known.
    Opening,
    Parts(PartPlan, Cutter),
    /// In order, to the end.
    Alone,
}

/// A part and where it lies in the file.
struct Open {
    from: f64,
    to: f64,
    state: State,
}

enum State {
    Away,
    Here(Part),
    Back(PartHead, Packed),
    Lost,
}

impl<'a> Joint<'a> {
    fn new(importer: Importer, team: Team, blob: Blob, cx: &'a JobCx) -> Self {
        Self {
            importer,
            team,
            blob,
            cx,
            way: Way::Opening,
            parts: VecDeque::new(),
            first: 0,
            cut: 0.0,
            done: 0.0,
            helped: 0,
            again: 0,
        }
    }

    async fn read(mut self) -> Result<Importer, Fault> {
        let mut slices = Slices::new(self.blob.clone());
        while let Some((bytes, lent)) = slices.next_and_buffer().await? {
            let left = match &self.way {
                Way::Parts(..) => self.part(bytes, lent).await?,
                Way::Opening => {
                    self.in_order(bytes)?;
                    self.open();
                    Some(lent.buffer)
                }
                Way::Alone => {
                    self.in_order(bytes)?;
                    Some(lent.buffer)
                }
            };
            left.into_iter().chain(self.team.returned()).for_each(|buffer| slices.give_back(buffer));
            self.cx.report(Stage::Process, self.done, self.blob.size());
            // What helpers say is heard only so.
            macrotask::give_way().await;
            self.cx.check()?;
        }
        self.alone().await?;
        self.cx.report(Stage::Process, self.done, self.blob.size());
        if self.helped > 0 {
            marks::mark("import:helped");
        }
        Ok(self.importer)
    }

    fn in_order(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.importer.feed(bytes)?;
        self.cut += bytes.len() as f64;
        self.done = self.cut;
        Ok(())
    }

    /// Begins to cut the file, where its format allows it.
    fn open(&mut self) {
        self.way = if let Some((plan, cutter)) = self.importer.divide() {
            self.cut -= cutter.begun() as f64;
            self.team.plan(plan.clone());
            Way::Parts(plan, cutter)
        } else {
            self.team.end();
            Way::Alone
        };
    }

    /// Takes bytes while the file is cut; they are the same as those that are lent. Answers with the buffer unless a
    /// helper has it.
    async fn part(&mut self, bytes: &[u8], lent: Lent) -> Result<Option<ArrayBuffer>, Fault> {
        let Way::Parts(_, cutter) = &mut self.way else { return Ok(Some(lent.buffer)) };
        self.importer.pass(bytes);
        let part = cutter.cut(bytes);
        let endless = cutter.is_endless();
        self.hear();
        self.join().await?;
        let mut left = Some(lent.buffer);
        if let Some((begun, whole)) = part {
            let from = self.cut;
            self.cut += (begun.len() + whole) as f64;
            let state = if self.again < TOO_OFTEN
                && self.team.has_room()
                && let Some(buffer) = left.take()
            {
                let number = self.first + self.parts.len() as u32;
                let given = self.team.give(number, begun, Lent { buffer, len: whole });
                Some(if given { State::Away } else { State::Lost })
            } else {
                self.own(&begun, bytes.get(..whole).unwrap_or(bytes))?
            };
            if let Some(state) = state {
                self.parts.push_back(Open { from, to: self.cut, state });
            }
        }
        if endless {
            self.alone().await?;
            return Ok(left);
        }
        // So that memory stays small whatever takes its time.
        while self.parts.len() > WAITING * self.team.len() {
            self.wait().await?;
        }
        Ok(left)
    }

    /// Reads a part here: straight into the log where all before it is there.
    fn own(&mut self, begun: &[u8], rest: &[u8]) -> Result<Option<State>, Fault> {
        let apart = !self.parts.is_empty();
        if let (true, Way::Parts(plan, _)) = (apart, &self.way) {
            let mut reader = PartReader::new(plan, (begun.len() + rest.len()) as u64);
            reader.feed(begun);
            reader.feed(rest);
            return Ok(Some(reader.finish().map_or(State::Lost, State::Here)));
        }
        self.importer.read(begun)?;
        self.importer.read(rest)?;
        self.done = self.cut;
        Ok(None)
    }

    /// Notes what helpers have told.
    fn hear(&mut self) {
        for told in self.team.told() {
            let (number, state) = match told {
                Told::Done(number, head, samples) => (number, State::Back(head, samples)),
                Told::Lost(number) => (number, State::Lost),
            };
            let place = number.checked_sub(self.first).map(|i| i as usize);
            if let Some(open) = place.and_then(|i| self.parts.get_mut(i)) {
                open.state = state;
            }
        }
    }

    /// Joins what is there, up to the first part that is not.
    async fn join(&mut self) -> Result<(), Fault> {
        while self.parts.front().is_some_and(|open| !matches!(open.state, State::Away)) {
            let Some(Open { from, to, state }) = self.parts.pop_front() else { break };
            self.first += 1;
            let (joined, here) = match state {
                State::Here(Part { head, samples }) => {
                    (self.importer.join(head, &mut samples.into_iter()), true)
                }
                State::Back(head, mut samples) => {
                    let joined = self.importer.join(head, &mut samples);
                    self.helped += u32::from(joined);
                    (joined, true)
                }
                State::Away | State::Lost => (false, false),
            };
            if !joined {
                let bytes = files::stretch(&self.blob, from, to).await?;
                self.importer.read(&bytes)?;
                if here {
                    self.plan_again();
                }
            }
            self.done = to;
            self.cx.report(Stage::Process, self.done, self.blob.size());
            self.cx.check()?;
        }
        Ok(())
    }

    /// A part did not fit the rows before it: the parts that follow are read with what is known now.
    fn plan_again(&mut self) {
        self.again += 1;
        if let (Way::Parts(plan, _), Some((new, _))) = (&mut self.way, self.importer.divide()) {
            plan.clone_from(&new);
            self.team.plan(new);
        }
    }

    /// Waits for the next part of a helper, if any is away.
    async fn wait(&mut self) -> Result<(), Fault> {
        self.team.news().await;
        self.cx.check()?;
        self.hear();
        if self.team.is_idle() {
            // Whatever became of them, nobody is going to bring them.
            let away = self.parts.iter_mut().filter(|open| matches!(open.state, State::Away));
            away.for_each(|open| open.state = State::Lost);
        }
        self.join().await
    }

    /// Waits for all parts; what follows is read in order.
    async fn alone(&mut self) -> Result<(), Fault> {
        while !self.parts.is_empty() {
            self.wait().await?;
        }
        self.team.end();
        if let Way::Parts(_, cutter) = std::mem::replace(&mut self.way, Way::Alone) {
            let rest = cutter.rest();
            self.importer.read(&rest)?;
            self.cut += rest.len() as f64;
            self.done = self.cut;
        }
        Ok(())
    }
}
