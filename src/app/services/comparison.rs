//! Comparing sessions: what is known of each, and the worker's answer.

use super::analysis::around;
use super::sessions::{self, Open};
use crate::app::comparison::Has;
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::engine::analysis::Subject;
use crate::engine::analysis::comparison::study::{Asked, Study};
use crate::engine::channels::ChannelKey;
use crate::engine::expr::MathChannel;
use crate::protocol::{
    Compare, CompareAnswer, Comparison, ErrorCode, Lane, Progress, ResultFrom, Sealed, WireError,
};
use crate::storage::MathChannelRecord;
use crate::web::marks::Stopwatch;

/// A session on its way into a comparison.
pub struct Guest {
    pub open: Open,
    pub subject: Subject,
    /// Those of its file and the user's math channels that make sense in it.
    pub channels: Vec<Has>,
}

/// Reads what is known of the sessions, without a sample.
pub async fn open(cx: &AppCx, ids: &[String]) -> Result<Vec<Guest>, AppError> {
    let math: Vec<MathChannel> =
        cx.core()?.db.math_channels().get_all().await?.iter().map(MathChannelRecord::channel).collect();
    let mut guests = Vec::with_capacity(ids.len());
    for id in ids {
        let open = sessions::open(cx, id).await?;
        let subject = around(cx, id).await?.subject;
        let stored =
            open.detail.columns.iter().map(|c| Has { key: c.key.clone(), quantity: c.unit.quantity() });
        let mut channels: Vec<Has> = stored.collect();
        let book = open.detail.book(&math);
        for channel in &math {
            let key = ChannelKey::Math(channel.name.trim().to_owned());
            channels.extend(book.get(&key).map(|d| Has { key, quantity: d.channel.unit.quantity() }));
        }
        guests.push(Guest { open, subject, channels });
    }
    Ok(guests)
}

/// What came of a comparison.
pub struct Compared {
    pub study: Study,
    pub from: ResultFrom,
    pub took_ms: Option<f64>,
}

/// Compares the sessions. Dropping the future gives the work up.
pub async fn compare(
    cx: &AppCx,
    guests: &[Guest],
    asked: &Asked,
    progress: impl Fn(&Progress) + 'static,
) -> Result<Compared, AppError> {
    let question =
        Comparison { asked: asked.clone(), subjects: guests.iter().map(|g| g.subject.clone()).collect() };
    let question = Compare {
        sessions: guests.iter().map(|g| g.open.record.id.clone()).collect(),
        question: Sealed::of(&question).map_err(broken)?,
    };
    let watch = Stopwatch::start("comparison".to_owned());
    let job = cx.core()?.worker.call(question, Lane::Interactive);
    let listening = job.progress(progress);
    let answer = job.await?;
    drop(listening);
    watch.stop();
    let CompareAnswer { study, from, took_ms } = answer.value;
    Ok(Compared { study: study.open().map_err(broken)?, from, took_ms })
}

/// A message that cannot be written or read is a fault of the program.
fn broken(error: impl std::fmt::Display) -> AppError {
    AppError::Failed(WireError::new(ErrorCode::Internal, error.to_string()))
}
