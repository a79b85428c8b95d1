//! The lattice of labels over one window: outside, cue, and for each cue (and for no cue) begin and inside of its source
//! and content. Best path by Viterbi (1967), exact probabilities of runs by forward-backward (Rabiner 1989).
//!
//! Every begin, outside and cue state is reached from all states at a price that depends on the tags alone, and an
//! inside state only from its own begin and itself, so a step costs no more than the number of states.

use crate::model::TAGS;

/// A score that no path survives.
pub const IMPOSSIBLE: f64 = -1e4;

/// The states that come before those of the choices: outside, begin of cue, inside of cue.
pub const FIXED: usize = 3;

/// The states of one choice: begin and inside of source and content.
pub const PER_CHOICE: usize = 4;

/// Tag of each fixed state, then of a choice's states.
const FIXED_TAGS: [usize; FIXED] = [0, 3, 4];
const CHOICE_TAGS: [usize; PER_CHOICE] = [1, 2, 5, 6];

/// The first state of choice `choice`; choice 0 is for no cue at all.
pub fn state_of(choice: usize) -> usize {
    FIXED + PER_CHOICE * choice
}

/// A window's labels with their scores.
#[derive(Clone, Debug)]
pub struct Lattice<'a> {
    transitions: &'a [[f64; TAGS]; TAGS],
    tags: Vec<usize>,
    emissions: Vec<f64>,
    glue: Vec<f64>,
}

/// How scores of several ways to one state are put together.
type Join = fn(f64, f64) -> f64;

fn log_add(one: f64, other: f64) -> f64 {
    let (high, low) = if one > other { (one, other) } else { (other, one) };
    if high - low > 40.0 || high == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

impl<'a> Lattice<'a> {
    /// A lattice with `choices` choices. `emissions` holds a row of states for each token; `glue` a price for each token
    /// at which a content may begin or end only with reluctance (0 where it may freely).
    pub fn new(transitions: &'a [[f64; TAGS]; TAGS], choices: usize, emissions: Vec<f64>, glue: Vec<f64>) -> Self {
        let tags = FIXED_TAGS.into_iter().chain(CHOICE_TAGS.into_iter().cycle().take(PER_CHOICE * choices)).collect();
        Self { transitions, tags, emissions, glue }
    }

    fn states(&self) -> usize {
        self.tags.len()
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.emissions.len() / self.states()
    }

    fn emission(&self, token: usize) -> &[f64] {
        &self.emissions[token * self.states()..(token + 1) * self.states()]
    }

    fn is_inside(&self, state: usize) -> bool {
        matches!(self.tags[state], 2 | 4 | 6)
    }

    /// The price of going from a state of tag `from` to another of tag `to` at `token`: a content must not break in glue.
    fn price(&self, token: usize, from: usize, to: usize) -> f64 {
        let breaks = matches!(from, 5 | 6) || matches!(to, 5 | 6);
        self.transitions[from][to] - if breaks { self.glue[token] } else { 0.0 }
    }

    /// Scores of the states of the first token.
    fn start(&self) -> Vec<f64> {
        let first = self.emission(0);
        (0..self.states()).map(|state| if self.is_inside(state) { IMPOSSIBLE } else { first[state] }).collect()
    }

    /// The best path: a state for each token.
    pub fn best(&self) -> Vec<usize> {
        if self.len() == 0 {
            return Vec::new();
        }
        let mut back: Vec<Vec<usize>> = Vec::with_capacity(self.len());
        let mut scores = self.start();
        for token in 1..self.len() {
            let (next, pointers) = self.best_step(token, &scores);
            scores = next;
            back.push(pointers);
        }
        let mut state = best_of(scores.iter().copied().enumerate()).0;
        let mut path = vec![state];
        for pointers in back.iter().rev() {
            state = pointers[state];
            path.push(state);
        }
        path.reverse();
        path
    }

    fn best_step(&self, token: usize, scores: &[f64]) -> (Vec<f64>, Vec<usize>) {
        let mut leaders = [(0, f64::NEG_INFINITY); TAGS];
        for (state, &score) in scores.iter().enumerate() {
            if score > leaders[self.tags[state]].1 {
                leaders[self.tags[state]] = (state, score);
            }
        }
        let reach = |to: usize| {
            let from_tag =
                |(from, (state, score)): (usize, &(usize, f64))| (*state, score + self.price(token, from, to));
            best_of(leaders.iter().enumerate().map(from_tag))
        };
        let reached: [(usize, f64); TAGS] = std::array::from_fn(reach);
        let emission = self.emission(token);
        let step = |state: usize| {
            let tag = self.tags[state];
            let (from, score) = if self.is_inside(state) {
                let own = [
                    (state - 1, scores[state - 1] + self.transitions[tag - 1][tag]),
                    (state, scores[state] + self.transitions[tag][tag]),
                ];
                best_of(own.into_iter())
            } else {
                reached[tag]
            };
            (score + emission[state], from)
        };
        (0..self.states()).map(step).unzip()
    }

    /// Probabilities over all paths.
    pub fn marginals(&self) -> Marginals<'_> {
        let (mut forward, mut backward) = (Vec::with_capacity(self.len()), vec![Vec::new(); self.len()]);
        if self.len() > 0 {
            forward.push(self.start());
            for token in 1..self.len() {
                forward.push(self.forward_step(token, &forward[token - 1]));
            }
            backward[self.len() - 1] = vec![0.0; self.states()];
            for token in (1..self.len()).rev() {
                backward[token - 1] = self.backward_step(token, &backward[token]);
            }
        }
        let total = forward.last().map_or(0.0, |last| last.iter().copied().fold(f64::NEG_INFINITY, log_add));
        Marginals { lattice: self, forward, backward, total }
    }

    fn by_tag(&self, scores: impl Iterator<Item = f64>, join: Join) -> [f64; TAGS] {
        let mut sums = [f64::NEG_INFINITY; TAGS];
        for (state, score) in scores.enumerate() {
            let sum = &mut sums[self.tags[state]];
            *sum = join(*sum, score);
        }
        sums
    }

    fn forward_step(&self, token: usize, before: &[f64]) -> Vec<f64> {
        let sums = self.by_tag(before.iter().copied(), log_add);
        let reach =
            |to: usize| (0..TAGS).map(|from| sums[from] + self.price(token, from, to)).fold(f64::NEG_INFINITY, log_add);
        let reached: [f64; TAGS] =
            std::array::from_fn(|to| if matches!(to, 2 | 4 | 6) { IMPOSSIBLE } else { reach(to) });
        let emission = self.emission(token);
        let step = |state: usize| {
            let tag = self.tags[state];
            let score = if self.is_inside(state) {
                log_add(before[state - 1] + self.transitions[tag - 1][tag], before[state] + self.transitions[tag][tag])
            } else {
                reached[tag]
            };
            score + emission[state]
        };
        (0..self.states()).map(step).collect()
    }

    fn backward_step(&self, token: usize, after: &[f64]) -> Vec<f64> {
        let emission = self.emission(token);
        let entered =
            |state: usize| if self.is_inside(state) { f64::NEG_INFINITY } else { emission[state] + after[state] };
        let sums = self.by_tag((0..self.states()).map(entered), log_add);
        let leave =
            |from: usize| (0..TAGS).map(|to| self.price(token, from, to) + sums[to]).fold(f64::NEG_INFINITY, log_add);
        let left: [f64; TAGS] = std::array::from_fn(leave);
        let step = |state: usize| {
            let tag = self.tags[state];
            let own = match tag {
                1 | 3 | 5 => Some((state + 1, tag + 1)),
                2 | 4 | 6 => Some((state, tag)),
                _ => None,
            };
            own.map_or(left[tag], |(next, to)| {
                log_add(left[tag], self.transitions[tag][to] + emission[next] + after[next])
            })
        };
        (0..self.states()).map(step).collect()
    }
}

/// The best of scored states; the first of equals.
fn best_of(scored: impl Iterator<Item = (usize, f64)>) -> (usize, f64) {
    scored.fold((0, f64::NEG_INFINITY), |best, one| if one.1 > best.1 { one } else { best })
}

/// Forward and backward scores of a lattice.
#[derive(Clone, Debug)]
pub struct Marginals<'a> {
    lattice: &'a Lattice<'a>,
    forward: Vec<Vec<f64>>,
    backward: Vec<Vec<f64>>,
    total: f64,
}

impl Marginals<'_> {
    /// The probability of state `state` at `token`.
    #[cfg(test)]
    fn state(&self, token: usize, state: usize) -> f64 {
        (self.forward[token][state] + self.backward[token][state] - self.total).exp()
    }

    /// The probability that a run begins at `first` with `begin` and ends just before `last`.
    pub fn run(&self, begin: usize, first: usize, last: usize) -> f64 {
        let lattice = self.lattice;
        let (tag, inside) = (lattice.tags[begin], begin + 1);
        let mut score = self.forward[first][begin];
        let mut from = tag;
        for token in first + 1..last {
            score += lattice.transitions[from][tag + 1] + lattice.emission(token)[inside];
            from = tag + 1;
        }
        let end = if from == tag { begin } else { inside };
        let stays = if last < lattice.len() {
            lattice.transitions[from][tag + 1] + lattice.emission(last)[inside] + self.backward[last][inside]
        } else {
            f64::NEG_INFINITY
        };
        let through = self.backward[last - 1][end];
        let ends = (score + through - self.total).exp() - (score + stays - self.total).exp();
        ends.clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::neutral;

    /// All paths of a small lattice with their scores.
    fn every_path(lattice: &Lattice) -> Vec<(Vec<usize>, f64)> {
        let mut paths: Vec<(Vec<usize>, f64)> =
            lattice.start().into_iter().enumerate().map(|(state, score)| (vec![state], score)).collect();
        for token in 1..lattice.len() {
            let mut longer = Vec::new();
            for (path, score) in &paths {
                let from = path[path.len() - 1];
                for to in 0..lattice.states() {
                    let (a, b) = (lattice.tags[from], lattice.tags[to]);
                    let own = to == from || to == from + 1;
                    let price = match lattice.is_inside(to) {
                        true if own => lattice.transitions[a][b],
                        true => f64::NEG_INFINITY,
                        false => lattice.price(token, a, b),
                    };
                    let mut path = path.clone();
                    path.push(to);
                    longer.push((path, score + price + lattice.emission(token)[to]));
                }
            }
            paths = longer;
        }
        paths
    }

    fn example(transitions: &[[f64; TAGS]; TAGS]) -> Lattice<'_> {
        let states = FIXED + 2 * PER_CHOICE;
        let value = |at: usize| ((at * 7919 + 13) % 101) as f64 / 40.0 - 1.0;
        let glue = vec![0.0, 0.0, 0.7, 0.0];
        Lattice::new(transitions, 2, (0..4 * states).map(value).collect(), glue)
    }

    #[test]
    fn the_best_path_is_the_best_of_all() {
        let config = neutral();
        let mut transitions = config.outer().transitions;
        transitions[0][5] = 0.4;
        transitions[5][6] = 0.9;
        let lattice = example(&transitions);
        let paths = every_path(&lattice);
        let best = paths.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(lattice.best(), best.0);
    }

    #[test]
    fn probabilities_are_those_of_all_paths() {
        let config = neutral();
        let transitions = config.outer().transitions;
        let lattice = example(&transitions);
        let paths = every_path(&lattice);
        let total: f64 = paths.iter().map(|(_, score)| score.exp()).sum();
        let marginals = lattice.marginals();
        let share = |wanted: &dyn Fn(&[usize]) -> bool| {
            paths.iter().filter(|(path, _)| wanted(path)).map(|(_, score)| score.exp()).sum::<f64>() / total
        };
        let begin = state_of(1) + 2;
        for (token, state) in [(0, 0), (1, begin), (2, begin + 1), (3, 1)] {
            let expected = share(&|path| path[token] == state);
            assert!((marginals.state(token, state) - expected).abs() < 1e-9, "{token} {state}");
        }
        let run = share(&|path| path[1] == begin && path[2] == begin + 1 && path[3] != begin + 1);
        assert!((marginals.run(begin, 1, 3) - run).abs() < 1e-9);
        let last = share(&|path| path[2] == begin && path[3] == begin + 1);
        assert!((marginals.run(begin, 2, 4) - last).abs() < 1e-9);
    }

    #[test]
    fn glue_holds_a_content_together() {
        let config = neutral();
        let transitions = config.outer().transitions;
        let states = FIXED + PER_CHOICE;
        let row = |outside: f64, content: f64| {
            let mut row = vec![0.0; states];
            row[0] = outside;
            row[state_of(0) + 2] = content;
            row[state_of(0) + 3] = content;
            row
        };
        let emissions = [row(0.0, 3.0), row(1.0, 0.0), row(0.0, 3.0)].concat();
        let free = Lattice::new(&transitions, 1, emissions.clone(), vec![0.0; 3]);
        assert_eq!(free.best()[1], 0);
        let glued = Lattice::new(&transitions, 1, emissions, vec![0.0, 5.0, 5.0]);
        let begin = state_of(0) + 2;
        assert_eq!(glued.best(), [begin, begin + 1, begin + 1]);
    }

    #[test]
    fn an_empty_window_has_no_path() {
        let config = neutral();
        let transitions = config.outer().transitions;
        let lattice = Lattice::new(&transitions, 1, Vec::new(), Vec::new());
        assert!(lattice.best().is_empty());
        assert!(lattice.marginals().forward.is_empty());
    }
}
