//! TunerStudio tunes: the XML in which the whole calibration of a MegaSquirt, Speeduino or rusEFI stands, by itself or
//! inside a binary log.
//!
//! A tune names its tables but not their axes; which bins belong to which table is a matter of the firmware's
//! definition, of which the pairs stand in [`TABLES`]. TunerStudio writes one line for each load; here engine speed is
//! in rows, so tables are turned.

mod place;

pub use place::{TunePlace, TuneSlot, tune_place};

use super::bytes::{letters, plain};
use crate::engine::channels::ChannelId;
use crate::engine::import::options::SourceUnit;
use crate::engine::import::units::{UnitText, read_unit};
use crate::engine::tune::{Calibration, Definition, MAX_CELLS, Setting, TableKind, TuneAxis, TuneTable};
use crate::engine::units::{Quantity, Unit};

/// Tables with the constants that hold their engine speeds and loads. `#` stands for a number, the same one in all
/// three.
const TABLES: &[(&str, TableKind, &str, &str)] = &[
    // Speeduino.
    ("veTable", TableKind::Ve, "rpmBins", "fuelLoadBins"),
    ("veTable2", TableKind::Ve, "fuelRPM2Bins", "fuelLoad2Bins"),
    ("advTable1", TableKind::Ignition, "rpmBins2", "mapBins1"),
    ("advTable2", TableKind::Ignition, "rpmBins3", "mapBins2"),
    ("afrTable", TableKind::LambdaTarget, "rpmBinsAFR", "loadBinsAFR"),
    ("lambdaTable", TableKind::LambdaTarget, "rpmBinsAFR", "loadBinsAFR"),
    ("boostTable", TableKind::Boost, "rpmBinsBoost", "tpsBinsBoost"),
    ("vvtTable", TableKind::Cam, "rpmBinsVVT", "loadBinsVVT"),
    ("vvt2Table", TableKind::Cam, "rpmBinsVVT2", "loadBinsVVT2"),
    ("wmiTable", TableKind::WaterInjection, "rpmBinsWMI", "mapBinsWMI"),
    ("stagingTable", TableKind::Other, "rpmBinsStaging", "loadBinsStaging"),
    ("dwellTable", TableKind::Dwell, "rpmBinsDwell", "loadBinsDwell"),
    ("dwellTable", TableKind::Dwell, "rpmBinsDwell", "mapBinsDwell"),
    ("fuelTrim#Table", TableKind::CylinderTrim, "fuelTrim#rpmBins", "fuelTrim#loadBins"),
    // MegaSquirt 2 and 3.
    ("veTable#", TableKind::Ve, "frpm_table#", "fmap_table#"),
    ("veTable#dozen", TableKind::Ve, "frpm_table#doz", "fmap_table#doz"),
    ("afrTable#", TableKind::LambdaTarget, "arpm_table#", "amap_table#"),
    ("advanceTable#", TableKind::Ignition, "srpm_table#", "smap_table#"),
    ("injadvTable#", TableKind::InjectionAngle, "srpm_injadv#", "smap_injadv#"),
    ("veTrim#", TableKind::CylinderTrim, "frpm_trim#", "fmap_trim#"),
    ("boost_ctl_pwm_targets", TableKind::Boost, "boost_ctl_pwmtarg_rpm_bins", "boost_ctl_pwmtarg_tps_bins"),
    (
        "boost_ctl_load_targets",
        TableKind::Boost,
        "boost_ctl_loadtarg_rpm_bins",
        "boost_ctl_loadtarg_tps_bins",
    ),
    // rusEFI and FOME.
    ("veTable", TableKind::Ve, "veRpmBins", "veLoadBins"),
    ("ignitionTable", TableKind::Ignition, "ignitionRpmBins", "ignitionLoadBins"),
    ("lambdaTable", TableKind::LambdaTarget, "lambdaRpmBins", "lambdaLoadBins"),
    ("injectionPhase", TableKind::InjectionAngle, "injPhaseRpmBins", "injPhaseLoadBins"),
    ("boostTableOpenLoop", TableKind::Boost, "boostRpmBins", "boostOpenLoopLoadBins"),
    ("boostTableClosedLoop", TableKind::Boost, "boostRpmBins", "boostClosedLoopLoadBins"),
    ("pedalToTpsTable", TableKind::Throttle, "pedalToTpsRpmBins", "pedalToTpsPedalBins"),
    ("vvtTable#", TableKind::Cam, "vvtTable#RpmBins", "vvtTable#LoadBins"),
];

/// Constants that are read; rusEFI has some 2,000.
const MAX_CONSTANTS: usize = 8_000;

/// Bytes of a tune that are read; rusEFI's have some 300,000.
const MAX_TUNE: usize = 16 << 20;

/// The calibration of a TunerStudio tune (`.msq`) or of a part of one (`.msqpart`); `None` where the bytes are none.
pub fn read_tune(bytes: &[u8]) -> Option<Calibration> {
    read_tune_by(bytes, &Definition::default())
}

/// The same with the definition of its firmware, which tells the axes of every table and names the curves.
pub fn read_tune_by(bytes: &[u8], definition: &Definition) -> Option<Calibration> {
    if bytes.len() > MAX_TUNE { None } else { read(&letters(bytes), definition) }
}

/// The tune inside the text of a log.
pub(super) fn embedded(info: &[u8], firmware: Option<String>) -> Option<Calibration> {
    let start = find(info, b"<msq")?;
    let mut calibration = read(&letters(&info[start..]), &Definition::default())?;
    calibration.firmware = calibration.firmware.or(firmware);
    Some(calibration)
}

/// A tune; `None` where the text is none.
fn read(text: &str, definition: &Definition) -> Option<Calibration> {
    let start = text.find("<msq")?;
    let text = &text[start..];
    let head = tags(text, "versionInfo").next();
    let author = tags(text, "bibliography").next();
    let constants: Vec<Constant<'_>> =
        tags(text, "constant").take(MAX_CONSTANTS).map(|t| Constant::of(&t)).collect();
    let stoich = stoich(&constants);
    let mut calibration = Calibration {
        firmware: head.as_ref().and_then(|t| t.attribute("signature")).filter(|s| !s.is_empty()),
        software: author.as_ref().and_then(|t| t.attribute("author")).filter(|s| !s.is_empty()),
        ..Calibration::default()
    };
    for constant in &constants {
        if let Some(value) = constant.number() {
            calibration.settings.push(Setting { name: constant.name.clone(), value });
        } else if calibration.table(&constant.name).is_none()
            && let Some(layout) = layout(constant, &constants, definition)
            && let Some(table) = table(constant, &constants, &layout, stoich)
        {
            calibration.tables.push(table);
        }
    }
    (head.is_some() || !constants.is_empty()).then_some(calibration)
}

fn stoich(constants: &[Constant<'_>]) -> Option<f64> {
    let told = constants.iter().find(|c| c.name == "stoich")?;
    told.text.trim().parse::<f64>().ok().filter(|s| (5.0..20.0).contains(s))
}

/// What a constant with several figures is: which constants are its axes (places among all), and what it is for.
struct Layout {
    kind: TableKind,
    /// Break points over the columns and beside the lines.
    across: Option<usize>,
    down: Option<usize>,
    curve: bool,
    /// Engine speed moves along the columns, as TunerStudio writes its tables: ours has it in rows.
    turned: bool,
}

/// The layout of a constant that holds cells; `None` for any other.
fn layout(constant: &Constant<'_>, all: &[Constant<'_>], definition: &Definition) -> Option<Layout> {
    let (lines, columns) = (constant.rows, constant.columns);
    let bins = |name: &str, len: usize| {
        all.iter().position(|c| c.name == name && c.numbers().is_some_and(|v| v.len() == len))
    };
    // A curve stands in one column.
    let curve = lines == 1 || columns == 1;
    let by_definition = definition.of(&constant.name).find_map(|entry| {
        let kind = kind_of(&constant.name, &entry.title);
        match &entry.y_bins {
            None if curve => Some((kind, bins(&entry.x_bins, lines * columns)?, None)),
            Some((y_bins, _)) if !curve => {
                Some((kind, bins(&entry.x_bins, columns)?, Some(bins(y_bins, lines)?)))
            }
            _ => None,
        }
    });
    let by_name = || {
        TABLES.iter().filter(|_| !curve).find_map(|(pattern, kind, rpm, load)| {
            let number = matched(pattern, &constant.name)?;
            let across = bins(&rpm.replace('#', &number), columns)?;
            Some((*kind, across, Some(bins(&load.replace('#', &number), lines)?)))
        })
    };
    let named = by_name();
    let of_rpm = named.is_some();
    match named.or(by_definition) {
        Some((kind, across, down)) => {
            let turned = down.is_some() && (of_rpm || all.get(across).is_some_and(is_of_rpm));
            Some(Layout { kind, across: Some(across), down, curve, turned })
        }
        None if curve => None,
        None => Some(Layout { kind: TableKind::Other, across: None, down: None, curve, turned: false }),
    }
}

fn is_of_rpm(constant: &Constant<'_>) -> bool {
    axis(constant, Vec::new()).channel == Some(ChannelId::Rpm)
}

/// What a table is for: by the names of the firmwares that are known, else by the words of its own.
fn kind_of(name: &str, title: &str) -> TableKind {
    if let Some((_, kind, ..)) = TABLES.iter().find(|t| matched(t.0, name).is_some()) {
        return *kind;
    }
    let text = format!("{name} {title}").to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match () {
        () if has(&["trim"]) => TableKind::CylinderTrim,
        () if has(&["vvt", "cam angle"]) => TableKind::Cam,
        () if has(&["afr", "lambda"]) => TableKind::LambdaTarget,
        () if has(&["dwell"]) => TableKind::Dwell,
        () if has(&["boost", "wastegate"]) => TableKind::Boost,
        () if has(&["idle", "iac"]) => TableKind::Idle,
        () if has(&["crank", "prime", "after start", "afterstart"]) => TableKind::Start,
        () if has(&["water", "wmi"]) => TableKind::WaterInjection,
        () if has(&["injection phase", "injadv", "injection timing"]) => TableKind::InjectionAngle,
        () if has(&["ve table", "vetable", "volumetric"]) => TableKind::Ve,
        () if has(&["ignition advance", "spark advance", "spark table", "advance table"]) => {
            TableKind::Ignition
        }
        () => TableKind::Other,
    }
}

/// The table of a constant; `None` where its cells are not all there.
fn table(
    constant: &Constant<'_>,
    all: &[Constant<'_>],
    layout: &Layout,
    stoich: Option<f64>,
) -> Option<TuneTable> {
    let cells = constant.numbers()?;
    let (lines, columns) = (constant.rows, constant.columns);
    let Scaled { unit, scale, offset } = scaled(&constant.unit, &cells, layout.kind, stoich);
    let cells: Vec<f64> = cells.into_iter().map(|v| v * scale + offset).collect();
    let counted = |n: usize| TuneAxis::new(None, Unit::Raw, (1..=n).map(|i| i as f64).collect());
    let bins = |at: Option<usize>, len: usize| {
        at.and_then(|at| Some(axis(&all[at], all[at].numbers()?))).unwrap_or_else(|| counted(len))
    };
    let (x, y, values) = if layout.curve {
        (bins(layout.across, lines * columns), TuneAxis::single(), cells)
    } else if layout.turned {
        let turned = (0..columns).flat_map(|s| (0..lines).map(move |l| l * columns + s));
        let values = turned.filter_map(|i| cells.get(i).copied()).collect();
        (bins(layout.down, lines), bins(layout.across, columns), values)
    } else {
        (bins(layout.across, columns), bins(layout.down, lines), cells)
    };
    let (name, source) = (constant.name.clone(), format!("msq/{}", constant.name));
    TuneTable { name, kind: layout.kind, bank: None, x, y, unit, values, source }.checked().ok()
}

/// Break points in their base unit, with the channel that moves along them as far as unit and name tell.
fn axis(constant: &Constant<'_>, bins: Vec<f64>) -> TuneAxis {
    let name = constant.name.to_ascii_lowercase();
    let Scaled { unit, scale, offset } = scaled(&constant.unit, &bins, TableKind::Other, None);
    let values = bins.into_iter().map(|v| v * scale + offset).collect();
    let channel = match unit.quantity() {
        Quantity::RotationalSpeed => Some(ChannelId::Rpm),
        Quantity::Pressure => Some(ChannelId::MapAbs),
        _ if name.contains("rpm") => Some(ChannelId::Rpm),
        _ if name.contains("pedal") => Some(ChannelId::Pedal),
        _ if name.contains("tps") => Some(ChannelId::Tps),
        _ => None,
    };
    let unit = if channel == Some(ChannelId::Rpm) { Unit::Rpm } else { unit };
    TuneAxis::new(channel, unit, values)
}

/// From a figure of a file to the base unit: `base = figure * scale + offset`.
struct Scaled {
    unit: Unit,
    scale: f64,
    offset: f64,
}

/// How figures come to the base unit of what their unit measures. A target of λ is told by its size, whatever unit
/// stands there.
fn scaled(unit: &str, values: &[f64], kind: TableKind, stoich: Option<f64>) -> Scaled {
    let lambda = kind == TableKind::LambdaTarget && values.iter().all(|v| (0.3..2.5).contains(v));
    let told = match read_unit(unit) {
        _ if lambda => SourceUnit::Plain(Unit::Lambda),
        UnitText::Known(SourceUnit::Afr { stoich: usual }) => {
            SourceUnit::Afr { stoich: stoich.unwrap_or(usual) }
        }
        UnitText::Known(unit) => unit,
        _ => SourceUnit::Plain(Unit::Raw),
    };
    let (scale, offset) = told.scale_offset();
    Scaled { unit: Unit::base(told.quantity()), scale, offset }
}

/// What stands for `#` where a name fits a pattern; empty where the pattern has none.
fn matched(pattern: &str, name: &str) -> Option<String> {
    let Some((before, after)) = pattern.split_once('#') else {
        return (pattern == name).then(String::new);
    };
    let number = name.strip_prefix(before)?.strip_suffix(after)?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then(|| number.to_owned())
}

/// One constant of a tune.
struct Constant<'a> {
    name: String,
    unit: String,
    rows: usize,
    columns: usize,
    text: &'a str,
}

impl<'a> Constant<'a> {
    fn of(tag: &Tag<'a>) -> Self {
        let size = |name| tag.attribute(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1);
        Self {
            name: tag.attribute("name").unwrap_or_default(),
            unit: tag.attribute("units").unwrap_or_default(),
            rows: size("rows"),
            columns: size("cols"),
            text: tag.text,
        }
    }

    /// The value of a constant that is one figure.
    fn number(&self) -> Option<f64> {
        if self.rows != 1 || self.columns != 1 {
            return None;
        }
        self.text.trim().parse().ok().filter(|x: &f64| x.is_finite())
    }

    /// All figures, where there are as many as rows and columns want.
    fn numbers(&self) -> Option<Vec<f64>> {
        let wanted = self.rows.checked_mul(self.columns).filter(|n| *n <= MAX_CELLS)?;
        let found: Vec<f64> =
            self.text.split_whitespace().take(wanted + 1).map(str::parse).collect::<Result<_, _>>().ok()?;
        (found.len() == wanted && found.iter().all(|x| x.is_finite())).then_some(found)
    }
}

/// An element: its attributes and the text in it.
struct Tag<'a> {
    attributes: &'a str,
    text: &'a str,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            let (before, after) = rest.split_once("=\"")?;
            let (value, next) = after.split_once('"')?;
            if before.trim() == name {
                return Some(plain(value));
            }
            rest = next;
        }
    }
}

/// The elements of a name, in their order.
fn tags<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = Tag<'a>> {
    text.split('<').filter_map(move |part| {
        let inner = part.strip_prefix(name)?;
        if !inner.starts_with(|c: char| c.is_whitespace()) {
            return None;
        }
        let (attributes, text) = inner.split_once('>')?;
        Some(Tag { attributes, text })
    })
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}
