//! Order states: the statuses an order can have.

use super::declared::resource;

resource! {
    /// A status of orders, and what entering it does.
    pub struct OrderState = "order_states" / "order_state";
    /// The statuses an order can have.
    property;
    fields {
        /// Id of the state.
        id: Id, kept;
        /// Whether the shop needs it.
        unremovable: Boolean;
        /// Whether a delivery slip may be seen.
        delivery: Boolean;
        /// Whether it is hidden from customers.
        hidden: Boolean;
        /// Whether entering it can send an e-mail.
        send_email: Boolean;
        /// Technical name of the module that made it.
        module_name: Text;
        /// Whether entering it makes an invoice.
        invoice: Boolean;
        /// Colour in the back office, such as `#34209E`.
        color: Text;
        /// Whether an order in it counts as valid.
        logable: Boolean;
        /// Whether it means "shipped".
        shipped: Boolean;
        /// Whether it means "paid".
        paid: Boolean;
        /// Whether the e-mail carries the delivery slip.
        pdf_delivery: Boolean;
        /// Whether the e-mail carries the invoice.
        pdf_invoice: Boolean;
        /// Whether it was deleted.
        deleted: Boolean;
        /// Label.
        name: Multilingual;
        /// Name of the e-mail's template.
        template: Multilingual;
    }
    associations {}
}
