//! Time bases and columns in and out, in the shape of today and in that of the first release.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::codec::{self, ColumnHead, SampleType};
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, RowMask, TimeAxis};
use fueltune_analyzer::engine::view::Pyramid;
use fueltune_analyzer::storage::columns::{self, Loaded};
use fueltune_analyzer::storage::{Db, Op, StorageError, Store, ids, records};
use fueltune_analyzer::web::global;
use js_sys::Uint8Array;
use serde::Serialize;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::samples::both;

const ROWS: usize = 5000;

/// A time base of a logger that keeps time, with one gap.
fn axis() -> TimeAxis {
    let time = |i: usize| (if i < 700 { i } else { i + 400 }) as f64 / 25.0;
    TimeAxis::new((0..ROWS).map(time).collect())
}

fn column(id: ChannelId, value: impl Fn(usize) -> f32) -> Column {
    let values: Vec<f32> = (0..ROWS).map(value).collect();
    let flagged = RowMask::from_fn(ROWS, |row| row % 900 == 1);
    Column::new(id.into(), id.slug(), id.base_unit(), 0, ColumnData::F32(values.into()))
        .with_flags(vec![(Flag::OutOfRange, flagged)])
}

/// Decimal figures, and what is none.
fn log() -> [Column; 2] {
    let lambda = |row| if row == 77 { f32::NAN } else { 0.65 + (row % 400) as f32 / 1000.0 };
    [
        column(ChannelId::Lambda1, move |row| (lambda(row) * 1000.0).round() / 1000.0),
        column(ChannelId::Rpm, |row| 900.0 + (row as f32).sqrt()),
    ]
}

fn bits(column: &Column) -> Vec<u32> {
    column.f32().unwrap().iter().map(|x| x.to_bits()).collect()
}

fn assert_same(loaded: &Loaded, columns: &[&Column]) {
    assert_eq!(loaded.axes, [axis()]);
    assert_eq!(loaded.columns.len(), columns.len());
    for ((found, pyramid), stored) in loaded.columns.iter().zip(columns) {
        assert_eq!(bits(found), bits(stored));
        assert_eq!((&found.key, found.gaps(), found.flags()), (&stored.key, stored.gaps(), stored.flags()));
        assert_eq!(*pyramid, Pyramid::build(stored));
    }
}

#[wasm_bindgen_test]
async fn columns_come_back_as_they_were_stored_in_the_order_asked_for() {
    for db in both().await {
        let data = ids::new_id();
        let [lambda, rpm] = log();
        let mut ops = vec![columns::put_axis(&data, 0, &axis()).unwrap()];
        for (i, column) in [&lambda, &rpm].into_iter().enumerate() {
            ops.push(columns::put_column(&data, i, column, &Pyramid::build(column)).unwrap());
        }
        // Two bytes a figure of λ, next to nothing for the time base.
        assert!(
            ops[0].1 < 100.0 && ops[1].1 < 0.7 * ops[2].1,
            "{:?}",
            ops.iter().map(|op| op.1).collect::<Vec<_>>()
        );
        db.write(ops.into_iter().map(|(op, _)| op).collect()).await.unwrap();
        assert_same(&columns::load(&db, &data, true, &[1, 0]).await.unwrap(), &[&rpm, &lambda]);
        let without = columns::load(&db, &data, false, &[0]).await.unwrap();
        assert_eq!((without.axes.len(), bits(&without.columns[0].0)), (0, bits(&lambda)));
        let missing = columns::load(&db, &data, true, &[0, 2]).await;
        assert!(matches!(missing, Err(StorageError::NotFound { store: "columns", .. })), "{missing:?}");
        let nobody = columns::load(&db, "nobody", true, &[]).await;
        assert!(matches!(nobody, Err(StorageError::NotFound { store: "axes", .. })), "{nobody:?}");
    }
}

#[derive(Serialize)]
struct First {
    v: u32,
    data: String,
    index: u32,
    rows: Option<usize>,
    head: Option<ColumnHead>,
}

/// A record as the first release wrote it.
fn first(store: Store, fields: &First, bytes: &[(&str, Vec<u8>)]) -> Op {
    let record = records::plain(fields).unwrap();
    for (name, bytes) in bytes {
        global::set(&record, name, &Uint8Array::from(bytes.as_slice()).buffer());
    }
    Op::Put(store, record)
}

async fn of_the_first_release(db: &Db, data: &str, v: u32) -> Column {
    let [lambda, _] = log();
    let (mut head, packed) = codec::encode_column(&lambda);
    let mut body: Vec<u8> = lambda.f32().unwrap().iter().flat_map(|x| x.to_le_bytes()).collect();
    let mask = packed.len() - ROWS * head.samples.width();
    body.extend_from_slice(&packed[packed.len() - mask..]);
    head.samples = SampleType::F32;
    let times: Vec<u8> = axis().seconds().iter().flat_map(|t| t.to_le_bytes()).collect();
    let fields = First { v, data: data.to_owned(), index: 0, rows: Some(ROWS), head: None };
    let levels = codec::encode_pyramid(&Pyramid::build(&lambda));
    db.write(vec![
        first(Store::Axes, &fields, &[("body", times)]),
        first(
            Store::Columns,
            &First { head: Some(head), rows: None, ..fields },
            &[("body", body), ("pyramid", levels)],
        ),
    ])
    .await
    .unwrap();
    lambda
}

#[wasm_bindgen_test]
async fn a_log_stored_by_the_first_release_is_read() {
    for db in both().await {
        let data = ids::new_id();
        let lambda = of_the_first_release(&db, &data, 1).await;
        assert_same(&columns::load(&db, &data, true, &[0]).await.unwrap(), &[&lambda]);
    }
}

#[wasm_bindgen_test]
async fn a_log_stored_by_a_later_release_is_refused() {
    for db in both().await {
        let data = ids::new_id();
        of_the_first_release(&db, &data, 3).await;
        for (axes, places) in [(true, &[][..]), (false, &[0])] {
            let refused = columns::load(&db, &data, axes, places).await;
            assert!(matches!(refused, Err(StorageError::NewerVersion { found: 3, known: 2 })), "{refused:?}");
        }
    }
}
