use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Stream, dictionary};

use super::*;

/// One line of a made page: x, y, size, text.
type Row<'t> = (f64, f64, f64, &'t str);

fn pdf(pages: &[Vec<Row<'_>>]) -> Pdf {
    let mut pdf = Pdf::with_version("1.5");
    let tree = pdf.new_object_id();
    let font = pdf.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" });
    let resources = pdf.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let kids: Vec<Object> = pages
        .iter()
        .map(|rows| {
            let mut operations = Vec::new();
            for (x, y, size, text) in rows {
                let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
                let place = [1.0, 0.0, 0.0, 1.0, *x, *y].map(|value| Object::Real(value as f32));
                operations.extend([
                    Operation::new("BT", vec![]),
                    Operation::new("Tf", vec!["F1".into(), Object::Real(*size as f32)]),
                    Operation::new("Tm", place.to_vec()),
                    Operation::new("Tj", vec![Object::string_literal(bytes.to_vec())]),
                    Operation::new("ET", vec![]),
                ]);
            }
            let content = Content { operations }.encode().unwrap();
            let content = pdf.add_object(Stream::new(Dictionary::new(), content));
            pdf.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content }).into()
        })
        .collect();
    let count = kids.len() as i64;
    let media: Vec<Object> = [0, 0, 600, 800].map(Object::from).to_vec();
    pdf.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources, "MediaBox" => media }.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    pdf.trailer.set("Root", catalog);
    pdf
}

fn bytes(mut pdf: Pdf) -> Vec<u8> {
    let mut out = Vec::new();
    pdf.save_to(&mut out).unwrap();
    out
}

fn document(pages: &[Vec<Row<'_>>]) -> Document {
    super::read(&bytes(pdf(pages)), &ReadOptions::default()).unwrap()
}

fn parts(document: &Document) -> Vec<(PartKind, &str)> {
    document.parts().iter().map(|part| (part.kind, document.slice(part.span))).collect()
}

#[test]
fn lines_become_paragraphs_and_divided_words_whole() {
    let document = document(&[
        vec![
            (60.0, 780.0, 9.0, "The Quay, Monday"),
            (60.0, 720.0, 18.0, "Ferry waits for the wind"),
            (60.0, 690.0, 10.0, "The harbour master said on Tuesday that the ferry would not sail be-"),
            (60.0, 678.0, 10.0, "fore the wind dropped, and that the well-known café was closed until a"),
            (60.0, 666.0, 10.0, "later day."),
            (60.0, 654.0, 10.0, "“Nobody asked me,” he said, and he said it again when he was asked by"),
            (60.0, 642.0, 10.0, "a reporter who had come to the quay from a long way off in a well-"),
            (300.0, 20.0, 9.0, "1"),
        ],
        vec![
            (60.0, 780.0, 9.0, "The Quay, Monday"),
            (60.0, 720.0, 10.0, "known car and could not"),
            (60.0, 708.0, 10.0, "go home."),
            (300.0, 20.0, 9.0, "2"),
        ],
    ]);
    assert_eq!(
        parts(&document),
        [
            (PartKind::Title, "Ferry waits for the wind"),
            (
                PartKind::Body,
                "The harbour master said on Tuesday that the ferry would not sail before the wind dropped, and that the well-known café was closed until a later day."
            ),
            (
                PartKind::Body,
                "“Nobody asked me,” he said, and he said it again when he was asked by a reporter who had come to the quay from a long way off in a well-known car and could not go home."
            ),
        ]
    );
    assert_eq!(document.metadata().title.as_deref(), Some("Ferry waits for the wind"));
}

#[test]
fn numbered_points_begin_paragraphs() {
    let rows = vec![
        (60.0, 700.0, 10.0, "1. The parties shall stop all firing at sea within a week of the day on"),
        (72.0, 688.0, 10.0, "which this plan is signed."),
        (60.0, 676.0, 10.0, "2. Prisoners go home."),
        (60.0, 664.0, 10.0, "3. The harbour opens."),
        (60.0, 652.0, 10.0, "4. Talks go on."),
        (60.0, 640.0, 10.0, "5. The end."),
    ];
    let document = document(&[rows]);
    assert_eq!(document.kind(), Kind::Plan);
    let texts: Vec<&str> = parts(&document).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts.len(), 5, "{texts:?}");
    assert!(texts[0].ends_with("week of the day on which this plan is signed."));
}

#[test]
fn every_character_leads_to_its_page() {
    let file =
        bytes(pdf(&[vec![(60.0, 700.0, 10.0, "First page said so.")], vec![(60.0, 700.0, 10.0, "Second page too.")]]));
    let document = super::read(&file, &ReadOptions::default()).unwrap();
    let at = document.text().find("Second").unwrap();
    let (start, end) = document.map().original(at).unwrap();
    assert!(String::from_utf8_lossy(&file[start..end]).contains("Second page"));
    let (start, end) = document.map().original(0).unwrap();
    assert!(!String::from_utf8_lossy(&file[start..end]).contains("Second page"));
}

#[test]
fn pictures_and_locks_are_told() {
    let error = |file: &[u8]| super::read(file, &ReadOptions::default()).unwrap_err().to_string();
    assert!(error(&bytes(pdf(&[vec![]]))).contains("OCR"));
    assert!(error(b"%PDF-1.7\nnothing").starts_with("damaged PDF"));
    let mut locked = pdf(&[vec![(60.0, 700.0, 10.0, "Secret.")]]);
    locked
        .trailer
        .set("ID", vec![Object::string_literal("0123456789abcdef"), Object::string_literal("0123456789abcdef")]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &locked,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    locked.encrypt(&state).unwrap();
    assert!(error(&bytes(locked)).contains("password"));
}
