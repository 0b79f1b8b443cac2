//! Real shops fail on a field their version lacks: every field the actions name must
//! stand in a recorded record of that version.

use std::fs;
use std::path::{Path, PathBuf};

use aismarttalk_prestashop::actions::CATALOGUE;
use aismarttalk_prestashop::resources::{Customer, Order};
use demo_store::{ShopVersion, keys};
use serde_json::{Value, json};

use crate::support::client;
use crate::{facts, run};

/// Where the recordings lie; they are no part of the project.
fn folder(version: ShopVersion) -> Option<PathBuf> {
    let number = version.number();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/recorded")
        .join(number);
    folder.is_dir().then_some(folder)
}

/// Resources that no shop was asked for while it was recorded.
const NEVER_RECORDED: [&str; 7] = [
    "addresses",
    "carriers",
    "combinations",
    "countries",
    "currencies",
    "order_carriers",
    "product_option_values",
];

#[test]
fn given_what_the_actions_ask_for_then_real_shops_of_the_version_have_every_field() {
    let (mut fields, mut queries) = (0, 0);
    for version in ShopVersion::ALL {
        let Some(folder) = folder(version) else {
            println!("skipped {version:?}: there are no recordings beside the project");
            continue;
        };
        for sent in everything_sent(version) {
            let (resource, names) = named(&sent);
            if names.is_empty() || NEVER_RECORDED.contains(&resource.as_str()) {
                continue;
            }
            let record = recorded(&folder, &resource);
            queries += 1;
            for name in names {
                let is_there = [">", "/>", " "]
                    .iter()
                    .any(|end| record.contains(&format!("<{name}{end}")));
                assert!(
                    is_there,
                    "{version:?}: {resource} has no {name}; asked by {sent}"
                );
                fields += 1;
            }
        }
    }
    println!("{fields} fields of {queries} queries");
}

/// What every action sends to a shop of that version.
fn everything_sent(version: ShopVersion) -> Vec<String> {
    let orders: Vec<Order> = facts::all(version);
    let customers: Vec<Customer> = facts::all(version);
    let reference = json!({ "reference": orders[0].reference() });
    let email = json!({ "email": facts::shared_email(&orders, &customers) });
    let product = json!({ "reference": "TWICE-17" });
    let text = json!({ "id": 5, "name": "Pot", "language": "en" });
    let seo = json!({ "id": 5, "meta_title": { "fr": "Pot" } });
    let own = facts::own_reference(&orders);
    let status = json!({ "reference": own, "state": "Angekommen", "language": "fr" });
    let someone = json!({ "email": facts::own_email(&customers), "note": "Calls back." });
    let tracking = json!({ "order": own, "number": "1Z-4711", "state": 4, "send_email": true });
    let client = client(version, keys::EVERYTHING);
    for action in CATALOGUE {
        let parameter = |name: &str| action.input.find(name).is_some();
        let inputs: Vec<&Value> = match action.name {
            "get_product" | "get_stock" => vec![&product],
            "update_product_content" => vec![&text],
            "update_product_seo" => vec![&seo],
            "update_order_status" => vec![&status],
            "update_customer" => vec![&someone],
            "set_tracking_number" => vec![&tracking],
            _ if parameter("reference") => vec![&reference],
            _ if parameter("email") => vec![&email],
            _ => vec![&Value::Null],
        };
        for input in inputs {
            run(&client, action.name, input).unwrap_or_else(|error| {
                panic!("{version:?} {} {input}: {error}", action.name);
            });
        }
    }
    client.transport().take_sent()
}

/// The resource of a request and every name in its display, filters and order.
fn named(sent: &str) -> (String, Vec<String>) {
    let path = sent.trim_start_matches("GET /api/");
    let (resource, query) = path.split_once('?').unwrap_or((path, ""));
    let mut names = Vec::new();
    for part in query.split('&') {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        match key {
            "display" if value != "full" => names.extend(words(value)),
            "sort" => names.extend(words(value).map(|word| {
                word.trim_end_matches("_ASC")
                    .trim_end_matches("_DESC")
                    .to_owned()
            })),
            key => names.extend(key.strip_prefix("filter").into_iter().flat_map(words)),
        }
    }
    // Prices that the shop computes are no fields of its own.
    names.retain(|name| !query.contains(&format!("price[{name}]")));
    (resource.to_owned(), names)
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(['[', ']', ','])
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
}

/// The first whole record, or list of them, that was recorded.
fn recorded(folder: &Path, resource: &str) -> String {
    let index = fs::read_to_string(folder.join("INDEX.tsv")).unwrap();
    let list = format!("/api/{resource}?display=full");
    let one = format!("/api/{resource}/");
    let fits = |line: &&str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, _, _, method, path, status, ..] = cells.as_slice() else {
            return false;
        };
        let is_whole = *path == list || (path.starts_with(&one) && !path.contains('?'));
        *method == "GET" && *status == "200" && is_whole
    };
    for line in index.lines().filter(fits) {
        let mut cells = line.split('\t');
        let (number, name) = (cells.next().unwrap(), cells.next().unwrap());
        if let Ok(bytes) = fs::read(folder.join(format!("{number}-{name}.response"))) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if text.contains("<prestashop") {
                return text;
            }
        }
    }
    panic!("{} has no record of {resource}", folder.display());
}
