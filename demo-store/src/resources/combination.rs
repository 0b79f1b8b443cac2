//! A product in one size or colour.

use super::association::*;
use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_product: id().link("products").required(),
    location: text().sizes(&[(V1_6, 64), (V8_2, 255)]).formats(&[(V1_6, "isGenericName"), (V8_2, "isString")]),
    ean13: text()
        .sizes(&[(V1_6, 13), (V9_0, 14)])
        .formats(&[(V1_6, "isEan13"), (V9_0, "isGtin")]),
    isbn: text().sizes(&[(V1_7, 32)]).formats(&[(V1_7, "isIsbn")]).since(V1_7),
    upc: text().sizes(&[(V1_6, 12)]).formats(&[(V1_6, "isUpc")]),
    mpn: text().sizes(&[(V1_7, 40)]).formats(&[(V1_7, "isMpn")]).since(V1_7),
    quantity: integer().formats(&[(V1_6, "isInt")]),
    reference: text().sizes(&[(V1_6, 32), (V1_7, 64)]).formats(&[(V1_6, "isReference")]),
    supplier_reference: text().sizes(&[(V1_6, 32), (V1_7, 64)]).formats(&[(V1_6, "isReference")]),
    wholesale_price: price().per_shop(),
    price: price().per_shop(),
    ecotax: price(),
    weight: rate(6),
    unit_price_impact: price(),
    minimal_quantity: integer().required().per_shop().starts(1),
    low_stock_threshold: integer().formats(&[(V1_7, "isInt")]).since(V1_7),
    low_stock_alert: boolean().since(V1_7),
    default_on: boolean(),
    available_date: date().formats(&[(V1_6, "isDateFormat")]),
}

/// The option values that make the combination.
pub static OF_COMBINATION: &[Association] = &[
    Association::of(
        "product_option_values",
        "product_option_value",
        "product_option_values",
    ),
    Association::of("images", "image", "images/products").path("images/products/#"),
];
