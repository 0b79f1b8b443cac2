//! The rights that the shop's owner should give the key.

use resources::find;

use crate::webservice::call::Method;
use crate::webservice::version::Version;

/// One right of the table that shop owners are given.
pub struct KeyRight {
    /// The resource.
    pub resource: &'static str,
    /// What may be done with it; another method may stand in, see [`on_version`].
    pub method: Method,
    /// What works with it; of an optional one, what it adds.
    pub purpose: &'static str,
    /// Whether everything else works without it.
    pub is_optional: bool,
}

const fn right(resource: &'static str, method: Method, purpose: &'static str) -> KeyRight {
    KeyRight {
        resource,
        method,
        purpose,
        is_optional: false,
    }
}

/// A right that everything else works without, and what it adds.
const fn optional(resource: &'static str, method: Method, adds: &'static str) -> KeyRight {
    KeyRight {
        is_optional: true,
        ..right(resource, method, adds)
    }
}

/// The rights of the documented key, resource by resource.
pub static KEY: [KeyRight; 19] = [
    right("products", Method::Get, "reading products"),
    right("products", Method::Put, "changing the texts of products"),
    right("orders", Method::Get, "finding orders"),
    right("order_details", Method::Get, "reading the lines of orders"),
    right(
        "order_states",
        Method::Get,
        "showing the status of orders in words",
    ),
    right(
        "order_histories",
        Method::Get,
        "reading the status changes of orders",
    ),
    right(
        "order_histories",
        Method::Post,
        "changing the status of orders",
    ),
    right(
        "customers",
        Method::Get,
        "finding customers, and orders by e-mail address",
    ),
    right("customers", Method::Put, "changing customers"),
    right("languages", Method::Get, "naming languages by their code"),
    optional(
        "stock_availables",
        Method::Get,
        "the stock of products and combinations",
    ),
    optional(
        "currencies",
        Method::Get,
        "the code, symbol and decimals of prices",
    ),
    optional(
        "combinations",
        Method::Get,
        "the combinations of a product, with their prices",
    ),
    optional(
        "product_option_values",
        Method::Get,
        "the names of combinations, such as a size",
    ),
    optional(
        "carriers",
        Method::Get,
        "the name of the carrier of an order, and the link to follow a parcel",
    ),
    optional(
        "order_carriers",
        Method::Get,
        "every parcel of an order with its tracking number",
    ),
    optional("order_carriers", Method::Put, "saving tracking numbers"),
    optional("addresses", Method::Get, "the delivery address of an order"),
    optional(
        "countries",
        Method::Get,
        "the country of a delivery address",
    ),
];

/// Written with PATCH where the version knows it and the key has it.
const PATCHED: [&str; 3] = ["products", "customers", "order_carriers"];

/// What a right is for and which box to tick.
pub fn tick(method: Method, right: &KeyRight) -> String {
    let (verb, reason) = match (method == right.method, right.is_optional) {
        (false, _) => (
            "is needed for",
            ", because from PrestaShop 9 on any other way of saving a customer damages the account",
        ),
        (true, true) => ("adds", ". The documented key does without"),
        (true, false) => ("is needed for", ""),
    };
    format!(
        "Tick {} in the line {} of the key, under Advanced Parameters > Webservice. It {verb} {}{reason}.",
        named_box(method),
        right.resource,
        right.purpose
    )
}

/// The right that does the same on this version: PATCH where a PUT would destroy a secret.
pub fn on_version(right: &KeyRight, version: Option<Version>) -> Method {
    let destroys = |version: Version| {
        find(right.resource)
            .is_some_and(|resource| resource.put_destroys((version.major, version.minor)))
    };
    match right.method == Method::Put && version.is_some_and(destroys) {
        true => Method::Patch,
        false => right.method,
    }
}

/// Whether PATCH of a resource is used where the key has it.
pub fn patches(resource: &str, version: Option<Version>) -> bool {
    version.is_some_and(Version::knows_patch) && PATCHED.contains(&resource)
}

/// The box as the back office labels it.
pub fn named_box(method: Method) -> &'static str {
    match method {
        Method::Get => "View (GET)",
        Method::Put => "Modify (PUT)",
        Method::Post => "Add (POST)",
        Method::Patch => "Patch (PATCH)",
        Method::Delete => "Delete (DELETE)",
        Method::Head => "Fast view (HEAD)",
        Method::Options => "OPTIONS",
    }
}
