//! Names for a transcript's labels: `SPEAKER_01` is Ida Brandt because the user says so. The names are laid over the record; the
//! text keeps its labels.

use super::{Because, Entity, EntityType, Mention, MentionForm, Pinned, Record, SourceKind};
use crate::names;
use crate::read::transcript::SpeakerTable;

/// From this probability on, a name in the text and one in the table are one person's.
const SAME: f64 = 0.6;

impl Record {
    /// Gives the sources and audiences that are labels of `table` their names: an entity for each name, its label among the aliases. A
    /// person whom the text names like one of the table is that entity.
    pub fn name_speakers(&mut self, table: &SpeakerTable) {
        for at in 0..self.statements.len() {
            let statement = &self.statements[at];
            let labelled = |text: Option<&str>| text.and_then(|label| Some((label.to_owned(), table.get(label)?)));
            if let Some((label, name)) = labelled(statement.source.text.as_deref()) {
                let pinned = Pinned { text: label, spans: statement.source.spans.clone() };
                let id = self.speaker(name, pinned);
                let statement = &mut self.statements[at];
                statement.source.entity = Some(id);
                statement.source.kind = Some(SourceKind::NamedPerson);
                if !statement.because.is_empty() {
                    statement.because.push(by_table(statement.source.spans.clone()));
                }
            }
            for index in 0..self.statements[at].via.len() {
                let pinned = &self.statements[at].via[index].pinned;
                if let Some(name) = table.get(&pinned.text) {
                    let id = self.speaker(name, pinned.clone());
                    self.statements[at].via[index].entity = Some(id);
                }
            }
            for index in 0..self.statements[at].audience.len() {
                let pinned = &self.statements[at].audience[index].pinned;
                if let Some(name) = table.get(&pinned.text) {
                    let id = self.speaker(name, pinned.clone());
                    self.statements[at].audience[index].entity = Some(id);
                }
            }
        }
    }

    /// The id of the entity that is called `name` in the table, with `label` as one of its mentions.
    fn speaker(&mut self, name: &str, label: Pinned) -> String {
        let at = self.entity_named(name).unwrap_or_else(|| {
            self.entities.push(Entity::named(format!("e{}", self.entities.len() + 1), EntityType::Person, name));
            self.entities.len() - 1
        });
        let entity = &mut self.entities[at];
        if entity.name.as_deref() != Some(name) {
            let before = entity.name.replace(name.to_owned());
            entity.aliases.extend(before);
        }
        if !entity.aliases.contains(&label.text) {
            entity.aliases.push(label.text.clone());
        }
        let mention = Mention { pinned: label, form: MentionForm::Name };
        if !entity.mentions.contains(&mention) {
            entity.mentions.push(mention);
            entity.mentions.sort_by_key(|mention| mention.pinned.spans.first().copied());
        }
        entity.id.clone()
    }

    /// The person of that name; where the text has only a name like it, the one person whose name that can be.
    fn entity_named(&self, name: &str) -> Option<usize> {
        let persons = || self.entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityType::Person);
        let called = |entity: &Entity, test: &dyn Fn(&str) -> bool| entity.name.as_deref().is_some_and(test);
        let exact = persons().find(|(_, entity)| called(entity, &|other| other == name));
        let mut alike =
            persons().filter(|(_, entity)| called(entity, &|other| names::compare(other, name).probability >= SAME));
        let only = alike.next().filter(|_| alike.next().is_none());
        exact.or(only).map(|(at, _)| at)
    }
}

fn by_table(spans: Vec<super::Offsets>) -> Because {
    Because { field: "source.entity".to_owned(), decider: "speakers".to_owned(), score: Some(1.0), spans }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::{Analysis, structure};
    use crate::read::{ReadOptions, read};
    use crate::record::BuildOptions;
    use crate::text::Kind;

    const CALL: &str =
        "SPEAKER_00: We close the gate at six.\nSPEAKER_01: Why at six?\nSPEAKER_02: The tide turns then.\n";

    fn record(table: &str) -> Record {
        let options = ReadOptions { kind: Some(Kind::Transcript), ..ReadOptions::default() };
        let document = read(CALL.as_bytes(), &options).unwrap();
        let (tokens, sentences, _) = structure(&document);
        let attributions = crate::layers::turns::turns(&document, &tokens, Vec::new());
        let analysis = Analysis { tokens, sentences, attributions, ..Analysis::default() };
        let mut record = Record::build(&document, &analysis, &BuildOptions::default());
        record.name_speakers(&SpeakerTable::parse(table).unwrap());
        record
    }

    #[test]
    fn labels_get_their_names_and_the_text_keeps_its_labels() {
        let record = record("SPEAKER_00 = Ida Brandt\nSPEAKER_01 = Ole Krog\nSPEAKER_02 = Ida Brandt\n");
        let entities: Vec<_> =
            record.entities.iter().map(|e| (e.name.as_deref(), e.aliases.join(" "), e.mentions.len())).collect();
        assert_eq!(
            entities,
            [
                (Some("Ida Brandt"), "SPEAKER_00 SPEAKER_02".to_owned(), 2),
                (Some("Ole Krog"), "SPEAKER_01".to_owned(), 1)
            ]
        );
        let sources: Vec<_> = record.statements.iter().map(|s| s.source.entity.as_deref()).collect();
        assert_eq!(sources, [Some("e1"), Some("e2"), Some("e1")]);
        assert!(record.statements.iter().all(|s| s.source.kind == Some(SourceKind::NamedPerson)));
        assert!(record.document.text.starts_with("SPEAKER_00: We close"), "{}", record.document.text);
    }

    #[test]
    fn what_the_table_does_not_name_stays() {
        let record = record("SPEAKER_01 = Ole Krog\n");
        let sources: Vec<_> = record.statements.iter().map(|s| s.source.entity.as_deref()).collect();
        assert_eq!(sources, [None, Some("e1"), None]);
    }
}
