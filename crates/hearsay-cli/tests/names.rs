//! `hearsay names` as a user and a script meet it.

mod common;

use common::Scratch;

#[test]
fn two_names_give_a_probability_and_what_it_comes_to() {
    let scratch = Scratch::with(&[]);
    let same = scratch.run(&["names", "Robert Hale", "HALE, Robert"]);
    assert_eq!((same.code, same.err.as_str()), (0, ""));
    assert!(same.out.starts_with("0.9") && same.out.ends_with("  the same\n"), "{}", same.out);
    let other = scratch.run(&["names", "Robert Hale", "Susan Hale"]);
    assert!(other.out.ends_with("  different\n"), "{}", other.out);
}

#[test]
fn why_gives_the_reasons_with_their_weights() {
    let scratch = Scratch::with(&[]);
    let run = scratch.run(&["names", "Bill Hale", "William Hale", "--why"]);
    assert!(run.out.lines().any(|line| line.starts_with("  +") && line.contains("short for the other")), "{}", run.out);
}

#[test]
fn json_is_one_object_for_each_pair() {
    let scratch = Scratch::with(&[("pairs.tsv", "Ida Brandt\tI. Brandt\nIda Brandt\tOtto Krog\n")]);
    let run = scratch.run(&["names", "--pairs", "pairs.tsv", "--format", "json"]);
    let verdicts: Vec<String> = run
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("an object")["verdict"].to_string())
        .collect();
    assert_eq!(verdicts, ["\"same\"", "\"different\""]);
}

#[test]
fn pairs_give_one_score_a_line_and_bad_lines_are_named() {
    let scratch = Scratch::with(&[("pairs.tsv", "Ida Brandt\tIda Brandt\nno tab\n\tBrandt\na\tb\tc\nHale\tКрог\n")]);
    let run = scratch.run(&["names", "--pairs", "pairs.tsv"]);
    let scores: Vec<&str> = run.out.lines().collect();
    assert_eq!(run.code, 1);
    assert_eq!(scores.len(), 5);
    assert_eq!((scores[0], &scores[1..4]), ("1.000", ["", "", ""].as_slice()));
    assert!(scores[4].parse::<f64>().expect("a score") < 0.2);
    let said: Vec<&str> = run.err.lines().collect();
    assert_eq!(said[0], "2 of 5 pairs compared; failed:");
    assert_eq!(said[1], "pairs.tsv:2: no tab: a pair is two names parted by one tab");
    assert_eq!(said[2], "pairs.tsv:3: an empty name: a pair is two names parted by one tab");
    assert_eq!(said[3], "pairs.tsv:4: more than two names: a pair is two names parted by one tab");
}

#[test]
fn standard_input_and_odd_bytes() {
    let scratch = Scratch::with(&[]);
    let run = scratch.run_with(&["names", "--pairs", "-", "--quiet"], b"Hale\tHale\r\n\xff\xfe\tHale\nHale\tHale");
    assert_eq!((run.code, run.out.as_str()), (1, "1.000\n\n1.000\n"));
    assert_eq!(run.err, "standard input:2: not UTF-8: save the file as UTF-8\n");
    assert_eq!(scratch.run_with(&["names", "--pairs", "-"], b"").code, 0);
}

#[test]
fn wrong_arguments_are_usage() {
    let scratch = Scratch::with(&[]);
    for arguments in [&["names"][..], &["names", "Hale"], &["names", "Hale", "Krog", "--pairs", "x.tsv"]] {
        assert_eq!(scratch.run(arguments).code, 2, "{arguments:?}");
    }
    assert_eq!(scratch.run(&["names", "--pairs", "missing.tsv"]).code, 1);
}
