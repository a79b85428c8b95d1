//! From bytes to characters: which encoding a file is in, and where each character stood in the bytes.
//!
//! What the bytes themselves prove comes first (a byte-order mark, valid UTF-8 with characters beyond ASCII), then what
//! was declared (media type, `<meta>`, XML declaration), then a guess from the letters (`chardetng`, the detector of
//! Firefox). Text that is UTF-8 in the main is read as UTF-8, each broken byte becoming U+FFFD, so that one bad
//! byte loses no neighbour; the document then carries a warning.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadError;
use crate::text::{Run, SourceMap};

/// Characters read from bytes, with the way back.
#[derive(Clone, Debug)]
pub struct Decoded<'b> {
    /// The characters.
    pub text: Cow<'b, str>,
    /// Where each of them stood in the bytes.
    pub map: SourceMap,
    /// What was replaced or guessed, one line each.
    pub warnings: Vec<String>,
}

/// How far into a page a `<meta charset>` or an XML declaration is looked for (the HTML standard says 1,024 bytes).
const DECLARATION_BYTES: usize = 4096;

/// Decodes `bytes`; `media_type` is what a server said of them (`text/html; charset=…`).
///
/// # Errors
/// Where the bytes are no text: mostly control characters, or UTF-32.
pub fn decode<'b>(bytes: &'b [u8], media_type: Option<&str>) -> Result<Decoded<'b>, ReadError> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(ReadError::new("UTF-32 text is not read; save it as UTF-8"));
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(decode_as(encoding, bytes, length));
    }
    if let Some(encoding) = detect(bytes, media_type)? {
        return Ok(decode_as(encoding, bytes, 0));
    }
    let encoding = guess(bytes);
    let mut decoded = decode_as(encoding, bytes, 0);
    decoded.warnings.push(format!("not UTF-8 and no encoding is named; read as {}, a guess", encoding.name()));
    Ok(decoded)
}

fn decode_as<'b>(encoding: &'static Encoding, bytes: &'b [u8], skip: usize) -> Decoded<'b> {
    if encoding == UTF_8 {
        decode_utf8(bytes, skip)
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        decode_utf16(bytes, skip, encoding == UTF_16BE)
    } else {
        decode_other(bytes, encoding)
    }
}

/// The encoding of bytes without a byte-order mark; `None` where neither the bytes nor a declaration tell.
fn detect(bytes: &[u8], media_type: Option<&str>) -> Result<Option<&'static Encoding>, ReadError> {
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return Ok(Some(encoding));
    }
    refuse_binary(bytes)?;
    let (sequences, broken) = count_utf8(bytes);
    let declared = declared(bytes, media_type).filter(|&encoding| encoding != UTF_8);
    let needed = if declared.is_some() { 4 * broken + 1 } else { broken.max(1) };
    if sequences >= needed {
        return Ok(Some(UTF_8));
    }
    if let Some(encoding) = declared.filter(|encoding| broken > 0 || !encoding.is_ascii_compatible()) {
        return Ok(Some(encoding));
    }
    Ok((broken == 0).then_some(UTF_8))
}

/// The likeliest encoding by the letters.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 without a byte-order mark: in Latin text every second byte is zero.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    if pairs < 2 {
        None
    } else if odd * 10 > pairs * 4 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 4 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Refuses bytes with more control characters than any text has; a stray NUL passes.
fn refuse_binary(bytes: &[u8]) -> Result<(), ReadError> {
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let controls = sample.iter().filter(|byte| is_control(byte)).count();
    if controls < 4 || controls * 40 < sample.len() {
        return Ok(());
    }
    let first = sample.iter().position(is_control).unwrap_or(0);
    Err(ReadError::at(format!("byte {first}"), "binary data, not text; give a text, HTML, PDF or DOCX file"))
}

/// Counts well-formed sequences beyond ASCII, and broken ones.
fn count_utf8(bytes: &[u8]) -> (usize, usize) {
    let (mut sequences, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (sequences, broken)
}

/// The encoding that the server, the XML declaration or a `<meta>` names.
fn declared(bytes: &[u8], media_type: Option<&str>) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION_BYTES)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let in_media_type = media_type.map(str::to_ascii_lowercase).and_then(|text| label_after(&text, "charset="));
    let in_xml = || head.trim_start().starts_with("<?xml").then(|| label_after(&head, "encoding=")).flatten();
    let in_meta = || head.split("<meta").skip(1).find_map(|tag| label_after(tag.split('>').next()?, "charset="));
    let encoding = in_media_type.or_else(in_xml).or_else(in_meta)?;
    // A page that says UTF-16 in ASCII letters is not UTF-16 (HTML standard, "prescan a byte stream").
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn label_after(text: &str, key: &str) -> Option<&'static Encoding> {
    let value = text.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(['"', '\'', ';', ' ', '>', '?', '/']).unwrap_or(value.len());
    Encoding::for_label(&value.as_bytes()[..end])
}

fn decode_utf8(bytes: &[u8], skip: usize) -> Decoded<'_> {
    let body = &bytes[skip..];
    if let Ok(text) = std::str::from_utf8(body) {
        let mut map = SourceMap::new();
        map.push(Run::bytes(0, skip, body.len()));
        return Decoded { text: Cow::Borrowed(text), map, warnings: Vec::new() };
    }
    let mut out = Output::default();
    let mut at = skip;
    for chunk in body.utf8_chunks() {
        out.map.push(Run::bytes(out.text.len(), at, chunk.valid().len()));
        out.text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            out.replace(at, chunk.invalid().len());
            at += chunk.invalid().len();
        }
    }
    out.finish("UTF-8")
}

fn decode_utf16(bytes: &[u8], skip: usize, big_endian: bool) -> Decoded<'static> {
    let units = bytes[skip..].chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    });
    let mut out = Output::default();
    let mut at = skip;
    for character in char::decode_utf16(units) {
        match character {
            Ok(character) => {
                out.push(character, at, 2 * character.len_utf16());
                at += 2 * character.len_utf16();
            }
            Err(_) => {
                out.replace(at, 2);
                at += 2;
            }
        }
    }
    if at < bytes.len() {
        out.replace(at, bytes.len() - at);
    }
    out.finish("UTF-16")
}

/// Any other encoding, byte by byte: what comes out since the last output belongs to the bytes that went in since then.
fn decode_other(bytes: &[u8], encoding: &'static Encoding) -> Decoded<'static> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = Output::default();
    let mut buffer = [0u8; 32];
    let mut start = 0;
    for at in 0..=bytes.len() {
        let last = at == bytes.len();
        let input = if last { &[][..] } else { &bytes[at..=at] };
        let (result, _, written, replaced) = decoder.decode_to_utf8(input, &mut buffer, last);
        debug_assert_eq!(result, CoderResult::InputEmpty, "32 bytes hold what one byte can give");
        let end = (at + 1).min(bytes.len());
        if let Some(text) = std::str::from_utf8(&buffer[..written]).ok().filter(|text| !text.is_empty()) {
            out.replaced_at = out.replaced_at.or(replaced.then_some(start));
            out.replaced += usize::from(replaced);
            out.map.push(Run::unit(out.text.len(), text.len(), start, end - start));
            out.text.push_str(text);
            start = end;
        }
    }
    out.finish(encoding.name())
}

#[derive(Default)]
struct Output {
    text: String,
    map: SourceMap,
    replaced: usize,
    replaced_at: Option<usize>,
}

impl Output {
    fn push(&mut self, character: char, at: usize, length: usize) {
        self.map.push(Run::unit(self.text.len(), character.len_utf8(), at, length));
        self.text.push(character);
    }

    fn replace(&mut self, at: usize, length: usize) {
        self.push(char::REPLACEMENT_CHARACTER, at, length);
        self.replaced += 1;
        self.replaced_at = self.replaced_at.or(Some(at));
    }

    fn finish(self, encoding: &str) -> Decoded<'static> {
        let warning = self.replaced_at.map(|at| {
            let places = if self.replaced == 1 { "place" } else { "places" };
            format!("byte {at}: not {encoding}; {} {places} read as U+FFFD", self.replaced)
        });
        Decoded { text: Cow::Owned(self.text), map: self.map, warnings: warning.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).unwrap().text.into_owned()
    }

    #[test]
    fn marks_and_zeros_tell_utf16() {
        assert_eq!(text(b"\xFF\xFEH\0i\0"), "Hi");
        assert_eq!(text(b"\xFE\xFF\0H\0i"), "Hi");
        assert_eq!(text(b"\0H\0i\0 \0t\0h\0e\0r\0e"), "Hi there");
        assert_eq!(text(b"\xEF\xBB\xBFHi"), "Hi");
    }

    #[test]
    fn windows_1252_is_told_from_utf8() {
        let decoded = decode(b"She said \x93no\x94 \x97 caf\xE9.", None).unwrap();
        assert_eq!(decoded.text, "She said “no” — café.");
        assert_eq!(decoded.map.original("She said ".len()), Some((9, 10)));
        assert!(decoded.warnings[0].contains("windows-1252"));
    }

    #[test]
    fn a_declaration_is_followed_unless_the_bytes_disprove_it() {
        let page = b"<meta charset=\"iso-8859-5\"><p>\xBC\xD8\xE0</p>";
        assert!(text(page).contains("Мир"));
        let lying = "<meta charset=\"windows-1252\"><p>Мир</p>";
        assert_eq!(text(lying.as_bytes()), lying);
        let decoded = decode(b"\x8D\x81\x96{", Some("text/plain; charset=Shift_JIS")).unwrap();
        assert_eq!(decoded.text, "香本");
        assert_eq!(decoded.map.original(3), Some((2, 4)));
    }

    #[test]
    fn one_broken_byte_loses_no_neighbour() {
        let decoded = decode(b"caf\xC3\xA9 and na\xFFve", None).unwrap();
        assert_eq!(decoded.text, "café and na\u{FFFD}ve");
        assert_eq!(decoded.warnings, ["byte 12: not UTF-8; 1 place read as U+FFFD"]);
    }

    #[test]
    fn lone_surrogates_are_replaced_and_told() {
        let decoded = decode(b"\xFF\xFEa\0\x00\xD8b\0\x01", None).unwrap();
        assert_eq!(decoded.text, "a\u{FFFD}b\u{FFFD}");
        assert_eq!(decoded.warnings.len(), 1);
    }

    #[test]
    fn binary_is_refused_and_a_stray_nul_is_not() {
        let noise: Vec<u8> = (0..2000u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(decode(&noise, None).is_err());
        assert!(decode(b"The minister said\0 no.", None).is_ok());
        assert!(decode(b"\xFF\xFE\0\0a\0\0\0", None).is_err());
    }

    proptest! {
        #[test]
        fn every_run_leads_to_bytes_that_decode_to_its_text(words in "[a-zа-яé “”—€]{1,60}", which in 0usize..4) {
            let encoding = [encoding_rs::WINDOWS_1252, encoding_rs::WINDOWS_1251, encoding_rs::GB18030, UTF_8][which];
            let (bytes, _, _) = encoding.encode(&words);
            let decoded = decode_as(encoding, &bytes, 0);
            prop_assert_eq!(decoded.map.runs().iter().map(|run| run.len_text).sum::<usize>(), decoded.text.len());
            for run in decoded.map.runs() {
                let original = &bytes[run.original..run.original + run.len_original];
                let text = &decoded.text[run.text..run.text + run.len_text];
                let as_read = decode_as(encoding, original, 0);
                prop_assert_eq!(as_read.text.as_ref(), text);
            }
        }
    }
}
