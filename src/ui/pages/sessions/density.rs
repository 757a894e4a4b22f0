//! Where the engine ran: seconds spent at each engine speed and manifold pressure.

use std::rc::Rc;

use yew::{AttrValue, Html, Properties, component, html};

use super::load::Session;
use crate::app::error::AppError;
use crate::app::select::{use_cx, use_i18n, use_units};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::view::{Bins, Density};
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::protocol::{DensityOf, Lane};
use crate::storage::AxisInfo;
use crate::t;
use crate::ui::components::feedback::skeleton;
use crate::ui::components::layout::panel;
use crate::ui::hooks::{Loaded, use_loaded};

#[derive(Properties, PartialEq)]
pub struct WhereProps {
    pub session: Session,
}

/// Cells across and up.
const CELLS: (u32, u32) = (24, 14);
/// Loads, the most telling first.
const LOADS: [ChannelId; 5] =
    [ChannelId::MapGauge, ChannelId::MapAbs, ChannelId::Load, ChannelId::Tps, ChannelId::Pedal];

/// See the module. Nothing is shown of a log without engine speed or any load.
#[component]
pub fn WhereItRan(props: &WhereProps) -> Html {
    let cx = use_cx();
    let (i18n, units) = (use_i18n(), use_units());
    let columns = &props.session.detail.columns;
    let has = |id: ChannelId| columns.iter().any(|c| c.key == ChannelKey::Known(id) && c.max > c.min);
    let load = LOADS.into_iter().find(|id| has(*id)).filter(|_| has(ChannelId::Rpm));
    let record = &props.session.record;
    let deps = (AttrValue::from(record.id.clone()), AttrValue::from(record.data.clone()), load);
    let density = use_loaded(deps, move |(id, _, load)| {
        let (id, load) = (id.to_string(), *load);
        async move {
            let Some(y) = load else { return Err(AppError::Cancelled) };
            let question = DensityOf {
                session: id,
                x: ChannelId::Rpm.into(),
                y: y.into(),
                range: None,
                filter: None,
                cells: CELLS,
                x_range: None,
                y_range: None,
                max_points: 0,
                singly: 0,
            };
            Ok(cx.core()?.worker.call(question, Lane::Interactive).await?.value)
        }
    });
    let Some(load) = load else { return Html::default() };
    let body = match density {
        Loaded::Loading => skeleton(t!(i18n, "sessions-computing"), 6),
        // The table of statistics below tells about a worker that fails.
        Loaded::Failed(_) => return Html::default(),
        Loaded::Ready(density) => map(&units, &density, load, &Meeting::of(&props.session, load)),
    };
    panel(t!(i18n, "sessions-where"), Html::default(), body)
}

/// How engine speed and load meet.
struct Meeting {
    /// Seconds that one pair stands for: a step of the faster channel.
    step_s: f64,
    /// Their rates differ: the slower one is held.
    held: bool,
}

impl Meeting {
    fn of(session: &Session, load: ChannelId) -> Self {
        let detail = &session.detail;
        let axis =
            |id: ChannelId| detail.columns.iter().find(|c| c.key.id() == Some(id)).map(|c| c.axis as usize);
        let (rpm, load) = (axis(ChannelId::Rpm), axis(load));
        let bases = [rpm, load].into_iter().flatten().filter_map(|axis| detail.axes.get(axis));
        let step =
            |base: &AxisInfo| (base.end_s - base.start_s) / f64::from(base.rows.saturating_sub(1).max(1));
        let step_s = bases.max_by_key(|base| base.rows).map_or(0.0, step);
        Self { step_s, held: rpm != load }
    }
}

fn map(units: &Units, density: &Rc<Density>, load: ChannelId, meeting: &Meeting) -> Html {
    let i18n = I18n::new(units.lang);
    let step_s = meeting.step_s;
    let most = density.counts.iter().copied().max().unwrap_or(0).max(1);
    let (across, up) = (density.x.count, density.y.count);
    let (rpm, pressure) = (ChannelId::Rpm.spec().quantity, load.spec().quantity);
    let rpm_name = i18n.channel(&ChannelId::Rpm.into());
    let load_name = i18n.channel(&load.into());
    let longest = f64::from(most) * step_s;
    let label = t!(
        i18n,
        "sessions-where-label",
        x = rpm_name.clone(),
        y = load_name.clone(),
        longest = number::duration(units.lang, longest)
    );
    let cell = |column: u32, row: u32| {
        let count = density.counts.get((row * across + column) as usize).copied().unwrap_or(0);
        if count == 0 {
            return html! { <i key={column} /> };
        }
        // By the square root: what was visited for a moment still shows.
        let level = (f64::from(count) / f64::from(most)).sqrt();
        let title = format!(
            "{} · {}: {}",
            interval(units, &density.x, column, rpm),
            interval(units, &density.y, row, pressure),
            number::duration(units.lang, f64::from(count) * step_s)
        );
        html! { <i key={column} class="been" style={format!("--level:{level:.3}")} title={title} /> }
    };
    let end = |value: f64, quantity| units.show(value, quantity).to_string();
    html! {
        <figure class="where">
            <div class="where-y"><span>{ end(density.y.high(), pressure) }</span><span>{ load_name }</span><span>{ end(density.y.low, pressure) }</span></div>
            <div class="where-map" role="img" aria-label={label} style={format!("--across:{across}")}>
                for row in (0..up).rev() { for column in 0..across { { cell(column, row) } } }
            </div>
            <div class="where-x"><span>{ end(density.x.low, rpm) }</span><span>{ rpm_name }</span><span>{ end(density.x.high(), rpm) }</span></div>
            <figcaption class="muted">
                { t!(i18n, "sessions-where-caption", longest = number::duration(units.lang, longest)) }
                if meeting.held { { " " }{ t!(i18n, "sessions-figure-held") } }
            </figcaption>
        </figure>
    }
}

/// Ends of a cell.
fn interval(units: &Units, bins: &Bins, i: u32, quantity: crate::engine::units::Quantity) -> String {
    let low = bins.low + bins.width * f64::from(i);
    let (low, high) = (units.show(low, quantity).text, units.show(low + bins.width, quantity).to_string());
    format!("{low}–{high}")
}
