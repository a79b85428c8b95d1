//! Statements of the store as a terminal and a program get them.

use hearsay::record::text::short_id;
use hearsay::record::{Act, Mode, word};
use hearsay_store::StatementRow;
use serde_json::{Value, json};

/// Three lines: who to whom, the words, where they stand.
pub fn text(row: &StatementRow) -> String {
    let who = row.speaker.as_deref().or(row.source.as_deref()).unwrap_or("(no source named)");
    let cue = row.cue.as_deref().map_or(String::new(), |cue| format!(" — {cue}"));
    let to = if row.audience.is_empty() { String::new() } else { format!(" → {}", row.audience.join(", ")) };
    let place = [row.outlet.as_deref(), row.published.as_deref(), row.title.as_deref()];
    let mut place: Vec<String> = place.into_iter().flatten().map(str::to_owned).collect();
    place.push(name(row));
    let lines = [
        format!("{who}{to}{cue}"),
        format!("    {}", row.content),
        format!("    {} · {}", marks(row).join(" · "), place.join(" · ")),
    ];
    lines.iter().map(|line| plain(line) + "\n").collect::<String>() + "\n"
}

/// What a statement is called on the command line: `3f9a12c4#s7`.
pub fn name(row: &StatementRow) -> String {
    format!("{}#{}", short_id(&row.document), row.id)
}

fn marks(row: &StatementRow) -> Vec<String> {
    let mut marks = vec![word(row.form)];
    if row.mode != Mode::Speech {
        marks.push(word(row.mode));
    }
    if !matches!(row.act, Act::Say | Act::Other) {
        marks.push(word(row.act));
    }
    if row.negated {
        marks.push("negated".to_owned());
    }
    match row.hands {
        0 => {}
        1 => marks.push("1 hand".to_owned()),
        hands => marks.push(format!("{hands} hands")),
    }
    if row.reviewed {
        marks.push("reviewed".to_owned());
    }
    marks
}

/// Without line breaks, and without what could steer a terminal.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// For a program.
pub fn json(row: &StatementRow) -> Value {
    json!({
        "document": row.document, "id": row.id, "number": row.number.number(),
        "speaker": row.speaker, "source": row.source, "kind": row.kind, "titles": row.titles, "audience": row.audience,
        "cue": row.cue, "content": row.content, "passage": row.passage, "spans": [row.span],
        "mode": row.mode, "form": row.form, "act": row.act, "negated": row.negated, "said": row.said,
        "hands": row.hands, "via": row.via.split_whitespace().collect::<Vec<_>>(),
        "confidence": row.confidence, "reviewed": row.reviewed,
        "title": row.title, "outlet": row.outlet, "published": row.published, "url": row.url,
    })
}
