//! Words and scales of the figures. Pure.

use super::model::Channel;
use super::words;
use crate::charts::figure::AxisSpec;
use crate::engine::units::Quantity;
use crate::engine::view::{BinRule, Bins, Density, Histogram, OutlierPoint};
use crate::i18n::I18n;
use crate::i18n::number::number;
use crate::i18n::units::Units;
use crate::t;

/// Most states whose names fit on an axis.
const MOST_LABELS: usize = 24;

/// How a channel is labelled along an axis.
pub fn axis(units: &Units, channel: &Channel) -> AxisSpec {
    let i18n = I18n::new(units.lang);
    let (scale, offset) = units.scale_offset(channel.quantity);
    let digits = if channel.quantity == Quantity::AsLogged { 3 } else { units.digits(channel.quantity) };
    let states: Vec<f64> = match channel.quantity {
        Quantity::Flag => vec![0.0, 1.0],
        Quantity::Code if channel.labels.len() <= MOST_LABELS => {
            (0..channel.labels.len()).map(|i| i as f64).collect()
        }
        _ => Vec::new(),
    };
    let labels = states.into_iter().map(|v| (v, words::value(units, channel, Some(v)))).collect();
    AxisSpec { title: title(units, channel, &words::name(i18n, channel)), scale, offset, digits, labels }
}

/// `MAP (bar)`
fn title(units: &Units, channel: &Channel, name: &str) -> String {
    match words::unit(units, channel) {
        "" => name.to_owned(),
        unit => format!("{name} ({unit})"),
    }
}

/// A count as the language writes it.
pub fn count(units: &Units, n: u32) -> String {
    number(units.lang, f64::from(n), 0)
}

/// A value with its unit.
fn full(units: &Units, channel: &Channel, base: f64) -> String {
    words::with_unit(words::value(units, channel, Some(base)), words::unit(units, channel))
}

/// What was counted in which bins, and what was not.
pub fn of_histogram(units: &Units, channel: &Channel, found: &Histogram) -> Vec<String> {
    let i18n = I18n::new(units.lang);
    let mut parts = vec![t!(i18n, "explore-figure-samples", n = f64::from(found.n)).into_owned()];
    if found.missing > 0 {
        parts.push(t!(i18n, "explore-figure-missing", n = f64::from(found.missing)).into_owned());
    }
    let doubtful = found.left_out.saturating_sub(found.missing);
    if doubtful > 0 {
        parts.push(t!(i18n, "explore-figure-doubtful", n = f64::from(doubtful)).into_owned());
    }
    if found.n > 0 {
        parts.push(bins(units, channel, found));
    }
    parts
}

fn bins(units: &Units, channel: &Channel, found: &Histogram) -> String {
    let i18n = I18n::new(units.lang);
    if found.rule == BinRule::PerValue {
        return t!(i18n, "explore-figure-per-value").into_owned();
    }
    let width =
        words::with_unit(words::spread(units, channel, Some(found.bins.width)), words::unit(units, channel));
    let text = t!(i18n, "explore-figure-bins", n = f64::from(found.bins.count), width = width);
    match found.rule {
        BinRule::FreedmanDiaconis => format!("{text} (Freedman–Diaconis)"),
        BinRule::Sturges => format!("{text} (Sturges)"),
        BinRule::Asked | BinRule::PerValue => text.into_owned(),
    }
}

/// The histogram for those who do not see it.
pub fn histogram_label(units: &Units, channel: &Channel, found: &Histogram) -> String {
    let i18n = I18n::new(units.lang);
    let most = found.counts.iter().enumerate().max_by_key(|(i, n)| (**n, std::cmp::Reverse(*i)));
    let edge = |i: usize| full(units, channel, found.bins.low + found.bins.width * i as f64);
    let (from, to) = most.map_or((String::new(), String::new()), |(i, _)| (edge(i), edge(i + 1)));
    t!(
        i18n,
        "explore-hist-label",
        channel = words::name(i18n, channel),
        n = f64::from(found.n),
        low = full(units, channel, found.bins.low),
        high = full(units, channel, found.bins.high()),
        from = from,
        to = to
    )
    .into_owned()
}

/// What was drawn of which pairs, and what was not. `held` tells that the channels have different rates.
pub fn of_density(units: &Units, found: &Density, held: bool) -> Vec<String> {
    let i18n = I18n::new(units.lang);
    let mut parts = Vec::new();
    if found.counts.is_empty() {
        parts.push(t!(i18n, "explore-figure-points", n = f64::from(found.n)).into_owned());
    } else {
        let cells = format!("{} × {}", found.x.count, found.y.count);
        parts.push(t!(i18n, "explore-figure-counted", n = f64::from(found.n), cells = cells).into_owned());
        let (drawn, all) = (found.outliers.len() as u32, found.outliers_total);
        if drawn < all {
            let (n, of) = (f64::from(drawn), count(units, all));
            parts.push(t!(i18n, "explore-figure-outside-of", n = n, of = of).into_owned());
        } else if all > 0 {
            parts.push(t!(i18n, "explore-figure-outside", n = f64::from(all)).into_owned());
        }
    }
    if held {
        parts.push(t!(i18n, "explore-figure-held").into_owned());
    }
    if found.left_out > 0 {
        parts.push(t!(i18n, "explore-figure-no-pair", n = f64::from(found.left_out)).into_owned());
    }
    parts
}

/// The scatter for those who do not see it.
pub fn density_label(units: &Units, x: &Channel, y: &Channel, found: &Density) -> String {
    let i18n = I18n::new(units.lang);
    let singly = found.counts.is_empty();
    let ends = |bins: &Bins, of: fn(&OutlierPoint) -> f64| {
        let grid = if singly { (f64::INFINITY, f64::NEG_INFINITY) } else { (bins.low, bins.high()) };
        found.outliers.iter().map(of).fold(grid, |(low, high), v| (low.min(v), high.max(v)))
    };
    let (across, up) = (ends(&found.x, |p| p.x), ends(&found.y, |p| p.y));
    t!(
        i18n,
        "explore-xy-label",
        x = words::name(i18n, x),
        y = words::name(i18n, y),
        n = f64::from(found.n),
        x_low = full(units, x, across.0),
        x_high = full(units, x, across.1),
        y_low = full(units, y, up.0),
        y_high = full(units, y, up.1)
    )
    .into_owned()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::model::tests::channels;
    use super::*;
    use crate::i18n::Lang;
    use crate::i18n::units::{GASOLINE_STOICH, Preset, UnitPrefs};

    fn units(lang: Lang, preset: Preset) -> Units {
        let prefs = Rc::new(UnitPrefs { preset, ..UnitPrefs::default() });
        Units { lang, prefs, stoich: GASOLINE_STOICH }
    }

    fn histogram(rule: BinRule) -> Histogram {
        let bins = Bins { low: 1000.0, width: 250.0, count: 3 };
        Histogram { column: 0, bins, rule, counts: vec![5, 900, 95], n: 1000, left_out: 7, missing: 3 }
    }

    #[test]
    fn a_histogram_says_what_it_counted_and_what_it_left_out() {
        let rpm = &channels(&["rpm"]).0[0];
        let english = units(Lang::En, Preset::Metric);
        assert_eq!(
            of_histogram(&english, rpm, &histogram(BinRule::FreedmanDiaconis)),
            [
                "1\u{202f}000 samples",
                "3 missing",
                "4 doubtful, left out",
                "3 bins of 250.0\u{a0}rpm (Freedman–Diaconis)"
            ]
        );
        let label = histogram_label(&english, rpm, &histogram(BinRule::Asked));
        assert!(label.contains("1\u{202f}250\u{a0}rpm to 1\u{202f}500\u{a0}rpm"), "{label}");
    }

    #[test]
    fn the_width_of_a_bin_is_a_difference() {
        let coolant = &channels(&["coolant"]).0[0];
        let mut found = histogram(BinRule::Asked);
        found.bins = Bins { low: 80.0, width: 10.0, count: 3 };
        let imperial = of_histogram(&units(Lang::En, Preset::Imperial), coolant, &found);
        assert_eq!(imperial.last().map(String::as_str), Some("3 bins of 18.0\u{a0}°F"));
    }

    #[test]
    fn states_stand_on_their_axis_by_name() {
        let known = channels(&["limiter", "rpm"]);
        let portuguese = units(Lang::PtBr, Preset::Metric);
        let flag = axis(&portuguese, &known.0[0]);
        assert_eq!(flag.labels, [(0.0, "Desligado".to_owned()), (1.0, "Ligado".to_owned())]);
        assert_eq!(axis(&portuguese, &known.0[1]).title, "RPM (rpm)");
    }

    #[test]
    fn a_scatter_says_what_became_of_each_pair() {
        let bins = Bins { low: 0.0, width: 1.0, count: 60 };
        let mut found = Density {
            x: bins,
            y: Bins { count: 40, ..bins },
            counts: vec![0; 2400],
            n: 5000,
            left_out: 2,
            outliers: Vec::new(),
            outliers_total: 9,
        };
        let english = units(Lang::En, Preset::Metric);
        let text = of_density(&english, &found, false);
        assert_eq!(
            text,
            [
                "5\u{202f}000 pairs counted in 60 × 40 cells",
                "0 of 9 outside drawn as points",
                "2 rows without a pair",
            ]
        );
        found.counts.clear();
        assert_eq!(of_density(&english, &found, false)[0], "5\u{202f}000 pairs, each a point");
        let held = of_density(&english, &found, true);
        assert!(held.iter().any(|part| part.contains("holds its last sample")), "{held:?}");
        // Points may lie beyond the ends of a grid that nothing was counted in.
        found.outliers =
            vec![OutlierPoint { x: -3.0, y: 2.0, t: 0.0 }, OutlierPoint { x: 99.0, y: 8.0, t: 1.0 }];
        let known = channels(&["x:a", "x:b"]);
        let label = density_label(&english, &known.0[0], &known.0[1], &found);
        assert!(label.contains("from \u{2212}3 to 99") && label.contains("from 2 to 8"), "{label}");
    }
}
