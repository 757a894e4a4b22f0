//! Contrast by WCAG 2.2, measured on the tokens.

use std::collections::BTreeMap;

type Tokens = BTreeMap<String, [f64; 3]>;

/// The colour tokens of the dark and the light theme, as written and with more contrast asked for.
fn themes() -> Vec<(&'static str, Tokens)> {
    let files = super::files("style", "css");
    let (_, text) = files.iter().find(|(p, _)| p.ends_with("tokens.css")).expect("the tokens");
    let (plain, contrast) =
        text.split_once("@media (prefers-contrast: more)").expect("tokens for more contrast");
    let halves = |part: &str| {
        let (dark, light) = part.split_once("[data-theme=\"light\"]").expect("both themes");
        (read(dark), read(light))
    };
    let (dark, light) = halves(plain);
    let (dark_more, light_more) = halves(contrast);
    let over = |base: &Tokens, more: Tokens| base.clone().into_iter().chain(more).collect();
    vec![
        ("dark, more contrast", over(&dark, dark_more)),
        ("light, more contrast", over(&light, light_more)),
        ("dark", dark),
        ("light", light),
    ]
}

fn read(part: &str) -> Tokens {
    let mut tokens = Tokens::new();
    for line in part.lines() {
        let Some((name, value)) = line.trim().strip_prefix("--").and_then(|l| l.split_once(": #")) else {
            continue;
        };
        let channel = |at: usize| {
            let byte = u8::from_str_radix(&value[at..at + 2], 16).expect("two hex digits");
            f64::from(byte) / 255.0
        };
        tokens.insert(name.to_owned(), [channel(0), channel(2), channel(4)]);
    }
    tokens
}

fn luminance(rgb: [f64; 3]) -> f64 {
    let linear = rgb.map(|c| if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(tokens: &Tokens, a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(tokens[a]), luminance(tokens[b]));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn assert_contrast(pairs: &[(&str, &[&str])], least: f64) {
    for (theme, tokens) in themes() {
        for (front, backs) in pairs {
            for back in *backs {
                let ratio = contrast(&tokens, front, back);
                assert!(ratio >= least, "{theme}: {front} on {back} is {ratio:.2}, wanted {least}");
            }
        }
    }
}

#[test]
fn text_can_be_read_on_everything_it_stands_on() {
    let grounds: &[&str] = &["bg", "surface", "raised", "overlay"];
    let all: &[&str] = &["bg", "surface", "raised", "overlay", "accent-soft"];
    assert_contrast(
        &[
            ("text", all),
            ("muted", all),
            ("faint", grounds),
            ("accent", grounds),
            ("good", grounds),
            ("warn", grounds),
            ("bad", grounds),
            ("good", &["good-soft"]),
            ("warn", &["warn-soft"]),
            ("bad", &["bad-soft"]),
            ("accent-ink", &["accent"]),
        ],
        4.5,
    );
}

#[test]
fn traces_and_the_edges_of_fields_stand_out() {
    let grounds: &[&str] = &["bg", "surface"];
    let traces = ["t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8"];
    let pairs: Vec<(&str, &[&str])> =
        traces.iter().map(|t| (*t, grounds)).chain([("edge", grounds)]).collect();
    assert_contrast(&pairs, 3.0);
}

#[test]
fn no_two_traces_look_alike_even_to_colour_blind_eyes() {
    for (theme, tokens) in themes() {
        for (name, blind) in BLINDNESS {
            for i in 1..=8 {
                for j in i + 1..=8 {
                    let (a, b) = (tokens[&format!("t{i}")], tokens[&format!("t{j}")]);
                    let distance = lab_distance(see(a, blind), see(b, blind));
                    assert!(distance >= 13.0, "{theme}, {name}: t{i} and t{j} are {distance:.1} apart");
                }
            }
        }
    }
}

/// Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
const BLINDNESS: &[(&str, [[f64; 3]; 3])] = &[
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn see(rgb: [f64; 3], matrix: &[[f64; 3]; 3]) -> [f64; 3] {
    let linear = rgb.map(|c| if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    matrix.map(|row| row.iter().zip(linear).map(|(m, c)| m * c).sum::<f64>().clamp(0.0, 1.0))
}

/// Distance of two linear RGB colours in CIE L*a*b* (1976).
fn lab_distance(one: [f64; 3], other: [f64; 3]) -> f64 {
    let lab = |rgb: [f64; 3]| {
        let mix = |row: [f64; 3]| row.iter().zip(rgb).map(|(weight, c)| weight * c).sum::<f64>();
        let bend = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let x = bend(mix([0.4124, 0.3576, 0.1805]) / 0.9505);
        let y = bend(mix([0.2126, 0.7152, 0.0722]));
        let z = bend(mix([0.0193, 0.1192, 0.9505]) / 1.089);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    };
    lab(one).iter().zip(lab(other)).map(|(p, q)| (p - q).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn every_cell_of_a_table_can_be_read_whatever_its_colour() {
    use fueltune_analyzer::app::maps::Tint;
    let themes = themes();
    for (theme, own) in &themes {
        // Heat is the same in all of them.
        let tokens: Tokens = themes[2].1.clone().into_iter().chain(own.clone()).collect();
        for tint in Tint::all() {
            let (ground, ink) = (tint.to_string(), tint.ink());
            let ratio = contrast(&tokens, &ink[2..], &ground[2..]);
            assert!(ratio >= 4.5, "{theme}: {ink} on {ground} is {ratio:.2}");
        }
    }
}

#[test]
fn a_higher_cell_is_lighter_and_less_is_told_from_more_by_any_eye() {
    use fueltune_analyzer::app::maps::{DIFFERENCE_LEVELS, LEVELS};
    let themes = themes();
    let plain = &themes[2].1;
    for (name, blind) in BLINDNESS {
        let lightness = |i: u8| {
            let seen = see(plain[&format!("heat-{i}")], blind);
            0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
        };
        for i in 1..LEVELS {
            assert!(lightness(i) > lightness(i - 1), "{name}: heat-{i} is no lighter than the one before");
        }
        for (theme, tokens) in &themes {
            for i in DIFFERENCE_LEVELS / 2..=DIFFERENCE_LEVELS {
                let (less, more) = (tokens[&format!("less-{i}")], tokens[&format!("more-{i}")]);
                let apart = lab_distance(see(less, blind), see(more, blind));
                assert!(apart >= 13.0, "{theme}, {name}: less-{i} and more-{i} are {apart:.1} apart");
            }
        }
    }
}
