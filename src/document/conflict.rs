//! Left-over conflict markers of a merge. They are looked for before parsing, as a parser would
//! only say that a key has no value.

use super::Span;

/// One conflict that was left in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conflict {
    /// The line with the first marker.
    pub span: Span,
    /// What git wrote behind `<<<<<<<`: mostly `HEAD` or a branch.
    pub ours: String,
    /// What git wrote behind `>>>>>>>`: mostly a branch or a commit.
    pub theirs: String,
    /// Every line that is a marker.
    pub markers: Vec<Span>,
}

/// Finds every conflict. A lone `=======` is no conflict: it may stand inside a long text.
pub(super) fn find(text: &str) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    if !text.starts_with("<<<<<<< ")
        && memchr::memmem::find(text.as_bytes(), b"\n<<<<<<< ").is_none()
    {
        return conflicts;
    }
    let mut open = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let span = Span::from(start..start + bare.len());
        start += line.len();
        if let Some(ours) = bare.strip_prefix("<<<<<<< ") {
            conflicts.push(Conflict {
                span,
                ours: ours.trim().to_owned(),
                theirs: String::new(),
                markers: vec![span],
            });
            open = true;
        } else if open && let Some(conflict) = conflicts.last_mut() {
            if let Some(theirs) = bare.strip_prefix(">>>>>>> ") {
                theirs.trim().clone_into(&mut conflict.theirs);
                conflict.markers.push(span);
                open = false;
            } else if bare == "=======" || bare.starts_with("||||||| ") {
                conflict.markers.push(span);
            }
        }
    }
    conflicts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_named_and_every_marker_is_kept() {
        let text = "a = 1\n<<<<<<< HEAD\nb = 1\n||||||| base\n=======\nb = 2\n>>>>>>> north\n";
        let found = find(text);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].ours.as_str(), found[0].theirs.as_str()), ("HEAD", "north"));
        assert_eq!(found[0].markers.len(), 4);
        assert_eq!(found[0].span.start, 6);
    }

    #[test]
    fn a_ruler_in_a_text_is_no_conflict() {
        assert!(find("note = \"\"\"\nTitle\n=======\n\"\"\"\n").is_empty());
    }
}
