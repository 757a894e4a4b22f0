//! A ZIP archive (PKWARE APPNOTE 6.3) of deflated entries, written one behind the other. Every entry carries the same
//! date, so that the same content gives the same bytes. No ZIP64: an archive stays below 4 GB and 65,535 entries.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};

use crate::engine::crc::Crc;

/// Quick and small enough: sheets are repetitive.
const LEVEL: i32 = 3;
/// 1 January 1980, midnight: the first moment the format knows.
const DATE: u16 = 0x21;
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATED: u16 = 8;

/// An entry being written.
pub(super) struct Entry {
    name: String,
    packer: Box<CompressorOxide>,
    packed: Vec<u8>,
    crc: Crc,
    size: u64,
}

impl Entry {
    pub fn new(name: &str) -> Self {
        let flags = create_comp_flags_from_zip_params(LEVEL, 0, 0);
        Self {
            name: name.to_owned(),
            packer: Box::new(CompressorOxide::new(flags)),
            packed: Vec::new(),
            crc: Crc::new(),
            size: 0,
        }
    }

    pub fn write(&mut self, bytes: &[u8]) {
        self.crc.update(bytes);
        self.size += bytes.len() as u64;
        self.pack(bytes, TDEFLFlush::None);
    }

    fn pack(&mut self, bytes: &[u8], flush: TDEFLFlush) -> TDEFLStatus {
        let packed = &mut self.packed;
        let (status, _) = compress_to_output(&mut self.packer, bytes, flush, |more: &[u8]| {
            packed.extend_from_slice(more);
            true
        });
        status
    }
}

struct Listed {
    name: String,
    crc: u32,
    packed: u32,
    size: u32,
    at: u32,
}

/// The archive.
#[derive(Default)]
pub(super) struct Zip {
    out: Vec<u8>,
    entries: Vec<Listed>,
}

/// The archive would be too large for its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file would be larger than 4 GB")]
pub struct TooLarge;

impl Zip {
    /// Closes an entry and takes it in.
    pub fn add(&mut self, mut entry: Entry) -> Result<(), TooLarge> {
        entry.pack(&[], TDEFLFlush::Finish);
        let fits = |n: u64| u32::try_from(n).ok().ok_or(TooLarge);
        let listed = Listed {
            crc: entry.crc.value(),
            packed: fits(entry.packed.len() as u64)?,
            size: fits(entry.size)?,
            at: fits(self.out.len() as u64)?,
            name: entry.name,
        };
        self.out.extend_from_slice(b"PK\x03\x04");
        self.put16(VERSION);
        self.put_facts(&listed);
        self.out.extend_from_slice(listed.name.as_bytes());
        self.out.append(&mut entry.packed);
        self.entries.push(listed);
        fits(self.out.len() as u64)?;
        Ok(())
    }

    /// The whole archive.
    pub fn finish(mut self) -> Result<Vec<u8>, TooLarge> {
        let start = u32::try_from(self.out.len()).ok().ok_or(TooLarge)?;
        let count = u16::try_from(self.entries.len()).ok().ok_or(TooLarge)?;
        for listed in std::mem::take(&mut self.entries) {
            self.out.extend_from_slice(b"PK\x01\x02");
            self.put16(VERSION);
            self.put16(VERSION);
            self.put_facts(&listed);
            // No remark, first disk, no attributes.
            self.out.extend_from_slice(&[0; 10]);
            self.put32(listed.at);
            self.out.extend_from_slice(listed.name.as_bytes());
        }
        let length = u32::try_from(self.out.len()).ok().ok_or(TooLarge)? - start;
        self.out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        self.put16(count);
        self.put16(count);
        self.put32(length);
        self.put32(start);
        self.put16(0);
        Ok(self.out)
    }

    fn put_facts(&mut self, listed: &Listed) {
        self.put16(FLAGS);
        self.put16(DEFLATED);
        self.put16(0);
        self.put16(DATE);
        self.put32(listed.crc);
        self.put32(listed.packed);
        self.put32(listed.size);
        self.put16(listed.name.len() as u16);
        self.put16(0);
    }

    fn put16(&mut self, x: u16) {
        self.out.extend_from_slice(&x.to_le_bytes());
    }

    fn put32(&mut self, x: u32) {
        self.out.extend_from_slice(&x.to_le_bytes());
    }
}
