//! What holds for every edit of every text: random texts, random edits, and a second parser to
//! tell what they say.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use toml::de::{DeTable, DeValue};

use super::*;
use crate::model::agreement::Agreement;
use crate::model::declare::Record;

/// What a text says, as the parser that reads workspaces has it.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    Table(BTreeMap<String, Said>),
    List(Vec<Said>),
    Plain(String),
}

fn said(text: &str) -> Said {
    let table = DeTable::parse(text.trim_start_matches('\u{feff}'));
    of_table(table.unwrap_or_else(|error| panic!("{error}\n{text}")).get_ref())
}

fn of_table(table: &DeTable<'_>) -> Said {
    let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let key: &std::borrow::Cow<'_, str> = key.get_ref();
        (key.to_string(), of_value(value.get_ref()))
    };
    Said::Table(table.iter().map(entry).collect())
}

fn of_value(value: &DeValue<'_>) -> Said {
    match value {
        DeValue::Table(table) => of_table(table),
        DeValue::Array(items) => {
            Said::List(items.iter().map(|item| of_value(item.get_ref())).collect())
        }
        plain => Said::Plain(format!("{plain:?}")),
    }
}

impl Said {
    fn at(&mut self, way: &[Step]) -> Option<&mut Self> {
        let Some((step, rest)) = way.split_first() else { return Some(self) };
        match (self, step) {
            (Self::Table(table), Step::Key(key)) => table.get_mut(key)?.at(rest),
            (Self::List(items), Step::Item(index)) => items.get_mut(*index)?.at(rest),
            _ => None,
        }
    }

    fn put(&mut self, way: &[Step], value: Self) {
        match (self, way.split_first()) {
            (here, None) => *here = value,
            (Self::Table(table), Some((Step::Key(key), rest))) => {
                table.entry(key.clone()).or_insert(Self::Table(BTreeMap::new())).put(rest, value);
            }
            (Self::List(items), Some((Step::Item(index), rest))) => items[*index].put(rest, value),
            (here, _) => panic!("no way through {here:?}"),
        }
    }

    fn remove(&mut self, way: &[Step]) {
        let (last, holder) = way.split_last().expect("a way");
        match (self.at(holder), last) {
            (Some(Self::Table(table)), Step::Key(key)) => drop(table.remove(key)),
            (Some(Self::List(items)), Step::Item(index)) => drop(items.remove(*index)),
            _ => panic!("nothing at {way:?}"),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Table(table) => table.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Plain(_) => false,
        }
    }

    fn id(&self) -> Option<&str> {
        match self {
            Self::Table(table) => match table.get("id")? {
                Self::Plain(id) => Some(id),
                _ => None,
            },
            _ => None,
        }
    }

    /// Every way that leads to something.
    fn ways(&self) -> Vec<Vec<Step>> {
        fn below(here: &Said, way: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
            found.push(way.clone());
            let mut each = |step, inner: &Said| {
                way.push(step);
                below(inner, way, found);
                way.pop();
            };
            match here {
                Said::Table(table) => {
                    table.iter().for_each(|(key, inner)| each(Step::Key(key.clone()), inner));
                }
                Said::List(items) => items
                    .iter()
                    .enumerate()
                    .for_each(|(index, inner)| each(Step::Item(index), inner)),
                Said::Plain(_) => {}
            }
        }
        let mut found = Vec::new();
        below(self, &mut Vec::new(), &mut found);
        found
    }
}

/// Choices, one byte each; when they run out, the first of everything.
struct Tape<'a> {
    bytes: std::slice::Iter<'a, u8>,
    /// Counts the comments, so that each is found again.
    comments: usize,
}

impl<'a> Tape<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes: bytes.iter(), comments: 0 }
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0)) % limit
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        let rule = self.of(&["", "", "", "", " --- part ---"]);
        format!("# c{};{rule}", self.comments)
    }

    /// Blank lines and comments between lines, each with its line end.
    fn between(&mut self, out: &mut String) {
        for _ in 0..self.of(&[0, 0, 0, 1, 1, 2, 3]) {
            if self.below(2) == 0 {
                out.push('\n');
            } else {
                let line = self.comment();
                out.push_str(&format!("{line}\n"));
            }
        }
    }

    fn plain(&mut self) -> String {
        let all = [
            "1",
            "true",
            "2025-01-31",
            "\"# no comment\"",
            "'lit\\'",
            "\"\"\"\nlong\n\n# no comment\n[no.header]\n\"\"\"",
            "'''x\n  y = 1\n'''",
            "-1.5",
        ];
        self.of(&all).to_owned()
    }

    fn value(&mut self, depth: usize) -> String {
        match self.below(if depth > 2 { 3 } else { 8 }) {
            0..3 => self.plain(),
            3 => {
                let items: Vec<String> =
                    (0..self.below(4)).map(|_| self.value(depth + 1)).collect();
                let comma = if items.is_empty() { "" } else { self.of(&["", ",", " , "]) };
                format!("[{}{comma}]", items.join(self.of(&[", ", ",", " ,  "])))
            }
            4 => {
                let mut text = "[\n".to_owned();
                let count = self.below(4);
                for at in 0..count {
                    self.between(&mut text);
                    let comma = if at + 1 < count { "," } else { self.of(&[",", ""]) };
                    let value = self.value(depth + 1);
                    let end = self.line_end();
                    text.push_str(&format!("  {value}{comma}{end}"));
                }
                self.between(&mut text);
                text + "]"
            }
            5 => {
                let items: Vec<String> = (0..self.below(3))
                    .map(|at| format!("{{ id = \"{}\", a = 1 }}", ["b", "d", "c"][at]))
                    .collect();
                format!("[{}]", items.join(", "))
            }
            _ => {
                let mut keys = self.keys(3);
                if self.below(3) == 0 {
                    keys.extend(["x_in.a", "x_in.b", "x_in.\"c,d\".e"].map(str::to_owned));
                }
                let pairs: Vec<String> =
                    keys.iter().map(|key| format!("{key} = {}", self.value(depth + 1))).collect();
                if pairs.is_empty() {
                    return "{}".to_owned();
                }
                format!("{{ {} }}", pairs.join(self.of(&[", ", ","])))
            }
        }
    }

    /// Some keys, each once.
    fn keys(&mut self, most: usize) -> Vec<String> {
        let all = ["title", "due", "x_a", "version", "\"x, y\"", "'é#'", "owner", "binding"];
        let mut keys: Vec<String> = Vec::new();
        for _ in 0..self.below(most + 1) {
            let key = self.of(&all).to_owned();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// The end of a line of code, with a comment or without.
    fn line_end(&mut self) -> String {
        if self.below(4) == 0 { format!("  {}\n", self.comment()) } else { "\n".to_owned() }
    }

    fn body(&mut self, out: &mut String, indentation: &str) {
        let mut keys = self.keys(5);
        if self.below(4) == 0 {
            let dotted = ["x_d.a", "x_d.b.c", "x_d . \"b\".d"];
            keys.extend(dotted[..=self.below(3)].iter().map(|key| (*key).to_owned()));
        }
        for key in keys {
            self.between(out);
            let sign = self.of(&[" = ", "=", "   = "]);
            let value = self.value(0);
            let end = self.line_end();
            out.push_str(&format!("{indentation}{key}{sign}{value}{end}"));
        }
    }

    fn header(&mut self, out: &mut String, indentation: &str, header: &str) {
        self.between(out);
        let end = self.line_end();
        out.push_str(&format!("{indentation}{header}{end}"));
    }

    /// A list as people write one, with its items.
    fn list(&mut self, least: usize) -> (String, Vec<String>) {
        let layout = self.of(&["line", "line", "beside", "pairs"]);
        let indentation = self.of(&["  ", "    ", "\t"]);
        let count = least + self.below(6);
        let items: Vec<String> = (0..count).map(|at| format!("\"item {at}\"")).collect();
        let closed = self.below(2) == 0;
        if layout == "beside" {
            let comma = if closed && count > 0 { "," } else { "" };
            return (format!("[{}{comma}]", items.join(", ")), items);
        }
        let mut text = "[".to_owned();
        text.push_str(&self.line_end());
        for (at, item) in items.iter().enumerate() {
            let goes_on = layout == "pairs" && at % 2 == 0 && at + 1 < count;
            let starts = layout != "pairs" || at % 2 == 0;
            if starts {
                self.between(&mut text);
                text.push_str(indentation);
            }
            text.push_str(item);
            text.push_str(if at + 1 < count || closed { "," } else { "" });
            text.push_str(&if goes_on { " ".to_owned() } else { self.line_end() });
        }
        self.between(&mut text);
        (text + "]", items)
    }

    /// A file that holds a list in one of the places where lists stand.
    fn around(&mut self, list: &str) -> (String, Vec<Step>) {
        let ends = self.of(&["\n", "\n", "\r\n"]);
        let mark = self.of(&["", "", "\u{feff}"]);
        let (text, way) = self.of(&[
            ("# top\nx_l = LIST # behind\nx_z = 1\n", &["x_l"][..]),
            ("[norms]\n  statements = LIST\n\n[x_z]\n", &["norms", "statements"]),
            ("x_i = { x_a = 1, x_l = LIST, x_z = 2 }\n", &["x_i", "x_l"]),
            ("x_o.x_l = LIST\n", &["x_o", "x_l"]),
        ]);
        let text = text.replace("LIST", list).replace('\n', ends);
        let way = way.iter().map(|key| Step::Key((*key).to_owned())).collect();
        (format!("{mark}{text}"), way)
    }

    fn document(&mut self) -> String {
        let mut out = String::new();
        self.between(&mut out);
        self.body(&mut out, "");
        let tables =
            ["term", "x_t", "x_i.deep", "scope", "purpose.x_p", "\"x q\"", "x_t.x_s", "norms"];
        let mut open: Vec<&str> = tables[self.below(tables.len())..].to_vec();
        if self.below(2) == 0 {
            open.reverse();
        }
        let ids = self.of(&[["a", "c", "e", "g"], ["g", "a", "c", "e"]]);
        let mut lists = BTreeMap::new();
        for _ in 0..self.below(6) {
            let indentation = self.of(&["", "", "  "]);
            if self.below(2) == 0 {
                let Some(name) = open.pop() else { continue };
                self.header(&mut out, indentation, &format!("[{name}]"));
                self.body(&mut out, indentation);
                continue;
            }
            let list = self.of(&["action", "risk", "x_list", "x_e.list"]);
            let count: &mut usize = lists.entry(list).or_default();
            let Some(id) = ids.get(*count) else { continue };
            *count += 1;
            self.header(&mut out, indentation, &format!("[[{list}]]"));
            out.push_str(&format!("{indentation}id = \"{id}\"\n"));
            self.body(&mut out, indentation);
            for nested in 0..self.below(3) {
                self.header(&mut out, indentation, &format!("[[{list}.x_n]]"));
                out.push_str(&format!("{indentation}id = {nested}\n"));
            }
            if self.below(3) == 0 {
                self.header(&mut out, indentation, &format!("[{list}.x_t]"));
                self.body(&mut out, indentation);
            }
        }
        self.between(&mut out);
        if self.below(4) == 0 && out.ends_with('\n') {
            out.pop();
        }
        let ends = self.of(&[["\n", "\n"], ["\r\n", "\r\n"], ["\r\n", "\n"]]);
        let mut ended = String::new();
        for (at, line) in out.split_inclusive('\n').enumerate() {
            let bare = line.strip_suffix('\n');
            ended.push_str(bare.unwrap_or(line));
            ended.push_str(bare.map_or("", |_| ends[at % 2]));
        }
        let mark = self.of(&["", "", "", "\u{feff}"]);
        format!("{mark}{ended}")
    }

    fn edit(&mut self, now: &Said) -> Edit {
        let mut now = now.clone();
        let ways = now.ways();
        let way = ways[(self.below(256) * 256 + self.below(256)) % ways.len()].clone();
        let missing = |tape: &mut Self, mut way: Vec<Step>| {
            let names = ["title", "due", "x_new", "x, \"y\"", "é", "action", "renewal", "scope"];
            for _ in 0..=tape.below(3) {
                way.push(Step::Key(tape.of(&names).to_owned()));
            }
            way
        };
        let value = self.value(1);
        let entries = |tape: &mut Self| {
            let id = tape.of(&["b", "f", "z"]);
            let entries = [("id", format!("\"{id}\"")), ("x, n", value.clone())];
            entries.map(|(key, value)| (key.to_owned(), value)).to_vec()
        };
        let choice = self.below(4);
        match now.at(&way) {
            Some(Said::Table(_)) if choice < 2 => Edit::Set { way: missing(self, way), value },
            Some(Said::Table(_)) if choice == 2 => {
                let way = missing(self, way);
                Edit::Add { way, entries: entries(self) }
            }
            Some(Said::List(_)) if choice < 2 => match self.below(2) {
                0 => Edit::Add { way, entries: entries(self) },
                _ => Edit::Push { way, values: vec![value, self.plain()] },
            },
            Some(Said::List(_)) if choice < 3 => match self.below(2) {
                0 => Edit::Append { way, entries: entries(self) },
                _ => Edit::Extend { way, items: vec![entries(self), entries(self)] },
            },
            _ if way.is_empty() => Edit::Set { way: missing(self, way), value },
            _ if choice == 3 => Edit::Remove { way },
            _ => Edit::Set { way, value },
        }
    }
}

/// What a text says after an edit; more than one where a table that nothing names goes with the
/// last that was in it. Nothing where it cannot be done.
fn wanted(before: &Said, edit: &Edit) -> Option<Vec<Said>> {
    let value = |text: &str| match said(&format!("v = {text}\n")) {
        Said::Table(mut table) => table.remove("v").expect("a value"),
        _ => panic!("a file is a table"),
    };
    let mut after = before.clone();
    // As far as there is something, the way has to lead through tables and lists.
    let leads = |way: &[Step]| {
        (0..way.len()).all(|depth| match (before.clone().at(&way[..depth]), &way[depth]) {
            (None | Some(Said::Table(_)), Step::Key(_)) => true,
            (Some(Said::List(items)), Step::Item(index)) => *index < items.len(),
            _ => false,
        })
    };
    let item = |entries: &[(String, String)]| {
        let pair = |(key, text): &(String, String)| (key.clone(), value(text));
        Said::Table(entries.iter().map(pair).collect())
    };
    match edit {
        Edit::Set { way, value: text } => {
            if !leads(way) {
                return None;
            }
            after.put(way, value(text));
            Some(vec![after])
        }
        Edit::Add { way, entries } | Edit::Append { way, entries } => {
            if !leads(way) {
                return None;
            }
            match after.at(way) {
                None => after.put(way, Said::List(vec![item(entries)])),
                Some(Said::List(items)) => {
                    if items.iter().any(|item| !matches!(item, Said::Table(_))) {
                        return None;
                    }
                    let is_sorted = items
                        .iter()
                        .all(|item| item.id().is_some_and(|id| id.starts_with("String")))
                        && items.is_sorted_by(|one, other| one.id() < other.id());
                    items.push(item(entries));
                    if is_sorted && matches!(edit, Edit::Add { .. }) {
                        items.sort_by(|one, other| one.id().cmp(&other.id()));
                    }
                }
                Some(_) => return None,
            }
            Some(vec![after])
        }
        Edit::Extend { way, items: new } => {
            if !leads(way) {
                return None;
            }
            let new = new.iter().map(|entries| item(entries));
            match after.at(way) {
                None => after.put(way, Said::List(new.collect())),
                Some(Said::List(items)) => {
                    if items.iter().any(|item| !matches!(item, Said::Table(_))) {
                        return None;
                    }
                    items.extend(new);
                }
                Some(_) => return None,
            }
            Some(vec![after])
        }
        Edit::Push { way, values } => {
            if !leads(way) {
                return None;
            }
            let new = values.iter().map(|text| value(text));
            match after.at(way) {
                None => after.put(way, Said::List(new.collect())),
                Some(Said::List(items)) => items.extend(new),
                Some(_) => return None,
            }
            Some(vec![after])
        }
        Edit::Remove { way } => {
            after.remove(way);
            let mut all = vec![after.clone()];
            for depth in (1..way.len()).rev() {
                let is_key = matches!(way[depth - 1], Step::Key(_));
                if !is_key || !after.at(&way[..depth]).is_some_and(|it| it.is_empty()) {
                    break;
                }
                after.remove(&way[..depth]);
                all.push(after.clone());
            }
            Some(all)
        }
    }
}

/// The comments that a text has, each by its number.
fn comments(text: &str) -> Vec<&str> {
    text.split("# c").skip(1).filter_map(|rest| Some(rest.split_once(';')?.0)).collect()
}

/// The lines that differ: those of the first text and those of the second, between what both begin
/// and what both end with.
fn differing<'t>(one: &'t str, other: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let lines = |text: &'t str| text.split_inclusive('\n').collect::<Vec<_>>();
    let (one, other) = (lines(one), lines(other));
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[head..], &other[head..]);
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    (one[..one.len() - tail].to_vec(), other[..other.len() - tail].to_vec())
}

/// How many lines a value takes; those between brackets and in long texts too.
fn lines_of(text: &str, way: &[Step]) -> usize {
    let document = parse(text.trim_start_matches('\u{feff}')).expect("it parses");
    let walk = tree::walk(document.as_table(), way).expect("it leads there");
    let span = match walk.node {
        tree::Node::Plain(plain) => plain.span(),
        tree::Node::Array(array) => array.span(),
        tree::Node::Inline(table) => table.span(),
        _ => None,
    };
    span.map_or(usize::MAX, |span| {
        text.trim_start_matches('\u{feff}')[span].matches('\n').count() + 1
    })
}

/// Whether what went is something with the comments that touch it, and not comments alone.
fn is_whole(gone: &str) -> bool {
    let is_comment = |line: &&str| line.trim_start().starts_with("# c");
    let mut lines = gone.trim().lines().skip_while(is_comment);
    lines.next().is_some_and(|line| !line.trim().is_empty())
}

/// Whether one whole piece went, which may begin and end within lines. Where what stands before it
/// ends as the piece does, as headers and brackets of lists do, it may begin earlier as well.
fn is_piece(text: &str, after: &str) -> bool {
    let Some(length) = text.len().checked_sub(after.len()) else { return false };
    let (bytes, kept) = (text.as_bytes(), after.as_bytes());
    let head = bytes.iter().zip(kept).take_while(|(one, other)| one == other).count();
    let head = head.min(text.len() - length);
    if bytes[head + length..] != kept[head..] {
        return false;
    }
    let in_comment =
        |at: usize| text[..at].rsplit('\n').next().is_some_and(|line| line.contains("# c"));
    (0..=head)
        .rev()
        .take_while(|at| *at == head || bytes[*at] == bytes[*at + length])
        .filter(|at| text.is_char_boundary(*at) && text.is_char_boundary(*at + length))
        .any(|at| !in_comment(at) && is_whole(&text[at..at + length]))
}

fn holds(text: &str, edit: &Edit, after: &str) -> Result<(), TestCaseError> {
    let before = said(text);
    let says = said(after);
    let wanted = wanted(&before, edit).expect("it can be done");
    prop_assert!(wanted.contains(&says), "it says {says:#?}\nand not {:#?}", wanted[0]);
    prop_assert_eq!(text.starts_with('\u{feff}'), after.starts_with('\u{feff}'));
    if !text.contains("\r\n") && text.contains('\n') {
        prop_assert!(!after.contains('\r'));
    }
    let bare = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
    let is_long = format!("{edit:?}").contains("\\n");
    if bare(text) == 0 && text.contains('\n') && !is_long {
        prop_assert_eq!(bare(after), 0, "a line end of another kind");
    }
    let (old, new) = differing(text, after);
    let lost: Vec<&str> = {
        let kept = comments(after);
        comments(text).into_iter().filter(|it| !kept.contains(it)).collect()
    };
    let is_there = match edit {
        Edit::Set { way, .. }
        | Edit::Add { way, .. }
        | Edit::Append { way, .. }
        | Edit::Extend { way, .. }
        | Edit::Push { way, .. }
        | Edit::Remove { way } => before.clone().at(way).is_some(),
    };
    match edit {
        Edit::Remove { .. } => {
            prop_assert!(
                lost.is_empty() || is_whole(&old.join("")) || is_piece(text, after),
                "a comment went that belongs to nothing"
            );
        }
        Edit::Set { way, .. } if is_there => {
            let most = lines_of(text, way);
            prop_assert!(old.len() <= most, "more than the value changed: {old:#?}");
            // Nothing more goes than with what gave way to the value.
            let without = super::edit(text, Agreement::TABLE, &[Edit::Remove { way: way.clone() }]);
            let without = without.expect("it can be taken out");
            prop_assert!(comments(&without).iter().all(|it| !lost.contains(it)), "lost {lost:?}");
        }
        _ => {
            prop_assert!(lost.is_empty(), "lost {lost:?}");
            let most = usize::from(
                // The line that holds the brackets, or one that had no end.
                old.iter().all(|line| line.contains(['[', '{', ']', '}', ',']))
                    || !text.ends_with('\n')
                    || new.len() > old.len(),
            );
            prop_assert!(old.len() <= most, "more than a line changed: {old:#?}\n{new:#?}");
        }
    }
    Ok(())
}

/// A line before, and after.
type Changed<'t> = (&'t str, &'t str);

/// Whether the old lines all stand in the new text in their order, but for one at most that got more
/// put into it; those that came in, and the one that changed.
fn kept<'t>(old: &'t str, new: &'t str) -> Option<(Vec<&'t str>, Option<Changed<'t>>)> {
    let mut lines = new.split_inclusive('\n');
    let (mut came, mut changed) = (Vec::new(), None);
    for line in old.split_inclusive('\n') {
        loop {
            let next = lines.next()?;
            if next == line {
                break;
            }
            // Letter by letter, what was there is there still.
            let mut letters = next.chars();
            let grew = line.chars().all(|letter| letters.any(|it| it == letter));
            if grew && changed.is_none() && line.contains(['[', '"']) {
                changed = Some((line, next));
                break;
            }
            came.push(next);
        }
    }
    came.extend(lines);
    Some((came, changed))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_added_to_a_list_leaves_every_line_of_it(
        tape in proptest::collection::vec(any::<u8>(), 0..60),
        more in 1usize..4,
    ) {
        let mut tape = Tape::new(&tape);
        let (list, items) = tape.list(0);
        let (text, way) = tape.around(&list);
        let values: Vec<String> = (0..more).map(|at| format!("\"new {at}\"")).collect();
        let push = Edit::Push { way: way.clone(), values: values.clone() };
        let after = super::edit(&text, Agreement::TABLE, std::slice::from_ref(&push)).expect("added");
        let mut wanted = said(&text);
        match wanted.at(&way) {
            Some(Said::List(items)) => items.extend(values.iter().map(|it| match said(&format!("v = {it}")) {
                Said::Table(mut table) => table.remove("v").expect("a value"),
                _ => panic!("a file is a table"),
            })),
            other => panic!("{other:?} is no list"),
        }
        prop_assert_eq!(said(&after), wanted.clone());
        let found = kept(&text, &after);
        prop_assert!(found.is_some(), "a line went\n{}\nmade\n{}", text, after);
        let (came, changed) = found.expect("just seen");
        // One item a line stays one item a line: a line each, and of the old ones none but the last
        // item's changes, and that by a comma.
        let last = items.last().and_then(|last| text.lines().find(|line| line.contains(last)));
        let alone = last.is_some_and(|line| line.matches("item ").count() == 1 && !line.contains('['));
        if alone {
            prop_assert_eq!(came.len(), more, "{}\nmade\n{}", text, after);
            let at = text.find(items.last().expect("one")).expect("there") + items[0].len();
            let had_comma = text[at..].starts_with(',');
            prop_assert_eq!(changed.is_some(), !had_comma, "{}\nmade\n{}", text, after);
            if !had_comma {
                let (head, tail) = text.split_at(at);
                let grown = format!("{head},{}", tail.lines().next().expect("its end"));
                prop_assert!(after.starts_with(&grown));
            }
            let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
            for line in &came {
                prop_assert_eq!(indentation(line), indentation(last.expect("one")), "{}", after);
                prop_assert_eq!(line.ends_with("\r\n"), text.contains("\r\n"));
            }
            let closed = came.last().is_some_and(|line| line.trim_end().ends_with(','));
            prop_assert_eq!(closed, had_comma, "{}\nmade\n{}", text, after);
        }
        // The same as a whole list says the same, and changes the same.
        let all: Vec<String> = items.iter().chain(&values).cloned().collect();
        let set = Edit::Set { way, value: format!("[{}]", all.join(", ")) };
        let set = super::edit(&text, Agreement::TABLE, &[set]).expect("set");
        prop_assert_eq!(said(&set), wanted);
        if !items.is_empty() {
            prop_assert_eq!(set, after);
        }
    }

    #[test]
    fn a_list_that_differs_by_one_item_changes_by_one_item(
        tape in proptest::collection::vec(any::<u8>(), 0..60),
        at in 0usize..6,
        how in 0usize..3,
    ) {
        let mut tape = Tape::new(&tape);
        let (list, mut items) = tape.list(2);
        let (text, way) = tape.around(&list);
        let at = at % items.len();
        let gone = items[at].clone();
        match how {
            0 => drop(items.remove(at)),
            1 => items[at] = "\"another\"".to_owned(),
            _ => items.insert(at, "\"another\"".to_owned()),
        }
        let value = format!("[{}]", items.join(", "));
        let set = Edit::Set { way, value };
        let after = super::edit(&text, Agreement::TABLE, std::slice::from_ref(&set)).expect("set");
        prop_assert_eq!(vec![said(&after)], wanted(&said(&text), &set).expect("it can be done"));
        let left = comments(&after);
        let mut lost: Vec<&str> = comments(&text);
        lost.retain(|comment| !left.contains(comment));
        // With what goes, only the comments go that stand right above it, and beside it.
        let lines: Vec<&str> = text.lines().collect();
        let own = lines.iter().position(|line| line.contains(gone.as_str())).expect("there");
        let above = lines[..own].iter().rev().take_while(|it| it.trim_start().starts_with('#'));
        let near: String = above.copied().chain([lines[own]]).collect();
        let near = comments(&near);
        prop_assert!(
            lost.iter().all(|comment| how == 0 && near.contains(comment)),
            "lost {:?}\n{}\nmade\n{}", lost, text, after
        );
        // The lines of the other items stay, but for a comma.
        let bare = |line: &str| line.replacen(',', "", 1);
        for (at, line) in lines.iter().enumerate().filter(|(_, it)| it.contains("item ")) {
            let stays = at != own && line.matches("item ").count() == 1 && !line.contains('[');
            prop_assert!(
                !stays || after.lines().any(|it| bare(it) == bare(line)),
                "{:?} went\n{}\nmade\n{}", line, text, after
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_changes_what_is_asked_and_nothing_else(
        document in proptest::collection::vec(any::<u8>(), 0..250),
        edits in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..30), 1..6),
    ) {
        let mut text = Tape::new(&document).document();
        for tape in &edits {
            let mut tape = Tape { comments: 1000, ..Tape::new(tape) };
            let edit = tape.edit(&said(&text));
            let is_possible = wanted(&said(&text), &edit).is_some();
            match super::edit(&text, Agreement::TABLE, std::slice::from_ref(&edit)) {
                Ok(after) => {
                    prop_assert!(is_possible, "{edit:?}\nof\n{text}\nmade\n{after}");
                    let held = holds(&text, &edit, &after);
                    held.map_err(|error| TestCaseError::fail(format!(
                        "{error}\n{edit:?}\nof\n{text}\nmade\n{after}"
                    )))?;
                    // Numbers of comments are given once.
                    text = after.replace("# c100", "# o");
                }
                // An item with a header of its own is no place for a value.
                Err(EditError::NoTable { .. }) if matches!(&edit, Edit::Push { way, .. } if {
                    let document = parse(text.trim_start_matches('\u{feff}')).expect("it parses");
                    let walk = tree::walk(document.as_table(), way).expect("it leads there");
                    matches!(walk.node, tree::Node::Tables(_))
                }) => {}
                Err(EditError::NoRoom { .. })
                    if matches!(&edit, Edit::Set { way, .. } if matches!(way.last(), Some(Step::Item(_)))) => {}
                Err(error) => prop_assert!(!is_possible, "{error:?}\n{edit:?}\nof\n{text}"),
            }
        }
    }
}
