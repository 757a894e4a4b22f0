//! What the engine takes, natively. Each case of reading stands beside a plain scan of the same bytes, so that a ratio
//! can be told whatever the machine is doing besides.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use fueltune_analyzer::engine::generate::Spec;
use fueltune_analyzer::engine::import::{ImportOptions, Importer, preview};

/// The chunks of a file as a worker reads them.
const CHUNK: usize = 1 << 20;

fn parse(bytes: &[u8]) -> usize {
    let mut importer = Importer::new(ImportOptions::default()).expect_bytes(bytes.len() as u64);
    for chunk in bytes.chunks(CHUNK) {
        importer.feed(chunk).expect("the generator writes logs");
    }
    importer.finish().expect("the generator writes logs").table.rows()
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    group.sample_size(10);
    for (name, spec) in [("64x100000", Spec::WIDE), ("16x1000000", Spec::LONG)] {
        let bytes = spec.to_bytes();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::new("scan", name), &bytes, |b, bytes| {
            b.iter(|| black_box(bytes).iter().map(|c| usize::from(*c == b'\n')).sum::<usize>());
        });
        group.bench_with_input(BenchmarkId::new("import", name), &bytes, |b, bytes| {
            b.iter(|| parse(black_box(bytes)));
        });
    }
    group.finish();
    let bytes = Spec { rows: 2000, ..Spec::WIDE }.to_bytes();
    c.bench_function("preview", |b| {
        b.iter(|| preview(black_box(&bytes), bytes.len() as u64, &ImportOptions::default()).is_ok());
    });
}

criterion_group!(benches, reading);
criterion_main!(benches);
