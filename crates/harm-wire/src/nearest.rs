//! The name that was probably meant by one that does not exist: a slip of one or two letters.

/// The nearest of the names, if it is near enough for a slip: a letter added, left out or swapped with its neighbour for
/// each four of the shorter word, and two at most. Another letter in its place counts as two, because it makes other
/// words: `stop` is none of `step`, and `comment` none of `common`.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // No name is longer than 20 letters, so that a longer word is no slip, whatever it is.
    if name.len() > 24 {
        return None;
    }
    names
        .map(|known| (distance(name.as_bytes(), known.as_bytes()), known))
        .filter(|&(distance, known)| distance <= 2 && 4 * distance <= name.len().min(known.len()))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

/// Letters to add, leave out or swap (optimal string alignment); case and `_` for `-` count nothing.
fn distance(a: &[u8], b: &[u8]) -> usize {
    const WIDTH: usize = 32;
    let same = |a: u8, b: u8| a.eq_ignore_ascii_case(&b) || a == b'_' && b == b'-';
    let mut rows = [[0_usize; WIDTH]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        let [previous, before, current] = [(i - 1) % 3, (i + 1) % 3, i % 3];
        rows[current][0] = i;
        for j in 1..=b.len().min(WIDTH - 1) {
            let change = if same(a[i - 1], b[j - 1]) { 0 } else { 2 };
            let mut best = (rows[previous][j - 1] + change).min(rows[previous][j] + 1).min(rows[current][j - 1] + 1);
            if i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]) {
                best = best.min(rows[before][j - 2] + 1);
            }
            rows[current][j] = best;
        }
    }
    rows[a.len() % 3][b.len().min(WIDTH - 1)]
}
