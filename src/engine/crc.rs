//! CRC-32 as gzip and ZIP have it (polynomial 0xEDB88320, reflected).

/// A running CRC-32.
#[derive(Clone, Debug)]
pub struct Crc(u32);

impl Crc {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut i = 0;
        while i < 256 {
            let mut value = i as u32;
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 == 1 { 0xEDB8_8320 ^ (value >> 1) } else { value >> 1 };
                bit += 1;
            }
            table[i] = value;
            i += 1;
        }
        table
    };

    /// Of nothing yet.
    pub const fn new() -> Self {
        Self(!0)
    }

    /// Takes in more.
    pub fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let place = (self.0 ^ u32::from(*byte)) as u8;
            self.0 = Self::TABLE[usize::from(place)] ^ (self.0 >> 8);
        }
    }

    /// The checksum of all that came.
    pub const fn value(&self) -> u32 {
        !self.0
    }
}

impl Default for Crc {
    fn default() -> Self {
        Self::new()
    }
}

/// The checksum of a piece.
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.value()
}
