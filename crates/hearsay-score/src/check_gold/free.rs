//! The freedoms that leave a quotation verbatim: case, punctuation, numbers spelled or in figures, contractions.

use super::numbers;
use super::speech::Word;
use crate::random::Random;

/// Uses one freedom where the words offer it.
type Freedom = fn(&mut Vec<Word>, &mut Random) -> bool;

/// Uses some of the freedoms; their names are added to `used`.
pub fn dress(words: &mut Vec<Word>, random: &mut Random, used: &mut Vec<&'static str>) {
    const FREEDOMS: [(&str, f64, Freedom); 5] = [
        ("case", 0.3, |words, random| change_case(words, random)),
        ("punctuation", 0.35, |words, random| change_marks(words, random)),
        ("numbers", 0.6, change_numbers),
        ("contraction", 0.4, |words, _| contract(words)),
        ("expansion", 0.4, expand),
    ];
    for (name, chance, change) in FREEDOMS {
        if random.chance(chance) && change(words, random) {
            used.push(name);
        }
    }
}

fn change_case(words: &mut [Word], random: &mut Random) -> bool {
    let at = if random.chance(0.6) { 0 } else { random.below(words.len()) };
    let Some(word) = words.get_mut(at) else { return false };
    let lower = word.core.to_lowercase();
    word.core = if word.core != lower { lower } else { capital(&lower) };
    true
}

/// The word with a capital first letter.
pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn change_marks(words: &mut [Word], random: &mut Random) -> bool {
    let inner = words.len().saturating_sub(1);
    let at = random.below(inner);
    for (index, word) in words.iter_mut().enumerate().take(inner) {
        if word.post == "," && random.chance(0.5) {
            word.post.clear();
        } else if word.post.is_empty() && index == at {
            word.post = (*random.pick(&[",", ";", " —"]).unwrap_or(&",")).to_owned();
        } else if word.post == " —" || word.post == " –" {
            word.post = ",".to_owned();
        }
    }
    inner > 0
}

fn change_numbers(words: &mut Vec<Word>, random: &mut Random) -> bool {
    let british = random.chance(0.5);
    for at in 0..words.len() {
        let next = words.get(at + 1).map(Word::key);
        let part_of_longer = at > 0 && numbers::is_number(&words[at - 1].key())
            || next.as_deref().is_some_and(|n| numbers::is_number(n) && !LARGE.contains(&n));
        if part_of_longer {
            continue;
        }
        if let Some((text, takes_next)) = other_dress(&words[at].key(), next.as_deref(), british) {
            if takes_next {
                words[at].post = words.remove(at + 1).post;
            }
            words[at].core = text;
            return true;
        }
    }
    false
}

const LARGE: &[&str] = &["million", "billion", "trillion"];

/// The number in its other dress, and whether it takes the next word in ("$5 million" → "five million dollars").
fn other_dress(key: &str, next: Option<&str>, british: bool) -> Option<(String, bool)> {
    let scale = next.filter(|n| LARGE.contains(n));
    if let Some(money) = key.strip_prefix('$') {
        let value = numbers::spelled(numbers::figure_value(money)?, british);
        return Some(match scale {
            Some(scale) => (format!("{value} {scale} dollars"), true),
            None => (format!("{value} dollars"), false),
        });
    }
    if let Some(percent) = key.strip_suffix('%') {
        let value = numbers::figure_value(percent)?;
        return Some((
            format!("{} {}", numbers::spelled(value, british), if british { "per cent" } else { "percent" }),
            false,
        ));
    }
    if let Some(value) = numbers::figure_value(key) {
        return Some((numbers::spelled(value, british), false));
    }
    let value = numbers::small_value(key).filter(|v| *v > 1)?;
    Some((numbers::figures(value), false))
}

const NOT: &[&str] =
    &["do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "would", "could", "should"];

/// The contraction of two plain words, if English has it.
fn contraction(first: &str, second: &str) -> Option<String> {
    Some(match (first, second) {
        ("will", "not") => "won't".to_owned(),
        ("i", "am") => "I'm".to_owned(),
        (verb, "not") if NOT.contains(&verb) => format!("{verb}n't"),
        ("we" | "you" | "they", "are") => format!("{first}'re"),
        ("we" | "you" | "they", "have") => format!("{first}'ve"),
        ("we" | "you" | "he" | "she" | "they" | "it", "will") => format!("{first}'ll"),
        ("i", "have") => "I've".to_owned(),
        ("i", "will") => "I'll".to_owned(),
        _ => return None,
    })
}

fn contract(words: &mut Vec<Word>) -> bool {
    for at in 0..words.len().saturating_sub(1) {
        let (first, second) = (&words[at], &words[at + 1]);
        if !first.post.is_empty() || !second.pre.is_empty() {
            continue;
        }
        if let Some(mut short) = contraction(&first.key(), &second.key()) {
            if first.core.starts_with(char::is_uppercase) {
                short = capital(&short);
            }
            let second = words.remove(at + 1);
            words[at].core = short;
            words[at].post = second.post;
            return true;
        }
    }
    false
}

/// The two words of a contraction; those in 's and 'd have two readings and are left.
fn expansion(key: &str) -> Option<(String, &'static str)> {
    let (first, second) = match key {
        "won't" => ("will".to_owned(), "not"),
        "can't" => ("can".to_owned(), "not"),
        _ => {
            let endings = [("n't", "not"), ("'m", "am"), ("'re", "are"), ("'ve", "have"), ("'ll", "will")];
            endings.iter().find_map(|(e, full)| Some((key.strip_suffix(e)?.to_owned(), *full)))?
        }
    };
    (!first.is_empty() && first != "ai" && first != "sha").then_some((first, second))
}

fn expand(words: &mut Vec<Word>, random: &mut Random) -> bool {
    for at in 0..words.len() {
        let key = words[at].key();
        let Some((first, second)) = expansion(&key) else { continue };
        let capitalised = words[at].core.starts_with(char::is_uppercase);
        if key == "can't" && random.chance(0.7) {
            words[at].core = if capitalised { "Cannot" } else { "cannot" }.to_owned();
            return true;
        }
        let second = Word { post: std::mem::take(&mut words[at].post), ..Word::new(second) };
        words[at].core = if capitalised { capital(&first) } else { first };
        words.insert(at + 1, second);
        return true;
    }
    false
}

/// Takes the marks off both ends, but for the one that closes a sentence.
pub fn trim_ends(words: &mut [Word]) {
    if let Some(first) = words.first_mut() {
        first.pre.clear();
    }
    if let Some(last) = words.last_mut() {
        last.post = last.post.chars().filter(|c| ['.', '?', '!'].contains(c)).take(1).collect();
    }
}

/// Words as text.
pub fn write(words: &[Word]) -> String {
    let one = |w: &Word| format!("{}{}{}", w.pre, w.core, w.post);
    words.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check_gold::speech::words;

    #[test]
    fn freedoms_change_the_dress_and_not_the_words() {
        let with = |text: &str, change: Freedom| {
            let mut words = words(text);
            change(&mut words, &mut Random::new(1, 1));
            write(&words)
        };
        assert_eq!(
            with("We do not pay $5 million, ever.", |words, _| contract(words)),
            "We don't pay $5 million, ever."
        );
        assert_eq!(with("They won’t pay.", expand), "They will not pay.");
        assert_eq!(with("It costs $5 million, ever.", change_numbers), "It costs five million dollars, ever.");
        assert_eq!(with("We have twenty-two, and no more.", change_numbers), "We have 22, and no more.");
        assert_eq!(with("In 2016 we had two hundred.", change_numbers), "In 2016 we had two hundred.");
    }
}
