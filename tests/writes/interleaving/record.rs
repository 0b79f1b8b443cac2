//! Records as values by field and language.

use std::collections::BTreeMap;

use aismarttalk_prestashop::json::{Map, Value};
use demo_store::{Request, Store, keys, respond};
use roxmltree::{Document, Node};

/// Texts by field and language; language 0 for values that have none.
pub type Cells = BTreeMap<(String, u32), String>;

/// The languages of the demo store by id, from 1.
const LANGUAGES: [&str; 4] = ["en", "fr", "de", "ar"];

/// What a record in XML holds; numbers and dates without what means nothing.
pub fn cells(xml: &str) -> Cells {
    let document = Document::parse(xml).unwrap();
    let record = document.root_element().first_element_child().unwrap();
    let mut cells = Cells::new();
    for field in record.children().filter(Node::is_element) {
        let name = field.tag_name().name().to_owned();
        if matches!(name.as_str(), "associations" | "date_upd" | "date_add") {
            continue;
        }
        let mut languages = field.children().filter(Node::is_element).peekable();
        if languages.peek().is_none() {
            cells.insert((name.clone(), 0), plain(field));
        }
        for language in languages {
            let id = language.attribute("id").unwrap().parse().unwrap();
            cells.insert((name.clone(), id), plain(language));
        }
    }
    cells
}

/// What a product holds now, in every language.
pub fn stored(store: &mut Store, id: u32) -> Cells {
    let url = format!(
        "https://shop.example/api/products/{id}?language=[1|2|3|4]&ws_key={}",
        keys::EVERYTHING
    );
    let response = respond(store, &Request::new("GET", &url));
    cells(std::str::from_utf8(&response.body).unwrap())
}

/// What a caller asks for.
pub fn asked(changes: &Map) -> Cells {
    let mut cells = Cells::new();
    for (field, value) in changes.iter() {
        match value {
            Value::Object(texts) => {
                for (code, text) in texts.iter() {
                    let at = LANGUAGES.iter().position(|one| *one == code).unwrap();
                    let id = u32::try_from(at + 1).unwrap();
                    cells.insert((field.to_owned(), id), shortest(text.as_str().unwrap()));
                }
            }
            Value::Bool(value) => {
                cells.insert((field.to_owned(), 0), u8::from(*value).to_string());
            }
            value => {
                cells.insert((field.to_owned(), 0), shortest(value.as_str().unwrap()));
            }
        }
    }
    cells
}

fn plain(node: Node<'_, '_>) -> String {
    shortest(node.text().unwrap_or(""))
}

/// `47.11` for `47.110000`.
fn shortest(text: &str) -> String {
    match text.split_once('.') {
        Some((whole, fraction)) if text.parse::<f64>().is_ok() => {
            let fraction = fraction.trim_end_matches('0');
            format!("{whole}.{fraction}")
                .trim_end_matches('.')
                .to_owned()
        }
        _ => text.to_owned(),
    }
}
