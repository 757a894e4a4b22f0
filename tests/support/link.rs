//! Writes Link `.llg` logs.

fn chunk(size: usize, letters: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; size];
    bytes[..4].copy_from_slice(&(size as u32).to_le_bytes());
    bytes[4..7].copy_from_slice(letters);
    bytes
}

fn put(bytes: &mut [u8], at: usize, text: &str) {
    for (i, unit) in text.encode_utf16().enumerate() {
        bytes[at + 2 * i..at + 2 * i + 2].copy_from_slice(&unit.to_le_bytes());
    }
}

/// The chunks before the first channel; the log starts at `date` (month first) and `time`.
pub fn head(date: &str, time: &str) -> Vec<u8> {
    let mut bytes = chunk(215, b"lf3");
    let mut about = chunk(7207, b"ld2");
    put(&mut about, 5807, date);
    put(&mut about, 6007, time);
    bytes.extend(about);
    bytes
}

pub fn marker(text: &str, time: f64) -> Vec<u8> {
    let mut bytes = chunk(433, b"lm1");
    put(&mut bytes, 8, text);
    bytes[208..216].copy_from_slice(&time.to_le_bytes());
    bytes
}

/// Pairs of time and value.
pub fn channel(name: &str, unit: &str, samples: &[(f32, f32)]) -> Vec<u8> {
    let mut bytes = chunk(645, b"ds3");
    bytes[7..11].copy_from_slice(&(samples.len() as u32).to_le_bytes());
    put(&mut bytes, 215, name);
    put(&mut bytes, 415, unit);
    for (time, value) in samples {
        bytes.extend(time.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes
}
