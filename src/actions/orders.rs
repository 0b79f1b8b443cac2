//! Orders: by reference, by e-mail, the most recent.

use std::rc::Rc;

use json::Value;
use resources::{Customer, Order};

use super::action::Action;
use super::catalogue::{Declaration, Effect, Need};
use super::customers::{self, same_email};
use super::doc::Doc;
use super::input::Input;
use super::order::{self, Buyers, CUSTOMERS, ORDER_SUMMARY, States, TOLD_PROPERTIES, complete};
use super::order_pictures::{PICTURES, Told, sought_orders};
use super::order_search::{as_usize, count, newest};
use super::order_states::LABELS;
use super::parameter::{Kind, LANGUAGE_PARAMETER, Parameter, Parameters};
use super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY};
use super::warnings::Warnings;
use super::{answer, texts};
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::error::Result;

const REFERENCE: Parameter = Parameter::new(
    "reference",
    Kind::Reference,
    "Reference of the order, as the customer sees it; letter case does not count.",
)
.required();
const EMAIL_PARAMETER: Parameter = Parameter::new(
    "email",
    Kind::Email,
    "E-mail address of the customer; letter case does not count.",
)
.required();

/// Orders that are answered unless another number is asked for.
const USUAL_LIMIT: u32 = 10;

const ORDERS: Shape = Shape::List(&Shape::Object(&ORDER_SUMMARY));

static PICTURED_ORDER: Object = Object {
    name: Doc::new("PicturedOrder"),
    description: Doc::new("An order with pictures of what was ordered."),
    properties: TOLD_PROPERTIES,
};

static GET_ORDER_BY_REFERENCE_OUTPUT: Object = Object {
    name: Doc::new("GetOrderByReferenceOutput"),
    description: Doc::new("The orders of a reference."),
    properties: &[
        Property::new(
            "orders",
            Shape::List(&Shape::Object(&PICTURED_ORDER)),
            "At least one; several where the shop split the order.",
        ),
        LANGUAGE_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

static GET_ORDERS_BY_EMAIL_OUTPUT: Object = Object {
    name: Doc::new("GetOrdersByEmailOutput"),
    description: Doc::new("The orders of an e-mail address."),
    properties: &[
        Property::new(
            "orders",
            ORDERS,
            "Newest first, as many as the limit allows.",
        ),
        Property::new(
            "total_count",
            Shape::Integer,
            "How many orders there are in all.",
        ),
        customers::WITH_EMAIL,
        LANGUAGE_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

static GET_LAST_ORDER_OUTPUT: Object = Object {
    name: Doc::new("GetLastOrderOutput"),
    description: Doc::new("The newest order of an e-mail address."),
    properties: &[
        Property::new(
            "order",
            Shape::Object(&ORDER_SUMMARY),
            "The newest order; null where there is none.",
        )
        .or_null(),
        customers::WITH_EMAIL,
        LANGUAGE_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

/// `get_order_by_reference`: four requests in two round trips, three once the labels are known; the
/// first time one more each for the key's rights and for currencies.
pub struct GetOrderByReference;

/// `get_orders_by_email`: three requests in two round trips; one more for a limit below the usual
/// one, or where there are more orders than the limit.
pub struct GetOrdersByEmail;

/// `get_last_order`: three requests in two round trips, two once the labels are known.
pub struct GetLastOrder;

impl Action for GetOrderByReference {
    const DECLARATION: Declaration = Declaration {
        name: "get_order_by_reference",
        title: Doc::new("Get Order by Reference"),
        description: Doc::new(
            "Finds an order by the reference the customer sees: date, status, totals, payment, shipping with tracking number, customer and lines. A reference can belong to several orders, when the shop split one: all are answered. Addresses and messages are not part of it. Fails with not_found where there is none. Changes nothing.",
        ),
        example: Doc::new("{\"reference\": \"ABCDEFGHI\"}"),
        input: Parameters::of(&[REFERENCE, LANGUAGE_PARAMETER]),
        output: &GET_ORDER_BY_REFERENCE_OUTPUT,
        effect: Effect::Reads,
        needs: &[
            Need::get("orders"),
            LABELS,
            CUSTOMERS,
            texts::LANGUAGES,
            PICTURES,
        ],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let (choice, orders) = sought_orders(client, input, order::summary_display()).await?;
        let mut warnings = Warnings::default();
        let Told { orders, choice } =
            Told::read(client, &orders, &PICTURED_ORDER, choice, &mut warnings).await?;
        let orders = orders.into_iter().map(Value::Object);
        let mut output = answer::blank(&GET_ORDER_BY_REFERENCE_OUTPUT);
        answer::set(&mut output, "orders", orders.collect::<Vec<Value>>());
        answer::set(&mut output, "language", choice.answer());
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}

impl Action for GetOrdersByEmail {
    const DECLARATION: Declaration = Declaration {
        name: "get_orders_by_email",
        title: Doc::new("Get Orders by Email"),
        description: Doc::new(
            "Lists the orders of everybody with an e-mail address, registered or guest, newest first, each with status, totals, payment, shipping and lines, and says how many there are. At most 100 are answered. An address without customer or orders gives an empty list. Changes nothing.",
        ),
        example: Doc::new("{\"email\": \"customer@example.com\", \"limit\": 5}"),
        input: Parameters::of(&[
            EMAIL_PARAMETER,
            Parameter::new(
                "limit",
                Kind::Limit(USUAL_LIMIT),
                "How many orders at most, from 1 to 100.",
            ),
            LANGUAGE_PARAMETER,
        ]),
        output: &GET_ORDERS_BY_EMAIL_OUTPUT,
        effect: Effect::Reads,
        needs: &[
            Need::get("customers"),
            Need::get("orders"),
            LABELS,
            texts::LANGUAGES,
        ],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let limit = input.number("limit").unwrap_or(1);
        let (choice, customers) = join(
            texts::begin(client, input),
            same_email(client, input.text("email")),
        )
        .await;
        let (choice, customers) = (choice?, customers?);
        // One more than wanted shows whether there is anything left to count. Of few orders there
        // mostly is: then they are counted at the same time.
        let asked = newest(client, &customers, limit.saturating_add(1));
        let (read, counted) = join(with_states(client, &customers, asked), async {
            match limit < USUAL_LIMIT && !customers.is_empty() {
                true => count(client, &customers).await.map(Some),
                false => Ok(None),
            }
        })
        .await;
        let ((newest, states), counted) = (read?, counted?);
        let answered = newest.get(..as_usize(limit)).unwrap_or(&newest);
        let mut warnings = Warnings::default();
        let known = Buyers::Known(&customers, states);
        let (count, completed) = join(
            async {
                match counted {
                    _ if answered.len() == newest.len() => Ok(newest.len()),
                    Some(count) => Ok(count.max(newest.len())),
                    None => count(client, &customers).await,
                }
            },
            complete(
                client,
                (answered, &ORDER_SUMMARY),
                known,
                choice,
                &mut warnings,
            ),
        )
        .await;
        let (orders, choice) = completed?;
        let orders = orders.into_iter().map(Value::Object);
        let mut output = answer::blank(&GET_ORDERS_BY_EMAIL_OUTPUT);
        answer::set(&mut output, "orders", orders.collect::<Vec<Value>>());
        answer::set(&mut output, "total_count", count?);
        answer::set(&mut output, "customers", customers::with_email(&customers));
        answer::set(&mut output, "language", choice.answer());
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}

impl Action for GetLastOrder {
    const DECLARATION: Declaration = Declaration {
        name: "get_last_order",
        title: Doc::new("Get Last Order"),
        description: Doc::new(
            "Finds the newest order of everybody with an e-mail address, registered or guest: status, totals, payment, shipping and lines. An address without customer or orders gives null. Changes nothing.",
        ),
        example: Doc::new("{\"email\": \"customer@example.com\"}"),
        input: Parameters::of(&[EMAIL_PARAMETER, LANGUAGE_PARAMETER]),
        output: &GET_LAST_ORDER_OUTPUT,
        effect: Effect::Reads,
        needs: &[
            Need::get("customers"),
            Need::get("orders"),
            LABELS,
            texts::LANGUAGES,
        ],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let (choice, customers) = join(
            texts::begin(client, input),
            same_email(client, input.text("email")),
        )
        .await;
        let (choice, customers) = (choice?, customers?);
        let newest = newest(client, &customers, 1);
        let (newest, states) = with_states(client, &customers, newest).await?;
        let mut warnings = Warnings::default();
        let known = Buyers::Known(&customers, states);
        let (orders, choice) = complete(
            client,
            (&newest, &ORDER_SUMMARY),
            known,
            choice,
            &mut warnings,
        )
        .await?;
        let mut output = answer::blank(&GET_LAST_ORDER_OUTPUT);
        let newest = orders.into_iter().next().map(Value::Object);
        answer::set(&mut output, "order", newest);
        answer::set(&mut output, "customers", customers::with_email(&customers));
        answer::set(&mut output, "language", choice.answer());
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}

/// The orders of some customers, and beside them the statuses that label them; nobody has none.
async fn with_states<T: Transport>(
    client: &Client<T>,
    customers: &[Customer],
    orders: impl Future<Output = Result<Vec<Order>>>,
) -> Result<(Vec<Order>, States)> {
    if customers.is_empty() {
        return Ok((Vec::new(), Ok(Rc::default())));
    }
    let modest = client.modest();
    let (orders, states) = join(orders, modest.order_states()).await;
    Ok((orders?, states))
}
