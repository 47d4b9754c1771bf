//! JSON Schemas (draft-07) for editors, made from the declarations.

use serde_json::{Map, Value, json};

use crate::model::declare::{Field, Shape, Significance, Stage, Table, When, Word};
use crate::model::event::EVENT_TABLES;
use crate::model::schema::{self, FileSchema};
use crate::model::settings::Level;

/// The kind that stands for an event of any kind, as an editor cannot tell them by their paths.
const ANY_EVENT: &str = "event";

/// Every kind that has a schema, in the order a person meets them.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    schema::files().map(|file| file.name).chain([ANY_EVENT])
}

/// The kinds, with where such files stand.
#[must_use]
pub fn list() -> String {
    let mut out = String::new();
    for file in schema::files() {
        out.push_str(&format!("{:<18} {}\n", file.name, place(file)));
    }
    out.push_str(&format!("{ANY_EVENT:<18} any of the events in collaborations/<id>/log/\n"));
    out
}

/// Where such files stand.
pub(super) fn place(file: &FileSchema) -> &'static str {
    if file.name == "event-contact" { "network/log/<event>.toml" } else { file.pattern }
}

/// The schema of one kind of file.
#[must_use]
pub fn render(kind: &str) -> Option<String> {
    let mut schema = if kind == ANY_EVENT {
        any_event()
    } else {
        file(schema::files().find(|file| file.name == kind)?)
    };
    schema.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("x-tombi-toml-version".into(), json!("v1.0.0"));
    let mut text = serde_json::to_string_pretty(&schema).ok()?;
    text.push('\n');
    Some(text)
}

fn any_event() -> Map<String, Value> {
    let events: Vec<&FileSchema> = schema::files().filter(|file| is_event(file)).collect();
    let mut schema = Map::new();
    let each: Vec<Value> =
        events.iter().map(|it| json!({ "$ref": format!("#/definitions/{}", it.name) })).collect();
    let definitions: Map<String, Value> =
        events.iter().map(|it| (it.name.to_owned(), Value::Object(file(it)))).collect();
    schema.insert("title".into(), json!("event"));
    schema.insert("oneOf".into(), Value::Array(each));
    schema.insert("definitions".into(), Value::Object(definitions));
    schema
}

fn is_event(file: &FileSchema) -> bool {
    file.tables.len() > 1
}

fn file(file: &FileSchema) -> Map<String, Value> {
    let mut schema = object(file.tables);
    schema.insert("title".into(), json!(file.name));
    if is_event(file) {
        // Which kind it is decides what else may stand in the file.
        let own = file.tables.last();
        let kind = EVENT_TABLES.iter().find(|(_, table)| own.is_some_and(|own| own == table));
        if let Some((kind, _)) = kind {
            schema["properties"]["kind"]["const"] = json!(kind.as_str());
            if let Some(kind) = schema["properties"]["kind"].as_object_mut() {
                kind.remove("enum");
            }
        }
    }
    schema
}

fn object(tables: &[&'static Table]) -> Map<String, Value> {
    let fields = || tables.iter().flat_map(|table| table.fields);
    let properties: Map<String, Value> =
        fields().map(|field| (field.key.to_owned(), property(field))).collect();
    let required: Vec<&str> = fields().filter(|it| is_always_asked(it)).map(|it| it.key).collect();
    let mut object = Map::new();
    object.insert("type".into(), json!("object"));
    if let Some(own) = tables.last() {
        object.insert("description".into(), json!(one_line(own.doc)));
    }
    object.insert("properties".into(), Value::Object(properties));
    object.insert("patternProperties".into(), json!({ "^x_": {} }));
    object.insert("additionalProperties".into(), json!(false));
    if !required.is_empty() {
        object.insert("required".into(), json!(required));
    }
    object
}

/// Whether every such table needs it: at any stage, of any significance, whatever else it holds.
fn is_always_asked(field: &Field) -> bool {
    field.required.is_some_and(|it| {
        it.from == Stage::Candidate && it.ask == Significance::Minor && it.when == When::Always
    })
}

fn property(field: &Field) -> Value {
    let mut schema = shape(field.shape);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".into(), json!(one_line(field.doc)));
    }
    schema
}

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Whole(low, high) => whole(low, high),
        Shape::Amount => json!({
            "type": ["integer", "string"],
            "pattern": "^-?[0-9]+(\\.[0-9]{1,4})?$",
        }),
        Shape::Worth => json!({
            "type": ["integer", "string"],
            "minimum": 0,
            "pattern": "^(-0+(\\.0{1,4})?|[0-9]+(\\.[0-9]{1,4})?)$",
        }),
        Shape::Currency => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Words(words) => json!({ "type": "string", "enum": texts(words) }),
        Shape::Duration => json!({
            "type": "string",
            "pattern": "^P([0-9]+[YMWD])+$",
        }),
        Shape::List(inner) => json!({ "type": "array", "items": self::shape(*inner) }),
        Shape::Table(table) => Value::Object(object(&[table])),
        Shape::TextOrByParty => json!({
            "anyOf": [
                { "type": "string" },
                { "type": "object", "additionalProperties": { "type": "string" } },
            ],
        }),
        Shape::Level => level(),
        Shape::Levels => json!({ "type": "object", "additionalProperties": level() }),
        Shape::Scores(low, high) => {
            json!({ "type": "object", "additionalProperties": whole(low, high) })
        }
        Shape::Any => json!({}),
    }
}

fn whole(low: i64, high: i64) -> Value {
    let mut schema = json!({ "type": "integer" });
    // A bound at the end of what can be counted is none.
    if low > i64::MIN {
        schema["minimum"] = json!(low);
    }
    if high < i64::MAX {
        schema["maximum"] = json!(high);
    }
    schema
}

fn level() -> Value {
    let one = json!({ "type": "string", "enum": texts(Level::WORDS) });
    let each: Map<String, Value> =
        [Significance::Minor, Significance::Moderate, Significance::Major]
            .into_iter()
            .map(|it| (it.as_str().to_owned(), one.clone()))
            .collect();
    json!({
        "anyOf": [one, { "type": "object", "properties": each, "additionalProperties": false }],
    })
}

fn texts(words: &[Word]) -> Vec<&'static str> {
    words.iter().map(|word| word.text).collect()
}

fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}
