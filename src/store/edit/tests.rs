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
