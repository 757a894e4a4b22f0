use fueltune_analyzer::app::error::{AppError, Explain, UserMessage};
use fueltune_analyzer::engine::import::{Damage, ImportError, KnownFormat, LooksLike};
use fueltune_analyzer::i18n::{I18n, Lang};
use fueltune_analyzer::protocol::{ErrorCode, WireError};

/// An error of a code with every argument that its documentation names.
fn full(code: ErrorCode) -> WireError {
    WireError::new(code, "technical text")
        .with_text("looked_like", "image")
        .with_text("format", "MoTeC .ld")
        .with_text("name", "TIME")
        .with_text("damage", "cut_short")
        .with_number("at", 1234.0)
        .with_text("channels", "rpm, tps")
        .with_text("column", "x:Boost")
        .with_text("interface", "IndexedDB")
        .with_text("store", "sessions")
        .with_text("key", "a1")
        .with_number("columns", 5000.0)
        .with_number("limit", 4096.0)
        .with_number("found", 9.0)
        .with_number("known", 1.0)
        .with_bytes("needed", Some(3e8))
        .with_bytes("free", Some(1e6))
}

fn assert_readable(message: &UserMessage, about: &str) {
    for lang in Lang::ALL {
        let i18n = I18n::new(lang);
        for text in std::iter::once(&message.title).chain(&message.advice) {
            assert!(i18n.has(&text.key), "{about}: {} in {}", text.key, lang.tag());
            let words = i18n.message(text);
            assert!(!words.contains('{'), "{about}: an argument is missing in {words:?}");
        }
    }
}

#[test]
fn every_error_says_what_happened_and_what_to_do() {
    for &code in ErrorCode::ALL {
        let message = full(code).user_message();
        assert!(message.advice.is_some(), "{code}");
        assert_eq!(message.details.as_deref(), Some("technical text"));
        assert_readable(&message, code.slug());
    }
    let others = [
        AppError::WorkerCrashed("panic".into()),
        AppError::WorkerRestarted,
        AppError::WorkerDown("404".into()),
        AppError::VersionMismatch { page: "a".into(), worker: "b".into() },
        AppError::Cancelled,
    ];
    for error in others {
        assert_readable(&error.user_message(), &error.to_string());
    }
}

#[test]
fn a_file_that_is_no_log_is_told_by_what_it_is() {
    for what in LooksLike::ALL {
        let error = WireError::new(ErrorCode::NotALog, "").with_text("looked_like", what.slug());
        let message = error.user_message();
        assert_readable(&message, what.slug());
        assert_eq!(message.details, None);
        for lang in Lang::ALL {
            let i18n = I18n::new(lang);
            let text = i18n.message(message.advice.as_ref().expect("an advice"));
            // What it is, and what to do.
            assert!(
                text.matches(". ").count() >= 1 && text.ends_with('.'),
                "{} in {}: {text}",
                what.slug(),
                lang.tag()
            );
        }
    }
}

#[test]
fn a_log_without_a_reader_is_named_with_the_way_out_of_its_own_program() {
    for format in KnownFormat::ALL {
        let message = WireError::from(ImportError::NotReadable { format }).user_message();
        assert_readable(&message, format.slug());
        let words = I18n::new(Lang::En).message(&message.title);
        assert!(words.starts_with(format.name()), "{words}");
    }
    let advice = |format| WireError::from(ImportError::NotReadable { format }).user_message().advice.unwrap();
    assert_eq!(advice(KnownFormat::AimXrk).key, "error-export-aim-xrk");
    assert_eq!(advice(KnownFormat::EmuLog).key, "error-export-emu-log");
    assert_eq!(advice(KnownFormat::AemDaq).key, "error-export-aem-daq");
    assert_eq!(advice(KnownFormat::EmeraldLg1).key, "error-export-emerald-lg1");
}

#[test]
fn a_damaged_and_a_too_large_file_say_where_and_how_much() {
    let i18n = I18n::new(Lang::En);
    for damage in Damage::ALL {
        let error = ImportError::Damaged { format: KnownFormat::Mlg, at: 1234, damage };
        let message = WireError::from(error).user_message();
        assert_readable(&message, damage.slug());
        let words = i18n.message(message.advice.as_ref().unwrap());
        assert!(words.contains("234"), "{words}");
    }
    let error = ImportError::TooLarge { format: KnownFormat::MotecLd, limit: 256 << 20 };
    let message = WireError::from(error).user_message();
    assert_readable(&message, "too large");
    assert!(i18n.message(message.advice.as_ref().unwrap()).contains("MB"));
}

#[test]
fn a_full_disk_says_how_much_is_free_where_that_is_known() {
    let i18n = I18n::new(Lang::PtBr);
    let known = WireError::new(ErrorCode::StorageFull, "").with_bytes("free", Some(2.5e6)).user_message();
    let words = i18n.message(known.advice.as_ref().expect("an advice"));
    assert!(words.starts_with("Restam apenas 2,5\u{A0}MB."), "{words}");
    let unknown = WireError::new(ErrorCode::StorageFull, "").user_message();
    assert_eq!(unknown.advice.expect("an advice").key, "error-storage-full-advice");
}

#[test]
fn reloading_is_offered_where_it_helps() {
    let wants = |code| AppError::from(WireError::new(code, "")).wants_reload();
    assert!(wants(ErrorCode::StorageClosed));
    assert!(!wants(ErrorCode::NotALog));
}

#[test]
fn channels_that_are_lacking_are_called_by_their_names() {
    let error =
        WireError::new(ErrorCode::AnalysisNeeds, "technical text").with_text("channels", "rpm, x:Boost, tps");
    let advice = error.user_message().advice.unwrap();
    for lang in Lang::ALL {
        let i18n = I18n::new(lang);
        let words = i18n.message(&advice);
        let named = ["rpm", "x:Boost", "tps"].map(|key| i18n.channel(&key.parse().unwrap()).into_owned());
        assert!(words.contains(&named.join(", ")), "{words}");
        assert!(!words.contains("x:Boost") && !words.contains("tps"), "{words}");
    }
}
