//! Given names that many people bear, from many lands: `names.txt`.

use std::collections::HashSet;
use std::sync::LazyLock;

const TEXT: &str = include_str!("names.txt");

struct Names {
    given: HashSet<&'static str>,
    /// Bodies that bear a person's name.
    bodies: HashSet<&'static str>,
    /// A bit for each beginning of three letters that a name has.
    begins: [u64; (26 * 26 * 26_usize).div_ceil(64)],
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let (names, bodies) = TEXT.split_once("\nnot: ").unwrap_or((TEXT, ""));
    let lines = names.lines().filter(|line| !line.starts_with('#'));
    // What stands before the colon says where they are common.
    let lists = lines.map(|line| line.split_once(": ").map_or(line, |(_, list)| list));
    let given: HashSet<&str> = lists.flat_map(str::split_whitespace).collect();
    let bodies = bodies.split(';').map(str::trim);
    let mut begins = [0; (26 * 26 * 26_usize).div_ceil(64)];
    for at in given.iter().filter_map(|name| begin(name.as_bytes())) {
        begins[at / 64] |= 1 << (at % 64);
    }
    Names { bodies: bodies.collect(), given, begins }
});

/// The number of a beginning of three letters; of shorter names the missing one counts as the first.
fn begin(word: &[u8]) -> Option<usize> {
    let letter = |at: usize| match word.get(at) {
        Some(byte) if byte.is_ascii_alphabetic() => {
            Some(usize::from(byte.to_ascii_lowercase() - b'a'))
        }
        Some(_) => None,
        None => Some(0),
    };
    Some((letter(0)? * 26 + letter(1)?) * 26 + letter(2)?)
}

/// Whether a word may be one: quick, and sometimes wrong.
#[inline]
pub(super) fn may_hold(word: &[u8]) -> bool {
    begin(word).is_some_and(|at| NAMES.begins[at / 64] >> (at % 64) & 1 == 1)
}

/// Whether a word is a given name that many people bear.
pub(super) fn holds(word: &str) -> bool {
    NAMES.given.contains(word.split('-').next().unwrap_or(word))
}

/// Whether some names are those of a body.
pub(super) fn is_body(names: &str) -> bool {
    NAMES.bodies.iter().any(|body| names.starts_with(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_small_and_of_names() {
        assert!((1000..2000).contains(&NAMES.given.len()), "{}", NAMES.given.len());
        for name in &NAMES.given {
            assert!(name.chars().all(|it| it.is_ascii_alphabetic()), "{name}");
            assert!(name.len() > 1 && may_hold(name.as_bytes()) && holds(name), "{name}");
        }
        assert!(is_body("Marie Curie") && !holds("Victoria") && !holds("Will"));
    }
}
