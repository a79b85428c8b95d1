//! The best assignment of rows to columns: the Hungarian algorithm with potentials (Kuhn 1955; Munkres 1957; in the
//! form of Jonker and Volgenant, Computing 38, 1987).

/// For each row the column it is given, so that the sum of `score` is largest; rows must not outnumber columns.
fn best(score: &[Vec<f64>]) -> Vec<Option<usize>> {
    let (rows, columns) = (score.len(), score.first().map_or(0, Vec::len));
    let (mut u, mut v) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    let mut row_of = vec![0usize; columns + 1];
    for row in 1..=rows {
        let mut way = vec![0usize; columns + 1];
        let mut least = vec![f64::INFINITY; columns + 1];
        let mut used = vec![false; columns + 1];
        row_of[0] = row;
        let mut column = 0;
        while row_of[column] != 0 {
            used[column] = true;
            let (from, mut delta, mut next) = (row_of[column], f64::INFINITY, 0);
            for to in 1..=columns {
                if used[to] {
                    continue;
                }
                let cost = -score[from - 1][to - 1] - u[from] - v[to];
                if cost < least[to] {
                    least[to] = cost;
                    way[to] = column;
                }
                if least[to] < delta {
                    delta = least[to];
                    next = to;
                }
            }
            for at in 0..=columns {
                if used[at] {
                    u[row_of[at]] += delta;
                    v[at] -= delta;
                } else {
                    least[at] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[way[column]];
            column = way[column];
        }
    }
    let mut out = vec![None; rows];
    for (column, row) in row_of.iter().enumerate().skip(1).filter(|(_, row)| **row > 0) {
        out[row - 1] = Some(column - 1);
    }
    out
}

/// Pairs (row, column) of the best assignment, whatever the shape of `score`.
pub(super) fn assign(score: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let columns = score.first().map_or(0, Vec::len);
    if score.is_empty() || columns == 0 {
        return Vec::new();
    }
    if score.len() <= columns {
        return best(score).into_iter().enumerate().filter_map(|(row, column)| Some((row, column?))).collect();
    }
    let turned: Vec<Vec<f64>> = (0..columns).map(|column| score.iter().map(|row| row[column]).collect()).collect();
    let mut pairs: Vec<(usize, usize)> =
        best(&turned).into_iter().enumerate().filter_map(|(column, row)| Some((row?, column))).collect();
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::assign;

    #[test]
    fn the_sum_decides_and_not_the_first_come() {
        assert_eq!(assign(&[vec![0.9, 0.8], vec![0.85, 0.1]]), [(0, 1), (1, 0)]);
        assert_eq!(assign(&[vec![0.2], vec![0.7], vec![0.1]]), [(1, 0)]);
        assert_eq!(assign(&[vec![0.2, 0.3, 0.9]]), [(0, 2)]);
        assert!(assign(&[]).is_empty());
    }
}
