//! The writes that faults meet.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::{StatusChange, WriteOptions, Written};
use aismarttalk_prestashop::webservice::Result;
use demo_store::ShopVersion::{self, V1_6, V1_7, V8_2, V9_0};
use demo_store::keys;

use super::line::Faulty;
use crate::support::block_on;
use crate::update::changes;

/// One write, in the versions in which it is made so.
pub struct Write {
    pub name: &'static str,
    pub key: &'static str,
    pub versions: &'static [ShopVersion],
    pub run: fn(&Client<Faulty>) -> Result<Written>,
    /// Stored values it changes besides moments, by record and field.
    pub stores: &'static [(&'static str, &'static str)],
    /// E-mails it sends.
    pub mails: usize,
}

const PRODUCT: &[(&str, &str)] = &[
    ("products/5", "meta_title[1]"),
    ("products/5", "meta_title[3]"),
    ("products/5", "price"),
];
const CUSTOMER: &[(&str, &str)] = &[("customers/5", "note"), ("customers/5", "birthday")];
const STATUS: &[(&str, &str)] = &[
    ("orders/4", ANY),
    ("order_histories/60", ANY),
    ("order_details/6", "id_order_invoice"),
    ("order_details/7", "id_order_invoice"),
    ("order_invoices/18", ANY),
    ("order_payments/18", ANY),
];

const PRODUCT_CHANGES: &str =
    r#"{"price": "47.11", "meta_title": {"en": "Blue cup", "de": "Blaue Tasse"}}"#;
const CUSTOMER_CHANGES: &str = r#"{"note": "Rings once.", "birthday": "1980-02-29"}"#;
const STOCK_CHANGES: &str = r#"{"quantity": 4711}"#;
const NEW_CATEGORY: &str = r#"{
    "id_parent": "2", "active": "1",
    "name": {"en": "Lamps", "fr": "Lampes", "de": "Lampen", "ar": "Lamps"},
    "link_rewrite": {"en": "lamps", "fr": "lampes", "de": "lampen", "ar": "lamps"}
}"#;
const NEW_CUSTOMER: &str = r#"{
    "firstname": "Ada", "lastname": "Berg", "email": "ada@example.com", "passwd": "d4-Rings-7once",
    "id_shop": 1, "id_shop_group": 1
}"#;
/// Waits for its payment.
const ORDER: u32 = 4;
/// Stands for every field of a record.
pub const ANY: &str = "*";

pub static WRITES: [Write; 12] = [
    Write {
        name: "product by PUT",
        key: keys::SHOP_1,
        versions: &ShopVersion::ALL,
        run: |client| update(client, "products", 5, PRODUCT_CHANGES, false),
        stores: PRODUCT,
        mails: 0,
    },
    Write {
        name: "product by PATCH",
        key: keys::PATCHING,
        versions: &[V8_2, V9_0],
        run: |client| update(client, "products", 5, PRODUCT_CHANGES, false),
        stores: PRODUCT,
        mails: 0,
    },
    Write {
        name: "product as shown",
        key: keys::SHOP_1,
        versions: &[V1_7, V8_2],
        run: |client| update(client, "products", 5, PRODUCT_CHANGES, true),
        stores: PRODUCT,
        mails: 0,
    },
    Write {
        name: "customer by PUT",
        key: keys::SHOP_1,
        versions: &[V1_6, V1_7, V8_2],
        run: |client| update(client, "customers", 5, CUSTOMER_CHANGES, false),
        stores: CUSTOMER,
        mails: 0,
    },
    Write {
        name: "customer by PATCH",
        key: keys::PATCHING,
        versions: &[V8_2, V9_0],
        run: |client| update(client, "customers", 5, CUSTOMER_CHANGES, false),
        stores: CUSTOMER,
        mails: 0,
    },
    Write {
        name: "stock row",
        key: keys::PATCHING,
        versions: &ShopVersion::ALL,
        run: |client| update(client, "stock_availables", 5, STOCK_CHANGES, false),
        stores: &[("stock_availables/5", "quantity")],
        mails: 0,
    },
    Write {
        name: "status, no e-mail",
        key: keys::SHOP_1,
        versions: &ShopVersion::ALL,
        run: |client| change_status(client, false),
        stores: STATUS,
        mails: 0,
    },
    Write {
        name: "status and e-mail",
        key: keys::SHOP_1,
        versions: &ShopVersion::ALL,
        run: |client| change_status(client, true),
        stores: STATUS,
        mails: 1,
    },
    Write {
        name: "new category",
        key: keys::EVERYTHING,
        versions: &ShopVersion::ALL,
        run: |client| create(client, "categories", NEW_CATEGORY),
        stores: &[("categories/7", ANY), ("categories/2", "categories")],
        mails: 0,
    },
    Write {
        name: "new customer",
        key: keys::EVERYTHING,
        versions: &ShopVersion::ALL,
        run: |client| create(client, "customers", NEW_CUSTOMER),
        stores: &[("customers/19", ANY)],
        mails: 0,
    },
    Write {
        name: "category deleted",
        key: keys::EVERYTHING,
        versions: &ShopVersion::ALL,
        run: |client| block_on(client.delete("categories", 6, &WriteOptions::default())),
        stores: &[("categories/6", "")],
        mails: 0,
    },
    Write {
        name: "product deleted",
        key: keys::EVERYTHING,
        versions: &ShopVersion::ALL,
        run: |client| block_on(client.delete("products", 30, &WriteOptions::default())),
        stores: &[("products/30", ANY)],
        mails: 0,
    },
];

fn update(
    client: &Client<Faulty>,
    resource: &str,
    id: u32,
    given: &str,
    as_shown: bool,
) -> Result<Written> {
    let given = changes(given);
    let mut options = WriteOptions::default();
    if as_shown {
        let preview = WriteOptions {
            preview: true,
            ..WriteOptions::default()
        };
        options.expect = block_on(client.update(resource, id, &given, &preview))?.token;
    }
    block_on(client.update(resource, id, &given, &options))
}

fn create(client: &Client<Faulty>, resource: &str, given: &str) -> Result<Written> {
    let given = changes(given);
    block_on(client.create(resource, &given, &WriteOptions::default()))
}

fn change_status(client: &Client<Faulty>, send_email: bool) -> Result<Written> {
    let change = StatusChange {
        id_order: ORDER,
        id_order_state: 2,
        id_employee: None,
        send_email,
    };
    block_on(client.change_status(&change, &WriteOptions::default()))
}
