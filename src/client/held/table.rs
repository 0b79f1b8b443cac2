//! Which records a client that is held to a customer may read: those of the customer, and what the
//! shop shows to everybody. A resource that is not here is closed to it.

/// What a field of a record must lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The customer.
    Customer,
    /// A record of that resource that is open itself.
    Record(&'static str),
    /// An order of the customer, by its reference.
    OrderReference,
    /// That value.
    Value(&'static str),
}

/// A field that decides whether a record is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// Its name.
    pub field: &'static str,
    /// What it must lead to.
    pub to: Target,
}

/// What is open of a resource.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Its name in the address.
    pub resource: &'static str,
    /// All of them must lead where they should; without any, every record is open.
    pub links: &'static [Link],
    /// The merchant's own fields, which are not handed on.
    pub untold: &'static [&'static str],
}

const fn link(field: &'static str, to: Target) -> Link {
    Link { field, to }
}

const OF_CUSTOMER: &[Link] = &[link("id_customer", Target::Customer)];
const OF_ORDER: &[Link] = &[link("id_order", Target::Record("orders"))];
const OF_PRODUCT: &[Link] = &[link("id_product", Target::Record("products"))];
const ACTIVE: &[Link] = &[link("active", Target::Value("1"))];

impl Rule {
    const fn new(resource: &'static str, links: &'static [Link]) -> Self {
        Rule {
            resource,
            links,
            untold: &[],
        }
    }

    const fn untold(mut self, fields: &'static [&'static str]) -> Self {
        self.untold = fields;
        self
    }

    /// Whether its records are the customer's own, not everybody's.
    pub fn is_personal(&self) -> bool {
        self.links.iter().any(|link| match link.to {
            Target::Customer | Target::OrderReference => true,
            Target::Record(resource) => of(resource).is_some_and(Rule::is_personal),
            Target::Value(_) => false,
        })
    }

    /// Whether a write to a record of the customer may not name the field: it decides whose the
    /// record is, or is the merchant's own. By its e-mail address a customer is found.
    pub fn locks(&self, field: &str) -> bool {
        self.links.iter().any(|link| link.field == field)
            || self.untold.contains(&field)
            || (self.resource, field) == ("customers", "email")
    }
}

/// What is open of a resource; `None` where nothing is.
pub(super) fn of(resource: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.resource == resource)
}

static RULES: [Rule; 31] = [
    // The rights of the key.
    Rule::new("", &[]),
    Rule::new("customers", &[link("id", Target::Customer)]).untold(&[
        "id_risk",
        "max_payment_days",
        "note",
        "outstanding_allow_amount",
    ]),
    Rule::new("addresses", OF_CUSTOMER),
    Rule::new("carts", OF_CUSTOMER),
    Rule::new("customer_threads", OF_CUSTOMER).untold(&["token"]),
    Rule::new("orders", OF_CUSTOMER).untold(&["note"]),
    Rule::new("order_carriers", OF_ORDER),
    Rule::new("order_cart_rules", OF_ORDER),
    Rule::new("order_details", OF_ORDER)
        .untold(&["original_wholesale_price", "purchase_supplier_price"]),
    Rule::new("order_histories", OF_ORDER).untold(&["id_employee"]),
    Rule::new("order_invoices", OF_ORDER).untold(&["note"]),
    Rule::new(
        "order_payments",
        &[link("order_reference", Target::OrderReference)],
    ),
    Rule::new("order_slip", OF_CUSTOMER),
    Rule::new(
        "messages",
        &[
            link("id_order", Target::Record("orders")),
            link("private", Target::Value("0")),
        ],
    )
    .untold(&["id_employee"]),
    Rule::new("products", ACTIVE).untold(&[
        "id_supplier",
        "location",
        "low_stock_alert",
        "low_stock_threshold",
        "supplier_reference",
        "wholesale_price",
    ]),
    Rule::new("combinations", OF_PRODUCT).untold(&[
        "location",
        "low_stock_alert",
        "low_stock_threshold",
        "supplier_reference",
        "wholesale_price",
    ]),
    Rule::new("stock_availables", OF_PRODUCT).untold(&["location"]),
    Rule::new("categories", ACTIVE),
    Rule::new("manufacturers", ACTIVE),
    Rule::new("carriers", &[]),
    Rule::new("countries", &[]),
    Rule::new("currencies", &[]),
    Rule::new("languages", &[]),
    Rule::new("order_states", &[]),
    Rule::new("product_feature_values", &[]),
    Rule::new("product_features", &[]),
    Rule::new("product_option_values", &[]),
    Rule::new("product_options", &[]),
    Rule::new("states", &[]),
    Rule::new("tags", &[]),
    Rule::new("zones", &[]),
];
