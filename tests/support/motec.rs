//! Writes MoTeC `.ld` logs.

/// A channel of i16 samples: value = (raw / scale / 10^decimals + shift) * multiplier.
pub struct Channel {
    pub name: &'static str,
    pub unit: &'static str,
    pub rate: u16,
    /// Type and bytes of a sample.
    pub kind: (u16, u16),
    pub shift: i16,
    pub multiplier: i16,
    pub scale: i16,
    pub decimals: i16,
    pub samples: Vec<u8>,
}

pub fn int16(name: &'static str, unit: &'static str, rate: u16, samples: &[i16]) -> Channel {
    let samples = samples.iter().flat_map(|s| s.to_le_bytes()).collect();
    Channel { name, unit, rate, kind: (3, 2), shift: 0, multiplier: 1, scale: 1, decimals: 0, samples }
}

fn put(bytes: &mut [u8], at: usize, what: &[u8]) {
    bytes[at..at + what.len()].copy_from_slice(what);
}

const FIRST: usize = 0x700;
const WIDTH: usize = 124;

pub fn log(channels: &[Channel]) -> Vec<u8> {
    let mut bytes = vec![0; FIRST + WIDTH * channels.len()];
    let mut data = bytes.len();
    put(&mut bytes, 0, &0x40u32.to_le_bytes());
    put(&mut bytes, 8, &(FIRST as u32).to_le_bytes());
    put(&mut bytes, 12, &(data as u32).to_le_bytes());
    put(&mut bytes, 0x5E, b"23/11/2005");
    put(&mut bytes, 0x7E, b"09:53:00");
    for (i, c) in channels.iter().enumerate() {
        let at = FIRST + i * WIDTH;
        let before = if i == 0 { 0 } else { at - WIDTH };
        let next = if i + 1 == channels.len() { 0 } else { at + WIDTH };
        let count = c.samples.len() / usize::from(c.kind.1);
        for (n, word) in [before, next, data, count].into_iter().enumerate() {
            put(&mut bytes, at + n * 4, &(word as u32).to_le_bytes());
        }
        for (n, word) in [c.kind.0, c.kind.1, c.rate].into_iter().enumerate() {
            put(&mut bytes, at + 18 + n * 2, &word.to_le_bytes());
        }
        for (n, word) in [c.shift, c.multiplier, c.scale, c.decimals].into_iter().enumerate() {
            put(&mut bytes, at + 24 + n * 2, &word.to_le_bytes());
        }
        put(&mut bytes, at + 32, c.name.as_bytes());
        put(&mut bytes, at + 72, c.unit.as_bytes());
        data += c.samples.len();
    }
    for channel in channels {
        bytes.extend(&channel.samples);
    }
    bytes
}
