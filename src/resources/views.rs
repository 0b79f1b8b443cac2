//! Records of which actions read a few fields. They are no property of the client, where they are
//! read by their shape alone; what else is known of them is in `untyped.rs`.

use super::declared::resource;
use super::rule::{Format, Rule};
use super::scope::Scope;

const TRACKING: Rule = Rule::of(Format::Any).max(64);

resource! {
    /// A parcel of an order.
    pub struct OrderCarrier = "order_carriers" / "order_carrier", scope(Scope::OfOrder);
    /// The parcels of orders.
    property;
    fields {
        /// Id of the parcel.
        id: Id, kept;
        /// Id of the order.
        id_order: Link;
        /// Id of the carrier.
        id_carrier: Link;
        /// Tracking number.
        tracking_number: Text, rule(&TRACKING);
    }
    associations {}
}

resource! {
    /// Who brings parcels.
    pub struct Carrier = "carriers" / "carrier";
    /// Those who bring parcels.
    property;
    fields {
        /// Id of the carrier.
        id: Id, kept;
        /// Name.
        name: Text;
        /// Address to follow a parcel at, with `@` for its number.
        url: Text;
    }
    associations {}
}

resource! {
    /// An address.
    pub struct Address = "addresses" / "address", scope(Scope::OfCustomer);
    /// Addresses.
    property;
    fields {
        /// Id of the address.
        id: Id, kept;
        /// Id of the customer.
        id_customer: Link;
        /// Id of the country.
        id_country: Link;
        /// Id of the state.
        id_state: Link;
        /// First name.
        firstname: Text;
        /// Last name.
        lastname: Text;
        /// Company.
        company: Text;
        /// Street.
        address1: Text;
        /// What else the street needs.
        address2: Text;
        /// Postcode.
        postcode: Text;
        /// City.
        city: Text;
        /// Notes for the delivery.
        other: Text;
        /// Telephone number.
        phone: Text;
        /// Mobile number.
        phone_mobile: Text;
    }
    associations {}
}

resource! {
    /// A country.
    pub struct Country = "countries" / "country";
    /// Countries.
    property;
    fields {
        /// Id of the country.
        id: Id, kept;
        /// Code of two letters.
        iso_code: Text;
        /// Name.
        name: Multilingual;
    }
    associations {}
}
