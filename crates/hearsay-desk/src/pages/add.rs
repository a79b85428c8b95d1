//! Files coming in: from the form, or dropped and sent one by one by the script. The desk takes files only; addresses are fetched by
//! `hearsay add`, which guards against those that lead into private networks.

use axum::Extension;
use axum::Json;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use hearsay::text::Kind;
use serde_json::{Value, json};

use crate::app::Shared;
use crate::failure::Failure;
use crate::guard::{LARGEST_UPLOAD, TOKEN, Visitor};
use crate::intake::{File, Stage, take};

/// What a form says of all its files.
#[derive(Default)]
struct Said {
    kind: Option<Kind>,
    outlet: Option<String>,
    published: Option<String>,
}

/// `POST /add`
pub(crate) async fn add(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let script = headers.get(ACCEPT).is_some_and(|accept| accept.as_bytes() == b"application/json");
    let added = async {
        if app.writer.is_none() {
            return Err(Failure::ReadOnly);
        }
        let files = files(&app, &visitor, form).await?;
        let mut on_their_way = Vec::with_capacity(files.len());
        for file in files {
            on_their_way.push((file.name.clone(), take(app.clone(), file).await));
        }
        Ok(on_their_way)
    };
    match added.await {
        Err(failure) if script => refused(&failure),
        Err(failure) => failure.into_response(),
        Ok(_) if !script => Redirect::to("/#progress").into_response(),
        Ok(on_their_way) => {
            let mut ends = Vec::new();
            for (name, file) in on_their_way {
                let stage = file.await.unwrap_or_else(|_| Stage::Failed(Failure::Defect.message()));
                ends.push(end(&name, &stage));
            }
            Json(ends).into_response()
        }
    }
}

fn refused(failure: &Failure) -> Response {
    (failure.status(), Json(json!({ "error": failure.message() }))).into_response()
}

fn end(name: &str, stage: &Stage) -> Value {
    match stage {
        Stage::Done(words, address) => json!({ "name": name, "stage": "done", "words": words, "address": address }),
        Stage::Failed(why) => json!({ "name": name, "stage": "failed", "words": why }),
        Stage::Waiting | Stage::Reading => json!({ "name": name, "stage": "waiting" }),
    }
}

/// The files of a form. Its token stands before them, so that nothing is kept of a form that has none.
async fn files(app: &Shared, visitor: &Visitor, mut form: Multipart) -> Result<Vec<File>, Failure> {
    let (mut said, mut files, mut welcome, mut size) = (Said::default(), Vec::new(), false, 0);
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == TOKEN {
            welcome = app.guard.accepts(visitor, &text(field).await?);
            continue;
        }
        if !welcome {
            return Err(Failure::Denied("the form was not made by this desk, or before it was last started"));
        }
        match name.as_str() {
            "kind" => said.kind = kind(&text(field).await?),
            "outlet" => said.outlet = filled(text(field).await?),
            "published" => said.published = filled(text(field).await?),
            "files" => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let bytes = field.bytes().await.map_err(|error| broken(&error))?.to_vec();
                size += bytes.len();
                if size > LARGEST_UPLOAD {
                    return Err(Failure::TooLarge);
                }
                // A form sent without a file has one without a name.
                if !name.is_empty() {
                    files.push(File {
                        name: plain(&name),
                        bytes,
                        kind: said.kind,
                        outlet: said.outlet.clone(),
                        published: said.published.clone(),
                    });
                }
            }
            _ => {}
        }
    }
    if !welcome {
        return Err(Failure::Denied("the form was not made by this desk, or before it was last started"));
    }
    if files.is_empty() {
        return Err(Failure::Bad("no file was chosen".to_owned()));
    }
    Ok(files)
}

/// The name of a file without folders and control characters.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.chars().filter(|c| !c.is_control()).take(200).collect()
}

async fn text(field: Field<'_>) -> Result<String, Failure> {
    field.text().await.map_err(|error| broken(&error))
}

fn filled(text: String) -> Option<String> {
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(text)
}

fn kind(word: &str) -> Option<Kind> {
    match word {
        "article" => Some(Kind::Article),
        "transcript" => Some(Kind::Transcript),
        "plan" => Some(Kind::Plan),
        _ => None,
    }
}

fn broken(error: &MultipartError) -> Failure {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Failure::TooLarge
    } else {
        Failure::Bad("the upload broke off, or is no form".to_owned())
    }
}
