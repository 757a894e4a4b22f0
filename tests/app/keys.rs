use fueltune_analyzer::app::shortcut::{Pressed, Shortcut};

fn press(keys: &str) -> Pressed {
    let has = |name: &str| keys.split('+').any(|k| k == name);
    let key = keys.rsplit('+').next().unwrap_or_default();
    Pressed {
        key: key.to_owned(),
        ctrl: has("Ctrl"),
        meta: has("Meta"),
        shift: has("Shift"),
        alt: has("Alt"),
    }
}

#[test]
fn a_shortcut_is_its_keys_and_no_others() {
    let cases: &[(Shortcut, &str, bool)] = &[
        (Shortcut::ctrl("k"), "Ctrl+k", true),
        (Shortcut::ctrl("k"), "Meta+k", true),
        (Shortcut::ctrl("k"), "Ctrl+Shift+K", false),
        (Shortcut::ctrl("k"), "k", false),
        (Shortcut::key("?"), "Shift+?", true),
        (Shortcut::key("?"), "?", true),
        (Shortcut::key("v"), "Ctrl+v", false),
        (Shortcut::key("a").shift(), "Shift+A", true),
        (Shortcut::key("a"), "Shift+A", false),
        (Shortcut::key("1").alt(), "Alt+1", true),
        (Shortcut::key("ArrowLeft"), "ArrowLeft", true),
        (Shortcut::key("ArrowLeft"), "Shift+ArrowLeft", false),
    ];
    for &(shortcut, keys, expected) in cases {
        assert_eq!(shortcut.matches(&press(keys)), expected, "{shortcut:?} and {keys}");
    }
}

#[test]
fn a_shortcut_is_written_as_the_keyboard_has_it() {
    let cases: &[(Shortcut, &str, &str)] = &[
        (Shortcut::ctrl("k"), "Ctrl K", "⌘K"),
        (Shortcut::ctrl("s").shift(), "Ctrl Shift S", "⌘⇧S"),
        (Shortcut::key("?"), "?", "?"),
        (Shortcut::key("ArrowLeft"), "←", "←"),
        (Shortcut::key("PageUp"), "PageUp", "PageUp"),
        (Shortcut::key("Escape"), "Esc", "Esc"),
    ];
    for &(shortcut, plain, mac) in cases {
        assert_eq!((shortcut.label(false).as_str(), shortcut.label(true).as_str()), (plain, mac));
    }
}
