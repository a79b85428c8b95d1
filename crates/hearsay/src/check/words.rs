//! Text as the checker compares it: words without case and marks, contractions opened, numbers in one form. Each keeps
//! the bytes it came from.

use super::lexicon;
use super::numbers;
use crate::text::Span;

/// What is known of a word besides its form, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags(u16);

impl Flags {
    /// A comma, colon, semicolon or dash follows.
    pub(super) const PAUSE: Self = Self(1);
    /// A sentence or paragraph ends after it.
    pub(super) const STOP: Self = Self(2);
    /// The sentence that ends after it is a question.
    pub(super) const QUESTION: Self = Self(4);
    /// A dash follows: the speaker may break off.
    pub(super) const DASH: Self = Self(8);
    /// Stands in square brackets.
    pub(super) const BRACKET: Self = Self(16);
    /// Stands in parentheses.
    pub(super) const PAREN: Self = Self(32);
    /// An ellipsis stands before it.
    pub(super) const ELLIPSIS: Self = Self(64);
    /// Written with a capital where no sentence begins.
    pub(super) const CAPITAL: Self = Self(128);
    /// Begins with a small letter.
    pub(super) const SMALL: Self = Self(256);
    /// Said by nobody or by mistake: "um", "[laughs]".
    pub(super) const FILLER: Self = Self(512);
    /// Said again right after.
    pub(super) const REPEAT: Self = Self(1024);
    /// A false start: what was meant follows.
    pub(super) const REPAIR: Self = Self(2048);
    /// Another's short word inside a speaker's turn.
    pub(super) const INTERJECTION: Self = Self(4096);
    /// The first word of a turn.
    pub(super) const TURN: Self = Self(8192);
    /// The author's words interrupt the quotation before it.
    pub(super) const INTERRUPTED: Self = Self(16384);
    /// A currency written as a sign, which speech may leave out.
    pub(super) const SIGN: Self = Self(32768);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn set(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// One word in its normal form. Several may share a span ("don't" is two), and one may cover several written words
/// ("twenty-two").
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The normal form; numbers begin with `#`.
    pub form: String,
    /// The bytes it came from.
    pub span: Span,
    /// What is known besides.
    pub flags: Flags,
}

/// A written word before contractions and numbers are opened.
struct Written {
    lower: String,
    span: Span,
    flags: Flags,
    /// Nothing but space or a hyphen stands between it and the next.
    joined: bool,
}

/// The words of `text`; spans are moved by `offset`.
pub(super) fn words(text: &str, offset: usize) -> Vec<Word> {
    let written = Scanner::new(text, offset).scan();
    let forms: Vec<&str> = written.iter().map(|word| word.lower.as_str()).collect();
    let mut out = Vec::with_capacity(written.len() + written.len() / 16);
    let mut at = 0;
    while at < written.len() {
        let number = numbers::number(&forms[at..], |i| written.get(at + i).is_some_and(|word| word.joined));
        at += match number {
            Some((form, taken)) => {
                push_number(&mut out, form, &written[at..at + taken], &written[..at]);
                taken
            }
            None => {
                push_word(&mut out, &written[at]);
                1
            }
        };
    }
    out.retain(|word| !word.form.is_empty());
    out
}

/// A number takes the flags of its last word; a currency sign before it becomes the word after it.
fn push_number(out: &mut Vec<Word>, form: String, taken: &[Written], before: &[Written]) {
    let (Some(first), Some(last)) = (taken.first(), taken.last()) else { return };
    let mut flags = last.flags;
    if first.flags.has(Flags::ELLIPSIS) {
        flags.set(Flags::ELLIPSIS);
    }
    let mut span = first.span.cover(last.span);
    let currency =
        before.last().and_then(|word| currency(&word.lower)).filter(|_| out.last().is_some_and(|w| w.form.is_empty()));
    if let Some(sign) = before.last().filter(|_| currency.is_some()) {
        span = span.cover(sign.span);
    }
    out.push(Word { form, span, flags });
    if let Some(name) = currency {
        flags.set(Flags::SIGN);
        out.push(Word { form: name.to_owned(), span, flags });
    }
}

fn currency(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "$" => "dollars",
        "€" => "euros",
        "£" => "pounds",
        "¥" => "yen",
        _ => return None,
    })
}

fn push_word(out: &mut Vec<Word>, written: &Written) {
    if currency(&written.lower).is_some() {
        out.push(Word { form: String::new(), span: written.span, flags: written.flags });
        return;
    }
    let Some(parts) = lexicon::expand(&written.lower) else {
        let mut form = written.lower.clone();
        if form == "cent" && out.last().is_some_and(|word| word.form == "per") {
            out.pop();
            form = "percent".to_owned();
        }
        out.push(Word { form, span: written.span, flags: written.flags });
        return;
    };
    for (index, part) in parts.iter().enumerate() {
        let mut flags = written.flags;
        if index > 0 {
            flags.0 &= !(Flags::CAPITAL.0 | Flags::ELLIPSIS.0 | Flags::INTERRUPTED.0);
        }
        if index + 1 < parts.len() {
            flags.0 &= !(Flags::STOP.0 | Flags::QUESTION.0 | Flags::PAUSE.0 | Flags::DASH.0);
        }
        out.push(Word { form: (*part).to_owned(), span: written.span, flags });
    }
}

/// Walks the characters once and keeps what stands between the words.
struct Scanner<'t> {
    text: &'t str,
    offset: usize,
    out: Vec<Written>,
    bracket: bool,
    paren: bool,
    ellipsis: bool,
    begin: bool,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, offset: usize) -> Self {
        Self { text, offset, out: Vec::new(), bracket: false, paren: false, ellipsis: false, begin: true }
    }

    fn scan(mut self) -> Vec<Written> {
        let mut at = 0;
        while let Some(character) = self.text[at..].chars().next() {
            at = if character.is_alphanumeric() || opens_word(self.text, at) {
                self.word(at)
            } else {
                self.mark(at, character)
            };
        }
        self.out
    }

    /// A word from byte `at`; returns its end.
    fn word(&mut self, at: usize) -> usize {
        let end = word_end(self.text, at);
        let surface = &self.text[at..end];
        let letters: String = surface.chars().filter(|c| !matches!(c, '[' | ']')).collect();
        let mut flags = Flags::default();
        if self.bracket || surface.contains(['[', ']']) {
            flags.set(Flags::BRACKET);
        }
        if self.paren {
            flags.set(Flags::PAREN);
        }
        if std::mem::take(&mut self.ellipsis) {
            flags.set(Flags::ELLIPSIS);
        }
        let first = letters.chars().next();
        if first.is_some_and(char::is_lowercase) {
            flags.set(Flags::SMALL);
        } else if first.is_some_and(char::is_uppercase)
            && !self.begin
            && letters != "I"
            && !letters.starts_with("I'")
            && !letters.starts_with("I’")
        {
            flags.set(Flags::CAPITAL);
        }
        self.begin = false;
        self.out.push(Written {
            lower: normal(&letters),
            span: Span::new(self.offset + at, self.offset + end),
            flags,
            joined: true,
        });
        end
    }

    /// What is no word; returns its end.
    fn mark(&mut self, at: usize, character: char) -> usize {
        let end = at + character.len_utf8();
        let rest = &self.text[at..];
        match character {
            '[' | '(' if ellipsis_in_brackets(rest).is_some() => {
                self.ellipsis = true;
                self.flag(Flags::PAUSE);
                return at + ellipsis_in_brackets(rest).unwrap_or(1);
            }
            '[' if rest.to_ascii_lowercase().starts_with("[sic]") => return at + "[sic]".len(),
            '[' => self.bracket = true,
            ']' => self.bracket = false,
            '(' => self.paren = true,
            ')' => self.paren = false,
            '…' => self.ellipsis = true,
            '.' if dots(rest) > 2 => {
                self.ellipsis = true;
                self.flag(Flags::PAUSE);
                return at + dots(rest);
            }
            '.' if self.is_abbreviation(end) => return end,
            '.' | '!' => self.stop(Flags::STOP),
            '?' => {
                self.stop(Flags::STOP);
                self.flag(Flags::QUESTION);
            }
            '\n' => self.stop(Flags::STOP),
            ',' | ';' | ':' => self.flag(Flags::PAUSE),
            '—' | '–' => self.dash(),
            '-' if rest.starts_with("--")
                || self.text[..at].ends_with(' ')
                || self.text[end..].starts_with([' ', '\n']) =>
            {
                self.dash();
            }
            '%' => self.push_sign(at, "percent"),
            '$' | '€' | '£' | '¥' => self.push_sign(at, &character.to_string()),
            '&' => self.push_sign(at, "and"),
            _ => {}
        }
        end
    }

    fn push_sign(&mut self, at: usize, form: &str) {
        let len = self.text[at..].chars().next().map_or(1, char::len_utf8);
        let mut flags = Flags::default();
        if self.bracket {
            flags.set(Flags::BRACKET);
        }
        let span = Span::new(self.offset + at, self.offset + at + len);
        self.out.push(Written { lower: form.to_owned(), span, flags, joined: true });
    }

    fn flag(&mut self, flag: Flags) {
        if let Some(last) = self.out.last_mut() {
            last.flags.set(flag);
            last.joined = false;
        }
    }

    fn dash(&mut self) {
        self.flag(Flags::PAUSE);
        self.flag(Flags::DASH);
    }

    fn stop(&mut self, flag: Flags) {
        self.flag(flag);
        self.begin = true;
    }

    /// Whether a full stop that ends at byte `end` is part of an abbreviation and ends no sentence.
    fn is_abbreviation(&self, end: usize) -> bool {
        let Some(last) = self.out.last().filter(|last| last.span.end() + 1 == self.offset + end) else { return false };
        let last_word = last.lower.as_str();
        let initial = last.span.len() == 1 && last.lower != "i" && last.flags.has(Flags::CAPITAL);
        let goes_on_small = self.text[end..].trim_start().starts_with(char::is_lowercase);
        // A recogniser may begin a sentence with a small letter, so that alone is no sign.
        BEFORE_NAMES.contains(&last_word) || initial || goes_on_small && INSIDE.contains(&last_word)
    }
}

/// Abbreviations that stand before names and figures.
const BEFORE_NAMES: [&str; 15] =
    ["mr", "mrs", "ms", "dr", "sen", "rep", "gen", "gov", "prof", "st", "hon", "lt", "col", "vs", "no"];

/// Abbreviations that may end a sentence, and do not where a small letter follows.
const INSIDE: [&str; 22] = [
    "a.m", "am", "approx", "co", "corp", "dept", "eg", "est", "etc", "hr", "ie", "inc", "jr", "ltd", "min", "op",
    "p.m", "pm", "sr", "u.k", "u.s", "viz",
];

/// Whether square brackets stand inside a word that begins here: `[w]e`.
fn opens_word(text: &str, at: usize) -> bool {
    let Some(rest) = text[at..].strip_prefix('[') else { return false };
    let Some(close) = rest.find(']') else { return false };
    let inside = &rest[..close];
    !inside.is_empty()
        && inside.chars().all(char::is_alphabetic)
        && inside.len() <= 4
        && rest[close + 1..].starts_with(char::is_alphabetic)
}

/// The end of the word that begins at byte `at`: letters and digits, apostrophes and dots inside, brackets inside.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut characters = text[at..].char_indices().peekable();
    let digits = text[at..].starts_with(|c: char| c.is_ascii_digit());
    let (mut single, mut letters_only) = (true, true);
    let mut run = 0;
    while let Some((index, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let inner = match character {
            '\'' | '’' | '\u{2bc}' => next.is_some_and(char::is_alphabetic),
            ',' => digits && next.is_some_and(|c| c.is_ascii_digit()) && thousands(&text[at + index..]),
            '.' => {
                (digits && next.is_some_and(|c| c.is_ascii_digit()))
                    || (single && letters_only && initials(&text[at + index..], run))
            }
            '[' => opens_word(text, at + index) || closes_word(&text[at + index..]),
            ']' => text[at..at + index].contains('['),
            _ => is_word(character),
        };
        if !inner {
            break;
        }
        if character == '.' {
            run = 0;
        } else {
            run += 1;
            single &= run == 1;
            letters_only &= character.is_alphabetic();
        }
        end = at + index + character.len_utf8();
    }
    end
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\u{300}'..='\u{36f}')
}

/// `go[es]`: letters in brackets that end a word.
fn closes_word(rest: &str) -> bool {
    rest[1..].find(']').is_some_and(|close| close > 0 && close <= 4 && rest[1..=close].chars().all(char::is_alphabetic))
}

/// A dot after a single letter that another single letter and dot follow, or that ends such a run: `U.S.`
fn initials(rest: &str, run: usize) -> bool {
    let mut next = rest[1..].chars();
    let (letter, after) = (next.next(), next.next());
    run == 1 && letter.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphanumeric)
}

/// A comma inside a figure: exactly three digits follow.
fn thousands(rest: &str) -> bool {
    let digits = rest[1..].chars().take_while(char::is_ascii_digit).count();
    digits == 3
}

/// The bytes of a row of dots, parted by spaces or not.
fn dots(rest: &str) -> usize {
    let mut end = 0;
    let mut count = 0;
    for (index, character) in rest.char_indices() {
        match character {
            '.' => {
                count += 1;
                end = index + 1;
            }
            ' ' | '\u{a0}' if index == end => {}
            _ => break,
        }
    }
    if count > 2 { end } else { count.min(1) }
}

/// The bytes of `[…]` or `(...)` where `rest` begins with one.
fn ellipsis_in_brackets(rest: &str) -> Option<usize> {
    let close = rest.find([']', ')'])?;
    let inside = rest.get(1..close)?;
    let marks = !inside.is_empty() && inside.chars().all(|c| matches!(c, '.' | '…' | ' ' | '\u{a0}'));
    marks.then_some(close + 1)
}

/// Lower case, one kind of apostrophe, no accents; `US` and `U.S.` are one word, another than "us".
fn normal(letters: &str) -> String {
    if matches!(letters, "US" | "U.S" | "USA" | "U.S.A") {
        return "u.s".to_owned();
    }
    let mut lower = String::with_capacity(letters.len());
    for character in letters.chars().flat_map(char::to_lowercase) {
        match character {
            '’' | '\u{2bc}' => lower.push('\''),
            '\u{300}'..='\u{36f}' => {}
            'ä' => lower.push('a'),
            'ö' | 'ø' => lower.push('o'),
            'ü' => lower.push('u'),
            character => match crate::names::without_accent(character) {
                Some(plain) => lower.push_str(plain),
                None => lower.push(character),
            },
        }
    }
    if lower.contains('.') && lower.chars().any(char::is_alphabetic) {
        lower.retain(|c| c != '.');
    }
    lower
}

/// Marks what a transcript holds besides meant speech: fillers, notes in brackets, repetitions, false starts.
pub(super) fn mark_disfluencies(words: &mut [Word]) {
    mark_fillers(words);
    let spoken: Vec<usize> = (0..words.len()).filter(|&i| !words[i].flags.has(Flags::FILLER)).collect();
    for at in 0..spoken.len() {
        mark_repetition(words, &spoken[at..]);
        mark_repair(words, &spoken[at..]);
    }
}

fn mark_fillers(words: &mut [Word]) {
    let mut at = 0;
    while at < words.len() {
        let noted = |word: &Word| word.flags.has(Flags::BRACKET) || word.flags.has(Flags::PAREN);
        let mut end = at + 1;
        if noted(&words[at]) {
            while end < words.len() && noted(&words[end]) && end - at < 8 {
                end += 1;
            }
            let note = &words[at..end];
            if note[0].flags.has(Flags::BRACKET) || note.iter().any(|word| lexicon::is_nonspeech(&word.form)) {
                words[at..end].iter_mut().for_each(|word| word.flags.set(Flags::FILLER));
            }
        } else if lexicon::class(&words[at].form).has(lexicon::Class::FILLER) {
            words[at].flags.set(Flags::FILLER);
        } else if is_aside(words, at) {
            words[at..at + 2].iter_mut().for_each(|word| word.flags.set(Flags::FILLER));
        }
        at = end;
    }
}

/// ", you know," and ", I mean,": set off on both sides, or at the head of a sentence.
fn is_aside(words: &[Word], at: usize) -> bool {
    let Some([first, second]) = words.get(at..at + 2) else { return false };
    let aside = [("you", "know"), ("i", "mean")].contains(&(first.form.as_str(), second.form.as_str()));
    let parted = |word: &Word| word.flags.has(Flags::PAUSE) || word.flags.has(Flags::STOP);
    let opens = at.checked_sub(1).is_none_or(|before| parted(&words[before]));
    aside && opens && second.flags.has(Flags::PAUSE) && !first.flags.has(Flags::PAUSE)
}

/// "I want I want": the first of two equal runs of one to four words.
fn mark_repetition(words: &mut [Word], spoken: &[usize]) {
    for length in (1..=4).rev() {
        if spoken.len() < 2 * length {
            continue;
        }
        let same = (0..length).all(|k| words[spoken[k]].form == words[spoken[k + length]].form);
        let stops = (0..length).any(|k| words[spoken[k]].flags.has(Flags::STOP));
        let number = words[spoken[0]].form.starts_with('#');
        if same && !stops && !number {
            spoken[..length].iter().for_each(|&k| words[k].flags.set(Flags::REPEAT));
            return;
        }
    }
}

/// "that you—that the": what stands before a dash and begins with the word that follows it; a longer one, "that you'd be
/// proud—that you would be", with the two words that follow.
fn mark_repair(words: &mut [Word], spoken: &[usize]) {
    let Some(dash) = spoken.iter().take(8).position(|&k| words[k].flags.has(Flags::DASH)) else { return };
    let again = |k: usize| spoken.get(dash + 1 + k).is_some_and(|&next| words[next].form == words[spoken[k]].form);
    let stops = spoken[..=dash].iter().any(|&k| words[k].flags.has(Flags::STOP));
    if dash > 0 && !stops && again(0) && (dash < 4 || again(1)) {
        spoken[..=dash].iter().for_each(|&k| words[k].flags.set(Flags::REPAIR));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> String {
        words(text, 0).iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn forms_are_free_of_case_marks_and_contractions() {
        assert_eq!(forms("Don’t — I’m sure we’ll go; it's U.S. money."), "do not i am sure we will go it 's u.s money");
        assert_eq!(forms("nineteen of the twenty-two"), forms("19 of the 22"));
        assert_eq!(forms("$5 million, ten per cent"), forms("five million dollars 10%"));
        assert_eq!(forms("a 28-point plan; 1,500.50 and 3, 4"), "a #28 point plan #1500.5 and #3 #4");
        assert_eq!(forms("Witkoff's plan, the leaders' plan"), "witkoff 's plan the leaders plan");
    }

    #[test]
    fn brackets_and_ellipses_are_marks() {
        let list = words("[W]e will go … but [Krog] stays. . . for", 0);
        assert_eq!(
            list.iter().map(|w| w.form.as_str()).collect::<Vec<_>>(),
            ["we", "will", "go", "but", "krog", "stays", "for"]
        );
        let bracketed: Vec<bool> = list.iter().map(|w| w.flags.has(Flags::BRACKET)).collect();
        assert_eq!(bracketed, [true, false, false, false, true, false, false]);
        let open: Vec<bool> = list.iter().map(|w| w.flags.has(Flags::ELLIPSIS)).collect();
        assert_eq!(open, [false, false, false, true, false, false, true]);
    }

    #[test]
    fn spans_slice_the_text() {
        let text = "Ja — “Twenty-two don’t”";
        let list = words(text, 0);
        let slices: Vec<&str> = list.iter().map(|word| word.span.slice(text)).collect();
        assert_eq!(slices, ["Ja", "Twenty-two", "don’t", "don’t"]);
    }

    #[test]
    fn disfluencies_are_marked() {
        let mut list = words("I told, um, him that you—that the the men (laughs) left", 0);
        mark_disfluencies(&mut list);
        let meant: Vec<&str> = list
            .iter()
            .filter(|w| !w.flags.has(Flags::FILLER) && !w.flags.has(Flags::REPEAT) && !w.flags.has(Flags::REPAIR))
            .map(|w| w.form.as_str())
            .collect();
        assert_eq!(meant, ["i", "told", "him", "that", "the", "men", "left"]);
    }
}
