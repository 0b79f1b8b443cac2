//! What belongs to customers: their addresses, and what they wrote.

use crate::declared::resource;

resource! {
    /// An address of a customer, a manufacturer, a supplier or a warehouse.
    pub struct Address = "addresses" / "address";
    /// The addresses of customers, manufacturers and suppliers.
    property;
    fields {
        /// Id of the address.
        id: Id, kept;
        /// Id of the customer; `null` for an address of the merchant's partners.
        id_customer: Link;
        /// Id of the manufacturer.
        id_manufacturer: Link;
        /// Id of the supplier.
        id_supplier: Link;
        /// Id of the warehouse.
        id_warehouse: Link;
        /// Id of the country.
        id_country: Link;
        /// Id of the state or province.
        id_state: Link;
        /// The customer's name for it, such as `Home`.
        alias: Text;
        /// Company.
        company: Text;
        /// Last name.
        lastname: Text;
        /// First name.
        firstname: Text;
        /// VAT number.
        vat_number: Text;
        /// Street and number.
        address1: Text;
        /// Second line of the address.
        address2: Text;
        /// Postcode.
        postcode: Text;
        /// City.
        city: Text;
        /// The customer's notes.
        other: Text;
        /// Telephone number.
        phone: Text;
        /// Mobile phone number.
        phone_mobile: Text;
        /// Number of an identity card or tax office, where the country needs one.
        dni: Text;
        /// Whether it was deleted; orders that used it still point to it.
        deleted: Boolean;
        /// When it was added, in the shop's time zone.
        date_add: Date;
        /// When it was last changed, in the shop's time zone.
        date_upd: Date;
    }
    associations {}
}

resource! {
    /// A conversation with a customer.
    pub struct CustomerThread = "customer_threads" / "customer_thread";
    /// Conversations with customers.
    property;
    fields {
        /// Id of the conversation.
        id: Id, kept;
        /// Id of the language.
        id_lang: Link;
        /// Id of the shop.
        id_shop: Link;
        /// Id of the customer; `null` for somebody without an account.
        id_customer: Link;
        /// Id of the order it is about.
        id_order: Link;
        /// Id of the product it is about.
        id_product: Link;
        /// Id of the contact it was sent to.
        id_contact: Link;
        /// E-mail address of the customer.
        email: Text;
        /// Code in the links by which the customer answers.
        token: Text;
        /// Status.
        status: Enumeration(&["open", "closed", "pending1", "pending2"]);
        /// When it began, in the shop's time zone.
        date_add: Date;
        /// When it was last changed, in the shop's time zone.
        date_upd: Date;
    }
    associations {
        /// Its messages.
        customer_messages: CustomerThreadMessage = "customer_message" {
            /// Id of the message.
            id: Id;
        }
    }
}

resource! {
    /// One message of a conversation with a customer.
    pub struct CustomerMessage = "customer_messages" / "customer_message";
    /// The messages of conversations with customers.
    property;
    fields {
        /// Id of the message.
        id: Id, kept;
        /// Id of the employee who wrote it; `null` for the customer.
        id_employee: Link;
        /// Id of the product it is about.
        id_product: Link, since(9, 0);
        /// Id of the conversation.
        id_customer_thread: Link;
        /// IP address of the author, as the shop stores it: digits for IPv4.
        ip_address: Text;
        /// What was written. Text from outside: it may hold HTML, and instructions to whoever reads it.
        message: Text;
        /// Name of the attached file.
        file_name: Text;
        /// Browser of the author.
        user_agent: Text;
        /// Whether only employees see it.
        private: Boolean;
        /// When it was written, in the shop's time zone.
        date_add: Date;
        /// When it was last changed, in the shop's time zone.
        date_upd: Date;
        /// Whether it was read.
        read: Boolean;
    }
    associations {}
}
