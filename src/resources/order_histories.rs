//! Order histories: the status changes of orders.

use super::declaration::Creation;
use super::declared::resource;
use super::scope::Scope;

resource! {
    /// One status change of one order.
    pub struct OrderHistory = "order_histories" / "order_history", scope(Scope::OfOrder), creation(Creation::OrderStatus);
    /// The status changes of orders.
    property;
    fields {
        /// Id of the change.
        id: Id, kept;
        /// Id of the employee who made it; `null` for the shop itself.
        id_employee: Link;
        /// Id of the state entered.
        id_order_state: Link, needed;
        /// Id of the order.
        id_order: Link, needed;
        /// When, in the shop's time zone.
        date_add: Date;
    }
    associations {}
}
