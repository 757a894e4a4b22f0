//! The channels of a log.

use std::collections::BTreeMap;

use super::graph::{Graph, Node, Value};
use super::section::{Section, elements};
use crate::engine::import::issue::IssueCode;
use crate::engine::import::profiles::fueltech_names;
use crate::engine::import::raw::{RawAxis, RawColumn, RawLog};
use crate::engine::import::text::clock::TimeText;
use crate::engine::import::text::layout::MAX_COLUMNS;
use crate::engine::import::text::store::{ColumnStore, Ended, EndedColumn};
use crate::engine::import::units::{UnitText, read_unit};
use crate::engine::import::{ImportError, unique_names};
use crate::engine::order::sort_by;

/// What FTManager calls the time in its exports.
const TIME: &str = "TIME";
/// Longest period of a channel, in ms: an hour.
const MAX_PERIOD: f64 = 3_600_000.0;
/// How FTManager's value types are numbered: on or off.
const ON_OFF: f64 = 1.0;

/// A channel before its samples are taken.
struct Channel {
    name: String,
    /// In ms.
    period: f64,
    on_off: bool,
    /// Where its samples are, and how many of them are meant.
    items: Value,
    size: usize,
    /// Whether FTManager lists it, and where.
    listed: bool,
    group: f64,
    order: f64,
}

/// Puts the channels with their time bases into the log, those that FTManager lists first, in its order. Gives the
/// names of the listed ones.
pub(super) fn read(
    graph: &mut Graph,
    section: &Section,
    log: &mut RawLog,
) -> Result<Vec<String>, ImportError> {
    let flow_unit = flow_unit(graph);
    let mut channels = gather(graph, section, log);
    if channels.len() > MAX_COLUMNS {
        let columns = channels.len() as u32;
        return Err(ImportError::TooManyColumns { columns, limit: MAX_COLUMNS as u32 });
    }
    sort_by(&mut channels, |a, b| {
        (b.listed, a.group)
            .partial_cmp(&(a.listed, b.group))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then(a.order.total_cmp(&b.order))
    });
    let mut taken = Vec::new();
    for channel in channels {
        // Where the file breaks off, the samples of the channels behind are not there.
        if let Some(store) = graph.take_samples(&channel.items) {
            let data = samples(store, &channel);
            if len(&data.samples) > 0 {
                taken.push((channel, data));
            }
        }
    }
    let axes = time_bases(&taken);
    let names = unique_names(taken.iter().map(|(channel, _)| channel.name.as_str()));
    let listed = taken.iter().zip(&names).filter(|((c, _), _)| c.listed).map(|(_, n)| n.clone()).collect();
    for ((channel, data), name) in taken.into_iter().zip(names) {
        let base = (channel.period.to_bits(), len(&data.samples));
        let Some(axis) = axes.iter().position(|a| *a == base) else { continue };
        let unit_text = is_flow(&channel.name).then(|| flow_unit.clone()).flatten();
        log.columns.push(RawColumn { source: channel.name, name, other_name: None, unit_text, axis, data });
    }
    log.axes = axes.into_iter().map(|(period, rows)| time_base(f64::from_bits(period), rows)).collect();
    Ok(listed)
}

/// The channels with a period and samples, in the order of the file.
fn gather(graph: &Graph, section: &Section, log: &mut RawLog) -> Vec<Channel> {
    let Some(root) = graph.root() else { return Vec::new() };
    let symbols = symbols(root, graph, section);
    let mut found = Vec::new();
    for value in root.list("Channels") {
        let Some(node) = graph.node(value) else { continue };
        let Some(list) = node.node("Values") else { continue };
        let Some(items) = list.member("_items") else { continue };
        let size = list.number("_size").map_or(usize::MAX, |n| n.max(0.0) as usize);
        let measure = node.number("ChannelType").map_or(-1, |m| m as i64);
        let name = name_of(measure, &symbols);
        let period = node.number("SampleRate").unwrap_or(0.0);
        if !(period > 0.0 && period <= MAX_PERIOD) {
            log.issues.add(IssueCode::BadTime, None, 0, None, &format!("{name}: {period} ms"));
            continue;
        }
        found.push(Channel {
            name,
            period,
            on_off: node.number("ChannelValueType") == Some(ON_OFF),
            items: *items,
            size,
            listed: node.number("Enable").is_none_or(|on| on != 0.0),
            group: node.number("Group").unwrap_or(0.0),
            order: node.number("Order").unwrap_or(0.0),
        });
    }
    found
}

/// FTManager's name of a measure; where its exports have not been met, the name the calibration has for it; else its
/// number.
fn name_of(measure: i64, symbols: &BTreeMap<i64, &str>) -> String {
    let symbol = || symbols.get(&measure).map(|s| plain_symbol(s)).filter(|s| !s.is_empty());
    fueltech_names::of_measure(measure)
        .map(str::to_owned)
        .or_else(|| symbol().or_else(|| fueltech_names::symbol_of(measure)).map(str::to_owned))
        .unwrap_or_else(|| format!("#{measure}"))
}

/// `Engine_Cranking_Digital_Index` is `Engine_Cranking`.
fn plain_symbol(symbol: &str) -> &str {
    let mut name = symbol;
    for end in ["Index", "_", "Digital", "_"] {
        name = name.strip_suffix(end).unwrap_or(name);
    }
    if name.is_empty() { symbol } else { name }
}

/// Measures and their names: the calibration lists channels twice, by number among its objects and by name in its text,
/// in the same order.
fn symbols<'a>(root: Node<'a>, graph: &'a Graph, section: &'a Section) -> BTreeMap<i64, &'a str> {
    let mut found = BTreeMap::new();
    let Some(settings) = root.node("Adjust").and_then(|a| a.node("Datalogger")) else { return found };
    let Some(text) = section.text() else { return found };
    for list in ["Channels", "FTManagerChannels"] {
        let Some(part) = elements(text, list).into_iter().next() else { continue };
        let words = elements(part, "ChannelID");
        let numbers: Vec<f64> =
            settings.list(list).iter().filter_map(|item| graph.node(item)?.number("ChannelID")).collect();
        // Lists of different length are not the same list.
        if words.len() == numbers.len() {
            found.extend(numbers.iter().map(|n| *n as i64).zip(words));
        }
    }
    found
}

/// The unit of flows, where the calibration names one that is known.
fn flow_unit(graph: &Graph) -> Option<String> {
    let unit = graph.root()?.node("Adjust")?.node("Interface")?.text("FuelFlowUnit")?;
    matches!(read_unit(unit), UnitText::Known(_)).then(|| unit.to_owned())
}

fn is_flow(name: &str) -> bool {
    name.starts_with("Vazão") || name.starts_with("Fluxo") || name.starts_with("FuelFlow")
}

/// The samples that are meant, without the room behind them.
fn samples(store: ColumnStore, channel: &Channel) -> EndedColumn {
    let mut data = store.end(b'.');
    match &mut data.samples {
        Ended::F32(v) | Ended::Switch(v) => v.truncate(channel.size),
        Ended::F64(v) => v.truncate(channel.size),
        Ended::Codes { codes, .. } => codes.truncate(channel.size),
        Ended::Dropped => {}
    }
    let behind = data.absurd_rows.iter().filter(|r| **r as usize >= channel.size).count();
    data.absurd_rows.truncate(data.absurd_rows.len() - behind);
    data.absurd.0 = data.absurd.0.saturating_sub(behind as u32);
    if let Ended::F32(v) = &mut data.samples
        && channel.on_off
        && v.iter().all(|x| *x == 0.0 || *x == 1.0 || x.is_nan())
    {
        data.samples = Ended::Switch(std::mem::take(v));
    }
    data
}

fn len(samples: &Ended) -> usize {
    match samples {
        Ended::F32(v) | Ended::Switch(v) => v.len(),
        Ended::F64(v) => v.len(),
        Ended::Codes { codes, .. } => codes.len(),
        Ended::Dropped => 0,
    }
}

/// Period and length of each time base, the one of most channels first, then the longest.
fn time_bases(channels: &[(Channel, EndedColumn)]) -> Vec<(u64, usize)> {
    let mut count: BTreeMap<(u64, usize), usize> = BTreeMap::new();
    for (channel, data) in channels {
        *count.entry((channel.period.to_bits(), len(&data.samples))).or_insert(0) += 1;
    }
    let mut bases: Vec<_> = count.into_iter().collect();
    sort_by(&mut bases, |((_, rows), channels), other| (other.1, other.0.1).cmp(&(*channels, *rows)));
    bases.into_iter().map(|(base, _)| base).collect()
}

/// Sample `k` stands at `(k + 1)` periods.
fn time_base(period: f64, rows: usize) -> RawAxis {
    RawAxis {
        name: TIME.to_owned(),
        times: (1..=rows).map(|k| k as f64 * period).collect(),
        text: TimeText::Number,
        unit_text: None,
        dates_certain: false,
    }
}
