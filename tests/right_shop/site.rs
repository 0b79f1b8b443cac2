//! The ways in which a site names its shop, and the keys it may have.

use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::{Endpoint, Key};
use demo_store::keys;

use crate::support::StoreTransport;
use crate::whose::{Shops, Whose, only};

/// A site: the shop it is meant for, by its address or by `shopId`.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    pub shop: u32,
    pub by_address: bool,
}

/// A shop that is switched off, one that was deleted, and one there never was.
pub const INACTIVE: u32 = 4;
pub const DELETED: u32 = 5;
pub const UNKNOWN: u32 = 9;

const SHOPS: [u32; 8] = [1, 2, 3, 6, 7, INACTIVE, DELETED, UNKNOWN];

/// A key and the shops it opens.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    pub name: &'static str,
    pub key: &'static str,
    pub shops: Shops,
}

const ALL: Shops = 0b1111_1110;

const fn holder(name: &'static str, key: &'static str, shops: Shops) -> Holder {
    Holder { name, key, shops }
}

static OF_ONE: [(u32, Holder); 5] = [
    (1, holder("of shop 1", keys::SHOP_1, 1 << 1)),
    (2, holder("of shop 2", keys::SHOP_2, 1 << 2)),
    (3, holder("of shop 3", keys::SHOP_3, 1 << 3)),
    (6, holder("of shop 6", keys::SHOP_6, 1 << 6)),
    (7, holder("of shop 7", keys::SHOP_7, 1 << 7)),
];
static OF_ALL: [Holder; 2] = [
    holder("patching", keys::PATCHING, ALL),
    holder("everything", keys::EVERYTHING, ALL),
];

/// The five keys that matter between a record and a site: that of the record's shop, that of
/// the site's, one of neither, and the two of all shops. A closed shop has no key of its own,
/// so there its place takes that of the default shop, which answers instead.
pub fn holders(home: u32, site: Site, all: bool) -> Vec<Holder> {
    let of = |shop: u32| OF_ONE.iter().find(|(of, _)| *of == shop);
    let asked = of(site.shop).map_or(1, |(shop, _)| *shop);
    if !all {
        let of_site = of(asked).map(|(_, holder)| *holder);
        return of_site.into_iter().chain([OF_ALL[1]]).collect();
    }
    let mut shops = vec![home];
    for shop in [asked, 7, 3, 6] {
        if shops.len() < 3 && !shops.contains(&shop) {
            shops.push(shop);
        }
    }
    let single = shops.into_iter().filter_map(of).map(|(_, holder)| *holder);
    single.chain(OF_ALL).collect()
}

impl Site {
    pub fn all() -> impl Iterator<Item = Site> {
        SHOPS
            .into_iter()
            .flat_map(|shop| [true, false].map(|by_address| Site { shop, by_address }))
    }

    pub fn address(self) -> String {
        match self.shop {
            shop if self.by_address && shop != 1 => format!("https://shop.example/shop{shop}"),
            _ => "https://shop.example".to_owned(),
        }
    }

    pub fn is_open(self) -> bool {
        ![INACTIVE, DELETED, UNKNOWN].contains(&self.shop)
    }

    /// Whether its address leads to the default shop, although that is not what it is for.
    pub fn leads_astray(self) -> bool {
        self.by_address && [INACTIVE, DELETED].contains(&self.shop)
    }

    /// Whether the key may speak to the shop.
    pub fn is_open_to(self, holder: Holder) -> bool {
        self.is_open() && holder.shops & only(self.shop) != 0
    }

    /// What it is to a record of the shop `home`.
    pub fn relation(self, home: u32) -> &'static str {
        let group = |shop: u32| match shop {
            1 | 2 => 1,
            3 => 2,
            _ => 3,
        };
        match self.shop {
            INACTIVE => "inactive",
            DELETED => "deleted",
            UNKNOWN => "unknown",
            shop if shop == home => "the record's own",
            shop if group(shop) != group(home) => "of another group",
            _ if group(home) == 1 => "of its group, which shares",
            _ => "of its group, which does not share",
        }
    }

    /// A client of it, of a store as it was built.
    pub fn client(self, whose: &Whose, holder: Holder) -> Client<StoreTransport> {
        let endpoint = Endpoint::parse(&self.address()).unwrap();
        let mut settings = Settings::new(endpoint, Key::parse(holder.key).unwrap());
        settings.id_shop = (!self.by_address).then_some(self.shop);
        Client::new(StoreTransport::on(whose.store.clone()), settings, None)
    }
}
