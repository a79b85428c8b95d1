//! Turns out of a kremlin.ru page: paragraphs that begin with a bold label and a colon. A reader of its own, so that the
//! gold does not depend on the engine's.

use super::corpus::RawTurn;

/// The turns of one page; empty where no paragraph bears a label.
pub fn turns(html: &str) -> Vec<RawTurn> {
    let mut turns: Vec<RawTurn> = Vec::new();
    for paragraph in html.split("<p>").skip(1) {
        let paragraph = paragraph.split("</p>").next().unwrap_or("");
        if let Some((label, text)) = labelled(paragraph) {
            turns.push(RawTurn { label, text });
        } else if let Some(turn) = turns.last_mut() {
            let text = plain(paragraph);
            if text.trim_start().starts_with('*') || paragraph.trim_start().starts_with("<i>") {
                break;
            }
            turn.text.push(' ');
            turn.text.push_str(&text);
        }
    }
    turns
}

/// "<b>NAME</b>: words" or "<b>NAME:</b> words".
fn labelled(paragraph: &str) -> Option<(String, String)> {
    let rest = paragraph.trim_start().trim_start_matches("<b></b>").strip_prefix("<b>")?;
    let (bold, text) = rest.split_once("</b>")?;
    let bold = plain(bold);
    let bold = bold.trim();
    let (label, text) = match bold.strip_suffix(':') {
        Some(label) => (label, text),
        None => (bold, text.trim_start().strip_prefix(':')?),
    };
    let good = !label.is_empty() && label.len() < 90 && label.chars().any(char::is_alphabetic);
    good.then(|| (label.split_whitespace().collect::<Vec<_>>().join(" "), plain(text)))
}

/// Text without tags, tooltips and entities.
fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut spans = 0usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if spans == 0 {
            out.push_str(&rest[..at]);
        }
        let Some(end) = rest[at..].find('>') else { break };
        let tag = &rest[at..at + end];
        if tag.starts_with("<span") {
            spans += 1;
        } else if tag.starts_with("</span") {
            spans = spans.saturating_sub(1);
        } else if tag.starts_with("<br") {
            out.push(' ');
        }
        rest = &rest[at + end + 1..];
    }
    if spans == 0 {
        out.push_str(rest);
    }
    for (entity, text) in [
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#39;", "'"),
        ("&amp;", "&"),
        ("\u{a0}", " "),
    ] {
        out = out.replace(entity, text);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn labels_and_paragraphs_that_go_on() {
        let page = "<p>Lead.</p><p><b>Vera Lind</b>: Good&nbsp;day.</p> <p>And more.</p><p><b>OLE <a>DAHL<span>x <span>y</span></span></a>:</b> Yes.</p>";
        let turns = super::turns(page);
        let shown: Vec<_> = turns.iter().map(|t| (t.label.as_str(), t.text.trim())).collect();
        assert_eq!(shown, [("Vera Lind", "Good day. And more."), ("OLE DAHL", "Yes.")]);
    }
}
