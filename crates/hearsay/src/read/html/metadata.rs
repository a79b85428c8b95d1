//! Title, outlet, authors, date and address, from where a page declares them: JSON-LD, OpenGraph and other `<meta>`
//! elements, microdata, `<time>`, and last the date in the address. What is declared nowhere stays unknown.

use super::tree::{NodeId, Tree};
use super::{dates, json_ld, plain};
use crate::text::Metadata;

/// What a page declares, and the parts of it that help to find the article.
#[derive(Debug)]
pub struct Declared {
    /// For the document.
    pub metadata: Metadata,
    /// The page's summary of itself: a standfirst outside the article's container is known by it.
    pub summary: Option<String>,
    /// The article's text without layout.
    pub body: Option<String>,
}

/// Reads what `tree` declares; `address` is where the page came from, if anywhere.
#[must_use]
pub fn read(tree: &Tree<'_>, address: Option<&str>) -> Declared {
    let article = json_ld::article(tree);
    let page = Page::new(tree);
    let authors = some_names(article.authors).or_else(|| page.authors()).unwrap_or_default();
    let url = page.canonical().or(article.url).or_else(|| address.filter(|text| is_address(text)).map(str::to_owned));
    let published = article.published.as_deref().and_then(dates::iso).or_else(|| page.published());
    let metadata = Metadata {
        title: page.title(article.headline),
        outlet: article.publisher.or_else(|| page.meta(&["og:site_name", "application-name"])),
        authors,
        published: published.or_else(|| url.as_deref().and_then(dates::in_address)),
        url,
        language: page.language().or(article.language),
        translated: false,
    };
    let summary = page.meta(&["og:description", "description", "twitter:description"]);
    Declared { metadata, summary, body: article.body }
}

struct Page<'t, 's> {
    tree: &'t Tree<'s>,
    /// `<meta>` elements: name or property in lowercase, and content.
    metas: Vec<(String, String)>,
}

impl<'t, 's> Page<'t, 's> {
    fn new(tree: &'t Tree<'s>) -> Self {
        let mut metas = Vec::new();
        for (_, node) in tree.nodes().filter(|(_, node)| node.name() == "meta") {
            let content = plain(&node.value("content"));
            for key in ["property", "name", "itemprop"] {
                let name = node.value(key).to_ascii_lowercase();
                // Pictures carry `itemprop=author` too; `marked` tells them apart by place.
                let of_part = key == "itemprop" && name == "author";
                if !of_part && !name.is_empty() && !content.is_empty() {
                    metas.push((name, content.clone()));
                }
            }
        }
        Self { tree, metas }
    }

    /// The first of `names` that the page has.
    fn meta(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.metas.iter().find(|(known, _)| known == name))
            .map(|(_, content)| content.clone())
    }

    /// The one `<h1>` where it agrees with what is declared; else the declared title; else the only `<h1>`.
    fn title(&self, headline: Option<String>) -> Option<String> {
        let declared: Vec<String> =
            [headline, self.meta(&["og:title", "twitter:title", "dc.title"]), self.title_element()]
                .into_iter()
                .flatten()
                .collect();
        let headings = self.elements("h1");
        let agrees = |heading: &&String| declared.iter().any(|title| same_title(title, heading));
        if let Some(heading) = headings.iter().find(agrees) {
            return Some(heading.clone());
        }
        declared.into_iter().next().or_else(|| headings.into_iter().next())
    }

    fn title_element(&self) -> Option<String> {
        let in_drawing = |id: NodeId| self.tree.upwards(id).any(|up| self.tree.node(up).name() == "svg");
        let (id, _) = self.tree.nodes().find(|&(id, node)| node.name() == "title" && !in_drawing(id))?;
        Some(self.tree.text(id)).filter(|text| !text.is_empty())
    }

    fn elements(&self, name: &str) -> Vec<String> {
        let found = self.tree.nodes().filter(|(_, node)| node.name() == name);
        found.map(|(id, _)| self.tree.text(id)).filter(|text| !text.is_empty()).collect()
    }

    fn authors(&self) -> Option<Vec<String>> {
        let of_metas = |names: &[&str]| {
            let values = self.metas.iter().filter(|(name, _)| names.contains(&name.as_str()));
            some_names(values.map(|(_, content)| content.clone()).collect())
        };
        of_metas(&["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"])
            .or_else(|| self.marked("itemprop", "author"))
            .or_else(|| self.marked("rel", "author"))
    }

    /// Names in elements that carry `value` in attribute `name`.
    fn marked(&self, name: &str, value: &str) -> Option<Vec<String>> {
        let fits =
            |id: NodeId| self.tree.node(id).value(name).split_whitespace().any(|word| word.eq_ignore_ascii_case(value));
        let marked: Vec<NodeId> = self.tree.nodes().map(|(id, _)| id).filter(|&id| fits(id)).collect();
        // Authors of one story stand together; further down are those of other stories, and of pictures.
        let near = |id: NodeId| self.tree.upwards(id).nth(3);
        let first = marked.first().and_then(|&id| near(id));
        some_names(marked.into_iter().filter(|&id| near(id) == first).map(|id| self.tree.text(id)).collect())
    }

    fn published(&self) -> Option<String> {
        const NAMES: [&str; 16] = [
            "article:published_time",
            "datepublished",
            "og:published_time",
            "og:article:published_time",
            "parsely-pub-date",
            "sailthru.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "dc.date.issued",
            "dcterms.created",
            "dc.date",
            "article.published",
            "published_at",
            "article_date_original",
            "date",
        ];
        let from_metas = NAMES.iter().find_map(|name| dates::iso(&self.meta(&[name])?));
        from_metas.or_else(|| self.time_element(true)).or_else(|| self.time_element(false))
    }

    /// `<time>` marked as the date of publication, or the first that stands in the article or its header.
    fn time_element(&self, marked: bool) -> Option<String> {
        self.tree.nodes().filter(|(_, node)| matches!(node.name(), "time" | "meta" | "span")).find_map(|(id, node)| {
            let is_marked =
                node.value("itemprop").eq_ignore_ascii_case("datePublished") || node.attribute("pubdate").is_some();
            let inside = || self.tree.upwards(id).any(|up| matches!(self.tree.node(up).name(), "article" | "main"));
            if if marked { is_marked } else { node.name() == "time" && inside() } {
                dates::iso(&node.value("datetime")).or_else(|| dates::iso(&self.tree.text(id)))
            } else {
                None
            }
        })
    }

    fn canonical(&self) -> Option<String> {
        let links = self.tree.nodes().filter(|(_, node)| node.name() == "link");
        let canonical = links.filter(|(_, node)| node.value("rel").eq_ignore_ascii_case("canonical"));
        let address = |text: String| is_address(&text).then(|| text.trim().to_owned());
        canonical
            .map(|(_, node)| node.value("href"))
            .find_map(address)
            .or_else(|| self.meta(&["og:url"]).and_then(address))
    }

    fn language(&self) -> Option<String> {
        let (_, html) = self.tree.nodes().find(|(_, node)| node.name() == "html")?;
        Some(html.value("lang").trim().to_owned()).filter(|lang| !lang.is_empty())
    }
}

fn is_address(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("https://") || text.starts_with("http://")
}

/// Whether a heading says what a declared title says, a site's name behind it aside.
fn same_title(title: &str, heading: &str) -> bool {
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let (title, heading) = (letters(title), letters(heading));
    heading.len() >= 8
        && (title == heading || title.starts_with(&heading) || heading.starts_with(&title) && title.len() >= 16)
}

/// Names out of declared strings: "By Ann Lee and Ben Ode" is two; addresses and handles are none.
fn some_names(declared: Vec<String>) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for text in declared {
        for name in split_names(&text) {
            if !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                names.push(name);
            }
        }
    }
    (!names.is_empty()).then_some(names)
}

fn split_names(text: &str) -> Vec<String> {
    let text = text.trim();
    let text = ["By ", "by ", "BY "].iter().find_map(|by| text.strip_prefix(by)).unwrap_or(text);
    let pieces: Vec<&str> =
        text.split([',', ';', '&', '|']).flat_map(|piece| piece.split(" and ")).map(str::trim).collect();
    let is_name = |piece: &&str| {
        (2..=4).contains(&piece.split_whitespace().count()) && piece.chars().next().is_some_and(char::is_uppercase)
    };
    let whole = || vec![text];
    let names = if pieces.len() > 1 && pieces.iter().all(is_name) { pieces } else { whole() };
    let usable =
        |name: &&str| !name.is_empty() && name.chars().count() <= 80 && !name.contains("://") && !name.starts_with('@');
    names.into_iter().filter(usable).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(page: &str, address: Option<&str>) -> Metadata {
        read(&Tree::parse(page), address).metadata
    }

    #[test]
    fn meta_elements_declare() {
        let found = declared(
            "<html lang=en-GB><head><title>Ferry waits for the wind - The Quay</title><meta property=og:site_name content='The Quay'>
             <meta name=author content='By Ann Lee and Ben Ode'><link rel=canonical href='https://quay.example/ferry'>
             <meta property='article:published_time' content='2026-03-01T08:00:00+0000'></head>
             <body><h1>Ferry waits for the wind</h1>",
            None,
        );
        assert_eq!(found.title.as_deref(), Some("Ferry waits for the wind"));
        assert_eq!(found.outlet.as_deref(), Some("The Quay"));
        assert_eq!(found.authors, ["Ann Lee", "Ben Ode"]);
        assert_eq!(found.published.as_deref(), Some("2026-03-01T08:00:00+00:00"));
        assert_eq!(found.url.as_deref(), Some("https://quay.example/ferry"));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn nothing_is_guessed() {
        let found = declared("<p>By the harbour on 3 May 2026, The Quay learned.</p>", None);
        assert_eq!(found, Metadata::default());
    }

    #[test]
    fn the_address_dates_a_page_that_does_not_date_itself() {
        let found = declared("<p>x</p>", Some("https://quay.example/2026/03/01/ferry"));
        assert_eq!(found.published.as_deref(), Some("2026-03-01"));
    }
}
