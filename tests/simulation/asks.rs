//! What callers ask for.

use std::fmt;

use aismarttalk_prestashop::json::{Map, Value};
use demo_store::keys;

use crate::support::random::Random;

/// A stored value that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// As the store's journal names it: `name[2]` for a text of one language.
    pub field: String,
    pub value: String,
}

/// A write as its caller means it.
#[derive(Clone, Debug)]
pub enum Ask {
    Update {
        resource: &'static str,
        id: u32,
        changes: Map,
        cells: Vec<Cell>,
    },
    Status {
        order: u32,
        state: u32,
        email: bool,
    },
    Create {
        resource: &'static str,
        fields: Map,
    },
    Delete {
        resource: &'static str,
        id: u32,
    },
}

/// Records that callers meet at.
const PRODUCTS: [u32; 2] = [2, 5];
const CUSTOMER: u32 = 5;
const STOCK: u32 = 5;
/// Orders that wait for their payment.
const ORDERS: [u32; 2] = [4, 12];
/// Payment accepted, preparation (which mail) and shipped, cancelled, and one that mails nobody.
const STATES: [u32; 5] = [2, 2, 3, 6, 5];
const DELETED: [(&str, u32); 3] = [("categories", 5), ("products", 20), ("products", 2)];
const LANGUAGES: [&str; 4] = ["en", "fr", "de", "ar"];
const TEXTS: [&str; 3] = ["name", "meta_title", "description_short"];

/// Which writes a key allows.
#[derive(Clone, Copy)]
enum Kind {
    Product,
    Customer,
    Stock,
    Status,
    Create,
    Delete,
}

const KINDS: [(&str, &[Kind]); 3] = [
    (
        keys::SHOP_1,
        &[
            Kind::Product,
            Kind::Product,
            Kind::Customer,
            Kind::Status,
            Kind::Status,
        ],
    ),
    (
        keys::PATCHING,
        &[
            Kind::Product,
            Kind::Product,
            Kind::Customer,
            Kind::Stock,
            Kind::Status,
        ],
    ),
    (
        keys::EVERYTHING,
        &[
            Kind::Product,
            Kind::Customer,
            Kind::Stock,
            Kind::Status,
            Kind::Create,
            Kind::Create,
            Kind::Delete,
        ],
    ),
];

/// The keys that clients have.
pub fn key(dice: &mut Random) -> &'static str {
    KINDS[dice.below(KINDS.len())].0
}

/// A write that the key allows; `number` makes its values those of nobody else.
pub fn ask(key: &str, number: usize, dice: &mut Random) -> Ask {
    let kinds = KINDS.iter().find(|(one, _)| *one == key);
    let (_, kinds) = kinds.expect("a key of the table");
    match dice.pick(kinds) {
        Kind::Product => product(number, dice),
        Kind::Customer => customer(number, dice),
        Kind::Stock => update(
            "stock_availables",
            STOCK,
            vec![one("quantity", &(100 + number).to_string())],
        ),
        Kind::Status => Ask::Status {
            order: *dice.pick(&ORDERS),
            state: *dice.pick(&STATES),
            email: dice.below(3) > 0,
        },
        Kind::Create => create(number, dice),
        Kind::Delete => {
            let (resource, id) = *dice.pick(&DELETED);
            Ask::Delete { resource, id }
        }
    }
}

type Asked = (String, Option<&'static str>, String);

fn one(field: &str, value: &str) -> Asked {
    (field.to_owned(), None, value.to_owned())
}

fn product(number: usize, dice: &mut Random) -> Ask {
    let id = *dice.pick(&PRODUCTS);
    let price = one("price", &format!("{}.25", 10 + number));
    let mut asked = Vec::new();
    let kind = dice.below(4);
    if kind != 1 {
        asked.push(price);
    }
    if kind == 2 {
        asked.push(one("reference", &format!("ref-{number}")));
    }
    if kind != 0 {
        let field = *dice.pick(&TEXTS);
        let first = dice.below(LANGUAGES.len());
        for language in &LANGUAGES[first..(first + 1 + dice.below(2)).min(LANGUAGES.len())] {
            asked.push((
                field.to_owned(),
                Some(*language),
                format!("Text {number} {language}"),
            ));
        }
    }
    update("products", id, asked)
}

fn customer(number: usize, dice: &mut Random) -> Ask {
    let asked = match dice.below(3) {
        0 => vec![one("note", &format!("Rings {number} times."))],
        1 => vec![one("company", &format!("Company {number}"))],
        _ => vec![
            one("note", &format!("Note {number}.")),
            one("birthday", &format!("1980-02-{:02}", 1 + number % 28)),
        ],
    };
    update("customers", CUSTOMER, asked)
}

fn update(resource: &'static str, id: u32, asked: Vec<Asked>) -> Ask {
    let mut changes = Map::new();
    let mut cells = Vec::new();
    for (field, language, value) in asked {
        let Some(language) = language else {
            let whole = value.parse::<i64>().ok().filter(|_| field == "quantity");
            let asked = whole.map_or_else(|| Value::from(value.as_str()), Value::from);
            changes.insert(field.clone(), asked);
            cells.push(Cell { field, value });
            continue;
        };
        let mut texts = match changes.get(&field) {
            Some(Value::Object(texts)) => texts.clone(),
            _ => Map::new(),
        };
        texts.insert(language.to_owned(), value.as_str().into());
        changes.insert(field.clone(), texts.into());
        let id = 1 + LANGUAGES
            .iter()
            .position(|one| *one == language)
            .unwrap_or(0);
        cells.push(Cell {
            field: format!("{field}[{id}]"),
            value,
        });
    }
    Ask::Update {
        resource,
        id,
        changes,
        cells,
    }
}

fn create(number: usize, dice: &mut Random) -> Ask {
    let (resource, text) = match dice.below(2) {
        0 => (
            "categories",
            format!(
                r#"{{"id_parent": "2", "active": "1",
                "name": {{"en": "Lamps {number}", "fr": "Lampes {number}", "de": "Lampen {number}", "ar": "Lamps {number}"}},
                "link_rewrite": {{"en": "lamps-{number}", "fr": "lampes-{number}", "de": "lampen-{number}", "ar": "lamps-{number}"}}}}"#
            ),
        ),
        _ => (
            "customers",
            format!(
                r#"{{"firstname": "Ada", "lastname": "Berg", "email": "ada{number}@example.com",
                "passwd": "{PASSWORD}", "id_shop": 1, "id_shop_group": 1}}"#
            ),
        ),
    };
    match Value::parse(&text) {
        Ok(Value::Object(fields)) => Ask::Create { resource, fields },
        other => panic!("{other:?} is no object"),
    }
}

/// The password of new customers, which nobody may read anywhere.
pub const PASSWORD: &str = "d4-Rings-7once";

impl Ask {
    /// What writes of this crate wait for each other at.
    pub fn subject(&self) -> String {
        match self {
            Ask::Update { resource, id, .. } | Ask::Delete { resource, id } => {
                format!("{resource}/{id}")
            }
            Ask::Status { order, .. } => format!("orders/{order}"),
            Ask::Create { resource, fields } => {
                format!("{resource}: {}", Value::from(fields.clone()))
            }
        }
    }
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ask::Update {
                resource,
                id,
                changes,
                ..
            } => write!(f, "{resource}/{id} {}", Value::from(changes.clone())),
            Ask::Status {
                order,
                state,
                email,
            } => write!(
                f,
                "orders/{order} to state {state}{}",
                if *email { " with e-mail" } else { "" }
            ),
            Ask::Create { resource, fields } => {
                let named = fields.get("email").or_else(|| fields.get("link_rewrite"));
                write!(
                    f,
                    "a new one of {resource}: {}",
                    named.cloned().unwrap_or_default()
                )
            }
            Ask::Delete { resource, id } => write!(f, "no more {resource}/{id}"),
        }
    }
}
