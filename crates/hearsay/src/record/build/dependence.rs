//! What a story hangs on: an outlet, a document or an anonymous source that at least a third of its outermost statements rest on.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::{
    Dependence, DependenceKind, DependenceOn, Entity, EntityType, SourceKind, Statement, Via, ViaKind,
};

/// The least share that is told of.
const LEAST: f64 = 1.0 / 3.0;

/// A thing to hang on: what it is, and its entity or, lacking one, its words.
type Peg = (DependenceKind, Option<String>, Option<String>);

pub(super) fn dependence(statements: &[Statement], entities: &[Entity]) -> Vec<Dependence> {
    let bodies: BTreeSet<&str> = entities.iter().filter(is_body).map(|entity| entity.id.as_str()).collect();
    let outermost: Vec<&Statement> = statements.iter().filter(|statement| statement.within.is_none()).collect();
    let mut inner: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        inner.entry(statement.within.as_deref().unwrap_or_default()).or_default().push(statement);
    }
    let mut pegs: BTreeMap<Peg, Vec<String>> = BTreeMap::new();
    for statement in &outermost {
        // "According to the transcript, Lam says": the words came by what is within.
        let is_text = statement.source.kind == Some(SourceKind::Document);
        let told = inner.get(statement.id.as_str()).filter(|_| is_text);
        let within = told.into_iter().flatten().flat_map(|inner| stations_of(inner, &bodies));
        let mut own: Vec<Peg> = pegs_of(statement, &bodies).into_iter().chain(within).collect();
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

fn is_body(entity: &&Entity) -> bool {
    entity.kind == EntityType::Organisation
}

/// What the stations of a statement hang on: a recording that an outlet obtained is that outlet's.
fn stations_of<'a>(statement: &'a Statement, bodies: &'a BTreeSet<&str>) -> impl Iterator<Item = Peg> + 'a {
    let of_body = |via: &Via| via.entity.as_deref().is_some_and(|entity| bodies.contains(entity));
    statement.via.iter().filter_map(move |via| {
        let kind = match via.kind {
            ViaKind::Outlet => DependenceKind::Outlet,
            ViaKind::Recording | ViaKind::Transcript | ViaKind::Document | ViaKind::Leak if of_body(via) => {
                DependenceKind::Outlet
            }
            ViaKind::Recording | ViaKind::Transcript | ViaKind::Document | ViaKind::Leak => DependenceKind::Document,
            ViaKind::Spokesperson | ViaKind::Translation | ViaKind::Unknown => return None,
        };
        Some(peg(kind, via.entity.as_ref(), &via.pinned.text))
    })
}

fn pegs_of(statement: &Statement, bodies: &BTreeSet<&str>) -> Vec<Peg> {
    let source = &statement.source;
    let kind = match source.kind {
        Some(SourceKind::Document) => Some(DependenceKind::Document),
        Some(SourceKind::Anonymous) => Some(DependenceKind::Anonymous),
        _ => None,
    };
    let own = kind.map(|kind| peg(kind, source.entity.as_ref(), source.text.as_deref().unwrap_or_default()));
    stations_of(statement, bodies).chain(own).collect()
}

fn peg(kind: DependenceKind, entity: Option<&String>, words: &str) -> Peg {
    (kind, entity.cloned(), entity.is_none().then(|| words.to_lowercase()))
}
