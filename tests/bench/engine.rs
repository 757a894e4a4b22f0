//! What the engine takes, natively. Each case stands beside a plain pass over the same bytes or samples, so that a ratio
//! can be told whatever the machine is doing besides: in each group it is the case whose name begins with `reference`.

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use fueltune_analyzer::engine::analysis::{Frame, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::codec;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::generate::Spec;
use fueltune_analyzer::engine::import::{ImportOptions, Imported, Importer, preview};
use fueltune_analyzer::engine::quality::assess;
use fueltune_analyzer::engine::stats::describe;
use fueltune_analyzer::engine::summary::summarize;
use fueltune_analyzer::engine::table::{Column, LogTable};
use fueltune_analyzer::engine::tables::{For, Hits, HitsParams, Ownership, Template, template};
use fueltune_analyzer::engine::view::{
    DensityQuery, Pyramid, Window, WindowRows, decimate_in, density, histogram,
};

/// The chunks of a file as a worker reads them.
const CHUNK: usize = 4 << 20;
/// Pixels of a wide screen, two buckets each.
const BUCKETS: u32 = 2400;
const SAMPLES: usize = 10;

fn fed(bytes: &[u8]) -> Importer {
    let mut importer = Importer::new(ImportOptions::default()).expect_bytes(bytes.len() as u64);
    for chunk in bytes.chunks(CHUNK) {
        importer.feed(chunk).expect("the generator writes logs");
    }
    importer
}

fn imported(bytes: &[u8]) -> Imported {
    fed(bytes).finish().expect("the generator writes logs")
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    group.sample_size(SAMPLES);
    for (name, spec) in [("64x100000", Spec::WIDE), ("16x1000000", Spec::LONG)] {
        let bytes = spec.to_bytes();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::new("reference scan", name), &bytes, |b, bytes| {
            b.iter(|| black_box(bytes).iter().map(|c| usize::from(*c == b'\n')).sum::<usize>());
        });
        group.bench_with_input(BenchmarkId::new("import", name), &bytes, |b, bytes| {
            b.iter(|| imported(black_box(bytes)).table.rows());
        });
    }
    group.finish();
    let bytes = Spec { rows: 2000, ..Spec::WIDE }.to_bytes();
    c.bench_function("preview", |b| {
        b.iter(|| preview(black_box(&bytes), bytes.len() as u64, &ImportOptions::default()).is_ok());
    });
}

/// What follows the reading of a file, on 1,000,000 rows by 16 columns.
fn after_reading(c: &mut Criterion) {
    let bytes = Spec::LONG.to_bytes();
    let mut group = c.benchmark_group("log");
    group.sample_size(SAMPLES);
    group.bench_function("finish", |b| {
        b.iter_batched(
            || fed(&bytes),
            |importer| importer.finish().expect("a log").table.rows(),
            BatchSize::PerIteration,
        );
    });
    let table = imported(&bytes).table;
    drop(bytes);
    group.bench_function("reference pass", |b| b.iter(|| extremes(black_box(&table))));
    group.bench_function("pyramids", |b| {
        b.iter(|| table.columns().iter().map(|column| Pyramid::build(column).len()).sum::<usize>());
    });
    group.bench_function("quality", |b| b.iter(|| assess(black_box(&table)).score));
    group.bench_function("summary", |b| b.iter(|| summarize(black_box(&table)).point_count));
    group.bench_function("describe", |b| b.iter(|| describe(black_box(&table), &Cx::none()).is_ok()));
    group.bench_function("histogram of a column", |b| {
        b.iter(|| histogram(black_box(&table), 1, None, None).map(|h| h.n).ok());
    });
    group.bench_function("density of two columns", |b| {
        let query = DensityQuery {
            x: 0,
            y: 4,
            span: None,
            cells: (64, 64),
            x_range: None,
            y_range: None,
            max_points: 200,
            singly: 500,
        };
        b.iter(|| density(black_box(&table), &query, None).map(|d| d.n).ok());
    });
    group.finish();
    over_a_table(c, &table);
    views(c, &table);
    storing(c, &table);
}

/// The mixture of the log in each cell of a table of 32 by 32 places.
fn over_a_table(c: &mut Criterion, log: &LogTable) {
    let table = template(Template::MainFuel, "main", For { boosted: true }).expect("a template is sound");
    let mut group = c.benchmark_group("log over a table");
    group.sample_size(SAMPLES);
    group.bench_function("reference pass", |b| b.iter(|| extremes(black_box(log))));
    for (name, ownership) in [("nearest", Ownership::Nearest), ("bilinear", Ownership::Bilinear)] {
        let params = HitsParams { ownership, ..HitsParams::default() };
        group.bench_function(name, |b| {
            b.iter(|| {
                let lambda = Some(ChannelId::Lambda1.into());
                let mut hits = Hits::new(&table, lambda, params).expect("a share");
                let told = hits.add(&Frame::whole(black_box(log)), &Subject::default(), &Cx::none());
                (told.map(|told| told.ledger.used).ok(), hits.finish().len())
            });
        });
    }
    group.finish();
}

fn extremes(table: &LogTable) -> f32 {
    let of = |column: &Column| match column.f32() {
        Some(values) => values.iter().fold(0.0f32, |most, x| if x.abs() > most { x.abs() } else { most }),
        None => 0.0,
    };
    table.columns().iter().map(of).sum()
}

/// A screen of eight channels: all of the log, a tenth of it, a thousandth of it.
fn views(c: &mut Criterion, table: &LogTable) {
    let pyramids: Vec<Pyramid> = table.columns().iter().map(Pyramid::build).collect();
    let axis = table.main_axis();
    let (start, duration) = (table.start(), axis.duration());
    let mut group = c.benchmark_group("view of 8 channels");
    for (name, share) in [("all", 1.0), ("a tenth", 0.1), ("a thousandth", 0.001)] {
        let from = start + duration * 0.4 * (1.0 - share);
        let window = Window::new(from, from + duration * share, BUCKETS);
        group.bench_function(name, |b| {
            b.iter(|| {
                let rows = WindowRows::new(axis, window);
                let columns = table.columns().iter().zip(&pyramids).take(8);
                columns.map(|(column, p)| decimate_in(&rows, axis, column, p).t.len()).sum::<usize>()
            });
        });
    }
    group.finish();
}

/// To the bytes that are stored, and back.
fn storing(c: &mut Criterion, table: &LogTable) {
    let column = &table.columns()[1];
    let (head, body) = codec::encode_column(column);
    let pyramid = codec::encode_pyramid(&Pyramid::build(column));
    let mut group = c.benchmark_group("codec");
    group.throughput(Throughput::Bytes((body.len() + pyramid.len()) as u64));
    group.bench_function("reference copy", |b| {
        b.iter(|| (black_box(&body).clone(), black_box(&pyramid).clone()));
    });
    group.bench_function("encode", |b| {
        let levels = Pyramid::build(column);
        b.iter(|| (codec::encode_column(black_box(column)), codec::encode_pyramid(black_box(&levels))));
    });
    group.bench_function("decode", |b| {
        b.iter(|| {
            let back = codec::decode_column(&head, black_box(&body)).map(|c| c.len());
            (back, codec::decode_pyramid(column.len(), black_box(&pyramid)).map(|p| p.len()))
        });
    });
    group.finish();
}

criterion_group!(benches, reading, after_reading);
criterion_main!(benches);
