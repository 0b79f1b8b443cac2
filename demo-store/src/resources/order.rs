//! Orders: who bought, how it is paid, the totals, the rows.

use super::association::*;
use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_address_delivery: id().link("addresses").required(),
    id_address_invoice: id().link("addresses").required(),
    id_cart: id().link("carts").required(),
    id_currency: id().link("currencies").required().starts(1),
    id_lang: id().link("languages").required(),
    id_customer: id().link("customers").required(),
    id_carrier: id().link("carriers").required(),
    current_state: id().link("order_states"),
    module: text()
        .required()
        .formats(&[(V1_6, "isModuleName")])
        .sizes(&[(V9_0, 255)]),
    invoice_number: integer(),
    invoice_date: date_time(),
    delivery_number: integer(),
    delivery_date: date_time(),
    valid: boolean().formats(&[]),
    date_add: date_time().formats(&[(V1_6, "isDate")]),
    date_upd: date_time().formats(&[(V1_6, "isDate")]),
    shipping_number: text()
        .dynamic()
        .formats(&[(V1_6, "isTrackingNumber"), (V8_2, "")]),
    note: text().sizes(&[(V8_2, 4_194_303)]).since(V1_7),
    id_shop_group: id().starts(1),
    id_shop: id().starts(1),
    secure_key: text().formats(&[(V1_6, "isMd5")]).sizes(&[(V9_0, 32)]),
    payment: text()
        .required()
        .formats(&[(V1_6, "isGenericName")])
        .sizes(&[(V9_0, 255)]),
    recyclable: boolean(),
    gift: boolean(),
    gift_message: text()
        .formats(&[(V1_6, "isMessage"), (V8_2, "isCleanHtml")])
        .sizes(&[(V8_2, 4_194_303)]),
    mobile_theme: boolean(),
    total_discounts: price(),
    total_discounts_tax_incl: price(),
    total_discounts_tax_excl: price(),
    total_paid: price().required(),
    total_paid_tax_incl: price(),
    total_paid_tax_excl: price(),
    total_paid_real: price().required(),
    total_products: price().required(),
    total_products_wt: price().required(),
    total_shipping: price(),
    total_shipping_tax_incl: price(),
    total_shipping_tax_excl: price(),
    carrier_tax_rate: rate(3),
    total_wrapping: price(),
    total_wrapping_tax_incl: price(),
    total_wrapping_tax_excl: price(),
    round_mode: id().starts(2),
    round_type: id().starts(2),
    conversion_rate: rate(6).required().starts(1_000_000),
    reference: text().sizes(&[(V9_0, 255)]),
}

/// The rows of an order are its order_details, in short.
pub static OF_ORDER: &[Association] = &[Association::only_here(
    "order_rows",
    "order_row",
    &[
        ItemField::new("product_id")
            .link("products")
            .link_since(V1_7)
            .required(),
        ItemField::new("product_attribute_id").required(),
        ItemField::new("product_quantity").required(),
        ItemField::new("product_name").read_only(),
        ItemField::new("product_reference").read_only(),
        ItemField::new("product_ean13").read_only(),
        ItemField::new("product_isbn").read_only().since(V1_7),
        ItemField::new("product_upc").read_only(),
        ItemField::new("product_price").read_only(),
        ItemField::new("id_customization")
            .link("customizations")
            .since(V1_7),
        ItemField::new("unit_price_tax_incl").read_only(),
        ItemField::new("unit_price_tax_excl").read_only(),
    ],
)];
