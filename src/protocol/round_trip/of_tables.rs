//! What page and worker say of tables.

use super::super::*;
use crate::engine::analysis::{RowQuery, Subject};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::tables::exchange::{FileKind, FileTables, Offered};
use crate::engine::tables::{self, CellHits, Converted, For, HitsParams, MapTable, Template, template};

fn table() -> MapTable {
    template(Template::MainFuel, "Main", For { boosted: true }).expect("a table")
}

pub(super) fn hits_question() -> HitsQuestion {
    HitsQuestion {
        table: table(),
        value: Some(ChannelKey::Math("Slip".to_owned())),
        params: HitsParams::default(),
        rows: RowQuery { filter: Some("rpm > 900".to_owned()), ..RowQuery::default() },
        subjects: vec![Subject::default()],
    }
}

pub(super) fn hits_found() -> HitsFound {
    let cell = CellHits { samples: 3, mean: Some(1.5), ..CellHits::default() };
    let lacks = LogOutcome::Lacks(ChannelId::MapGauge.into());
    HitsFound {
        cells: vec![CellHits::default(), cell],
        logs: vec![lacks, LogOutcome::NoChannel(tables::Side::Y)],
        trail: vec![tables::TrailPoint { t: 1.0, row: 0.5, column: 2.0 }],
    }
}

pub(super) fn file_tables() -> FileTables {
    let converted = Converted { table: table(), turned: true, padding: 2 };
    let grid = tables::exchange::Grid {
        x_name: "rpm".to_owned(),
        xs: vec![500.0, 1000.0],
        y_name: "fuelLoad".to_owned(),
        ys: vec![30.0],
        cells: vec![40.0, 50.0],
    };
    let why = tables::MapRefusal::NotFinite { row: 0, column: 1 };
    FileTables {
        kind: FileKind::Tune,
        ecu_model: Some("FT550".to_owned()),
        firmware: None,
        map_name: None,
        offers: vec![Offered::Whole(Box::new(converted)), Offered::Bare(grid)],
        refused: vec![tables::Refused { name: "x".to_owned(), why }],
    }
}

#[test]
fn what_is_said_of_tables_is_read_by_who_opens_it() {
    let (question, found, file) = (hits_question(), hits_found(), file_tables());
    assert_eq!(Sealed::of(&question).expect("can be written").open().as_ref(), Ok(&question));
    assert_eq!(Sealed::of(&found).expect("can be written").open().as_ref(), Ok(&found));
    assert_eq!(Sealed::of(&file).expect("can be written").open().as_ref(), Ok(&file));
}
