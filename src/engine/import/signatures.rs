//! What a file is by its first bytes, where it is no table: known logs without a reader, and things that are no log.

use super::text::cell;
use super::text::layout::{names_share, numeric_share};
use super::text::lines::HeadLines;
use super::{Delimiter, ImportError, KnownFormat, LooksLike};

const fn not_a_log(looked_like: LooksLike) -> ImportError {
    ImportError::NotALog { looked_like }
}

const fn known(format: KnownFormat) -> ImportError {
    ImportError::NotReadable { format }
}

/// Signatures that no text starts with.
const MAGIC: &[(&[u8], LooksLike)] = &[
    (b"\x89PNG\r\n\x1a\n", LooksLike::Image),
    (b"\xff\xd8\xff", LooksLike::Image),
    (b"GIF87a", LooksLike::Image),
    (b"GIF89a", LooksLike::Image),
    (b"II*\0", LooksLike::Image),
    (b"MM\0*", LooksLike::Image),
    (b"8BPS\0", LooksLike::Image),
    (b"%PDF-", LooksLike::Pdf),
    (b"PK\x03\x04", LooksLike::Zip),
    (b"PK\x05\x06", LooksLike::Zip),
    (b"\x1f\x8b", LooksLike::Gzip),
    (b"7z\xbc\xaf\x27\x1c", LooksLike::OtherArchive),
    (b"Rar!\x1a\x07", LooksLike::OtherArchive),
    (b"\xfd7zXZ\0", LooksLike::OtherArchive),
    (b"\x28\xb5\x2f\xfd", LooksLike::OtherArchive),
    (b"OggS\0", LooksLike::Audio),
    (b"ID3\x02", LooksLike::Audio),
    (b"ID3\x03", LooksLike::Audio),
    (b"ID3\x04", LooksLike::Audio),
    (b"\x7fELF", LooksLike::Program),
    (b"\0asm", LooksLike::Program),
    (b"SQLite format 3\0", LooksLike::Binary),
];

/// Refuses what the first bytes give away. `head` is not empty.
pub(crate) fn refuse_binary(head: &[u8]) -> Result<(), ImportError> {
    if head.iter().all(|b| *b == 0) {
        return Err(not_a_log(LooksLike::Zeros));
    }
    if let Some(format) = known_binary(head) {
        return Err(known(format));
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(not_a_log(*kind));
    }
    match (head.get(..4), head.get(4..8), head.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => Err(not_a_log(LooksLike::Image)),
        (Some(b"RIFF"), Some(_), Some(_)) => Err(not_a_log(LooksLike::Audio)),
        (_, Some(b"ftyp"), Some(b"heic" | b"heix" | b"mif1" | b"avif")) => Err(not_a_log(LooksLike::Image)),
        (_, Some(b"ftyp"), Some(_)) => Err(not_a_log(LooksLike::Audio)),
        _ => Ok(()),
    }
}

/// Binary logs by their signature, those with a reader too: in them no text is looked for.
fn known_binary(head: &[u8]) -> Option<KnownFormat> {
    if head.starts_with(b"MLVLG\0") {
        Some(KnownFormat::Mlg)
    } else if head.get(4..7) == Some(b"lf3") {
        Some(KnownFormat::LinkLlg)
    } else if head.starts_with(b"<hCNF") {
        Some(KnownFormat::AimXrk)
    } else if head.starts_with(b"EMERALD v1.") {
        Some(KnownFormat::AemDaq)
    } else if is_motec(head) {
        Some(KnownFormat::MotecLd)
    } else if is_emerald(head) {
        Some(KnownFormat::EmeraldLg1)
    } else {
        None
    }
}

/// u32 0x40 at 0, and a date `dd/mm/yyyy` at 0x5E.
fn is_motec(head: &[u8]) -> bool {
    let date = head.get(0x5E..0x68).unwrap_or_default();
    head.starts_with(&[0x40, 0, 0, 0, 0, 0, 0, 0])
        && date.len() == 10
        && date
            .iter()
            .enumerate()
            .all(|(i, c)| if i == 2 || i == 5 { *c == b'/' } else { c.is_ascii_digit() })
}

/// Records of 24 bytes that start with a date as days since 1899-12-30, of this century and close together.
fn is_emerald(head: &[u8]) -> bool {
    let dates: Vec<f64> = head
        .chunks_exact(24)
        .take(16)
        .filter_map(|r| r.first_chunk::<8>().map(|b| f64::from_le_bytes(*b)))
        .collect();
    dates.len() >= 4
        && dates.iter().all(|d| (36_526.0..73_051.0).contains(d))
        && dates.windows(2).all(|w| (0.0..0.01).contains(&(w[1] - w[0])))
}

/// Bytes that are no text.
pub(crate) fn name_binary(head: &[u8]) -> ImportError {
    match head {
        [b'B', b'M', ..] => not_a_log(LooksLike::Image),
        [b'M', b'Z', ..] => not_a_log(LooksLike::Program),
        [b'B', b'Z', b'h', ..] => not_a_log(LooksLike::OtherArchive),
        [0xFF, 0xE0..=0xFF, ..] => not_a_log(LooksLike::Audio),
        _ => not_a_log(LooksLike::Binary),
    }
}

/// Refuses texts that are known by their first lines.
pub(crate) fn refuse_text(lines: &HeadLines) -> Result<(), ImportError> {
    let text = lines.text();
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(not_a_log(LooksLike::Empty));
    }
    let start = text.trim_ascii_start();
    if start.starts_with(b"version https://git-lfs") {
        return Err(not_a_log(LooksLike::GitLfsPointer));
    }
    if start.starts_with(b"{") {
        let ducati = start.get(..64).unwrap_or(start).windows(11).any(|w| w == b"\"dsSysItems");
        return Err(if ducati { known(KnownFormat::DucatiJson) } else { not_a_log(LooksLike::Json) });
    }
    if start.starts_with(b"<") {
        return Err(not_a_log(LooksLike::Xml));
    }
    if is_settings(lines) {
        return Err(not_a_log(LooksLike::Settings));
    }
    let filled = (0..lines.len()).filter(|l| !lines.is_blank(*l)).take(2).count();
    // A single line that fills the whole head is no table either.
    if filled < 2 {
        return Err(not_a_log(LooksLike::OneLine));
    }
    Ok(())
}

/// What a text looks like in which no table with a time column was found.
pub(crate) fn text_without_table(lines: &HeadLines) -> LooksLike {
    let shown = lines.len().min(200);
    let filled: Vec<usize> = (0..shown).filter(|l| !lines.is_blank(*l)).collect();
    let share = |test: &dyn Fn(&str) -> bool| {
        filled.iter().filter(|l| test(lines.letters(**l).trim())).count() as f64 / filled.len().max(1) as f64
    };
    if share(&is_can_frame) > 0.5 {
        return LooksLike::CanFrames;
    }
    let Some((delimiter, width)) = width_of(lines, &filled) else { return LooksLike::Text };
    let cells = |line: usize| {
        let mut cells = Vec::new();
        cell::split(lines.line(line), delimiter.byte(), |c| {
            cells.push(String::from_utf8_lossy(&c).into_owned());
            true
        });
        cells
    };
    let rows: Vec<(usize, Vec<String>)> =
        filled.iter().map(|l| (*l, cells(*l))).filter(|(_, c)| c.len() * 2 >= width && c.len() > 1).collect();
    let first_numeric = rows.iter().position(|(_, c)| numeric_share(c) >= 0.7);
    let header = match first_numeric {
        Some(0) => {
            // An empty corner, or one with a name: an axis of a table.
            let corner = rows[0].1.first().map(|c| cell::read(c.as_bytes(), b'.'));
            return match corner {
                Some(cell::Cell::Number(_)) => LooksLike::CalibrationTable,
                _ => LooksLike::TuneTable,
            };
        }
        Some(at) => &rows[at - 1].1,
        None => match rows.first() {
            Some((_, first)) => first,
            None => return LooksLike::Text,
        },
    };
    // A table that turns a converter's counts into figures: 0, 1, 2, 3 …
    let counts = first_numeric.is_some_and(|at| {
        rows[at..]
            .iter()
            .take(20)
            .enumerate()
            .all(|(i, (_, c))| c.first().is_some_and(|n| *n == i.to_string()))
    });
    if counts {
        return LooksLike::CalibrationTable;
    }
    // A header wrecked by quotes goes over several lines; its first one shows it.
    let wrecked = rows.first().is_some_and(|(_, c)| names_share(c) < 0.5);
    if names_share(header) < 0.5 || wrecked {
        LooksLike::HeaderNotChannels
    } else if first_numeric.is_none() && width < 3 {
        LooksLike::Text
    } else {
        LooksLike::NoTimeColumn
    }
}

/// The delimiter that cuts most lines into the same number of cells, and that number.
fn width_of(lines: &HeadLines, filled: &[usize]) -> Option<(Delimiter, usize)> {
    let mut best: Option<(usize, usize, Delimiter)> = None;
    for delimiter in Delimiter::ALL {
        let mut counts = std::collections::BTreeMap::new();
        for line in filled {
            let cells = lines.line(*line).split(|c| *c == delimiter.byte()).count();
            *counts.entry(cells).or_insert(0usize) += 1;
        }
        let most = counts.into_iter().filter(|(cells, _)| *cells > 1).max_by_key(|(cells, n)| (*n, *cells));
        if let Some((cells, n)) = most
            && best.is_none_or(|(b, c, _)| (n, cells) > (b, c))
        {
            best = Some((n, cells, delimiter));
        }
    }
    best.filter(|(n, ..)| *n * 3 >= filled.len()).map(|(_, cells, delimiter)| (delimiter, cells))
}

/// `(1436509052.249713) vcan0 044#2A366C2BBA`, or candump's spaced form `can0  123  [8]  11 22`.
fn is_can_frame(line: &str) -> bool {
    let hex = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_hexdigit());
    line.split_whitespace().any(|w| {
        w.split_once('#')
            .is_some_and(|(id, data)| hex(id) && data.bytes().all(|b| b.is_ascii_hexdigit() || b == b'R'))
    }) || (line.contains("] ")
        && line.split_whitespace().any(|w| w.starts_with('[') && w.ends_with(']'))
        && line.contains("can"))
}

/// Sections in brackets, names with values, remarks: most lines of a file of settings.
fn is_settings(lines: &HeadLines) -> bool {
    let filled: Vec<usize> = (0..lines.len().min(400)).filter(|l| !lines.is_blank(*l)).collect();
    let (mut sections, mut settings) = (0, 0);
    for line in &filled {
        let text = lines.letters(*line);
        let text = text.trim();
        sections += usize::from(text.starts_with('[') && text.ends_with(']'));
        settings += usize::from(
            text.starts_with(';') || text.starts_with('#') || text.starts_with('[') || is_setting(text),
        );
    }
    sections > 0 && filled.len() >= 4 && settings * 10 >= filled.len() * 6
}

fn is_setting(line: &str) -> bool {
    line.split_once('=').is_some_and(|(name, _)| {
        !name.trim().is_empty()
            && name
                .trim()
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-' | b' '))
    })
}
