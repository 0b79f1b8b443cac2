//! What people were about to buy.

use super::association::*;
use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_address_delivery: id().link("addresses"),
    id_address_invoice: id().link("addresses"),
    id_currency: id().link("currencies").required().starts(1),
    id_customer: id().link("customers"),
    id_guest: id().link("guests"),
    id_lang: id().link("languages").required().starts(1),
    id_shop_group: id(),
    id_shop: id(),
    id_carrier: id().link("carriers"),
    recyclable: boolean(),
    gift: boolean(),
    gift_message: text().formats(&[(V1_6, "isMessage"), (V8_2, "isCleanHtml")]),
    mobile_theme: boolean(),
    delivery_option: text(),
    secure_key: text().sizes(&[(V1_6, 32)]),
    allow_seperated_package: boolean(),
    date_add: date_time().formats(&[(V1_6, "isDate")]),
    date_upd: date_time().formats(&[(V1_6, "isDate")]),
}

/// What is in it: nothing here, the orders have it.
pub static OF_CART: &[Association] = &[Association::only_here(
    "cart_rows",
    "cart_row",
    &[
        ItemField::new("id_product").link("products").required(),
        ItemField::new("id_product_attribute").required(),
        ItemField::new("id_address_delivery")
            .link("addresses")
            .required(),
        ItemField::new("id_customization").since(V1_7),
        ItemField::new("quantity").required(),
    ],
)];
