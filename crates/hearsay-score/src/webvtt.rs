//! WebVTT as the specification's parser takes it: the W3C's test files (fields of cues, trees of cue text) and Mozilla's
//! (number, ids, times and text of the cues, which its parser and the specification agree on).

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use hearsay::read::transcript::{Cue, Element, Node, WebVtt, parse_webvtt};
use serde_json::Value;

/// `hearsay-score webvtt`
#[derive(Args)]
pub struct Arguments {
    /// Folder that holds webvtt-wpt and mozilla-vtt
    #[arg(long, default_value = "../shared/data/robust")]
    data: PathBuf,
}

/// Files and cue trees that came out as expected, and those that did not.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let mut score = Score::default();
    files(&arguments.data.join("webvtt-wpt/wpt-file-parsing"), &mut score)?;
    trees(&arguments.data.join("webvtt-wpt/wpt-cue-parsing"), &mut score)?;
    let (right, all) = (score.right, score.all);
    let mut out = format!("W3C: {right} of {all} files and cue trees as the specification says\n");
    let mut mozilla = Score::default();
    walk(&arguments.data.join("mozilla-vtt"), &mut mozilla)?;
    let _ = writeln!(out, "Mozilla: {} of {} files with ids, times and text as expected", mozilla.right, mozilla.all);
    for wrong in score.wrong.iter().chain(&mozilla.wrong) {
        let _ = writeln!(out, "  {wrong}");
    }
    Ok(out)
}

#[derive(Default)]
struct Score {
    right: usize,
    all: usize,
    wrong: Vec<String>,
}

impl Score {
    fn add(&mut self, name: &str, result: Result<(), String>) {
        self.all += 1;
        match result {
            Ok(()) => self.right += 1,
            Err(what) => self.wrong.push(format!("{name}: {what}")),
        }
    }
}

fn text(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn json(path: &Path) -> Result<Value, String> {
    serde_json::from_str(&text(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// A file that does not begin with the signature has no cues.
fn parse(source: &str) -> WebVtt {
    parse_webvtt(source).unwrap_or_default()
}

fn files(folder: &Path, score: &mut Score) -> Result<(), String> {
    let expected = json(&folder.join("expected.json"))?;
    for (name, file) in expected.as_object().into_iter().flatten() {
        let parsed = parse(&text(&folder.join(name))?);
        let Some(file) = file.as_object() else {
            score.add(name, Ok(()));
            continue;
        };
        let count = file.get("cues").and_then(Value::as_u64).unwrap_or(0) as usize;
        let mut result =
            if parsed.cues.len() == count { Ok(()) } else { Err(format!("{} cues, not {count}", parsed.cues.len())) };
        let cues = file.get("expect").and_then(Value::as_array).into_iter().flatten();
        for (index, (cue, fields)) in parsed.cues.iter().zip(cues).enumerate() {
            for (field, value) in fields.as_object().into_iter().flatten() {
                let found = field_of(cue, &parsed, field);
                if result.is_ok() && !same(&found, value) {
                    result = Err(format!("cue {index}: {field} is {found}, not {value}"));
                }
            }
        }
        score.add(name, result);
    }
    Ok(())
}

fn same(found: &Value, expected: &Value) -> bool {
    match (found.as_f64(), expected.as_f64()) {
        (Some(a), Some(b)) => a == b,
        _ => found == expected,
    }
}

fn field_of(cue: &Cue, file: &WebVtt, field: &str) -> Value {
    let settings = &cue.settings;
    let auto = |value: Option<f64>| value.map_or(Value::from("auto"), Value::from);
    let region = settings.region.and_then(|index| file.regions.get(index));
    match field {
        "id" => cue.id.clone().into(),
        "text" => cue.text.source().into(),
        "startTime" => cue.start.into(),
        "endTime" => cue.end.into(),
        "align" => settings.align.into(),
        "vertical" => settings.vertical.into(),
        "line" => auto(settings.line),
        "snapToLines" => settings.snap_to_lines.into(),
        "lineAlign" => settings.line_align.into(),
        "position" => auto(settings.position),
        "positionAlign" => settings.position_align.into(),
        "size" => settings.size.into(),
        _ => region.map_or(Value::Null, |region| match field {
            "region" => region.id.clone().into(),
            "region.lines" => region.lines.into(),
            "region.regionAnchorX" => region.anchor[0].into(),
            "region.regionAnchorY" => region.anchor[1].into(),
            "region.viewportAnchorX" => region.viewport_anchor[0].into(),
            "region.viewportAnchorY" => region.viewport_anchor[1].into(),
            "region.scroll" => if region.scroll_up { "up" } else { "" }.into(),
            _ => Value::Null,
        }),
    }
}

fn trees(folder: &Path, score: &mut Score) -> Result<(), String> {
    for name in ["entities", "tags", "text", "timestamps", "tree-building"] {
        let parsed = parse(&text(&folder.join(format!("{name}.vtt")))?);
        let expected = json(&folder.join(format!("{name}.json")))?;
        for (index, case) in expected.as_array().into_iter().flatten().enumerate() {
            let tree = case.get("expectedTree").and_then(Value::as_str).unwrap_or("");
            let found = parsed.cues.get(index).map_or(String::new(), |cue| {
                let mut out = String::new();
                write_nodes(&mut out, &cue.text.tree(), 0);
                out
            });
            let result = if found == tree { Ok(()) } else { Err(format!("{found:?}, not {tree:?}")) };
            score.add(&format!("{name} {index}"), result);
        }
    }
    Ok(())
}

/// The tree as html5lib's tests write it.
fn write_nodes(out: &mut String, nodes: &[Node], depth: usize) {
    let indent = "  ".repeat(depth);
    for node in nodes {
        let _ = match node {
            Node::Text(pieces) => {
                let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
                writeln!(out, "| {indent}\"{text}\"")
            }
            Node::Timestamp(seconds) => writeln!(out, "| {indent}<?timestamp {}>", clock(*seconds)),
            Node::Element(element) => write_element(out, element, depth),
        };
    }
}

fn write_element(out: &mut String, element: &Element, depth: usize) -> std::fmt::Result {
    let indent = "  ".repeat(depth);
    let tag = if matches!(element.name, "c" | "v" | "lang") { "span" } else { element.name };
    writeln!(out, "| {indent}<{tag}>")?;
    if !element.classes.is_empty() {
        writeln!(out, "| {indent}  class=\"{}\"", element.classes.join(" "))?;
    }
    match element.name {
        "v" => writeln!(out, "| {indent}  title=\"{}\"", element.annotation)?,
        "lang" => writeln!(out, "| {indent}  lang=\"{}\"", element.annotation)?,
        _ => {}
    }
    write_nodes(out, &element.children, depth + 1);
    Ok(())
}

fn clock(seconds: f64) -> String {
    let ms = (seconds * 1000.0).round() as u64;
    format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
}

/// Each `X.vtt` with an `X.json` beside it, in order of the names.
fn walk(folder: &Path, score: &mut Score) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path, score)?;
        } else if path.extension().is_some_and(|e| e == "vtt") && path.with_extension("json").exists() {
            score.add(&path.display().to_string(), mozilla(&path));
        }
    }
    Ok(())
}

fn mozilla(path: &Path) -> Result<(), String> {
    let parsed = parse(&text(path)?);
    let expected = json(&path.with_extension("json"))?;
    let cues = expected.get("cues").and_then(Value::as_array).cloned().unwrap_or_default();
    if cues.len() != parsed.cues.len() {
        return Err(format!("{} cues, not {}", parsed.cues.len(), cues.len()));
    }
    for (cue, fields) in parsed.cues.iter().zip(&cues) {
        for field in ["id", "text", "startTime", "endTime"] {
            let found = field_of(cue, &parsed, field);
            let value = fields.get(field).unwrap_or(&Value::Null);
            if !same(&found, value) {
                return Err(format!("{field} is {found}, not {value}"));
            }
        }
    }
    Ok(())
}
