//! Walks the painting of a page and notes each string with its place (ISO 32000-1, 9.4).

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream};

use super::LARGEST;
use super::fonts::Font;

/// Forms inside forms are followed this deep.
const DEEPEST: usize = 8;
/// States saved inside states.
const MOST_SAVED: usize = 512;

/// What a whole document may cost, so that no loop of forms runs for ever.
#[derive(Debug)]
pub struct Budget {
    operations: usize,
    characters: usize,
}

impl Default for Budget {
    /// Ten times what the longest books need.
    fn default() -> Self {
        Self { operations: 40_000_000, characters: 40_000_000 }
    }
}

/// A string as it was painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Its characters.
    pub text: String,
    /// Left end, in points.
    pub x: f64,
    /// Right end.
    pub right: f64,
    /// Baseline; greater is higher.
    pub y: f64,
    /// Height of the type.
    pub size: f64,
}

/// A matrix as PDF writes it: `[a b c d e f]`.
type Matrix = [f64; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// A number, whichever way it is written; `None` for what is none or is beyond all measure.
#[must_use]
pub fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.abs() < 1e9)
}

/// The strings of a page, in the order of painting.
///
/// # Errors
/// Where the painting costs more than any page of text.
pub fn pieces(pdf: &Pdf, page: ObjectId, content: &[u8], budget: &mut Budget) -> Result<Vec<Piece>, String> {
    let turn = pdf.get_dictionary(page).and_then(|page| page.get_deref(b"Rotate", pdf)).and_then(Object::as_i64);
    let matrix = match turn.unwrap_or(0).rem_euclid(360) {
        90 => [0.0, -1.0, 1.0, 0.0, 0.0, 0.0],
        180 => [-1.0, 0.0, 0.0, -1.0, 0.0, 0.0],
        270 => [0.0, 1.0, -1.0, 0.0, 0.0, 0.0],
        _ => UNIT,
    };
    let fonts = pdf.get_page_fonts(page).unwrap_or_default();
    let (own, shared) = pdf.get_page_resources(page).unwrap_or_default();
    let shared = shared.into_iter().filter_map(|id| pdf.get_dictionary(id).ok());
    let mut walk = Walk { pdf, budget, pieces: Vec::new(), fonts: BTreeMap::new() };
    let scope = Scope { fonts, resources: own.into_iter().chain(shared).collect(), open: Vec::new() };
    walk.run(content, &scope, matrix)?;
    Ok(walk.pieces)
}

/// Where names are looked up.
struct Scope<'d> {
    fonts: BTreeMap<Vec<u8>, &'d Dictionary>,
    resources: Vec<&'d Dictionary>,
    /// The forms that are being painted; none may paint itself.
    open: Vec<&'d Stream>,
}

/// The state that `q` saves and `Q` brings back.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

struct Walk<'d, 'b> {
    pdf: &'d Pdf,
    budget: &'b mut Budget,
    pieces: Vec<Piece>,
    /// Fonts that were read, by the address of their dictionary.
    fonts: BTreeMap<usize, Rc<Font>>,
}

impl<'d> Walk<'d, '_> {
    fn run(&mut self, content: &[u8], scope: &Scope<'d>, matrix: Matrix) -> Result<(), String> {
        let mut state = State {
            matrix,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved = Vec::new();
        let (mut text, mut line) = (UNIT, UNIT);
        // Marked content that is open: whether it is no part of the text (a running head, a watermark).
        let mut marked: Vec<bool> = Vec::new();
        for operation in Content::decode_iter(content) {
            let Ok(operation) = operation else { break };
            self.budget.operations = self.budget.operations.checked_sub(1).ok_or("the page never ends; refused")?;
            let operands = &operation.operands;
            let value = |index: usize| operands.get(index).and_then(number).unwrap_or(0.0);
            match operation.operator.as_str() {
                "q" if saved.len() < MOST_SAVED => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.matrix = product(&six(operands), &state.matrix),
                "BT" => (text, line) = (UNIT, UNIT),
                "Tf" => {
                    state.font =
                        operands.first().and_then(|name| name.as_name().ok()).and_then(|name| self.font(scope, name));
                    state.size = value(1);
                }
                "Tc" => state.character_space = value(0),
                "Tw" => state.word_space = value(0),
                "Tz" => state.scale = value(0) / 100.0,
                "TL" => state.leading = value(0),
                "Ts" => state.rise = value(0),
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        state.leading = -value(1);
                    }
                    line = product(&[1.0, 0.0, 0.0, 1.0, value(0), value(1)], &line);
                    text = line;
                }
                "Tm" => {
                    line = six(operands);
                    text = line;
                }
                "T*" | "'" | "\"" => {
                    line = product(&[1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], &line);
                    text = line;
                    if operation.operator == "\"" {
                        (state.word_space, state.character_space) = (value(0), value(1));
                    }
                    if let Some(Object::String(string, _)) = operands.last() {
                        self.show(string, &state, &mut text, &marked)?;
                    }
                }
                "Tj" => {
                    if let Some(Object::String(string, _)) = operands.first() {
                        self.show(string, &state, &mut text, &marked)?;
                    }
                }
                "TJ" => {
                    for item in operands.first().and_then(|list| list.as_array().ok()).into_iter().flatten() {
                        match item {
                            Object::String(string, _) => self.show(string, &state, &mut text, &marked)?,
                            other => {
                                let back = number(other).unwrap_or(0.0) / 1000.0 * state.size * state.scale;
                                text = product(&[1.0, 0.0, 0.0, 1.0, -back, 0.0], &text);
                            }
                        }
                    }
                }
                "BMC" | "BDC" => {
                    marked.push(operands.first().is_some_and(|tag| tag.as_name().is_ok_and(|tag| tag == b"Artifact")));
                }
                "EMC" => {
                    marked.pop();
                }
                "Do" if !marked.contains(&true) => {
                    if let Some(name) = operands.first().and_then(|name| name.as_name().ok()) {
                        self.form(scope, name, &state.matrix)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn font(&mut self, scope: &Scope<'d>, name: &[u8]) -> Option<Rc<Font>> {
        let dictionary = *scope.fonts.get(name)?;
        let key = std::ptr::from_ref(dictionary) as usize;
        let pdf = self.pdf;
        Some(self.fonts.entry(key).or_insert_with(|| Rc::new(Font::new(pdf, dictionary))).clone())
    }

    /// Paints a form: a page inside the page.
    fn form(&mut self, scope: &Scope<'d>, name: &[u8], matrix: &Matrix) -> Result<(), String> {
        let pdf = self.pdf;
        let named = |resources: &&'d Dictionary| {
            let objects = resources.get_deref(b"XObject", pdf).and_then(Object::as_dict).ok()?;
            objects.get_deref(name, pdf).and_then(Object::as_stream).ok()
        };
        let Some(form) = scope.resources.iter().find_map(named) else { return Ok(()) };
        let is_form = form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
        if !is_form || scope.open.len() >= DEEPEST || scope.open.iter().any(|open| std::ptr::eq(*open, form)) {
            return Ok(());
        }
        let Ok(content) = form.get_plain_content_with_limit(LARGEST) else { return Ok(()) };
        self.budget.operations =
            self.budget.operations.checked_sub(content.len() / 8).ok_or("the page never ends; refused")?;
        let own = form.dict.get_deref(b"Resources", pdf).and_then(Object::as_dict).ok();
        let fonts = own.map_or_else(|| scope.fonts.clone(), |own| fonts(pdf, own));
        let resources = own.map_or_else(|| scope.resources.clone(), |own| vec![own]);
        let inner = form.dict.get_deref(b"Matrix", pdf).and_then(Object::as_array).map_or(UNIT, |list| six(list));
        let open = scope.open.iter().copied().chain([form]).collect();
        self.run(&content, &Scope { fonts, resources, open }, product(&inner, matrix))
    }

    /// Paints a string and moves on by its width.
    fn show(&mut self, string: &[u8], state: &State, text: &mut Matrix, marked: &[bool]) -> Result<(), String> {
        let Some(font) = &state.font else { return Ok(()) };
        self.budget.characters =
            self.budget.characters.checked_sub(string.len()).ok_or("more text than a library; refused")?;
        let start = product(text, &state.matrix);
        let (mut width, mut written) = (0.0, String::new());
        for glyph in font.glyphs(string) {
            let space = state.character_space + if glyph.is_space { state.word_space } else { 0.0 };
            width += (glyph.width * state.size + space) * state.scale;
            written.push_str(&glyph.text);
        }
        *text = product(&[1.0, 0.0, 0.0, 1.0, width, 0.0], text);
        let end = product(text, &state.matrix);
        let size = (start[2] * start[2] + start[3] * start[3]).sqrt() * state.size.abs();
        let upright = start[0] > 0.0 && start[1].abs() < 0.2 * start[0].abs();
        if upright && size > 0.0 && !marked.contains(&true) && !written.is_empty() {
            let y = start[5] + state.rise * start[3];
            self.pieces.push(Piece { text: written, x: start[4], right: end[4].max(start[4]), y, size });
        }
        Ok(())
    }
}

fn fonts<'d>(pdf: &'d Pdf, resources: &'d Dictionary) -> BTreeMap<Vec<u8>, &'d Dictionary> {
    let named = resources.get_deref(b"Font", pdf).and_then(Object::as_dict);
    let font =
        |(name, font): (&Vec<u8>, &'d Object)| Some((name.clone(), pdf.dereference(font).ok()?.1.as_dict().ok()?));
    named.map_or_else(|_| BTreeMap::new(), |named| named.iter().filter_map(font).collect())
}

fn six(operands: &[Object]) -> Matrix {
    let mut matrix = UNIT;
    for (place, operand) in matrix.iter_mut().zip(operands) {
        *place = number(operand).unwrap_or(*place);
    }
    matrix
}

/// First `a`, then `b`.
fn product(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
