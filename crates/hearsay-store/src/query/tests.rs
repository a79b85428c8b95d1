//! The parser: what is understood, and where what is not is pointed at.

use hearsay::record::{Act, Form, Mode, ViaKind};
use proptest::prelude::*;

use super::*;

fn parsed(query: &str) -> Query {
    Query::parse(query).unwrap_or_else(|error| panic!("{error}\n{}", error.pointed(query)))
}

fn words(words: &str) -> Node {
    Node::Is(Condition::Words { column: Column::Passage, words: words.to_owned(), prefix: false })
}

fn refused(query: &str) -> (usize, usize, String) {
    let error = Query::parse(query).expect_err(query);
    let (at, long) = error.place();
    (at, long, error.message().to_owned())
}

#[test]
fn conditions_side_by_side_all_hold() {
    let query = parsed("who:ushakov to:\"Steve Witkoff\" form:direct mode:speech act:deny via:recording hands:>1 plan");
    let Node::And(nodes) = query.tree else { panic!("{:?}", query.tree) };
    let is: Vec<Condition> = nodes
        .into_iter()
        .map(|node| match node {
            Node::Is(condition) => condition,
            other => panic!("{other:?}"),
        })
        .collect();
    let plan = Condition::Words { column: Column::Passage, words: "plan".to_owned(), prefix: false };
    assert_eq!(
        is,
        [
            Condition::Who("ushakov".to_owned()),
            Condition::To("Steve Witkoff".to_owned()),
            Condition::Form(Form::Direct),
            Condition::Mode(Mode::Speech),
            Condition::Act(Act::Deny),
            Condition::Via(ViaKind::Recording),
            Condition::Hands(2, 9),
            plan,
        ]
    );
}

#[test]
fn or_binds_its_neighbours_and_parentheses_group() {
    let tree = |query| parsed(query).tree;
    let or = |a, b| Node::Or(vec![a, b]);
    assert_eq!(tree("a b OR c d"), Node::And(vec![words("a"), or(words("b"), words("c")), words("d")]));
    assert_eq!(tree("(a b) OR c"), or(Node::And(vec![words("a"), words("b")]), words("c")));
    assert_eq!(tree("-a"), Node::Not(Box::new(words("a"))));
    assert_eq!(tree("-(a OR b)"), Node::Not(Box::new(or(words("a"), words("b")))));
    assert_eq!(tree("or well-known"), Node::And(["or", "well-known"].map(words).to_vec()));
}

#[test]
fn bounds_hold_for_the_whole() {
    let query = parsed("since:2025-10 ramp until:2025-10");
    assert_eq!(query.tree, words("ramp"));
    assert_eq!(query.until.zip(query.since).map(|(until, since)| until - since), Some(30));
    for (query, at) in [("a OR since:2025", 5), ("since:2025 OR a", 0), ("-since:2025", 1), ("(a since:2025)", 3)] {
        let (place, _, message) = refused(query);
        assert_eq!(place, at, "{query}");
        assert!(message.contains("bounds the whole query"), "{message}");
    }
}

#[test]
fn attitudes_are_asked_for_by_their_mode() {
    assert!(!parsed("ramp").attitudes && !parsed("mode:speech").attitudes);
    assert!(parsed("mode:attitude").attitudes && parsed("ramp").with_attitudes().attitudes);
}

#[test]
fn what_is_wrong_is_pointed_at() {
    for (query, at, long, said) in [
        ("who:ushakov frm:direct", 12, 4, "there is no field frm"),
        ("form:straight", 5, 8, "straight is none of direct, mixed, indirect"),
        ("ramp who:", 5, 4, "who: is followed by"),
        ("who: ushakov", 0, 4, "without a space"),
        ("who:(a OR b)", 0, 4, "without a space"),
        ("about:\"peace plan", 6, 1, "not closed"),
        ("(ramp", 0, 1, "not closed"),
        ("ramp)", 4, 1, "closes nothing"),
        ("()", 0, 1, "nothing stands in"),
        ("OR ramp", 0, 2, "before this one nothing"),
        ("ramp OR", 5, 2, "after this one nothing"),
        ("ramp OR OR x", 5, 2, "after this one nothing"),
        ("ramp - x", 5, 1, "no word"),
        ("-OR x", 0, 1, "- stands before"),
        ("since:yesterday", 6, 9, "not a date"),
        ("since:2025-13", 6, 7, "not a date"),
        ("since:2025 since:2024", 11, 6, "given twice"),
        ("hands:many", 6, 4, "hands are a number"),
        ("hands:<0", 6, 2, "hands are a number"),
        ("…", 0, 1, "no word"),
        ("Ушаков kind:leak", 12, 4, "leak is none of named-person"),
        ("versions:3", 9, 1, "none of newest"),
    ] {
        let (place, length, message) = refused(query);
        assert_eq!((place, length), (at, long), "{query}: {message}");
        assert!(message.contains(said), "{query}: {message}");
    }
    let error = Query::parse("Ушаков kind:leak").expect_err("leak");
    assert!(error.to_string().starts_with("query:1:13: leak"), "{error}");
    assert_eq!(error.pointed("Ушаков kind:leak"), "Ушаков kind:leak\n            ^^^^");
    let deep = "(".repeat(100) + "a" + &")".repeat(100);
    assert!(refused(&deep).2.contains("too deep"));
}

proptest! {
    /// Whatever is typed is understood or pointed at, inside the query or at its end.
    #[test]
    fn no_query_breaks_the_parser(query in "(who:|to:|since:|hands:|OR | |-|\\(|\\)|\"|“|”|\\*|[a-я0-9.:>]{0,4}){0,24}") {
        if let Err(error) = Query::parse(&query) {
            let (at, long) = error.place();
            prop_assert!(at + long <= query.chars().count() + 1, "{} {}", query, error);
        }
    }

    /// A word of letters is looked for as it is, wherever it stands.
    #[test]
    fn plain_words_are_kept(list in proptest::collection::vec("[a-zа-я]{1,8}", 1..6)) {
        let tree = parsed(&list.join(" ")).tree;
        let expected: Vec<Node> = list.iter().map(|word| words(word)).collect();
        prop_assert_eq!(tree, if let [one] = expected.as_slice() { one.clone() } else { Node::And(expected) });
    }
}
