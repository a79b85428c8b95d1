//! A text whose words are handed out piece by piece, as an alignment has them, without losing the marks between them.

/// What is left of a text.
pub(super) struct Flow<'t> {
    rest: &'t str,
    begun: bool,
}

impl<'t> Flow<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text, begun: false }
    }

    /// The marks before `words`, and the words with the marks among them. Words that do not stand next come back as they are.
    pub(super) fn next(&mut self, words: &str) -> (String, String) {
        let space = if std::mem::replace(&mut self.begun, true) { " " } else { "" };
        let Some((start, end)) = find(self.rest, words) else { return (space.to_owned(), words.to_owned()) };
        let before = &self.rest[..start];
        let found = self.rest[start..end].to_owned();
        self.rest = &self.rest[end..];
        (if before.is_empty() { space.to_owned() } else { before.to_owned() }, found)
    }

    /// The marks behind the last words; nothing where words are left.
    pub(super) fn end(&self) -> &'t str {
        let marks = self.rest.trim_end();
        if marks.contains(char::is_alphanumeric) { "" } else { marks }
    }
}

/// Where `words` stand at the head of `text`, which may have marks before and among them.
fn find(text: &str, words: &str) -> Option<(usize, usize)> {
    let mut wanted = words.chars().filter(|c| c.is_alphanumeric()).peekable();
    let (mut start, mut end) = (None, 0);
    for (at, character) in text.char_indices() {
        let Some(&next) = wanted.peek() else { break };
        if character == next {
            wanted.next();
            start = start.or(Some(at));
            end = at + character.len_utf8();
        } else if character.is_alphanumeric() {
            return None;
        }
    }
    let mut start = start.filter(|_| wanted.peek().is_none())?;
    // Marks that the words begin and end with are theirs.
    let opening = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    if text[..start].ends_with(&words[..opening]) {
        start -= opening;
    }
    let closing = &words[words.trim_end_matches(|c: char| !c.is_alphanumeric()).len()..];
    if text[end..].starts_with(closing) {
        end += closing.len();
    }
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_between_words_are_kept() {
        let mut flow = Flow::new("that you’re… very [so] happy, Piet.");
        assert_eq!(flow.next("that you’re"), (String::new(), "that you’re".into()));
        assert_eq!(flow.next("very"), ("… ".into(), "very".into()));
        assert_eq!(flow.next("[so]"), (" ".into(), "[so]".into()));
        assert_eq!(flow.next("else"), (" ".into(), "else".into()));
        assert_eq!(flow.next("happy Piet"), (" ".into(), "happy, Piet".into()));
        assert_eq!(flow.end(), ".");
    }
}
