//! Prices for some people, in some shops, for some time; 0 stands for all of them.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_shop_group: integer().link("shop_groups").formats(&[(V1_6, "isUnsignedId")]),
    id_shop: integer().link("shops").required().formats(&[(V1_6, "isUnsignedId")]),
    id_cart: integer().link("carts").required().formats(&[(V1_6, "isUnsignedId")]),
    id_product: integer().link("products").required().formats(&[(V1_6, "isUnsignedId")]),
    id_product_attribute: id().link("product_attributes"),
    id_currency: integer().link("currencies").required().formats(&[(V1_6, "isUnsignedId")]),
    id_country: integer().link("countries").required().formats(&[(V1_6, "isUnsignedId")]),
    id_group: integer().link("groups").required().formats(&[(V1_6, "isUnsignedId")]),
    id_customer: integer().link("customers").required().formats(&[(V1_6, "isUnsignedId")]),
    id_specific_price_rule: integer()
        .link("specific_price_rules")
        .formats(&[(V1_6, "isUnsignedId")]),
    price: price().required().formats(&[(V1_6, "isNegativePrice")]).starts(-1_000_000),
    from_quantity: integer().required().formats(&[(V1_6, "isUnsignedInt")]).starts(1),
    reduction: price().required(),
    reduction_tax: integer().required().formats(&[(V1_6, "isBool")]).starts(1),
    reduction_type: text().required().formats(&[(V1_6, "isReductionType")]).says("amount"),
    from: date_time().required().formats(&[(V1_6, "isDateFormat")]),
    to: date_time().required().formats(&[(V1_6, "isDateFormat")]),
}
