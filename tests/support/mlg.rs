//! Writes MLG logs, byte for byte as the format has them.

#![allow(dead_code, reason = "not every suite needs all of it")]

/// A field with its descriptor.
#[derive(Clone)]
pub struct Field {
    pub name: &'static str,
    pub unit: &'static str,
    pub code: u8,
    pub style: u8,
    pub scale: f32,
    pub transform: f32,
    pub digits: i8,
    pub bits: Vec<&'static str>,
}

/// A figure of a type code.
pub fn figure(name: &'static str, unit: &'static str, code: u8) -> Field {
    Field { name, unit, code, style: 0, scale: 1.0, transform: 0.0, digits: 3, bits: Vec::new() }
}

/// A figure with a factor.
pub fn scaled(name: &'static str, unit: &'static str, code: u8, scale: f32, transform: f32) -> Field {
    Field { scale, transform, ..figure(name, unit, code) }
}

/// A field of bits.
pub fn bits(name: &'static str, code: u8, style: u8, bits: &[&'static str]) -> Field {
    Field { style, bits: bits.to_vec(), ..figure(name, "bits", code) }
}

fn size(code: u8) -> usize {
    match code {
        0 | 1 | 10 | 16 => 1,
        2 | 3 | 11 | 17 => 2,
        6 => 8,
        _ => 4,
    }
}

fn padded(text: &str, width: usize) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(width, 0);
    bytes
}

/// A log while it is written.
pub struct Log {
    pub bytes: Vec<u8>,
    pub counter: u8,
    /// Bytes before the first block.
    pub header: usize,
}

impl Log {
    pub fn new(version: u16, fields: &[Field], info: &str) -> Self {
        let (fixed, width) = if version == 1 { (22, 55) } else { (24, 89) };
        let names_at = fixed + width * fields.len();
        let mut names = Vec::new();
        let mut descriptors = Vec::new();
        for field in fields {
            let mut d = vec![field.code];
            d.extend(padded(field.name, 34));
            d.extend(padded(field.unit, 10));
            if field.bits.is_empty() {
                d.push(field.style);
                d.extend(field.scale.to_be_bytes());
                d.extend(field.transform.to_be_bytes());
                d.extend(field.digits.to_be_bytes());
            } else {
                d.extend([2, field.style]);
                d.extend(((names_at + names.len()) as i32).to_be_bytes());
                d.push(field.bits.len() as u8);
                field.bits.iter().for_each(|b| names.extend(padded(b, b.len() + 1)));
            }
            d.resize(width, 0);
            descriptors.extend(d);
        }
        let info_at = names_at + names.len();
        let begin = info_at + info.len() + 1;
        let record: usize = fields.iter().map(|f| size(f.code)).sum();
        let mut bytes = b"MLVLG\0".to_vec();
        bytes.extend(version.to_be_bytes());
        bytes.extend(1_600_000_000u32.to_be_bytes());
        if version == 1 {
            bytes.extend((info_at as u16).to_be_bytes());
        } else {
            bytes.extend((info_at as u32).to_be_bytes());
        }
        bytes.extend((begin as u32).to_be_bytes());
        bytes.extend((record as u16).to_be_bytes());
        bytes.extend((fields.len() as u16).to_be_bytes());
        bytes.extend(descriptors);
        bytes.extend(names);
        bytes.extend(padded(info, info.len() + 1));
        assert_eq!(bytes.len(), begin);
        Self { bytes, counter: 0, header: begin }
    }

    fn head(&mut self, kind: u8, ticks: u16) {
        self.bytes.extend([kind, self.counter]);
        self.bytes.extend(ticks.to_be_bytes());
        self.counter = self.counter.wrapping_add(1);
    }

    pub fn record(&mut self, ticks: u16, fields: &[u8]) {
        self.head(0, ticks);
        self.bytes.extend(fields);
        self.bytes.push(fields.iter().fold(0, |sum: u8, b| sum.wrapping_add(*b)));
    }

    pub fn marker(&mut self, text: &str) {
        self.head(1, 0);
        self.bytes.extend(padded(text, 50));
    }
}

/// A log with time, engine speed and a temperature: `rows` records at 20 Hz.
pub fn simple(version: u16, rows: usize) -> Log {
    let fields = [figure("Time", "s", 7), figure("RPM", "rpm", 2), scaled("CLT", "°C", 3, 0.1, -400.0)];
    let mut log =
        Log::new(version, &fields, "\"speeduino 202501\"\n\"Capture Date: Sun Aug 16 16:50:10 CEST 2020\"\n");
    for row in 0..rows {
        let mut fields = (row as f32 * 0.05).to_be_bytes().to_vec();
        fields.extend((900 + (row % 8000) as u16).to_be_bytes());
        fields.extend(1200i16.to_be_bytes());
        log.record((row * 5000) as u16, &fields);
    }
    log
}
