//! The gold of `gold/hands`: rows of offsets and attribution ids, laid over PolNeAR's articles.

use std::collections::BTreeMap;
use std::path::Path;

use hearsay::record::{DisputeKind, OccasionKind, ViaKind};
use hearsay::text::{Metadata, OffsetTable, OffsetUnit, Span};

use super::page::{About, Dispute, Noted, Page, Telling};
use super::{Case, known};
use crate::polnear::{self, Annotation, Article};

/// The names of PolNeAR's outlets, whose files begin with a short form of them.
const OUTLETS: [(&str, &str); 7] = [
    ("breitbart", "Breitbart"),
    ("huff-post", "The Huffington Post"),
    ("nyt", "The New York Times"),
    ("politico", "Politico"),
    ("usa-today", "USA Today"),
    ("wash-post", "The Washington Post"),
    ("west-journal", "Western Journalism"),
];

/// The articles of PolNeAR's dev part for which `folder` has rows.
///
/// # Errors
/// Where the corpus or a row cannot be read, or names what is not there; the message has file and line.
pub fn cases(folder: &Path, polnear: &Path) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for article in polnear::articles(polnear, "dev")? {
        let path = folder.join(format!("{}.tsv", article.name));
        if path.exists() {
            let rows = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            cases.push(case(article, &rows).map_err(|why| format!("{}:{why}", path.display()))?);
        }
    }
    if cases.is_empty() {
        return Err(format!("{}: no rows for any article of PolNeAR's dev part", folder.display()));
    }
    Ok(cases)
}

fn case(article: Article, rows: &str) -> Result<Case, String> {
    let first = article.annotations.first().ok_or("0: the article has no annotation")?;
    let gold = page(article.document.text(), first, rows)?;
    let document = article.document.clone().with_metadata(metadata(&article.name));
    Ok(Case { name: article.name, document, gold, outermost: true })
}

/// Outlet and date, as the file's name tells them: `politico_2016-09-16_…`.
fn metadata(name: &str) -> Metadata {
    let mut fields = name.split('_');
    let short = fields.next().unwrap_or_default();
    let outlet = OUTLETS.iter().find(|(key, _)| *key == short).map(|(_, outlet)| (*outlet).to_owned());
    Metadata { outlet, published: fields.next().map(str::to_owned), ..Metadata::default() }
}

/// The gold of one article.
fn page(text: &str, annotation: &Annotation, rows: &str) -> Result<Page, String> {
    let reader = Reader { table: OffsetTable::new(text, OffsetUnit::Codepoint), ids: ids(annotation) };
    let mut page = Page { statements: annotation.attributions.iter().map(telling).collect(), disputes: Vec::new() };
    for (number, row) in rows.lines().enumerate().filter(|(_, row)| !row.trim().is_empty()) {
        let columns: Vec<&str> = row.split('\t').collect();
        let done = match columns[..] {
            ["statement", id, occasion, span, via, hands] => {
                reader.statement(&mut page, id, [occasion, span, via, hands])
            }
            ["dispute", about, by, kind, span] => {
                reader.dispute(about, by, kind, span).map(|dispute| page.disputes.push(dispute))
            }
            _ => Err("neither a statement nor a dispute".to_owned()),
        };
        done.map_err(|why| format!("{}: {why}", number + 1))?;
    }
    Ok(page)
}

fn ids(annotation: &Annotation) -> BTreeMap<&str, usize> {
    annotation.attributions.iter().enumerate().map(|(index, one)| (one.id.as_str(), index)).collect()
}

fn telling(gold: &polnear::Gold) -> Telling {
    let parts = [gold.source.clone(), gold.cue.clone(), gold.content.clone()];
    Telling { id: gold.id.clone(), parts, counted: true, ..Telling::default() }
}

/// Reads the columns of one file.
struct Reader<'g> {
    table: OffsetTable<'g>,
    ids: BTreeMap<&'g str, usize>,
}

impl Reader<'_> {
    fn statement(&self, page: &mut Page, id: &str, columns: [&str; 4]) -> Result<(), String> {
        let [occasion, span, via, hands] = columns;
        let telling = &mut page.statements[self.index(id)?];
        telling.hands = hands.parse().map_err(|_| format!("{hands:?} is no number of hands"))?;
        if occasion != "-" {
            let kind = known::<OccasionKind>(occasion)?;
            telling.occasion = Some(Noted { kind, spans: self.spans(span)?, names: Vec::new() });
        }
        if via != "-" {
            telling.via = via.split(" | ").map(|station| self.station(station)).collect::<Result<_, _>>()?;
        }
        Ok(())
    }

    /// `kind:spans:entity`.
    fn station(&self, station: &str) -> Result<Noted, String> {
        let mut fields = station.splitn(3, ':');
        let (Some(kind), Some(spans)) = (fields.next(), fields.next()) else {
            return Err(format!("{station:?} is no station"));
        };
        let names = fields.next().filter(|name| !matches!(*name, "" | "-")).into_iter();
        let names = names.flat_map(|names| names.split(" = ")).map(str::to_owned).collect();
        Ok(Noted { kind: known::<ViaKind>(kind)?, spans: self.spans(spans)?, names })
    }

    fn dispute(&self, about: &str, by: &str, kind: &str, span: &str) -> Result<Dispute, String> {
        let about = if about.starts_with(|c: char| c.is_ascii_digit()) {
            vec![About::Words(self.spans(about)?)]
        } else {
            about.split(" = ").map(|id| self.index(id).map(About::Statement)).collect::<Result<_, _>>()?
        };
        let by = if by == "-" { None } else { Some(self.index(by)?) };
        Ok(Dispute { about, by, kind: known::<DisputeKind>(kind)?, words: self.spans(span)? })
    }

    fn index(&self, id: &str) -> Result<usize, String> {
        self.ids.get(id).copied().ok_or_else(|| format!("the article has no attribution {id}"))
    }

    /// `12-15 = 40-43`, or `-` for none.
    fn spans(&self, column: &str) -> Result<Vec<Span>, String> {
        let span = |range: &str| {
            let (start, end) = range.split_once('-')?;
            let (start, end) = (start.parse().ok()?, end.parse().ok()?);
            (start < end).then(|| Span::new(self.table.byte(start), self.table.byte(end)))
        };
        let ranges = column.split(" = ").filter(|range| *range != "-");
        ranges.map(|range| span(range).ok_or_else(|| format!("{range:?} is no span"))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Žil said in a call, the Post reported, that it was so. It was not, Lam said.";

    fn annotation() -> Annotation {
        let one = |id: &str, [source, cue, content]: [&str; 3]| {
            let span = |words: &str| {
                let start = TEXT.find(words).unwrap();
                vec![Span::new(start, start + words.len())]
            };
            polnear::Gold { id: id.to_owned(), source: span(source), cue: span(cue), content: span(content) }
        };
        let attributions =
            vec![one("E2", ["Žil", "said", "that it was so"]), one("E1", ["Lam", "Lam said", "It was not"])];
        Annotation { attributions, ..Annotation::default() }
    }

    #[test]
    fn rows_are_laid_over_the_attributions() {
        let rows = "statement\tE2\tcall\t14-18 = 12-18\toutlet:20-28:Post = Evening Post\t1\n\
                    statement\tE1\t-\t-\t-\t0\ndispute\tE2\tE1\tcontradicts\t55-65\ndispute\t44-53\t-\tunconfirmed\t29-37\n";
        let page = page(TEXT, &annotation(), rows).unwrap();
        let words = |spans: &[Span]| spans.iter().map(|span| span.slice(TEXT)).collect::<Vec<_>>();
        let first = &page.statements[0];
        assert_eq!(words(&first.occasion.as_ref().unwrap().spans), ["call", "a call"]);
        assert_eq!((first.via[0].names.len(), first.hands, words(&first.via[0].spans)), (2, 1, vec!["the Post"]));
        assert_eq!(page.disputes[0].about, [About::Statement(0)]);
        assert_eq!((page.disputes[0].by, words(&page.disputes[0].words)), (Some(1), vec!["It was not"]));
        assert_eq!(page.disputes[1].by, None);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let wrong = |rows: &str| page(TEXT, &annotation(), rows).unwrap_err();
        assert_eq!(wrong("statement\tE9\t-\t-\t-\t0"), "1: the article has no attribution E9");
        assert_eq!(wrong("\nstatement\tE1\tparty\t1-2\t-\t0"), "2: \"party\" is no kind here");
        assert_eq!(wrong("statement\tE1\tcall\t2-1\t-\t0"), "1: \"2-1\" is no span");
        assert_eq!(wrong("note\tE1"), "1: neither a statement nor a dispute");
    }

    #[test]
    fn outlet_and_date_come_from_the_name() {
        let metadata = metadata("nyt_2016-09-12_visa-program");
        assert_eq!(metadata.outlet.as_deref(), Some("The New York Times"));
        assert_eq!(metadata.published.as_deref(), Some("2016-09-12"));
    }
}
