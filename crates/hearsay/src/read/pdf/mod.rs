//! PDF: the words in the order in which they are painted, joined into lines and paragraphs again.
//!
//! `lopdf` (MIT, released every few weeks; it bounds nesting and unpacked size) reads the objects. The crates that also
//! extract text either panic on broken files by design (pdf-extract) or bring hundreds of thousands of lines for other
//! ends (pdf_oxide), so [`content`] walks the pages and [`lines`] and [`paragraphs`] put together what belongs together.
//! A PDF has no paragraphs to lead back to: `--map` leads each character to the painted page it stands on.

mod cmap;
mod content;
mod fonts;
mod furniture;
mod lines;
mod paragraphs;

use lopdf::xref::XrefEntry;
use lopdf::{Document as Pdf, Error, LoadOptions, Object, ObjectId};

use super::clean::Cleaner;
use super::{ReadError, ReadOptions, plan, settle};
use crate::text::{Document, Kind, PartKind};
use content::Budget;
use lines::Line;
use paragraphs::Paragraph;

/// The most that one stream may unpack to, in bytes.
const LARGEST: usize = 64 << 20;
/// The share of characters that must be known by their fonts for a text to be worth reading: one in …
const UNKNOWN: usize = 4;

/// A page's lines and where its content stands in the file.
struct Page {
    lines: Vec<Line>,
    /// Lower and upper edge, in points.
    edges: (f64, f64),
    /// First byte and length of the content's streams; a length of 0 where that is not known.
    source: (usize, usize),
}

/// Reads a PDF.
///
/// # Errors
/// Where it needs a password, is damaged, or holds pictures of text instead of text.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
    // Bytes before the header are allowed, and every position in the file counts from the header.
    let header = bytes.windows(5).position(|window| window == b"%PDF-").unwrap_or(0);
    let body = &bytes[header..];
    let pdf = open(body)?;
    let mut budget = Budget::default();
    let mut pages = Vec::new();
    for (index, id) in pdf.page_iter().enumerate() {
        let page = page(&pdf, id, body, &mut budget);
        pages.push(page.map_err(|reason| ReadError::at(format!("page {}", index + 1), reason))?);
    }
    refuse_pictures(&pages)?;
    furniture::remove(&mut pages);
    for page in pages.iter_mut().filter(|page| page.source.1 > 0) {
        page.source.0 += header;
    }
    let paragraphs = paragraphs::join(&pages);
    Ok(write(&paragraphs, &pages, bytes, options).finish_direct())
}

fn open(bytes: &[u8]) -> Result<Pdf, ReadError> {
    let locked = || ReadError::new("the PDF is locked with a password; save a copy without one");
    let options = LoadOptions::with_max_decompressed_size(LARGEST);
    let mut pdf = match Pdf::load_mem_with_options(bytes, options) {
        Ok(pdf) => pdf,
        Err(Error::InvalidPassword | Error::Decryption(_)) => return Err(locked()),
        Err(error) => return Err(ReadError::new(format!("damaged PDF: {}", error.to_string().to_lowercase()))),
    };
    if pdf.is_encrypted() {
        pdf.decrypt("").map_err(|_| locked())?;
    }
    Ok(pdf)
}

fn page(pdf: &Pdf, id: ObjectId, bytes: &[u8], budget: &mut Budget) -> Result<Page, String> {
    let content = pdf.get_page_content_with_limit(id, LARGEST).map_err(|error| error.to_string().to_lowercase())?;
    let pieces = content::pieces(pdf, id, &content, budget)?;
    let edges = media_box(pdf, id).unwrap_or_else(|| {
        let heights = || pieces.iter().map(|piece| piece.y);
        (heights().fold(f64::MAX, f64::min), heights().fold(f64::MIN, f64::max))
    });
    Ok(Page { lines: lines::lines(&pieces), edges, source: source(pdf, id, bytes) })
}

/// The lower and upper edge of a page that is not turned.
fn media_box(pdf: &Pdf, id: ObjectId) -> Option<(f64, f64)> {
    let inherited = |key: &[u8]| {
        let mut node = pdf.get_dictionary(id).ok()?;
        for _ in 0..32 {
            if let Ok(value) = node.get_deref(key, pdf) {
                return Some(value);
            }
            node = node.get_deref(b"Parent", pdf).and_then(Object::as_dict).ok()?;
        }
        None
    };
    if inherited(b"Rotate").and_then(|turn| turn.as_i64().ok()).is_some_and(|turn| turn % 360 != 0) {
        return None;
    }
    let corners: Vec<f64> =
        inherited(b"MediaBox")?.as_array().ok()?.iter().map(content::number).collect::<Option<_>>()?;
    let [_, first, _, second] = corners.as_slice() else { return None };
    Some((first.min(*second), first.max(*second)))
}

/// Where the content of a page stands in the file: from the first of its streams to the end of the last.
fn source(pdf: &Pdf, id: ObjectId, bytes: &[u8]) -> (usize, usize) {
    let ids = pdf.get_page_contents(id).into_iter();
    let places: Option<Vec<(usize, usize)>> = ids.map(|id| stream_place(pdf, id, bytes)).collect();
    let places = places.unwrap_or_default();
    let start = places.iter().map(|place| place.0).min().unwrap_or(0);
    let end = places.iter().map(|place| place.1).max().unwrap_or(0);
    (start, end - start)
}

/// First and last byte of a stream, which stands after the keyword in its object.
fn stream_place(pdf: &Pdf, id: ObjectId, bytes: &[u8]) -> Option<(usize, usize)> {
    const KEYWORD: &[u8] = b"stream";
    let length = pdf.get_object(id).ok()?.as_stream().ok()?.content.len();
    let XrefEntry::Normal { offset, .. } = pdf.reference_table.get(id.0)? else { return None };
    let object = usize::try_from(*offset).ok()?;
    let keyword = bytes.get(object..)?.windows(KEYWORD.len()).take(64 * 1024).position(|window| window == KEYWORD)?;
    let mut start = object + keyword + KEYWORD.len();
    start += usize::from(bytes.get(start) == Some(&b'\r'));
    start += usize::from(bytes.get(start) == Some(&b'\n'));
    let end = start.checked_add(length)?;
    (end <= bytes.len()).then_some((start, end))
}

/// Pages that are scans, or whose fonts do not tell their letters, are an error that says what to do.
fn refuse_pictures(pages: &[Page]) -> Result<(), ReadError> {
    let texts = || pages.iter().flat_map(|page| &page.lines).map(|line| line.text.as_str());
    let all: usize = texts().map(|text| text.chars().filter(|c| !c.is_whitespace()).count()).sum();
    let unknown: usize = texts().map(|text| text.matches(char::REPLACEMENT_CHARACTER).count()).sum();
    if pages.is_empty() {
        Err(ReadError::new("damaged PDF: it has no pages"))
    } else if all > 0 && unknown * UNKNOWN < all {
        Ok(())
    } else if all == 0 {
        Err(ReadError::new("the PDF holds no text, only pictures or blank pages; run it through OCR first"))
    } else {
        Err(ReadError::new("the PDF's fonts do not tell which letters they draw; run it through OCR first"))
    }
}

fn write(paragraphs: &[Paragraph], pages: &[Page], bytes: &[u8], options: &ReadOptions) -> Cleaner {
    let mut cleaner = Cleaner::new(Kind::Article, bytes);
    let texts: Vec<String> = paragraphs.iter().map(Paragraph::text).collect();
    let is_plan = options.kind.map_or_else(|| plan::looks_like(&texts.join("\n")), |kind| kind == Kind::Plan);
    for (index, (paragraph, text)) in paragraphs.iter().zip(&texts).enumerate() {
        let heads = paragraph.heading && plan::label(text).is_none() && (is_plan || index == 0);
        cleaner.begin(if heads { PartKind::Title } else { PartKind::Body });
        for (text, page) in &paragraph.pieces {
            let (at, length) = pages.get(*page).map_or((0, 0), |page| page.source);
            cleaner.unit(text, at, length);
        }
        if let Some(span) = cleaner.end() {
            cleaner.indent(span.start(), paragraph.indent);
            if heads && index == 0 {
                let title = cleaner.slice(span).to_owned();
                cleaner.metadata().title = Some(title);
            }
        }
    }
    settle(cleaner, options)
}

#[cfg(test)]
mod tests;
