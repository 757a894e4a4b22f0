//! What a file does not say of its table, and the user does.

use yew::{Callback, Html, html};

use crate::app::tables::{Along, Meant, along_choices, guess, kind_key, measures};
use crate::engine::tables::MAX_NAME;
use crate::engine::tables::exchange::{FileTables, Grid, Offered};
use crate::engine::tune::TableKind;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::form::{Choice, Select, TextField};

/// What the user says of a table whose figures alone are known.
#[derive(Clone, PartialEq)]
pub struct Said {
    pub name: String,
    pub meant: Meant,
}

/// What is likely.
pub fn first_said(found: &FileTables, name: &str) -> Said {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let grid = found.offers.iter().find_map(|o| match o {
        Offered::Bare(grid) => Some(grid),
        Offered::Whole(_) => None,
    });
    let nothing = Grid {
        x_name: String::new(),
        xs: Vec::new(),
        y_name: String::new(),
        ys: Vec::new(),
        cells: Vec::new(),
    };
    let meant = guess(grid.unwrap_or(&nothing), &stem);
    Said { name: stem, meant }
}

/// What the file does not say.
pub fn questions(i18n: I18n, grid: &Grid, said: &Said, onsaid: &Callback<Said>) -> Html {
    let along_name = |a: &Along| Choice::new(a.slug, i18n.t(along_text(a.slug)));
    let kinds =
        TableKind::ALL.into_iter().map(|k| Choice::new(k.slug(), i18n.t(&kind_key(k)))).collect::<Vec<_>>();
    let units =
        measures(said.meant.kind).into_iter().map(|m| Choice::new(m.slug(), m.slug())).collect::<Vec<_>>();
    let along = along_choices(grid);
    let onname = {
        let said = said.clone();
        onsaid.reform(move |name: String| Said { name, ..said.clone() })
    };
    let onkind = {
        let said = said.clone();
        onsaid.reform(move |slug: String| {
            let kind = TableKind::ALL.into_iter().find(|k| k.slug() == slug).unwrap_or(TableKind::Other);
            let measure = measures(kind).first().copied().unwrap_or(said.meant.measure);
            Said { meant: Meant { kind, measure, ..said.meant }, ..said.clone() }
        })
    };
    let onunit = {
        let said = said.clone();
        onsaid.reform(move |slug: String| {
            let found = measures(said.meant.kind).into_iter().find(|m| m.slug() == slug);
            let measure = found.unwrap_or(said.meant.measure);
            Said { meant: Meant { measure, ..said.meant }, ..said.clone() }
        })
    };
    let onalong = {
        let (said, along) = (said.clone(), along.clone());
        onsaid.reform(move |slug: String| {
            let along = along.iter().find(|a| a.slug == slug).copied().unwrap_or(said.meant.along);
            Said { meant: Meant { along, ..said.meant }, ..said.clone() }
        })
    };
    html! {
        <>
            <p class="muted">{ t!(i18n, "tables-bare-text") }</p>
            <div class="fields">
                <TextField label={t!(i18n, "tables-name")} value={said.name.clone()} oninput={onname} maxlength={MAX_NAME as u32} testid="bare-name" />
                <Select label={t!(i18n, "tables-col-kind")} choices={kinds} value={said.meant.kind.slug()} onchange={onkind} testid="bare-kind" />
                <Select label={t!(i18n, "tables-bare-unit")} choices={units} value={said.meant.measure.slug()} onchange={onunit} testid="bare-unit" />
                <Select
                    label={t!(i18n, "tables-bare-along")} choices={along.iter().map(along_name).collect::<Vec<_>>()}
                    value={said.meant.along.slug} onchange={onalong} testid="bare-along"
                />
            </div>
        </>
    }
}

/// What may move along an axis.
fn along_text(slug: &str) -> &'static str {
    match slug {
        "map-bar" => "tables-along-map-bar",
        "map-psi" => "tables-along-map-psi",
        "map-abs-kpa" => "tables-along-map-abs-kpa",
        "map-abs-bar" => "tables-along-map-abs-bar",
        "tps" => "tables-along-tps",
        "load" => "tables-along-load",
        "rpm" => "tables-along-rpm",
        "coolant" => "tables-along-coolant",
        "air" => "tables-along-air",
        "battery" => "tables-along-battery",
        _ => "tables-along-other",
    }
}
