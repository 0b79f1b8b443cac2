//! Everything that can be asked about the records of a shop.

use crate::calls::{Call, What};
use crate::whose::{OPEN, Whose};

/// Resources that have a type, and what an update of them says.
const TYPED: [(&str, &str); 6] = [
    (
        "products",
        r#"{"price": "47.11", "meta_description": {"fr": "Ici seulement"}}"#,
    ),
    ("orders", r#"{"gift": true}"#),
    ("order_details", r#"{"product_quantity_return": 1}"#),
    ("order_histories", r#"{"id_employee": 2}"#),
    ("customers", r#"{"note": "Rings once."}"#),
    ("stock_availables", r#"{"quantity": 4711}"#),
];

/// Those without.
const UNTYPED: [(&str, &str); 8] = [
    ("addresses", r#"{"other": "Third floor"}"#),
    ("carts", r#"{"gift": "1"}"#),
    ("categories", r#"{"meta_description": {"en": "Shelf"}}"#),
    ("combinations", r#"{"price": "4.711"}"#),
    ("manufacturers", r#"{"meta_description": {"en": "Maker"}}"#),
    ("order_carriers", r#"{"weight": "4.711"}"#),
    ("order_payments", r#"{"card_brand": "None"}"#),
    ("specific_prices", r#"{"reduction": "4.711"}"#),
];

/// Every call about the records of a shop.
pub fn of(whose: &mut Whose, home: u32) -> Vec<Call> {
    let mut calls = actions_of(whose, home);
    let typed = TYPED.into_iter().map(|one| (one, true));
    let untyped = UNTYPED.into_iter().map(|one| (one, false));
    for ((resource, change), is_typed) in typed.chain(untyped) {
        let id = whose.first(resource, home);
        let alone = [What::Json, What::JsonPart, What::ListJsonOne];
        let mut whats = Vec::from(alone);
        whats.extend([true, false].map(|preview| What::Update(change, preview)));
        whats.extend([true, false].map(What::Delete));
        if is_typed {
            whats.extend([What::Get, What::ListOne]);
        }
        if resource == "orders" {
            whats.push(What::Status);
        }
        if id.is_some() {
            calls.extend(whats.into_iter().map(|what| Call { what, resource, id }));
        }
        let mut lists = vec![What::JsonList, What::ListJson, What::Page];
        if is_typed {
            lists.push(What::List);
        }
        calls.extend(lists.into_iter().map(|what| Call {
            what,
            resource,
            id: None,
        }));
    }
    // What all shops sell has a price and texts in each.
    for what in [
        What::Get,
        What::Json,
        What::Update(TYPED[0].1, false),
        What::Delete(false),
    ] {
        calls.push(Call {
            what,
            resource: "products",
            id: Some(1),
        });
    }
    calls.extend(new_records(whose, home));
    calls
}

fn folder(home: u32) -> &'static str {
    OPEN.iter().find(|(shop, _)| *shop == home).unwrap().1
}

fn actions_of(whose: &mut Whose, home: u32) -> Vec<Call> {
    let first = |whose: &Whose, resource: &str| whose.first(resource, home).unwrap();
    let (product, order) = (first(whose, "products"), first(whose, "orders"));
    let customer = first(whose, "customers");
    let parcel = first(whose, "order_carriers");
    let folder = folder(home);
    let product_reference = whose.text(folder, "products", product, "reference");
    let order_reference = whose.text(folder, "orders", order, "reference");
    let email = whose.text(folder, "customers", customer, "email");
    let buyer: u32 = whose
        .text(folder, "orders", order, "id_customer")
        .parse()
        .unwrap();
    let buyer_email = whose.text(folder, "customers", buyer, "email");
    let texts = [
        (
            "update_product_content",
            r#""name": "Bowl", "language": "fr""#,
        ),
        (
            "update_product_seo",
            r#""meta_title": "Bowl", "language": "fr""#,
        ),
    ];
    let mut calls = Vec::new();
    let mut add = |name, input: String, resource, id| {
        calls.push(Call {
            what: What::Action(name, format!("{{{input}}}")),
            resource,
            id,
        });
    };
    for name in ["check_access", "list_languages", "list_order_states"] {
        add(name, String::new(), "", None);
    }
    for id in [product, 1] {
        for name in ["get_product", "get_stock"] {
            add(name, format!(r#""id": {id}"#), "products", Some(id));
        }
        for (name, change) in texts {
            add(
                name,
                format!(r#""id": {id}, {change}"#),
                "products",
                Some(id),
            );
            add(
                name,
                format!(r#""id": {id}, {change}, "preview": true"#),
                "products",
                Some(id),
            );
        }
    }
    for name in ["get_product", "get_stock"] {
        add(
            name,
            format!(r#""reference": "{product_reference}""#),
            "products",
            None,
        );
    }
    for name in ["get_order", "get_order_details", "get_order_history"] {
        add(name, format!(r#""id": {order}"#), "orders", Some(order));
        add(
            name,
            format!(r#""reference": "{order_reference}""#),
            "orders",
            None,
        );
    }
    let reference = format!(r#""reference": "{order_reference}""#);
    add("get_order_by_reference", reference.clone(), "orders", None);
    for preview in ["", r#", "preview": true"#] {
        let change = format!(r#""state": 9, "send_email": true{preview}"#);
        add(
            "update_order_status",
            format!(r#""id": {order}, {change}"#),
            "orders",
            Some(order),
        );
        add(
            "update_order_status",
            format!("{reference}, {change}"),
            "orders",
            None,
        );
        let change = format!(r#""number": "1Z-4711", "send_email": true{preview}"#);
        add(
            "set_tracking_number",
            format!(r#""order": {order}, "state": 9, {change}"#),
            "orders",
            Some(order),
        );
        add(
            "set_tracking_number",
            format!(r#""parcel": {parcel}, {change}"#),
            "order_carriers",
            Some(parcel),
        );
        let change = format!(r#""note": "Rings once."{preview}"#);
        add(
            "update_customer",
            format!(r#""id": {customer}, {change}"#),
            "customers",
            Some(customer),
        );
        add(
            "update_customer",
            format!(r#""email": "{email}", {change}"#),
            "customers",
            None,
        );
    }
    for input in [
        format!(r#""customer": {customer}"#),
        format!(r#""customer": "{buyer_email}""#),
        r#""limit": 100"#.to_owned(),
    ] {
        add("find_orders", input, "orders", None);
    }
    for input in [
        format!(r#""email": "{email}""#),
        r#""limit": 100"#.to_owned(),
    ] {
        add("find_customers", input, "customers", None);
    }
    for input in [
        r#""limit": 100"#.to_owned(),
        r#""words": "a", "limit": 100"#.to_owned(),
        r#""active": true, "limit": 100"#.to_owned(),
        format!(r#""reference": "{product_reference}""#),
    ] {
        add("find_products", input, "products", None);
    }
    add("audit_seo", r#""limit": 100"#.to_owned(), "products", None);
    add(
        "get_customer",
        format!(r#""id": {customer}"#),
        "customers",
        Some(customer),
    );
    for email in [email, buyer_email] {
        for name in ["get_customer", "get_orders_by_email", "get_last_order"] {
            add(name, format!(r#""email": "{email}""#), "customers", None);
        }
    }
    calls
}

/// New records that hang on a record of the shop, or name the shop.
fn new_records(whose: &mut Whose, home: u32) -> Vec<Call> {
    let first = |resource: &str| whose.first(resource, home).unwrap();
    let (order, customer, product) = (first("orders"), first("customers"), first("products"));
    let paid = whose.first("order_payments", home).unwrap();
    let paid = whose.text(folder(home), "order_payments", paid, "order_reference");
    let texts = r#""name": {"en": "New"}, "link_rewrite": {"en": "new"}"#;
    let new = [
        (
            "order_payments",
            format!(r#"{{"order_reference": "{paid}", "id_currency": 1, "amount": "1"}}"#),
        ),
        (
            "products",
            format!(r#"{{"price": "1", "id_shop_default": {home}, {texts}}}"#),
        ),
        (
            "categories",
            format!(r#"{{"active": true, "id_parent": 2, {texts}}}"#),
        ),
        (
            "manufacturers",
            r#"{"active": true, "name": "New"}"#.to_owned(),
        ),
        (
            "order_histories",
            format!(r#"{{"id_order": {order}, "id_order_state": 9}}"#),
        ),
        (
            "order_carriers",
            format!(r#"{{"id_order": {order}, "id_carrier": 1}}"#),
        ),
        (
            "addresses",
            format!(
                r#"{{"id_customer": {customer}, "id_country": 8, "alias": "New", "lastname": "New", "firstname": "New", "address1": "1 New Lane", "city": "Paris"}}"#
            ),
        ),
        (
            "carts",
            format!(r#"{{"id_currency": 1, "id_lang": 1, "id_shop": {home}}}"#),
        ),
        (
            "specific_prices",
            format!(
                r#"{{"id_shop": {home}, "id_cart": 0, "id_product": {product}, "id_currency": 0, "id_country": 0, "id_group": 0, "id_customer": 0, "price": "-1", "from_quantity": 1, "reduction": "1", "reduction_tax": 1, "reduction_type": "amount", "from": "0000-00-00 00:00:00", "to": "0000-00-00 00:00:00"}}"#
            ),
        ),
        (
            "customers",
            format!(
                r#"{{"lastname": "New", "firstname": "New", "email": "new@example.com", "passwd": "a-new-one-4711", "id_shop": {home}}}"#
            ),
        ),
    ];
    new.map(|(resource, fields)| Call {
        what: What::Create(fields),
        resource,
        id: None,
    })
    .into()
}
