//! Help: all keys, the fields of a search, and how to read the marks.

use askama::Template;
use axum::Extension;
use axum::extract::State;

use super::{Answer, html};
use crate::app::Shared;
use crate::frame::Frame;
use crate::guard::Visitor;

#[derive(Template)]
#[template(path = "help.html")]
struct Page {
    frame: Frame,
    program: &'static str,
}

/// `GET /help`
pub(crate) async fn page(State(app): State<Shared>, Extension(visitor): Extension<Visitor>) -> Answer {
    let frame = Frame::new(&app, &visitor, "help", "Help");
    html(&Page { frame, program: concat!("hearsay ", env!("CARGO_PKG_VERSION")) })
}
