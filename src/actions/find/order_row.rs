//! What is told of an order that was found.

use super::super::doc::Doc;
use super::super::order::{
    BUYER_FIRSTNAME, BUYER_ID, BUYER_LASTNAME, ID_CURRENCY, ORDER_REFERENCE, PLACED, STATUS,
};
use super::super::order_line::ORDER_ID_PROPERTY;
use super::super::shape::{Object, Property, Shape};

/// A row.
pub static FOUND_ORDER: Object = Object {
    name: Doc::new("FoundOrder"),
    description: Doc::new("An order, in short. get_order tells the rest."),
    properties: &[
        ORDER_ID_PROPERTY,
        ORDER_REFERENCE,
        PLACED,
        STATUS,
        Property::new(
            "total_paid_tax_incl",
            Shape::Decimal,
            "Amount to pay, with tax, in the order's own currency.",
        )
        .or_null(),
        ID_CURRENCY,
        Property::new("customer", Shape::Object(&FOUND_BUYER), "Who placed it."),
    ],
};

/// Its customer.
pub static FOUND_BUYER: Object = Object {
    name: Doc::new("FoundOrderCustomer"),
    description: Doc::new("Who placed an order, in short."),
    properties: &[BUYER_ID, BUYER_FIRSTNAME, BUYER_LASTNAME],
};
