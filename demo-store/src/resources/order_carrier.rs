//! How the orders are on their way.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_order: id().link("orders").required(),
    id_carrier: id().link("carriers").required(),
    id_order_invoice: id(),
    weight: rate(6),
    shipping_cost_tax_excl: rate(6),
    shipping_cost_tax_incl: rate(6),
    tracking_number: text().formats(&[(V1_6, "isTrackingNumber")]).sizes(&[(V1_7, 64)]),
    date_add: date_time().formats(&[(V1_6, "isDate")]),
}
