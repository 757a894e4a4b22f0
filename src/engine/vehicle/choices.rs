//! What a field can be one of. Slugs are stable: storage, files and translation keys use them.

use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($( $(#[$doc:meta])* $name:ident { $( $variant:ident = $slug:literal ),* $(,)? } )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $( #[serde(rename = $slug)] $variant ),* }

        impl $name {
            /// In the order in which they are offered.
            pub const ALL: &'static [$name] = &[ $( $name::$variant ),* ];
            /// Their slugs, in the same order.
            pub const SLUGS: &'static [&'static str] = &[ $( $slug ),* ];

            pub const fn slug(self) -> &'static str {
                match self { $( $name::$variant => $slug ),* }
            }

            pub fn from_slug(slug: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|c| c.slug() == slug)
            }
        }
    )* };
}

choices! {
    /// Arrangement of the cylinders.
    Layout {
        I3 = "i3", I4 = "i4", I5 = "i5", I6 = "i6", V6 = "v6", V8 = "v8", V10 = "v10", V12 = "v12", H4 = "h4", H6 = "h6",
    }
    /// How the air gets in.
    Aspiration {
        Natural = "natural", Turbo = "turbo", Supercharger = "supercharger",
        TurboSupercharger = "turbo-supercharger", TwinTurbo = "twin-turbo",
    }
    /// Duration of the camshaft.
    Camshaft { Low = "low", High = "high" }
    Cooling { Water = "water", Air = "air" }
    /// Where the fuel is injected.
    FuelSystem { Port = "port", Direct = "direct", Dual = "dual" }
    /// Whether the fuel pressure follows the manifold.
    Regulator { OneToOne = "one-to-one", Fixed = "fixed" }
    Impedance { High = "high", Low = "low" }
    /// How the injectors of a bank are fired.
    BankMode { Batch = "batch", SemiSequential = "semi-sequential", Sequential = "sequential" }
    Wastegate { Internal = "internal", External = "external", Electronic = "electronic" }
    Transmission { Manual = "manual", Automatic = "automatic", DualClutch = "dual-clutch", Cvt = "cvt" }
    Drivetrain { Front = "fwd", Rear = "rwd", All = "awd", FourByFour = "4wd" }
}

impl Layout {
    /// Cylinders of the arrangement.
    pub const fn cylinders(self) -> u32 {
        match self {
            Layout::I3 => 3,
            Layout::I4 | Layout::H4 => 4,
            Layout::I5 => 5,
            Layout::I6 | Layout::V6 | Layout::H6 => 6,
            Layout::V8 => 8,
            Layout::V10 => 10,
            Layout::V12 => 12,
        }
    }
}

impl Aspiration {
    /// Whether the manifold sees more than the air outside.
    pub const fn boosted(self) -> bool {
        !matches!(self, Aspiration::Natural)
    }
}
