//! One section of a long text that is not kept: the calibration's XML, in which channels have names.

/// Longest section that is kept; real ones have 30 to 150 KB.
const MAX_SECTION: usize = 1 << 20;

/// Finds a section in a text that comes in pieces.
pub(crate) struct Section {
    open: &'static [u8],
    close: &'static [u8],
    /// The section so far, its opening tag included; before that the last bytes, which may be the beginning of it.
    kept: Vec<u8>,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Before,
    Inside,
    Found,
    /// Longer than any section is.
    Given,
}

impl Section {
    pub fn new(open: &'static [u8], close: &'static [u8]) -> Self {
        Self { open, close, kept: Vec::new(), state: State::Before }
    }

    /// Takes the next piece of the text.
    pub fn search(&mut self, piece: &[u8]) {
        match self.state {
            State::Found | State::Given => {}
            State::Inside => self.keep(piece),
            State::Before => {
                // The tag may lie across two pieces.
                let joint = self.kept.len();
                self.kept.extend_from_slice(piece.get(..self.open.len() - 1).unwrap_or(piece));
                if let Some(at) = find(&self.kept, self.open) {
                    self.kept.drain(..at);
                    let rest = piece.get(self.open.len() - 1..).unwrap_or_default();
                    self.state = State::Inside;
                    self.keep(rest);
                    return;
                }
                self.kept.truncate(joint);
                if let Some(at) = find(piece, self.open) {
                    self.kept.clear();
                    self.state = State::Inside;
                    self.keep(piece.get(at..).unwrap_or_default());
                    return;
                }
                let last = self.open.len() - 1;
                self.kept
                    .extend_from_slice(piece.get(piece.len().saturating_sub(last)..).unwrap_or_default());
                let surplus = self.kept.len().saturating_sub(last);
                self.kept.drain(..surplus);
            }
        }
    }

    fn keep(&mut self, piece: &[u8]) {
        let from = self.kept.len().saturating_sub(self.close.len());
        self.kept.extend_from_slice(piece);
        if let Some(at) = self.kept.get(from..).and_then(|new| find(new, self.close)) {
            self.kept.truncate(from + at);
            self.state = State::Found;
        } else if self.kept.len() > MAX_SECTION {
            self.kept = Vec::new();
            self.state = State::Given;
        }
    }

    /// The section, where it was found whole.
    pub fn text(&self) -> Option<&str> {
        match self.state {
            State::Found => std::str::from_utf8(&self.kept).ok(),
            _ => None,
        }
    }
}

fn find(text: &[u8], tag: &[u8]) -> Option<usize> {
    let first = *tag.first()?;
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.iter().position(|b| *b == first)?;
        if text.get(at..)?.starts_with(tag) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// What stands between `<tag>` and `</tag>`, in order.
pub(crate) fn elements<'a>(text: &'a str, tag: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    let ended = |rest: &'a str| rest.split(close.as_str()).next().unwrap_or_default();
    text.split(open.as_str()).skip(1).map(ended).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_found_however_the_text_is_cut() {
        let text = b"<a><Data</a><Datalogger><x>1</x></Datalogger><Datalogger>2</Datalogger>";
        for size in 1..=text.len() {
            let mut section = Section::new(b"<Datalogger>", b"</Datalogger>");
            text.chunks(size).for_each(|piece| section.search(piece));
            assert_eq!(section.text(), Some("<Datalogger><x>1</x>"), "pieces of {size}");
        }
    }

    #[test]
    fn a_section_that_does_not_end_is_none() {
        let mut section = Section::new(b"<Datalogger>", b"</Datalogger>");
        section.search(b"<Datalogger><x>");
        assert_eq!(section.text(), None);
        for _ in 0..100 {
            section.search(&vec![b'x'; 1 << 16]);
        }
        assert!(section.kept.len() <= MAX_SECTION, "nothing without bound is kept");
        section.search(b"</Datalogger>");
        assert_eq!(section.text(), None);
    }
}
