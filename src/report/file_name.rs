//! Names of files.

/// A name that every file system takes.
pub fn file_stem(name: &str) -> String {
    let stem =
        name.rsplit_once('.').map_or(name, |(stem, ending)| if ending.len() <= 4 { stem } else { name });
    let clean: String = stem
        .chars()
        .map(|c| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '_' } else { c })
        .take(100)
        .collect();
    let trimmed = clean.trim_matches([' ', '.']);
    if trimmed.is_empty() { "log".to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_one_that_every_file_system_takes() {
        let cases = [
            ("pull 3ª.csv", "pull 3ª"),
            ("../etc/passwd", "_etc_passwd"),
            ("12:30 <dyno>", "12_30 _dyno_"),
            ("...", "log"),
            ("v1.2 final version", "v1.2 final version"),
        ];
        for (name, expected) in cases {
            assert_eq!(file_stem(name), expected, "{name}");
        }
    }
}
