//! Writes gzip.

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { 0xEDB8_8320 ^ (c >> 1) } else { c >> 1 })
    })
}

/// A gzip of one member; the name of what is in it where one is given.
pub fn gzip(content: &[u8], name: Option<&str>) -> Vec<u8> {
    let mut out = vec![0x1F, 0x8B, 8, if name.is_some() { 8 } else { 0 }, 0, 0, 0, 0, 0, 3];
    if let Some(name) = name {
        out.extend(name.as_bytes());
        out.push(0);
    }
    out.extend(miniz_oxide::deflate::compress_to_vec(content, 6));
    out.extend(crc(content).to_le_bytes());
    out.extend((content.len() as u32).to_le_bytes());
    out
}
