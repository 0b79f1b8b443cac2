//! Which records belong to which shop of a multistore.

/// Which records a shop of a multistore returns and accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Its own only.
    Own,
    /// Its list has only its own, but any shop returns and changes a single record.
    OwnList,
    /// Those of every shop. A record belongs to the shop of its order, by `id_order`.
    OfOrder,
    /// The same, by `order_reference`.
    OfOrderReference,
    /// The same, to the shop of its customer, by `id_customer`.
    OfCustomer,
    /// The same, to the shop of its `id_shop`.
    OfShop,
    /// The same in lists: to the shop, or to the group whose shops share their stock.
    OfShelf,
}

impl Scope {
    /// The fields that tie a record to a shop, where they are not empty.
    pub fn ties(self) -> &'static [&'static str] {
        match self {
            Scope::Own | Scope::OwnList => &[],
            Scope::OfOrder => &["id_order"],
            Scope::OfOrderReference => &["order_reference"],
            Scope::OfCustomer => &["id_customer"],
            Scope::OfShop => &["id_shop"],
            Scope::OfShelf => &["id_shop", "id_shop_group"],
        }
    }
}

/// A field that ties a record to what is in one shop.
#[derive(Clone, Copy, Debug)]
pub struct Tie {
    /// Its name.
    pub field: &'static str,
    /// The resource that it leads to, and the field with the same value there; `None` for the shop
    /// itself.
    pub leads_to: Option<(&'static str, &'static str)>,
}

/// The fields that tie a record of any resource, the decisive first.
pub const TIES: [Tie; 4] = [
    Tie::to("id_order", "orders", "id"),
    Tie::to("order_reference", "orders", "reference"),
    Tie::to("id_customer", "customers", "id"),
    Tie {
        field: "id_shop",
        leads_to: None,
    },
];

impl Tie {
    const fn to(field: &'static str, resource: &'static str, key: &'static str) -> Self {
        Tie {
            field,
            leads_to: Some((resource, key)),
        }
    }

    /// Where a field of that name leads; `None` for the shop, or a group of shops.
    pub fn target(field: &str) -> Option<(&'static str, &'static str)> {
        let tie = TIES.iter().find(|tie| tie.field == field);
        tie.and_then(|tie| tie.leads_to)
    }
}
