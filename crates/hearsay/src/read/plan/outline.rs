//! From paragraphs to an outline: which label belongs to which level, and what is no point.

use super::label::{Label, Style, label};
use super::roles;
use crate::text::{Document, PartKind, Span};

/// What a stretch of a plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Words before the first point.
    Preamble,
    /// A heading over points.
    Heading,
    /// A point or sub-point.
    Point,
    /// Signatures, and what stands with them.
    Signature,
}

/// A stretch of a plan with its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub role: Role,
    /// The id of a point: its labels from the top, joined by dots (`3.b`); unique in the plan. Empty for what is no point.
    pub id: String,
    /// The label as written (`(b)`), where there is one.
    pub label: Option<String>,
    /// Index of the point that this point belongs under.
    pub parent: Option<usize>,
    /// The paragraphs, without the label.
    pub spans: Vec<Span>,
}

/// A plan as a list of items in order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The items.
    pub items: Vec<Item>,
}

impl Outline {
    /// The points, in order, with their index among the items.
    pub fn points(&self) -> impl Iterator<Item = (usize, &Item)> {
        self.items.iter().enumerate().filter(|(_, item)| item.role == Role::Point)
    }

    /// The words of an item: its paragraphs joined by one space.
    #[must_use]
    pub fn text(&self, document: &Document, index: usize) -> String {
        let spans = self.items.get(index).map_or(&[][..], |item| &item.spans);
        spans.iter().map(|span| document.slice(*span)).collect::<Vec<_>>().join(" ")
    }
}

/// One open level.
struct Level {
    style: Style,
    value: u32,
    indent: usize,
    item: usize,
}

/// The outline of a document. Where no paragraph has a label, each paragraph that is no heading is a point.
#[must_use]
pub fn outline(document: &Document) -> Outline {
    let paragraphs: Vec<(PartKind, Span)> = document.parts().iter().map(|part| (part.kind, part.span)).collect();
    let labels: Vec<Option<Label>> = paragraphs
        .iter()
        .map(|(kind, span)| label(document.slice(*span)).filter(|_| *kind != PartKind::Title))
        .collect();
    let mut builder = Builder { document, outline: Outline::default(), levels: Vec::new(), bullets: 0 };
    let any = labels.iter().any(Option::is_some);
    let last_label = labels.iter().rposition(Option::is_some).unwrap_or(0);
    let mut signing = false;
    for (at, (kind, span)) in paragraphs.iter().enumerate() {
        let text = document.slice(*span);
        let label_follows = labels.get(at + 1).is_some_and(Option::is_some);
        signing |= at > last_label && labels[at].is_none() && roles::signs(text);
        match &labels[at] {
            Some(label) if !signing => builder.point(label, *span),
            _ if signing => builder.other(Role::Signature, *span),
            _ if *kind == PartKind::Title || label_follows && roles::is_heading(text) => {
                builder.other(Role::Heading, *span)
            }
            _ if !any => builder.unlabelled(*span),
            _ => builder.text(*span),
        }
    }
    make_unique(&mut builder.outline);
    builder.outline
}

struct Builder<'d> {
    document: &'d Document,
    outline: Outline,
    levels: Vec<Level>,
    bullets: u32,
}

impl Builder<'_> {
    fn other(&mut self, role: Role, span: Span) {
        self.outline.items.push(Item { role, id: String::new(), label: None, parent: None, spans: vec![span] });
    }

    /// Unlabelled text: preamble before the first point, after that a further paragraph of the point above it.
    fn text(&mut self, span: Span) {
        match self.outline.items.last_mut() {
            Some(item) if item.role == Role::Point => item.spans.push(span),
            _ if self.levels.is_empty() => self.other(Role::Preamble, span),
            _ => self.unlabelled(span),
        }
    }

    /// A point without a label, counted among its like.
    fn unlabelled(&mut self, span: Span) {
        self.bullets += 1;
        let id = format!("¶{}", self.bullets);
        self.outline.items.push(Item { role: Role::Point, id, label: None, parent: None, spans: vec![span] });
    }

    fn point(&mut self, label: &Label, span: Span) {
        let indent = self.document.indent(span.start());
        let (style, value, keep) = self.place(label, indent);
        self.levels.truncate(keep);
        let value = if matches!(style, Style::Bullet(_)) { self.count_bullet(keep) } else { value };
        let parent = self.levels.last().map(|level| level.item);
        let core = if label.core.is_empty() { format!("•{value}") } else { label.core.clone() };
        let id = match parent.map(|parent| self.outline.items[parent].id.as_str()) {
            Some(above) if !matches!(style, Style::Dotted(_)) => format!("{above}.{core}"),
            _ => core,
        };
        let text = self.document.slice(span);
        let written = text[..label.len].to_owned();
        let gap = text[label.len..].len() - text[label.len..].trim_start().len();
        let body = Span::new(span.start() + label.len + gap, span.end());
        let item = self.outline.items.len();
        let spans = if body.is_empty() { Vec::new() } else { vec![body] };
        self.outline.items.push(Item { role: Role::Point, id, label: Some(written), parent, spans });
        self.levels.push(Level { style, value, indent, item });
    }

    /// Which reading of the label holds, and how many of the open levels stay open above it.
    fn place(&self, label: &Label, indent: usize) -> (Style, u32, usize) {
        if let [(Style::Bullet(sign), _)] = label.readings.as_slice() {
            return (Style::Bullet(*sign), 0, self.place_bullet(*sign, indent));
        }
        let goes_on = |level: &Level| {
            label.readings.iter().find(|(style, value)| *style == level.style && *value == level.value + 1)
        };
        if let Some((at, (style, value))) =
            self.levels.iter().enumerate().rev().find_map(|(at, l)| Some((at, goes_on(l)?)))
        {
            return (style.clone(), *value, at);
        }
        let known = |style: &Style| self.levels.iter().rposition(|level| level.style == *style);
        let first = label.readings.iter().find(|(style, value)| *value == 1 && known(style).is_none());
        let again = label.readings.iter().find_map(|(style, value)| Some((style, value, known(style)?)));
        match (first, again) {
            (Some((style, value)), _) => (style.clone(), *value, self.above(style)),
            (None, Some((style, value, at))) => (style.clone(), *value, at),
            (None, None) => {
                let (style, value) = label.readings.first().cloned().unwrap_or((Style::Bullet('•'), 0));
                let keep = self.above(&style);
                (style, value, keep)
            }
        }
    }

    /// How many open levels a style that is not open yet stands under: dotted labels under fewer dots, worded ones
    /// under worded ones, others under all.
    fn above(&self, style: &Style) -> usize {
        let deeper = |level: &Level| match (style, &level.style) {
            (Style::Dotted(count), Style::Dotted(open)) => open >= count,
            (Style::Dotted(_), Style::Number(_) | Style::Word(_)) => false,
            (Style::Word(_), Style::Word(_)) => false,
            (Style::Dotted(_) | Style::Word(_), _) => true,
            (_, Style::Bullet(_)) => !matches!(style, Style::Bullet(_)),
            _ => false,
        };
        self.levels.iter().position(deeper).unwrap_or(self.levels.len())
    }

    /// Bullets go by indentation; without any, another sign is another level.
    fn place_bullet(&self, sign: char, indent: usize) -> usize {
        let is_bullet = |level: &Level| matches!(level.style, Style::Bullet(_));
        let Some(first) = self.levels.iter().position(is_bullet) else { return self.levels.len() };
        let open = &self.levels[first..];
        if open.iter().any(|level| level.indent != indent) || indent > 0 {
            return first + open.iter().position(|level| level.indent >= indent).unwrap_or(open.len());
        }
        first + open.iter().position(|level| level.style == Style::Bullet(sign)).unwrap_or(open.len())
    }

    fn count_bullet(&self, keep: usize) -> u32 {
        let parent = keep.checked_sub(1).and_then(|at| self.levels.get(at)).map(|level| level.item);
        let same = self.outline.items.iter().filter(|item| item.role == Role::Point && item.parent == parent);
        same.filter(|item| item.id.rsplit('.').next().is_some_and(|last| last.starts_with('•'))).count() as u32 + 1
    }
}

/// Numbering that starts again under another heading gives equal ids: the later get the number of their section before them.
fn make_unique(outline: &mut Outline) {
    let mut seen = std::collections::BTreeSet::new();
    let mut section = 1;
    for item in &mut outline.items {
        section += usize::from(item.role == Role::Heading);
        if item.role != Role::Point {
            continue;
        }
        let mut id = item.id.clone();
        let mut turn = section;
        while !seen.insert(id.clone()) {
            id = format!("§{turn}/{}", item.id);
            turn += 1;
        }
        item.id = id;
    }
}
