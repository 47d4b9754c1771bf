//! What an edit makes of a text.

use super::*;
use crate::model::agreement::Agreement;
use crate::model::declare::Record;

fn way(path: &str) -> Vec<Step> {
    let step = |part: &str| match part.parse() {
        Ok(index) => Step::Item(index),
        Err(_) => Step::Key(part.to_owned()),
    };
    path.split('/').map(step).collect()
}

fn set(path: &str, value: &str) -> Edit {
    Edit::Set { way: way(path), value: value.to_owned() }
}

fn add(path: &str, entries: &[(&str, &str)]) -> Edit {
    let entries = entries.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    Edit::Add { way: way(path), entries: entries.collect() }
}

fn remove(path: &str) -> Edit {
    Edit::Remove { way: way(path) }
}

fn made(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    edit(text, Agreement::TABLE, edits)
}

#[track_caller]
fn becomes(text: &str, edits: &[Edit], wanted: &str) {
    let made = made(text, edits).expect("it can be done");
    assert!(made == wanted, "wanted:\n{wanted}\nmade:\n{made}");
}

#[test]
fn a_value_changes_and_its_line_keeps_the_rest() {
    becomes(
        "title = \"a\"   # why\r\n  version=1#x\r\nx_own = 1\r\n",
        &[set("version", "2"), set("title", "\"b\"")],
        "title = \"b\"   # why\r\n  version=2#x\r\nx_own = 1\r\n",
    );
}

#[test]
fn a_new_key_goes_where_it_is_declared() {
    becomes(
        "# of the file\n\ntitle = \"a\"\nversion = 1\n\n[term]\neffective_on = 2025-01-01\n",
        &[set("binding", "false"), set("term/renewal", "\"none\""), set("x_own", "1")],
        "# of the file\n\ntitle = \"a\"\nbinding = false\nversion = 1\nx_own = 1\n\n[term]\n\
         effective_on = 2025-01-01\nrenewal = \"none\"\n",
    );
}

#[test]
fn lines_end_as_before_even_where_none_of_them_stays() {
    becomes("[title]\r\ntitle = [[-1.5]]\r\n", &[set("title", "\"a\"")], "title = \"a\"\r\n");
    let long = "\"\"\"\na\n\nb\"\"\"";
    becomes("title = [\r\n]", &[set("title", long)], &format!("title = {long}"));
}

#[test]
fn an_empty_text_becomes_a_file() {
    becomes(
        "",
        &[
            set("title", "\"a\""),
            set("purpose/aim", "\"b\""),
            set("term/effective_on", "2025-01-01"),
            add("action", &[("id", "\"act-b\""), ("due", "2025-02-01")]),
            add("action", &[("id", "\"act-a\"")]),
        ],
        "title = \"a\"\n\n[term]\neffective_on = 2025-01-01\n\n[purpose]\naim = \"b\"\n\n\
         [[action]]\nid = \"act-a\"\n\n[[action]]\nid = \"act-b\"\ndue = 2025-02-01\n",
    );
}

/// A file with what people write: headings, comments, blank lines, lists both ways.
const FULL: &str = r#"#:schema ./agreement.json
title = "a"
# about the version
version = 1 # one

# --- actions ---
[[action]]
id = "act-b"
due = 2025-01-01

# about c
[[action]]
id = "act-c" # c

  [action.x_sub]
  a = 1

# --- risks ---
[[risk]]
id = "risk-a"
x_list = [
  { a = 1 }, # one
  # two
  { a = 2 },
]

# the end
"#;

#[test]
fn what_is_taken_out_goes_with_its_comment_and_nothing_else() {
    becomes(
        FULL,
        &[remove("action/1"), remove("version"), remove("risk/0/x_list/1")],
        r#"#:schema ./agreement.json
title = "a"

# --- actions ---
[[action]]
id = "act-b"
due = 2025-01-01

# --- risks ---
[[risk]]
id = "risk-a"
x_list = [
  { a = 1 }, # one
]

# the end
"#,
    );
    becomes(
        "# --- actions ---\n[[action]]\nid = \"a\"\n\n[[action]]\nid = \"b\"\n",
        &[remove("action/0")],
        "# --- actions ---\n[[action]]\nid = \"b\"\n",
    );
    becomes(
        FULL,
        &[remove("action/0"), remove("risk")],
        r#"#:schema ./agreement.json
title = "a"
# about the version
version = 1 # one

# --- actions ---

# about c
[[action]]
id = "act-c" # c

  [action.x_sub]
  a = 1

# --- risks ---

# the end
"#,
    );
}

#[test]
fn items_come_in_the_order_of_their_ids_where_the_list_has_it() {
    becomes(
        FULL,
        &[
            add("action", &[("id", "\"act-bb\"")]),
            add("action", &[("id", "\"act-a\"")]),
            add("risk", &[("id", "\"risk-b\"")]),
            add("risk/0/x_list", &[("a", "3")]),
            add("objective", &[("id", "\"obj-a\"")]),
        ],
        r#"#:schema ./agreement.json
title = "a"
# about the version
version = 1 # one

[[objective]]
id = "obj-a"

# --- actions ---
[[action]]
id = "act-a"

[[action]]
id = "act-b"
due = 2025-01-01

[[action]]
id = "act-bb"

# about c
[[action]]
id = "act-c" # c

  [action.x_sub]
  a = 1

# --- risks ---
[[risk]]
id = "risk-a"
x_list = [
  { a = 1 }, # one
  # two
  { a = 2 },
  { a = 3 },
]

# the end

[[risk]]
id = "risk-b"
"#,
    );
}

#[test]
fn line_ends_marks_and_the_end_of_the_file_stay() {
    becomes(
        "\u{feff}title = \"a\"\r\n\r\n[term]\r\neffective_on = 2025-01-01",
        &[
            set("version", "1"),
            set("term/ends_on", "2026-01-01"),
            set("term/x_all", "[\n  1, # one\n  \"\"\"\n#a\nb\"\"\",\n]"),
            add("action", &[("id", "\"act-a\"")]),
        ],
        "\u{feff}title = \"a\"\r\nversion = 1\r\n\r\n[term]\r\neffective_on = 2025-01-01\r\n\
         ends_on = 2026-01-01\r\nx_all = [\r\n  1, # one\r\n  \"\"\"\n#a\nb\"\"\",\r\n]\r\n\r\n\
         [[action]]\r\nid = \"act-a\"",
    );
    // Most lines end in LF, and the one that does not goes on not doing so.
    becomes(
        "title = \"a\"\r\nx_a = 1\nx_b = 2\n",
        &[set("version", "1")],
        "title = \"a\"\r\nversion = 1\nx_a = 1\nx_b = 2\n",
    );
}

#[test]
fn what_is_inline_is_extended_inline() {
    becomes(
        "action = [{ id = \"a\" }]\nterm = {renewal = \"none\"}\nscope.included = \"x\"\n\
         x_l = []\nx_t = {}\nx_m = [\n  # none yet\n]\n",
        &[
            add("action", &[("id", "\"b\""), ("due", "2025-01-01")]),
            set("action/0/title", "\"t\""),
            set("action/0/scores/a", "1"),
            set("term/effective_on", "2025-01-01"),
            set("scope/excluded", "\"y\""),
            add("x_l", &[("a", "1")]),
            set("x_t/a", "1"),
            add("x_m", &[("a", "1")]),
            add("scope/x_of", &[("a", "1")]),
        ],
        "action = [{ id = \"a\", title = \"t\", scores = { a = 1 } }, { id = \"b\", due = 2025-01-01 }]\n\
         term = {effective_on = 2025-01-01, renewal = \"none\"}\nscope.included = \"x\"\n\
         scope.excluded = \"y\"\nscope.x_of = [{ a = 1 }]\nx_l = [{ a = 1 }]\nx_t = { a = 1 }\n\
         x_m = [\n  # none yet\n  { a = 1 }\n]\n",
    );
    becomes(
        "a = { b = 1, c.d = 2, c.e = 3, f = 4 }\nl = [1, 2, 3,]\nm = [ { a = 1 } ]\n",
        &[remove("a/c"), remove("a/f"), remove("l/2"), remove("l/0"), remove("m/0")],
        "a = { b = 1 }\nl = [2, ]\nm = []\n",
    );
}

#[test]
fn headers_quoted_implied_and_nested_are_found() {
    becomes(
        "[decision]\nx = 1\n\n[[decision.condition]]\nid = \"a\"\n\n[ \"x q\" . y ]\na.b = 1\n",
        &[
            add("decision/condition", &[("id", "\"b\"")]),
            set("decision/condition/0/due", "2025-01-01"),
            set("x q/z", "1"),
            set("x q/y/a/é", "2"),
            remove("x q/y/a/b"),
        ],
        "[decision]\nx = 1\n\n[[decision.condition]]\nid = \"a\"\ndue = 2025-01-01\n\n\
         [[decision.condition]]\nid = \"b\"\n\n[\"x q\"]\nz = 1\n\n[ \"x q\" . y ]\na.\"é\" = 2\n",
    );
    // What is scattered over the file is one list still.
    becomes(
        "[[action]]\nid = \"a\"\n[[risk]]\nid = \"r\"\n[[action]]\nid = \"c\"\n[[action.x_n]]\nb = 1\n",
        &[
            add("action", &[("id", "\"b\"")]),
            add("action/2/x_n", &[("b", "2")]),
            remove("action/0"),
        ],
        "[[action]]\nid = \"b\"\n\n[[risk]]\nid = \"r\"\n[[action]]\nid = \"c\"\n\
         [[action.x_n]]\nb = 1\n\n[[action.x_n]]\nb = 2\n",
    );
}

#[test]
fn a_value_takes_the_place_of_a_table() {
    becomes(
        "title = \"a\"\n\n# the term\n[term]\nrenewal = \"none\"\n\n[term.x_more]\na = 1\n\n[scope]\n",
        &[set("term", "{ renewal = \"automatic\" }")],
        "title = \"a\"\nterm = { renewal = \"automatic\" }\n\n[scope]\n",
    );
}

#[test]
fn a_comment_stays_with_what_it_is_about() {
    becomes(
        "# of the file\ntitle = \"a\"\n# hangs below the title\n\n# about the term\n[term]\n\
         renewal = \"none\"\n# hangs below\n\n# by itself\n\n# the end\n",
        &[
            set("instrument", "\"mou\""),
            set("term/ends_on", "2026-01-01"),
            set("scope/included", "\"x\""),
            remove("title"),
        ],
        "# of the file\n# hangs below the title\ninstrument = \"mou\"\n\n# about the term\n[term]\n\
         ends_on = 2026-01-01\nrenewal = \"none\"\n# hangs below\n\n# by itself\n\n# the end\n\n\
         [scope]\nincluded = \"x\"\n",
    );
    becomes("# only this\n", &[set("title", "\"a\"")], "# only this\n\ntitle = \"a\"\n");
    becomes(
        "#:schema a.json\n[term]\nx = 1\n",
        &[set("title", "\"a\"")],
        "#:schema a.json\n\ntitle = \"a\"\n\n[term]\nx = 1\n",
    );
}

#[test]
fn a_comment_in_a_list_stays_with_its_item() {
    let list = "action = [ { id = \"a\" }, # first\n  { id = \"c\" } ]\n";
    let new = || add("action", &[("id", "\"b\"")]);
    becomes(
        list,
        &[new()],
        "action = [ { id = \"a\" }, # first\n  { id = \"b\" },\n  { id = \"c\" } ]\n",
    );
    becomes(list, &[remove("action/0")], "action = [\n  { id = \"c\" } ]\n");
    becomes(list, &[remove("action/1")], "action = [ { id = \"a\" } # first\n   ]\n");
    becomes(
        "action = [ { id = \"a\" } # first\r\n]\r\n",
        &[new()],
        "action = [ { id = \"a\" }, # first\r\n  { id = \"b\" }\r\n]\r\n",
    );
    becomes("action = [ { id = \"a\" } # first\n]\n", &[remove("action/0")], "action = [\n]\n");
    // What is about several stays while one of them does.
    becomes(
        "x = [\"a\", \"b\", # both\n  \"c\"]\n",
        &[set("x", "[\"b\", \"c\"]")],
        "x = [\"b\", # both\n  \"c\"]\n",
    );
    becomes(
        "x = [ \"one\", # first\n  \"two\" ]\n",
        &[set("x", "[\"two\", \"x\"]")],
        "x = [\n  \"two\", \"x\" ]\n",
    );
}

#[test]
fn a_long_list_is_broken_into_an_item_a_line() {
    let who = ["housing-partnerships-manager", "reablement-lead", "avh-discharge-lead"];
    let value = format!("[{}]", who.map(|who| format!("\"{who}-of-northmoor\"")).join(", "));
    becomes(
        "",
        &[add("action", &[("id", "\"a\""), ("support", &value), ("consulted", "[\"a\"]")])],
        "[[action]]\nid = \"a\"\nsupport = [\n  \"housing-partnerships-manager-of-northmoor\",\n  \
         \"reablement-lead-of-northmoor\",\n  \"avh-discharge-lead-of-northmoor\",\n]\n\
         consulted = [\"a\"]\n",
    );
}

#[test]
fn what_cannot_be_done_is_told_and_nothing_is_made() {
    let text = "title = \"a\"\naction = [1]\n[term]\nx = [{ a = 1 }]\n";
    let no_table = |way: &str| EditError::NoTable { way: way.to_owned() };
    let no_item = |way: &str| EditError::NoItem { way: way.to_owned() };
    for (edit, wanted) in [
        (set("title/a", "1"), no_table("title")),
        (set("term/x/a", "1"), no_table("term.x")),
        (set("term/x/0/a/b", "1"), no_table("term.x[0].a")),
        (add("action", &[]), no_table("action")),
        (add("term", &[]), no_table("term")),
        (set("term/x/1/a", "1"), no_item("term.x[1].a")),
        (set("risk/0/a", "1"), no_item("risk[0].a")),
        (remove("term/x/0/b"), no_item("term.x[0].b")),
        (remove("x y"), no_item("\"x y\"")),
    ] {
        assert_eq!(made(text, std::slice::from_ref(&edit)), Err(wanted), "{edit:?}");
    }
    for value in ["", "a", "1 # one", "1\nb = 2", "\"a", "[1", "{ a = 1 }}", "\"\\e\"", "07:32"] {
        let wanted = Err(EditError::NoValue { value: value.to_owned() });
        assert_eq!(made(text, &[set("x", value)]), wanted, "{value}");
        assert_eq!(made(text, &[add("risk", &[("x", value)])]), wanted, "{value}");
    }
    // Also where nothing is asked: damage is told, and so is a conflict.
    for (text, line) in [("a = 1\nbad\n", 2), ("<<<<<<< ours\na = 1\n=======\n>>>>>>> theirs\n", 1)]
    {
        for edits in [vec![], vec![set("x", "1")]] {
            let made = made(text, &edits);
            assert!(
                matches!(&made, Err(EditError::Damaged { line: at, .. }) if *at == line),
                "{made:?}"
            );
        }
    }
}
