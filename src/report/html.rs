//! A report as one page of HTML that opens anywhere: styles and drawings inside, no script, nothing fetched. What
//! comes from a file or a user is text, never markup.

use super::document::{Block, Document, Fact, Finding, Section, Table};

const STYLE: &str = include_str!("../../assets/report/report.css");

/// Only from the page itself, and no script at all.
const POLICY: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The rules of a preview's sheets, beside those of the page.
pub const SHEETS: &str =
    concat!(include_str!("../../assets/report/report.css"), include_str!("../../assets/report/sheets.css"));

/// The page.
pub fn render(document: &Document) -> String {
    let mut page = Page { out: String::with_capacity(64 * 1024) };
    page.raw("<!DOCTYPE html>\n<html lang=\"");
    page.raw(document.lang.tag());
    page.raw(
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"",
    );
    page.raw(POLICY);
    page.raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    page.text(&document.title);
    page.raw("</title>\n<style>\n@page { size: ");
    page.raw(document.paper.slug());
    page.raw("; }\n@page { margin: 14mm 15mm 16mm; }\n");
    page.raw(STYLE);
    page.raw("</style>\n</head>\n<body class=\"page paper-");
    page.raw(document.paper.slug());
    page.raw("\">\n");
    body(&mut page, document);
    page.raw("</body>\n</html>\n");
    page.out
}

/// The same as blocks one below the other, for a preview within another page that lays them on sheets: no landmarks
/// and no links, whose addresses would be those of the other page. Titles carry `data-keep`, starts of a sheet
/// `data-new`.
pub fn render_flow(document: &Document) -> String {
    let mut page = Page { out: String::with_capacity(64 * 1024) };
    head(&mut page, document, "div");
    if lists_contents(document) {
        page.raw("<div class=\"contents\">\n");
        page.element("h2", &document.contents);
        page.raw("<ol>\n");
        for section in &document.sections {
            page.element("li", &section.title);
        }
        page.raw("</ol>\n</div>\n");
    }
    for section in &document.sections {
        page.element(if section.new_page { "h2 data-keep data-new" } else { "h2 data-keep" }, &section.title);
        for block in &section.blocks {
            match block {
                Block::Heading(text) => page.element("h3 data-keep", text),
                block => page.block(block),
            }
        }
    }
    page.element("div class=\"foot\"", &document.footer);
    page.out
}

/// Sections alone, without a page around them.
pub fn render_sections(sections: &[Section]) -> String {
    let mut page = Page { out: String::new() };
    for section in sections {
        page.section(section);
    }
    page.out
}

/// What stands in the page's body.
fn body(page: &mut Page, document: &Document) {
    head(page, document, "header");
    if lists_contents(document) {
        page.raw("<nav class=\"contents\">\n");
        page.element("h2", &document.contents);
        page.raw("<ol>\n");
        for section in &document.sections {
            page.raw("<li><a href=\"#");
            page.raw(section.slug);
            page.raw("\">");
            page.text(&section.title);
            page.raw("</a></li>\n");
        }
        page.raw("</ol>\n</nav>\n");
    }
    page.raw("<main>\n");
    for section in &document.sections {
        page.section(section);
    }
    page.raw("</main>\n");
    page.element("footer class=\"foot\"", &document.footer);
}

/// Short reports need no list of their sections.
fn lists_contents(document: &Document) -> bool {
    document.sections.len() > 2
}

/// Who made it, what it is about. `tag` is the element around.
fn head(page: &mut Page, document: &Document, tag: &str) {
    page.raw("<");
    page.raw(tag);
    page.raw(" class=\"head\">\n");
    if let Some(logo) = document.author.logo.as_deref().filter(|l| is_picture(l)) {
        page.raw("<img class=\"logo\" alt=\"\" src=\"");
        page.text(logo);
        page.raw("\">\n");
    }
    page.element("h1", &document.title);
    page.element("p class=\"subtitle\"", &document.subtitle);
    page.element("p class=\"author\"", &document.author.name);
    page.raw("</");
    page.raw(tag);
    page.raw(">\n");
}

/// Only pictures that are bytes, of kinds that carry no script.
fn is_picture(address: &str) -> bool {
    ["png", "jpeg", "webp", "gif"].iter().any(|kind| {
        address
            .strip_prefix(&format!("data:image/{kind};base64,"))
            .is_some_and(|data| data.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b)))
    })
}

/// Characters of a word that is kept whole.
const LONGEST_WORD: usize = 26;

struct Page {
    out: String,
}

impl Page {
    fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// `tag` may carry attributes.
    fn element(&mut self, tag: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        self.raw("<");
        self.raw(tag);
        self.raw(">");
        self.text(text);
        self.raw("</");
        self.raw(tag.split(' ').next().unwrap_or(tag));
        self.raw(">\n");
    }

    fn section(&mut self, section: &Section) {
        self.raw(if section.new_page { "<section class=\"new-page\" id=\"" } else { "<section id=\"" });
        self.raw(section.slug);
        self.raw("\">\n");
        self.element("h2", &section.title);
        for block in &section.blocks {
            self.block(block);
        }
        self.raw("</section>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => self.element("h3", text),
            Block::Text(text) => {
                for paragraph in text.split("\n\n") {
                    self.raw("<p>");
                    for (i, line) in paragraph.lines().enumerate() {
                        if i > 0 {
                            self.raw("<br>");
                        }
                        self.text(line);
                    }
                    self.raw("</p>\n");
                }
            }
            Block::Figures(facts) => self.facts("figures", facts),
            Block::Facts(facts) => self.facts("facts", facts),
            Block::Table(table) => self.table(table),
            Block::Drawing(drawing) => {
                self.raw("<figure>\n");
                self.raw(&drawing.svg);
                self.element("figcaption", &drawing.caption);
                self.raw("</figure>\n");
            }
            Block::Finding(finding) => self.finding(finding),
            Block::Note(text) => self.element("p class=\"note\"", text),
            Block::Advice(lines) => {
                self.raw("<ul class=\"advice\">\n");
                for line in lines {
                    self.element("li", line);
                }
                self.raw("</ul>\n");
            }
            Block::Basis(lines) => self.element("p class=\"note\"", &lines.join(" · ")),
        }
    }

    fn facts(&mut self, class: &str, facts: &[Fact]) {
        self.raw("<dl class=\"");
        self.raw(class);
        self.raw("\">\n");
        for fact in facts {
            self.raw("<div><dt>");
            self.text(&fact.label);
            self.raw("</dt><dd>");
            self.text(&fact.value);
            self.raw("</dd></div>\n");
        }
        self.raw("</dl>\n");
    }

    fn table(&mut self, table: &Table) {
        self.raw("<table>\n");
        self.element("caption", &table.caption);
        self.raw("<thead><tr>");
        for head in &table.heads {
            self.raw(if head.digits.is_some() {
                "<th scope=\"col\" class=\"n\">"
            } else {
                "<th scope=\"col\">"
            });
            self.text(&head.title);
            if !head.unit.is_empty() {
                self.raw(" <small>");
                self.text(&head.unit);
                self.raw("</small>");
            }
            self.raw("</th>");
        }
        self.raw("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.raw("<tr>");
            for (i, cell) in row.cells.iter().enumerate() {
                let numeric = table.heads.get(i).is_some_and(|h| h.digits.is_some());
                match (i, numeric) {
                    (0, false) => self.raw("<th scope=\"row\""),
                    _ => self.raw("<td"),
                }
                self.raw(match (numeric, has_long_word(cell)) {
                    (true, _) => " class=\"n\">",
                    (false, true) => " class=\"long\">",
                    (false, false) => ">",
                });
                self.text(cell);
                self.raw(if (i, numeric) == (0, false) { "</th>" } else { "</td>" });
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n");
    }

    fn finding(&mut self, finding: &Finding) {
        self.raw("<article class=\"finding ");
        self.raw(finding.tone.slug());
        self.raw("\">\n<h3><span class=\"sign\" aria-hidden=\"true\">");
        self.raw(finding.tone.sign());
        self.raw("</span> ");
        self.text(&finding.title);
        self.raw("</h3>\n");
        self.element("p", &finding.text);
        if !finding.evidence.is_empty() {
            self.facts("evidence", &finding.evidence);
        }
        self.raw("</article>\n");
    }
}

/// A word that would push a table over the edge of the paper: it may be broken anywhere.
fn has_long_word(text: &str) -> bool {
    text.split_whitespace().any(|word| word.chars().count() > LONGEST_WORD)
}

/// Text for HTML and SVG.
pub(super) fn escape(text: &str, into: &mut String) {
    for c in text.chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\'' => into.push_str("&#39;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => (),
            c => into.push(c),
        }
    }
}
