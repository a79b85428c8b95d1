use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const STYLES: &str = r#"<w:styles><w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
  <w:style w:styleId="L"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"#;

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    pack(&[
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &body),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
    ])
}

fn lines(body: &str) -> Vec<String> {
    let document = read(&docx(body), &ReadOptions::default()).unwrap();
    document.parts().iter().map(|part| document.slice(part.span).to_owned()).collect()
}

fn list(id: u8, level: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn tracked_changes_are_as_accepted() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">The ferry </w:t></w:r><w:del><w:r><w:delText>may</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>shall</w:t></w:r></w:ins><w:r><w:tab/><w:t>sail &amp; return</w:t></w:r>\
        <w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>";
    assert_eq!(lines(body), ["The ferry shall sail & return"]);
    let joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">One </w:t></w:r></w:p><w:p><w:r><w:t>line.</w:t></w:r></w:p>";
    assert_eq!(lines(joined), ["One line."]);
}

#[test]
fn lists_are_numbered_as_word_numbers_them() {
    let body = [
        list(1, 0, "Cease"),
        list(1, 1, "at sea"),
        list(1, 1, "on land"),
        "<w:p><w:pPr><w:pStyle w:val=\"L\"/></w:pPr><w:r><w:t>Trade</w:t></w:r></w:p>".to_owned(),
        list(2, 0, "Again"),
        list(2, 0, "And on"),
    ];
    assert_eq!(lines(&body.concat()), ["1. Cease", "(a) at sea", "(b) on land", "2. Trade", "1. Again", "2. And on"]);
}

#[test]
fn a_numbered_document_is_a_plan_and_headings_are_titles() {
    let mut body = "<w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr><w:r><w:t>A harbour plan</w:t></w:r></w:p>".to_owned();
    body += &(0..5).map(|n| list(1, 0, &format!("The council shall do thing {n} within a year."))).collect::<String>();
    let document = read(&docx(&body), &ReadOptions::default()).unwrap();
    assert_eq!(document.kind(), Kind::Plan);
    assert_eq!(document.metadata().title.as_deref(), Some("A harbour plan"));
    assert_eq!(crate::read::plan::outline(&document).points().count(), 5);
}

#[test]
fn rows_are_lines_and_text_boxes_paragraphs() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("Yes"),
        cell("No"),
        cell("1."),
        cell("Peace")
    );
    assert_eq!(lines(&body), ["Yes | No", "1. Peace"]);
    let boxed =
        "<w:p><w:r><w:t>Outer</w:t><w:txbxContent><w:p><w:r><w:t>Inner</w:t></w:r></w:p></w:txbxContent></w:r></w:p>";
    assert_eq!(lines(boxed), ["Inner", "Outer"]);
}

#[test]
fn every_character_leads_to_the_compressed_body() {
    let bytes = docx("<w:p><w:r><w:t>Said Søren.</w:t></w:r></w:p>");
    let document = read(&bytes, &ReadOptions::default()).unwrap();
    let (start, end) = document.map().original(5).unwrap();
    assert!(start > 0 && end <= bytes.len());
    assert_eq!(document.map().runs().len(), 1);
}

#[test]
fn bombs_and_other_archives_are_refused() {
    let bomb = format!("<w:document>{}</w:document>", " ".repeat(30 << 20));
    let error = |bytes: &[u8]| read(bytes, &ReadOptions::default()).unwrap_err().to_string();
    assert!(error(&pack(&[("word/document.xml", &bomb)])).contains("ZIP bomb"));
    assert!(error(&pack(&[("content.xml", "x")])).contains("OpenDocument"));
    assert!(error(&pack(&[("a.txt", "x")])).contains("ZIP archive"));
    assert!(error(b"PK\x03\x04 and nothing more").contains("damaged DOCX"));
}
