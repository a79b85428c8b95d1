//! The record as W3C Web Annotations (JSON-LD; Web Annotation Data Model, 2017).
//!
//! A statement is an annotation of its passage that says who said what; its source, cue, content and audiences are
//! annotations of their own that carry a tag and link to it. Each place is given twice, by quotation and by position (code
//! points, as the model wants), so that it is found again in a page whose text differs a little.

use serde_json::{Value, json};

use super::places::Places;
use super::{Offsets, Record, Statement, word};
use crate::text::Span;

/// Characters before and after a quotation that tell it from others like it.
const CONTEXT: usize = 32;

/// The collection, as indented JSON with a line break at its end.
///
/// # Errors
/// Never for a record made by [`Record::build`]; the serialiser's error otherwise.
pub fn pretty(record: &Record) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&collection(record)).map(|text| text + "\n")
}

fn collection(record: &Record) -> Value {
    let writer = Writer::new(record);
    let items: Vec<Value> = record.statements.iter().flat_map(|statement| writer.statement(statement)).collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": writer.urn,
        "type": "AnnotationCollection",
        "label": record.document.title,
        "generator": { "type": "Software", "name": record.made_by.program },
        "total": items.len(),
        "first": { "id": format!("{}#page1", writer.urn), "type": "AnnotationPage", "startIndex": 0, "items": items },
    })
}

struct Writer<'r> {
    record: &'r Record,
    places: Places<'r>,
    urn: String,
}

impl<'r> Writer<'r> {
    fn new(record: &'r Record) -> Self {
        Self { record, places: Places::new(record), urn: format!("urn:{}", record.document.id) }
    }

    /// The annotation of a statement and those of its parts.
    fn statement(&self, statement: &Statement) -> Vec<Value> {
        let mut items =
            vec![self.annotation(&statement.id, "describing", self.bodies(statement), &statement.passage.spans)];
        let cue = statement.cue.iter().map(|cue| ("cue", &cue.spans));
        let audience = statement.audience.iter().map(|audience| ("audience", &audience.pinned.spans));
        let parts = [("source", &statement.source.spans)].into_iter().chain(cue);
        let parts = parts.chain([("content", &statement.content.spans)]).chain(audience);
        for (number, (role, spans)) in parts.filter(|(_, spans)| !spans.is_empty()).enumerate() {
            let link = json!({ "type": "SpecificResource", "source": self.id(&statement.id), "purpose": "linking" });
            let id = format!("{}-{}-{role}", statement.id, number + 1);
            items.push(self.annotation(&id, "tagging", vec![tag(role), link], spans));
        }
        items
    }

    /// What is said of a statement: a sentence for people, tags for programs.
    fn bodies(&self, statement: &Statement) -> Vec<Value> {
        let who = statement.source.text.as_deref().unwrap_or("(no source)");
        let cue = statement.cue.as_ref().map_or(String::new(), |cue| format!(" [{}]", cue.text));
        let sentence = format!("{who}{cue}: {}", statement.content.text);
        let mut bodies = vec![json!({
            "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": sentence,
        })];
        bodies.extend([word(statement.mode), word(statement.form), word(statement.act)].iter().map(|value| tag(value)));
        bodies.extend(
            [(statement.negated, "negated"), (statement.implicit, "implicit")]
                .iter()
                .filter(|(set, _)| *set)
                .map(|(_, name)| tag(name)),
        );
        if let Some(outer) = &statement.within {
            bodies.push(json!({ "type": "SpecificResource", "source": self.id(outer), "purpose": "linking" }));
        }
        bodies
    }

    fn annotation(&self, id: &str, motivation: &str, bodies: Vec<Value>, spans: &[Offsets]) -> Value {
        let targets: Vec<Value> = spans.iter().map(|span| self.target(*span)).collect();
        json!({ "id": self.id(id), "type": "Annotation", "motivation": motivation, "body": bodies, "target": targets })
    }

    fn id(&self, id: &str) -> String {
        format!("{}#{id}", self.urn)
    }

    fn target(&self, offsets: Offsets) -> Value {
        let span = self.places.bytes(offsets);
        let [start, end] = self.places.codepoints(span);
        json!({
            "source": self.record.document.url.as_ref().unwrap_or(&self.urn),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": self.places.slice(span),
                    "prefix": self.before(span),
                    "suffix": self.after(span),
                },
                { "type": "TextPositionSelector", "start": start, "end": end },
            ],
        })
    }

    fn before(&self, span: Span) -> &'r str {
        let text = &self.places.text()[..span.start()];
        let start = text.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        &text[start..]
    }

    fn after(&self, span: Span) -> &'r str {
        let text = &self.places.text()[span.end()..];
        let end = text.char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| at);
        &text[..end]
    }
}

fn tag(value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": "tagging", "value": value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{BuildOptions, sample};
    use crate::text::OffsetUnit;

    #[test]
    fn the_sample_as_annotations() {
        let mut record = sample::record(&BuildOptions::default());
        record.statements.truncate(1);
        insta::assert_snapshot!(pretty(&record).expect("serialises"));
    }

    #[test]
    fn both_selectors_of_every_target_point_to_the_same_words() {
        let record = sample::record(&BuildOptions { offsets: OffsetUnit::Utf16, ..BuildOptions::default() });
        let letters: Vec<char> = record.document.text.chars().collect();
        let items = collection(&record)["first"]["items"].clone();
        for target in
            items.as_array().expect("items").iter().flat_map(|item| item["target"].as_array().expect("targets"))
        {
            let at = |edge: &str| usize::try_from(target["selector"][1][edge].as_u64().expect("offset")).expect("fits");
            let words: String = letters[at("start")..at("end")].iter().collect();
            assert_eq!(target["selector"][0]["exact"], words);
            let field = |name: &str| target["selector"][0][name].as_str().expect("text").to_owned();
            assert!(record.document.text.contains(&(field("prefix") + &words + &field("suffix"))));
            assert_eq!(target["source"], format!("urn:{}", record.document.id));
        }
    }
}
