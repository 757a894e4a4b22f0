//! The stages of the analysis in the order of the specification, and what each rests on.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{AnalysisError, Frame, ParamError, Params, Subject};
use super::{outliers, patterns, performance, statistics};
use crate::engine::cx::Cx;
use crate::engine::quality::{self, Quality};

/// A stage. Translation key: `analysis-stage-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// How far the log can be trusted.
    Validation,
    Statistics,
    Patterns,
    Outliers,
    Performance,
}

impl Stage {
    /// In the order in which they run.
    pub const ALL: [Stage; 5] =
        [Stage::Validation, Stage::Statistics, Stage::Patterns, Stage::Outliers, Stage::Performance];

    /// Stable name, used for translation keys, marks and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            Stage::Validation => "validation",
            Stage::Statistics => "statistics",
            Stage::Patterns => "patterns",
            Stage::Outliers => "outliers",
            Stage::Performance => "performance",
        }
    }

    /// Earlier stages whose reports it builds on.
    pub const fn needs(self) -> &'static [Stage] {
        match self {
            Stage::Validation | Stage::Statistics | Stage::Patterns => &[],
            Stage::Outliers | Stage::Performance => &[Stage::Patterns],
        }
    }
}

/// Parameters of all stages; the standard set is the default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub statistics: statistics::Params,
    pub patterns: patterns::Params,
    pub outliers: outliers::Params,
    pub performance: performance::Params,
}

impl Settings {
    /// Whether every figure of every stage is within its bounds.
    pub fn check(&self) -> Result<(), ParamError> {
        self.statistics.check()?;
        self.patterns.check()?;
        self.outliers.check()?;
        self.performance.check()
    }

    /// Changes one figure of one stage; `false` if there is none of this name or the value is out of its bounds.
    pub fn put(&mut self, analysis: &str, slug: &str, value: f64) -> bool {
        fn put<P: Params>(params: &mut P, analysis: &str, slug: &str, value: f64) -> bool {
            let field = P::FIELDS.iter().find(|f| analysis == P::ANALYSIS && f.slug == slug);
            field.is_some_and(|f| (f.least..=f.most).contains(&value)) && params.set(slug, value)
        }
        put(&mut self.statistics, analysis, slug, value)
            || put(&mut self.patterns, analysis, slug, value)
            || put(&mut self.outliers, analysis, slug, value)
            || put(&mut self.performance, analysis, slug, value)
    }

    /// Every figure that is not at its standard, as `ANALYSIS.SLUG:VALUE`.
    pub fn changed(&self) -> Vec<String> {
        fn of<P: Params>(params: &P) -> impl Iterator<Item = String> {
            let values = P::FIELDS.iter().zip(params.values());
            values
                .filter(|(field, value)| field.standard != *value)
                .map(|(field, value)| format!("{}.{}:{value}", P::ANALYSIS, field.slug))
        }
        of(&self.statistics)
            .chain(of(&self.patterns))
            .chain(of(&self.outliers))
            .chain(of(&self.performance))
            .collect()
    }

    /// These, with every stage that `stage` does not rest on at its standard: two sets that are the same here give the
    /// same report of the stage.
    #[must_use]
    pub fn relevant_to(&self, stage: Stage) -> Settings {
        let mut relevant = Settings::default();
        for of in stage.needs().iter().copied().chain([stage]) {
            match of {
                Stage::Validation => (),
                Stage::Statistics => relevant.statistics = self.statistics.clone(),
                Stage::Patterns => relevant.patterns = self.patterns.clone(),
                Stage::Outliers => relevant.outliers = self.outliers.clone(),
                Stage::Performance => relevant.performance = self.performance.clone(),
            }
        }
        relevant
    }
}

/// The report of one stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StageReport {
    Validation(Quality),
    Statistics(statistics::Report),
    Patterns(patterns::Report),
    Outliers(outliers::Report),
    Performance(Box<performance::Report>),
}

impl StageReport {
    /// Whose it is.
    pub const fn stage(&self) -> Stage {
        match self {
            StageReport::Validation(_) => Stage::Validation,
            StageReport::Statistics(_) => Stage::Statistics,
            StageReport::Patterns(_) => Stage::Patterns,
            StageReport::Outliers(_) => Stage::Outliers,
            StageReport::Performance(_) => Stage::Performance,
        }
    }
}

/// What is known so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    pub validation: Option<Rc<Quality>>,
    pub statistics: Option<Rc<statistics::Report>>,
    pub patterns: Option<Rc<patterns::Report>>,
    pub outliers: Option<Rc<outliers::Report>>,
    pub performance: Option<Rc<performance::Report>>,
}

impl Findings {
    /// Takes in the report of a stage.
    pub fn put(&mut self, report: StageReport) {
        match report {
            StageReport::Validation(r) => self.validation = Some(Rc::new(r)),
            StageReport::Statistics(r) => self.statistics = Some(Rc::new(r)),
            StageReport::Patterns(r) => self.patterns = Some(Rc::new(r)),
            StageReport::Outliers(r) => self.outliers = Some(Rc::new(r)),
            StageReport::Performance(r) => self.performance = Some(Rc::new(*r)),
        }
    }

    /// Whether a stage's report is here.
    pub fn has(&self, stage: Stage) -> bool {
        match stage {
            Stage::Validation => self.validation.is_some(),
            Stage::Statistics => self.statistics.is_some(),
            Stage::Patterns => self.patterns.is_some(),
            Stage::Outliers => self.outliers.is_some(),
            Stage::Performance => self.performance.is_some(),
        }
    }
}

/// Runs one stage. A report it needs and that is not among `known` is made on the way.
pub fn run(
    stage: Stage,
    frame: &Frame,
    subject: &Subject,
    settings: &Settings,
    known: &Findings,
    cx: &Cx,
) -> Result<StageReport, AnalysisError> {
    let patterns = || match &known.patterns {
        Some(report) => Ok::<_, AnalysisError>(Rc::clone(report)),
        None => Ok(Rc::new(patterns::run(frame, subject, &settings.patterns, cx)?)),
    };
    Ok(match stage {
        Stage::Validation => StageReport::Validation(quality::assess(frame.table())),
        Stage::Statistics => {
            StageReport::Statistics(statistics::run(frame, subject, &settings.statistics, cx)?)
        }
        Stage::Patterns => StageReport::Patterns(patterns::run(frame, subject, &settings.patterns, cx)?),
        Stage::Outliers => {
            StageReport::Outliers(outliers::run(frame, subject, &*patterns()?, &settings.outliers, cx)?)
        }
        Stage::Performance => StageReport::Performance(Box::new(performance::run(
            frame,
            subject,
            &*patterns()?,
            &settings.performance,
            cx,
        )?)),
    })
}

/// Runs all stages, telling each report as soon as it is there.
pub fn run_all(
    frame: &Frame,
    subject: &Subject,
    settings: &Settings,
    cx: &Cx,
    mut tell: impl FnMut(&Findings, Stage),
) -> Result<Findings, AnalysisError> {
    settings.check()?;
    let mut findings = Findings::default();
    for stage in Stage::ALL {
        let report = run(stage, frame, subject, settings, &findings, cx)?;
        findings.put(report);
        tell(&findings, stage);
    }
    Ok(findings)
}
