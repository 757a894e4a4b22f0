//! What is offered at the cursor.

use fueltune_analyzer::engine::expr::{Expr, Names, SuggestionKind, complete};

use super::{drive, tables};

/// Offers at `|`, as they would be written.
fn offers(text: &str) -> Vec<String> {
    let (names, cursor) = (Names::of(&drive(), &tables()), text.chars().position(|c| c == '|').unwrap());
    let text = text.replace('|', "");
    complete(&text, cursor, &names).suggestions.into_iter().map(|s| s.insert).collect()
}

/// The text once an offer is taken.
fn taken(text: &str, insert: &str) -> String {
    let (names, cursor) = (Names::of(&drive(), &tables()), text.chars().position(|c| c == '|').unwrap());
    let text = text.replace('|', "");
    let found = complete(&text, cursor, &names).suggestions;
    let offer = found.iter().find(|s| s.insert == insert).unwrap_or_else(|| panic!("{text}: {found:?}"));
    let chars: Vec<char> = text.chars().collect();
    let (at, end) = (offer.place.at as usize, offer.place.end() as usize);
    chars[..at].iter().chain(&insert.chars().collect::<Vec<_>>()).chain(&chars[end..]).collect()
}

#[test]
fn a_word_is_completed_by_what_begins_like_it() {
    assert_eq!(offers("coo|")[0], "coolant");
    assert_eq!(offers("lam|")[..2], ["lambda_1", "lambda_target"]);
    assert_eq!(offers("rpm > 3000 and tp|")[0], "tps");
    assert_eq!(offers("av|"), ["avg("]);
    assert_eq!(offers("tru|"), ["true"]);
    assert!(offers("xyzzy|").is_empty());
}

#[test]
fn a_channel_is_found_by_its_name_in_the_file_whatever_its_accents() {
    assert_eq!(offers("forca|"), ["[Força (kg)]"]);
    assert_eq!(offers("mod|"), ["Modo"]);
}

#[test]
fn the_whole_word_under_the_cursor_gives_way() {
    assert_eq!(taken("rpm + la|mb > 3", "lambda_1"), "rpm + lambda_1 > 3");
    assert_eq!(taken("rpm + [forç|]", "[Força (kg)]"), "rpm + [Força (kg)]");
    assert_eq!(taken("[Força|", "[Força (kg)]"), "[Força (kg)]");
    assert_eq!(taken("map_gauge > 5 p|", "psi"), "map_gauge > 5 psi");
    assert_eq!(taken("avg(rpm, 5 m|", "ms"), "avg(rpm, 5 ms");
}

#[test]
fn behind_a_value_only_operators_fit() {
    assert_eq!(offers("rpm > 3 a|"), ["and"]);
    assert_eq!(offers("two_step |"), ["and", "or"]);
    assert!(offers("rpm > 3|").is_empty());
}

#[test]
fn a_window_is_offered_its_units() {
    assert_eq!(offers("avg(rpm, 0.5 |"), ["ms", "s", "and", "or"]);
}

#[test]
fn a_table_is_offered_where_one_is_looked_up() {
    assert_eq!(offers("lookup(|"), ["[Main fuel]", "dead"]);
    assert_eq!(offers("lookup(ma|"), ["[Main fuel]"]);
}

#[test]
fn a_state_is_offered_where_one_is_compared() {
    assert_eq!(offers("Modo == \"|"), ["\"Idle\"", "\"Run\""]);
    assert_eq!(offers("[Modo] != \"r|"), ["\"Run\""]);
}

#[test]
fn the_call_the_cursor_is_in_is_explained() {
    let names = Names::of(&drive(), &[]);
    let call =
        |text: &str| complete(text, text.chars().count(), &names).call.map(|c| (c.function, c.argument));
    assert_eq!(call("avg(rpm, "), Some(("avg".to_owned(), 1)));
    assert_eq!(call("if(tps > 3, max(1, 2), (3 + "), Some(("if".to_owned(), 2)));
    assert_eq!(call("avg(rpm, 1 s) + "), None);
}

#[test]
fn what_is_offered_can_be_written() {
    let names = Names::of(&drive(), &tables());
    for suggestion in complete("", 0, &names).suggestions {
        let text = match suggestion.kind {
            SuggestionKind::Channel | SuggestionKind::Constant => suggestion.insert,
            _ => continue,
        };
        let checked = text.parse::<Expr>().and_then(|e| e.check(&names));
        assert!(checked.is_ok() || text == "Modo", "{text}: {checked:?}");
    }
}
