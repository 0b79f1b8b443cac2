//! What is told of the parcels of an order.

use super::super::doc::Doc;
use super::super::shape::{Object, Property, Shape};

/// How an order gets to its customer.
pub static ORDER_DELIVERY: Object = Object {
    name: Doc::new("OrderDelivery"),
    description: Doc::new("How an order gets to its customer, as far as the key may read it."),
    properties: &[
        CARRIER,
        Property::new(
            "parcels",
            Shape::List(&Shape::Object(&ORDER_PARCEL)),
            "Its parcels; empty if nothing is sent, or nothing is known.",
        ),
        Property::new(
            "address",
            Shape::Object(&DELIVERY_ADDRESS),
            "Where it goes; null if it is not known.",
        )
        .or_null(),
    ],
};

/// A parcel.
pub static ORDER_PARCEL: Object = Object {
    name: Doc::new("OrderParcel"),
    description: Doc::new("A parcel of an order."),
    properties: &[
        Property::new(
            "id",
            Shape::Id,
            "Id of the parcel, by which set_tracking_number takes one of several.",
        )
        .or_null(),
        CARRIER,
        Property::new("tracking_number", Shape::ShopText, "Tracking number.").or_null(),
        Property::new(
            "tracking_url",
            Shape::ShopText,
            "Page of the carrier that follows it.",
        )
        .or_null(),
    ],
};

/// Where an order goes.
pub static DELIVERY_ADDRESS: Object = Object {
    name: Doc::new("DeliveryAddress"),
    description: Doc::new("Where an order goes."),
    properties: &[
        text("firstname", "First name."),
        text("lastname", "Last name."),
        text("company", "Company."),
        text("address1", "Street."),
        text("address2", "What else the street needs."),
        text("postcode", "Postcode."),
        text("city", "City."),
        Property::new(
            "id_state",
            Shape::Id,
            "Id of the state, in countries that have them.",
        )
        .or_null(),
        text("country", "Country."),
        Property::new("country_code", Shape::Text, "Its code of two letters.").or_null(),
        text("phone", "Telephone number."),
        text("phone_mobile", "Mobile number."),
        text("other", "Notes for the delivery."),
    ],
};

const CARRIER: Property =
    Property::new("carrier", Shape::ShopText, "Name of the carrier.").or_null();

const fn text(name: &'static str, description: &'static str) -> Property {
    Property::new(name, Shape::ShopText, description).or_null()
}
