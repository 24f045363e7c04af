//! What goes over the wire is what `docs/store-api.json` says.

use std::collections::BTreeSet;

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use serde_json::Value;

/// The description, ready to compare with.
struct Description {
    compiler: Compiler,
    schemas: Schemas,
    paths: BTreeSet<String>,
}

impl Description {
    fn read() -> Self {
        let document: Value = serde_json::from_str(include_str!("../../../../docs/store-api.json")).unwrap();
        let paths = document["paths"].as_object().unwrap().keys().cloned().collect();
        let mut compiler = Compiler::new();
        compiler.set_default_draft(Draft::V2020_12);
        compiler.add_resource("https://toward.example/store-api.json", document).unwrap();
        Self { compiler, schemas: Schemas::new(), paths }
    }

    fn schema(&mut self, within: &str) -> SchemaIndex {
        let place = format!("https://toward.example/store-api.json#{within}");
        self.compiler.compile(&place, &mut self.schemas).unwrap_or_else(|error| panic!("{within}: {error}"))
    }

    fn fits(&mut self, within: &str, json: &[u8]) {
        let value: Value = serde_json::from_slice(json).unwrap();
        let schema = self.schema(within);
        if let Err(error) = self.schemas.validate(&value, schema) {
            panic!("{within}: {error}\n{value:#}");
        }
    }
}

/// Compares what was overheard with the description; whose ten weeks it was must have asked nearly everything.
pub fn is_as_described(heard: &[(String, Vec<u8>, u16, Vec<u8>)]) {
    let (paths, asked) = fits(heard);
    let rare = paths.difference(&asked).map(|path| path.rsplit('/').next().unwrap());
    let rare: BTreeSet<_> = rare.collect();
    assert_eq!(
        rare,
        BTreeSet::from(["chapter", "match", "recover"]),
        "only these are not asked by these two"
    );
}

/// Compares what was overheard with the description, and says what there is to ask, and what was asked.
pub fn fits(heard: &[(String, Vec<u8>, u16, Vec<u8>)]) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut description = Description::read();
    let mut asked = BTreeSet::new();
    for (path, question, status, answer) in heard {
        let place = format!("/paths/{}/post", path.replace('/', "~1"));
        description.fits(&format!("{place}/requestBody/content/application~1json/schema"), question);
        if *status == 200 {
            description.fits(&format!("{place}/responses/200/content/application~1json/schema"), answer);
        } else {
            description.fits("/components/schemas/Problem", answer);
            description.schema(&format!("/components/responses/{status}/content/application~1json/schema"));
        }
        asked.insert(path.clone());
    }
    (description.paths, asked)
}

#[test]
fn every_question_is_described_and_nothing_else() {
    let mut description = Description::read();
    let known: BTreeSet<_> =
        server::keeper::questions().iter().map(|name| format!("/store/v1/{name}")).collect();
    assert_eq!(description.paths, known);
    for path in known {
        let place = format!("/paths/{}/post", path.replace('/', "~1"));
        description.schema(&format!("{place}/requestBody/content/application~1json/schema"));
        description.schema(&format!("{place}/responses/200/content/application~1json/schema"));
    }
}

#[test]
fn the_description_would_notice() {
    let mut description = Description::read();
    let place = "/paths/~1store~1v1~1events/post/requestBody/content/application~1json/schema";
    let schema = description.schema(place);
    let id = "AAAAAAAAAAAAAAAAAAAAAA";
    for (json, good) in [
        (format!(r#"{{"space":"{id}","from":1,"limit":5}}"#), true),
        (format!(r#"{{"space":"{id}A","from":1,"limit":5}}"#), false),
        (format!(r#"{{"space":"{id}","from":-1,"limit":5}}"#), false),
        (format!(r#"{{"space":"{id}","from":1}}"#), false),
        (format!(r#"{{"space":"{id}","from":1,"limit":5,"more":1}}"#), false),
    ] {
        let value = serde_json::from_str(&json).unwrap();
        assert_eq!(description.schemas.validate(&value, schema).is_ok(), good, "{json}");
    }
}
