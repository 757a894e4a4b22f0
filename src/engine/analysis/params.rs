//! Parameters of an analysis: figures with a standard value and bounds, told apart by their slug, so that a page can
//! show and change all of them without knowing any.

use crate::engine::units::Quantity;

/// One figure. Translation keys: `param-ANALYSIS-SLUG` and `param-ANALYSIS-SLUG-help`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParamField {
    pub slug: &'static str,
    /// Decides the unit it is shown in; the figure itself is in the base unit.
    pub quantity: Quantity,
    pub standard: f64,
    pub least: f64,
    pub most: f64,
}

/// A figure out of its bounds.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{analysis}.{slug} is {value}, allowed are {least} to {most}")]
pub struct ParamError {
    pub analysis: &'static str,
    pub slug: &'static str,
    pub value: f64,
    pub least: f64,
    pub most: f64,
}

/// Made by [`params!`](crate::params).
pub trait Params: Clone + Default + PartialEq {
    const ANALYSIS: &'static str;
    const FIELDS: &'static [ParamField];

    /// In the order of [`Params::FIELDS`].
    fn values(&self) -> Vec<f64>;

    /// Changes one figure; `false` if there is none of this name.
    fn set(&mut self, slug: &str, value: f64) -> bool;

    /// Changes a figure of the analysis that is called so; `false` if this is another, has no such figure, or the
    /// value is out of its bounds.
    fn put(&mut self, analysis: &str, slug: &str, value: f64) -> bool {
        let field = Self::FIELDS.iter().find(|f| analysis == Self::ANALYSIS && f.slug == slug);
        field.is_some_and(|f| (f.least..=f.most).contains(&value)) && self.set(slug, value)
    }

    /// Every figure that is not at its standard, as `ANALYSIS.SLUG:VALUE`.
    fn changed(&self) -> impl Iterator<Item = String> {
        let values = Self::FIELDS.iter().zip(self.values());
        values
            .filter(|(field, value)| field.standard != *value)
            .map(|(field, value)| format!("{}.{}:{value}", Self::ANALYSIS, field.slug))
    }

    /// Whether every figure is within its bounds.
    fn check(&self) -> Result<(), ParamError> {
        for (field, value) in Self::FIELDS.iter().zip(self.values()) {
            if !(field.least..=field.most).contains(&value) {
                return Err(ParamError {
                    analysis: Self::ANALYSIS,
                    slug: field.slug,
                    value,
                    least: field.least,
                    most: field.most,
                });
            }
        }
        Ok(())
    }
}

/// `params! { /// doc  pub struct Params("analysis") { /// doc  name: Quantity = standard, least..=most; } }`
#[macro_export]
macro_rules! params {
    ($(#[$meta:meta])* pub struct $name:ident($analysis:literal) {
        $( $(#[$doc:meta])* $field:ident: $quantity:ident = $standard:expr, $least:literal ..= $most:literal; )*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name { $( $(#[$doc])* pub $field: f64 ),* }

        impl Default for $name {
            fn default() -> Self {
                Self { $( $field: $standard ),* }
            }
        }

        impl $crate::engine::analysis::Params for $name {
            const ANALYSIS: &'static str = $analysis;
            const FIELDS: &'static [$crate::engine::analysis::ParamField] = &[ $(
                $crate::engine::analysis::ParamField {
                    slug: stringify!($field),
                    quantity: $crate::engine::units::Quantity::$quantity,
                    standard: $standard,
                    least: $least,
                    most: $most,
                }
            ),* ];

            fn values(&self) -> Vec<f64> {
                vec![ $( self.$field ),* ]
            }

            fn set(&mut self, slug: &str, value: f64) -> bool {
                match slug {
                    $( stringify!($field) => self.$field = value, )*
                    _ => return false,
                }
                true
            }
        }
    };
}
