//! FuelTech FTManager, native log `.ftml`.
//!
//! A raw DEFLATE stream in which a .NET BinaryFormatter wrote one object: the channels, each a list of doubles with its
//! own period, and the calibration the log was driven with. Values are in the ECU's own units (bar relative to the
//! atmosphere, °C, λ, kW), but flows, which are in the unit the calibration names. Sample `k` of a channel stands at
//! `(k + 1)` periods. Channels of one period and length share a time base; nothing is resampled.
//!
//! Bounds: a file unpacks to at most 64 MiB and 256 times its size; of that samples keep at most half (f32), everything
//! else at most 48 MiB. What a person wrote or a device is called (paths, serial numbers, drivers) is not kept, and
//! encrypted parts are read over.

mod atoms;
mod calibration;
mod channels;
mod graph;
mod inflate;
mod nrbf;
mod records;
mod section;
mod session;
mod tables;

use self::inflate::Inflater;
use self::nrbf::Nrbf;
use super::fueltech_names as names;
use super::info::{Extra, FormatInfo};
use super::{Claim, Format, Head, Naming, Reader};
use crate::engine::channels::ChannelId;
use crate::engine::import::issue::IssueCode;
use crate::engine::import::options::{ImportOptions, SourceUnit, TimeUnit};
use crate::engine::import::raw::RawLog;
use crate::engine::import::report::FormatReason;
use crate::engine::import::{Damage, ImportError, KnownFormat};
use crate::engine::units::Unit;

/// Packed bytes worked on at a time, from the file's first byte on: so nothing depends on how a file is fed.
const BLOCK: usize = 1 << 16;

/// The first bytes of every stream of the formatter: record 0, root and header, version 1.0. The root's number is free.
const STREAM: [(usize, &[u8]); 3] = [(0, &[0]), (9, &[1, 0, 0, 0]), (13, &[0, 0, 0, 0])];

pub(super) const INFO: FormatInfo =
    FormatInfo::verified(KnownFormat::FuelTechFtml.slug(), KnownFormat::FuelTechFtml.name(), &["ftml"])
        .binary()
        .with(&[Extra::OwnRates, Extra::Tables, Extra::Date]);

/// The format.
pub(crate) struct FuelTechFtml;

impl Format for FuelTechFtml {
    fn slug(&self) -> &'static str {
        INFO.slug
    }

    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        let mut start = [0; 512];
        let start = inflate::peek(head.raw, &mut start);
        let is_stream =
            STREAM.iter().all(|(at, bytes)| start.get(*at..).is_some_and(|rest| rest.starts_with(bytes)));
        let is_own = start.windows(13).any(|w| w == b"FTManager_Bll");
        (is_stream && is_own).then_some(Claim { confidence: 99, reason: FormatReason::Signature })
    }

    fn open(
        &self,
        _head: &Head<'_>,
        _options: &ImportOptions,
        _size: Option<u64>,
    ) -> Result<Box<dyn Reader>, ImportError> {
        Ok(Box::new(FtmlReader {
            block: Vec::new(),
            bytes: 0,
            inflater: Inflater::new(),
            stream: Nrbf::new(),
            damage: None,
        }))
    }

    fn whole(&self) -> bool {
        true
    }

    fn naming(&self, name: &str) -> Naming {
        names::naming(name)
    }

    fn unit(&self, id: ChannelId) -> Option<SourceUnit> {
        Some(SourceUnit::Plain(match id {
            ChannelId::FuelFlow | ChannelId::FuelFlowBankA => Unit::LbPerHour,
            _ => id.base_unit(),
        }))
    }

    fn time_unit(&self) -> Option<TimeUnit> {
        Some(TimeUnit::Milliseconds)
    }

    fn sentinels(&self, id: ChannelId) -> &'static [f64] {
        names::sentinels(id)
    }
}

/// Reads one file.
struct FtmlReader {
    block: Vec<u8>,
    bytes: u64,
    inflater: Inflater,
    stream: Nrbf,
    /// What was wrong first, and at which byte of the file.
    damage: Option<(u64, Damage)>,
}

impl FtmlReader {
    /// Works on packed bytes. Damage ends the reading, not the import: what stands before it is read.
    fn work(&mut self, packed: &[u8]) -> Result<(), ImportError> {
        if self.damage.is_some() {
            return Ok(());
        }
        let stream = &mut self.stream;
        match self.inflater.feed(packed, &mut |piece| stream.feed(piece)) {
            Ok(()) => Ok(()),
            // No log has that: nothing of it is wanted.
            Err(damage @ (Damage::Expansion | Damage::Limit)) => Err(damaged(self.inflater.taken, damage)),
            Err(damage) => {
                self.damage = Some((self.inflater.taken, damage));
                Ok(())
            }
        }
    }
}

const fn damaged(at: u64, damage: Damage) -> ImportError {
    ImportError::Damaged { format: KnownFormat::FuelTechFtml, at, damage }
}

impl Reader for FtmlReader {
    fn feed(&mut self, mut bytes: &[u8]) -> Result<(), ImportError> {
        self.bytes += bytes.len() as u64;
        while self.block.len() + bytes.len() >= BLOCK {
            let (now, later) = bytes.split_at(BLOCK - self.block.len());
            self.block.extend_from_slice(now);
            bytes = later;
            let block = std::mem::take(&mut self.block);
            self.work(&block)?;
            self.block = block;
            self.block.clear();
        }
        self.block.extend_from_slice(bytes);
        Ok(())
    }

    /// None before the end: channels come one after the other, each with all its samples.
    fn rows(&self) -> u32 {
        0
    }

    fn finish(mut self: Box<Self>) -> Result<RawLog, ImportError> {
        let block = std::mem::take(&mut self.block);
        self.work(&block)?;
        match self.stream.finish() {
            Ok(true) => {}
            Ok(false) if self.damage.is_some() => {}
            Ok(false) => self.damage = Some((self.bytes, Damage::CutShort)),
            Err(damage) => self.damage = self.damage.or(Some((self.inflater.taken, damage))),
        }
        let damage = self.damage;
        let Nrbf { mut graph, section, .. } = self.stream;
        let calibration = calibration::read(&graph);
        let session = session::read(&graph);
        let mut log = RawLog { calibration, started_at: session.started_at.clone(), ..RawLog::default() };
        let listed = channels::read(&mut graph, &section, &mut log)?;
        log.session = Some(session.with_listed(listed));
        match damage {
            Some((at, damage)) if log.columns.is_empty() => Err(damaged(at, damage)),
            Some((at, damage)) => {
                let where_and_what = format!("byte {at}: {}", damage.slug());
                log.issues.add(IssueCode::DamagedFile, None, 0, None, &where_and_what);
                Ok(log)
            }
            None => Ok(log),
        }
    }
}
