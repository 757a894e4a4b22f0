//! The header of an MLG file: fields, bits and the text about the log.
//!
//! All figures are big-endian. Version 1 and 2 differ in the width of one offset and in a category behind each field.
//! Source: EFI Analytics, "MLVLG Binary Log Format" 1.0 and 2.0, checked against logs of both versions.

use crate::engine::import::profiles::bytes::{at, decimal, f32_be, letters, plain, text, u16_be, u32_be};
use crate::engine::import::text::layout::MAX_COLUMNS;
use crate::engine::import::{Damage, ImportError, KnownFormat};

/// First bytes of every file.
pub(super) const SIGNATURE: &[u8; 6] = b"MLVLG\0";
/// Bytes up to the first field, at most.
pub(super) const FIXED: usize = 24;
/// The longest header that is read, tune included: no tune has more than a few hundred kilobytes.
const LONGEST: usize = 32 << 20;
/// Fields that are read; rusEFI has up to 1,300.
const MAX_FIELDS: usize = MAX_COLUMNS;

/// Longest name of a bit, in bytes.
const NAME: usize = 200;

/// How a field's bytes are a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    I64,
    F32,
}

impl Kind {
    const fn size(self) -> usize {
        match self {
            Kind::U8 | Kind::I8 => 1,
            Kind::U16 | Kind::I16 => 2,
            Kind::U32 | Kind::I32 | Kind::F32 => 4,
            Kind::I64 => 8,
        }
    }
}

/// Words for 0 and 1 by display style.
const SWITCHES: [(u8, &str); 5] =
    [(4, "Off/On"), (5, "No/Yes"), (6, "Low/High"), (7, "Inactive/Active"), (8, "False/True")];

/// The words of a display style that has two.
fn words(style: u8) -> Option<&'static str> {
    SWITCHES.iter().find(|(s, _)| *s == style).map(|(_, words)| *words)
}

/// One field of a record.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub name: String,
    pub unit: String,
    pub kind: Kind,
    /// Where it stands in a record.
    pub offset: usize,
    /// Value = (raw + transform) * scale.
    pub scale: f64,
    pub transform: f64,
    /// Decimals shown.
    pub digits: i8,
    /// Shown as a switch.
    pub switch: bool,
    /// Names of its bits, the lowest first; empty where it is a figure.
    pub bits: Vec<String>,
}

/// What stands before the first block.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub fields: Vec<Field>,
    /// Bytes of a record without its header and checksum.
    pub record: usize,
    /// Where the first block is.
    pub begin: usize,
    /// The text about the log.
    pub info: Vec<u8>,
}

const fn damaged(at: usize, damage: Damage) -> ImportError {
    ImportError::Damaged { format: KnownFormat::Mlg, at: at as u64, damage }
}

/// Where the blocks begin, once the fixed part is there.
pub(super) fn begin(bytes: &[u8]) -> Result<Option<usize>, ImportError> {
    if bytes.len() < FIXED {
        return Ok(None);
    }
    let form = Form::of(bytes)?;
    Ok(Some(form.begin))
}

/// The fixed part.
struct Form {
    info: usize,
    begin: usize,
    record: usize,
    fields: usize,
    /// Offset and size of the field descriptors.
    first: usize,
    size: usize,
}

impl Form {
    fn of(bytes: &[u8]) -> Result<Self, ImportError> {
        let short = || damaged(bytes.len(), Damage::CutShort);
        let version = u16_be(bytes, 6).ok_or_else(short)?;
        // Offset of `begin`; what follows it has the same layout in both versions.
        let (info, place, size) = match version {
            1 => (u16_be(bytes, 12).map(u32::from), 14, 55),
            2 => (u32_be(bytes, 12), 16, 89),
            _ => return Err(damaged(6, Damage::Structure)),
        };
        let begin = u32_be(bytes, place).ok_or_else(short)? as usize;
        let form = Self {
            info: info.ok_or_else(short)? as usize,
            begin,
            record: usize::from(u16_be(bytes, place + 4).ok_or_else(short)?),
            fields: usize::from(u16_be(bytes, place + 6).ok_or_else(short)?),
            first: place + 8,
            size,
        };
        if form.begin > LONGEST {
            return Err(damaged(place, Damage::Limit));
        }
        if form.fields == 0 || form.begin < form.first + form.fields * form.size {
            return Err(damaged(place, Damage::Structure));
        }
        if form.fields > MAX_FIELDS {
            let (columns, limit) = (form.fields as u32, MAX_FIELDS as u32);
            return Err(ImportError::TooManyColumns { columns, limit });
        }
        Ok(form)
    }
}

impl Header {
    /// Reads a header. `bytes` start with the file; what the beginning of a file lacks of names and text stays empty,
    /// but every field has to be there.
    pub fn read(bytes: &[u8]) -> Result<Self, ImportError> {
        let form = Form::of(bytes)?;
        let mut fields = Vec::with_capacity(form.fields);
        let (mut offset, mut columns) = (0, 0);
        for i in 0..form.fields {
            let place = form.first + i * form.size;
            let descriptor =
                bytes.get(place..place + form.size).ok_or(damaged(bytes.len(), Damage::CutShort))?;
            let field =
                field(descriptor, bytes, offset, form.begin).ok_or(damaged(place, Damage::Structure))?;
            offset += field.kind.size();
            columns += field.bits.len().max(1);
            fields.push(field);
        }
        if columns > MAX_COLUMNS {
            return Err(ImportError::TooManyColumns { columns: columns as u32, limit: MAX_COLUMNS as u32 });
        }
        // Longer records may hold what no field names; shorter ones cannot hold the fields.
        if form.record < offset {
            return Err(damaged(form.first - 4, Damage::Structure));
        }
        let info = match form.info {
            0 => &[][..],
            start => bytes.get(start..form.begin).or_else(|| bytes.get(start..)).unwrap_or_default(),
        };
        let info = info.split(|b| *b == 0).next().unwrap_or_default().to_vec();
        Ok(Self { fields, record: form.record, begin: form.begin, info })
    }

    /// What the firmware calls itself: the first line of the text.
    pub fn firmware(&self) -> Option<String> {
        let text = letters(&self.info);
        let line = text.lines().next()?.trim().trim_matches('"');
        Some(plain(line)).filter(|l| !l.is_empty())
    }

    /// Local date and time of the capture, `Sun Aug 16 16:50:10 CEST 2020`, as ISO 8601.
    pub fn captured(&self) -> Option<String> {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let text = letters(&self.info);
        let line = text.lines().find_map(|l| l.trim_matches('"').strip_prefix("Capture Date:"))?;
        let words: Vec<&str> = line.split([',', '"']).next().unwrap_or_default().split_whitespace().collect();
        let [_, month, day, clock, .., year] = words.as_slice() else { return None };
        let month = MONTHS.iter().position(|m| m == month)? + 1;
        let (day, year) = (day.parse::<u32>().ok()?, year.parse::<u32>().ok()?);
        let parts: Vec<u32> = clock.split(':').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [hour, minute, second] = parts.as_slice() else { return None };
        let sound = (1..=31).contains(&day)
            && (1980..2200).contains(&year)
            && *hour < 24
            && *minute < 60
            && *second < 61;
        sound.then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"))
    }
}

/// One descriptor. `None` where its type is none.
fn field(descriptor: &[u8], file: &[u8], offset: usize, begin: usize) -> Option<Field> {
    let code = *descriptor.first()?;
    let name = text(descriptor, 1, 34);
    let style = *descriptor.get(45)?;
    let kind = match code {
        // Real files have 0x10 to 0x12 for bit fields, the specification says 10 to 12.
        0 | 10 | 0x10 => Kind::U8,
        1 => Kind::I8,
        2 | 11 | 0x11 => Kind::U16,
        3 => Kind::I16,
        4 | 12 | 0x12 => Kind::U32,
        5 => Kind::I32,
        6 => Kind::I64,
        7 => Kind::F32,
        _ => return None,
    };
    if code >= 8 {
        let words = words(*descriptor.get(46)?).unwrap_or("Off/On");
        let names = at::<4>(descriptor, 47).map(i32::from_be_bytes)?;
        let count = usize::from(*descriptor.get(51)?).min(kind.size() * 8);
        let bits = bit_names(file, begin, names, count, &name);
        return Some(Field {
            name,
            unit: words.to_owned(),
            kind,
            offset,
            scale: 1.0,
            transform: 0.0,
            digits: 0,
            switch: true,
            bits,
        });
    }
    let written = text(descriptor, 35, 10);
    let switch = words(style);
    Some(Field {
        name,
        unit: match switch {
            Some(words) if written.is_empty() => words.to_owned(),
            _ => written,
        },
        kind,
        offset,
        // A factor that leaves nothing of the figures is none.
        scale: Some(decimal(f32_be(descriptor, 46)?)).filter(|s| s.is_normal()).unwrap_or(1.0),
        transform: Some(decimal(f32_be(descriptor, 50)?)).filter(|t| t.is_finite()).unwrap_or(0.0),
        digits: i8::from_be_bytes(at::<1>(descriptor, 54)?),
        switch: switch.is_some(),
        bits: Vec::new(),
    })
}

/// The names of a field's bits: zero-terminated, back to back, at an offset of the file. A bit without a name is called
/// after its field and its place.
fn bit_names(file: &[u8], begin: usize, offset: i32, count: usize, field: &str) -> Vec<String> {
    let table = file.get(..begin).unwrap_or(file);
    let start = usize::try_from(offset).ok().filter(|o| *o >= FIXED - 2);
    let mut rest = start.and_then(|o| table.get(o..)).unwrap_or_default();
    (0..count)
        .map(|bit| {
            // A name has a few words; what does not end soon is none.
            let near = rest.get(..NAME).unwrap_or(rest);
            let name = near.split(|b| *b == 0).next().filter(|n| n.len() < NAME).unwrap_or_default();
            rest = rest.get(name.len() + 1..).unwrap_or_default();
            let name = plain(&letters(name));
            if name.is_empty() { format!("{field} bit {bit}").trim().to_owned() } else { name }
        })
        .collect()
}
