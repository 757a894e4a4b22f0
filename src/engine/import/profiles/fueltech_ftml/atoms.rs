//! The smallest parts of an MS-NRBF stream. `None` says that more bytes are needed.

use super::graph::Value;
use super::nrbf::Kind;
use crate::engine::import::Damage;

/// Longest name of a class or member.
const MAX_NAME: usize = 4096;

/// The primitive type of doubles.
pub(crate) const DOUBLE: u8 = 6;

/// Bytes of a primitive of fixed width.
pub(crate) const fn width(of: u8) -> Option<usize> {
    match of {
        1 | 2 | 10 => Some(1),
        7 | 14 => Some(2),
        8 | 11 | 15 => Some(4),
        6 | 9 | 12 | 13 | 16 => Some(8),
        _ => None,
    }
}

/// A place in bytes.
pub(crate) struct At<'a> {
    bytes: &'a [u8],
    pub used: usize,
}

impl<'a> At<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, used: 0 }
    }

    pub fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.used..self.used.checked_add(count)?)?;
        self.used += count;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.bytes(N)?.first_chunk().copied()
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    pub fn i32(&mut self) -> Option<i32> {
        self.array().map(i32::from_le_bytes)
    }

    /// A length in groups of seven bits, the lowest first.
    pub fn length(&mut self) -> Result<Option<usize>, Damage> {
        let mut length = 0u64;
        for group in 0..5 {
            let Some(byte) = self.u8() else { return Ok(None) };
            length |= u64::from(byte & 0x7F) << (7 * group);
            if byte & 0x80 == 0 {
                return match i32::try_from(length) {
                    Ok(length) => Ok(Some(length as usize)),
                    Err(_) => Err(Damage::Structure),
                };
            }
        }
        Err(Damage::Structure)
    }

    /// A name with its length before it.
    pub fn name(&mut self) -> Result<Option<&'a str>, Damage> {
        let Some(length) = self.length()? else { return Ok(None) };
        if length > MAX_NAME {
            return Err(Damage::Limit);
        }
        match self.bytes(length).map(std::str::from_utf8) {
            Some(Ok(name)) => Ok(Some(name)),
            Some(Err(_)) => Err(Damage::Structure),
            None => Ok(None),
        }
    }

    /// A primitive; what is no figure is null.
    pub fn primitive(&mut self, of: u8) -> Result<Option<Value>, Damage> {
        let number = |x: f64| Value::Number(x);
        Ok(match of {
            1 | 2 => self.u8().map(|x| number(f64::from(x))),
            3 => return self.letter(),
            5 | 18 => {
                let Some(length) = self.length()? else { return Ok(None) };
                self.bytes(length).map(|_| Value::Null)
            }
            6 => self.array().map(f64::from_le_bytes).map(number),
            7 => self.array().map(i16::from_le_bytes).map(|x| number(f64::from(x))),
            8 => self.i32().map(|x| number(f64::from(x))),
            9 | 12 | 13 | 16 => self.array().map(i64::from_le_bytes).map(Value::Long),
            10 => self.array().map(i8::from_le_bytes).map(|x| number(f64::from(x))),
            11 => self.array().map(f32::from_le_bytes).map(|x| number(f64::from(x))),
            14 => self.array().map(u16::from_le_bytes).map(|x| number(f64::from(x))),
            15 => self.array().map(u32::from_le_bytes).map(|x| number(f64::from(x))),
            _ => return Err(Damage::Structure),
        })
    }

    /// One letter of UTF-8.
    fn letter(&mut self) -> Result<Option<Value>, Damage> {
        let Some(first) = self.u8() else { return Ok(None) };
        let more = match first {
            0..=0x7F => 0,
            0xC0..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF7 => 3,
            _ => return Err(Damage::Structure),
        };
        Ok(self.bytes(more).map(|_| Value::Null))
    }

    /// How the members of a class are written: a kind for each, then what the kinds need.
    pub fn kinds(&mut self, count: usize) -> Result<Option<Vec<Kind>>, Damage> {
        let Some(codes) = self.bytes(count) else { return Ok(None) };
        let mut kinds = Vec::with_capacity(count);
        for code in codes {
            match self.kind(*code)? {
                Some(kind) => kinds.push(kind),
                None => return Ok(None),
            }
        }
        Ok(Some(kinds))
    }

    fn kind(&mut self, code: u8) -> Result<Option<Kind>, Damage> {
        Ok(match code {
            0 => match self.u8() {
                Some(of) if is_primitive(of) => Some(Kind::Primitive(of)),
                Some(_) => return Err(Damage::Structure),
                None => None,
            },
            1 | 2 | 5 | 6 => Some(Kind::Record),
            3 => self.name()?.map(|_| Kind::Record),
            4 => match self.name()? {
                Some(_) => self.i32().map(|_| Kind::Record),
                None => None,
            },
            7 => self.u8().map(|_| Kind::Record),
            _ => return Err(Damage::Structure),
        })
    }

    /// Number of elements and their kind, of an array of any shape.
    pub fn shape(&mut self) -> Result<Option<(u64, Kind)>, Damage> {
        let (Some(shape), Some(rank)) = (self.u8(), self.i32()) else { return Ok(None) };
        if shape > 5 || !(1..=32).contains(&rank) {
            return Err(Damage::Structure);
        }
        let mut count = 1u64;
        for _ in 0..rank {
            let Some(length) = self.i32() else { return Ok(None) };
            let length = count_of(length)?;
            count = count.checked_mul(length).ok_or(Damage::Structure)?;
        }
        // Shapes with lower bounds.
        if shape >= 3 && self.bytes(4 * rank as usize).is_none() {
            return Ok(None);
        }
        let Some(code) = self.u8() else { return Ok(None) };
        Ok(self.kind(code)?.map(|kind| (count, kind)))
    }
}

/// Whether members and elements can be of this primitive type.
pub(crate) const fn is_primitive(of: u8) -> bool {
    width(of).is_some() || matches!(of, 3 | 5 | 18)
}

/// A number of things, which is never less than none.
pub(crate) fn count_of(number: i32) -> Result<u64, Damage> {
    if number < 0 { Err(Damage::Structure) } else { Ok(number as u64) }
}
