//! A browser without a network: asks a desk's router, keeps its cookie and its token.

#![allow(dead_code, reason = "not every test file uses all of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "these are tests")]

use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use hearsay_desk::{Desk, Options};
use tower::ServiceExt;

pub struct Probe {
    pub desk: Desk,
    router: Router,
    pub host: String,
    pub cookie: String,
    pub token: String,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers.get(LOCATION).map_or("", |location| location.to_str().unwrap())
    }

    /// Whether the page holds the text.
    #[track_caller]
    pub fn has(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{text:?} is not in the page:\n{}", self.body);
        self
    }

    #[track_caller]
    pub fn lacks(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text:?} is in the page:\n{}", self.body);
        self
    }
}

impl Probe {
    pub async fn new(store: &Path) -> Self {
        Self::with(Options { editor: "Ida".to_owned(), ..Options::new(store) }).await
    }

    pub async fn with(options: Options) -> Self {
        let desk = Desk::open(options).await.expect("a desk");
        let host = desk.address().trim_start_matches("http://").trim_end_matches('/').to_owned();
        let mut probe = Self { router: desk.router(), desk, host, cookie: String::new(), token: String::new() };
        probe.visit().await;
        probe
    }

    /// Comes in afresh, as another browser.
    pub async fn visit(&mut self) {
        self.cookie.clear();
        let answer = self.get("/login").await;
        self.keep(&answer);
    }

    /// Keeps cookie and token of an answer.
    pub fn keep(&mut self, answer: &Answer) {
        if let Some(cookie) = answer.headers.get(SET_COOKIE) {
            self.cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        }
        if let Some((_, rest)) = answer.body.split_once("data-token=\"") {
            self.token = rest.split('"').next().unwrap().to_owned();
        }
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// A request as a browser of this desk makes it.
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder().method(method).uri(path).header(HOST, &self.host);
        if !self.cookie.is_empty() {
            request = request.header(COOKIE, &self.cookie);
        }
        request
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(self.request(Method::GET, path.split('#').next().unwrap()).body(Body::empty()).unwrap()).await
    }

    /// A form of this desk; its token is put in.
    pub async fn post(&self, path: &str, fields: &str) -> Answer {
        let body = format!("token={}&{fields}", self.token);
        self.ask(self.form(path).body(Body::from(body)).unwrap()).await
    }

    pub fn form(&self, path: &str) -> axum::http::request::Builder {
        self.request(Method::POST, path)
            .header(ORIGIN, format!("http://{}", self.host))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
    }

    /// An upload of one file.
    pub async fn upload(&self, token: &str, name: &str, bytes: &[u8]) -> Answer {
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--edge\r\n\
             Content-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let request = self
            .request(Method::POST, "/add")
            .header(ORIGIN, format!("http://{}", self.host))
            .header("accept", "application/json")
            .header(CONTENT_TYPE, "multipart/form-data; boundary=edge");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }
}
