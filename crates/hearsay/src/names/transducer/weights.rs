//! The learned weights, as `hearsay-score learn-names` writes them: one pair of chunks a line, in hundredths.

use std::sync::LazyLock;

use super::Transducer;
use crate::names::letters::Script;

impl Transducer {
    /// Reads `left TAB right TAB hundredths` lines; a line that opens with `#` is a comment, `=` gives the bias.
    /// Lines of another make are left out.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut bias = 0.0;
        let mut pairs = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(left), Some(right), Some(Ok(hundredths))) =
                (fields.next(), fields.next(), fields.next().map(str::parse::<f32>))
            else {
                continue;
            };
            if left == "=" {
                bias = hundredths / 100.0;
            } else {
                pairs.push((left.to_owned(), right.to_owned(), hundredths / 100.0));
            }
        }
        Self::new(&pairs, bias)
    }
}

macro_rules! lazily {
    ($file:literal) => {{
        static SHIPPED: LazyLock<Transducer> = LazyLock::new(|| Transducer::parse(include_str!($file)));
        &SHIPPED
    }};
}

/// The transducer from a script to Latin, read at its first use.
#[must_use]
pub fn shipped(script: Script) -> &'static Transducer {
    match script {
        Script::Latin => lazily!("../weights/latin.tsv"),
        Script::Cyrillic => lazily!("../weights/cyrillic.tsv"),
        Script::Arabic => lazily!("../weights/arabic.tsv"),
        Script::Hebrew => lazily!("../weights/hebrew.tsv"),
        Script::Chinese => lazily!("../weights/chinese.tsv"),
        Script::Kana => lazily!("../weights/kana.tsv"),
        Script::Hangul => lazily!("../weights/hangul.tsv"),
    }
}
