//! The status changes of an order.

use json::Value;
use resources::OrderHistory;

use super::action::Action;
use super::allowed::one_of;
use super::catalogue::{Declaration, Effect, Need};
use super::doc::Doc;
use super::input::Input;
use super::joined::Joined;
use super::order::States;
use super::order_details::{ORDER_ID_PARAMETER, ORDER_REFERENCE_PARAMETER};
use super::order_line;
use super::order_search::{self, Named};
use super::order_states::{LABELS, Labels, ORDER_STATUS};
use super::parameter::{LANGUAGE_PARAMETER, Parameters};
use super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY};
use super::warnings::Warnings;
use super::{answer, texts};
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::Filter;
use crate::webservice::query::Query;

static ORDER_STATUS_CHANGE: Object = Object {
    name: Doc::new("OrderStatusChange"),
    description: Doc::new("A change of an order's status."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the change."),
        Property::new("date_add", Shape::Date, "When, in the shop's time zone.").or_null(),
        Property::new(
            "status",
            Shape::Object(&ORDER_STATUS),
            "The status entered.",
        ),
        Property::new(
            "id_employee",
            Shape::Id,
            "Id of the employee who made it; null for the shop itself, a module or the Webservice.",
        )
        .or_null(),
    ],
};

static ORDER_WITH_HISTORY: Object = Object {
    name: Doc::new("OrderWithHistory"),
    description: Doc::new("An order and its status changes."),
    properties: &[
        order_line::ORDER_ID_PROPERTY,
        order_line::ORDER_REFERENCE_PROPERTY,
        Property::new(
            "changes",
            Shape::List(&Shape::Object(&ORDER_STATUS_CHANGE)),
            "Its status changes, oldest first.",
        ),
    ],
};

static GET_ORDER_HISTORY_OUTPUT: Object = Object {
    name: Doc::new("GetOrderHistoryOutput"),
    description: Doc::new("The status changes of the orders found."),
    properties: &[
        Property::new(
            "orders",
            Shape::List(&Shape::Object(&ORDER_WITH_HISTORY)),
            "At least one; several where a reference belongs to several orders.",
        ),
        LANGUAGE_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

/// `get_order_history`: three requests, by id at once; one less once the labels are known.
pub struct GetOrderHistory;

impl Action for GetOrderHistory {
    const DECLARATION: Declaration = Declaration {
        name: "get_order_history",
        title: Doc::new("Get Order History"),
        description: Doc::new(
            "Lists the status changes of an order, oldest first: when, which status, and the id of the employee who made it. Fails with not_found where there is no such order. Changes nothing.",
        ),
        example: Doc::new("{\"reference\": \"ABCDEFGHI\"}"),
        input: Parameters::either(
            "id",
            "reference",
            &[
                ORDER_ID_PARAMETER,
                ORDER_REFERENCE_PARAMETER,
                LANGUAGE_PARAMETER,
            ],
        ),
        output: &GET_ORDER_HISTORY_OUTPUT,
        effect: Effect::Reads,
        needs: &[
            Need::get("order_histories"),
            LABELS,
            Need::get("orders"),
            texts::LANGUAGES,
        ],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let (choice, read) = join(texts::begin(client, input), read_history(client, input)).await;
        let (choice, (orders, changes, states)) = (choice?, read?);
        let mut warnings = Warnings::default();
        let states = warnings.allow(states, &LABELS)?;
        let labels = Labels::new(client, states, choice).await?;
        let changes = Joined::by(&changes, OrderHistory::id_order);
        let rows = orders
            .iter()
            .map(|order| Value::Object(with_changes(order, &changes, &labels)));
        let mut output = answer::blank(&GET_ORDER_HISTORY_OUTPUT);
        answer::set(&mut output, "orders", rows.collect::<Vec<Value>>());
        answer::set(&mut output, "language", labels.choice().answer());
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}

/// The orders that an input names, their status changes, and the statuses that label them.
async fn read_history<T: Transport>(
    client: &Client<T>,
    input: &Input,
) -> Result<(Vec<Named>, Vec<OrderHistory>, States)> {
    let orders = order_search::named(client, input).await?;
    let ids: Vec<u32> = orders.iter().map(|one| one.id).collect();
    let looked_up = order_search::looked_up(client, orders);
    let modest = client.modest();
    let (read, states) = join(
        join(looked_up, status_changes(client, &ids)),
        modest.order_states(),
    )
    .await;
    Ok((read.0?, read.1?, states))
}

async fn status_changes<T: Transport>(
    client: &Client<T>,
    orders: &[u32],
) -> Result<Vec<OrderHistory>> {
    let query = Query::of(
        Display::Default,
        vec![Filter::new("id_order", one_of(orders))],
    );
    let mut changes = client.knowing_ties().list::<OrderHistory>(query).await?;
    changes.sort_unstable_by(|one, other| {
        (one.date_add(), one.id()).cmp(&(other.date_add(), other.id()))
    });
    Ok(changes)
}

fn with_changes(
    order: &Named,
    changes: &Joined<'_, OrderHistory>,
    labels: &Labels,
) -> answer::Answer {
    let rows = changes.to(Some(order.id)).map(|one| {
        let mut row = answer::of(one.record(), &ORDER_STATUS_CHANGE);
        answer::set(&mut row, "status", labels.status(one.id_order_state()));
        Value::Object(row)
    });
    let mut row = answer::blank(&ORDER_WITH_HISTORY);
    answer::set(&mut row, "id", order.id);
    answer::set(&mut row, "reference", order.reference.clone());
    answer::set(&mut row, "changes", rows.collect::<Vec<Value>>());
    row
}
