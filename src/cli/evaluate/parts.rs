//! Questions at a terminal, file by file, and the way back from each into the one before.

use super::form::{Desk, GIVEN, known};
use crate::cli::Failure;
use crate::cli::desk::interview::{Came, FIRST, LEGEND, Way, walk};
use crate::draft::{Known, Page, evaluation};
use crate::render;

/// The parts in which an evaluation is asked for, in their order: what it is called, who takes part,
/// whether to, and what is taken as given.
const NAME: usize = 0;
const HEAD: usize = 1;
const OWN: usize = 2;
const TAKEN: usize = 3;

impl Desk<'_> {
    /// Asks what it is called and how much it matters, then who takes part, then whether to, file by
    /// file; one steps back from each into the one before. Says what was filled in besides.
    pub(super) fn ask(&self, pages: &mut [Page; 3]) -> Result<Vec<String>, Failure> {
        let today = self.writing.today(self.context);
        let first = if pages[0].is_new() { NAME } else { HEAD };
        let mut filled = match first {
            NAME => Vec::new(),
            _ => evaluation::fill(pages, today)?,
        };
        let mut ways: [Way; 4] = Default::default();
        let mut part = first;
        let mut said = LEGEND;
        loop {
            let came = self.ask_part(part, &mut ways[part], pages, said)?;
            said = "";
            if came == Came::Back {
                (part, said) = if part == first { (first, FIRST) } else { (part - 1, "") };
                continue;
            }
            if part == NAME {
                if pages[0].entries().iter().all(|(key, _)| key != "title") {
                    let why = "a collaboration needs a title";
                    return Err(Failure::new("nothing was written", why));
                }
                let new = evaluation::fill(pages, today)?;
                filled
                    .extend(new.into_iter().filter(|it| !filled.contains(it)).collect::<Vec<_>>());
            }
            if part == HEAD || came == Came::Enough && part == NAME {
                self.ask_who_is_ours(&mut pages[0])?;
            }
            // What is taken as given is gone through by whoever goes through all.
            let ends = came == Came::Enough || part == OWN && came != Came::Through;
            if ends || part == TAKEN {
                return Ok(filled);
            }
            part += 1;
        }
    }

    /// Asks for one part of the evaluation.
    fn ask_part(
        &self,
        part: usize,
        way: &mut Way,
        pages: &mut [Page; 3],
        said: &str,
    ) -> Result<Came, Failure> {
        let [head, own, agreement] = pages;
        let significance = evaluation::significance(head);
        let context = self.context;
        match part {
            NAME => {
                let order = &["title", "significance"];
                let known = Known { order, alone: true, ..known(significance, &[]) };
                walk(way, head, known, said, context, &mut |page| self.wrong(page, &[]))
            }
            HEAD => {
                let known = known(significance, &[]);
                walk(way, head, known, said, context, &mut |page| self.wrong(page, &[]))
            }
            OWN => {
                let head = &*head;
                let (record, _) = self.record(&[head]);
                let memories = super::show::memories(self.workspace, &record, record.today);
                let told: String = render::evaluation::memories(&memories)
                    .into_iter()
                    .map(|memory| format!("\nremember: {}\n", render::visible(&memory)))
                    .collect();
                let parties = evaluation::parties(head);
                let known = known(significance, &parties);
                walk(way, own, known, &told, context, &mut |page| self.wrong(page, &[head]))
            }
            // What is taken as given stands in the text that is to be agreed.
            _ => walk(way, agreement, GIVEN, "", context, &mut |page| {
                self.wrong(page, &[&*head, &*own])
            }),
        }
    }
}
