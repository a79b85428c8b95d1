//! A table for each class of names, and properties that hold for any text.

use proptest::prelude::*;

use super::{InStory, Name, Support, compare, same_in_story};

/// Pairs of one class that are one name.
fn same(class: &str, pairs: &[(&str, &str)]) {
    for (a, b) in pairs {
        let (there, back) = (compare(a, b), compare(b, a));
        assert!(there.probability >= 0.7, "{class}: {a} / {b}: {there:?}");
        assert!((there.probability - back.probability).abs() < 1e-9, "{class}: {a} / {b} is not symmetric");
    }
}

/// Pairs of one class that are two names.
fn different(class: &str, pairs: &[(&str, &str)]) {
    for (a, b) in pairs {
        let comparison = compare(a, b);
        assert!(comparison.probability <= 0.3, "{class}: {a} / {b}: {comparison:?}");
    }
}

#[test]
fn honorifics_and_offices_are_no_part_of_a_name() {
    let pairs = [
        ("MR. HALE", "Robert Hale"),
        ("Senator Hale", "Hale"),
        ("President of Norland Ida Brandt", "Ida Brandt"),
        ("The Chair (Hon. Ida Brandt (Eastport, Lib.))", "Ida Brandt"),
        ("Dr. Ida Brandt, MP", "Ida Brandt"),
        ("the chair", "The Chair"),
    ];
    same("honorifics", &pairs);
    different("honorifics", &[("Mr. Hale", "Ms. Brandt"), ("Mr. Hale", "Mrs. Hale")]);
}

#[test]
fn given_names_are_shortened_left_out_and_put_behind() {
    let pairs = [
        ("Bob Hale", "Robert Hale"),
        ("Bill Clinton", "William Jefferson Clinton"),
        ("R. J. Hale", "Robert Hale"),
        ("R.J. Hale", "Robert John Hale"),
        ("Hale, Robert", "Robert Hale"),
        ("Robert “Dusty” Hale", "Dusty Hale"),
        ("Robert J. Hale", "Robert Hale"),
        ("José Núñez", "Jose Nunez"),
    ];
    same("given names", &pairs);
    let pairs =
        [("Robert Hale", "Susan Hale"), ("Robert Hale", "Robert Dale"), ("Brandt", "Krog"), ("S. Hale", "Robert Hale")];
    different("given names", &pairs);
}

#[test]
fn generational_suffixes_tell_people_apart() {
    let pairs = [
        ("John Smith Jr.", "John Smith Sr."),
        ("John Smith, Jr.", "John Smith III"),
        ("George Bush, Jr.", "George Bush Sr."),
        ("Charles II", "Charles III"),
    ];
    different("suffixes", &pairs);
    same("suffixes", &[("John Smith Jr.", "John Smith, Jr."), ("John Smith III", "John Smith 3rd")]);
}

#[test]
fn family_names_with_particles_and_double_ones() {
    let pairs = [
        ("Charles de Gaulle", "De Gaulle"),
        ("Ursula von der Leyen", "Von der Leyen"),
        ("Mohammed bin Salman", "Mohammad bin Salman"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Gabriel García Márquez", "Garcia Marquez"),
        ("Alexandria Ocasio-Cortez", "Alexandria Ocasio Cortez"),
    ];
    same("particles", &pairs);
    different(
        "particles",
        &[("Mohammed bin Salman", "Mohammed bin Nayef"), ("Ursula von der Leyen", "Jan van der Meer")],
    );
}

#[test]
fn order_may_turn() {
    same("order", &[("Xi Jinping", "Jinping Xi"), ("Kim Jong-un", "Kim Jong Un"), ("Kim Jong-un", "Jong-un Kim")]);
    different("order", &[("Kim Jong-un", "Kim Jong-il")]);
}

#[test]
fn spellings_in_latin_letters() {
    let pairs = [
        ("Witkoff", "Vitkov"),
        ("Steve Witkoff", "Steve Vitkov"),
        ("Volodymyr Zelensky", "President Zelenskyy"),
        ("Zelensky", "Zelenskiy"),
        ("Volodymyr Zelensky", "Wolodymyr Selenskyj"),
        ("Kirill Dmitriev", "Kirill Dmitriyev"),
        ("Yuri Ushakov", "Yury Ushakow"),
        ("Sergei Lavrov", "Sergey Lavroff"),
    ];
    same("spellings", &pairs);
    different("spellings", &[("Volodymyr Zelensky", "Yermolensky"), ("Sergei Lavrov", "Sergei Larov Krog")]);
}

#[test]
fn names_across_scripts() {
    let pairs = [
        ("Володимир Зеленський", "Volodymyr Zelensky"),
        ("Владимир Зеленский", "Volodymyr Zelenskyy"),
        ("Стив Уиткофф", "Steve Witkoff"),
        ("Виткофф", "Witkoff"),
        ("Юрий Ушаков", "Yuri Ushakov"),
        ("محمد بن سلمان", "Mohammed bin Salman"),
        ("בנימין נתניהו", "Benjamin Netanyahu"),
        ("习近平", "Xi Jinping"),
        ("唐纳德·特朗普", "Donald Trump"),
        ("ドナルド・トランプ", "Donald Trump"),
        ("도널드 트럼프", "Donald Trump"),
        ("김정은", "Kim Jong-un"),
        ("김정은", "Kim Jong Un"),
    ];
    same("scripts", &pairs);
    let pairs = [
        ("Володимир Зеленський", "Vladimir Putin"),
        ("ドナルド・トランプ", "Joe Biden"),
        ("도널드 트럼프", "Eric Schmidt"),
        ("בנימין נתניהו", "Yair Lapid"),
    ];
    different("scripts", &pairs);
}

#[test]
fn a_placeholder_tells_nothing() {
    for label in ["SPEAKER_01", "Speaker 2", "Q", "A", "Unidentified speaker"] {
        assert!((compare(label, "Ida Brandt").probability - 0.5).abs() < 1e-9, "{label}");
    }
    same("placeholders", &[("SPEAKER_01", "SPEAKER_01")]);
}

proptest! {
    #[test]
    fn any_two_texts_compare(a in "\\PC{0,30}", b in "\\PC{0,30}") {
        let (there, back) = (compare(&a, &b), compare(&b, &a));
        prop_assert!((0.0..=1.0).contains(&there.probability));
        prop_assert!((there.probability - back.probability).abs() < 1e-6, "{} {}", there.probability, back.probability);
    }

    #[test]
    fn a_name_is_itself(name in "[\\p{L}\\p{M}' .,-]{1,40}") {
        prop_assert!((compare(&name, &name).probability - 1.0).abs() < 1e-9);
    }

    #[test]
    fn other_given_names_are_never_merged(
        (given, other) in ("[A-Z][aeiou][bdgklmnprst][aeiou]{1,2}", "[A-Z][aeiou][bdgklmnprst][aeiou]{1,2}"),
        family in "[A-Z][aeiou][bdgklmnprst][aeiou][bdgklmnprst]{1,2}",
    ) {
        let all = Support { same_role: true, same_speech: true, others_of_the_name: false };
        let (a, b) = (Name::new(&format!("{given} {family} Jr.")), Name::new(&format!("{other} {family} Sr.")));
        prop_assert_ne!(same_in_story(&a, &b, all).0, InStory::Merge);
    }
}

/// Two short names in Chinese are told apart too weakly: the pair is never called the same, but is left open. Weights learned from
/// whole names, not words, would mend it.
#[test]
fn chinese_names_of_two_persons_are_left_open_at_worst() {
    let comparison = compare("习近平", "Li Keqiang");
    assert!(comparison.probability < 0.8, "{comparison:?}");
}

#[test]
fn an_office_of_a_place_makes_no_organisation_of_a_person() {
    let pairs = [
        ("Brandt", "President of Russia Ida Brandt"),
        ("Ida Brandt", "President of the United States of America Ida Brandt"),
        ("Krog", "Minister of Finance Ole Krog"),
    ];
    same("offices", &pairs);
    different("offices", &[("Ole Krog", "President of Russia Ida Brandt")]);
}
