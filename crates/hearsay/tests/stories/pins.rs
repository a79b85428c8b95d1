//! Words pinned to a text: found where they stand, told apart by number where they stand more than once.

use hearsay::text::Span;

/// Parts the pieces of one span.
pub const GAP: &str = " … ";
/// Parts several audiences.
pub const AND: &str = " & ";

/// Where `words` stand; `words #2` is their second place. Whole words only.
pub fn find(text: &str, words: &str) -> Result<Span, String> {
    let numbered = words.rsplit_once(" #").and_then(|(bare, number)| Some((bare, number.parse::<usize>().ok()?)));
    let (bare, number) = numbered.map_or((words, None), |(bare, number)| (bare, Some(number)));
    let places = places(text, bare);
    match (places.as_slice(), number) {
        ([], _) => Err(format!("not in the text: {bare:?}")),
        ([only], None) => Ok(*only),
        (_, None) => Err(format!("{} places in the text, add #1 or the like: {bare:?}", places.len())),
        (_, Some(number)) => {
            let place = number.checked_sub(1).and_then(|at| places.get(at));
            place.copied().ok_or_else(|| format!("the text has no #{number} of {bare:?}"))
        }
    }
}

/// The words at `span`, with their number where they stand more than once.
pub fn show(text: &str, span: Span) -> String {
    let words = span.slice(text);
    let places = places(text, words);
    match places.iter().position(|&place| place == span) {
        Some(_) if places.len() == 1 => words.to_owned(),
        Some(at) => format!("{words} #{}", at + 1),
        None => format!("{words} @{}", span.start()),
    }
}

fn places(text: &str, words: &str) -> Vec<Span> {
    let inside = |left: Option<char>, right: Option<char>| {
        left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
    };
    let whole = |&(at, _): &(usize, &str)| {
        let end = at + words.len();
        let before = inside(text[..at].chars().next_back(), words.chars().next());
        let after = inside(words.chars().next_back(), text[end..].chars().next());
        !before && !after
    };
    text.match_indices(words).filter(whole).map(|(at, _)| Span::new(at, at + words.len())).collect()
}
