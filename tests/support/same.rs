//! Whether two readings of a file are the same to the last bit.

use fueltune_analyzer::engine::import::Imported;
use fueltune_analyzer::engine::table::{Column, ColumnData};

/// The bits of the samples: NaN equals itself, unlike as a number.
fn bits(column: &Column) -> Vec<u64> {
    match column.data() {
        ColumnData::F32(v) => v.iter().map(|x| u64::from(x.to_bits())).collect(),
        ColumnData::F64(v) => v.iter().map(|x| x.to_bits()).collect(),
        ColumnData::Codes { codes, .. } => codes.iter().map(|c| u64::from(*c)).collect(),
    }
}

/// Fails where anything differs.
pub fn assert_same(a: &Imported, b: &Imported) {
    assert_eq!(a.info, b.info);
    assert_eq!(a.issues, b.issues);
    // As text: a property of a fuel that is no number equals itself so.
    assert_eq!(format!("{:?}", a.columns), format!("{:?}", b.columns));
    assert_eq!(a.doubts, b.doubts);
    assert_eq!(format!("{:?}", a.calibration), format!("{:?}", b.calibration));
    assert_eq!(format!("{:?}", a.session), format!("{:?}", b.session));
    assert_eq!(a.table.axes(), b.table.axes());
    assert_eq!(a.table.columns().len(), b.table.columns().len());
    for (x, y) in a.table.columns().iter().zip(b.table.columns()) {
        assert_eq!((&x.key, &x.source, x.unit, x.axis), (&y.key, &y.source, y.unit, y.axis));
        assert_eq!(bits(x), bits(y), "{}", x.source);
        assert_eq!(x.flags(), y.flags(), "{}", x.source);
        if let (ColumnData::Codes { labels: p, .. }, ColumnData::Codes { labels: q, .. }) =
            (x.data(), y.data())
        {
            assert_eq!(p, q);
        }
    }
}
