//! The lines of an order.

use super::association::*;
use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_order: id().link("orders").required(),
    product_id: id().link("products"),
    product_attribute_id: id().link("combinations"),
    product_quantity_reinjected: integer().formats(&[(V1_6, "isUnsignedInt")]),
    group_reduction: rate(2),
    discount_quantity_applied: integer().formats(&[(V1_6, "isInt")]),
    download_hash: text()
        .formats(&[(V1_6, "isGenericName")])
        .sizes(&[(V9_0, 255)]),
    download_deadline: date_time().formats(&[(V1_6, "isDateFormat")]),
    id_order_invoice: id(),
    id_warehouse: id().required(),
    id_shop: id().required().starts(1),
    id_customization: id().since(V1_7),
    product_name: text()
        .required()
        .formats(&[(V1_6, "isGenericName")])
        .sizes(&[(V8_2, 4_194_303)]),
    product_quantity: integer().required().formats(&[(V1_6, "isInt")]),
    product_quantity_in_stock: integer().formats(&[(V1_6, "isInt")]),
    product_quantity_return: integer().formats(&[(V1_6, "isUnsignedInt")]),
    product_quantity_refunded: integer().formats(&[(V1_6, "isUnsignedInt")]),
    product_price: price().required(),
    reduction_percent: rate(2),
    reduction_amount: price(),
    reduction_amount_tax_incl: price(),
    reduction_amount_tax_excl: price(),
    product_quantity_discount: rate(6),
    product_ean13: text().formats(&[(V1_6, "isEan13")]).sizes(&[(V9_0, 13)]),
    product_isbn: text()
        .formats(&[(V1_6, "isIsbn")])
        .sizes(&[(V9_0, 32)])
        .since(V1_7),
    product_upc: text().formats(&[(V1_6, "isUpc")]).sizes(&[(V9_0, 12)]),
    product_mpn: text()
        .formats(&[(V1_6, "isMpn")])
        .sizes(&[(V9_0, 40)])
        .since(V1_7),
    product_reference: text()
        .formats(&[(V1_6, "isReference")])
        .sizes(&[(V9_0, 64)]),
    product_supplier_reference: text()
        .formats(&[(V1_6, "isReference")])
        .sizes(&[(V9_0, 64)]),
    product_weight: rate(6),
    tax_computation_method: id(),
    id_tax_rules_group: integer().formats(&[(V1_6, "isInt")]).starts(1),
    ecotax: rate(6),
    ecotax_tax_rate: rate(3),
    download_nb: integer().formats(&[(V1_6, "isInt")]),
    unit_price_tax_incl: price(),
    unit_price_tax_excl: price(),
    total_price_tax_incl: price(),
    total_price_tax_excl: price(),
    total_shipping_price_tax_excl: price(),
    total_shipping_price_tax_incl: price(),
    purchase_supplier_price: price(),
    original_product_price: price(),
    original_wholesale_price: price(),
    total_refunded_tax_excl: price().since(V1_7),
    total_refunded_tax_incl: price().since(V1_7),
}

/// The taxes of a line.
pub static OF_ORDER_DETAIL: &[Association] = &[Association::of("taxes", "tax", "taxes")];
