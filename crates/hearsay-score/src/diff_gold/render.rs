//! A plan printed with labels, as people number theirs, and where each point's words stand in the print.

use super::plan::{Plan, Point};
use crate::random::Random;

/// How points and sub-points are labelled, and how the page is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    point: Label,
    child: Label,
    wrap: bool,
    airy: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    /// `3.`
    Stop,
    /// `3)`
    Bracket,
    /// `Article 3.`
    Article,
    /// `III.`
    Roman,
    /// `(c)`
    Letter,
    /// `3.2`
    Dotted,
    /// `(iii)`
    SmallRoman,
    /// `•`
    Bullet,
}

impl Style {
    /// Any style.
    pub fn any(random: &mut Random) -> Self {
        let points = [Label::Stop, Label::Stop, Label::Bracket, Label::Article, Label::Roman, Label::Bullet];
        let point = points[random.below(points.len())];
        let children = [Label::Letter, Label::Dotted, Label::SmallRoman, Label::Bullet];
        let child = if point == Label::Bullet { Label::Letter } else { children[random.below(children.len())] };
        Self { point, child, wrap: random.chance(0.3), airy: random.chance(0.5) }
    }
}

/// The print of a plan.
#[derive(Debug)]
pub struct Print {
    /// The text.
    pub text: String,
    /// For each point in reading order: its label, and the bytes of the text at which its words begin and end.
    pub points: Vec<(String, usize, usize)>,
}

/// Prints `plan` in `style`.
pub fn print(plan: &Plan, style: Style) -> Print {
    let mut page = Print { text: format!("{}\n\n", plan.title), points: Vec::new() };
    for line in &plan.preamble {
        page.text += &format!("{line}\n\n");
    }
    for (index, point) in plan.points.iter().enumerate() {
        put(&mut page, point, "", &label(style.point, index + 1, index + 1), style);
        for (sub, child) in point.children.iter().enumerate() {
            put(&mut page, child, "   ", &label(style.child, index + 1, sub + 1), style);
        }
    }
    page.text += "\n";
    for line in &plan.signatures {
        page.text += &format!("{line}\n");
    }
    page
}

fn put(page: &mut Print, point: &Point, indent: &str, label: &str, style: Style) {
    page.text += &format!("{indent}{label} ");
    let start = page.text.len();
    page.text += &if style.wrap { wrapped(&point.text, indent) } else { point.text.clone() };
    page.points.push((label.to_owned(), start, page.text.len()));
    page.text += if style.airy { "\n\n" } else { "\n" };
}

/// `text` in lines of about sixty letters, hung under `indent`.
fn wrapped(text: &str, indent: &str) -> String {
    let (mut out, mut width) = (String::new(), 0);
    for word in text.split(' ') {
        if width > 0 {
            let broken = width + word.len() > 60;
            out += &if broken { format!("\n{indent}   ") } else { " ".to_owned() };
            width = if broken { 0 } else { width + 1 };
        }
        out += word;
        width += word.len();
    }
    out
}

fn label(label: Label, point: usize, child: usize) -> String {
    match label {
        Label::Stop => format!("{child}."),
        Label::Bracket => format!("{child})"),
        Label::Article => format!("Article {child}."),
        Label::Roman => format!("{}.", roman(child).to_uppercase()),
        Label::Letter => format!("({})", char::from(b'a' + ((child - 1) % 26) as u8)),
        Label::Dotted => format!("{point}.{child}"),
        Label::SmallRoman => format!("({})", roman(child)),
        Label::Bullet => "•".to_owned(),
    }
}

fn roman(mut number: usize) -> String {
    let mut out = String::new();
    for (value, letters) in [(40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while number >= value {
            out += letters;
            number -= value;
        }
    }
    out
}
