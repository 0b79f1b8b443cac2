//! Which of the records behind one PrestaShop each of its shops has.

/// How far a shop of a multistore keeps to its own records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// It refuses a single record of another shop.
    Own,
    /// Its list alone is its own: a single record is handed to, and changed through, any shop.
    OwnList,
    /// Not at all: list and single records are those of every shop. They belong where the order
    /// of their `id_order` does.
    OfOrder,
    /// The same, where the order of their `order_reference` does.
    OfOrderReference,
    /// The same, where the customer of their `id_customer` does.
    OfCustomer,
    /// The same, to the shop of their `id_shop`.
    OfShop,
    /// The same in lists: to the shop, or to the group whose shops have their stock in common.
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
