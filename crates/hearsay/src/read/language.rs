//! Which language a text is in, with the caution that short texts need: better unknown than wrong.
//!
//! English is known by its small words, which make up 40 to 50 in 100 of any running text and far fewer of any other
//! language's. Only where they are rare is `whatlang` (trigram statistics, MIT) asked which other language it is.

use whatlang::{Lang, Script};

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 32 * 1024;
/// From this share of small words on, a text is English.
const ENGLISH: f64 = 0.25;
/// Below this share it is not, if it has [`WORDS`] words.
const FOREIGN: f64 = 0.12;
/// Words that a text must have for its language to be told by them.
const WORDS: usize = 20;
/// Letters that a text in another script must have.
const LETTERS: usize = 12;

/// The language of `text` as a BCP 47 code; `None` where it cannot be told.
#[must_use]
pub fn tell(text: &str) -> Option<String> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    if let Some(script) = other_script(text) {
        let found = whatlang::detect(text).filter(|found| found.script() == script && found.is_reliable());
        let told = by_letters(text).or_else(|| found.map(|found| code(found.lang())));
        return Some(told.unwrap_or("und").to_owned());
    }
    let (words, small) = small_words(text);
    let share = small as f64 / words.max(1) as f64;
    if share >= ENGLISH && words >= 4 {
        return Some("en".to_owned());
    }
    let other = whatlang::detect(text).filter(|found| found.is_reliable() && found.lang() != Lang::Eng);
    other.filter(|_| share < FOREIGN && words >= WORDS).map(|found| code(found.lang()).to_owned())
}

/// The script of a text that is mostly not in Latin letters.
fn other_script(text: &str) -> Option<Script> {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut all, mut latin) = (0usize, 0usize);
    for letter in letters {
        all += 1;
        latin += usize::from(letter.is_ascii() || matches!(letter, '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}'));
    }
    if all >= LETTERS && latin * 2 < all { whatlang::detect_script(text) } else { None }
}

/// Cyrillic languages that have letters of their own; trigrams confuse Russian with Bulgarian.
fn by_letters(text: &str) -> Option<&'static str> {
    let has = |letters: &[char]| text.chars().any(|c| letters.contains(&c));
    if has(&['ў']) {
        Some("be")
    } else if has(&['ї', 'є', 'ґ']) || (has(&['і']) && !has(&['ы'])) {
        Some("uk")
    } else {
        has(&['ы', 'ё']).then_some("ru")
    }
}

/// How many words a text has, and how many of them are the small words of English.
fn small_words(text: &str) -> (usize, usize) {
    const SMALL: &str = include_str!("../lang/en/small_words.txt");
    let known: std::collections::BTreeSet<&str> =
        SMALL.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words
        .fold((0, 0), |(all, small), word| (all + 1, small + usize::from(known.contains(word.to_lowercase().as_str()))))
}

/// BCP 47 wants the code of two letters where there is one.
fn code(lang: Lang) -> &'static str {
    const CODES: &str = "epo eo eng en rus ru cmn zh spa es por pt ita it ben bn fra fr deu de ukr uk kat ka ara ar hin hi \
        jpn ja heb he yid yi pol pl amh am jav jv kor ko nob nb dan da swe sv fin fi tur tr nld nl hun hu ces cs ell el \
        bul bg bel be mar mr kan kn ron ro slv sl hrv hr srp sr mkd mk lit lt lav lv est et tam ta vie vi urd ur tha th \
        guj gu uzb uz pan pa aze az ind id tel te pes fa mal ml ori or mya my nep ne sin si khm km tuk tk aka ak zul zu \
        sna sn afr af lat la slk sk cat ca tgl tl hye hy cym cy";
    let mut codes = CODES.split_whitespace();
    while let (Some(long), Some(short)) = (codes.next(), codes.next()) {
        if long == lang.code() {
            return short;
        }
    }
    lang.code()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_english_is_not_called_foreign() {
        for text in [
            "Ferry waits.\n\n“No,” he said.",
            "Mirek Dvořák: Ahoj!",
            "Witkoff, Ushakov and Dmitriev met in Moscow.",
            "“The ramp was cracked,” said Mirek Dvořák, who runs the night crew.\n\nNobody was hurt 🚢.",
            "Chișinău, Łódź, København, São Tomé, Ålesund, Pécs, Kraków, Zürich",
            "",
        ] {
            let told = tell(text);
            assert!(told.is_none() || told.as_deref() == Some("en"), "{text}: {told:?}");
        }
    }

    #[test]
    fn other_languages_are_told() {
        let cases = [
            (
                "de",
                "Der Hafenmeister sagte am Dienstag, die Fähre werde nicht auslaufen, bevor der Wind nachlasse. Niemand habe ihn gefragt, und er werde auch niemanden fragen, sagte er der Zeitung.",
            ),
            (
                "fr",
                "Le capitaine du port a déclaré mardi que le ferry ne partirait pas avant que le vent ne tombe. Personne ne lui a demandé son avis, a-t-il ajouté devant les journalistes.",
            ),
            (
                "nl",
                "De havenmeester zei dinsdag dat de veerboot niet zal vertrekken voordat de wind is gaan liggen. Niemand heeft hem iets gevraagd, zei hij tegen de verslaggevers op de kade.",
            ),
            (
                "es",
                "El capitán del puerto dijo el martes que el transbordador no zarparía hasta que amainara el viento. Nadie le preguntó nada, añadió ante los periodistas reunidos en el muelle.",
            ),
            (
                "ru",
                "Капитан порта сказал во вторник, что паром не отправится, пока ветер не стихнет. Никто его ни о чём не спрашивал, сказал он журналистам на причале, и он сам ещё никому об этом не говорил.",
            ),
            (
                "uk",
                "Капітан порту сказав у вівторок, що пором не вирушить, доки вітер не вщухне. Його ніхто ні про що не питав, сказав він журналістам на причалі, і він сам іще нікому про це не говорив.",
            ),
        ];
        for (language, text) in cases {
            assert_eq!(tell(text).as_deref(), Some(language), "{text}");
        }
    }

    #[test]
    fn english_with_other_words_in_it_stays_english() {
        let text = "The harbour master, Владимир Путилин, said that “Die Fähre fährt nicht” was what he had told them, and that it was in the letter.";
        assert_eq!(tell(text).as_deref(), Some("en"));
    }
}
