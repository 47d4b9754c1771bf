//! The agreement as a memorandum.

use super::paper::{Kind, Paper};
use crate::report::AgreementReport;

pub(super) fn paper(report: &AgreementReport) -> Paper {
    let mut paper = Paper::new(report.title.clone(), &report.heading);
    paper.text(format!("Version {}", report.agreement_version));
    for section in &report.sections {
        paper.heading(format!("{}. {}", section.number, section.title));
        let paragraphs = section.paragraphs.iter();
        paper.facts(paragraphs.map(|it| (it.number.clone(), it.text.clone())).collect());
    }
    paper.section(
        "Signatures",
        "Nobody is asked to sign.",
        &[
            ("Party", Kind::Text),
            ("Signed", Kind::Whole),
            ("Version", Kind::Number),
            ("By", Kind::Text),
            ("Covers this text", Kind::Text),
        ],
        report
            .signatures
            .iter()
            .map(|one| {
                let covers = match one.state {
                    "holds" => "yes",
                    "stale" => "no: the text has changed since",
                    "unreadable" => "cannot be told",
                    _ if one.version.is_some() => "no: an older version",
                    _ => "not signed",
                };
                vec![
                    one.name.clone(),
                    one.on.map_or("-".to_owned(), |on| on.to_string()),
                    one.version.map_or("-".to_owned(), |version| version.to_string()),
                    one.by.clone().unwrap_or_else(|| "-".to_owned()),
                    covers.to_owned(),
                ]
            })
            .collect(),
    );
    if let Some(digest) = &report.digest {
        paper.text("A sign-off over the text on file covers:");
        paper.text(digest.clone());
        if report.heading.left_out > 0 {
            paper.text("It stands for the whole text, and so for what is left out here, too.");
        }
    }
    paper
}
