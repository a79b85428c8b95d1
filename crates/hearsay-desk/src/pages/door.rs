//! The door: where a passphrase is asked for, nobody gets further without it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::{Answer, html};
use crate::app::Shared;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;

/// Where somebody wanted to go.
#[derive(Deserialize)]
pub(crate) struct Asked {
    to: Option<String>,
}

/// What somebody says at the door.
#[derive(Deserialize)]
pub(crate) struct Said {
    name: String,
    passphrase: String,
    to: Option<String>,
}

#[derive(Template)]
#[template(path = "door.html")]
struct Page {
    frame: Frame,
    to: String,
    name: String,
    wrong: bool,
}

/// `GET /login`
pub(crate) async fn page(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Answer {
    door(&app, &visitor, within(asked.to.as_deref()), String::new(), false)
}

fn door(app: &Shared, visitor: &Visitor, to: String, name: String, wrong: bool) -> Answer {
    html(&Page { frame: Frame::new(app, visitor, "", "Log in"), to, name, wrong })
}

/// `POST /login`
pub(crate) async fn enter(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Form(said): Form<Said>,
) -> Result<Response, Failure> {
    let to = within(said.to.as_deref());
    let name = said.name.trim().chars().filter(|c| !c.is_control()).take(60).collect::<String>();
    if name.is_empty() {
        return Err(Failure::Bad("give your name: corrections are logged under it".to_owned()));
    }
    let (guards, caller) = (Arc::clone(&app), name.clone());
    let cookie = spawn_blocking(move || guards.guard.enter(&caller, &said.passphrase)).await;
    match cookie.map_err(|_| Failure::Defect)? {
        Some(cookie) => Ok(([(SET_COOKIE, cookie)], Redirect::to(&to)).into_response()),
        None => Ok((StatusCode::FORBIDDEN, door(&app, &visitor, to, name, true)?).into_response()),
    }
}

/// `POST /logout`
pub(crate) async fn leave(State(app): State<Shared>, Extension(visitor): Extension<Visitor>) -> Redirect {
    app.guard.leave(&visitor);
    Redirect::to("/login")
}

/// An address of this desk, and of no other place.
fn within(to: Option<&str>) -> String {
    let fits = |to: &&str| to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n']);
    to.filter(fits).unwrap_or("/").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_door_leads_nowhere_else() {
        assert_eq!(within(Some("/find?q=a")), "/find?q=a");
        for to in ["//evil.example", "https://evil.example", "/\\evil.example", "", "javascript:alert(1)"] {
            assert_eq!(within(Some(to)), "/", "{to}");
        }
    }
}
