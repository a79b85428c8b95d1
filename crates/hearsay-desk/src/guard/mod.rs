//! Who may ask for what. In the order in which a request meets them: the host it asks for ([`hosts`]), the session it belongs to
//! ([`sessions`]), the passphrase, and for every change the page it comes from (`Origin`) and the token of that page. Answers carry headers
//! that leave a browser no way to run or load anything foreign ([`headers`]).

mod headers;
mod hosts;
mod passphrase;
mod sessions;
mod tokens;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::Shared;
use crate::failure::Failure;
use crate::links::encoded;
use crate::open::Options;
use hosts::Hosts;
use passphrase::Passphrase;
pub(crate) use passphrase::PassphraseError;
use sessions::Sessions;
pub(crate) use tokens::TOKEN;
use tokens::Tokens;

/// The largest upload, in bytes.
pub(crate) const LARGEST_UPLOAD: usize = 50 << 20;

/// The largest form, in bytes.
const LARGEST_FORM: usize = 1 << 20;

/// How much of an upload that is too large is read to its end, so that the browser hears the answer.
const DRAINED: usize = 4 * LARGEST_UPLOAD;

const COOKIE_NAME: &str = "hearsay";

/// All guards.
pub(crate) struct Guard {
    hosts: Hosts,
    tokens: Tokens,
    sessions: Sessions,
    passphrase: Option<Passphrase>,
}

/// Who asks.
#[derive(Clone)]
pub(crate) struct Visitor {
    /// The session's number, as its cookie holds it.
    session: String,
    /// What forms of this session carry.
    pub token: String,
    /// The name that was given at the door, where there is one.
    pub name: Option<String>,
}

/// Why a guard could not be set up.
pub(crate) type SetUp<T> = Result<T, PassphraseError>;

impl Guard {
    pub fn new(options: &Options, port: u16) -> SetUp<Self> {
        let passphrase = options.passphrase.as_deref().map(Passphrase::new).transpose()?;
        if passphrase.is_none() && !options.bind.is_loopback() {
            return Err(PassphraseError::Missing);
        }
        Ok(Self {
            hosts: Hosts::new(options.bind, port, &options.hosts),
            tokens: Tokens::new()?,
            sessions: Sessions::default(),
            passphrase,
        })
    }

    /// The address to open in a browser.
    pub fn address(&self) -> String {
        self.hosts.address()
    }

    /// Whether whoever comes has to log in.
    pub fn has_door(&self) -> bool {
        self.passphrase.is_some()
    }

    /// Lets somebody in who knows the passphrase; gives the cookie of the new session. Slow, on purpose.
    pub fn enter(&self, name: &str, words: &str) -> Option<HeaderValue> {
        if !self.passphrase.as_ref()?.is(words) {
            return None;
        }
        let session = tokens::random().ok()?;
        self.sessions.begin(&session, name);
        cookie(&session)
    }

    /// Ends the session of a visitor.
    pub fn leave(&self, visitor: &Visitor) {
        self.sessions.end(&visitor.session);
    }

    /// Whether a token was made for this visitor.
    pub fn accepts(&self, visitor: &Visitor, token: &str) -> bool {
        tokens::same(visitor.token.as_bytes(), token.as_bytes())
    }
}

/// Every request goes through here, and every answer.
pub(crate) async fn guard(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let mut new = None;
    let mut response = match admit(&app, request, &mut new).await {
        Ok(request) => as_page(next.run(request).await).await,
        Err(response) => response,
    };
    headers::put(response.headers_mut());
    if let Some(cookie) = new.filter(|_| !response.headers().contains_key(SET_COOKIE)) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

/// What the framework refuses in plain text (an address or a form that does not fit) as the page that every refusal is.
async fn as_page(response: Response) -> Response {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !response.status().is_client_error() || !kind.starts_with("text/plain") {
        return response;
    }
    let status = response.status();
    let words = to_bytes(response.into_body(), LARGEST_FORM).await.unwrap_or_default();
    let words = String::from_utf8_lossy(&words).trim_end_matches('.').to_lowercase();
    (status, Failure::Bad(words)).into_response()
}

/// The request with its visitor, or the answer that refuses it. `new` gets the cookie of a session that begins.
async fn admit(app: &Shared, request: Request, new: &mut Option<HeaderValue>) -> Result<Request, Response> {
    let guard = &app.guard;
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| guard.hosts.has(host)) {
        let refused = Failure::Denied("this desk is not asked for by its own address");
        return Err((StatusCode::MISDIRECTED_REQUEST, refused).into_response());
    }
    let visitor = guard.visitor(&request, new).map_err(IntoResponse::into_response)?;
    let path = request.uri().path();
    let open = path == "/login" || path.starts_with("/assets/");
    if guard.has_door() && visitor.name.is_none() && !open {
        return Err(to_the_door(&request));
    }
    let mut request = request;
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        guard.comes_from_here(&request).map_err(IntoResponse::into_response)?;
        request = carries_token(guard, &visitor, request).await.map_err(IntoResponse::into_response)?;
    }
    request.extensions_mut().insert(visitor);
    Ok(request)
}

impl Guard {
    fn visitor(&self, request: &Request, new: &mut Option<HeaderValue>) -> Result<Visitor, Failure> {
        let session = match session(request) {
            Some(session) => session.to_owned(),
            None => {
                let session = tokens::random().map_err(|_| Failure::Defect)?;
                *new = cookie(&session);
                session
            }
        };
        let name = self.sessions.name(&session);
        Ok(Visitor { token: self.tokens.of(&session), name, session })
    }

    /// A change must be asked for by a page of this desk.
    fn comes_from_here(&self, request: &Request) -> Result<(), Failure> {
        let header = |name| request.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let origin = header(ORIGIN).is_none_or(|origin| self.hosts.is_origin(origin));
        let site = header(header::HeaderName::from_static("sec-fetch-site"));
        if origin && site.is_none_or(|site| site == "same-origin" || site == "none") {
            Ok(())
        } else {
            Err(Failure::Denied("another site asked for this change"))
        }
    }
}

/// A form must carry the token of its visitor. That of an upload stands inside it, and is looked at where it is taken apart.
async fn carries_token(guard: &Guard, visitor: &Visitor, request: Request) -> Result<Request, Failure> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return bounded(request).await;
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, LARGEST_FORM).await.map_err(|_| Failure::Bad("the form is too large".to_owned()))?;
    if !guard.accepts(visitor, &tokens::in_form(&bytes)) {
        return Err(Failure::Denied("the form was not made by this desk, or before it was last started"));
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// Refuses an upload that says itself that it is too large, but hears it out first: a browser that is cut short shows no answer.
async fn bounded(request: Request) -> Result<Request, Failure> {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    // The frame of a form and its other fields are small.
    if length.is_none_or(|length| length <= LARGEST_UPLOAD + LARGEST_FORM) {
        return Ok(request);
    }
    drain(request.into_body()).await;
    Err(Failure::TooLarge)
}

/// Reads what a browser still sends, up to a limit, and keeps none of it.
pub(crate) async fn drain(body: Body) {
    let mut stream = body.into_data_stream();
    let mut read = 0;
    while let Some(Ok(chunk)) = futures_util::StreamExt::next(&mut stream).await {
        read += chunk.len();
        if read > DRAINED {
            break;
        }
    }
}

fn to_the_door(request: &Request) -> Response {
    if request.method() != Method::GET {
        return Failure::Denied("log in first").into_response();
    }
    let to = request.uri().path_and_query().map_or("/", |to| to.as_str());
    axum::response::Redirect::to(&format!("/login?to={}", encoded(to))).into_response()
}

/// The number in the session's cookie.
fn session(request: &Request) -> Option<&str> {
    let cookies = request.headers().get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let mut each = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    let found = each.find(|(name, _)| *name == COOKIE_NAME)?.1;
    (found.len() == tokens::LENGTH && found.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(found)
}

fn cookie(session: &str) -> Option<HeaderValue> {
    HeaderValue::try_from(format!("{COOKIE_NAME}={session}; Path=/; HttpOnly; SameSite=Strict")).ok()
}
