//! The colours and the type of the page, as everything that draws needs them.

use std::collections::BTreeMap;

use web_sys::Element;

use super::figure;
use super::strips::Ink;
use crate::web::global;

/// The colours and the type of the page, looked up when the theme changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Theme {
    colours: BTreeMap<&'static str, String>,
    font: String,
    family: String,
}

/// Size of the type, px.
const FONT_PX: usize = 12;

const TOKENS: [&str; 19] = [
    "--surface",
    "--overlay",
    "--t1-soft",
    "--line",
    "--line-strong",
    "--text",
    "--muted",
    "--faint",
    "--accent",
    "--accent-ink",
    "--warn",
    "--t1",
    "--t2",
    "--t3",
    "--t4",
    "--t5",
    "--t6",
    "--t7",
    "--t8",
];

impl Theme {
    /// As it stands at an element.
    pub fn read(element: &Element) -> Self {
        let style = global::window().and_then(|w| w.get_computed_style(element).ok().flatten());
        let value = |name: &str| {
            style.as_ref().and_then(|s| s.get_property_value(name).ok()).unwrap_or_default().trim().to_owned()
        };
        let colours = TOKENS.into_iter().map(|name| (name, value(name))).collect();
        let mut family = value("--font");
        if family.is_empty() {
            "sans-serif".clone_into(&mut family);
        }
        Self { colours, font: format!("{FONT_PX}px {family}"), family }
    }

    /// Size and family of its type, as a canvas wants it.
    pub fn font(&self) -> &str {
        &self.font
    }

    /// The colour of a custom property such as `--text`; of those that charts use.
    pub fn token(&self, name: &str) -> &str {
        self.colours.get(name).map_or("", String::as_str)
    }

    pub fn ink(&self, ink: Ink) -> &str {
        const TRACES: [&str; 8] = ["--t1", "--t2", "--t3", "--t4", "--t5", "--t6", "--t7", "--t8"];
        self.token(match ink {
            Ink::Surface => "--surface",
            Ink::Line => "--line",
            Ink::LineStrong => "--line-strong",
            Ink::Text => "--text",
            Ink::Muted => "--muted",
            Ink::Faint => "--faint",
            Ink::Accent => "--accent",
            Ink::AccentInk => "--accent-ink",
            Ink::Warn => "--warn",
            Ink::Trace(n) => TRACES[usize::from(n) % TRACES.len()],
        })
    }

    /// The part of it that figures of plotly.js are made with.
    pub fn figure(&self) -> figure::Theme {
        let colour = |name: &str| self.token(name).to_owned();
        figure::Theme {
            surface: colour("--surface"),
            raised: colour("--overlay"),
            text: colour("--text"),
            muted: colour("--muted"),
            line: colour("--line"),
            trace: colour("--t1"),
            trace_soft: colour("--t1-soft"),
            outlier: colour("--t2"),
            font: self.family.clone(),
            font_size: FONT_PX,
        }
    }
}
