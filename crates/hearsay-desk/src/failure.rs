//! What can go wrong with a request, as a plain page that says what and what to do.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use hearsay_store::Error;

use crate::assets;
use crate::guard::LARGEST_UPLOAD;

/// Why there is no page.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nothing is at this address.
    Missing(String),
    /// The request makes no sense.
    Bad(String),
    /// A guard refuses the request.
    Denied(&'static str),
    /// The upload is too large.
    TooLarge,
    /// The store can only be read.
    ReadOnly,
    /// The store failed.
    Store(Error),
    /// The program failed.
    Defect,
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    assets: assets::Names,
    title: &'a str,
    message: &'a str,
    advice: &'a str,
}

impl Failure {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Missing(_) => StatusCode::NOT_FOUND,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::Denied(_) | Self::ReadOnly => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Store(error) if error.is_busy() => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(error) if error.is_conflict() => StatusCode::CONFLICT,
            Self::Store(error) if error.is_not_found() => StatusCode::NOT_FOUND,
            Self::Store(error) if error.is_refused() => StatusCode::BAD_REQUEST,
            Self::Store(_) | Self::Defect => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What went wrong, in a sentence without a full stop.
    pub fn message(&self) -> String {
        match self {
            Self::Missing(what) | Self::Bad(what) => what.clone(),
            Self::Denied(why) => (*why).to_owned(),
            Self::TooLarge => format!("the upload is larger than {} MB", LARGEST_UPLOAD >> 20),
            Self::ReadOnly => "the store can only be read: its file or folder cannot be written".to_owned(),
            Self::Store(error) => error.to_string(),
            Self::Defect => "a defect in hearsay stopped the work on this page".to_owned(),
        }
    }

    fn title(&self) -> &'static str {
        match self.status() {
            StatusCode::NOT_FOUND => "Not found",
            StatusCode::BAD_REQUEST => "This cannot be done",
            StatusCode::FORBIDDEN => "Refused",
            StatusCode::PAYLOAD_TOO_LARGE => "Too large",
            StatusCode::CONFLICT => "Somebody else was faster",
            StatusCode::SERVICE_UNAVAILABLE => "The store is busy",
            _ => "Something failed",
        }
    }

    fn advice(&self) -> &'static str {
        match self.status() {
            StatusCode::NOT_FOUND => {
                "It may have been removed, or its address is mistyped. Search for it, or look in the inbox."
            }
            StatusCode::BAD_REQUEST => "Go back and put it right; nothing was changed.",
            StatusCode::FORBIDDEN => "Nothing was changed. Load the page again and repeat what you did.",
            StatusCode::PAYLOAD_TOO_LARGE => {
                "Nothing of it was added. Upload fewer files at once, or give large ones to `hearsay add` on the machine of the store."
            }
            StatusCode::CONFLICT => {
                "Your change was not made. Go back, load the page again to see theirs, and decide then."
            }
            StatusCode::SERVICE_UNAVAILABLE => "Nothing was changed. Try again when the other program has finished.",
            _ => "Nothing was changed. If it happens again, run `hearsay store check`, and report it.",
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl From<askama::Error> for Failure {
    fn from(_: askama::Error) -> Self {
        Self::Defect
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let message = self.message();
        let page =
            FailurePage { assets: assets::names(), title: self.title(), message: &message, advice: self.advice() };
        let html = page.render().unwrap_or_else(|_| "hearsay: something failed".to_owned());
        (self.status(), Html(html)).into_response()
    }
}
