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

use super::context::JobCx;
use super::fault::Fault;
use super::fetched;
use super::server::{Outcome, Server};
use super::wire::Slots;
use crate::protocol::{Request, Response};

/// Answers one request.
pub async fn run(server: &Server, cx: &JobCx, request: Request, slots: &Slots) -> Outcome {
    cx.check()?;
    match request {
        Request::PreviewFile(q) => plain(Response::PreviewFile, import::preview(slots, q).await),
        Request::Import(q) => plain(Response::Import, import::import(server, cx, q, slots).await),
        Request::OriginalFile(q) => import::original(server, q).await,
        Request::View(q) => view::view(server, cx, q).await,
        Request::Cursor(q) => plain(Response::Cursor, view::cursor(server, cx, q).await),
        Request::Span(q) => plain(Response::Span, view::span(server, cx, q).await),
        Request::Grid(q) => plain(Response::Grid, view::grid(server, cx, q).await),
        Request::HistogramOf(q) => plain(Response::HistogramOf, view::histogram(server, cx, q).await),
        Request::DensityOf(q) => plain(Response::DensityOf, view::density(server, cx, q).await),
        Request::Statistics(q) => plain(Response::Statistics, view::statistics(server, cx, q).await),
        Request::Analyse(q) => plain(Response::Analyse, fetched::analyse(server, cx, q).await),
        Request::Compare(q) => plain(Response::Compare, fetched::compare(server, cx, q).await),
        Request::LookInto(q) => plain(Response::LookInto, fetched::look(server, cx, q).await),
        Request::VehicleTrends(q) => plain(Response::VehicleTrends, fetched::trends(server, cx, q).await),
        Request::ReadTables(q) => plain(Response::ReadTables, fetched::read_tables(cx, q, slots).await),
        Request::SessionTables(q) => {
            plain(Response::SessionTables, fetched::session_tables(server, cx, q).await)
        }
        Request::TableHits(q) => plain(Response::TableHits, fetched::table_hits(server, cx, q).await),
        Request::CellTimes(q) => plain(Response::CellTimes, fetched::cell_times(server, cx, q).await),
        Request::Export(q) => fetched::export(server, cx, q).await,
        Request::Memory(_) => plain(Response::Memory, library::memory(server).await),
        Request::ClearCaches(q) => plain(Response::ClearCaches, library::clear(server, &q).await),
        Request::Forget(q) => {
            server.cache().forget(&q.session);
            Ok((Response::Forget(()), Slots::new()))
        }
        Request::MathChanged(_) => {
            server.cache().doubt_math();
            Ok((Response::MathChanged(()), Slots::new()))
        }
        Request::Rows(q) => plain(Response::Rows, view::rows(server, cx, q).await),
        Request::TryExpr(q) => plain(Response::TryExpr, view::try_expr(server, cx, q).await),
        Request::Backup(_) => fetched::backup(server, cx).await,
        Request::Restore(q) => plain(Response::Restore, fetched::restore(server, cx, q, slots).await),
        Request::Crash(_) => library::crash(),
    }
}

fn plain<T>(wrap: fn(T) -> Response, answer: Result<T, Fault>) -> Outcome {
    answer.map(|value| (wrap(value), Slots::new()))
}
