//! `comity schema`: what the declarations accept, the schemas accept, and what they refuse, too.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::harness::{comity, directories, files, repository};

fn schema(kind: &str) -> Value {
    let outcome = comity(&repository(), &["schema", kind]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

/// The kinds that are listed, each with its pattern.
fn kinds() -> Vec<(String, String)> {
    let outcome = comity(&repository(), &["schema"]);
    let pairs = outcome.stdout.lines().map(|line| line.split_once(' ').expect("two columns"));
    pairs.map(|(kind, place)| (kind.to_owned(), place.trim().to_owned())).collect()
}

/// TOML as JSON; a date becomes a string that starts with `@`, to be told from text.
fn json_of(item: &toml_edit::Item) -> Value {
    fn value(held: &toml_edit::Value) -> Value {
        match held {
            toml_edit::Value::String(text) => json!(text.value()),
            toml_edit::Value::Integer(number) => json!(number.value()),
            toml_edit::Value::Float(number) => json!(number.value()),
            toml_edit::Value::Boolean(flag) => json!(flag.value()),
            toml_edit::Value::Datetime(date) => json!(format!("@{}", date.value())),
            toml_edit::Value::Array(list) => list.iter().map(value).collect(),
            toml_edit::Value::InlineTable(table) => {
                Value::Object(table.iter().map(|(key, it)| (key.to_owned(), value(it))).collect())
            }
        }
    }
    let table = |table: &toml_edit::Table| -> Value {
        Value::Object(table.iter().map(|(key, item)| (key.to_owned(), json_of(item))).collect())
    };
    match item {
        toml_edit::Item::None => Value::Null,
        toml_edit::Item::Value(it) => value(it),
        toml_edit::Item::Table(it) => table(it),
        toml_edit::Item::ArrayOfTables(list) => list.iter().map(table).collect(),
    }
}

fn read(text: &str) -> Value {
    let document: toml_edit::DocumentMut = text.parse().expect("TOML");
    json_of(document.as_item())
}

/// The first fault of a value, by as much of draft-07 as our schemas use. A word that is not known
/// here is a fault of this test.
fn fault(value: &Value, schema: &Value, root: &Value, way: &str) -> Option<String> {
    let Some(schema) = schema.as_object() else { return Some(format!("{way}: no schema")) };
    let says = |what: &str| Some(format!("{way}: {what}, found {value}"));
    let all = |list: &Value| list.as_array().cloned().unwrap_or_default();
    for (word, wanted) in schema {
        let fault = match word.as_str() {
            "$schema" | "title" | "description" | "definitions" | "x-tombi-toml-version" => None,
            "$ref" => {
                let name = wanted.as_str().and_then(|it| it.strip_prefix("#/definitions/"));
                fault(value, &root["definitions"][name.expect("a definition")], root, way)
            }
            "type" => {
                let kind = match value {
                    Value::String(_) => "string",
                    Value::Number(number) if number.is_i64() => "integer",
                    Value::Number(_) => "number",
                    Value::Bool(_) => "boolean",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                    Value::Null => "null",
                };
                let fits = *wanted == json!(kind) || all(wanted).contains(&json!(kind));
                if fits { None } else { says(&format!("wanted {wanted}")) }
            }
            "format" => {
                let date = value.as_str().is_some_and(|text| text.starts_with('@'));
                if date { None } else { says("wanted a date") }
            }
            "enum" => {
                if all(wanted).contains(value) {
                    None
                } else {
                    says("not in the list")
                }
            }
            "const" => {
                if wanted == value {
                    None
                } else {
                    says("another word")
                }
            }
            "minimum" => {
                if value.as_i64() >= wanted.as_i64() {
                    None
                } else {
                    says("too small")
                }
            }
            "maximum" => {
                if value.as_i64() <= wanted.as_i64() {
                    None
                } else {
                    says("too large")
                }
            }
            "pattern" => None,
            "items" => value
                .as_array()
                .into_iter()
                .flatten()
                .enumerate()
                .find_map(|(at, item)| fault(item, wanted, root, &format!("{way}[{at}]"))),
            "required" => all(wanted)
                .iter()
                .find(|key| value.get(key.as_str().unwrap_or_default()).is_none())
                .and_then(|key| says(&format!("{key} is missing"))),
            "properties" | "patternProperties" => None,
            "additionalProperties" => object_fault(value, schema, root, way),
            "anyOf" | "oneOf" => {
                let each = all(wanted);
                let fits = each.iter().filter(|it| fault(value, it, root, way).is_none()).count();
                let sound = if word == "oneOf" { fits == 1 } else { fits > 0 };
                if sound { None } else { says(&format!("{fits} of {word} fit")) }
            }
            other => panic!("{other} is not known to this test"),
        };
        if fault.is_some() {
            return fault;
        }
    }
    None
}

fn object_fault(
    value: &Value,
    schema: &Map<String, Value>,
    root: &Value,
    way: &str,
) -> Option<String> {
    value.as_object()?.iter().find_map(|(key, held)| {
        let way = format!("{way}.{key}");
        match schema.get("properties").and_then(|it| it.get(key)) {
            Some(own) => fault(held, own, root, &way),
            None if key.starts_with("x_") => None,
            None if schema["additionalProperties"] == json!(false) => {
                Some(format!("{way} is not known"))
            }
            None => fault(held, &schema["additionalProperties"], root, &way),
        }
    })
}

/// Every record of the examples and the clean workspace, with the kind of each.
fn records() -> Vec<(String, Value, String)> {
    fn below(directory: &Path, found: &mut Vec<(String, Value, String)>) {
        for path in files(directory) {
            let shown = path.to_str().expect("text").replace('\\', "/");
            let kind = match shown.rsplit('/').next().unwrap_or_default() {
                "comity.toml" => "settings",
                "collaboration.toml" => "collaboration",
                "evaluation.toml" => "evaluation",
                "agreement.toml" => "agreement",
                "review.toml" => "review",
                name if name.starts_with("view-") => "view",
                _ if shown.contains("/log/") => "event",
                _ => "organisation",
            };
            let text = std::fs::read_to_string(&path).expect("text");
            found.push((kind.to_owned(), read(&text), shown));
        }
        for directory in directories(directory) {
            below(&directory, found);
        }
    }
    let mut found = Vec::new();
    for workspace in
        ["examples/warm-safe-discharge", "examples/reading-hour", "tests/fixtures/clean"]
    {
        below(&repository().join(workspace), &mut found);
    }
    assert!(found.len() > 90, "the examples were found");
    found
}

#[test]
fn every_record_that_is_sound_fits_its_schema() {
    for (kind, value, path) in records() {
        let schema = schema(&kind);
        assert_eq!(fault(&value, &schema, &schema, ""), None, "{path}");
        if kind == "event" {
            let own = self::schema(&format!("event-{}", value["kind"].as_str().expect("a kind")));
            assert_eq!(fault(&value, &own, &own, ""), None, "{path}");
        }
    }
}

#[test]
fn what_is_wrong_does_not_fit() {
    let agreement = schema("agreement");
    let wrong = [
        ("verson = 1", ".verson is not known"),
        ("[[action]]\nid = \"a\"\ndue = \"2025-03-31\"", "wanted a date"),
        ("[[action]]\nid = \"a\"\nrecurs = \"dayly\"", "not in the list"),
        ("[[escalation]]\nlevel = 0", "too small"),
    ];
    for (text, wanted) in wrong {
        let found = fault(&read(text), &agreement, &agreement, "").expect("a fault");
        assert!(found.contains(wanted), "{found}");
    }
    assert_eq!(fault(&read("x_ours = 1"), &agreement, &agreement, ""), None);
    let event = schema("event-action");
    let found = fault(&read("kind = \"action\"\non = 2025-01-01"), &event, &event, "");
    assert!(found.expect("a fault").contains("\"by\" is missing"));
    let found =
        fault(&read("kind = \"risk\"\non = 2025-01-01\nby = \"Clerk\""), &event, &event, "");
    assert!(found.expect("a fault").contains("another word"));
}

#[test]
fn every_kind_that_is_listed_has_a_schema_of_draft_07() {
    let kinds = kinds();
    assert_eq!(kinds.len(), 20);
    for (kind, place) in kinds {
        let schema = schema(&kind);
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert_eq!(schema["x-tombi-toml-version"], "v1.0.0");
        assert_eq!(schema["title"], kind);
        assert!(!place.is_empty());
    }
}

#[test]
fn every_property_says_what_it_means() {
    fn look(schema: &Value, way: &str) {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let way = format!("{way}.{key}");
            assert!(property["description"].as_str().is_some_and(|it| !it.is_empty()), "{way}");
            look(property, &way);
            look(&property["items"], &way);
        }
    }
    for (kind, _) in kinds() {
        look(&schema(&kind), &kind);
    }
}

#[test]
fn a_misspelt_kind_is_answered_with_the_nearest() {
    let outcome = comity(&repository(), &["schema", "agrement"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("did you mean `agreement`?"), "{}", outcome.stderr);
}
