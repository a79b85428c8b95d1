use super::page;
use crate::record::{BuildOptions, Record, sample};

fn sample() -> Record {
    sample::record(&BuildOptions { why: true, ..BuildOptions::default() })
}

/// The words of the story as a browser shows them: tags and labels gone, entities resolved.
fn words_of_story(page: &str) -> String {
    let story = page.split("<article>\n").nth(1).and_then(|rest| rest.split("</article>").next()).expect("a story");
    let mut out = String::new();
    let mut label = false;
    for piece in story.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a whole tag");
        label = tag.starts_with("a class=\"tag\"") || label && tag != "/a";
        if !label {
            out.push_str(text);
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(out, |text, (entity, character)| text.replace(entity, character))
}

#[test]
fn the_story_is_all_there_once() {
    let record = sample();
    let shown: Vec<String> = words_of_story(&page(&record)).lines().map(str::to_owned).collect();
    let text: Vec<&str> = record.document.parts.iter().map(|part| part.pinned.text.as_str()).collect();
    assert_eq!(shown, text);
}

#[test]
fn marks_nest_and_close() {
    let page = page(&sample());
    assert_eq!(page.matches("<span").count(), page.matches("</span>").count());
    assert!(page.contains("<span class=\"content s4\" title=\"s4 words\"><a class=\"tag\" href=\"#s4\">s4 words</a><span class=\"source s5\" id=\"at-s5\""));
}

#[test]
fn marks_that_overlap_in_any_way_keep_the_words() {
    let mut record = sample();
    record.statements[0].content.spans = vec![[10, 100], [50, 300], [0, 389]];
    record.statements[1].source.spans = vec![[90, 95], [95, 95], [380, 9999]];
    let text: Vec<&str> = record.document.parts.iter().map(|part| part.pinned.text.as_str()).collect();
    assert_eq!(words_of_story(&page(&record)), text.join("\n") + "\n");
    record.document.parts.truncate(2);
    assert!(
        words_of_story(&page(&record)).contains("It has been feared that the ramp will fall."),
        "text outside all parts"
    );
}

#[test]
fn nothing_is_asked_of_the_network_and_nothing_runs() {
    let mut record = sample();
    let evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'";
    record.document.title = Some(evil.to_owned());
    record.document.outlet = Some(evil.to_owned());
    record.document.url = Some("javascript:alert(1)".to_owned());
    record.made_by.model = Some(evil.to_owned());
    record.statements[0].source.text = Some(evil.to_owned());
    record.statements[0].because[0].decider = evil.to_owned();
    let page = page(&record);
    for forbidden in
        ["<script", "<img", "src=", "url(", "@import", "<link", "href=\"javascript", "<iframe", "onerror=\""]
    {
        let found = page.replace(&evil.replace('<', "&lt;"), "").replace("img src=x onerror", "").contains(forbidden);
        assert!(!found, "{forbidden}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn circumstances_are_drawn_and_disputes_link_to_each_other() {
    let page = page(&sample::told(&BuildOptions::default()));
    for expected in [
        "<p>Depends on Evening Tidings (outlet) for 40% of what is said.</p>",
        "<p class=\"scene\"><bdi>said Monday (2026-03-02) · on a call (“the night crew”) · in Czech</bdi></p>",
        "<ol class=\"chain\" aria-label=\"2 hands\"><li><span>recording <bdi>“cracked ramp”</bdi></span></li>\
         <li><span>transcript <bdi>Evening Tidings</bdi></span></li><li><span>here</span></li></ol>",
        "<b>denied by</b> <a href=\"#s2\">s2</a>: <bdi>“denied”</bdi>",
        "<b>denies</b> <a href=\"#s1\">s1</a>",
        "<b>does not confirm</b> <bdi>“the ramp will fall”</bdi>: <bdi>“feared”</bdi>",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
}

#[test]
fn circumstances_are_escaped() {
    let mut record = sample::told(&BuildOptions::default());
    let evil = || "<b onclick=x>".to_owned();
    record.entities[0].name = Some(evil());
    record.times[0].pinned.text = evil();
    record.disputes.iter_mut().for_each(|dispute| dispute.pinned.text = evil());
    record.disputes[1].about = crate::record::About::Event { event: evil() };
    assert!(!page(&record).contains("<b onclick"));
}

#[test]
fn an_empty_record_is_a_page() {
    let mut record = sample();
    record.statements.clear();
    record.document.parts.clear();
    record.document.text.clear();
    record.document.title = None;
    let page = page(&record);
    assert!(page.contains("No statements were found.") && page.contains("<title>Untitled"));
}
