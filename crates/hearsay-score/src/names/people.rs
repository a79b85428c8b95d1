//! People of public lists: members of the United States Congress, presidents, chiefs of mission.

use std::path::Path;

use sha2::{Digest, Sha256};

/// Which people are learned from, and which are held back: by the SHA-256 of the key modulo 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// 1 to 9.
    Learned,
    /// 0.
    HeldBack,
}

impl Share {
    /// Where a key belongs.
    pub fn of(key: &str) -> Self {
        if remainder(key, 10) == 0 { Self::HeldBack } else { Self::Learned }
    }
}

/// The SHA-256 of a key, as a number, modulo `modulus`.
pub fn remainder(key: &str, modulus: u32) -> u32 {
    Sha256::digest(key.as_bytes()).iter().fold(0, |rest, byte| (rest * 256 + u32::from(*byte)) % modulus)
}

/// A person of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    pub key: String,
    /// Given names, the first first.
    pub given: Vec<String>,
    pub family: String,
    pub suffix: String,
    /// Whole names by which the person is also known.
    pub also: Vec<String>,
    pub nickname: String,
}

impl Listed {
    /// Given names, family name, suffix.
    pub fn whole(&self) -> String {
        let words = [self.given.join(" "), self.family.clone(), self.suffix.clone()];
        words.iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    }
}

/// Everyone of the share.
pub fn read(names: &Path, share: Share) -> Result<Vec<Listed>, String> {
    let open = |path: &str| {
        let path = names.join(path);
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let mut people = chiefs(&open("pocom/people.csv")?);
    people.extend(legislators(&open("congress-legislators/legislators-current.yaml")?));
    people.extend(legislators(&open("congress-legislators/executive.yaml")?));
    people.retain(|person| !person.given.is_empty() && !person.family.is_empty() && Share::of(&person.key) == share);
    Ok(people)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Rows of the list of short forms: full name, short form.
pub fn short_forms(names: &Path) -> Result<Vec<(String, String)>, String> {
    let path = names.join("nicknames/names.csv");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let rows = text.lines().skip(1).map(fields).filter(|row| row.len() > 2);
    Ok(rows.map(|row| (row[0].clone(), row[2].clone())).collect())
}

/// `id,surname,forename,genname,altname,birth,death`; other names are parted by ` | `.
fn chiefs(csv: &str) -> Vec<Listed> {
    let rows = csv.lines().skip(1).map(fields).filter(|row| row.len() >= 5);
    let listed = rows.map(|row| Listed {
        key: row[0].clone(),
        given: words(&row[2]),
        family: row[1].clone(),
        suffix: row[3].clone(),
        also: row[4].split(" | ").filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        nickname: String::new(),
    });
    listed.collect()
}

/// The fields of a line of CSV; a quoted field may hold commas.
fn fields(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(String::new()),
            other => out.last_mut().into_iter().for_each(|field| field.push(other)),
        }
    }
    out
}

/// The `name:` block of each entry; nothing else of the YAML is needed.
fn legislators(yaml: &str) -> Vec<Listed> {
    let mut people: Vec<Listed> = Vec::new();
    let mut in_name = false;
    for line in yaml.lines() {
        let indent = line.len() - line.trim_start().len();
        let (key, value) = line.trim().split_once(':').unwrap_or((line.trim(), ""));
        let value = value.trim().trim_matches(['\'', '"']).to_owned();
        if line.starts_with("- ") {
            people.push(Listed::default());
        }
        let Some(person) = people.last_mut() else { continue };
        match (indent, key) {
            (4, "bioguide") => person.key = value,
            (2, _) => in_name = key == "name",
            (4, "first") if in_name => person.given.insert(0, value),
            (4, "middle") if in_name => person.given.extend(words(&value)),
            (4, "last") if in_name => person.family = value,
            (4, "suffix") if in_name => person.suffix = value,
            (4, "nickname") if in_name => person.nickname = value,
            (4, "official_full") if in_name => person.also.push(value),
            _ => {}
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read() {
        let chief = &chiefs(
            "id,surname,forename,genname,altname,birth,death\nhale-r,Hale,Robert John,Jr.,Bob Hale | R. J. Hale,1938,\n",
        )[0];
        assert_eq!((chief.whole().as_str(), chief.also.len()), ("Robert John Hale Jr.", 2));
        let yaml = "- id:\n    bioguide: B1\n  name:\n    first: Ida\n    middle: K.\n    last: Brandt\n    nickname: Didi\n  bio:\n    first: no\n";
        let member = &legislators(yaml)[0];
        assert_eq!((member.whole().as_str(), member.nickname.as_str()), ("Ida K. Brandt", "Didi"));
    }

    #[test]
    fn about_a_tenth_is_held_back() {
        let held = (0..1000).filter(|key| Share::of(&key.to_string()) == Share::HeldBack).count();
        assert!((70..130).contains(&held), "{held}");
    }
}
