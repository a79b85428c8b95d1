//! The document as a record names it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Pinned;
use crate::text::{
    Document, DocumentBuilder, Kind, Metadata, OffsetTable, OffsetUnit, Part, PartKind, SourceMap, Span,
};

/// The document a record is about, with its clean text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentEntry {
    /// `sha256:` of the text; a record is known by id, published, outlet and model together.
    pub id: String,
    /// Article, transcript or plan.
    pub kind: Kind,
    /// The headline.
    pub title: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// ISO 8601 date or date-time; the anchor of relative times.
    pub published: Option<String>,
    /// BCP 47 code, where it could be told.
    pub language: Option<String>,
    /// Whether the text says that it is a translation.
    pub translated: bool,
    /// The unit of every offset in this record.
    pub offsets: OffsetUnit,
    /// The clean text that was read.
    pub text: String,
    /// Title, byline, paragraphs and the like, in order.
    pub parts: Vec<PartEntry>,
    /// `sha256:` of the raw bytes.
    pub original: String,
    /// With `--map`: runs of start in the text (in this record's unit), start in the original bytes, length in bytes of the original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<Vec<[usize; 3]>>,
}

impl DocumentEntry {
    /// The document again, as far as a record holds it: the turns of a transcript and the way back to the bytes are not in it.
    #[must_use]
    pub fn document(&self) -> Document {
        let mut builder = DocumentBuilder::new(self.kind, self.text.as_bytes());
        let table = OffsetTable::new(&self.text, self.offsets);
        builder.map = SourceMap::identity(self.text.len());
        builder.metadata = Metadata {
            title: self.title.clone(),
            outlet: self.outlet.clone(),
            authors: self.authors.clone(),
            url: self.url.clone(),
            published: self.published.clone(),
            language: self.language.clone(),
            translated: self.translated,
        };
        for part in &self.parts {
            for [start, end] in &part.pinned.spans {
                let span = Span::new(table.byte(*start), table.byte(*end));
                builder.parts.push(Part { kind: part.kind, span });
            }
        }
        builder.text.clone_from(&self.text);
        builder.finish()
    }
}

/// One part of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartEntry {
    /// What it is.
    pub kind: PartKind,
    /// Its words and place.
    #[serde(flatten)]
    pub pinned: Pinned,
}

#[cfg(test)]
mod tests {
    use crate::record::{BuildOptions, sample};
    use crate::text::OffsetUnit;

    #[test]
    fn the_document_comes_back_out_of_its_record() {
        for offsets in [OffsetUnit::Codepoint, OffsetUnit::Byte, OffsetUnit::Utf16] {
            let record = sample::record(&BuildOptions { offsets, ..BuildOptions::default() });
            let (again, first) = (record.document.document(), sample::document());
            assert_eq!((again.text(), again.id(), again.kind()), (first.text(), first.id(), first.kind()));
            assert_eq!((again.metadata(), again.parts()), (first.metadata(), first.parts()));
        }
    }
}
