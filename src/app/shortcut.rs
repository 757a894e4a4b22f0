//! Keys that start a command.

/// A key with its modifiers. `ctrl` is Ctrl, or ⌘ on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// As `KeyboardEvent.key` names it, a letter in lower case.
    pub key: &'static str,
    pub ctrl: bool,
    pub shift: bool,
    pub alt: bool,
}

/// The keys that are down, as an event tells them.
#[allow(clippy::struct_excessive_bools, reason = "a keyboard has four modifiers")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    pub key: String,
    pub ctrl: bool,
    pub meta: bool,
    pub shift: bool,
    pub alt: bool,
}

impl Shortcut {
    /// A key alone.
    pub const fn key(key: &'static str) -> Self {
        Self { key, ctrl: false, shift: false, alt: false }
    }

    /// A key with Ctrl or ⌘.
    pub const fn ctrl(key: &'static str) -> Self {
        Self { key, ctrl: true, shift: false, alt: false }
    }

    /// The same with Shift.
    #[must_use]
    pub const fn shift(self) -> Self {
        Self { shift: true, ..self }
    }

    /// The same with Alt.
    #[must_use]
    pub const fn alt(self) -> Self {
        Self { alt: true, ..self }
    }

    /// Whether these keys are this shortcut.
    pub fn matches(self, pressed: &Pressed) -> bool {
        // A sign such as `?` is typed with Shift on one keyboard and without on another.
        let sign = self.key.chars().count() == 1 && !self.key.chars().all(char::is_alphanumeric);
        pressed.key.eq_ignore_ascii_case(self.key)
            && (pressed.ctrl || pressed.meta) == self.ctrl
            && pressed.alt == self.alt
            && (sign || pressed.shift == self.shift)
    }

    /// As it is printed beside a command.
    pub fn label(self, mac: bool) -> String {
        let mut parts: Vec<&str> = Vec::new();
        if self.ctrl {
            parts.push(if mac { "⌘" } else { "Ctrl" });
        }
        if self.alt {
            parts.push(if mac { "⌥" } else { "Alt" });
        }
        if self.shift {
            parts.push(if mac { "⇧" } else { "Shift" });
        }
        let key = match self.key {
            "ArrowLeft" => "←".to_owned(),
            "ArrowRight" => "→".to_owned(),
            "ArrowUp" => "↑".to_owned(),
            "ArrowDown" => "↓".to_owned(),
            "Escape" => "Esc".to_owned(),
            " " => "␣".to_owned(),
            other => other.to_uppercase(),
        };
        // A named key keeps its name: `Home`, `PageUp`.
        let key = if self.key.len() > 1 && self.key.is_ascii() && key.is_ascii() && self.key != "Escape" {
            self.key.to_owned()
        } else {
            key
        };
        parts.push(&key);
        parts.join(if mac { "" } else { " " })
    }
}
