//! What a request means, worked out on all rows of the shop without a filter.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::webservice::display::Display;
use aismarttalk_prestashop::webservice::query::Query;
use demo_store::{Store, keys};
use serde_json::{Value, json};

use crate::support::{StoreTransport, block_on, client_with};

/// All rows of a resource.
pub struct Rows(Vec<Value>);

impl Rows {
    /// All of them, with those fields, or with all.
    pub fn read(client: &Client<StoreTransport>, resource: &str, fields: &[&str]) -> Vec<Value> {
        let display = match fields {
            [] => Display::Full,
            fields => Display::Fields(fields.iter().map(|one| (*one).to_owned()).collect()),
        };
        let query = Query {
            display,
            ..Query::default()
        };
        let text = block_on(client.list_json(resource, query)).unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

/// The tables of a shop that finds look into.
pub struct Tables {
    rows: BTreeMap<&'static str, Rows>,
    labels: BTreeMap<u64, Value>,
    colors: BTreeMap<u64, Value>,
}

/// What is read of each.
const READ: &[(&str, &[&str])] = &[
    (
        "orders",
        &[
            "id",
            "reference",
            "date_add",
            "current_state",
            "payment",
            "total_paid_tax_incl",
            "id_currency",
            "id_customer",
        ],
    ),
    (
        "customers",
        &[
            "id",
            "firstname",
            "lastname",
            "email",
            "date_add",
            "newsletter",
            "active",
            "is_guest",
        ],
    ),
    (
        "products",
        &[
            "id",
            "name",
            "reference",
            "price",
            "active",
            "categories",
            "id_default_image",
            "date_upd",
            "meta_title",
            "meta_description",
        ],
    ),
];

impl Tables {
    pub fn of(store: &Store) -> Tables {
        let transport = StoreTransport::on(store.clone());
        let client = client_with(transport, keys::SHOP_1, |_| {});
        let read = |(name, fields): &(&'static str, &[&str])| {
            (*name, Rows(Rows::read(&client, name, fields)))
        };
        let mut rows: BTreeMap<&str, Rows> = READ.iter().map(read).collect();
        let states = Rows::read(&client, "order_states", &[]);
        let paid = by_id(&states, "paid");
        let emails = by_id(&rows["customers"].0, "email");
        for order in &mut rows.get_mut("orders").unwrap().0 {
            order["paid"] = paid[&number(&order["current_state"])].clone();
            order["email"] = emails[&number(&order["id_customer"])].clone();
        }
        for product in &mut rows.get_mut("products").unwrap().0 {
            add_what_is_meant(product);
        }
        Tables {
            rows,
            labels: by_id(&states, "name"),
            colors: by_id(&states, "color"),
        }
    }

    /// All rows that a find looks through.
    pub fn rows(&self, action: &str) -> &[Value] {
        &self.rows[action.trim_start_matches("find_")].0
    }

    /// The ids of the rows that are meant, in the order of the find.
    pub fn meant(&self, action: &str, meant: &str) -> Vec<u64> {
        let name = action.trim_start_matches("find_");
        let is_meant = |row: &&Value| meant.split(" & ").all(|term| holds(row, term));
        let mut rows: Vec<&Value> = self.rows[name].0.iter().filter(is_meant).collect();
        let key = |row: &Value| match name {
            "orders" => (text(&row["date_add"]), number(&row["id"])),
            _ => (String::new(), number(&row["id"])),
        };
        rows.sort_by_key(|row| std::cmp::Reverse(key(row)));
        rows.into_iter().map(|row| number(&row["id"])).collect()
    }

    /// Compares what is told of rows with the rows.
    pub fn assert_told(&self, action: &str, told: &Value, context: &str) {
        let name = action.trim_start_matches("find_");
        for told in told.as_array().unwrap() {
            let is_it = |row: &&Value| row["id"] == told["id"];
            let row = self.rows[name].0.iter().find(is_it).unwrap();
            for (field, value) in told.as_object().unwrap() {
                match field.as_str() {
                    "status" => {
                        assert_eq!(value["id"], row["current_state"], "{context}");
                        let labels = &self.labels[&number(&value["id"])];
                        let mut labels = labels.as_object().unwrap().values();
                        assert!(labels.any(|label| *label == value["label"]), "{context}");
                        let color = &self.colors[&number(&value["id"])];
                        assert_eq!(value["color"], *color, "{context}");
                    }
                    "customer" => {
                        let id = &row["id_customer"];
                        let is_buyer = |one: &&Value| one["id"] == *id;
                        let buyer = self.rows["customers"].0.iter().find(is_buyer).unwrap();
                        let expected = json!({
                            "id": id,
                            "firstname": buyer["firstname"],
                            "lastname": buyer["lastname"],
                        });
                        assert_eq!(*value, expected, "{context}");
                    }
                    "name" if name == "products" => {
                        let mut names = row["names"].as_object().unwrap().values();
                        assert!(names.any(|name| name == value), "{context} {value}");
                    }
                    "cover_image_url" => {
                        let id = number(&row["id_default_image"]);
                        let digits: String = id
                            .to_string()
                            .chars()
                            .map(|one| format!("{one}/"))
                            .collect();
                        let url = format!("https://shop.example/img/p/{digits}{id}.jpg");
                        let expected = if id == 0 { Value::Null } else { json!(url) };
                        assert_eq!(*value, expected, "{context}");
                    }
                    // Compared with the store's own computation among the prices.
                    "price_tax_incl" | "final_price" => {
                        assert!(value.is_string(), "{context} {field}");
                    }
                    field => assert_eq!(*value, row[field], "{context} {field}"),
                }
            }
        }
    }

    /// An address that a customer and guests share who ordered.
    pub fn shared_email(&self) -> String {
        let mut buyers: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        for order in &self.rows["orders"].0 {
            let of_it = buyers
                .entry(text(&order["email"]).to_lowercase())
                .or_default();
            of_it.push(number(&order["id_customer"]));
            of_it.dedup();
        }
        let shared = buyers.iter().find(|(_, ids)| ids.len() > 2);
        shared.unwrap().0.clone()
    }
}

/// Columns of a product that requests are about: its names in one text, the ids of its categories,
/// and what it lacks in the languages 1 and 2.
fn add_what_is_meant(product: &mut Value) {
    for language in ["1", "2"] {
        let lacks = |field: &&str| text(&product[*field][language]).trim().is_empty();
        let all = ["meta_title", "meta_description"];
        let lacking: Vec<&str> = all.into_iter().filter(lacks).collect();
        product[format!("lacks_{language}")] = json!(lacking.join(" "));
    }
    let names = product["name"].as_object().unwrap().values();
    let names: Vec<String> = names.map(text).collect();
    let categories = product["associations"]["categories"].as_array().unwrap();
    let ids: Vec<String> = categories.iter().map(|one| text(&one["id"])).collect();
    product["categories"] = json!(ids.join(" "));
    product["names"] = std::mem::replace(&mut product["name"], json!(names.join(" / ")));
}

fn by_id(rows: &[Value], field: &str) -> BTreeMap<u64, Value> {
    let pairs = rows
        .iter()
        .map(|row| (number(&row["id"]), row[field].clone()));
    pairs.collect()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_default()
}

/// A value as a shop writes it.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(yes) => u8::from(*yes).to_string(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Whether `field operator value` holds of a row.
fn holds(row: &Value, term: &str) -> bool {
    let [fields, operator, value] = term.splitn(3, ' ').collect::<Vec<&str>>()[..] else {
        panic!("a field, an operator and a value: {term}");
    };
    fields.split('/').any(|field| {
        assert!(row.get(field).is_some(), "no column {field}");
        let found = text(&row[field]);
        match operator {
            "=" => plain(&found) == plain(value),
            "~" => plain(&found).contains(&plain(value)),
            "$" => plain(&found).ends_with(&plain(value)),
            ">=" => order(&found, value).is_ge(),
            "<=" => order(&found, value).is_le(),
            other => panic!("no operator {other}"),
        }
    })
}

fn order(one: &str, other: &str) -> Ordering {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one.total_cmp(&other),
        _ => one.cmp(other),
    }
}

/// In small letters, without the accents that the store's names have.
fn plain(text: &str) -> String {
    let one = |letter: char| match letter {
        'á' | 'ä' | 'à' => 'a',
        'é' | 'è' | 'ë' => 'e',
        'ï' | 'í' => 'i',
        'ó' | 'ö' | 'ø' => 'o',
        'ü' => 'u',
        'ř' => 'r',
        'ł' => 'l',
        other => other,
    };
    text.to_lowercase().chars().map(one).collect()
}
