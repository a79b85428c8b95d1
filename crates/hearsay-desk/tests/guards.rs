//! Each guard keeps out what it is there for.

#![allow(clippy::unwrap_used, reason = "these are tests")]

#[path = "../../hearsay-store/tests/common/mod.rs"]
mod common;
mod probe;

use std::net::{IpAddr, Ipv4Addr};

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, ORIGIN, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use common::{SAID, Said, Scratch, Story, ferry};
use hearsay_desk::{Desk, Options};
use probe::Probe;

/// Everything that changes something.
const CHANGES: [&str; 7] =
    ["/add", "/undo", "/login", "/logout", "/people/1", "/review/settle", "/documents/0123456789/statements/s1"];

const PASSPHRASE: &str = "a ferry at low tide";

fn store() -> (Scratch, String) {
    let mut scratch = Scratch::new();
    let put = scratch.store.put(&ferry().at("/stories/ferry.txt")).unwrap();
    (scratch, put.document)
}

async fn guarded(scratch: &Scratch) -> Probe {
    let passphrase = Some(PASSPHRASE.to_owned());
    Probe::with(Options { passphrase, ..Options::new(scratch.path()) }).await
}

#[tokio::test]
async fn a_name_that_was_made_to_lead_here_is_refused() {
    let (scratch, _) = store();
    let probe = Probe::new(&scratch.path()).await;
    assert_eq!(probe.get("/").await.status, StatusCode::OK);
    let port = probe.host.rsplit(':').next().unwrap().to_owned();
    for host in [format!("evil.example:{port}"), "127.0.0.1:1".to_owned(), "evil.example".to_owned(), String::new()] {
        let request = Request::get("/").header(HOST, host).body(Body::empty()).unwrap();
        let answer = probe.ask(request).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
        answer.lacks("Ferry firm");
    }
    let without = Request::get("/").body(Body::empty()).unwrap();
    assert_eq!(probe.ask(without).await.status, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn another_site_changes_nothing() {
    let (scratch, _) = store();
    let probe = Probe::new(&scratch.path()).await;
    let body = || Body::from(format!("token={}&change=1", probe.token));
    let foreign = [
        (ORIGIN.as_str(), "http://evil.example"),
        (ORIGIN.as_str(), "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ];
    for path in CHANGES {
        for (name, value) in foreign {
            let request = probe.request(Method::POST, path).header(name, value);
            let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body()).unwrap();
            let answer = probe.ask(request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {name} {value}");
            answer.has("another site asked for this change");
        }
    }
}

#[tokio::test]
async fn a_form_without_the_token_of_its_visitor_changes_nothing() {
    let (scratch, _) = store();
    let mut probe = Probe::new(&scratch.path()).await;
    let others = probe.token.clone();
    probe.visit().await;
    assert_ne!(others, probe.token);
    for path in CHANGES {
        for token in ["", "token=", &format!("token={others}"), &format!("xtoken={}", probe.token)] {
            let answer = probe.ask(probe.form(path).body(Body::from(token.to_owned())).unwrap()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {token}");
        }
    }
    let answer = probe.upload(&others, "a.txt", b"Ida Brandt said no.").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    answer.has("the form was not made by this desk");
}

#[tokio::test]
async fn every_answer_tells_the_browser_to_run_nothing_foreign() {
    let (scratch, id) = store();
    let probe = Probe::new(&scratch.path()).await;
    let document = format!("/documents/{}", &id[7..23]);
    for path in ["/", "/nowhere", "/find?q=%28", "/documents/0000000000", "/help", &document] {
        let answer = probe.get(path).await;
        let header = |name: &str| answer.headers.get(name).map_or("", |value| value.to_str().unwrap());
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{path}: {policy}");
        for part in ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("x-frame-options"), "DENY", "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{path}");
        for inline in ["<style", "style=\"", "<script>", "javascript:", " onclick", " onload"] {
            answer.lacks(inline);
        }
    }
}

#[tokio::test]
async fn words_of_a_story_are_never_markup() {
    let mut scratch = Scratch::new();
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u{202e}";
    let story =
        Story::new(evil, evil, "2026-03-03").said(Said { who: evil, title: evil, to: Some(evil), what: evil, ..SAID });
    let document = scratch.store.put(&story.at("/<script>.txt")).unwrap().document;
    let probe = Probe::new(&scratch.path()).await;
    let address = format!("/documents/{}", &document[7..23]);
    let encoded = "%3Cscript%3Ealert%281%29%3C%2Fscript%3E";
    let pages = [
        "/".to_owned(),
        address.clone(),
        format!("{address}/statements/s1"),
        format!("{address}/ledger"),
        format!("{address}/dependence"),
        format!("{address}/check"),
        format!("{address}?from=0&to=20"),
        "/ledger".to_owned(),
        "/review".to_owned(),
        "/find?q=alert".to_owned(),
        format!("/find?q={encoded}"),
        format!("/find?q=%28{encoded}"),
        format!("/people?name={encoded}"),
        "/people/1".to_owned(),
        format!("/trace?text={encoded}"),
        format!("/documents/{encoded}"),
        format!("{address}/statements/{encoded}"),
        format!("/login?to={encoded}"),
    ];
    for page in pages {
        let answer = probe.get(&page).await;
        answer.lacks("<script>alert").lacks("<img src=x");
    }
    let answer = probe.upload(&probe.token, "<b>.zip", b"\0\0\0").await;
    assert_eq!(answer.headers[CONTENT_TYPE], "application/json");
    probe.get("/").await.lacks("<b>.zip").has("&#60;b&#62;.zip");
}

#[tokio::test]
async fn an_upload_is_capped() {
    let (scratch, _) = store();
    let probe = Probe::new(&scratch.path()).await;
    let answer = probe.upload(&probe.token, "large.txt", &vec![b'a'; (50 << 20) + 1]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    answer.has("larger than 50 MB");
    // One that says so itself is not read at all.
    let request = probe
        .request(Method::POST, "/add")
        .header(CONTENT_LENGTH, 60 << 20)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=edge");
    let answer = probe.ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    answer.has("larger than 50 MB").has("hearsay add");
    let large = "a".repeat(2 << 20);
    assert_eq!(probe.post("/undo", &large).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_desk_for_others_wants_a_passphrase() {
    let (scratch, _) = store();
    let bind = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
    let open = Options { bind, ..Options::new(scratch.path()) };
    let error = Desk::open(open.clone()).await.err().expect("refused").to_string();
    assert!(error.contains("needs a passphrase") && error.contains("HEARSAY_PASSPHRASE"), "{error}");
    let short = Options { passphrase: Some("abc".to_owned()), ..open.clone() };
    let error = Desk::open(short).await.err().expect("refused").to_string();
    assert!(error.contains("too short"), "{error}");
    let long = Options { passphrase: Some(PASSPHRASE.to_owned()), ..open };
    assert!(Desk::open(long).await.is_ok());
}

#[tokio::test]
async fn nobody_gets_in_without_the_passphrase() {
    let (scratch, id) = store();
    let mut probe = guarded(&scratch).await;
    let document = format!("/documents/{}", &id[7..23]);
    for path in ["/", "/find?q=ramp", "/intake", "/nowhere", "/audit", &document] {
        let answer = probe.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.location().starts_with("/login?to="), "{path}");
        answer.lacks("ramp");
    }
    assert_eq!(probe.post("/undo", "change=1").await.status, StatusCode::FORBIDDEN);
    let upload = probe.upload(&probe.token, "a.txt", b"Ida Brandt said no.").await;
    assert_eq!(upload.status, StatusCode::FORBIDDEN);

    let wrong = probe.post("/login", "name=Ida&passphrase=a+ferry+at+high+tide").await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    wrong.has("not the passphrase");
    assert!(!wrong.headers.contains_key(SET_COOKIE));

    let before = probe.cookie.clone();
    let right = probe.post("/login", "name=Ida&passphrase=a+ferry+at+low+tide&to=%2F%2Fevil.example").await;
    assert_eq!((right.status, right.location()), (StatusCode::SEE_OTHER, "/"));
    let cookie = right.headers[SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    probe.keep(&right);
    assert_ne!(before, probe.cookie, "a session that was known before is not let in");
    let inside = probe.get(&document).await;
    inside.has("Ferry firm").has("Logged in as");
    probe.keep(&inside);
    probe.post(&format!("{document}/statements/s1"), "what=accept").await;
    probe.get("/audit").await.has("<bdi>Ida</bdi>");

    assert_eq!(probe.post("/logout", "").await.location(), "/login");
    assert_eq!(probe.get(&document).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_guessed_session_is_nobody_s() {
    let (scratch, _) = store();
    let mut probe = guarded(&scratch).await;
    for cookie in ["0".repeat(64), "x".repeat(64), String::new(), "0".repeat(9)] {
        probe.cookie = format!("hearsay={cookie}");
        assert_eq!(probe.get("/").await.status, StatusCode::SEE_OTHER);
    }
}
