//! Where the engine went and where it is, above the cells.

use yew::{Html, html};

use crate::app::maps::Order;
use crate::app::tables::HitsLayer;
use crate::engine::tables::Pointed;

/// See the module. `point` is row and column of the log's cursor as fractional places among all break points.
pub fn overlay(order: &Order, hits: Option<&HitsLayer>, point: Option<(f64, f64)>) -> Html {
    let (rows, columns) = (&order.rows, &order.columns);
    let trail = hits.map(|hits| &hits.trail).filter(|trail| trail.len() > 1);
    let points = trail.map(|trail| {
        let place = |(row, column): &(f32, f32)| {
            let (x, y) = (shown(columns, f64::from(*column)), shown(rows, f64::from(*row)));
            format!("{x:.3},{y:.3}")
        };
        trail.iter().map(place).collect::<Vec<_>>().join(" ")
    });
    html! {
        <>
            if let Some(points) = points {
                <svg
                    class="map-trail" viewBox={format!("0 0 {} {}", columns.len(), rows.len())} preserveAspectRatio="none"
                    style={format!("--rows:{}", rows.len())} aria-hidden="true" data-testid="table-trail"
                >
                    <polyline {points} vector-effect="non-scaling-stroke" />
                </svg>
            }
            if let Some((row, column)) = point {
                <div
                    class="map-point" aria-hidden="true" data-testid="table-point"
                    style={format!("--top:{:.3};--left:{:.3}", shown(rows, row), shown(columns, column))}
                />
            }
        </>
    }
}

/// Where the active cell of another table is in this one: a spot, or the whole row or column.
pub fn linked(order: &Order, pointed: Pointed) -> Html {
    let (rows, columns) = (&order.rows, &order.columns);
    let (class, top, left) = match pointed {
        Pointed::Cell { row, column } => ("map-linked spot", shown(rows, row), shown(columns, column)),
        Pointed::Row(row) => ("map-linked line across", shown(rows, row), 0.0),
        Pointed::Column(column) => ("map-linked line down", 0.0, shown(columns, column)),
    };
    html! {
        <div
            {class} aria-hidden="true" data-testid="table-linked" data-top={format!("{top:.2}")} data-left={format!("{left:.2}")}
            style={format!("--top:{top:.3};--left:{left:.3};--rows:{}", rows.len())}
        />
    }
}

/// Where a fractional place among all break points is on screen, in cells from the edge: the middle of the first cell is
/// at a half.
fn shown(all: &[u32], at: f64) -> f64 {
    let place = |wanted: u32| {
        let away = |i: &usize| all[*i].abs_diff(wanted);
        (0..all.len()).min_by_key(away).unwrap_or(0) as f64
    };
    let low = at.floor().max(0.0);
    let (a, b) = (place(low as u32), place(low as u32 + 1));
    a + (b - a) * (at - low).clamp(0.0, 1.0) + 0.5
}
