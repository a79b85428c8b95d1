//! The transcripts that cases are made from: committee meetings (QMSum), earnings calls (Earnings-21), kremlin.ru pages.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use super::kremlin;

/// One turn as the source gives it.
#[derive(Clone, Debug)]
pub struct RawTurn {
    /// The label of the speaker.
    pub label: String,
    /// The words.
    pub text: String,
}

/// One transcript as the source gives it.
#[derive(Clone, Debug)]
pub struct RawTalk {
    /// The file it came from.
    pub name: String,
    /// Its turns, in order.
    pub turns: Vec<RawTurn>,
}

/// Reads every transcript under `folder`, in order of name.
pub fn load(folder: &Path) -> Result<Vec<RawTalk>, String> {
    let mut talks = Vec::new();
    for path in files(&folder.join("qmsum-committee/train"), "json")? {
        talks.push(qmsum(&path)?);
    }
    for path in files(&folder.join("earnings21/nlp"), "nlp")? {
        talks.push(earnings(&path, &folder.join("earnings21/speaker-metadata.csv"))?);
    }
    talks.extend(kremlin_pages(&folder.join("kremlin/pages.tar.zst"))?);
    talks.retain(|talk| talk.turns.len() >= 2 && talk.turns.iter().map(|t| t.text.len()).sum::<usize>() > 3000);
    Ok(talks)
}

fn files(folder: &Path, ending: &str) -> Result<Vec<std::path::PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == ending));
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

fn text_of(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn qmsum(path: &Path) -> Result<RawTalk, String> {
    let value: serde_json::Value =
        serde_json::from_str(&text_of(path)?).map_err(|e| format!("{}: {e}", path.display()))?;
    let turns = value["meeting_transcripts"].as_array().cloned().unwrap_or_default();
    let turns = turns.iter().filter_map(|turn| {
        let (label, text) = (turn["speaker"].as_str()?, turn["content"].as_str()?);
        Some(RawTurn { label: label.trim().to_owned(), text: text.to_owned() })
    });
    Ok(RawTalk { name: name_of(path), turns: turns.collect() })
}

fn earnings(path: &Path, names: &Path) -> Result<RawTalk, String> {
    let id = name_of(path);
    let mut speakers = BTreeMap::new();
    for line in text_of(names)?.lines().skip(1) {
        let mut cells = line.splitn(3, ',');
        if let (Some(file), Some(code), Some(name)) = (cells.next(), cells.next(), cells.next())
            && file == id
        {
            speakers.insert(code.to_owned(), name.trim().to_owned());
        }
    }
    let mut turns: Vec<RawTurn> = Vec::new();
    let mut last = String::new();
    for line in text_of(path)?.lines().skip(1) {
        let cells: Vec<&str> = line.split('|').collect();
        let [token, speaker, _, _, punctuation, ..] = cells.as_slice() else { continue };
        if *speaker != last || turns.is_empty() {
            last = (*speaker).to_owned();
            let label = speakers.get(*speaker).cloned().unwrap_or_else(|| format!("Speaker {speaker}"));
            turns.push(RawTurn { label, text: String::new() });
        }
        if let Some(turn) = turns.last_mut() {
            turn.text.push_str(&format!("{token}{punctuation} "));
        }
    }
    Ok(RawTalk { name: id, turns })
}

fn kremlin_pages(archive: &Path) -> Result<Vec<RawTalk>, String> {
    let fault = |e: &dyn std::fmt::Display| format!("{}: {e}", archive.display());
    let file = fs::File::open(archive).map_err(|e| fault(&e))?;
    let plain = ruzstd::decoding::StreamingDecoder::new(file).map_err(|e| fault(&e))?;
    let mut tar = tar::Archive::new(plain);
    let mut pages = BTreeMap::new();
    for entry in tar.entries().map_err(|e| fault(&e))? {
        let mut entry = entry.map_err(|e| fault(&e))?;
        let name = entry.path().map(|p| name_of(&p)).unwrap_or_default();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|e| fault(&e))?;
        let turns = kremlin::turns(&String::from_utf8_lossy(&bytes));
        if turns.len() >= 2 {
            pages.insert(name.clone(), RawTalk { name, turns });
        }
    }
    Ok(pages.into_values().collect())
}
