//! The learned weights, as `hearsay-score learn-names` writes them: one pair of chunks a line, in hundredths.

use std::sync::LazyLock;

use super::{Context, Transducer};
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
    ($name:literal) => {{
        static SHIPPED: LazyLock<Transducer> = LazyLock::new(|| {
            let mut transducer = Transducer::parse(include_str!(concat!("../weights/", $name, ".tsv")));
            *transducer.context_mut() = Context::parse(include_bytes!(concat!("../weights/", $name, ".context")));
            transducer
        });
        &SHIPPED
    }};
}

/// The transducer from a script to Latin, read at its first use.
#[must_use]
pub fn shipped(script: Script) -> &'static Transducer {
    match script {
        Script::Latin => lazily!("latin"),
        Script::Cyrillic => lazily!("cyrillic"),
        Script::Arabic => lazily!("arabic"),
        Script::Hebrew => lazily!("hebrew"),
        Script::Chinese => lazily!("chinese"),
        Script::Kana => lazily!("kana"),
        Script::Hangul => lazily!("hangul"),
    }
}
