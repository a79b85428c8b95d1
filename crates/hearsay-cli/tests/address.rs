//! `hearsay read URL` against a server on this machine: what is read, what is refused, and what is said.

#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use common::Scratch;

const PAGE: &str = "<html lang=en><head><title>Ferry waits for the wind | The Quay</title><meta property=og:site_name content='The Quay'></head><body><article>\
    <h1>Ferry waits for the wind</h1><p>“The ramp was cracked,” said Mirek Dvořák, who runs the night crew at the harbour.</p>\
    <p>The mayor said on Tuesday that nobody had asked him.</p></article></body></html>";

/// A server that answers every request by its path, until the test ends; gives its address.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    let own = address.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let own = own.clone();
            thread::spawn(move || answer(stream, &own));
        }
    });
    address
}

fn answer(mut stream: TcpStream, own: &str) {
    let mut reader = BufReader::new(stream.try_clone().expect("cloned"));
    let mut line = String::new();
    reader.read_line(&mut line).expect("a request");
    let mut header = String::new();
    while reader.read_line(&mut header).is_ok_and(|length| length > 2) {
        header.clear();
    }
    let path = line.split(' ').nth(1).unwrap_or("/").to_owned();
    let (status, headers, body): (&str, String, Vec<u8>) = match path.as_str() {
        "/story" => ("200 OK", "Content-Type: text/html; charset=utf-8\r\n".to_owned(), PAGE.into()),
        "/latin" => (
            "200 OK",
            "Content-Type: text/plain; charset=windows-1252\r\n".to_owned(),
            b"Caf\xe9 owner Ann Lee said no.".to_vec(),
        ),
        "/moved" => ("302 Found", "Location: /story\r\n".to_owned(), Vec::new()),
        "/loop" => ("302 Found", format!("Location: {own}/loop\r\n"), Vec::new()),
        "/file" => ("302 Found", "Location: file:///etc/hostname\r\n".to_owned(), Vec::new()),
        "/picture" => ("200 OK", "Content-Type: image/png\r\n".to_owned(), b"\x89PNG\r\n".to_vec()),
        "/huge" => ("200 OK", "Content-Type: text/plain\r\n".to_owned(), vec![b'a'; 33 << 20]),
        _ => ("404 Not Found", String::new(), Vec::new()),
    };
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    // A client that refuses the answer goes away in the middle.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

#[test]
fn a_page_is_read_where_private_addresses_are_allowed() {
    let (server, scratch) = (server(), Scratch::with(&[]));
    for path in ["/story", "/moved"] {
        let run = scratch.run(&["read", &format!("{server}{path}"), "--allow-private", "-f", "json"]);
        assert_eq!(run.code, 0, "{path}: {}", run.err);
        let record: serde_json::Value = serde_json::from_str(&run.out).expect("one JSON object");
        assert_eq!(record["document"]["title"], "Ferry waits for the wind");
        assert_eq!(record["document"]["outlet"], "The Quay");
        assert_eq!(record["document"]["url"], format!("{server}/story"), "the address it was found at");
    }
    let run = scratch.run(&["read", &format!("{server}/latin"), "--allow-private", "-f", "json"]);
    assert!(run.out.contains("Café owner"), "{}", run.err);
}

#[test]
fn this_machine_is_refused_unless_allowed() {
    let (server, scratch) = (server(), Scratch::with(&[("a.txt", "“No,” she said.")]));
    let by_name = server.replace("127.0.0.1", "localhost");
    let mapped = server.replace("127.0.0.1", "[::ffff:127.0.0.1]");
    let short = server.replace("127.0.0.1", "127.1");
    for address in [&server, &by_name, &mapped, &short] {
        let run = scratch.run(&["read", &format!("{address}/story"), "a.txt", "-f", "jsonl", "--quiet"]);
        assert_eq!((run.code, run.out.lines().count()), (1, 1), "{address}: the file beside it is read");
        assert!(run.err.contains("not public") && run.err.lines().count() == 1, "{address}: {}", run.err);
    }
    let run = scratch.run(&["read", &format!("{server}/story"), "--allow-private", "--offline"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("--offline"), "{}", run.err);
}

#[test]
fn what_is_no_page_is_told_in_a_line() {
    let (server, scratch) = (server(), Scratch::with(&[]));
    let cases = [
        ("/none", "no such page"),
        ("/picture", "image/png"),
        ("/loop", "redirect"),
        ("/file", ""),
        ("/huge", "larger than 32 MiB"),
    ];
    for (path, said) in cases {
        let run = scratch.run(&["read", &format!("{server}{path}"), "--allow-private"]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{path}");
        assert!(run.err.contains(said) && run.err.lines().count() == 1, "{path}: {}", run.err);
    }
    let run = scratch.run(&["read", "https://", "http://no host/", "ftp://example.org/x"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.err.lines().count(), 4, "{}", run.err);
}
