//! How a vehicle's key figures go from session to session: what is drawn and what is said. Pure.

use crate::charts::figure::{AxisSpec, TrendDot, TrendFit, TrendLine};
use crate::engine::analysis::trends::Tendency;
use crate::engine::analysis::trends::across::{FigureTrend, Params, SessionTrend, TrendPoint};
use crate::engine::analysis::trends::figures::FigureKind;
use crate::engine::units::Quantity;
use crate::i18n::units::Units;
use crate::i18n::{I18n, date, number};
use crate::protocol::{TrendSession, TrendsFound};
use crate::report::delimited::{TextForm, to_text};
use crate::report::document::Fact;
use crate::report::sheet::{Cell, Head};
use crate::t;

const DAY_MS: f64 = 24.0 * 3600.0 * 1000.0;
/// Mean length of a month of the calendar, days.
pub const MONTH_DAYS: f64 = 365.2425 / 12.0;

/// Name of a figure.
pub fn figure_name(i18n: I18n, kind: FigureKind) -> String {
    i18n.t(&format!("trends-figure-{}", kind.slug())).into_owned()
}

/// A figure or a difference of a figure, in the user's unit.
#[derive(Clone, Copy)]
struct Shown<'a> {
    units: &'a Units,
    kind: FigureKind,
}

impl Shown<'_> {
    /// A rise of temperature is a difference: it has no zero to shift.
    fn scale_offset(self) -> (f64, f64) {
        match self.kind {
            FigureKind::ChargeTempRise => (self.units.scale_offset(Quantity::Temperature).0, 0.0),
            kind => self.units.scale_offset(kind.quantity()),
        }
    }

    fn symbol(self) -> &'static str {
        match self.kind {
            FigureKind::ChargeTempRise => self.units.symbol(Quantity::Temperature),
            FigureKind::Quality => "",
            kind => self.units.symbol(kind.quantity()),
        }
    }

    fn digits(self) -> u8 {
        match self.kind {
            FigureKind::ChargeTempRise => self.units.digits(Quantity::Temperature),
            kind => self.units.digits(kind.quantity()),
        }
    }

    fn with_unit(self, text: String) -> String {
        match self.symbol() {
            "" => text,
            symbol => format!("{text}{}{symbol}", number::UNIT_SPACE),
        }
    }

    fn value(self, base: f64) -> String {
        let (scale, offset) = self.scale_offset();
        self.with_unit(number::number(self.units.lang, base * scale + offset, self.digits() + 1))
    }

    /// A change: scaled, never shifted, with its sign.
    fn change(self, base: f64) -> String {
        self.with_unit(number::signed(self.units.lang, base * self.scale_offset().0, self.digits() + 2))
    }
}

/// How the axis of a figure is labelled.
pub fn axis(units: &Units, kind: FigureKind) -> AxisSpec {
    let shown = Shown { units, kind };
    let (scale, offset) = shown.scale_offset();
    let name = figure_name(I18n::new(units.lang), kind);
    let title = if shown.symbol().is_empty() { name } else { format!("{name} ({})", shown.symbol()) };
    AxisSpec { title, scale, offset, digits: shown.digits() + 1, labels: Vec::new() }
}

/// The points of a figure, each with the place of its session.
pub fn dots(figure: &FigureTrend, sessions: &[TrendSession]) -> Vec<TrendDot> {
    let dot = |point: &TrendPoint| {
        let session = sessions.get(point.session as usize)?;
        Some(TrendDot {
            at_ms: session.at_ms,
            value: point.value,
            ends: point.low.zip(point.high),
            datum: f64::from(point.session),
            name: session.name.clone(),
        })
    };
    figure.points.iter().filter_map(dot).collect()
}

/// The line through the points, and the two of the interval of its slope; each through the middle of what it leaves.
pub fn fit(figure: &FigureTrend) -> Option<TrendFit> {
    let trend = figure.trend.as_ref()?;
    let (first, last) = (figure.points.first()?.at_days, figure.points.last()?.at_days);
    let through = |slope: f64| {
        let mut left: Vec<f64> =
            figure.points.iter().map(|p| p.value - slope * (p.at_days - first)).collect();
        left.sort_unstable_by(f64::total_cmp);
        let half = left.len() / 2;
        let start = if left.len() % 2 == 1 { left[half] } else { f64::midpoint(left[half - 1], left[half]) };
        let at = |days: f64| (days * DAY_MS, start + slope * (days - first));
        TrendLine { from: at(first), to: at(last) }
    };
    Some(TrendFit { line: through(trend.slope_per_day), low: through(trend.low), high: through(trend.high) })
}

/// How a figure stands, in one word. Translation key: `trends-verdict-SLUG`.
pub fn verdict(figure: &FigureTrend) -> &'static str {
    match figure.trend {
        None => "few",
        Some(SessionTrend { claimed: None, .. }) => "none",
        Some(SessionTrend { better: Some(true), .. }) => "better",
        Some(SessionTrend { better: Some(false), .. }) => "worse",
        Some(SessionTrend { claimed: Some(Tendency::Rising), .. }) => "rising",
        Some(SessionTrend { claimed: Some(Tendency::Falling), .. }) => "falling",
    }
}

/// What the verdict on a figure rests on.
pub fn facts(units: &Units, figure: &FigureTrend) -> Vec<Fact> {
    let i18n = I18n::new(units.lang);
    let shown = Shown { units, kind: figure.kind };
    let count = |n: f64| number::number(units.lang, n, 0);
    let mut facts = vec![Fact::new(t!(i18n, "trends-sessions"), count(figure.points.len() as f64))];
    if let Some(last) = figure.points.last() {
        facts.push(Fact::new(t!(i18n, "trends-last"), shown.value(last.value)));
    }
    let Some(trend) = &figure.trend else { return facts };
    let between = |low: f64, high: f64| format!("{} … {}", shown.change(low), shown.change(high));
    facts.extend([
        Fact::new(t!(i18n, "trends-per-month"), shown.change(trend.slope_per_day * MONTH_DAYS)),
        Fact::new(t!(i18n, "trends-interval"), between(trend.low * MONTH_DAYS, trend.high * MONTH_DAYS)),
        Fact::new(t!(i18n, "trends-change"), shown.change(trend.change)),
    ]);
    if let Some(step) = &trend.per_session {
        facts.push(Fact::new(t!(i18n, "trends-per-session"), shown.change(step.slope)));
        facts.push(Fact::new(t!(i18n, "trends-interval"), between(step.low, step.high)));
    }
    facts.push(Fact::new(t!(i18n, "trends-p"), p(units, trend.p)));
    facts.push(Fact::new(t!(i18n, "trends-p-adjusted"), p(units, trend.p_adjusted)));
    if trend.inflation > 1.0 {
        let by = number::number(units.lang, trend.inflation, 2);
        facts.push(Fact::new(t!(i18n, "trends-memory"), by));
    }
    facts
}

/// A probability; a small one as a bound.
fn p(units: &Units, p: f64) -> String {
    if p < 0.0001 {
        format!("< {}", number::number(units.lang, 0.0001, 4))
    } else {
        number::number(units.lang, p, 4)
    }
}

/// What is read out in place of the drawing.
pub fn label(units: &Units, figure: &FigureTrend, params: &Params) -> String {
    let i18n = I18n::new(units.lang);
    let name = figure_name(i18n, figure.kind);
    format!("{name}: {}", verdict_text(i18n, figure, params))
}

/// The verdict in a sentence.
pub fn verdict_text(i18n: I18n, figure: &FigureTrend, params: &Params) -> String {
    match verdict(figure) {
        "few" => t!(i18n, "trends-verdict-few", n = figure.points.len(), least = params.least_sessions)
            .into_owned(),
        other => i18n.t(&format!("trends-verdict-{other}")).into_owned(),
    }
}

/// Sessions that count but lack a figure.
pub fn without<'a>(figure: &FigureTrend, found: &'a TrendsFound) -> Vec<&'a TrendSession> {
    let has = |i: usize| figure.points.iter().any(|p| p.session as usize == i);
    found.sessions.iter().enumerate().filter(|(i, _)| !has(*i)).map(|(_, session)| session).collect()
}

/// The points as a sheet.
pub fn csv(units: &Units, figure: &FigureTrend, sessions: &[TrendSession]) -> String {
    let i18n = I18n::new(units.lang);
    let shown = Shown { units, kind: figure.kind };
    let (scale, offset) = shown.scale_offset();
    let number = |title: String| Head::number(title, shown.symbol(), shown.digits() + 2);
    let heads = vec![
        Head::text(t!(i18n, "trends-when")),
        Head::text(t!(i18n, "trends-session")),
        number(figure_name(i18n, figure.kind)),
        number(t!(i18n, "trends-low").into_owned()),
        number(t!(i18n, "trends-high").into_owned()),
        Head::number(t!(i18n, "trends-samples"), "", 0),
    ];
    let cell = |base: Option<f64>| Cell::number(base.map(|b| b * scale + offset));
    let row = |point: &TrendPoint| {
        let session = sessions.get(point.session as usize)?;
        Some(vec![
            Cell::Text(date::date_time(units.lang, session.at_ms, 0)),
            Cell::Text(session.name.clone()),
            cell(Some(point.value)),
            cell(point.low),
            cell(point.high),
            Cell::number(Some(f64::from(point.n))),
        ])
    };
    let rows: Vec<Vec<Cell>> = figure.points.iter().filter_map(row).collect();
    // Writing to memory cannot fail.
    to_text(TextForm::default(), &heads, &rows).unwrap_or_default()
}
