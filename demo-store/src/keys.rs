//! The keys of the demonstration shops and their rights.

/// The rights a shop owner is asked to tick, on shop 1.
pub const SHOP_1: &str = "DEMO0KEY0OF0SHOP0ONE000000000001";
/// The same rights, on shop 2.
pub const SHOP_2: &str = "DEMO0KEY0OF0SHOP0TWO000000000002";
/// Every resource and every verb, on all shops.
pub const EVERYTHING: &str = "DEMO0KEY0FOR0EVERYTHING000000003";
/// `GET` on products of shops 1 and 2, nothing else.
pub const PRODUCTS_ONLY: &str = "DEMO0KEY0FOR0PRODUCTS0ONLY000004";
/// A key the owner has switched off.
pub const DISABLED: &str = "DEMO0KEY0THAT0IS0DISABLED0000005";
/// The same rights as [`SHOP_1`], on shop 3.
pub const SHOP_3: &str = "DEMO0KEY0OF0SHOP0THREE0000000006";
/// On all shops, those rights and what careful writing needs: `PATCH` of products,
/// customers and stock, and `GET` and `PUT` of stock.
pub const PATCHING: &str = "DEMO0KEY0FOR0PATCHING00000000007";

/// The same rights as [`SHOP_1`] with `PATCH` in the place of `PUT`, which 8 and later know.
pub const PATCH_ONLY: &str = "DEMO0KEY0FOR0PATCH0ONLY000000008";

/// The same rights as [`SHOP_1`], on shop 6, one of [`crate::Options::further_shops`].
pub const SHOP_6: &str = "DEMO0KEY0OF0SHOP0SIX000000000009";
/// The same rights as [`SHOP_1`], on shop 7, one of [`crate::Options::further_shops`].
pub const SHOP_7: &str = "DEMO0KEY0OF0SHOP0SEVEN0000000010";

/// The same rights as [`SHOP_1`] and all that are optional, on shops 1 to 3.
pub const WITH_OPTIONS: &str = "DEMO0KEY0WITH0EVERY0OPTION000011";

/// In the order in which the root element names them.
pub(crate) const METHODS: [&str; 6] = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD"];

/// One key: where it is valid and what it may do.
#[derive(Debug)]
pub(crate) struct Key {
    secret: &'static str,
    active: bool,
    /// Ids of the shops it is associated with.
    pub(crate) shops: &'static [u32],
    rights: Rights,
}

#[derive(Debug)]
enum Rights {
    All,
    Some(&'static [(&'static str, &'static [&'static str])]),
}

const DOCUMENTED: Rights = Rights::Some(&[
    ("products", &["GET", "PUT"]),
    ("orders", &["GET"]),
    ("order_details", &["GET"]),
    ("order_states", &["GET"]),
    ("order_histories", &["GET", "POST"]),
    ("customers", &["GET", "PUT"]),
    ("languages", &["GET"]),
]);

const WITH_PATCH: Rights = Rights::Some(&[
    ("products", &["GET", "PUT", "PATCH"]),
    ("orders", &["GET"]),
    ("order_details", &["GET"]),
    ("order_states", &["GET"]),
    ("order_histories", &["GET", "POST"]),
    ("customers", &["GET", "PUT", "PATCH"]),
    ("languages", &["GET"]),
    ("stock_availables", &["GET", "PUT", "PATCH"]),
]);

const PATCH_WITHOUT_PUT: Rights = Rights::Some(&[
    ("products", &["GET", "PATCH"]),
    ("orders", &["GET"]),
    ("order_details", &["GET"]),
    ("order_states", &["GET"]),
    ("order_histories", &["GET", "POST"]),
    ("customers", &["GET", "PATCH"]),
    ("languages", &["GET"]),
]);

const WITH_OPTIONAL: Rights = Rights::Some(&[
    ("products", &["GET", "PUT"]),
    ("orders", &["GET"]),
    ("order_details", &["GET"]),
    ("order_states", &["GET"]),
    ("order_histories", &["GET", "POST"]),
    ("customers", &["GET", "PUT", "PATCH"]),
    ("languages", &["GET"]),
    ("stock_availables", &["GET"]),
    ("currencies", &["GET"]),
    ("combinations", &["GET"]),
    ("product_option_values", &["GET"]),
    ("carriers", &["GET"]),
    ("order_carriers", &["GET", "PUT"]),
    ("addresses", &["GET"]),
    ("countries", &["GET"]),
]);

const fn key(secret: &'static str, shops: &'static [u32], rights: Rights) -> Key {
    Key {
        secret,
        active: true,
        shops,
        rights,
    }
}

static KEYS: [Key; 11] = [
    key(SHOP_1, &[1], DOCUMENTED),
    key(SHOP_2, &[2], DOCUMENTED),
    key(EVERYTHING, &[1, 2, 3, 4, 5, 6, 7], Rights::All),
    key(
        PRODUCTS_ONLY,
        &[1, 2],
        Rights::Some(&[("products", &["GET"])]),
    ),
    Key {
        active: false,
        ..key(DISABLED, &[1, 2], DOCUMENTED)
    },
    key(SHOP_3, &[3], DOCUMENTED),
    key(PATCHING, &[1, 2, 3, 4, 5, 6, 7], WITH_PATCH),
    key(PATCH_ONLY, &[1], PATCH_WITHOUT_PUT),
    key(SHOP_6, &[6], DOCUMENTED),
    key(SHOP_7, &[7], DOCUMENTED),
    key(WITH_OPTIONS, &[1, 2, 3], WITH_OPTIONAL),
];

/// The active key of that text. The database compares without regard to case.
pub(crate) fn active(text: &str) -> Option<&'static Key> {
    KEYS.iter()
        .find(|key| key.active && key.secret.eq_ignore_ascii_case(text))
}

impl Key {
    /// Whether the method is ticked for the resource.
    pub(crate) fn allows(&self, resource: &str, method: &str) -> bool {
        match &self.rights {
            Rights::All => METHODS.contains(&method),
            Rights::Some(rights) => rights
                .iter()
                .any(|(name, methods)| *name == resource && methods.contains(&method)),
        }
    }

    /// Whether anything at all is ticked for the resource.
    pub(crate) fn knows(&self, resource: &str) -> bool {
        METHODS.iter().any(|method| self.allows(resource, method))
    }
}
