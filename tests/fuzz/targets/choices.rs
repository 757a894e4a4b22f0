//! Corrections of the user on a log of a brand: the input chooses both, and wounds the log.
#![no_main]

use fueltune_analyzer::engine::channels::{CATALOG, ChannelKey};
use fueltune_analyzer::engine::import::{
    ColumnChoice, DEFAULT_STOICH, Decimal, Delimiter, Encoding, ImportOptions, KeyReason, Meaning,
    SourceUnit, TimeUnit,
};
use fueltune_analyzer::engine::units::Unit;
use fueltune_fuzz::{allowed, check_with, seeds};
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;

fn unit(u: &mut Unstructured<'_>) -> Result<SourceUnit> {
    Ok(match u.int_in_range(0..=5)? {
        0 => SourceUnit::Afr { stoich: if u.arbitrary()? { DEFAULT_STOICH } else { u.arbitrary()? } },
        1 => SourceUnit::CcPerMinute { density: u.arbitrary()? },
        2 => SourceUnit::LitresPerHour { density: u.arbitrary()? },
        _ => SourceUnit::Plain(*u.choose(Unit::ALL)?),
    })
}

fn options(u: &mut Unstructured<'_>, names: &[String]) -> Result<ImportOptions> {
    let mut options = ImportOptions::default();
    if u.ratio(1, 4)? {
        options.encoding = Some(*u.choose(&Encoding::ALL)?);
    }
    if u.ratio(1, 4)? {
        options.delimiter = Some(*u.choose(&Delimiter::ALL)?);
    }
    if u.ratio(1, 4)? {
        options.decimal = Some(*u.choose(&[Decimal::Point, Decimal::Comma])?);
    }
    if u.ratio(1, 4)? {
        options.time_column = Some(u.choose(names)?.clone());
    }
    if u.ratio(1, 2)? {
        options.time_unit = Some(*u.choose(&TimeUnit::ALL)?);
    }
    for _ in 0..u.int_in_range(0..=6)? {
        let meaning = match u.int_in_range(0..=3)? {
            0 => None,
            1 => Some(Meaning::Own),
            2 => Some(Meaning::Ignored),
            _ => Some(Meaning::Channel(u.choose(CATALOG)?.id)),
        };
        let unit = if u.arbitrary()? { Some(unit(u)?) } else { None };
        options.columns.insert(u.choose(names)?.clone(), ColumnChoice { meaning, unit });
    }
    Ok(options)
}

fn run(u: &mut Unstructured<'_>) -> Result<()> {
    let logs = seeds::any_log();
    let mut log = u.choose(logs)?.clone();
    let names = seeds::names_of(&log);
    let options = options(u, &names)?;
    for _ in 0..u.int_in_range(0..=8)? {
        let at = u.choose_index(log.len())?;
        log[at] = u.arbitrary()?;
    }
    let Some(read) = check_with(&log, &options, allowed::BINARY) else { return Ok(()) };
    for column in &read.columns {
        match options.columns.get(&column.name).and_then(|c| c.meaning) {
            Some(Meaning::Ignored) => assert_eq!(column.key, None),
            Some(Meaning::Own) => assert!(matches!(column.key, Some(ChannelKey::Custom(_)))),
            // Another column may have been given the same channel, or this one holds texts.
            Some(Meaning::Channel(id)) => assert!(
                column.key == Some(ChannelKey::Known(id))
                    || matches!(column.key_reason, KeyReason::Taken | KeyReason::Unfit),
                "{column:?}"
            ),
            None => {}
        }
    }
    Ok(())
}

fuzz_target!(init: fueltune_fuzz::seeds::write("choices"), |bytes: &[u8]| {
    // An input too short for what it begins is none.
    let _ = run(&mut Unstructured::new(bytes));
});
