//! The list of the formats for people: what can be read, and how far that is shown by real files.
//!
//! It stands beside the readers and not in them, so that a page can show it without carrying them.

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatInfo {
    /// Stable name.
    pub slug: &'static str,
    /// Brand and program, the same in every language.
    pub brand: &'static str,
    /// How its files usually end, without the point. A hint for people: files are recognised by content.
    pub extensions: &'static [&'static str],
    pub kind: FormatKind,
    pub state: FormatState,
}

/// What the files are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatKind {
    Text,
    Binary,
}

/// How far reading is shown to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatState {
    /// By files that cars wrote.
    Verified,
    /// By public descriptions alone.
    Unverified,
}

impl FormatInfo {
    /// A text format that was read from real files.
    pub(super) const fn verified(
        slug: &'static str,
        brand: &'static str,
        extensions: &'static [&'static str],
    ) -> Self {
        Self { slug, brand, extensions, kind: FormatKind::Text, state: FormatState::Verified }
    }

    /// A text format known from descriptions.
    pub(super) const fn unverified(
        slug: &'static str,
        brand: &'static str,
        extensions: &'static [&'static str],
    ) -> Self {
        Self { slug, brand, extensions, kind: FormatKind::Text, state: FormatState::Unverified }
    }

    /// The same, of files that are no text.
    pub(super) const fn binary(mut self) -> Self {
        self.kind = FormatKind::Binary;
        self
    }
}

/// Every format that can be read, in the order in which they are tried.
pub fn formats() -> impl Iterator<Item = FormatInfo> {
    super::INFOS.iter().copied()
}
