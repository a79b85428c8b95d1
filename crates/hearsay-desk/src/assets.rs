//! Style, script and picture: inside the program, under names that hold a digest of what is in them, so that a browser may keep them for ever
//! and never shows old ones.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::failure::Failure;

const STYLE: &[u8] = include_bytes!("../assets/desk.css");
const SCRIPT: &[u8] = include_bytes!("../assets/desk.js");
const ICON: &[u8] = include_bytes!("../assets/icon.svg");

/// The addresses of the assets.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    pub style: &'static str,
    pub script: &'static str,
    pub icon: &'static str,
}

static NAMES: LazyLock<[String; 3]> =
    LazyLock::new(|| [named("desk", "css", STYLE), named("desk", "js", SCRIPT), named("icon", "svg", ICON)]);

fn named(name: &str, ending: &str, bytes: &[u8]) -> String {
    let digest: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("/assets/{name}-{digest}.{ending}")
}

pub(crate) fn names() -> Names {
    let [style, script, icon] = &*NAMES;
    Names { style, script, icon }
}

/// `GET /assets/{name}`
pub(crate) async fn serve(Path(name): Path<String>) -> Result<Response, Failure> {
    let at = NAMES.iter().position(|known| known.strip_prefix("/assets/") == Some(name.as_str()));
    let (bytes, kind) = match at {
        Some(0) => (STYLE, "text/css; charset=utf-8"),
        Some(1) => (SCRIPT, "text/javascript; charset=utf-8"),
        Some(2) => (ICON, "image/svg+xml"),
        _ => return Err(Failure::Missing("there is no such file".to_owned())),
    };
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")], bytes).into_response())
}
