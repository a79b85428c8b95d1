//! Persons as a terminal and a program get them.

use hearsay::record::{text::short_id, word};
use hearsay_store::{Candidate, Evidence, Member, PersonDetail, PersonRow};
use serde_json::{Value, json};

use super::super::rows::plain;

/// One line: number, name, how many documents.
pub fn row(row: &PersonRow, as_json: bool) -> String {
    if as_json {
        return object(row).to_string() + "\n";
    }
    format!(
        "{:>8}  {}  ({}, {})\n",
        row.number.number(),
        plain(&row.name),
        word(row.kind),
        many(row.entities, "document")
    )
}

/// Names, and each document with why it was put there.
pub fn person(detail: &PersonDetail, members: &[Member], as_json: bool) -> String {
    if as_json {
        let names = detail.names.iter().map(|(name, count)| json!({ "name": name, "count": count }));
        return json!({
            "person": object(&detail.row), "names": names.collect::<Vec<_>>(),
            "never": detail.never.iter().map(object).collect::<Vec<_>>(),
            "members": members.iter().map(member_object).collect::<Vec<_>>(),
        })
        .to_string()
            + "\n";
    }
    let mut out = row(&detail.row, false);
    let names: Vec<String> = detail.names.iter().map(|(name, count)| format!("{} ({count})", plain(name))).collect();
    out += &format!("named: {}\n", names.join(", "));
    for other in &detail.never {
        out += &format!("never: {}  {}\n", other.number.number(), plain(&other.name));
    }
    out + "\n" + &members.iter().map(member).collect::<String>()
}

/// Two persons, how likely they are one, and what speaks for and against, a line each.
pub fn candidate(candidate: &Candidate, as_json: bool) -> String {
    if as_json {
        let object = json!({
            "one": object(&candidate.one), "other": object(&candidate.other), "probability": rounded(candidate.probability),
            "why": why_objects(&candidate.why),
        });
        return object.to_string() + "\n";
    }
    let [one, other] = [&candidate.one, &candidate.other]
        .map(|row| format!("{} {} ({})", row.number.number(), plain(&row.name), many(row.entities, "document")));
    format!("{:.2}  {one}  |  {other}\n{}\n", candidate.probability, why(&candidate.why))
}

fn member(member: &Member) -> String {
    let place = [member.outlet.as_deref(), member.published.as_deref(), member.title.as_deref()];
    let mut place: Vec<String> = place.into_iter().flatten().map(plain).collect();
    place.push(format!("{}#{}", short_id(&member.entity.document), member.entity.entity));
    let name = member.name.as_deref().map_or_else(|| "(no name)".to_owned(), plain);
    let titles =
        if member.titles.is_empty() { String::new() } else { format!(", {}", plain(&member.titles.join("; "))) };
    format!("{name}{titles}\n    {}\n{}", place.join(" · "), why(&member.why))
}

/// One line for each: how much it weighs, for (+) or against (-); ! where it keeps the decision for a person.
fn why(evidence: &[Evidence]) -> String {
    let line = |evidence: &Evidence| {
        let mark = if evidence.forbids { "!" } else { " " };
        format!("   {mark}{:+.1}  {}\n", evidence.weight, plain(&evidence.words))
    };
    evidence.iter().map(line).collect()
}

fn object(row: &PersonRow) -> Value {
    json!({ "person": row.number.number(), "name": row.name, "kind": row.kind, "documents": row.entities, "renamed": row.renamed })
}

fn member_object(member: &Member) -> Value {
    json!({
        "document": member.entity.document, "entity": member.entity.entity, "name": member.name, "titles": member.titles,
        "title": member.title, "outlet": member.outlet, "published": member.published, "score": rounded(member.score),
        "why": why_objects(&member.why),
    })
}

fn why_objects(evidence: &[Evidence]) -> Vec<Value> {
    let object = |evidence: &Evidence| json!({ "kind": evidence.kind, "words": evidence.words, "weight": rounded(evidence.weight), "forbids": evidence.forbids });
    evidence.iter().map(object).collect()
}

fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

fn many(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
