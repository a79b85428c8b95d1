//! Times from the layer: numbered in order of the text, pinned, anchored by id.

use super::pin::Pinner;
use crate::layers::times::{Anchor, Time};
use crate::record;

/// The times of an analysis.
pub(super) fn times(pinner: &Pinner, times: &[Time]) -> Vec<record::Time> {
    times.iter().enumerate().map(|(index, time)| entry(pinner, index, time)).collect()
}

/// The id of the time at `index`.
pub(super) fn id(index: usize) -> String {
    format!("t{}", index + 1)
}

fn entry(pinner: &Pinner, index: usize, time: &Time) -> record::Time {
    let anchor = |anchor: Option<Anchor>| {
        anchor.map(|anchor| match anchor {
            Anchor::Published => "published".to_owned(),
            Anchor::Time(index) => id(index),
        })
    };
    record::Time {
        id: id(index),
        pinned: pinner.pin(&[time.span]),
        kind: time.kind,
        value: time.value.clone(),
        modifier: time.modifier.map(str::to_owned),
        anchor: anchor(time.anchor),
        begin: anchor(time.begin),
        end: anchor(time.end),
        quant: time.quant.map(str::to_owned),
        freq: time.freq.clone(),
    }
}
