//! Order histories: the status changes of orders.

use super::declaration::resource;

resource! {
    /// One status change of one order.
    pub struct OrderHistory = "order_histories" / "order_history", OfOrder;
    fields {
        /// Id of the change.
        id: Id, kept;
        /// Id of the employee who made it; `null` for the shop itself.
        id_employee: Link;
        /// Id of the state entered.
        id_order_state: Link;
        /// Id of the order.
        id_order: Link;
        /// When, in the shop's time zone.
        date_add: Date;
    }
    associations {}
}
