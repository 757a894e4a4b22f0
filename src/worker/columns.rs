//! The samples of a part on their way between two programs: one buffer, column after column, each at a multiple of
//! eight bytes.

use js_sys::{ArrayBuffer, Float32Array, Float64Array, Uint16Array};

use crate::engine::import::{PartColumn, PartSamples};

/// Where every column begins.
const ALIGN: usize = 8;

/// Copies the samples out of the program's memory.
pub fn pack(columns: &[PartColumn]) -> ArrayBuffer {
    let all: usize = columns.iter().map(|c| bytes_of(c).next_multiple_of(ALIGN)).sum();
    let buffer = ArrayBuffer::new(all as u32);
    let mut at = 0;
    for column in columns {
        let place = at as u32;
        match column {
            PartColumn::Nothing => {}
            PartColumn::F32(v) => {
                Float32Array::new_with_byte_offset_and_length(&buffer, place, v.len() as u32).copy_from(v);
            }
            PartColumn::F64(v) => {
                Float64Array::new_with_byte_offset_and_length(&buffer, place, v.len() as u32).copy_from(v);
            }
            PartColumn::Codes(v) => {
                Uint16Array::new_with_byte_offset_and_length(&buffer, place, v.len() as u32).copy_from(v);
            }
        }
        at += bytes_of(column).next_multiple_of(ALIGN);
    }
    buffer
}

fn bytes_of(column: &PartColumn) -> usize {
    match column {
        PartColumn::Nothing => 0,
        PartColumn::F32(v) => size_of_val(v.as_slice()),
        PartColumn::F64(v) => size_of_val(v.as_slice()),
        PartColumn::Codes(v) => size_of_val(v.as_slice()),
    }
}

/// Samples that came in a buffer, copied straight to where they are kept.
pub struct Packed {
    buffer: ArrayBuffer,
    at: u32,
}

impl Packed {
    /// Samples that [`pack`] has put into a buffer.
    pub fn new(buffer: ArrayBuffer) -> Self {
        Self { buffer, at: 0 }
    }

    /// Where the next column begins, which has so many bytes; `None` beyond the end.
    fn next(&mut self, bytes: usize) -> Option<u32> {
        let at = self.at;
        self.at = at.checked_add(bytes.next_multiple_of(ALIGN) as u32)?;
        (self.at <= self.buffer.byte_length()).then_some(at)
    }
}

impl PartSamples for Packed {
    fn f32s(&mut self, to: &mut [f32]) {
        if let Some(at) = self.next(size_of_val(to)) {
            Float32Array::new_with_byte_offset_and_length(&self.buffer, at, to.len() as u32).copy_to(to);
        }
    }

    fn f64s(&mut self, to: &mut [f64]) {
        if let Some(at) = self.next(size_of_val(to)) {
            Float64Array::new_with_byte_offset_and_length(&self.buffer, at, to.len() as u32).copy_to(to);
        }
    }

    fn codes(&mut self, to: &mut [u16]) {
        if let Some(at) = self.next(size_of_val(to)) {
            Uint16Array::new_with_byte_offset_and_length(&self.buffer, at, to.len() as u32).copy_to(to);
        }
    }
}
