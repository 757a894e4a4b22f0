//! What lives as long as a session is looked at: its channels, the state, the strips.

use std::cell::Cell;

use super::chart::Chart;
use crate::app::cx::AppCx;
use crate::app::explore::address::Shared;
use crate::app::explore::model::{Channel, Channels};
use crate::app::explore::state::Explore;
use crate::app::route::Query;
use crate::app::services::view::{self, Opened};
use crate::app::store::Store;
use crate::engine::channels::ChannelKey;
use crate::engine::expr::Derived;
use crate::ui::pages::sessions::math::MathBook;

/// See the module.
pub struct Parts {
    pub channels: Channels,
    pub store: Store<Explore>,
    pub chart: Chart,
    pub math: MathBook,
    /// Another one for every making anew: what was asked before is out of date.
    pub number: u32,
    /// What was asked for, with channels that are not to be had at the moment.
    wanted: Shared,
}

impl PartialEq for Parts {
    fn eq(&self, other: &Self) -> bool {
        self.chart == other.chart
    }
}

thread_local! {
    static MADE: Cell<u32> = const { Cell::new(0) };
}

impl Parts {
    /// The parts of a session; `before` are those that a change of the math channels has put out of date.
    pub fn new(cx: &AppCx, opened: &Opened, math: &MathBook, before: Option<&Parts>) -> Self {
        let channels = channels_of(opened, math);
        let wanted = match before {
            Some(before) => before.carried_to(math),
            None => asked(cx, opened),
        };
        let store = Store::new(Explore::new(&wanted, &channels));
        let chart = Chart::new(cx, opened, &channels, &store);
        let number = MADE.replace(MADE.get().wrapping_add(1));
        Self { channels, store, chart, math: math.clone(), number, wanted }
    }

    /// What is shown, under the names of today. A channel that was taken away stands again where it stood when it comes
    /// back, unless other channels were chosen meanwhile.
    fn carried_to(&self, math: &MathBook) -> Shared {
        let mut shared = self.store.get().shared();
        let kept = self.wanted.layout.as_ref().map(|layout| layout.only_of(&self.channels));
        if kept.is_some() && kept == shared.layout {
            shared.layout.clone_from(&self.wanted.layout);
        }
        shared.renamed(&|key| math.renamed_since(&self.math, key))
    }
}

/// What address and memory ask for.
fn asked(cx: &AppCx, opened: &Opened) -> Shared {
    let query = &cx.location.get().query;
    let shared = Shared::read(query);
    match view::remembered(&opened.record().id).filter(|_| query.get("ch").is_none()) {
        // What the address names comes first: a link from the grid names a moment, not the channels.
        Some(last) => shared.over(Shared::read(&Query::parse(&last))),
        None => shared,
    }
}

/// The channels of an open session: those of its file, and the math channels that can be worked out.
pub fn channels_of(opened: &Opened, math: &MathBook) -> Channels {
    let channel = |column: &crate::storage::ColumnInfo| Channel {
        key: column.key.clone(),
        source: column.source.clone(),
        quantity: column.unit.quantity(),
        group: column.key.id().map(|id| id.spec().group),
        labels: column.labels.iter().cloned().collect(),
        extent: column.min.zip(column.max),
        axis: column.axis,
        symbol: None,
    };
    let own = opened.detail().columns.iter().map(channel);
    Channels(own.chain(math.derived().map(|(record, derived)| math_channel(&record.text, derived))).collect())
}

/// A math channel as pickers, strips and read-outs need it.
pub fn math_channel(text: &str, derived: &Derived) -> Channel {
    Channel {
        key: derived.channel.key.clone(),
        source: text.to_owned(),
        quantity: derived.channel.unit.quantity(),
        group: None,
        labels: [].into(),
        extent: None,
        axis: derived.channel.axis,
        symbol: derived.symbol.as_deref().map(Into::into),
    }
}

/// Shows a channel that was stored a moment ago and may not be among the channels yet.
pub fn show(store: &Store<Explore>, channels: &Channels, key: &ChannelKey) {
    let layout = store.get().layout.show(key, channels);
    store.dispatch(crate::app::explore::state::Action::Layout(layout));
}
