//! Mobile numbers of other lands: `mobile.txt` says what they begin with, and how long they are.

const TEXT: &str = include_str!("mobile.txt");

/// Whether the digits behind a `+` or `00` are a mobile number of another land, and all of it. A
/// nought that is dialled only within that land may stand behind its code: `+49 (0)171 …`.
pub(super) fn is_mobile(digits: &[u8]) -> bool {
    lands().any(|(code, [low, high], begins)| {
        let national = digits.strip_prefix(&*code).map(|it| it.strip_prefix(&[0]).unwrap_or(it));
        national.is_some_and(|it| {
            (low..=high).contains(&it.len())
                && begins.split(' ').any(|own| it.starts_with(&of(own)))
        })
    })
}

/// Of each land its code, how many digits follow, and what those begin with.
fn lands() -> impl Iterator<Item = (Vec<u8>, [usize; 2], &'static str)> {
    TEXT.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut parts = line.split_once(": ")?.1.splitn(3, ' ');
        let (code, lengths, begins) = (parts.next()?, parts.next()?, parts.next()?);
        let (low, high) = lengths.split_once('-').unwrap_or((lengths, lengths));
        Some((of(code), [low.parse().ok()?, high.parse().ok()?], begins))
    })
}

/// What digits count.
fn of(text: &str) -> Vec<u8> {
    text.bytes().map(|byte| byte.wrapping_sub(b'0')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_land_of_the_list_can_be_read() {
        let lines: Vec<&str> = TEXT.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lands().count(), lines.len());
        assert!(lines.len() > 70 && lines.is_sorted(), "a land stands where it is looked for");
        for (code, [low, high], begins) in lands() {
            assert!((1..=3).contains(&code.len()) && low <= high && code.len() + high <= 15);
            // Shorter runs of digits are not looked at.
            assert!(code.len() + low >= 10 && code[0] > 0, "{code:?}");
            for begin in begins.split(' ').map(of) {
                assert!(begin.len() < low && begin.iter().all(|it| *it < 10), "{code:?}");
                let whole = |count: usize| {
                    let rest = std::iter::repeat_n(&4, count - begin.len());
                    code.iter().chain(&begin).chain(rest).copied().collect::<Vec<u8>>()
                };
                assert!(is_mobile(&whole(low)) && is_mobile(&whole(high)), "{code:?}");
                let other =
                    |it: &[u8]| !lands().any(|(own, ..)| own != code && it.starts_with(&own));
                assert!(!other(&whole(low)) || !is_mobile(&whole(low - 1)), "{code:?}");
            }
        }
    }
}
