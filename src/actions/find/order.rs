//! An order with all that belongs to it.

use json::Value;
use resources::{Declared, Order};

use super::super::action::Action;
use super::super::catalogue::{Declaration, Effect, Need};
use super::super::doc::Doc;
use super::super::input::Input;
use super::super::order::{self, CUSTOMERS, TOLD_PROPERTIES};
use super::super::order_details::{ORDER_ID_PARAMETER, ORDER_REFERENCE_PARAMETER};
use super::super::order_pictures::{PICTURES, Told, sought_orders};
use super::super::order_states::LABELS;
use super::super::parameter::{LANGUAGE_PARAMETER, Parameters};
use super::super::parcel::delivery::{
    ADDRESSES, CARRIERS, COUNTRIES, DELIVERY_FIELD, PARCELS, deliveries,
};
use super::super::parcel::shapes::ORDER_DELIVERY;
use super::super::shape::{
    LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY, with_more,
};
use super::super::warnings::Warnings;
use super::super::{answer, texts};
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;

/// What is told beyond the summary.
const MORE: &[Property] = &[
    Property::new(
        "date_upd",
        Shape::Date,
        "When it was last changed, in the shop's time zone.",
    )
    .or_null(),
    Property::new(
        "valid",
        Shape::Boolean,
        "Whether it counts as paid and accepted.",
    ),
    Property::new(
        "invoice_number",
        Shape::Integer,
        "Number of the invoice; 0 before there is one.",
    )
    .or_null(),
    Property::new("invoice_date", Shape::Date, "Date of the invoice.").or_null(),
    Property::new(
        "delivery_number",
        Shape::Integer,
        "Number of the delivery slip; 0 before there is one.",
    )
    .or_null(),
    Property::new("delivery_date", Shape::Date, "Date of the delivery slip.").or_null(),
    Property::new("gift", Shape::Boolean, "Whether it is a gift."),
    Property::new(
        "gift_message",
        Shape::ShopText,
        "Message to go with the gift.",
    )
    .or_null(),
    Property::new(
        "delivery",
        Shape::Object(&ORDER_DELIVERY),
        "Where its parcels are and go.",
    ),
];

static FULL_PROPERTIES: [Property; TOLD_PROPERTIES.len() + MORE.len()] =
    with_more(TOLD_PROPERTIES, MORE);

static FULL_ORDER: Object = Object {
    name: Doc::new("FullOrder"),
    description: Doc::new("An order with all that belongs to it. Amounts are in its own currency."),
    properties: &FULL_PROPERTIES,
};

static GET_ORDER_OUTPUT: Object = Object {
    name: Doc::new("GetOrderOutput"),
    description: Doc::new("The orders found."),
    properties: &[
        Property::new(
            "orders",
            Shape::List(&Shape::Object(&FULL_ORDER)),
            "At least one; several where a reference belongs to several orders.",
        ),
        LANGUAGE_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

/// `get_order`: four requests in two round trips, three once the labels are known; the first time one
/// more each for the key's rights and for currencies; for the delivery at most four more and one
/// round trip.
pub struct GetOrder;

impl Action for GetOrder {
    const DECLARATION: Declaration = Declaration {
        name: "get_order",
        title: Doc::new("Get Order"),
        description: Doc::new(
            "Tells all of an order, by id or reference: dates, status, totals, payment, customer, lines, invoice, gift message, and where its parcels are: carrier, tracking numbers with links, delivery address, as far as the key may read them. A reference can belong to several orders: all are answered. Fails with not_found where there is none. Changes nothing.",
        ),
        example: Doc::new("{\"id\": 5}"),
        input: Parameters::either(
            "id",
            "reference",
            &[
                ORDER_ID_PARAMETER,
                ORDER_REFERENCE_PARAMETER,
                LANGUAGE_PARAMETER,
            ],
        ),
        output: &GET_ORDER_OUTPUT,
        effect: Effect::Reads,
        needs: &[
            Need::get("orders"),
            LABELS,
            CUSTOMERS,
            texts::LANGUAGES,
            PICTURES,
            PARCELS,
            CARRIERS,
            ADDRESSES,
            COUNTRIES,
        ],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let mut display = order::summary_display();
        if let Display::Fields(fields) = &mut display {
            fields.extend(answer::fields(Order::RESOURCE, MORE));
            fields.push(DELIVERY_FIELD.to_owned());
        }
        let (choice, orders) = sought_orders(client, input, display).await?;
        let (mut warnings, mut further) = (Warnings::default(), Warnings::default());
        let of_delivery = choice.clone();
        let completed = Told::read(client, &orders, &FULL_ORDER, choice, &mut warnings);
        let (completed, deliveries) = join(
            completed,
            deliveries(client, &orders, &of_delivery, &mut further),
        )
        .await;
        let Told { orders, choice } = completed?;
        let rows = orders.into_iter().zip(deliveries?);
        let rows = rows.map(|(mut order, delivery)| {
            answer::set(&mut order, "delivery", delivery);
            Value::Object(order)
        });
        warnings.append(further);
        let mut output = answer::blank(&GET_ORDER_OUTPUT);
        answer::set(&mut output, "orders", rows.collect::<Vec<Value>>());
        answer::set(&mut output, "language", choice.answer());
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}
