//! Records to columns: field by field over a block of rows, so that each column's figures lie side by side.

use super::header::{Field, Header, Kind};
use crate::engine::import::profiles::bytes::at;
use crate::engine::import::profiles::mlg::blocks::Record;
use crate::engine::import::text::store::{BLOCK, ColumnStore, Ended, EndedColumn};

/// A field with the column, or the columns of its bits, that it fills.
struct Lane {
    field: Field,
    /// Its first column.
    column: usize,
}

/// All columns of a log while they are read.
pub(super) struct Lanes {
    fields: Vec<Lane>,
    stores: Vec<ColumnStore>,
    block: [f64; BLOCK],
    raw: [u32; BLOCK],
}

impl Lanes {
    /// One column for each figure and each bit, in the order of the file; `store` makes the column of a name.
    pub fn new(header: &Header, mut store: impl FnMut(usize, &Field) -> ColumnStore) -> Self {
        let mut stores = Vec::new();
        let fields = header
            .fields
            .iter()
            .map(|field| {
                let column = stores.len();
                for _ in 0..field.bits.len().max(1) {
                    stores.push(store(stores.len(), field));
                }
                Lane { field: field.clone(), column }
            })
            .collect();
        Self { fields, stores, block: [f64::NAN; BLOCK], raw: [0; BLOCK] }
    }

    /// Makes room for so many rows.
    pub fn reserve(&mut self, rows: usize) {
        for store in &mut self.stores {
            store.reserve(rows);
        }
    }

    /// Takes at most [`BLOCK`] records out of the bytes.
    pub fn take(&mut self, bytes: &[u8], records: &[Record]) {
        let rows = records.len().min(BLOCK);
        for lane in &self.fields {
            let places = records.iter().map(|r| r.fields + lane.field.offset);
            if lane.field.bits.is_empty() {
                figures(&lane.field, bytes, places, &mut self.block);
                if let Some(store) = self.stores.get_mut(lane.column) {
                    store.push(&mut self.block[..rows]);
                }
                continue;
            }
            for (raw, place) in self.raw.iter_mut().zip(places) {
                *raw = whole(lane.field.kind, bytes, place);
            }
            let columns = self.stores.iter_mut().skip(lane.column).take(lane.field.bits.len());
            for (bit, store) in columns.enumerate() {
                for (x, raw) in self.block.iter_mut().zip(&self.raw) {
                    *x = f64::from((raw >> bit) & 1);
                }
                store.push(&mut self.block[..rows]);
            }
        }
    }

    /// The columns in their order, each with its field and the name of its bit.
    pub fn end(self) -> Vec<(Field, Option<String>, EndedColumn)> {
        let mut stores = self.stores.into_iter();
        let mut ended = Vec::new();
        for lane in self.fields {
            let mut field = lane.field;
            let bits = std::mem::take(&mut field.bits);
            let names = if bits.is_empty() { vec![None] } else { bits.into_iter().map(Some).collect() };
            for name in names {
                let Some(store) = stores.next() else { break };
                let mut column = store.end(b'.');
                if field.switch {
                    column.samples = as_switch(column.samples);
                }
                ended.push((field.clone(), name, column));
            }
        }
        ended
    }
}

/// Figures that are shown as a switch are one where they are nothing but 0 and 1.
fn as_switch(samples: Ended) -> Ended {
    match samples {
        Ended::F32(v) if v.iter().all(|x| *x == 0.0 || *x == 1.0 || x.is_nan()) => Ended::Switch(v),
        other => other,
    }
}

/// An unsigned whole number; 0 beyond the end.
fn whole(kind: Kind, bytes: &[u8], place: usize) -> u32 {
    match kind {
        Kind::U16 => at(bytes, place).map_or(0, |b| u32::from(u16::from_be_bytes(b))),
        Kind::U32 => at(bytes, place).map_or(0, u32::from_be_bytes),
        _ => bytes.get(place).map_or(0, |b| u32::from(*b)),
    }
}

/// Value = (raw + transform) * scale.
fn figures(field: &Field, bytes: &[u8], places: impl Iterator<Item = usize>, out: &mut [f64; BLOCK]) {
    fn each<const N: usize>(
        bytes: &[u8],
        places: impl Iterator<Item = usize>,
        out: &mut [f64; BLOCK],
        read: impl Fn([u8; N]) -> f64,
    ) {
        for (x, place) in out.iter_mut().zip(places) {
            *x = at(bytes, place).map_or(f64::NAN, &read);
        }
    }
    match field.kind {
        Kind::U8 => each(bytes, places, out, |b| f64::from(u8::from_be_bytes(b))),
        Kind::I8 => each(bytes, places, out, |b| f64::from(i8::from_be_bytes(b))),
        Kind::U16 => each(bytes, places, out, |b| f64::from(u16::from_be_bytes(b))),
        Kind::I16 => each(bytes, places, out, |b| f64::from(i16::from_be_bytes(b))),
        Kind::U32 => each(bytes, places, out, |b| f64::from(u32::from_be_bytes(b))),
        Kind::I32 => each(bytes, places, out, |b| f64::from(i32::from_be_bytes(b))),
        Kind::I64 => each(bytes, places, out, |b| i64::from_be_bytes(b) as f64),
        Kind::F32 => each(bytes, places, out, |b| f64::from(f32::from_be_bytes(b))),
    }
    let (scale, transform) = (field.scale, field.transform);
    if (scale, transform) != (1.0, 0.0) {
        for x in out {
            *x = (*x + transform) * scale;
        }
    }
}
