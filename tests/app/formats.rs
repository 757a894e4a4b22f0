//! The list of formats as it is searched and shown.

use fueltune_analyzer::app::formats::{
    FormatFilter, count, extra_key, found, note_key, state_from_slug, state_key, state_text_key,
};
use fueltune_analyzer::app::route::Query;
use fueltune_analyzer::engine::import::{Extra, FormatState, known_formats};
use fueltune_analyzer::i18n::{I18n, Lang};

fn slugs(term: &str, state: Option<FormatState>) -> Vec<&'static str> {
    found(&FormatFilter { term: term.to_owned(), state }).iter().map(|f| f.slug).collect()
}

#[test]
fn fueltech_stands_first_the_reader_for_the_rest_last_and_nothing_is_lost() {
    let all = slugs("", None);
    assert_eq!(all.len(), known_formats().count());
    assert!(all[..2].iter().all(|slug| slug.starts_with("fueltech")), "{all:?}");
    assert_eq!(all.last(), Some(&"delimited"));
    assert_eq!(FormatState::ALL.into_iter().map(count).sum::<usize>(), all.len());
}

#[test]
fn a_format_is_found_by_brand_program_or_ending() {
    for (term, slug) in [
        ("haltech", "haltech-nsp"),
        ("ftml", "fueltech-ftml"),
        (".mlg", "mlg"),
        ("MEGALOG msl", "tunerstudio-msl"),
        ("xrk", "aim-xrk"),
        ("race studio", "aim-csv"),
    ] {
        let found = slugs(term, None);
        assert!(found.contains(&slug), "{term}: {found:?}");
    }
    assert_eq!(slugs("no such program", None), [] as [&str; 0]);
    let refused = slugs("", Some(FormatState::Refused));
    assert!(refused.contains(&"aim-xrk") && !refused.contains(&"aim-csv"), "{refused:?}");
    assert!(slugs("csv", Some(FormatState::Unverified)).contains(&"holley"));
}

#[test]
fn what_is_searched_stands_in_the_address() {
    for filter in [
        FormatFilter::default(),
        FormatFilter { term: "link g4".to_owned(), state: None },
        FormatFilter { term: "ação & 50 %".to_owned(), state: Some(FormatState::Refused) },
    ] {
        assert_eq!(FormatFilter::read(&Query::parse(&filter.write().to_string())), filter);
    }
    assert_eq!(FormatFilter::read(&Query::parse("state=else")), FormatFilter::default());
    for state in FormatState::ALL {
        assert_eq!(state_from_slug(state.slug()), Some(state));
    }
}

#[test]
fn everything_that_is_said_about_a_format_has_words() {
    for lang in Lang::ALL {
        let i18n = I18n::new(lang);
        let mut keys: Vec<&str> =
            FormatState::ALL.iter().flat_map(|s| [state_key(*s), state_text_key(*s)]).collect();
        keys.extend(Extra::ALL.map(extra_key));
        keys.extend(known_formats().filter_map(|info| note_key(&info)));
        for key in keys {
            assert!(i18n.has(key), "{key} in {}", lang.tag());
        }
    }
    // Whoever has a file that is not read has to be told what to do.
    for info in known_formats().filter(|f| f.state == FormatState::Refused) {
        assert!(note_key(&info).is_some(), "{}", info.slug);
    }
    let noted = known_formats().filter(|f| f.state != FormatState::Refused && note_key(f).is_some()).count();
    assert_eq!(noted, 17, "every remark belongs to a format of the list");
}
