//! The difference of two tables, cell by cell.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, Properties, UseStateHandle, component, html, use_memo, use_state_eq};

use super::relief::Relief;
use crate::app::select::{use_i18n, use_units};
use crate::app::tables::{
    Compared, axis_title, cell_symbol, cell_text, delta_text, diff_error_key, point_text, shade,
};
use crate::app::toasts::Tone;
use crate::engine::tables::surface::Method;
use crate::engine::tables::{Cell, Delta, DiffError, MapTable};
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::feedback::notice;
use crate::ui::components::form::{Choice, Segmented, Select};
use crate::ui::components::layout::{facts, pad};
use crate::ui::pages::tables::TableRef;
use crate::ui::pages::tables::grid::{Grid, Shown};

#[derive(Properties, PartialEq)]
pub struct DiffProps {
    pub from: TableRef,
    pub to: TableRef,
}

/// What a cell shows.
#[derive(Clone, Copy, PartialEq)]
pub enum Show {
    Difference,
    Percent,
    Second,
}

const METHODS: [(Method, &str); 3] =
    [(Method::Linear, "linear"), (Method::Monotone, "monotone"), (Method::Cubic, "cubic")];

/// See the module.
#[component]
pub fn Diff(props: &DiffProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let method = use_state_eq(|| Method::Linear);
    let show = use_state_eq(|| Show::Difference);
    let compared = use_memo((props.from.clone(), props.to.clone(), *method), |(from, to, method)| {
        let compared = Compared::of(&from.0, &to.0, *method)?;
        let relief = compared.relief(&from.0).filter(|_| compared.difference.stats.changed > 0);
        Ok::<_, DiffError>((compared, relief.map(|table| TableRef(Rc::new(table)))))
    });
    let (compared, relief) = match &*compared {
        Ok(both) => both,
        Err(error) => return pad(notice(Tone::Warn, html! { { i18n.t(diff_error_key(*error)) } })),
    };
    let table = &props.from.0;
    let cells: Rc<Vec<Shown>> = Rc::new(
        compared.difference.cells.iter().map(|d| shown(i18n, &units, table, compared, d, *show)).collect(),
    );
    let difference = &compared.difference;
    let stats = &difference.stats;
    html! {
        <div data-testid="snapshot-diff" data-changed={stats.changed.to_string()} data-cells={stats.cells.to_string()} data-same-axes={difference.same_axes.to_string()}>
            { pad(html! {
                <div class="stack">
                    if stats.changed == 0 && stats.beyond == 0 {
                        { notice(Tone::Good, html! { { t!(i18n, "tables-diff-same") } }) }
                    }
                    if !difference.same_axes {
                        { notice(Tone::Info, html! { { t!(i18n, "tables-diff-axes", first = axes(&units, table), second = axes(&units, &props.to.0)) } }) }
                        { method_choice(i18n, &method) }
                    }
                    { figures(i18n, &units, table, compared) }
                    { show_choice(i18n, &show) }
                </div>
            }) }
            <Grid table={props.from.clone()} {cells} label={t!(i18n, "tables-diff-title")} testid="diff-grid" />
            { pad(legend(i18n, &units, table, compared)) }
            if let Some(relief) = relief { <Relief table={relief.clone()} scale={compared.scale} /> }
        </div>
    }
}

/// How the second table is read between its break points.
fn method_choice(i18n: I18n, method: &UseStateHandle<Method>) -> Html {
    let onchange = {
        let method = method.setter();
        Callback::from(move |slug: String| {
            if let Some((found, _)) = METHODS.iter().find(|m| m.1 == slug) {
                method.set(*found);
            }
        })
    };
    let choices = vec![
        Choice::new("linear", t!(i18n, "tables-method-linear")),
        Choice::new("monotone", t!(i18n, "tables-method-monotone")),
        Choice::new("cubic", t!(i18n, "tables-method-cubic")),
    ];
    let value = METHODS.iter().find(|m| m.0 == **method).map_or("linear", |m| m.1);
    html! { <Select label={t!(i18n, "tables-diff-method")} {choices} {value} {onchange} testid="diff-method" /> }
}

/// What the cells show.
fn show_choice(i18n: I18n, show: &UseStateHandle<Show>) -> Html {
    let onchange = {
        let show = show.setter();
        Callback::from(move |value: String| {
            show.set(match value.as_str() {
                "percent" => Show::Percent,
                "second" => Show::Second,
                _ => Show::Difference,
            });
        })
    };
    let choices = vec![
        Choice::new("difference", t!(i18n, "tables-diff-show-difference")),
        Choice::new("percent", t!(i18n, "tables-diff-show-percent")),
        Choice::new("second", t!(i18n, "tables-diff-show-second")),
    ];
    let value = match **show {
        Show::Difference => "difference",
        Show::Percent => "percent",
        Show::Second => "second",
    };
    html! { <Segmented label={t!(i18n, "tables-diff-show")} {choices} {value} {onchange} testid="diff-show" /> }
}

/// The axes of a table with how many break points are in use.
fn axes(units: &Units, table: &MapTable) -> String {
    let one = |axis: &crate::engine::tables::MapAxis| {
        format!("{} × {}", axis.in_use().len(), axis_title(units, axis))
    };
    table.y().into_iter().chain([table.x()]).map(one).collect::<Vec<_>>().join(", ")
}

/// Where a cell is, in words.
pub fn place(units: &Units, table: &MapTable, cell: Cell) -> String {
    let x = table.x().points().get(cell.column as usize).map(|p| point_text(units, table.x(), *p));
    let y = table.y().and_then(|y| y.points().get(cell.row as usize).map(|p| point_text(units, y, *p)));
    [y, x].into_iter().flatten().collect::<Vec<_>>().join(" / ")
}

/// A cell of the difference.
pub fn shown(
    i18n: I18n,
    units: &Units,
    table: &MapTable,
    compared: &Compared,
    delta: &Delta,
    show: Show,
) -> Shown {
    let from = cell_text(units, table, delta.from);
    let to = cell_text(units, table, delta.to);
    let difference = delta_text(units, table, delta.from, delta.to);
    let at = place(units, table, delta.cell);
    let text = match show {
        _ if delta.beyond => "–".to_owned(),
        Show::Second => to.clone(),
        _ if !delta.differs() => "·".to_owned(),
        Show::Difference => difference.clone(),
        Show::Percent => delta
            .percent()
            .map_or_else(|| "–".to_owned(), |p| format!("{} %", number::signed(i18n.lang, p, 1))),
    };
    let class = if delta.beyond { Some("beyond".to_owned()) } else { shade(compared.step(delta)) };
    Shown {
        text,
        class,
        title: t!(i18n, "tables-diff-cell", at = at, from = from, to = to, by = difference).into_owned(),
        value: Some(delta.by()),
        state: delta.differs().then_some("changed"),
    }
}

/// How far both tables are apart.
pub fn figures(i18n: I18n, units: &Units, table: &MapTable, compared: &Compared) -> Html {
    let stats = &compared.difference.stats;
    let symbol = cell_symbol(units, table);
    let unit = |text: String| if symbol.is_empty() { text } else { format!("{text} {symbol}") };
    let by = |value: f64| unit(delta_text(units, table, 0.0, value));
    let extreme = |most: Option<(Cell, f64)>| match most {
        Some((cell, value)) if value != 0.0 => {
            t!(i18n, "tables-diff-at", by = by(value), at = place(units, table, cell)).into_owned()
        }
        _ => "–".to_owned(),
    };
    let mut items: Vec<(AttrValue, Html)> = Vec::new();
    let mut add =
        |label: std::borrow::Cow<'static, str>, text: String| items.push((label.into(), html! { { text } }));
    let changed = t!(i18n, "tables-diff-changed-of", n = stats.changed, cells = stats.cells).into_owned();
    add(t!(i18n, "tables-diff-changed"), changed);
    if stats.beyond > 0 {
        add(t!(i18n, "tables-diff-beyond"), number::number(i18n.lang, f64::from(stats.beyond), 0));
    }
    add(t!(i18n, "tables-diff-most"), extreme(stats.most.filter(|m| m.1 > 0.0)));
    add(t!(i18n, "tables-diff-least"), extreme(stats.least.filter(|m| m.1 < 0.0)));
    add(t!(i18n, "tables-diff-mean"), by(stats.mean));
    let size = |value: f64| by(value).trim_start_matches('+').to_owned();
    add(t!(i18n, "tables-diff-mean-abs"), size(stats.mean_abs));
    add(t!(i18n, "tables-diff-rms"), size(stats.rms));
    facts(items)
}

/// What the colours say.
pub fn legend(i18n: I18n, units: &Units, table: &MapTable, compared: &Compared) -> Html {
    let most = compared.scale.most;
    if most <= 0.0 {
        return Html::default();
    }
    html! {
        <p class="heat-legend">
            <span class="swatch low-4" />{ delta_text(units, table, 0.0, -most) }
            <span class="swatch low-2" /><span class="swatch" />{ "0" }<span class="swatch high-2" />
            <span class="swatch high-4" />{ delta_text(units, table, 0.0, most) }
            { format!(" {}", cell_symbol(units, table)) }
            <span class="muted">{ t!(i18n, "tables-diff-legend") }</span>
        </p>
    }
}
