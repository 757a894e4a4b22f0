//! The stages of the analysis in the order of the specification, and what each rests on.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{AnalysisError, Frame, Params, Subject};
use super::{outliers, patterns, performance, recommend, safety, statistics, trends};
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
    /// Within the session.
    Trends,
    Performance,
    Safety,
    /// What to do next, and what the log is good for.
    Recommendations,
}

impl Stage {
    /// In the order in which they run.
    pub const ALL: [Stage; 8] = [
        Stage::Validation,
        Stage::Statistics,
        Stage::Patterns,
        Stage::Outliers,
        Stage::Trends,
        Stage::Performance,
        Stage::Safety,
        Stage::Recommendations,
    ];

    /// Stable name, used for translation keys, marks and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            Stage::Validation => "validation",
            Stage::Statistics => "statistics",
            Stage::Patterns => "patterns",
            Stage::Outliers => "outliers",
            Stage::Trends => "trends",
            Stage::Performance => "performance",
            Stage::Safety => "safety",
            Stage::Recommendations => "recommendations",
        }
    }

    /// Earlier stages whose reports it builds on.
    pub const fn needs(self) -> &'static [Stage] {
        match self {
            Stage::Validation | Stage::Statistics | Stage::Patterns => &[],
            Stage::Outliers | Stage::Trends | Stage::Performance | Stage::Safety => &[Stage::Patterns],
            Stage::Recommendations => {
                &[Stage::Validation, Stage::Patterns, Stage::Outliers, Stage::Performance, Stage::Safety]
            }
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
    pub trends: trends::Params,
    pub performance: performance::Params,
    pub safety: safety::Params,
    /// What safety goes by.
    pub rules: safety::RuleSet,
    pub recommendations: recommend::Params,
}

impl Settings {
    /// Whether every figure of every stage is within its bounds, and the rules make sense.
    pub fn check(&self) -> Result<(), AnalysisError> {
        self.statistics.check()?;
        self.patterns.check()?;
        self.outliers.check()?;
        self.trends.check()?;
        self.performance.check()?;
        self.safety.check()?;
        self.recommendations.check()?;
        self.rules.checked()
    }

    /// Changes one figure of one stage; `false` if there is none of this name or the value is out of its bounds.
    pub fn put(&mut self, analysis: &str, slug: &str, value: f64) -> bool {
        self.statistics.put(analysis, slug, value)
            || self.patterns.put(analysis, slug, value)
            || self.outliers.put(analysis, slug, value)
            || self.trends.put(analysis, slug, value)
            || self.performance.put(analysis, slug, value)
            || self.safety.put(analysis, slug, value)
            || self.recommendations.put(analysis, slug, value)
    }

    /// Every figure that is not at its standard, as `ANALYSIS.SLUG:VALUE`.
    pub fn changed(&self) -> Vec<String> {
        self.statistics
            .changed()
            .chain(self.patterns.changed())
            .chain(self.outliers.changed())
            .chain(self.trends.changed())
            .chain(self.performance.changed())
            .chain(self.safety.changed())
            .chain(self.recommendations.changed())
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
                Stage::Trends => relevant.trends = self.trends.clone(),
                Stage::Performance => relevant.performance = self.performance.clone(),
                Stage::Safety => {
                    relevant.safety = self.safety.clone();
                    relevant.rules = self.rules.clone();
                }
                Stage::Recommendations => relevant.recommendations = self.recommendations.clone(),
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
    Trends(trends::Report),
    Performance(Box<performance::Report>),
    Safety(safety::Report),
    Recommendations(recommend::Report),
}

impl StageReport {
    /// Whose it is.
    pub const fn stage(&self) -> Stage {
        match self {
            StageReport::Validation(_) => Stage::Validation,
            StageReport::Statistics(_) => Stage::Statistics,
            StageReport::Patterns(_) => Stage::Patterns,
            StageReport::Outliers(_) => Stage::Outliers,
            StageReport::Trends(_) => Stage::Trends,
            StageReport::Performance(_) => Stage::Performance,
            StageReport::Safety(_) => Stage::Safety,
            StageReport::Recommendations(_) => Stage::Recommendations,
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
    pub trends: Option<Rc<trends::Report>>,
    pub performance: Option<Rc<performance::Report>>,
    pub safety: Option<Rc<safety::Report>>,
    pub recommendations: Option<Rc<recommend::Report>>,
}

impl Findings {
    /// Takes in the report of a stage.
    pub fn put(&mut self, report: StageReport) {
        match report {
            StageReport::Validation(r) => self.validation = Some(Rc::new(r)),
            StageReport::Statistics(r) => self.statistics = Some(Rc::new(r)),
            StageReport::Patterns(r) => self.patterns = Some(Rc::new(r)),
            StageReport::Outliers(r) => self.outliers = Some(Rc::new(r)),
            StageReport::Trends(r) => self.trends = Some(Rc::new(r)),
            StageReport::Performance(r) => self.performance = Some(Rc::new(*r)),
            StageReport::Safety(r) => self.safety = Some(Rc::new(r)),
            StageReport::Recommendations(r) => self.recommendations = Some(Rc::new(r)),
        }
    }

    /// Those of some stages alone.
    #[must_use]
    pub fn of(&self, stages: &[Stage]) -> Self {
        fn kept<T>(report: Option<&Rc<T>>, keep: bool) -> Option<Rc<T>> {
            report.filter(|_| keep).cloned()
        }
        let keep = |stage| stages.contains(&stage);
        Self {
            validation: kept(self.validation.as_ref(), keep(Stage::Validation)),
            statistics: kept(self.statistics.as_ref(), keep(Stage::Statistics)),
            patterns: kept(self.patterns.as_ref(), keep(Stage::Patterns)),
            outliers: kept(self.outliers.as_ref(), keep(Stage::Outliers)),
            trends: kept(self.trends.as_ref(), keep(Stage::Trends)),
            performance: kept(self.performance.as_ref(), keep(Stage::Performance)),
            safety: kept(self.safety.as_ref(), keep(Stage::Safety)),
            recommendations: kept(self.recommendations.as_ref(), keep(Stage::Recommendations)),
        }
    }

    /// Whether these are the very same reports, not merely equal ones.
    pub fn are(&self, others: &Self) -> bool {
        fn same<T>(a: Option<&Rc<T>>, b: Option<&Rc<T>>) -> bool {
            match (a, b) {
                (Some(a), Some(b)) => Rc::ptr_eq(a, b),
                (None, None) => true,
                _ => false,
            }
        }
        same(self.validation.as_ref(), others.validation.as_ref())
            && same(self.statistics.as_ref(), others.statistics.as_ref())
            && same(self.patterns.as_ref(), others.patterns.as_ref())
            && same(self.outliers.as_ref(), others.outliers.as_ref())
            && same(self.trends.as_ref(), others.trends.as_ref())
            && same(self.performance.as_ref(), others.performance.as_ref())
            && same(self.safety.as_ref(), others.safety.as_ref())
            && same(self.recommendations.as_ref(), others.recommendations.as_ref())
    }

    /// Whether a stage's report is here.
    pub fn has(&self, stage: Stage) -> bool {
        match stage {
            Stage::Validation => self.validation.is_some(),
            Stage::Statistics => self.statistics.is_some(),
            Stage::Patterns => self.patterns.is_some(),
            Stage::Outliers => self.outliers.is_some(),
            Stage::Trends => self.trends.is_some(),
            Stage::Performance => self.performance.is_some(),
            Stage::Safety => self.safety.is_some(),
            Stage::Recommendations => self.recommendations.is_some(),
        }
    }
}

/// What a stage is run on.
struct Bench<'a> {
    frame: &'a Frame<'a>,
    subject: &'a Subject,
    settings: &'a Settings,
    known: &'a Findings,
    cx: &'a Cx<'a>,
}

/// A report that is known, else made.
fn or_made<R>(
    known: Option<&Rc<R>>,
    make: impl FnOnce() -> Result<R, AnalysisError>,
) -> Result<Rc<R>, AnalysisError> {
    known.map_or_else(|| make().map(Rc::new), |report| Ok(Rc::clone(report)))
}

impl Bench<'_> {
    fn quality(&self) -> Rc<Quality> {
        self.known.validation.clone().unwrap_or_else(|| Rc::new(quality::assess(self.frame.table())))
    }

    fn patterns(&self) -> Result<Rc<patterns::Report>, AnalysisError> {
        or_made(self.known.patterns.as_ref(), || {
            patterns::run(self.frame, self.subject, &self.settings.patterns, self.cx)
        })
    }

    fn outliers(&self, patterns: &patterns::Report) -> Result<outliers::Report, AnalysisError> {
        outliers::run(self.frame, self.subject, patterns, &self.settings.outliers, self.cx)
    }

    fn trends(&self, patterns: &patterns::Report) -> Result<trends::Report, AnalysisError> {
        trends::run(self.frame, self.subject, patterns, &self.settings.trends, self.cx)
    }

    fn performance(&self, patterns: &patterns::Report) -> Result<performance::Report, AnalysisError> {
        performance::run(self.frame, self.subject, patterns, &self.settings.performance, self.cx)
    }

    fn safety(&self, patterns: &patterns::Report) -> Result<safety::Report, AnalysisError> {
        let settings = self.settings;
        safety::run(self.frame, self.subject, patterns, &settings.rules, &settings.safety, self.cx)
    }

    fn recommendations(&self) -> Result<recommend::Report, AnalysisError> {
        let (known, quality, patterns) = (self.known, self.quality(), self.patterns()?);
        let outliers = or_made(known.outliers.as_ref(), || self.outliers(&patterns))?;
        let performance = or_made(known.performance.as_ref(), || self.performance(&patterns))?;
        let safety = or_made(known.safety.as_ref(), || self.safety(&patterns))?;
        let known = recommend::Known {
            patterns: &patterns,
            outliers: &outliers,
            performance: &performance,
            safety: &safety,
            quality: &quality,
            safety_params: &self.settings.safety,
        };
        recommend::run(self.frame, self.subject, &known, &self.settings.recommendations, self.cx)
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
    let bench = Bench { frame, subject, settings, known, cx };
    Ok(match stage {
        Stage::Validation => StageReport::Validation(quality::assess(frame.table())),
        Stage::Statistics => {
            StageReport::Statistics(statistics::run(frame, subject, &settings.statistics, cx)?)
        }
        Stage::Patterns => StageReport::Patterns(patterns::run(frame, subject, &settings.patterns, cx)?),
        Stage::Outliers => StageReport::Outliers(bench.outliers(&*bench.patterns()?)?),
        Stage::Trends => StageReport::Trends(bench.trends(&*bench.patterns()?)?),
        Stage::Performance => StageReport::Performance(Box::new(bench.performance(&*bench.patterns()?)?)),
        Stage::Safety => StageReport::Safety(bench.safety(&*bench.patterns()?)?),
        Stage::Recommendations => StageReport::Recommendations(bench.recommendations()?),
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
