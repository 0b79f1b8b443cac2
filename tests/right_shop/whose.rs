//! Whose each record is, and marks that give it away wherever it turns up.

use std::collections::BTreeMap;

use aismarttalk_prestashop::webservice::Key;
use demo_store::{Change, Options, Request, ShopVersion, Store, keys};

/// Some of the shops: bit `n` stands for shop `n`.
pub type Shops = u32;

pub fn only(shop: u32) -> Shops {
    1 << shop
}

/// The shops of the first group, which share customers, carts and stock.
const SHARING: Shops = 0b110;
const EVERY: Shops = Shops::MAX;

/// An open shop and its folder.
pub const OPEN: [(u32, &str); 5] = [
    (1, ""),
    (2, "/shop2"),
    (3, "/shop3"),
    (6, "/shop6"),
    (7, "/shop7"),
];

/// A resource, its item, and a text of it that holds the mark.
const MARKED: [(&str, &str, &str); 12] = [
    ("addresses", "address", "city"),
    ("carts", "cart", "gift_message"),
    ("categories", "category", "meta_title"),
    ("combinations", "combination", "reference"),
    ("customers", "customer", "company"),
    ("manufacturers", "manufacturer", "meta_title"),
    ("order_carriers", "order_carrier", "tracking_number"),
    ("order_details", "order_detail", "product_name"),
    ("order_payments", "order_payment", "transaction_id"),
    ("orders", "order", "reference"),
    ("products", "product", "reference"),
    ("stock_availables", "stock_available", "location"),
];

/// Those without a text.
const UNMARKED: [(&str, &str); 2] = [
    ("order_histories", "order_history"),
    ("specific_prices", "specific_price"),
];

/// A store whose records carry marks.
pub struct Whose {
    pub store: Store,
    /// `orders/5` and the shops it belongs to.
    owners: BTreeMap<String, Shops>,
    /// Changes that were made before anybody asked.
    pub made: usize,
}

/// A record as the shop serves it.
struct Row(String);

impl Row {
    fn text(&self, field: &str) -> &str {
        let named = [format!("<{field}>"), format!("<{field} ")];
        let at = named.iter().find_map(|start| self.0.find(start.as_str()));
        let text = at.and_then(|at| self.0[at..].split_once("CDATA["));
        text.and_then(|(_, rest)| rest.split_once("]]>"))
            .map_or("", |(text, _)| text)
    }

    fn number(&self, field: &str) -> u32 {
        self.text(field).parse().unwrap_or(0)
    }
}

impl Whose {
    pub fn of(options: Options) -> Whose {
        let mut whose = Whose {
            store: Store::new(options),
            owners: BTreeMap::new(),
            made: 0,
        };
        whose.claim_listed();
        whose.claim_belongings();
        whose.mark();
        whose.made = whose.store.changes().len();
        whose
    }

    /// What lists of each shop tell.
    fn claim_listed(&mut self) {
        for (resource, item, _) in MARKED {
            let is_told = matches!(
                resource,
                "categories"
                    | "combinations"
                    | "customers"
                    | "manufacturers"
                    | "orders"
                    | "products"
            );
            for (shop, folder) in OPEN.into_iter().filter(|_| is_told) {
                for row in self.rows(folder, resource, item) {
                    let record = format!("{resource}/{}", row.number("id"));
                    *self.owners.entry(record).or_default() |= only(shop);
                }
            }
        }
        // An order of a shop that is closed is nobody's.
        for row in self.rows("", "carts", "cart") {
            let record = format!("orders/{}", row.number("id"));
            self.owners.entry(record).or_default();
        }
    }

    /// What follows an order, a customer or a shop.
    fn claim_belongings(&mut self) {
        let mut of_reference = BTreeMap::new();
        for (_, folder) in OPEN {
            for row in self.rows(folder, "orders", "order") {
                let owners = self.owners(&format!("orders/{}", row.number("id")));
                *of_reference
                    .entry(row.text("reference").to_owned())
                    .or_default() |= owners;
            }
        }
        let belongings = MARKED.map(|(resource, item, _)| (resource, item));
        for (resource, item) in belongings.into_iter().chain(UNMARKED) {
            for row in self.rows("", resource, item) {
                let of = |kind: &str, field: &str| {
                    let id = row.number(field);
                    self.owners(&format!("{kind}/{id}"))
                };
                let (shop, group) = (row.number("id_shop"), row.number("id_shop_group"));
                let owners = match resource {
                    "addresses" => of("customers", "id_customer"),
                    "order_carriers" | "order_details" | "order_histories" => {
                        of("orders", "id_order")
                    }
                    "order_payments" => {
                        let reference = row.text("order_reference");
                        of_reference.get(reference).copied().unwrap_or_default()
                    }
                    "carts" if SHARING & only(shop) != 0 => SHARING,
                    "carts" => only(shop),
                    "specific_prices" | "stock_availables" => match (shop, group) {
                        (0, 1) => SHARING,
                        (0, _) => EVERY,
                        _ => only(shop),
                    },
                    _ => continue,
                };
                self.owners
                    .insert(format!("{resource}/{}", row.number("id")), owners);
            }
        }
    }

    /// Puts the mark of its owners into each record, and that of a shop into what the shop
    /// says of products which others sell too.
    fn mark(&mut self) {
        let paid = self.paid();
        for (record, owners) in &self.owners {
            let (resource, id) = record.split_once('/').unwrap();
            // A reference has nine letters at most.
            let text = format!("{}{id}", mark(*owners));
            let of_resource = MARKED.iter().find(|(name, ..)| *name == resource);
            if let Some((.., field)) = of_resource {
                assert!(
                    self.store.overwrite(record, field, &text),
                    "{record} {field}"
                );
            }
            // Payments name their order by its reference.
            for payment in paid.iter().filter(|(order, _)| order == record) {
                let field = "order_reference";
                assert!(
                    self.store.overwrite(&payment.1, field, &text),
                    "{payment:?}"
                );
            }
        }
        if self.store.options().version < ShopVersion::V8_2 {
            return;
        }
        for (shop, folder) in OPEN {
            for id in [1, 14, 22] {
                if self.owners(&format!("products/{id}")) & only(shop) == 0 {
                    continue;
                }
                let text = mark(only(shop));
                let texts = [1, 2, 3, 4]
                    .map(|language| format!("<language id=\"{language}\">{text}</language>"));
                let body = format!(
                    "<prestashop><product><id>{id}</id><meta_title>{}</meta_title></product></prestashop>",
                    texts.concat()
                );
                ask(
                    &mut self.store,
                    "PATCH",
                    &format!("{folder}/api/products/{id}"),
                    &body,
                );
            }
        }
    }

    /// Each order with each payment of it, as `orders/5` and `order_payments/3`.
    fn paid(&self) -> Vec<(String, String)> {
        let payments = self.rows("", "order_payments", "order_payment");
        let orders = OPEN.map(|(_, folder)| self.rows(folder, "orders", "order"));
        let of = |order: &Row| {
            let reference = order.text("reference").to_owned();
            let its = payments.iter();
            let its = its.filter(move |payment| payment.text("order_reference") == reference);
            let order = format!("orders/{}", order.number("id"));
            its.map(move |payment| {
                let payment = format!("order_payments/{}", payment.number("id"));
                (order.clone(), payment)
            })
            .collect::<Vec<_>>()
        };
        orders.iter().flatten().flat_map(of).collect()
    }

    pub fn owners(&self, record: &str) -> Shops {
        self.owners.get(record).copied().unwrap_or_default()
    }

    /// The shops that have what was changed. What is new belongs where what it hangs on does.
    pub fn owners_of(&self, change: &Change) -> Shops {
        if let Some(owners) = self.owners.get(&change.record) {
            return *owners;
        }
        let value = change.after.as_deref().unwrap_or("0");
        let is_shared = ["carts/", "customers/"];
        let is_shared = is_shared.iter().any(|name| change.record.starts_with(name));
        match (change.field.as_str(), value.parse().unwrap_or(0)) {
            (_, 0) => EVERY,
            ("id_customer", id) => self.owners(&format!("customers/{id}")),
            ("id_order", id) => self.owners(&format!("orders/{id}")),
            ("id_shop", 1 | 2) if is_shared => SHARING,
            ("id_shop", shop) => only(shop),
            _ => EVERY,
        }
    }

    /// The first record of a resource that the shop has, one that no other shop has before
    /// one that it shares.
    pub fn first(&self, resource: &str, shop: u32) -> Option<u32> {
        let is_of = |record: &&String| {
            record
                .split_once('/')
                .is_some_and(|(name, _)| name == resource)
        };
        let own = self
            .owners
            .iter()
            .filter(|(record, owners)| is_of(record) && *owners & only(shop) != 0);
        let own = own.map(|(record, owners)| {
            let id: u32 = record[resource.len() + 1..].parse().unwrap();
            ((owners & !1).count_ones(), id)
        });
        own.min().map(|(_, id)| id)
    }

    /// A text of a record, as the shop with that folder shows it.
    pub fn text(&mut self, folder: &str, resource: &str, id: u32, field: &str) -> String {
        let path = format!("{folder}/api/{resource}/{id}");
        Row(ask(&mut self.store, "GET", &path, ""))
            .text(field)
            .to_owned()
    }

    fn rows(&self, folder: &str, resource: &str, item: &str) -> Vec<Row> {
        let path = format!("{folder}/api/{resource}?display=full");
        let body = ask(&mut self.store.clone(), "GET", &path, "");
        let start = format!("\n<{item}>");
        let rows = body.split(&start).skip(1);
        rows.map(|row| Row(row.to_owned())).collect()
    }
}

/// What gives a record of these shops away.
fn mark(owners: Shops) -> String {
    format!("qz{}zq", owners & 0xFF)
}

/// The owners of everything that stands in a text.
pub fn marks(text: &str) -> impl Iterator<Item = Shops> {
    let marks = text.split("qz").skip(1);
    marks.filter_map(|rest| rest.split_once("zq")?.0.parse().ok())
}

fn ask(store: &mut Store, method: &str, path: &str, body: &str) -> String {
    let key = Key::parse(keys::EVERYTHING).unwrap();
    let mut request = Request::new(method, &format!("http://shop.example{path}"))
        .header("Authorization", &key.basic_authorization());
    request.body = body.as_bytes().to_vec();
    let answer = demo_store::respond(store, &request);
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    assert_eq!(answer.status, 200, "{method} {path}: {text}");
    text
}
