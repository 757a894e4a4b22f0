//! Stages of the analysis: from memory, from the database, else computed. Drawings of chosen channels: from memory, else
//! computed, which takes less than a look into the database would save.

use std::collections::BTreeSet;
use std::rc::Rc;

use xxhash_rust::xxh3::xxh3_128;

use super::view::{pace, session_data};
use crate::engine::analysis::look;
use crate::engine::analysis::pipeline::{self, Findings, Settings, Stage as Part, StageReport};
use crate::engine::analysis::safety::{Judgement, Outcome, Severity};
use crate::engine::analysis::{AnalysisError, Frame, FrameError, RowQuery, patterns};
use crate::engine::channels::ChannelKey;
use crate::engine::cx::Cx;
use crate::engine::expr::{Book, Checked};
use crate::engine::table::LogTable;
use crate::engine::view::Selected;
use crate::protocol::{
    Analyse, AnalyseAll, AnalyseAnswer, ErrorCode, Glance, LookAnswer, LookInto, Question, ResultFrom,
    Sealed, Stage, WireError,
};
use crate::storage::{Around, Db};
use crate::web::clock;
use crate::worker::context::JobCx;
use crate::worker::derived::condition;
use crate::worker::fault::Fault;
use crate::worker::server::Server;

/// Answers one stage.
pub async fn analyse(server: &Server, cx: &JobCx, asked: Analyse) -> Result<AnalyseAnswer, Fault> {
    let q = asked.question.open().map_err(|e| Fault::bad_request(e.to_string()))?;
    let (report, from, took_ms) = report_of(server, cx, &asked.session, &q).await?;
    let report = Sealed::of(&*report).map_err(|e| Fault::internal(e.to_string()))?;
    Ok(AnalyseAnswer { report, from, took_ms })
}

/// Runs every stage of a session as it is by itself, and says what there is to see.
pub async fn analyse_all(server: &Server, cx: &JobCx, asked: AnalyseAll) -> Result<Glance, Fault> {
    let Around { subject, rules } = server.db().await?.around(&asked.session).await?;
    let settings = Settings { rules, ..Settings::default() };
    let mut q = Question { stage: Part::Validation, rows: RowQuery::default(), settings, subject };
    let mut glance = Glance::default();
    for (done, stage) in Part::ALL.into_iter().enumerate() {
        cx.report(Stage::Analyse, done as f64, Part::ALL.len() as f64);
        q.stage = stage;
        match &*report_of(server, cx, &asked.session, &q).await?.0 {
            StageReport::Safety(report) => {
                let worst = |outcome: &Outcome| report.of(&outcome.rule).map(|e| e.severity).max();
                let of =
                    |severity| report.outcomes.iter().filter(|o| worst(o) == Some(severity)).count() as u32;
                (glance.dangers, glance.cautions) = (of(Severity::Danger), of(Severity::Caution));
                glance.judged =
                    report.outcomes.iter().filter(|o| o.judgement == Judgement::Judged).count() as u32;
            }
            StageReport::Recommendations(report) => {
                glance.recommendations = report.recommendations.len() as u32;
            }
            _ => {}
        }
    }
    Ok(glance)
}

/// Answers one drawing.
pub async fn look(server: &Server, cx: &JobCx, asked: LookInto) -> Result<LookAnswer, Fault> {
    let q = asked.question.open().map_err(|e| Fault::bad_request(e.to_string()))?;
    let db = server.db().await?;
    let data = session_data(server, cx, &asked.session, Some(&[])).await?.data;
    let ground = Ground::of(server, &db, &asked.session, &q.analysis.rows).await?;
    let bytes = q.key(&ground.made_of(&q.look.channels())).map_err(|e| Fault::internal(e.to_string()))?;
    let key = format!("{data}/{:032x}", xxh3_128(&bytes));
    if let Some(report) = server.looks().get(&key) {
        return looked(&report);
    }
    let mut patterns = patterns::Report::default();
    if q.look.needs_patterns() {
        let q = Question { stage: Part::Patterns, ..q.analysis.clone() };
        if let StageReport::Patterns(found) = &*report_of(server, cx, &asked.session, &q).await?.0 {
            patterns.clone_from(found);
        }
    }
    let (table, selected) = ground.rows(server, cx, &db, &asked.session, &q.look.needs()).await?;
    let frame = framed(&table, &q.analysis.rows, selected.as_ref())?;
    let made =
        run(cx, |engine| look::run(&q.look, &frame, &q.analysis.subject, &patterns, &q.settings, engine))?;
    let made = Rc::new(made);
    server.looks().put(key, Rc::clone(&made));
    looked(&made)
}

fn looked(report: &look::Report) -> Result<LookAnswer, Fault> {
    Ok(LookAnswer { report: Sealed::of(report).map_err(|e| Fault::internal(e.to_string()))? })
}

/// What a question rests on beside the columns of the file: the user's math channels, and its condition.
struct Ground {
    book: Rc<Book>,
    condition: Option<Checked>,
}

impl Ground {
    async fn of(server: &Server, db: &Db, session: &str, rows: &RowQuery) -> Result<Self, Fault> {
        let book = server.cache().book(db, session).await?;
        let filter = rows.filter.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let condition = filter.map(|text| condition(text, &book)).transpose()?;
        Ok(Self { book, condition })
    }

    /// What the math channels among these, and those of the condition, are made of.
    fn made_of(&self, keys: &[ChannelKey]) -> BTreeSet<String> {
        let needs = self.condition.as_ref().map(Checked::needs).unwrap_or_default();
        self.book.made_of(keys.iter().chain(&needs))
    }

    /// The channels a stage is about: those of the file, in statistics the math channels too, and in safety those that
    /// the rules name.
    fn channels(&self, q: &Question, stage: Part) -> Vec<ChannelKey> {
        let stored = self.book.names.channels.iter().map(|c| &c.key).filter(|key| !key.is_math());
        let math = match stage {
            Part::Statistics => self.book.keys().cloned().collect(),
            Part::Safety => q.settings.rules.math_channels(&self.book.names),
            _ => BTreeSet::new(),
        };
        stored.cloned().chain(math).collect()
    }

    /// A log of these channels, and the rows at which the condition is true.
    async fn rows(
        &self,
        server: &Server,
        cx: &JobCx,
        db: &Db,
        session: &str,
        own: &[ChannelKey],
    ) -> Result<(LogTable, Option<Selected>), Fault> {
        let mut all = own.to_vec();
        all.extend(self.condition.iter().flat_map(|condition| self.book.needs_of(condition)));
        let slice = server.cache().slice_by(db, session, &all, &self.book, true, pace(cx)).await?;
        let select = |condition| self.book.select(condition, &slice.table, &[], &Cx::none());
        let selected = self.condition.as_ref().map(select).transpose()?;
        let asked = slice.keys.iter().take_while(|key| own.contains(key)).count();
        Ok((slice.first(asked)?.table, selected))
    }

    /// Under which the report of a stage is kept.
    fn key(&self, q: &Question, stage: Part) -> Result<String, Fault> {
        // What a stage rests on may rest on math channels that it does not look at itself.
        let all = stage.needs().iter().copied().chain([stage]);
        let channels: Vec<ChannelKey> = all.flat_map(|stage| self.channels(q, stage)).collect();
        let made_of = self.made_of(&channels);
        let bytes = q.key(stage, &made_of).map_err(|e| Fault::internal(e.to_string()))?;
        Ok(format!("analysis-{}-{:032x}", stage.slug(), xxh3_128(&bytes)))
    }
}

/// What of a log is looked at.
pub(super) fn framed<'a>(
    table: &'a LogTable,
    rows: &RowQuery,
    selected: Option<&Selected>,
) -> Result<Frame<'a>, Fault> {
    let frame = Frame::whole(table);
    let mask = selected.map(|s| s.on(table, frame.axis_index()));
    frame.select(&rows.spans, mask.as_ref()).map_err(|e| fault_of(&AnalysisError::Frame(e)))
}

/// Runs something of the engine, telling how far it is, until the job is given up.
fn run<T>(cx: &JobCx, work: impl FnOnce(&Cx) -> Result<T, AnalysisError>) -> Result<T, Fault> {
    let progress = |done: u64, total: u64| cx.report(Stage::Analyse, done as f64, total as f64);
    let stop = || cx.check().is_err();
    work(&Cx::new(&progress, &stop)).map_err(|e| fault_of(&e))
}

/// The report of a stage, where it came from, and the milliseconds it took if it was made now.
pub(super) async fn report_of(
    server: &Server,
    cx: &JobCx,
    session: &str,
    q: &Question,
) -> Result<(Rc<StageReport>, ResultFrom, Option<f64>), Fault> {
    q.settings.check().map_err(|e| fault_of(&e))?;
    let db = server.db().await?;
    let data = session_data(server, cx, session, Some(&[])).await?.data;
    let ground = Ground::of(server, &db, session, &q.rows).await?;
    let request = ground.key(q, q.stage)?;
    if let Some((report, from)) = known(server, &db, &data, &request).await? {
        return Ok((report, from, None));
    }
    // One stage at a time: those asked for together find in memory what they need of each other.
    server.analysing().wait(&data).await;
    cx.check()?;
    if let Some(report) = server.reports().get(&format!("{data}/{request}")) {
        return Ok((report, ResultFrom::Memory, None));
    }
    let _turn = server.analysing().begin(&data);
    let mut findings = Findings::default();
    for stage in q.stage.needs() {
        if let Some((report, _)) = known(server, &db, &data, &ground.key(q, *stage)?).await? {
            findings.put((*report).clone());
        }
    }
    let before = clock::ticks_ms();
    let mut report = None;
    let mut held: Option<(Vec<ChannelKey>, LogTable, Option<Selected>)> = None;
    let missing: Vec<Part> = q.stage.needs().iter().copied().filter(|s| !findings.has(*s)).collect();
    for stage in missing.into_iter().chain([q.stage]) {
        cx.breathe().await?;
        let channels = ground.channels(q, stage);
        let (channels, table, selected) = match held.take() {
            Some(held) if held.0 == channels => held,
            _ => {
                let (table, selected) = ground.rows(server, cx, &db, session, &channels).await?;
                (channels, table, selected)
            }
        };
        let frame = framed(&table, &q.rows, selected.as_ref())?;
        let made =
            run(cx, |engine| pipeline::run(stage, &frame, &q.subject, &q.settings, &findings, engine))?;
        let made = Rc::new(made);
        keep(server, &db, &data, &ground.key(q, stage)?, Rc::clone(&made)).await;
        if stage != q.stage {
            findings.put((*made).clone());
        }
        report = Some(made);
        drop(frame);
        held = Some((channels, table, selected));
    }
    let report = report.ok_or_else(|| Fault::internal("no stage was run"))?;
    Ok((report, ResultFrom::Computed, Some(clock::ticks_ms() - before)))
}

/// A kept report of a stage.
async fn known(
    server: &Server,
    db: &Db,
    data: &str,
    request: &str,
) -> Result<Option<(Rc<StageReport>, ResultFrom)>, Fault> {
    let key = format!("{data}/{request}");
    if let Some(report) = server.reports().get(&key) {
        return Ok(Some((report, ResultFrom::Memory)));
    }
    let Some(bytes) = db.results().get(data, request).await? else { return Ok(None) };
    // Of another release, or damaged: it is made anew.
    let Ok(report) = postcard::from_bytes::<StageReport>(&bytes) else { return Ok(None) };
    let report = Rc::new(report);
    server.reports().put(key, Rc::clone(&report));
    Ok(Some((report, ResultFrom::Stored)))
}

/// Keeps a report. That it cannot be kept costs the next one who asks some time, so it is only logged.
async fn keep(server: &Server, db: &Db, data: &str, request: &str, report: Rc<StageReport>) {
    let outcome = async {
        let bytes = postcard::to_stdvec(&*report).map_err(|e| Fault::internal(e.to_string()))?;
        server.reports().put(format!("{data}/{request}"), report);
        db.results().put(data, request, &bytes).await?;
        Ok::<_, Fault>(())
    };
    if let Err(fault) = outcome.await {
        tracing::warn!(?fault, "report not kept");
    }
}

pub(super) fn fault_of(error: &AnalysisError) -> Fault {
    let wire = |code| WireError::new(code, error.to_string());
    match error {
        AnalysisError::Cancelled(_) => Fault::Cancelled,
        AnalysisError::Needs(channels) => {
            let slugs: Vec<&str> = channels.iter().map(|id| id.slug()).collect();
            wire(ErrorCode::AnalysisNeeds).with_text("channels", slugs.join(", ")).into()
        }
        AnalysisError::TooFewRows { needed, found } => wire(ErrorCode::AnalysisTooFew)
            .with_number("needed", *needed as f64)
            .with_number("found", *found as f64)
            .into(),
        AnalysisError::Frame(FrameError::Filter(why)) => {
            let text = serde_json::to_string(why).unwrap_or_default();
            wire(ErrorCode::SelectionWrong).with_text("why", text).into()
        }
        AnalysisError::Frame(_) => wire(ErrorCode::SelectionWrong).into(),
        _ => wire(ErrorCode::BadRequest).into(),
    }
}
