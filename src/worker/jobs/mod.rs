//! One function per request.

pub(super) mod analysis;
pub(super) mod backup;
pub(super) mod comparison;
mod draft;
pub(super) mod export;
mod feed;
mod import;
mod library;
pub mod parts;
mod read;
mod source;
pub(super) mod table_files;
pub(super) mod table_hits;
pub(super) mod trends;
mod view;

use std::pin::Pin;

use super::context::JobCx;
use super::fault::Fault;
use super::fetched;
use super::server::{Outcome, Server};
use super::wire::Slots;
use crate::protocol::{Request, Response};

type Running<'a> = Pin<Box<dyn Future<Output = Outcome> + 'a>>;

/// Answers one request.
pub async fn run(server: &Server, cx: &JobCx, request: Request, slots: &Slots) -> Outcome {
    cx.check()?;
    start(server, cx, request, slots).await
}

/// Each job in a future of its own: as one, all of them would be a single function of a hundred kilobytes, which the
/// browser compiles before the first view of a session can begin.
fn start<'a>(server: &'a Server, cx: &'a JobCx, request: Request, slots: &'a Slots) -> Running<'a> {
    match request {
        Request::PreviewFile(q) => plain(Response::PreviewFile, import::preview(slots, q)),
        Request::Import(q) => plain(Response::Import, import::import(server, cx, q, slots)),
        Request::OriginalFile(q) => Box::pin(import::original(server, q)),
        Request::View(q) => Box::pin(view::view(server, cx, q)),
        Request::Cursor(q) => plain(Response::Cursor, view::cursor(server, cx, q)),
        Request::Span(q) => plain(Response::Span, view::span(server, cx, q)),
        Request::Grid(q) => plain(Response::Grid, view::grid(server, cx, q)),
        Request::HistogramOf(q) => plain(Response::HistogramOf, view::histogram(server, cx, q)),
        Request::DensityOf(q) => plain(Response::DensityOf, view::density(server, cx, q)),
        Request::Rows(q) => plain(Response::Rows, view::rows(server, cx, q)),
        Request::TryExpr(q) => plain(Response::TryExpr, view::try_expr(server, cx, q)),
        Request::Statistics(q) => plain(Response::Statistics, view::statistics(server, cx, q)),
        Request::Analyse(q) => plain(Response::Analyse, fetched::analyse(server, cx, q)),
        Request::AnalyseAll(q) => plain(Response::AnalyseAll, fetched::analyse_all(server, cx, q)),
        Request::Compare(q) => plain(Response::Compare, fetched::compare(server, cx, q)),
        Request::LookInto(q) => plain(Response::LookInto, fetched::look(server, cx, q)),
        Request::VehicleTrends(q) => plain(Response::VehicleTrends, fetched::trends(server, cx, q)),
        Request::ReadTables(q) => plain(Response::ReadTables, fetched::read_tables(cx, q, slots)),
        Request::SessionTables(q) => plain(Response::SessionTables, fetched::session_tables(server, cx, q)),
        Request::TableHits(q) => plain(Response::TableHits, fetched::table_hits(server, cx, q)),
        Request::CellTimes(q) => plain(Response::CellTimes, fetched::cell_times(server, cx, q)),
        Request::Export(q) => Box::pin(fetched::export(server, cx, q)),
        Request::Backup(_) => Box::pin(fetched::backup(server, cx)),
        Request::Restore(q) => plain(Response::Restore, fetched::restore(server, cx, q, slots)),
        Request::Memory(_) => plain(Response::Memory, library::memory(server)),
        Request::ClearCaches(q) => {
            plain(Response::ClearCaches, async move { library::clear(server, &q).await })
        }
        Request::Attend(q) => plain(Response::Attend, view::attend(server, cx, q)),
        Request::Forget(q) => {
            server.cache().forget(&q.session);
            at_once(Response::Forget(()))
        }
        Request::MathChanged(_) => {
            server.cache().doubt_math();
            at_once(Response::MathChanged(()))
        }
        Request::Crash(_) => Box::pin(async { library::crash() }),
    }
}

/// A job whose answer has nothing beside it.
fn plain<'a, T: 'a>(
    wrap: fn(T) -> Response,
    answer: impl Future<Output = Result<T, Fault>> + 'a,
) -> Running<'a> {
    Box::pin(async move { answer.await.map(|value| (wrap(value), Slots::new())) })
}

fn at_once(response: Response) -> Running<'static> {
    Box::pin(std::future::ready(Ok((response, Slots::new()))))
}
