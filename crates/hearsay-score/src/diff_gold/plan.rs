//! Plans as they were written for the gold: points and sub-points without labels.

use std::fs;
use std::path::Path;

/// A plan in the neutral layout of `gold/diff-plans/README.md`.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// File name, for messages.
    pub name: String,
    /// The title.
    pub title: String,
    /// Paragraphs before the first point.
    pub preamble: Vec<String>,
    /// Names that a party may be swapped for.
    pub parties: Vec<String>,
    /// Points, in order.
    pub points: Vec<Point>,
    /// Lines after the last point.
    pub signatures: Vec<String>,
}

/// A point with its sub-points.
#[derive(Clone, Debug, Default)]
pub struct Point {
    /// Its words.
    pub text: String,
    /// Numbers of the points of the first version that it comes from, counted over the whole plan in reading order.
    pub from: Vec<usize>,
    /// What the generator did to it.
    pub done: Done,
    /// Sub-points, in order.
    pub children: Vec<Point>,
}

/// What the generator did to a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Words were changed.
    pub reworded: bool,
    /// It was taken to another place.
    pub moved: bool,
    /// It is a piece of a point.
    pub split: bool,
    /// It was joined out of several.
    pub merged: bool,
}

impl Plan {
    /// All points in reading order: a point, then its sub-points.
    pub fn flat(&self) -> Vec<&Point> {
        self.points.iter().flat_map(|point| std::iter::once(point).chain(&point.children)).collect()
    }
}

/// Reads every plan of `folder`, by name.
///
/// # Errors
/// A message that names the file (and the line) that cannot be read.
pub fn load(folder: &Path) -> Result<Vec<Plan>, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        paths.push(entry.map_err(fail)?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    if paths.is_empty() {
        return Err(format!("{}: no plans (*.txt) here", folder.display()));
    }
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<Plan, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut plan = Plan { name, ..Plan::default() };
    for (number, line) in text.lines().enumerate() {
        take(&mut plan, line).ok_or_else(|| format!("{}:{}: not a line of a plan", path.display(), number + 1))?;
    }
    let mut next = 0;
    for point in &mut plan.points {
        for point in std::iter::once(&mut point.from).chain(point.children.iter_mut().map(|child| &mut child.from)) {
            point.push(next);
            next += 1;
        }
    }
    Ok(plan)
}

fn take(plan: &mut Plan, line: &str) -> Option<()> {
    let point = |text: &str| Point { text: text.to_owned(), ..Point::default() };
    if let Some(text) = line.strip_prefix("  - ") {
        plan.points.last_mut()?.children.push(point(text));
    } else if let Some((mark, text)) = line.split_once(' ') {
        match mark {
            "#" => plan.title = text.to_owned(),
            ">" => plan.preamble.push(text.to_owned()),
            "@" => plan.parties = text.split(" | ").map(str::to_owned).collect(),
            "-" => plan.points.push(point(text)),
            "=" => plan.signatures.push(text.to_owned()),
            _ => return None,
        }
    } else if !line.is_empty() {
        return None;
    }
    Some(())
}
