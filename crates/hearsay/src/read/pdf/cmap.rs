//! `ToUnicode` maps: which characters the codes of a font stand for (ISO 32000-1, 9.10.3; Adobe Technical Note 5411).

use std::collections::BTreeMap;

/// Ranges that a map may have; more is no font.
const MOST: usize = 200_000;

/// The characters of codes, by length of the code and first code of the range.
#[derive(Debug, Default)]
pub struct CMap {
    ranges: BTreeMap<(usize, u32), (u32, Vec<u16>)>,
}

/// A word of the map's PostScript.
enum Word<'m> {
    Hex(Vec<u8>),
    Open,
    Close,
    Name(&'m [u8]),
}

impl CMap {
    /// Reads a map; what is not understood is passed over.
    #[must_use]
    pub fn parse(source: &[u8]) -> Self {
        let mut map = Self::default();
        let mut words = Words { source, at: 0 };
        while let Some(word) = words.next() {
            match word {
                Word::Name(b"beginbfchar") => map.characters(&mut words),
                Word::Name(b"beginbfrange") => map.ranges(&mut words),
                _ => {}
            }
        }
        map
    }

    /// Whether the map says anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    fn characters(&mut self, words: &mut Words<'_>) {
        while let (Some(Word::Hex(code)), Some(Word::Hex(text))) = (words.next(), words.next()) {
            self.put(&code, value(&code), utf16(&text));
        }
    }

    fn ranges(&mut self, words: &mut Words<'_>) {
        while let (Some(Word::Hex(first)), Some(Word::Hex(last))) = (words.next(), words.next()) {
            match words.next() {
                Some(Word::Hex(text)) => self.put(&first, value(&last), utf16(&text)),
                Some(Word::Open) => {
                    let mut code = value(&first);
                    while let Some(Word::Hex(text)) = words.next() {
                        if self.ranges.len() < MOST {
                            self.ranges.insert((first.len(), code), (code, utf16(&text)));
                        }
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }

    fn put(&mut self, first: &[u8], last: u32, text: Vec<u16>) {
        if self.ranges.len() < MOST {
            self.ranges.insert((first.len(), value(first)), (last, text));
        }
    }

    /// The characters of a code of `length` bytes.
    #[must_use]
    pub fn text(&self, code: u32, length: usize) -> Option<String> {
        let ((found, first), (last, text)) = self.ranges.range(..=(length, code)).next_back()?;
        if *found != length || code > *last {
            return None;
        }
        let mut text = text.clone();
        let end = text.last_mut()?;
        *end = end.wrapping_add((code - first) as u16);
        Some(String::from_utf16_lossy(&text))
    }
}

fn value(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |value, &byte| value << 8 | u32::from(byte))
}

fn utf16(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [byte] => vec![u16::from(*byte)],
        _ => bytes.chunks_exact(2).take(8).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    }
}

struct Words<'m> {
    source: &'m [u8],
    at: usize,
}

impl<'m> Iterator for Words<'m> {
    type Item = Word<'m>;

    fn next(&mut self) -> Option<Word<'m>> {
        loop {
            let rest = self.source.get(self.at..)?;
            let first = *rest.first()?;
            let end = |stop: fn(&u8) -> bool| rest.iter().skip(1).position(stop).map_or(rest.len(), |at| at + 1);
            match first {
                b'%' => self.at += end(|byte| matches!(byte, b'\n' | b'\r')),
                b'<' if rest.get(1) != Some(&b'<') => {
                    let length = end(|byte| *byte == b'>');
                    self.at += length + 1;
                    return Some(Word::Hex(hex(&rest[1..length])));
                }
                b'[' | b']' => {
                    self.at += 1;
                    return Some(if first == b'[' { Word::Open } else { Word::Close });
                }
                b'<' | b'>' | b'(' | b')' | b'{' | b'}' => self.at += 1,
                byte if byte.is_ascii_whitespace() || byte == 0 => self.at += 1,
                _ => {
                    let stop = |byte: &u8| byte.is_ascii_whitespace() || b"<>[](){}%/".contains(byte);
                    let length = end(stop);
                    self.at += length;
                    return Some(Word::Name(&rest[..length]));
                }
            }
        }
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        digits.iter().filter_map(|&digit| (digit as char).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists_are_read() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0020> <0041> <D83DDE00> endbfchar \
              2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<00660066> <2019>] endbfrange",
        );
        assert_eq!(map.text(3, 2).as_deref(), Some(" "));
        assert_eq!(map.text(0x41, 2).as_deref(), Some("😀"));
        assert_eq!(map.text(0x12, 2).as_deref(), Some("c"));
        assert_eq!(map.text(0x20, 2).as_deref(), Some("ff"));
        assert_eq!(map.text(0x21, 2).as_deref(), Some("’"));
        assert_eq!(map.text(0x13, 2), None);
        assert_eq!(map.text(3, 1), None);
    }

    #[test]
    fn a_broken_map_is_no_panic() {
        for source in
            [&b"beginbfchar <00"[..], b"beginbfrange <01> <", b"beginbfrange <> <> <>", b"<<>>[[", b"beginbfchar <> <>"]
        {
            let _ = CMap::parse(source).text(0, 0);
        }
    }
}
