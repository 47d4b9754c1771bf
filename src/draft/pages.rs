//! Several files that are filled in together: the first step of a path says which one is meant.

use super::{Mistake, Page};
use crate::model::declare::nearest;

/// The file that a path leads into: the first of them that declares its first step, or holds an
/// item of that name.
///
/// # Errors
///
/// When it is none of theirs, with the nearest there is.
pub fn home<'p>(pages: &'p mut [Page], path: &str) -> Result<&'p mut Page, Mistake> {
    let first = path.split(['.', '[', '+']).next().unwrap_or_default().trim();
    // A key of the user's own goes into the first of them.
    let at = match pages.iter().position(|page| page.claims(path)) {
        None if first.starts_with("x_") => Some(0),
        at => at,
    };
    match at.and_then(|at| pages.get(at).map(|_| at)) {
        Some(at) => Ok(&mut pages[at]),
        None => Err(unknown(pages, first)),
    }
}

/// That none of the files has such a key or item.
fn unknown(pages: &[Page], first: &str) -> Mistake {
    let keys: Vec<&str> = pages.iter().flat_map(Page::open_keys).collect();
    let help = match nearest(first, keys.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", keys.join(", ")),
    };
    Mistake::new(format!("`{first}` is no key and no item here"), help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::agreement::Agreement;
    use crate::model::collaboration::Head;
    use crate::model::declare::Record as _;

    #[test]
    fn the_first_step_says_which_file_is_meant() {
        let agreement = "[[action]]\nid = \"act-a\"\n\n[[assumption]]\nid = \"asm-a\"\n";
        let mut pages = [
            Page::new("head", Head::TABLE, Some("[[party]]\nid = \"museum\"\n")),
            Page::new("text", Agreement::TABLE, Some(agreement)).only(&["assumption"]),
        ];
        for (path, file) in [
            ("title", "head"),
            ("museum.name", "head"),
            ("party.museum.name", "head"),
            ("x_own", "head"),
            ("assumption", "text"),
            ("asm-a.held", "text"),
        ] {
            assert_eq!(home(&mut pages, path).map(|page| &*page.path), Ok(file), "{path}");
        }
        // What is not open here is not there.
        for path in ["act-a.due", "action", "term.ends_on", ""] {
            assert!(home(&mut pages, path).is_err(), "{path}");
        }
        let mistake = home(&mut pages, "assumtion.a").expect_err("a slip");
        assert_eq!(mistake.help, "did you mean `assumption`?");
    }
}
