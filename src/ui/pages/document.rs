//! A document's sections on a page: what a report prints, with ways to the places in the log, and every table and drawing
//! as a file.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, Properties, classes, component, html};

use crate::app::cx::AppCx;
use crate::app::route::{Location, Query, Route, SessionTab};
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::{files, pictures};
use crate::i18n::I18n;
use crate::report::delimited::{Separator, TextForm, to_text};
use crate::report::document::{Block, Drawing, Fact, Finding, Place, Section, Table, Tone};
use crate::report::sheet::{Cell, Head};
use crate::report::svg::standalone;
use crate::t;
use crate::ui::components::feedback::{Menu, MenuItem};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::{Link, panel};
use crate::ui::hooks::use_idle;

/// Rows of a table shown; the file has all of them.
const MOST_ROWS: usize = 300;
/// Of those as many as a table's box shows come with it, the others once the browser is idle: what stands below waits for
/// no row that nobody sees.
const FIRST_ROWS: usize = 40;

#[derive(Properties)]
pub struct SectionViewProps {
    pub section: Rc<Section>,
    /// The session that places are in; none where there is nothing to jump to.
    #[prop_or_default]
    pub session: Option<AttrValue>,
    /// How files of tables and drawings are called.
    pub name: AttrValue,
    /// Of the question before; the answer to this one is under way.
    #[prop_or_default]
    pub stale: bool,
    /// How the whole of it is to be read.
    #[prop_or_default]
    pub note: Option<AttrValue>,
    /// Within another panel: without a frame and a title of its own.
    #[prop_or_default]
    pub bare: bool,
}

impl PartialEq for SectionViewProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.section, &other.section)
            && self.session == other.session
            && self.name == other.name
            && self.stale == other.stale
            && self.note == other.note
            && self.bare == other.bare
    }
}

/// See the module.
#[component]
pub fn SectionView(props: &SectionViewProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let long = |block: &Block| matches!(block, Block::Table(table) if table.rows.len() > FIRST_ROWS);
    let rows = if use_idle(props.section.blocks.iter().any(long)) { MOST_ROWS } else { FIRST_ROWS };
    let view = View { cx, i18n, session: props.session.clone(), name: props.name.clone(), rows };
    let body = html! {
        <div class={classes!("document", props.stale.then_some("stale"))} data-testid="section" data-section={props.section.slug}>
            for (i, block) in props.section.blocks.iter().enumerate() {
                <div key={i} class="block">{ view.block(block) }</div>
            }
            if let Some(note) = &props.note { <p class="muted doc-note">{ note }</p> }
        </div>
    };
    if props.bare { body } else { panel(props.section.title.clone(), Html::default(), body) }
}

struct View {
    cx: AppCx,
    i18n: I18n,
    session: Option<AttrValue>,
    name: AttrValue,
    /// Rows of a table for now.
    rows: usize,
}

impl View {
    fn block(&self, block: &Block) -> Html {
        match block {
            Block::Heading(text) => html! { <h3 class="doc-heading">{ text }</h3> },
            Block::Text(text) => html! { <p class="prose">{ text }</p> },
            Block::Figures(facts) => html! { <dl class="doc-figures">{ for facts.iter().map(fact) }</dl> },
            Block::Facts(facts) => html! { <dl class="facts">{ for facts.iter().map(fact) }</dl> },
            Block::Table(table) => self.table(table),
            Block::Drawing(drawing) => self.drawing(drawing),
            Block::Finding(finding) => self.finding(finding),
            Block::Note(text) => html! { <p class="muted doc-note">{ text }</p> },
            Block::Advice(lines) => self.advice(lines),
            Block::Basis(lines) => basis(lines),
        }
    }

    /// What to enter for more figures, and where.
    fn advice(&self, lines: &[String]) -> Html {
        html! {
            <div class="doc-advice" data-testid="doc-advice">
                { icon(Icon::Info) }
                <ul>for line in lines.iter() { <li key={line.clone()}>{ line }</li> }</ul>
                <Link to={Route::Vehicles} class={classes!("to")}>{ t!(self.i18n, "analysis-to-vehicles") }{ " →" }</Link>
            </div>
        }
    }

    fn table(&self, table: &Table) -> Html {
        let leads = |place: &Place| self.session.is_some() || place.session.is_some();
        let jumps = table.rows.iter().filter_map(|r| r.place.as_ref()).any(leads);
        let numeric = |i: usize| table.heads.get(i).is_some_and(|h| h.digits.is_some());
        let items = self.table_menu(table);
        html! {
            <section class="doc-table">
                <header>
                    <h3>{ &table.caption }</h3>
                    <Menu label={t!(self.i18n, "analysis-more-of", what = &table.caption)} {items} />
                </header>
                <div
                    class="table-wrap" tabindex="0" role="region" aria-label={table.caption.clone()}
                    style={format!("--rows: {}", table.rows.len().min(MOST_ROWS))}
                >
                    <table class="table" data-testid="doc-table" data-table={table.slug} data-rows={table.rows.len().to_string()}>
                        <thead>
                            <tr>
                                for (i, head) in table.heads.iter().enumerate() {
                                    <th key={i} scope="col" class={classes!(numeric(i).then_some("num"))}>
                                        { &head.title }
                                        if !head.unit.is_empty() { { " " }<span class="unit">{ &head.unit }</span> }
                                    </th>
                                }
                                if jumps { <th scope="col"><span class="visually-hidden">{ t!(self.i18n, "analysis-jump") }</span></th> }
                            </tr>
                        </thead>
                        <tbody>
                            for (k, row) in table.rows.iter().take(self.rows).enumerate() {
                                <tr key={k}>
                                    for (i, cell) in row.cells.iter().enumerate() {
                                        if i == 0 {
                                            <th scope="row" class={classes!(numeric(i).then_some("num"))} data-value={value_of(row.figures.get(i))}>{ cell }</th>
                                        } else {
                                            <td class={classes!(numeric(i).then_some("num"), is_prose(cell).then_some("words"))} data-value={value_of(row.figures.get(i))}>{ cell }</td>
                                        }
                                    }
                                    if jumps { <td>{ self.jump(row.place.as_ref()) }</td> }
                                </tr>
                            }
                        </tbody>
                    </table>
                </div>
                if table.rows.len() > MOST_ROWS {
                    <p class="muted">{ t!(self.i18n, "analysis-rows-first", shown = MOST_ROWS, all = table.rows.len()) }</p>
                }
            </section>
        }
    }

    /// A table as text, on the clipboard and as a file.
    fn table_menu(&self, table: &Table) -> Vec<MenuItem> {
        let copy = {
            let (cx, table) = (self.cx.clone(), table.clone());
            Callback::from(move |()| {
                let form = TextForm { separator: Separator::Tab, ..TextForm::default() };
                files::copy_text(&cx, sheet_text(&table.heads, &rows_of(&table), form));
            })
        };
        let save = {
            let (cx, table, name) = (self.cx.clone(), table.clone(), self.file(table.slug, "csv"));
            Callback::from(move |()| {
                let text = sheet_text(&table.heads, &rows_of(&table), TextForm::default());
                files::save_text(&cx, &name, &text, files::CSV);
            })
        };
        vec![
            MenuItem::new(t!(self.i18n, "analysis-copy-table"), copy).icon(Icon::Copy),
            MenuItem::new(t!(self.i18n, "analysis-save-csv"), save).icon(Icon::Download),
        ]
    }

    fn drawing(&self, drawing: &Drawing) -> Html {
        let svg = {
            let (cx, text, name) = (self.cx.clone(), drawing.svg.clone(), self.file(drawing.slug, "svg"));
            Callback::from(move |()| files::save_text(&cx, &name, &standalone(&text), files::SVG))
        };
        let png = {
            let (cx, text, name) = (self.cx.clone(), drawing.svg.clone(), self.file(drawing.slug, "png"));
            Callback::from(move |()| pictures::save_png(&cx, name.clone(), standalone(&text)))
        };
        let csv = {
            let (cx, drawing, name) = (self.cx.clone(), drawing.clone(), self.file(drawing.slug, "csv"));
            Callback::from(move |()| {
                let text = sheet_text(&drawing.heads, &drawing.figures, TextForm::default());
                files::save_text(&cx, &name, &text, files::CSV);
            })
        };
        let items = vec![
            MenuItem::new(t!(self.i18n, "analysis-save-svg"), svg).icon(Icon::Download),
            MenuItem::new(t!(self.i18n, "analysis-save-png"), png).icon(Icon::Download),
            MenuItem::new(t!(self.i18n, "analysis-save-csv"), csv).icon(Icon::Download),
        ];
        html! {
            <figure class="drawing" data-testid="drawing" data-drawing={drawing.slug}>
                <header>
                    <figcaption>{ &drawing.caption }</figcaption>
                    <Menu label={t!(self.i18n, "analysis-more-of", what = &drawing.caption)} {items} />
                </header>
                // Made by the report's own drawings, which escape what comes from a file.
                <div class="drawing-wrap" tabindex="0" role="group" aria-label={drawing.caption.clone()}>
                    { Html::from_html_unchecked(AttrValue::from(drawing.svg.clone())) }
                </div>
            </figure>
        }
    }

    fn finding(&self, finding: &Finding) -> Html {
        let (class, sign) = match finding.tone {
            Tone::Danger => ("bad", Icon::Bad),
            Tone::Caution => ("warn", Icon::Warn),
            Tone::Good => ("good", Icon::Good),
            Tone::Plain => ("info", Icon::Info),
        };
        html! {
            <article class={classes!("doc-finding", class)} data-testid="doc-finding" data-kind={finding.slug} data-tone={class}>
                <header>
                    <span class={class}>{ icon(sign) }</span>
                    <h3>{ &finding.title }</h3>
                    { self.jump(finding.place.as_ref()) }
                </header>
                if !finding.text.is_empty() { <p>{ &finding.text }</p> }
                if !finding.evidence.is_empty() {
                    <dl class="doc-figures small">{ for finding.evidence.iter().map(fact) }</dl>
                }
            </article>
        }
    }

    /// A way to the place in Explore.
    fn jump(&self, place: Option<&Place>) -> Html {
        let Some(place) = place else { return Html::default() };
        let own = self.session.as_ref().map(ToString::to_string);
        let Some(session) = place.session.clone().or(own) else { return Html::default() };
        let mut query = Query::default();
        if !place.channels.is_empty() {
            query = query.with_list("ch", place.channels.iter().map(ToString::to_string));
        }
        query = query.with_pair("t", place.span.t0, place.span.t1.max(place.span.t0 + 0.1));
        let to = Location { route: Route::Session(session, SessionTab::Explore), query };
        html! {
            <Link {to} class={classes!("to")} label={AttrValue::from(t!(self.i18n, "analysis-jump-at", t = place.span.t0))}>
                { t!(self.i18n, "analysis-jump") }{ " →" }
            </Link>
        }
    }

    fn file(&self, slug: &str, ending: &str) -> String {
        format!("{} {slug}.{ending}", files::stem(&self.name))
    }
}

/// A sentence in a cell needs room for some words a line.
fn is_prose(text: &str) -> bool {
    text.chars().count() > 30
}

/// Rows used at a glance; what was left out and assumed below.
fn basis(lines: &[String]) -> Html {
    match lines {
        [] => Html::default(),
        [only] => html! { <p class="muted doc-note">{ only }</p> },
        [first, rest @ ..] => html! {
            <details class="how doc-basis">
                <summary>{ first }</summary>
                <ul>for line in rest.iter() { <li key={line.clone()}>{ line }</li> }</ul>
            </details>
        },
    }
}

fn fact(fact: &Fact) -> Html {
    html! { <div key={fact.label.clone()}><dt>{ &fact.label }</dt><dd>{ &fact.value }</dd></div> }
}

fn value_of(cell: Option<&Cell>) -> Option<AttrValue> {
    match cell {
        Some(Cell::Number(value)) => Some(value.to_string().into()),
        _ => None,
    }
}

fn rows_of(table: &Table) -> Vec<Vec<Cell>> {
    table.rows.iter().map(|r| r.figures.clone()).collect()
}

/// Writing to memory cannot fail; an empty text would be told by its size.
fn sheet_text(heads: &[Head], rows: &[Vec<Cell>], form: TextForm) -> String {
    to_text(form, heads, rows).unwrap_or_default()
}
