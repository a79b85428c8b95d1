//! Right and wrong, counted and printed.

use std::fmt::Write as _;

use super::article::Speaker;
use super::engine::Answer;
use super::make::Words;

/// Counts of one run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    confusion: [[usize; 6]; 6],
    speaker_right: usize,
    place_right: usize,
    placed: usize,
    cases: usize,
    both_right: usize,
}

impl Tally {
    /// Counts one case; `place` tells whether the right place was found, where there is one.
    pub fn add(&mut self, words: Words, speaker: Speaker, answer: &Answer, place: Option<bool>) {
        self.cases += 1;
        self.confusion[words as usize][answer.words as usize] += 1;
        self.speaker_right += usize::from(answer.speaker == speaker);
        self.both_right += usize::from(answer.speaker == speaker && answer.words == words);
        self.placed += usize::from(place.is_some());
        self.place_right += usize::from(place == Some(true));
    }

    fn words_right(&self) -> usize {
        Words::ALL.iter().map(|w| self.confusion[*w as usize][*w as usize]).sum()
    }

    /// The figures of a run, a line each, and the confusions.
    pub fn lines(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "  words verdict right    {}", share(self.words_right(), self.cases));
        let _ = writeln!(out, "  speaker verdict right  {}", share(self.speaker_right, self.cases));
        let _ = writeln!(out, "  both right             {}", share(self.both_right, self.cases));
        if self.placed > 0 {
            let _ = writeln!(out, "  right place found      {}", share(self.place_right, self.placed));
        }
        let _ = writeln!(out, "  {}", self.passed_off());
        out.push_str(&self.table());
        out
    }

    /// How many altered or stitched quotations were called verbatim.
    pub fn passed_off(&self) -> String {
        let bad = [Words::Altered, Words::Stitched];
        let passed: usize = bad.iter().map(|w| self.confusion[*w as usize][Words::Verbatim as usize]).sum();
        let all: usize = bad.iter().map(|w| self.confusion[*w as usize].iter().sum::<usize>()).sum();
        format!("altered or stitched passed off as verbatim: {passed} in {all}")
    }

    fn table(&self) -> String {
        let mut out = format!("  {:<14}", "gold \\ found");
        for word in Words::ALL {
            let _ = write!(out, "{:>14}", word.name());
        }
        out.push('\n');
        for gold in Words::ALL {
            let _ = write!(out, "  {:<14}", gold.name());
            for found in Words::ALL {
                let _ = write!(out, "{:>14}", self.confusion[gold as usize][found as usize]);
            }
            out.push('\n');
        }
        out
    }
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "no cases".to_owned();
    }
    format!("{:6.2} %  ({part} of {whole})", part as f64 * 100.0 / whole as f64)
}
