//! What is on the shelf, per product and per combination.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_product: id().link("products").required(),
    id_product_attribute: id().link("combinations").required(),
    id_shop: id().link("shops"),
    id_shop_group: id().link("shop_groups").starts(1),
    quantity: integer()
        .required()
        .formats(&[(V1_6, "isInt")])
        .sizes(&[(V1_7, 10), (V8_2, 0)]),
    depends_on_stock: boolean().required(),
    out_of_stock: integer().required().formats(&[(V1_6, "isInt")]).starts(2),
    location: text().sizes(&[(V1_7, 255)]).formats(&[(V1_7, "isString")]).since(V1_7),
}
