//! "Declined to comment", "did not respond to requests", "could not be reached": disclosures of the outlet, no statements (docs/semantics.md, "No
//! comment"). The one rule by which `attributions` leaves them out and `people` keeps them.

use crate::record::NoCommentKind;

/// How far behind the verb what was asked may stand, in tokens.
const REACH: usize = 12;

/// Whether the verb group that begins at token `at` tells of silence, and how; `word` gives a token in lower case, empty beyond the end.
pub fn told<'w>(word: &impl Fn(usize) -> &'w str, at: usize) -> Option<NoCommentKind> {
    let negated = |at: usize| matches!(word(at), "not" | "n't" | "n’t");
    let skip = |mut at: usize| {
        while word(at).ends_with("ly") || matches!(word(at), "yet" | "been") {
            at += 1;
        }
        at
    };
    let silent = |at: usize| matches!(word(skip(at)), "comment" | "elaborate");
    let asked = |at: usize| {
        let answers = ["respond", "responded", "reply", "replied", "return", "returned", "answer", "answered"];
        answers.contains(&word(at)) && is_message(word, at)
    };
    Some(match word(at) {
        "declined" | "declines" | "refused" | "declining" if word(at + 1) == "to" && silent(at + 2) => {
            NoCommentKind::Declined
        }
        "would" | "did" | "does" | "will" if negated(at + 1) && silent(at + 2) => NoCommentKind::Declined,
        "had" | "has" if word(at + 1) == "no" && (word(at + 2) == "comment" || word(at + 3) == "comment") => {
            NoCommentKind::Declined
        }
        "did" | "has" | "have" | "had" | "does" if negated(at + 1) && asked(skip(at + 2)) => NoCommentKind::NoReply,
        "could" if negated(at + 1) && word(skip(at + 2)) == "be" && word(skip(at + 2) + 1) == "reached" => {
            NoCommentKind::NotReached
        }
        "was" | "were" if negated(at + 1) && word(skip(at + 2)) == "available" => NoCommentKind::NotReached,
        _ => return None,
    })
}

/// Whether what was not answered is a message, a call, a request: "did not return the car" is no silence.
fn is_message<'w>(word: &impl Fn(usize) -> &'w str, at: usize) -> bool {
    let messages = [
        "request",
        "requests",
        "message",
        "messages",
        "call",
        "calls",
        "email",
        "emails",
        "e-mail",
        "e-mails",
        "question",
        "questions",
        "comment",
        "inquiry",
        "inquiries",
        "enquiries",
    ];
    let nothing = !word(at + 1).contains(char::is_alphanumeric);
    nothing || (at..at + REACH).take_while(|&at| word(at) != ".").any(|at| messages.contains(&word(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<NoCommentKind> {
        let words: Vec<&str> = text.split(' ').collect();
        (0..words.len()).find_map(|at| told(&|at: usize| words.get(at).copied().unwrap_or(""), at))
    }

    #[test]
    fn silence_is_told_in_three_ways() {
        assert_eq!(first("lam declined to comment"), Some(NoCommentKind::Declined));
        assert_eq!(first("lam declined to immediately comment"), Some(NoCommentKind::Declined));
        assert_eq!(first("the port did not immediately respond to a request"), Some(NoCommentKind::NoReply));
        assert_eq!(first("lam could not be reached"), Some(NoCommentKind::NotReached));
    }

    #[test]
    fn other_refusals_are_none() {
        assert_eq!(first("lam declined to say whether he had the key"), None);
        assert_eq!(first("lam did not return the car on friday"), None);
    }
}
