//! MS-NRBF, the stream of a .NET BinaryFormatter, read as plain data: no type is ever looked up or made.
//!
//! Bytes come in pieces of any size. The stream is cut into units (a record's head, a member, a stretch of an array); a
//! unit that is not complete waits for more. Nothing is nested in the program: open objects lie on a stack of limited
//! depth. No length or count of the stream is trusted before its bytes are there.
//!
//! Source of the format: MS-NRBF, .NET Remoting: Binary Format Data Structure.

use std::collections::BTreeMap;

use super::atoms::At;
use super::graph::{Graph, Object, Value};
use super::section::Section;
use crate::engine::import::Damage;
use crate::engine::import::text::store::ColumnStore;

/// Objects inside each other; a formatter nests only values such as enumerations, two deep.
const MAX_DEPTH: usize = 64;
/// Memory of all objects but samples and texts, in bytes; real files need 3 MB.
const MAX_GRAPH: usize = 48 << 20;
/// Longest unit: a class with all its names.
const MAX_UNIT: usize = 1 << 20;
/// Doubles of a list up to which it may be an axis and keeps all digits.
pub(crate) const SHORT_LIST: usize = 1024;

/// What a unit came to.
pub(crate) enum Step {
    /// So many bytes were used.
    Used(usize),
    /// More bytes are needed.
    Wait,
}

/// How a member or element is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Primitive(u8),
    Record,
}

/// A class as the stream defines it.
#[derive(Debug)]
pub(crate) struct Layout {
    pub class: usize,
    pub kinds: Vec<Kind>,
    /// Passwords, keys and encrypted parts: read over, never kept.
    pub protected: bool,
}

/// What is open.
pub(crate) enum Frame {
    Members {
        id: i32,
        layout: usize,
        values: Vec<Value>,
    },
    Elements {
        id: i32,
        left: u64,
        kind: Kind,
        values: Vec<Value>,
    },
    /// Doubles of an array, and how many are still to come.
    Doubles {
        id: i32,
        left: u64,
        short: Vec<f64>,
        long: Option<Box<ColumnStore>>,
    },
    /// Bytes that are read over; the calibration's text is searched for a section on the way.
    Skip {
        left: u64,
        searched: bool,
    },
}

/// The reader.
pub(crate) struct Nrbf {
    pub graph: Graph,
    /// The part of the calibration's text in which channels have names.
    pub section: Section,
    pub layouts: Vec<Layout>,
    pub by_id: BTreeMap<i32, usize>,
    pub stack: Vec<Frame>,
    waiting: Vec<u8>,
    /// Bytes that have to be there before the next try.
    wanted: usize,
    cost: usize,
    pub started: bool,
    pub ended: bool,
    /// The object whose text names the channels.
    pub text_id: Option<i32>,
}

impl Nrbf {
    pub fn new() -> Self {
        Self {
            graph: Graph::default(),
            section: Section::new(b"<Datalogger>", b"</Datalogger>"),
            layouts: Vec::new(),
            by_id: BTreeMap::new(),
            stack: Vec::new(),
            waiting: Vec::new(),
            wanted: 0,
            cost: 0,
            started: false,
            ended: false,
            text_id: None,
        }
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Damage> {
        if self.waiting.is_empty() {
            let used = self.read(bytes)?;
            self.waiting.extend_from_slice(bytes.get(used..).unwrap_or_default());
            return Ok(());
        }
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() < self.wanted {
            return Ok(());
        }
        let mut waiting = std::mem::take(&mut self.waiting);
        let used = self.read(&waiting)?;
        waiting.drain(..used);
        self.waiting = waiting;
        Ok(())
    }

    /// Ends the stream: the samples of an array that breaks off are kept. Tells whether it was whole.
    pub fn finish(&mut self) -> Result<bool, Damage> {
        let waiting = std::mem::take(&mut self.waiting);
        self.read(&waiting)?;
        if let Some(Frame::Doubles { .. }) = self.stack.last() {
            self.close();
        }
        Ok(self.ended)
    }

    /// Reads as many units as there are.
    fn read(&mut self, bytes: &[u8]) -> Result<usize, Damage> {
        let mut used = 0;
        while !self.ended {
            let rest = bytes.get(used..).unwrap_or_default();
            match self.unit(rest)? {
                Step::Used(n) => used += n,
                Step::Wait if rest.len() > MAX_UNIT => return Err(Damage::Limit),
                Step::Wait => {
                    // Not at every byte anew: a long unit that comes byte by byte would cost its square.
                    self.wanted = rest.len() + rest.len() / 4 + 1;
                    return Ok(used);
                }
            }
        }
        Ok(bytes.len())
    }

    fn unit(&mut self, bytes: &[u8]) -> Result<Step, Damage> {
        self.close_what_is_full();
        match self.stack.last_mut() {
            None | Some(Frame::Elements { kind: Kind::Record, .. }) => self.record(bytes),
            Some(Frame::Skip { left, searched }) => {
                let n = (*left).min(bytes.len() as u64) as usize;
                *left -= n as u64;
                if *searched {
                    self.section.search(bytes.get(..n).unwrap_or_default());
                }
                Ok(if n == 0 { Step::Wait } else { Step::Used(n) })
            }
            Some(Frame::Doubles { left, short, long, .. }) => {
                let n = (*left).min(bytes.len() as u64 / 8) as usize;
                *left -= n as u64;
                take_doubles(bytes.get(..n * 8).unwrap_or_default(), short, long);
                Ok(if n == 0 { Step::Wait } else { Step::Used(n * 8) })
            }
            Some(Frame::Elements { kind: Kind::Primitive(of), left, .. }) => {
                let mut at = At::new(bytes);
                let of = *of;
                let Some(_) = at.primitive(of)? else { return Ok(Step::Wait) };
                *left -= 1;
                Ok(Step::Used(at.used))
            }
            Some(Frame::Members { layout, values, .. }) => {
                let kinds = self.layouts.get(*layout).map(|l| l.kinds.as_slice()).unwrap_or_default();
                let Some(Kind::Primitive(_)) = kinds.get(values.len()) else { return self.record(bytes) };
                let mut at = At::new(bytes);
                let mut whole = 0;
                while let Some(Kind::Primitive(of)) = kinds.get(values.len()) {
                    let Some(value) = at.primitive(*of)? else { break };
                    values.push(value);
                    whole = at.used;
                }
                Ok(if whole == 0 { Step::Wait } else { Step::Used(whole) })
            }
        }
    }

    /// Closes objects that have all their parts, the innermost first.
    fn close_what_is_full(&mut self) {
        while self.stack.last().is_some_and(|frame| match frame {
            Frame::Members { layout, values, .. } => {
                self.layouts.get(*layout).is_none_or(|l| values.len() >= l.kinds.len())
            }
            Frame::Elements { left, .. } | Frame::Doubles { left, .. } | Frame::Skip { left, .. } => {
                *left == 0
            }
        }) {
            self.close();
        }
    }

    fn close(&mut self) {
        match self.stack.pop() {
            Some(Frame::Members { id, layout, values }) => {
                let Some(layout) = self.layouts.get(layout) else { return };
                if layout.protected {
                    return;
                }
                let class = layout.class;
                let named = |m: &String| m == "AdjustSream" || m == "AdjustStream";
                if self.text_id.is_none()
                    && let Some(place) =
                        self.graph.classes.get(class).and_then(|c| c.members.iter().position(named))
                    && let Some(Value::Object(text)) = values.get(place)
                {
                    self.text_id = Some(*text);
                }
                self.graph.objects.insert(id, Object::Instance { class, values: values.into() });
            }
            Some(Frame::Elements { id, kind: Kind::Record, values, .. }) => {
                self.graph.objects.insert(id, Object::List(values.into()));
            }
            Some(Frame::Doubles { id, short, long, .. }) => {
                let object = match long {
                    Some(store) => Object::Samples(store),
                    None => Object::Doubles(short),
                };
                self.graph.objects.insert(id, object);
            }
            _ => {}
        }
    }

    /// Charges memory.
    pub fn charge(&mut self, bytes: usize) -> Result<(), Damage> {
        self.cost += bytes;
        if self.cost > MAX_GRAPH { Err(Damage::Limit) } else { Ok(()) }
    }

    pub fn push(&mut self, frame: Frame) -> Result<(), Damage> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(Damage::Limit);
        }
        self.charge(128)?;
        self.stack.push(frame);
        Ok(())
    }

    /// A value in the place where one is due.
    pub fn put(&mut self, value: Value, times: u64) -> Result<(), Damage> {
        let nothing = value == Value::Null;
        let kept = match self.stack.last_mut() {
            Some(Frame::Members { layout, values, .. }) => {
                let members = self.layouts.get(*layout).map_or(0, |l| l.kinds.len());
                if times > (members - values.len().min(members)) as u64 {
                    return Err(Damage::Structure);
                }
                values.extend(std::iter::repeat_n(value, times as usize));
                times as usize
            }
            Some(Frame::Elements { left, values, .. }) => {
                *left = left.checked_sub(times).ok_or(Damage::Structure)?;
                if !nothing {
                    values.push(value);
                }
                usize::from(!nothing)
            }
            _ => 0,
        };
        self.charge(kept * size_of::<Value>())
    }
}

/// Takes doubles; more than an axis has are narrowed as samples are.
fn take_doubles(bytes: &[u8], short: &mut Vec<f64>, long: &mut Option<Box<ColumnStore>>) {
    let mut lane = [0.0; 64];
    for piece in bytes.chunks(64 * 8) {
        let mut count = 0;
        for (cell, raw) in lane.iter_mut().zip(piece.as_chunks::<8>().0) {
            *cell = f64::from_le_bytes(*raw);
            count += 1;
        }
        let lane = lane.get_mut(..count).unwrap_or_default();
        match long {
            Some(store) => store.push(lane),
            None if short.len() + count <= SHORT_LIST => short.extend_from_slice(lane),
            None => {
                let mut store = Box::new(ColumnStore::new(false));
                store.push(short);
                store.push(lane);
                *long = Some(store);
                *short = Vec::new();
            }
        }
    }
}
