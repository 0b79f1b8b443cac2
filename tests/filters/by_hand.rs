//! The whole list of a shop as it displays it, and conditions looked at by hand.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use aismarttalk_prestashop::webservice::filter::{Condition, Filter};
use aismarttalk_prestashop::webservice::{Key, query::Sort};
use demo_store::{Request, keys};
use roxmltree::{Document, Node};

use crate::drawn::{FIELDS, Kind, Row};
use crate::support::StoreTransport;

/// Every product of a shop, in the fields that are filtered by: the whole documents of some have
/// texts that break out of their section.
pub fn products(transport: &StoreTransport, shop: u32) -> Vec<Row> {
    let fields = FIELDS.map(|(field, _)| field).join(",");
    let url = format!("https://shop.example/api/products?display=[{fields}]&id_shop={shop}");
    let key = Key::parse(keys::EVERYTHING).unwrap().basic_authorization();
    let request = Request::new("GET", &url).header("Authorization", &key);
    let response = transport.with_store(|store| demo_store::respond(store, &request));
    assert_eq!(response.status, 200);
    let text = String::from_utf8(response.body).unwrap();
    let document = Document::parse(&text).unwrap();
    let is_product = |node: &Node<'_, '_>| node.has_tag_name("product");
    let list = document.root_element().first_element_child().unwrap();
    list.children().filter(is_product).map(row).collect()
}

fn row(product: Node<'_, '_>) -> Row {
    let text = |node: Node<'_, '_>| node.text().unwrap_or_default().to_owned();
    let texts = |field: Node<'_, '_>| {
        let languages = field.children().filter(Node::is_element).map(text);
        let languages: Vec<String> = languages.collect();
        match languages.is_empty() {
            true => vec![text(field)],
            false => languages,
        }
    };
    let fields = product.children().filter(Node::is_element);
    let fields = fields.filter(|field| !field.has_tag_name("associations"));
    fields
        .map(|field| (field.tag_name().name().to_owned(), texts(field)))
        .collect()
}

pub fn id(row: &Row) -> u32 {
    row["id"][0].parse().unwrap()
}

/// Whether a row matches all filters, but for fields that are told to be doubtful.
pub fn holds(row: &Row, filters: &[Filter], doubts: &BTreeSet<(String, u32)>) -> bool {
    filters.iter().all(|filter| {
        if doubts.contains(&(filter.field.clone(), id(row))) {
            return true;
        }
        let kind = kind(&filter.field);
        let texts = row[&filter.field].iter();
        let mut texts = texts.filter(|text| !text.is_empty() || kind == Kind::Texts);
        texts.any(|text| holds_of(kind, text, &filter.condition))
    })
}

/// The rows in the order of a list.
pub fn sorted<'r>(rows: &'r [Row], sort: &[Sort]) -> Vec<&'r Row> {
    use aismarttalk_prestashop::webservice::query::Direction::Descending;
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by(|one, other| {
        let by_field = sort.iter().map(|sort| {
            let (field, kind) = (&sort.field, kind(&sort.field));
            let order = compare(kind, &one[field][0], &other[field][0]);
            match sort.direction == Descending {
                true => order.reverse(),
                false => order,
            }
        });
        by_field
            .chain([id(one).cmp(&id(other))])
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    });
    rows
}

fn kind(field: &str) -> Kind {
    let mut fields = FIELDS.iter();
    fields.find(|(name, _)| *name == field).unwrap().1
}

fn holds_of(kind: Kind, text: &str, condition: &Condition) -> bool {
    let order = |other: &str| against(kind, text, other);
    let has = |place: fn(&str, &str) -> bool, part: &str| {
        place(&text.to_lowercase(), &part.to_lowercase())
    };
    match condition {
        Condition::Equals(other) => order(other).is_eq(),
        Condition::OneOf(others) => others.iter().any(|other| order(other).is_eq()),
        Condition::Not(others) => others.iter().all(|other| order(other).is_ne()),
        Condition::Greater(other) => order(other).is_gt(),
        Condition::Less(other) => order(other).is_lt(),
        Condition::AtLeast(other) => order(other).is_ge(),
        Condition::AtMost(other) => order(other).is_le(),
        Condition::Between(one, other) => {
            let (one, other) = (order(one), order(other));
            one.is_eq() || other.is_eq() || one != other
        }
        Condition::Begins(part) => has(|text, part| text.starts_with(part), part),
        Condition::Ends(part) => has(|text, part| text.ends_with(part), part),
        Condition::Contains(part) => has(|text, part| text.contains(part), part),
    }
}

/// A value against what it is compared with, of which a day is all of its moments.
fn against(kind: Kind, text: &str, other: &str) -> Ordering {
    match kind == Kind::Date && other.len() == 10 {
        true => text[..10].cmp(other),
        false => compare(kind, text, other),
    }
}

fn compare(kind: Kind, one: &str, other: &str) -> Ordering {
    let number = |text: &str| text.parse::<f64>().unwrap();
    let moment = |text: &str| match text.len() {
        10 => format!("{text} 00:00:00"),
        _ => text.replace('T', " "),
    };
    match kind {
        Kind::Number | Kind::Flag | Kind::Price => number(one).total_cmp(&number(other)),
        Kind::Date => moment(one).cmp(&moment(other)),
        Kind::Text | Kind::Texts => one.to_lowercase().cmp(&other.to_lowercase()),
    }
}
