//! How the user likes tables: kept with the settings.

use serde::{Deserialize, Serialize};

use super::keys::Dialect;
use crate::engine::tables::exchange::Mark;

/// What the colours of the cells tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shade {
    /// How high a value is.
    #[default]
    Value,
    /// How far it is from the reference, which is written below it.
    Difference,
    /// What a log says of the cell.
    Log,
    None,
}

impl Shade {
    pub const ALL: [Shade; 4] = [Shade::Value, Shade::Difference, Shade::Log, Shade::None];

    /// Stable name.
    pub const fn slug(self) -> &'static str {
        match self {
            Shade::Value => "value",
            Shade::Difference => "difference",
            Shade::Log => "log",
            Shade::None => "none",
        }
    }

    /// The one called so.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.slug() == slug)
    }

    /// Key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            Shade::Value => "table-editor-shade-value",
            Shade::Difference => "table-editor-shade-difference",
            Shade::Log => "table-editor-shade-log",
            Shade::None => "table-editor-shade-none",
        }
    }
}

/// How cells are smoothed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SmoothWith {
    #[default]
    Gaussian,
    Median,
    EdgePreserving,
}

impl SmoothWith {
    pub const ALL: [SmoothWith; 3] = [SmoothWith::Gaussian, SmoothWith::Median, SmoothWith::EdgePreserving];

    /// Stable name.
    pub const fn slug(self) -> &'static str {
        match self {
            SmoothWith::Gaussian => "gaussian",
            SmoothWith::Median => "median",
            SmoothWith::EdgePreserving => "edge_preserving",
        }
    }

    /// Key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            SmoothWith::Gaussian => "table-editor-smooth-gaussian",
            SmoothWith::Median => "table-editor-smooth-median",
            SmoothWith::EdgePreserving => "table-editor-smooth-edges",
        }
    }
}

/// How a selection is filled from the cells around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FillWith {
    #[default]
    ThinPlate,
    InverseDistance,
}

impl FillWith {
    pub const ALL: [FillWith; 2] = [FillWith::ThinPlate, FillWith::InverseDistance];

    /// Stable name.
    pub const fn slug(self) -> &'static str {
        match self {
            FillWith::ThinPlate => "thin_plate",
            FillWith::InverseDistance => "inverse_distance",
        }
    }

    /// Key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            FillWith::ThinPlate => "table-editor-fill-thin-plate",
            FillWith::InverseDistance => "table-editor-fill-distance",
        }
    }
}

/// How smoothing and filling go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tools {
    pub smooth: SmoothWith,
    /// Percent of the smoothing that is taken.
    pub strength: u8,
    pub fill: FillWith,
}

impl Default for Tools {
    fn default() -> Self {
        Self { smooth: SmoothWith::default(), strength: 50, fill: FillWith::default() }
    }
}

/// See the module.
#[allow(clippy::struct_excessive_bools, reason = "choices that do not depend on each other")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TablePrefs {
    pub dialect: Dialect,
    /// The highest engine speed stands in the first row, as in FTManager.
    pub descending: bool,
    /// Break points out of use are shown too.
    pub unused: bool,
    /// Figures of each row and column beside the cells.
    pub lines: bool,
    pub shade: Shade,
    /// Decimals of copied text behind a comma.
    pub comma: bool,
    /// How many of them a copy for FTManager has.
    pub decimals: u8,
    /// The drawing of a row and a column beside the grid.
    pub slices: bool,
    pub surface: bool,
    pub tools: Tools,
}

impl TablePrefs {
    /// The decimal mark of copied text.
    pub const fn mark(self) -> Mark {
        if self.comma { Mark::Comma } else { Mark::Point }
    }
}

impl Default for TablePrefs {
    fn default() -> Self {
        Self {
            dialect: Dialect::default(),
            descending: true,
            unused: false,
            lines: false,
            shade: Shade::default(),
            comma: false,
            decimals: 3,
            slices: true,
            surface: false,
            tools: Tools::default(),
        }
    }
}
