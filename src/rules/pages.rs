//! The pages of the rules as they stand in `docs/rules/`, built in so that they can be read
//! anywhere, without a network.

macro_rules! pages {
    ($($group:literal),+ $(,)?) => {
        const PAGES: &[(&str, &str)] =
            &[$(($group, include_str!(concat!("../../docs/rules/", $group, ".md")))),+];
    };
}

pages! {
    "structure", "network", "evaluation", "agreement", "actions", "reporting", "information",
    "review", "integrity",
}

/// What a group is about: the first paragraph of its page.
#[must_use]
pub fn about(group: &str) -> &'static str {
    page(group).split("\n\n").nth(1).filter(|text| !text.starts_with("##")).unwrap_or_default()
}

/// The section of a rule, without its heading; nothing where none is written.
#[must_use]
pub fn section(group: &str, rule: &str) -> Option<&'static str> {
    page(group).split("\n## ").skip(1).find_map(|section| {
        let (name, text) = section.split_once('\n')?;
        (name.trim() == rule).then(|| text.trim())
    })
}

fn page(group: &str) -> &'static str {
    PAGES.iter().find(|(name, _)| *name == group).map_or("", |(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_a_page_that_says_what_it_is_about() {
        let groups: Vec<&str> = crate::rules::GROUPS.iter().map(|(group, _)| *group).collect();
        assert_eq!(PAGES.iter().map(|(group, _)| *group).collect::<Vec<_>>(), groups);
        for group in groups {
            assert!(!about(group).is_empty(), "the page of {group} does not say what it is about");
        }
    }

    #[test]
    fn a_section_ends_where_the_next_begins() {
        let text = section("structure", "toml-invalid").expect("it is written");
        assert!(text.starts_with("**What.**") && !text.contains("\n## "), "{text}");
        assert_eq!(section("structure", "toml"), None);
    }
}
