//! What a page says of its article in JSON-LD, with the words of schema.org.

use serde_json::Value;

use super::tree::{NodeKind, Tree};

/// The fields of an article node that hearsay uses.
#[derive(Debug, Default)]
pub struct Article {
    /// `headline`.
    pub headline: Option<String>,
    /// Names out of `author`.
    pub authors: Vec<String>,
    /// `publisher.name`.
    pub publisher: Option<String>,
    /// `datePublished`.
    pub published: Option<String>,
    /// `mainEntityOfPage` or `url`.
    pub url: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// `articleBody`: the text without its layout, often cut short behind a paywall.
    pub body: Option<String>,
}

/// The page's own article; empty where no JSON-LD describes one.
#[must_use]
pub fn article(tree: &Tree<'_>) -> Article {
    let scripts: Vec<Value> = tree.nodes().filter_map(|(id, node)| script(tree, id, node.name())).collect();
    let mut nodes = Vec::new();
    for script in &scripts {
        collect(script, &mut nodes);
    }
    let article = nodes.iter().find(|node| is_article(node) && node.get("headline").is_some());
    let article = article.or_else(|| nodes.iter().find(|node| is_article(node)));
    article.map_or_else(Article::default, |node| fields(node, &nodes))
}

fn script(tree: &Tree<'_>, id: usize, name: &str) -> Option<Value> {
    let node = tree.node(id);
    (name == "script" && node.value("type").trim().eq_ignore_ascii_case("application/ld+json")).then_some(())?;
    let raw = node.children.iter().find_map(|&child| match tree.node(child).kind {
        NodeKind::Verbatim(raw) => Some(raw),
        _ => None,
    })?;
    parse(raw)
}

/// JSON as pages have it: line breaks inside strings, comment marks around, a semicolon behind.
fn parse(raw: &str) -> Option<Value> {
    let calm: String = raw.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let calm = calm.replace("<![CDATA[", "");
    let start = calm.find(['{', '['])?;
    serde_json::Deserializer::from_str(&calm[start..]).into_iter().next()?.ok()
}

/// All objects that may describe the page: top-level ones, those in arrays and in `@graph`, and main entities.
fn collect<'v>(value: &'v Value, nodes: &mut Vec<&'v Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, nodes)),
        Value::Object(fields) => {
            nodes.push(value);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = fields.get(key) {
                    collect(inner, nodes);
                }
            }
        }
        _ => {}
    }
}

fn is_article(node: &Value) -> bool {
    let fits = |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report";
    match &node["@type"] {
        Value::String(kind) => fits(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(fits),
        _ => false,
    }
}

fn fields(node: &Value, nodes: &[&Value]) -> Article {
    let text = |key: &str| node[key].as_str().map(str::trim).filter(|text| !text.is_empty()).map(super::plain);
    Article {
        headline: text("headline"),
        authors: names(&node["author"], nodes),
        publisher: names(&node["publisher"], nodes).into_iter().next(),
        published: text("datePublished").or_else(|| text("dateCreated")),
        url: address(&node["mainEntityOfPage"]).or_else(|| address(&node["url"])),
        language: text("inLanguage"),
        body: text("articleBody"),
    }
}

/// Names of a person or organisation: a string, an object with `name`, a reference by `@id`, or a list of these.
fn names(value: &Value, nodes: &[&Value]) -> Vec<String> {
    match value {
        Value::String(name) => vec![super::plain(name)],
        Value::Array(items) => items.iter().flat_map(|item| names(item, nodes)).collect(),
        Value::Object(fields) => match (&fields.get("name"), fields.get("@id")) {
            (Some(name), _) => names(name, &[]),
            (None, Some(id)) => {
                let same = |node: &&&Value| node.get("@id") == Some(id) && node.get("name").is_some();
                nodes.iter().find(same).map_or(Vec::new(), |node| names(&node["name"], &[]))
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn address(value: &Value) -> Option<String> {
    let text = value.as_str().or_else(|| value["@id"].as_str())?;
    text.starts_with("http").then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_in_a_graph_with_references() {
        let page = r##"<script type="application/ld+json">//<![CDATA[
            {"@graph":[{"@type":"WebSite","headline":"no"},
             {"@type":["NewsArticle"],"headline":"Ferry &amp; harbour","author":[{"@id":"#a"}, {"name":"Ben Ode"}],
              "publisher":{"name":"The Quay"},"datePublished":"2026-03-01","mainEntityOfPage":{"@id":"https://q.example/1"}},
             {"@id":"#a","@type":"Person","name":"Ann Lee"}]};//]]></script>"##;
        let article = article(&Tree::parse(page));
        assert_eq!(article.headline.as_deref(), Some("Ferry & harbour"));
        assert_eq!(article.authors, ["Ann Lee", "Ben Ode"]);
        assert_eq!(article.publisher.as_deref(), Some("The Quay"));
        assert_eq!(article.url.as_deref(), Some("https://q.example/1"));
    }

    #[test]
    fn broken_json_is_no_article() {
        let page = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\", oops}</script>";
        assert!(article(&Tree::parse(page)).headline.is_none());
    }
}
