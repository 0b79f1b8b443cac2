//! Properties that all answers about orders and their lines share.

use super::shape::{Property, Shape};

/// The order.
pub const ORDER_ID_PROPERTY: Property = Property::new("id", Shape::Id, "Id of the order.");

/// Its reference, where it was looked up by one.
pub const ORDER_REFERENCE_PROPERTY: Property = Property::new(
    "reference",
    Shape::ShopText,
    "Its reference; null when the order was named by id.",
)
.or_null();

/// The product of a line.
pub const PRODUCT_ID_PROPERTY: Property = Property::new(
    "product_id",
    Shape::Id,
    "Id of the product; it may be gone since.",
)
.or_null();

/// The combination of a line.
pub const PRODUCT_ATTRIBUTE_ID: Property = Property::new(
    "product_attribute_id",
    Shape::Id,
    "Id of the combination; null for a product without.",
)
.or_null();

/// The name on a line.
pub const PRODUCT_NAME: Property = Property::new(
    "product_name",
    Shape::ShopText,
    "Name with the combination, in the order's language.",
);

/// The reference on a line.
pub const PRODUCT_REFERENCE_PROPERTY: Property = Property::new(
    "product_reference",
    Shape::ShopText,
    "The merchant's reference.",
)
.or_null();
