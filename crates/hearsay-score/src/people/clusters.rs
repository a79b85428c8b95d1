//! Figures of coreference: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAF with entities (Luo 2005) and their mean,
//! the CoNLL average (Pradhan et al. 2012). Mentions are numbers: the same number is the same mention.

use std::collections::{BTreeMap, BTreeSet};

type Clusters = Vec<Vec<usize>>;

/// Sums of one measure over documents: recall's and precision's numerators and denominators.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    recall: [f64; 2],
    precision: [f64; 2],
}

impl Sums {
    fn add(&mut self, recall: [f64; 2], precision: [f64; 2]) {
        for at in 0..2 {
            self.recall[at] += recall[at];
            self.precision[at] += precision[at];
        }
    }

    /// Recall and precision in percent.
    pub fn shares(&self) -> [f64; 2] {
        [self.recall, self.precision].map(|[part, whole]| if whole > 0.0 { 100.0 * part / whole } else { 0.0 })
    }

    /// The harmonic mean in percent.
    pub fn f1(&self) -> f64 {
        let share = |[part, whole]: [f64; 2]| if whole > 0.0 { part / whole } else { 0.0 };
        let (recall, precision) = (share(self.recall), share(self.precision));
        if recall + precision > 0.0 { 200.0 * recall * precision / (recall + precision) } else { 0.0 }
    }
}

/// The three measures.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Links.
    pub muc: Sums,
    /// Mentions.
    pub b_cubed: Sums,
    /// Entities.
    pub ceaf: Sums,
}

impl Figures {
    /// Adds a document.
    pub fn add(&mut self, gold: &Clusters, found: &Clusters) {
        self.muc.add(muc(gold, found), muc(found, gold));
        self.b_cubed.add(b_cubed(gold, found), b_cubed(found, gold));
        let similarity = best_alignment(gold, found);
        self.ceaf.add([similarity, gold.len() as f64], [similarity, found.len() as f64]);
    }

    /// The mean of the three.
    pub fn average(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf.f1()) / 3.0
    }
}

fn holder(clusters: &Clusters) -> BTreeMap<usize, usize> {
    clusters
        .iter()
        .enumerate()
        .flat_map(|(index, cluster)| cluster.iter().map(move |&mention| (mention, index)))
        .collect()
}

fn muc(key: &Clusters, response: &Clusters) -> [f64; 2] {
    let of = holder(response);
    let mut sums = [0.0; 2];
    for cluster in key {
        let parts: BTreeSet<usize> = cluster.iter().filter_map(|mention| of.get(mention).copied()).collect();
        let alone = cluster.iter().filter(|mention| !of.contains_key(mention)).count();
        sums[0] += (cluster.len() - parts.len() - alone) as f64;
        sums[1] += (cluster.len() - 1) as f64;
    }
    sums
}

fn b_cubed(key: &Clusters, response: &Clusters) -> [f64; 2] {
    let of = holder(response);
    let mut sums = [0.0; 2];
    for cluster in key {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        cluster.iter().filter_map(|mention| of.get(mention)).for_each(|&index| *shared.entry(index).or_insert(0) += 1);
        sums[0] += shared.values().map(|&count| (count * count) as f64).sum::<f64>() / cluster.len() as f64;
        sums[1] += cluster.len() as f64;
    }
    sums
}

/// The greatest total similarity of clusters matched one to one (Kuhn 1955, in the form with potentials).
fn best_alignment(gold: &Clusters, found: &Clusters) -> f64 {
    let of = holder(gold);
    let size = gold.len().max(found.len());
    let mut similarity = vec![vec![0.0; size + 1]; size + 1];
    for (column, cluster) in found.iter().enumerate() {
        for row in cluster.iter().filter_map(|mention| of.get(mention)) {
            similarity[row + 1][column + 1] += 2.0 / (gold[*row].len() + cluster.len()) as f64;
        }
    }
    let (mut u, mut v, mut matched) = (vec![0.0; size + 1], vec![0.0; size + 1], vec![0usize; size + 1]);
    for row in 1..=size {
        let mut way = vec![0usize; size + 1];
        let (mut least, mut used) = (vec![f64::INFINITY; size + 1], vec![false; size + 1]);
        matched[0] = row;
        let mut column = 0;
        loop {
            used[column] = true;
            let (at, mut delta, mut next) = (matched[column], f64::INFINITY, 0);
            for other in 1..=size {
                if used[other] {
                    continue;
                }
                let cost = -similarity[at][other] - u[at] - v[other];
                if cost < least[other] {
                    (least[other], way[other]) = (cost, column);
                }
                if least[other] < delta {
                    (delta, next) = (least[other], other);
                }
            }
            for other in 0..=size {
                if used[other] {
                    u[matched[other]] += delta;
                    v[other] -= delta;
                } else {
                    least[other] -= delta;
                }
            }
            column = next;
            if matched[column] == 0 {
                break;
            }
        }
        while column != 0 {
            matched[column] = matched[way[column]];
            column = way[column];
        }
    }
    (1..=size).map(|column| similarity[matched[column]][column]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_luo() {
        let gold = vec![vec![1, 2, 3, 4, 5], vec![6, 7], vec![8, 9, 10, 11, 12]];
        let found = vec![vec![1, 2, 3, 4, 5], vec![6, 7, 8, 9, 10, 11, 12]];
        let mut figures = Figures::default();
        figures.add(&gold, &found);
        assert!((figures.muc.f1() - 94.7).abs() < 0.1, "{}", figures.muc.f1());
        assert!((figures.b_cubed.f1() - 86.5).abs() < 0.1, "{}", figures.b_cubed.f1());
        assert!((figures.ceaf.f1() - 73.3).abs() < 0.1, "{}", figures.ceaf.f1());
    }
}
