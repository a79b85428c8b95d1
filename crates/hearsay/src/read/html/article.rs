//! Which blocks of a page are the story.
//!
//! Every block gets a worth: words of prose count for it, link lists, crumbs and boxes named as boilerplate against
//! it. The element whose blocks are worth most together holds the story (the maximum subtree, after Pasternack and
//! Roth, "Extracting article text from the web with maximum subsequence segmentation", WWW 2009). Inside it each
//! block is kept or dropped on its own. Where the page gives its text in JSON-LD (`articleBody`), a block that
//! stands there is prose whatever its box is called.

use std::collections::BTreeSet;

use super::blocks::Block;
use super::dates;
use super::known::KnownBody;
use super::marks;
use super::metadata::Declared;
use super::tree::{NodeId, Tree};
use crate::text::PartKind;

/// The most words of prose that a box leading to another story has.
const TEASER_WORDS: f64 = 60.0;

/// A block that belongs to the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Index of the block.
    pub block: usize,
    /// What it is.
    pub kind: PartKind,
}

/// The blocks of the story, in order of the page.
#[must_use]
pub fn choose(tree: &Tree<'_>, blocks: &[Block<'_>], declared: &Declared) -> Vec<Chosen> {
    let chooser = Chooser::new(tree, blocks, declared);
    let Some(container) = chooser.container() else { return chooser.everything() };
    let mut chosen = chooser.head(container);
    chosen.extend(chooser.inside(container));
    chosen.sort_by_key(|chosen| chosen.block);
    chosen.dedup_by_key(|chosen| chosen.block);
    let chosen = chooser.without_repeats(chosen);
    chooser.without_lone_headings(chosen)
}

struct Chooser<'a, 's> {
    tree: &'a Tree<'s>,
    blocks: &'a [Block<'s>],
    declared: &'a Declared,
    /// By node: whether it is, or lies in, a box named as boilerplate.
    boilerplate: Vec<bool>,
    /// By block: whether the page's JSON-LD has its text.
    known: Vec<bool>,
    /// Index of the block that holds the headline.
    title: Option<usize>,
}

impl<'a, 's> Chooser<'a, 's> {
    fn new(tree: &'a Tree<'s>, blocks: &'a [Block<'s>], declared: &'a Declared) -> Self {
        let body = KnownBody::new(declared.body.as_deref());
        let known = blocks.iter().map(|block| body.has(&block.text)).collect();
        let title = declared.metadata.title.as_deref().and_then(|title| title_block(tree, blocks, title));
        let mut chooser = Self { tree, blocks, declared, boilerplate: Vec::new(), known, title };
        chooser.boilerplate = chooser.find_boilerplate();
        chooser
    }

    /// Marks boilerplate boxes and all inside them. A box that holds most of the page's prose is none, whatever its name.
    fn find_boilerplate(&self) -> Vec<bool> {
        let prose = self.sums(|index| self.prose(index).max(0.0));
        let mut marked = vec![false; prose.len()];
        let teasers = self.teasers(&prose);
        for (id, node) in self.tree.nodes() {
            let small = prose[id] <= 0.4 * prose[0];
            marked[id] = marked[node.parent] || teasers[id] || (small && marks::is_boilerplate(self.tree, id));
        }
        marked
    }

    /// Boxes that lead to other stories: around a heading that is a link, as far as there is only a little prose.
    fn teasers(&self, prose: &[f64]) -> Vec<bool> {
        let mut teasers = vec![false; prose.len()];
        for (index, block) in self.blocks.iter().enumerate() {
            let heading = self.tree.upwards(block.element).take(3).find(|&up| is_heading(self.tree.node(up).name()));
            let Some(heading) = heading.filter(|_| block.link_share() > 0.4 && Some(index) != self.title) else {
                continue;
            };
            let around =
                self.tree.upwards(heading).take_while(|&up| prose[up] <= TEASER_WORDS && prose[up] < 0.2 * prose[0]);
            if let Some(outermost) = around.last() {
                teasers[outermost] = true;
            }
        }
        teasers
    }

    /// By node: the sum of `worth` over the blocks below.
    fn sums(&self, worth: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut sums = vec![0.0; self.tree.nodes().count()];
        for (index, block) in self.blocks.iter().enumerate() {
            sums[block.element] += worth(index);
        }
        for id in (1..sums.len()).rev() {
            sums[self.tree.node(id).parent] += sums[id];
        }
        sums
    }

    /// How much a block looks like prose, in words; negative for what looks like a list of links or a crumb.
    fn prose(&self, index: usize) -> f64 {
        let block = &self.blocks[index];
        let (words, links) = (block.words() as f64, block.link_share());
        if self.known[index] {
            return 1.5 * words;
        }
        if links > 0.5 || (links > 0.33 && words < 15.0) {
            return -(2.0 + 0.3 * words);
        }
        match self.tree.node(block.element).name() {
            "p" | "blockquote" | "pre" if words >= 8.0 || ends_a_sentence(&block.text) => words,
            "p" | "blockquote" | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => 0.0,
            "li" | "dd" | "dt" | "tr" | "td" if words >= 12.0 => 0.5 * words,
            _ if block.label.is_some() && words >= 4.0 && links < 0.2 => 0.5 * words,
            _ if words >= 20.0 && ends_a_sentence(&block.text) => 0.7 * words,
            _ => -1.0,
        }
    }

    fn container(&self) -> Option<NodeId> {
        let worth = |index: usize| {
            let prose = self.prose(index);
            let outside = self.boilerplate[self.blocks[index].element] && !self.known[index];
            if outside { -(1.0 + 0.5 * prose.abs()) } else { prose }
        };
        let sums = self.sums(worth);
        let best = (0..sums.len()).rev().fold(0, |best, id| if sums[id] > sums[best] { id } else { best });
        (sums[best] > 0.0).then_some(best)
    }

    fn is_inside(&self, block: usize, container: NodeId) -> bool {
        container == 0 || self.tree.upwards(self.blocks[block].element).any(|up| up == container)
    }

    /// Headline, byline and standfirst, which often stand outside the story's element.
    fn head(&self, container: NodeId) -> Vec<Chosen> {
        let first = (0..self.blocks.len()).find(|&index| self.is_inside(index, container)).unwrap_or(0);
        let from = self.title.unwrap_or(first).min(first);
        let mut chosen: Vec<Chosen> =
            self.title.map(|block| Chosen { block, kind: PartKind::Title }).into_iter().collect();
        if let Some(block) = self.byline(from) {
            chosen.push(Chosen { block, kind: PartKind::Byline });
        }
        let standfirst = (from..first).filter(|&index| Some(index) != self.title && self.is_standfirst(index));
        chosen.extend(standfirst.map(|block| Chosen { block, kind: PartKind::Body }));
        chosen
    }

    fn is_standfirst(&self, index: usize) -> bool {
        const NAMES: [&str; 12] = [
            "standfirst",
            "summary",
            "subtitle",
            "dek",
            "lede",
            "lead",
            "subheadline",
            "subhead",
            "description",
            "excerpt",
            "intro",
            "teaser",
        ];
        let block = &self.blocks[index];
        let same = self.declared.summary.as_deref().is_some_and(|summary| begins_alike(summary, &block.text));
        let named = || self.tree.upwards(block.element).take(3).any(|up| marks::has_word(self.tree, up, &NAMES));
        block.words() >= 5 && block.link_share() < 0.5 && (same || (named() && !self.boilerplate[block.element]))
    }

    /// The block near the headline that names a declared author.
    fn byline(&self, from: usize) -> Option<usize> {
        let names_author = |index: &usize| {
            let block = &self.blocks[*index];
            let author = self.declared.metadata.authors.iter().any(|author| block.text.contains(author.as_str()));
            author && block.words() <= 25 && Some(*index) != self.title && !ends_a_sentence(&block.text)
        };
        (from..self.blocks.len().min(from + 25)).find(names_author)
    }

    fn inside(&self, container: NodeId) -> Vec<Chosen> {
        let inside = (0..self.blocks.len()).filter(|&index| self.is_inside(index, container));
        inside.filter_map(|block| self.kind(block).map(|kind| Chosen { block, kind })).collect()
    }

    /// What a block of the story's element is; `None` where it is dropped.
    fn kind(&self, index: usize) -> Option<PartKind> {
        let block = &self.blocks[index];
        let within =
            |names: &[&str]| self.tree.upwards(block.element).any(|up| names.contains(&self.tree.node(up).name()));
        if Some(index) == self.title {
            return Some(PartKind::Title);
        }
        if is_correction(&block.text) {
            return Some(PartKind::Correction);
        }
        if is_credit(&block.text) {
            return Some(PartKind::Byline);
        }
        if is_phrase(&block.text)
            || is_date_line(&block.text)
            || self.is_about_author(&block.text)
            || (self.boilerplate[block.element] && !self.known[index])
        {
            return None;
        }
        if within(&["figcaption", "figure"]) || self.is_named_caption(index) {
            let credit_only = !within(&["figcaption"]) && !self.is_named_caption(index);
            return (!credit_only).then_some(PartKind::Caption);
        }
        let quoted = within(&["blockquote"]);
        let linked = block.link_share() > 0.9 && !ends_a_sentence(&block.text);
        (quoted || (self.known[index] && !linked) || self.reads_as_text(block)).then_some(if quoted {
            PartKind::Blockquote
        } else {
            PartKind::Body
        })
    }

    /// "Ann Lee is a reporter …": the box about the author.
    fn is_about_author(&self, text: &str) -> bool {
        let after = |author: &String| text.strip_prefix(author.as_str()).map(str::trim_start);
        let tells = |rest: &str| {
            ["is a", "is an", "is the", "was a", "covers", "writes", "reports", "joined"]
                .iter()
                .any(|verb| rest.starts_with(verb))
        };
        self.declared.metadata.authors.iter().filter_map(after).any(tells)
    }

    /// Words under a picture that stand in no `<figcaption>` but in a box called caption, or that end in its credit.
    fn is_named_caption(&self, index: usize) -> bool {
        if ends_in_credit(&self.blocks[index].text) {
            return true;
        }
        let near = self.tree.upwards(self.blocks[index].element).take(4);
        let near = near.take_while(|&up| !matches!(self.tree.node(up).name(), "article" | "main" | "section"));
        self.blocks[index].words() <= 80
            && near.into_iter().any(|up| marks::has_word(self.tree, up, &["caption", "imgcaption", "figcaption"]))
    }

    fn reads_as_text(&self, block: &Block<'_>) -> bool {
        let words = block.words();
        match self.tree.node(block.element).name() {
            "p" | "pre" => block.link_share() < if ends_a_sentence(&block.text) { 0.95 } else { 0.7 },
            name if is_heading(name) => block.link_share() < 0.5,
            "li" | "dd" | "dt" | "tr" => block.link_share() < 0.5,
            _ => block.link_share() < 0.33 && (words >= 12 || (words >= 4 && ends_a_sentence(&block.text))),
        }
    }

    /// What stands on the page twice (for narrow and for wide screens, as a pull quote, in a summary) is read once.
    fn without_repeats(&self, chosen: Vec<Chosen>) -> Vec<Chosen> {
        let mut seen = BTreeSet::new();
        let is_new = |chosen: &Chosen| {
            let text = self.blocks[chosen.block].text.as_str();
            seen.insert(text) || text.split_whitespace().count() < 6
        };
        chosen.into_iter().filter(is_new).collect()
    }

    /// A heading with nothing under it headed a box that was dropped.
    fn without_lone_headings(&self, chosen: Vec<Chosen>) -> Vec<Chosen> {
        let level = |chosen: &Chosen| match (self.tree.node(self.blocks[chosen.block].element).name(), chosen.kind) {
            (name, PartKind::Body) if is_heading(name) => name.as_bytes()[1],
            _ => u8::MAX,
        };
        let has_text = |at: usize| {
            let aside = |kind| matches!(kind, PartKind::Caption | PartKind::Byline | PartKind::Correction);
            let below = chosen[at + 1..].iter().find(|next| !aside(next.kind));
            below
                .is_some_and(|next| level(next) > level(&chosen[at]) && !self.heads_links(chosen[at].block, next.block))
        };
        let keep = (0..chosen.len()).filter(|&at| level(&chosen[at]) == u8::MAX || has_text(at));
        keep.map(|at| chosen[at]).collect()
    }

    /// Whether what followed a heading was a list of links, and is gone.
    fn heads_links(&self, heading: usize, next: usize) -> bool {
        heading + 1 < next && self.blocks[heading + 1].link_share() > 0.5
    }

    /// A page without prose: whatever it shows outside its boilerplate.
    fn everything(&self) -> Vec<Chosen> {
        let shown = (0..self.blocks.len()).filter(|&index| !self.boilerplate[self.blocks[index].element]);
        let kind = |block| if Some(block) == self.title { PartKind::Title } else { PartKind::Body };
        shown.map(|block| Chosen { block, kind: kind(block) }).collect()
    }
}

/// The first heading that says the title, else the first block that does.
fn title_block(tree: &Tree<'_>, blocks: &[Block<'_>], title: &str) -> Option<usize> {
    let says = |index: &usize| blocks[*index].text == title;
    let heads = |index: &usize| is_heading(tree.node(blocks[*index].element).name());
    (0..blocks.len()).find(|index| says(index) && heads(index)).or_else(|| (0..blocks.len()).find(says))
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether text closes as a sentence does.
fn ends_a_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。'])
}

fn begins_alike(summary: &str, text: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(60).collect()
    };
    let (summary, text) = (letters(summary), letters(text));
    text.len() >= 20 && (summary.starts_with(&text) || text.starts_with(&summary) && summary.len() >= 20)
}

/// How editors open a correction.
fn is_correction(text: &str) -> bool {
    const OPENINGS: [&str; 16] = [
        "correction:",
        "corrections:",
        "correction,",
        "clarification:",
        "clarification,",
        "editor's note:",
        "editor’s note:",
        "editors' note:",
        "editors’ note:",
        "this article was amended",
        "this article has been amended",
        "this article has been corrected",
        "this article was corrected",
        "this story has been corrected",
        "an earlier version of this",
        "a previous version of this",
    ];
    let lower: String =
        text.trim_start_matches(['*', '•', '–', '—', ' ']).chars().take(40).flat_map(char::to_lowercase).collect();
    OPENINGS.iter().any(|opening| lower.starts_with(opening))
}

/// The line at the foot of a story that tells who reported, wrote and edited it.
fn is_credit(text: &str) -> bool {
    const OPENINGS: [&str; 6] =
        ["reporting by ", "additional reporting by ", "writing by ", "written by ", "editing by ", "compiled by "];
    let text = text.trim_start_matches(['(', '—', '–', ' ']).to_lowercase();
    text.split_whitespace().count() <= 60 && OPENINGS.iter().any(|opening| text.starts_with(opening))
}

/// Whether a text closes with the credit of a picture in parentheses: "The ferry on Tuesday (Photo: A. Lee)".
fn ends_in_credit(text: &str) -> bool {
    const WORDS: [&str; 6] = ["image", "photo", "picture", "pic", "credit", "photograph"];
    let Some((_, credit)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else { return false };
    let word: String = credit.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    credit.contains(':') && WORDS.contains(&word.as_str()) && text.split_whitespace().count() <= 60
}

/// A line that only dates the story ("14:00, 28 Apr 2024"): the metadata have it.
fn is_date_line(text: &str) -> bool {
    text.split_whitespace().count() <= 8
        && !ends_a_sentence(text)
        && text.starts_with(|c: char| c.is_numeric() || c.is_uppercase())
        && dates::iso(text).is_some_and(|_| {
            text.chars().filter(char::is_ascii_digit).count() * 4
                >= text.chars().filter(|c| c.is_alphanumeric()).count()
        })
}

/// Set phrases of pages that no class name gives away: whole short blocks that invite, label or credit.
fn is_phrase(text: &str) -> bool {
    const PHRASES: &str = include_str!("phrases.txt");
    let lower = text.to_lowercase();
    let short = text.split_whitespace().count() <= 25;
    PHRASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).any(|phrase| {
        match phrase.strip_suffix('*') {
            Some(opening) => short && lower.starts_with(opening),
            None => lower == phrase,
        }
    })
}
