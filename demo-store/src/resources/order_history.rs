//! The status changes of the orders.

use super::field::*;
use crate::options::ShopVersion::*;

fields! {
    id_employee: id().link("employees"),
    id_order_state: id().link("order_states").required(),
    id_order: id().link("orders").required(),
    date_add: date_time().formats(&[(V1_6, "isDate")]),
}
