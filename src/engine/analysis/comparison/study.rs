//! A whole comparison: what is asked for, and everything that came of it.

use serde::{Deserialize, Serialize};

use super::super::trends::figures;
use super::super::{AnalysisError, Params as _};
use super::{Params, Query, Report, Side, overlay};
use crate::engine::cx::Cx;

/// Figures a comparison goes by; the standard set is the default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub comparison: Params,
    pub figures: figures::Params,
    pub overlay: overlay::Params,
}

impl Settings {
    /// Changes one figure; `false` if there is none of this name or the value is out of its bounds.
    pub fn put(&mut self, analysis: &str, slug: &str, value: f64) -> bool {
        fn put<P: super::super::Params>(params: &mut P, analysis: &str, slug: &str, value: f64) -> bool {
            let field = P::FIELDS.iter().find(|f| analysis == P::ANALYSIS && f.slug == slug);
            field.is_some_and(|f| (f.least..=f.most).contains(&value)) && params.set(slug, value)
        }
        put(&mut self.comparison, analysis, slug, value)
            || put(&mut self.figures, analysis, slug, value)
            || put(&mut self.overlay, analysis, slug, value)
    }

    /// Every figure that is not at its standard, as `ANALYSIS.SLUG:VALUE`.
    pub fn changed(&self) -> Vec<String> {
        fn of<P: super::super::Params>(params: &P) -> impl Iterator<Item = String> {
            let values = P::FIELDS.iter().zip(params.values());
            values
                .filter(|(field, value)| field.standard != *value)
                .map(|(field, value)| format!("{}.{}:{value}", P::ANALYSIS, field.slug))
        }
        of(&self.comparison).chain(of(&self.figures)).chain(of(&self.overlay)).collect()
    }
}

/// What is asked for. Measures, and the session the others are compared with, are those of `query` throughout.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    pub query: Query,
    pub align: overlay::Align,
    pub along: overlay::Along,
    /// Which event of each session; none for the most telling one.
    pub picks: Vec<Option<u32>>,
    pub settings: Settings,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Study {
    pub report: Report,
    pub overlay: overlay::Report,
}

/// Compares the sessions by operating points and key figures, and aligns their courses.
pub fn run(sides: &[Side], asked: &Asked, cx: &Cx) -> Result<Study, AnalysisError> {
    asked.settings.comparison.check()?;
    asked.settings.figures.check()?;
    asked.settings.overlay.check()?;
    let settings = &asked.settings;
    let report = super::run(sides, &asked.query, &settings.comparison, &settings.figures, cx)?;
    let aligned = overlay::Query {
        measures: asked.query.measures.clone(),
        align: asked.align.clone(),
        along: asked.along,
        reference: asked.query.reference,
        picks: asked.picks.clone(),
    };
    let overlay = overlay::run(sides, &aligned, &settings.overlay, cx)?;
    Ok(Study { report, overlay })
}
