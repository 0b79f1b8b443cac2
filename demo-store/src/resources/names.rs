//! The names of all resources a real shop has.
//!
//! Most of them are not served here, and no key has a right on those: like on a
//! real shop, a known name without a right is code 26, an unknown one code 27.

use crate::options::ShopVersion::{self, *};

/// Name, first and last version.
const NAMES: [(&str, ShopVersion, ShopVersion); 71] = [
    ("addresses", V1_6, V9_0),
    ("attachments", V1_7, V9_0),
    ("carriers", V1_6, V9_0),
    ("cart_rules", V1_6, V9_0),
    ("carts", V1_6, V9_0),
    ("categories", V1_6, V9_0),
    ("combinations", V1_6, V9_0),
    ("configurations", V1_6, V9_0),
    ("contacts", V1_6, V9_0),
    ("content_management_system", V1_6, V9_0),
    ("countries", V1_6, V9_0),
    ("currencies", V1_6, V9_0),
    ("customer_messages", V1_6, V9_0),
    ("customer_threads", V1_6, V9_0),
    ("customers", V1_6, V9_0),
    ("customizations", V1_6, V9_0),
    ("deliveries", V1_6, V9_0),
    ("employees", V1_6, V9_0),
    ("groups", V1_6, V9_0),
    ("guests", V1_6, V9_0),
    ("image_types", V1_6, V9_0),
    ("images", V1_6, V9_0),
    ("languages", V1_6, V9_0),
    ("manufacturers", V1_6, V9_0),
    ("messages", V1_7, V9_0),
    ("order_carriers", V1_6, V9_0),
    ("order_cart_rules", V1_7, V9_0),
    ("order_details", V1_6, V9_0),
    ("order_discounts", V1_6, V1_6),
    ("order_histories", V1_6, V9_0),
    ("order_invoices", V1_6, V9_0),
    ("order_payments", V1_6, V9_0),
    ("order_returns", V9_0, V9_0),
    ("order_slip", V1_6, V9_0),
    ("order_states", V1_6, V9_0),
    ("orders", V1_6, V9_0),
    ("price_ranges", V1_6, V9_0),
    ("product_customization_fields", V1_6, V9_0),
    ("product_feature_values", V1_6, V9_0),
    ("product_features", V1_6, V9_0),
    ("product_option_values", V1_6, V9_0),
    ("product_options", V1_6, V9_0),
    ("product_suppliers", V1_6, V9_0),
    ("products", V1_6, V9_0),
    ("search", V1_6, V9_0),
    ("shop_groups", V1_6, V9_0),
    ("shop_urls", V1_6, V9_0),
    ("shops", V1_6, V9_0),
    ("specific_price_rules", V1_6, V9_0),
    ("specific_prices", V1_6, V9_0),
    ("states", V1_6, V9_0),
    ("stock_availables", V1_6, V9_0),
    ("stock_movement_reasons", V1_6, V9_0),
    ("stock_movements", V1_6, V9_0),
    ("stocks", V1_6, V9_0),
    ("stores", V1_6, V9_0),
    ("suppliers", V1_6, V9_0),
    ("supply_order_details", V1_6, V8_2),
    ("supply_order_histories", V1_6, V8_2),
    ("supply_order_receipt_histories", V1_6, V8_2),
    ("supply_order_states", V1_6, V8_2),
    ("supply_orders", V1_6, V8_2),
    ("tags", V1_6, V9_0),
    ("tax_rule_groups", V1_6, V9_0),
    ("tax_rules", V1_6, V9_0),
    ("taxes", V1_6, V9_0),
    ("translated_configurations", V1_6, V9_0),
    ("warehouse_product_locations", V1_6, V8_2),
    ("warehouses", V1_6, V9_0),
    ("weight_ranges", V1_6, V9_0),
    ("zones", V1_6, V9_0),
];

/// The names a shop of that version knows, in its order.
pub(crate) fn names(version: ShopVersion) -> impl Iterator<Item = &'static str> {
    NAMES
        .iter()
        .filter(move |(_, since, until)| *since <= version && version <= *until)
        .map(|(name, ..)| *name)
}
