//! Filters on fields of which each shop has its own value, against what a shop's whole list says:
//! no row is missing, and none too many.

mod brute_force;
mod by_hand;
mod drawn;
mod requests;
#[allow(dead_code)] // Shared with the tests of the actions, which use more of it.
#[path = "../support/mod.rs"]
mod support;
mod undeclared;

use std::cell::RefCell;
use std::rc::Rc;

use aismarttalk_prestashop::client::{Client, Observer, Settings};
use aismarttalk_prestashop::webservice::{Endpoint, Key};
use demo_store::keys;
use support::StoreTransport;

/// What was told of the exchanges of a client.
type Told = Rc<RefCell<Vec<String>>>;

/// How one shop of several is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    ByAddress,
    ByShopId,
}

/// A client of one of the three shops, and what it is told.
fn client_of(
    transport: &StoreTransport,
    shop: u32,
    named: Named,
) -> (Client<StoreTransport>, Told) {
    let folder = match (named, shop) {
        (Named::ByAddress, 2..) => format!("/shop{shop}"),
        _ => String::new(),
    };
    let endpoint = Endpoint::parse(&format!("https://shop.example{folder}")).unwrap();
    let mut settings = Settings::new(endpoint, Key::parse(keys::EVERYTHING).unwrap());
    settings.id_shop = (named == Named::ByShopId).then_some(shop);
    let told = Told::default();
    let log = Rc::clone(&told);
    let observer: Observer = Rc::new(move |exchange| log.borrow_mut().extend(exchange.warnings));
    let client = Client::new(transport.clone(), settings, Some(observer));
    (client, told)
}
