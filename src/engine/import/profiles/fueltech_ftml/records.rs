//! The records of an MS-NRBF stream.

use super::atoms::{At, DOUBLE, count_of, is_primitive, width};
use super::graph::{Class, Object, Value};
use super::nrbf::{Frame, Kind, Layout, Nrbf, Step};
use crate::engine::import::Damage;

/// Most members of a class; FTManager's largest has 760.
const MAX_MEMBERS: usize = 16_384;
/// Longest text that is kept.
const MAX_TEXT: usize = 1024;

impl Nrbf {
    /// Reads a record; nothing is changed where it is not complete.
    pub fn record(&mut self, bytes: &[u8]) -> Result<Step, Damage> {
        let mut at = At::new(bytes);
        let Some(kind) = at.u8() else { return Ok(Step::Wait) };
        if self.started == (kind == 0) {
            return Err(Damage::Structure);
        }
        let read = match kind {
            0 => self.header(&mut at)?,
            1 => self.again(&mut at)?,
            4 | 5 => self.class(&mut at, kind == 5)?,
            6 => self.string(&mut at)?,
            7 | 15 | 16 | 17 => self.array(&mut at, kind)?,
            8 => match at.u8() {
                Some(of) => match at.primitive(of)? {
                    Some(value) => Some(self.put(value, 1)?),
                    None => None,
                },
                None => None,
            },
            9 => match at.i32() {
                Some(id) => Some(self.put(Value::Object(id), 1)?),
                None => None,
            },
            10 => Some(self.put(Value::Null, 1)?),
            11 => {
                if !self.stack.is_empty() {
                    return Err(Damage::Structure);
                }
                self.ended = true;
                Some(())
            }
            12 => at.i32().and(at.name()?).map(|_| ()),
            13 => match at.u8() {
                Some(n) => Some(self.put(Value::Null, u64::from(n))?),
                None => None,
            },
            14 => match at.i32() {
                Some(n) => Some(self.put(Value::Null, count_of(n)?)?),
                None => None,
            },
            _ => return Err(Damage::Structure),
        };
        Ok(if read.is_some() { Step::Used(at.used) } else { Step::Wait })
    }

    fn header(&mut self, at: &mut At<'_>) -> Result<Option<()>, Damage> {
        let (Some(root), Some(_), Some(major), Some(_)) = (at.i32(), at.i32(), at.i32(), at.i32()) else {
            return Ok(None);
        };
        if major != 1 {
            return Err(Damage::Structure);
        }
        self.graph.root = root;
        self.started = true;
        Ok(Some(()))
    }

    /// An object of a class that was told before.
    fn again(&mut self, at: &mut At<'_>) -> Result<Option<()>, Damage> {
        let (Some(id), Some(of)) = (at.i32(), at.i32()) else { return Ok(None) };
        let layout = *self.by_id.get(&of).ok_or(Damage::Structure)?;
        self.by_id.entry(id).or_insert(layout);
        self.open(id, layout).map(Some)
    }

    fn open(&mut self, id: i32, layout: usize) -> Result<(), Damage> {
        self.put(Value::Object(id), 1)?;
        let members = self.layouts.get(layout).map_or(0, |l| l.kinds.len());
        self.charge(members * size_of::<Value>())?;
        self.push(Frame::Members { id, layout, values: Vec::with_capacity(members) })
    }

    fn class(&mut self, at: &mut At<'_>, with_library: bool) -> Result<Option<()>, Damage> {
        let Some(id) = at.i32() else { return Ok(None) };
        let Some(name) = at.name()? else { return Ok(None) };
        let Some(count) = at.i32() else { return Ok(None) };
        let count = count_of(count)? as usize;
        if count > MAX_MEMBERS {
            return Err(Damage::Limit);
        }
        let mut members = Vec::new();
        for _ in 0..count {
            let Some(member) = at.name()? else { return Ok(None) };
            members.push(plain(member).to_owned());
        }
        let Some(kinds) = at.kinds(count)? else { return Ok(None) };
        if with_library && at.i32().is_none() {
            return Ok(None);
        }
        let lost: usize = members.iter().map(|m| m.len() + 40).sum();
        self.charge(lost + name.len() + 128)?;
        let protected = ["Security", "Cripto", "Password"].iter().any(|word| name.contains(word));
        self.graph.classes.push(Class { name: name.to_owned(), members });
        self.layouts.push(Layout { class: self.graph.classes.len() - 1, kinds, protected });
        let layout = self.layouts.len() - 1;
        self.by_id.insert(id, layout);
        self.open(id, layout).map(Some)
    }

    fn string(&mut self, at: &mut At<'_>) -> Result<Option<()>, Damage> {
        let Some(id) = at.i32() else { return Ok(None) };
        let Some(len) = at.length()? else { return Ok(None) };
        if len > MAX_TEXT {
            self.put(Value::Null, 1)?;
            self.push(Frame::Skip { left: len as u64, searched: false })?;
            return Ok(Some(()));
        }
        let Some(text) = at.bytes(len) else { return Ok(None) };
        self.charge(len + 64)?;
        let text = String::from_utf8_lossy(text).into_owned();
        self.graph.objects.insert(id, Object::Text(text.into()));
        self.put(Value::Object(id), 1).map(Some)
    }

    fn array(&mut self, at: &mut At<'_>, record: u8) -> Result<Option<()>, Damage> {
        let Some(id) = at.i32() else { return Ok(None) };
        let (left, kind) = if record == 7 {
            match at.shape()? {
                Some(shape) => shape,
                None => return Ok(None),
            }
        } else {
            let Some(len) = at.i32() else { return Ok(None) };
            let left = count_of(len)?;
            match record {
                15 => match at.u8() {
                    Some(of) if is_primitive(of) => (left, Kind::Primitive(of)),
                    Some(_) => return Err(Damage::Structure),
                    None => return Ok(None),
                },
                _ => (left, Kind::Record),
            }
        };
        self.put(Value::Object(id), 1)?;
        let frame = match kind {
            Kind::Primitive(DOUBLE) => Frame::Doubles { id, left, short: Vec::new(), long: None },
            Kind::Primitive(of) => match width(of) {
                Some(width) => {
                    let searched = self.text_id == Some(id);
                    Frame::Skip { left: left.saturating_mul(width as u64), searched }
                }
                None => Frame::Elements { id, left, kind, values: Vec::new() },
            },
            Kind::Record => Frame::Elements { id, left, kind, values: Vec::new() },
        };
        self.push(frame).map(Some)
    }
}

/// A property's name as its program has it: `<Name>k__BackingField` is `Name`.
fn plain(member: &str) -> &str {
    member.strip_prefix('<').and_then(|m| m.strip_suffix(">k__BackingField")).unwrap_or(member)
}
