//! Names for the files that `--out` writes: one for each input, no two alike.

use std::collections::BTreeSet;

use crate::input::Input;

/// The name without ending of each input's files, in order; a name that was taken gets a number.
pub fn names(inputs: &[Input]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::with_capacity(inputs.len());
    for input in inputs {
        let stem = stem(input);
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let free = std::iter::once(stem.clone()).chain(numbered).find(|name| !taken.contains(&name.to_lowercase()));
        let name = free.unwrap_or(stem);
        taken.insert(name.to_lowercase());
        names.push(name);
    }
    names
}

fn stem(input: &Input) -> String {
    match input {
        Input::Stdin => "stdin".to_owned(),
        Input::Address(address) => last_word(address),
        Input::File(path) => path.file_stem().map_or("input".to_owned(), |stem| stem.to_string_lossy().into_owned()),
    }
}

/// The last part of an address that says something: `https://quay.example/2026/ferry.html?x` is `ferry`.
fn last_word(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or("").split('.').next().unwrap_or("");
    let word: String = last.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).take(80).collect();
    if word.is_empty() { "page".to_owned() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_are_alike_in_any_case() {
        let inputs = ["a/x.txt", "b/X.html", "x-2.md", "-", "c/x"].map(|name| Input::new(name.into()));
        assert_eq!(names(&inputs), ["x", "X-2", "x-2-2", "stdin", "x-3"]);
        let addresses =
            ["https://quay.example/2026/ferry.html?x=1", "http://quay.example/"].map(|name| Input::new(name.into()));
        assert_eq!(names(&addresses), ["ferry", "quay"]);
    }
}
