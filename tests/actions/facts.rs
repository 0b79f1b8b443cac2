//! What is true in a demo store, read without the actions.

use aismarttalk_prestashop::client::Client;
use aismarttalk_prestashop::client::write::WriteOptions;
use aismarttalk_prestashop::json;
use aismarttalk_prestashop::resources::{Customer, Declared, Order, Product};
use aismarttalk_prestashop::webservice::query::Query;
use demo_store::{ShopVersion, keys};

use crate::support::{StoreTransport, block_on, client};

/// Everything of one resource, in shop 1.
pub fn all<R: Declared>(version: ShopVersion) -> Vec<R> {
    block_on(client(version, keys::EVERYTHING).list(Query::default())).unwrap()
}

/// A reference that two orders share.
pub fn split_reference(orders: &[Order]) -> String {
    let shared = |one: &&Order| {
        orders
            .iter()
            .filter(|other| other.reference() == one.reference())
            .count()
            > 1
    };
    orders
        .iter()
        .find(shared)
        .and_then(Order::reference)
        .unwrap()
        .to_owned()
}

/// A reference that only one order has.
pub fn own_reference(orders: &[Order]) -> String {
    let own = |one: &&Order| {
        orders
            .iter()
            .filter(|other| other.reference() == one.reference())
            .count()
            == 1
    };
    orders
        .iter()
        .find(own)
        .and_then(Order::reference)
        .unwrap()
        .to_owned()
}

/// A reference that two products share.
pub fn shared_reference(products: &[Product]) -> String {
    let shared = |one: &&Product| {
        products
            .iter()
            .filter(|other| other.reference() == one.reference())
            .count()
            > 1
    };
    products
        .iter()
        .find(shared)
        .and_then(Product::reference)
        .unwrap()
        .to_owned()
}

/// The id of an order in that state.
pub fn in_state(orders: &[Order], state: u32) -> u32 {
    let found = orders.iter().find(|one| one.current_state() == Some(state));
    found.and_then(Order::id).unwrap()
}

/// The state an order is in now.
pub fn state_of(client: &Client<StoreTransport>, order: u32) -> u32 {
    let orders: Vec<Order> = block_on(client.list(Query::default())).unwrap();
    let found = orders.iter().find(|one| one.id() == Some(order));
    found.and_then(Order::current_state).unwrap()
}

/// Changes a record as its owner would, apart from the actions.
pub fn write(client: &Client<StoreTransport>, resource: &str, id: u32, changes: &str) {
    let changes = match json::Value::parse(changes).unwrap() {
        json::Value::Object(changes) => changes,
        other => panic!("{other} is no object"),
    };
    let options = WriteOptions::default();
    let written = block_on(client.update(resource, id, &changes, &options)).unwrap();
    assert!(written.written, "{resource} {id} was so already");
}

/// An e-mail address that only one customer has.
pub fn own_email(customers: &[Customer]) -> String {
    let email = customers.iter().filter_map(Customer::email);
    let own = |email: &&str| people(customers, email).len() == 1;
    email.filter(own).nth(1).unwrap().to_owned()
}

/// Everybody who left that address, whatever its letter case.
pub fn people<'c>(customers: &'c [Customer], email: &str) -> Vec<&'c Customer> {
    let same = |one: &&Customer| one.email().unwrap().eq_ignore_ascii_case(email);
    customers.iter().filter(same).collect()
}

/// The orders of everybody who left that address, newest first.
pub fn orders_of<'o>(orders: &'o [Order], customers: &[Customer], email: &str) -> Vec<&'o Order> {
    let people: Vec<Option<u32>> = people(customers, email)
        .iter()
        .map(|one| one.id())
        .collect();
    let mut found: Vec<&Order> = orders
        .iter()
        .filter(|one| people.contains(&one.id_customer()))
        .collect();
    found.sort_by_key(|one| (one.date_add().unwrap(), one.id()));
    found.reverse();
    found
}

/// An address shared by a guest and a registered customer, who together have several orders.
pub fn shared_email(orders: &[Order], customers: &[Customer]) -> String {
    let is_shared = |email: &&str| {
        let people = people(customers, email);
        people.iter().any(|one| one.is_guest() == Some(true))
            && people.iter().any(|one| one.is_guest() == Some(false))
            && orders_of(orders, customers, email).len() > 2
    };
    customers
        .iter()
        .filter_map(Customer::email)
        .find(is_shared)
        .unwrap()
        .to_owned()
}

/// The parcel of the first order: in the demo store they have one id.
pub fn parcel(orders: &[Order]) -> u32 {
    orders[0].id().unwrap()
}
