//! Customers.

use super::declared::resource;
use super::rule::{Format, MAX_TEXT, Rule};
use super::scope::Scope;

const PERSON: Rule = Rule::of(Format::PersonName)
    .max(32)
    .later_max(1, 7, 255)
    .required();
const EMAIL: Rule = Rule::of(Format::Email)
    .max(128)
    .later_max(1, 7, 255)
    .required();
const COMPANY: Rule = Rule::of(Format::GenericName).max(255);
const NOTE: Rule = Rule::of(Format::Any).max(65_000).later_max(8, 0, MAX_TEXT);

resource! {
    /// A customer or a guest. An e-mail can belong to one customer and several guests.
    pub struct Customer = "customers" / "customer", scope(Scope::OwnList), updatable;
    /// Customers and guests.
    property;
    fields {
        /// Id of the customer.
        id: Id, kept;
        /// Id of the default group.
        id_default_group: Link;
        /// Id of the language.
        id_lang: Link;
        /// When the newsletter was subscribed to.
        newsletter_date_add: Date;
        /// Address the newsletter was subscribed from.
        ip_registration_newsletter: Text;
        /// When the password was last made.
        last_passwd_gen: Date, kept, locked(9, 0);
        /// The customer's secret key.
        secure_key: Text, secret, locked(9, 0);
        /// Whether it was deleted.
        deleted: Boolean, kept;
        /// The stored hash of the password.
        passwd: Text, secret;
        /// Last name.
        lastname: Text, rule(&PERSON);
        /// First name.
        firstname: Text, rule(&PERSON);
        /// E-mail address.
        email: Text, rule(&EMAIL);
        /// Id of the title.
        id_gender: Link;
        /// Day of birth.
        birthday: Date;
        /// Whether the newsletter is subscribed to.
        newsletter: Boolean;
        /// Whether offers of partners are welcome.
        optin: Boolean;
        /// Web site.
        website: Text;
        /// Company.
        company: Text, rule(&COMPANY);
        /// SIRET number.
        siret: Text;
        /// APE code.
        ape: Text;
        /// Amount that may stay unpaid.
        outstanding_allow_amount: Decimal;
        /// Whether prices are shown to this customer.
        show_public_prices: Boolean;
        /// Id of the risk rating.
        id_risk: Link;
        /// Days to pay.
        max_payment_days: Integer;
        /// Whether the account may be used.
        active: Boolean;
        /// Private note of the merchant.
        note: Text, rule(&NOTE);
        /// Whether it is a guest.
        is_guest: Boolean;
        /// Id of the shop registered in.
        id_shop: Link, kept;
        /// Id of that shop's group.
        id_shop_group: Link, kept;
        /// When registered, in the shop's time zone.
        date_add: Date;
        /// When last changed, in the shop's time zone.
        date_upd: Date, automatic;
        /// The token of a password reset.
        reset_password_token: Text, secret, since(1, 7);
        /// Until when that token holds.
        reset_password_validity: Date, secret, since(1, 7);
    }
    associations {
        /// The groups the customer is in.
        groups: CustomerGroup = "group" {
            /// Id of the group.
            id: Id;
        }
    }
}
