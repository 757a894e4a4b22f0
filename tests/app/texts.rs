use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fueltune_analyzer::app::vehicle_words::{choice_key_of, hint_key_of, label_key_of, part_key_of};
use fueltune_analyzer::engine::channels::{CATALOG, ChannelKey, Group};
use fueltune_analyzer::engine::expr::{Expectation, Function};
use fueltune_analyzer::engine::import::LooksLike;
use fueltune_analyzer::engine::vehicle::{Field, Kind, Part};
use fueltune_analyzer::i18n::catalog::{AREAS, WITH_PARTS};
use fueltune_analyzer::i18n::{I18n, Lang};
use fueltune_analyzer::protocol::{ErrorCode, Stage};
use fueltune_analyzer::{message, t};

/// Key → names of its arguments, of every file of a language.
fn texts(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut texts = BTreeMap::new();
    for area in AREAS {
        let resource = FluentResource::try_new(area.source(lang).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{} in {}: {errors:?}", area.name, lang.tag()));
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name.to_owned();
            let mut arguments = BTreeSet::new();
            collect(message.value.as_ref().expect("a key has a text"), &mut arguments);
            let longest = AREAS.iter().filter_map(|area| {
                Some((
                    area.prefixes.iter().filter(|p| key.starts_with(**p)).map(|p| p.len()).max()?,
                    area.name,
                ))
            });
            assert_eq!(
                longest.max().map(|(_, name)| name),
                Some(area.name),
                "{key} in {}: keys there begin with {:?}",
                area.name,
                area.prefixes
            );
            assert!(texts.insert(key.clone(), arguments).is_none(), "{key} stands twice in {}", lang.tag());
        }
    }
    texts
}

fn collect(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, into);
        }
    }
}

fn collect_expression(expression: &Expression<&str>, into: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, into),
        Expression::Select { selector, variants } => {
            collect_inline(selector, into);
            for variant in variants {
                collect(&variant.value, into);
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => collect_expression(expression, into),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                collect_inline(argument, into);
            }
        }
        _ => {}
    }
}

#[test]
fn every_language_has_the_same_texts_with_the_same_arguments() {
    let english = texts(Lang::En);
    let portuguese = texts(Lang::PtBr);
    for (key, arguments) in &english {
        assert_eq!(Some(arguments), portuguese.get(key), "{key}: arguments in en and in pt-BR");
    }
    for key in portuguese.keys() {
        assert!(english.contains_key(key), "{key} is missing in en");
    }
}

/// A key in the sources, where it stands, and the arguments given, if the call says which.
struct Use {
    place: String,
    key: String,
    arguments: Option<BTreeSet<String>>,
}

/// The calls that turn a literal key into a text.
const CALLS: &[(&str, bool)] =
    &[("t!(", true), ("message!(", true), (".t(", false), ("Message::new(", false), (".t_args(", false)];

fn uses() -> Vec<Use> {
    let mut found = Vec::new();
    for (path, text) in super::files("src", "rs") {
        let text: String =
            text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for (call, names_arguments) in CALLS {
            for (at, _) in text.match_indices(call) {
                // `format!(`, `assert!(` end in `t!(` too.
                let before = text[..at].chars().next_back();
                if !call.starts_with('.') && before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_') {
                    continue;
                }
                let inside = balanced(&text[at + call.len()..]);
                let Some((key, rest)) = first_literal(inside) else { continue };
                let arguments = names_arguments.then(|| named_arguments(rest));
                let line = text[..at].lines().count();
                found.push(Use { place: format!("{}: about line {line}", path.display()), key, arguments });
            }
        }
        for (name, body) in functions_ending_in_key(&text) {
            for key in literals(body) {
                found.push(Use { place: format!("{}: fn {name}", path.display()), key, arguments: None });
            }
        }
    }
    found
}

/// What stands before the parenthesis that closes an already open one.
fn balanced(text: &str) -> &str {
    let mut depth = 1;
    let mut quoted = false;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '"' if previous != '\\' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
        previous = c;
    }
    text
}

/// The first argument that is a plain literal, if nothing but a name stands before it.
fn first_literal(inside: &str) -> Option<(String, &str)> {
    let start = inside.find('"')?;
    let before = &inside[..start];
    let plain = before.chars().all(|c| c.is_ascii_alphanumeric() || " ._,\n&".contains(c));
    let end = inside[start + 1..].find('"')? + start + 1;
    plain.then(|| (inside[start + 1..end].to_owned(), &inside[end + 1..]))
}

fn named_arguments(rest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut depth = 0;
    let mut part = String::new();
    for c in rest.chars().chain([',']) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                if let Some((name, _)) = part.split_once('=') {
                    names.insert(name.trim().to_owned());
                }
                part.clear();
                continue;
            }
            _ => {}
        }
        part.push(c);
    }
    names
}

fn functions_ending_in_key(text: &str) -> Vec<(&str, &str)> {
    let starts: Vec<usize> = text.match_indices("fn ").map(|(at, _)| at + 3).collect();
    starts
        .iter()
        .enumerate()
        .filter_map(|(i, &start)| {
            let end = starts.get(i + 1).copied().unwrap_or(text.len());
            let name = text[start..end].split(['(', '<']).next()?;
            let open = text[start..end].find('{').map_or(end, |at| start + at + 1);
            let names_a_text = name.ends_with("_key") && text[start..open].contains("-> &'static str");
            names_a_text.then(|| (name, balanced(&text[open..end])))
        })
        .collect()
}

fn literals(body: &str) -> Vec<String> {
    body.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_key_in_the_sources_has_a_text_that_takes_the_arguments_given() {
    let texts = texts(Lang::En);
    let uses = uses();
    assert!(uses.len() > 20, "the search for keys finds keys");
    for Use { place, key, arguments } in uses {
        let Some(wanted) = texts.get(&key) else { panic!("{place}: there is no text {key:?}") };
        if let Some(given) = arguments {
            assert_eq!(*wanted, given, "{place}: arguments of {key}");
        }
    }
}

/// Where the texts that come with a part of the program may be named: what that part draws, and what only it calls.
const SPEAKERS: &[(&str, &[&str])] = &[
    ("settings", &["src/ui/pages/settings/", "src/app/settings.rs"]),
    (
        "diagnostics",
        &["src/ui/pages/diagnostics/", "src/app/services/backup.rs", "src/app/services/device.rs"],
    ),
    ("vehicles", &["src/ui/pages/vehicles/", "src/app/services/vehicles.rs", "src/app/vehicle_words.rs"]),
    ("formats", &["src/ui/pages/formats.rs", "src/app/formats.rs"]),
    (
        "analysis",
        &[
            "src/ui/pages/sessions/analysis/",
            "src/ui/pages/reports/",
            "src/ui/pages/document.rs",
            "src/report/analysis/",
            "src/report/comparison/",
            "src/ui/pages/compare/",
            "src/report/words.rs",
            "src/app/expr_words.rs",
            "src/app/report/",
            // Names that are no keys but begin like one.
            "src/engine/vehicle/field.rs",
            "src/protocol/error.rs",
            "src/worker/jobs/analysis.rs",
            "src/ui/pages/sessions/explore/",
        ],
    ),
    (
        "findings",
        &[
            "src/ui/pages/sessions/analysis/",
            "src/ui/pages/reports/",
            "src/ui/pages/document.rs",
            "src/report/analysis/",
            "src/report/comparison/",
            "src/ui/pages/compare/",
            "src/report/words.rs",
            "src/app/expr_words.rs",
            "src/app/report/",
            "src/ui/pages/rules/",
            "src/app/rules/",
            // Classes and hooks of its drawings begin like a key.
            "src/ui/pages/trends/",
            // A class of its drawing begins like a key.
            "src/ui/pages/sessions/quality.rs",
        ],
    ),
    ("formats", &["src/ui/pages/formats.rs", "src/app/formats.rs"]),
    (
        "compare",
        &["src/ui/pages/compare/", "src/ui/pages/reports/", "src/report/comparison/", "src/app/report/"],
    ),
    ("reports", &["src/ui/pages/reports/", "src/app/report/"]),
    ("trends", &["src/ui/pages/trends/", "src/app/trends.rs"]),
    ("tables", &["src/ui/pages/tables/", "src/app/tables/", "src/app/services/tables/"]),
    ("table-editor", &["src/ui/pages/tables/", "src/app/maps/"]),
    ("base-maps", &["src/ui/pages/tables/base/", "src/app/base_maps/", "src/app/services/tables/base.rs"]),
    ("table-names", &["src/app/tables/"]),
    ("rules", &["src/ui/pages/rules/", "src/app/rules/", "src/app/services/rules.rs"]),
    (
        "mapping",
        &[
            "src/ui/pages/import/mapping/",
            "src/app/import_words.rs",
            "src/app/services/import/mod.rs",
            "src/app/services/mappings.rs",
        ],
    ),
    (
        "explore",
        &[
            "src/ui/pages/sessions/explore/",
            "src/ui/pages/sessions/data/",
            "src/ui/pages/sessions/with_log.rs",
            "src/app/explore/",
        ],
    ),
    ("expr", &["src/ui/components/expr/", "src/app/expr_words.rs"]),
    // `math-changed` is the name of a message.
    ("math", &["src/ui/pages/sessions/math/", "src/app/services/math.rs", "src/protocol/call.rs"]),
];

#[test]
fn texts_that_come_with_a_part_are_named_only_there() {
    for area in WITH_PARTS {
        let (_, places) =
            SPEAKERS.iter().find(|(name, _)| *name == area.name).expect("a part that speaks it");
        for (path, text) in super::files("src", "rs") {
            let place = path.to_string_lossy().replace('\\', "/");
            if place.ends_with("src/i18n/catalog.rs") || places.iter().any(|p| place.contains(p)) {
                continue;
            }
            for prefix in area.prefixes {
                assert!(!text.contains(&format!("\"{prefix}")), "{place} names a text of {}", area.name);
            }
        }
    }
}

/// Keys that the sources put together from a slug.
fn keys_made_of_slugs() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    keys.extend(CATALOG.iter().map(|spec| format!("channel-{}", spec.slug)));
    keys.extend(Group::ALL.iter().map(|group| format!("group-{}", group.slug())));
    keys.extend(LooksLike::ALL.iter().map(|what| format!("error-looks-{}", what.slug())));
    keys.extend(Stage::ALL.iter().map(|stage| format!("frame-stage-{}", stage.slug())));
    keys.extend(Part::ALL.iter().map(|part| part_key_of(*part)));
    keys.extend(Field::ALL.iter().map(|field| label_key_of(*field)));
    keys.extend(Field::ALL.iter().filter_map(|field| hint_key_of(*field)));
    for &field in Field::ALL {
        if let Kind::Choice { slugs } = field.kind() {
            keys.extend(slugs.iter().map(|slug| choice_key_of(field, slug)));
        }
    }
    for code in ErrorCode::ALL {
        keys.insert(format!("error-{}", code.slug()));
        // Its advice says what the file looked like.
        if *code != ErrorCode::NotALog {
            keys.insert(format!("error-{}-advice", code.slug()));
        }
    }
    keys.extend(Function::ALL.iter().map(|function| format!("expr-function-{}", function.slug())));
    keys.extend(Expectation::ALL.map(|what| format!("expr-expected-{}", what.slug())));
    keys.extend(EXPR_ERRORS.map(|slug| format!("expr-error-{slug}")));
    keys.extend(super::analysis::keys());
    keys.extend(super::rules::keys());
    keys.extend(super::trends::keys());
    keys.extend(super::comparison::keys());
    keys.extend(super::tables::keys());
    keys.extend(super::table_editor::keys());
    keys.extend(super::base_maps::keys());
    keys
}

/// Slugs of everything that can be wrong with an expression.
const EXPR_ERRORS: [&str; 27] = [
    "empty",
    "too_long",
    "too_deep",
    "character",
    "number",
    "decimal_comma",
    "unclosed_name",
    "unclosed_text",
    "expected",
    "chain",
    "unknown_unit",
    "unknown_name",
    "channel_absent",
    "ambiguous_name",
    "unknown_function",
    "arguments",
    "units",
    "needs_condition",
    "needs_number",
    "needs_table",
    "needs_state",
    "needs_time",
    "window",
    "unknown_table",
    "table_axis",
    "circle",
    "broken",
];

#[test]
fn every_key_made_of_a_slug_has_a_text() {
    let texts = texts(Lang::En);
    for key in keys_made_of_slugs() {
        assert!(texts.contains_key(&key), "there is no text {key}");
    }
}

#[test]
fn no_text_is_left_over() {
    let sources: String = super::files("src", "rs").into_iter().map(|(_, text)| text).collect();
    let made_of_slugs = keys_made_of_slugs();
    for key in texts(Lang::En).keys() {
        let used = made_of_slugs.contains(key) || sources.contains(&format!("\"{key}\""));
        assert!(used, "{key} is used nowhere");
    }
}

#[test]
fn every_channel_and_group_has_its_own_name_and_none_is_left_over() {
    for lang in Lang::ALL {
        let i18n = I18n::new(lang);
        let mut names = BTreeSet::new();
        for spec in CATALOG {
            let name = i18n.channel(&ChannelKey::Known(spec.id));
            assert!(name.chars().count() <= 34, "{name}: a name fits a list");
            assert!(names.insert(name.to_lowercase()), "{name} stands for two channels in {}", lang.tag());
        }
        let keys = texts(lang);
        assert_eq!(keys.keys().filter(|k| k.starts_with("channel-")).count(), CATALOG.len());
        assert_eq!(keys.keys().filter(|k| k.starts_with("group-")).count(), Group::ALL.len());
    }
}

#[test]
fn an_argument_is_written_as_the_language_writes_it() {
    let cases =
        [(Lang::En, "Must be at least 1\u{202F}234.5."), (Lang::PtBr, "Deve ser no mínimo 1\u{202F}234,5.")];
    for (lang, expected) in cases {
        let i18n = I18n::new(lang);
        assert_eq!(t!(i18n, "error-number-below", min = 1234.5), expected);
        assert_eq!(i18n.message(&message!("error-number-below", min = 1234.5)), expected);
    }
}

#[test]
fn an_unknown_key_stands_for_itself() {
    let unknown = String::from("no-such-text");
    assert_eq!(I18n::new(Lang::PtBr).t(&unknown), "no-such-text");
}

#[test]
fn a_language_is_found_by_its_family() {
    let cases =
        [("pt", Some(Lang::PtBr)), ("pt-PT", Some(Lang::PtBr)), ("EN-gb", Some(Lang::En)), ("de", None)];
    for (tag, expected) in cases {
        assert_eq!(Lang::from_tag(tag), expected, "{tag}");
    }
}
