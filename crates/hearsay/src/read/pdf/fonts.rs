//! Fonts as far as reading needs them: which characters a string shows, and how wide it is.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as Pdf, Object};

use super::LARGEST;
use super::cmap::CMap;
use super::content::number;

/// The width of a character that the font does not give, in ems: about that of Helvetica.
const WIDTH: f64 = 0.5;

/// One font.
#[derive(Debug)]
pub struct Font {
    cmap: Option<CMap>,
    /// Characters of the 256 codes of a simple font.
    table: Vec<String>,
    /// Codes of two bytes.
    wide: bool,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
}

/// One shown character.
pub struct Glyph {
    /// What it reads as.
    pub text: String,
    /// In ems.
    pub width: f64,
    /// Whether it is the one-byte code 32, which word spacing widens.
    pub is_space: bool,
}

impl Font {
    /// Reads a font's dictionary.
    #[must_use]
    pub fn new(pdf: &Pdf, font: &Dictionary) -> Self {
        let wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let cmap = font.get_deref(b"ToUnicode", pdf).and_then(Object::as_stream).ok();
        let cmap = cmap.and_then(|stream| stream.get_plain_content_with_limit(LARGEST).ok());
        let cmap = cmap.map(|source| CMap::parse(&source)).filter(|map| !map.is_empty());
        let (widths, default_width) = if wide { wide_widths(pdf, font) } else { simple_widths(pdf, font) };
        let table = if wide { Vec::new() } else { table(pdf, font) };
        Self { cmap, table, wide, widths, default_width }
    }

    /// The characters of a string.
    #[must_use]
    pub fn glyphs(&self, string: &[u8]) -> Vec<Glyph> {
        let length = if self.wide { 2 } else { 1 };
        let glyph = |code: &[u8]| {
            let value = code.iter().fold(0, |value, &byte| value << 8 | u32::from(byte));
            Glyph {
                text: self.text(value, length),
                width: self.widths.get(&value).copied().unwrap_or(self.default_width),
                is_space: length == 1 && value == 32,
            }
        };
        string.chunks(length).map(glyph).collect()
    }

    fn text(&self, code: u32, length: usize) -> String {
        let mapped = self.cmap.as_ref().and_then(|map| map.text(code, length));
        let named = || self.table.get(code as usize).filter(|text| !text.is_empty()).cloned();
        mapped.or_else(named).unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string())
    }
}

/// The characters of a simple font's codes, by the names of its encoding.
fn table(pdf: &Pdf, font: &Dictionary) -> Vec<String> {
    let encoding = font.get_font_encoding_with_limit(pdf, LARGEST).ok();
    let text = |code: u8| Pdf::decode_text(encoding.as_ref()?, &[code]).ok();
    (0..=255).map(|code| text(code).unwrap_or_default()).collect()
}

fn simple_widths(pdf: &Pdf, font: &Dictionary) -> (BTreeMap<u32, f64>, f64) {
    let first = font.get_deref(b"FirstChar", pdf).and_then(Object::as_i64).unwrap_or(0);
    let first = u32::try_from(first).unwrap_or(0).min(255);
    let widths = font.get_deref(b"Widths", pdf).and_then(Object::as_array);
    let widths = widths.map_or(Vec::new(), |widths| widths.iter().take(256).map(|width| ems(pdf, width)).collect());
    let widths = (first..).zip(widths).filter_map(|(code, width)| Some((code, width?))).collect();
    (widths, WIDTH)
}

/// `/W` of a composite font: `first [w w w]` and `first last w`.
fn wide_widths(pdf: &Pdf, font: &Dictionary) -> (BTreeMap<u32, f64>, f64) {
    let mut widths = BTreeMap::new();
    let descendant = || {
        let fonts = font.get_deref(b"DescendantFonts", pdf).and_then(Object::as_array).ok()?;
        pdf.dereference(fonts.first()?).ok()?.1.as_dict().ok()
    };
    let Some(font) = descendant() else { return (widths, 1.0) };
    let default = font.get_deref(b"DW", pdf).ok().and_then(|width| ems(pdf, width)).unwrap_or(1.0);
    let Ok(entries) = font.get_deref(b"W", pdf).and_then(Object::as_array) else { return (widths, default) };
    let code = |object: &Object| number(object).map(|code| code.clamp(0.0, 65_535.0) as u32);
    let mut entries = entries.iter();
    while let (Some(first), Some(next)) = (entries.next().and_then(code), entries.next()) {
        if let Ok((_, Object::Array(list))) = pdf.dereference(next) {
            widths.extend((first..=65_535).zip(list).filter_map(|(code, width)| Some((code, ems(pdf, width)?))));
        } else if let (Some(last), Some(Some(width))) = (code(next), entries.next().map(|width| ems(pdf, width))) {
            widths.extend((first..=last).map(|code| (code, width)));
        }
    }
    (widths, default)
}

fn ems(pdf: &Pdf, width: &Object) -> Option<f64> {
    number(pdf.dereference(width).ok()?.1).map(|width| width / 1000.0)
}
