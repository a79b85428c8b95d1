//! What a story hangs on: an outlet, a document or an anonymous source that at least a third of its outermost statements rest on.

use std::collections::BTreeMap;

use crate::record::{Dependence, DependenceKind, DependenceOn, SourceKind, Statement, ViaKind};

/// The least share that is told of.
const LEAST: f64 = 1.0 / 3.0;

/// A thing to hang on: what it is, and its entity or, lacking one, its words.
type Peg = (DependenceKind, Option<String>, Option<String>);

pub(super) fn dependence(statements: &[Statement]) -> Vec<Dependence> {
    let outermost: Vec<&Statement> = statements.iter().filter(|statement| statement.within.is_none()).collect();
    let mut pegs: BTreeMap<Peg, Vec<String>> = BTreeMap::new();
    for statement in &outermost {
        let mut own: Vec<Peg> = pegs_of(statement);
        own.sort();
        own.dedup();
        for peg in own {
            pegs.entry(peg).or_default().push(statement.id.clone());
        }
    }
    // One statement is no pattern.
    let told = |(peg, ids): (Peg, Vec<String>)| {
        let share = ids.len() as f64 / outermost.len() as f64;
        let on = DependenceOn { kind: peg.0, entity: peg.1 };
        (share >= LEAST && ids.len() > 1).then_some(Dependence {
            on,
            statements: ids,
            share: (share * 1000.0).round() / 1000.0,
        })
    };
    pegs.into_iter().filter_map(told).collect()
}

fn pegs_of(statement: &Statement) -> Vec<Peg> {
    let words = |entity: &Option<String>, text: &str| if entity.is_some() { None } else { Some(text.to_lowercase()) };
    let stations = statement.via.iter().filter_map(|via| {
        let kind = match via.kind {
            ViaKind::Outlet => DependenceKind::Outlet,
            ViaKind::Recording | ViaKind::Transcript | ViaKind::Document | ViaKind::Leak => DependenceKind::Document,
            ViaKind::Spokesperson | ViaKind::Translation | ViaKind::Unknown => return None,
        };
        Some((kind, via.entity.clone(), words(&via.entity, &via.pinned.text)))
    });
    let source = &statement.source;
    let kind = match source.kind {
        Some(SourceKind::Document) => Some(DependenceKind::Document),
        Some(SourceKind::Anonymous) => Some(DependenceKind::Anonymous),
        _ => None,
    };
    let own = kind
        .map(|kind| (kind, source.entity.clone(), words(&source.entity, source.text.as_deref().unwrap_or_default())));
    stations.chain(own).collect()
}
