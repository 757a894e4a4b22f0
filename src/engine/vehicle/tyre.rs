//! The size on a tyre's sidewall.

/// Millimetres of an inch.
const INCH_MM: f64 = 25.4;

/// A tyre's size, as far as the figures need it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tyre {
    /// Outer diameter, mm, not under load.
    pub diameter_mm: f64,
}

impl Tyre {
    /// Reads `195/55 R15`, `205-60-13`, `195/55ZR15 85V` (width mm, height % of it, rim inch) or `26x8.5-15`
    /// (outer diameter, width and rim in inch).
    ///
    /// ```
    /// use fueltune_analyzer::engine::vehicle::Tyre;
    /// assert_eq!(Tyre::parse("195/55 R15").map(|t| t.diameter_mm), Some(595.5));
    /// assert_eq!(Tyre::parse("slick"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Tyre> {
        let figures: Vec<f64> = text
            .split(|c: char| !c.is_ascii_digit() && c != '.')
            .filter(|part| !part.is_empty())
            .map_while(|part| part.parse().ok())
            .collect();
        let diameter_mm = match *figures.as_slice() {
            [width, height, rim, ..]
                if (100.0..=400.0).contains(&width) && (20.0..=95.0).contains(&height) =>
            {
                ((8.0..=26.0).contains(&rim)).then(|| rim * INCH_MM + 2.0 * width * height / 100.0)?
            }
            [outer, width, rim, ..] if (15.0..=45.0).contains(&outer) && rim < outer && width < outer => {
                outer * INCH_MM
            }
            _ => return None,
        };
        Some(Tyre { diameter_mm })
    }

    /// Distance of one turn in m, not under load: a rolling tyre covers 2 to 4 % less.
    pub fn circumference_m(self) -> f64 {
        self.diameter_mm / 1000.0 * std::f64::consts::PI
    }
}
