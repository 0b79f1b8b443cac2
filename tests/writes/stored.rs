//! What a store holds, record by record, as it serves it to whoever may see everything.

use std::collections::{BTreeMap, BTreeSet};

use aismarttalk_prestashop::webservice::Key;
use aismarttalk_prestashop::xml::{Content, Limits, Reader, Tree, find};
use demo_store::{Request, Store, keys};

pub const SHOPS: [u32; 3] = [1, 2, 3];
/// Every language of the store; 3 is inactive.
const LANGUAGES: &str = "[1|2|3|4]";
const RESOURCES: [&str; 11] = [
    "categories",
    "combinations",
    "customers",
    "languages",
    "order_details",
    "order_histories",
    "order_states",
    "orders",
    "products",
    "shops",
    "stock_availables",
];

/// One value: the shop asked, the record, the field with its language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    pub shop: u32,
    /// `products/5`.
    pub record: String,
    /// `price`, `name[2]` or `associations/categories`.
    pub field: String,
}

/// Every value of every record in every shop and every language.
pub struct Stored(BTreeMap<Cell, String>);

/// One value that is not what it was; `None` where there is or was none.
#[derive(Debug, PartialEq, Eq)]
pub struct Differing {
    pub cell: Cell,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Stored {
    /// All that is there now.
    pub fn of(store: &mut Store) -> Stored {
        let mut cells = BTreeMap::new();
        for shop in SHOPS {
            for resource in RESOURCES {
                add_list(store, shop, resource, &mut cells);
            }
        }
        Stored(cells)
    }

    /// One value, as that shop shows it.
    pub fn text(&self, shop: u32, record: &str, field: &str) -> Option<&str> {
        let cell = Cell {
            shop,
            record: record.to_owned(),
            field: field.to_owned(),
        };
        self.0.get(&cell).map(String::as_str)
    }

    /// The ids of a resource in a shop.
    pub fn ids(&self, shop: u32, resource: &str) -> Vec<u32> {
        let records = self.0.keys().filter(|cell| cell.shop == shop);
        let ids = records.filter_map(|cell| {
            let (name, id) = cell.record.split_once('/')?;
            (name == resource).then(|| id.parse().unwrap())
        });
        ids.collect::<BTreeSet<u32>>().into_iter().collect()
    }

    /// Every value that differs from `before`.
    pub fn since(&self, before: &Stored) -> Vec<Differing> {
        let cells: BTreeSet<&Cell> = self.0.keys().chain(before.0.keys()).collect();
        let both = cells.into_iter().map(|cell| Differing {
            cell: cell.clone(),
            before: before.0.get(cell).cloned(),
            after: self.0.get(cell).cloned(),
        });
        both.filter(|one| one.before != one.after).collect()
    }
}

/// What the store answers to whoever may see everything.
pub fn served(store: &mut Store, path: &str) -> String {
    let key = Key::parse(keys::EVERYTHING).unwrap();
    let request = Request {
        method: "GET".to_owned(),
        url: format!("https://shop.example/api/{path}"),
        headers: vec![("Authorization".to_owned(), key.basic_authorization())],
        body: Vec::new(),
    };
    let response = demo_store::respond(store, &request);
    assert_eq!(response.status, 200, "{path}");
    String::from_utf8(response.body).unwrap()
}

fn add_list(store: &mut Store, shop: u32, resource: &str, cells: &mut BTreeMap<Cell, String>) {
    let path = format!("{resource}?display=full&id_shop={shop}&language={LANGUAGES}");
    let text = served(store, &path);
    let root = find(text.as_bytes(), b"<prestashop").unwrap();
    let mut xml = Reader::new(&text[root..], Limits::DEFAULT);
    for _ in ["prestashop", resource] {
        let element = xml.next_child().unwrap().unwrap();
        // An empty list is one text.
        if xml.content(&element).unwrap() != Content::Elements {
            return;
        }
    }
    while let Some(element) = xml.next_child().unwrap() {
        let record = xml.tree(&element).unwrap();
        let id = record.child("id").unwrap().value().to_owned();
        add_record(shop, &format!("{resource}/{id}"), &record, cells);
    }
}

fn add_record(shop: u32, record: &str, tree: &Tree, cells: &mut BTreeMap<Cell, String>) {
    let mut add = |field: String, text: String| {
        let cell = Cell {
            shop,
            record: record.to_owned(),
            field,
        };
        assert!(cells.insert(cell, text).is_none(), "{record} twice");
    };
    for field in tree.children() {
        let name = &field.name;
        if name == "associations" {
            for list in field.children() {
                add(format!("associations/{}", list.name), shown(list));
            }
        } else if field.children().is_empty() {
            add(name.clone(), field.value().to_owned());
        } else {
            for text in field.children() {
                let language = text.attribute("id").unwrap();
                add(format!("{name}[{language}]"), text.value().to_owned());
            }
        }
    }
}

fn shown(tree: &Tree) -> String {
    let inside: Vec<String> = tree.children().iter().map(shown).collect();
    match inside.is_empty() {
        true => tree.value().to_owned(),
        false => format!("({})", inside.join(" ")),
    }
}
