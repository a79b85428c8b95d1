//! The pages, one file each.

mod add;
mod audit;
mod check;
mod correct;
mod dependence;
mod document;
mod door;
mod find;
mod help;
mod identity;
mod inbox;
mod ledger;
mod notice;
mod panel;
mod people;
mod review;
mod trace;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::response::Html;
use axum::routing::{get, post};

use crate::app::Shared;
use crate::assets;
use crate::failure::Failure;
use crate::guard::{LARGEST_UPLOAD, guard};

/// Room for the frame of an upload and its other fields.
const FRAME: usize = 1 << 20;

/// All pages, behind the guards.
pub(crate) fn router(app: Shared) -> Router {
    Router::new()
        .route("/", get(inbox::page))
        .route("/intake", get(inbox::progress))
        .route("/add", post(add::add))
        .route("/documents/{id}", get(document::page))
        .route("/documents/{id}/ledger", get(ledger::of_document))
        .route("/documents/{id}/check", get(check::page))
        .route("/documents/{id}/dependence", get(dependence::page))
        .route("/documents/{id}/statements/{statement}", get(document::statement).post(correct::correct))
        .route("/undo", post(correct::undo))
        .route("/ledger", get(ledger::of_store))
        .route("/people", get(people::by_name))
        .route("/people/{number}", get(people::by_number).post(identity::decide))
        .route("/check", get(check::start))
        .route("/find", get(find::page))
        .route("/trace", get(trace::page))
        .route("/review", get(review::page))
        .route("/review/settle", post(review::settle))
        .route("/audit", get(audit::page))
        .route("/help", get(help::page))
        .route("/login", get(door::page).post(door::enter))
        .route("/logout", post(door::leave))
        .route("/assets/{name}", get(assets::serve))
        .fallback(async || Failure::Missing("there is no page at this address".to_owned()))
        .method_not_allowed_fallback(async || Failure::Bad("this address cannot be asked like this".to_owned()))
        .layer(DefaultBodyLimit::max(LARGEST_UPLOAD + FRAME))
        .layer(from_fn_with_state(app.clone(), guard))
        .with_state(app)
}

/// A page made of a template.
fn html(page: &impl askama::Template) -> Result<Html<String>, Failure> {
    Ok(Html(page.render()?))
}

/// What comes of asking for a page.
type Answer = Result<Html<String>, Failure>;
