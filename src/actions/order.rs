//! An order in an answer: with a readable status, its customer and its lines.

use std::rc::Rc;

use json::Value;
use resources::{Customer, Declared, Order, OrderState};

use super::allowed::with_ids;
use super::answer::{self, Answer};
use super::catalogue::Need;
use super::doc::Doc;
use super::joined::Joined;
use super::order_line::{
    ORDER_ID_PROPERTY, PRODUCT_ATTRIBUTE_ID, PRODUCT_ID_PROPERTY, PRODUCT_NAME,
    PRODUCT_REFERENCE_PROPERTY,
};
use super::order_states::{LABELS, Labels, ORDER_STATUS};
use super::product::currency::CURRENCY_OF_AMOUNTS;
use super::product::pages::COVER_IMAGE_URL;
use super::shape::{Object, Property, Shape, with_more};
use super::texts::Choice;
use super::warnings::Warnings;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;

/// To name the customer of an order.
pub const CUSTOMERS: Need = Need::get_or(
    "customers",
    "names and e-mail addresses of customers are left out",
);

const ORDER_LINES: Shape = Shape::List(&Shape::Object(&ORDER_LINE));
const PICTURED_LINES: Shape = Shape::List(&Shape::Object(&PICTURED_LINE));

/// What the customer calls it.
pub const ORDER_REFERENCE: Property = Property::new(
    "reference",
    Shape::ShopText,
    "Reference the customer sees; orders that the shop split share it.",
);

/// When it came in.
pub const PLACED: Property = Property::new(
    "date_add",
    Shape::Date,
    "When it was placed, in the shop's time zone.",
)
.or_null();

/// Where it stands.
pub const STATUS: Property = Property::new(
    "status",
    Shape::Object(&ORDER_STATUS),
    "Its present status.",
);

/// What its amounts are in.
pub const ID_CURRENCY: Property =
    Property::new("id_currency", Shape::Id, "Id of the currency.").or_null();

/// Who placed it.
pub const BUYER_ID: Property = Property::new("id", Shape::Id, "Id of the customer.").or_null();
/// The first name; of a customer who may not be read there is none.
pub const BUYER_FIRSTNAME: Property =
    Property::new("firstname", Shape::ShopText, "First name.").or_null();
/// The last name.
pub const BUYER_LASTNAME: Property =
    Property::new("lastname", Shape::ShopText, "Last name.").or_null();

/// What is told of every order but its lines.
const ABOVE_LINES: &[Property] = &[
    ORDER_ID_PROPERTY,
    ORDER_REFERENCE,
    PLACED,
    STATUS,
    Property::new("payment", Shape::ShopText, "Name of the way of payment."),
    ID_CURRENCY,
    Property::new("totals", Shape::Object(&ORDER_TOTALS), "Its amounts."),
    Property::new(
        "shipping",
        Shape::Object(&ORDER_SHIPPING),
        "How it travels.",
    ),
    Property::new("customer", Shape::Object(&ORDER_CUSTOMER), "Who placed it."),
];

/// What is told of every order that is looked up by itself.
pub const TOLD_PROPERTIES: &[Property] = &with_more::<{ ABOVE_LINES.len() + 2 }>(
    ABOVE_LINES,
    &[
        Property::new("lines", PICTURED_LINES, "What was ordered."),
        CURRENCY_OF_AMOUNTS,
    ],
);

static SUMMARY_PROPERTIES: [Property; ABOVE_LINES.len() + 1] = with_more(
    ABOVE_LINES,
    &[Property::new("lines", ORDER_LINES, "What was ordered.")],
);

/// An order.
pub static ORDER_SUMMARY: Object = Object {
    name: Doc::new("OrderSummary"),
    description: Doc::new("An order. Amounts are in the order's own currency."),
    properties: &SUMMARY_PROPERTIES,
};

static ORDER_TOTALS: Object = Object {
    name: Doc::new("OrderTotals"),
    description: Doc::new("Amounts of an order, in its own currency."),
    properties: &[
        Property::new(
            "total_paid_tax_incl",
            Shape::Decimal,
            "Amount to pay, with tax.",
        )
        .or_null(),
        Property::new(
            "total_paid_tax_excl",
            Shape::Decimal,
            "Amount to pay, without tax.",
        )
        .or_null(),
        Property::new(
            "total_paid_real",
            Shape::Decimal,
            "Amount really paid so far.",
        )
        .or_null(),
        Property::new("total_products_wt", Shape::Decimal, "Products, with tax.").or_null(),
        Property::new("total_products", Shape::Decimal, "Products, without tax.").or_null(),
        Property::new(
            "total_shipping_tax_incl",
            Shape::Decimal,
            "Shipping, with tax.",
        )
        .or_null(),
        Property::new(
            "total_discounts_tax_incl",
            Shape::Decimal,
            "Discounts, with tax.",
        )
        .or_null(),
    ],
};

static ORDER_SHIPPING: Object = Object {
    name: Doc::new("OrderShipping"),
    description: Doc::new("How an order travels."),
    properties: &[
        Property::new("id_carrier", Shape::Id, "Id of the carrier.").or_null(),
        Property::new("shipping_number", Shape::ShopText, "Tracking number.").or_null(),
    ],
};

static ORDER_CUSTOMER: Object = Object {
    name: Doc::new("OrderCustomer"),
    description: Doc::new("Who placed an order."),
    properties: &[
        BUYER_ID,
        BUYER_FIRSTNAME,
        BUYER_LASTNAME,
        Property::new("email", Shape::ShopText, "E-mail address.").or_null(),
    ],
};

static ORDER_LINE: Object = Object {
    name: Doc::new("OrderLine"),
    description: Doc::new("A line of an order."),
    properties: LINE_PROPERTIES,
};

/// A line of an order that is looked up by itself.
pub static PICTURED_LINE: Object = Object {
    name: Doc::new("PicturedOrderLine"),
    description: Doc::new("A line of an order, with a picture of its product."),
    properties: &PICTURED_LINE_PROPERTIES,
};

static PICTURED_LINE_PROPERTIES: [Property; LINE_PROPERTIES.len() + 1] =
    with_more(LINE_PROPERTIES, &[COVER_IMAGE_URL]);

const LINE_PROPERTIES: &[Property] = &[
    PRODUCT_ID_PROPERTY,
    PRODUCT_ATTRIBUTE_ID,
    PRODUCT_NAME,
    PRODUCT_REFERENCE_PROPERTY,
    Property::new("product_quantity", Shape::Integer, "Pieces.").or_null(),
    Property::new(
        "unit_price_tax_incl",
        Shape::Decimal,
        "Price of one piece, with tax.",
    )
    .or_null(),
    Property::new(
        "unit_price_tax_excl",
        Shape::Decimal,
        "Price of one piece, without tax.",
    )
    .or_null(),
];

/// Exactly what [`ORDER_SUMMARY`] needs, by names that every version has.
pub fn summary_display() -> Display {
    let fields = [&ORDER_SUMMARY, &ORDER_TOTALS, &ORDER_SHIPPING]
        .into_iter()
        .flat_map(|object| answer::fields(Order::RESOURCE, object.properties));
    let joined = ["current_state", "id_customer"].map(str::to_owned);
    let lines: Vec<&str> = LINE_PROPERTIES.iter().map(|one| one.name).collect();
    let lines = format!("order_rows[{}]", lines.join(","));
    Display::Fields(fields.chain(joined).chain([lines]).collect())
}

/// The statuses that orders can have, as far as the key may read them.
pub type States = Result<Rc<Vec<OrderState>>>;

/// The customers of orders.
#[derive(Debug)]
pub enum Buyers<'c> {
    /// Read already, with the statuses beside their orders.
    Known(&'c [Customer], States),
    /// Still to be read, with the statuses beside them.
    Unknown,
}

/// Orders as an object tells them, with labels and customers, and the language chosen.
/// At most two requests, at the same time.
pub async fn complete<T: Transport>(
    client: &Client<T>,
    (orders, object): (&[Order], &Object),
    buyers: Buyers<'_>,
    choice: Choice,
    warnings: &mut Warnings,
) -> Result<(Vec<Answer>, Choice)> {
    let modest = &client.modest();
    let mut asked = Ok(Vec::new());
    let (states, known) = match buyers {
        _ if orders.is_empty() => (Ok(None), &[][..]),
        Buyers::Known(customers, states) => (states.map(Some), customers),
        Buyers::Unknown => {
            let states;
            (states, asked) = join(
                modest.order_states(),
                customers_of(modest, orders, &ORDER_CUSTOMER),
            )
            .await;
            (states.map(Some), &[][..])
        }
    };
    let states = warnings.allow(states, &LABELS)?.flatten();
    let asked = warnings.allow(asked, &CUSTOMERS)?.unwrap_or_default();
    let customers = if known.is_empty() { &asked } else { known };
    let labels = Labels::new(client, states, choice).await?;
    let customers = Joined::by(customers, Customer::id);
    let answers = orders
        .iter()
        .map(|order| summary(order, object, &labels, &customers));
    Ok((answers.collect(), labels.choice().clone()))
}

fn summary(
    order: &Order,
    object: &Object,
    labels: &Labels,
    buyers: &Joined<'_, Customer>,
) -> Answer {
    let record = order.record();
    let part = |object| Value::Object(answer::of(record, object));
    let lines = record
        .items("order_rows")
        .iter()
        .map(|row| Value::Object(answer::of(row, &ORDER_LINE)));
    let mut order_answer = answer::of(record, object);
    set_status_and_buyer(&mut order_answer, order, labels, (buyers, &ORDER_CUSTOMER));
    answer::set(&mut order_answer, "totals", part(&ORDER_TOTALS));
    answer::set(&mut order_answer, "shipping", part(&ORDER_SHIPPING));
    answer::set(&mut order_answer, "lines", lines.collect::<Vec<Value>>());
    order_answer
}

/// Sets what an order names by id: its status, and its customer as an object tells of one.
pub fn set_status_and_buyer(
    row: &mut Answer,
    order: &Order,
    labels: &Labels,
    (buyers, object): (&Joined<'_, Customer>, &Object),
) {
    let mut customer = match buyers.to(order.id_customer()).next() {
        Some(buyer) => answer::of(buyer.record(), object),
        None => answer::blank(object),
    };
    answer::set(&mut customer, "id", order.id_customer());
    answer::set(row, "status", labels.status(order.current_state()));
    answer::set(row, "customer", customer);
}

/// The customers of orders, with what an object tells of them.
pub async fn customers_of<T: Transport>(
    client: &Client<T>,
    orders: &[Order],
    object: &Object,
) -> Result<Vec<Customer>> {
    let ids = orders.iter().filter_map(Order::id_customer).collect();
    let fields = answer::display(Customer::RESOURCE, object);
    match with_ids(fields, "id", ids) {
        Some(query) => client.list(query).await,
        None => Ok(Vec::new()),
    }
}
