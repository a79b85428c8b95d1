//! Every page, over a small store of invented stories; a correction shows everywhere at once.

#![allow(clippy::unwrap_used, reason = "these are tests")]

#[path = "../../hearsay-store/tests/common/mod.rs"]
mod common;
mod probe;

use std::fs;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use common::{SAID, Said, Scratch, Story, ferry};
use hearsay::record::{Form, ViaKind};
use hearsay_desk::{Desk, Options};
use hearsay_store::Store;
use probe::Probe;

struct Setting {
    scratch: Scratch,
    /// The address of the story of the ferry.
    ferry: String,
    probe: Probe,
}

async fn setting() -> Setting {
    let mut scratch = Scratch::new();
    let second = Story::new("Harbour master: ramp was safe", "Coast Radio", "2026-03-05").said(Said {
        who: "Lucía Benítez",
        title: "harbour master",
        to: Some("Mirek Dvořák"),
        what: "The ramp is safe",
        via: &[ViaKind::Recording],
        ..SAID
    });
    let id = scratch.store.put(&ferry().at("/stories/ferry.txt")).unwrap().document;
    scratch.store.put(&second.at("/stories/safe.txt")).unwrap();
    let probe = Probe::new(&scratch.path()).await;
    Setting { scratch, ferry: format!("/documents/{}", &id[7..23]), probe }
}

#[tokio::test]
async fn the_inbox_lists_what_came_in() {
    let it = setting().await;
    let page = it.probe.get("/").await;
    page.has("Ferry firm denies it knew of cracked ramp").has("Coast Radio").has("2 documents, 4 statements");
    it.probe.get("/?by=published").await.has("Ferry firm");
    assert_eq!(it.probe.get("/?after=zzz").await.status, StatusCode::BAD_REQUEST);
    assert!(it.probe.get("/intake").await.body.contains("\"waiting\":0"));
}

#[tokio::test]
async fn a_long_inbox_goes_on_with_the_next_page() {
    let mut scratch = Scratch::new();
    for number in 0..35 {
        let story = Story::new(&format!("Story {number}"), "The Harbour Post", "2026-03-03").text("Rain.");
        scratch.store.put(&story.at(&format!("/{number}.txt"))).unwrap();
    }
    let probe = Probe::new(&scratch.path()).await;
    let first = probe.get("/").await;
    first.has("<bdi>Story 34</bdi>").lacks("<bdi>Story 4</bdi>");
    let next = first.body.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
    let next = next.split('"').next().unwrap().to_owned();
    probe.get(&next).await.has("<bdi>Story 4</bdi>").has("First page").lacks("<bdi>Story 34</bdi>");
}

#[tokio::test]
async fn a_story_is_shown_with_its_statements_in_place() {
    let it = setting().await;
    let page = it.probe.get(&it.ferry).await;
    page.has("<span class=\"source\" data-s=\"s1\" id=\"at-s1\">")
        .has("<span class=\"content\" data-s=\"s2\">that its managers had been warned</span>")
        .has("Who said what")
        .has("/stories/ferry.txt");
    let one = it.probe.get(&format!("{}/statements/s1", it.ferry)).await;
    one.has("class=\"source chosen\"")
        .has("1 of 3")
        .has("<dt>To</dt>")
        .has("recording")
        .has("2 hands")
        .has("head of the night crew");
    one.has(&format!("href=\"{}/statements/s2#at-s2\" data-key=\"j\"", it.ferry));
    assert_eq!(it.probe.get(&format!("{}/statements/s9", it.ferry)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(it.probe.get("/documents/00000000").await.status, StatusCode::NOT_FOUND);
    assert_eq!(it.probe.get("/documents/..%2F..%2Fetc").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn selected_words_have_an_address_and_a_citation() {
    let it = setting().await;
    let text = ferry().record().document.text;
    let at = text.find("“The ramp").map(|at| text[..at].chars().count()).unwrap();
    let page = it.probe.get(&format!("{}?from={}&to={}", it.ferry, at + 1, at + 9)).await;
    page.has("<mark id=\"selection\">The ramp</mark>");
    page.has(&format!(
        "“The ramp” — The Harbour Post, “Ferry firm denies it knew of cracked ramp”, 2026-03-03, characters {}–{}",
        at + 1,
        at + 9
    ));
    for wrong in ["from=5", "from=9&to=9", "from=9&to=4", "from=0&to=999999", "from=-1&to=4", "from=a&to=b"] {
        let answer = it.probe.get(&format!("{}?{wrong}", it.ferry)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        answer.has("This cannot be done");
    }
}

#[tokio::test]
async fn ledgers_and_persons_bring_statements_together() {
    let it = setting().await;
    it.probe.get("/ledger").await.has("Mirek Dvořák").has("1 statement");
    it.probe.get(&format!("{}/ledger", it.ferry)).await.has("Northway Ferries").has("head of the night crew");
    let person = it.probe.get("/people?name=Dvorak").await;
    person.has("The ramp was cracked in May").has("head of the night crew").has("Lucía Benítez");
    it.probe.get("/people?name=Nobody").await.has("Nothing is on record");
    assert_eq!(it.probe.get("/people").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn search_finds_narrows_and_tells_what_is_wrong_with_a_query() {
    let it = setting().await;
    it.probe.get("/find").await.has("Fields");
    let found = it.probe.get("/find?q=ramp").await;
    found.has("2 statements").has("Coast Radio").has("/find?q=ramp%20outlet%3A%22Coast%20Radio%22").lacks("will fall");
    it.probe.get("/find?q=ramp&attitudes=1").await.has("3 statements").has("will fall");
    it.probe.get("/find?q=hands%3A%3E1").await.has("1 statement").has("The ramp was cracked in May");
    it.probe.get("/find?q=zebra").await.has("Nothing is found");
    it.probe.get("/find?q=form%3Aloud").await.has("The query cannot be read").has("at character").has("<mark>");
}

#[tokio::test]
async fn dependence_and_check_are_pages_of_a_document() {
    let it = setting().await;
    it.probe.get(&format!("{}/dependence", it.ferry)).await.has("Named persons").has("100%").has("In their own words");
    it.probe.get(&format!("{}/check", it.ferry)).await.has("There is no transcript in the store");
    it.probe.get("/check").await.has("Choose a story");
    it.probe.get("/help").await.has("<kbd>j</kbd>");
}

#[tokio::test]
async fn quotations_are_held_against_a_transcript() {
    let it = setting().await;
    let transcript =
        "BENÍTEZ: The ramp is safe, I think.\n\nDVOŘÁK: The ramp was cracked in June.\n\nBENÍTEZ: Who says so?\n";
    it.probe.upload(&it.probe.token, "call.txt", transcript.as_bytes()).await.has("done");
    let page = it.probe.get(&format!("{}/check", it.ferry)).await;
    let id = page.body.split("name=\"against\" value=\"").nth(1).expect("a transcript").split('"').next().unwrap();
    let report = it.probe.get(&format!("{}/check?against={id}", it.ferry)).await;
    report.has("altered").has("June").has("Both texts").lacks("<style").lacks("<script>");
    assert_eq!(it.probe.get(&format!("{}/check?against=000000", it.ferry)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_correction_shows_everywhere_at_once_and_is_undone() {
    let it = setting().await;
    let statement = format!("{}/statements/s1", it.ferry);
    let answer = it.probe.post(&statement, "what=speaker&name=Ole+Krog&kind=named-person&seen=0").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    it.probe.get(answer.location()).await.has("s1 was said by Ole Krog").has("Undo");
    it.probe.get("/find?q=who%3Akrog").await.has("The ramp was cracked in May");
    it.probe.get("/find?q=who%3Advorak+ramp").await.has("Nothing is found");
    it.probe.get("/ledger").await.has("Ole Krog");
    it.probe.get(&format!("{}/ledger", it.ferry)).await.has("Ole Krog");
    it.probe.get("/audit").await.has("s1 was said by Ole Krog").has("<bdi>Ida</bdi>");
    let answer = it.probe.post("/undo", "change=1").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    it.probe.get(answer.location()).await.has("Undone");
    it.probe.get("/find?q=who%3Akrog").await.has("Nothing is found");
    it.probe.get("/find?q=who%3Advorak+ramp").await.has("The ramp was cracked in May");
    assert_eq!(it.probe.post("/undo", "change=77").await.status, StatusCode::NOT_FOUND);
    assert_eq!(it.probe.post("/review/settle", "correction=1&target=s1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn spans_are_corrected_by_place_or_by_words() {
    let it = setting().await;
    let statement = format!("{}/statements/s1", it.ferry);
    let words = it.probe.post(&statement, "what=spans&part=content&words=cracked+in+May&from=&to=").await;
    it.probe.get(words.location()).await.has("<blockquote class=\"said\" dir=\"auto\">cracked in May</blockquote>");
    let text = ferry().record().document.text;
    let at = text.find("in May").map(|at| text[..at].chars().count()).unwrap();
    let place = it.probe.post(&statement, &format!("what=spans&part=content&words=x&from={at}&to={}", at + 6)).await;
    it.probe.get(place.location()).await.has("dir=\"auto\">in May</blockquote>");
    for wrong in ["words=never+written", "words=", "from=1&to=99999&words=x", "words=a"] {
        let answer = it.probe.post(&statement, &format!("what=spans&part=content&{wrong}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}: {}", answer.body);
    }
    assert_eq!(it.probe.post(&statement, "what=spans&part=ear&words=May").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(it.probe.post(&statement, "what=burn").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(it.probe.post(&statement, "what=speaker&kind=ghost").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn of_two_editors_the_second_is_told() {
    let it = setting().await;
    let statement = format!("{}/statements/s1", it.ferry);
    assert_eq!(it.probe.post(&statement, "what=accept&seen=0").await.status, StatusCode::SEE_OTHER);
    let late = it.probe.post(&statement, "what=reject&seen=0").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.has("Somebody else was faster").has("was changed by somebody else");
    it.probe.get(&statement).await.has("The ramp was cracked in May");
}

#[tokio::test]
async fn review_goes_from_the_least_certain_up() {
    let it = setting().await;
    let page = it.probe.get("/review").await;
    page.has("Accept").has("Coming up").has("name=\"back\" value=\"review\"");
    let address =
        page.body.split("<form method=\"post\" action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answer = it.probe.post(&address, "what=reject&back=review").await;
    assert!(answer.location().starts_with("/review?done="), "{}", answer.location());
    it.probe
        .get(answer.location())
        .await
        .has("Rejected")
        .has("name=\"back\" value=\"review\"")
        .lacks(&format!("action=\"{address}\""));
    let pass = it.probe.get("/review").await;
    let later = pass.body.split("/review?doubt=").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    assert_eq!(it.probe.get(&format!("/review?doubt={later}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn files_come_in_and_broken_ones_cost_only_themselves() {
    let it = setting().await;
    let story = "Ida Brandt, the mayor, said on Monday that the ramp would stay closed.";
    let answer = it.probe.upload(&it.probe.token, "../../mayor.txt", story.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.has("\"name\":\"mayor.txt\"").has("\"stage\":\"done\"").has("added");
    it.probe.upload(&it.probe.token, "again.txt", story.as_bytes()).await.has("in the store already");
    it.probe.upload(&it.probe.token, "broken.pdf", b"%PDF-1.7 broken").await.has("\"stage\":\"failed\"");
    it.probe.upload(&it.probe.token, "picture.png", b"\x89PNG\r\n\x1a\n\0\0\0").await.has("\"stage\":\"failed\"");
    it.probe.get("/").await.has("3 documents").has("broken.pdf");
    it.probe.get("/find?q=who%3ABrandt").await.has("would stay closed");
}

#[tokio::test]
async fn a_store_that_cannot_be_written_is_still_read() {
    let it = setting().await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    it.scratch.store.backup(&copy).unwrap();
    // A superuser writes everywhere: what stands in the way of making the log beside the file is a folder of its name.
    fs::create_dir(folder.path().join("copy.db-wal")).unwrap();
    let Ok(desk) = Desk::open(Options::new(&copy)).await else { return };
    if !desk.is_read_only() {
        return;
    }
    let probe = Probe::new(&copy).await;
    probe.get("/").await.has("Read only.").lacks("Choose");
    assert_eq!(probe.post(&format!("{}/statements/s1", it.ferry), "what=accept").await.status, StatusCode::FORBIDDEN);
    assert_eq!(probe.upload(&probe.token, "a.txt", b"Rain.").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_no_store_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    fs::write(&file, "These are notes and no store at all, though they go on for a while.").unwrap();
    let error = Desk::open(Options::new(&file)).await.err().expect("refused").to_string();
    assert!(error.contains("not a store of hearsay"), "{error}");
    assert!(Desk::open(Options::new(folder.path())).await.is_err());
    let new = folder.path().join("new.db");
    let probe = Probe::new(&new).await;
    probe.get("/").await.has("Nothing here yet");
    for page in ["/ledger", "/review", "/audit", "/check", "/find?q=a"] {
        assert_eq!(probe.get(page).await.status, StatusCode::OK, "{page}");
    }
}

#[tokio::test]
async fn what_is_not_there_and_what_cannot_be_asked_are_plain_pages() {
    let it = setting().await;
    it.probe.get("/nowhere").await.has("Not found").has("there is no page at this address");
    let wrong = it.probe.ask(it.probe.request(Method::DELETE, "/").body(Body::empty()).unwrap()).await;
    assert!(wrong.status.is_client_error());
    assert_eq!(it.probe.get("/assets/none.css").await.status, StatusCode::NOT_FOUND);
    let page = it.probe.get("/").await;
    let style = page.body.split("/assets/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let style = it.probe.get(&format!("/assets/{style}")).await;
    assert_eq!(style.status, StatusCode::OK);
    assert!(style.headers["cache-control"].to_str().unwrap().contains("immutable"));
}

#[tokio::test]
async fn readers_see_what_another_program_wrote() {
    let it = setting().await;
    let mut other = Store::open(&it.scratch.path()).unwrap();
    let story = Story::new("Ramp opens", "Coast Radio", "2026-03-09").said(Said {
        what: "It opens",
        form: Form::Mixed,
        who: "Ole Krog",
        ..SAID
    });
    other.put(&story.at("/stories/opens.txt")).unwrap();
    it.probe.get("/").await.has("Ramp opens").has("3 documents");
}

#[tokio::test]
async fn persons_of_the_store_are_told_apart_and_decided_on() {
    let it = setting().await;
    let by_name = it.probe.get("/people?name=Dvorak").await;
    by_name.has("Persons of this name");
    let number = by_name.body.split("href=\"/people/").nth(1).expect("a person").split('"').next().unwrap().to_owned();
    let person = format!("/people/{number}");
    it.probe.get(&person).await.has("Put together from").has("The ramp was cracked in May").has("Ferry firm denies");
    it.probe.get(&format!("{}/statements/s1", it.ferry)).await.has(&format!("href=\"{person}\""));

    let renamed = it.probe.post(&person, "what=rename&name=Mirek+of+the+Night").await;
    it.probe.get(renamed.location()).await.has("<h1><bdi>Mirek of the Night</bdi></h1>").has("Renamed a person");
    let change = renamed.location().rsplit('=').next().unwrap().to_owned();
    it.probe.post("/undo", &format!("change={change}")).await;
    it.probe.get(&person).await.lacks("Mirek of the Night");

    let other = it.probe.get("/people?name=Benitez").await;
    let other = other.body.split("href=\"/people/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let never = it.probe.post(&person, &format!("what=never&other={other}")).await;
    it.probe.get(never.location()).await.has("Decided never to be").has("are two");
    assert_eq!(it.probe.post(&person, &format!("what=merge&other={other}")).await.status, StatusCode::BAD_REQUEST);
    let change = never.location().rsplit('=').next().unwrap().to_owned();
    it.probe.post("/undo", &format!("change={change}")).await;
    let merged = it.probe.post(&person, &format!("what=merge&other={other}")).await;
    it.probe.get(merged.location()).await.has("Made one person of").has("The ramp is safe");
    it.probe.get("/audit").await.has("Made one person of").has("Undo change");
    assert_eq!(it.probe.get("/people/987654").await.status, StatusCode::NOT_FOUND);
    assert_eq!(it.probe.post(&person, "what=split").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(it.probe.post(&person, "what=split&entity=x").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(it.probe.post(&person, "what=merge&other=x").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn words_are_followed_through_documents() {
    let mut scratch = Scratch::new();
    let first = "The eastern ramp was cracked in May and nobody closed it before the summer sailings began";
    let worn = "The eastern ramp was cracked in June and nobody closed it before the summer sailings began";
    for (at, (outlet, published, what)) in
        [("The Harbour Post", "2026-03-03", first), ("Coast Radio", "2026-03-05", worn)].into_iter().enumerate()
    {
        let said = Said { who: "Mirek Dvořák", what, ..SAID };
        let story = Story::new(&format!("Ramp {at}"), outlet, published).said(said);
        scratch.store.put(&story.at(&format!("/{at}.txt"))).unwrap();
    }
    let probe = Probe::new(&scratch.path()).await;
    probe.get("/trace").await.has("Words to follow");
    let text = first.replace(' ', "+");
    let way = probe.get(&format!("/trace?text={text}")).await;
    way.has("id=\"step-1\"")
        .has("id=\"step-2\"")
        .has("Coast Radio")
        .has("held against <a href=\"#step-1\">1</a>")
        .has("June");
    let first = probe.get("/find?q=ramp").await;
    let statement = first.body.split("/documents/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    probe.get(&format!("/trace?document={statement}&statement=s1")).await.has("id=\"step-2\"");
    assert_eq!(probe.get(&format!("/trace?document={statement}&statement=s9")).await.status, StatusCode::NOT_FOUND);
    probe.get("/trace?text=zebras+dance").await.has("stand nowhere");
}
