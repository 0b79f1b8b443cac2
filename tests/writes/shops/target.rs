//! Which shop a client talks to, and what its key may do there.

use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::{Endpoint, Key};
use demo_store::{Options, ShopVersion, keys};

use crate::support::StoreTransport;

/// An address, the `shopId` given to the client, and the shop that both mean.
pub struct Target {
    pub address: &'static str,
    pub id_shop: Option<u32>,
    pub shop: u32,
}

const fn target(address: &'static str, id_shop: Option<u32>, shop: u32) -> Target {
    Target {
        address,
        id_shop,
        shop,
    }
}

const FIRST: &str = "https://shop.example";
const SECOND: &str = "https://shop.example/shop2";
const THIRD: &str = "https://shop.example/shop3";

pub static TARGETS: [Target; 9] = [
    target(FIRST, None, 1),
    target(FIRST, Some(1), 1),
    target(FIRST, Some(2), 2),
    target(FIRST, Some(3), 3),
    target(SECOND, None, 2),
    target(SECOND, Some(1), 1),
    target(SECOND, Some(3), 3),
    target(THIRD, None, 3),
    target(THIRD, Some(2), 2),
];

/// A key and the shops it is valid in.
pub struct Holder {
    pub name: &'static str,
    pub key: &'static str,
    pub shops: &'static [u32],
    /// Whether it may delete, and change the stock.
    pub may_everything: bool,
}

pub static HOLDERS: [Holder; 5] = [
    Holder {
        name: "of shop 1",
        key: keys::SHOP_1,
        shops: &[1],
        may_everything: false,
    },
    Holder {
        name: "of shop 2",
        key: keys::SHOP_2,
        shops: &[2],
        may_everything: false,
    },
    Holder {
        name: "of shop 3",
        key: keys::SHOP_3,
        shops: &[3],
        may_everything: false,
    },
    Holder {
        name: "patching",
        key: keys::PATCHING,
        shops: &[1, 2, 3],
        may_everything: false,
    },
    Holder {
        name: "everything",
        key: keys::EVERYTHING,
        shops: &[1, 2, 3],
        may_everything: true,
    },
];

impl Target {
    /// A client of a new store with three shops.
    pub fn client(&self, version: ShopVersion, holder: &Holder) -> Client<StoreTransport> {
        let transport = StoreTransport::of(Options {
            version,
            products: 24,
            orders: 12,
            customers: 12,
            ..Options::default()
        });
        let endpoint = Endpoint::parse(self.address).unwrap();
        let mut settings = Settings::new(endpoint, Key::parse(holder.key).unwrap());
        settings.id_shop = self.id_shop;
        Client::new(transport, settings, None)
    }
}
