//! The lines of an order, with totals and discounts.

use json::Value;
use resources::{Declared, OrderDetail};

use super::action::Action;
use super::allowed::one_of;
use super::answer;
use super::catalogue::{Declaration, Effect, Need};
use super::doc::Doc;
use super::input::Input;
use super::joined::Joined;
use super::order_line::{
    self, PRODUCT_ATTRIBUTE_ID, PRODUCT_ID_PROPERTY, PRODUCT_NAME, PRODUCT_REFERENCE_PROPERTY,
};
use super::order_search::{self, Named};
use super::parameter::{Kind, Parameter, Parameters};
use super::shape::{Object, Property, Shape};
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::Filter;
use crate::webservice::query::Query;

/// An order named by its id.
pub const ORDER_ID_PARAMETER: Parameter = Parameter::new(
    "id",
    Kind::Id,
    "Id of the order. Give either id or reference.",
);
/// An order named by its reference.
pub const ORDER_REFERENCE_PARAMETER: Parameter = Parameter::new(
    "reference",
    Kind::Reference,
    "Reference of the order, as the customer sees it. Give either id or reference.",
);

static ORDER_DETAIL_LINE: Object = Object {
    name: Doc::new("OrderDetailLine"),
    description: Doc::new("A line of an order, as it was sold."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the line."),
        PRODUCT_ID_PROPERTY,
        PRODUCT_ATTRIBUTE_ID,
        PRODUCT_NAME,
        PRODUCT_REFERENCE_PROPERTY,
        Property::new("product_quantity", Shape::Integer, "Pieces ordered.").or_null(),
        Property::new(
            "product_quantity_refunded",
            Shape::Integer,
            "Pieces refunded.",
        )
        .or_null(),
        Property::new(
            "product_quantity_return",
            Shape::Integer,
            "Pieces sent back.",
        )
        .or_null(),
        Property::new(
            "unit_price_tax_incl",
            Shape::Decimal,
            "Price of one piece, with tax, reductions taken off.",
        )
        .or_null(),
        Property::new(
            "unit_price_tax_excl",
            Shape::Decimal,
            "Price of one piece, without tax, reductions taken off.",
        )
        .or_null(),
        Property::new(
            "total_price_tax_incl",
            Shape::Decimal,
            "Price of the line, with tax.",
        )
        .or_null(),
        Property::new(
            "total_price_tax_excl",
            Shape::Decimal,
            "Price of the line, without tax.",
        )
        .or_null(),
        Property::new(
            "reduction_percent",
            Shape::Decimal,
            "Reduction of the piece, in per cent.",
        )
        .or_null(),
        Property::new(
            "reduction_amount_tax_incl",
            Shape::Decimal,
            "Reduction of the piece as an amount, with tax.",
        )
        .or_null(),
    ],
};

static ORDER_WITH_DETAILS: Object = Object {
    name: Doc::new("OrderWithDetails"),
    description: Doc::new("An order and its lines."),
    properties: &[
        order_line::ORDER_ID_PROPERTY,
        order_line::ORDER_REFERENCE_PROPERTY,
        Property::new(
            "lines",
            Shape::List(&Shape::Object(&ORDER_DETAIL_LINE)),
            "Its lines, in the order in which they were added.",
        ),
    ],
};

static GET_ORDER_DETAILS_OUTPUT: Object = Object {
    name: Doc::new("GetOrderDetailsOutput"),
    description: Doc::new("The lines of the orders found."),
    properties: &[Property::new(
        "orders",
        Shape::List(&Shape::Object(&ORDER_WITH_DETAILS)),
        "At least one; several where a reference belongs to several orders.",
    )],
};

/// `get_order_details`: two requests, by id at once.
pub struct GetOrderDetails;

impl Action for GetOrderDetails {
    const DECLARATION: Declaration = Declaration {
        name: "get_order_details",
        title: Doc::new("Get Order Details"),
        description: Doc::new(
            "Lists the lines of an order with quantities, prices, totals and reductions in the order's currency. Says nothing about status or customer: get_order_by_reference does. Fails with not_found where there is no such order. Changes nothing.",
        ),
        example: Doc::new("{\"reference\": \"ABCDEFGHI\"}"),
        input: Parameters::either(
            "id",
            "reference",
            &[ORDER_ID_PARAMETER, ORDER_REFERENCE_PARAMETER],
        ),
        output: &GET_ORDER_DETAILS_OUTPUT,
        effect: Effect::Reads,
        needs: &[Need::get("order_details"), Need::get("orders")],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let orders = order_search::named(client, input).await?;
        let ids: Vec<u32> = orders.iter().map(|one| one.id).collect();
        let (orders, details) = join(
            order_search::looked_up(client, orders),
            details(client, &ids),
        )
        .await;
        let (orders, details) = (orders?, details?);
        let details = Joined::by(&details, OrderDetail::id_order);
        let rows = orders
            .iter()
            .map(|order| Value::Object(with_lines(order, &details)));
        let mut output = answer::blank(&GET_ORDER_DETAILS_OUTPUT);
        answer::set(&mut output, "orders", rows.collect::<Vec<Value>>());
        Ok(Value::Object(output))
    }
}

async fn details<T: Transport>(client: &Client<T>, orders: &[u32]) -> Result<Vec<OrderDetail>> {
    let fields = answer::fields(OrderDetail::RESOURCE, ORDER_DETAIL_LINE.properties);
    let query = Query::of(
        Display::Fields(fields.chain(["id_order".to_owned()]).collect()),
        vec![Filter::new("id_order", one_of(orders))],
    );
    client.knowing_ties().list(query).await
}

fn with_lines(order: &Named, details: &Joined<'_, OrderDetail>) -> answer::Answer {
    let lines = details
        .to(Some(order.id))
        .map(|one| Value::Object(answer::of(one.record(), &ORDER_DETAIL_LINE)));
    let mut row = answer::blank(&ORDER_WITH_DETAILS);
    answer::set(&mut row, "id", order.id);
    answer::set(&mut row, "reference", order.reference.clone());
    answer::set(&mut row, "lines", lines.collect::<Vec<Value>>());
    row
}
